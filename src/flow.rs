//! A document wrapped to a width: which bytes stand on which row. Pure and lazy: nothing is ever wrapped but the blocks
//! asked for, and no block is longer than the parser makes them. Knows nothing of terminals, colours or quotations.

mod cells;
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
    };
    let start = Span::new(it.span.start, it.span.start);
    if shape::has_gap(document, block) {
        rows.push(Row { indent: 0, ..row(RowKind::Gap, start, "") });
    }
    if it.kind == BlockKind::Rule {
        rows.push(row(RowKind::Rule, start, ""));
        return rows;
    }
    let lines = match it.kind {
        BlockKind::Code => wrap::code(&document.text, it.span, shape.width),
        BlockKind::TableRow(_) if table::columns(document, block, shape.width).is_some() => vec![it.span],
        kind => wrap::prose(&document.text, it.span, shape.width, matches!(kind, BlockKind::TableRow(_))),
    };
    for (number, span) in lines.into_iter().enumerate() {
        let marker = if number == 0 || shape.repeats { shape.marker.as_str() } else { "" };
        rows.push(row(RowKind::Text, span, marker));
    }
    rows
}

#[cfg(test)]
mod tests;
