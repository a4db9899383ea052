//! A document as tokens: what every later step of the analysis reads.

use std::ops::Range;

use super::german;
use super::language::Language;
use super::lexicon::{Lex, Lexicon};
use super::token::{Token, TokenKind, tokenize};
use crate::document::{BlockKind, Document, Inline};
use crate::span::Span;

/// The tokens of a document, block by block.
#[derive(Debug)]
pub struct Prose<'d> {
    /// The document's text.
    pub text: &'d str,
    /// What it is read as.
    pub language: Language,
    /// What is known of its words.
    pub(crate) lexicon: &'static Lexicon,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The tokens of each block that holds language (code and rules have none), as indices into `tokens`. Each cell of a
    /// table is one of its own, so that neither sentences nor names nor quotations run from one into the next.
    pub blocks: Vec<Paragraph>,
}

/// A block's tokens.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Index into the document's blocks.
    pub block: u32,
    /// What sort of block it is.
    pub kind: BlockKind,
    /// Indices into the tokens.
    pub tokens: Range<u32>,
    /// How many bytes at its start are set in bold: the question of an interview.
    pub strong: u32,
}

impl<'d> Prose<'d> {
    /// Reads a document.
    pub fn new(document: &'d Document, lexicon: &'static Lexicon) -> Self {
        Self::of_blocks(document, 0..document.blocks.len(), lexicon)
    }

    /// Reads some blocks of a document, as if there were no others.
    pub fn of_blocks(document: &'d Document, range: Range<usize>, lexicon: &'static Lexicon) -> Self {
        let prose = Self::tokenized(document, range.clone(), lexicon);
        match lexicon.of_stories().filter(|_| prose.is_story()) {
            Some(stories) => Self::tokenized(document, range, stories),
            None => prose,
        }
    }

    fn tokenized(document: &'d Document, range: Range<usize>, lexicon: &'static Lexicon) -> Self {
        let text = document.text.as_str();
        let read = document.blocks.get(range.clone()).unwrap_or_default();
        let bytes = read.last().map_or(0, |last| last.span.end) - read.first().map_or(0, |first| first.span.start);
        let mut tokens = Vec::with_capacity(bytes / 5);
        let mut blocks = Vec::with_capacity(read.len());
        for (index, block) in range.zip(read) {
            if matches!(block.kind, BlockKind::Code | BlockKind::Rule | BlockKind::Picture) {
                continue;
            }
            let mut add = |span: Span| {
                let first = tokens.len() as u32;
                tokenize(text, span, lexicon, &mut tokens);
                let tokens = first..tokens.len() as u32;
                if !tokens.is_empty() {
                    let strong = strong(document, span);
                    blocks.push(Paragraph { block: index as u32, kind: block.kind, tokens, strong });
                }
            };
            match block.kind {
                BlockKind::TableRow(_) => cells(text, block.span).for_each(add),
                _ => add(block.span),
            }
        }
        let mut prose = Self { text, language: lexicon.language(), lexicon, tokens, blocks };
        if prose.language == Language::German {
            german::settle_capitals(&mut prose);
        }
        prose
    }

    /// Whether it reads as a story: many "je", "tu", "il" and "elle", few names and numbers. Of the French articles that were
    /// looked at none does, of the stories all do.
    fn is_story(&self) -> bool {
        let (mut persons, mut words, mut capitals, mut numbers) = (0usize, 0usize, 0usize, 0usize);
        for token in &self.tokens {
            let word = token.kind == TokenKind::Word;
            let personal = Lex::MALE.or(Lex::FEMALE).or(Lex::FIRST).or(Lex::SECOND);
            persons += usize::from(word && token.is(Lex::PRONOUN) && token.is(personal));
            words += usize::from(word);
            capitals += usize::from(word && token.is_capital() && token.end() - token.start() > 1);
            numbers += usize::from(token.kind == TokenKind::Number);
        }
        100 * persons + 2 * words > 43 * capitals + 355 * numbers && 50 * persons > words && words > 100
    }

    /// The letters of token `index`; empty where there is none.
    pub fn word(&self, index: u32) -> &'d str {
        self.tokens.get(index as usize).map_or("", |token| token.of(self.text))
    }

    /// The bytes that a range of tokens covers.
    pub fn span(&self, range: &Range<u32>) -> Span {
        let first = self.tokens.get(range.start as usize);
        let last = self.tokens.get((range.end as usize).saturating_sub(1));
        match (first, last) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.start(), last.end()),
            _ => Span::default(),
        }
    }
}

/// How many bytes at the start of a block are set in bold.
fn strong(document: &Document, span: Span) -> u32 {
    let first = document.styles.partition_point(|style| style.span.start < span.start);
    let here = document.styles.iter().skip(first).take_while(|style| style.span.start == span.start).take(4);
    let bold = here.filter(|style| style.style == Inline::Strong).map(|style| style.span.end).max();
    bold.map_or(0, |end| (end.min(span.end) - span.start) as u32)
}

/// The cells of a row of a table.
fn cells(text: &str, row: Span) -> impl Iterator<Item = Span> {
    let mut start = row.start;
    row.of(text).split('\t').map(move |cell| {
        let span = Span::new(start, start + cell.len());
        start = span.end + 1;
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, markdown};

    #[test]
    fn each_cell_of_a_table_is_read_by_itself() {
        let text = "| Town | Name |\n|--|--|\n| Sill-on-Sea | Krone |\n| | Ada |\n\nWords.\n";
        let document = markdown(text, Metadata::default());
        let prose = Prose::new(&document, Lexicon::english());
        let read: Vec<&str> = prose.blocks.iter().map(|block| prose.span(&block.tokens).of(prose.text)).collect();
        assert_eq!(read, ["Town", "Name", "Sill-on-Sea", "Krone", "Ada", "Words."]);
        let rows: Vec<u32> = prose.blocks.iter().map(|block| block.block).collect();
        assert_eq!(rows, [0, 0, 1, 1, 2, 3]);
    }
}
