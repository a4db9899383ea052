//! The map line: the whole article in one row of cells, each cell as high as its part is quoted and in the colour of who
//! is quoted most there. Knows nothing of glyphs or colours.

use std::collections::HashMap;

use crate::span::Span;

use super::filter::Who;

/// Cells of the map line that are not the map: a space, the percentage, spaces around it.
pub const AROUND: usize = 7;

/// One cell of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// 0: nothing is quoted here; 8: all of it.
    pub height: u8,
    /// Whose quotations fill most of it.
    pub who: Who,
    /// Most of what they say here is reported, and not between marks.
    pub reported: bool,
}

/// A piece of the text that is quoted.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// The piece.
    pub span: Span,
    /// Who says it.
    pub who: Who,
    /// It is reported, and not between marks.
    pub reported: bool,
}

/// The map of a text of `length` bytes in `width` cells; `pieces` are quoted, and must not overlap.
pub fn map(length: usize, width: usize, pieces: impl Iterator<Item = Piece>) -> Vec<Tick> {
    let mut ticks = vec![Tick::default(); width];
    if length == 0 || width == 0 {
        return ticks;
    }
    let cell_start = |cell: usize| (cell as u128 * length as u128 / width as u128) as usize;
    // By speaker: how much of a cell they fill, and how much of that is reported.
    let mut shares: Vec<HashMap<Who, (usize, usize)>> = vec![HashMap::new(); width];
    for Piece { span, who, reported } in pieces {
        let start = span.start.min(length - 1);
        let end = span.end.clamp(start + 1, length);
        for cell in cell_of(start, length, width)..=cell_of(end - 1, length, width) {
            let (from, to) = (cell_start(cell).max(start), cell_start(cell + 1).min(end));
            if let Some(share) = shares.get_mut(cell) {
                let bytes = to.saturating_sub(from).max(1);
                let (all, indirect) = share.entry(who).or_default();
                *all += bytes;
                *indirect += if reported { bytes } else { 0 };
            }
        }
    }
    for (cell, share) in shares.iter().enumerate() {
        let quoted: usize = share.values().map(|(all, _)| all).sum();
        let most = share.iter().max_by_key(|&(&who, &(all, _))| (all, std::cmp::Reverse(who)));
        if let (Some((&who, &(all, indirect))), Some(tick)) = (most, ticks.get_mut(cell)) {
            let whole = (cell_start(cell + 1) - cell_start(cell)).max(1);
            let height = (quoted * 8).div_ceil(whole).clamp(1, 8) as u8;
            *tick = Tick { height, who, reported: indirect * 2 > all };
        }
    }
    ticks
}

/// The cell of the map that stands for `offset`.
pub fn cell_of(offset: usize, length: usize, width: usize) -> usize {
    if length == 0 || width == 0 {
        return 0;
    }
    // The last cell that starts at or before the offset.
    let cell = ((offset as u128 + 1) * width as u128).div_ceil(length as u128) as usize;
    cell.saturating_sub(1).min(width - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::ActorId;

    fn quotation(start: usize, end: usize, actor: u32) -> Piece {
        Piece { span: Span::new(start, end), who: Who::Actor(ActorId(actor)), reported: start == 55 }
    }

    #[test]
    fn ticks_stand_where_quotations_do() {
        let quotations = [quotation(0, 10, 0), quotation(55, 56, 1), quotation(90, 97, 0), quotation(97, 100, 1)];
        let ticks = map(100, 10, quotations.into_iter());
        let heights: Vec<u8> = ticks.iter().map(|tick| tick.height).collect();
        assert_eq!(heights, [8, 0, 0, 0, 0, 1, 0, 0, 0, 8]);
        assert_eq!(ticks[5].who, Who::Actor(ActorId(1)));
        assert_eq!(ticks[9].who, Who::Actor(ActorId(0)));
        assert!(ticks[5].reported && !ticks[9].reported);
    }

    #[test]
    fn any_size_of_text_and_map() {
        for (length, width) in [(0, 5), (5, 0), (1, 80), (3, 80), (80, 80), (79, 80), (1_000_000, 7)] {
            let ticks = map(length, width, [quotation(0, 2, 0), quotation(7, 9, 0)].into_iter());
            assert_eq!(ticks.len(), width);
            for offset in 0..length.min(200) {
                assert!(cell_of(offset, length, width) < width.max(1));
            }
        }
        assert_eq!(cell_of(99, 100, 10), 9);
        assert_eq!(cell_of(10, 100, 10), 1);
        assert_eq!(cell_of(9, 100, 10), 0);
    }
}
