//! Footnotes of a page or book: which links refer to a note, which element is the note, and what each is called.

use rustc_hash::FxHashMap;

use super::tokens::{Start, Token};
use crate::document::address;

/// The notes that something refers to: the address of each, and its label.
#[derive(Debug, Default)]
pub struct Notes {
    labels: FxHashMap<String, String>,
    /// Links that may refer to notes, in order.
    links: Vec<Link>,
}

/// A link that may refer to a note.
#[derive(Debug)]
struct Link {
    /// The address of the link itself, or of what it begins.
    own: Option<String>,
    target: String,
    /// It says so, or is named so.
    sure: bool,
    /// It follows words.
    behind: bool,
}

impl Notes {
    /// The notes of one page.
    pub fn of(tokens: &[Token], place: &str) -> Self {
        let mut notes = Self::default();
        notes.collect(tokens, place);
        notes.number();
        notes
    }

    /// Collects what the links of a page may refer to; `place` is the address of the page.
    pub fn collect(&mut self, tokens: &[Token], place: &str) {
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(start) = token else { continue };
            let next = tokens.get(at + 1..).unwrap_or_default();
            if &*start.name != "a" || !may_refer(start, next) {
                continue;
            }
            if let Some(target) = target(start, place) {
                let (own, behind) = place_of(tokens.get(at.saturating_sub(5)..=at).unwrap_or_default());
                let own = own.map(|id| format!("{place}#{id}"));
                self.links.push(Link { own, target, sure: is_reference(start, next), behind });
            }
        }
    }

    /// Numbers the notes of all pages, once their links are collected. Where two links lead to each other the first one is
    /// a reference and the second one stands in the note, whatever they are named.
    pub fn number(&mut self) {
        let links = std::mem::take(&mut self.links);
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, own) in links.iter().enumerate().filter_map(|(at, link)| Some((at, link.own.as_deref()?))) {
            places.entry(own).or_insert(at);
        }
        for (at, link) in links.iter().enumerate() {
            let back = || places.get(&*link.target).filter(|&&back| back > at).and_then(|&back| links.get(back));
            if link.sure
                || link.behind
                    && link.own.is_some()
                    && back().is_some_and(|back| Some(&back.target) == link.own.as_ref())
            {
                let number = (self.labels.len() + 1).to_string();
                self.labels.entry(link.target.clone()).or_insert(number);
            }
        }
    }

    /// The label of the note that a link refers to.
    pub fn referred(&self, start: &Start, next: &[Token], place: &str) -> Option<&str> {
        if self.labels.is_empty() || !may_refer(start, next) {
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

/// Whether a link could lead from the text to a note, or back.
fn may_refer(start: &Start, next: &[Token]) -> bool {
    start.get("href").is_some_and(|href| href.contains('#')) && (is_reference(start, next) || is_mark(next))
}

/// The name of the link that these tokens end with, or of an element that begins with it, and whether words stand before
/// it, as they do before a mark that refers to a note and not before one in a table of contents.
fn place_of(tokens: &[Token]) -> (Option<&str>, bool) {
    let mut own = None;
    for token in tokens.iter().rev() {
        match token {
            Token::Start(start) if own.is_none() => own = start.get("id"),
            Token::Text(words) if !words.trim().is_empty() => return (own, true),
            Token::End(_) => return (own, false),
            _ => {}
        }
    }
    (own, false)
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
