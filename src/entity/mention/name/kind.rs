//! What a name shows by its own words: a person, a place, an organisation, a man or a woman.

use std::ops::Range;

use crate::entity::actor::{ActorKind, Gender};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::Finder;
use crate::entity::namelist::Listed;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;

use super::spelling::is_initial;

/// Nouns for bodies that are named after what they are for.
const BODIES: [&str; 24] = [
    "Council",
    "Association",
    "Commission",
    "Committee",
    "Department",
    "Ministry",
    "Agency",
    "Administration",
    "Institute",
    "Authority",
    "Bureau",
    "Board",
    "Organisation",
    "Organization",
    "Federation",
    "Foundation",
    "Service",
    "Services",
    "Society",
    "Union",
    "Trust",
    "Center",
    "Centre",
    "Office",
];

/// Nouns of bodies that may serve two places.
const AREAS: [&str; 4] = ["Police", "Constabulary", "Council", "Health"];

/// Ends of nouns for what bodies are for.
const MATTERS: [&str; 12] =
    ["ism", "tion", "sion", "ment", "ity", "ness", "ure", "ance", "ence", "ology", "ing", "ics"];

impl Finder<'_> {
    /// `World Travel |and| Tourism Council`: where what a body is for goes on at `and`. Two who stand together are two: what
    /// is joined must be no name of a person or place, and one of it a noun by its letters or by how the text writes it.
    pub(super) fn body_of_two(&self, and: u32, limit: u32) -> Option<u32> {
        let before = and.checked_sub(1)?;
        let end = (and + 1..limit.min(and + 5)).take_while(|&at| self.may_be_name(at)).last()? + 1;
        let head = end - 1;
        let bare = |at: u32| !self.is(at, Lex::GIVEN.or(Lex::TITLE).or(Lex::PLACE)) && self.is_capital(at);
        let named = BODIES.contains(&self.word(head)) && head > and + 1;
        // "Bill and Linda Harmon Foundation"
        let given = |at: u32| self.is_given(at) && !self.is(at, Lex::TITLE);
        let couple = given(before) && given(and + 1) && end - and > 3 && self.is(head, Lex::ORGANISATION_WORD);
        if couple {
            return Some(end);
        }
        // "Oceanic and Atmospheric": nobody's names.
        let english = self.prose.language == Language::English;
        let nameless = |at: u32| english && self.listed(at) == Listed::default() && !self.is_surname(at);
        // "Devon and Cornwall Police": two places that have one body, unless somebody is "in Devon".
        let area = |at: u32| self.is_capital(at) && !self.is(at, Lex::GIVEN.or(Lex::TITLE));
        let of_places = AREAS.contains(&self.word(head))
            && head == and + 2
            && area(before)
            && area(and + 1)
            && (before == 0 || !self.is(before - 1, Lex::PREPOSITION) && !self.is_capital(before - 1));
        if of_places {
            return Some(end);
        }
        let matter = self.is_subject_matter(before)
            || self.is_subject_matter(and + 1)
            || nameless(before) && nameless(and + 1) && before > 0 && self.is_capital(before - 1);
        (named && matter && bare(before) && (and + 1..head).all(bare)).then_some(end)
    }

    /// `Police |and| Crime Commissioner Ada Vale`: where an office of two fields goes on at `and`, up to its noun.
    pub(super) fn office_of_two(&self, and: u32, limit: u32) -> Option<u32> {
        let before = and.checked_sub(1)?;
        let office = Lex::TITLE.or(Lex::ROLE);
        let noun = (and + 2..limit.min(and + 5)).find(|&at| self.is(at, office) && self.is_capital(at))?;
        let field = |at: u32| self.is_capital(at) && !self.is(at, Lex::GIVEN.or(office));
        let common =
            self.is(before, Lex::GROUP.or(Lex::ORGANISATION_NOUN).or(Lex::COMMON)) || self.is_subject_matter(before);
        let borne = noun + 1 < limit && self.may_be_name(noun + 1);
        (self.prose.language == Language::English && common && field(before) && (and + 1..noun).all(field) && borne)
            .then_some(noun + 1)
    }

    /// `Fisherman|’s| Terminal`, `Women|’s| March`: a name that begins with whom it is for.
    pub(super) fn names_after(&self, clitic: u32) -> bool {
        let Some(owner) = clitic.checked_sub(1) else { return false };
        let people = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP);
        let next = clitic + 1;
        self.is_possessive(clitic)
            && self.prose.language == Language::English
            && self.is(owner, people)
            && !self.is(owner, Lex::GIVEN)
            && (!self.is(owner, Lex::TITLE) || self.is(next, Lex::ORGANISATION_WORD))
            && !self.census.is_weak(owner)
            && self.may_be_name(next)
            && !self.census.is_weak(next)
            && !self.is(next, Lex::GIVEN.or(Lex::TITLE))
    }

    /// Whether a word of a name is an ordinary noun: "Tourism", and "Trade" where the text has "trade".
    pub(super) fn is_subject_matter(&self, at: u32) -> bool {
        let word = self.word(at);
        MATTERS.iter().any(|end| word.len() > end.len() + 3 && word.ends_with(end)) || self.census.of(word).lower > 0
    }

    /// Whether a run names an organisation by one of its words: "Norland Trade Council", "University of Port Ode".
    pub(super) fn is_organisation(&self, run: &Range<u32>) -> bool {
        if run.end - run.start < 2 {
            return false;
        }
        let of = (run.start + 1..run.end).find(|&at| matches!(self.word(at), "of" | "for" | "on"));
        let head = of.unwrap_or(run.end).saturating_sub(1);
        let person = self.is(run.start, Lex::GIVEN) && !self.is(run.start, Lex::PLACE) && run.end - run.start == 2;
        let titled = run.clone().any(|at| self.is(at, Lex::TITLE) && self.is(at + 1, Lex::GIVEN));
        let abbreviated = self.word(run.start).ends_with('.') && self.is(run.start, Lex::TITLE);
        (head > run.start || of.is_some())
            && self.is(head, Lex::ORGANISATION_WORD)
            && !person
            && !titled
            && !abbreviated
    }

    /// What a name shows by its own words.
    pub(super) fn classify(&self, tokens: &Range<u32>, core: &Range<u32>) -> (ActorKind, Gender) {
        let first = core.start;
        let last = core.end - 1;
        if tokens.start < core.start {
            let title =
                (tokens.start..core.start).map(|at| self.gender_of(at)).find(|&gender| gender != Gender::Unknown);
            return (ActorKind::Person, title.unwrap_or_else(|| self.gender_of(first)));
        }
        if let Some(known) = Gazetteer::english().known(self.prose.span(core).of(self.prose.text)) {
            return (known.kind, Gender::Unknown);
        }
        // French: "Conseil d’Etat" is headed by its first word.
        let headed = self.prose.language == Language::French && core.end - core.start > 1;
        if self.is_organisation(core) || headed && self.is(first, Lex::ORGANISATION_WORD) {
            return (ActorKind::Organisation, Gender::Unknown);
        }
        if self.is(last, Lex::PLURAL) && self.is(last, Lex::ROLE.or(Lex::DEMONYM)) {
            return (ActorKind::Group, Gender::Unknown);
        }
        // "King said", of Grace King; "Wells & Hart"
        if core.end - core.start == 1 && self.is_surname(first) {
            return (ActorKind::Person, Gender::Unknown);
        }
        if core.clone().any(|at| self.word(at) == "&") {
            return (ActorKind::Organisation, Gender::Unknown);
        }
        if self.is(first, Lex::TITLE) && !self.is(first, Lex::GIVEN) {
            return (ActorKind::Person, self.gender_of(first));
        }
        let single = core.end - core.start == 1;
        match (self.is(first, Lex::GIVEN), self.is(first, Lex::PLACE)) {
            (true, true) if single => (ActorKind::Unknown, Gender::Unknown),
            (true, _) => (ActorKind::Person, self.gender_of(first)),
            (false, true) if single => (ActorKind::Place, Gender::Unknown),
            _ if is_initial(self.word(first)) && !single => (ActorKind::Person, Gender::Unknown),
            _ if core.clone().any(|at| self.is(at, Lex::PARTICLE) && !self.is_capital(at)) => {
                (ActorKind::Person, Gender::Unknown)
            }
            _ if single && self.is_acronym(first) && self.word(first).len() > 1 => {
                (ActorKind::Organisation, Gender::Unknown)
            }
            _ => (ActorKind::Unknown, Gender::Unknown),
        }
    }

    /// The gender that one word shows.
    pub(in crate::entity::mention) fn gender_of(&self, at: u32) -> Gender {
        let male = self.is(at, Lex::MALE.or(Lex::GIVEN_MALE));
        match (male, self.is(at, Lex::FEMALE.or(Lex::GIVEN_FEMALE))) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}
