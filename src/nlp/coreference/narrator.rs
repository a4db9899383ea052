//! Who the narrator of a first-person story is: the one whom the others call by name when "I" speaks, and whom the
//! narration itself hardly ever names.

use rustc_hash::FxHashMap;

use super::scene::Entity;
use crate::nlp::entity::ActorKind;

/// What a walk notes of the narrator: indices are entities and paragraphs.
#[derive(Debug, Default)]
pub struct Traces {
    /// Whom somebody calls by name in direct speech, and where.
    pub called: Vec<(u32, u32)>,
    /// Where the narrator speaks.
    pub speaks: Vec<u32>,
    /// How often narration names somebody.
    pub named: FxHashMap<u32, i32>,
}

impl Traces {
    /// The entity whose name is the narrator's, if the text shows one.
    pub fn name(&self, entities: &[Entity]) -> Option<u32> {
        let mut votes: FxHashMap<u32, i32> = FxHashMap::default();
        for &(entity, paragraph) in &self.called {
            let speaks_in = |from: u32, to: u32| {
                let first = self.speaks.partition_point(|&other| other < from);
                self.speaks.get(first).is_some_and(|&other| other <= to)
            };
            *votes.entry(entity).or_default() += match () {
                // Nobody calls himself.
                () if speaks_in(paragraph, paragraph) => -3,
                () if speaks_in(paragraph.saturating_sub(2), paragraph + 2) => 3,
                () => 1,
            };
        }
        let fits = |entity: &Entity| {
            entity.cluster.is_some() && !entity.plural && matches!(entity.kind, ActorKind::Person | ActorKind::Unknown)
        };
        let score = |entity: u32, votes: i32| votes - 2 * self.named.get(&entity).copied().unwrap_or(0);
        votes
            .into_iter()
            .filter(|&(entity, _)| entities.get(entity as usize).is_some_and(fits))
            .map(|(entity, votes)| (score(entity, votes), std::cmp::Reverse(entity)))
            .max()
            .filter(|&(score, _)| score > 2)
            .map(|(_, entity)| entity.0)
    }
}
