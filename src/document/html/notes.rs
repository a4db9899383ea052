//! Footnotes of a page or book: which links refer to a note, which element is the note, and what each is called.

use rustc_hash::FxHashMap;

use super::tokens::{Start, Token};
use crate::document::address;

/// The notes that something refers to: the address of each, and its label.
#[derive(Debug, Default)]
pub struct Notes {
    labels: FxHashMap<String, String>,
}

impl Notes {
    /// Notes what the links of a page refer to, and numbers it; `place` is the address of the page.
    pub fn collect(&mut self, tokens: &[Token], place: &str) {
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(start) = token else { continue };
            if &*start.name == "a" && is_reference(start, tokens.get(at + 1..).unwrap_or_default()) {
                let number = (self.labels.len() + 1).to_string();
                if let Some(target) = target(start, place) {
                    self.labels.entry(target).or_insert(number);
                }
            }
        }
    }

    /// The label of the note that a link refers to.
    pub fn referred(&self, start: &Start, next: &[Token], place: &str) -> Option<&str> {
        if self.labels.is_empty() || !is_reference(start, next) {
            return None;
        }
        self.labels.get(&target(start, place)?).map(String::as_str)
    }

    /// The label of the note that an element is.
    pub fn note(&self, start: &Start, place: &str) -> Option<&str> {
        let id = start.get("id").filter(|_| !self.labels.is_empty())?;
        self.labels.get(&format!("{place}#{id}")).map(String::as_str)
    }
}

fn target(start: &Start, place: &str) -> Option<String> {
    let href = start.get("href")?;
    match href.strip_prefix('#') {
        Some(id) => Some(format!("{place}#{}", address::percent_decoded(id))),
        None => address::resolve(Some(place), &address::percent_decoded(href)),
    }
}

/// Whether a link leads from the text to a note: it says so, or it looks so.
fn is_reference(start: &Start, next: &[Token]) -> bool {
    let told = start.has_word("epub:type", "noteref")
        || start.has_word("role", "doc-noteref")
        || start.has_word("class", "footnote-ref");
    told || {
        let Some((_, id)) = start.get("href").and_then(|href| href.split_once('#')) else { return false };
        let id = id.to_ascii_lowercase();
        let named =
            ["fn", "_ftn", "ftn", "note", "footnote", "endnote", "cite_note"].iter().any(|name| id.starts_with(name));
        named && !id.contains("ref") && is_mark(next)
    }
}

/// Whether a link leads back from a note to the text.
pub fn is_backlink(start: &Start, next: &[Token]) -> bool {
    let told = start.has_word("epub:type", "backlink")
        || start.has_word("role", "doc-backlink")
        || start.has_word("class", "footnote-backref")
        || start.has_word("class", "footnote-back");
    told || start.get("href").is_some_and(|href| href.contains('#')) && is_mark(next)
}

/// Whether a link's text is a footnote mark: a number or a sign.
fn is_mark(next: &[Token]) -> bool {
    for token in next.iter().take(6) {
        match token {
            Token::Text(words) if !words.trim().is_empty() => {
                let mark = words.trim().trim_matches(['[', ']', '(', ')', '.']);
                return mark.chars().count() <= 3
                    && !mark.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
                    && mark.chars().filter(char::is_ascii_alphabetic).count() <= 1;
            }
            Token::End(name) if &**name == "a" => return false,
            _ => {}
        }
    }
    false
}
