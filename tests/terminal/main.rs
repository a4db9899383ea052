//! The real program in a real pseudo-terminal: what a person would see and press. Tests wait for what they expect, never
//! for time.

mod editing;
mod fetching;
mod harness;
mod leaving;
mod linear;
mod links;
mod listing;
#[cfg(feature = "images")]
mod pictures;
mod reading;
