//! What speaks for and against a candidate: where it was mentioned last, against where its best rival was; who spoke; how
//! its type, gender, roles and name fit the words of the mention.

use super::candidate::{Candidate, LEAD, Sort, joint, sort};
use super::ladder::kind_of;
use super::noun::{none_of_them, of_words};
use super::place::{case, is_owner};
use crate::entity::actor::Gender;
use crate::entity::forms::symbol;
use crate::entity::mention::Found;
use crate::entity::scene::{Entity, Scene, Seen};
use crate::entity::sense::Sense;
use crate::linear::{Feature, join};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// Hashed features of one candidate, each apart by its number and by the sort of the mention. Noun phrases of all sorts
/// share theirs: there are few of each.
pub(super) struct Sink {
    sort: u32,
    pub(super) out: Vec<Feature>,
}

impl Sink {
    pub(super) fn new(sort: Sort) -> Self {
        Self { sort: sort.group(), out: Vec::with_capacity(64) }
    }

    pub(super) fn add<const N: usize>(&mut self, number: u32, values: [u32; N]) {
        let start = join(join(0x0e57, number), self.sort);
        self.out.push(values.into_iter().fold(start, join));
    }
}

/// Few numbers for a probability.
fn steps(probability: f32) -> u32 {
    const EDGES: [f32; 8] = [0.05, 0.15, 0.35, 0.5, 0.65, 0.85, 0.95, 0.99];
    EDGES.iter().filter(|&&edge| probability >= edge).count() as u32
}

/// A distance as one of few numbers.
pub(super) fn bucket(distance: u32) -> u32 {
    match distance {
        0..=3 => distance,
        4..=6 => 4,
        7..=12 => 5,
        13..=30 => 6,
        _ => 7,
    }
}

fn log(number: u32) -> u32 {
    (number + 1).ilog2()
}

pub(super) fn flag(yes: bool) -> u32 {
    u32::from(yes)
}

/// What is the same for all candidates of a mention.
pub(super) struct Site {
    pub(super) sort: Sort,
    pub(super) gender: Gender,
    pub(super) quoted: bool,
    pub(super) source: bool,
    pub(super) reported: bool,
    pub(super) subject: bool,
    pub(super) owns: bool,
    /// It opens its sentence; it opens its paragraph.
    pub(super) opens: u32,
    pub(super) head: u32,
    pub(super) article: u32,
    pub(super) joint: u32,
    /// Its token.
    pub(super) at: u32,
    /// Whether its sentence opens with a preposition (1) or a subordinator (2) not far before it.
    pub(super) fronted: u32,
    /// Its place in the clause, and of a pronoun its case: subject, object, possessive, reflexive.
    pub(super) place: u32,
    pub(super) case: u32,
    pub(super) words: u32,
    /// How many candidates have a role with its noun.
    pub(super) bearers: u32,
    /// What its noun shows.
    pub(super) sense: Sense,
    pub(super) actor: u32,
    /// Its paragraph begins with a quotation.
    pub(super) spoken: bool,
    /// How near to any candidate a word like its noun stands.
    pub(super) near: u32,
    /// The most evidence that any candidate has.
    pub(super) evidence: u32,
    /// Whose it says somebody is, and whether as next of kin.
    pub(super) owner: Option<u32>,
    pub(super) kin: bool,
    /// How many candidates are well known and called so.
    pub(super) called: u32,
    /// Its paragraph, from 1, where that is among the first; else one more.
    pub(super) lead: u32,
    /// The best rung of all candidates, and which of them stands on it and was mentioned last.
    pub(super) ladder: (u32, Option<usize>),
}

/// Where a candidate is, seen from the mention.
pub(super) struct Place {
    pub(super) seen: Seen,
    /// Sentences, paragraphs and tokens between.
    pub(super) sentences: u32,
    pub(super) paragraphs: u32,
    pub(super) tokens: u32,
    /// Sentences since it was a subject.
    pub(super) subject: u32,
    /// How many sources ago it was one; 0 for never.
    pub(super) source: u32,
    /// Its rank in the chain: nearest sentence, in it who speaks, then subjects, then leftmost.
    pub(super) chain: u32,
    /// Its rank by recency, of those with a fitting type and gender.
    pub(super) recency: u32,
    /// Its rank by how often it was mentioned so far, and by how often its name is in the whole text.
    pub(super) frequency: u32,
    pub(super) total: u32,
}

impl Scene<'_> {
    /// The features of each candidate, and last those of "none of them".
    pub fn features(&self, index: usize, mention: &Found, candidates: &[Candidate]) -> Vec<Vec<Feature>> {
        let Some(sort) = sort(mention) else { return Vec::new() };
        let places = self.places(mention, candidates);
        let mut site = self.site(index, mention, candidates, sort);
        if sort.is_noun() {
            site.ladder = self.ladder(candidates, &places, site.sense);
        }
        let mut out: Vec<Vec<Feature>> = (0..candidates.len())
            .map(|at| {
                let mut sink = Sink::new(sort);
                self.of_candidate(&mut sink, &site, &places, candidates, at);
                sink.out
            })
            .collect();
        let mut none = none_of_them(&site, &places, candidates);
        // How often a noun phrase means no named actor differs from language to language.
        none.push(join(join(0x1a6e, self.prose.lexicon.group()), sort.group()));
        out.push(none);
        out
    }

    fn site(&self, index: usize, mention: &Found, candidates: &[Candidate], sort: Sort) -> Site {
        let at = |flags: &[bool]| flags.get(index).copied().unwrap_or(false);
        let start = mention.tokens.start;
        let block = self.prose.blocks.get((self.paragraph as usize).saturating_sub(1));
        let opens_block = block.is_some_and(|block| block.tokens.start == start);
        let opens = opens_block || start > 0 && self.is_kind(start - 1, TokenKind::Stop);
        Site {
            sort,
            gender: mention.gender,
            quoted: at(self.context.quoted),
            source: at(self.context.source),
            reported: at(self.context.reported),
            subject: self.is_subject(mention),
            owns: is_owner(self, mention),
            opens: flag(opens) + flag(opens_block),
            head: symbol(self.prose.word(mention.head)) as u32,
            article: mention.article as u32,
            joint: joint(self, mention) as u32,
            at: start,
            fronted: self.fronted(start),
            place: super::place(self, mention) as u32,
            case: case(self, mention),
            words: (mention.tokens.end - mention.tokens.start).min(6),
            bearers: candidates.iter().filter(|candidate| candidate.fit.role > 0).count().min(3) as u32,
            sense: Sense::of(symbol(self.prose.word(mention.head))),
            actor: mention.actor as u32,
            spoken: block.is_some_and(|block| self.is_kind(block.tokens.start, TokenKind::Mark)),
            evidence: candidates.iter().map(|candidate| candidate.fit.evidence()).max().unwrap_or(0),
            owner: if sort.is_noun() { self.owner(index, mention) } else { None },
            kin: self.is(mention.head, Lex::FAMILY),
            near: candidates.iter().map(|candidate| candidate.fit.near).max().unwrap_or(0),
            called: candidates.iter().filter(|candidate| candidate.fit.called).count().min(3) as u32,
            lead: self.paragraph.min(LEAD + 1),
            ladder: (0, None),
        }
    }

    /// Whether a sentence opens with a preposition (1) or a subordinator (2) at most some tokens before `at`.
    fn fronted(&self, at: u32) -> u32 {
        const NEAR: u32 = 8;
        let stops = |at: u32| self.is_kind(at, TokenKind::Stop) || self.is_kind(at, TokenKind::Comma);
        let block =
            self.prose.blocks.get((self.paragraph as usize).saturating_sub(1)).map_or(0, |block| block.tokens.start);
        let floor = at.saturating_sub(NEAR).max(block);
        let first = (floor..at).rev().take_while(|&at| !stops(at)).last().unwrap_or(at);
        let opens = first == block || first > 0 && self.is_kind(first - 1, TokenKind::Stop);
        match () {
            () if !opens => 0,
            () if self.is(first, Lex::SUBORDINATOR.or(Lex::WH)) => 2,
            () if self.is(first, Lex::PREPOSITION) => 1,
            () => 3,
        }
    }

    fn places(&self, mention: &Found, candidates: &[Candidate]) -> Vec<Place> {
        let mut places: Vec<Place> = candidates
            .iter()
            .map(|candidate| {
                let seen = self.entities.get(candidate.entity as usize).map(|entity| entity.seen).unwrap_or_default();
                let ahead = seen.mentions == 0;
                Place {
                    sentences: if ahead { 9 } else { self.sentence.saturating_sub(seen.sentence) },
                    paragraphs: if ahead { 9 } else { self.paragraph.saturating_sub(seen.paragraph) },
                    tokens: if ahead { 4000 } else { mention.head.saturating_sub(seen.at) },
                    subject: seen.subject.map_or(99, |at| self.sentence.saturating_sub(at)),
                    source: if seen.source == 0 { 0 } else { self.sources + 1 - seen.source },
                    seen,
                    chain: 0,
                    recency: 0,
                    frequency: 0,
                    total: 0,
                }
            })
            .collect();
        let rank = |key: &dyn Fn(&Place) -> (u32, u32, u32)| -> Vec<u32> {
            let keys: Vec<(u32, u32, u32)> = places.iter().map(key).collect();
            keys.iter().map(|key| keys.iter().filter(|other| *other < key).count().min(5) as u32).collect()
        };
        let chain = rank(&|place| {
            let quoted = flag(place.seen.quoted || place.seen.owner);
            let role = if place.seen.speaks {
                0
            } else if place.seen.is_subject {
                1
            } else {
                2
            };
            (place.sentences + 3 * quoted, role, place.seen.at)
        });
        let recency = rank(&|place| (place.tokens, 0, 0));
        let frequency = rank(&|place| (u32::MAX - place.seen.mentions, 0, 0));
        let counts: Vec<u32> = candidates.iter().map(|candidate| self.total(candidate.entity)).collect();
        for (at, place) in places.iter_mut().enumerate() {
            (place.chain, place.recency, place.frequency) = (chain[at], recency[at], frequency[at]);
            place.total = counts.iter().filter(|&&other| other > counts[at]).count().min(4) as u32;
        }
        places
    }

    /// How often the name of an entity is in the whole text.
    fn total(&self, entity: u32) -> u32 {
        let cluster = self.entities.get(entity as usize).and_then(|entity| entity.cluster);
        cluster.and_then(|cluster| self.clusters.list.get(cluster as usize)).map_or(0, |cluster| cluster.count)
    }

    fn of_candidate(&self, sink: &mut Sink, site: &Site, places: &[Place], candidates: &[Candidate], at: usize) {
        let (Some(candidate), Some(place)) = (candidates.get(at), places.get(at)) else { return };
        let Some(entity) = self.entities.get(candidate.entity as usize) else { return };
        let near = bucket(place.sentences);
        let (seen, ahead, inside) = (&place.seen, flag(candidate.ahead.is_some()), flag(candidate.inside));
        let state = ahead + 2 * inside;
        let rivals = || places.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, place)| place);
        let difference = |of: fn(&Place) -> u32| {
            let best = rivals().map(of).min().unwrap_or(20);
            (i64::from(of(place)).min(20) - i64::from(best).min(20)).clamp(-4, 4) as u32
        };
        sink.add(1, [near, state]);
        sink.add(2, [bucket(place.paragraphs), near.min(2), state]);
        sink.add(3, [log(place.tokens), state]);
        sink.add(4, [near, flag(seen.is_subject), flag(seen.speaks)]);
        sink.add(5, [bucket(place.subject)]);
        sink.add(6, [place.source.min(4), bucket(place.paragraphs).min(3)]);
        sink.add(7, [place.chain, state]);
        sink.add(8, [place.recency, place.chain.min(1)]);
        sink.add(9, [difference(|place| place.sentences)]);
        sink.add(10, [difference(|place| place.subject)]);
        sink.add(11, [difference(|place| place.paragraphs), flag(seen.is_subject)]);
        sink.add(12, [flag(site.quoted), flag(seen.quoted), near.min(3)]);
        sink.add(13, [flag(seen.reported), flag(site.source), flag(seen.quoted)]);
        sink.add(14, [flag(seen.owner), near.min(2)]);
        sink.add(15, [flag(site.source), flag(site.subject), flag(seen.is_subject), flag(seen.speaks), near.min(3)]);
        sink.add(16, [place.source.min(3), flag(site.source), site.opens, place.chain.min(2)]);
        sink.add(17, [flag(rivals().any(|rival| rival.source == 1)), place.source.min(2), near.min(3)]);
        sink.add(18, [flag(site.reported), flag(seen.speaks), near.min(2)]);
        sink.add(19, [flag(site.owns), flag(seen.is_subject), near.min(2)]);
        sink.add(20, [site.opens, near.min(3), flag(seen.is_subject)]);
        let named = flag(entity.cluster.is_some());
        sink.add(35, [flag(site.source), flag(seen.quoted), place.source.min(2), named]);
        sink.add(36, [flag(site.spoken), flag(site.source), place.source.min(2), place.chain.min(2)]);
        sink.add(37, [flag(site.spoken), flag(site.source), near.min(3), flag(seen.speaks), flag(seen.quoted)]);
        self.of_entity(sink, site, entity, candidate);
        of_words(sink, site, entity, candidate, place);
        self.of_ladder(sink, site, entity, (candidate, at), place);
        self.of_pronouns(sink, site, entity, candidate, place);
        self.of_ahead(sink, site, candidate, place);
        let there = seen.place as u32;
        sink.add(42, [site.place, there, near.min(2)]);
        sink.add(43, [site.case, there, near.min(2)]);
        sink.add(44, [site.case, flag(seen.is_subject), near.min(2), flag(seen.opens)]);
        sink.add(45, [flag(seen.opens), near.min(3), place.chain.min(2)]);
        sink.add(46, [place.frequency, near.min(3)]);
        sink.add(47, [place.total, kind_of(site, entity)]);
        sink.add(48, [flag(place.seen.first == 1), place.frequency.min(2), site.case]);
        sink.add(63, [site.case, place.total, place.chain.min(2)]);
        sink.add(64, [site.case, place.frequency.min(2), flag(seen.is_subject), near.min(2)]);
        sink.add(65, [flag(place.seen.first == 1), place.total, near.min(2)]);
        sink.add(49, [site.case, log(place.tokens), there]);
        sink.add(40, [places.len().min(6) as u32, place.chain.min(2)]);
        sink.add(41, [log(place.tokens), place.chain.min(3), flag(seen.is_subject)]);
    }

    /// A name that follows: `When |she| spoke, Ada Voss …`.
    fn of_ahead(&self, sink: &mut Sink, site: &Site, candidate: &Candidate, place: &Place) {
        let Some(name) = candidate.ahead.and_then(|at| self.found.get(at as usize)) else { return };
        let new = flag(place.seen.mentions == 0);
        let comma = name.tokens.start.checked_sub(1).is_some_and(|at| self.is_kind(at, TokenKind::Comma));
        let there = super::place(self, name) as u32;
        let apart = log(name.tokens.start.saturating_sub(site.at));
        sink.add(70, [site.fronted, flag(comma), there, site.case]);
        sink.add(71, [site.fronted, apart, new]);
        sink.add(72, [flag(comma), there, place.chain.min(2), new]);
        let age = flag(self.has_age(name));
        sink.add(73, [site.article, site.lead, age]);
        sink.add(74, [site.article, site.lead, apart, new]);
        sink.add(75, [site.article, age, site.words]);
    }

    /// What the entity is.
    fn of_entity(&self, sink: &mut Sink, site: &Site, entity: &Entity, candidate: &Candidate) {
        let cluster = entity.cluster.and_then(|cluster| self.clusters.list.get(cluster as usize));
        let (kind, named) = (kind_of(site, entity), flag(cluster.is_some()));
        let gender = flag(entity.gender != Gender::Unknown);
        let total = cluster.map_or(0, |cluster| cluster.count);
        sink.add(21, [kind, named, flag(candidate.inside)]);
        sink.add(22, [gender, kind, named]);
        sink.add(23, [log(entity.seen.mentions).min(4), named]);
        sink.add(24, [log(total).min(5), kind]);
        sink.add(25, [flag(entity.seen.first < 3), named]);
        sink.add(26, [flag(site.source), kind, named]);
        let person = steps(entity.person);
        let woman =
            entity.female.map_or(9, |female| steps(if site.gender == Gender::Male { 1.0 - female } else { female }));
        sink.add(28, [person, named]);
        sink.add(29, [woman, named]);
        sink.add(34, [person, woman, kind]);
        let words = cluster.map_or(0, |cluster| cluster.words.len().min(3) as u32);
        sink.add(27, [words, kind, flag(entity.roles.is_empty())]);
    }

    /// What pronouns before meant.
    fn of_pronouns(&self, sink: &mut Sink, site: &Site, entity: &Entity, candidate: &Candidate, place: &Place) {
        let last = self.last_pronoun.get(site.sort as usize).copied().flatten();
        let same = last.map_or(2, |(entity, _)| flag(entity == candidate.entity));
        let since = last.map_or(7, |(_, sentence)| bucket(self.sentence.saturating_sub(sentence)));
        sink.add(30, [same, since]);
        sink.add(31, [same, since.min(2), place.chain.min(2)]);
        let [he, she] = entity.seen.pronouns.map(|count| u32::from(count.min(2)));
        let (same, other) = if site.gender == Gender::Female { (she, he) } else { (he, she) };
        sink.add(32, [same, other]);
        sink.add(33, [same, place.source.min(2), flag(site.source)]);
    }
}
