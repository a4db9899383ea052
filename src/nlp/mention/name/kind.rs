//! What a name shows by its own words: a person, a place, an organisation, a man or a woman.

use std::ops::Range;

use crate::nlp::entity::{ActorKind, Gender};
use crate::nlp::gazetteer::Gazetteer;
use crate::nlp::lexicon::Lex;
use crate::nlp::mention::Finder;

use super::spelling::is_initial;

impl Finder<'_> {
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
        if self.is_organisation(core) {
            return (ActorKind::Organisation, Gender::Unknown);
        }
        if self.is(last, Lex::PLURAL) && self.is(last, Lex::ROLE.or(Lex::DEMONYM)) {
            return (ActorKind::Group, Gender::Unknown);
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
    pub(in crate::nlp::mention) fn gender_of(&self, at: u32) -> Gender {
        let male = self.is(at, Lex::MALE.or(Lex::GIVEN_MALE));
        match (male, self.is(at, Lex::FEMALE.or(Lex::GIVEN_FEMALE))) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}
