//! Whom marked words are said to or of, by a passive verb beside them: `|Voss| was told the port was “closed”`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{noun_phrase_after, subject_before};
use crate::nlp::lexicon::entries;
use crate::nlp::token::TokenKind;
use crate::quotation::cue::is_being;
use crate::quotation::reading::{Class, Reading};

/// How many items before the marked words the verb may be.
const REACH: usize = 12;

/// The subject of the passive verb that governs the marked words at `item`, and the verb.
pub fn target(reading: &Reading, item: usize, items: &Range<usize>) -> Option<(Range<usize>, usize)> {
    before(reading, item, items).or_else(|| after(reading, item, items))
}

fn before(reading: &Reading, item: usize, items: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let verb = (items.start + 1..item).rev().take(REACH).find(|&at| is_targeting(reading, at) || ends(reading, at))?;
    let passive = is_targeting(reading, verb) && is_passive(reading, verb, items.start);
    passive.then(|| subject_before(reading, verb, items.start)).flatten().map(|subject| (subject, verb))
}

/// `“You are fired,” |Voss| was told`
fn after(reading: &Reading, item: usize, items: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let comma = usize::from(reading.class(item + 1) == Class::Sign(TokenKind::Comma));
    let subject = noun_phrase_after(reading, item + 1 + comma, items.end)?;
    let helper = |at: &usize| matches!(reading.class(*at), Class::Auxiliary | Class::Adverb);
    let verb = (subject.end..items.end).find(|at| !helper(at))?;
    let passive = is_targeting(reading, verb) && is_passive(reading, verb, subject.end);
    passive.then_some((subject, verb))
}

fn is_targeting(reading: &Reading, at: usize) -> bool {
    static VERBS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/targeted.txt")).collect());
    VERBS.contains(reading.word(at))
}

/// What a verb before it does not reach over: another verb, other marked words, the end of a clause.
fn ends(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Say | Class::Attitude | Class::Verb | Class::Quote => true,
        Class::Sign(kind) => kind != TokenKind::Comma,
        _ => reading.is_one_of(at, &["and", "but", "who", "which"]),
    }
}

fn is_passive(reading: &Reading, verb: usize, floor: usize) -> bool {
    let helper = |at: &usize| matches!(reading.class(*at), Class::Auxiliary | Class::Adverb);
    (floor..verb).rev().take_while(helper).any(|at| is_being(reading, at))
}
