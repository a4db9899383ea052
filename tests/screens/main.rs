//! The screen as a reader sees it: an invented article, keys sent to it, frames drawn into memory.

mod behaviour;
mod current;
mod empty;
mod fixture;
mod lines;
mod links;
mod listing;
mod map;
mod picture;
mod pictures;
mod progress;
mod snapshots;
mod speakers;
mod sweep;
mod typing;
mod versions;
