//! A document wrapped to a width: which bytes stand on which row. Pure and lazy: nothing is ever wrapped but the blocks
//! asked for, and no block is longer than the parser makes them. Knows nothing of terminals, colours or quotations.

mod bidi;
mod cells;
mod grapheme;
mod shape;
mod table;
mod walk;
mod wrap;

pub use cells::{Cell, cells};
pub use walk::{last_top, place_of, screenful, scroll};

use crate::document::{BlockKind, Document};
use crate::span::Span;

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// A language whose words can be divided.
pub type Language = hypher::Lang;

impl Options {
    /// A column of `width` cells; everything else is plain.
    pub const fn new(width: u16) -> Self {
        Self { width, indents: false, justify: false, hyphenate: None, reorder: false }
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
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of its block.
    pub block: usize,
    /// What sort of row.
    pub kind: RowKind,
    /// The bytes shown, without white space at the ends; empty for a gap or a rule.
    pub span: Span,
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
    /// It runs from right to left, and stands at the right.
    pub rtl: bool,
    /// Its cells are put in the order of the eye.
    pub reorder: bool,
}

impl Row {
    /// The place that names this row.
    pub const fn place(&self) -> Place {
        Place { offset: self.span.start, gap: matches!(self.kind, RowKind::Gap) }
    }
}

/// The rows of a block, with the blank row above it where it has one. Never empty for a block that exists.
pub fn block_rows(document: &Document, options: &Options, block: usize) -> Vec<Row> {
    let Some(it) = document.blocks.get(block) else { return Vec::new() };
    let shape = shape::of(document, block, options.width.max(1));
    let mut rows = Vec::new();
    let row = |kind, span, marker: &str| Row {
        block,
        kind,
        span,
        indent: shape.indent,
        marker: marker.to_owned(),
        width: shape.width,
        hyphen: false,
        stretch: false,
        rtl: false,
        reorder: options.reorder,
    };
    let start = Span::new(it.span.start, it.span.start);
    if shape::has_gap(document, options.indents, block) {
        rows.push(Row { indent: 0, ..row(RowKind::Gap, start, "") });
    }
    if it.kind == BlockKind::Rule {
        rows.push(row(RowKind::Rule, start, ""));
        return rows;
    }
    let prose = |table| {
        let first = shape::first_indent(document, options.indents, block, shape.width);
        wrap::prose(
            &document.text,
            it.span,
            &wrap::Fill { width: shape.width, first, table, language: options.hyphenate },
        )
    };
    let verbatim = |spans: Vec<Span>| spans.into_iter().map(wrap::Line::plain).collect();
    let rtl = bidi::is_rtl(it.kind, it.span.of(&document.text));
    let stretch = options.justify && shape::can_stretch(it.kind);
    let lines: Vec<wrap::Line> = match it.kind {
        BlockKind::Code => verbatim(wrap::code(&document.text, it.span, shape.width)),
        BlockKind::TableRow(_) if table::columns(document, block, shape.width).is_some() => verbatim(vec![it.span]),
        kind => prose(matches!(kind, BlockKind::TableRow(_))),
    };
    let last = lines.len() - 1;
    for (number, line) in lines.into_iter().enumerate() {
        let marker = if number == 0 || shape.repeats { shape.marker.as_str() } else { "" };
        let mut row = Row { hyphen: line.hyphen, rtl, ..row(RowKind::Text, line.span, marker) };
        row.stretch = stretch && number < last;
        if rtl && !row.stretch {
            let free = row.width.saturating_sub(line.used.max(1));
            row.indent += free;
            row.width -= free;
        } else {
            row.indent += line.indent;
            row.width -= line.indent;
        }
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests;
