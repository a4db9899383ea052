//! Whose marked words are, by the verb of saying or the phrase beside them.

use super::super::{is_boundary, is_sign, one};
use super::phrase::{is_governed, is_verb_of, phrase_before};
use super::subject::clause_subject;
use super::{Saying, Spoken, clause_start, cue_of, is_negated, is_passive, saying, source};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

/// How far behind the marks a verb of saying may be.
const NEAR: usize = 6;

/// Who says the marked segment `quote`.
pub fn find(reading: &Reading, quote: usize, sentence: usize, found: &Findings) -> Spoken {
    behind(reading, quote, found)
        .or_else(|| ahead(reading, quote, sentence, found))
        .or_else(|| according(reading, quote, sentence))
}

/// `«…», dijo Paz` · `«…», ha dichiarato ieri il ministro` · `– …, sier Hansen` · `“…”, Paz dijo`
fn behind(reading: &Reading, quote: usize, found: &Findings) -> Spoken {
    let end = near_end(reading, quote);
    let sign = |at: usize| {
        matches!(
            reading.class(at),
            Class::Sign(TokenKind::Comma | TokenKind::Dash | TokenKind::Close | TokenKind::Open)
        )
    };
    let mut at = quote + 1;
    while at < end && sign(at) {
        at += 1;
    }
    let clause = |from: usize| {
        (from..end)
            .find(|&at| {
                reading.class(at) == Class::Quote || is_boundary(reading, at) && !is_sign(reading, at, TokenKind::Comma)
            })
            .unwrap_or(end)
    };
    let ceiling = clause(at);
    let verb = (at..ceiling.min(at + NEAR)).find(|&verb| saying(reading, verb, at).is_some());
    if let Some(saying) = verb.and_then(|verb| saying(reading, verb, at)).filter(|it| it.words.start == at) {
        let bare = !reading.is(saying.verb, Lex::FINITE) && saying.words.len() == 1;
        if bare || is_passive(reading, &saying) || is_negated(reading, &saying, at) {
            return None;
        }
        let words = saying.inner.clone().or_else(|| super::subject::after(reading, saying.verb, ceiling));
        // "the author of the blog “Blind Track”, claims": a title inside an insertion.
        if words.is_none() && reading.is_name_of_noun(quote, 0) {
            return None;
        }
        let subject = words
            .map(|words| super::Subject::new(words, Rule::InvertedCue))
            .or_else(|| source(reading, &saying, (at, ceiling), found))?;
        let content = one(reading, quote..quote + 1, Opening::Before)?;
        return Some((cue_of(reading, &saying, subject), content));
    }
    // "“…”, el ministro dijo": only where a comma ties them.
    if at == quote + 1 {
        return None;
    }
    let verb = (at..ceiling.min(at + 12)).find(|&verb| super::phrase::is_finite(reading, verb))?;
    let saying = (verb..ceiling.min(verb + 3)).find_map(|verb| saying(reading, verb, at))?;
    let words = phrase_before(reading, saying.words.start, at)?;
    if words.start != at || is_negated(reading, &saying, at) {
        return None;
    }
    let subject = super::Subject::new(words, Rule::SubjectVerb);
    Some((cue_of(reading, &saying, subject), one(reading, quote..quote + 1, Opening::Before)?))
}

/// The end of the sentence behind that of the marks, in the same paragraph.
fn near_end(reading: &Reading, quote: usize) -> usize {
    let index = reading.sentence_at(quote);
    let paragraph = reading.sentences.get(index).map(|sentence| sentence.paragraph);
    let near = reading.sentences.iter().skip(index).take(2);
    near.take_while(|sentence| Some(sentence.paragraph) == paragraph).last().map_or(quote + 1, |last| last.items.end)
}

/// `Paz dijo: «…»` · `Paz calificó de «…»` · `El alcalde fue claro: «…»` · `En la carta, Paz escribe: / «…»`
fn ahead(reading: &Reading, quote: usize, sentence: usize, found: &Findings) -> Spoken {
    let items = reading.sentences.get(sentence)?.items.clone();
    let opens =
        |at: usize| at == items.start || at == items.start + 1 && is_sign(reading, items.start, TokenKind::Dash);
    let (floor, end) = if opens(quote) {
        let before = reading.sentences.get(sentence.checked_sub(1)?)?.items.clone();
        (before.end > before.start && is_sign(reading, before.end - 1, TokenKind::Colon)).then_some(())?;
        (before.start, before.end)
    } else {
        (items.start, quote)
    };
    let colon = end.checked_sub(1).filter(|&at| at >= floor && is_sign(reading, at, TokenKind::Colon));
    let clause_end = colon.unwrap_or(end);
    let start = clause_start(reading, clause_end, floor);
    let verb = (start..clause_end).rev().find_map(|at| saying(reading, at, start));
    let content = || one(reading, quote..quote + 1, Opening::Colon);
    if let Some(saying) = verb.filter(|saying| reaches(reading, saying, clause_end, colon.is_some())) {
        if is_negated(reading, &saying, start) {
            return None;
        }
        let subject = source(reading, &saying, (start, clause_end), found)?;
        return Some((cue_of(reading, &saying, subject), content()?));
    }
    let colon = colon?;
    let words = clause_subject(reading, start, clause_end)?;
    Some((super::super::cue(colon..colon + 1, Some(words), Rule::IntroducedBlock), content()?))
}

/// Whether a verb of saying leads to what begins at `end`: at a colon, or right before the marks over a few small words.
fn reaches(reading: &Reading, saying: &Saying, end: usize, colon: bool) -> bool {
    if colon {
        return true;
    }
    // Another verb between them: "dijo que |espera| «…»" reports a clause.
    let other = (saying.verb + 1..end).any(|at| {
        reading.is(at, Lex::THAT)
            || super::phrase::is_finite(reading, at)
            || is_verb_of(reading, at, Lex::INFINITIVE.or(Lex::GERUND))
    });
    !other && end - saying.verb <= 14
}

/// `Según Paz, «…»` · `«…», según Paz`
fn according(reading: &Reading, quote: usize, sentence: usize) -> Spoken {
    let items = reading.sentences.get(sentence)?.items.clone();
    let (words, source) = items.clone().find_map(|at| super::attributed::source(reading, at, &items))?;
    let near = words.start >= quote && words.start <= quote + 2
        || source.end <= quote && quote - source.end <= 2 && words.start == items.start;
    let governed = is_governed(reading, words.start, items.start);
    if !near || governed {
        return None;
    }
    let content = one(reading, quote..quote + 1, Opening::Quote)?;
    Some((super::super::cue(words, Some(source), Rule::AccordingTo), content))
}
