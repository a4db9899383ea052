//! Pictures: what is asked for, the rows they take, and what they leave where it is.

use std::sync::Arc;

use dixit::app::{Effect, Message};
use dixit::config::theme::ColourDepth;
use dixit::document::{Document, Metadata, markdown};
use dixit::flow::Known;
use dixit::ui::{Beside, Strip};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::fixture::Screen;

/// Paragraphs with a picture after every third.
fn document() -> Arc<Document> {
    let paragraph = |number: usize| {
        let words = "tells of nets and boats, said Ada Voss. “We will not sign it,” she said.";
        let picture =
            if number.is_multiple_of(3) { format!("![Boat {number}](boat-{number}.png)\n\n") } else { String::new() };
        format!("Paragraph {number} {words}\n\n{picture}")
    };
    let text = format!("# Talks\n\n{}", (0..60).map(paragraph).collect::<String>());
    Arc::new(markdown(&text, Metadata::default()))
}

fn opened(width: u16, height: u16) -> (Screen, Arc<Document>) {
    let mut screen = Screen::start(width, height, ColourDepth::True, 1);
    let document = document();
    screen.send(Message::Opened { index: 0, result: Ok(Arc::clone(&document)) });
    let annotations = Arc::new(dixit::annotate(&document));
    screen.send(Message::Annotated { index: 0, annotations });
    (screen, document)
}

fn wanted(screen: &mut Screen) -> Vec<usize> {
    let pictures = |effect| match effect {
        Effect::Pictures { wanted, .. } => Some(wanted),
        _ => None,
    };
    std::mem::take(&mut screen.effects).into_iter().filter_map(pictures).flatten().collect()
}

fn known(screen: &mut Screen, document: &Arc<Document>, picture: usize, known: Known) {
    screen.send(Message::Pictured { index: 0, document: Arc::clone(document), picture, known });
}

fn strips(screen: &Screen) -> Vec<Strip> {
    let area = screen.draw().area;
    let mut beside = Beside::default();
    let mut terminal = Terminal::new(TestBackend::new(area.width, area.height)).unwrap();
    terminal.draw(|frame| beside = dixit::ui::full_view(&screen.app, frame)).unwrap();
    beside.pictures.strips()
}

const CELL: Message = Message::Graphics { cell: Some((8, 16)) };

#[test]
fn only_pictures_near_what_is_seen_are_asked_for_and_once() {
    let (mut screen, document) = opened(80, 24);
    assert_eq!(wanted(&mut screen), [] as [usize; 0], "the terminal shows none");
    screen.send(CELL);
    let first = wanted(&mut screen);
    assert_eq!(first.first(), Some(&0));
    assert!(first.len() < document.pictures.len() / 2, "{first:?}");
    screen = screen.press("j k space b");
    let more = wanted(&mut screen);
    assert!(more.iter().all(|picture| !first.contains(picture)), "{more:?}");
    screen = screen.press("G");
    assert!(wanted(&mut screen).contains(&(document.pictures.len() - 1)));
}

#[test]
fn where_they_are_not_wanted_none_is_asked_for() {
    let (screen, _) = opened(80, 24);
    let before = screen.text();
    let mut screen = screen.press("x");
    assert!(screen.text().contains("this terminal cannot show pictures"), "{}", screen.text());
    screen.send(CELL);
    wanted(&mut screen);
    screen = screen.press("x");
    assert!(screen.text().contains("pictures are described"));
    screen = screen.press("space space space");
    assert_eq!(wanted(&mut screen), [] as [usize; 0]);
    screen = screen.press("g x esc");
    assert_eq!(screen.text().lines().nth(3), before.lines().nth(3));
}

#[test]
fn a_picture_takes_rows_in_place_of_its_words() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let (mut screen, document) = opened(width, height);
        screen.send(CELL);
        assert!(strips(&screen).is_empty() && screen.text().contains("Boat 0"));
        known(&mut screen, &document, 0, Known::Size(320, 160));
        assert!(!screen.text().contains("Boat 0"), "{}", screen.text());
        let seen = strips(&screen);
        let (columns, rows) = seen[0].size;
        assert!(columns <= 40 && rows <= 10 && rows <= height * 2 / 3, "{seen:?}");
        // Whole or cut at the lower edge.
        assert!(seen.iter().enumerate().all(|(row, strip)| strip.from == (row as u16, 0) && strip.width == columns));
        // Half above the upper edge, one row a step.
        let mut from = seen[0].from.0;
        for _ in 0..height {
            screen = screen.press("j");
            let Some(first) = strips(&screen).first().copied() else { break };
            assert!(first.from.0 == from || first.from.0 == from + 1, "{first:?} after {from}");
            from = first.from.0;
        }
        assert_eq!(from, rows - 1, "{width}x{height}");
    }
}

#[test]
fn what_lies_over_a_picture_takes_its_cells() {
    let (mut screen, document) = opened(80, 24);
    screen.send(CELL);
    known(&mut screen, &document, 0, Known::Size(320, 160));
    let cells = |screen: &Screen| strips(screen).iter().map(|strip| usize::from(strip.width)).sum::<usize>();
    let all = cells(&screen);
    let screen = screen.press("?");
    assert!(cells(&screen) < all);
    assert_eq!(cells(&screen.press("esc")), all);
}

#[test]
fn the_place_stays_when_pictures_come() {
    let (mut screen, document) = opened(80, 24);
    screen.send(CELL);
    screen = screen.press("2 0 ]");
    let row = |screen: &Screen, words: &str| screen.text().lines().position(|line| line.contains(words));
    let selected = screen.app.reader().selected.expect("a quotation");
    let span = screen.app.reader().quotation(selected).unwrap().span;
    let paragraph = document.blocks[document.block_at(span.start)].span;
    let words: String = paragraph.of(&document.text).chars().take(14).collect();
    let before = row(&screen, &words);
    assert!(before.is_some(), "{}", screen.text());
    for picture in 0..document.pictures.len() {
        known(&mut screen, &document, picture, Known::Size(320, 160));
    }
    assert_eq!(row(&screen, &words), before, "{}", screen.text());
    // Without a selection in sight the top stays.
    let mut screen = screen.press("g 5 0 j");
    let top = |screen: &Screen| screen.app.reader().rows(&screen.app.view())[0].place();
    let before = top(&screen).offset;
    screen = screen.press("x x");
    assert_eq!(top(&screen).offset, before);
}

#[test]
fn a_picture_that_cannot_be_shown_is_described_with_the_reason() {
    let (mut screen, document) = opened(80, 24);
    screen.send(CELL);
    known(&mut screen, &document, 0, Known::Hidden(Some("it is \x1b[31mbroken".to_owned())));
    let text = screen.text();
    assert!(text.contains("Boat 0") && text.contains("not shown: it is ␛[31mbroken"), "{text}");
    let other = self::document();
    known(&mut screen, &other, 1, Known::Size(320, 160));
    assert!(strips(&screen).is_empty(), "of another version of the article");
}

#[test]
fn the_end_stays_the_end_when_pictures_come() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let (mut screen, document) = opened(width, height);
        screen.send(CELL);
        wanted(&mut screen);
        screen = screen.press("G");
        let at_end = |screen: &Screen| {
            let view = screen.app.view();
            (screen.app.reader().percent(&view), screen.app.reader().seen(&view).end)
        };
        let end = (Some(100), document.text.trim_end().len());
        assert_eq!(at_end(&screen), end);
        // They come from the last on, some at a time; what comes into sight meanwhile is asked for too.
        loop {
            let next = wanted(&mut screen);
            if next.is_empty() {
                break;
            }
            for picture in next {
                known(&mut screen, &document, picture, Known::Size(800, 600));
                assert_eq!(at_end(&screen), end, "{width}x{height}: {picture}\n{}", screen.text());
            }
        }
        // Who has moved meanwhile is not drawn back.
        let (mut screen, document) = opened(width, height);
        screen.send(CELL);
        screen = screen.press("G b");
        for picture in 0..document.pictures.len() {
            known(&mut screen, &document, picture, Known::Size(800, 600));
        }
        assert!(at_end(&screen).1 < end.1, "{}", screen.text());
    }
}

#[test]
fn what_is_seen_whole_keeps_its_top_when_pictures_come() {
    let mut screen = Screen::start(80, 24, ColourDepth::True, 1);
    let document = Arc::new(markdown("# Talks\n\nOne.\n\n![A](a.png)\n\n![B](b.png)\n", Metadata::default()));
    screen.send(Message::Opened { index: 0, result: Ok(Arc::clone(&document)) });
    screen.send(CELL);
    for picture in 0..2 {
        known(&mut screen, &document, picture, Known::Size(800, 600));
    }
    assert!(screen.text().contains("Talks"), "{}", screen.text());
}

#[test]
fn what_is_read_again_has_its_pictures_read_again() {
    let (mut screen, document) = opened(80, 24);
    let same = || Message::Opened { index: 0, result: Ok(self::document()) };
    screen = screen.press("R");
    screen.send(same());
    assert!(screen.text().contains("the article has not changed"), "{}", screen.text());
    screen.send(CELL);
    known(&mut screen, &document, 0, Known::Size(320, 160));
    wanted(&mut screen);
    screen = screen.press("R");
    screen.send(same());
    assert!(screen.text().contains("read again"), "{}", screen.text());
    assert!(wanted(&mut screen).contains(&0));
    assert!(!strips(&screen).is_empty(), "it stays as it was until it is known anew");
    // Nobody asked for this one.
    screen.send(same());
    assert_eq!(wanted(&mut screen), [] as [usize; 0]);
}

#[test]
fn what_was_taken_in_by_itself_is_not_called_unchanged() {
    let (mut screen, _) = opened(80, 24);
    let changed = Arc::new(markdown("# Talks\n\n“No,” said Ada Voss.\n", Metadata::default()));
    let again = || Message::Opened { index: 0, result: Ok(Arc::clone(&changed)) };
    screen.send(Message::Changed { index: 0 });
    screen.send(again());
    for told in ["read again", "the article has not changed"] {
        screen = screen.press("R");
        screen.send(again());
        assert!(screen.text().contains(told), "{told}: {}", screen.text());
    }
    // Both may be under way at once.
    let (mut screen, _) = opened(80, 24);
    screen = screen.press("R");
    screen.send(Message::Changed { index: 0 });
    screen.send(again());
    screen.send(again());
    assert!(!screen.text().contains("has not changed"), "{}", screen.text());
}
