//! A list to choose from in an overlay, narrowed by typing. Knows nothing of what choosing does.

use crate::citation::Format;
use crate::command::Command;

use super::filter::{Kinds, Who};
use super::fuzzy::fuzzy;
use super::input::Input;
use super::list;
use super::rich;
use crate::span::Span;

/// What an entry stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A command to run.
    Command(Command),
    /// Words of the text, to be seen; bytes.
    Offset(usize),
    /// A place in the text, to be on top; bytes.
    Place(usize),
    /// A document, by index.
    Document(usize),
    /// A speaker.
    Speaker(Who),
    /// Kinds to show.
    Kinds(Kinds),
    /// Words found in a document, by index.
    Hit(usize, Span),
    /// Words found in an article that is not open: its list, its place in it, and where.
    Listed(usize, usize, Span),
    /// A theme, by name.
    Theme(String),
    /// How a citation is written.
    Citation(Format),
}

/// What choosing is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Run a command.
    Palette,
    /// Go to a heading.
    Outline,
    /// Show another document.
    Documents,
    /// Keep these speakers.
    Speakers,
    /// Keep these kinds.
    Kinds,
    /// Go to a bookmark.
    Bookmarks,
    /// Take a theme; it is shown while it is selected.
    Themes,
    /// Go to where one was.
    Jumps,
    /// Go to a hit in any article.
    Hits,
    /// Go to marked words that are no quotations.
    ScareQuotes,
    /// Copy a quotation with a citation.
    Citations,
}

impl Purpose {
    /// The title of the list.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Palette => "Go to or do",
            Self::Hits => "In all articles",
            Self::Outline => "Outline",
            Self::Documents => "Open articles",
            Self::Speakers => "Keep these speakers",
            Self::Kinds => "Keep these kinds",
            Self::Bookmarks => "Bookmarks",
            Self::Themes => "Themes",
            Self::Jumps => "Where you have been",
            Self::ScareQuotes => "Marked words that are no quotations",
            Self::Citations => "Copy with a citation",
        }
    }

    /// What is said where the list has no entries at all.
    pub const fn empty(self) -> &'static str {
        match self {
            Self::Outline => "This article has no headings.",
            Self::Speakers => "No quotations were found, so there is no speaker to choose.",
            Self::Bookmarks => "No bookmarks yet.",
            Self::Jumps => "You have not jumped anywhere yet.",
            Self::ScareQuotes => "No marked words were found that are no quotations.",
            Self::Palette | Self::Hits | Self::Documents | Self::Kinds | Self::Themes | Self::Citations => {
                "Nothing to choose from."
            }
        }
    }
}

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// One character before the words: a speaker's or a bookmark's letter.
    pub mark: Option<char>,
    /// In whose colour the mark is.
    pub who: Option<Who>,
    /// Its words; safe.
    pub text: String,
    /// What stands at the right; safe.
    pub note: String,
    /// Cells before the words.
    pub indent: u16,
    /// A box that is checked or not, in lists where several can be chosen.
    pub checked: Option<bool>,
    /// Letters of its words that stand out, as long as nothing is typed: their numbers.
    pub lit: Vec<usize>,
    /// What it stands for.
    pub value: Value,
}

impl Entry {
    /// An entry with only words; they are made safe.
    pub fn new(text: &str, value: Value) -> Self {
        let text = rich::line(text);
        Self { mark: None, who: None, text, note: String::new(), indent: 0, checked: None, lit: Vec::new(), value }
    }

    /// The same with words at the right; they are made safe.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = rich::line(note);
        self
    }

    /// The same with letters that stand out.
    #[must_use]
    pub fn lit(mut self, letters: std::ops::Range<usize>) -> Self {
        self.lit = letters.collect();
        self
    }

    /// The same with a mark.
    #[must_use]
    pub fn mark(mut self, mark: char, who: Option<Who>) -> Self {
        self.mark = Some(mark);
        self.who = who;
        self
    }
}

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What choosing is for.
    pub purpose: Purpose,
    entries: Vec<Entry>,
    /// What is typed to narrow it.
    pub query: Input,
    /// Whether letters go into the query.
    pub typing: bool,
    matched: Vec<(usize, Vec<usize>)>,
    selected: usize,
    first: usize,
    room: usize,
}

impl Picker {
    /// A list with the entry at `selected` chosen.
    pub fn new(purpose: Purpose, entries: Vec<Entry>, selected: usize) -> Self {
        let typing = purpose == Purpose::Palette;
        let mut picker = Self {
            purpose,
            entries,
            query: Input::default(),
            typing,
            matched: Vec::new(),
            selected,
            first: 0,
            room: 1,
        };
        picker.narrow();
        picker.selected = list::step(selected, 0, picker.matched.len());
        picker
    }

    /// How many entries are seen at once.
    pub fn fit(&mut self, room: u16) {
        self.room = usize::from(room).max(1);
        self.first = list::follow(self.first, self.selected, self.matched.len(), self.room);
    }

    /// Narrows the list to what has been typed, best first.
    pub fn narrow(&mut self) {
        let query = self.query.text();
        let search = |(index, entry): (usize, &Entry)| fuzzy(query, &entry.text).map(|found| (found, index));
        let mut found: Vec<_> = self.entries.iter().enumerate().filter_map(search).collect();
        if !self.query.is_empty() {
            found.sort_by_key(|(found, index)| (std::cmp::Reverse(found.score), *index));
        }
        self.matched = found.into_iter().map(|(found, index)| (index, found.positions)).collect();
        self.selected = 0;
        self.fit(self.room as u16);
    }

    /// Entries that match, with the positions of the letters that did, and whether each is selected: those that are seen.
    pub fn visible(&self) -> impl Iterator<Item = (&Entry, &[usize], bool)> {
        let rows = self.matched.iter().enumerate().skip(self.first).take(self.room);
        rows.filter_map(|(row, (index, positions))| {
            Some((self.entries.get(*index)?, positions.as_slice(), row == self.selected))
        })
    }

    /// How many entries there are, and how many match.
    pub fn counts(&self) -> (usize, usize) {
        (self.entries.len(), self.matched.len())
    }

    /// The widest entry, or its title, cells.
    pub fn width(&self) -> usize {
        let wide = |entry: &Entry| {
            let note = if entry.note.is_empty() { 0 } else { rich::width(&entry.note) + 2 };
            let check = if entry.checked.is_some() { 4 } else { 0 };
            usize::from(entry.indent)
                + rich::width(&entry.text)
                + note
                + check
                + if entry.mark.is_some() { 2 } else { 0 }
        };
        self.entries.iter().map(wide).max().unwrap_or(0).max(rich::width(self.purpose.title()) + 4)
    }

    /// Whether it has a line of input.
    pub fn has_query(&self) -> bool {
        self.typing || !self.query.is_empty()
    }

    /// Whether entries have boxes.
    pub fn checks(&self) -> bool {
        self.entries.iter().any(|entry| entry.checked.is_some())
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<&Entry> {
        self.entries.get(self.matched.get(self.selected)?.0)
    }

    /// The selected row of those that match.
    pub fn row(&self) -> usize {
        self.selected
    }

    /// Selects another entry.
    pub fn step(&mut self, by: isize) {
        self.selected = list::step(self.selected, by, self.matched.len());
        self.fit(self.room as u16);
    }

    /// Selects the entry at a row of the window; whether there is one.
    pub fn click(&mut self, row: usize) -> bool {
        let hit = row < self.room && self.first + row < self.matched.len();
        if hit {
            self.selected = self.first + row;
        }
        hit
    }

    /// How many entries a page has.
    pub fn page(&self) -> usize {
        self.room
    }

    /// Selects the first entry with this mark; whether there is one.
    pub fn select_mark(&mut self, mark: char) -> bool {
        let has = |(index, _): &(usize, Vec<usize>)| self.entries.get(*index).is_some_and(|e| e.mark == Some(mark));
        let row = self.matched.iter().position(has);
        self.selected = row.unwrap_or(self.selected);
        row.is_some()
    }

    /// Checks or unchecks the selected entry.
    pub fn toggle(&mut self) {
        let Some(&(index, _)) = self.matched.get(self.selected) else { return };
        if let Some(entry) = self.entries.get_mut(index) {
            entry.checked = entry.checked.map(|checked| !checked);
        }
    }

    /// Checks all, or none where all are checked.
    pub fn toggle_all(&mut self) {
        let all = self.entries.iter().all(|entry| entry.checked != Some(false));
        for entry in &mut self.entries {
            entry.checked = entry.checked.map(|_| !all);
        }
    }

    /// What the checked entries stand for, and whether that is all of them.
    pub fn checked(&self) -> (Vec<&Value>, bool) {
        let checked: Vec<&Value> =
            self.entries.iter().filter(|entry| entry.checked == Some(true)).map(|entry| &entry.value).collect();
        let all = checked.len() == self.entries.len();
        (checked, all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picker(count: usize) -> Picker {
        let entry = |i: usize| Entry::new(&format!("entry {i}"), Value::Offset(i));
        let mut picker = Picker::new(Purpose::Outline, (0..count).map(entry).collect(), 3);
        picker.fit(5);
        picker
    }

    #[test]
    fn narrows_and_selects() {
        let mut picker = picker(20);
        assert_eq!(picker.selected().unwrap().value, Value::Offset(3));
        picker.query.insert("12");
        picker.narrow();
        assert_eq!(picker.selected().unwrap().value, Value::Offset(12));
        assert_eq!(picker.counts(), (20, 1));
        picker.query.insert("zzz");
        picker.narrow();
        assert!(picker.selected().is_none());
        picker.step(1);
        picker.toggle();
    }

    #[test]
    fn steps_stay_in_the_list() {
        let mut picker = picker(20);
        picker.step(-9);
        assert_eq!(picker.row(), 0);
        picker.step(99);
        assert_eq!(picker.row(), 19);
        assert!(picker.visible().any(|(_, _, selected)| selected));
        assert!(picker.click(0));
        assert_eq!(picker.row(), 15);
        assert!(!picker.click(7));
    }

    #[test]
    fn boxes() {
        let boxed = |i: usize| Entry { checked: Some(true), ..Entry::new("x", Value::Offset(i)) };
        let mut picker = Picker::new(Purpose::Speakers, (0..3).map(boxed).collect(), 0);
        assert!(picker.checked().1);
        picker.toggle();
        assert_eq!(picker.checked().0.len(), 2);
        picker.toggle_all();
        assert!(picker.checked().1);
        picker.toggle_all();
        assert!(picker.checked().0.is_empty());
    }
}
