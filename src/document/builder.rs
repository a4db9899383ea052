//! Builds a [`Document`]: the sole owner of offsets while a format is parsed.

use super::{Block, BlockKind, Document, Inline, Metadata, Picture, Styled, picture};
use crate::span::Span;

/// The longest block, bytes: longer ones are split, so that wrapping or analysing one block is always cheap.
pub const MAX_BLOCK: usize = 32 * 1024;

/// How far before the limit the end of a sentence is preferred to any other white space, bytes.
const SENTENCE_WINDOW: usize = 4 * 1024;

/// Collects text, blocks and styles in reading order.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// An empty document with this metadata.
    pub fn new(metadata: Metadata) -> Self {
        Self { document: Document { metadata, ..Document::default() } }
    }

    /// Makes room for a text of about `bytes` bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.document.text.reserve(bytes);
    }

    /// A document over a text that is kept as it is, line breaks included; blocks are added by span.
    pub fn over(text: String, metadata: Metadata) -> Self {
        Self { document: Document { text, metadata, lines: true, ..Document::default() } }
    }

    /// Where the next text will start, bytes.
    pub fn offset(&self) -> usize {
        self.document.text.len()
    }

    /// Appends words.
    pub fn push_str(&mut self, words: &str) {
        self.document.text.push_str(words);
    }

    /// Adds a block over text that is already there, after all blocks so far; more than [`MAX_BLOCK`] bytes become
    /// several. White space around it is left out.
    pub fn block(&mut self, kind: BlockKind, span: Span, depth: u8) {
        self.add(Block { kind, span, depth, continued: false, lines: false });
    }

    /// Adds a block as it was found; it cannot go on where there is none before it.
    pub fn add_block(&mut self, block: Block) {
        let continued = block.continued && !self.document.blocks.is_empty();
        self.add(Block { continued, ..block });
    }

    /// Adds a block that goes on where the block before stopped.
    pub fn continuation(&mut self, kind: BlockKind, span: Span, depth: u8) {
        self.add_block(Block { kind, span, depth, continued: true, lines: false });
    }

    fn add(&mut self, block: Block) {
        let Document { text, blocks, .. } = &mut self.document;
        let (keep, mut continued) = (block.kind == BlockKind::Code, block.continued);
        let by_line = keep || block.lines;
        let mut span = match block.kind {
            BlockKind::Code => block.span,
            BlockKind::TableRow(_) => trim_row(text, block.span),
            _ => trim(text, block.span),
        };
        let empty = matches!(block.kind, BlockKind::Rule | BlockKind::Picture);
        if span.is_empty() && !empty {
            return;
        }
        while span.len() > MAX_BLOCK {
            let cut = cut(text, span, by_line);
            let piece = Span::new(span.start, cut);
            let piece = if keep { without_line_break(text, piece) } else { trim_end(text, piece) };
            if !piece.is_empty() {
                blocks.push(Block { span: piece, continued, ..block });
                continued = true;
            }
            let rest = Span::new(cut, span.end);
            span = if keep { rest } else { trim(text, rest) };
        }
        if !span.is_empty() || empty {
            blocks.push(Block { span, continued, ..block });
        }
    }

    /// What stands in front of the block at this index, where it is an item that is not marked as most are.
    pub fn mark_item(&mut self, block: usize, mark: Option<String>) {
        let block = self.document.blocks.get(block).filter(|block| matches!(block.kind, BlockKind::ListItem(_)));
        if let (Some(block), Some(mark)) = (block, mark) {
            self.document.item_marks.push((block.span.start, mark));
        }
    }

    /// Adds an inline style over text that is already there.
    pub fn style(&mut self, style: Inline, span: Span) {
        if !span.is_empty() {
            self.document.styles.push(Styled { span, style });
        }
    }

    /// Adds a picture, after all pictures so far.
    pub fn picture(&mut self, picture: Picture) {
        self.document.pictures.push(picture);
    }

    /// Puts one block in the place of the last one.
    pub fn replace_last(&mut self, kind: BlockKind, span: Span, depth: u8) {
        let continued = self.document.blocks.pop().is_some_and(|last| last.continued);
        self.add(Block { kind, span, depth, continued, lines: false });
    }

    /// What is known about the article.
    pub fn metadata(&self) -> &Metadata {
        &self.document.metadata
    }

    /// What is known about the article, to add to.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.document.metadata
    }

    /// The blocks so far.
    pub fn blocks(&self) -> &[Block] {
        &self.document.blocks
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// The finished document.
    pub fn build(mut self) -> Document {
        // Outer styles before inner ones.
        self.document.styles.sort_by_key(|styled| (styled.span.start, std::cmp::Reverse(styled.span.end)));
        self.document.pictures.sort_by_key(|picture| picture.span.start);
        picture::limit(&mut self.document.pictures);
        self.document.blocks.shrink_to_fit();
        self.document
    }
}

/// `span` without the white space around it.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    trim_end(text, Span::new(start, span.end))
}

/// A row without the white space around it; empty cells in front keep their tabs, so that the others keep their columns.
fn trim_row(text: &str, span: Span) -> Span {
    let inner = trim(text, span);
    let front = span.start..inner.start;
    let tab = if inner.is_empty() { None } else { text.get(front).and_then(|front| front.find('\t')) };
    tab.map_or(inner, |at| Span::new(span.start + at, inner.end))
}

fn trim_end(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(text).trim_end().len())
}

fn without_line_break(text: &str, span: Span) -> Span {
    let line_break = usize::from(span.of(text).ends_with('\n'));
    Span::new(span.start, span.end - line_break)
}

/// Where to end a first piece of a span longer than [`MAX_BLOCK`]: after a line, where lines are kept; after a sentence; at white
/// space; else between two characters.
fn cut(text: &str, span: Span, by_line: bool) -> usize {
    let end = boundary(text, span.start + MAX_BLOCK);
    let piece = Span::new(span.start, end).of(text);
    if by_line {
        return span.start + piece.rfind('\n').map_or(piece.len(), |at| at + 1);
    }
    let window = boundary(text, end - SENTENCE_WINDOW) - span.start;
    let sentence = piece.get(window..).unwrap_or_default().rmatch_indices(char::is_whitespace).find(|&(at, _)| {
        let before = piece.get(..window + at).unwrap_or_default();
        before.trim_end_matches(['"', '”', '’', '\'', '»', ')']).ends_with(['.', '!', '?', '…'])
    });
    let at = match sentence {
        Some((at, _)) => window + at,
        None => piece.rfind(char::is_whitespace).unwrap_or(piece.len()),
    };
    if at == 0 { end } else { span.start + at }
}

/// The last character boundary at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, kind: BlockKind) -> Vec<Block> {
        let mut builder = Builder::over(text.to_owned(), Metadata::default());
        builder.block(kind, Span::new(0, text.len()), 0);
        let document = builder.build();
        for pair in document.blocks.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start && pair[1].continued);
            assert_eq!(Span::new(pair[0].span.end, pair[1].span.start).of(text).trim(), "");
        }
        assert!(document.blocks.iter().all(|block| block.span.len() <= MAX_BLOCK));
        assert!(document.blocks.first().is_some_and(|block| !block.continued));
        document.blocks
    }

    #[test]
    fn long_blocks_are_split_after_a_sentence_or_a_word() {
        let text = "A sentence of a few words. ".repeat(4000);
        for block in split(&text, BlockKind::Paragraph) {
            assert!(block.span.of(&text).ends_with("words."));
        }
        let text = "words without an end ".repeat(4000);
        assert!(
            split(&text, BlockKind::Paragraph).iter().all(|block| block.span.of(&text).ends_with(['s', 't', 'n', 'd']))
        );
        let text = "漢字".repeat(30_000);
        assert_eq!(split(&text, BlockKind::Paragraph).iter().map(|block| block.span.len()).sum::<usize>(), text.len());
    }

    #[test]
    fn long_code_is_split_at_line_breaks_and_loses_nothing() {
        let text = "    let x = 1;\n".repeat(5000);
        let blocks = split(&text, BlockKind::Code);
        assert!(blocks.iter().all(|block| block.span.of(&text).starts_with("    let")));
        let lines: usize = blocks.iter().map(|block| block.span.of(&text).lines().count()).sum();
        assert_eq!(lines, 5000);
    }

    #[test]
    fn nothing_to_read_makes_no_block() {
        let mut builder = Builder::over(" \n ".to_owned(), Metadata::default());
        builder.block(BlockKind::Paragraph, Span::new(0, 3), 0);
        builder.block(BlockKind::Rule, Span::new(1, 1), 0);
        assert_eq!(builder.build().blocks.len(), 1);
    }
}
