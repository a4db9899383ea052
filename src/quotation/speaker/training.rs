//! What the training of the speaker model sees of a document: its marked quotations with their candidates. Only built
//! with the feature `train`.

use super::confidence::{Site, features};
use super::talk::{Talk, Turn, after};
use super::{Speaker, Unweighed, Weigher, by_rules, ranking, unweighed};
use crate::document::Document;
use crate::entity::resolver::training as resolver;
use crate::entity::{ActorId, MentionKind, mention};
use crate::linear::Feature;
use crate::nlp::Prose;
use crate::nlp::language;
use crate::nlp::lexicon::Lexicon;
use crate::quotation::finding::{attributed, find};
use crate::quotation::reading::Reading;
use crate::span::Span;

pub use crate::entity::resolver::training::{Course, Entity, Example as Meaning, Gold};

pub use super::Weighers;
pub use super::confidence::{line, probability};
pub use super::ranking::{Candidate, choose};
pub use super::talk::History;

/// A marked quotation.
#[derive(Debug)]
pub struct Example {
    /// Its marked words.
    pub span: Span,
    /// No cue beside it names a source.
    pub untold: bool,
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

/// Goes through the marked quotations of a document, with actors as `weigh` resolves them; `judge` says which candidate is
/// right, where it knows.
pub fn examples(document: &Document, weigh: Weigher, judge: &mut dyn FnMut(Example) -> Option<usize>) {
    let prose = Prose::new(document, Lexicon::of_language(language::of(document)));
    let reading = Reading::new(&prose);
    // The model of marked words knows the training part by heart: what it would add there is not what it adds elsewhere.
    let mut found = attributed(&reading, &mut Vec::new());
    let mentions = mention::find(&prose);
    let resolved = super::resolve(&reading, &found, &mentions, Weighers { resolver: weigh, ..Weighers::shipped() });
    let mut speakers = by_rules(&reading, &mut found, &mentions, &resolved);
    let name = |actor: ActorId| resolved.actors[actor.0 as usize].name.clone();
    ranking::walk(&reading, (&mut found, &mut speakers), &mentions, &resolved, &mut |site, ranked| {
        let candidates = &ranked.candidates;
        let example = Example {
            span: reading.marked[ranked.mark].span,
            untold: site.is_untold(),
            sources: candidates.iter().map(|c| c.source.as_ref().map(|tokens| prose.span(tokens))).collect(),
            names: candidates.iter().map(|c| c.actor.map(name)).collect(),
            candidates: candidates.clone(),
            features: ranked.features.clone(),
        };
        judge(example).map(|candidate| ranking::Choice { candidate, weighed: None })
    });
}

/// Words that refer to an actor.
#[derive(Clone, Copy, Debug)]
pub struct Mentioned {
    /// The words.
    pub span: Span,
    /// The word that heads them.
    pub head: Span,
    /// Name, pronoun or nominal.
    pub kind: MentionKind,
}

/// The mentions of a document whose meaning the gold knows, with their candidates. `gold` is asked for with all mentions.
pub fn meanings<'g>(
    document: &Document,
    gold: &dyn Fn(&[Mentioned]) -> Box<dyn Gold + 'g>,
    course: Course,
    weigh: &dyn Fn(&[Feature]) -> f32,
) -> Vec<Meaning> {
    let prose = Prose::new(document, Lexicon::of_language(language::of(document)));
    let reading = Reading::new(&prose);
    let found = attributed(&reading, &mut Vec::new());
    let mentions = mention::find(&prose);
    let mentioned: Vec<Mentioned> = mentions
        .iter()
        .map(|it| Mentioned { span: it.span, head: prose.span(&(it.head..it.head + 1)), kind: it.kind })
        .collect();
    let surroundings = super::Surroundings::new(&reading, &found, &mentions);
    if !surroundings.context().article {
        return Vec::new();
    }
    resolver::examples(&prose, &mentions, surroundings.context(), (gold(&mentioned).as_ref(), course), weigh)
}

/// A quotation with the actor that the analysis gives it, before it is said how sure that is.
#[derive(Debug)]
pub struct Judged {
    /// Its words.
    pub span: Span,
    /// The words that name its source.
    pub source: Option<Span>,
    /// Its actors' names; of an unnamed one the words for it.
    pub names: Vec<String>,
    /// The text names the first.
    pub named: bool,
    /// What shows whether that is right.
    pub features: Vec<Feature>,
}

/// The quotations of an article with their actors, as the weighers decide. Nothing of a story.
pub fn judged(document: &Document, weighers: Weighers) -> Vec<Judged> {
    let prose = Prose::new(document, Lexicon::of_language(language::of(document)));
    let reading = Reading::new(&prose);
    let mut found = attributed(&reading, &mut Vec::new());
    let mentions = mention::find(&prose);
    let mut resolved = super::resolve(&reading, &found, &mentions, weighers);
    let Unweighed { speakers, talk, .. } = unweighed(&reading, &mut found, &mentions, &mut resolved, weighers);
    if talk {
        return Vec::new();
    }
    let site = Site::new(&reading, &found, &mentions, &resolved);
    let name = |actor: ActorId| resolved.actors[actor.0 as usize].name.clone();
    let judged = |(index, speaker): (usize, &Speaker)| {
        let finding = &found.all[index];
        Judged {
            span: prose.span(&finding.tokens),
            source: finding.source.as_ref().map(|tokens| prose.span(tokens)),
            names: speaker.actor.into_iter().chain(speaker.also.iter().copied()).map(name).collect(),
            named: speaker.actor.is_some_and(|actor| resolved.named[actor.0 as usize]),
            features: features(&site, &speakers, index),
        }
    };
    speakers.iter().enumerate().map(judged).collect()
}

/// A story: its turns with their candidates.
#[derive(Debug)]
pub struct Story {
    talk: Talk,
    /// The names of the actors.
    pub names: Vec<String>,
    /// The turns.
    pub turns: Vec<StoryTurn>,
}

/// A turn of a story's conversations.
#[derive(Debug)]
pub struct StoryTurn {
    /// What is said in it.
    pub spans: Vec<Span>,
    /// Who may speak: indices of actors.
    pub candidates: Vec<usize>,
    /// Whom the rules gave it.
    pub base: Option<usize>,
    /// What sort of words say who speaks.
    pub sort: String,
}

impl Story {
    /// Reads a story; of another text as if it were one.
    pub fn new(document: &Document) -> Self {
        let prose = Prose::new(document, Lexicon::english());
        let reading = Reading::new(&prose);
        let mut found = find(&reading);
        let mentions = mention::find(&prose);
        let resolved = super::resolve(&reading, &found, &mentions, Weighers::shipped());
        let speakers: Vec<Speaker> = by_rules(&reading, &mut found, &mentions, &resolved);
        let talk = Talk::new(&reading, &found, &speakers, &mentions, &resolved);
        let id = |actor: ActorId| actor.0 as usize;
        let turns = talk.turns().iter().map(|turn| StoryTurn {
            spans: turn.findings.iter().map(|&finding| prose.span(&found.all[finding].tokens)).collect(),
            candidates: turn.candidates.iter().map(|candidate| id(candidate.actor)).collect(),
            base: turn.base.map(id),
            sort: format!("{:?}", turn.sort),
        });
        Self { turns: turns.collect(), names: resolved.actors.iter().map(|actor| actor.name.clone()).collect(), talk }
    }

    /// The features of each candidate of a turn.
    pub fn features(&self, at: usize, history: &History) -> Vec<Vec<Feature>> {
        self.features_of(at, &self.talk.turns()[at], history)
    }

    /// The same of a turn that is settled, as if it were not, and which candidate settles it.
    pub fn hidden(&self, at: usize, history: &History) -> Option<(Vec<Vec<Feature>>, Vec<bool>)> {
        let turn = self.talk.hidden(at)?;
        let base = self.talk.turns()[at].base;
        let right: Vec<bool> = turn.candidates.iter().map(|candidate| Some(candidate.actor) == base).collect();
        (right.contains(&true) && right.len() > 1).then(|| (self.features_of(at, turn, history), right))
    }

    fn features_of(&self, at: usize, turn: &Turn, history: &History) -> Vec<Vec<Feature>> {
        let of = |candidate| {
            let mut out = Vec::new();
            self.talk.fixed(at, turn, candidate, &mut out);
            self.talk.changing(at, turn, candidate, history, &mut out);
            out
        };
        turn.candidates.iter().map(of).collect()
    }

    /// The history one turn later.
    pub fn after(history: &History, actor: Option<usize>) -> History {
        after(history, actor.map(|actor| ActorId(actor as u32)))
    }

    /// The speaker of each turn, and how likely it is.
    pub fn decode(&self, weigh: impl Fn(&[Feature]) -> f32) -> Vec<(Option<usize>, f32)> {
        self.talk
            .decode(weigh)
            .into_iter()
            .map(|(actor, chance)| (actor.map(|actor| actor.0 as usize), chance))
            .collect()
    }
}
