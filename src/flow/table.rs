//! Columns of a table: its rows are blocks of their own, cells divided by tabs. A table that fits the column is aligned;
//! another one is wrapped like prose, with bars between the cells.

use unicode_segmentation::UnicodeSegmentation;

use super::cells::grapheme_width;
use crate::document::{BlockKind, Document};

/// What stands between two cells.
pub const BAR: &str = " │ ";

/// Width of [`BAR`], cells.
pub const BAR_WIDTH: u16 = 3;

/// How many rows above and below are looked at; longer tables are aligned piece by piece.
const REACH: usize = 60;

/// Width of each column of the table around `block`, where `block` is a table row and the table fits `width` cells.
pub fn columns(document: &Document, block: usize, width: u16) -> Option<Vec<u16>> {
    let row = |index: usize| document.blocks.get(index).filter(|block| matches!(block.kind, BlockKind::TableRow(_)));
    row(block)?;
    // Pieces are counted from the table's start where it is near, so that all rows of a piece agree.
    let above = (0..=block).rev().take(REACH).take_while(|&index| row(index).is_some()).last()?;
    let rows = (above..).take(2 * REACH).map_while(row);
    let mut columns: Vec<u16> = Vec::new();
    for row in rows {
        for (index, cell) in row.span.of(&document.text).split('\t').enumerate() {
            let cells = text_width(cell.trim());
            match columns.get_mut(index) {
                Some(column) => *column = cells.max(*column),
                None => columns.push(cells),
            }
        }
    }
    let bars = BAR_WIDTH.saturating_mul(u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let total = columns.iter().fold(bars, |sum, column| sum.saturating_add(*column));
    (total <= width).then_some(columns)
}

/// Cells that words take on one line.
pub fn text_width(words: &str) -> u16 {
    words.graphemes(true).fold(0, |sum, grapheme| sum.saturating_add(grapheme_width(grapheme, u16::MAX)))
}
