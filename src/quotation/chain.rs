//! How the words that name a source lead to an actor, and who else it could be.

use crate::entity::ActorId;
use crate::span::Span;

/// An actor that could be the speaker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The actor.
    pub actor: ActorId,
    /// The probability that it is the speaker, 0..=1.
    pub probability: f32,
}

/// A step on the way from a quotation to its actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// What is decided.
    pub step: Step,
    /// The words that the step leads to.
    pub words: Span,
    /// The probability that the step is right, 0..=1.
    pub probability: f32,
}

/// What a step decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Which words name the source.
    Source,
    /// Which words a pronoun stands for.
    Pronoun,
    /// Which words another noun phrase stands for.
    NounPhrase,
    /// Which actor has a name.
    Name,
}

impl Step {
    /// The word used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Pronoun => "pronoun",
            Self::NounPhrase => "noun-phrase",
            Self::Name => "name",
        }
    }
}
