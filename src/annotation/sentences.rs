//! Where the sentences of a document are, for those who show it one by one.

use crate::document::Document;
use crate::nlp::lexicon::Lexicon;
use crate::nlp::{Prose, language};
use crate::quotation::reading::Reading;
use crate::span::Span;

/// The sentences of a document, in order; none ends between quotation marks, and none reaches over the end of a block.
pub fn sentences(document: &Document) -> Vec<Span> {
    let prose = Prose::new(document, Lexicon::of_language(language::of(document)));
    let reading = Reading::new(&prose);
    let spans = reading.sentences.iter().map(|sentence| reading.span(sentence.items.clone()));
    spans.filter(|span| !span.is_empty()).collect()
}
