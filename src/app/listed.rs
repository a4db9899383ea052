//! Searching the lists, and every open article. Knows nothing of prompts.

use std::sync::Arc;

use crate::command::Command;
use crate::document::Document;
use crate::span::Span;

use super::layout::Pane;
use super::listing::{Item, Listing};
use super::picker::{Entry, Picker, Purpose, Value};
use super::rich::line;
use super::search::Search;
use super::{App, Effect, Overlay, State};
use crate::query::pattern;

/// Hits over all articles that are listed, at most.
const MOST: usize = 1000;

/// A search of a list: which rows have the words.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The list.
    pub pane: Pane,
    /// What is searched.
    pub words: String,
    /// Its rows that have the words, ascending.
    pub rows: Vec<usize>,
}

impl Listed {
    /// Which of its hits the row is, and how many there are: `3/17`.
    pub fn count(&self, row: usize) -> Option<String> {
        let at = self.rows.iter().position(|&hit| hit == row)?;
        Some(format!("{}/{}", at + 1, self.rows.len()))
    }
}

impl App {
    /// The search of the list that has the focus.
    pub fn listed(&self) -> Option<&Listed> {
        self.listed.as_ref().filter(|listed| listed.pane == self.focus)
    }

    /// The row that is selected in the list that has the focus.
    pub fn list_row(&self) -> usize {
        if self.focus == Pane::Actors { self.reader().actor_row() } else { self.reader().selected_row() }
    }

    /// Searches a list, and selects the first row that has the words, from the selected one on.
    pub(super) fn search_list(&mut self, pane: Pane, words: &str) {
        let rows = self.rows_with(pane, words);
        let from = self.list_row();
        let after = rows.partition_point(|&row| row < from);
        let hit = rows.get(after).or(rows.first()).copied();
        self.listed = Some(Listed { pane, words: words.to_owned(), rows });
        match hit {
            Some(row) => self.select_in(pane, row),
            None => self.follow_selection(),
        }
    }

    fn select_in(&mut self, pane: Pane, row: usize) {
        if pane == Pane::Actors { self.select_actor_row(row) } else { self.select_row(row) }
    }

    pub(super) fn rows_with(&self, pane: Pane, words: &str) -> Vec<usize> {
        let reader = self.reader();
        let (Some(pattern), Some(found)) = (pattern(words), &reader.found) else { return Vec::new() };
        let Some(document) = reader.document() else { return Vec::new() };
        if pane == Pane::Actors {
            let named = |row: &usize| {
                found.rows.get(*row).is_some_and(|&who| {
                    let aliases =
                        who.actor().and_then(|id| found.actor(id)).map_or(&[][..], |actor| actor.aliases.as_slice());
                    pattern.is_match(found.name(who)) || aliases.iter().any(|alias| pattern.is_match(alias))
                })
            };
            return (0..found.rows.len()).filter(named).collect();
        }
        let says = |index: usize| {
            found.quotation(index).is_some_and(|quotation| {
                let by = found.said_by(quotation, &document.text);
                pattern.is_match(quotation.span.of(&document.text)) || pattern.is_match(&by)
            })
        };
        let rows = reader.shown().iter().enumerate();
        rows.filter(|&(_, &index)| says(index)).map(|(row, _)| row).collect()
    }

    /// The words of a list's search are typed.
    pub(super) fn list_searched(&mut self, words: &str) {
        if words.is_empty() {
            self.listed = None;
            return;
        }
        self.remember(words);
        if self.listed.as_ref().is_some_and(|listed| listed.rows.is_empty()) {
            self.listed = None;
            self.tell(&format!("not found in this list: {words}"));
        }
    }

    /// To the hit `by` on in the list that has the focus, around the ends.
    pub(super) fn step_listed(&mut self, by: isize) {
        let Some(Listed { pane, words, .. }) = self.listed.clone() else { return };
        // What is kept may have changed since.
        let rows = self.rows_with(pane, &words);
        let count = rows.len() as isize;
        if count == 0 {
            return self.tell(&format!("not found in this list: {words}"));
        }
        let here = self.list_row();
        let at = if by > 0 {
            rows.partition_point(|&row| row <= here) as isize + by - 1
        } else {
            rows.partition_point(|&row| row < here) as isize + by
        };
        if at < 0 || at >= count {
            self.tell(if by > 0 { "search goes on from the top" } else { "search goes on from the end" });
        }
        let row = rows.get(at.rem_euclid(count) as usize).copied().unwrap_or(0);
        self.listed = Some(Listed { pane, words, rows });
        self.select_in(pane, row);
    }

    /// Opens the articles that dixit was started with and nobody has looked at yet, to be searched too.
    pub(super) fn open_the_rest(&mut self) {
        for (index, reader) in self.readers.iter_mut().enumerate() {
            if matches!(reader.state, State::Waiting) && !reader.is_of_list() {
                reader.state = State::Opening;
                self.effects.push(Effect::Open { index, source: reader.source.clone() });
            }
        }
    }

    /// Lists the hits in every open article, and in those whose text a list holds.
    pub(super) fn search_all(&mut self, words: &str, regex: bool) {
        if words.is_empty() {
            return;
        }
        self.remember(words);
        let (unopened, mut unread) = self.unopened();
        // Where there is one article only, nobody asks which it is.
        let open = self.readers.iter().filter(|reader| reader.document().is_some()).count();
        let mut hits = Hits { named: open + unopened.len() > 1, ..Hits::default() };
        for (index, reader) in self.readers.iter_mut().enumerate() {
            let Some(document) = reader.document().cloned() else {
                unread += usize::from(reader.listing().is_none() && !reader.is_of_list());
                continue;
            };
            let search = reader.hits(words, &document, 0, regex);
            hits.add(&document.text, &search, &reader.name(), |hit| Value::Hit(index, hit));
        }
        for (list, item, document) in unopened {
            let title = self.readers.get(list).and_then(|reader| reader.listing()?.item(item)).map(Item::title);
            let search = Search::new(words, &document.text, 0, regex);
            hits.add(&document.text, &search, title.unwrap_or_default(), |hit| Value::Listed(list, item, hit));
        }
        self.show_hits(hits, unread, (words, regex));
    }

    /// The articles of lists that are not open: those whose text the list holds, by list and article, and how many others.
    fn unopened(&self) -> (Vec<(usize, usize, Arc<Document>)>, usize) {
        let is_open = |item: &Item| item.reader.and_then(|at| self.readers.get(at)?.document()).is_some();
        let (mut held, mut others) = (Vec::new(), 0);
        for (list, reader) in self.readers.iter().enumerate() {
            let items = reader.listing().map_or(&[][..], Listing::items).iter().enumerate();
            for (index, item) in items.filter(|(_, item)| !item.is_folder() && !is_open(item)) {
                match item.own_text() {
                    Some(text) => held.push((list, index, text)),
                    None => others += 1,
                }
            }
        }
        (held, others)
    }

    fn show_hits(&mut self, hits: Hits, unread: usize, (words, regex): (&str, bool)) {
        let Hits { entries, total, .. } = hits;
        let listed =
            if total > entries.len() { format!("the first {} of {total} hits", entries.len()) } else { String::new() };
        let rest = if unread > 0 {
            format!("not searched: {} not opened yet", super::pickers::count(unread, "article"))
        } else {
            String::new()
        };
        let told: Vec<String> = [listed, rest].into_iter().filter(|words| !words.is_empty()).collect();
        if entries.is_empty() {
            let rest = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
            return self.tell(&format!("not found in any open article: {words}{rest}"));
        }
        if !told.is_empty() {
            self.tell(&told.join(", "));
        }
        self.hits_for = Some((words.to_owned(), regex));
        self.lay(Overlay::Picker(Picker::new(Purpose::Hits, entries, 0)), Command::SearchAll);
    }

    /// Opens an article of a list whose text the list holds, and shows a hit in it.
    pub(super) fn show_hit_of_list(&mut self, list: usize, item: usize, hit: Span) {
        self.open_item(list, item);
        if self.reader().document().is_some() {
            self.show_hit_of(self.current, hit);
        }
    }

    /// Shows a hit of the search of every article; that article's other hits are marked too.
    pub(super) fn show_hit_of(&mut self, index: usize, hit: Span) {
        self.show_document(index);
        if let Some((words, regex)) = self.hits_for.clone() {
            self.reader_mut().find(&words, hit.start, regex);
        }
        self.focus_on(Pane::Article);
        self.jump_to(hit);
    }
}

/// Hits in several articles, as entries of a list.
#[derive(Debug, Default)]
struct Hits {
    entries: Vec<Entry>,
    /// How many there are, listed or not.
    total: usize,
    /// Whether each is listed with the name of its article.
    named: bool,
}

impl Hits {
    fn add(&mut self, text: &str, search: &Search, name: &str, value: impl Fn(Span) -> Value) {
        self.total += search.hits().len();
        let name = if self.named { super::rich::fit(name, 24) } else { String::new() };
        let room = MOST.saturating_sub(self.entries.len());
        self.entries.extend(search.hits().iter().take(room).map(|&hit| {
            let (words, lit) = around(text, hit);
            Entry::new(&words, value(hit)).note(&name).lit(lit)
        }));
    }
}

/// A hit with a few words around it, one line, and which of its letters are the hit.
fn around(text: &str, hit: Span) -> (String, std::ops::Range<usize>) {
    let before = text.get(..hit.start).unwrap_or_default();
    let start = before.char_indices().rev().take(24).map(|(at, _)| at).last().unwrap_or(hit.start);
    let lead = before.get(start..).unwrap_or_default();
    // From a whole word on, and not from the paragraph before.
    let lead = lead.rsplit("\n\n").next().unwrap_or_default();
    let lead = if start > 0 { lead.split_once(char::is_whitespace).map_or(lead, |(_, rest)| rest) } else { lead };
    let after: String = text.get(hit.start..).unwrap_or_default().chars().take(120).collect();
    let after = after.split("\n\n").next().unwrap_or_default().to_owned();
    // One more letter, so that a space before the hit counts.
    let start = line(&format!("{lead}x")).chars().count().saturating_sub(1);
    let letters = line(hit.of(text)).chars().count();
    (line(&format!("{lead}{after}")), start..start + letters)
}
