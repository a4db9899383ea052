//! Noun phrases whose noun no list has: "the Voss advert", "several Sill associates", "an invitation said". English, where
//! a determiner shows the phrase, and a name inside it or a verb of speech beside it speaks for a source.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Before, HEADS, OUTSIDE, VERBAL};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::mention::{Article, Finder, Found, Person};
use crate::nlp::language::Language;
use crate::nlp::lexicon::{Lex, entries};
use crate::nlp::token::{Case, TokenKind};

/// Verbs, of which one follows a subject.
const VERBS: Lex = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ATTITUDE);

impl Finder<'_> {
    /// The noun phrase that ends with a noun of no list at `at`.
    pub(in crate::entity::mention) fn unlisted_nominal(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        if self.prose.language != Language::English || !self.may_be_noun(at) || !self.ends_phrase(at, range) {
            return None;
        }
        let before = self.before(at, range);
        if before.article == Article::None || !self.describes(&before, at) {
            return None;
        }
        let named = (before.core..at).any(|at| self.is_capital(at) || self.is(at, Lex::DEMONYM));
        let end = self.complement(at + 1, range);
        let says = self.is(end, Lex::SAY) && self.is_small(end);
        let told = before.start > range.start && self.speaks_before(before.start - 1);
        // "a chorus of critics"
        let collective = self.is_one_of(at + 1, &["of"]) && end > at + 1 && is_collective(self.word(at));
        if !named && !says && !told && !collective {
            return None;
        }
        let plural = collective || self.word(at).ends_with('s') && !self.word(at).ends_with("ss");
        let actor = if collective { ActorKind::Group } else { ActorKind::Unknown };
        Some(self.phrase((before.start..end, before.core..at + 1), at, actor, plural, before.article))
    }

    /// The part of a whole that begins at `at`: "many of the speakers", "one of her aides", "one of them said".
    pub(in crate::entity::mention) fn part_of(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        let them = self.is_one_of(at + 2, &["them", "us", "you", "those"]) && self.speaks_beside(at..at + 3, range);
        let whole = (them || self.is(at + 2, Lex::DETERMINER.or(Lex::POSSESSIVE))) && self.is_one_of(at + 1, &["of"]);
        let part =
            self.is(at, Lex::DETERMINER.or(Lex::PRONOUN)) && !self.is_one_of(at, &["that", "those", "this", "he"]);
        if self.prose.language != Language::English || !whole || !part {
            return None;
        }
        let people = Lex::ROLE.or(Lex::GROUP).or(Lex::FAMILY);
        let end = if them { at + 3 } else { self.complement(at + 1, range) };
        let noun = them || (at + 3..end).any(|at| self.is(at, people));
        let one = self.is_one_of(at, &["one"]);
        let actor = if one { ActorKind::Person } else { ActorKind::Group };
        noun.then(|| self.phrase((at..end, at..at + 1), at, actor, !one, Article::Indefinite))
    }

    /// `|Many| say`, `said |others|`, `|someone| shouted`: people of whom nothing but their number is told.
    pub(in crate::entity::mention) fn quantity(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        let anybody = self.is_one_of(at, &["someone", "somebody"]);
        let one = anybody || self.is_one_of(at, &["one", "another"]);
        if self.prose.language != Language::English || !one && !self.is(at, Lex::QUANTITY) {
            return None;
        }
        let (actor, plural) = if one { (ActorKind::Person, false) } else { (ActorKind::Group, true) };
        (anybody || self.speaks_beside(at..at + 1, range))
            .then(|| self.phrase((at..at + 1, at..at + 1), at, actor, plural, Article::Indefinite))
    }

    /// Whether a verb of speech stands beside words: behind them, or before them where they end a clause.
    fn speaks_beside(&self, words: Range<u32>, range: &Range<u32>) -> bool {
        let next = if self.is(words.end, Lex::ADVERB) { words.end + 1 } else { words.end };
        let says = next < range.end && self.is(next, Lex::SAY) && self.is_small(next);
        let closes = !self.token(words.end).is_some_and(|token| token.kind == TokenKind::Word);
        says || closes && words.start > range.start && self.speaks_before(words.start - 1)
    }

    fn phrase(
        &self,
        (tokens, core): (Range<u32>, Range<u32>),
        head: u32,
        actor: ActorKind,
        plural: bool,
        article: Article,
    ) -> Found {
        Found {
            span: self.prose.span(&tokens),
            tokens,
            head,
            kind: MentionKind::Nominal,
            actor,
            gender: Gender::Unknown,
            plural,
            person: Person::Third,
            core,
            article,
        }
    }

    fn is_small(&self, at: u32) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
    }

    /// A word in small letters that no list has as something else than a noun.
    fn may_be_noun(&self, at: u32) -> bool {
        const ENDS: [&str; 4] = ["ed", "ing", "ly", "ous"];
        let word = self.word(at);
        self.is_small(at)
            && word.len() > 2
            && !self.is(at, OUTSIDE.or(VERBAL).or(HEADS).or(Lex::DETERMINER).or(Lex::POSSESSIVE))
            && !ENDS.iter().any(|end| word.ends_with(end))
    }

    /// Whether a noun phrase may end here: no noun follows.
    fn ends_phrase(&self, at: u32, range: &Range<u32>) -> bool {
        let next = at + 1;
        if next >= range.end {
            return true;
        }
        match self.token(next).map(|token| token.kind) {
            Some(TokenKind::Word) => {
                self.is_small(next)
                    && (self.is(next, VERBS.or(OUTSIDE).or(Lex::ADVERB)) || self.word(next).ends_with("ed"))
            }
            Some(TokenKind::Clitic) => !self.is_possessive(next),
            Some(TokenKind::Other) => false,
            _ => true,
        }
    }

    /// Whether what stands between determiner and noun are names and adjectives, no phrase of its own.
    fn describes(&self, before: &Before, at: u32) -> bool {
        (before.core..at).all(|at| {
            self.is_capital(at)
                || self.is_kind(at, TokenKind::Number)
                || self.is_small(at) && !self.is(at, HEADS.or(VERBAL)) && !self.word(at).ends_with("ing")
        })
    }

    /// `said |an invitation|`, `according to |an invitation|`
    fn speaks_before(&self, at: u32) -> bool {
        self.is(at, Lex::SAY) && self.is_small(at)
            || at > 0 && self.is_one_of(at, &["to"]) && self.is_one_of(at - 1, &["according"])
    }
}

/// Whether a noun stands for several who are named behind "of".
fn is_collective(noun: &str) -> bool {
    static NOUNS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../../assets/lexicons/en/collectives.txt")).collect());
    NOUNS.contains(noun)
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    #[test]
    fn nouns_of_no_list_head_a_phrase_where_it_is_one() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("Then the Voss advert claimed it."), ["the Voss advert"]);
        assert_eq!(nominals("There several Voss backers agreed."), ["several Voss backers"]);
        assert_eq!(nominals("An invitation said so."), ["An invitation"]);
        assert!(nominals("They bought the red table and the Voss said no.").is_empty());
    }

    #[test]
    fn people_told_only_by_number_are_mentioned() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("Many said no. Others agreed, some argued."), ["Many", "Others", "some"]);
        assert_eq!(nominals("“No,” said one. “Yes,” said another."), ["one", "another"]);
        assert_eq!(nominals("There someone in the back shouted."), ["someone"]);
        assert!(nominals("There was one left, and another left.").is_empty());
        assert!(nominals("Some bread was left.").is_empty());
        assert_eq!(nominals("It was a lawyer representing Ada Voss.")[0], "a lawyer representing Ada Voss");
        assert_eq!(nominals("It was a survey by Ada Voss.")[0], "a survey by Ada Voss");
        assert_eq!(nominals("Her brother Jon Vale told reporters."), ["reporters"]);
    }

    #[test]
    fn a_part_of_several_heads_its_phrase() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("Many of the voters agreed.")[0], "Many of the voters");
        assert_eq!(nominals("“No,” said one of them. Two of them agreed.")[0], "one of them");
        assert!(nominals("He saw two of them.").is_empty());
        assert_eq!(nominals("It was a chorus of critics.")[0], "a chorus of critics");
    }

    #[test]
    fn complements_belong_to_the_noun() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("It was an aide to the minister.")[0], "an aide to the minister");
        assert_eq!(nominals("Two people briefed on the talks agreed.")[0], "Two people briefed on the talks");
        assert_eq!(nominals("People familiar with the talks agreed.")[0], "People familiar with the talks");
    }
}
