//! Words that run from right to left: which blocks do, and the order in which the eye reads their cells (UAX #9).
//!
//! Terminals disagree: some put such words in order themselves, most show cells as they come. So the order of the text is
//! kept unless one asks for that of the eye.

use std::borrow::Cow;

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};

use super::cells::Cell;
use super::grapheme::graphemes;
use crate::document::BlockKind;
use crate::span::Span;

/// Bytes that are looked at for a first letter that has a direction.
const HEAD: usize = 400;

/// Whether a block runs from right to left: its first letter with a direction says so.
pub fn is_rtl(kind: BlockKind, words: &str) -> bool {
    if matches!(kind, BlockKind::Code | BlockKind::TableRow(_) | BlockKind::Rule) || words.is_ascii() {
        return false;
    }
    let end = (0..=HEAD.min(words.len())).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
    get_base_direction(words.get(..end).unwrap_or_default()) == Direction::Rtl
}

/// Puts the cells of a row in the order of the eye.
pub fn reorder(cells: Vec<Cell<'_>>, rtl: bool) -> Vec<Cell<'_>> {
    let text: String = cells.iter().map(|cell| cell.text.as_ref()).collect();
    if text.is_ascii() {
        return cells;
    }
    let info = BidiInfo::new(&text, Some(if rtl { Level::rtl() } else { Level::ltr() }));
    if !info.has_rtl() {
        return cells;
    }
    let mut at = 0;
    let mut levels = Vec::with_capacity(cells.len());
    for cell in &cells {
        levels.push(info.levels.get(at).copied().unwrap_or_else(Level::ltr));
        at += cell.text.len();
    }
    let order = BidiInfo::reorder_visual(&levels);
    let mut slots: Vec<Option<Cell>> = cells.into_iter().map(Some).collect();
    let visual = order.into_iter().filter_map(|from| {
        let mut cell = slots.get_mut(from)?.take()?;
        if levels.get(from).is_some_and(Level::is_rtl)
            && let Some(other) = mirrored(&cell.text)
        {
            cell.text = Cow::Borrowed(other);
        }
        Some(cell)
    });
    visual.collect()
}

/// The graphemes of a line of their own, in the order of the eye: which one of the line each is, and how it is shown.
pub fn in_order_of_the_eye(words: &str) -> Vec<(usize, Cow<'_, str>)> {
    let cell = |(nth, (_, grapheme))| Cell {
        text: Cow::Borrowed(grapheme),
        span: Span::new(nth, nth),
        width: 1,
        drawn: false,
    };
    let cells = graphemes(words).enumerate().map(cell).collect();
    reorder(cells, false).into_iter().map(|cell| (cell.span.start, cell.text)).collect()
}

/// Brackets face the other way where the words do.
fn mirrored(grapheme: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 6] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›")];
    PAIRS.iter().find_map(|&(open, close)| match grapheme {
        it if it == open => Some(close),
        it if it == close => Some(open),
        _ => None,
    })
}
