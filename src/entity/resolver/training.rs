//! What the training of the resolver sees of a document: the mentions whose meaning is known, with their candidates. Only
//! built with the feature `train`.

use super::super::forms::Forms;
use super::super::naming;
use super::super::scene::Scene;
use super::{Candidate, Context, Weigher, clusters_of};
use crate::entity::issuer::Issuer;
use crate::entity::mention::Found;
use crate::linear::Feature;
use crate::nlp::Prose;

/// What is known of whom the mentions of a document mean.
pub trait Gold {
    /// Whether it is known of a mention.
    fn knows(&self, mention: usize) -> bool;
    /// Whether an entity is the one that a mention means.
    fn is_right(&self, mention: usize, entity: &Entity) -> bool;
}

/// An entity, as the gold can judge it.
#[derive(Debug)]
pub struct Entity {
    /// Its name, or the words of an unnamed one.
    pub name: String,
    /// Whether it has a name.
    pub named: bool,
    /// Its mentions: all names of a named one, those so far of others.
    pub mentions: Vec<usize>,
}

/// A mention with its candidates.
#[derive(Clone, Debug)]
pub struct Example {
    /// Which mention.
    pub mention: usize,
    /// The sort of the mention.
    pub sort: u32,
    /// The features of each candidate, and of "none of them".
    pub features: Vec<Vec<Feature>>,
    /// Which of those are right.
    pub right: Vec<bool>,
    /// The mention is a document whose issuer is among the candidates.
    pub issued: bool,
}

/// What a walk takes for true of the mentions that it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The gold, where it knows them.
    Gold,
    /// What the model says, as when no gold is at hand.
    Own,
}

/// Walks a document with the gold at hand.
pub(in crate::entity) struct Lesson<'a> {
    gold: &'a dyn Gold,
    course: Course,
    examples: Vec<Example>,
}

/// The examples of a document.
pub fn examples(
    prose: &Prose,
    found: &[Found],
    context: Context,
    (gold, course): (&dyn Gold, Course),
    weigh: Weigher,
) -> Vec<Example> {
    let mut forms = Forms::new(prose, found, context.quoted);
    let clusters = clusters_of(prose, found, context, &mut forms);
    let mut scene = Scene::new(prose, found, (context, weigh), &forms, &clusters);
    scene.lesson = Some(Lesson { gold, course, examples: Vec::new() });
    scene.walk();
    scene.lesson.take().map(|lesson| lesson.examples).unwrap_or_default()
}

impl Scene<'_> {
    /// Notes an example where the gold knows the mention; on its course the right candidate is then certain.
    pub(super) fn follow_gold(
        &mut self,
        index: usize,
        mention: &Found,
        candidates: &[Candidate],
        features: Vec<Vec<Feature>>,
        chances: Vec<f32>,
    ) -> Vec<f32> {
        let lesson = self.lesson.as_ref().filter(|lesson| lesson.gold.knows(index));
        let Some((gold, course)) = lesson.map(|lesson| (lesson.gold, lesson.course)) else { return chances };
        let mut right: Vec<bool> =
            candidates.iter().map(|candidate| gold.is_right(index, &self.described(candidate.entity))).collect();
        let issued = candidates.iter().any(|candidate| candidate.issuer > Issuer::Other);
        right.push(!right.contains(&true));
        let best = (0..right.len()).filter(|&at| right[at]).max_by(|&a, &b| chances[a].total_cmp(&chances[b]));
        let known = (0..right.len()).map(|at| f32::from(u8::from(Some(at) == best))).collect();
        let sort = super::sort(mention).map_or(0, |sort| sort as u32);
        if let Some(lesson) = &mut self.lesson {
            lesson.examples.push(Example { mention: index, sort, features, right, issued });
        }
        if course == Course::Gold { known } else { chances }
    }

    fn described(&self, entity: u32) -> Entity {
        let known = &self.entities[entity as usize];
        let cluster = known.cluster.and_then(|cluster| self.clusters.list.get(cluster as usize));
        let is_named = |at: &usize| self.forms.of[*at].is_some() && self.cluster_of(*at) == known.cluster;
        match cluster {
            Some(cluster) => Entity {
                name: naming::names(self.prose, self.found, self.forms, (cluster, known.kind)).0,
                named: true,
                mentions: (0..self.found.len()).filter(is_named).collect(),
            },
            None => Entity {
                name: naming::phrase(self.prose, self.found.get(known.sample as usize)),
                named: false,
                mentions: (0..self.of.len()).filter(|&at| self.of[at] == Some(entity)).collect(),
            },
        }
    }
}
