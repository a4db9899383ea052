//! What training needs to see of the analysis: the same observations as when it runs. Only with the feature `train`.

use super::finding::by_rules;
use super::observation::observe;
use super::reading::Reading;
use super::scare::weighing;
use crate::document::Document;
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lexicon;
use crate::nlp::linear::Feature;
use crate::nlp::tagger::Sentence;
use crate::span::Span;

/// A sentence as the tagger sees it.
#[derive(Debug)]
pub struct Seen {
    /// Its items.
    pub sentence: Sentence,
    /// Where they stand in the text.
    pub spans: Vec<Span>,
    /// Which of them are marked segments.
    pub marked: Vec<bool>,
}

/// The sentences of a document in this language.
pub fn sentences(document: &Document, language: Language) -> Vec<Seen> {
    let prose = Prose::new(document, Lexicon::of_language(language));
    let reading = Reading::new(&prose);
    let mut found = by_rules(&reading).all;
    found.sort_by_key(|finding| (finding.sentence, finding.tokens.start, std::cmp::Reverse(finding.tokens.end)));
    let mut rest = found.as_slice();
    let mut out = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let (mine, others) = rest.split_at(rest.partition_point(|finding| finding.sentence <= index));
        rest = others;
        let mut seen = Sentence::default();
        observe(&reading, &sentence.items, mine, &mut seen);
        let items = sentence.items.clone();
        out.push(Seen {
            sentence: seen,
            spans: items.clone().map(|at| reading.span(at..at + 1)).collect(),
            marked: items.map(|at| reading.quote(at).is_some()).collect(),
        });
    }
    out
}

/// The marked segments of an English document: where they stand, and what speaks for and against a quotation.
pub fn marked(document: &Document) -> Vec<(Span, Vec<Feature>)> {
    let prose = Prose::new(document, Lexicon::english());
    let reading = Reading::new(&prose);
    let claims = weighing::claims(&reading, &by_rules(&reading));
    let marks = reading.marked.iter().zip(claims).enumerate();
    marks.map(|(mark, (marked, claim))| (marked.span, weighing::features(&reading, mark, claim))).collect()
}
