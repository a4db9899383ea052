//! Who the narrator of a first-person story is: whom the narration names so ("I called myself Pip"), or the one whom the
//! others call by name when "I" speaks, and whom the narration itself hardly ever names.

use rustc_hash::FxHashMap;

use super::scene::Entity;
use crate::entity::actor::ActorKind;

/// What a walk notes of the narrator: indices are entities and paragraphs.
#[derive(Debug, Default)]
pub struct Traces {
    /// Whom somebody calls by name in direct speech, and where.
    pub called: Vec<(u32, u32)>,
    /// Where the narrator speaks.
    pub speaks: Vec<u32>,
    /// Who is said to be the narrator, once for each time.
    pub said: Vec<u32>,
    /// How often narration names somebody.
    pub named: FxHashMap<u32, i32>,
}

/// What it weighs that narration says it: more than all that others call.
const SAID: i32 = 1000;

/// Whether a name after these words, the last one first, is the narrator's: "call me", "called myself", "my name is",
/// "my Christian name".
pub fn is_said<'a>(mut before: impl Iterator<Item = &'a str>) -> bool {
    let mut next = || before.next().unwrap_or_default();
    let mut word = next();
    if matches!(word, "me" | "myself") {
        return matches!(next(), "call" | "Call" | "called" | "calls" | "named" | "christened" | "baptized" | "dubbed");
    }
    if matches!(word, "is" | "was" | "being" | "’s" | "'s") {
        word = next();
    }
    if word != "name" {
        return false;
    }
    let mut own = || matches!(next(), "my" | "My");
    own() || own()
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
        for &entity in &self.said {
            *votes.entry(entity).or_default() += SAID;
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

#[cfg(test)]
mod tests {
    use super::is_said;

    #[test]
    fn a_narrator_says_what_they_are_called() {
        let said = |words: &str| is_said(words.split(' ').rev());
        for words in ["Call me", "so I called myself", "My name is", "and my Christian name", "my family name being"] {
            assert!(said(words), "{words}");
        }
        for words in ["told me", "her name was", "call him", "is", "in the name of", ""] {
            assert!(!said(words), "{words}");
        }
    }
}
