//! What the first blocks say about the article.

use super::{BlockKind, Writer, shape};
use crate::span::Span;

impl Writer {
    /// Takes title and byline from the first blocks.
    pub(super) fn describe(&mut self, kind: BlockKind, span: Span) {
        let blocks = self.builder.blocks();
        // Pictures in front of the title take nothing away from it.
        let pictures = blocks.iter().take(8).filter(|block| block.kind == BlockKind::Picture).count();
        let count = blocks.len() - pictures;
        let words = span.of(self.builder.text());
        if kind == BlockKind::Heading(1) && count < 3 && self.builder.metadata().title.is_none() {
            let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.builder.metadata_mut().title = Some(title).filter(|title| !title.is_empty());
        } else if count < 4 && self.builder.metadata().byline.is_none() {
            let byline = shape::byline(words).map(str::to_owned);
            self.builder.metadata_mut().byline = byline;
        }
    }
}
