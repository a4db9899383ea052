//! Mentions: all words of a document that could be a source. Names, pronouns, and noun phrases headed by a noun for a
//! person, an organisation or a group. Knows nothing of quotations, and not which mentions are the same actor.

pub(super) mod census;
mod german;
pub(super) mod handle;
mod name;
mod nominal;
mod pronoun;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::nlp::lexicon::{Lex, entries};
use crate::nlp::prose::Prose;
use crate::nlp::token::{Token, TokenKind};
use crate::span::Span;

use census::Census;

/// Words that could be a source, and what they show by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words, with title, determiner and complement: `President Ada Voss`, `a spokesman for the company`.
    pub span: Span,
    /// The same as tokens.
    pub tokens: Range<u32>,
    /// The token that heads them: the last word of a name, the noun of a nominal.
    pub head: u32,
    /// Name, pronoun or nominal.
    pub kind: MentionKind,
    /// What the words show it to be; [`ActorKind::Unknown`] where they do not.
    pub actor: ActorKind,
    /// Male or female where the words show it.
    pub gender: Gender,
    /// Whether it stands for several.
    pub plural: bool,
    /// Who speaks of whom.
    pub person: Person,
    /// Of a name: its tokens without the title. Of a nominal: its noun with what stands before it, without determiner,
    /// possessor and complement.
    pub core: Range<u32>,
    /// What introduces a nominal.
    pub article: Article,
}

/// Grammatical person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// I, we.
    First,
    /// You.
    Second,
    /// Everybody else.
    Third,
}

/// What introduces a nominal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Article {
    /// "the", "this", "that".
    Definite,
    /// "a", "another", "some".
    Indefinite,
    /// "her", "Voss’s".
    Possessive,
    /// Nothing; names and pronouns too.
    None,
}

/// Finds all mentions, in order of their start; of two that start together the longer comes first.
///
/// A mention may lie inside another: the name in "Voss’s lawyer" is a mention of its own. Linear in the number of tokens.
pub fn find(prose: &Prose) -> Vec<Found> {
    let census = Census::new(prose);
    let finder = Finder { prose, census };
    let mut found = Vec::with_capacity(prose.tokens.len() / 6);
    for paragraph in &prose.blocks {
        let first = found.len();
        finder.names(&paragraph.tokens, &mut found);
        finder.others(&paragraph.tokens, first, &mut found);
        if let Some(new) = found.get_mut(first..) {
            new.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        }
    }
    found
}

/// What every rule reads.
struct Finder<'p> {
    prose: &'p Prose<'p>,
    census: Census,
}

impl<'p> Finder<'p> {
    fn token(&self, index: u32) -> Option<&'p Token> {
        self.prose.tokens.get(index as usize)
    }

    fn word(&self, index: u32) -> &'p str {
        self.prose.word(index)
    }

    fn is(&self, index: u32, lex: Lex) -> bool {
        self.token(index).is_some_and(|token| token.is(lex))
    }

    fn is_kind(&self, index: u32, kind: TokenKind) -> bool {
        self.token(index).is_some_and(|token| token.kind == kind)
    }

    fn is_capital(&self, index: u32) -> bool {
        self.token(index).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital())
    }

    /// Whether the document has this word as a surname behind a given name, whatever else it means.
    fn is_surname(&self, index: u32) -> bool {
        self.census.is_surname(self.word(index))
    }

    fn is_one_of(&self, index: u32, words: &[&str]) -> bool {
        let word = self.word(index);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// `'s` that shows a possessor rather than "is" or "has"; also the bare apostrophe after an s.
    fn is_possessive(&self, index: u32) -> bool {
        self.is_kind(index, TokenKind::Clitic) && matches!(self.word(index), "'s" | "’s" | "'" | "’" | "'S" | "’S")
    }

    /// Looks at names and all else of a block together: the mentions beside the names found from `first` on.
    fn others(&self, range: &Range<u32>, first: usize, found: &mut Vec<Found>) {
        let names = found.len();
        let mut next_name = first;
        for at in range.clone() {
            while next_name < names && found.get(next_name).is_some_and(|name| name.tokens.end <= at) {
                next_name += 1;
            }
            let inside = found.get(next_name).filter(|_| next_name < names).filter(|name| name.tokens.contains(&at));
            if inside.is_some() {
                continue;
            }
            if let Some(mention) =
                self.part_of(at, range).or_else(|| self.quantity(at, range)).or_else(|| self.pronoun(at, range))
            {
                found.push(mention);
            } else if let Some(mention) = self
                .nominal(at, range)
                .or_else(|| self.unlisted_nominal(at, range))
                .or_else(|| self.german_nominal(at, range))
            {
                found.push(mention);
            }
        }
    }
}

/// Whether a participle says who made a document: "a study |led| by Ada Voss".
pub(super) fn is_authored(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/authored.txt")).collect());
    WORDS.contains(word)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::{Document, Metadata, plain};
    use crate::nlp::lexicon::Lexicon;

    /// A document of plain text.
    pub fn document(text: &str) -> Document {
        plain(text.to_owned(), Metadata::default())
    }

    /// All mentions of one kind, as written.
    pub fn mentions(text: &str, kind: MentionKind) -> Vec<String> {
        let document = document(text);
        let prose = Prose::new(&document, Lexicon::english());
        find(&prose).iter().filter(|m| m.kind == kind).map(|m| m.span.of(text).to_owned()).collect()
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_mentions_in_order(text in "[ a-zA-ZÉ.,'’“”\"\\-\n&()0-9]{0,120}|(Mr\\. |The |of |and |President |Voss |the |said |minister |her |\u{2019}s |“|” ){0,30}") {
            let document = document(&text);
            let prose = Prose::new(&document, Lexicon::english());
            let found = find(&prose);
            for pair in found.windows(2) {
                proptest::prop_assert!(pair[0].span.start <= pair[1].span.start);
            }
            for mention in &found {
                proptest::prop_assert!(!mention.span.of(&text).is_empty());
                proptest::prop_assert!(mention.tokens.contains(&mention.head));
                proptest::prop_assert!(mention.core.start >= mention.tokens.start && mention.core.end <= mention.tokens.end);
            }
        }
    }
}
