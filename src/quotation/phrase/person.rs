//! The person that a longer phrase is about: whom words tie to what follows, and whom an office describes.

use std::ops::Range;

use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::{Class, Reading};

/// Nouns for people.
const PEOPLE: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP);

/// `|an aide| to the minister`, `|someone| close to Voss`, `|a lawyer| representing Lee`: the person whom the words at `at`
/// tie to what follows them.
pub fn tied(reading: &Reading, at: usize, floor: usize) -> Option<usize> {
    let person = |at: usize| {
        let noun = reading.class(at) == Class::Noun && reading.is(at, PEOPLE);
        noun || reading.is(at, Lex::INDEFINITE)
    };
    let back = |steps: usize| at.checked_sub(steps).filter(|&before| before >= floor);
    if matches!(reading.class(at), Class::Preposition | Class::To) {
        let tie = |before: &usize| reading.is(*before, Lex::TIE);
        return back(1).filter(|&before| reading.class(at) == Class::To && person(before)).or_else(|| {
            let _ = back(1).filter(tie)?;
            // "someone |with| ties to Voss"
            let with = back(2).filter(|&with| reading.is_one_of(with, &["with"]));
            back(if with.is_some() { 3 } else { 2 }).filter(|&before| person(before))
        });
    }
    let represents = reading.is(at, Lex::TIE) && reading.word(at).ends_with("ing");
    back(1).filter(|&before| represents && person(before))
}

/// `Voss, |head of a bank|`: a role without an article right behind a name and a comma.
pub fn is_office_of_name(reading: &Reading, phrase: &Range<usize>, floor: usize) -> bool {
    let name = phrase.start.checked_sub(2).filter(|&at| at >= floor && reading.class(at) == Class::Name);
    let bare = !matches!(reading.class(phrase.start), Class::Determiner | Class::Possessive | Class::Name);
    let noun = |at: usize| matches!(reading.class(at), Class::Noun);
    let role =
        phrase.clone().take_while(|&at| noun(at)).any(|at| reading.is(at, Lex::ROLE) && !reading.is(at, Lex::PLURAL));
    name.is_some() && bare && role
}

/// `one skipper`, `one Norland skipper`: "one" that counts a noun.
pub fn is_counted(reading: &Reading, at: usize) -> bool {
    let noun = |at: usize| reading.class(at) == Class::Noun;
    let named = || reading.class(at + 1) == Class::Name && noun(at + 2) && reading.is(at + 2, PEOPLE);
    reading.is_one_of(at, &["one"]) && (noun(at + 1) || named())
}

/// `|Ada Lee and| her brother Tom`: a subject with the name that "and" joins to it, where the clause begins with that name.
pub fn with_partner(reading: &Reading, phrase: Range<usize>, floor: usize) -> Range<usize> {
    let determined = matches!(reading.class(phrase.start), Class::Possessive | Class::Determiner);
    let and = phrase.start.checked_sub(1).filter(|&and| and > floor && reading.is_one_of(and, &["and"]));
    let Some(and) = and.filter(|_| determined) else { return phrase };
    let name = (floor..and).rev().take(4).take_while(|&at| reading.class(at) == Class::Name).last();
    let opens = |start: &usize| {
        *start == floor
            || matches!(
                reading.class(start - 1),
                Class::Sign(TokenKind::Comma | TokenKind::Colon) | Class::Quote | Class::Subordinator
            )
    };
    name.filter(opens).map_or(phrase.clone(), |start| start..phrase.end)
}
