//! One document and what was found in it, in the shape that is exported.

use std::borrow::Cow;

use serde::Serialize;

use super::offsets::Table;
use super::{Options, VERSION};
use crate::annotation::{Annotations, Quotation, strongest_features};
use crate::document::Document;
use crate::explanation;
use crate::quotation::Strong;
use crate::span::Span;

/// One document and what was found in it.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'d> {
    /// As the input names it: a path, or the id of a line; any JSON value.
    pub id: serde_json::Value,
    /// Version of this shape.
    pub version: u32,
    /// The headline.
    pub title: Option<&'d str>,
    /// What offsets refer to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'d str>,
    /// In order of `start`.
    pub quotes: Vec<Quote<'d>>,
    /// Most quoted first; `actors[i].id == i`.
    pub actors: Vec<Actor<'d>>,
}

/// One quotation.
#[derive(Clone, Debug, Serialize)]
pub struct Quote<'d> {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// Its words, marks included.
    pub text: &'d str,
    /// direct, mixed or indirect.
    pub kind: &'static str,
    /// Pieces of one utterance share it.
    pub utterance: u32,
    /// The speaker's canonical name.
    pub speaker: Option<&'d str>,
    /// Its place in `actors`.
    pub speaker_id: Option<u32>,
    /// The words that name the speaker.
    pub speaker_mention: Option<Words<'d>>,
    /// The words that signal saying.
    pub cue: Option<Words<'d>>,
    /// How sure it is that the speaker is right, 0..=1, three decimals.
    pub confidence: f64,
    /// The rule that attributed it.
    pub evidence: &'static str,
    /// The evidence in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Vec<String>>,
    /// What the ranking of candidates rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<Weighed>>,
}

/// Words of the text.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Words<'d> {
    /// Offset of the first character.
    pub start: usize,
    /// Offset behind the last character.
    pub end: usize,
    /// The words.
    pub text: &'d str,
}

/// What speaks for a speaker in the ranking.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Weighed {
    /// What it is.
    pub feature: &'static str,
    /// By how much it speaks more for this candidate than for the next one.
    pub weight: f64,
}

/// Somebody or something that is mentioned.
#[derive(Clone, Debug, Serialize)]
pub struct Actor<'d> {
    /// Its place in the list.
    pub id: u32,
    /// The fullest name in the text.
    pub name: &'d str,
    /// person, organisation, place, group or unknown.
    pub kind: &'static str,
    /// Other names used for it.
    pub aliases: &'d [String],
    /// In the text's own words.
    pub roles: &'d [String],
    /// How many mentions refer to it.
    pub mentions: u32,
    /// How many quotations are its.
    pub quotes: u32,
}

/// The record of one document. Linear in the document.
pub fn record<'d>(
    id: serde_json::Value,
    document: &'d Document,
    annotations: &'d Annotations,
    options: &Options,
) -> Record<'d> {
    let text = document.text.as_str();
    let spans = annotations.quotations.iter().flat_map(|q| [Some(q.span), q.source, q.cue]).flatten();
    let table = Table::new(text, options.offsets, spans.flat_map(|span| [span.start, span.end]));
    let strongest = if options.explain { strongest_features(document) } else { Vec::new() };
    let quotes = annotations.quotations.iter().map(|quotation| {
        let explain = || Explained {
            words: explanation::explain(document, annotations, quotation),
            features: features(&strongest, quotation.span),
        };
        quote(text, annotations, quotation, &table, options.explain.then(explain))
    });
    Record {
        id,
        version: VERSION,
        title: document.metadata.title.as_deref(),
        text: options.with_text.then_some(text),
        quotes: quotes.collect(),
        actors: annotations.actors.iter().map(actor).collect(),
    }
}

fn quote<'d>(
    text: &'d str,
    annotations: &'d Annotations,
    quotation: &Quotation,
    table: &Table,
    explained: Option<Explained>,
) -> Quote<'d> {
    let words = |span: Span| Words { start: table.get(span.start), end: table.get(span.end), text: span.of(text) };
    let content = words(quotation.span);
    let speaker = annotations.speaker(quotation);
    let (explanation, features) = explained.map(|explained| (explained.words, explained.features)).unzip();
    Quote {
        start: content.start,
        end: content.end,
        text: content.text,
        kind: quotation.kind.name(),
        utterance: quotation.utterance,
        speaker: speaker.map(|actor| actor.name.as_str()),
        speaker_id: speaker.map(|actor| actor.id.0),
        speaker_mention: quotation.source.map(words),
        cue: quotation.cue.map(words),
        confidence: (f64::from(quotation.confidence) * 1000.0).round() / 1000.0,
        evidence: quotation.evidence.rule.name(),
        explanation,
        features,
    }
}

/// Why a quotation is its speaker's.
struct Explained {
    words: Vec<String>,
    features: Vec<Weighed>,
}

fn features(strongest: &[(Span, Vec<Strong>)], span: Span) -> Vec<Weighed> {
    // In the order of the text.
    let at = strongest.partition_point(|(other, _)| other.start < span.start);
    let strong = strongest.get(at).filter(|(other, _)| *other == span).map_or(&[][..], |(_, strong)| strong);
    let round = |weight: f32| (f64::from(weight) * 100.0).round() / 100.0;
    strong.iter().map(|strong| Weighed { feature: strong.name, weight: round(strong.weight) }).collect()
}

fn actor(actor: &crate::nlp::Actor) -> Actor<'_> {
    Actor {
        id: actor.id.0,
        name: &actor.name,
        kind: actor.kind.name(),
        aliases: &actor.aliases,
        roles: &actor.roles,
        mentions: actor.mentions,
        quotes: actor.quotations,
    }
}

impl Record<'_> {
    /// The id as one word: a string without its marks.
    pub fn name(&self) -> Cow<'_, str> {
        super::name(&self.id)
    }
}

impl Quote<'_> {
    /// Who said it, as well as is known: the actor, else the words that name the source.
    pub fn who(&self) -> Option<&str> {
        self.speaker.or(self.speaker_mention.map(|mention| mention.text))
    }
}
