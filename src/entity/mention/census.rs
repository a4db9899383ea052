//! What the whole document shows about its capital letters: is a word that starts a sentence a name? It is where the
//! document writes it with a capital in the middle of sentences, and is not where it writes it small.

use rustc_hash::{FxHashMap, FxHashSet};

use super::handle::Handles;
use crate::document::BlockKind;
use crate::entity::namelist::NameTable;
use crate::nlp::Prose;
use crate::nlp::language::Language;
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

/// Lists of words that may be surnames all the same.
const AMBIGUOUS: Lex = Lex::ORDINARY.or(Lex::TITLE).or(Lex::ORGANISATION_WORD).or(Lex::MODAL).or(Lex::PLACE);

/// Every capitalised word of a document, and how often it is written how.
#[derive(Debug)]
pub struct Census {
    counts: FxHashMap<u64, Counts>,
    weak: Vec<bool>,
    /// Words that end a name which begins with a given name.
    surnames: FxHashSet<u64>,
    /// Names of accounts.
    handles: Handles,
    /// Two words together with a capital each where none is needed.
    pairs: FxHashSet<u64>,
}

impl Census {
    /// Counts a document's words.
    pub fn new(prose: &Prose) -> Self {
        let mut census = Self {
            counts: FxHashMap::default(),
            weak: vec![false; prose.tokens.len()],
            surnames: FxHashSet::default(),
            pairs: FxHashSet::default(),
            handles: Handles::new(prose),
        };
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
        census.collect_pairs(prose);
        census.collect_surnames(prose);
        census
    }

    /// Whether a word names an account: "norland77".
    pub fn is_handle(&self, word: &str) -> bool {
        self.handles.contains(word)
    }

    /// Whether two words stand together as a name elsewhere: "Western Journal" where a sentence starts with it.
    pub fn is_pair(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&pair(first, second))
    }

    fn collect_pairs(&mut self, prose: &Prose) {
        for (at, tokens) in prose.tokens.windows(2).enumerate() {
            let [first, second] = tokens else { continue };
            let strong = first.is_capital() && second.is_capital() && second.start() == first.end() + 1;
            if strong && !self.is_weak(at as u32) {
                self.pairs.insert(pair(first.of(prose.text), second.of(prose.text)));
            }
        }
    }

    /// Whether the document calls somebody by this word behind a given name: "Young" where there is an "Ann Young".
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(&folded(word))
    }

    /// Notes those words with another meaning that stand last in a run behind a given name.
    fn collect_surnames(&mut self, prose: &Prose) {
        if prose.language != Language::English {
            return;
        }
        let table = NameTable::shipped();
        for (at, pair) in prose.tokens.windows(2).enumerate() {
            let [before, token] = pair else { continue };
            let word = token.of(prose.text);
            if !token.is_capital() || token.case == Case::Upper || !token.is(AMBIGUOUS) || self.is_weak(at as u32 + 1) {
                continue;
            }
            let initial = before.of(prose.text).len() == 2 && before.of(prose.text).ends_with('.') && at > 0;
            let given = if initial { prose.tokens.get(at - 1).unwrap_or(before) } else { before };
            let listed = table.get(given.of(prose.text));
            let named = given.is_capital()
                && !given.is(Lex::PLACE.or(Lex::FUNCTION))
                && (listed.given > 2 || !given.is(Lex::ROLE.or(Lex::TITLE)))
                && (given.is(Lex::GIVEN) || listed.given > 1 && listed.given >= listed.surname);
            let next = prose.tokens.get(at + 2);
            let suffix = |next: &Token| matches!(next.of(prose.text), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III");
            let ends = next.is_none_or(|next| suffix(next) || !next.is_capital());
            if named && ends && word.len() > 2 {
                self.surnames.insert(folded(word));
            }
        }
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
pub fn is_headline(prose: &Prose, kind: BlockKind, tokens: &[Token]) -> bool {
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
    // A headline may end with a stop where a page was read without its layout: then a verb or adverb has a capital, too.
    let plain = Lex::SAY.or(Lex::VERB).or(Lex::ATTITUDE).or(Lex::ADVERB).or(Lex::FUNCTION);
    let raised = |token: &Token| token.is_capital() && token.is(plain) && !token.is(Lex::GIVEN);
    let stops = tokens.iter().filter(|token| token.kind == TokenKind::Stop).count();
    let evident = long >= 5 && capital * 5 >= long * 4 && stops < 2 && tokens.iter().skip(1).any(raised);
    let stopped = ends_as_sentence(tokens) && !evident;
    shouted || titled && !stopped && !tokens.iter().any(says)
}

/// Behind the stop there may be the number of a note, or what closes.
fn ends_as_sentence(tokens: &[Token]) -> bool {
    let behind = |token: &&Token| !matches!(token.kind, TokenKind::Word | TokenKind::Stop);
    tokens.iter().rev().take(4).find(|token| !behind(token)).is_some_and(|token| token.kind == TokenKind::Stop)
}

fn pair(first: &str, second: &str) -> u64 {
    folded(first).rotate_left(5) ^ folded(second)
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
