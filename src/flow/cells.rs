//! The cells of a row: graphemes as they are shown.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::wrap::is_collapsible;
use super::{Row, RowKind};
use crate::display::{placeholder, safe};
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// Shown for what is wider than the whole column.
const TOO_WIDE: &str = "▯";

/// One grapheme as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What is shown; safe to print.
    pub text: Cow<'a, str>,
    /// The bytes it stands for.
    pub span: Span,
    /// Cells it takes.
    pub width: u16,
}

/// The cells of a row, in order; together no wider than the row.
pub fn cells<'a>(document: &'a Document, row: &Row) -> Vec<Cell<'a>> {
    if row.kind != RowKind::Text {
        return Vec::new();
    }
    let kind = document.blocks.get(row.block).map(|block| block.kind);
    let text = row.span.of(&document.text);
    let mut out: Vec<Cell> = Vec::with_capacity(text.len());
    let mut in_space = false;
    for (at, grapheme) in text.grapheme_indices(true) {
        let span = Span::new(row.span.start + at, row.span.start + at + grapheme.len());
        let space = grapheme.chars().all(is_collapsible);
        if space && kind != Some(BlockKind::Code) {
            match out.last_mut().filter(|_| in_space) {
                Some(last) => last.span.end = span.end,
                None => out.push(Cell { text: Cow::Borrowed(" "), span, width: 1 }),
            }
        } else {
            out.push(Cell { text: shown(grapheme, row.width), span, width: grapheme_width(grapheme, row.width) });
        }
        in_space = space;
    }
    out
}

/// What is shown for a grapheme in a column of `width` cells.
fn shown(grapheme: &str, width: u16) -> Cow<'_, str> {
    match natural_width(grapheme) {
        0 => Cow::Borrowed("·"),
        cells if cells > width => Cow::Borrowed(TOO_WIDE),
        _ if grapheme == "\t" => Cow::Borrowed("  "),
        _ => safe(grapheme),
    }
}

/// How many cells a grapheme takes in a column of `width` cells: at least one, at most `width`.
pub fn grapheme_width(grapheme: &str, width: u16) -> u16 {
    match natural_width(grapheme) {
        0 => 1,
        cells if cells > width => 1,
        cells => cells,
    }
}

/// How many cells a grapheme takes as it is shown, whatever the column.
fn natural_width(grapheme: &str) -> u16 {
    if let [byte @ b' '..=b'~'] = grapheme.as_bytes() {
        return u16::from(*byte != 0);
    }
    if grapheme == "\t" {
        return 2;
    }
    let cells =
        if grapheme.chars().any(|c| placeholder(c).is_some()) { safe(grapheme).width() } else { grapheme.width() };
    u16::try_from(cells).unwrap_or(u16::MAX)
}
