//! Rows of blocks whose lines are shown as they are in the text. Which blocks those are, where their lines begin, and
//! where blank lines stand between them.

use super::Options;
use super::cells::grapheme_width;
use super::grapheme::graphemes;
use super::wrap::{self, Line};
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;

/// White space before a line beyond this is not counted, bytes.
const INDENT: usize = 400;
/// Cells by which the rest of a line that is too long stands further in.
const HANG: u16 = 2;

/// Whether the lines of a block are shown as they are in the text.
pub const fn keeps_lines(document: &Document, options: &Options, block: &Block) -> bool {
    let words = !matches!(block.kind, BlockKind::Code | BlockKind::TableRow(_) | BlockKind::Rule | BlockKind::Picture);
    words && (block.lines || options.lines && document.lines)
}

/// The rows of a block, at least one: its lines with the white space before them, broken where they are too wide.
pub fn lines(text: &str, span: Span, width: u16) -> Vec<Line> {
    let mut rows = Vec::new();
    let words = span.of(text);
    let end = if words.contains('\n') { '\n' } else { '\r' };
    let mut start = span.start;
    for line in words.split(end) {
        let trimmed = line.trim();
        let first = start + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            let indent = indent(text, first).min(width / 2);
            push(&mut rows, text, Span::new(first, first + trimmed.len()), width, indent);
        }
        start += line.len() + 1;
    }
    if rows.is_empty() { wrap::code(text, span, width) } else { rows }
}

fn push(rows: &mut Vec<Line>, text: &str, line: Span, width: u16, indent: u16) {
    let room = (width - indent).max(1);
    let hang = if room > 2 * HANG { HANG } else { 0 };
    let mut pieces = wrap::code(text, line, room);
    if pieces.len() > 1 {
        pieces = wrap::code(text, line, room - hang);
    }
    rows.extend(pieces.into_iter().map(|piece| {
        let indent = indent + if piece.goes_on { hang } else { 0 };
        let used = graphemes(piece.span.of(text)).map(|(_, grapheme)| grapheme_width(grapheme, room)).sum();
        Line { used, indent, ..piece }
    }));
}

/// Cells of white space between the start of the line and `first`, where nothing else stands there.
fn indent(text: &str, first: usize) -> u16 {
    let near = text.as_bytes().get(first.saturating_sub(INDENT)..first).unwrap_or_default();
    let before = near.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    if !before.iter().all(u8::is_ascii_whitespace) {
        return 0;
    }
    before.iter().fold(0, |cells: u16, byte| match byte {
        b' ' => cells + 1,
        b'\t' => cells + 8 - cells % 8,
        _ => 0,
    })
}

/// Whether a blank line stands between two blocks in the text.
pub fn is_apart(document: &Document, before: &Block, block: &Block) -> bool {
    let between = document.text.get(before.span.end..block.span.start).unwrap_or_default();
    let ends = |end| memchr::memchr_iter(end, between.as_bytes()).take(2).count();
    ends(b'\n').max(ends(b'\r')) > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, start: usize, width: u16) -> Vec<(u16, &str)> {
        let rows = lines(text, Span::new(start, text.trim_end().len()), width);
        rows.iter().map(|row| (row.indent, row.span.of(text))).collect()
    }

    #[test]
    fn lines_keep_their_indent_and_their_blanks() {
        let text = "  Rain on the quay,\n      rain  on the pier,\n\tand no boat.\n";
        let expected = [(2, "Rain on the quay,"), (6, "rain  on the pier,"), (8, "and no boat.")];
        assert_eq!(rows(text, 2, 40), expected);
        assert_eq!(rows("One.\rTwo.", 0, 40), [(0, "One."), (0, "Two.")]);
        assert_eq!(rows("> One.\r\n> Two.", 2, 40), [(0, "One."), (0, "> Two.")]);
    }

    #[test]
    fn the_rest_of_a_long_line_stands_further_in() {
        let text = "    Rain on the quay and rain on the pier";
        assert_eq!(rows(text, 4, 24), [(4, "Rain on the quay "), (6, "and rain on the "), (6, "pier")]);
        let narrow = rows(text, 4, 1);
        assert!(narrow.iter().all(|&(indent, _)| indent == 0));
    }
}
