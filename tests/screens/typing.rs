//! What prompts do: queries of the filter, names of bookmarks.

use dixit::app::{Effect, Message};

use super::fixture::Screen;
use super::listing::{counted, feed};

#[test]
fn a_query_keeps_what_it_asks_for() {
    let screen = Screen::new(80, 24).press("f").types("speaker:vo").press("tab");
    assert_eq!(screen.app.prompt().unwrap().input.text(), "speaker:\"Ada Voss\"");
    let all = screen.app.reader().shown().len();
    let screen = screen.types(" conf>=95%");
    let few = screen.app.reader().shown().len();
    assert!(0 < few && few < all, "{few} of {all}");
    let screen = screen.types(" or (");
    assert_eq!(screen.app.reader().shown().len(), few, "what is half typed changes nothing");
    let screen = screen.press("enter");
    assert!(screen.app.prompt().is_some(), "a mistake is not taken");
    assert!(screen.text().contains("column 33: this parenthesis is never closed"), "{}", screen.text());
    let screen = screen.press("esc");
    assert_eq!(screen.app.reader().shown().len(), 15);
}

#[test]
fn of_a_field_that_is_completed_come_its_values() {
    let screen = Screen::new(80, 24).press("f").types("spe").press("tab");
    assert_eq!(screen.app.prompt().unwrap().input.text(), "speaker:");
    assert!(screen.text().contains("not attributed"), "{}", screen.text());
    let screen = screen.press("tab");
    assert_eq!(screen.app.prompt().unwrap().input.text(), "speaker:\"Ada Voss\"");
}

#[test]
fn what_is_wrong_is_where_the_cursor_goes() {
    let screen = Screen::new(80, 24).press("f").types("voss kind:loud").press("enter");
    assert_eq!(screen.app.prompt().unwrap().input.before(), "voss kind:");
    let screen = screen.press("ctrl-e ctrl-w").types("kind:direct").press("enter");
    assert!(screen.app.prompt().is_none());
}

#[test]
fn a_word_that_becomes_a_field_takes_nothing_away() {
    let screen = Screen::new(80, 24).press("f").types("speaker:voss kind:direct");
    let kept = screen.app.reader().shown().len();
    let screen = screen.types(" conf");
    assert_eq!(screen.app.reader().shown().len(), 0, "nobody says that word");
    let screen = screen.types("<");
    assert_eq!(screen.app.reader().shown().len(), kept);
    assert_eq!(screen.press("backspace").types("<").app.reader().shown().len(), kept);
    let screen = Screen::new(80, 24).press("f").types("speaker:");
    assert_eq!(screen.app.reader().shown().len(), 15, "nothing is asked for yet");
}

#[test]
fn the_place_of_a_mistake_is_marked() {
    use ratatui::style::Modifier;
    let screen = Screen::new(80, 24).press("f").types("voss kind:loud");
    let frame = screen.draw();
    let row = frame.area.height - 1;
    let marked: String = (0..frame.area.width)
        .filter(|&x| frame[(x, row)].modifier.contains(Modifier::UNDERLINED))
        .map(|x| frame[(x, row)].symbol())
        .collect();
    assert_eq!(marked, "loud");
}

#[test]
fn queries_are_recalled_and_what_was_typed_comes_back() {
    let typed = |screen: &Screen| screen.app.prompt().unwrap().input.text().to_owned();
    let screen = Screen::new(80, 24).press("f").types("season").press("enter f ctrl-u").types("table").press("enter A");
    let all = screen.app.reader().shown().len();
    let screen = screen.press("f").types("vo").press("up");
    assert_eq!(typed(&screen), "table");
    let screen = screen.press("up up");
    assert_eq!(typed(&screen), "season");
    assert!(screen.app.reader().shown().len() < all, "what is recalled is kept by at once");
    let screen = screen.press("down down down");
    assert_eq!(typed(&screen), "vo");
    let screen = screen.press("ctrl-u").types("speaker:").press("tab");
    let first = typed(&screen);
    let screen = screen.press("down");
    assert_ne!(typed(&screen), first, "the arrows go through what can stand there, once one of that is taken");
    assert_ne!(typed(&screen), "speaker:");
    let screen = screen.press("esc /").types("umbrella").press("enter / x up");
    assert_eq!(typed(&screen), "umbrella");
    assert_eq!(typed(&screen.press("down")), "x", "searches have a history of their own");
}

#[test]
fn wider_never_makes_a_wider_pane_narrow() {
    let width = |keys: &str| Screen::new(80, 24).press(keys).app.layout().text.width;
    assert_eq!(width("+ + z"), width("z"));
    assert!(width("z + +") >= width("z"));
    assert!(width("- - z") < width("z"));
}

#[test]
fn words_from_right_to_left_are_put_in_order_everywhere() {
    use dixit::document::{Metadata, markdown};
    let document = markdown("# שלום (x) עולם\n\n“שלום,” said Ada Voss.\n", Metadata::default());
    let mut screen = Screen::start(80, 24, dixit::config::theme::ColourDepth::True, 1);
    let annotations = dixit::annotate(&document);
    screen.send(Message::Opened { index: 0, result: Ok(std::sync::Arc::new(document)) });
    screen.send(Message::Annotated { index: 0, annotations: std::sync::Arc::new(annotations) });
    let count = |screen: &Screen, words: &str| screen.text().matches(words).count();
    assert_eq!((count(&screen, "שלום"), count(&screen, "םולש")), (4, 0), "{}", screen.text());
    let screen = screen.press("V o");
    assert_eq!((count(&screen, "שלום"), count(&screen, "םולש")), (0, 5), "{}", screen.text());
}

#[test]
fn the_key_of_bookmarks_twice_goes_back() {
    let top = |screen: &Screen| screen.app.reader().top(&screen.app.view()).offset;
    let screen = Screen::new(80, 24).press("G ' '");
    assert_eq!(top(&screen), 0, "without bookmarks");
    let screen = screen.press("'");
    assert!(screen.text().contains("no bookmarks yet"), "{}", screen.text());
    let screen = screen.press("G");
    assert!(top(&screen) > 0, "a key like any other");
    let screen = screen.press("g m a G ' '");
    assert_eq!((top(&screen), screen.app.overlays().len()), (0, 0), "with a list of them");
}

#[test]
fn bookmarks_have_names() {
    let screen = Screen::new(80, 24).press("G B x").types("The end").press("enter");
    assert!(screen.text().contains("bookmark x: The end"), "{}", screen.text());
    let screen = screen.press("g '");
    assert!(screen.text().contains("x The end · "), "{}", screen.text());
    let screen = screen.press("x");
    assert!(screen.app.reader().top(&screen.app.view()).offset > 0);
    let screen = screen.press("g B y esc :").types("the end");
    assert!(screen.text().contains("bookmark"), "the palette has it: {}", screen.text());
    let screen = screen.press("esc q");
    let Some(Effect::SavePosition { state, .. }) = screen.effects.iter().rev().nth(1) else { panic!("not saved") };
    assert_eq!(state.bookmark_names, [('x', "The end".to_owned())]);
    assert_eq!(state.bookmarks.len(), 2, "Esc leaves one without a name");
}

#[test]
fn all_articles_of_the_start_are_searched() {
    let mut screen = Screen::new(80, 24).press("\\");
    let asked = |screen: &Screen| screen.effects.iter().any(|effect| matches!(effect, Effect::Open { index: 1, .. }));
    assert!(asked(&screen), "{:?}", screen.effects);
    screen.send(Message::Opened { index: 1, result: Ok(std::sync::Arc::new(super::fixture::document())) });
    let screen = screen.types("umbrella").press("enter");
    assert!(!screen.text().contains("not searched"), "{}", screen.text());
    assert_eq!(screen.text().matches("left my umbrella there").count(), 2, "{}", screen.text());
    let frame = screen.draw();
    let lit: String = frame
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(lit.contains("umbrellaumbrella"), "{lit}");
}

#[test]
fn articles_of_a_feed_are_searched_before_they_are_opened() {
    let screen = counted(80, 24, feed()).press("\\").types("either way").press("enter");
    assert!(screen.text().contains("Rain on the quay"), "{}", screen.text());
    assert!(screen.text().contains("not searched: 1 article not opened yet"), "{}", screen.text());
    let screen = screen.press("enter");
    let search = &screen.app.reader().search;
    assert_eq!(
        search.hit().map(|hit| hit.of(&screen.app.reader().document().unwrap().text).to_owned()).as_deref(),
        Some("either way")
    );
    assert!(screen.app.listing().is_none() && screen.text().contains("1/1"), "{}", screen.text());
    assert!(screen.press("esc q").app.listing().is_some());
    let screen = counted(80, 24, feed()).press("enter \\").types("never").press("enter");
    assert_eq!(screen.text().matches("Never").count(), 2, "an open article is searched once: {}", screen.text());
}
