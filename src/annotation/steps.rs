//! The steps of the analysis for those who measure them: each does what comes before it, too.

use super::mentioned;
use crate::document::Document;
use crate::nlp::Prose;
use crate::nlp::language;
use crate::nlp::lexicon::Lexicon;
use crate::quotation::reading::Reading;
use crate::quotation::{Findings, find};

/// Language and tokens; how many.
pub fn tokens(document: &Document) -> usize {
    prose(document).tokens.len()
}

/// Marks and sentences; how many sentences.
pub fn sentences(document: &Document) -> usize {
    Reading::new(&prose(document)).sentences.len()
}

/// Quotations by rules, tagger and the model of marked words; how many.
pub fn quotations(document: &Document) -> usize {
    find(&Reading::new(&prose(document))).all.len()
}

/// Tokens, mentions and actors, without quotations; how many actors.
pub fn actors(document: &Document) -> usize {
    let prose = prose(document);
    mentioned(&Reading::new(&prose), &Findings::default()).1.actors.len()
}

fn prose(document: &Document) -> Prose<'_> {
    Prose::new(document, Lexicon::of_language(language::of(document)))
}
