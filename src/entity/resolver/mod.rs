//! Decides whom a pronoun or a noun phrase means: a linear model weighs the entities that are on the scene, and "none of
//! them". Trained by `examples/train resolver`; English and German articles only, since stories and other languages
//! have no gold that fits.
//!
//! The number of candidates of a mention is bounded, and so is the work for each.

mod candidate;
mod feature;
mod ladder;
mod noun;
mod place;
#[cfg(feature = "train")]
pub mod training;

use super::actor::MentionKind;
#[cfg(feature = "train")]
use super::clusters as clusters_of;
use super::mention::Found;
use super::scene::Scene;
use crate::linear::{Feature, Linear, softmax};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
pub(super) use candidate::{Candidate, points_back, sort};
pub use place::Place;
pub(super) use place::place;

static MODEL: &[u8] = include_bytes!("../../../assets/models/resolver.bin");

/// What is known of the words that name sources before anybody is resolved. The slices are parallel to the mentions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The mention lies between quotation marks.
    pub quoted: &'a [bool],
    /// The mention is the source of a quotation.
    pub source: &'a [bool],
    /// The mention lies in reported speech without marks.
    pub reported: &'a [bool],
    /// The text is an article in a language with annotated articles: the trained resolver decides.
    pub article: bool,
}

/// How a mention was resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// The probability of the entity that was chosen, or of none.
    pub probability: f32,
    /// Other entities, likeliest first, with their probabilities.
    pub others: Vec<(u32, f32)>,
}

/// How many other entities are kept.
const OTHERS: usize = 3;

/// A German noun phrase that nothing in the text describes is a new actor, unless a candidate is likelier than this.
const SURE: f32 = 0.65;

/// Gives features a score.
pub type Weigher<'a> = &'a dyn Fn(&[Feature]) -> f32;

/// The score that the shipped model gives.
pub fn shipped(features: &[Feature]) -> f32 {
    Linear::new(MODEL).score(features)
}

/// What decided about a mention.
pub(super) struct Choice {
    /// The entity; nothing where none of the candidates is meant.
    pub entity: Option<u32>,
    pub resolution: Resolution,
}

impl Scene<'_> {
    /// German: "der Amselwirt", where nothing the text has said of a candidate speaks for it. Ages and nations are told of
    /// those who are known already: "der 45-Jährige", "der Däne".
    fn is_new(&self, mention: &Found, candidate: &Candidate) -> bool {
        let told = |at: u32| self.is(at, Lex::DEMONYM) || self.prose.word(at).to_lowercase().contains("jährig");
        self.prose.language == Language::German
            && mention.kind == MentionKind::Nominal
            && candidate.fit.evidence() == 0
            && !candidate.inside
            && !mention.core.clone().any(told)
    }

    /// Weighs the candidates of a mention; nothing where it has none.
    pub(super) fn choose(&mut self, index: usize, mention: &Found) -> Option<Choice> {
        let candidates = self.candidates(index, mention);
        if candidates.is_empty() {
            return None;
        }
        let features = self.features(index, mention, &candidates);
        let scores: Vec<f32> = features.iter().map(|features| (self.weigh)(features)).collect();
        let mut chances = softmax(&scores);
        self.speak_for_documents(&candidates, &mut chances);
        #[cfg(feature = "train")]
        let chances = self.follow_gold(index, mention, &candidates, features, chances);
        let best = (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b]).then(b.cmp(&a)))?;
        let entity = candidates.get(best).map(|candidate| candidate.entity);
        let doubted = chances[best] < SURE && candidates.get(best).is_some_and(|it| self.is_new(mention, it));
        let entity = entity.filter(|_| !doubted);
        let mut others: Vec<(u32, f32)> = candidates
            .iter()
            .zip(&chances)
            .filter(|(candidate, chance)| Some(candidate.entity) != entity && **chance > 0.02)
            .map(|(candidate, &chance)| (candidate.entity, chance))
            .collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        others.truncate(OTHERS);
        Some(Choice { entity, resolution: Resolution { probability: chances[best], others } })
    }
}
