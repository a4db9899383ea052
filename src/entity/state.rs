//! What the walk through a document knows of each entity: what it is, and where it was mentioned last.

use super::actor::{ActorKind, Gender};
use super::forms::Symbol;
use super::resolver::Place;
use super::role::Role;

/// Where an entity was mentioned: of the last mention, but for the counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// How many mentions so far.
    pub mentions: u32,
    /// The paragraph of the first mention, from 1.
    pub first: u32,
    /// Its head token.
    pub at: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph, from 1.
    pub paragraph: u32,
    /// It was a subject.
    pub is_subject: bool,
    /// Its place in the clause: a subject, an object, ….
    pub place: Place,
    /// It was the first mention of its sentence.
    pub opens: bool,
    /// It had a verb of speech, or was the source of a quotation.
    pub speaks: bool,
    /// It lay between quotation marks.
    pub quoted: bool,
    /// It lay in reported speech.
    pub reported: bool,
    /// Something belongs to it: "Voss’s".
    pub owner: bool,
    /// The sentence in which it last was a subject.
    pub subject: Option<u32>,
    /// The number of its last mention that was a source, from 1; 0 for none.
    pub source: u32,
    /// How often "he" and "she" meant it.
    pub pronouns: [u8; 2],
}

/// Somebody who is or may become an actor: a cluster of names, or what noun phrases mean.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: ActorKind,
    /// Male or female, where known.
    pub gender: Gender,
    /// Several.
    pub plural: bool,
    /// It is an account, which "they" may mean.
    pub account: bool,
    /// Its cluster of names.
    pub cluster: Option<u32>,
    /// The first mention.
    pub sample: u32,
    /// How many mentions.
    pub mentions: u32,
    /// How likely it is a person, by its name.
    pub person: f32,
    /// How likely it is a woman, where its name shows anything.
    pub female: Option<f32>,
    /// Offices and parts.
    pub roles: Vec<Role>,
    /// "45-year-old", where the text tells the age.
    pub age: Option<Symbol>,
    /// The token of the last mention that is a name or nominal.
    pub last: u32,
    /// The paragraph of the last mention between quotation marks, from 1; 0 for none.
    pub quoted_in: u32,
    /// The paragraph where somebody last called it by name, from 1; 0 for none.
    pub called_in: u32,
    /// Where it was mentioned.
    pub seen: Seen,
}

impl Entity {
    /// Somebody whose first mention is at `index`.
    pub(super) fn new(kind: ActorKind, gender: Gender, index: usize) -> Self {
        Self {
            kind,
            gender,
            plural: false,
            account: false,
            cluster: None,
            sample: index as u32,
            mentions: 0,
            person: if kind == ActorKind::Person { 1.0 } else { 0.0 },
            female: None,
            roles: Vec::new(),
            age: None,
            last: 0,
            quoted_in: 0,
            called_in: 0,
            seen: Seen::default(),
        }
    }
}

/// Somebody on the scene.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    /// Index of the entity.
    pub entity: u32,
    /// The token of the last mention.
    pub at: u32,
    /// The sentence of the last mention.
    pub sentence: u32,
    /// It was a subject.
    pub subject: bool,
    /// It was mentioned between quotation marks only.
    pub quoted: bool,
}
