//! Tables: their rows are blocks of their own, cells divided by tabs. Columns are as wide as their words where there is
//! room, else their cells are wrapped; where even that cannot be read, each row is told as a record, a row a cell, with
//! the words of the head before it. Nothing is ever cut.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::cells::grapheme_width;
use super::wrap::{self, Fill, Line};
use super::{Options, Part, Row, RowKind, plain_row, shape};
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// What stands between two cells.
pub const BAR: &str = " │ ";

/// Width of [`BAR`], cells.
pub const BAR_WIDTH: u16 = 3;

/// Rows that are laid out together: longer tables have their columns piece by piece.
const PIECE: usize = 120;
/// How far up the start of a table is looked for, rows.
const REACH: usize = 10_000;
/// The longest word that keeps a column from becoming narrower, cells: longer ones are addresses and the like.
const WORD: u16 = 16;
/// Columns of which more are told as records.
const COLUMNS: usize = 40;
/// The narrowest column in which the words of the head stand before their cells.
const LABELLED: u16 = 16;

/// The piece of a table that was looked at last, for the rows that come next.
#[derive(Default)]
pub struct Last(Option<Table>);

impl Last {
    /// The piece that holds `block`, in `width` cells: always the same width.
    fn around(&mut self, document: &Document, block: usize, width: u16) -> &Table {
        let known = self.0.take().filter(|table| table.rows.contains(&block));
        self.0.insert(known.unwrap_or_else(|| Table::around(document, block, width)))
    }
}

/// How a piece of a table is laid out.
struct Table {
    /// The blocks that are laid out so.
    rows: Range<usize>,
    /// The block of its head, where it has one.
    head: Option<usize>,
    /// Widths of its columns; `None`: it is told as records.
    columns: Option<Vec<Column>>,
}

/// A column.
#[derive(Clone, Copy, Default)]
struct Column {
    /// Cells that its words have.
    width: u16,
    /// Numbers alone stand under its heading: they stand at the right.
    numbers: bool,
}

/// What the cells of a column need.
#[derive(Clone, Copy, Default)]
struct Need {
    /// All of the longest cell on one line.
    all: u16,
    /// The longest word.
    word: u16,
    numbers: u32,
    words: u32,
}

/// The rows of a row of a table, with what stands above it.
pub fn rows(document: &Document, options: &Options, block: usize, last: &mut Last) -> Vec<Row> {
    let Some(it) = document.blocks.get(block) else { return Vec::new() };
    let table = last.around(document, block, options.width.max(1));
    let mut rows = match &table.columns {
        Some(columns) => side_by_side(document, options, block, columns),
        None => record(document, options, block, table),
    };
    if rows.is_empty() {
        rows.push(plain_row(block, RowKind::Text, it.span, options));
    }
    let above = above(document, options, block, table, rows.len());
    let start = Span::new(it.span.start, it.span.start);
    if let Some(kind) = above {
        let mut row = plain_row(block, kind, start, options);
        if let (RowKind::Divider { .. }, Some(columns)) = (kind, &table.columns) {
            row.parts = parts(columns, it.span.start);
        }
        rows.insert(0, row);
    }
    rows
}

/// What stands above a row of a table, which itself takes `lines` rows.
fn above(document: &Document, options: &Options, block: usize, table: &Table, lines: usize) -> Option<RowKind> {
    if document.blocks.get(block).is_some_and(|block| block.continued) {
        return None;
    }
    let before = block.checked_sub(1).filter(|&before| row_of(document, before).is_some());
    let (Some(before), Some(columns)) = (before, &table.columns) else {
        let gap = before.is_some() || shape::has_gap(document, options, block);
        return gap.then_some(RowKind::Gap);
    };
    let head = |block: usize| row_of(document, block) == Some(true);
    match (head(before), head(block)) {
        (true, false) => Some(RowKind::Divider { line: true }),
        // Rows of several lines would run into one another.
        (false, false) if lines > 1 || side_by_side(document, options, before, columns).len() > 1 => {
            Some(RowKind::Divider { line: false })
        }
        (false, true) => Some(RowKind::Gap),
        _ => None,
    }
}

/// Whether a block is a row of a table; if so, whether it is a head.
fn row_of(document: &Document, block: usize) -> Option<bool> {
    match document.blocks.get(block)?.kind {
        BlockKind::TableRow(head) => Some(head),
        _ => None,
    }
}

impl Table {
    /// The piece of a table that holds `block`, in `width` cells.
    fn around(document: &Document, block: usize, width: u16) -> Self {
        let up = (0..block).rev().take(REACH).take_while(|&above| row_of(document, above).is_some()).count();
        let (start, known) = if up == REACH { (block - block % PIECE, false) } else { (block - up, true) };
        let head = (known && row_of(document, start) == Some(true)).then_some(start);
        let first = start + (block - start) / PIECE * PIECE;
        let piece = (first..first + PIECE).take_while(|&row| row_of(document, row).is_some());
        let end = first + piece.clone().count();
        // Far from its start a table is counted in another way: what comes before `block` may be nearer.
        let rows = if known { first..end.min(start + REACH) } else { block..end };
        let mut needs: Vec<Need> = Vec::new();
        for row in head.filter(|&head| head < first).into_iter().chain(piece) {
            for (column, cell) in cells(document, row).into_iter().enumerate() {
                if needs.len() <= column {
                    needs.push(Need::default());
                }
                if let Some(need) = needs.get_mut(column) {
                    need.take(cell.of(&document.text), row_of(document, row) == Some(true));
                }
            }
        }
        Self { rows, head, columns: fit(&needs, width) }
    }
}

impl Need {
    fn take(&mut self, cell: &str, head: bool) {
        self.all = self.all.max(text_width(cell));
        let words = cell.split_whitespace().map(text_width);
        self.word = self.word.max(words.max().unwrap_or(0));
        if !head && !cell.is_empty() {
            let number = is_number(cell);
            self.numbers += u32::from(number);
            self.words += u32::from(!number);
        }
    }

    /// The narrowest that its column may be.
    fn least(&self) -> u16 {
        self.word.clamp(1, WORD)
    }

    /// The same, where short cells stay whole.
    fn short(&self) -> u16 {
        if self.all <= WORD { self.all.max(1) } else { self.least() }
    }
}

/// Whether a cell holds a number and what goes with one: `1,024`, `–3.5 %`, `$ 12`, `—`.
fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let sign = |c: char| c.is_ascii_digit() || " .,:+-−–—±%$€£¥’'\u{a0}\u{202f}()".contains(c);
    cell.chars().all(sign) && (digits > 0 || cell.chars().count() == 1)
}

/// The columns, where their cells can be read side by side in `width` cells.
fn fit(needs: &[Need], width: u16) -> Option<Vec<Column>> {
    let bars = BAR_WIDTH.saturating_mul(u16::try_from(needs.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let room = width.checked_sub(bars).filter(|&room| room > 0 && needs.len() <= COLUMNS)?;
    let sum = |of: fn(&Need) -> u16| needs.iter().fold(0_u32, |sum, need| sum + u32::from(of(need)));
    let column = |need: &Need, width: u16| Column { width, numbers: need.numbers > 0 && need.words == 0 };
    if sum(|need| need.all) <= u32::from(room) {
        return Some(needs.iter().map(|need| column(need, need.all)).collect());
    }
    if let [need] = needs {
        return Some(vec![column(need, room)]);
    }
    // Names and the like stay on one line where there is room for that.
    let short = sum(Need::short) <= u32::from(room);
    let least = |need: &Need| if short { need.short() } else { need.least() };
    let spare = u32::from(room).checked_sub(sum(if short { Need::short } else { Need::least }))?;
    // What is left goes to each as it has more words than fit: so all cells become about equally high.
    let wish = |need: &Need| u32::from(need.all.saturating_sub(least(need)));
    let wishes = needs.iter().map(wish).sum::<u32>().max(1);
    let (mut so_far, mut given) = (0, 0);
    let columns = needs.iter().map(|need| {
        so_far += wish(need);
        let part = (u64::from(spare) * u64::from(so_far) / u64::from(wishes)) as u32 - given;
        given += part;
        column(need, least(need) + part as u16)
    });
    Some(columns.collect())
}

/// The cells of a row, without white space around them.
fn cells(document: &Document, block: usize) -> Vec<Span> {
    let Some(row) = document.blocks.get(block).map(|block| block.span) else { return Vec::new() };
    let mut start = row.start;
    let cell = |cell: &str| {
        let words = cell.trim();
        let from = start + (cell.len() - cell.trim_start().len()).min(cell.len() - words.len());
        start += cell.len() + 1;
        Span::new(from, from + words.len())
    };
    row.of(&document.text).split('\t').map(cell).collect()
}

/// Empty parts, one a column.
fn parts(columns: &[Column], at: usize) -> Vec<Part> {
    let mut x = 0;
    let part = |column: &Column| {
        let part = Part { span: Span::new(at, at), x, width: column.width, lead: 0, hyphen: false };
        x += column.width + BAR_WIDTH;
        part
    };
    columns.iter().map(part).collect()
}

fn wrapped(document: &Document, options: &Options, cell: Span, width: u16) -> Vec<Line> {
    let fill = Fill { width: width.max(1), first: 0, table: false, language: options.hyphenate };
    wrap::prose(&document.text, cell, &fill)
}

/// A row whose cells stand side by side.
fn side_by_side(document: &Document, options: &Options, block: usize, columns: &[Column]) -> Vec<Row> {
    let lines = |(cell, column): (Span, &Column)| {
        if cell.is_empty() { Vec::new() } else { wrapped(document, options, cell, column.width) }
    };
    let cells: Vec<Vec<Line>> = cells(document, block).into_iter().zip(columns).map(lines).collect();
    let Some(highest) = cells.iter().max_by_key(|lines| lines.len()) else { return Vec::new() };
    let mut rows = Vec::new();
    for nth in 0..highest.len() {
        // A byte of its own: where the line of the highest cell starts.
        let at = highest.get(nth).map_or(0, |line| line.span.start);
        let mut parts = parts(columns, at);
        let mut whole: Option<Span> = None;
        for (part, (lines, column)) in parts.iter_mut().zip(cells.iter().zip(columns)) {
            if let Some(line) = lines.get(nth) {
                (part.span, part.hyphen) = (line.span, line.hyphen);
                part.lead = if column.numbers { column.width.saturating_sub(line.used) } else { 0 };
                whole = Some(whole.map_or(line.span, |whole| whole.join(line.span)));
            }
        }
        let mut row = plain_row(block, RowKind::Text, whole.unwrap_or_default(), options);
        (row.at, row.parts) = (if nth == 0 { row.span.start } else { at }, parts);
        rows.push(row);
    }
    rows
}

/// A row that is told cell by cell; of a head, its words one after the other.
fn record(document: &Document, options: &Options, block: usize, table: &Table) -> Vec<Row> {
    let Some(it) = document.blocks.get(block) else { return Vec::new() };
    let width = options.width.max(1);
    let mut rows = Vec::new();
    let mut push = |line: Line, indent: u16, marker: &str| {
        let mut row = plain_row(block, RowKind::Text, line.span, options);
        (row.indent, row.width, row.hyphen) = (indent, width - indent, line.hyphen);
        marker.clone_into(&mut row.marker);
        rows.push(row);
    };
    if table.head == Some(block) {
        let fill = Fill { width, first: 0, table: true, language: options.hyphenate };
        for line in wrap::prose(&document.text, it.span, &fill) {
            push(line, 0, "");
        }
        return rows;
    }
    let labels = labels(document, table, width);
    let most = labels.iter().map(|label| text_width(label)).max().unwrap_or(0);
    for (nth, cell) in cells(document, block).into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let indent = match most {
            0 if nth == 0 || width < LABELLED => 0,
            0 => 2,
            most => most + 1,
        };
        for (line, part) in wrapped(document, options, cell, width - indent).into_iter().enumerate() {
            let label = labels.get(nth).filter(|_| line == 0).map_or("", String::as_str);
            push(part, indent, label);
        }
    }
    rows
}

/// The words of the head as they stand before the cells of records: short where they are long, since the head itself
/// is shown in full.
fn labels(document: &Document, table: &Table, width: u16) -> Vec<String> {
    let Some(head) = table.head.filter(|_| width >= LABELLED) else { return Vec::new() };
    let most = width / 3;
    let label = |cell: Span| {
        let words = cell.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = crate::display::safe(&words).into_owned();
        let label = super::credit::cut(&words, most - 1);
        if label.is_empty() || label.ends_with('…') { label } else { label + ":" }
    };
    cells(document, head).into_iter().map(label).collect()
}

/// Cells that words take on one line.
pub fn text_width(words: &str) -> u16 {
    if words.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return u16::try_from(words.len()).unwrap_or(u16::MAX);
    }
    words.graphemes(true).fold(0, |sum, grapheme| sum.saturating_add(grapheme_width(grapheme, u16::MAX)))
}

#[cfg(test)]
mod tests;
