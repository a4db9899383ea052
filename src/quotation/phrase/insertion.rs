//! What stands between a subject and its verb: `Voss|, who leads the talks,| said`, `Voss, 61|, from Havn, Norland,| said`.

use std::ops::Range;

use super::REACH;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::{Class, Reading};

/// Where the insertion that ends at `comma` starts: the comma after the noun phrase it belongs to.
pub fn insertion_start(reading: &Reading, comma: usize, floor: usize) -> Option<usize> {
    let mut candidates = (floor + 1..comma)
        .rev()
        .take(REACH)
        .filter(|&at| reading.class(at) == Class::Sign(TokenKind::Comma) && reading.is_nominal_before(at));
    candidates.find(|&at| opens_insertion(reading, at + 1))
}

/// What an insertion starts with: `the …`, `a …`, `who …`, `whose …`, `chairman of …`, `D-Md.`, `64`, `for example`.
fn opens_insertion(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Determiner | Class::Possessive | Class::Number | Class::Noun | Class::Name | Class::Preposition => true,
        Class::Pronoun | Class::Subordinator => {
            reading.is_one_of(at, &["who", "whose", "which", "whom", "when", "where", "as"])
        }
        Class::Say | Class::Attitude | Class::Verb => {
            reading.word(at).ends_with("ing") || reading.word(at).ends_with("ed")
        }
        // "Voss, |now| a member of parliament, said"
        _ => {
            reading.is_one_of(at, &["now", "then", "once", "formerly", "currently", "also"])
                && matches!(reading.class(at + 1), Class::Determiner | Class::Possessive | Class::Noun)
        }
    }
}

/// Where `from Havn` starts between commas, of which a phrase is the place.
pub fn origin_start(reading: &Reading, phrase: &Range<usize>, floor: usize) -> Option<usize> {
    let from = |at: usize| reading.class(at) == Class::Preposition && reading.is_one_of(at, &["from", "of", "near"]);
    let start = if from(phrase.start) { phrase.start } else { phrase.start.checked_sub(1).filter(|&at| from(at))? };
    let comma = start.checked_sub(1).filter(|&comma| comma > floor)?;
    (reading.class(comma) == Class::Sign(TokenKind::Comma)).then_some(start)
}

/// Where `in a statement` starts, of which a phrase is the end, behind the subject.
pub fn statement_start(reading: &Reading, phrase: &Range<usize>, floor: usize) -> Option<usize> {
    let by = |at: usize| reading.is_one_of(at, &["in", "through", "via"]);
    let start = phrase.clone().rev().chain(phrase.start.checked_sub(1)).find(|&at| by(at))?;
    let document =
        reading.is(phrase.end - 1, Lex::DOCUMENT.or(Lex::SAY_NOUN)) && !reading.is(phrase.end - 1, Lex::PLURAL);
    let own = reading.is(start + 1, Lex::POSSESSIVE.or(Lex::DETERMINER));
    (document && own && start > floor && reading.is_nominal_before(start)).then_some(start)
}
