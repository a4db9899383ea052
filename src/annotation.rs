//! What is found in a document: quotations, who said them and why we think so, and the actors. [`annotate`] is the one
//! way in. A pure function: no I/O, no failure, no knowledge of terminals.

use crate::document::Document;
use crate::nlp::lexicon::Lexicon;
use crate::nlp::{Actor, ActorId, Mention, Prose};
use crate::quotation::reading::Reading;
use crate::quotation::{Evidence, find};
use crate::span::Span;

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// In order of `span.start`.
    pub quotations: Vec<Quotation>,
    /// Marked words that nobody is quoted as saying, in order.
    pub scare_quotes: Vec<Span>,
    /// `actors[i].id.0 == i`, most quoted first.
    pub actors: Vec<Actor>,
    /// Words that refer to actors, in order of `span.start`.
    pub mentions: Vec<Mention>,
}

/// One contiguous piece of content attributed to a source.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// What was said, marks included.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Pieces of one utterance ("…," Voss said, "…") share it; ascending.
    pub utterance: u32,
    /// The words that name who said it.
    pub source: Option<Span>,
    /// The words that signal saying.
    pub cue: Option<Span>,
    /// Who that is.
    pub actor: Option<ActorId>,
    /// How sure we are that the speaker is right, 0..=1.
    pub confidence: f32,
    /// Why.
    pub evidence: Evidence,
}

/// How much of the content stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None: reported speech.
    Indirect,
}

impl QuotationKind {
    /// The word used in data and on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

impl Annotations {
    /// The actor of a quotation.
    pub fn speaker(&self, quotation: &Quotation) -> Option<&Actor> {
        quotation.actor.map(|id| &self.actors[id.0 as usize])
    }
}

/// Finds everything.
pub fn annotate(document: &Document) -> Annotations {
    let prose = Prose::new(document, Lexicon::english());
    let reading = Reading::new(&prose);
    let found = find(&reading);
    let span = |tokens: &Option<std::ops::Range<u32>>| tokens.as_ref().map(|tokens| prose.span(tokens));
    let quotations = found
        .all
        .iter()
        .map(|finding| Quotation {
            span: prose.span(&finding.tokens),
            kind: finding.kind,
            utterance: finding.utterance,
            source: span(&finding.source),
            cue: span(&finding.cue),
            actor: None,
            confidence: finding.rule.confidence(),
            evidence: Evidence { rule: finding.rule },
        })
        .collect();
    let scare_quotes =
        found.scare.iter().filter_map(|&mark| reading.marked.get(mark)).map(|marked| marked.span).collect();
    Annotations { quotations, scare_quotes, ..Annotations::default() }
}
