//! Which cells of a frame lead out of dixit.

use std::sync::Arc;

use dixit::app::Message;
use dixit::config::theme::ColourDepth;
use dixit::document::{Metadata, markdown};
use dixit::ui::Hyperlinks;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::fixture::Screen;

const TEXT: &str = "# Talks\n\nThe [whole of the long treaty between the two](https://example.org/t?a=1) was read, as was \
                    [another](notes.md) and, [again](https://example.org/t?a=1), by [her](mailto:ada@voss.example).\n\n\
                    | a | b |\n|---|---|\n| [cell](https://example.org/cell) | x |\n";

fn opened(width: u16) -> Screen {
    let mut screen = Screen::start(width, 24, ColourDepth::True, 1);
    let document = Arc::new(markdown(TEXT, Metadata::default()));
    screen.send(Message::Opened { index: 0, result: Ok(document) });
    screen
}

/// Each link in the order of the frame: its number, its address, the words that lead there.
fn links(screen: &Screen) -> Vec<(usize, String, String)> {
    let buffer = screen.draw();
    let mut links = Hyperlinks::default();
    let mut terminal = Terminal::new(TestBackend::new(buffer.area.width, buffer.area.height)).unwrap();
    terminal.draw(|frame| links = dixit::ui::full_view(&screen.app, frame).links).unwrap();
    let mut found: Vec<(usize, String, String)> = Vec::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let Some(link) = links.at(x, y) else { continue };
            let symbol = buffer[(x, y)].symbol();
            match found.iter_mut().find(|(id, ..)| *id == link.id) {
                Some((.., words)) => words.push_str(symbol),
                None => found.push((link.id, link.address.clone(), symbol.to_owned())),
            }
        }
    }
    found
}

#[test]
fn links_lead_out_also_where_they_are_wrapped() {
    for width in [40, 80, 120] {
        let found = links(&opened(width));
        let told: Vec<(&str, String)> =
            found.iter().map(|(_, address, words)| (address.as_str(), words.replace(' ', ""))).collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(address, words)| (*address, words.as_str())).collect();
        assert_eq!(
            told,
            [
                ("https://example.org/t?a=1", "wholeofthelongtreatybetweenthetwo"),
                ("https://example.org/t?a=1", "again"),
                ("mailto:ada@voss.example", "her"),
                ("https://example.org/cell", "cell"),
            ],
            "{width}"
        );
    }
}

#[test]
fn what_lies_over_a_link_does_not_lead_there() {
    let all = links(&opened(80)).len();
    assert!(links(&opened(80).press("?")).len() < all, "under the help");
    let numbered = links(&opened(80).press("L"));
    assert!(numbered.iter().all(|(.., words)| !words.contains(char::is_numeric)), "{numbered:?}");
}
