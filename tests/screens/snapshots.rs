//! Frames of every pane and overlay, at four sizes.

use dixit::app::Message;
use dixit::config::theme::ColourDepth;

use super::fixture::Screen;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

/// Draws the screen that `keys` lead to at every size.
fn at_every_size(name: &str, reach: impl Fn(Screen) -> Screen) {
    for (width, height) in SIZES {
        let screen = reach(Screen::new(width, height));
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen.text());
    }
}

macro_rules! frames {
    ($($name:ident: $reach:expr;)*) => {
        $(#[test] fn $name() { at_every_size(stringify!($name), $reach); })*

        /// Every state that has a snapshot, for the sweeps.
        pub const STATES: &[(&str, fn(Screen) -> Screen)] = &[$((stringify!($name), $reach)),*];
    };
}

frames! {
    article: |screen| screen;
    selected: |screen| screen.press("] ] ]");
    quotations: |screen| screen.press("] tab j j j");
    actors: |screen| screen.press("tab tab j");
    evidence: |screen| screen.press("] ] ] ] e");
    card: |screen| screen.press("] a");
    help: |screen| screen.press("?");
    palette: |screen| screen.press(":").types("spe");
    citations: |screen| screen.press("] ] Y");
    outline: |screen| screen.press("o");
    documents: |screen| screen.press(":").types("documents").press("enter");
    speakers: |screen| screen.press("S j space");
    kinds: |screen| screen.press(":").types("choose-kinds").press("enter");
    themes: |screen| screen.press(":").types("choose-theme").press("enter");
    bookmarks: |screen| screen.press("m a G m z '");
    naming: |screen| screen.press("G B x").types("The end");
    jumps: |screen| screen.press("G g :").types("jumps").press("enter");
    scare_quotes: |screen| screen.press(":").types("scare").press("enter");
    searching: |screen| screen.press("/").types("the m");
    searched: |screen| screen.press("/").types("norland").press("enter n");
    searching_list: |screen| screen.press("tab /").types("season");
    searching_speaker: |screen| screen.press("5 ] ] s /").types("table");
    searching_all: |screen| screen.press("\\").types("norland").press("enter");
    focus: |screen| screen.press("Z");
    filtering: |screen| screen.press("f").types("season");
    completing: |screen| screen.press("f").types("kind:direct speaker:").press("tab tab");
    mistaken: |screen| screen.press("f").types("voss kind:loud");
    filtered: |screen| screen.press("] s");
    nothing_kept: |screen| screen.press("f").types("zebra").press("enter");
    alone: |screen| screen.press("z");
    unknown_key: |screen| screen.press("ctrl-x");
    counting: |screen| screen.press("1 2");
}

#[test]
fn analysing() {
    for (width, height) in SIZES {
        insta::assert_snapshot!(format!("analysing-{width}x{height}"), Screen::opened(width, height).text());
    }
}

#[test]
fn opening_and_failing() {
    for (width, height) in [(40, 12), (80, 24)] {
        let mut screen = Screen::start(width, height, ColourDepth::True, 1);
        insta::assert_snapshot!(format!("opening-{width}x{height}"), screen.text());
        let result = Err("article-0.md: no such file".to_owned());
        screen.send(Message::Opened { index: 0, result });
        insta::assert_snapshot!(format!("failed-{width}x{height}"), screen.text());
    }
}

#[test]
fn stacked() {
    insta::assert_snapshot!("stacked-60x40", Screen::new(60, 40).press("] ]").text());
}

#[test]
fn too_small() {
    insta::assert_snapshot!("too-small-20x5", Screen::new(20, 5).text());
}
