//! Which findings are shown and counted: attitudes or not, and from which confidence on a speaker is named.

use super::{Annotations, Quotation, QuotationKind, by_rank};
use crate::entity::ActorId;

/// Which findings are shown and counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criteria {
    /// Attitudes as well, not quotations alone.
    pub attitudes: bool,
    /// Below this confidence no speaker is named, 0..=1.
    pub unsure_below: f32,
}

impl Default for Criteria {
    fn default() -> Self {
        Self { attitudes: false, unsure_below: 0.5 }
    }
}

impl Criteria {
    /// Whether a finding is shown.
    pub fn keeps(&self, quotation: &Quotation) -> bool {
        self.attitudes || quotation.kind != QuotationKind::Attitude
    }

    /// Whether no speaker is named, though there are candidates.
    pub fn is_unsure(&self, quotation: &Quotation) -> bool {
        quotation.is_unsure(self.unsure_below)
    }

    /// The actors that a quotation counts for.
    pub fn speakers<'q>(&self, quotation: &'q Quotation) -> impl Iterator<Item = ActorId> + use<'q> {
        let sure = !self.is_unsure(quotation);
        quotation.speakers().filter(move |_| sure)
    }
}

/// How many quotations there are of whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    actors: Vec<u32>,
    /// Those with candidates, none of them likely enough.
    pub unsure: u32,
    /// Those without a speaker.
    pub unattributed: u32,
}

impl Counts {
    /// Counts quotations; ids of actors are below `actors`. A joint quotation counts for each of its speakers.
    pub fn of(quotations: &[Quotation], actors: usize, criteria: &Criteria) -> Self {
        let mut counts = Self { actors: vec![0; actors], ..Self::default() };
        for quotation in quotations.iter().filter(|quotation| criteria.keeps(quotation)) {
            if criteria.is_unsure(quotation) {
                counts.unsure += 1;
            } else if quotation.actor.is_none() {
                counts.unattributed += 1;
            }
            for id in criteria.speakers(quotation) {
                if let Some(count) = counts.actors.get_mut(id.0 as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// How many are an actor's.
    pub fn of_actor(&self, id: ActorId) -> u32 {
        self.actors.get(id.0 as usize).copied().unwrap_or(0)
    }
}

impl Annotations {
    /// How many quotations there are of whom.
    pub fn counts(&self, criteria: &Criteria) -> Counts {
        Counts::of(&self.quotations, self.actors.len(), criteria)
    }

    /// What these criteria leave: the findings, and the actors counted by them and numbered anew.
    #[must_use]
    pub fn select(mut self, criteria: &Criteria) -> Self {
        self.quotations.retain(|quotation| criteria.keeps(quotation));
        let counts = self.counts(criteria);
        for actor in &mut self.actors {
            actor.quotations = counts.of_actor(actor.id);
        }
        let Self { mut quotations, scare_quotes, actors, mut mentions } = self;
        let actors = by_rank(actors, &mut quotations, &mut mentions);
        Self { quotations, scare_quotes, actors, mentions }
    }
}
