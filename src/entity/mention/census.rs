//! What the whole document shows about its capital letters: is a word that starts a sentence a name? It is where the
//! document writes it with a capital in the middle of sentences, and is not where it writes it small.

use rustc_hash::FxHashMap;

use crate::document::BlockKind;
use crate::nlp::Prose;
use crate::nlp::lexicon::Lex;
use crate::nlp::sentence;
use crate::nlp::token::{Case, Token, TokenKind};

/// How a word is written through a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// With a capital where none is needed.
    pub strong: u32,
    /// With a capital where any word has one: at the start of a sentence, in a headline.
    pub weak: u32,
    /// In small letters.
    pub lower: u32,
}

/// Every capitalised word of a document, and how often it is written how.
#[derive(Debug)]
pub struct Census {
    counts: FxHashMap<u64, Counts>,
    weak: Vec<bool>,
}

impl Census {
    /// Counts a document's words.
    pub fn new(prose: &Prose) -> Self {
        let mut census = Self { counts: FxHashMap::default(), weak: vec![false; prose.tokens.len()] };
        census.mark_weak(prose);
        for (token, &weak) in prose.tokens.iter().zip(&census.weak) {
            if token.kind == TokenKind::Word && token.is_capital() {
                let counts = census.counts.entry(folded(token.of(prose.text))).or_default();
                if weak {
                    counts.weak += 1;
                } else {
                    counts.strong += 1;
                }
            }
        }
        for token in &prose.tokens {
            if token.kind == TokenKind::Word
                && token.case == Case::Lower
                && let Some(counts) = census.counts.get_mut(&folded(token.of(prose.text)))
            {
                counts.lower += 1;
            }
        }
        census
    }

    /// Whether the token at `index` stands where every word has a capital.
    pub fn is_weak(&self, index: u32) -> bool {
        self.weak.get(index as usize).copied().unwrap_or(true)
    }

    /// How a word is written.
    pub fn of(&self, word: &str) -> Counts {
        self.counts.get(&folded(word)).copied().unwrap_or_default()
    }

    fn mark_weak(&mut self, prose: &Prose) {
        let mut starts = Vec::new();
        for paragraph in &prose.blocks {
            let range = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
            let Some(tokens) = prose.tokens.get(range.clone()) else { continue };
            if is_headline(prose, paragraph.kind, tokens) {
                self.weak.get_mut(range).into_iter().flatten().for_each(|weak| *weak = true);
                continue;
            }
            starts.clear();
            sentence::split(prose.text, tokens, paragraph.tokens.start, &mut starts);
            for &start in &starts {
                self.mark_start(prose, start as usize);
            }
            for (offset, pair) in tokens.windows(2).enumerate() {
                if opens(prose, &pair[0], &pair[1]) {
                    self.mark_start(prose, range.start + offset + 1);
                }
            }
        }
    }

    /// Marks the first word at or after `index`, over opening marks and dashes.
    fn mark_start(&mut self, prose: &Prose, index: usize) {
        for at in index..index + 4 {
            let Some(weak) = self.weak.get_mut(at) else { return };
            *weak = true;
            if prose.tokens.get(at).is_none_or(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)) {
                return;
            }
        }
    }
}

/// Whether `sign` gives the word after it a capital: an opening mark, a colon, a stop inside a sentence.
fn opens(prose: &Prose, sign: &Token, word: &Token) -> bool {
    if !word.is_capital() {
        return false;
    }
    match sign.kind {
        TokenKind::Mark => sign.end() == word.start(),
        TokenKind::Stop | TokenKind::Colon | TokenKind::Dash => true,
        TokenKind::Open | TokenKind::Other => sign.end() == word.start() && sign.of(prose.text) != "&",
        _ => false,
    }
}

/// Most long words have a capital, or all letters are capitals. “said” with a small letter stands in no such line.
fn is_headline(prose: &Prose, kind: BlockKind, tokens: &[Token]) -> bool {
    let (mut long, mut capital, mut words, mut upper) = (0, 0, 0, 0);
    for token in tokens.iter().take(60).filter(|token| token.kind == TokenKind::Word) {
        words += 1;
        upper += usize::from(token.case == Case::Upper);
        if token.of(prose.text).len() >= 4 {
            long += 1;
            capital += usize::from(token.is_capital());
        }
    }
    let says = |token: &Token| token.is(Lex::SAY) && token.case == Case::Lower;
    let shouted = words >= 3 && upper * 10 >= words * 7;
    let titled = long >= 3 && capital * 10 >= long * 7 && (tokens.len() <= 30 || matches!(kind, BlockKind::Heading(_)));
    shouted || titled && !ends_as_sentence(tokens) && !tokens.iter().any(says)
}

/// Behind the stop there may be the number of a note, or what closes.
fn ends_as_sentence(tokens: &[Token]) -> bool {
    let behind = |token: &&Token| !matches!(token.kind, TokenKind::Word | TokenKind::Stop);
    tokens.iter().rev().take(4).find(|token| !behind(token)).is_some_and(|token| token.kind == TokenKind::Stop)
}

/// A hash of a word that does not tell capitals from small letters.
pub fn folded(word: &str) -> u64 {
    // FNV-1a. A collision only miscounts a word.
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::mention::tests::document;
    use crate::nlp::lexicon::Lexicon;

    fn counts(text: &str, word: &str) -> (u32, u32, u32) {
        let document = document(text);
        let prose = Prose::new(&document, Lexicon::english());
        let counts = Census::new(&prose).of(word);
        (counts.strong, counts.weak, counts.lower)
    }

    #[test]
    fn where_a_capital_means_something() {
        let text = "Rain fell. The rain hit Voss. Voss said “Voss waits.” VOSS";
        assert_eq!(counts(text, "Rain"), (0, 1, 1));
        assert_eq!(counts(text, "Voss"), (1, 3, 0));
    }

    #[test]
    fn a_headline_shows_nothing() {
        assert_eq!(counts("Minister Walks Out Of Talks\n\nIt ended.", "Talks"), (0, 1, 0));
        assert_eq!(counts("MINISTER WALKS OUT\n\nIt ended.", "Walks"), (0, 1, 0));
    }

    #[test]
    fn a_short_sentence_is_no_headline() {
        for text in ["“Never,” said John Hale.[2]", "“Never,” said John Hale", "They Never Met John Hale.”"] {
            assert_eq!(counts(text, "Hale"), (1, 0, 0), "{text}");
        }
    }
}
