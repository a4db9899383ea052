//! Builds a [`Document`]: the sole owner of offsets while a format is parsed.

use super::{Block, BlockKind, Document, Inline, Metadata, Styled};
use crate::span::Span;

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

    /// A document over a text that is kept as it is; blocks are added by span.
    pub fn over(text: String, metadata: Metadata) -> Self {
        Self { document: Document { text, metadata, ..Document::default() } }
    }

    /// Where the next text will start, bytes.
    pub fn offset(&self) -> usize {
        self.document.text.len()
    }

    /// Appends words.
    pub fn push_str(&mut self, words: &str) {
        self.document.text.push_str(words);
    }

    /// Adds a block over text that is already there.
    pub fn block(&mut self, kind: BlockKind, span: Span, depth: u8) {
        self.document.blocks.push(Block { kind, span, depth, continued: false });
    }

    /// Adds an inline style over text that is already there.
    pub fn style(&mut self, style: Inline, span: Span) {
        self.document.styles.push(Styled { span, style });
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// The finished document.
    pub fn build(mut self) -> Document {
        self.document.styles.sort_by_key(|styled| styled.span);
        self.document
    }
}
