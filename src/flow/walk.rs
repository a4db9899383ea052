//! Moving through the rows of a document: from any row to the ones before and after, block by block.

use super::{Options, Place, Row, block_rows, table};
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
    /// Stands on the row that `place` names; `None` in a document without blocks.
    fn new(document: &'d Document, options: &'d Options, place: Place) -> Option<Self> {
        let block = document.block_at(place.offset);
        let mut last = table::Last::default();
        let rows = block_rows(document, options, block, &mut last);
        let above = rows.first()?.is_above();
        let at = if place.gap && above {
            0
        } else {
            let first = usize::from(above);
            let starts = rows.iter().enumerate().skip(first);
            let starts = starts.filter_map(|(at, row)| Some((row.start_before(place.offset)?, at)));
            starts.max().map_or(first, |(_, at)| at).min(rows.len() - 1)
        };
        Some(Self { document, options, block, rows, at, last })
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
        let rows = block_rows(self.document, self.options, self.block + 1, &mut self.last);
        if rows.is_empty() {
            return false;
        }
        (self.block, self.rows, self.at) = (self.block + 1, rows, 0);
        true
    }

    /// One row back; whether there was one.
    fn back(&mut self) -> bool {
        if self.at > 0 {
            self.at -= 1;
            return true;
        }
        let Some(block) = self.block.checked_sub(1) else { return false };
        let rows = block_rows(self.document, self.options, block, &mut self.last);
        let Some(last) = rows.len().checked_sub(1) else { return false };
        (self.block, self.rows, self.at) = (block, rows, last);
        true
    }
}

/// The rows from `top` on, at most `height`.
pub fn screenful(document: &Document, options: &Options, top: Place, height: usize) -> Vec<Row> {
    let Some(walker) = Walker::new(document, options, top) else { return Vec::new() };
    let Walker { mut block, mut rows, at, mut last, .. } = walker;
    let mut out: Vec<Row> = rows.drain(at..).take(height).collect();
    while out.len() < height {
        block += 1;
        let more = block_rows(document, options, block, &mut last);
        if more.is_empty() {
            break;
        }
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
    let place = Place { offset, gap: false };
    Walker::new(document, options, place).map_or(place, |walker| walker.place())
}

/// The top of the screen when the last row is at its bottom.
pub fn last_top(document: &Document, options: &Options, height: usize) -> Place {
    let last = place_of(document, options, document.text.len());
    let back = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
    scroll(document, options, last, -back)
}
