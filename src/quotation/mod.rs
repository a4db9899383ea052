//! Quotations: pairing marks, finding cues and sources, reported speech, telling quotations from scare quotes. Knows
//! nothing of terminals.

mod evidence;
pub mod marks;

pub use evidence::{Evidence, Rule, explain};
