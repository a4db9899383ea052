//! Noun phrases and subjects, found from word classes alone: who does the verb. Works inside one sentence; every search is
//! bounded by it.

mod insertion;
mod person;
mod reduced;
mod relative;
mod role;
mod target;
mod time;

use std::ops::Range;

use super::reading::{Class, Reading};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use insertion::{insertion_start, origin_start, statement_start};
use person::{is_counted, is_office_of_name, tied, with_partner};
pub use reduced::is_reduced;
use reduced::{described, published_thing, sent_thing};
use relative::outer_head;
use role::may_be_role;
pub use target::target;
use time::time_before;

/// How far back a subject may be, in items; longer insertions are rare and searching them is not worth a wrong source.
const REACH: usize = 45;

/// The noun phrase that ends just before item `end`, not before `floor`.
///
/// `the state’s campaign chairman` · `a spokesman for the Clinton campaign` · `Trump and Pence` · `she`
pub fn noun_phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut at = end;
    // "Rep. Ann Lee (D-Md.)"
    if at > floor && reading.class(at - 1) == Class::Sign(TokenKind::Close) {
        at = bracket_before(reading, at - 1, floor)?;
    }
    if at <= floor {
        return None;
    }
    let head = at - 1;
    match reading.class(head) {
        Class::Pronoun => return Some(head..end),
        // "Some said", "Many argue"
        Class::Determiner if reading.is_one_of(head, &["the", "a", "an", "every"]) => return None,
        // "The other said"
        Class::Determiner
            if head > floor && reading.is_one_of(head, &["other"]) && reading.is_one_of(head - 1, &["the"]) =>
        {
            return Some(head - 1..end);
        }
        Class::Determiner if head == floor || !reading.is_nominal(head - 1) => return Some(head..end),
        Class::Name | Class::Noun | Class::Number => {}
        _ => return None,
    }
    let mut start = head;
    while start > floor && end - start < REACH {
        let before = start - 1;
        if let Some(person) = tied(reading, before, floor) {
            start = person;
            continue;
        }
        let goes_on = match reading.class(before) {
            Class::Name | Class::Noun | Class::Number => !name_starts_anew(reading, before, start),
            Class::Clitic => is_possessive(reading, before),
            // "a spokesman for |the ministry|" goes on before the determiner, "the ministry" alone does not.
            Class::Determiner | Class::Possessive => {
                start = before;
                let joined = start > floor + 1
                    && reading.class(start - 1) == Class::Preposition
                    && reading.is_nominal(start - 2)
                    && joins(reading, start - 1);
                if joined {
                    start -= 1;
                } else if start == floor || tied(reading, start - 1, floor).is_none() {
                    break;
                }
                continue;
            }
            Class::Preposition => before > floor && reading.is_nominal(before - 1) && joins(reading, before),
            Class::Conjunction => {
                before > floor
                    && reading.class(before - 1) == Class::Name
                    && reading.class(start) == Class::Name
                    && reading.is_one_of(before, &["and", "&", "or"])
            }
            Class::Sign(TokenKind::Other) => joins_names(reading, before),
            // "Joseph “Joe” Lee"
            Class::Quote => {
                before > floor && reading.class(before - 1) == Class::Name && reading.class(start) == Class::Name
            }
            // Participles and verbs used as adjectives: "leading Republicans", "a proposed law" need a determiner before them.
            Class::Attitude | Class::Verb | Class::Say => {
                before > floor && matches!(reading.class(before - 1), Class::Determiner | Class::Possessive)
            }
            Class::Adverb => before > floor && reading.class(before - 1) == Class::Determiner,
            _ => false,
        };
        if !goes_on {
            // "one skipper"
            start -= usize::from(is_counted(reading, before));
            break;
        }
        start = before;
    }
    // A determiner may stand before what was found: "The" + "Post" was taken as a name already.
    Some(start..end)
}

/// "the day Trump said": a name after a common noun that is no role starts a phrase of its own.
fn name_starts_anew(reading: &Reading, before: usize, start: usize) -> bool {
    reading.class(start) == Class::Name
        && reading.class(before) == Class::Noun
        && (reading.is(before, Lex::TIME) || !may_be_role(reading.word(before)))
}

fn is_possessive(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["'s", "’s", "'", "’"])
}

/// Prepositions that tie a noun to the one before it in a source: "spokesman for X", "head of Y".
fn joins(reading: &Reading, at: usize) -> bool {
    (reading.is_one_of(at, &["of", "for", "at", "from", "in", "with", "on"]) || names_author(reading, at))
        && !reading.is(at - 1, Lex::TIME)
        && !reading.is(at + 1, Lex::TIME)
}

/// The opening bracket that belongs to the closing one at `close`.
fn bracket_before(reading: &Reading, close: usize, floor: usize) -> Option<usize> {
    (floor..close).rev().take(REACH).find(|&at| reading.class(at) == Class::Sign(TokenKind::Open))
}

/// The noun phrase that starts at item `start`, before `ceiling`: for `said Voss`, `according to the ministry`.
pub fn noun_phrase_after(reading: &Reading, start: usize, ceiling: usize) -> Option<Range<usize>> {
    let mut at = start;
    let mut seen_noun = false;
    while at < ceiling && at - start < REACH {
        let goes_on = match reading.class(at) {
            Class::Pronoun if at == start && is_counted(reading, at) => true,
            Class::Pronoun => {
                if at == start {
                    return Some(start..at + 1);
                }
                false
            }
            // "head of |the| bank"
            Class::Determiner | Class::Possessive => !seen_noun || leads_on(reading, at - 1),
            Class::Name | Class::Noun => {
                let time = seen_noun && reading.is(at, Lex::TIME);
                seen_noun = true;
                !time
            }
            Class::Number => {
                // "the 46-year-old"
                seen_noun |= at > start && reading.word(at).contains(char::is_alphabetic);
                true
            }
            Class::Clitic => seen_noun && is_possessive(reading, at),
            Class::Adverb => !seen_noun && at + 1 < ceiling && !reading.is_verb(at + 1),
            Class::Preposition => {
                seen_noun
                    && (reading.is_one_of(at, &["of", "for", "at", "from", "with", "in"]) || names_author(reading, at))
                    && matches!(
                        reading.class(at + 1),
                        Class::Name | Class::Determiner | Class::Noun | Class::Possessive
                    )
                    && !reading.is(at + 1, Lex::TIME)
                    && (leads_on(reading, at) || !is_place_adjunct(reading, at))
            }
            Class::Conjunction => {
                seen_noun
                    && reading.is_one_of(at, &["and", "&"])
                    && reading.class(at - 1) == Class::Name
                    && reading.class(at + 1) == Class::Name
            }
            // "according to news |reports|."
            Class::Say if seen_noun && reading.is(at, Lex::SAY_NOUN) && reading.word(at).ends_with('s') => {
                at + 1 >= ceiling || matches!(reading.class(at + 1), Class::Sign(TokenKind::Comma | TokenKind::Stop))
            }
            Class::Verb | Class::Attitude | Class::Say => {
                at > start && matches!(reading.class(at - 1), Class::Determiner | Class::Possessive)
                    || seen_noun && closes_phrase(reading, start, at, ceiling)
            }
            Class::Sign(TokenKind::Other) => joins_names(reading, at),
            Class::Quote => seen_noun && reading.class(at + 1) == Class::Name && reading.class(at - 1) == Class::Name,
            Class::Sign(TokenKind::Open) => {
                let close = (at..ceiling).take(8).find(|&c| reading.class(c) == Class::Sign(TokenKind::Close));
                match close {
                    Some(close) if seen_noun => {
                        at = close;
                        true
                    }
                    _ => false,
                }
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    // Nothing but a determiner is no phrase.
    (seen_noun && at > start).then_some(start..at)
}

/// `Norland Post|/|NRT poll`: a sign between two names.
fn joins_names(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["/"]) && at > 0 && [at - 1, at + 1].iter().all(|&at| reading.class(at) == Class::Name)
}

/// `a recent Trade Commission |report|`, `a District Court |judge|`: a noun that is a verb elsewhere ends a phrase.
fn closes_phrase(reading: &Reading, start: usize, at: usize, ceiling: usize) -> bool {
    let ends = at + 1 >= ceiling
        || matches!(reading.class(at + 1), Class::Sign(_) | Class::Quote | Class::Preposition | Class::Verb);
    reading.class(start) == Class::Determiner && reading.is(at, Lex::DOCUMENT.or(Lex::ROLE)) && ends
}

/// `a survey |by| Voss`: a preposition between what is published and who made it.
fn names_author(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["by", "from"]) && at > 0 && reading.is(at - 1, Lex::DOCUMENT)
}

/// A preposition that surely goes on with the noun before it.
fn leads_on(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["of", "for"]) || names_author(reading, at)
}

/// "said Voss in Geneva": the place belongs to the saying, not to the speaker.
fn is_place_adjunct(reading: &Reading, preposition: usize) -> bool {
    reading.class(preposition - 1) == Class::Name && reading.is_one_of(preposition, &["in", "at", "from", "with"])
}

/// Who does the verb at `verb`, looking left within the sentence that starts at `floor`.
pub fn subject_before(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut at = skip_helpers(reading, verb, floor);
    if at <= floor {
        return None;
    }
    let mut limit = 0;
    while limit < MOST_INSERTIONS {
        limit += 1;
        match reading.class(at - 1) {
            // "Voss, who leads the talks, told" · "Phil Lovas, the chairman, said"
            Class::Sign(TokenKind::Comma) => {
                let comma = at - 1;
                let other = insertion_start(reading, comma, floor)?;
                at = other;
            }
            Class::Sign(TokenKind::Dash) => {
                let other = (floor..at - 1)
                    .rev()
                    .take(REACH)
                    .find(|&dash| reading.class(dash) == Class::Sign(TokenKind::Dash))?;
                at = other;
            }
            _ => {
                let phrase = noun_phrase_before(reading, at, floor)?;
                // "The army |in a statement| said"
                if let Some(start) = statement_start(reading, &phrase, floor) {
                    at = start;
                    continue;
                }
                // "Voss, 61, a former judge, warned": an age is an insertion too.
                let age = phrase.clone().all(|at| reading.class(at) == Class::Number);
                if let Some(described) = published_thing(reading, &phrase, floor)
                    .or_else(|| sent_thing(reading, &phrase, floor))
                    .or_else(|| described(reading, &phrase, floor))
                    .or_else(|| outer_head(reading, &phrase, floor))
                {
                    return Some(described);
                }
                let after_comma =
                    phrase.start > floor && reading.class(phrase.start - 1) == Class::Sign(TokenKind::Comma);
                // "Voss, head of a bank, a former judge, warned": so is an office.
                let office = limit > 1 && after_comma && is_office_of_name(reading, &phrase, floor);
                // "Voss, 61, from Havn, Norland, warned": so is where somebody is from.
                let origin = if limit > 1 { origin_start(reading, &phrase, floor) } else { None };
                if let Some(start) = origin {
                    at = start - 1;
                } else if age && after_comma || office {
                    at = phrase.start - 1;
                } else {
                    return Some(with_partner(reading, phrase, floor));
                }
            }
        }
        if at <= floor {
            return None;
        }
    }
    None
}

/// The most insertions between a subject and its verb.
const MOST_INSERTIONS: usize = 5;

/// Steps back over adverbs, auxiliaries, negation and "to": "has repeatedly |said".
pub fn skip_helpers(reading: &Reading, verb: usize, floor: usize) -> usize {
    let mut at = verb;
    while at > floor {
        let before = at - 1;
        let helper = match reading.class(before) {
            Class::Adverb | Class::Auxiliary => true,
            Class::Clitic => !is_possessive(reading, before) || is_verbal_s(reading, before, at),
            Class::Noun => {
                reading.is_one_of(before, &["reportedly", "also"])
                    || reading.is_one_of(before, &["long"])
                        && before > floor
                        && reading.class(before - 1) == Class::Auxiliary
            }
            Class::Subordinator => reading.is_one_of(before, &["once"]) && reading.is_nominal_before(before),
            _ => false,
        };
        if helper {
            at = before;
        } else if let Some(time) = time_before(reading, at, floor) {
            at = time;
        } else {
            break;
        }
    }
    at
}

/// `he's claiming`: 's is a verb after a pronoun, or before a participle in -ing.
fn is_verbal_s(reading: &Reading, clitic: usize, next: usize) -> bool {
    clitic > 0 && reading.class(clitic - 1) == Class::Pronoun || reading.word(next).ends_with("ing")
}

/// The subject of the sentence's main clause: the first noun phrase that a verb follows. For participles ("…, saying
/// that") and coordinated verbs ("criticised X and said").
pub fn main_subject(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let finite = |at: usize| {
        at > floor && reading.is_verb(at) && !reading.word(at).ends_with("ing") && reading.class(at - 1) != Class::To
    };
    (floor..verb.min(floor + 2 * REACH))
        .filter(|&at| finite(at) || looks_like_past(reading, at, floor))
        .filter_map(|at| subject_before(reading, at, floor))
        .filter(|subject| !in_subordinate_clause(reading, subject.start, floor))
        .find_map(|subject| main_of(reading, subject, floor))
}

/// `The report, |which| came out today, asks …`: before any other subject stands the one that a relative pronoun means.
fn main_of(reading: &Reading, subject: Range<usize>, floor: usize) -> Option<Range<usize>> {
    if subject.len() > 1 || !reading.is_one_of(subject.start, &["who", "which"]) || subject.start == floor {
        return Some(subject);
    }
    let comma = usize::from(reading.class(subject.start - 1) == Class::Sign(TokenKind::Comma));
    noun_phrase_before(reading, subject.start - comma, floor)
}

/// An unknown word in -ed after a name or pronoun: "Trump hammered".
fn looks_like_past(reading: &Reading, at: usize, floor: usize) -> bool {
    at > floor
        && reading.class(at) == Class::Noun
        && reading.word(at).ends_with("ed")
        && (matches!(reading.class(at - 1), Class::Name | Class::Pronoun | Class::Adverb | Class::Noun)
            || reading.class(at - 1) == Class::Sign(TokenKind::Close))
}

/// The noun phrase that a sentence starts with, if it can be somebody by name or pronoun: its subject, whatever the verb.
pub fn leading_phrase(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let phrase = noun_phrase_after(reading, floor, verb)?;
    let personal = |at: usize| reading.is_one_of(at, &["he", "she", "they"]);
    phrase.clone().any(|at| reading.class(at) == Class::Name || personal(at)).then_some(phrase)
}

/// Who does what a participle that opens the sentence says: `After saying that it was dead, |Voss| left`.
pub fn subject_after_comma(reading: &Reading, from: usize, end: usize) -> Option<Range<usize>> {
    let comma = |at: usize| match reading.class(at) {
        Class::Sign(TokenKind::Comma) => true,
        Class::Quote => reading.last_letter(at) == ',',
        _ => false,
    };
    (from..end).filter(|&at| comma(at)).find_map(|at| {
        let phrase = noun_phrase_after(reading, at + 1, end)?;
        let verb = (phrase.end..end).find(|&at| reading.class(at) != Class::Adverb)?;
        reading.is_verb(verb).then_some(phrase)
    })
}

/// "When she spoke, …", "that he said": the phrase is the subject of a clause under another.
fn in_subordinate_clause(reading: &Reading, start: usize, floor: usize) -> bool {
    start > floor && (reading.class(start - 1) == Class::Subordinator || reading.class(start - 1) == Class::Preposition)
}

impl Reading<'_> {
    /// Whether a noun phrase can end just before `at`.
    pub fn is_nominal_before(&self, at: usize) -> bool {
        at > 0 && (self.is_nominal(at - 1) || self.class(at - 1) == Class::Sign(TokenKind::Close))
    }
}
