//! Plain text: paragraphs, headings, lists, quotations set apart. The document's text is the input, to the byte.
//! Linear in the text, whatever it holds: one pass over the lines, looking one paragraph ahead.

mod chapters;
mod code;
mod columns;
mod lines;
mod meant;
mod signs;
mod styles;

use columns::Layout;
use lines::{Paragraph, Paragraphs};

use super::{Block, BlockKind, Builder, Document, Metadata, printed, shape};
use crate::span::Span;

/// A first line of at most this many characters may be the title.
const TITLE: usize = 150;

/// Parses the content of a file: what programs print over each other or colour has become styles. All other text is the
/// input, to the byte.
pub fn read(text: String, metadata: Metadata) -> Document {
    match printed::clean(&text) {
        None => parse(text, metadata),
        Some(printed) => {
            let mut document = parse(printed.text, metadata);
            styles::add(&mut document, printed.styles);
            document
        }
    }
}

/// Parses plain text; the document's text is `text`, to the byte.
pub fn parse(text: String, mut metadata: Metadata) -> Document {
    let mut blocks = Vec::new();
    let mut paragraphs = Paragraphs::new(&text).peekable();
    let mut before = Before::default();
    while let Some(mut paragraph) = paragraphs.next() {
        if let Some(attribution) = paragraphs.next_if(|next| are_pull_quote(&text, &paragraph, next)) {
            paragraph.span = paragraph.span.join(attribution.span);
        }
        let next = paragraphs.peek();
        let block = classify(&text, &paragraph, next, &before);
        if paragraph.layout != Layout::Running {
            // A table has neither title nor byline.
        } else if before.count == 0 && metadata.title.is_none() {
            metadata.title = title(&text, &paragraph, next);
        } else if before.count < 4 && metadata.byline.is_none() {
            metadata.byline = shape::byline(paragraph.span.of(&text)).map(str::to_owned);
        }
        before = Before::after(&text, &before, &paragraph, block.kind);
        blocks.push(block);
    }
    let mut builder = Builder::over(text, metadata);
    for block in blocks {
        builder.add_block(block);
    }
    let mut document = builder.build();
    let emphasis = styles::emphasis(&document);
    styles::add(&mut document, emphasis);
    document
}

/// Whether a quotation set apart is followed by the line that names its source: `“…”`, then `– Ada Voss`.
fn are_pull_quote(text: &str, quotation: &Paragraph, next: &Paragraph) -> bool {
    shape::is_attribution(next.span.of(text)) && shape::is_marked(quotation.span.of(text))
}

/// What stands before a paragraph.
#[derive(Default)]
struct Before {
    /// How many paragraphs.
    count: usize,
    /// What the last one was.
    kind: Option<BlockKind>,
    /// It ended in a colon.
    colon: bool,
    /// It ended as a sentence does.
    ended: bool,
    /// The sort of bullet it began with.
    bullet: Option<char>,
    /// It was the number of a chapter, without a title.
    chapter: bool,
}

impl Before {
    fn after(text: &str, before: &Self, paragraph: &Paragraph, kind: BlockKind) -> Self {
        let words = paragraph.span.of(text);
        Self {
            count: before.count + 1,
            kind: Some(kind),
            colon: words.ends_with(':'),
            ended: shape::ends_sentence(words),
            bullet: shape::bullet(words).map(|(mark, _)| mark),
            chapter: matches!(kind, BlockKind::Heading(_)) && chapters::is_number(words),
        }
    }
}

fn classify(text: &str, paragraph: &Paragraph, next: Option<&Paragraph>, before: &Before) -> Block {
    let span = paragraph.span;
    let words = span.of(text);
    let found = |kind, skip: usize| {
        let span = Span::new(span.start + skip, span.end);
        Block { kind, span, depth: 0, continued: false, lines: false }
    };
    match paragraph.layout {
        Layout::Running => {}
        Layout::Rows => return found(BlockKind::TableRow(false), 0),
        Layout::Verbatim => return found(BlockKind::Code, 0),
        Layout::Lines => return Block { lines: true, ..found(BlockKind::Paragraph, 0) },
        Layout::Records => {
            return Block { lines: true, continued: paragraph.follows, ..found(BlockKind::Paragraph, 0) };
        }
    }
    if let Some((depth, skip)) = shape::quote_marker(words) {
        let continued = before.kind == Some(BlockKind::BlockQuote) && paragraph.follows;
        return Block { depth, continued, ..found(BlockKind::BlockQuote, skip) };
    }
    if paragraph.lines == 1 && shape::is_rule(words) {
        return Block { span: Span::new(span.start, span.start), ..found(BlockKind::Rule, 0) };
    }
    if is_chapter(words, paragraph, next, before) {
        return found(BlockKind::Heading(if before.count == 0 { 1 } else { 2 }), 0);
    }
    if let Some((kind, skip)) = list_item(text, words, next, before) {
        return Block { depth: 1, ..found(kind, skip) };
    }
    if shape::is_pull_quote(words) {
        return found(BlockKind::PullQuote, 0);
    }
    if paragraph.underlined || is_heading(text, paragraph, next, before) {
        return found(BlockKind::Heading(if before.count == 0 { 1 } else { 2 }), 0);
    }
    found(BlockKind::Paragraph, 0)
}

/// The number of a chapter, with its title or without, or the title on a line behind it.
fn is_chapter(words: &str, paragraph: &Paragraph, next: Option<&Paragraph>, before: &Before) -> bool {
    let Some(next) = next.filter(|_| paragraph.lines == 1) else { return false };
    if chapters::is_chapter(words) {
        return !paragraph.follows;
    }
    let apart = paragraph.follows || !next.follows;
    before.chapter && apart && next.span.len() > words.len() && chapters::is_title(words)
}

/// A list item needs company, so that a line of dialogue or a date is none: another one beside it, or a colon before.
fn list_item(text: &str, words: &str, next: Option<&Paragraph>, before: &Before) -> Option<(BlockKind, usize)> {
    let next = next.map_or("", |next| next.span.of(text));
    if let Some((mark, skip)) = shape::bullet(words) {
        let company = before.bullet == Some(mark)
            || before.colon && mark != '-'
            || shape::bullet(next).is_some_and(|(other, _)| other == mark);
        return (company || mark == '•').then_some((BlockKind::ListItem(None), skip));
    }
    let (number, skip) = shape::number(words)?;
    let company = match before.kind {
        Some(BlockKind::ListItem(Some(last))) => number == last + 1,
        _ => number <= 1 && (before.colon || shape::number(next).is_some_and(|(other, _)| other == number + 1)),
    };
    company.then_some((BlockKind::ListItem(Some(number)), skip))
}

/// A short line above a longer paragraph, with nothing that a sentence has.
fn is_heading(text: &str, paragraph: &Paragraph, next: Option<&Paragraph>, before: &Before) -> bool {
    let words = paragraph.span.of(text);
    let Some(next) = next.filter(|_| paragraph.lines == 1 && shape::is_heading_like(words)) else {
        return false;
    };
    if shape::is_strong_heading(words) {
        return true;
    }
    let longer = next.span.len() > 2 * words.len().min(60) && shape::ends_sentence(next.span.of(text));
    let apart = before.count == 0 || before.ended || matches!(before.kind, Some(BlockKind::Heading(_)));
    longer && apart && !before.colon
}

/// A first short line above something longer. A sentence may be one too, where white space sets it apart.
fn title(text: &str, paragraph: &Paragraph, next: Option<&Paragraph>) -> Option<String> {
    let words = paragraph.span.of(text);
    let next = next?;
    let short = paragraph.lines <= 2 && words.len() <= 4 * TITLE && words.chars().count() <= TITLE;
    let sentence = words.ends_with('.');
    let fits = short
        && !words.ends_with([':', ',', ';'])
        && !shape::is_pull_quote(words)
        && !shape::is_numbering(words)
        && !(sentence && (next.follows || shape::has_inner_stop(words)))
        && (paragraph.underlined || next.span.len() > words.len() || !next.follows);
    fits.then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests;
