//! An analysis that tells what it finds while it goes on.

use std::sync::Arc;

use dixit::annotation::Annotations;
use dixit::app::Message;
use dixit::document::{Metadata, plain};
use dixit::entity::ActorId;

use super::fixture::{Screen, annotations, document};

/// What is found in the second half of the article, its actors numbered the other way round.
fn half() -> Arc<Annotations> {
    let mut found = annotations(&document());
    found.quotations.drain(..5);
    found.mentions.clear();
    found.actors.reverse();
    let last = found.actors.len() as u32 - 1;
    for (index, actor) in found.actors.iter_mut().enumerate() {
        actor.id = ActorId(index as u32);
    }
    for quotation in &mut found.quotations {
        quotation.actor = quotation.actor.map(|id| ActorId(last - id.0));
    }
    Arc::new(found)
}

fn all() -> Arc<Annotations> {
    Arc::new(annotations(&document()))
}

#[test]
fn how_far_it_has_come_is_told() {
    let mut screen = Screen::opened(80, 24);
    assert!(screen.text().contains("analysing…"));
    screen.send(Message::Analysing { index: 0, annotations: None, percent: 33 });
    assert!(screen.text().contains("analysing 33%"), "{}", screen.text());
    screen.send(Message::Analysing { index: 0, annotations: Some(half()), percent: 50 });
    assert!(screen.text().contains("Quotations 10+ "), "{}", screen.text());
    screen.send(Message::Resize { width: 40, height: 12 });
    assert!(screen.text().contains(" Quotations 10+  Actors 7+\n"), "{}", screen.text());
    screen.send(Message::Annotated { index: 0, annotations: all() });
    assert!(!screen.text().contains("analysing"), "{}", screen.text());
}

#[test]
fn what_is_selected_and_kept_stays_though_all_is_numbered_anew() {
    let mut screen = Screen::opened(80, 24);
    screen.send(Message::Analysing { index: 0, annotations: Some(half()), percent: 50 });
    screen = screen.press("9 ] 9 ] ]");
    assert!(screen.text().contains("still analysing"), "{}", screen.text());
    let mut screen = screen.press("9 [ 9 [ ] s");
    let words = |screen: &Screen| {
        let (reader, document) = (screen.app.reader(), document());
        let selected = reader.quotation(reader.selected.unwrap()).unwrap();
        let who = reader.found.as_ref().unwrap().name(reader.filter().only().unwrap()).to_owned();
        (selected.span.of(&document.text).to_owned(), who)
    };
    let before = words(&screen);
    assert_eq!(before.1, "Jonas Hale");
    let top = screen.app.reader().place();
    screen.send(Message::Annotated { index: 0, annotations: all() });
    assert_eq!(words(&screen), before);
    assert_eq!(screen.app.reader().place(), top);
}

#[test]
fn what_is_open_over_the_text_is_not_pulled_away() {
    let mut screen = Screen::opened(80, 24);
    screen.send(Message::Analysing { index: 0, annotations: Some(half()), percent: 50 });
    let mut screen = screen.press("] e");
    let evidence = screen.text();
    screen.send(Message::Annotated { index: 0, annotations: all() });
    assert_eq!(screen.app.reader().shown().len(), 10);
    assert_eq!(screen.text(), evidence);
    assert_eq!(screen.press("esc").app.reader().shown().len(), 15);
}

#[test]
fn the_beginning_says_that_the_rest_is_coming() {
    let mut screen = Screen::start(80, 24, dixit::config::theme::ColourDepth::True, 1);
    let beginning = plain("Talks stall\n\nRain fell.\n".to_owned(), Metadata::default());
    screen.send(Message::Beginning { index: 0, document: Arc::new(beginning) });
    assert!(screen.text().contains("opening the rest…"), "{}", screen.text());
}

#[test]
fn hits_are_counted_though_a_long_name_is_kept() {
    let screen = Screen::new(60, 20).press("8 ] s /").types("Seas");
    let text = screen.text();
    let line = text.lines().last().unwrap_or_default();
    assert!(line.contains("said by") && line.ends_with(" not found"), "{line}");
}

#[test]
fn tabs_are_whole_however_narrow_the_screen() {
    let first = |width| Screen::new(width, 8).text().lines().next().unwrap_or_default().to_owned();
    assert_eq!(first(40), " Article  Quotations 15  Actors 7");
    assert_eq!(first(30), " Article  Quot. 15  Actors 7");
    assert_eq!(first(26), " Article  Quot.  Actors");
}

#[test]
fn what_is_selected_is_told_in_full_on_a_narrow_screen() {
    let screen = Screen::new(40, 12).press("] ]");
    assert!(screen.text().contains("Ada Voss · direct · 97%"), "{}", screen.text());
    let screen = Screen::new(80, 24).press("] ]");
    assert!(screen.text().contains("· 97%") && screen.text().contains("? keys"), "{}", screen.text());
}

#[test]
fn who_knows_dixit_is_told_no_keys() {
    let (config, _) = dixit::config::load(None);
    let start = |newcomer| dixit::app::Start {
        sources: Vec::new(),
        config: config.clone(),
        width: 80,
        height: 24,
        depth: dixit::config::theme::ColourDepth::True,
        dark: true,
        notices: Vec::new(),
        ascii: false,
        newcomer,
    };
    for newcomer in [true, false] {
        assert_eq!(dixit::app::App::new(start(newcomer)).0.hint(), newcomer);
    }
}

#[test]
fn where_one_left_off_is_told() {
    let restored = |offset, keys: &str| {
        let mut screen = Screen::opened(80, 24).press(keys);
        let state = dixit::app::Position { offset, ..dixit::app::Position::default() };
        screen.send(Message::PositionRestored { index: 0, state });
        screen.text()
    };
    let text = restored(900, "");
    assert!(text.contains("where you left off · g goes to the start"), "{text}");
    assert!(!restored(0, "").contains("left off") && !restored(900, "j").contains("left off"));
}
