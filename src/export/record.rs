//! One document and what was found in it, in the shape that is exported.

use std::borrow::Cow;

use serde::Serialize;

use super::offsets::Table;
use super::{Options, Source, VERSION};
use crate::absence::Absence;
use crate::annotation::{self, Annotations, Criteria, Quotation, joined, strongest_features};
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
    /// Who published it, where and when.
    pub source: Source<'d>,
    /// What offsets refer to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'d str>,
    /// In order of `start`.
    pub quotes: Vec<Quote<'d>>,
    /// In order of `start`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<Mention>>,
    /// Most quoted first; `actors[i].id == i`.
    pub actors: Vec<Actor<'d>>,
    /// A table has a row for it where it has no quotations.
    #[serde(skip)]
    pub empty_row: bool,
    /// Why there are no quotations, for people: parts of sentences. Empty where there are some.
    #[serde(skip)]
    pub absence: Vec<String>,
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
    /// direct, mixed, indirect or attitude.
    pub kind: &'static str,
    /// Pieces of one utterance share it.
    pub utterance: u32,
    /// The speaker's canonical name; joint speakers as "Ada Voss and Jon Vale".
    pub speaker: Option<Cow<'d, str>>,
    /// Its place in `actors`; of joint speakers that of the first.
    pub speaker_id: Option<u32>,
    /// Whether the text names the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<bool>,
    /// The names of joint speakers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<&'d str>,
    /// The places of joint speakers in `actors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaker_ids: Vec<u32>,
    /// Who else could be the speaker; where there is no speaker, who could be at all. Likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate<'d>>,
    /// The words that name the speaker.
    pub speaker_mention: Option<Words<'d>>,
    /// The words that signal saying.
    pub cue: Option<Words<'d>>,
    /// The probability that the speaker is right, 0..=1, three decimals.
    pub confidence: f64,
    /// The rule that attributed it.
    pub evidence: &'static str,
    /// The evidence in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Vec<String>>,
    /// How the source's words lead to the actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Vec<Link<'d>>>,
    /// What the ranking of candidates rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<Weighed>>,
}

/// An actor that could be the speaker.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Candidate<'d> {
    /// Its canonical name.
    pub name: &'d str,
    /// Its place in `actors`.
    pub id: u32,
    /// The probability that it is the speaker, 0..=1, three decimals.
    pub probability: f64,
}

/// A step from the source's words to the actor.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Link<'d> {
    /// source, pronoun, noun-phrase or name.
    pub step: &'static str,
    /// The words that the step leads to.
    #[serde(flatten)]
    pub words: Words<'d>,
    /// The probability that the step is right, 0..=1, three decimals.
    pub probability: f64,
}

/// Words that refer to somebody or something.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Mention {
    /// Offset of the first character.
    pub start: usize,
    /// Offset behind the last character.
    pub end: usize,
    /// Whom they refer to: its place in `actors`, where that is known.
    pub actor: Option<u32>,
    /// name, pronoun or nominal.
    pub kind: &'static str,
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
    /// The fullest name in the text; of an unnamed source the words for it.
    pub name: &'d str,
    /// Whether the text names it.
    pub named: bool,
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
    let links = |q: &'d Quotation| q.chain.iter().map(|link| Some(link.words));
    let spans = annotations.quotations.iter().flat_map(|q| [Some(q.span), q.source, q.cue].into_iter().chain(links(q)));
    let mentioned = annotations.mentions.iter().filter(|_| options.mentions).map(crate::entity::Mention::span);
    let spans = spans.flatten().chain(mentioned);
    let table = Table::new(text, options.offsets, spans.flat_map(|span| [span.start, span.end]));
    let strongest = if options.explain { strongest_features(document) } else { Vec::new() };
    let words = |span: Span| Words { start: table.get(span.start), end: table.get(span.end), text: span.of(text) };
    let criteria = Criteria { attitudes: true, unsure_below: options.unsure_below };
    let quotes = annotations.quotations.iter().map(|quotation| {
        let explain = || Explained {
            words: Some(explanation::explain(document, annotations, &criteria, quotation)),
            chain: Some(quotation.chain.iter().map(|link| self::link(link, words(link.words))).collect()),
            features: Some(features(&strongest, quotation.span)),
        };
        quote(annotations, quotation, options.unsure_below, &words, options.explain.then(explain))
    });
    let mention = |mention: &crate::entity::Mention| {
        let Words { start, end, .. } = words(mention.span());
        Mention { start, end, actor: mention.actor.map(|id| id.0), kind: mention.kind.name() }
    };
    Record {
        id,
        version: VERSION,
        title: document.metadata.title.as_deref(),
        source: Source::of(document),
        text: options.with_text.then_some(text),
        quotes: quotes.collect(),
        mentions: options.mentions.then(|| annotations.mentions.iter().map(mention).collect()),
        actors: annotations.actors.iter().map(actor).collect(),
        empty_row: options.empty_rows,
        absence: if annotations.quotations.is_empty() { Absence::default().reasons(None, None) } else { Vec::new() },
    }
}

fn quote<'d>(
    annotations: &'d Annotations,
    quotation: &Quotation,
    unsure_below: f32,
    words: &impl Fn(Span) -> Words<'d>,
    explained: Option<Explained<'d>>,
) -> Quote<'d> {
    let content = words(quotation.span);
    let unsure = quotation.is_unsure(unsure_below);
    let speakers: Vec<&crate::entity::Actor> = annotations.speakers(quotation).filter(|_| !unsure).collect();
    let names: Vec<&str> = speakers.iter().map(|actor| actor.name.as_str()).collect();
    let joint = speakers.len() > 1;
    let explained = explained.unwrap_or_default();
    Quote {
        start: content.start,
        end: content.end,
        text: content.text,
        kind: quotation.kind.name(),
        utterance: quotation.utterance,
        speaker: match names.as_slice() {
            [] => None,
            [one] => Some(Cow::Borrowed(one)),
            several => Some(Cow::Owned(joined(several))),
        },
        speaker_id: speakers.first().map(|actor| actor.id.0),
        named: (!speakers.is_empty()).then(|| speakers.iter().all(|actor| actor.named)),
        speaker_ids: speakers.iter().filter(|_| joint).map(|actor| actor.id.0).collect(),
        speakers: if joint { names } else { Vec::new() },
        candidates: candidates(annotations, quotation, unsure),
        speaker_mention: quotation.source.map(words),
        cue: quotation.cue.map(words),
        confidence: thousandths(quotation.confidence),
        evidence: quotation.evidence.rule.name(),
        explanation: explained.words,
        chain: explained.chain,
        features: explained.features,
    }
}

/// All who could be the speaker where that is open, else who else could be.
fn candidates<'d>(annotations: &'d Annotations, quotation: &Quotation, unsure: bool) -> Vec<Candidate<'d>> {
    let all = if unsure { quotation.possible() } else { quotation.candidates.to_vec() };
    let named = |candidate: annotation::Candidate| {
        let actor = annotations.actors.get(candidate.actor.0 as usize)?;
        Some(Candidate { name: &actor.name, id: actor.id.0, probability: thousandths(candidate.probability) })
    };
    all.into_iter().filter_map(named).collect()
}

fn link<'d>(link: &annotation::Link, words: Words<'d>) -> Link<'d> {
    Link { step: link.step.name(), words, probability: thousandths(link.probability) }
}

fn thousandths(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}

/// Why a quotation is its speaker's.
#[derive(Default)]
struct Explained<'d> {
    words: Option<Vec<String>>,
    chain: Option<Vec<Link<'d>>>,
    features: Option<Vec<Weighed>>,
}

fn features(strongest: &[(Span, Vec<Strong>)], span: Span) -> Vec<Weighed> {
    // In the order of the text.
    let at = strongest.partition_point(|(other, _)| other.start < span.start);
    let strong = strongest.get(at).filter(|(other, _)| *other == span).map_or(&[][..], |(_, strong)| strong);
    let round = |weight: f32| (f64::from(weight) * 100.0).round() / 100.0;
    strong.iter().map(|strong| Weighed { feature: strong.name, weight: round(strong.weight) }).collect()
}

fn actor(actor: &crate::entity::Actor) -> Actor<'_> {
    Actor {
        id: actor.id.0,
        name: &actor.name,
        named: actor.named,
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
    /// Who said it, as well as is known: the actor, else the candidates, else the words that name the source.
    pub fn who(&self) -> Option<Cow<'_, str>> {
        if let Some(speaker) = &self.speaker {
            return Some(Cow::Borrowed(speaker));
        }
        if !self.candidates.is_empty() {
            let likely = self.candidates.iter().filter(|it| it.probability >= 0.005);
            let all: Vec<String> = likely.map(|it| format!("{} {:.0}%", it.name, it.probability * 100.0)).collect();
            let colon = if all.is_empty() { "" } else { ": " };
            return Some(Cow::Owned(format!("unsure{colon}{}", all.join(", "))));
        }
        self.speaker_mention.map(|mention| Cow::Borrowed(mention.text))
    }
}
