//! Language: tokens, sentences, word lists, who is mentioned and which mentions are the same actor. Knows nothing of
//! quotations or terminals.

mod entity;

pub use entity::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
