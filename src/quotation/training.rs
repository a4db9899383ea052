//! What training needs to see of the analysis: the same observations as when it runs. Only with the feature `train`.

use super::acceptance::{self, feature::View};
use super::finding::{attributed, by_rules};
use super::marks::Marked;
use super::observation::observe;
use super::reading::Reading;
use super::scare::context::Context;
use super::scare::weighing;
use crate::document::Document;
use crate::linear::Feature;
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lexicon;
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

/// A marked segment as rules and tagger leave it to the model of marks.
#[derive(Debug)]
pub struct Segment {
    /// Where it stands.
    pub span: Span,
    /// What speaks for and against a quotation.
    pub features: Vec<Feature>,
    /// Whether it is a quotation by rules and tagger.
    pub listed: bool,
    /// Whether the model may change that: not where it is part of something longer, or of a name.
    pub open: bool,
}

/// The marked segments of an English document.
pub fn marked(document: &Document) -> Vec<Segment> {
    let prose = Prose::new(document, Lexicon::english());
    let reading = Reading::new(&prose);
    let mut claims = Vec::new();
    let found = attributed(&reading, &mut claims);
    let context = Context::new(&reading, &found, &claims);
    let segment = |(mark, marked): (usize, &Marked)| Segment {
        span: marked.span,
        features: weighing::features(&context, mark),
        listed: found.of_mark(mark).is_some(),
        open: found.of_mark(mark).map_or_else(
            || found.scare.contains(&mark) && !weighing::is_named(&reading, mark),
            |finding| finding.tokens == marked.tokens,
        ),
    };
    reading.marked.iter().enumerate().map(segment).collect()
}

/// A finding as it is before the model of speech decides on it.
#[derive(Debug)]
pub struct Reported {
    /// The content.
    pub span: Span,
    /// What speaks for and against it; empty where the model has no say.
    pub features: Vec<Feature>,
    /// Whether it is taken for an attitude.
    pub attitude: bool,
    /// Whether the tagger doubts it.
    pub doubted: bool,
}

/// All findings of an English document; those of the tagger by this model file, or by the one that is shipped.
pub fn reported(document: &Document, tagger: Option<&'static [u8]>) -> Vec<Reported> {
    crate::nlp::tagger::replace(tagger);
    let prose = Prose::new(document, Lexicon::english());
    let reading = Reading::new(&prose);
    let mut claims = Vec::new();
    let mut found = attributed(&reading, &mut claims);
    let chances = weighing::chances(&reading, &found, &claims);
    weighing::overrule(&reading, &mut found, &chances);
    let (all, doubted) = acceptance::candidates(&mut found);
    let mut view = View::new(&reading, &all, &doubted, &chances);
    let one = |(at, finding): (usize, &super::finding::Finding)| Reported {
        span: prose.span(&finding.tokens),
        features: if acceptance::is_open(finding) { view.features(at) } else { Vec::new() },
        attitude: finding.rule.is_attitude(),
        doubted: doubted[at],
    };
    let out = all.iter().enumerate().map(one).collect();
    crate::nlp::tagger::replace(None);
    out
}
