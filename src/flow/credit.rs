//! The rows under the title: who wrote the article, where, when. They stand on the white space behind the title, so that
//! each has a byte of its own; of more words than fit there the end is cut with `…`.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::cells::{Cell, grapheme_width};
use super::table::text_width;
use super::wrap::{self, Fill};
use super::{Options, Row, RowKind, bidi, plain_row};
use crate::display::safe;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// A title is one of the first blocks.
const FIRST: usize = 3;
/// How many blocks behind the title are looked at for what they tell already, and how long such a block is at most.
const NEAR: (usize, usize) = (4, 200);
/// Between who, where and when.
const DOT: &str = " · ";

/// The rows under a block: none, unless it is the title.
pub fn rows(document: &Document, options: &Options, block: usize) -> Vec<Row> {
    let Some(it) = document.blocks.get(block).filter(|_| is_title(document, block)) else { return Vec::new() };
    let rtl = bidi::is_rtl(it.kind, it.span.of(&document.text));
    let lines = lines(document, block, options.width.max(1));
    let row = |(nth, line): (usize, String)| {
        let at = it.span.end + nth;
        let mut row = plain_row(block, RowKind::Credit, Span::new(at, at), options);
        row.rtl = rtl;
        if rtl {
            row.indent = row.width.saturating_sub(text_width(&line));
        }
        row
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// The cells of such a row.
pub fn cells<'a>(document: &Document, row: &Row) -> Vec<Cell<'a>> {
    let Some(end) = document.blocks.get(row.block).map(|block| block.span.end) else { return Vec::new() };
    let Some(line) = lines(document, row.block, row.width).into_iter().nth(row.at.saturating_sub(end)) else {
        return Vec::new();
    };
    let cell = |grapheme: &str| Cell {
        text: Cow::Owned(grapheme.to_owned()),
        span: row.span,
        width: grapheme_width(grapheme, u16::MAX),
        drawn: false,
    };
    let cells: Vec<Cell> = line.graphemes(true).map(cell).collect();
    if row.reorder { bidi::reorder(cells, row.rtl) } else { cells }
}

/// Whether a block is the title of the article.
fn is_title(document: &Document, block: usize) -> bool {
    let before = document.blocks.iter().take(block.min(2 * FIRST));
    // Pictures may stand in front of it.
    let first = block < 2 * FIRST && before.filter(|before| before.kind != BlockKind::Picture).count() < FIRST;
    let title = document.metadata.title.as_deref().filter(|_| first);
    let (Some(title), Some(it)) = (title, document.blocks.get(block)) else { return false };
    it.kind == BlockKind::Heading(1) && same(title, it.span.of(&document.text))
}

fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

/// What the rows say, safe: as few rows as it takes, at most as many as there are bytes behind the title. Of what does not
/// fit there the first parts are kept, and a `…` tells that there is more.
fn lines(document: &Document, block: usize, width: u16) -> Vec<String> {
    let parts = parts(document, block);
    let end = document.blocks.get(block).map_or(0, |block| block.span.end);
    let next = document.blocks.get(block + 1).map_or(end + 1, |next| next.span.start);
    let most = next.saturating_sub(end).max(1);
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let fits = |line: &str| text_width(line) <= width;
    if parts.len() > 1 && !fits(&parts.join(DOT)) && most > 1 && fits(first) && fits(&rest.join(DOT)) {
        return vec![first.clone(), rest.join(DOT)];
    }
    for count in (1..=parts.len()).rev() {
        let more = if count < parts.len() { " …" } else { "" };
        let words = parts.iter().take(count).map(String::as_str).collect::<Vec<_>>().join(DOT) + more;
        let lines = wrapped(&words, width);
        if lines.len() <= most {
            return lines;
        }
    }
    let mut lines = wrapped(first, width);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        *last = cut(&format!("{last} …"), width);
    }
    lines
}

fn wrapped(words: &str, width: u16) -> Vec<String> {
    let fill = Fill { width, first: 0, table: false, language: None };
    let lines = wrap::prose(words, Span::new(0, words.len()), &fill);
    // Where a row ends, no dot is needed.
    lines.into_iter().map(|line| line.span.of(words).trim_matches([' ', '·']).to_owned()).collect()
}

/// Who, where and when, as far as what follows the title does not say it.
fn parts(document: &Document, block: usize) -> Vec<String> {
    let near = document.blocks.iter().skip(block + 1).take(NEAR.0).map(|block| block.span);
    let near: Vec<&str> = near.filter(|span| span.len() <= NEAR.1).map(|span| span.of(&document.text)).collect();
    let told = |part: &str| near.iter().any(|words| words.to_lowercase().contains(&part.to_lowercase()));
    let known = document.metadata.credit().into_iter();
    let parts = known.filter(|part| !told(part.written) && !told(&part.shown));
    parts.map(|part| safe(&part.shown).into_owned()).collect()
}

/// Words cut to `width` cells, with `…` where some are missing.
pub fn cut(words: &str, width: u16) -> String {
    if text_width(words) <= width {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for grapheme in words.graphemes(true) {
        used += grapheme_width(grapheme, u16::MAX);
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end_matches([' ', ',']).len());
    out + "…"
}
