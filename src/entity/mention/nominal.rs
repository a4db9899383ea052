//! Nominals: noun phrases headed by a noun for a person, an organisation, a group or what is published.

mod behind;
mod general;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Article, Finder, Found, Person, is_authored};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::nlp::language::Language;
use crate::nlp::lexicon::{Lex, entries};
use crate::nlp::token::{Case, Token, TokenKind};

/// Nouns that can head a source.
const HEADS: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT);

/// Words that are no part of a noun phrase before its noun.
pub(super) const OUTSIDE: Lex = Lex::PREPOSITION
    .or(Lex::CONJUNCTION)
    .or(Lex::SUBORDINATOR)
    .or(Lex::AUXILIARY)
    .or(Lex::MODAL)
    .or(Lex::PRONOUN)
    .or(Lex::NEGATION)
    .or(Lex::WH)
    .or(Lex::TIME);

/// Verbs and adverbs: inside a noun phrase only after a determiner ("the said minister", "a newly named envoy").
const VERBAL: Lex = Lex::SAY.or(Lex::ATTITUDE).or(Lex::VERB).or(Lex::ADVERB);

/// How many tokens a noun phrase may have before its noun.
const REACH: u32 = 7;

/// What stands before the noun of a nominal.
struct Before {
    start: u32,
    core: u32,
    article: Article,
}

impl Finder<'_> {
    /// The nominal whose noun is at `at`: "the senator", "her lawyer", "a spokesman for the company", "European leaders".
    pub(super) fn nominal(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        let person = self.is_national(at) || self.is_aged(at);
        let heads = |token: &&Token| person || token.is(HEADS) || self.is_head_of(at);
        let token = self.token(at).filter(|token| token.kind == TokenKind::Word).filter(heads)?;
        // "police officer": the last noun heads.
        if token.is_capital() && !self.census.is_weak(at) && !person || self.goes_on(at, range) {
            return None;
        }
        let before = self.before(at, range);
        let plural = token.is(Lex::PLURAL) || token.is(Lex::GROUP) || self.are_several(before.start, at);
        let bare = before.article == Article::None;
        let named = before.core < at && (self.is_capital(before.core) || self.is(before.core, Lex::DEMONYM));
        let known = named && token.is(Lex::ORGANISATION_NOUN) || self.is_bare_source(before.start, at);
        if bare && !plural && !known {
            return None;
        }
        // "they report", "talks stall as states": a verb has no determiner.
        if bare && !named && token.is(Lex::SAY.or(Lex::VERB).or(Lex::ATTITUDE).or(Lex::DOCUMENT)) {
            return None;
        }
        let described = self.adjectives(at + 1, range.end);
        let end = self.complement(described, range);
        let tokens = before.start..end;
        let article = self.article_of(at, before.article);
        Some(Found {
            span: self.prose.span(&tokens),
            tokens,
            head: at,
            kind: MentionKind::Nominal,
            actor: self.nominal_kind(at, plural),
            gender: if plural { Gender::Unknown } else { self.gender_by_article(before.start, at) },
            plural,
            person: Person::Third,
            core: before.core..at + 1,
            article,
        })
    }

    /// `the |head| of the bank`: somebody, and no part of the body.
    fn is_head_of(&self, at: u32) -> bool {
        let named = || {
            let next = if self.is(at + 2, Lex::DETERMINER) { at + 3 } else { at + 2 };
            self.may_be_name(next) || self.is(next, Lex::ORGANISATION_NOUN)
        };
        self.is_one_of(at, &["head"]) && self.is_one_of(at + 1, &["of"]) && named()
    }

    /// `the |Spaniard| said`: a person by country or party.
    pub(super) fn is_national(&self, at: u32) -> bool {
        static NOUNS: LazyLock<FxHashSet<&str>> =
            LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/nationals.txt")).collect());
        let after_article = at > 0 && self.is_one_of(at - 1, &["the"]);
        if self.is_german_national(at) {
            return true;
        }
        if self.prose.language != Language::English || !after_article || !self.is_capital(at) {
            return false;
        }
        let next = if self.is(at + 1, Lex::ADVERB) { at + 2 } else { at + 1 };
        let acts = self.is(next, Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::WH))
            // "the Spaniard, 43, said", but not "the Spanish, French and …"
            || self.is_kind(next, TokenKind::Comma) && !self.is_capital(next + 1);
        let acts = acts && !self.is_capital(next);
        let demonym = || self.is(at, Lex::DEMONYM) && self.word(at).ends_with("an");
        acts && (demonym() || NOUNS.contains(self.word(at).to_ascii_lowercase().as_str()))
    }

    /// `the |45-year-old|`
    fn is_aged(&self, at: u32) -> bool {
        self.prose.language == Language::English && self.word(at).ends_with("-year-old") || self.is_german_age(at)
    }

    /// Whether another noun goes on after `at` in the same phrase, or a name that the noun is a title of.
    fn goes_on(&self, at: u32, range: &Range<u32>) -> bool {
        let next = at + 1;
        if next >= range.end {
            return false;
        }
        let noun =
            self.is(next, HEADS) && !self.is_capital(next) && !self.is(next, Lex::SAY.or(Lex::VERB).or(FUNCTIONAL));
        let noun = noun && !self.is(at, Lex::PLURAL);
        let titled = self.is(at, Lex::ROLE.or(Lex::TITLE)) && !self.is(at, Lex::PLURAL) && self.may_be_name(next);
        noun || titled
    }

    fn nominal_kind(&self, at: u32, plural: bool) -> ActorKind {
        let people =
            self.is(at, Lex::ROLE.or(Lex::FAMILY)) || self.is_head_of(at) || self.is_national(at) || self.is_aged(at);
        match () {
            // "the broadcaster", "the developer": a person or a company.
            () if people && !plural && self.is(at, Lex::ORGANISATION_NOUN) => ActorKind::Unknown,
            () if self.is(at, Lex::GROUP) || people && plural => ActorKind::Group,
            () if people => ActorKind::Person,
            () if self
                .is_one_of(at, &["state", "country", "nation", "city", "town", "republic", "county", "province"]) =>
            {
                ActorKind::Place
            }
            () if self.is(at, Lex::ORGANISATION_NOUN) => ActorKind::Organisation,
            () => ActorKind::Unknown,
        }
    }

    /// Walks back from the noun over adjectives, names and nouns to a determiner or possessor.
    fn before(&self, at: u32, range: &Range<u32>) -> Before {
        let floor = range.start.max(at.saturating_sub(REACH));
        let mut start = at;
        while start > floor {
            let before = start - 1;
            let Some(token) = self.token(before) else { break };
            match token.kind {
                // "one skipper"
                TokenKind::Word if start > before && self.counts(before, at) => {
                    return Before { start: before, core: start, article: Article::Indefinite };
                }
                TokenKind::Word if token.is(Lex::POSSESSIVE) => {
                    return Before { start: before, core: start, article: Article::Possessive };
                }
                TokenKind::Word if token.is(Lex::DETERMINER) => {
                    let definite = token.is(Lex::DEFINITE);
                    let article = if definite { Article::Definite } else { article(token.of(self.prose.text)) };
                    return Before { start: before, core: start, article };
                }
                TokenKind::Clitic if self.is_possessive(before) => {
                    return Before { start: self.possessor(before, floor), core: start, article: Article::Possessive };
                }
                // "der 35 |Jahre| alte Kapitän"
                TokenKind::Word if self.is_one_of(before, &["Jahre"]) && self.word(start).starts_with("alt") => {
                    start = before;
                }
                TokenKind::Word if token.is(OUTSIDE) && !token.is_capital() => break,
                // "a |statement said| Norland troops"
                TokenKind::Word if self.says_before(before) => break,
                TokenKind::Word | TokenKind::Number => start = before,
                _ => break,
            }
        }
        let core = self.bare_start(start, at);
        Before { start: core, core, article: Article::None }
    }

    /// A verb of speech in small letters behind a noun that can speak.
    fn says_before(&self, at: u32) -> bool {
        let small = self.token(at).is_some_and(|token| token.case == Case::Lower);
        self.prose.language == Language::English
            && small
            && self.is(at, Lex::SAY)
            && !self.is(at, HEADS)
            && at > 0
            // "Her brother |Jon Vale told| reporters"
            && (self.is(at - 1, HEADS.or(Lex::SAY_NOUN)) || self.is_capital(at - 1) && self.may_be_name(at - 1))
    }

    /// `one skipper`: "one" that counts the noun at `at`.
    fn counts(&self, one: u32, at: u32) -> bool {
        self.prose.language == Language::English
            && self.is_one_of(one, &["one"])
            && !self.is(at, Lex::PLURAL.or(Lex::GROUP))
    }

    /// Without a determiner only words that clearly describe the noun are taken: "senior European leaders".
    fn bare_start(&self, start: u32, at: u32) -> u32 {
        let mut core = at;
        while core > start {
            let word = self.word(core - 1);
            let name = self.may_be_name(core - 1);
            let known =
                self.is(core - 1, Lex::DEMONYM.or(Lex::COMMON).or(HEADS)) && !self.is(core - 1, VERBAL.or(OUTSIDE));
            if !name && !known && !has_adjective_end(word) {
                break;
            }
            if self.is_capital(core - 1)
                && !name
                && !self.is(core - 1, Lex::DEMONYM)
                && self.census.is_weak(core - 1)
                && !known
                && !has_adjective_end(word)
            {
                break;
            }
            core -= 1;
        }
        core
    }

    /// Where the possessor starts whose `'s` is at `clitic`: "the company’s", "Ada Voss’s".
    fn possessor(&self, clitic: u32, floor: u32) -> u32 {
        let mut start = clitic;
        while start > floor {
            let before = start - 1;
            let Some(token) = self.token(before).filter(|token| token.kind == TokenKind::Word) else { break };
            if token.is(Lex::DETERMINER.or(Lex::POSSESSIVE)) {
                return before;
            }
            let name = self.may_be_name(before);
            let joined = start == clitic || self.may_be_name(start) == name;
            // "had briefed |the president's team".
            let helper = before > 0 && self.is(before - 1, Lex::AUXILIARY.or(Lex::PRONOUN));
            let verb = helper && self.word(before).ends_with("ed");
            if (token.is(OUTSIDE.or(VERBAL)) || verb) && !name || !joined && name {
                break;
            }
            start = before;
        }
        if start == clitic { clitic.saturating_sub(1).max(floor) } else { start }
    }

    /// Where the complement ends that starts at `at`, behind the noun: "for the company", "of the Norland Trade Council", "close
    /// to the minister", "briefed on the talks".
    pub(super) fn complement(&self, at: u32, range: &Range<u32>) -> u32 {
        if self.prose.language == Language::German {
            return self.german_complement(at - 1, range);
        }
        let (preposition, bound) = self.complement_start(at);
        if !bound || self.is(preposition + 1, Lex::TIME) {
            return at;
        }
        let limit = range.end.min(preposition + 10);
        let mut end = at;
        let mut next = preposition + 1;
        let mut fresh = true;
        while next < limit {
            let Some(token) = self.token(next) else { break };
            let name = token.kind == TokenKind::Word && self.may_be_name(next);
            // "on |the talks|": a noun, though the word is a verb elsewhere.
            let determined = self.is(next - 1, Lex::DETERMINER.or(Lex::POSSESSIVE));
            match token.kind {
                TokenKind::Word if token.is(Lex::DETERMINER.or(Lex::POSSESSIVE)) && fresh => fresh = true,
                TokenKind::Word if name => {
                    (end, fresh) = (self.run_end(next, range.end), false);
                    next = end.max(next + 1);
                    continue;
                }
                TokenKind::Word if self.is_one_of(next, &["of", "for"]) && !fresh => fresh = true,
                TokenKind::Word if self.is(next, Lex::LINK) && !fresh => fresh = true,
                TokenKind::Word if !fresh && self.joins_fields(at - 1, next) => fresh = true,
                TokenKind::Word if determined && !token.is(OUTSIDE) => (end, fresh) = (next + 1, false),
                TokenKind::Word if token.is(OUTSIDE.or(VERBAL).or(Lex::DETERMINER)) => break,
                TokenKind::Word => (end, fresh) = (next + 1, false),
                TokenKind::Clitic if self.is_possessive(next) && !fresh => fresh = true,
                _ => break,
            }
            next += 1;
        }
        end.max(at)
    }

    /// `the Minister for Roads |and| Highways`: "and" between two fields of the office whose noun is at `noun`.
    fn joins_fields(&self, noun: u32, and: u32) -> bool {
        let field =
            |at: u32| self.is_capital(at) && !self.is(at, Lex::GIVEN.or(Lex::PLACE).or(Lex::TITLE).or(Lex::ROLE));
        self.is(noun, Lex::ROLE)
            && self.is_one_of(and, &["and"])
            && field(and - 1)
            && field(and + 1)
            && (!self.is_capital(and + 2) || field(and + 2))
    }

    /// The preposition of a complement that starts at `at`, and whether it is one of the noun before.
    fn complement_start(&self, at: u32) -> (u32, bool) {
        if self.is_one_of(at, &["of", "for", "at", "with", "from"]) || self.is(at, Lex::LINK) {
            return (at, true);
        }
        let noun = at.saturating_sub(1);
        // "a survey |by| Ada Voss"
        if self.is(noun, Lex::DOCUMENT) && self.is_one_of(at, &["by"]) {
            return (at, true);
        }
        // "a study |led by| Ada Voss"
        if self.is(noun, Lex::DOCUMENT) && is_authored(self.word(at)) && self.is_one_of(at + 1, &["by"]) {
            return (at + 1, true);
        }
        let english = self.prose.language == Language::English;
        if !english || !self.is(noun, Lex::ROLE.or(Lex::GROUP).or(Lex::FAMILY)) {
            return (at, false);
        }
        let phrase = |at: u32| self.is(at + 1, Lex::DETERMINER.or(Lex::POSSESSIVE)) || self.may_be_name(at + 1);
        // "a lawyer |representing| Voss"
        if self.is(at, Lex::TIE) && self.word(at).ends_with("ing") {
            return (at, phrase(at));
        }
        // "aide to the minister", "officials in Norland"
        if self.is_one_of(at, &["to"]) {
            return (at, phrase(at) && !self.is(noun, Lex::GROUP));
        }
        if self.is_one_of(at, &["in", "inside", "within", "on"]) {
            return (at, phrase(at) && self.is(noun, Lex::PLURAL.or(Lex::GROUP)));
        }
        // "people |familiar| with the talks", "people |briefed| on the talks"
        let describes = self.is_one_of(at, &["familiar", "close", "involved", "loyal", "briefed"])
            || self.word(at).ends_with("ed") && !self.is(at, Lex::SAY.or(Lex::VERB));
        let bound = self.is_one_of(at + 1, &["with", "to", "on", "in"]);
        (at + 1, describes && bound && phrase(at + 1))
    }
}

/// Function words that are in lists of nouns too.
const FUNCTIONAL: Lex = Lex::AUXILIARY.or(Lex::MODAL).or(Lex::PREPOSITION).or(Lex::CONJUNCTION).or(Lex::ATTITUDE);

fn article(word: &str) -> Article {
    match word.to_ascii_lowercase().as_str() {
        // German, in every case: "die Polizei" and "der Polizei" are one.
        "der" | "die" | "das" | "dem" | "den" | "des" | "the" | "this" | "that" | "these" | "those" | "both"
        | "such" => Article::Definite,
        _ => Article::Indefinite,
    }
}

/// Ends of adjectives that describe people.
fn has_adjective_end(word: &str) -> bool {
    const ENDS: [&str; 9] = ["al", "ic", "ive", "ous", "ary", "ian", "ish", "ican", "ior"];
    word.len() > 4 && ENDS.iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    #[test]
    fn noun_phrases_that_can_speak() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("Then the senator told her lawyer no."), ["the senator", "her lawyer"]);
        assert_eq!(nominals("It was a spokesman for the company."), ["a spokesman for the company", "the company"]);
        assert_eq!(nominals("There European leaders agreed."), ["European leaders"]);
        assert_eq!(nominals("So the Voss administration agreed."), ["the Voss administration"]);
        assert_eq!(nominals("Officials agreed, as the police officer had."), ["Officials", "the police officer"]);
        assert_eq!(nominals("But Voss’s lawyer wept."), ["Voss’s lawyer"]);
        assert_eq!(nominals("Then the Pole, 43, wept. The Omani said no."), ["the Pole", "The Omani"]);
        assert_eq!(
            nominals("It was the Minister for Roads and Highways, Ada Voss.")[0],
            "the Minister for Roads and Highways"
        );
        assert_eq!(nominals("Then the minister for Roads and Ada Voss agreed.")[0], "the minister for Roads");
        assert_eq!(nominals("They had briefed President-elect Ada Voss’s team."), ["President-elect Ada Voss’s team"]);
    }

    #[test]
    fn a_verb_heads_no_noun_phrase() {
        assert!(mentions("They report that it states much.", MentionKind::Nominal).is_empty());
    }
}
