//! What speaks for and against a candidate: hashed features of its words, its place, the words between it and the
//! quotation, and who speaks beside it.

use super::candidate::{AFTER, BASE, BEFORE, Candidate, Site};
use crate::nlp::linear::{Feature, hash_word, join};
use crate::nlp::token::TokenKind;
use crate::quotation::reading::Class;

/// Where a candidate stands, seen from its quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// No words.
    Nowhere,
    /// Before it in its sentence.
    Left,
    /// After it in its sentence.
    Right,
    /// In the sentence before, same paragraph.
    SentenceBefore,
    /// In the sentence after, same paragraph.
    SentenceAfter,
    /// Elsewhere in its paragraph, before.
    ParagraphBefore,
    /// Elsewhere in its paragraph, after.
    ParagraphAfter,
    /// In the paragraph before.
    Before,
    /// Further away.
    Far,
}

/// Collects features; each has a number of its own.
struct Sink {
    out: Vec<Feature>,
    template: u32,
}

impl Sink {
    fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let feature = values.iter().fold(join(0x5eed, self.template), |hash, &value| join(hash, value));
        self.out.push(feature);
    }
}

/// Few numbers for many.
fn bucket(number: usize) -> u32 {
    match number {
        0..=3 => number as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}

/// The features of one candidate.
pub fn features(site: &Site, candidates: &[Candidate], index: usize) -> Vec<Feature> {
    let mut sink = Sink { out: Vec::with_capacity(48), template: 0 };
    let (Some(candidate), Some(base)) = (candidates.get(index), site.base()) else { return sink.out };
    let reading = site.reading;
    let rule = base.rule as u32 + 1;
    let is_base = u32::from(candidate.origin & BASE != 0);
    let origin = candidate.origin;
    let items =
        candidate.source.as_ref().map(|tokens| reading.item_at(tokens.start)..reading.item_at(tokens.end - 1) + 1);
    let place = place(site, items.as_ref());
    let mention = candidate.mention.and_then(|mention| site.mentions.get(mention));
    let kind = mention.map_or(0, |mention| mention.kind as u32 + 1);
    let actor = candidate.actor.and_then(|actor| site.resolved.actors.get(actor.0 as usize));
    let sort = actor.map_or(0, |actor| actor.kind as u32 + 1);
    let place_number = place as u32;

    sink.add(&[rule, is_base]);
    sink.add(&[origin]);
    sink.add(&[rule, origin]);
    sink.add(&[kind, place_number]);
    sink.add(&[kind, sort, u32::from(actor.is_some())]);
    sink.add(&[rule, is_base, kind, place_number]);
    sink.add(&[bucket(index), is_base]);
    sink.add(&[u32::from(candidate.is_nobody()), rule]);

    // The quotation itself.
    let marked = reading.marked.get(site.mark);
    let words = bucket(marked.map_or(0, |marked| reading.words_in(marked)));
    let opens = u32::from(site.items().start == site.item);
    let first = u32::from(
        site.sentence == 0
            || reading.sentences.get(site.sentence - 1).is_none_or(|before| before.paragraph != site.paragraph()),
    );
    let alone = u32::from(site.items().all(|at| matches!(reading.class(at), Class::Quote | Class::Sign(_))));
    let before_class = if opens == 1 { 0 } else { reading.class(site.item - 1).number() };
    let before_word = if opens == 1 { 0 } else { hash_word(reading.word(site.item - 1)) };
    let last = reading.last_letter(site.item) as u32;
    sink.add(&[is_base, place_number, words]);
    sink.add(&[origin, place_number, opens, first, alone]);
    sink.add(&[is_base, place_number, before_class, opens]);
    sink.add(&[place_number, before_word, origin & !BASE]);
    sink.add(&[place_number, last, opens]);
    sink.add(&[rule, is_base, words, opens]);
    sink.add(&[rule, is_base, before_class, first]);

    // Whose are the quotations beside it?
    let spoke = |step: isize| {
        let (finding, away) = site.neighbour(step)?;
        let actor = site.speakers.get(finding)?.actor;
        let same = if actor.is_none() { 2 } else { u32::from(actor == candidate.actor) };
        Some(join(same + 1, away.min(3)))
    };
    let (previous, following) = (spoke(-1).unwrap_or(0), spoke(1).unwrap_or(0));
    sink.add(&[previous, is_base]);
    sink.add(&[following, is_base]);
    sink.add(&[previous, following, opens, first]);
    sink.add(&[previous, rule, is_base]);
    sink.add(&[previous, place_number, alone, first]);
    let rival = candidates.iter().enumerate().filter(|&(other, _)| other != index);
    let agrees = rival.clone().filter(|(_, other)| other.actor.is_some() && other.actor == candidate.actor).count();
    sink.add(&[bucket(agrees), place_number]);
    let has = |flag: u32| u32::from(candidates.iter().any(|other| other.origin & flag != 0));
    sink.add(&[has(BEFORE), has(AFTER), origin, alone]);
    let mentions = actor.map_or(0, |actor| actor.mentions as usize);
    sink.add(&[bucket(mentions), kind]);
    if let Some(mention) = mention {
        sink.add(&[mention.person as u32, mention.gender as u32, u32::from(mention.plural), place_number]);
        sink.add(&[mention.article as u32, kind, place_number]);
    }
    sink.template = 64;
    if let Some(items) = items {
        around(site, &items, place_number, &mut sink, rule, is_base);
        sink.template = 96;
        between(site, &items, place, &mut sink, is_base);
    }
    sink.out
}

/// The words beside the candidate and its last word.
fn around(site: &Site, items: &std::ops::Range<usize>, place: u32, sink: &mut Sink, rule: u32, is_base: u32) {
    let reading = site.reading;
    let right = |step: usize| reading.class(items.end + step).number();
    let left = items.start.checked_sub(1).map_or(0, |at| reading.class(at).number());
    let left_word = items.start.checked_sub(1).map_or(0, |at| hash_word(reading.word(at)));
    let head = hash_word(reading.word(items.end - 1));
    let word = hash_word(reading.word(items.end));
    sink.add(&[place, right(0)]);
    sink.add(&[place, left]);
    sink.add(&[place, left, right(0)]);
    sink.add(&[right(0), right(1), place]);
    sink.add(&[word, place]);
    sink.add(&[left_word, place]);
    sink.add(&[head, place]);
    sink.add(&[head]);
    sink.add(&[bucket(items.end - items.start), place]);
    sink.add(&[reading.class(items.end - 1).number(), place, rule, is_base]);
    sink.add(&[left, right(0), right(1), right(2)]);
    sink.add(&[rule, is_base, right(0), left]);
    sink.add(&[word, is_base]);
    let first = reading.sentences.get(reading.sentence_at(items.start)).is_some_and(|s| s.items.start == items.start);
    sink.add(&[u32::from(first), place, right(0)]);
}

/// What lies between the candidate and the quotation.
fn between(site: &Site, items: &std::ops::Range<usize>, place: Place, sink: &mut Sink, is_base: u32) {
    let reading = site.reading;
    let gap = if items.start > site.item { site.item + 1..items.start } else { items.end..site.item };
    let distance = gap.len();
    sink.add(&[place as u32, bucket(distance)]);
    sink.add(&[place as u32, bucket(distance), is_base]);
    if !matches!(place, Place::Left | Place::Right | Place::SentenceBefore | Place::SentenceAfter) || distance > 60 {
        return;
    }
    let mut path = 0x9a7;
    let mut short = 0x9a8;
    let (mut says, mut verbs, mut quotes, mut commas, mut subjects) = (0, 0, 0, 0, 0);
    let mut last = 0;
    for at in gap.clone() {
        let class = reading.class(at);
        let number = class.number();
        if number != last {
            path = join(path, number);
        }
        last = number;
        match class {
            Class::Say => {
                says += 1;
                short = join(short, number);
            }
            Class::Verb | Class::Attitude | Class::Auxiliary => {
                verbs += 1;
                short = join(short, 6);
            }
            Class::Quote => quotes += 1,
            Class::Sign(TokenKind::Comma) => commas += 1,
            Class::Pronoun | Class::Name => subjects += 1,
            Class::Subordinator => short = join(short, number),
            _ => {}
        }
    }
    let place = place as u32;
    sink.add(&[place, path]);
    sink.add(&[place, short]);
    sink.add(&[place, bucket(says), bucket(verbs)]);
    sink.add(&[place, bucket(quotes), bucket(commas)]);
    sink.add(&[place, bucket(subjects), bucket(says)]);
    // The verb nearest to the quotation, and the one nearest to the candidate.
    let is_verb = |at: &usize| reading.is_verb(*at) && reading.class(*at) != Class::Auxiliary;
    let (first, final_verb) = (gap.clone().find(is_verb), gap.clone().rev().find(is_verb));
    let word = |at: Option<usize>| at.map_or(0, |at| hash_word(reading.word(at)));
    sink.add(&[place, word(first)]);
    sink.add(&[place, word(final_verb)]);
    sink.add(&[place, u32::from(first == final_verb), first.map_or(0, |at| reading.class(at).number())]);
}

fn place(site: &Site, items: Option<&std::ops::Range<usize>>) -> Place {
    let Some(items) = items else { return Place::Nowhere };
    let sentence = site.reading.sentence_at(items.start);
    let paragraph = site.reading.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph);
    if paragraph != site.paragraph() {
        return if paragraph + 1 == site.paragraph() { Place::Before } else { Place::Far };
    }
    match () {
        () if sentence == site.sentence && items.start < site.item => Place::Left,
        () if sentence == site.sentence => Place::Right,
        () if sentence + 1 == site.sentence => Place::SentenceBefore,
        () if sentence == site.sentence + 1 => Place::SentenceAfter,
        () if sentence < site.sentence => Place::ParagraphBefore,
        () => Place::ParagraphAfter,
    }
}
