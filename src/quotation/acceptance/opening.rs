//! Where what is said begins: behind the words that join it to its sentence, and behind whom it is said to.

use std::ops::Range;
use std::sync::LazyLock;

use crate::nlp::lexicon::Lex;
use crate::quotation::finding::{Finding, kind_of};
use crate::quotation::reading::{Class, Reading};

/// How far into content its beginning may move, in items.
const REACH: usize = 12;

/// How verbs begin whose object is no part of what is said.
static ADDRESSED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicons/en/addressed.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Moves the beginning of a finding to where what is said begins.
pub fn settle(reading: &Reading, mut finding: Finding) -> Finding {
    if finding.tokens.is_empty() {
        return finding;
    }
    let items = reading.item_at(finding.tokens.start)..reading.item_at(finding.tokens.end - 1) + 1;
    let start = behind_that(reading, &items)
        .or_else(|| behind_conjunction(reading, &items))
        .or_else(|| behind_addressee(reading, &items, finding.cue.as_ref()));
    if let Some(start) = start.filter(|&start| start < items.end) {
        finding.tokens.start = reading.tokens(start..items.end).start;
        finding.kind = kind_of(reading, &(start..items.end));
    }
    finding
}

/// `said |that| the deal was dead`, `said |this month that| the deal was dead`
fn behind_that(reading: &Reading, items: &Range<usize>) -> Option<usize> {
    let when = |at: &usize| {
        reading.is(*at, Lex::TIME)
            || matches!(reading.class(*at), Class::Number | Class::Adverb)
            || reading.is_one_of(*at, &["on", "in", "this", "last", "early", "earlier", "late", "as", "since"])
    };
    let that = items.clone().take(REACH).find(|at| !when(at))?;
    let joins = reading.is_one_of(that, &["that"]) && reading.class(that) == Class::Subordinator;
    joins.then_some(that + 1)
}

/// `|But| the deal was dead, Voss said.`
fn behind_conjunction(reading: &Reading, items: &Range<usize>) -> Option<usize> {
    let sentence = reading.sentences.get(reading.sentence_at(items.start))?;
    let opens = sentence.items.start == items.start && reading.is_one_of(items.start, &["but", "and", "yet"]);
    opens.then_some(items.start + 1)
}

/// `urged |them| to leave`, `accused |the bank of| lying`
fn behind_addressee(reading: &Reading, items: &Range<usize>, cue: Option<&Range<u32>>) -> Option<usize> {
    let cue = cue.filter(|cue| !cue.is_empty() && reading.item_at(cue.end - 1) + 1 == items.start)?;
    let verb = reading.item_at(cue.end - 1) - usize::from(reading.is_one_of(items.start - 1, &["on"]));
    let word = reading.word(verb).to_lowercase();
    if !ADDRESSED.iter().any(|stem| word.starts_with(stem)) {
        return None;
    }
    let inside = |at: &usize| !matches!(reading.class(*at), Class::Sign(_) | Class::Quote | Class::Auxiliary);
    let first = items.start;
    if let Some(subject) = behind_listener(reading, items) {
        return Some(subject);
    }
    let begins = |&at: &usize| match reading.class(at) {
        Class::To => {
            at > first
                && !reading.is(at - 1, Lex::VERB)
                && !matches!(reading.class(at + 1), Class::Determiner | Class::Name)
        }
        Class::Preposition => reading.is_one_of(at, &["of"]) && reading.word(at + 1).ends_with("ing"),
        _ => false,
    };
    let at = items.clone().take(REACH).take_while(inside).find(begins)?;
    let start = if reading.class(at) == Class::To { at } else { at + 1 };
    Some(start - usize::from(start > first && reading.is_one_of(start - 1, &["not"])))
}

/// `told |a local station| she was well`: behind a noun phrase that a pronoun follows as the subject of its clause.
fn behind_listener(reading: &Reading, items: &Range<usize>) -> Option<usize> {
    let nominal = |at: &usize| {
        matches!(reading.class(*at), Class::Determiner | Class::Possessive | Class::Name | Class::Noun | Class::Number)
            || reading.is_one_of(*at, &["of", "in", "at"])
    };
    let subject = items.clone().take(REACH).find(|at| !nominal(at)).filter(|&at| at > items.start)?;
    let pronoun = reading.is_one_of(subject, &["he", "she", "they", "it", "i", "we", "there"]);
    let acts = reading.is_verb(subject + 1) || matches!(reading.class(subject + 1), Class::Quote | Class::Clitic);
    (pronoun && acts).then_some(subject)
}
