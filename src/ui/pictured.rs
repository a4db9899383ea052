//! Which cells of a frame are left to pictures. Cells of a buffer hold no pictures: this table goes from the drawing to
//! the terminal beside them, so that no text can be taken for one. What is drawn over a picture takes its cells away.

use std::collections::BTreeMap;

/// What a cell shows of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The index of the picture in the document that is shown.
    pub picture: usize,
    /// How many columns it is wide.
    pub columns: u16,
    /// How many rows it is high.
    pub rows: u16,
    /// Which row of it.
    pub row: u16,
    /// Which column of it.
    pub column: u16,
}

/// A part of a row of a picture, in a row of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strip {
    /// The row of the screen.
    pub y: u16,
    /// The first column of the screen.
    pub x: u16,
    /// How many columns are seen.
    pub width: u16,
    /// The index of the picture in the document that is shown.
    pub picture: usize,
    /// How many columns the picture is wide, and how many rows high.
    pub size: (u16, u16),
    /// Which row of it, and from which of its columns on.
    pub from: (u16, u16),
}

/// The cells that are left to pictures.
#[derive(Clone, Debug, Default)]
pub struct Pictured {
    /// By row and column.
    cells: BTreeMap<(u16, u16), Piece>,
}

impl Pictured {
    /// Leaves a cell to a picture.
    pub(super) fn put(&mut self, x: u16, y: u16, piece: Piece) {
        self.cells.insert((y, x), piece);
    }

    /// Something else is drawn on a cell.
    pub(super) fn forget(&mut self, x: u16, y: u16) {
        if !self.cells.is_empty() {
            self.cells.remove(&(y, x));
        }
    }

    /// What is seen of pictures, in order of rows.
    pub fn strips(&self) -> Vec<Strip> {
        let mut strips: Vec<Strip> = Vec::new();
        for (&(y, x), piece) in &self.cells {
            if let Some(last) = strips.last_mut()
                && (last.y, last.x + last.width) == (y, x)
                && (last.picture, last.size) == (piece.picture, (piece.columns, piece.rows))
                && (last.from.0, last.from.1 + last.width) == (piece.row, piece.column)
            {
                last.width += 1;
                continue;
            }
            let size = (piece.columns, piece.rows);
            strips.push(Strip { y, x, width: 1, picture: piece.picture, size, from: (piece.row, piece.column) });
        }
        strips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_over_a_picture_parts_its_rows() {
        let mut pictured = Pictured::default();
        for row in 0..2 {
            for column in 0..6 {
                let piece = Piece { picture: 3, columns: 6, rows: 4, row: row + 2, column };
                pictured.put(10 + column, row, piece);
            }
        }
        let strip = |y, x, width, from| Strip { y, x, width, picture: 3, size: (6, 4), from };
        assert_eq!(pictured.strips(), [strip(0, 10, 6, (2, 0)), strip(1, 10, 6, (3, 0))]);
        for x in 12..14 {
            pictured.forget(x, 1);
        }
        assert_eq!(pictured.strips(), [strip(0, 10, 6, (2, 0)), strip(1, 10, 2, (3, 0)), strip(1, 14, 2, (3, 4))]);
        assert!(Pictured::default().strips().is_empty());
    }
}
