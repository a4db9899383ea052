//! Who does a verb: the phrase before it, across an insertion, or after it.

use std::ops::Range;

use super::super::{bracket_end, is_sign};
use super::phrase::{
    SPEAKING, adverbial, apposed, is_between, is_finite, is_governed, is_subject_pronoun, phrase, phrase_before,
    starts_phrase,
};
use crate::nlp::lexicon::Lex;
use crate::nlp::pack;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::reading::{Class, Reading};

/// How far behind a verb its subject may begin, in items.
const REACH: usize = 30;

/// How far back a clause may begin, in items.
const CLAUSE: usize = 120;

/// Who does a verb, and how that is written.
#[derive(Clone, Debug)]
pub struct Subject {
    pub words: Range<usize>,
    pub rule: Rule,
}

impl Subject {
    pub const fn new(words: Range<usize>, rule: Rule) -> Self {
        Self { words, rule }
    }
}

/// Where the verb begins that ends with the word at `verb`: over auxiliaries, pronouns, negation and adverbs.
pub fn verb_start(reading: &Reading, verb: usize, floor: usize) -> usize {
    (floor..verb).rev().take_while(|&at| is_between(reading, at)).last().unwrap_or(verb)
}

/// The subject before a verb: `|Paz| dijo` · `|Paz|, alcalde de Lima, ha dicho` · `Paz, |quien| dijo`.
pub fn before(reading: &Reading, verb: usize, floor: usize) -> Option<Subject> {
    let start = verb_start(reading, verb, floor);
    let last = start.checked_sub(1).filter(|&last| last >= floor)?;
    if reading.is(last, Lex::WH) || reading.is(last, Lex::THAT) && !reading.is(last, Lex::CONJUNCTION) {
        return relative(reading, last, floor)
            .or_else(|| clause_subject(reading, floor, last).map(|words| Subject::new(words, Rule::SubjectAcross)));
    }
    if reading.class(last) == Class::Conjunction {
        return clause_subject(reading, floor, last).map(|words| Subject::new(words, Rule::CoordinatedCue));
    }
    if [TokenKind::Comma, TokenKind::Dash, TokenKind::Close].iter().any(|&kind| is_sign(reading, last, kind)) {
        return clause_subject(reading, floor, last).map(|words| Subject::new(words, Rule::SubjectAcross));
    }
    let direct = phrase_before(reading, start, floor).filter(|found| !is_governed(reading, found.start, floor));
    match direct.filter(|found| !reading.is(found.end - 1, Lex::TIME)) {
        Some(words) => Some(Subject::new(words, Rule::SubjectVerb)),
        None => clause_subject(reading, floor, start).map(|words| Subject::new(words, Rule::SubjectAcross)),
    }
}

/// `los cambios |que requirió|`: a relative clause of what cannot speak.
pub fn is_of_thing(reading: &Reading, verb: usize, floor: usize) -> bool {
    let pronoun = verb_start(reading, verb, floor).checked_sub(1).filter(|&at| at > floor && reading.is(at, Lex::WH));
    pronoun.and_then(|pronoun| phrase_before(reading, pronoun, floor)).is_some_and(|found| {
        !has_name(reading, &found)
            && !found.clone().any(|at| reading.is(at, SPEAKING))
            && found.clone().any(|at| reading.class(at) == Class::Noun)
    })
}

/// `Ana Paz, |que| dijo`
fn relative(reading: &Reading, pronoun: usize, floor: usize) -> Option<Subject> {
    let comma = usize::from(pronoun > floor && is_sign(reading, pronoun - 1, TokenKind::Comma));
    let antecedent = phrase_before(reading, pronoun.checked_sub(comma)?, floor)?;
    // "Ana Paz, |analista de Banco Sur|, que dice": she.
    let comma = antecedent.start.checked_sub(1).filter(|&at| at > floor && is_sign(reading, at, TokenKind::Comma));
    let office = reading.is(antecedent.start, Lex::ROLE.or(Lex::DETERMINER));
    let named = comma.filter(|_| office).and_then(|comma| phrase_before(reading, comma, floor));
    let fits = |found: &Range<usize>| has_name(reading, found) && !is_governed(reading, found.start, floor);
    let antecedent = named.filter(fits).unwrap_or(antecedent);
    // "por |lo| que": no antecedent.
    if antecedent.clone().all(|at| reading.class(at) == Class::Determiner) {
        return None;
    }
    Some(Subject::new(antecedent, Rule::RelativeCue))
}

/// The last subject before `end` of a clause that is under no other; else the phrase that opens the sentence.
pub fn clause_subject(reading: &Reading, floor: usize, end: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(CLAUSE));
    let (mut best, mut first, mut under, mut at) = (None, None, false, floor);
    // Behind a verb of the same clause: an object.
    let mut object = false;
    while at < end {
        match reading.class(at) {
            Class::Sign(_) | Class::Conjunction => object = false,
            Class::Preposition => {
                at = adverbial(reading, at, end).max(at + 1);
                continue;
            }
            Class::Subordinator => (under, object) = (true, false),
            _ if reading.is(at, Lex::WH) => (under, object) = (true, false),
            Class::Quote => {}
            _ if is_finite(reading, at) && reading.class(at) != Class::Auxiliary => object = true,
            _ if is_subject_pronoun(reading, at) || starts_phrase(reading, at) => {
                let Some(found) = phrase(reading, at, end) else {
                    at += 1;
                    continue;
                };
                at = found.end.max(at + 1);
                let opens = opens_clause(reading, found.start, floor);
                let time = reading.is(found.start, Lex::TIME) || reading.is(found.end - 1, Lex::TIME);
                if time || object || !opens {
                    continue;
                }
                let verb = acts_after(reading, &found, end);
                if under {
                    under = verb.is_none();
                    continue;
                }
                if let Some(verb) = verb {
                    at = verb.max(at);
                    best = Some(found.clone());
                }
                first = first.or(Some(found));
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let found = best.or(first)?;
    Some(apposed(reading, &found, end).unwrap_or(found))
}

/// Whether a phrase at `start` can be a subject: not the object of a verb right before it.
fn opens_clause(reading: &Reading, start: usize, floor: usize) -> bool {
    let before = (floor..start).rev().find(|&at| !matches!(reading.class(at), Class::Adverb));
    before.is_none_or(|at| {
        matches!(reading.class(at), Class::Sign(_) | Class::Conjunction | Class::Subordinator | Class::Quote)
            || reading.is(at, Lex::TIME)
            || reading.class(at) == Class::Noun
            || reading.class(at) == Class::Name
    })
}

/// Where the finite verb is that follows a phrase, perhaps across an insertion or a prepositional phrase; `end` where that
/// is the verb that is asked for.
fn acts_after(reading: &Reading, found: &Range<usize>, end: usize) -> Option<usize> {
    let mut at = found.end;
    let mut inserted = false;
    while at < end {
        if is_finite(reading, at) {
            return Some(at);
        }
        match reading.class(at) {
            Class::Preposition => at = adverbial(reading, at, end).max(at + 1),
            _ if is_between(reading, at) || reading.is(at, Lex::PARTICIPLE) => at += 1,
            Class::Sign(TokenKind::Open) => at = bracket_end(reading, at, end)? + 1,
            Class::Sign(kind @ (TokenKind::Comma | TokenKind::Dash)) if !inserted => {
                inserted = true;
                at = insertion_end(reading, at, kind, end);
            }
            _ => return None,
        }
    }
    Some(end)
}

/// Where an insertion ends that a comma or dash opens: behind the first such sign that a finite verb follows, or at `end`.
fn insertion_end(reading: &Reading, open: usize, kind: TokenKind, end: usize) -> usize {
    let acts = |at: &usize| {
        let verb = (at + 1..end.min(at + 5)).find(|&at| !is_between(reading, at)).unwrap_or(end);
        verb >= end || is_finite(reading, verb)
    };
    let closes = (open + 1..end).filter(|&at| is_sign(reading, at, kind));
    closes.take(4).find(acts).map_or(end, |at| at + 1)
}

/// The subject after a verb: `dijo |Paz|` · `dijo este lunes en Lima |el ministro|` · `sier |Hansen|`.
pub fn after(reading: &Reading, verb: usize, ceiling: usize) -> Option<Range<usize>> {
    let mut at = verb + 1;
    let limit = ceiling.min(verb + REACH);
    let mut inserted = false;
    while at < limit {
        match reading.class(at) {
            Class::Preposition => {
                // "dijo |a la prensa|"
                at = adverbial(reading, at, limit).max(at + 1);
            }
            Class::Clitic => at += 1,
            _ if reading.is(at, Lex::OBJECT) && !starts_phrase(reading, at) => at += 1,
            _ if is_subject_pronoun(reading, at) => return Some(at..at + 1),
            Class::Adverb => at += 1,
            _ if reading.is(at, Lex::TIME) => at += 1,
            Class::Number => at += 1,
            _ if reading.is(at, Lex::PARTICIPLE.or(Lex::INFINITIVE)) && reading.is(at, Lex::SAY) => at += 1,
            _ if starts_phrase(reading, at) => {
                let found = phrase(reading, at, limit)?;
                let time = found.clone().any(|at| reading.is(at, Lex::TIME)) && !has_name(reading, &found);
                if time || is_dative(reading, &found) {
                    at = found.end;
                    continue;
                }
                return Some(apposed(reading, &found, ceiling).unwrap_or(found));
            }
            // "dijo, en Lima, el ministro"
            Class::Sign(TokenKind::Comma) if !inserted => {
                inserted = true;
                let adverb = reading.class(at + 1) == Class::Preposition || reading.is(at + 1, Lex::TIME);
                if !adverb {
                    return None;
                }
                at += 1;
            }
            Class::Sign(TokenKind::Comma) if inserted => at += 1,
            _ => return None,
        }
    }
    None
}

/// `powtarzał |dziennikarzom|`: to whom something is said.
fn is_dative(reading: &Reading, found: &Range<usize>) -> bool {
    let endings = &reading.prose.lexicon.phrases().dative_endings;
    reading.class(found.start) != Class::Name && pack::ending(endings, reading.word(found.start), 2).is_some()
}

fn has_name(reading: &Reading, found: &Range<usize>) -> bool {
    found.clone().any(|at| reading.class(at) == Class::Name)
}
