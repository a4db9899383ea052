//! What is found in a document: quotations, who said them and why we think so, and the actors. [`annotate`] is the one
//! way in. A pure function: no I/O, no failure, no knowledge of terminals.

mod criteria;
mod merge;
mod parts;
mod sentences;
#[doc(hidden)]
pub mod steps;

use std::cmp::Reverse;
use std::ops::Range;

use crate::document::Document;
use crate::entity::Resolved;
use crate::entity::mention::Found;
use crate::entity::{Actor, ActorId, Mention, MentionKind, mention};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lexicon;
use crate::quotation::reading::Reading;
use crate::quotation::{Evidence, Finding, Findings, Speaker, Strong, Weighers, find, resolve, speakers, strongest};

pub use crate::quotation::{Candidate, Link, QuotationKind, Step};
pub use criteria::{Counts, Criteria};
pub use parts::{Analysis, PART};
pub use sentences::sentences;

use crate::span::Span;

/// Shown to people instead of a name where a quotation has no speaker.
pub const NOT_ATTRIBUTED: &str = "not attributed";

/// How many other actors that could be the speaker are kept.
pub const CANDIDATES: usize = 3;

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
    /// Direct, mixed or indirect; or an attitude, which is no quotation.
    pub kind: QuotationKind,
    /// Pieces of one utterance ("…," Voss said, "…") share it; ascending.
    pub utterance: u32,
    /// The words that name who said it.
    pub source: Option<Span>,
    /// The words that signal saying.
    pub cue: Option<Span>,
    /// Who that is.
    pub actor: Option<ActorId>,
    /// Further actors who said it together with the first: "Lee and Vale said".
    pub also: Box<[ActorId]>,
    /// Other actors that could be the speaker, likeliest first, at most [`CANDIDATES`].
    pub candidates: Box<[Candidate]>,
    /// How the source's words lead to the actor.
    pub chain: Box<[Link]>,
    /// The confidence is a share by rule or of a story's turns, not weighed for this quotation: its speaker is named from
    /// a third of the floor on.
    pub rough: bool,
    /// How sure we are that the speaker is right, 0..=1.
    pub confidence: f32,
    /// Why.
    pub evidence: Evidence,
}

impl Annotations {
    /// The actor of a quotation; of joint speakers the first.
    pub fn speaker(&self, quotation: &Quotation) -> Option<&Actor> {
        quotation.actor.map(|id| &self.actors[id.0 as usize])
    }

    /// All who said a quotation: one actor, joint speakers, or none.
    pub fn speakers(&self, quotation: &Quotation) -> impl Iterator<Item = &Actor> {
        quotation.speakers().filter_map(|id| self.actors.get(id.0 as usize))
    }

    /// The words that name the source of a quotation, where they say more than a pronoun ("they", "that") does: several
    /// words, or one that is a mention of another kind.
    pub fn source_words(&self, quotation: &Quotation, text: &str) -> Option<Span> {
        let source = quotation.source?;
        if source.of(text).split_whitespace().nth(1).is_some() {
            return Some(source);
        }
        let first = self.mentions.partition_point(|mention| mention.span().start < source.start);
        let mut here = self.mentions.iter().skip(first).take_while(|mention| mention.span().start < source.end);
        here.any(|mention| mention.kind != MentionKind::Pronoun).then_some(source)
    }

    /// Whether it is open which of several actors said a quotation: the confidence is below `floor`.
    pub fn is_unsure(&self, quotation: &Quotation, floor: f32) -> bool {
        quotation.is_unsure(floor)
    }
}

impl Quotation {
    /// The actors who said it: the first, and those who said it together with them.
    pub fn speakers(&self) -> impl Iterator<Item = ActorId> + use<'_> {
        self.actor.into_iter().chain(self.also.iter().copied())
    }

    /// Whether it is open which of several actors said it: the confidence is below `floor`.
    pub fn is_unsure(&self, floor: f32) -> bool {
        let floor = if self.rough { floor / 3.0 } else { floor };
        (self.actor.is_some() || !self.candidates.is_empty()) && self.confidence < floor
    }

    /// All actors that could be the speaker, likeliest first: those that it is given to, and the others.
    pub fn possible(&self) -> Vec<Candidate> {
        let here = self.speakers().map(|actor| Candidate { actor, probability: self.confidence });
        let mut all: Vec<Candidate> = here.collect();
        all.extend(self.candidates.iter().filter(|other| !self.speakers().any(|actor| actor == other.actor)));
        all.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        all
    }

    /// Numbers its actors anew; those that have no new number go.
    fn renumber(&mut self, new: impl Fn(ActorId) -> Option<ActorId>) {
        let mut speakers = self.speakers().filter_map(&new).collect::<Vec<_>>().into_iter();
        self.actor = speakers.next();
        self.also = speakers.collect();
        let renumbered = |other: &Candidate| Some(Candidate { actor: new(other.actor)?, ..*other });
        self.candidates = self.candidates.iter().filter_map(renumbered).collect();
    }
}

/// "Ada Voss", "Ada Voss and Jon Vale", "Ada Voss, Jon Vale and Mina Okoye".
pub fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
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
    let speakers = speakers(&reading, &mut found, &mentions, &mut resolved, Weighers::shipped());
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
    let resolved = resolve(reading, found, &mentions, Weighers::shipped());
    (mentions, resolved)
}

fn quotations(prose: &Prose, found: &Findings, speakers: &[Speaker]) -> Vec<Quotation> {
    let span = |tokens: &Option<Range<u32>>| tokens.as_ref().map(|tokens| prose.span(tokens));
    let quotation = |(finding, speaker): (&Finding, &Speaker)| Quotation {
        span: prose.span(&finding.tokens),
        kind: if finding.rule.is_attitude() { QuotationKind::Attitude } else { finding.kind },
        utterance: finding.utterance,
        source: span(&finding.source),
        cue: span(&finding.cue),
        actor: speaker.actor,
        also: speaker.also.as_slice().into(),
        candidates: speaker.candidates.iter().take(CANDIDATES).copied().collect(),
        chain: speaker.chain.as_slice().into(),
        rough: speaker.rough,
        confidence: speaker.confidence,
        evidence: Evidence { rule: finding.rule },
    };
    found.all.iter().zip(speakers).map(quotation).collect()
}

/// Numbers the actors by how often they are quoted, then by how often they are mentioned. Noun phrases that say nothing
/// are no actors.
fn rank(resolved: Resolved, quotations: &mut [Quotation], mentions: &mut [Mention]) -> Vec<Actor> {
    let Resolved { mut actors, named, .. } = resolved;
    let mut speaks = vec![false; actors.len()];
    for quotation in quotations.iter() {
        let others = quotation.candidates.iter().map(|other| other.actor);
        for id in quotation.speakers().chain(others) {
            if let Some(slot) = speaks.get_mut(id.0 as usize) {
                *slot = true;
            }
        }
    }
    let counts = Counts::of(quotations, actors.len(), &Criteria { unsure_below: 0.0, ..Criteria::default() });
    for (actor, &named) in actors.iter_mut().zip(&named) {
        actor.quotations = counts.of_actor(actor.id);
        actor.named = named;
    }
    actors.retain(|actor| actor.named || speaks.get(actor.id.0 as usize).copied().unwrap_or(false));
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
    let renumbered = |id: ActorId| new_id.get(id.0 as usize).copied().flatten();
    for quotation in quotations {
        quotation.renumber(renumbered);
    }
    for mention in mentions {
        mention.actor = mention.actor.and_then(renumbered);
    }
    actors
}

#[cfg(test)]
mod tests;
