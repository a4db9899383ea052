//! Reported speech without marks, or with some inside: `Paz dijo que …` · `…, dijo Paz` · `Paz pidió aplazar …`.

use std::ops::Range;

use super::super::{content, is_boundary, is_sign, one};
use super::phrase::{adverbial, is_between, is_finite, is_subject_pronoun, is_verb_of, phrase, starts_phrase};
use super::{Saying, Spoken, clause_start, cue_of, is_negated, is_passive, phrase_at, saying, source};
use crate::nlp::lexicon::Lex;
use crate::nlp::pack;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

/// How far behind the verb the word that opens the clause may be.
const REACH: usize = 24;

/// What the verb at `at` reports.
pub fn find(reading: &Reading, at: usize, items: &Range<usize>, found: &Findings) -> Spoken {
    let caused = || pack::is_one_of(&reading.prose.lexicon.phrases().caused, reading.word(at));
    if !reading.is(at, Lex::REPORT) && !caused() {
        return None;
    }
    let floor = clause_start(reading, at, items.start);
    let saying = saying(reading, at, floor)?;
    if is_negated(reading, &saying, floor) {
        return None;
    }
    clause(reading, &saying, floor, items, found)
        .or_else(|| trailing(reading, &saying, items, found))
        .or_else(|| infinitive(reading, &saying, floor, items, found))
        .or_else(|| bare_clause(reading, &saying, floor, items))
}

/// `Hun sier |de ansatte har meldt det|`: a clause that nothing opens, in languages that leave "that" out.
fn bare_clause(reading: &Reading, saying: &Saying, floor: usize, items: &Range<usize>) -> Spoken {
    if !reading.grammar().bare_clauses || !reading.is(saying.verb, Lex::FINITE) {
        return None;
    }
    let start = saying.verb + 1;
    let subject = super::subject::before(reading, saying.verb, floor).filter(|it| it.rule == Rule::SubjectVerb)?;
    let clause = if is_subject_pronoun(reading, start) {
        start..start + 1
    } else {
        phrase(reading, start, items.end).filter(|_| starts_phrase(reading, start))?
    };
    if !is_finite(reading, clause.end) {
        return None;
    }
    let content = one(reading, start..clause_end(reading, start, items.end), Opening::Clause)?;
    Some((cue_of(reading, saying, subject), content))
}

/// `Paz pidió al Gobierno |aplazar la votación|` · `acusa a Montecon |de aliarse|` · `promete |no subir|`
fn infinitive(reading: &Reading, saying: &Saying, floor: usize, items: &Range<usize>, found: &Findings) -> Spoken {
    if reading.is(saying.verb, Lex::REFUSAL) {
        return None;
    }
    let mut at = saying.verb + 1;
    while at < items.end.min(saying.verb + 10) && !is_verb_of(reading, at, Lex::INFINITIVE) {
        match reading.class(at) {
            Class::Preposition if !is_verb_of(reading, at + 1, Lex::INFINITIVE) => {
                if reading.is(at + 1, Lex::NEGATION) {
                    at += 1;
                } else {
                    at = adverbial(reading, at, items.end).max(at + 1);
                }
            }
            Class::Preposition => at += 1,
            _ if is_between(reading, at) || reading.is(at, Lex::THAT) => at += 1,
            // "ber |regjeringen| om å handle"
            _ if starts_phrase(reading, at) => at = phrase(reading, at, items.end).map_or(at + 1, |it| it.end),
            _ => return None,
        }
    }
    if !is_verb_of(reading, at, Lex::INFINITIVE) || !reading.is(saying.verb, Lex::FINITE) && saying.words.len() == 1 {
        return None;
    }
    let start = if reading.is(at - 1, Lex::NEGATION) { at - 1 } else { at };
    let subject = source(reading, saying, (floor, start), found)?;
    let content = one(reading, start..clause_end(reading, start, items.end), Opening::Infinitive)?;
    Some((cue_of(reading, saying, subject), content))
}

/// `Paz dijo |que …|` · `Dijo este lunes el ministro |que …|`
fn clause(reading: &Reading, saying: &Saying, floor: usize, items: &Range<usize>, found: &Findings) -> Spoken {
    let that = (saying.verb + 1..items.end.min(saying.verb + REACH))
        .take_while(|&at| !ends(reading, at, saying.verb))
        .find(|&at| reading.is(at, Lex::THAT))?;
    // "las palabras que dijo": "que" opens no speech where the verb ends the clause.
    let finite = !reading.is(that, Lex::WH)
        || (that + 1..items.end).any(|at| is_finite(reading, at) || reading.class(at) == Class::Quote);
    if !finite || is_relative(reading, saying.verb, that) || is_purpose(reading, saying.verb, that) {
        return None;
    }
    // "sa |ikke| om broen åpnes"
    if (saying.verb + 1..that).any(|at| reading.is(at, Lex::NEGATION)) {
        return None;
    }
    let subject = source(reading, saying, (floor, that), found)?;
    if subject.rule == Rule::SubjectVerb && has_object(reading, saying.verb, that) {
        return None;
    }
    let start = if reading.is(that, Lex::WH) && !reading.is(that, Lex::SUBORDINATOR) { that } else { that + 1 };
    let found = one(reading, start..clause_end(reading, start, items.end), Opening::That)?;
    Some((cue_of(reading, saying, subject), found))
}

/// `dijo Ana Paz, |que| …`: a comma before it and none that opens what it closes.
fn is_relative(reading: &Reading, verb: usize, that: usize) -> bool {
    let commas = (verb + 1..that).filter(|&at| is_sign(reading, at, TokenKind::Comma)).count();
    reading.is(that, Lex::WH) && is_sign(reading, that - 1, TokenKind::Comma) && commas == 1
}

/// `El tribunal rechazó |las pruebas| que …`: the clause describes the object.
fn has_object(reading: &Reading, verb: usize, that: usize) -> bool {
    let opens = |at: usize| !is_between(reading, at) || reading.class(at) == Class::Determiner;
    let start = (verb + 1..that).find(|&at| opens(at)).unwrap_or(that);
    let object = start < that && !reading.is(start, Lex::TIME) && starts_phrase(reading, start);
    reading.is(that, Lex::WH)
        && object
        && phrase(reading, start, that)
            .is_some_and(|found| found.end == that && reading.class(found.start) != Class::Name)
}

/// `cuenta con un coche |para que| …`: a preposition before "that" which is not the verb's own.
fn is_purpose(reading: &Reading, verb: usize, that: usize) -> bool {
    reading.class(that - 1) == Class::Preposition && !reading.is(that - 1, Lex::LINK) && that - 1 > verb + 1
}

/// Where the reported clause ends: before another verb of saying of the same subject, or before what names its source again.
pub(super) fn clause_end(reading: &Reading, start: usize, end: usize) -> usize {
    let phrases = &reading.prose.lexicon.phrases().according;
    let according = |at: usize| phrase_at(reading, phrases, at, end).is_some();
    let ends = |at: &usize| {
        let (at, next) = (*at, *at + 1);
        // "…, pero |según| Ruiz …"
        if reading.class(at) == Class::Conjunction && according(next) {
            return true;
        }
        if reading.class(at) == Class::Conjunction && reading.is(at, Lex::AND) {
            let verb = (next..end.min(next + 4)).find(|&next| !is_between(reading, next)).unwrap_or(next);
            return saying_of(reading, verb);
        }
        is_sign(reading, at, TokenKind::Semicolon)
            || is_sign(reading, at, TokenKind::Comma)
                && (according(next) || saying_of(reading, next) && next > start + 3)
    };
    (start + 2..end).find(ends).unwrap_or(end)
}

/// A finite verb of saying.
fn saying_of(reading: &Reading, at: usize) -> bool {
    reading.is(at, Lex::FINITE) && is_verb_of(reading, at, Lex::SAY)
}

/// Whether the search for "that" is over: another verb, a stop, marked words.
fn ends(reading: &Reading, at: usize, verb: usize) -> bool {
    let stop = is_boundary(reading, at) && !is_sign(reading, at, TokenKind::Comma);
    let acts = is_finite(reading, at) && reading.class(at) != Class::Auxiliary && at > verb;
    stop || acts || reading.class(at) == Class::Quote
}

/// `El acuerdo está muerto, |dijo Paz|.`
fn trailing(reading: &Reading, saying: &Saying, items: &Range<usize>, found: &Findings) -> Spoken {
    let comma = saying.words.start.checked_sub(1).filter(|&comma| comma > items.start)?;
    let apart = is_sign(reading, comma, TokenKind::Comma) || is_sign(reading, comma, TokenKind::Dash);
    if is_passive(reading, saying) || !apart || !reading.is(saying.verb, Lex::FINITE) && saying.words.len() == 1 {
        return None;
    }
    let ceiling = (saying.verb + 1..items.end)
        .find(|&at| is_boundary(reading, at) && !is_sign(reading, at, TokenKind::Comma))
        .unwrap_or(items.end);
    // Nothing but the source may follow.
    let words = saying.inner.clone().or_else(|| super::subject::after(reading, saying.verb, ceiling));
    let rest = words.as_ref().map_or(saying.verb + 1, |words| words.end.max(saying.verb + 1));
    let alone = rest >= items.end || matches!(reading.class(rest), Class::Sign(_));
    if reading.is(rest, Lex::THAT) || words.is_none() && !alone {
        return None;
    }
    let semicolon = (items.start..comma).rev().find(|&at| is_sign(reading, at, TokenKind::Semicolon));
    let start = semicolon.map_or(items.start, |at| at + 1);
    let speaks = |clause: Range<usize>| clause.into_iter().any(|at| is_finite(reading, at));
    // "…, cuyo balance, |ha insistido|, sigue siendo provisional": the clause goes on behind it.
    let verb = (rest + 1..items.end).find(|&at| !is_between(reading, at)).unwrap_or(items.end);
    let goes_on = is_sign(reading, rest, TokenKind::Comma) && is_finite(reading, verb);
    let pieces = if speaks(start..comma) && !goes_on {
        [start..comma, comma..comma]
    } else if is_sign(reading, rest, TokenKind::Comma) && speaks(rest + 1..items.end) {
        // "Los más graves, |añadió|, fueron trasladados."
        [start..comma, rest + 1..items.end]
    } else {
        return None;
    };
    let subject = if let Some(words) = words {
        super::Subject::new(words, Rule::InvertedCue)
    } else {
        {
            let words = super::dropped(reading, saying.verb, found).filter(|_| reading.grammar().drops_subjects)?;
            super::Subject::new(words, Rule::DroppedSubject)
        }
    };
    let content = content(reading, pieces, Opening::Before)?;
    Some((cue_of(reading, saying, subject), content))
}
