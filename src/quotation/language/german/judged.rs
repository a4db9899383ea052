//! What somebody calls something in a word or two between marks, and marked words that nothing but a phrase introduces.

use std::ops::Range;

use super::super::{Found, cue, is_boundary, is_capital, one};
use super::phrase::{noun_phrase, subject};
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::reading::{Class, Reading};

/// `Voss wies den Plan als |„Unsinn“| zurück` · `den Voss für |„tot“| hält`: what somebody calls something.
pub fn judged(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    const STEMS: [&str; 41] = [
        "bezeichne",
        "nann",
        "nenn",
        "genannt",
        "kritisier",
        "verurteil",
        "sieh",
        "sah",
        "betracht",
        "beschr",
        "wies",
        "weis",
        "gewiesen",
        "wert",
        "würdig",
        "lob",
        "gelobt",
        "feier",
        "attackier",
        "hält",
        "hielt",
        "halten",
        "gehalten",
        "geißel",
        "einstuf",
        "eingestuft",
        "beurteil",
        "rechtfertig",
        "zurückwies",
        "gefeier",
        "gepriesen",
        "gerühmt",
        "gescholten",
        "verspott",
        "verhöhn",
        "charakterisier",
        "titulier",
        "abgetan",
        "dargestellt",
        "empfunden",
        "verteidig",
    ];
    if reading.class(at) != Class::Quote {
        return None;
    }
    let close = || (at.saturating_sub(3).max(items.start)..at).rev().take_while(|&word| !is_boundary(reading, word));
    let as_what = close().find(|&word| reading.is_one_of(word, &["als", "für", "wie"]))?;
    if (as_what + 1..at).any(|word| reading.is_german_noun(word)) {
        return None;
    }
    let calls = |&word: &usize| {
        let tied = || reading.word(word).ends_with("gewiesen");
        !is_capital(reading, word) && (tied() || STEMS.iter().any(|stem| reading.word(word).starts_with(stem)))
    };
    let clause =
        (items.start..as_what).rev().find(|&sign| is_boundary(reading, sign)).map_or(items.start, |sign| sign + 1);
    let end = (at + 1..items.end).find(|&sign| is_boundary(reading, sign)).unwrap_or(items.end);
    let verb = (clause..as_what).rev().find(calls).or_else(|| (at + 1..end).find(calls))?;
    let passive = (clause..end).any(|word| reading.is_one_of(word, &["wird", "wurde", "wurden", "werden", "worden"]));
    let source = if passive {
        let by = (clause..end).find(|&word| reading.is_one_of(word, &["von", "vom"]));
        by.and_then(|by| noun_phrase(reading, by + 1, end))
    } else if clause > items.start && reading.is_one_of(clause, &["der", "die", "das", "welcher", "welche", "welches"])
    {
        Some(clause..clause + 1)
    } else {
        let finite = (clause..end).find(|&word| reading.is_verb(word) && !is_capital(reading, word)).unwrap_or(verb);
        subject(reading, finite, clause, &(items.start..end))
    };
    let found = one(reading, at..at + 1, Opening::Quote)?;
    Some((cue(verb..verb + 1, source, Rule::SubjectVerb), found))
}

/// Verbs whose marked object is quoted even in a word: `Voss nannte den Plan „tot“`.
pub fn judges(reading: &Reading, verb: usize) -> bool {
    [
        "nenn",
        "nann",
        "genannt",
        "bezeichne",
        "kritisier",
        "verurteil",
        "lob",
        "geißel",
        "rügt",
        "beklag",
        "bemängel",
        "verspott",
    ]
    .iter()
    .any(|stem| reading.word(verb).starts_with(stem))
}

/// `Die Schule zeigte sich |„entsetzt“|` · `In dem Brief ist von |„Verrat“| die Rede`
pub fn mentioned(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    const SHOWS: [&str; 9] = ["zeigt", "zeigte", "zeigten", "zeigen", "gab", "gaben", "gibt", "äußerte", "äußerten"];
    if reading.class(at) != Class::Quote {
        return None;
    }
    let clause = (items.start..at).rev().find(|&sign| is_boundary(reading, sign)).map_or(items.start, |sign| sign + 1);
    let end = (at + 1..items.end).find(|&sign| is_boundary(reading, sign)).unwrap_or(items.end);
    let shows = (clause..at).find(|&word| reading.is_one_of(word, &SHOWS));
    let self_shown = shows.filter(|&verb| (verb..at).any(|word| reading.is_one_of(word, &["sich"])));
    let adjective = reading.span(at..at + 1).of(reading.prose.text).chars().find(|c| c.is_alphabetic());
    if let Some(verb) = self_shown.filter(|_| adjective.is_some_and(char::is_lowercase)) {
        let source = subject(reading, verb, clause, &(items.start..end))?;
        return Some((cue(verb..verb + 1, Some(source), Rule::SubjectVerb), one(reading, at..at + 1, Opening::Quote)?));
    }
    let talk = (at + 1..end).find(|&word| reading.is_one_of(word, &["Rede"]) && is_capital(reading, word))?;
    let of = at > clause && reading.is_one_of(at - 1, &["von", "einem", "einer"]);
    of.then_some(())?;
    Some((cue(talk..talk + 1, None, Rule::SubjectVerb), one(reading, at..at + 1, Opening::Quote)?))
}
