//! Inline styles of plain text: words between `_`, and what was printed bold or underlined.

use crate::document::{BlockKind, Document, Inline, Styled};
use crate::span::Span;

/// The longest words between two `_`, bytes.
const LONGEST: usize = 300;

/// Adds styles to a document, each to the blocks that it lies in. `styles` are in order of their start.
pub fn add(document: &mut Document, styles: Vec<Styled>) {
    if styles.is_empty() {
        return;
    }
    let mut clipped = Vec::with_capacity(styles.len());
    for Styled { span, style } in styles {
        let first = document.blocks.partition_point(|block| block.span.end <= span.start);
        let blocks = document.blocks.iter().skip(first).take_while(|block| block.span.start < span.end);
        for block in blocks {
            let span = Span::new(span.start.max(block.span.start), span.end.min(block.span.end));
            if !span.is_empty() {
                clipped.push(Styled { span, style: style.clone() });
            }
        }
    }
    document.styles.extend(clipped);
    document.styles.sort_by_key(|styled| (styled.span.start, std::cmp::Reverse(styled.span.end)));
}

/// Words between `_` in running text, as plain texts of books have them: `_You_`. The marks stay in the text.
pub fn emphasis(document: &Document) -> Vec<Styled> {
    let mut found = Vec::new();
    let verbatim = |kind| matches!(kind, BlockKind::Code | BlockKind::TableRow(_));
    for block in document.blocks.iter().filter(|block| !verbatim(block.kind)) {
        let words = block.span.of(&document.text);
        let mut marks = memchr::memchr_iter(b'_', words.as_bytes()).peekable();
        while let Some(open) = marks.next() {
            let Some(&close) = marks.peek() else { break };
            if close - open <= LONGEST && is_pair(words, open, close) {
                let start = block.span.start;
                found.push(Styled { span: Span::new(start + open, start + close + 1), style: Inline::Emphasis });
                marks.next();
            }
        }
    }
    found
}

/// Whether two marks enclose words, and are no part of names such as `a_b_c` or `__init__`.
fn is_pair(words: &str, open: usize, close: usize) -> bool {
    let (before, after) = (words.get(..open).unwrap_or(""), words.get(close + 1..).unwrap_or(""));
    let inside = words.get(open + 1..close).unwrap_or("");
    let part = |c: char| c.is_alphanumeric() || c == '_';
    !(before.ends_with(part) || after.starts_with(part))
        && inside.starts_with(|c: char| !c.is_whitespace())
        && inside.ends_with(|c: char| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use crate::document::Metadata;

    fn styled(text: &str) -> Vec<String> {
        let document = super::super::read(text.to_owned(), Metadata::default());
        document.styles.iter().map(|styled| format!("{:?} {}", styled.style, styled.span.of(&document.text))).collect()
    }

    #[test]
    fn words_between_marks_are_emphasis() {
        assert_eq!(styled("“_You_ did it,” said Voss, “and _not\nI_.”"), ["Emphasis _You_", "Emphasis _not\nI_"]);
        assert!(styled("Set pump_rate_max and __init__, _ and _ too; ____.").is_empty());
    }

    #[test]
    fn printed_styles_lie_in_blocks() {
        assert_eq!(styled("They want:\n\n\x1b[1m- peace\x1b[0m\n- bread\n"), ["Strong peace"]);
    }
}
