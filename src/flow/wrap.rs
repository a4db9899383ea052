//! Where the lines of a block break. White space is collapsed in prose and kept in code; a grapheme is never split.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Language;
use super::cells::grapheme_width;
use super::grapheme::graphemes;
use super::table::BAR_WIDTH;
use crate::span::Span;

/// How lines are filled.
pub struct Fill {
    /// Cells of a line.
    pub width: u16,
    /// Cells by which the first line is shorter.
    pub first: u16,
    /// In a row of a table a tab takes the room of a bar between two cells.
    pub table: bool,
    /// The language by whose rules words may be divided.
    pub language: Option<Language>,
}

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// The bytes on it.
    pub span: Span,
    /// Cells they take, with the hyphen, without the indent.
    pub used: u16,
    /// Cells before them.
    pub indent: u16,
    /// It ends within a word.
    pub hyphen: bool,
    /// It goes on a line of code that is too long.
    pub goes_on: bool,
}

impl Line {
    /// A line as it stands in the text.
    const fn plain(span: Span) -> Self {
        Self { span, used: 0, indent: 0, hyphen: false, goes_on: false }
    }
}

/// The lines of running text, at least one; none is wider than asked for.
pub fn prose(text: &str, span: Span, fill: &Fill) -> Vec<Line> {
    let words = span.of(text);
    let mut wrapper = Wrapper::new(words, span.start, fill);
    if words.is_ascii() && !words.bytes().any(|byte| byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) {
        ascii(words, &mut wrapper);
    } else {
        unicode(words, &mut wrapper);
    }
    wrapper.finish(span.start)
}

/// The lines of verbatim text, at least one: its own, cut where they are too wide, behind a space where one is near.
pub fn code(text: &str, span: Span, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split('\n') {
        let mut from = start;
        let mut used = 0;
        let mut push = |from: usize, to: usize| {
            lines.push(Line { goes_on: from > start, ..Line::plain(Span::new(from, to)) });
        };
        let mut space = (0, 0);
        for (at, grapheme) in graphemes(line) {
            let cells = grapheme_width(grapheme, width);
            if used + cells > width && used > 0 {
                let near = u32::from(space.1) * 3 >= u32::from(width) * 2;
                let (cut, kept) = if near { space } else { (start + at, used) };
                push(from, cut);
                (from, used, space) = (cut, used - kept, (0, 0));
            }
            used += cells;
            if grapheme == " " {
                space = (start + at + 1, used);
            }
        }
        push(from, start + line.trim_end_matches('\r').len().max(from - start));
        start += line.len() + 1;
    }
    lines
}

/// ASCII breaks at white space and after hyphens between letters.
fn ascii(words: &str, wrapper: &mut Wrapper<'_>) {
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            let end = bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).map_or(bytes.len(), |n| at + n);
            wrapper.space(words, at, end);
            at = end;
            continue;
        }
        wrapper.grapheme(at, at + 1, 1);
        let hyphen = byte == b'-' && at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        at += 1;
        if hyphen && bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            wrapper.allow(at);
        }
    }
}

/// Everything else breaks by the rules of Unicode (UAX #14).
fn unicode(words: &str, wrapper: &mut Wrapper<'_>) {
    let allowed = linebreaks(words).filter(|(_, sort)| *sort == BreakOpportunity::Allowed).map(|(at, _)| at);
    let mut breaks = allowed.filter(|&at| !is_within_hangul(words, at)).peekable();
    let mut space: Option<usize> = None;
    let mut soft = false;
    for (at, grapheme) in graphemes(words) {
        if grapheme.chars().all(is_collapsible) {
            space.get_or_insert(at);
            continue;
        }
        if let Some(start) = space.take() {
            wrapper.space(words, start, at);
        }
        while breaks.next_if(|&next| next < at).is_some() {}
        if breaks.peek() == Some(&at) && !soft {
            wrapper.allow(at);
        }
        wrapper.grapheme(at, at + grapheme.len(), grapheme_width(grapheme, wrapper.width));
        soft = grapheme == SOFT_HYPHEN;
        if soft {
            wrapper.allow_divided(at + grapheme.len());
        }
    }
}

/// Whether a place lies within a Korean word. Unicode lets those break anywhere, but there are spaces between them, and rows
/// that are not stretched read better with whole words.
fn is_within_hangul(words: &str, at: usize) -> bool {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let (Some(before), Some(after)) = (words.get(..at), words.get(at..)) else { return false };
    before.ends_with(is_hangul) && after.starts_with(is_hangul)
}

/// Where a word may be divided; not seen where it is not.
const SOFT_HYPHEN: &str = "\u{ad}";

/// White space that is one space on screen, and where a line may break. No-break spaces are none.
pub fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// Fills lines. Offsets given to it count from the start of the block.
struct Wrapper<'a> {
    words: &'a str,
    base: usize,
    width: u16,
    table: bool,
    language: Option<Language>,
    /// Cells before the words of this line.
    indent: u16,
    lines: Vec<Line>,
    /// Where the line starts.
    start: Option<usize>,
    /// Where its words end so far, and the cells up to there.
    end: usize,
    used: u16,
    /// Cells of the white space that waits to be shown before the next word.
    space: u16,
    /// The last place to break.
    last_break: Option<Break>,
    /// A place to divide a word, and the cells up to there, that has no room for the hyphen on this line.
    later: Option<(usize, u16)>,
}

/// A place to break.
#[derive(Clone, Copy)]
struct Break {
    /// Where the words before it end.
    stop: usize,
    /// Where the next line starts.
    next: usize,
    /// The cells up to that start.
    cells: u16,
    /// It is within a word.
    hyphen: bool,
}

/// Shorter words are not divided, bytes.
const SHORTEST: usize = 6;

impl<'a> Wrapper<'a> {
    fn new(words: &'a str, base: usize, fill: &Fill) -> Self {
        let &Fill { width, first, table, language } = fill;
        Self {
            words,
            base,
            width,
            table,
            language,
            indent: first,
            lines: Vec::new(),
            start: None,
            end: 0,
            used: first,
            space: 0,
            last_break: None,
            later: None,
        }
    }

    /// White space from `start` to `end`.
    fn space(&mut self, words: &str, start: usize, end: usize) {
        if self.start.is_some() {
            let tab = self.table && words.get(start..end).is_some_and(|space| space.contains('\t'));
            self.space = if tab { BAR_WIDTH.min(self.width) } else { 1 };
            self.last_break = Some(Break { stop: start, next: end, cells: self.used + self.space, hyphen: false });
        }
    }

    /// A line may break before `at`.
    fn allow(&mut self, at: usize) {
        // Where nothing is seen before it, a break would leave a row empty.
        if self.start.is_some() && self.space == 0 && self.used > self.indent {
            self.last_break = Some(Break { stop: at, next: at, cells: self.used, hyphen: false });
        }
    }

    /// A word may be divided before `at`.
    fn allow_divided(&mut self, at: usize) {
        if self.start.is_none() || self.used <= self.indent {
            return;
        }
        if self.used < self.width {
            self.last_break = Some(Break { stop: at, next: at, cells: self.used, hyphen: true });
        } else {
            self.later = Some((at, self.used));
        }
    }

    /// A grapheme of `cells` cells.
    fn grapheme(&mut self, at: usize, end: usize, cells: u16) {
        while self.start.is_some() && self.used + self.space + cells > self.width {
            self.break_line(at);
        }
        self.start.get_or_insert(at);
        self.used += self.space + cells;
        self.space = 0;
        self.end = end;
    }

    /// Ends the line at the last place to break, or else right before `at`.
    fn break_line(&mut self, at: usize) {
        let start = self.start.unwrap_or(at);
        if let Some((stop, cells)) = self.divide(start, at) {
            self.push(start, stop, cells + 1, true);
            self.used -= cells;
            self.start = (stop < at).then_some(stop);
            self.last_break = None;
            self.space = 0;
            return;
        }
        let here = Break { stop: self.end, next: at, cells: self.used, hyphen: false };
        let Break { stop, next, cells, hyphen } = self.last_break.take().unwrap_or(here);
        let gap = u16::from(next > stop);
        self.push(start, stop, cells.saturating_sub(gap) + u16::from(hyphen), hyphen);
        self.used = self.used.saturating_sub(cells);
        self.start = (next < at).then_some(next);
        self.space = 0;
        let later = self.later.take().map(|(stop, used)| (stop, used.saturating_sub(cells)));
        if let Some((stop, cells)) = later.filter(|&(stop, cells)| stop > next && cells < self.width) {
            self.last_break = Some(Break { stop, next: stop, cells, hyphen: true });
        }
    }

    fn push(&mut self, start: usize, stop: usize, used: u16, hyphen: bool) {
        let span = Span::new(self.base + start, self.base + stop);
        let used = used.saturating_sub(self.indent);
        self.lines.push(Line { span, used, indent: self.indent, hyphen, goes_on: false });
        self.indent = 0;
    }

    /// Where the word that does not fit may be divided, and the cells up to there.
    fn divide(&self, start: usize, at: usize) -> Option<(usize, u16)> {
        let language = self.language?;
        let (word_start, cells) = self.last_break.map_or((start, self.indent), |last| (last.next, last.cells));
        // White space before `at`: the word that does not fit begins there.
        let (word_start, cells) = if self.space > 0 { (at, self.used + self.space) } else { (word_start, cells) };
        let rest = self.words.get(word_start..)?;
        let lead = rest.find(char::is_alphanumeric).filter(|&lead| lead <= 4)?;
        let word = rest.get(lead..)?;
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let word = word.get(..end).filter(|word| word.len() >= SHORTEST && word.len() <= 64)?;
        let mut best = None;
        let mut stop = word_start + lead;
        for syllable in hypher::hyphenate(word, language) {
            stop += syllable.len();
            let part = self.words.get(word_start..stop)?;
            let used = cells + super::table::text_width(part);
            if stop >= word_start + lead + word.len() || used + 1 > self.width || stop > at {
                break;
            }
            best = Some((stop, used));
        }
        best
    }

    fn finish(mut self, empty_at: usize) -> Vec<Line> {
        if let Some(start) = self.start {
            self.push(start, self.end, self.used, false);
        }
        if self.lines.is_empty() {
            self.lines.push(Line::plain(Span::new(empty_at, empty_at)));
        }
        self.lines
    }
}
