//! The query language that says which quotations to keep: `speaker:voss kind:direct cue:/warn/ conf<0.6 "treaty"`, with
//! `and` (or just a space), `or`, `not` and parentheses. Knows annotations; knows no screens, keys or files.
//!
//! ```text
//! query   = all ("or" all)*
//! all     = one ("and"? one)*
//! one     = "not" one | "(" query ")" | field (":" | "=" | "<" | "<=" | ">" | ">=") values | value
//! values  = value ("," value)*
//! value   = word | "words" | /expression/
//! ```

mod complete;
mod field;
mod keeps;
mod parse;
mod pattern;

pub use complete::{Choice, Completion, Vocabulary, complete};
pub use field::Field;
pub use pattern::{Pattern, expression, pattern};

use crate::annotation::{Annotations, Criteria, Quotation};
use crate::document::Document;
use crate::span::Span;

/// Which quotations to keep. The default keeps all.
#[derive(Clone, Debug, Default)]
pub struct Query {
    source: String,
    tree: Option<keeps::Tree>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Query {}

/// What is wrong with a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the query that it is about.
    pub at: Span,
    /// The column of its first character, from 1.
    pub column: usize,
    /// In words for people.
    pub reason: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "column {}: {}", self.column, self.reason)
    }
}

impl std::error::Error for Mistake {}

impl Query {
    /// Reads a query. One of white space alone keeps all.
    pub fn parse(source: &str) -> Result<Self, Mistake> {
        let tree = parse::parse(source)?;
        Ok(Self { source: source.to_owned(), tree })
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it could leave anything out.
    pub fn is_active(&self) -> bool {
        self.tree.is_some()
    }

    /// Whether it asks for attitudes, so that they are to be shown.
    pub fn asks_for_attitudes(&self) -> bool {
        self.tree.as_ref().is_some_and(keeps::Tree::asks_for_attitudes)
    }

    /// Whether it keeps a quotation. The criteria say from which confidence on somebody is its speaker.
    pub fn keeps(
        &self,
        document: &Document,
        annotations: &Annotations,
        criteria: &Criteria,
        quotation: &Quotation,
    ) -> bool {
        let found = keeps::Found { document, annotations, criteria };
        self.tree.as_ref().is_none_or(|tree| tree.keeps(&found, quotation))
    }
}

#[cfg(test)]
mod tests;
