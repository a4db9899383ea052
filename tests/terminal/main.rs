//! The real program in a real pseudo-terminal: what a person would see and press. Tests wait for what they expect, never
//! for time.

mod harness;
mod leaving;
mod links;
mod reading;
