//! The map line where colours alone do not tell speakers apart.

use dixit::config::theme::ColourDepth;

use super::fixture::Screen;

fn map(screen: &Screen) -> String {
    screen.text().lines().rev().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn without_colours_letters_tell_who_speaks_and_dashes_what_is_reported() {
    let screen = Screen::in_colours(120, 40, ColourDepth::None);
    insta::assert_snapshot!("map-without-colours", map(&screen));
    let ascii = map(&Screen::in_ascii(120, 40));
    assert!(ascii.contains('V') && ascii.contains('J') | ascii.contains('H'), "{ascii}");
}

#[test]
fn a_theme_of_shapes_shows_them_on_the_map() {
    let screen = Screen::new(120, 40).press("T /").types("colour-blind").press("enter");
    assert_eq!(screen.app.theme().name, "colour-blind");
    insta::assert_snapshot!("map-with-shapes", map(&screen));
    assert!(!map(&Screen::new(120, 40)).contains('V'), "where colours do, heights are all");
}
