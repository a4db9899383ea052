//! What a document tells of its marked words as a whole: how it uses marks, and which words stand in them more than once.

use std::collections::HashMap;

use crate::document::BlockKind;
use crate::linear::{hash_word, join};
use crate::nlp::token::TokenKind;
use crate::quotation::finding::Findings;
use crate::quotation::kind::QuotationKind;
use crate::quotation::marks::{Marked, Sort};
use crate::quotation::reading::{Class, Reading};

/// What rules and tagger make of the marks of a document, and what its marks have in common.
pub struct Context<'a> {
    pub reading: &'a Reading<'a>,
    /// For each mark the number of the rule of reported speech that claimed it, or 0.
    pub claims: &'a [u32],
    /// For each mark what it became in the end: see [`verdict`].
    pub verdicts: Vec<u32>,
    /// For each mark how many others hold the same words, at most 2.
    pub repeated: Vec<u32>,
    /// For each mark whether all its words, in this order, stand in other marks too: as a headline repeats a quotation.
    pub contained: Vec<bool>,
    /// What share of the marks reported speech claims, in quarters; 5 where there are hardly any marks.
    pub claimed: u32,
    /// How common verbs of saying are, 0 to 3.
    pub talks: u32,
    /// How common signs are that prose has none of, 0 to 3.
    pub technical: u32,
    /// The sort of most marks.
    sort: Sort,
}

impl<'a> Context<'a> {
    /// Looks at all marks once.
    pub fn new(reading: &'a Reading<'a>, found: &Findings, claims: &'a [u32]) -> Self {
        let double = reading.marked.iter().filter(|marked| marked.sort == Sort::Double).count();
        Self {
            reading,
            claims,
            verdicts: (0..reading.marked.len()).map(|mark| verdict(reading, found, mark)).collect(),
            repeated: repeated(reading),
            contained: contained(reading),
            claimed: claimed(claims),
            talks: talks(reading),
            technical: technical(reading, 0..reading.prose.tokens.len()),
            sort: if 2 * double >= reading.marked.len() { Sort::Double } else { Sort::Single },
        }
    }

    /// Whether a mark is of another sort than most.
    pub fn is_of_other_sort(&self, marked: &Marked) -> bool {
        marked.sort != self.sort
    }

    /// What sort of block a mark stands in: running text, a heading, a list, a table, quoted text, another.
    pub fn block(&self, marked: &Marked) -> u32 {
        match self.reading.prose.blocks.get(marked.paragraph as usize).map(|block| block.kind) {
            Some(BlockKind::Paragraph) => 0,
            Some(BlockKind::Heading(_)) => 1,
            Some(BlockKind::ListItem(_)) => 2,
            Some(BlockKind::TableRow(_)) => 3,
            Some(BlockKind::BlockQuote) => 4,
            Some(BlockKind::PullQuote) => 5,
            _ => 6,
        }
    }

    /// Whether a mark stands in a line that ends as headlines and captions do: short, without a stop.
    pub fn is_headline(&self, marked: &Marked) -> bool {
        const LONGEST: usize = 40;
        let Some(block) = self.reading.prose.blocks.get(marked.paragraph as usize) else { return false };
        let tokens = self.reading.prose.tokens.get(block.tokens.start as usize..block.tokens.end as usize);
        let signs = tokens.unwrap_or(&[]).iter().rev().take(2);
        block.tokens.len() <= LONGEST && signs.into_iter().all(|token| token.kind != TokenKind::Stop)
    }

    /// How common signs are in the block of a mark that prose has none of.
    pub fn technical_block(&self, marked: &Marked) -> u32 {
        // A block may be long, and hold many marks: what stands around this one is enough.
        const AROUND: u32 = 60;
        let block = self.reading.prose.blocks.get(marked.paragraph as usize);
        let range = block.map_or(0..0, |block| {
            let start = block.tokens.start.max(marked.tokens.start.saturating_sub(AROUND));
            start..block.tokens.end.min(marked.tokens.end + AROUND)
        });
        technical(self.reading, range.start as usize..range.end as usize)
    }
}

/// What became of a mark: 0 for no quotation; else how it is held (on its own, or among other words), whether that has a
/// source, and by which rule.
fn verdict(reading: &Reading, found: &Findings, mark: usize) -> u32 {
    let Some(finding) = found.of_mark(mark) else { return 0 };
    let whole = reading.marked.get(mark).is_some_and(|marked| marked.tokens == finding.tokens);
    let held = 1 + u32::from(whole) + 2 * u32::from(finding.kind == QuotationKind::Mixed);
    held + 8 * u32::from(finding.source.is_some()) + 16 * (finding.rule as u32)
}

fn claimed(claims: &[u32]) -> u32 {
    let some = claims.iter().filter(|&&claim| claim > 0).count();
    if claims.len() < 3 { 5 } else { (4 * some / claims.len()) as u32 }
}

fn repeated(reading: &Reading) -> Vec<u32> {
    let words = |marked: &Marked| words_of(reading, marked).fold(0, join);
    let all: Vec<u32> = reading.marked.iter().map(words).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for &words in &all {
        *counts.entry(words).or_default() += 1;
    }
    all.iter().map(|words| counts.get(words).map_or(0, |count| (count - 1).min(2))).collect()
}

/// The hashes of the words between marks.
fn words_of<'r>(reading: &'r Reading, marked: &Marked) -> impl Iterator<Item = u32> + use<'r> {
    let tokens = reading.prose.tokens.get(marked.tokens.start as usize..marked.tokens.end as usize).unwrap_or(&[]);
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words.map(|token| hash_word(token.of(reading.prose.text)))
}

/// Whether the pairs of neighbouring words of each mark, or its one word, stand in other marks too.
fn contained(reading: &Reading) -> Vec<bool> {
    /// Longer ones are no headline's.
    const LONGEST: usize = 12;
    // The first and the last mark that holds a word or a pair.
    let mut holders: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut hold = |what: u32, mark: usize| holders.entry(what).or_insert((mark, mark)).1 = mark;
    for (mark, marked) in reading.marked.iter().enumerate() {
        let mut before = None;
        for word in words_of(reading, marked) {
            hold(word, mark);
            if let Some(before) = before {
                hold(join(before, word), mark);
            }
            before = Some(word);
        }
    }
    let elsewhere =
        |what: u32, mark: usize| holders.get(&what).is_some_and(|&(first, last)| first != mark || last != mark);
    let is_contained = |(mark, marked): (usize, &Marked)| {
        let words: Vec<u32> = words_of(reading, marked).take(LONGEST + 1).collect();
        match words.as_slice() {
            [] => false,
            [word] => elsewhere(*word, mark),
            words => {
                words.len() <= LONGEST
                    && words.windows(2).all(|pair| matches!(pair, [a, b] if elsewhere(join(*a, *b), mark)))
            }
        }
    };
    reading.marked.iter().enumerate().map(is_contained).collect()
}

/// Verbs of saying by sentence.
fn talks(reading: &Reading) -> u32 {
    let says = reading.items.iter().enumerate().filter(|&(at, _)| reading.class(at) == Class::Say).count();
    match 100 * says / reading.sentences.len().max(1) {
        0..10 => 0,
        10..25 => 1,
        25..45 => 2,
        _ => 3,
    }
}

/// Signs like `=`, `{`, `_` in a thousand tokens.
fn technical(reading: &Reading, range: std::ops::Range<usize>) -> u32 {
    let tokens = reading.prose.tokens.get(range).unwrap_or(&[]);
    let odd = |text: &str| text.contains(['=', '{', '}', '_', '<', '>', '|', '\\', '#', '+', '*']);
    let signs = tokens.iter().filter(|token| odd(token.of(reading.prose.text))).count();
    match 1000 * signs / tokens.len().max(1) {
        0 => 0,
        1..5 => 1,
        5..20 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};
    use crate::nlp::Prose;
    use crate::nlp::lexicon::Lexicon;

    #[test]
    fn words_of_a_headline_stand_in_the_quotation_that_it_repeats() {
        let text = "Mayor calls the bridge ‘a sad old thing’\n\n“It is a sad old thing, and we will mend it,” Voss said.\n\nThey \
            sang “The Long Road” there.";
        let document = plain(text.to_owned(), Metadata::default());
        let prose = Prose::new(&document, Lexicon::english());
        let reading = Reading::new(&prose);
        let context = Context::new(&reading, &Findings::default(), &[]);
        assert_eq!(context.contained, [true, false, false]);
        let headlines: Vec<bool> = reading.marked.iter().map(|marked| context.is_headline(marked)).collect();
        assert_eq!(headlines, [true, false, false]);
        assert!(context.is_of_other_sort(&reading.marked[0]));
    }
}
