//! Noun phrases, subjects and clauses of German, read from capitals and small words.

use std::ops::Range;

use super::super::{is_boundary, is_capital, is_sign};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::{Class, Reading};

/// How far a phrase is followed, in items.
const REACH: usize = 30;

/// The noun phrase that starts at `start`: `ein Sprecher der Polizei in Köln` · `Ada Voss (FDP)` · `sie`.
///
/// Ends after its last noun: a small word after a noun is the verb, or opens a genitive or a prepositional phrase.
pub fn noun_phrase(reading: &Reading, start: usize, ceiling: usize) -> Option<Range<usize>> {
    if start >= ceiling {
        return None;
    }
    if reading.class(start) == Class::Pronoun {
        return (!reading.is_one_of(start, &["sich", "es", "nichts", "etwas"])).then_some(start..start + 1);
    }
    // "sagt |der eine|", "meint |ein anderer|"
    let lone = ["eine", "einer", "andere", "anderer", "erste", "zweite", "dritte", "jüngere", "ältere", "letztere"];
    let determined = reading.class(start) == Class::Determiner && reading.is_one_of(start + 1, &lone);
    if determined && !leads_to_noun(reading, start + 2, ceiling) {
        return Some(start..start + 2);
    }
    let (mut at, mut head, mut open) = (start, None, true);
    while at < ceiling && at - start < REACH {
        if reading.is_german_noun(at) || reading.class(at) == Class::Number && open {
            if head.is_some() && reading.is(at, Lex::TIME) && !open {
                break;
            }
            // "der 35 |Jahre alte| Kapitän"
            if reading.is_one_of(at, &["Jahre"]) && reading.word(at + 1).starts_with("alt") {
                at += 2;
                continue;
            }
            head = Some(at + 1).filter(|_| reading.is_german_noun(at)).or(head);
            open = reading.class(at) == Class::Number && open;
            at += 1;
            continue;
        }
        match reading.class(at) {
            Class::Quote if open || head.is_some() && is_name_of(reading, at) => {
                head = Some(at + 1);
                open = false;
            }
            Class::Determiner | Class::Possessive if open => {}
            Class::Determiner | Class::Possessive
                if reading.is_one_of(at, &["der", "des", "dieser", "eines", "einer", "seiner", "ihrer"])
                    && leads_to_noun(reading, at + 1, ceiling) =>
            {
                open = true;
            }
            Class::Preposition
                if !open
                    && reading
                        .is_one_of(at, &["von", "vom", "für", "aus", "im", "in", "bei", "zum", "zur", "beim"])
                    && leads_to_noun(reading, at + 1, ceiling) =>
            {
                open = true;
            }
            Class::Conjunction
                if !open
                    && reading.is_one_of(at, &["und", "sowie", "oder"])
                    && leads_to_noun(reading, at + 1, ceiling) =>
            {
                open = true;
            }
            // "Virgil |van| Dorn"
            _ if reading.is(at, Lex::PARTICLE)
                && !open
                && reading.class(at - 1) == Class::Name
                && (reading.class(at + 1) == Class::Name
                    || reading.is(at + 1, Lex::PARTICLE) && reading.class(at + 2) == Class::Name)
                && !reading.is_one_of(at, &["der", "den", "vom", "zur", "zu", "von", "da"]) =>
            {
                open = true;
            }
            Class::Name if !open => {
                head = Some(at + 1);
            }
            Class::Noun | Class::Adverb | Class::Attitude | Class::Verb | Class::Say if open && at > start => {}
            // "|westlicher Behörden|"
            Class::Noun if at == start && leads_to_noun(reading, at, ceiling) => {}
            Class::Noun
                if !open
                    && reading.word(at).ends_with("er")
                    && reading.is(at - 1, Lex::SAY_NOUN)
                    && leads_to_noun(reading, at, ceiling) =>
            {
                open = true;
            }
            Class::Noun if open && leads_to_noun(reading, at, ceiling) => {}
            Class::Sign(TokenKind::Open) if head.is_some() => match reading.bracket(at, ceiling) {
                Some(close) => {
                    head = Some(close + 1);
                    at = close;
                }
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    head.map(|end| start..end)
}

/// Whether a noun comes within a few adjectives.
fn leads_to_noun(reading: &Reading, at: usize, ceiling: usize) -> bool {
    for next in at..ceiling.min(at + 5) {
        if reading.is_german_noun(next) {
            return !reading.is(next, Lex::TIME);
        }
        match reading.class(next) {
            Class::Quote => return is_name_of(reading, next),
            Class::Noun | Class::Determiner | Class::Possessive | Class::Number => {}
            _ => return false,
        }
    }
    false
}

/// `der |„Spiegel“|`, `die |„Berliner Zeitung“|`: short marked words with capitals name something.
pub fn is_name_of(reading: &Reading, at: usize) -> bool {
    let text = reading.span(at..at + 1).of(reading.prose.text);
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = words.clone().count();
    count <= 4 && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || word.len() <= 3)
}

/// Steps over adverbs, "sich" and words of time: `erklärte |gestern sich| Voss`.
pub fn skip_adverbs(reading: &Reading, mut at: usize, ceiling: usize) -> usize {
    while at < ceiling {
        let skipped = match reading.class(at) {
            Class::Adverb => !is_capital(reading, at),
            Class::Pronoun => reading.is_one_of(at, &["sich"]),
            Class::Subordinator => reading.is_one_of(at, &["da"]),
            _ => false,
        };
        let time = reading.class(at) == Class::Preposition && reading.is(at + 1, Lex::TIME);
        if time {
            at += 2;
        } else if skipped {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Who does the verb: what stands before it in its clause, or, where that is no noun phrase, what stands after it.
pub fn subject(reading: &Reading, verb: usize, clause: usize, items: &Range<usize>) -> Option<Range<usize>> {
    let items = &(opening(reading, items.start, verb)..items.end);
    let clause = clause.max(items.start);
    let start = clause + usize::from(reading.class(clause) == Class::Conjunction && clause < verb);
    // "Nähere Einzelheiten gab |er| nicht bekannt": a pronoun after the verb is its subject; a lone first word may be an adverb.
    let next = skip_adverbs(reading, verb + 1, items.end);
    let inverted = reading.is_one_of(next, &["er", "sie", "man", "ich", "wir"])
        || start == items.start
            && verb == start + 1
            && reading.class(start) == Class::Noun
            && !reading.is(start, Lex::ROLE.or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT))
            && matches!(reading.class(next), Class::Determiner | Class::Possessive | Class::Name)
            && may_be_subject(reading, next);
    if inverted && start < verb {
        return noun_phrase(reading, next, items.end);
    }
    // "Voss kritisierte den Plan der Bank und |sagte|, …"
    let verb_before = || (items.start..verb).any(|at| reading.is_verb(at) && !is_capital(reading, at));
    if verb > items.start && reading.class(verb - 1) == Class::Conjunction && clause + 1 < verb && verb_before() {
        let whole = noun_phrase(reading, items.start, verb).filter(|_| may_be_subject(reading, items.start));
        if whole.is_some() {
            return whole;
        }
    }
    let first = Some(start).filter(|&start| start < verb && !reading.is(start, Lex::TIME));
    if let Some(phrase) =
        first.and_then(|start| noun_phrase(reading, start, verb)).filter(|_| may_be_subject(reading, start))
    {
        return Some(phrase);
    }
    if clause == verb && is_insertion(reading, items.start, verb) {
        return noun_phrase(reading, items.start, verb);
    }
    // "Voss kritisierte den Plan und |sagte|, …"
    if verb > items.start && reading.class(verb - 1) == Class::Conjunction {
        return noun_phrase(reading, items.start, verb).filter(|_| may_be_subject(reading, items.start));
    }
    let after = skip_adverbs(reading, verb + 1, items.end);
    let phrase = noun_phrase(reading, after, items.end).filter(|_| may_be_subject(reading, after));
    phrase.or_else(|| noun_phrase(reading, items.start, verb).filter(|_| may_be_subject(reading, items.start)))
}

/// Past "Auch", "Aber", "Doch" and other small words that a sentence opens with: `|Auch| die Leiterin, Ada Voss, sagte`.
fn opening(reading: &Reading, start: usize, verb: usize) -> usize {
    let small = |at: usize| matches!(reading.class(at), Class::Adverb | Class::Conjunction);
    let first = (start..verb.min(start + 3)).find(|&at| !small(at)).unwrap_or(start);
    let opens = first < verb
        && (matches!(reading.class(first), Class::Determiner | Class::Possessive | Class::Name)
            || reading.is_german_noun(first));
    if opens { first } else { start }
}

/// Not by its first word in another case: "dem", "den", "einen".
fn may_be_subject(reading: &Reading, at: usize) -> bool {
    !reading.is_one_of(at, &["dem", "den", "des", "einem", "einen", "eines", "ihm", "ihn", "ihnen", "diesem", "diesen"])
        && !matches!(reading.class(at), Class::Preposition | Class::Adverb | Class::Subordinator)
}

/// `Voss, die die Gespräche leitet, |sagte|`: what stands before the verb is a phrase with a clause or apposition to it.
pub fn is_insertion(reading: &Reading, start: usize, verb: usize) -> bool {
    if verb <= start + 2 || !is_sign(reading, verb - 1, TokenKind::Comma) || !may_be_subject(reading, start) {
        return false;
    }
    let Some(phrase) = noun_phrase(reading, start, verb) else { return false };
    is_sign(reading, phrase.end, TokenKind::Comma)
        && phrase.end + 1 < verb
        && matches!(clause_kind(reading, phrase.end + 1, verb), Clause::Insertion(_))
        && !(phrase.end + 1..verb).any(|at| super::is_subjunctive(reading, at))
}

/// What a clause after a comma is to the verb of speech before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// What was said.
    Content,
    /// A relative clause or an apposition that ends at this comma.
    Insertion(usize),
    /// Something else.
    Other,
}

/// What the clause that starts at `at` is.
pub fn clause_kind(reading: &Reading, at: usize, ceiling: usize) -> Clause {
    let end = (at..ceiling).find(|&sign| is_boundary(reading, sign)).unwrap_or(ceiling);
    let infinitive = || super::clause::infinitive_end(reading, at, ceiling).is_some();
    if reading.class(at) == Class::Quote || reading.is_one_of(at, &["dass", "daß", "ob"]) || infinitive() {
        return Clause::Content;
    }
    if reading.is_one_of(
        at,
        &[
            "um",
            "nachdem",
            "weil",
            "während",
            "obwohl",
            "wobei",
            "wodurch",
            "womit",
            "so",
            "da",
            "indem",
            "als",
            "zumal",
            "ohne",
            "woraufhin",
            "sondern",
            "noch",
            "insbesondere",
            "darunter",
            "statt",
            "anstatt",
            "bevor",
            "sodass",
            "aber",
            "doch",
            "bis",
            "seit",
        ],
    ) {
        return Clause::Other;
    }
    let relative = reading
        .is_one_of(at, &["der", "die", "das", "den", "dem", "deren", "dessen", "welche", "welcher", "welches"])
        && !is_capital(reading, at + 1)
        && !(matches!(reading.class(at + 1), Class::Noun | Class::Number) && is_capital(reading, at + 2));
    let governed = reading.class(at) == Class::Preposition
        && reading.is_one_of(at + 1, &["der", "die", "das", "denen", "dem", "den", "deren"])
        && (reading.is_one_of(at + 1, &["denen", "deren"])
            || !is_capital(reading, at + 2) && reading.class(at + 2) != Class::Noun);
    let verb = |at: usize| reading.is_verb(at) || super::is_subjunctive(reading, at);
    let apposition = !(at..end).any(verb) && end < ceiling && is_sign(reading, end, TokenKind::Comma) && end - at <= 12;
    if relative || governed || apposition {
        return Clause::Insertion(end);
    }
    Clause::Content
}
