//! Lines -> paragraphs: tells a line break that a narrow column forced from one that somebody meant. A break is soft
//! where the next word would not have fitted on the line.

use super::columns::{self, Layout};
use super::meant::{self, Nature, Row};
use crate::document::shape;
use crate::span::Span;

/// Longer lines are paragraphs of their own, characters: nobody wraps that wide.
const WIDEST: usize = 132;
/// Nobody wraps as narrow as that, characters: lines this short are short by themselves.
const NARROW: usize = 45;
/// Titles, bylines and dates stand before this, bytes.
const TOP: usize = 100;
/// How much of a text is measured to find its column, bytes.
const MEASURED: usize = 512 * 1024;
/// How many lines of a stretch without blank lines are looked at.
const STRETCH: usize = 64;

/// One line, without the white space around it.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// Characters, counted up to a little more than [`WIDEST`].
    chars: usize,
    /// White space before it, bytes.
    indent: usize,
    /// Where the next line starts.
    next: usize,
}

/// One paragraph of plain text.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Its words, list or quote markers included.
    pub span: Span,
    /// How many lines it has.
    pub lines: usize,
    /// No blank line stands before it.
    pub follows: bool,
    /// A line of `===` or `---` stands under it.
    pub underlined: bool,
    /// How its words are laid out.
    pub layout: Layout,
}

/// The lines of a text, blank ones included.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    end: u8,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let rest = self.text.get(self.offset..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(self.end, rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let line = rest.get(..length).unwrap_or(rest);
        let words = line.trim();
        let indent = if words.is_empty() { 0 } else { line.len() - line.trim_start().len() };
        let start = self.offset + indent;
        self.offset += length;
        let chars = if words.len() > 4 * WIDEST { words.len() } else { words.chars().count() };
        Some(Line { span: Span::new(start, start + words.len()), chars, indent, next: self.offset })
    }
}

/// How the lines of a text, or of a stretch of it, break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// Every line is a paragraph.
    Hard,
    /// Wrapped to a column of this many characters.
    Column(usize),
}

/// The paragraphs of a text, in order.
pub struct Paragraphs<'t> {
    text: &'t str,
    lines: Lines<'t>,
    whole: Breaks,
    breaks: Breaks,
    /// What the text is as a whole.
    nature: Nature,
    /// How the stretch is laid out.
    layout: Layout,
    /// The smallest indent of the stretch, bytes.
    margin: usize,
    ahead: Option<Line>,
    gap: bool,
    /// The paragraph before was a line of a block quote: a bare `>` is a blank line.
    quoted: bool,
}

impl<'t> Paragraphs<'t> {
    /// Reads `text` from its start.
    pub fn new(text: &'t str) -> Self {
        let start = text.as_bytes().get(..MEASURED).unwrap_or(text.as_bytes());
        let end = if memchr::memchr(b'\n', start).is_none() && memchr::memchr(b'\r', start).is_some() {
            b'\r'
        } else {
            b'\n'
        };
        let lines = Lines { text, offset: 0, end };
        let whole = measure(lines.clone());
        Self {
            text,
            lines,
            whole,
            breaks: whole,
            nature: meant::nature(text),
            layout: Layout::Running,
            margin: 0,
            ahead: None,
            gap: true,
            quoted: false,
        }
    }

    fn line(&mut self) -> Option<Line> {
        self.ahead.take().or_else(|| self.lines.next())
    }

    /// The next line with words, and whether a blank one stands before it.
    fn first_line(&mut self) -> Option<(Line, bool)> {
        let mut gap = std::mem::take(&mut self.gap);
        loop {
            let line = self.line()?;
            let bare = self.quoted && shape::is_bare_quote_marker(line.span.of(self.text));
            if !line.span.is_empty() && !bare {
                return Some((line, gap));
            }
            gap = true;
        }
    }

    /// How the stretch of lines that starts with `first` breaks.
    fn measure_stretch(&mut self, first: Line) -> Breaks {
        let rest = Lines { offset: first.next, ..self.lines.clone() };
        let stretch: Vec<Line> =
            std::iter::once(first).chain(rest.take_while(|line| !line.span.is_empty()).take(STRETCH)).collect();
        let widest = stretch.iter().map(|line| line.chars).max().unwrap_or(0);
        self.margin = stretch.iter().map(|line| line.indent).min().unwrap_or(0);
        self.layout = self.layout_of(&stretch, widest);
        match self.whole {
            _ if stretch.len() < 2 || widest > WIDEST => Breaks::Hard,
            Breaks::Column(column) if self.ends_sentences(&stretch, column.max(widest)) => Breaks::Hard,
            Breaks::Column(column) => Breaks::Column(column.max(widest)),
            Breaks::Hard if is_wrapped(self.text, &stretch, widest) => Breaks::Column(widest),
            Breaks::Hard => Breaks::Hard,
        }
    }

    fn layout_of(&self, stretch: &[Line], widest: usize) -> Layout {
        let whole = |line: &Line| Span::new(line.span.start - line.indent, line.span.end).of(self.text);
        let marked = |line: &Line| {
            let words = line.span.of(self.text);
            shape::quote_marker(words).is_some() || shape::starts_item(words)
        };
        let quoted = |line: &Line| shape::quote_marker(line.span.of(self.text)).is_some();
        let lines = self.nature != Nature::Prose;
        let listed = stretch.iter().any(marked);
        let layout = if lines { Layout::Running } else { columns::layout(stretch.iter().map(whole)) };
        if layout != Layout::Running {
            return if listed { Layout::Running } else { layout };
        }
        if !lines && stretch.iter().any(quoted) {
            return Layout::Running;
        }
        let column = match self.whole {
            Breaks::Column(column) => column.max(widest),
            Breaks::Hard => widest,
        };
        let rows: Vec<Row> = stretch
            .iter()
            .enumerate()
            .map(|(at, line)| Row {
                words: line.span.of(self.text),
                indent: line.indent,
                chars: line.chars,
                fits: stretch.get(at + 1).is_some_and(|next| fits(self.text, *line, *next, column)),
            })
            .collect();
        let first = rows.first().map_or("", |row| row.words);
        let headed = stretch.first().is_some_and(|line| line.span.start < TOP)
            || shape::is_strong_heading(first)
            || rows.get(1).is_some_and(|second| shape::is_underline(second.words, first));
        match meant::layout(&rows, self.nature, listed) {
            Some(Layout::Lines) if headed && !lines && rows.len() < 5 => Layout::Running,
            // Where every line is a paragraph, each is read as one.
            Some(Layout::Lines) if self.whole == Breaks::Hard && !lines => Layout::Records,
            layout => layout.unwrap_or_default(),
        }
    }

    /// Whether most lines before the last end as sentences do, and not for want of room: lines of dialogue, say. In
    /// wrapped text few do.
    fn ends_sentences(&self, stretch: &[Line], column: usize) -> bool {
        let mut ended = 0;
        let mut room = column < NARROW;
        for (line, next) in stretch.iter().zip(stretch.iter().skip(1)) {
            if shape::ends_sentence(line.span.of(self.text)) {
                ended += 1;
                room = room || fits(self.text, *line, *next, column);
            }
        }
        room && ended * 5 >= (stretch.len() - 1) * 3
    }

    /// Whether a line is the heading of a section of a manual.
    fn is_section(&self, line: Line, next: Line) -> bool {
        self.nature == Nature::Manual && line.indent == 0 && next.indent > 0
    }

    /// Whether the break between two lines of a stretch is only a matter of width.
    fn is_soft(&self, first: Line, line: Line, next: Line) -> bool {
        match self.layout {
            Layout::Running => {}
            Layout::Rows | Layout::Records => return false,
            Layout::Lines if self.is_section(line, next) => return false,
            Layout::Verbatim | Layout::Lines => return true,
        }
        let (words, after) = (line.span.of(self.text), next.span.of(self.text));
        if shape::is_attribution(after) && shape::is_marked(Span::new(first.span.start, line.span.end).of(self.text)) {
            return true;
        }
        let Breaks::Column(column) = self.breaks else { return false };
        let item = shape::starts_item(first.span.of(self.text));
        if shape::quote_marker(words).is_some() || shape::quote_marker(after).is_some() || shape::is_rule(after) {
            return false;
        }
        let ended = shape::ends_sentence(words);
        if shape::starts_item(after) && (item || ended || words.ends_with(':')) {
            return false;
        }
        if item && next.indent > first.indent {
            return true;
        }
        if next.indent >= self.margin + 2 && (ended || fits(self.text, line, next, column)) {
            return false;
        }
        if !fits(self.text, line, next, column) {
            return true;
        }
        let short = line.chars * 3 < column * 2;
        !ended && (!short || after.starts_with(char::is_lowercase))
    }
}

impl Iterator for Paragraphs<'_> {
    type Item = Paragraph;

    fn next(&mut self) -> Option<Paragraph> {
        let (first, gap) = self.first_line()?;
        if gap {
            self.breaks = self.measure_stretch(first);
        }
        let layout = self.layout;
        let start = first.span.start - if layout == Layout::Running { 0 } else { first.indent };
        let span = Span::new(start, first.span.end);
        let mut paragraph = Paragraph { span, lines: 1, follows: !gap, underlined: false, layout };
        self.quoted = shape::quote_marker(first.span.of(self.text)).is_some();
        let mut line = first;
        while let Some(next) = self.line() {
            if next.span.is_empty() {
                self.gap = true;
                break;
            }
            if layout == Layout::Running
                && paragraph.lines == 1
                && shape::is_underline(next.span.of(self.text), first.span.of(self.text))
            {
                paragraph.underlined = true;
                self.gap = true;
                break;
            }
            if !self.is_soft(first, line, next) {
                if layout == Layout::Lines && paragraph.lines == 1 {
                    paragraph.layout = Layout::Running;
                }
                self.ahead = Some(next);
                break;
            }
            paragraph.span = paragraph.span.join(next.span);
            paragraph.lines += 1;
            line = next;
        }
        Some(paragraph)
    }
}

/// How most of the text breaks: hard where much of it stands in lines too long to have been wrapped; else the column is
/// the width that the fullest lines reach.
fn measure(lines: Lines<'_>) -> Breaks {
    let mut counts = [0_usize; WIDEST + 1];
    let (mut long, mut all, mut count) = (0, 0, 0);
    for line in lines.take_while(|line| line.next <= MEASURED || line.span.start == 0) {
        all += line.chars;
        match counts.get_mut(line.chars) {
            Some(seen) if !line.span.is_empty() => {
                *seen += 1;
                count += 1;
            }
            Some(_) => {}
            None => long += line.chars,
        }
    }
    if long * 3 > all {
        return Breaks::Hard;
    }
    // The fullest fiftieth may stick out: a table, an address.
    let mut beyond = 0;
    let column = counts.iter().enumerate().rev().find(|&(_, &seen)| {
        beyond += seen;
        beyond * 50 > count
    });
    Breaks::Column(column.map_or(0, |(width, _)| width))
}

/// Whether a stretch in a text of long lines is wrapped all the same: nearly every line is full.
fn is_wrapped(text: &str, stretch: &[Line], column: usize) -> bool {
    let breaks = stretch.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    let full = breaks.filter(|&(line, next)| !fits(text, line, next, column) && line.chars * 4 > column * 3).count();
    stretch.len() >= 3 && column >= 40 && full * 10 >= (stretch.len() - 1) * 9
}

/// Whether the first word of `next` would have fitted on `line`.
fn fits(text: &str, line: Line, next: Line, column: usize) -> bool {
    let word = next.span.of(text).split(char::is_whitespace).next().unwrap_or("");
    line.indent.min(8) + line.chars + 1 + word.chars().take(column + 1).count() <= column
}
