//! From source words to actors: which mention a finding's source is, whom it refers to, and, where no words name a source,
//! whose turn it is. Decides nothing about content.

mod certainty;
mod confidence;
mod dialogue;
mod joint;
mod layout;
pub mod ranking;
mod repeated;
mod source;
mod talk;
#[cfg(feature = "train")]
pub mod training;
mod utterance;

pub use ranking::Strong;
pub use source::source_mention;
use source::{mention_of, mention_of_source};

use super::chain::{Candidate, Link};
use super::evidence::Rule;
use super::finding::{Finding, Findings};
use super::kind::QuotationKind;
use super::reading::Reading;
use crate::entity::ActorId;
use crate::entity::mention::Found;
use crate::entity::resolver::Context;
use crate::entity::{self, Resolved};
use crate::linear::Feature;
use crate::nlp::language::Language;
use crate::span::Span;

/// Tokens of a text that is too long for an article.
const LONG: usize = 6000;

/// No confidence is higher in a language without annotated articles: shares by rule say nothing of who "elle" is.
const MOST_BY_RULE: f32 = 0.85;

/// Who said a finding.
#[derive(Clone, Debug, Default)]
pub struct Speaker {
    /// The actor.
    pub actor: Option<ActorId>,
    /// Further actors who said it together with the first.
    pub also: Vec<ActorId>,
    /// Other actors that could be the speaker, likeliest first.
    pub candidates: Vec<Candidate>,
    /// How the source's words lead to the actor.
    pub chain: Vec<Link>,
    /// The probability that the ranking gives its source's words, where it weighed them.
    pub chance: Option<f32>,
    /// The confidence is a share by rule or of a story's turns, not weighed for this quotation.
    pub rough: bool,
    /// How sure that is, 0..=1.
    pub confidence: f32,
    /// The confidence is stated.
    pub final_word: bool,
}

/// What the resolver of people may know of the quotations.
#[derive(Debug, Default)]
pub struct Surroundings {
    quoted: Vec<bool>,
    source: Vec<bool>,
    reported: Vec<bool>,
    article: bool,
}

impl Surroundings {
    /// Of the mentions of a document with these findings.
    pub fn new(reading: &Reading, found: &Findings, mentions: &[Found]) -> Self {
        let quoted: Vec<Span> = reading.marked.iter().map(|marked| marked.span).collect();
        let mut source = vec![false; mentions.len()];
        let mut reported: Vec<Span> = Vec::new();
        for finding in &found.all {
            if let Some(mention) = mention_of_source(reading.prose, mentions, finding) {
                source[mention] = true;
            }
            if finding.kind != QuotationKind::Direct {
                let span = reading.prose.span(&finding.tokens);
                match reported.last_mut().filter(|last| span.start < last.end) {
                    Some(last) => last.end = last.end.max(span.end),
                    None => reported.push(span),
                }
            }
        }
        let trained = is_trained(reading);
        Self {
            quoted: entity::inside(mentions, &quoted),
            source,
            reported: entity::inside(mentions, &reported),
            article: trained && !certainty::is_story(reading, mentions),
        }
    }

    /// As the resolver takes it.
    pub fn context(&self) -> Context<'_> {
        Context { quoted: &self.quoted, source: &self.source, reported: &self.reported, article: self.article }
    }
}

/// Which actors the mentions are.
pub fn resolve(reading: &Reading, found: &Findings, mentions: &[Found], weighers: Weighers) -> Resolved {
    entity::resolve(reading.prose, mentions, Surroundings::new(reading, found, mentions).context(), weighers.resolver)
}

/// Gives features a score.
pub type Weigher<'a> = &'a dyn Fn(&[Feature]) -> f32;

/// The models that decide who speaks. Training tries others than those that are shipped.
#[derive(Clone, Copy)]
pub struct Weighers<'a> {
    /// Whom a mention means.
    pub resolver: Weigher<'a>,
    /// Which words name the source of a marked quotation.
    pub ranker: Weigher<'a>,
}

impl Weighers<'static> {
    /// Those that are shipped.
    pub fn shipped() -> Self {
        Self { resolver: &entity::resolver::shipped, ranker: &ranking::shipped }
    }
}

/// The speaker of each finding, in their order. May change a finding's rule and source where turns or the ranking of
/// candidates decide.
pub fn speakers(
    reading: &Reading,
    found: &mut Findings,
    mentions: &[Found],
    resolved: &mut Resolved,
    weighers: Weighers,
) -> Vec<Speaker> {
    let Unweighed { mut speakers, pieces, shown, talk, story } =
        unweighed(reading, found, mentions, resolved, weighers);
    let language = reading.prose.language;
    if is_trained(reading) && !talk {
        confidence::state(&confidence::Site::new(reading, found, mentions, resolved), &mut speakers);
        for speaker in &mut speakers {
            speaker.rough = story || language != Language::English;
        }
    } else {
        certainty::state(language, found, &mut speakers, mentions, story, !talk);
        for speaker in &mut speakers {
            speaker.rough = true;
            if !talk {
                speaker.confidence = speaker.confidence.min(MOST_BY_RULE);
            }
        }
    }
    utterance::share_confidence(&pieces, &mut speakers);
    layout::state(&shown, &mut speakers);
    speakers
}

/// Whether there are articles of a language to learn from who speaks: for English, German and the languages that are data.
fn is_trained(reading: &Reading) -> bool {
    matches!(reading.prose.language, Language::English | Language::German) || reading.is_common()
}

/// The speakers before any confidence is stated but that of a story's talk.
struct Unweighed {
    speakers: Vec<Speaker>,
    /// The pieces of utterances that follow others.
    pieces: utterance::Pieces,
    /// Those that the layout shows.
    shown: layout::Stated,
    /// Whether the talk of a story was decided together.
    talk: bool,
    /// Whether the text reads as a story.
    story: bool,
}

fn unweighed(
    reading: &Reading,
    found: &mut Findings,
    mentions: &[Found],
    resolved: &mut Resolved,
    weighers: Weighers,
) -> Unweighed {
    let mut speakers = by_rules(reading, found, mentions, resolved);
    let story = certainty::is_story(reading, mentions);
    let decider = decider(reading, found, story);
    match decider {
        Decider::Talk => talk::decide(reading, found, &mut speakers, mentions, resolved),
        Decider::Ranking => ranking::rank(reading, found, &mut speakers, mentions, resolved, weighers.ranker),
        Decider::Rules => {}
    }
    let pieces = if decider == Decider::Talk { Vec::new() } else { utterance::unite(found, &mut speakers) };
    if !story {
        repeated::share(reading, found, &mut speakers);
    }
    if decider != Decider::Talk {
        joint::join(reading, found, &mut speakers, mentions, resolved);
    }
    let shown = layout::name(reading, found, &mut speakers, mentions, resolved);
    Unweighed { speakers, pieces, shown, talk: decider == Decider::Talk, story }
}

/// What has the last word on who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decider {
    /// The turns of a story, together.
    Talk,
    /// Each quotation's candidates, weighed.
    Ranking,
    /// The rules.
    Rules,
}

fn decider(reading: &Reading, found: &Findings, story: bool) -> Decider {
    // A short piece in the first person may be an article; a long one, or one with much talk, is told.
    let long = reading.prose.tokens.len() > LONG;
    let dialogue = ranking::is_dialogue(found);
    if story && (long || dialogue) && reading.prose.language == Language::English {
        Decider::Talk
    } else if story && dialogue {
        // Turns tell a story; an interview or an article whose sources are left out is weighed.
        Decider::Rules
    } else {
        Decider::Ranking
    }
}

/// What the ranking of each marked quotation's speaker rests on.
pub fn strongest(
    reading: &Reading,
    found: &mut Findings,
    mentions: &[Found],
    resolved: &Resolved,
) -> Vec<(Span, Vec<Strong>)> {
    let mut speakers = by_rules(reading, found, mentions, resolved);
    if decider(reading, found, certainty::is_story(reading, mentions)) != Decider::Ranking {
        return Vec::new();
    }
    ranking::strongest(reading, found, &mut speakers, mentions, resolved)
}

/// The speakers by the rules alone.
pub fn by_rules(reading: &Reading, found: &mut Findings, mentions: &[Found], resolved: &Resolved) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = found
        .all
        .iter()
        .map(|finding| {
            let mention = mention_of_source(reading.prose, mentions, finding);
            let actor = mention.and_then(|mention| resolved.of.get(mention).copied().flatten());
            Speaker { actor, ..Speaker::default() }
        })
        .collect();
    dialogue::take_turns(reading, found, &mut speakers, mentions, resolved);
    speakers
}

/// Whether neither words nor the piece before say whose a finding is.
fn is_untold(finding: &Finding) -> bool {
    is_open(finding.rule) || finding.rule == Rule::Reopened && finding.source.is_none()
}

/// Whether turns, not words, decided a finding's source.
fn is_open(rule: Rule) -> bool {
    matches!(rule, Rule::Turn | Rule::Unattributed)
}
