//! Words quoted at second hand: `The Norland Times quoted Ada Voss as saying …`, `…, Voss was quoted as saying`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Cue, Side, is_being, with_helpers};
use crate::nlp::lexicon::entries;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::phrase::{noun_phrase_after, subject_before};
use crate::quotation::reading::{Class, Reading};

/// How many items behind the verb its "as saying" may come.
const REACH: usize = 16;

/// The cue of a verb of quoting, with the person quoted as its source.
pub(super) fn relayed(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    static VERBS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/relaying.txt")).collect());
    if !VERBS.contains(reading.word(at)) {
        return None;
    }
    let goes_on = |at: &usize| !matches!(reading.class(*at), Class::Quote | Class::Sign(TokenKind::Colon));
    let says = |&at: &usize| {
        reading.is_one_of(at, &["as"]) && reading.class(at + 1) == Class::Say && reading.word(at + 1).ends_with("ing")
    };
    let saying = (at + 1..end).take(REACH).take_while(goes_on).find(says)? + 1;
    let words = with_helpers(reading, at, floor);
    let subject = subject_before(reading, at, floor);
    let (source, start) = if words.clone().any(|at| is_being(reading, at)) {
        (subject?, words.start)
    } else {
        let pronoun = at + 3 == saying && matches!(reading.class(at + 1), Class::Pronoun | Class::Possessive);
        let object = if pronoun { at + 1..at + 2 } else { noun_phrase_after(reading, at + 1, saying - 1)? };
        let comma = reading.class(object.end) == Class::Sign(TokenKind::Comma);
        if object.end + 1 != saying && !comma {
            return None;
        }
        (object, subject.map_or(words.start, |subject| subject.start))
    };
    let rule = Rule::Relayed;
    Some(Cue { words: start..saying + 1, source: Some(source), antecedent: None, side: Side::Either, rule })
}

/// Whether the verb of saying at `at` belongs to a cue of such a verb before it.
pub(super) fn is_relayed(reading: &Reading, at: usize, floor: usize, end: usize) -> bool {
    at > floor
        && reading.is_one_of(at - 1, &["as"])
        && (floor..at)
            .rev()
            .take(REACH)
            .any(|verb| relayed(reading, verb, floor, end).is_some_and(|cue| cue.words.end == at + 1))
}
