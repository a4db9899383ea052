//! Pictures between the rows of words: how many rows one takes, from its size in pixels and that of a cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shape::Shape;
use super::{Options, Row, RowKind, plain_row, text_rows};
use crate::document::{BlockKind, Document, Inline};
use crate::span::Span;

/// What is known of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Its size, pixels: width and height.
    Size(u32, u32),
    /// It cannot be shown; why, in words for people, where there is something to say.
    Hidden(Option<String>),
}

/// What is known of the pictures of a document, by their indices.
pub type Pictures = BTreeMap<usize, Known>;

/// The room that pictures have, where they can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Pixels of a cell: width and height.
    pub cell: (u16, u16),
    /// The most rows that a picture takes.
    pub rows: u16,
    /// What is known of them.
    pub known: Arc<Pictures>,
}

/// Without words, pictures of fewer pixels than this a side are ornaments, or there to count readers.
const LEAST: u32 = 24;

/// Cells higher than this are of a fine screen, on which pictures are shown larger; pixels.
const FINE: u32 = 30;

impl Room {
    /// Columns and rows of a picture in a column of `width` cells: no larger than it is, with its proportions.
    fn fit(&self, (wide, high): (u32, u32), width: u16) -> (u16, u16) {
        let (cell_width, cell_height) = (f64::from(self.cell.0.max(1)), f64::from(self.cell.1.max(1)));
        let (wide, high) = (f64::from(wide.max(1)), f64::from(high.max(1)));
        let fine = f64::from(1 + (u32::from(self.cell.1) / FINE).min(3));
        let room = (f64::from(width.max(1)) * cell_width, f64::from(self.rows.max(1)) * cell_height);
        let scale = (room.0 / wide).min(room.1 / high).min(fine);
        // A few pixels more than full cells are not worth another one.
        let cells = |pixels: f64, cell: f64, most: u16| ((pixels / cell - 0.1).ceil().max(1.0) as u16).min(most.max(1));
        (cells(wide * scale, cell_width, width), cells(high * scale, cell_height, self.rows))
    }

    /// The size in which a picture of a document is shown, pixels; `None` where it is not.
    fn size(&self, document: &Document, picture: usize) -> Option<(u32, u32)> {
        let Some(Known::Size(width, height)) = self.known.get(&picture) else { return None };
        let (width, height) = ((*width).max(1), (*height).max(1));
        let it = document.pictures.get(picture)?;
        if it.span.is_empty() && (width < LEAST || height < LEAST) {
            return None;
        }
        let part = |of: u32, told: u32, other: u32| {
            let part = u64::from(of) * u64::from(told) / u64::from(other.max(1));
            u32::try_from(part.max(1)).unwrap_or(u32::MAX)
        };
        // The article may want it smaller, but never out of proportion.
        Some(match it.size {
            (Some(told), _) if told < width => (told, part(height, told, width)),
            (None, Some(told)) if told < height => (part(width, told, height), told),
            _ => (width, height),
        })
    }
}

/// Whether nothing of a block is seen: it is a picture without words that cannot be shown.
pub fn is_hidden(document: &Document, options: &Options, block: usize) -> bool {
    let picture = document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Picture);
    picture && !shows(document, options, block)
}

/// The block before one, of those that are seen.
pub fn before(document: &Document, options: &Options, block: usize) -> Option<usize> {
    (0..block).rev().find(|&before| !is_hidden(document, options, before))
}

/// The longest caption, bytes.
const CAPTION: usize = 600;

/// Whether a block belongs to the picture above it: all of it stands out, and it is short.
pub fn is_caption(document: &Document, options: &Options, above: usize, block: usize) -> bool {
    let Some(it) = document.blocks.get(block) else { return false };
    let fits = it.kind == BlockKind::Paragraph && it.span.len() <= CAPTION;
    if !fits || !shows(document, options, above) {
        return false;
    }
    let first = document.styles.partition_point(|styled| styled.span.start < it.span.start);
    let mut here = document.styles.iter().skip(first).take_while(|styled| styled.span.start == it.span.start);
    here.any(|styled| styled.style == Inline::Emphasis && styled.span.covers(it.span))
}

/// Whether a block shows a picture.
pub fn shows(document: &Document, options: &Options, block: usize) -> bool {
    document.pictures_of(block).any(|picture| shown(document, options, picture).is_some())
}

fn shown(document: &Document, options: &Options, picture: usize) -> Option<(u32, u32)> {
    options.pictures.as_ref()?.size(document, picture)
}

/// The rows of a block that is made of pictures, as far as anything is known of them.
pub fn rows(document: &Document, options: &Options, block: usize, shape: &Shape) -> Option<Vec<Row>> {
    let room = options.pictures.as_ref()?;
    let pictures = document.pictures_of(block);
    if !pictures.clone().any(|picture| room.known.contains_key(&picture)) {
        return None;
    }
    let mut rows = Vec::new();
    for picture in pictures {
        let Some(it) = document.pictures.get(picture) else { continue };
        let end = Span::new(it.span.end, it.span.end);
        if let Some(size) = room.size(document, picture) {
            let (columns, high) = room.fit(size, shape.width);
            for number in 0..high {
                let kind = RowKind::Picture { picture, row: number, rows: high };
                let mut row = plain_row(block, kind, if number == 0 { it.span } else { end }, options);
                row.at = it.span.start;
                // In lists and what is quoted it stands where words do.
                row.indent = if shape.indent > 0 { shape.indent } else { (shape.width - columns) / 2 };
                row.width = columns;
                if shape.repeats {
                    shape.marker(false).clone_into(&mut row.marker);
                }
                rows.push(row);
            }
        } else if !it.span.is_empty() {
            rows.extend(text_rows(document, options, block, it.span, shape));
            let next = document.pictures.get(picture + 1);
            let apart = next.is_none_or(|next| next.span.start > it.span.end);
            if let Some(Known::Hidden(Some(_))) = room.known.get(&picture).filter(|_| apart) {
                let mut row = plain_row(block, RowKind::Note { picture }, end, options);
                (row.indent, row.width) = (shape.indent, shape.width);
                rows.push(row);
            }
        }
    }
    if let Some(first) = rows.first_mut() {
        shape.marker(first.rtl).clone_into(&mut first.marker);
    }
    Some(rows)
}

/// Why a picture is not shown, as its row tells it.
pub fn note(options: Option<&Room>, picture: usize) -> Option<String> {
    match options?.known.get(&picture)? {
        Known::Hidden(Some(reason)) => Some(format!("not shown: {reason}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
