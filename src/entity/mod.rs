//! Coreference: which mentions are the same actor. Names are joined first, over the whole document; then one walk from
//! start to end gives ambiguous names, noun phrases and pronouns to whom they most likely mean, or leaves them open.
//! Knows nothing of quotations but where they stand.

pub mod actor;
mod bearer;
mod called;
mod cluster;
mod forms;
pub mod gazetteer;
mod gender;
mod join;
mod kin;
pub mod mention;
pub mod namelist;
mod naming;
mod narrator;
mod nominal;
mod pronoun;
mod role;
mod scene;
pub mod typing;

use crate::nlp::prose::Prose;
use crate::span::Span;
pub use actor::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
use mention::Found;

use forms::Forms;
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
}

/// Resolves the mentions of a document. `quoted` are the spans between quotation marks, in order: names in them are
/// joined like all others, but "I" and "you" in them are left to who speaks.
///
/// Linear in the number of mentions: every search back is bounded.
pub fn resolve(prose: &Prose, found: &[Found], quoted: &[Span]) -> Resolved {
    let quoted = inside(found, quoted);
    let mut forms = Forms::new(prose, found, &quoted);
    let mut clusters = join::join(prose, found, &mut forms);
    typing::classify(prose, found, &forms, &mut clusters);
    gender::by_names(prose, found, &forms, &mut clusters);
    gender::infer(found, &forms.of, &quoted, &mut clusters);
    called::join(prose, found, &forms, &quoted, &mut clusters);
    let mut scene = Scene::new(prose, found, &quoted, &forms, &clusters);
    scene.walk();
    naming::build(prose, found, &forms, &clusters, scene.finish())
}

/// For each mention whether it lies in one of the spans.
fn inside(found: &[Found], quoted: &[Span]) -> Vec<bool> {
    let mut next = 0;
    let mut lies = |mention: &Found| {
        while quoted.get(next).is_some_and(|span| span.end <= mention.span.start) {
            next += 1;
        }
        quoted.get(next).is_some_and(|span| span.contains(mention.span.start))
    };
    found.iter().map(&mut lies).collect()
}

#[cfg(test)]
mod tests;
