//! What German noun phrases and names need beside what other languages do: nouns show themselves by a capital, a genitive
//! needs no preposition, and most particles of names are small words of every other sentence.

use std::ops::Range;

use super::nominal::OUTSIDE;
use super::{Article, Finder, Found, Person};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};

/// Words that are no part of a phrase before its noun.
const VERBAL: Lex = Lex::SAY.or(Lex::ATTITUDE).or(Lex::VERB).or(Lex::ADVERB);

/// How many adjectives may precede a noun of a complement.
const ADJECTIVES: u32 = 3;

/// How many complements a noun may have: `ein Sprecher |des Ministeriums| |für Verkehr|`.
const COMPLEMENTS: u32 = 3;

impl Finder<'_> {
    fn is_german(&self) -> bool {
        self.prose.language == Language::German
    }

    /// A capital in the text, whatever it means.
    fn is_noun(&self, at: u32) -> bool {
        self.is_kind(at, TokenKind::Word) && self.word(at).starts_with(char::is_uppercase)
    }

    /// `Jan Ode |von| der Bank`, `sagte Ode |der| Zeitung`, `Ode |zur| Wahl`: small words that join no name, other than in
    /// `Jan |von| Ode`. The name so far starts at `start`.
    pub(super) fn is_from(&self, start: u32, at: u32) -> bool {
        if !self.is_german() || self.is_capital(at) {
            return false;
        }
        let lone = at - start == 1;
        let known = lone || self.is(at - 1, Lex::GIVEN.or(Lex::TITLE));
        self.is_one_of(at, &["der", "den", "vom", "zur", "da"]) || self.is_one_of(at, &["von", "zu"]) && !known
    }

    /// `der |45-Jährige|`
    pub(super) fn is_german_age(&self, at: u32) -> bool {
        self.is_german() && ["-Jährige", "-Jähriger", "-Jährigen"].iter().any(|ending| self.word(at).ends_with(ending))
    }

    /// `der |Däne| sagte`
    pub(super) fn is_german_national(&self, at: u32) -> bool {
        self.is_german()
            && at > 0
            && self.is(at, Lex::DEMONYM)
            && self.is_noun(at)
            && self.is(at - 1, Lex::DETERMINER.or(Lex::POSSESSIVE))
            && !self.is_noun(at + 1)
    }

    /// `laut |Bundesregierung|`, `sagte |Betriebsrat| Ode` without the name: a noun without an article that is a source.
    pub(super) fn is_bare_source(&self, start: u32, noun: u32) -> bool {
        let before = start.checked_sub(1);
        // "|Norlands Ministerin|"
        let owned =
            start < noun && self.is_capital(start) && self.word(start).ends_with('s') && self.is(noun, Lex::ROLE);
        self.is_german() && owned
            || self.is_german()
                && self.is(noun, Lex::ORGANISATION_NOUN.or(Lex::ROLE).or(Lex::DOCUMENT))
                && (before.is_some_and(|before| self.is_one_of(before, &["laut", "gemäß"]))
                    || self.is_one_of(noun + 1, &["zufolge"]))
    }

    /// `|die| Vertreter`: several, by the article before a noun for a man.
    pub(super) fn are_several(&self, article: u32, noun: u32) -> bool {
        self.is_german()
            && self.is(noun, Lex::ROLE)
            && self.is(noun, Lex::MALE)
            && !self.is(noun, Lex::FEMALE)
            && self.is_one_of(article, &["die", "diese", "alle", "viele", "mehrere", "einige", "beide", "zahlreiche"])
    }

    /// Where the complement ends that starts at `at`, behind a noun: `des Ministeriums`, `seines Hauses`, `von der Bank`.
    pub(super) fn german_complement(&self, noun: u32, range: &Range<u32>) -> u32 {
        let mut end = noun + 1;
        for _ in 0..COMPLEMENTS {
            let Some(next) = self.one_complement(noun, end, range) else { break };
            end = next;
        }
        end
    }

    fn one_complement(&self, noun: u32, at: u32, range: &Range<u32>) -> Option<u32> {
        const GENITIVES: [&str; 14] = [
            "des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieses", "dieser", "unseres",
            "unserer", "mehrerer", "zweier",
        ];
        let genitive = self.is_one_of(at, &GENITIVES);
        let people = self.is(noun, Lex::ROLE.or(Lex::GROUP).or(Lex::FAMILY));
        let bound = people && self.is_one_of(at, &["von", "vom", "für", "aus", "beim"]);
        if !genitive && !bound || at >= range.end || self.is_capital(at) {
            return None;
        }
        let mut next = at + 1;
        if bound && self.is(next, Lex::DETERMINER.or(Lex::POSSESSIVE)) {
            next += 1;
        }
        for _ in 0..ADJECTIVES {
            let adjective = self.is_kind(next, TokenKind::Word)
                && !self.is_noun(next)
                && !self.is(next, OUTSIDE.or(VERBAL).or(Lex::DETERMINER));
            if !adjective {
                break;
            }
            next += 1;
        }
        if next >= range.end || !self.is_noun(next) || self.is(next, Lex::TIME) || self.is_told(next) {
            return None;
        }
        Some(if self.may_be_name(next) { self.run_end(next, range.end) } else { next + 1 })
    }

    /// `sagte ein Sprecher der |Zeitung|`: to whom something is said.
    fn is_told(&self, noun: u32) -> bool {
        const MEDIA: [&str; 8] =
            ["zeitung", "agentur", "magazin", "sender", "dpa", "afp", "redaktionsnetzwerk", "nachrichtenportal"];
        let word = self.word(noun).to_lowercase();
        MEDIA.iter().any(|medium| word.ends_with(medium)) || matches!(self.word(noun), "DW" | "FAZ" | "SZ" | "F.A.Z.")
    }

    /// The noun phrase beside a verb of speech whose noun at `at` no list has: `sagte |der Amselwirt|`.
    pub(super) fn german_nominal(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        let plain = Lex::TIME.or(Lex::COMMON).or(Lex::SAY_NOUN).or(Lex::FUNCTION);
        if !self.is_german() || !self.is_noun(at) || self.is_capital(at) || self.is(at, plain) || self.is_noun(at + 1) {
            return None;
        }
        let mut start = at;
        let floor = range.start.max(at.saturating_sub(ADJECTIVES + 1));
        let article = loop {
            let before = start.checked_sub(1).filter(|&before| before >= floor)?;
            if self.is(before, Lex::DETERMINER.or(Lex::POSSESSIVE)) {
                break before;
            }
            let small = self.token(before).is_some_and(|token| {
                token.kind == TokenKind::Word && token.case == Case::Lower || token.kind == TokenKind::Number
            });
            if !small || self.is_noun(before) || self.is(before, OUTSIDE.or(VERBAL)) {
                return None;
            }
            start = before;
        };
        // "den", "dem": objects.
        if self.is_one_of(article, &["dem", "den", "des", "einem", "einen", "eines"]) {
            return None;
        }
        let end = self.german_complement(at, range);
        let small = |at: u32| self.token(at).is_some_and(|token| token.case == Case::Lower) && !self.is_noun(at);
        let says = end < range.end && self.is(end, Lex::SAY) && small(end);
        let told = article > range.start && self.is(article - 1, Lex::SAY) && small(article - 1);
        if !says && !told {
            return None;
        }
        let tokens = article..end;
        let definite = self.word(article).to_lowercase().starts_with('d');
        let article = match () {
            () if self.is(article, Lex::POSSESSIVE) => Article::Possessive,
            () if definite => Article::Definite,
            () => Article::Indefinite,
        };
        Some(Found {
            span: self.prose.span(&tokens),
            tokens,
            head: at,
            kind: MentionKind::Nominal,
            actor: ActorKind::Unknown,
            gender: Gender::Unknown,
            plural: false,
            person: Person::Third,
            core: start..at + 1,
            article,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::find;
    use crate::entity::mention::tests::document;
    use crate::nlp::Prose;
    use crate::nlp::language::Language;
    use crate::nlp::lexicon::Lexicon;

    fn mentions(text: &str, kind: MentionKind) -> Vec<String> {
        let document = document(text);
        let prose = Prose::new(&document, Lexicon::of_language(Language::German));
        find(&prose).iter().filter(|m| m.kind == kind).map(|m| m.span.of(text).to_owned()).collect()
    }

    #[test]
    fn names_in_full() {
        let names = |text| mentions(text, MentionKind::Name);
        assert_eq!(names("Das sagte Bidzo Ivaldi, der Gründer."), ["Bidzo Ivaldi"]);
        assert_eq!(names("„Nein“, sagte Geschäftsführerin Mirja Pohl-Ode."), ["Mirja Pohl-Ode"]);
        assert_eq!(names("„Nein“, sagte Anna Vintz von der Stiftung der Zeitung."), ["Anna Vintz"]);
        assert_eq!(
            names("Dann kam Ursula von der Lohe, später Jan Richter. Richter schwieg."),
            ["Ursula von der Lohe", "Jan Richter", "Richter"]
        );
    }

    #[test]
    fn noun_phrases_with_genitives() {
        let nominals = |text| mentions(text, MentionKind::Nominal);
        assert_eq!(nominals("Das sagte eine Sprecherin seines Hauses.")[0], "eine Sprecherin seines Hauses");
        assert_eq!(nominals("„Nein“, sagte der 45-Jährige."), ["der 45-Jährige"]);
        assert_eq!(nominals("„Nein“, sagte der Däne. „Ja“, rief der Amselwirt."), ["der Däne", "der Amselwirt"]);
        assert_eq!(nominals("„Nein“, sagte ein Sprecher der Zeitung.")[0], "ein Sprecher");
    }
}
