//! Finite verbs that say something, perhaps by a participle or a particle further on.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::{cue, is_boundary, is_capital, is_sign};
use crate::nlp::lexicon::{Lex, pairs};
use crate::nlp::token::TokenKind;
use crate::quotation::cue::Cue;
use crate::quotation::evidence::Rule;
use crate::quotation::reading::{Class, Reading};

/// Auxiliaries and modals before an infinitive or a participle, which then is no finite verb.
const HELPERS: [&str; 38] = [
    "wird", "werden", "wurde", "wurden", "worden", "ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten",
    "sei", "seien", "werde", "bin", "will", "wollen", "wollte", "wollten", "kann", "können", "konnte", "konnten",
    "soll", "sollen", "sollte", "sollten", "darf", "dürfen", "möchte", "möchten", "könnte", "würde", "würden", "lässt",
    "ließ",
];

/// `Voss |musste| zugeben, dass …`: a modal that leaves no doubt that it was said.
const DONE: [&str; 4] = ["musste", "mussten", "muss", "müssen"];

/// The particles with which a form says something: "hielt … fest".
fn particles(form: &str) -> &'static [&'static str] {
    static FORMS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let list = include_str!("../../../../assets/lexicons/de/separable.txt");
        pairs(list).map(|(form, particles)| (form, particles.split(' ').collect())).collect()
    });
    FORMS.get(form).map_or(&[], Vec::as_slice)
}

/// A finite verb that says something, perhaps by a participle or a particle further on.
pub struct Verb {
    /// The finite form.
    pub finite: usize,
    /// The word that says it: the participle of "hat gesagt", else the finite form.
    pub says: usize,
    /// One past what stands before it in its clause.
    pub clause: usize,
    /// Said only in plans or wishes: "will fordern".
    pub planned: bool,
}

impl Verb {
    pub fn at(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Self> {
        if is_capital(reading, at) && at > items.start || reading.class(at) == Class::Quote {
            return None;
        }
        let end = (at + 1..items.end).find(|&sign| is_boundary(reading, sign)).unwrap_or(items.end);
        let clause = (items.start..at)
            .rev()
            .find(|&sign| is_boundary(reading, sign) || reading.class(sign) == Class::Quote)
            .map_or(items.start, |sign| sign + 1);
        // "Als Antwort sagte Voss, …": no clause under another, since more follows its verb.
        let under = reading.is_one_of(clause, &["dass", "ob", "weil", "nachdem", "wenn", "obwohl"])
            || reading.is_one_of(clause, &["als", "da", "während"]) && at + 1 >= end;
        if under && clause < at {
            return None;
        }
        let says = if reading.is_one_of(at, &["hat", "haben", "hatte", "hatten"]) {
            (at + 1..end).find(|&verb| reading.is(verb, Lex::SAY) && !is_capital(reading, verb))?
        } else if reading.is(at, Lex::SEPARABLE) {
            let form = reading.word(at).to_lowercase();
            let fitting = particles(&form);
            let particle = |&word: &usize| reading.is(word, Lex::SEPARATED) && fitting.contains(&reading.word(word));
            let last = end.checked_sub(1).filter(particle);
            last.or_else(|| (at + 1..end).rev().find(particle).filter(|&word| is_boundary(reading, word + 1)))?;
            at
        } else if is_called(reading, at) {
            return None;
        } else if reading.class(at) == Class::Say || follows_speech(reading, at, items) {
            if is_participle(reading, at, clause) {
                // "Voss |musste| zugeben, dass …"
                let modal = (clause..at).find(|&word| reading.is_one_of(word, &DONE))?;
                let lone = !(clause..end).any(|word| reading.is_one_of(word, &["werden", "worden"]));
                return (lone && at + 1 >= end).then_some(Self { finite: modal, says: at, clause, planned: true });
            }
            at
        } else {
            return None;
        };
        Some(Self { finite: at, says, clause, planned: false })
    }

    pub fn cue(&self, source: Option<Range<usize>>, rule: Rule) -> Cue {
        let words = if self.says == self.finite { self.finite..self.finite + 1 } else { self.says..self.says + 1 };
        cue(words, source, rule)
    }
}

/// Whether the particle stands before `end` with which a form says something: "räumt … |ein|, dass".
pub fn has_particle(reading: &Reading, at: usize, end: usize) -> bool {
    let fitting = particles(&reading.word(at).to_lowercase()).to_vec();
    (at + 1..end).any(|word| fitting.contains(&reading.word(word)))
}

/// `der Kater, der Ode |heißt|`: not `es |heißt|`.
fn is_called(reading: &Reading, at: usize) -> bool {
    let impersonal = (at.saturating_sub(2)..at + 3).any(|word| reading.is_one_of(word, &["es", "da", "das", "dort"]));
    reading.is_one_of(at, &["heißt", "hieß", "heiße"]) && !impersonal
}

/// `Der Plan wurde |kritisiert|`, `eine oft |beklagte| Lücke`: no finite verb.
fn is_participle(reading: &Reading, at: usize, clause: usize) -> bool {
    let word = reading.word(at);
    let form = word.ends_with('t') || word.ends_with("en");
    let helped =
        form && (clause..at).any(|before| reading.is_one_of(before, &HELPERS) || reading.is_one_of(before, &DONE));
    // "die oft |beklagte| Lücke"
    let before = (clause..at).rev().find(|&before| reading.class(before) != Class::Adverb);
    let article = before.is_some_and(|before| matches!(reading.class(before), Class::Determiner | Class::Possessive));
    let inside = article && reading.is_german_noun(at + 1) && (word.ends_with("te") || word.ends_with("ten"));
    helped || inside
}

/// `„…“, |strich| Voss heraus`: whatever verb stands between speech and a name or noun phrase.
fn follows_speech(reading: &Reading, at: usize, items: &Range<usize>) -> bool {
    let speech = at.checked_sub(2).filter(|&quote| quote >= items.start).and_then(|quote| reading.quote(quote));
    let long = speech.and_then(|mark| reading.marked.get(mark)).is_some_and(|marked| reading.words_in(marked) > 3);
    long && is_sign(reading, at - 1, TokenKind::Comma)
        && !is_capital(reading, at)
        && matches!(reading.class(at), Class::Noun | Class::Verb | Class::Attitude)
        && matches!(
            reading.class(at + 1),
            Class::Name | Class::Determiner | Class::Possessive | Class::Pronoun | Class::Noun
        )
}
