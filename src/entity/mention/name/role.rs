//! Capitalised roles, "the Prime Minister": a title with no name behind it.

use std::ops::Range;

use crate::entity::actor::{ActorKind, MentionKind};
use crate::entity::mention::{Article, Finder, Found, Person};
use crate::nlp::lexicon::Lex;

/// Words before a title that belong to it: "Prime Minister", "Deputy Mayor".
const TITLE_MODIFIERS: [&str; 36] = [
    "prime",
    "vice",
    "deputy",
    "assistant",
    "associate",
    "foreign",
    "defense",
    "defence",
    "interior",
    "finance",
    "attorney",
    "first",
    "lieutenant",
    "press",
    "district",
    "chief",
    "senior",
    "acting",
    "interim",
    "former",
    "home",
    "state",
    "city",
    "police",
    "crown",
    "grand",
    "poor",
    "old",
    "dear",
    "little",
    "young",
    "right",
    "house",
    "senate",
    "party",
    "majority",
];

/// Titles whose "of" is part of a name: "Duke of Omnium".
const NOBLE: [&str; 17] = [
    "duke",
    "duchess",
    "earl",
    "count",
    "countess",
    "marquis",
    "marquess",
    "marchioness",
    "baron",
    "baroness",
    "lord",
    "lady",
    "prince",
    "princess",
    "queen",
    "king",
    "knave",
];

impl Finder<'_> {
    /// Whether an office can begin with a word: "|Senior| Minister of State".
    pub(super) fn may_open_office(&self, at: u32) -> bool {
        self.is(at, Lex::ROLE.or(Lex::TITLE).or(Lex::COMMON)) || self.is_one_of(at, &TITLE_MODIFIERS)
    }

    /// A title whose bearer is called after a place: "Princess Ada |of| Norland".
    pub(super) fn is_noble(&self, at: u32) -> bool {
        self.is_one_of(at, &NOBLE)
    }

    /// A run of nothing but titles and roles, "the Prime Minister", as a nominal.
    pub(super) fn capital_role(&self, run: &Range<u32>, range: &Range<u32>) -> Option<Found> {
        let of = run.clone().find(|&at| self.word(at) == "of");
        let core = run.start..of.unwrap_or(run.end);
        let role = Lex::TITLE.or(Lex::ROLE).or(Lex::FAMILY);
        let head = core.end.checked_sub(1)?;
        let modifier =
            |at: u32| self.is(at, role.or(Lex::COMMON).or(Lex::DEMONYM)) || self.is_one_of(at, &TITLE_MODIFIERS);
        let noble = of.is_some() && self.is_noble(head);
        let plural = self.is(head, Lex::PLURAL);
        let given = of.is_some_and(|of| (of..run.end).any(|at| self.is(at, Lex::GIVEN)));
        if !self.is(head, role) || self.is(head, Lex::GIVEN) || plural || noble || given || !core.clone().all(modifier)
        {
            return None;
        }
        let determined = run.start > range.start && self.is(run.start - 1, Lex::DETERMINER.or(Lex::POSSESSIVE));
        let start = if determined { run.start - 1 } else { run.start };
        let article = match self.word(start).to_ascii_lowercase().as_str() {
            _ if !determined => Article::Definite,
            "a" | "an" | "another" | "some" | "any" | "every" | "each" | "no" => Article::Indefinite,
            _ if self.is(start, Lex::POSSESSIVE) => Article::Possessive,
            _ => Article::Definite,
        };
        // "the Minister |for Roads|", but "the Minister for Roads Ada Voss"
        let end = self.complement(run.end, range);
        let end = if (run.end..end).any(|at| self.is(at, Lex::GIVEN)) { run.end } else { end };
        Some(Found {
            span: self.prose.span(&(start..end)),
            tokens: start..end,
            head,
            kind: MentionKind::Nominal,
            actor: ActorKind::Person,
            gender: self.gender_of(head),
            plural: false,
            person: Person::Third,
            core,
            article,
        })
    }
}
