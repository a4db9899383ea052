//! What decided between a quotation's likeliest candidate and the next one: the features that weigh most, for people who
//! want to see into the ranking. Decides nothing.

use super::super::is_trained;
use super::candidate::{Candidate, Site};
use super::{Choice, MODEL, chances, feature, likeliest, shipped, walk};
use crate::entity::Resolved;
use crate::entity::mention::Found;
use crate::linear::Linear;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;
use crate::quotation::speaker::Speaker;
use crate::span::Span;

/// How many features are told at most.
const MOST: usize = 5;

/// A feature that speaks for the speaker of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Strong {
    /// What it says.
    pub name: &'static str,
    /// How much more it gives the chosen candidate than the next one, in the ranking's score (natural logarithm of odds).
    pub weight: f32,
}

/// The strongest features of every quotation that was ranked, strongest first. The findings and speakers are those of the
/// rules.
pub fn strongest(
    reading: &Reading,
    found: &mut Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    resolved: &Resolved,
) -> Vec<(Span, Vec<Strong>)> {
    if !is_trained(reading) {
        return Vec::new();
    }
    let model = Linear::new(MODEL);
    let mut out = Vec::new();
    walk(reading, (found, speakers), mentions, resolved, &mut |site, ranked| {
        let chances = chances(&shipped, &ranked.features);
        let (candidate, _) = likeliest(site, ranked, &chances)?;
        let next = rival(&ranked.candidates, &chances, candidate);
        let span = reading.prose.span(&site.base()?.tokens);
        out.push((span, compare(&model, site, &ranked.candidates, candidate, next)));
        Some(Choice { candidate, weighed: None })
    });
    out
}

/// The likeliest candidate of another actor.
fn rival(candidates: &[Candidate], chances: &[f32], best: usize) -> Option<usize> {
    let actor = candidates.get(best).and_then(|candidate| candidate.actor);
    let other = |at: &usize| *at != best && (actor.is_none() || candidates.get(*at).is_none_or(|it| it.actor != actor));
    (0..candidates.len()).filter(other).max_by(|&a, &b| chances[a].total_cmp(&chances[b]))
}

/// What each feature gives the one more than the other.
fn compare(model: &Linear, site: &Site, candidates: &[Candidate], best: usize, next: Option<usize>) -> Vec<Strong> {
    let weight = |feature: u32| model.weight(feature, 0) as f32 * model.unit();
    let mut strong: Vec<Strong> = feature::named(site, candidates, best)
        .into_iter()
        .map(|(name, feature)| Strong { name, weight: weight(feature) })
        .collect();
    for (name, feature) in next.map(|next| feature::named(site, candidates, next)).unwrap_or_default() {
        match strong.iter_mut().find(|strong| strong.name == name) {
            Some(strong) => strong.weight -= weight(feature),
            None => strong.push(Strong { name, weight: -weight(feature) }),
        }
    }
    strong.retain(|strong| strong.weight >= 0.05);
    strong.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    strong.truncate(MOST);
    strong
}
