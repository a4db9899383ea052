//! Plain text.

use super::{BlockKind, Builder, Document, Metadata};
use crate::span::Span;

/// Parses plain text; the document's text is `text`, to the byte.
pub fn parse(text: String, metadata: Metadata) -> Document {
    let mut spans = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let start = offset + (line.len() - line.trim_start().len());
            spans.push(Span::new(start, start + body.len()));
        }
        offset += line.len();
    }
    let mut builder = Builder::over(text, metadata);
    for span in spans {
        builder.block(BlockKind::Paragraph, span, 0);
    }
    builder.build()
}
