//! Lines of plain text as they are in the file, and joined.

use std::sync::Arc;

use dixit::app::Message;
use dixit::config::theme::ColourDepth;
use dixit::document::{Metadata, plain};

use super::fixture::Screen;

fn open(text: &str) -> Screen {
    let mut screen = Screen::start(60, 16, ColourDepth::None, 1);
    let document = Arc::new(plain(text.to_owned(), Metadata::default()));
    screen.send(Message::Opened { index: 0, result: Ok(document) });
    screen.press("z")
}

const WRAPPED: &str = "The rain fell on the quay and\n  nobody on the pier had seen\nit coming, or wanted to.\n\nThe boats \
                       stayed where they\nwere until the morning came.\n";

#[test]
fn a_key_shows_the_lines_of_the_file_and_joins_them_again() {
    let joined = open(WRAPPED);
    assert!(joined.text().contains("fell on the quay and nobody"), "{}", joined.text());
    let lines = joined.press("w");
    let text = lines.text();
    assert!(text.contains("lines as they are in the file"), "{text}");
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = rows.iter().position(|row| row.ends_with("fell on the quay and")).unwrap();
    assert!(rows[first + 1].ends_with("  nobody on the pier had seen"), "{text}");
    assert!(
        rows[first + 2].ends_with("it coming, or wanted to.") && rows[first + 4].ends_with("stayed where they"),
        "{text}"
    );
    let again = lines.press("w").text();
    assert!(again.contains("fell on the quay and nobody") && again.contains("lines joined into paragraphs"), "{again}");
}

#[test]
fn what_has_no_lines_of_its_own_says_so() {
    let text = Screen::new(80, 24).press("w").text();
    assert!(text.contains("only plain text has lines of its own"), "{text}");
}

#[test]
fn verse_keeps_its_lines_in_any_case() {
    let verse = "The pumps were slow and cold,\nThe rain fell all the night,\n  And nobody was ever told\nWho turned away the \
                 light\nOr why the boat was sold.\n\n";
    let prose = "The pumps were slow on the second of May, and nobody on the quay had\nseen it coming; the rain went on for days.\n";
    let text = open(&format!("{prose}\n{verse}{prose}")).text();
    assert!(text.contains("The pumps were slow and cold,") && text.contains("  And nobody was ever told"), "{text}");
    assert!(text.contains("the quay had seen it coming; the rain"), "{text}");
}
