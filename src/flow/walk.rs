//! Moving through the rows of a document: from any row to the ones before and after, block by block.

use super::{Options, Place, Row, RowKind, block_rows, table};
use crate::document::Document;

/// A row with its neighbours at hand: the rows of its block, and which of them it is.
struct Walker<'d> {
    document: &'d Document,
    options: &'d Options,
    block: usize,
    rows: Vec<Row>,
    at: usize,
    last: table::Last,
}

impl<'d> Walker<'d> {
    /// Stands on the row that `place` names, or near it where nothing is seen there; `None` where there are no rows.
    fn new(document: &'d Document, options: &'d Options, place: Place) -> Option<Self> {
        let block = document.block_at(place.offset);
        let mut last = table::Last::default();
        let rows = block_rows(document, options, block, &mut last);
        let mut walker = Self { document, options, block, rows, at: 0, last };
        let Some(first) = walker.rows.first() else {
            return (walker.forward() || walker.back()).then_some(walker);
        };
        if place.gap && first.is_above() {
            return Some(walker);
        }
        let first = usize::from(first.is_above());
        let starts = walker.rows.iter().enumerate().skip(first);
        let starts = starts.filter_map(|(at, row)| Some((row.start_before(place.offset)?, at)));
        let at = starts.max().map_or(first, |(_, at)| at).min(walker.rows.len() - 1);
        walker.at = match walker.rows.get(at).map(|row| row.kind) {
            // All rows of a picture stand at one byte.
            Some(RowKind::Picture { row, rows, .. }) => at - usize::from(row) + usize::from(place.row.min(rows - 1)),
            _ => at,
        };
        Some(walker)
    }

    fn place(&self) -> Place {
        self.rows.get(self.at).map_or_else(Place::default, Row::place)
    }

    /// One row on; whether there was one.
    fn forward(&mut self) -> bool {
        if self.at + 1 < self.rows.len() {
            self.at += 1;
            return true;
        }
        // Of some blocks nothing is seen.
        for block in self.block + 1..self.document.blocks.len() {
            let rows = block_rows(self.document, self.options, block, &mut self.last);
            if !rows.is_empty() {
                (self.block, self.rows, self.at) = (block, rows, 0);
                return true;
            }
        }
        false
    }

    /// One row back; whether there was one.
    fn back(&mut self) -> bool {
        if self.at > 0 {
            self.at -= 1;
            return true;
        }
        for block in (0..self.block).rev() {
            let rows = block_rows(self.document, self.options, block, &mut self.last);
            if let Some(last) = rows.len().checked_sub(1) {
                (self.block, self.rows, self.at) = (block, rows, last);
                return true;
            }
        }
        false
    }
}

/// The rows from `top` on, at most `height`.
pub fn screenful(document: &Document, options: &Options, top: Place, height: usize) -> Vec<Row> {
    let Some(walker) = Walker::new(document, options, top) else { return Vec::new() };
    let Walker { mut block, mut rows, at, mut last, .. } = walker;
    let mut out: Vec<Row> = rows.drain(at..).take(height).collect();
    while out.len() < height && block + 1 < document.blocks.len() {
        block += 1;
        let more = block_rows(document, options, block, &mut last);
        let room = height - out.len();
        out.extend(more.into_iter().take(room));
    }
    out
}

/// `rows` rows on from `top` (back where negative), held at the first and the last row.
pub fn scroll(document: &Document, options: &Options, top: Place, rows: isize) -> Place {
    let Some(mut walker) = Walker::new(document, options, top) else { return top };
    for _ in 0..rows.unsigned_abs() {
        let moved = if rows < 0 { walker.back() } else { walker.forward() };
        if !moved {
            break;
        }
    }
    walker.place()
}

/// The row that holds byte `offset`.
pub fn place_of(document: &Document, options: &Options, offset: usize) -> Place {
    let place = Place::at(offset);
    Walker::new(document, options, place).map_or(place, |walker| walker.place())
}

/// The top of the screen when the last row is at its bottom.
pub fn last_top(document: &Document, options: &Options, height: usize) -> Place {
    let end = Place { offset: document.text.len(), gap: false, row: u16::MAX };
    let last = Walker::new(document, options, end).map_or(end, |walker| walker.place());
    // The last words may stand in a short cell, beside one that goes on below.
    let last = scroll(document, options, last, isize::MAX);
    let back = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
    scroll(document, options, last, -back)
}
