//! The table of contents of an e-book, and what it says in the chapters: where they have no headings of their own, its
//! entries become headings in their places.

use std::collections::hash_map::Entry as Slot;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{has_headings, is_heading, starts};
use crate::document::address;
use crate::document::html::{Start, Token, text_of};

mod places;

/// The most entries that are read.
const ENTRIES: usize = 20_000;
/// The longest entry, bytes.
const LONG: usize = 300;
/// The deepest level of a heading.
const DEEPEST: u8 = 6;

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    words: String,
    /// The level of its heading.
    level: u8,
    /// The element that it leads to; `None`: the start of the chapter.
    fragment: Option<String>,
}

/// The table of contents of a book: its entries for each chapter, in order.
#[derive(Debug, Default)]
pub struct Outline {
    chapters: FxHashMap<String, Vec<Entry>>,
    count: usize,
}

/// Reads a table of contents.
struct Reader<'a> {
    path: &'a str,
    outline: Outline,
    /// How many lists or points lie around the entry.
    depth: u8,
    /// Headings without a place of their own, which the next entry gives them.
    waiting: Vec<(String, u8)>,
    /// The places that have an entry.
    seen: FxHashSet<String>,
}

impl Outline {
    /// Reads the table of contents at `path`, of EPUB 2 or 3.
    pub fn read(tokens: &[Token], path: &str) -> Self {
        let points = starts(tokens).any(|start| local(&start.name) == "navpoint");
        let reader =
            Reader { path, outline: Self::default(), depth: 0, waiting: Vec::new(), seen: FxHashSet::default() };
        if points { reader.points(tokens) } else { reader.lists(tokens) }
    }

    /// The tokens of the chapter at `path`, with headings for the entries that lead there.
    pub fn headed(&self, path: &str, tokens: Vec<Token>) -> Vec<Token> {
        match self.chapters.get(path) {
            Some(entries) => places::headed(tokens, entries),
            None => tokens,
        }
    }
}

impl Reader<'_> {
    /// Points in one another, as EPUB 2 has them.
    fn points(mut self, tokens: &[Token]) -> Outline {
        let mut label = String::new();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Start(start) => match local(&start.name) {
                    "navpoint" if !start.empty => self.depth = self.depth.saturating_add(1),
                    "text" if self.depth > 0 && !start.empty => label = text_of(tokens, at + 1, &start.name, LONG),
                    "content" if self.depth > 0 => self.add(start.get("src"), std::mem::take(&mut label)),
                    _ => {}
                },
                Token::End(name) if local(name) == "navpoint" => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.outline
    }

    /// Lists in one another, as EPUB 3 has them.
    fn lists(mut self, tokens: &[Token]) -> Outline {
        let is_contents = |start: &Start| start.has_word("epub:type", "toc") || start.has_word("role", "doc-toc");
        let told = starts(tokens).any(|start| &*start.name == "nav" && is_contents(start));
        let mut inside = !told;
        let mut item = false;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Start(start) if &*start.name == "nav" => {
                    let typed = start.get("epub:type").is_some();
                    inside = is_contents(start) || !told && !typed;
                }
                Token::End(name) if &**name == "nav" => inside = !told,
                Token::Start(start) if inside => {
                    match &*start.name {
                        "ol" | "ul" if !start.empty => self.depth = self.depth.saturating_add(1),
                        "a" => self.add(start.get("href"), text_of(tokens, at + 1, "a", LONG)),
                        "span" if item && self.waiting.len() < usize::from(DEEPEST) => {
                            self.waiting.push((text_of(tokens, at + 1, "span", LONG), self.level()));
                        }
                        _ => {}
                    }
                    item = &*start.name == "li";
                }
                Token::End(name) if inside && matches!(&**name, "ol" | "ul") => {
                    self.depth = self.depth.saturating_sub(1);
                }
                Token::Text(words) => item &= words.trim().is_empty(),
                _ => {}
            }
        }
        self.outline
    }

    fn level(&self) -> u8 {
        self.depth.max(1).saturating_add(1).min(DEEPEST)
    }

    fn add(&mut self, target: Option<&str>, words: String) {
        let level = self.level();
        let target = target.and_then(|target| address::resolve(Some(self.path), &address::percent_decoded(target)));
        let Some(target) = target else { return };
        let (chapter, fragment) = match target.split_once('#') {
            Some((chapter, fragment)) => (chapter, Some(fragment.to_owned()).filter(|it| !it.is_empty())),
            None => (&*target, None),
        };
        let again = !self.seen.insert(target.clone());
        let entries = match self.outline.chapters.entry(chapter.to_owned()) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => slot.insert(Vec::new()),
        };
        let waiting = std::mem::take(&mut self.waiting).into_iter();
        for (words, level) in waiting.chain([(words, level)]).filter(|(words, _)| !words.is_empty()) {
            // Of entries for one place those that lie in one another are kept.
            let last = entries.last().filter(|last| last.fragment == fragment);
            if self.outline.count < ENTRIES && last.map_or(!again, |last| last.level < level) {
                entries.push(Entry { words, level, fragment: fragment.clone() });
                self.outline.count += 1;
            }
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests;
