//! The cells of a row: graphemes as they are shown.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::bidi;
use super::grapheme::graphemes;
use super::table::{self, BAR, BAR_WIDTH};
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
    let columns = table::columns(document, row.block, row.width);
    let text = row.span.of(&document.text);
    let mut out: Vec<Cell> = Vec::with_capacity(text.len());
    let mut space: Option<Span> = None;
    let (mut column, mut used) = (0, 0);
    for (at, grapheme) in graphemes(text) {
        let span = Span::new(row.span.start + at, row.span.start + at + grapheme.len());
        if kind != Some(BlockKind::Code) && grapheme.chars().all(is_collapsible) {
            space = Some(space.map_or(span, |space| space.join(span)));
            continue;
        }
        if let Some(span) = space.take() {
            // Empty cells make several tabs in a row.
            let tabs = span.of(&document.text).matches('\t').count();
            if let (Some(columns), 1..) = (&columns, tabs) {
                out.push(bars(span, columns, column, used, tabs));
                (column, used) = (column + tabs, 0);
            } else {
                let bar = tabs > 0 && row.width >= BAR_WIDTH && matches!(kind, Some(BlockKind::TableRow(_)));
                let (text, width) = if bar { (BAR, BAR_WIDTH) } else { (" ", 1) };
                out.push(Cell { text: Cow::Borrowed(text), span, width });
                used += width;
            }
        }
        let width = grapheme_width(grapheme, row.width);
        used += width;
        out.push(Cell { text: shown(grapheme, row.width), span, width });
    }
    if row.hyphen {
        out.push(Cell { text: Cow::Borrowed("-"), span: Span::new(row.span.end, row.span.end), width: 1 });
    }
    if row.stretch {
        stretch(&mut out, row.width);
    }
    if row.reorder { bidi::reorder(out, row.rtl) } else { out }
}

/// Widens the spaces of a row until it is `width` cells wide; a row that would have holes stays as it is.
fn stretch(cells: &mut [Cell], width: u16) {
    let used: u16 = cells.iter().fold(0, |sum, cell| sum.saturating_add(cell.width));
    let spare = usize::from(width.saturating_sub(used));
    let is_space = |cell: &Cell| cell.text == " ";
    let spaces = cells.iter().filter(|cell| is_space(cell)).count();
    if spare == 0 || spare > 2 * spaces {
        return;
    }
    for (nth, cell) in cells.iter_mut().filter(|cell| is_space(cell)).enumerate() {
        // Spread evenly: each space gets the difference of two shares.
        let more = spare * (nth + 1) / spaces - spare * nth / spaces;
        cell.width += more as u16;
        cell.text = Cow::Owned(" ".repeat(usize::from(cell.width)));
    }
}

/// Fills up the cell of a table that ends at `span`, and the empty ones that `tabs` skips, with their bars.
fn bars<'a>(span: Span, columns: &[u16], column: usize, used: u16, tabs: usize) -> Cell<'a> {
    let mut text = String::new();
    let mut used = used;
    for column in columns.iter().skip(column).take(tabs) {
        text.extend(std::iter::repeat_n(' ', usize::from(column.saturating_sub(used))));
        text.push_str(BAR);
        used = 0;
    }
    let width = table::text_width(&text);
    Cell { text: Cow::Owned(text), span, width }
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
