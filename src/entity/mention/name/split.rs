//! Runs that hold more than one name: an office or a body, and then who bears it or works there.

use std::ops::Range;

use crate::entity::mention::{Finder, Found};
use crate::entity::namelist::{Listed, NameTable};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};

use super::spelling::is_initial;

/// How many words of a name stand behind the first given name that a run is split at.
const LONGEST: u32 = 4;

/// What joins an office to what it is for.
const JOINERS: [&str; 6] = ["of", "for", "in", "to", "on", "at"];

/// Nouns for people by what they do or where they belong.
const OFFICE: Lex = Lex::ROLE.or(Lex::TITLE);

/// What shows that a word is no part of a person's name.
const IMPERSONAL: Lex = Lex::ROLE
    .or(Lex::TITLE)
    .or(Lex::FAMILY)
    .or(Lex::GROUP)
    .or(Lex::ORGANISATION_WORD)
    .or(Lex::ORGANISATION_NOUN)
    .or(Lex::DOCUMENT)
    .or(Lex::DEMONYM)
    .or(Lex::COMMON)
    .or(Lex::PLACE);

impl Finder<'_> {
    /// What lists of names say of a word; nothing in languages whose names they do not hold.
    pub(super) fn listed(&self, at: u32) -> Listed {
        match self.prose.language {
            language if language == Language::English || self.prose.lexicon.is_pack() => {
                NameTable::shipped().get(self.word(at))
            }
            _ => Listed::default(),
        }
    }

    /// Whether a word is a given name, more than a surname.
    pub(super) fn is_given(&self, at: u32) -> bool {
        let listed = self.listed(at);
        self.is_capital(at) && (self.is(at, Lex::GIVEN) || listed.given > 1 && listed.given >= listed.surname)
    }

    /// Whether lists of names and the word behind it show that a word that starts a sentence is a name: "Cruz openly
    /// admitted", "Bill Vale".
    pub(super) fn is_listed_name(&self, at: u32) -> bool {
        let listed = self.listed(at);
        let ordinary =
            self.is(at, super::ORDINARY.without(Lex::COMMON)) || super::spelling::has_ordinary_end(self.word(at));
        let named = self.is_given(at) && self.is_capital(at + 1) && !self.is(at + 1, super::ORDINARY);
        if named && !ordinary && !self.census.is_weak(at + 1) {
            return true;
        }
        let acts = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ATTITUDE);
        let next = if self.is(at + 1, Lex::ADVERB) { at + 2 } else { at + 1 };
        // "Holt and Vale said"
        let pair = self.is_one_of(at + 1, &["and"])
            && self.is_capital(at + 2)
            && !self.census.is_weak(at + 2)
            && self.is(at + 3, acts);
        let verb = self.is(next, acts) || self.word(next).ends_with("ed") || pair;
        listed.surname.max(listed.given) > 1 && !self.is(at, super::ORDINARY) && !ordinary && verb
    }

    /// A word that no list has as anything but a name, where another name follows: "Abu Hamid".
    pub(super) fn may_be_given(&self, at: u32) -> bool {
        !self.is(at, super::ORDINARY.or(Lex::ORGANISATION_WORD))
            && self.census.of(self.word(at)).lower == 0
            && self.is_capital(at + 1)
            && self.listed(at + 1) != Listed::default()
    }

    /// `Coast |&| Northern Rail`
    pub(super) fn joins_sign(&self, at: u32) -> bool {
        self.word(at + 1) == "&" && self.is_capital(at + 2) && !self.is(at, Lex::FUNCTION)
    }

    /// The title inside a run that a name follows: from its first to after its last word.
    pub(super) fn title_in(&self, run: &Range<u32>) -> Option<Range<u32>> {
        let is_title = |at: u32| {
            self.is(at, Lex::TITLE) && !self.is(at, Lex::GIVEN)
                || self.is(at, Lex::ROLE) && (self.is(at + 1, Lex::GIVEN) || self.leads_two(at, run))
        };
        let first = run.clone().find(|&at| is_title(at)).filter(|&at| at + 1 < run.end)?;
        let borne = self.is(first + 1, Lex::GIVEN);
        if first > run.start && self.is(run.start, Lex::GIVEN) && !self.is(run.start, Lex::PLACE) && !borne {
            return None;
        }
        let mut end = first + 1;
        while end + 1 < run.end && is_title(end) {
            end += 1;
        }
        if self.word(end) == "of" {
            // "Secretary of State Ann Lee", but "Duke of Omnium".
            // "Leader of Opposition Shri Bhupat Vale"
            let second = (end + 2..run.end.saturating_sub(1)).find(|&at| self.is(at, Lex::TITLE)).map(|at| at + 1);
            let given = (end + 2..run.end).find(|&at| self.is(at, Lex::GIVEN));
            return Some(first..second.or(given).unwrap_or(first));
        }
        (end < run.end).then_some(first..end)
    }

    /// `|Advocate| Mokiti Vale`: a role that begins a run, and two words of which no list knows anything but names.
    fn leads_two(&self, at: u32, run: &Range<u32>) -> bool {
        let personal = |at: u32| {
            self.is_capital(at)
                && !self.is(at, IMPERSONAL.or(super::ORDINARY))
                && self.census.of(self.word(at)).lower == 0
        };
        self.prose.language == Language::English
            && at == run.start
            && run.end - at == 3
            && !self.is(at, Lex::PLURAL.or(Lex::GIVEN).or(Lex::ORGANISATION_WORD))
            && personal(at + 1)
            && personal(at + 2)
    }

    /// `Minister of State |for Transport| Ada Voss`, `Minister |in the Ministry of Finance| Ada Voss`: what an office is
    /// for, where the name of its bearer follows; behind the given name and the word after it.
    pub(super) fn office_for(&self, start: u32, end: u32, limit: u32) -> Option<u32> {
        const LONG: u32 = 9;
        let joins = self.is_one_of(end, &JOINERS);
        let office = (start..end).any(|at| self.is(at, OFFICE) && !self.is(at, Lex::PLURAL));
        if self.prose.language != Language::English || !joins || !office {
            return None;
        }
        let inner =
            |at: u32| self.is_capital(at) || self.is_one_of(at, &["of", "and", "the", "for"]) || self.word(at) == "&";
        let mut field = (end + 1..limit.min(end + LONG)).take_while(|&at| inner(at)).skip(1);
        let given = field.find(|&at| {
            self.is_given(at) && !self.is(at, IMPERSONAL) && self.is_capital(at - 1) && self.is_capital(at + 1)
        })?;
        (given + 1 < limit && !self.is(given + 1, IMPERSONAL)).then_some(given + 2)
    }

    /// `MP |for Havn North| Ada Voss`: whether what an office is for ends before a given name.
    fn ends_field(&self, start: u32, given: u32) -> bool {
        let joiner = (start + 1..given).find(|&at| self.is_one_of(at, &JOINERS));
        let office = |joiner: u32| self.is(joiner - 1, OFFICE) && !self.is(joiner - 1, Lex::PLURAL);
        self.is_given(given) && joiner.is_some_and(|joiner| joiner + 1 < given && office(joiner))
    }

    /// Whether what stands before a title is a name of its own: "New York Mayor Ann Lee".
    pub(super) fn is_apart(&self, before: &Range<u32>) -> bool {
        let place = before.end - before.start == 1 && self.is(before.start, Lex::PLACE);
        place || self.is_known(before)
    }

    /// Where a person's name begins inside a run that begins with something else: `Transport Secretary |Grant Shaw`,
    /// `Norland |Kurt Vale`.
    pub(super) fn person_in(&self, run: &Range<u32>) -> Option<u32> {
        let first = run.start + 1;
        (first..run.end.saturating_sub(1)).find(|&at| {
            let after_place = at == first && self.is_after_preposition(run.start) && run.end - at > 1;
            let rare = self.is_office(at - 1) && self.listed(at).given > self.listed(at).surname;
            (self.is_given(at) || after_place || rare)
                && !self.is(at, OFFICE.without(Lex::GIVEN))
                && run.end - at <= LONGEST
                && (self.is_impersonal(run.start, at - 1) || self.ends_field(run.start, at))
                && (at + 1..run.end).all(|next| self.may_go_on(next))
        })
    }

    /// `ambassador to |Norland| Ling Vale`: a country after a preposition, not the first word of a longer name.
    fn is_after_preposition(&self, at: u32) -> bool {
        at > 0
            && self.is(at, Lex::PLACE)
            && !self.is(at, Lex::GIVEN)
            && self.is_one_of(at - 1, &["to"])
            && !self.is(at + 1, IMPERSONAL)
            && self.listed(at + 1).surname.max(self.listed(at + 1).given) > 0
    }

    /// Whether the word before a given name is no part of the same person's name.
    fn is_impersonal(&self, start: u32, at: u32) -> bool {
        let word = self.word(at);
        if !self.is_capital(at) || is_initial(word) || matches!(word, "St." | "Saint" | "San" | "Santa") {
            return false;
        }
        let listed = self.listed(at);
        let apart = self.is(at, IMPERSONAL) && !self.is(at, Lex::GIVEN);
        // "Norland Joe Vale": neither a given name nor a surname. "Clinton Joe Vale" may be both.
        let foreign = listed == Listed::default() && !self.is(at, Lex::GIVEN);
        let upper = self.token(at).is_some_and(|token| token.case == Case::Upper) && word.len() > 1;
        let common = self.census.of(word).lower > 0 && listed.given == 0;
        let domain = at > start && matches!(self.word(at - 1), "of" | "for");
        // A surname that is no office of anybody: "Young Joe Vale".
        let surname = self.is_surname(at) && !self.is(at, OFFICE);
        !surname && (apart || domain || upper || common || foreign && self.is_unlike_given(start, at))
    }

    /// A word that no list has is a name of a place or body where the document has it so elsewhere, or where it does not
    /// begin the run.
    fn is_unlike_given(&self, start: u32, at: u32) -> bool {
        let district = at == start && at > 1 && self.is_one_of(at - 1, &["of"]) && self.is_capital(at - 2);
        district || at > start && self.is_capital(at - 1) && !self.is_given(at - 1)
    }

    /// Whether a word goes on with a person's name.
    fn may_go_on(&self, at: u32) -> bool {
        let particle = self.is(at, Lex::PARTICLE);
        let named = self.listed(at).surname > 0 || self.is_surname(at);
        particle
            || self.is_capital(at)
                && (named || !self.is(at, Lex::ORGANISATION_WORD.or(Lex::ORGANISATION_NOUN).or(OFFICE).or(Lex::GROUP)))
    }

    /// Whether the word before a person's name, in the same run, is what that person is.
    pub(super) fn is_office(&self, at: u32) -> bool {
        self.is(at, OFFICE.or(Lex::FAMILY)) && !self.is(at, Lex::PLURAL)
    }

    /// `Young said`: a word that means something else, too, where the document has somebody of that surname.
    pub(super) fn is_bare_surname(&self, at: u32) -> bool {
        if !self.is_surname(at) || self.token(at).is_some_and(|token| token.case == Case::Upper) {
            return false;
        }
        let acts = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ATTITUDE).or(Lex::ADVERB);
        let small = |at: u32| self.token(at).is_some_and(|token| token.case == Case::Lower);
        let determined = at > 0 && self.is(at - 1, Lex::DETERMINER.or(Lex::POSSESSIVE));
        let ends = self.is(at + 1, acts) && small(at + 1)
            || matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Comma | TokenKind::Clitic));
        !determined && (ends || !self.census.is_weak(at) && !self.is_capital(at + 1))
    }

    /// A person's name with what stands before it in the same run: an office belongs to it, a body or place is apart.
    pub(super) fn cut_before(
        &self,
        before: Range<u32>,
        person: Range<u32>,
        range: &Range<u32>,
        found: &mut Vec<Found>,
    ) {
        // "Secretary of State Ada Vale"
        let office_of = (before.start + 1..before.end)
            .find(|&at| self.is_one_of(at, &JOINERS))
            .is_some_and(|of| self.is(of - 1, OFFICE) && self.may_open_office(before.start));
        if office_of {
            found.extend(self.name(before.start..person.end, person));
            return;
        }
        if !self.is_office(person.start - 1) {
            self.cut(before, range, found);
            found.extend(self.name(person.clone(), person));
            return;
        }
        let mut title = person.start - 1;
        while title > before.start && self.is(title - 1, OFFICE) {
            title -= 1;
        }
        let owner = before.start..title;
        let apart = !owner.is_empty() && (self.is_apart(&owner) || self.is_organisation(&owner));
        if apart {
            self.cut(owner.clone(), range, found);
        }
        let demonyms = owner.clone().all(|at| self.is(at, Lex::DEMONYM));
        let start = if apart || demonyms { title } else { before.start };
        found.extend(self.name(start..person.end, person));
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    fn names(text: &str) -> Vec<String> {
        mentions(text, MentionKind::Name)
    }

    #[test]
    fn a_given_name_inside_a_run_starts_a_person() {
        assert_eq!(
            names("Then Norland Kurt Vale spoke, and so did Ukraine Kurt Vale."),
            ["Norland Kurt Vale", "Ukraine", "Kurt Vale"]
        );
        assert_eq!(names("Then Transport Secretary Grant Shaw left."), ["Transport Secretary Grant Shaw"]);
        assert_eq!(
            names("Then Chief Financial Officer of Sill Stores Debra Holt left."),
            ["Chief Financial Officer of Sill Stores Debra Holt"]
        );
        assert_eq!(
            names("It was Minister of State for Transport Adrian Holt."),
            ["Minister of State for Transport Adrian Holt"]
        );
        assert_eq!(names("It was MP for Havn North Ann Holt, then."), ["MP for Havn North Ann Holt"]);
        assert_eq!(
            names("It was Minister in the Ministry of Finance Brian Holt."),
            ["Minister in the Ministry of Finance Brian Holt"]
        );
        assert_eq!(
            names("So the Minister for Transport in London met Brian Holt."),
            ["Transport", "London", "Brian Holt"]
        );
        assert_eq!(names("It was Mary Ann Vale and Jean Paul Holt."), ["Mary Ann Vale", "Jean Paul Holt"]);
    }

    #[test]
    fn rare_first_words_and_signs_belong_to_the_name() {
        assert_eq!(names("Abu Hamid al-Rami spoke."), ["Abu Hamid al-Rami"]);
        assert_eq!(names("Coast & Northern Rail said so."), ["Coast & Northern Rail"]);
        assert_eq!(names("Then Princess Ada of Venn left."), ["Princess Ada of Venn"]);
    }

    #[test]
    fn a_surname_of_the_document_is_a_name_whatever_else_it_means() {
        assert_eq!(names("It was Ann Young. Young said so."), ["Ann Young", "Young"]);
        assert_eq!(
            names("It was Ken Doctor. Indeed, Doctor asserts it, and Mr. Cook."),
            ["Ken Doctor", "Doctor", "Mr. Cook"]
        );
        assert!(names("Young people said so. The Doctor asserts it.").is_empty());
    }
}
