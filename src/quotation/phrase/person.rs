//! The person that a longer phrase is about: whom words tie to what follows, and whom an office describes.

use std::ops::Range;

use crate::nlp::lexicon::Lex;
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
            back(2).filter(|&before| person(before))
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

/// `one skipper`: "one" that counts a noun.
pub fn is_counted(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["one"]) && reading.class(at + 1) == Class::Noun
}
