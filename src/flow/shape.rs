//! How a block sits in the column: its indent, its marker, the gap above it.

use super::table::text_width;
use super::{Options, picture};
use crate::document::{Block, BlockKind, Document};

/// How a block sits in the column.
pub struct Shape {
    /// Cells left free on the left.
    pub indent: u16,
    /// Cells for its words.
    pub width: u16,
    /// Bullet, number or bars.
    marker: String,
    /// The marker stands on every row.
    pub repeats: bool,
    /// The same on the right of words that run from right to left.
    mirrored: Option<String>,
}

impl Shape {
    /// All of the column.
    const fn plain(width: u16) -> Self {
        Self { indent: 0, width, marker: String::new(), repeats: false, mirrored: None }
    }

    /// The marker, for words that run this way.
    pub fn marker(&self, rtl: bool) -> &str {
        self.mirrored.as_ref().filter(|_| rtl).unwrap_or(&self.marker)
    }
}

/// The shape of a block in a column of `width` cells.
pub fn of(document: &Document, block: usize, width: u16) -> Shape {
    let Some(block) = document.blocks.get(block) else { return Shape::plain(width) };
    let depth = u16::from(block.depth.min(8));
    let nested = 2 * depth.saturating_sub(1);
    let (indent, marker, repeats) = match block.kind {
        BlockKind::ListItem(_) => {
            let marker = document.item_mark(block).unwrap_or_default().into_owned();
            let cells = text_width(&marker) + 1;
            (nested + cells.max(3), marker, false)
        }
        BlockKind::BlockQuote => (2 * depth.max(1), vec!["▎"; usize::from(depth.max(1))].join(" "), true),
        BlockKind::PullQuote => (if width >= 40 { 4 } else { 2 }, String::new(), false),
        BlockKind::Code => (2, String::new(), false),
        BlockKind::Paragraph if depth > 0 => (nested + 3, String::new(), false),
        _ => (0, String::new(), false),
    };
    // In a very narrow column words come first.
    if indent + 8 > width {
        return Shape::plain(width);
    }
    let mirrored = matches!(block.kind, BlockKind::ListItem(_)).then(|| mirrored(&marker));
    Shape { indent, width: width - indent, marker, repeats, mirrored }
}

/// A marker on the right of words that run from right to left: what ends it stands on its left.
fn mirrored(marker: &str) -> String {
    let inner = marker.trim_end_matches(['.', ')']);
    let ending = marker.get(inner.len()..).unwrap_or("");
    let ending: String = ending.chars().rev().map(|c| if c == ')' { '(' } else { c }).collect();
    match inner.strip_prefix('(').filter(|_| ending == "(") {
        Some(inner) => format!("({inner})"),
        None => ending + inner,
    }
}

/// Cells by which a paragraph's first row stands further in, where paragraphs have no blank rows between them.
const INDENT: u16 = 2;

/// Whether two blocks are paragraphs of running text, one after the other.
fn run_on(before: &Block, block: &Block) -> bool {
    let running = |block: &Block| block.kind == BlockKind::Paragraph && block.depth == 0 && !block.lines;
    running(before) && running(block)
}

/// Cells by which the first row of a block stands further in than the others.
pub fn first_indent(document: &Document, options: &Options, block: usize, width: u16) -> u16 {
    let before = picture::before(document, options, block).and_then(|before| document.blocks.get(before));
    let indents = options.indents;
    match (before, document.blocks.get(block)) {
        (Some(before), Some(block)) if indents && width >= 20 && !block.continued && run_on(before, block) => {
            if super::kept::keeps_lines(document, options, block) {
                0
            } else {
                INDENT
            }
        }
        _ => 0,
    }
}

/// Whether rows of such a block may be stretched.
pub const fn can_stretch(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::BlockQuote | BlockKind::Footnote)
}

/// The shape of the blank row above a block: within what is quoted its bars go on.
pub fn of_gap(document: &Document, options: &Options, block: usize) -> Shape {
    let width = options.width.max(1);
    let quote = |&block: &usize| document.blocks.get(block).filter(|block| block.kind == BlockKind::BlockQuote);
    let both = [picture::before(document, options, block).unwrap_or(block), block];
    if both.iter().all(|block| quote(block).is_some()) {
        let outer = both.into_iter().min_by_key(|block| quote(block).map(|block| block.depth));
        return of(document, outer.unwrap_or(block), width);
    }
    Shape::plain(width)
}

/// Whether a blank row stands above a block.
pub fn has_gap(document: &Document, options: &Options, block: usize) -> bool {
    let Some(index) = picture::before(document, options, block) else { return false };
    let Some(before) = document.blocks.get(index) else { return false };
    if picture::is_caption(document, options, index, block) {
        return false;
    }
    // Around a picture there is room.
    let pictures = [index, block].into_iter().any(|block| picture::shows(document, options, block));
    let indents = options.indents && !pictures;
    if options.lines && document.lines && !pictures {
        return document.blocks.get(block).is_some_and(|block| super::kept::is_apart(document, before, block));
    }
    document
        .blocks
        .get(block)
        .is_some_and(|block| !(block.continued || joins(before, block) || indents && run_on(before, block)))
}

/// Blocks that stand without a gap between them.
fn joins(before: &Block, block: &Block) -> bool {
    matches!(
        (before.kind, block.kind),
        (BlockKind::ListItem(_), BlockKind::ListItem(_))
            | (BlockKind::TableRow(_), BlockKind::TableRow(_))
            | (BlockKind::Footnote, BlockKind::Footnote)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Metadata};
    use crate::span::Span;

    #[test]
    fn markers_that_run_the_other_way() {
        for (marker, other) in [("3.", ".3"), ("a)", "(a"), ("(iv)", "(iv)"), ("1.2", "1.2"), ("•", "•"), ("", "")]
        {
            assert_eq!(mirrored(marker), other);
        }
    }

    #[test]
    fn items_have_the_marks_of_their_document() {
        let mut builder = Builder::over("one two".to_owned(), Metadata::default());
        for span in [Span::new(0, 3), Span::new(4, 7)] {
            builder.block(BlockKind::ListItem(Some(1)), span, 1);
        }
        builder.mark_item(1, Some("Part IV".to_owned()));
        let document = builder.build();
        let shape = |block, width| of(&document, block, width);
        assert_eq!((shape(0, 40).marker(false), shape(0, 40).indent), ("1.", 3));
        assert_eq!((shape(1, 40).marker(false), shape(1, 40).indent), ("Part IV", 8));
        assert_eq!((shape(1, 15).marker(false), shape(1, 15).indent), ("", 0));
    }
}
