//! Quotations: pairing marks, finding cues and sources, reported speech, telling quotations from scare quotes. Knows
//! nothing of terminals.

mod attribution;
mod content;
mod cue;
mod evidence;
mod finding;
pub mod marks;
mod phrase;
pub(crate) mod reading;
mod scare;
mod speaker;

pub use evidence::{Evidence, Rule, explain};
pub(crate) use finding::{Finding, Findings, find};
pub(crate) use speaker::{Speaker, speakers};
#[cfg(feature = "train")]
pub mod training;
