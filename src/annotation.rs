//! What is found in a document: quotations, who said them and why we think so, and the actors. [`annotate`] is the one
//! way in. A pure function: no I/O, no failure, no knowledge of terminals.

mod merge;
mod parts;
#[doc(hidden)]
pub mod steps;

use std::cmp::Reverse;
use std::ops::Range;

use crate::document::Document;
use crate::entity::mention::Found;
use crate::entity::Resolved;
use crate::entity::{Actor, ActorId, Mention, mention};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lexicon;
use crate::quotation::reading::Reading;
use crate::quotation::{Evidence, Finding, Findings, Speaker, Strong, find, resolve, speakers, strongest};

pub use crate::quotation::QuotationKind;
pub use parts::{Analysis, PART};

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

impl Annotations {
    /// The actor of a quotation.
    pub fn speaker(&self, quotation: &Quotation) -> Option<&Actor> {
        quotation.actor.map(|id| &self.actors[id.0 as usize])
    }
}

/// Finds everything. Of a text of more than [`PART`] bytes, part by part.
pub fn annotate(document: &Document) -> Annotations {
    let mut analysis = Analysis::new(document);
    while analysis.step(0) {}
    analysis.finish()
}

/// Finds everything in some blocks of a document, as if it had no others.
fn of_blocks(document: &Document, language: Language, blocks: Range<usize>) -> Annotations {
    let prose = Prose::of_blocks(document, blocks, Lexicon::of_language(language));
    let reading = Reading::new(&prose);
    let mut found = find(&reading);
    let (mentions, mut resolved) = mentioned(&reading, &found);
    let speakers = speakers(&reading, &mut found, &mentions, &mut resolved);
    let scare_quotes =
        found.scare.iter().filter_map(|&mark| reading.marked.get(mark)).map(|marked| marked.span).collect();
    // The largest things go before the result is made: of a large text they are most of the memory.
    drop(reading);
    let mut quotations = quotations(&prose, &found, &speakers);
    drop((prose, found, speakers));
    let mut mentions: Vec<Mention> = mentions
        .iter()
        .zip(&resolved.of)
        .map(|(mention, &actor)| Mention::new(mention.span, mention.kind, actor))
        .collect();
    let actors = rank(resolved, &mut quotations, &mut mentions);
    Annotations { quotations, scare_quotes, actors, mentions }
}

/// The features that the ranking of speakers weighed most, for each marked quotation that it ranked, by its span, in the
/// order of the text. Costs an analysis of its own.
pub fn strongest_features(document: &Document) -> Vec<(Span, Vec<Strong>)> {
    Analysis::new(document).strongest_features()
}

fn strongest_of_blocks(document: &Document, language: Language, blocks: Range<usize>) -> Vec<(Span, Vec<Strong>)> {
    let prose = Prose::of_blocks(document, blocks, Lexicon::of_language(language));
    let reading = Reading::new(&prose);
    let mut found = find(&reading);
    let (mentions, resolved) = mentioned(&reading, &found);
    strongest(&reading, &mut found, &mentions, &resolved)
}

/// Who is mentioned where, and which actors they are.
fn mentioned(reading: &Reading, found: &Findings) -> (Vec<Found>, Resolved) {
    let mentions = mention::find(reading.prose);
    let resolved = resolve(reading, found, &mentions);
    (mentions, resolved)
}

fn quotations(prose: &Prose, found: &Findings, speakers: &[Speaker]) -> Vec<Quotation> {
    let span = |tokens: &Option<Range<u32>>| tokens.as_ref().map(|tokens| prose.span(tokens));
    let quotation = |(finding, speaker): (&Finding, &Speaker)| Quotation {
        span: prose.span(&finding.tokens),
        kind: finding.kind,
        utterance: finding.utterance,
        source: span(&finding.source),
        cue: span(&finding.cue),
        actor: speaker.actor,
        confidence: speaker.confidence,
        evidence: Evidence { rule: finding.rule },
    };
    found.all.iter().zip(speakers).map(quotation).collect()
}

/// Numbers the actors by how often they are quoted, then by how often they are mentioned. Noun phrases that say nothing
/// are no actors.
fn rank(resolved: Resolved, quotations: &mut [Quotation], mentions: &mut [Mention]) -> Vec<Actor> {
    let Resolved { mut actors, named, .. } = resolved;
    for actor in &mut actors {
        actor.quotations = 0;
    }
    for id in quotations.iter().filter_map(|quotation| quotation.actor) {
        if let Some(actor) = actors.get_mut(id.0 as usize) {
            actor.quotations += 1;
        }
    }
    actors.retain(|actor| actor.quotations > 0 || named.get(actor.id.0 as usize).copied().unwrap_or(true));
    by_rank(actors, quotations, mentions)
}

/// Numbers actors anew: the most quoted first, then the most mentioned.
fn by_rank(mut actors: Vec<Actor>, quotations: &mut [Quotation], mentions: &mut [Mention]) -> Vec<Actor> {
    let count = actors.iter().map(|actor| actor.id.0 as usize + 1).max().unwrap_or(0);
    let mut new_id = vec![None; count];
    actors.sort_by_key(|actor| (Reverse(actor.quotations), Reverse(actor.mentions), actor.id));
    for (index, actor) in actors.iter_mut().enumerate() {
        let id = ActorId(index as u32);
        if let Some(slot) = new_id.get_mut(actor.id.0 as usize) {
            *slot = Some(id);
        }
        actor.id = id;
    }
    let renumber = |actor: &mut Option<ActorId>| {
        *actor = actor.and_then(|id| new_id.get(id.0 as usize).copied().flatten());
    };
    for quotation in quotations {
        renumber(&mut quotation.actor);
    }
    for mention in mentions {
        renumber(&mut mention.actor);
    }
    actors
}
