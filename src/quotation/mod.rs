//! Quotations: pairing marks, finding cues and sources, reported speech, telling quotations from scare quotes. Knows
//! nothing of terminals.

mod acceptance;
mod attribution;
mod chain;
mod class;
mod content;
mod cue;
mod evidence;
mod finding;
mod kind;
mod language;
mod layout;
mod learned;
pub mod marks;
mod observation;
mod phrase;
pub(crate) mod reading;
mod scare;
mod speaker;
#[cfg(feature = "train")]
pub mod training;

pub use chain::{Candidate, Link, Step};
pub use evidence::{Evidence, Rule};
pub(crate) use finding::{Finding, Findings, find};
pub use kind::QuotationKind;
pub use speaker::Strong;
#[cfg(feature = "train")]
pub use speaker::training as candidates;
pub(crate) use speaker::{Speaker, Weighers, resolve, speakers, strongest};
