//! What speaks for and against a candidate: hashed features of its words, its place, the words between it and the
//! quotation, and who speaks beside it.

use super::candidate::{AFTER, BASE, BEFORE, COMMON, Candidate, Site};
use super::voices::{self, Voices};
use crate::entity::{ActorId, MentionKind};
use crate::linear::{Feature, hash_word, join};
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
pub(super) struct Sink<const NAMING: bool> {
    out: Vec<Feature>,
    template: u32,
    /// What each feature says, for people; only where `NAMING`.
    names: Vec<&'static str>,
}

impl<const NAMING: bool> Sink<NAMING> {
    #[inline]
    pub(super) fn add<const N: usize>(&mut self, name: &'static str, values: &[u32; N]) {
        self.template += 1;
        if NAMING {
            self.names.push(name);
        }
        let feature = values.iter().fold(join(0x5eed, self.template), |hash, &value| join(hash, value));
        self.out.push(feature);
    }
}

/// About how many features a candidate has at most.
const MOST: usize = 56;

/// Few numbers for many.
pub(super) fn bucket(number: usize) -> u32 {
    match number {
        0..=3 => number as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}

/// The features of each candidate.
pub fn features(site: &Site, candidates: &[Candidate]) -> Vec<Vec<Feature>> {
    let Some(marks) = Marks::new(site) else { return vec![Vec::new(); candidates.len()] };
    let features = |index: usize| {
        let mut sink = Sink::<false> { out: Vec::with_capacity(MOST), template: 0, names: Vec::new() };
        fill(&mut sink, site, &marks, candidates, index);
        sink.out
    };
    (0..candidates.len()).map(features).collect()
}

/// The features of one candidate, each with what it says.
pub fn named(site: &Site, candidates: &[Candidate], index: usize) -> Vec<(&'static str, Feature)> {
    let Some(marks) = Marks::new(site) else { return Vec::new() };
    let mut sink = Sink::<true> { out: Vec::new(), template: 0, names: Vec::new() };
    fill(&mut sink, site, &marks, candidates, index);
    sink.names.into_iter().zip(sink.out).collect()
}

/// What is the same for all candidates of a quotation.
pub(super) struct Marks {
    /// The rules' rule.
    pub(super) rule: u32,
    /// How many words are marked.
    pub(super) words: u32,
    /// Whether it opens its sentence.
    pub(super) opens: u32,
    /// Whether its sentence opens its paragraph.
    pub(super) first: u32,
    /// Whether nothing else is in its sentence.
    pub(super) alone: u32,
    /// What stands before it, and what class that is.
    pub(super) before: (u32, u32),
    /// How it ends.
    last: u32,
    /// The findings beside it: who speaks them, and how many paragraphs away they are.
    pub(super) beside: [Option<(Option<ActorId>, u32)>; 2],
    /// Whether the marked words before it are a question (2), or not (1); 0 where none are near.
    pub(super) asked: u32,
    /// Whether it says "I" (1), "we" (2).
    pub(super) first_person: u32,
    /// Who is named in it.
    named: Vec<ActorId>,
    /// Where no words beside it say whose it is.
    voices: Option<Voices>,
}

impl Marks {
    /// Whether it ends with a question mark.
    pub(super) fn asks(&self) -> bool {
        self.last == '?' as u32
    }

    fn new(site: &Site) -> Option<Self> {
        let reading = site.reading;
        let items = site.items();
        let opens = items.start == site.item;
        let sentence = site.sentence.checked_sub(1).and_then(|before| reading.sentences.get(before));
        let before = site.item.checked_sub(1).filter(|_| !opens);
        let spoke = |step: isize| {
            let (finding, away) = site.neighbour(step)?;
            Some((site.speakers.get(finding)?.actor, away.min(3)))
        };
        Some(Self {
            rule: site.base()?.rule as u32 + 1,
            words: bucket(reading.marked.get(site.mark).map_or(0, |marked| reading.words_in(marked))),
            opens: u32::from(opens),
            first: u32::from(sentence.is_none_or(|before| before.paragraph != site.paragraph())),
            alone: u32::from(items.clone().all(|at| matches!(reading.class(at), Class::Quote | Class::Sign(_)))),
            before: before.map_or((0, 0), |at| (hash_word(reading.word(at)), reading.class(at).number())),
            last: reading.last_letter(site.item) as u32,
            beside: [spoke(-1), spoke(1)],
            first_person: first_person(site),
            asked: asked(site),
            named: actors_inside(site),
            voices: Voices::new(site),
        })
    }
}

fn fill<const NAMING: bool>(
    sink: &mut Sink<NAMING>,
    site: &Site,
    marks: &Marks,
    candidates: &[Candidate],
    index: usize,
) {
    let Some(candidate) = candidates.get(index) else { return };
    let &Marks { rule, words, opens, first, alone, before: (before_word, before_class), last, beside, .. } = marks;
    let reading = site.reading;
    let is_base = u32::from(candidate.origin & BASE != 0);
    let origin = candidate.origin & COMMON;
    let items =
        candidate.source.as_ref().map(|tokens| reading.item_at(tokens.start)..reading.item_at(tokens.end - 1) + 1);
    let place = place(site, items.as_ref());
    let mention = candidate.mention.and_then(|mention| site.mentions.get(mention));
    let kind = mention.map_or(0, |mention| mention.kind as u32 + 1);
    let actor = candidate.actor.and_then(|actor| site.resolved.actors.get(actor.0 as usize));
    let sort = actor.map_or(0, |actor| actor.kind as u32 + 1);
    let place_number = place as u32;

    sink.add("the rules chose it", &[rule, is_base]);
    sink.add("where it comes from", &[origin]);
    sink.add("where it comes from, by rule", &[rule, origin]);
    sink.add("what sort of words name it, and where", &[kind, place_number]);
    sink.add("what sort of actor it is", &[kind, sort, u32::from(actor.is_some())]);
    sink.add("the rules chose it, for these words there", &[rule, is_base, kind, place_number]);
    sink.add("its place among the candidates", &[bucket(index), is_base]);
    let nobody = u32::from(candidate.is_nobody());
    // Who is left out, and how sure the rules are, differs from language to language.
    let group = reading.prose.lexicon.group();
    sink.add("nobody, by rule", &[nobody, rule]);
    sink.add("nobody, by language", &[nobody, group]);
    sink.add("nobody, by rule and language", &[nobody, rule, group]);
    sink.add("the rules chose it, by language", &[rule, is_base, group]);

    // The quotation itself.
    sink.add("the rules chose it for so many marked words", &[is_base, place_number, words]);
    sink.add("where it comes from, for marks that stand so", &[origin, place_number, opens, first, alone]);
    sink.add("the rules chose it, for what stands before the marks", &[is_base, place_number, before_class, opens]);
    sink.add("the word before the marks", &[place_number, before_word, origin & !BASE]);
    sink.add("how the marked words end", &[place_number, last, opens]);
    sink.add("the rule and how many words are marked", &[rule, is_base, words, opens]);
    sink.add("the rule and what stands before the marks", &[rule, is_base, before_class, first]);

    // Whose are the quotations beside it?
    let [previous, following] = beside.map(|beside| {
        let Some((actor, away)) = beside else { return 0 };
        let same = if actor.is_none() { 2 } else { u32::from(actor == candidate.actor) };
        join(same + 1, away)
    });
    sink.add("it spoke the quotation before", &[previous, is_base]);
    sink.add("it speaks the quotation after", &[following, is_base]);
    sink.add("it speaks the quotations before and after", &[previous, following, opens, first]);
    sink.add("it spoke the quotation before, by rule", &[previous, rule, is_base]);
    sink.add("it spoke the quotation before, for marks that stand so", &[previous, place_number, alone, first]);
    let rival = candidates.iter().enumerate().filter(|&(other, _)| other != index);
    let agrees = rival.clone().filter(|(_, other)| other.actor.is_some() && other.actor == candidate.actor).count();
    sink.add("how many other candidates are the same actor", &[bucket(agrees), place_number]);
    let has = |flag: u32| u32::from(candidates.iter().any(|other| other.origin & flag != 0));
    sink.add("who else is a candidate", &[has(BEFORE), has(AFTER), origin, alone]);
    let named = u32::from(candidate.actor.is_some_and(|actor| marks.named.contains(&actor)));
    sink.add("it is named in the marks", &[named, kind, place_number]);
    sink.add("the first person in the marks", &[marks.first_person, sort, u32::from(candidate.is_nobody()), words]);
    let mentions = actor.map_or(0, |actor| actor.mentions as usize);
    sink.add("how often it is mentioned", &[bucket(mentions), kind]);
    if let Some(mention) = mention {
        sink.add(
            "person, gender and number of its words",
            &[mention.person as u32, mention.gender as u32, u32::from(mention.plural), place_number],
        );
        sink.add("the article before its words", &[mention.article as u32, kind, place_number]);
    }
    sink.template = 64;
    if let Some(items) = items {
        around(site, &items, place_number, sink, rule, is_base);
        sink.template = 96;
        between(site, &items, place, sink, is_base);
    }
    if let Some(voices) = &marks.voices {
        sink.template = 128;
        voices::fill(sink, site, voices, marks, candidate, (is_base, kind, place_number));
    }
}

/// Whether the marked words before it ask, in its paragraph or the one before.
fn asked(site: &Site) -> u32 {
    let Some(before) = site.item_before() else { return 0 };
    1 + u32::from(site.reading.last_letter(before) == '?')
}

/// Whether marked words say "I", or else "we".
fn first_person(site: &Site) -> u32 {
    const WORDS: usize = 60;
    let Some(marked) = site.reading.marked.get(site.mark) else { return 0 };
    let mut words = marked.tokens.clone().take(WORDS).map(|at| site.reading.prose.word(at));
    let mut person = 0;
    let plural = |word: &str| ["we", "our", "us"].iter().any(|other| word.eq_ignore_ascii_case(other));
    if words.any(|word| {
        person = if plural(word) { 2 } else { person };
        matches!(word, "I" | "my" | "My" | "me")
    }) {
        return 1;
    }
    person
}

/// The actors whose names are between the marks.
fn actors_inside(site: &Site) -> Vec<ActorId> {
    const NAMES: usize = 8;
    let Some(marked) = site.reading.marked.get(site.mark) else { return Vec::new() };
    let first = site.mentions.partition_point(|mention| mention.tokens.start < marked.tokens.start);
    let inside = (first..site.mentions.len()).take_while(|&at| site.mentions[at].tokens.start < marked.tokens.end);
    let names = inside.filter(|&at| site.mentions[at].kind == MentionKind::Name);
    names.filter_map(|at| site.resolved.of.get(at).copied().flatten()).take(NAMES).collect()
}

/// The words beside the candidate and its last word.
fn around<const NAMING: bool>(
    site: &Site,
    items: &std::ops::Range<usize>,
    place: u32,
    sink: &mut Sink<NAMING>,
    rule: u32,
    is_base: u32,
) {
    let reading = site.reading;
    let right = |step: usize| reading.class(items.end + step).number();
    let left = items.start.checked_sub(1).map_or(0, |at| reading.class(at).number());
    let left_word = items.start.checked_sub(1).map_or(0, |at| hash_word(reading.word(at)));
    let head = hash_word(reading.word(items.end - 1));
    let word = hash_word(reading.word(items.end));
    sink.add("what follows its words", &[place, right(0)]);
    sink.add("what stands before its words", &[place, left]);
    sink.add("what stands around its words", &[place, left, right(0)]);
    sink.add("what follows its words, further on", &[right(0), right(1), place]);
    sink.add("the word after it", &[word, place]);
    sink.add("the word before it", &[left_word, place]);
    sink.add("its last word and where it stands", &[head, place]);
    sink.add("its last word", &[head]);
    sink.add("how many words name it, and where", &[bucket(items.end - items.start), place]);
    sink.add("its last word's class, by rule", &[reading.class(items.end - 1).number(), place, rule, is_base]);
    sink.add("three words after it", &[left, right(0), right(1), right(2)]);
    sink.add("what stands around its words, by rule", &[rule, is_base, right(0), left]);
    sink.add("the word after it, for the rules' choice", &[word, is_base]);
    let first = reading.sentences.get(reading.sentence_at(items.start)).is_some_and(|s| s.items.start == items.start);
    sink.add("it opens its sentence", &[u32::from(first), place, right(0)]);
}

/// What lies between the candidate and the quotation.
fn between<const NAMING: bool>(
    site: &Site,
    items: &std::ops::Range<usize>,
    place: Place,
    sink: &mut Sink<NAMING>,
    is_base: u32,
) {
    let reading = site.reading;
    let gap = if items.start > site.item { site.item + 1..items.start } else { items.end..site.item };
    let distance = gap.len();
    sink.add("how far away it is", &[place as u32, bucket(distance)]);
    sink.add("how far away it is, for the rules' choice", &[place as u32, bucket(distance), is_base]);
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
    sink.add("the words between it and the marks", &[place, path]);
    sink.add("the verbs between it and the marks", &[place, short]);
    sink.add("how many verbs of saying stand between", &[place, bucket(says), bucket(verbs)]);
    sink.add("how many marks and commas stand between", &[place, bucket(quotes), bucket(commas)]);
    sink.add("how many other subjects stand between", &[place, bucket(subjects), bucket(says)]);
    // The verb nearest to the quotation, and the one nearest to the candidate.
    let is_verb = |at: &usize| reading.is_verb(*at) && reading.class(*at) != Class::Auxiliary;
    let (first, final_verb) = (gap.clone().find(is_verb), gap.clone().rev().find(is_verb));
    let word = |at: Option<usize>| at.map_or(0, |at| hash_word(reading.word(at)));
    sink.add("the verb nearest to it", &[place, word(first)]);
    sink.add("the verb nearest to the marks", &[place, word(final_verb)]);
    sink.add(
        "one verb between it and the marks",
        &[place, u32::from(first == final_verb), first.map_or(0, |at| reading.class(at).number())],
    );
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
