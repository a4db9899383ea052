//! Why a quotation is given to its speaker.

use crate::annotation::{Annotations, Quotation};
use crate::document::Document;

/// The evidence of a quotation in plain English, one reason a line, strongest first; words of the text in “ ”. Not made
/// safe for a terminal.
pub fn explain(document: &Document, annotations: &Annotations, quotation: &Quotation) -> Vec<String> {
    let _ = (document, annotations);
    vec![quotation.evidence.rule.describe().to_owned()]
}

/// Why a quotation is given to its speaker. Kept small: the words are spelled out only where they are shown
/// ([`explain`](crate::quotation::explain)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The rule that attributed it.
    pub rule: Rule,
}

/// A rule of attribution: a name, what it does, and an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Nothing names a source.
    Unattributed,
}

impl Rule {
    /// Short name, as exported.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unattributed => "unattributed",
        }
    }

    /// One sentence for people.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Unattributed => "nothing near it names who said it",
        }
    }
}
