//! Words of time between a subject and its verb.

use crate::nlp::lexicon::Lex;
use crate::quotation::reading::{Class, Reading};

/// `Voss on Friday |said`, `Voss this week |said`: where the time starts that stands between subject and verb.
pub fn time_before(reading: &Reading, end: usize, floor: usize) -> Option<usize> {
    let mut at = end;
    while at > floor && reading.is(at - 1, Lex::TIME) {
        at -= 1;
    }
    if at == end {
        // "who in 2010 |said"
        let year = at > floor + 2 && is_year(reading, at - 1) && reading.is_one_of(at - 2, &["in", "since"]);
        return (year && reading.is_nominal_before(at - 2)).then(|| at - 2);
    }
    if at > floor && reading.is_one_of(at - 1, &["last", "this", "next", "late", "early", "earlier", "that"]) {
        at -= 1;
    }
    if at > floor && reading.is_one_of(at - 1, &["on", "late", "early"]) {
        at -= 1;
    }
    (at > floor && reading.is_nominal_before(at) && !reading.is(at - 1, Lex::TIME)).then_some(at)
}

fn is_year(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Number && reading.word(at).len() == 4
}
