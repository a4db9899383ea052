//! Coreference: which mentions are the same actor. Names are joined first, over the whole document; then one walk from
//! start to end gives ambiguous names, noun phrases and pronouns to whom they most likely mean, or leaves them open.
//! Knows nothing of quotations but where they stand.

pub mod actor;
mod advance;
mod bearer;
mod called;
mod cluster;
mod forms;
pub mod gazetteer;
mod gender;
mod issuer;
mod join;
mod kin;
pub mod mention;
pub mod namelist;
mod naming;
mod narrator;
mod nearby;
mod nominal;
mod profile;
mod pronoun;
pub mod resolver;
mod role;
mod scene;
mod sense;
mod state;
pub mod typing;

use crate::nlp::prose::Prose;
use crate::span::Span;
pub use actor::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
use mention::Found;

use rustc_hash::FxHashMap;

use cluster::Clusters;
use forms::Forms;
use resolver::{Context, Resolution, Weigher};
use scene::Scene;

/// Who is meant.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Everybody who is mentioned, in order of first mention; `actors[i].id.0 == i`. Quotations are not counted yet.
    pub actors: Vec<Actor>,
    /// Parallel to the mentions: whom each refers to, where that is safe to say.
    pub of: Vec<Option<ActorId>>,
    /// Parallel to the actors: whether it has a name. The others are noun phrases ("the policeman") that only count once
    /// they are the source of something.
    pub named: Vec<bool>,
    /// Parallel to the actors: how likely each is a person, 0..=1.
    pub person: Vec<f32>,
    /// By mention: how it was resolved, where the model decided. Entities in it are numbers of actors.
    pub resolutions: FxHashMap<u32, Resolution>,
}

/// Resolves the mentions of a document.
///
/// Names between quotation marks are joined like all others, but "I" and "you" in them are left to who speaks. Linear in
/// the number of mentions: every search back is bounded.
pub fn resolve(prose: &Prose, found: &[Found], context: Context, weigh: Weigher) -> Resolved {
    let mut forms = Forms::new(prose, found, context.quoted);
    let clusters = clusters(prose, found, context, &mut forms);
    let mut scene = Scene::new(prose, found, (context, weigh), &forms, &clusters);
    scene.walk();
    naming::build(prose, found, &forms, &clusters, scene.finish())
}

/// The clusters of all names.
fn clusters(prose: &Prose, found: &[Found], context: Context, forms: &mut Forms) -> Clusters {
    let mut clusters = join::join(prose, found, forms);
    profile::set(forms, &mut clusters);
    typing::classify(prose, found, forms, &mut clusters);
    gender::by_names(prose, found, forms, &mut clusters);
    gender::infer(prose, found, &forms.of, (context.quoted, context.article), &mut clusters);
    called::join(prose, found, forms, context.quoted, &mut clusters);
    clusters
}

/// For each mention whether it lies in one of the spans.
pub fn inside(found: &[Found], spans: &[Span]) -> Vec<bool> {
    let mut next = 0;
    let mut lies = |mention: &Found| {
        while spans.get(next).is_some_and(|span| span.end <= mention.span.start) {
            next += 1;
        }
        spans.get(next).is_some_and(|span| span.contains(mention.span.start))
    };
    found.iter().map(&mut lies).collect()
}

#[cfg(test)]
mod tests;
