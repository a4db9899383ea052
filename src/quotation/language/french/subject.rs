//! Who does a verb of French: the subject beside it, or that of the clause around it.

use std::ops::Range;

use super::super::is_sign;
use super::phrase::{
    has_no_subject, is_between, is_finite, is_object, is_somebody, is_subject, links, phrase, phrase_before,
    starts_phrase,
};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};
use crate::quotation::reading::{Class, Reading};

/// How many items a phrase, or what goes with it, may have.
const REACH: usize = 14;

/// How far the end of an insertion is looked for.
const INSERTION: usize = 40;

/// Who does the verb: `|Noël| ne cessait de dire` · `|la servante| lui a répondu` · `|Voss| ferma le livre et dit`
pub fn subject(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    if has_no_subject(reading, verb) {
        return turn_of(reading, verb, floor)
            .or_else(|| clause_subject(reading, floor, verb))
            .or_else(|| teller(reading, verb, floor));
    }
    let mut at = verb;
    while at > floor {
        let before = at - 1;
        if is_subject(reading, before) && !(is_somebody(reading, before) && is_object_of(reading, before, floor)) {
            return Some(before..at);
        }
        if !is_object(reading, before)
            && !matches!(reading.class(before), Class::Pronoun | Class::Auxiliary | Class::Adverb)
            || reading.is_one_of(before, &["qui"])
        {
            break;
        }
        at = before;
    }
    if at > floor && reading.is_one_of(at - 1, &["qui"]) {
        let comma = usize::from(at > floor + 1 && is_sign(reading, at - 2, TokenKind::Comma));
        return phrase_before(reading, at - 1 - comma, floor);
    }
    let direct = phrase_before(reading, at, floor)
        .filter(|found| !is_governed(reading, found.start, floor) && !is_object_of(reading, found.start, floor));
    direct.or_else(|| clause_subject(reading, floor, verb))
}

/// `C'était au tour de |ma mère| de dire`
fn turn_of(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let tour = (floor..verb).rev().take(REACH).find(|&at| reading.is_one_of(at, &["tour"]))?;
    let start = if reading.class(tour + 1) == Class::Preposition { tour + 2 } else { tour + 1 };
    links(reading, tour + 1).then(|| phrase(reading, start, verb)).flatten()
}

/// `Et |la vieille| de répondre`
fn teller(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let of = verb.checked_sub(1).filter(|&of| of > floor && links(reading, of))?;
    phrase_before(reading, of, floor).filter(|found| !is_governed(reading, found.start, floor))
}

/// After a preposition: no subject.
fn is_governed(reading: &Reading, at: usize, floor: usize) -> bool {
    links(reading, at) && !reading.is_one_of(at, &["des", "du"])
        || at > floor && (reading.class(at - 1) == Class::Preposition || links(reading, at - 1))
        || reading.is_one_of(at, &["au", "aux"])
}

/// After a verb, perhaps over adverbs: an object of it.
fn is_object_of(reading: &Reading, at: usize, floor: usize) -> bool {
    let before = (floor..at).rev().find(|&before| reading.class(before) != Class::Adverb);
    before.is_some_and(|before| {
        is_finite(reading, before)
            || matches!(reading.class(before), Class::Verb | Class::Attitude | Class::Say)
            || reading.class(before) == Class::Noun
                && ["ant", "er", "ir", "é"].iter().any(|ending| reading.word(before).ends_with(ending))
                && !starts_phrase(reading, before)
                && reading.token(before).is_some_and(|token| token.case == Case::Lower)
                && before > floor
                && !matches!(reading.class(before - 1), Class::Determiner | Class::Possessive)
    })
}

/// Words that open a clause under another.
fn opens_clause(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(
        at,
        &[
            "que",
            "qu'",
            "qu’",
            "dont",
            "où",
            "quand",
            "si",
            "lorsque",
            "lorsqu'",
            "lorsqu’",
            "comme",
            "puisque",
            "puisqu'",
            "puisqu’",
            "quoique",
            "quoiqu'",
            "quoiqu’",
            "sitôt",
        ],
    )
}

/// The subject of the main clause that `end` belongs to: the last before it that no other clause has.
pub fn clause_subject(reading: &Reading, floor: usize, end: usize) -> Option<Range<usize>> {
    let (mut best, mut under, mut at) = (None, false, floor);
    // Where the last phrase ended that is no subject: what a comma ties to it is none either.
    let mut listed = usize::MAX;
    while at < end {
        if opens_clause(reading, at) {
            under = !is_stressed(reading, at, floor);
        } else if is_subject(reading, at) && reading.class(at + 1) != Class::Quote {
            let free = !is_somebody(reading, at) || !is_object_of(reading, at, floor);
            if !under && free && !is_governed(reading, at, floor) {
                best = Some(at..at + 1);
            }
            under = false;
        } else if starts_phrase(reading, at)
            && let Some(found) = phrase(reading, at, end)
        {
            let in_list = at == listed.wrapping_add(1) && is_sign(reading, listed, TokenKind::Comma);
            let object = is_object_of(reading, at, floor) && !is_cleft(reading, at);
            let bound = is_governed(reading, at, floor) || object;
            let verb = verb_of(reading, &found, floor, end)
                .filter(|_| !in_list && !bound && !is_pronoun_object(reading, &found));
            if let Some(verb) = verb {
                if !under {
                    best = Some(found.clone());
                }
                under = false;
                at = verb.max(at + 1);
            } else {
                listed = if object || in_list { found.end } else { usize::MAX };
                at = found.end.max(at + 1);
            }
            continue;
        }
        at += 1;
    }
    best
}

/// `c'est alors |que| Léa parla`: under nothing.
fn is_stressed(reading: &Reading, that: usize, floor: usize) -> bool {
    let from = floor.max(that.saturating_sub(5));
    let opens = |&at: &usize| reading.is_one_of(at, &["c'", "c’", "ce"]) && reading.class(at + 1) == Class::Auxiliary;
    reading.is_one_of(that, &["que", "qu'", "qu’"]) && (from..that).any(|at| opens(&at))
}

/// `c'est |Léa| qui parle`
fn is_cleft(reading: &Reading, at: usize) -> bool {
    at > 1 && reading.class(at - 1) == Class::Auxiliary && reading.is_one_of(at - 2, &["c'", "c’", "ce"])
}

/// `|les| analysait`: an object and an unknown verb, no noun phrase.
fn is_pronoun_object(reading: &Reading, found: &Range<usize>) -> bool {
    found.len() == 2
        && is_object(reading, found.start)
        && (is_finite(reading, found.start + 1) || reading.word(found.start + 1).ends_with("ant"))
}

/// The finite verb of a noun phrase, perhaps over an insertion, a relative clause or what goes with the noun.
fn verb_of(reading: &Reading, found: &Range<usize>, floor: usize, end: usize) -> Option<usize> {
    let verb_at = |mut at: usize| {
        while at < end && is_between(reading, at) {
            at += 1;
        }
        let last = at == end && reading.is(end, Lex::SAY) && !has_no_subject(reading, end);
        (at < end && is_finite(reading, at) || last).then_some(at)
    };
    let mut at = found.end;
    // "le père |de Noël à la porte| dit"
    while at < end && at < found.end + REACH && reading.class(at) == Class::Preposition {
        at = phrase(reading, at + 1, end).map_or(at + 1, |inner| inner.end);
    }
    if let Some(verb) = verb_at(at).or_else(|| verb_at(found.end)) {
        return Some(verb);
    }
    let opens = found.start == floor
        || matches!(
            reading.class(found.start - 1),
            Class::Sign(_) | Class::Conjunction | Class::Adverb | Class::Subordinator
        )
        || is_cleft(reading, found.start);
    let comma = is_sign(reading, at, TokenKind::Comma);
    let relative = reading.is_one_of(at, &["qui", "que", "qu'", "qu’", "dont"]);
    if !opens || !comma && !relative || reading.is(found.end - 1, Lex::TIME) {
        return None;
    }
    // "Un soir, |Léa, qui rentrait|, dit": a phrase after the comma that does not end there is the subject.
    if comma && let Some(next) = free_phrase(reading, at + 1, end) {
        if is_sign(reading, next, TokenKind::Comma) {
            return verb_at(next + 1);
        }
        // "Léa, |maire du port qui rentrait|, dit"
        if !reading.is_one_of(next, &["qui", "que", "qu'", "qu’", "dont"]) {
            return None;
        }
    }
    for close in at + 1..end.min(at + INSERTION) {
        match reading.class(close) {
            Class::Sign(TokenKind::Comma) => {}
            Class::Sign(TokenKind::Semicolon | TokenKind::Colon | TokenKind::Stop) => break,
            _ => continue,
        }
        if let Some(verb) = verb_at(close + 1) {
            return Some(verb);
        }
        if free_phrase(reading, close + 1, end).is_some_and(|next| !is_sign(reading, next, TokenKind::Comma)) {
            break;
        }
    }
    let qui = reading.is_one_of(at, &["qui"]);
    (at + 2..end.min(at + REACH)).find(|&next| qui && is_finite(reading, next))
}

/// Where a phrase ends that starts here and could be a subject.
fn free_phrase(reading: &Reading, at: usize, end: usize) -> Option<usize> {
    if is_subject(reading, at) {
        return Some(at + 1);
    }
    let found = phrase(reading, at, end).filter(|_| starts_phrase(reading, at))?;
    (!is_pronoun_object(reading, &found) && !reading.is_one_of(at, &["quelque", "tout"])).then_some(found.end)
}
