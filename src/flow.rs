//! A document wrapped to a width: which bytes stand on which row. Pure and lazy: nothing is ever wrapped but the blocks
//! asked for, and no block is longer than the parser makes them. Knows nothing of terminals, colours or quotations.

mod bidi;
mod cells;
mod code;
mod credit;
mod grapheme;
mod kept;
mod picture;
mod shape;
mod table;
mod walk;
mod wrap;

pub use bidi::in_order_of_the_eye;
pub use cells::{Cell, cells};
pub use code::{Token, tokens};
pub use picture::{Known, Pictures, Room, note};
pub use walk::{last_top, place_of, screenful, scroll};

use crate::document::{BlockKind, Document};
use crate::span::Span;

/// How text is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Width of the column, cells; at least 1.
    pub width: u16,
    /// Paragraphs start further in, instead of under a blank row.
    pub indents: bool,
    /// Rows of running text are stretched to the width.
    pub justify: bool,
    /// Words may be divided by the rules of this language.
    pub hyphenate: Option<Language>,
    /// Words that run from right to left are put in the order of the eye; else the terminal is trusted to do that.
    pub reorder: bool,
    /// Blocks of a text that has lines of its own are shown line by line, as they are in the file.
    pub lines: bool,
    /// The room that pictures have; `None`: they are not shown.
    pub pictures: Option<Room>,
}

/// A language whose words can be divided.
pub type Language = hypher::Lang;

impl Options {
    /// A column of `width` cells; everything else is plain.
    pub const fn new(width: u16) -> Self {
        Self { width, indents: false, justify: false, hyphenate: None, reorder: false, lines: false, pictures: None }
    }
}

/// The language of a BCP 47 tag, where its words can be divided.
pub fn language(tag: &str) -> Option<Language> {
    let code: [u8; 2] = tag.split(['-', '_']).next()?.to_ascii_lowercase().as_bytes().try_into().ok()?;
    Language::from_iso(code)
}

/// A row, named by what stands on it, so that it survives another width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// A byte of the text: the row that holds it.
    pub offset: usize,
    /// The blank row above the block that starts there, instead of its first row.
    pub gap: bool,
    /// Where a picture stands there: which of its rows.
    pub row: u16,
}

impl Place {
    /// The first row of words, or of a picture, that holds a byte.
    pub const fn at(offset: usize) -> Self {
        Self { offset, gap: false, row: 0 }
    }
}

/// What sort of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Words.
    Text,
    /// The blank row above a block.
    Gap,
    /// A thematic break.
    Rule,
    /// Who wrote the article, where and when, under its title. Stands on the white space behind the title.
    Credit,
    /// The row above a row of a table that parts it from the one before: a line under the head, else bars alone.
    Divider {
        /// Whether it is a line.
        line: bool,
    },
    /// A row of a picture, as wide as the row. All of them stand at its first byte.
    Picture {
        /// Its index in the document.
        picture: usize,
        /// Which of its rows.
        row: u16,
        /// How many rows it has.
        rows: u16,
    },
    /// Why a picture is not shown, under its description.
    Note {
        /// Its index in the document.
        picture: usize,
    },
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of its block.
    pub block: usize,
    /// What sort of row.
    pub kind: RowKind,
    /// The bytes shown, without white space at the ends; empty for a gap or a rule. Where several cells of a table stand
    /// side by side, from the first of their bytes to the last.
    pub span: Span,
    /// The byte that names it among the rows of its block.
    pub at: usize,
    /// The columns of a table, what each shows in this row; empty where nothing stands side by side.
    pub parts: Vec<Part>,
    /// Cells left free on the left.
    pub indent: u16,
    /// Bullet, number or bars, shown inside the indent with a space after it; safe to print.
    pub marker: String,
    /// Cells that its words may take, after the indent.
    pub width: u16,
    /// It ends within a word: a hyphen is shown behind it.
    pub hyphen: bool,
    /// Its spaces are widened until it is as wide as it may be.
    pub stretch: bool,
    /// It runs from right to left: it stands at the right, and its marker at the right of it.
    pub rtl: bool,
    /// Its cells are put in the order of the eye.
    pub reorder: bool,
    /// White space is shown as it is in the text.
    pub verbatim: bool,
}

/// What a column of a table shows in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes shown; empty where the cell has fewer lines than its neighbours.
    pub span: Span,
    /// Cells from the start of the row to the column.
    pub x: u16,
    /// Cells of the column.
    pub width: u16,
    /// Cells left free before the words.
    pub lead: u16,
    /// It ends within a word: a hyphen is shown behind it.
    pub hyphen: bool,
}

impl Row {
    /// The place that names this row.
    pub const fn place(&self) -> Place {
        let row = match self.kind {
            RowKind::Picture { row, .. } => row,
            _ => 0,
        };
        Place { offset: self.at, gap: self.is_above(), row }
    }

    /// Whether it stands above the first row of words of its block.
    const fn is_above(&self) -> bool {
        matches!(self.kind, RowKind::Gap | RowKind::Divider { .. })
    }

    /// The pieces of the text that it shows.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let whole = self.parts.is_empty().then_some(self.span);
        whole.into_iter().chain(self.parts.iter().map(|part| part.span).filter(|span| !span.is_empty()))
    }

    /// The last byte at or before `offset` where a piece that it shows starts.
    fn start_before(&self, offset: usize) -> Option<usize> {
        self.spans().map(|span| span.start).filter(|&start| start <= offset).max()
    }
}

/// The rows of a block, with the blank row above it where it has one. Empty where there is no such block, and for a picture
/// without words that is not shown.
fn block_rows(document: &Document, options: &Options, block: usize, last: &mut table::Last) -> Vec<Row> {
    let Some(it) = document.blocks.get(block) else { return Vec::new() };
    if matches!(it.kind, BlockKind::TableRow(_)) {
        return table::rows(document, options, block, last);
    }
    let shape = shape::of(document, block, options.width.max(1));
    let pictures = picture::rows(document, options, block, &shape);
    if it.kind == BlockKind::Picture && pictures.as_ref().is_none_or(Vec::is_empty) {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let start = Span::new(it.span.start, it.span.start);
    let rtl = bidi::is_rtl(it.kind, it.span.of(&document.text));
    if shape::has_gap(document, options, block) {
        let gap = shape::of_gap(document, options, block);
        let mut row = plain_row(block, RowKind::Gap, start, options);
        gap.marker(rtl).clone_into(&mut row.marker);
        (row.rtl, row.width) = (rtl, gap.width);
        row.indent = if rtl { 0 } else { gap.indent };
        rows.push(row);
    }
    if it.kind == BlockKind::Rule {
        rows.push(plain_row(block, RowKind::Rule, start, options));
        return rows;
    }
    rows.extend(pictures.unwrap_or_else(|| text_rows(document, options, block, it.span, &shape)));
    rows.extend(credit::rows(document, options, block));
    rows
}

/// The rows of words of a block, or of a part of it.
fn text_rows(document: &Document, options: &Options, block: usize, span: Span, shape: &shape::Shape) -> Vec<Row> {
    let Some(it) = document.blocks.get(block) else { return Vec::new() };
    let rtl = bidi::is_rtl(it.kind, it.span.of(&document.text));
    let kept = kept::keeps_lines(document, options, it);
    let verbatim = kept || it.kind == BlockKind::Code;
    let lines = if kept {
        kept::lines(&document.text, span, shape.width)
    } else if verbatim {
        wrap::code(&document.text, span, shape.width)
    } else {
        let first = shape::first_indent(document, options, block, shape.width);
        let fill = wrap::Fill { width: shape.width, first, table: false, language: options.hyphenate };
        wrap::prose(&document.text, span, &fill)
    };
    let stretch = options.justify && !kept && shape::can_stretch(it.kind);
    let last = lines.len() - 1;
    let row = |(number, line): (usize, wrap::Line)| {
        let mut row = plain_row(block, RowKind::Text, line.span, options);
        (row.hyphen, row.rtl, row.stretch) = (line.hyphen, rtl, stretch && number < last);
        row.verbatim = verbatim;
        if number == 0 || shape.repeats {
            shape.marker(rtl).clone_into(&mut row.marker);
        } else if line.goes_on && shape.indent >= 2 && !kept {
            GOES_ON.clone_into(&mut row.marker);
        }
        let near = shape.indent + line.indent;
        let far = if rtl && !row.stretch { shape.width.saturating_sub(line.indent + line.used.max(1)) } else { 0 };
        row.indent = if rtl { far } else { near };
        row.width = options.width.max(1) - near - far;
        row
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// Stands before a row of code that goes on a line too long for one.
const GOES_ON: &str = "↪";

/// A row of the whole width, without anything special.
fn plain_row(block: usize, kind: RowKind, span: Span, options: &Options) -> Row {
    Row {
        block,
        kind,
        span,
        at: span.start,
        parts: Vec::new(),
        indent: 0,
        marker: String::new(),
        width: options.width.max(1),
        hyphen: false,
        stretch: false,
        rtl: false,
        reorder: options.reorder,
        verbatim: false,
    }
}

#[cfg(test)]
mod tests;
