//! Reading block by block, for those who listen or feel: each key is answered by plain lines, nothing is drawn. Knows
//! neither terminals nor where the blocks come from.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::config::keys::{Key, KeyPress};
use crate::display;
use crate::query::pattern;

use super::rich::width;

/// A line that is read out in one go; safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub words: String,
    /// Something is quoted in it, and it begins with who says that.
    pub quoted: bool,
}

impl Line {
    /// A line in which nothing is quoted.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), quoted: false }
    }
}

/// Lines that belong together: a paragraph, a heading, a row.
pub type Block = Vec<Line>;

/// What a key is answered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// These lines.
    Lines(Vec<String>),
    /// A question; what is typed follows it.
    Ask(&'static str),
    /// More was typed.
    Typed(String),
    /// Of what was typed so many cells go.
    Erased(usize),
    /// Stop until continued.
    Suspend,
    /// End.
    Quit,
}

const HELP: [&str; 8] = [
    "Space, enter or down: the next block.",
    "b or up: the block before.",
    "Right and left bracket: the next and the previous quotation, with its speaker.",
    "Slash: search. n and N: the next and the previous hit.",
    "g: to the beginning. G: to the last block.",
    "r: the same again.",
    "Question mark: these keys.",
    "q: quit.",
];

/// What is read, and where one is in it.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    lines: Vec<Line>,
    /// The first line of each block.
    starts: Vec<usize>,
    /// The lines that were read out last.
    last: Range<usize>,
    /// What is typed to be searched.
    typed: Option<String>,
    searched: String,
}

impl Linear {
    /// Begins before the first of these blocks; those without lines are left out.
    pub fn new(blocks: Vec<Block>) -> Self {
        let mut linear = Self::default();
        for block in blocks.into_iter().filter(|block| !block.is_empty()) {
            linear.starts.push(linear.lines.len());
            linear.lines.extend(block);
        }
        linear
    }

    /// What is read out first: how to find the keys, and the first block.
    pub fn begin(&mut self) -> Vec<String> {
        let mut lines = vec!["Press space to read on, question mark for the keys.".to_owned()];
        lines.extend(self.read_out(self.block(0)));
        lines
    }

    /// Answers a key.
    pub fn key(&mut self, press: KeyPress) -> Reply {
        if press.ctrl {
            return match press.key {
                Key::Char('c') => Reply::Quit,
                Key::Char('d') if self.typed.is_none() => Reply::Quit,
                Key::Char('z') => Reply::Suspend,
                Key::Char('u') => self.erase_all(),
                _ => Reply::Lines(Vec::new()),
            };
        }
        if self.typed.is_some() {
            return self.typing(press.key);
        }
        Reply::Lines(match press.key {
            Key::Char(' ' | 'j') | Key::Enter | Key::Down | Key::PageDown => self.next_block(),
            Key::Char('b' | 'k') | Key::Up | Key::PageUp | Key::Backspace => self.previous_block(),
            Key::Char(']') => self.quotation(self.last.end..self.lines.len(), true),
            Key::Char('[') => self.quotation(0..self.last.start, false),
            Key::Char('g') | Key::Home => self.read_out(self.block(0)),
            Key::Char('G') | Key::End => self.read_out(self.block(self.starts.len().saturating_sub(1))),
            Key::Char('r') => self.read_out(self.last.clone()),
            Key::Char('n') => self.hit(true),
            Key::Char('N') => self.hit(false),
            Key::Char('?') => HELP.map(str::to_owned).to_vec(),
            Key::Char('q') => return Reply::Quit,
            Key::Char('/') => {
                self.typed = Some(String::new());
                return Reply::Ask("Search: ");
            }
            _ => vec![format!("{press} does nothing. Question mark lists the keys.")],
        })
    }

    /// A key while words to search are typed.
    fn typing(&mut self, key: Key) -> Reply {
        let Some(typed) = &mut self.typed else { return Reply::Lines(Vec::new()) };
        match key {
            Key::Char(c) if typed.len() < MOST => {
                typed.push(c);
                Reply::Typed(display::safe(c.encode_utf8(&mut [0; 4])).into_owned())
            }
            Key::Backspace => match typed.grapheme_indices(true).next_back() {
                Some((at, last)) => {
                    let cells = width(&display::safe(last));
                    typed.truncate(at);
                    Reply::Erased(cells)
                }
                None => self.stop_typing(),
            },
            Key::Esc => self.stop_typing(),
            Key::Enter => {
                let words = self.typed.take().unwrap_or_default();
                if !words.trim().is_empty() {
                    self.searched = words;
                }
                Reply::Lines(self.hit(true))
            }
            _ => Reply::Typed(String::new()),
        }
    }

    fn stop_typing(&mut self) -> Reply {
        self.typed = None;
        Reply::Lines(vec!["Nothing is searched.".to_owned()])
    }

    fn erase_all(&mut self) -> Reply {
        let cells = self.typed.as_deref().map_or(0, |typed| width(&display::safe(typed)));
        self.typed = self.typed.take().map(|_| String::new());
        if cells > 0 { Reply::Erased(cells) } else { Reply::Lines(Vec::new()) }
    }

    /// The lines of a block.
    fn block(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.lines.len());
        start..self.starts.get(index + 1).copied().unwrap_or(self.lines.len())
    }

    fn read_out(&mut self, lines: Range<usize>) -> Vec<String> {
        if lines.is_empty() {
            return vec!["There is nothing to read.".to_owned()];
        }
        self.last = lines;
        self.lines.get(self.last.clone()).unwrap_or_default().iter().map(|line| line.words.clone()).collect()
    }

    /// What is left of the block that was read out in part, else the next one.
    fn next_block(&mut self) -> Vec<String> {
        let start = self.last.end;
        if start >= self.lines.len() {
            return vec!["There is no more.".to_owned()];
        }
        let next = self.starts.partition_point(|&first| first <= start);
        self.read_out(start..self.starts.get(next).copied().unwrap_or(self.lines.len()))
    }

    /// From the middle of a block its beginning, else the block before.
    fn previous_block(&mut self) -> Vec<String> {
        match self.starts.partition_point(|&first| first < self.last.start).checked_sub(1) {
            Some(before) => self.read_out(self.block(before)),
            None => vec!["This is the beginning.".to_owned()],
        }
    }

    fn quotation(&mut self, among: Range<usize>, first: bool) -> Vec<String> {
        let quoted = |at: &usize| self.lines.get(*at).is_some_and(|line| line.quoted);
        let found = if first { among.clone().find(quoted) } else { among.clone().rfind(quoted) };
        match found {
            Some(at) => self.read_out(at..at + 1),
            None if first => vec!["There are no more quotations.".to_owned()],
            None => vec!["There are no quotations before this.".to_owned()],
        }
    }

    /// The next or the previous line with the words that are searched, around the ends.
    fn hit(&mut self, next: bool) -> Vec<String> {
        let Some(pattern) = pattern(&self.searched) else { return vec!["Nothing has been searched yet.".to_owned()] };
        let has = |at: &usize| self.lines.get(*at).is_some_and(|line| pattern.is_match(&line.words));
        let (behind, before) = (self.last.end..self.lines.len(), 0..self.last.start);
        let straight = if next { behind.clone().find(has) } else { before.clone().rfind(has) };
        let around = || if next { (0..behind.start).find(has) } else { (before.end..self.lines.len()).rfind(has) };
        match (straight, straight.is_none().then(around).flatten()) {
            (Some(at), _) => self.read_out(at..at + 1),
            (None, Some(at)) => {
                let from = if next { "From the beginning:" } else { "From the end:" };
                let line = self.read_out(at..at + 1);
                std::iter::once(from.to_owned()).chain(line).collect()
            }
            (None, None) => vec![format!("Not found: {}", display::safe(&self.searched))],
        }
    }
}

/// Longest search that is typed, bytes.
const MOST: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn linear() -> Linear {
        let quoted = |words: &str| Line { words: words.to_owned(), quoted: true };
        Linear::new(vec![
            vec![Line::plain("Title: Talks")],
            Vec::new(),
            vec![quoted("Ada Voss, quoted: “No,” she said."), Line::plain("Rain fell.")],
            vec![Line::plain("It was cold.")],
            vec![quoted("Jon Vale, quoted: “Yes.”")],
        ])
    }

    fn answer(linear: &mut Linear, keys: &str) -> Vec<String> {
        let replies = keys.split_whitespace().map(|key| linear.key(key.parse().expect(key)));
        match replies.last() {
            Some(Reply::Lines(lines)) => lines,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn blocks_are_read_out_one_by_one_and_back() {
        let mut linear = linear();
        assert_eq!(linear.begin()[1..], ["Title: Talks"]);
        assert_eq!(answer(&mut linear, "space"), ["Ada Voss, quoted: “No,” she said.", "Rain fell."]);
        assert_eq!(answer(&mut linear, "down"), ["It was cold."]);
        assert_eq!(answer(&mut linear, "enter"), ["Jon Vale, quoted: “Yes.”"]);
        assert_eq!(answer(&mut linear, "space"), ["There is no more."]);
        assert_eq!(answer(&mut linear, "b b").len(), 2);
        assert_eq!(answer(&mut linear, "up"), ["Title: Talks"]);
        assert_eq!(answer(&mut linear, "up"), ["This is the beginning."]);
        assert_eq!(answer(&mut linear, "G"), ["Jon Vale, quoted: “Yes.”"]);
        assert_eq!(answer(&mut linear, "g"), ["Title: Talks"]);
    }

    #[test]
    fn quotations_are_read_out_with_their_speakers_and_reading_goes_on_behind_them() {
        let mut linear = linear();
        linear.begin();
        assert_eq!(answer(&mut linear, "]"), ["Ada Voss, quoted: “No,” she said."]);
        assert_eq!(answer(&mut linear, "space"), ["Rain fell."]);
        assert_eq!(answer(&mut linear, "]"), ["Jon Vale, quoted: “Yes.”"]);
        assert_eq!(answer(&mut linear, "]"), ["There are no more quotations."]);
        assert_eq!(answer(&mut linear, "["), ["Ada Voss, quoted: “No,” she said."]);
        assert_eq!(answer(&mut linear, "["), ["There are no quotations before this."]);
        assert_eq!(answer(&mut linear, "r"), ["Ada Voss, quoted: “No,” she said."]);
    }

    #[test]
    fn words_are_searched_around_the_ends() {
        let mut linear = linear();
        linear.begin();
        assert_eq!(answer(&mut linear, "n"), ["Nothing has been searched yet."]);
        assert_eq!(linear.key("/".parse().unwrap()), Reply::Ask("Search: "));
        assert_eq!(linear.key("q".parse().unwrap()), Reply::Typed("q".to_owned()), "a letter, not a key");
        assert_eq!(linear.key("backspace".parse().unwrap()), Reply::Erased(1));
        assert_eq!(answer(&mut linear, "c o l d enter"), ["It was cold."]);
        assert_eq!(answer(&mut linear, "n"), ["From the beginning:", "It was cold."]);
        assert_eq!(answer(&mut linear, "/ z e b r a enter"), ["Not found: zebra"]);
        assert_eq!(answer(&mut linear, "/ a esc"), ["Nothing is searched."]);
        assert_eq!(answer(&mut linear, "x"), ["x does nothing. Question mark lists the keys."]);
        assert_eq!(linear.key("ctrl-c".parse().unwrap()), Reply::Quit);
    }

    #[test]
    fn nothing_to_read_and_hostile_words_are_no_trouble() {
        let mut empty = Linear::new(Vec::new());
        assert_eq!(empty.begin().last().unwrap(), "There is nothing to read.");
        for key in ["space", "b", "]", "[", "g", "G", "r", "n", "?"] {
            assert!(!answer(&mut empty, key).is_empty(), "{key}");
        }
        let mut linear = linear();
        linear.key("/".parse().unwrap());
        let escape = KeyPress::from(Key::Char('\u{9b}'));
        assert_eq!(linear.key(escape), Reply::Typed("‹9B›".to_owned()));
        assert_eq!(linear.key("backspace".parse().unwrap()), Reply::Erased(4));
    }
}
