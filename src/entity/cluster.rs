//! Clusters of forms: one cluster is one named actor.

use super::forms::{Forms, Symbol};
use crate::entity::actor::{ActorKind, Gender};
use crate::entity::gazetteer::Profile;

/// What shows the gender of somebody, the weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GenderEvidence {
    /// Nothing.
    #[default]
    None,
    /// The letters of the given name: a hint.
    Letters,
    /// The pronouns that follow the name.
    Pronouns,
    /// A given name that lists have: it speaks against the other gender.
    List,
    /// A title or a word for relatives: "Mrs.", "Aunt".
    Title,
}

/// Which actor a form stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// Always the same.
    One(u32),
    /// One of these, whichever was spoken of last; never empty.
    Several(Vec<u32>),
}

/// Forms that name one actor.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// Indices of forms, fullest first.
    pub forms: Vec<u32>,
    /// Male or female by words.
    pub gender: Gender,
    /// How likely it is a woman, where anything shows it, 0..=1.
    pub female: Option<f32>,
    /// What shows it.
    pub shown: GenderEvidence,
    /// What it is, if the words show it.
    pub kind: Option<ActorKind>,
    /// How likely it is a person, 0..=1.
    pub person: f32,
    /// It is the name of an account, which "they" may mean.
    pub account: bool,
    /// The name that stands for it, if known beyond the text.
    pub known: Option<&'static str>,
    /// What the longer list of well-known names says of it.
    pub profile: Option<Profile>,
    pub(super) first: Symbol,
    pub(super) words: Vec<Symbol>,
    pub(super) suffix: Symbol,
    pub(super) wife: bool,
    /// Mentions of all its forms.
    pub(super) count: u32,
    /// The same of forms of several words.
    pub(super) full: u32,
    /// A form has a noble title.
    pub(super) noble: bool,
    /// A form is "Mrs. Ode", "Miss Ode".
    pub(super) lady: bool,
    /// A form is "Mrs. Newland Ode", which names him or her.
    pub(super) doubted: bool,
    /// A form is "Miss Ode".
    pub(super) maiden: bool,
    /// A form is "Admiral Ode", "Dr. Ode".
    pub(super) ranked: bool,
    /// A form is "Mr. Ode", "Mrs. Ode".
    pub(super) titled: bool,
    /// The same of forms with a courtesy title, given name and surname: "Mr. John Ode".
    pub(super) introduced: u32,
}

impl Cluster {
    /// The last word of a name of several words or with a courtesy title.
    pub(super) fn surname(&self) -> Option<Symbol> {
        (self.words.len() > 1 || self.titled).then(|| self.words.last().copied())?
    }

    /// Whether a form is title and surname: "Mr. Ode", "Mrs. Ode".
    pub(super) fn is_titled(&self) -> bool {
        self.titled
    }
}

/// The result of joining.
#[derive(Debug, Default)]
pub struct Clusters {
    /// All clusters.
    pub list: Vec<Cluster>,
    /// For each form.
    pub of: Vec<Joined>,
}

impl Clusters {
    /// The clusters that a text names most often, each with a mention of it.
    pub(super) fn leading(&self, forms: &Forms, most: usize) -> Vec<(u32, u32)> {
        let mut list: Vec<(u32, &Cluster)> = (0..).zip(&self.list).collect();
        list.sort_by_key(|(index, cluster)| (std::cmp::Reverse(cluster.count), *index));
        let sample = |(index, cluster): (u32, &Cluster)| {
            let form = forms.list.get(*cluster.forms.first()? as usize)?;
            Some((index, form.sample))
        };
        list.into_iter().take(most).filter_map(sample).collect()
    }

    /// The cluster of a form that names one actor only.
    pub fn one(&self, form: u32) -> Option<u32> {
        match self.of.get(form as usize)? {
            Joined::One(cluster) => Some(*cluster),
            Joined::Several(_) => None,
        }
    }
}
