//! An article as plain lines to be listened to or felt: no boxes, no marks, no colour; before each quotation its
//! speaker. What `dixit --linear FILE` prints, for screen readers and braille.

use std::io::Write;

use super::extract::Found;
use crate::annotation::{Annotations, Quotation, QuotationKind};
use crate::display;
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;

/// Speakers less sure than this are named with a "perhaps".
const SURE: f32 = 0.5;

/// Writes an article.
pub fn article(out: &mut impl Write, found: &Found) -> std::io::Result<()> {
    let Found { document, annotations, .. } = found;
    if document.blocks.is_empty() {
        return writeln!(out, "This article is empty.");
    }
    let mut first = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        if index > 0 && !block.continued {
            writeln!(out)?;
        }
        // Those that end before this block are behind for good: later ones start later.
        let behind = |quotation: &&Quotation| quotation.span.end <= block.span.start;
        first += annotations.quotations.get(first..).unwrap_or_default().iter().take_while(behind).count();
        let ahead = annotations.quotations.get(first..).unwrap_or_default().iter();
        let here: Vec<&Quotation> = ahead
            .take_while(|quotation| quotation.span.start < block.span.end)
            .filter(|quotation| quotation.span.overlaps(block.span))
            .collect();
        for line in lines(document, annotations, block, &here) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The lines of a block: what is told, and each quotation on its own with who says it.
fn lines(document: &Document, annotations: &Annotations, block: &Block, quotations: &[&Quotation]) -> Vec<String> {
    let words = |span: Span| words(document, block, span);
    if block.kind == BlockKind::Code {
        let code = block.span.of(&document.text).lines().map(|line| display::safe(line).into_owned());
        return std::iter::once("Code:".to_owned()).chain(code).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    let mut at = block.span.start;
    let mut told: Option<&Quotation> = None;
    for &quotation in quotations {
        let span = Span::new(quotation.span.start.max(block.span.start), quotation.span.end.min(block.span.end));
        let inside = quotation.span.start < at && told.is_some();
        if inside && told.is_some_and(|outer| outer.actor == quotation.actor && outer.source == quotation.source) {
            continue;
        }
        if !inside {
            lines.extend(words(Span::new(at, span.start)));
            at = span.end;
            told = Some(quotation);
        }
        let lead = if inside { "In this, " } else { "" };
        let goes_on = quotation.span.start < block.span.start;
        let says = says(document, annotations, quotation, goes_on);
        lines.extend(words(span).map(|words| format!("{lead}{says}: {words}")));
    }
    lines.extend(words(Span::new(at.min(block.span.end), block.span.end)));
    if let Some(kind) = kind(block) {
        match lines.first_mut() {
            Some(first) => first.insert_str(0, &format!("{kind}: ")),
            None => lines.push(format!("{kind}.")),
        }
    }
    lines
}

/// A piece of a block as one safe line; `None` where no letter or digit is in it.
fn words(document: &Document, block: &Block, span: Span) -> Option<String> {
    let text = span.of(&document.text);
    let text = text.trim_start_matches([',', ';', '.', ' ', '\n', '\t']);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let row = matches!(block.kind, BlockKind::TableRow(_));
    let cells = text.split('\t').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "));
    let line = cells.collect::<Vec<_>>().join(if row { "; " } else { " " });
    Some(display::safe(line.trim()).into_owned())
}

/// Who says it, and how.
fn says(document: &Document, annotations: &Annotations, quotation: &Quotation, goes_on: bool) -> String {
    let mention = || quotation.source.map(|source| source.of(&document.text));
    let who = annotations.speaker(quotation).map(|actor| actor.name.as_str()).or_else(mention);
    let who = who.map(|who| who.split_whitespace().collect::<Vec<_>>().join(" "));
    let who = display::safe(who.as_deref().unwrap_or("Somebody not named")).into_owned();
    let perhaps = if quotation.actor.is_some() && quotation.confidence < SURE { "Perhaps " } else { "" };
    let how = match (quotation.kind, goes_on) {
        (_, true) => "went on",
        (QuotationKind::Indirect, false) => "is reported to have said",
        (QuotationKind::Direct | QuotationKind::Mixed, false) => "said",
    };
    format!("{perhaps}{who} {how}")
}

/// What is said of a block before its words.
fn kind(block: &Block) -> Option<String> {
    if block.continued {
        return None;
    }
    match block.kind {
        BlockKind::Heading(level) => Some(format!("Heading {level}")),
        BlockKind::ListItem(Some(number)) => Some(format!("Item {number}")),
        BlockKind::ListItem(None) => Some("Item".to_owned()),
        BlockKind::BlockQuote => Some("Block quote".to_owned()),
        BlockKind::PullQuote => Some("Pull quote".to_owned()),
        BlockKind::TableRow(true) => Some("Table columns".to_owned()),
        BlockKind::TableRow(false) => Some("Row".to_owned()),
        BlockKind::Footnote => Some("Footnote".to_owned()),
        BlockKind::Rule => Some("Break".to_owned()),
        BlockKind::Paragraph | BlockKind::Code => None,
    }
}
