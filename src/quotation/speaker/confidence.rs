//! The probability that the actor of a quotation is right, over the whole chain: the words that name the source, whom they
//! mean, and which actor has that name. A logistic model over what each link shows, calibrated on held-out articles; English and
//! German articles only. Trained by `examples/train confidence`.

use std::sync::LazyLock;

use super::{Speaker, source_mention};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::{Found, Person};
use crate::entity::{Actor, ActorId, ActorKind, Gender, MentionKind, Resolved};
use crate::linear::{Feature, Linear, hash_word, join, logistic};
use crate::quotation::chain::{Candidate, Link, Step};
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::Reading;

static MODEL: &[u8] = include_bytes!("../../../assets/models/confidence.bin");

/// The line that maps a score to the logarithm of the odds: its slope, and its value at 0.
static CALIBRATION: LazyLock<[f32; 2]> =
    LazyLock::new(|| line(include_str!("../../../assets/models/confidence-calibration.txt")));

/// The slope and the offset in a file of them; a file that has none leaves scores as they are.
pub fn line(file: &str) -> [f32; 2] {
    let mut numbers = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.trim().parse().ok());
    let mut next = |other| numbers.next().unwrap_or(other);
    [next(1.0), next(0.0)]
}

/// The probability that a score stands for.
pub fn probability([slope, offset]: [f32; 2], score: f32) -> f32 {
    logistic(slope * score + offset)
}

/// Below this probability of the name itself it is a step of the chain that is shown.
const NAME_DOUBTED: f32 = 0.95;

/// Findings of a document with their speakers, before any confidence is stated.
pub struct Site<'a> {
    pub reading: &'a Reading<'a>,
    pub found: &'a Findings,
    pub mentions: &'a [Found],
    pub resolved: &'a Resolved,
    /// How many people with a name there are, at most [`PERSONS`].
    persons: u32,
}

/// More people than that make no difference.
const PERSONS: usize = 40;

/// A link of a chain, as far as it is known.
struct Source<'a> {
    mention: Option<usize>,
    found: Option<&'a Found>,
    /// How likely the mention means its actor; 1 for names.
    resolution: f32,
    /// The likeliest other actor.
    other: f32,
}

/// States the confidence of every speaker that has none yet, with the links of its chain and the other candidates.
pub fn state(site: &Site, speakers: &mut [Speaker]) {
    let model = Linear::new(MODEL);
    for index in 0..speakers.len() {
        if speakers.get(index).is_none_or(|speaker| speaker.final_word) {
            continue;
        }
        let features = features(site, speakers, index);
        let (chain, candidates) = site.chain(speakers, index);
        let Some(speaker) = speakers.get_mut(index) else { continue };
        speaker.confidence = probability(*CALIBRATION, model.score(&features));
        if site.is_named(speaker.actor) {
            speaker.confidence = speaker.confidence.min(most(&chain));
        }
        (speaker.chain, speaker.candidates) = (chain, candidates);
        let known = raise(&mut speaker.chain, speaker.confidence);
        let left = speaker.confidence / known.max(f32::EPSILON);
        if let Some(source) = site.found.all.get(index).and_then(|finding| finding.source.as_ref())
            && left < NAME_DOUBTED
        {
            // What the other steps leave of the doubt: whether the words are a name, and whose.
            let words = speaker.chain.last().map_or(site.reading.prose.span(source), |link| link.words);
            speaker.chain.push(Link { step: Step::Name, words, probability: left });
        }
        let rest = 1.0 - speaker.confidence;
        let sum: f32 = speaker.candidates.iter().map(|other| other.probability).sum();
        if sum > rest {
            speaker.candidates.iter_mut().for_each(|other| other.probability *= rest / sum);
        }
        speaker.final_word = true;
    }
}

/// Raises the steps of a chain that together are less likely than the whole: what is known beyond them speaks for each. The
/// probability of all steps.
fn raise(chain: &mut [Link], whole: f32) -> f32 {
    let known: f32 = chain.iter().map(|link| link.probability).product();
    if known >= whole || known <= 0.0 || whole <= 0.0 {
        return known;
    }
    let power = whole.ln() / known.ln();
    for link in chain.iter_mut() {
        link.probability = link.probability.powf(power);
    }
    whole
}

/// By how much a name may be surer than the resolution of the noun phrase that stands for it.
const SURER: f32 = 0.15;

/// The most that a chain with noun phrases can state: of the many ways to call somebody few are in what was learned.
fn most(chain: &[Link]) -> f32 {
    let phrases = chain.iter().filter(|link| link.step == Step::NounPhrase);
    phrases.map(|link| link.probability + SURER).fold(1.0, f32::min)
}

impl<'a> Site<'a> {
    /// A document with its findings and actors.
    pub fn new(reading: &'a Reading<'a>, found: &'a Findings, mentions: &'a [Found], resolved: &'a Resolved) -> Self {
        let people = resolved.actors.iter().zip(&resolved.named);
        let people = people.filter(|(actor, named)| **named && actor.kind == ActorKind::Person);
        Self { persons: people.take(PERSONS).count() as u32, reading, found, mentions, resolved }
    }

    fn source(&self, finding: &Finding, speaker: &Speaker) -> Source<'a> {
        let words = finding.antecedent.as_ref().or(finding.source.as_ref());
        let mention = words.and_then(|words| source_mention(self.reading.prose, self.mentions, words));
        let of = mention.and_then(|mention| self.resolved.of.get(mention).copied().flatten());
        let resolution = mention
            .filter(|_| of == speaker.actor)
            .and_then(|mention| self.resolved.resolutions.get(&(mention as u32)));
        Source {
            mention,
            found: mention.and_then(|mention| self.mentions.get(mention)),
            resolution: resolution.map_or(1.0, |resolution| resolution.probability),
            other: resolution.and_then(|resolution| resolution.others.first()).map_or(0.0, |other| other.1),
        }
    }

    fn actor(&self, id: Option<ActorId>) -> Option<&'a Actor> {
        id.and_then(|id| self.resolved.actors.get(id.0 as usize))
    }

    fn is_named(&self, id: Option<ActorId>) -> bool {
        id.is_some_and(|id| self.resolved.named.get(id.0 as usize).copied().unwrap_or(false))
    }

    /// The links of a chain, and the other actors that may be meant.
    fn chain(&self, speakers: &[Speaker], index: usize) -> (Vec<Link>, Vec<Candidate>) {
        let (Some(finding), Some(speaker)) = (self.found.all.get(index), speakers.get(index)) else {
            return (Vec::new(), Vec::new());
        };
        let source = self.source(finding, speaker);
        let words = speaker.chance.unwrap_or_else(|| finding.rule.confidence());
        let mut chain = Vec::new();
        let mut candidates = speaker.candidates.clone();
        if let Some(tokens) = &finding.source {
            chain.push(Link { step: Step::Source, words: self.reading.prose.span(tokens), probability: words });
        }
        let resolution = source.mention.and_then(|mention| self.resolved.resolutions.get(&(mention as u32)));
        if let (Some(found), Some(resolution)) = (source.found, resolution) {
            let step = if found.kind == MentionKind::Pronoun { Step::Pronoun } else { Step::NounPhrase };
            let to = source.mention.and_then(|mention| self.last_name(mention, speaker.actor)).unwrap_or(found.span);
            chain.push(Link { step, words: to, probability: resolution.probability });
            for &(other, probability) in &resolution.others {
                let (actor, probability) = (ActorId(other), probability * words);
                match candidates.iter_mut().find(|candidate| candidate.actor == actor) {
                    Some(known) => known.probability += probability,
                    None => candidates.push(Candidate { actor, probability }),
                }
            }
        }
        let own =
            |candidate: &Candidate| Some(candidate.actor) != speaker.actor && !speaker.also.contains(&candidate.actor);
        candidates.retain(|candidate| own(candidate) && candidate.probability >= 0.02);
        candidates.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        (chain, candidates)
    }

    /// The last words before a mention, not a pronoun, that mean an actor.
    fn last_name(&self, before: usize, actor: Option<ActorId>) -> Option<crate::span::Span> {
        const BACK: usize = 200;
        let actor = actor?;
        (before.saturating_sub(BACK)..before).rev().find_map(|at| {
            let mention = self.mentions.get(at).filter(|mention| mention.kind != MentionKind::Pronoun)?;
            (self.resolved.of.get(at).copied().flatten() == Some(actor)).then_some(mention.span)
        })
    }
}

/// Few numbers for a probability: finer near 1.
fn steps(probability: f32) -> u32 {
    const EDGES: [f32; 11] = [0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.87, 0.92, 0.96, 0.985, 0.995];
    EDGES.iter().filter(|&&edge| probability >= edge).count() as u32
}

fn log(number: usize) -> u32 {
    (number as u32 + 1).ilog2()
}

/// Collects features, each with a number of its own.
struct Sink {
    number: u32,
    out: Vec<Feature>,
}

impl Sink {
    fn add<const N: usize>(&mut self, values: [u32; N]) {
        self.number += 1;
        self.out.push(values.into_iter().fold(join(0xc0f1, self.number), join));
    }
}

/// What shows whether the actor of a finding is right.
pub fn features(site: &Site, speakers: &[Speaker], index: usize) -> Vec<Feature> {
    let mut sink = Sink { number: 0, out: Vec::with_capacity(40) };
    let (Some(finding), Some(speaker)) = (site.found.all.get(index), speakers.get(index)) else { return sink.out };
    let source = site.source(finding, speaker);
    let actor = site.actor(speaker.actor);
    let rule = finding.rule as u32 + 1;
    let kind = finding.kind as u32;
    let sort = source.found.map_or(0, sort_of);
    let chance = speaker.chance.map_or(99, steps);
    let resolution = if source.mention.is_some_and(|it| site.resolved.resolutions.contains_key(&(it as u32))) {
        steps(source.resolution)
    } else {
        99
    };
    let named = u32::from(site.is_named(speaker.actor));
    let what = actor.map_or(9, |actor| actor.kind as u32);
    let person =
        speaker.actor.and_then(|id| site.resolved.person.get(id.0 as usize)).map_or(99, |&person| steps(person));
    sink.add([person, sort, named]);
    sink.add([person, what, named, u32::from(resolution == 99)]);
    sink.add([rule, kind]);
    sink.add([rule, sort]);
    sink.add([sort, kind, named]);
    sink.add([chance, sort]);
    sink.add([chance, rule]);
    sink.add([resolution, sort]);
    sink.add([resolution, chance]);
    sink.add([resolution, steps(source.other)]);
    sink.add([resolution, named, what]);
    sink.add([sort, named, what]);
    sink.add([chance, named, what]);
    let language = site.reading.prose.language as u32;
    sink.add([language, sort, named]);
    sink.add([language, rule]);
    sink.add([language, named, what]);
    sink.add([language, chance]);
    sink.add([language, resolution]);
    let known = actor.and_then(|actor| Gazetteer::english().known(&actor.name)).map_or(9, |known| known.kind as u32);
    sink.add([known, what, sort]);
    sink.add([known, rule, sort]);
    of_actor(&mut sink, site, actor, sort, named);
    of_words(&mut sink, site, finding, &source, sort);
    of_neighbours(&mut sink, site, speakers, index, sort);
    sink.add([u32::from(!speaker.also.is_empty()), sort]);
    sink.add([sort, rule, resolution.min(12) / 3, chance / 3]);
    sink.out
}

/// Pronouns by person and number, names and other noun phrases.
fn sort_of(mention: &Found) -> u32 {
    match mention.kind {
        MentionKind::Name => 1,
        MentionKind::Nominal => 2 + u32::from(mention.plural) + 2 * (mention.article as u32),
        MentionKind::Pronoun if mention.person != Person::Third => 20,
        MentionKind::Pronoun if mention.gender != Gender::Unknown => 21,
        MentionKind::Pronoun if mention.plural => 22,
        MentionKind::Pronoun => 23 + u32::from(mention.actor == ActorKind::Organisation),
    }
}

fn of_actor(sink: &mut Sink, site: &Site, actor: Option<&Actor>, sort: u32, named: u32) {
    let Some(actor) = actor else {
        sink.add([sort, 77]);
        return;
    };
    let what = actor.kind as u32;
    let words = actor.name.split_whitespace().count().min(6) as u32;
    let gender = u32::from(actor.gender != Gender::Unknown);
    let capitals = u32::from(actor.name.split_whitespace().all(|word| word.starts_with(char::is_uppercase)));
    sink.add([what, words, named, gender]);
    sink.add([what, words, log(actor.mentions as usize).min(5), named]);
    sink.add([log(actor.mentions as usize), sort]);
    sink.add([actor.aliases.len().min(3) as u32, actor.roles.len().min(3) as u32, what]);
    sink.add([capitals, words, what, sort]);
    let last = actor.name.rsplit(' ').next().unwrap_or_default();
    sink.add([hash_word(last), named]);
    let first = actor.name.split(' ').next().unwrap_or_default();
    sink.add([u32::from(known_given(site, first)), words, what, sort]);
}

/// Whether a word is listed as a given name.
fn known_given(site: &Site, word: &str) -> bool {
    use crate::nlp::lexicon::{Lex, Lexicon};
    Lexicon::of_language(site.reading.prose.language).of(word).any(Lex::GIVEN)
}

fn of_words(sink: &mut Sink, site: &Site, finding: &Finding, source: &Source, sort: u32) {
    let length = |tokens: &std::ops::Range<u32>| (tokens.end - tokens.start) as usize;
    let away = finding.source.as_ref().map_or(999, |words| {
        let (quote, words) = (&finding.tokens, words);
        if words.end <= quote.start { quote.start - words.end } else { words.start.saturating_sub(quote.end) }
    });
    let behind = u32::from(finding.source.as_ref().is_some_and(|words| words.start >= finding.tokens.end));
    sink.add([log(away as usize), behind, sort]);
    sink.add([finding.source.as_ref().map_or(0, length).min(12) as u32, sort]);
    sink.add([log(length(&finding.tokens)), sort, finding.kind as u32]);
    let cue = finding.cue.as_ref().map_or("", |cue| site.reading.prose.word(cue.end.saturating_sub(1)));
    sink.add([hash_word(cue), finding.kind as u32]);
    let head = source.found.map_or("", |found| site.reading.prose.word(found.head));
    sink.add([hash_word(head), sort]);
    let covered = source.found.zip(finding.source.as_ref()).map_or(9, |(found, words)| {
        u32::from(found.tokens.start < words.start) + 2 * u32::from(found.tokens.end < words.end)
    });
    sink.add([covered, sort]);
    sink.add([u32::from(finding.antecedent.is_some()), sort, finding.rule as u32]);
}

/// Who speaks before and after, and whether the speaker is named in the words.
fn of_neighbours(sink: &mut Sink, site: &Site, speakers: &[Speaker], index: usize, sort: u32) {
    let (Some(finding), Some(speaker)) = (site.found.all.get(index), speakers.get(index)) else { return };
    let beside = |at: Option<usize>| {
        let other = at.and_then(|at| speakers.get(at));
        other.map_or(3, |other| if other.actor.is_none() { 2 } else { u32::from(other.actor == speaker.actor) })
    };
    let (before, after) = (beside(index.checked_sub(1)), beside(Some(index + 1)));
    sink.add([before, after, sort]);
    let first = site.mentions.partition_point(|mention| mention.tokens.start < finding.tokens.start);
    let inside = site.mentions.iter().enumerate().skip(first).take_while(|(_, it)| it.tokens.end <= finding.tokens.end);
    let own = inside
        .filter(|(at, it)| {
            it.kind == MentionKind::Name && speaker.actor.is_some() && site.resolved.of.get(*at) == Some(&speaker.actor)
        })
        .count();
    sink.add([own.min(2) as u32, finding.kind as u32, sort]);
    sink.add([log(site.persons as usize), sort]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn steps_are_no_less_likely_than_the_whole() {
        let link = |probability| Link { step: Step::Source, words: Span::new(0, 1), probability };
        let mut chain = [link(0.5), link(0.8)];
        assert!((raise(&mut chain, 0.9) - 0.9).abs() < 1e-6);
        let product: f32 = chain.iter().map(|link| link.probability).product();
        assert!((product - 0.9).abs() < 1e-4 && chain[0].probability < chain[1].probability);
        assert!((raise(&mut chain, 0.3) - 0.9).abs() < 1e-4, "steps that are surer stay");
    }
}
