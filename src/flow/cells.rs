//! The cells of a row: graphemes as they are shown.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::grapheme::graphemes;
use super::table::{self, BAR, BAR_WIDTH};
use super::wrap::is_collapsible;
use super::{Row, RowKind};
use super::{bidi, credit};
use crate::display::{is_unseen, placeholder, safe};
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
    /// It is a line of a table, or the room beside one, and no word.
    pub drawn: bool,
}

impl<'a> Cell<'a> {
    /// Something that is no word.
    fn drawn(text: String, at: usize) -> Self {
        let width = table::text_width(&text);
        Self { text: Cow::Owned(text), span: Span::new(at, at), width, drawn: true }
    }

    /// Words that are not in the text, or stand for more than one grapheme.
    fn of(text: impl Into<Cow<'a, str>>, span: Span, width: u16) -> Self {
        Self { text: text.into(), span, width, drawn: false }
    }
}

/// The cells of a row, in order; together no wider than the row.
pub fn cells<'a>(document: &'a Document, row: &Row) -> Vec<Cell<'a>> {
    match row.kind {
        RowKind::Gap | RowKind::Rule | RowKind::Picture { .. } | RowKind::Note { .. } => Vec::new(),
        RowKind::Credit => credit::cells(document, row),
        RowKind::Divider { line } => divider(row, line),
        RowKind::Text if !row.parts.is_empty() => side_by_side(document, row),
        RowKind::Text => {
            let mut out = words(document, row, row.span, row.width);
            if row.hyphen {
                out.push(hyphen(row.span.end));
            }
            if row.stretch {
                stretch(&mut out, row.width);
            }
            in_order(out, row)
        }
    }
}

/// Cells as the eye reads them, without marks that only say how.
fn in_order<'a>(cells: Vec<Cell<'a>>, row: &Row) -> Vec<Cell<'a>> {
    let mut out = if row.reorder { bidi::reorder(cells, row.rtl) } else { cells };
    out.retain(|cell| cell.width > 0);
    out
}

fn hyphen<'a>(at: usize) -> Cell<'a> {
    Cell::of("-", Span::new(at, at), 1)
}

/// Words of a row. Marks of a direction are kept, without a width, for those who put cells in order.
fn words<'a>(document: &'a Document, row: &Row, span: Span, width: u16) -> Vec<Cell<'a>> {
    let kind = document.blocks.get(row.block).map(|block| block.kind);
    let table = matches!(kind, Some(BlockKind::TableRow(_)));
    let text = span.of(&document.text);
    let mut out: Vec<Cell> = Vec::with_capacity(text.len());
    let mut space: Option<Span> = None;
    for (at, grapheme) in graphemes(text) {
        let here = Span::new(span.start + at, span.start + at + grapheme.len());
        if !row.verbatim && grapheme.chars().all(is_collapsible) {
            space = Some(space.map_or(here, |space| space.join(here)));
            continue;
        }
        if let Some(space) = space.take() {
            let bar = table && width >= BAR_WIDTH && space.of(&document.text).contains('\t');
            let (text, cells) = if bar { (BAR, BAR_WIDTH) } else { (" ", 1) };
            out.push(Cell { drawn: bar, ..Cell::of(text, space, cells) });
        }
        match grapheme_width(grapheme, width) {
            0 if row.reorder => out.push(Cell::of(grapheme, here, 0)),
            0 => {}
            cells => out.push(Cell::of(shown(grapheme, width), here, cells)),
        }
    }
    out
}

/// The cells of a table's columns, with bars between them.
fn side_by_side<'a>(document: &'a Document, row: &Row) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    let mut used = 0_u16;
    for (nth, part) in row.parts.iter().enumerate() {
        if nth > 0 {
            let pad = part.x.saturating_sub(used + BAR_WIDTH);
            out.push(Cell::drawn(" ".repeat(usize::from(pad)) + BAR, part.span.start));
            used += pad + BAR_WIDTH;
        }
        if part.lead > 0 && !part.span.is_empty() {
            out.push(Cell::drawn(" ".repeat(usize::from(part.lead)), part.span.start));
            used += part.lead;
        }
        let mut words = words(document, row, part.span, part.width);
        if part.hyphen {
            words.push(hyphen(part.span.end));
        }
        let words = in_order(words, row);
        used += words.iter().map(|cell| cell.width).sum::<u16>();
        out.extend(words);
    }
    out
}

/// What parts two rows of a table.
fn divider<'a>(row: &Row, line: bool) -> Vec<Cell<'a>> {
    let (fill, joint) = if line { ("─", "─┼─") } else { (" ", BAR) };
    let mut text = String::new();
    for (nth, part) in row.parts.iter().enumerate() {
        text.push_str(if nth > 0 { joint } else { "" });
        text.push_str(&fill.repeat(usize::from(part.width)));
    }
    vec![Cell::drawn(text, row.at)]
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

/// What is shown for a grapheme in a column of `width` cells.
fn shown(grapheme: &str, width: u16) -> Cow<'_, str> {
    match natural_width(grapheme) {
        0 => Cow::Borrowed("·"),
        cells if cells > width => Cow::Borrowed(TOO_WIDE),
        _ if grapheme == "\t" => Cow::Borrowed("  "),
        _ => safe(grapheme),
    }
}

/// How many cells a grapheme takes in a column of `width` cells: at least one, at most `width`; none where it is unseen.
pub fn grapheme_width(grapheme: &str, width: u16) -> u16 {
    match natural_width(grapheme) {
        0 if grapheme.chars().all(is_unseen) => 0,
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
