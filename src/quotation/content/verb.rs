//! What verbs of speech may have as their object.

use crate::quotation::reading::{Class, Reading};

/// Verbs whose plain object is mostly what was said, by stem: measured on the training part of the news corpus.
pub fn takes_object(reading: &Reading, verb: usize) -> bool {
    const STEMS: [&str; 30] = [
        "call", "accus", "describ", "mention", "cit", "announc", "propos", "express", "agree", "suggest", "remind",
        "tweet", "warn", "complain", "recall", "predict", "note", "noting", "plead", "promis", "emphasi", "explain",
        "reiterat", "argu", "lament", "vow", "boast", "mock", "demand", "reveal",
    ];
    STEMS.iter().any(|stem| reading.word(verb).starts_with(stem))
}

/// Verbs whose object is part of what is said: "called the plan “dead”".
pub fn names_what(reading: &Reading, verb: usize) -> bool {
    ["call", "describ", "dub", "label", "brand"].iter().any(|stem| reading.word(verb).starts_with(stem))
}

/// Verbs that take a clause and hardly ever a plain object.
pub fn says_clauses(reading: &Reading, verb: usize) -> bool {
    reading.is_one_of(
        verb,
        &[
            "said", "say", "says", "saying", "argue", "argued", "argues", "arguing", "adding", "insist", "insisted",
            "insists",
        ],
    )
}

/// Whether a word can be an infinitive after "to".
pub fn is_verb_form(reading: &Reading, at: usize) -> bool {
    reading.is_verb(at) || reading.class(at) == Class::Adverb || {
        // An unknown small word right after "to" is an infinitive; a plural or a name is an addressee.
        reading.class(at) == Class::Noun && !reading.word(at).ends_with('s')
    }
}
