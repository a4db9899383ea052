//! dixit shows who said what. This page is the map of the library; see `ARCHITECTURE.md` for the map of the code.

pub mod absence;
pub mod annotation;
pub mod app;
pub mod citation;
#[cfg(feature = "tui")]
pub mod cli;
pub mod command;
pub mod config;
pub mod display;
pub mod document;
pub mod entity;
pub mod error;
pub mod explanation;
pub mod export;
pub mod flow;
pub mod fold;
#[cfg(all(fuzzing, feature = "tui"))]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(test)]
mod growth;
pub mod linear;
pub mod nlp;
pub mod query;
pub mod quotation;
#[cfg(feature = "tui")]
pub mod runtime;
pub mod span;
pub mod store;
#[cfg(feature = "tui")]
pub mod ui;
mod work;

pub use annotation::{Annotations, Quotation, QuotationKind, annotate};
pub use document::Document;
pub use span::Span;
