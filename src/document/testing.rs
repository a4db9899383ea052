//! What tests of several formats look at.

use super::Document;

/// Each block as `kind depth: words`, `+` before what goes on; checks on the way that blocks are in order and inside the text.
pub fn shown(document: &Document) -> Vec<String> {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && document.text.get(block.span.start..block.span.end).is_some());
        end = block.span.end;
    }
    let line = |block: &super::Block| {
        let goes_on = if block.continued { "+" } else { "" };
        format!("{goes_on}{:?} {}: {}", block.kind, block.depth, block.span.of(&document.text))
    };
    document.blocks.iter().map(line).collect()
}
