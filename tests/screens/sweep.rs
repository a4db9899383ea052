//! Every state at every tiny size: nothing panics. Nothing is coloured where there are no colours.

use std::sync::Arc;

use dixit::app::{Message, Mouse, MouseKind};
use dixit::config::theme::ColourDepth;
use ratatui::style::{Color, Modifier};
use unicode_segmentation::UnicodeSegmentation;

use super::fixture::Screen;
use super::listing;
use super::snapshots::STATES;

#[test]
fn tiny_terminals_never_panic() {
    for (_, reach) in STATES {
        let mut screen = reach(Screen::new(80, 24));
        for width in 1..=25 {
            for height in 1..=10 {
                screen.send(Message::Resize { width, height });
                screen.draw();
            }
        }
        screen.send(Message::Resize { width: 0, height: 0 });
        screen.draw();
    }
}

#[test]
fn every_state_can_be_reached_in_a_tiny_terminal() {
    for (width, height) in [(1, 1), (24, 6), (25, 7), (40, 9)] {
        for (_, reach) in STATES {
            let mut screen = reach(Screen::new(width, height));
            for (column, row) in [(0, 0), (width / 2, height / 2), (width, height)] {
                for kind in [MouseKind::Press, MouseKind::WheelDown, MouseKind::WheelUp] {
                    screen.send(Message::Mouse(Mouse { kind, column, row }));
                }
            }
            screen.press("j k space b G g ] [ tab enter esc").draw();
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, ..Default::default() })]

    #[test]
    fn any_keys_in_any_order(keys in proptest::collection::vec(0..KEYS.len(), 1..60), width in 1..130_u16, height in 1..45_u16) {
        let mut screen = Screen::new(width, height);
        for (nth, key) in keys.iter().enumerate() {
            screen = screen.press(KEYS[*key]);
            let (column, row) = ((nth as u16 * 7) % width, (nth as u16 * 3) % height);
            if key % 9 == 0 {
                screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column, row }));
            }
            if key % 11 == 0 {
                screen.send(Message::Resize { width: height + 3, height: width / 2 + 1 });
                screen.draw();
                screen.send(Message::Resize { width, height });
            }
        }
        screen.draw();
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 48, ..Default::default() })]

    #[test]
    fn any_keys_in_any_order_in_a_list(keys in proptest::collection::vec(0..KEYS.len(), 1..60), width in 1..130_u16, height in 1..45_u16) {
        let list = if width % 2 == 0 { listing::feed() } else { listing::folder(usize::from(height)) };
        let mut screen = listing::counted(width, height, list);
        for (nth, key) in keys.iter().enumerate() {
            screen = screen.press(KEYS[*key]);
            let (column, row) = ((nth as u16 * 7) % width, (nth as u16 * 3) % height);
            match key % 13 {
                0 => screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column, row })),
                1 => screen.send(Message::Mouse(Mouse { kind: MouseKind::WheelDown, column, row })),
                2 => screen.send(Message::Resize { width: height + 3, height: width / 2 + 1 }),
                3 => screen.send(Message::Resize { width, height }),
                4 => screen.send(Message::Listed { index: 0, list: Arc::new(listing::folder(nth)) }),
                5 => screen.send(Message::Opened { index: nth % 5, result: Ok(Arc::new(super::fixture::document())) }),
                6 => screen.send(Message::Opened { index: nth % 5, result: Err("no".to_owned()) }),
                7 => listing::work(&mut screen),
                _ => {}
            }
            screen.draw();
        }
    }
}

const KEYS: &[&str] = &[
    "O",
    "r",
    "U",
    "R",
    "v",
    ".",
    ",",
    "D",
    "j",
    "k",
    "d",
    "u",
    "space",
    "b",
    "g",
    "G",
    "]",
    "[",
    "}",
    "{",
    "tab",
    "shift-tab",
    "enter",
    "esc",
    "s",
    "S",
    "L",
    "p",
    "P",
    "H",
    "Z",
    "F",
    "\\",
    "i",
    "f",
    "e",
    "a",
    "y",
    "m",
    "'",
    "o",
    "z",
    "t",
    ":",
    "?",
    "/",
    "n",
    "N",
    "ctrl-o",
    "ctrl-i",
    "+",
    "-",
    "1",
    "9",
    "0",
    "x",
    "down",
    "up",
    "backspace",
    "ctrl-w",
    "ctrl-u",
    "q",
];

#[test]
fn a_frame_of_another_size_than_the_state_is_clipped() {
    for (_, reach) in STATES {
        let screen = reach(Screen::new(120, 40));
        for (width, height) in [(1, 1), (10, 3), (60, 20)] {
            let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| dixit::ui::view(&screen.app, frame)).unwrap();
        }
    }
}

#[test]
fn without_colours_nothing_is_coloured() {
    for (name, reach) in STATES {
        let screen = reach(Screen::in_colours(100, 30, ColourDepth::None));
        for cell in screen.draw().content() {
            assert!(cell.fg == Color::Reset && cell.bg == Color::Reset, "{name}: {cell:?}");
        }
    }
}

#[test]
fn nothing_reversed_is_faint() {
    for depth in [ColourDepth::None, ColourDepth::Sixteen] {
        for (name, reach) in STATES {
            let screen = reach(Screen::in_colours(100, 30, depth));
            for cell in screen.draw().content().iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)) {
                let faint = cell.modifier.contains(Modifier::DIM) || cell.fg == Color::Indexed(8);
                assert!(!faint || cell.symbol() == " ", "{name}: {cell:?}");
            }
        }
    }
}

#[test]
fn with_colours_speakers_are_coloured() {
    let screen = Screen::in_colours(100, 30, ColourDepth::True);
    let colours: std::collections::HashSet<Color> = screen.draw().content().iter().map(|cell| cell.fg).collect();
    assert!(colours.len() > 5, "{colours:?}");
}

/// Every sort of block that is laid out in a way of its own.
const EVERYTHING: &str = "# A title\n\n| Who | What they say of it | Votes | Where |\n|---|---|---|---|\n\
    | Ada Voss | a treaty that can be kept | 1,204 | Lowmark |\n| Hale | | 7 | 漢字 |\n\n\
    ```\nlet words = \"a long line of code\"; // and a comment\n```\n\n> quoted\n>\n> > within\n\n\
    - אחת שתיים שלוש\n\n12. ארבע חמש\n\nWetter\u{ad}bericht \u{200b}and a [link](https://example.org/x).\n";

#[test]
fn every_sort_of_block_at_every_width() {
    use dixit::document::{Metadata, markdown};
    let metadata = Metadata { byline: Some("Lena Brandt".to_owned()), ..Metadata::default() };
    let document = std::sync::Arc::new(markdown(EVERYTHING, metadata));
    for depth in [ColourDepth::True, ColourDepth::None] {
        let mut screen = Screen::start(80, 24, depth, 1);
        screen.send(Message::Opened { index: 0, result: Ok(std::sync::Arc::clone(&document)) });
        for keys in ["g", "V p P H", "G"] {
            screen = screen.press(keys);
            for width in 1..=100 {
                screen.send(Message::Resize { width, height: 40 });
                // Frames are compared cell by cell: one that holds more than it shows would hide those after it.
                for cell in screen.draw().content() {
                    let graphemes = cell.symbol().graphemes(true).count();
                    assert_eq!(graphemes, 1, "{:?} at {width} after {keys}", cell.symbol());
                }
            }
        }
    }
}
