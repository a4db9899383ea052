//! Which quotation keys are about, whatever was done before, and what is copied of it.

use std::sync::Arc;

use dixit::app::{Effect, Message, Mouse, MouseKind, Pane};

use super::fixture::{Screen, annotations, document};

fn copied(screen: &Screen) -> Vec<&str> {
    let copies = screen.effects.iter().filter_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    copies.collect()
}

/// Whether the page of evidence lies over the panes and explains these words.
fn explains(screen: &Screen, words: &str) -> bool {
    let text = screen.text();
    let page = text.split("Evidence").nth(1).unwrap_or_else(|| panic!("no evidence: {text}"));
    page.lines().skip(1).take(2).any(|row| row.contains(words))
}

fn search(screen: Screen, words: &str) -> Screen {
    screen.press("/").types(words).press("enter")
}

fn click(screen: &mut Screen, column: u16, row: u16) {
    screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column, row }));
}

/// Clicks on these words of the article.
fn click_on(screen: &mut Screen, words: &str) {
    let text = screen.text();
    let mut rows = text.lines().enumerate();
    let (row, line) = rows.find(|(_, line)| line.contains(words)).unwrap_or_else(|| panic!("{text}"));
    let before = line.split(words).next().unwrap_or_default();
    click(screen, dixit::app::rich::width(before) as u16 + 1, row as u16);
}

#[test]
fn search_hit_in_a_quotation_is_what_keys_are_about() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let found = || search(Screen::new(width, height).press("] ]"), "six chairs");
        assert_eq!(found().app.reader().selected, Some(6), "{width}");
        assert!(explains(&found().press("e"), "“It is a table and"), "{}", found().press("e").text());
        assert!(copied(&found().press("y"))[0].contains("“It is a table and six chairs,”"));
        assert_eq!(found().press("]").app.reader().selected, Some(7));
        assert_eq!(found().press("[").app.reader().selected, Some(5));
        let kept = found().press("s");
        assert_eq!(kept.app.reader().shown(), [5, 6, 7], "those of Jonas Hale");
    }
}

#[test]
fn next_hit_moves_what_keys_are_about() {
    let screen = search(Screen::new(120, 40), "table").press("n");
    assert_eq!(screen.app.reader().selected, Some(7), "the second hit is in another piece");
    assert_eq!(screen.press("N").app.reader().selected, Some(6));
}

#[test]
fn search_hit_outside_of_quotations_is_where_the_next_and_the_previous_are_counted_from() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let found = || search(Screen::new(width, height).press("] ]"), "tarn harbour");
        assert_eq!(found().app.reader().selected, None, "what was selected is not meant any more");
        assert_eq!(found().press("]").app.reader().selected, Some(9));
        assert_eq!(found().press("[").app.reader().selected, Some(8));
    }
    let screen = search(Screen::new(120, 40), "tarn harbour").press("e");
    assert!(explains(&screen, "half of the season could be lost"), "the first one behind it: {}", screen.text());
}

#[test]
fn search_before_the_analysis_is_done_counts_too() {
    let mut screen = search(Screen::opened(120, 40), "six chairs").press("e");
    assert!(screen.text().contains("still analysing"), "{}", screen.text());
    screen.send(Message::Annotated { index: 0, annotations: Arc::new(annotations(&document())) });
    assert_eq!(screen.app.reader().selected, Some(6));
}

#[test]
fn clicked_quotation_is_what_keys_are_about() {
    let at = |keys: &str| {
        let mut screen = Screen::new(120, 40).press("]");
        click_on(&mut screen, "They draw a line");
        screen.press(keys)
    };
    assert_eq!(at("").app.reader().selected, Some(8));
    assert!(copied(&at("y"))[0].starts_with("“They draw a line on a map and my nets are abroad,”\n— Mina Okoye"));
    assert!(explains(&at("e"), "“They draw a line"));
    assert_eq!(at("s").app.reader().shown(), [8]);
    assert_eq!(at("]").app.reader().selected, Some(9));
}

#[test]
fn click_outside_of_quotations_is_where_the_next_is_counted_from() {
    let mut screen = Screen::new(120, 40).press("]");
    click_on(&mut screen, "Fishing crews");
    assert_eq!(screen.app.reader().selected, None);
    assert_eq!(screen.press("]").app.reader().selected, Some(8));
}

#[test]
fn click_on_the_map_selects_the_quotation_that_the_cell_shows() {
    let mut screen = Screen::new(80, 24).press("] ]");
    let map = screen.app.layout().map;
    let ticks = screen.app.reader().map().to_vec();
    let cell = ticks.iter().rposition(|tick| tick.height > 0).expect("a quotation on the map");
    click(&mut screen, map.x + 1 + cell as u16, map.y);
    assert_eq!(screen.app.reader().selected, Some(14), "the last one");
    assert!(copied(&screen.press("y"))[0].contains("It will rain"));
}

#[test]
fn row_of_a_card_is_what_keys_are_about() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        // The card of Ada Voss; the cursor goes to her third quotation.
        let card = || Screen::new(width, height).press("] a j j");
        assert!(explains(&card().press("e"), "“And we cannot keep this.”"), "{}", card().press("e").text());
        assert!(copied(&card().press("y"))[0].contains("“And we cannot keep this.”"));
        let followed = || card().press("enter");
        assert_eq!(followed().app.reader().selected, Some(2));
        assert!(explains(&followed().press("e"), "“And we cannot keep this.”"));
        assert_eq!(followed().press("]").app.reader().selected, Some(3));
        assert_eq!(followed().press("s").app.reader().shown().len(), 7);
    }
}

#[test]
fn evidence_from_a_card_goes_on_from_there() {
    let screen = Screen::new(120, 40).press("G tab tab g j a e ]");
    assert!(explains(&screen, "“It is a table and six chairs,”"), "{}", screen.text());
}

#[test]
fn words_of_the_evidence_are_followed_and_it_stays_the_same_quotation() {
    let screen = Screen::new(120, 40).press("] ] e j enter");
    assert!(screen.app.overlays().is_empty());
    assert!(explains(&screen.press("e"), "“We will not sign what we cannot keep,”"));
}

#[test]
fn rows_of_the_lists_are_what_keys_are_about() {
    let screen = Screen::new(80, 24).press("tab j j j j y");
    assert!(copied(&screen)[0].contains("A treaty is not a weather report"));
    let screen = Screen::new(120, 40).press("] tab tab j");
    assert_eq!(screen.app.focus(), Pane::Actors);
    assert!(copied(&screen.press("y"))[0].contains("— Jonas Hale"), "the first one of the selected actor");
    let screen = Screen::new(120, 40).press("] tab tab G y");
    assert!(screen.text().contains("no quotation here"), "Lowmark says nothing: {}", screen.text());
}

#[test]
fn away_from_the_selected_quotation_keys_are_about_the_first_that_is_seen() {
    let away = || Screen::new(80, 24).press("] ] G");
    let seen = away().app.reader().seen(&away().app.view());
    let first = (0..15).find(|&index| away().app.reader().quotation(index).unwrap().span.start >= seen.start);
    assert_eq!(away().app.current(), first);
    assert!(first > Some(1), "the selected one is off the screen");
    assert_eq!(away().press("e").app.reader().selected, first);
    assert_eq!(away().press("y").app.reader().selected, first, "what was copied is selected");
    assert_eq!(away().press("]").app.reader().selected, first);
    assert_eq!(away().press("g").app.current(), Some(1), "back at it, it is the selected one");
}

#[test]
fn where_no_quotation_is_seen_keys_say_so() {
    let mut screen = Screen::new(40, 7).press("2 ]");
    for _ in 0..60 {
        if screen.app.current().is_none() {
            break;
        }
        screen = screen.press("j");
    }
    assert_eq!(screen.app.current(), None, "{}", screen.text());
    assert!(screen.press("y").text().contains("no quotation here"));
}

#[test]
fn heading_that_one_goes_to_is_where_the_next_is_counted_from() {
    let screen = Screen::new(40, 12).press("2 ] l l ]");
    assert_eq!(screen.app.reader().selected, Some(9), "the first one of the last part");
}

#[test]
fn whole_utterance_is_copied_and_told() {
    for keys in ["] ] y", "3 ] y"] {
        let screen = Screen::new(80, 24).press(keys);
        let first = copied(&screen)[0].lines().next().unwrap();
        assert_eq!(first, "“We will not sign what we cannot keep,” “And we cannot keep this.”", "{keys}");
        assert!(screen.text().contains("copied 2 pieces: “We will not sign"), "{}", screen.text());
    }
    let screen = Screen::new(40, 12).press("4 ] y");
    assert!(screen.text().contains("copied: the next round would"), "{}", screen.text());
    let kept = Screen::new(80, 24).press("f").types("words<6").press("enter ] y");
    assert_eq!(copied(&kept).len(), 1);
}

#[test]
fn pieces_of_several_paragraphs_are_copied_as_lines() {
    let mut screen = Screen::opened(80, 24);
    let mut found = annotations(&document());
    // The pull quote is a piece of what the paragraph before it quotes.
    for index in [1, 2, 4] {
        found.quotations[index].utterance = 1;
    }
    screen.send(Message::Annotated { index: 0, annotations: Arc::new(found) });
    let screen = screen.press("2 ] y");
    let copy = copied(&screen)[0];
    assert!(
        copy.starts_with("“We will not sign what we cannot keep,” “And we cannot keep this.”\n“A treaty"),
        "{copy}"
    );
    assert!(screen.text().contains("copied 3 pieces"), "{}", screen.text());
}

#[test]
fn citations_are_copied_in_the_form_that_is_chosen() {
    for (width, height) in [(80, 24), (40, 12)] {
        let chosen = |keys: &str| {
            let screen = Screen::new(width, height).press("] ] Y").press(keys);
            assert!(screen.app.overlays().is_empty());
            let copied =
                screen.effects.iter().rev().find_map(|it| if let Effect::Copy(it) = it { Some(it) } else { None });
            (copied.cloned().unwrap(), screen.text())
        };
        assert!(chosen("enter").0.starts_with("“We will not sign what we cannot keep,”"));
        assert!(chosen("j enter").0.starts_with("> “We will not sign what we cannot keep,”"));
        let (bibtex, told) = chosen("j j enter");
        assert!(
            bibtex.starts_with("@misc{brandttalks,") && told.contains("copied 2 pieces as BibTeX"),
            "{bibtex}\n{told}"
        );
        assert!(chosen("j j j enter").0.starts_with("[\n  {"));
        assert!(
            chosen("G enter")
                .0
                .ends_with("\nBrandt, L. (3 March). Talks stall as Norland insists on terms. The Sill Gazette.")
        );
    }
    let mut screen = Screen::opened(80, 24).press("Y");
    assert!(screen.app.overlays().is_empty() && screen.text().contains("still analysing"), "{}", screen.text());
    screen = Screen::new(80, 24).press("] ] e Y esc y");
    assert!(!screen.app.overlays().is_empty(), "the evidence is still open");
}
