//! Which pages are small enough to look for the article in them: that builds a tree of all elements and writes a part of
//! it as markup again. Other pages are read whole.

use super::budget::Budget;
use super::tokens::{Token, size};

/// Larger pages are books and the like: text, bytes.
const TEXT: usize = 2 << 20;
/// No article has more elements, or deeper ones, and finding one would take long.
const ELEMENTS: usize = 60_000;
const DEPTH: usize = 250;
/// The same of attributes: each takes as much memory as an element does.
const ATTRIBUTES: usize = 5 * ELEMENTS;
/// The most bytes that are looked through for characters to escape when markup is written: 0.3 seconds. For each `&` the
/// rest of its text is looked through (html5ever 0.40), which is quadratic in one text; see [`escaping`].
const ESCAPING: u64 = 4_000_000_000;

/// Whether the article of a page can be looked for.
pub fn is(tokens: &[Token], budget: &Budget) -> bool {
    let size = size(tokens);
    size.text <= TEXT
        && size.elements <= ELEMENTS
        && size.depth <= DEPTH
        && budget.attributes() <= ATTRIBUTES
        && escaping(tokens) <= ESCAPING
}

/// How many bytes are looked through at most when the page is written as markup: for each text, its length times its
/// characters that may have to be escaped.
fn escaping(tokens: &[Token]) -> u64 {
    let (mut work, mut length, mut marks) = (0_u64, 0_u64, 0_u64);
    for token in tokens {
        match token {
            Token::Text(words) => {
                length += words.len() as u64;
                marks += marks_in(words);
            }
            Token::Start(start) => {
                work += start.values().map(|value| value.len() as u64 * marks_in(value)).sum::<u64>();
                if parts_texts(&start.name) {
                    work += length * marks;
                    (length, marks) = (0, 0);
                }
            }
            Token::End(_) => {}
        }
    }
    work + length * marks
}

fn marks_in(words: &str) -> u64 {
    // U+00A0 is escaped, and all characters that begin with the same byte are looked at.
    memchr::memchr2_iter(b'&', 0xc2, words.as_bytes()).count() as u64
}

/// Whether the text before such an element and the one behind it are never joined in the tree. Where a tag makes no
/// element they are, and texts between the cells of a table are put together in front of it.
fn parts_texts(name: &str) -> bool {
    !matches!(
        name,
        "html"
            | "head"
            | "body"
            | "frameset"
            | "frame"
            | "caption"
            | "colgroup"
            | "col"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

#[cfg(test)]
#[allow(clippy::format_collect)]
mod tests {
    use super::*;
    use crate::document::html::{Dialect, tokens};

    fn is_moderate(page: &str) -> bool {
        let mut budget = Budget::default();
        is(&tokens(page, Dialect::Html, &mut budget).unwrap(), &budget)
    }

    #[test]
    fn pages_with_many_characters_to_escape_are_read_whole() {
        assert!(is_moderate(&format!("<p>{}", "Voss & Hale said “no”. ".repeat(2_000))));
        assert!(is_moderate(&"<p>Voss & Hale".repeat(20_000)), "each in a text of its own");
        assert!(!is_moderate(&format!("<p>{}", "&".repeat(100_000))));
        assert!(!is_moderate(&format!("<p>{}", "&</i>".repeat(100_000))), "end tags without a start join texts");
        assert!(!is_moderate(&format!("<table>{}", "<tr>&&&&&&&&&&<td>x</td>".repeat(10_000))));
        assert!(!is_moderate(&format!("<p title='{}'>", "&".repeat(100_000))));
    }

    #[test]
    fn pages_with_many_attributes_are_read_whole() {
        let tag = format!("<i{}></i>", " a b c d e".repeat(2));
        assert!(is_moderate(&tag.repeat(1_000)));
        let tag: String = (0..200).map(|nth| format!(" a{nth}")).collect();
        assert!(!is_moderate(&format!("<i{tag}></i>").repeat(2_000)));
    }
}
