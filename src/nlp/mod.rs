//! Language: tokens, sentences, word lists, who is mentioned and which mentions are the same actor. Knows nothing of
//! quotations or terminals.

pub mod coreference;
pub mod gazetteer;
pub mod language;
pub mod lexicon;
pub mod linear;
pub mod mention;
pub mod sentence;
pub mod tagger;
pub mod token;

mod entity;
mod french;
mod german;
mod prose;

pub use entity::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
pub use prose::Prose;
