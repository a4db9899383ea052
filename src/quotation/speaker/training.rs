//! What the training of the speaker model sees of a document: its marked quotations with their candidates. Only built
//! with the feature `train`.

use super::{by_rules, ranking};
use crate::document::Document;
use crate::nlp::lexicon::Lexicon;
use crate::nlp::linear::Feature;
use crate::nlp::{Prose, coreference, mention};
use crate::quotation::finding::attributed;
use crate::quotation::reading::Reading;
use crate::span::Span;

pub use super::ranking::{Candidate, chances, choose};

/// A marked quotation.
#[derive(Debug)]
pub struct Example {
    /// Its marked words.
    pub span: Span,
    /// Who may have said it.
    pub candidates: Vec<Candidate>,
    /// The words of each candidate.
    pub sources: Vec<Option<Span>>,
    /// The actor's name of each candidate.
    pub names: Vec<Option<String>>,
    /// The features of each candidate.
    pub features: Vec<Vec<Feature>>,
}

/// Whether the rules chose a candidate.
pub fn is_base(candidate: &Candidate) -> bool {
    candidate.origin & ranking::BASE != 0
}

/// The marked quotations of a document.
pub fn examples(document: &Document) -> Vec<Example> {
    let prose = Prose::new(document, Lexicon::english());
    let reading = Reading::new(&prose);
    // The model of marked words knows the training part by heart: what it would add there is not what it adds elsewhere.
    let mut found = attributed(&reading, &mut Vec::new());
    let mentions = mention::find(&prose);
    let quoted: Vec<Span> = reading.marked.iter().map(|marked| marked.span).collect();
    let resolved = coreference::resolve(&prose, &mentions, &quoted);
    let speakers = by_rules(&reading, &mut found, &mentions, &resolved);
    let ranked = ranking::examples(&reading, &found, &speakers, &mentions, &resolved);
    ranked
        .into_iter()
        .map(|ranked| Example {
            span: reading.marked[ranked.mark].span,
            sources: ranked.candidates.iter().map(|c| c.source.as_ref().map(|tokens| prose.span(tokens))).collect(),
            names: ranked
                .candidates
                .iter()
                .map(|c| c.actor.map(|actor| resolved.actors[actor.0 as usize].name.clone()))
                .collect(),
            candidates: ranked.candidates,
            features: ranked.features,
        })
        .collect()
}
