//! Where in a chapter the entries of the table of contents lead, and the headings that stand there.

use html5ever::LocalName;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entry, LONG, has_headings, is_heading};
use crate::document::html::{Start, Token, is_block, text_of};

/// How near behind a place its own heading stands, tokens.
const NEAR: usize = 12;
/// How far the end of a paragraph is looked for that becomes a heading, tokens.
const FAR: usize = 100;

/// What changes in a chapter.
#[derive(Default)]
struct Changes<'a> {
    /// Headings to put in front of tokens.
    headings: Vec<(usize, &'a Entry)>,
    /// Start and end tags of paragraphs that are headings themselves.
    names: FxHashMap<usize, LocalName>,
}

/// Walks through a chapter.
struct Walk<'t, 'a> {
    tokens: &'t [Token],
    /// The entries that lead to an element.
    wanted: FxHashMap<&'a str, Vec<&'a Entry>>,
    /// The words of its own headings, in lower case.
    own: FxHashSet<String>,
    /// Entries whose place was met, with no words since, and their place.
    waiting: Vec<(usize, &'a Entry)>,
    changes: Changes<'a>,
    /// The first of the blocks that started since the last words.
    run: Option<usize>,
    /// The same of the block that is open.
    block_run: Option<usize>,
    /// The block that started last.
    block: usize,
    tables: usize,
    in_heading: bool,
}

/// The tokens of a chapter, with headings for these entries.
pub fn headed(tokens: Vec<Token>, entries: &[Entry]) -> Vec<Token> {
    let changes = Walk::over(&tokens, entries).changes;
    if changes.headings.is_empty() && changes.names.is_empty() {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 3 * changes.headings.len());
    let mut headings = changes.headings.into_iter().peekable();
    for (at, token) in tokens.into_iter().enumerate() {
        while let Some((_, entry)) = headings.next_if(|(place, _)| *place <= at) {
            put(entry, &mut out);
        }
        let name = changes.names.get(&at).cloned();
        out.push(match (name, token) {
            (Some(name), Token::Start(mut start)) => {
                start.name = name;
                Token::Start(start)
            }
            (Some(name), Token::End(_)) => Token::End(name),
            (_, token) => token,
        });
    }
    headings.for_each(|(_, entry)| put(entry, &mut out));
    out
}

fn put(entry: &Entry, out: &mut Vec<Token>) {
    let name = name_of(entry);
    out.push(Token::Start(Start::new(&name, &[])));
    out.push(Token::Text(entry.words.as_str().into()));
    out.push(Token::End(name));
}

fn name_of(entry: &Entry) -> LocalName {
    LocalName::from(format!("h{}", entry.level))
}

impl<'t, 'a> Walk<'t, 'a> {
    fn over(tokens: &'t [Token], entries: &'a [Entry]) -> Self {
        let own = tokens.iter().enumerate().filter_map(|(at, token)| match token {
            Token::Start(start) if is_heading(&start.name) => {
                Some(text_of(tokens, at + 1, &start.name, LONG).to_lowercase())
            }
            _ => None,
        });
        let mut walk = Self {
            tokens,
            wanted: FxHashMap::default(),
            own: own.collect(),
            waiting: Vec::new(),
            changes: Changes::default(),
            run: None,
            block_run: None,
            block: 0,
            tables: 0,
            in_heading: false,
        };
        for entry in entries {
            if let Some(fragment) = &entry.fragment {
                walk.wanted.entry(fragment).or_default().push(entry);
            }
        }
        let body = |token: &Token| matches!(token, Token::Start(start) if &*start.name == "body");
        let first = tokens.iter().position(body).map_or(0, |at| at + 1);
        walk.wait_at_start(entries, first);
        walk.walk(first);
        walk.changes.headings.sort_by_key(|(place, _)| *place);
        walk
    }

    /// The start of the chapter has the entries that lead to it, and the first one where what that leads to is not there.
    fn wait_at_start(&mut self, entries: &'a [Entry], first: usize) {
        if has_headings(self.tokens) {
            return;
        }
        let start = entries.iter().filter(|entry| entry.fragment.is_none());
        self.waiting.extend(start.map(|entry| (first, entry)));
        if self.waiting.is_empty() {
            let ids: FxHashSet<&str> = super::starts(self.tokens).filter_map(place_name).collect();
            let lost = entries.first().filter(|entry| entry.fragment.as_deref().is_some_and(|id| !ids.contains(id)));
            self.waiting.extend(lost.map(|entry| (first, entry)));
        }
    }

    fn walk(&mut self, first: usize) {
        let mut silent = false;
        for (at, token) in self.tokens.iter().enumerate().skip(first) {
            match token {
                Token::Start(start) => {
                    silent = matches!(&*start.name, "style" | "script");
                    self.start(at, start);
                }
                Token::End(name) => {
                    silent = false;
                    self.end(name);
                }
                Token::Text(words) if !silent && !words.trim().is_empty() => {
                    self.settle();
                    self.run = None;
                }
                Token::Text(_) => {}
            }
        }
        // Of a chapter without words only the start is a place.
        let start = std::mem::take(&mut self.waiting).into_iter();
        self.changes.headings.extend(start.filter(|(place, _)| *place == first));
    }

    fn start(&mut self, at: usize, start: &Start) {
        let block = is_block(&start.name);
        if block && self.tables == 0 {
            self.block_run = Some(*self.run.get_or_insert(at));
            self.block = at;
        }
        self.tables += usize::from(&*start.name == "table" && !start.empty);
        if is_heading(&start.name) {
            self.in_heading = true;
            self.waiting.clear();
        }
        let Some(entries) = place_name(start).and_then(|id| self.wanted.remove(id)) else { return };
        if !self.in_heading {
            let place = self.block_run.unwrap_or(at);
            self.waiting.extend(entries.into_iter().map(|entry| (place, entry)));
        }
    }

    fn end(&mut self, name: &LocalName) {
        self.in_heading &= !is_heading(name);
        self.tables -= usize::from(&**name == "table" && self.tables > 0);
        if is_block(name) && self.tables == 0 {
            (self.run, self.block_run) = (None, None);
        }
    }

    /// Decides about the entries whose place was met, once words follow.
    fn settle(&mut self) {
        for (place, entry) in std::mem::take(&mut self.waiting) {
            let near = || self.tokens.iter().skip(place).take(NEAR);
            let headed = || near().any(|token| matches!(token, Token::Start(start) if is_heading(&start.name)));
            if self.own.contains(&entry.words.to_lowercase()) || !self.own.is_empty() && headed() {
                continue;
            }
            if !self.rename(place, entry) {
                self.changes.headings.push((place, entry));
            }
        }
    }

    /// Makes a heading of the paragraph that says what the entry says.
    fn rename(&mut self, place: usize, entry: &Entry) -> bool {
        let Some(Token::Start(start)) = self.tokens.get(self.block) else { return false };
        let name = &start.name;
        if self.block < place || self.tables > 0 || !matches!(&**name, "p" | "div") {
            return false;
        }
        if text_of(self.tokens, self.block + 1, name, LONG).to_lowercase() != entry.words.to_lowercase() {
            return false;
        }
        let inside = self.tokens.iter().enumerate().skip(self.block + 1).take(FAR);
        let end = inside.into_iter().find(|(_, token)| matches!(token, Token::End(end) if end == name));
        let Some((end, _)) = end else { return false };
        let heading = name_of(entry);
        self.changes.names.insert(self.block, heading.clone());
        self.changes.names.insert(end, heading);
        true
    }
}

/// What an element is called by those who lead to it.
fn place_name(start: &Start) -> Option<&str> {
    let name = || start.get("name").filter(|_| &*start.name == "a");
    start.get("id").or_else(name)
}
