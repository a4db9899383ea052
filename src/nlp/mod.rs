//! Language: tokens, sentences, word lists, who is mentioned and which mentions are the same actor. Knows nothing of
//! quotations or terminals.

pub mod language;
pub mod lexicon;
pub mod sentence;
pub mod tagger;
pub mod token;

mod elision;
pub mod german;
pub(crate) mod pack;
pub(crate) mod prose;

pub use prose::Prose;
