//! A sentence of the [`Reading`], with what the rules found in it, as the tagger's observations.

use std::ops::Range;

use super::finding::Finding;
use super::reading::{Class, Reading};
use crate::linear::{hash_on, hash_word};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::tagger::{self, Observation, part};
use crate::nlp::token::Case;

/// The items of a sentence, as the tagger sees them; `found` are the rules' findings in that sentence.
pub fn observe(reading: &Reading, items: &Range<usize>, found: &[Finding], out: &mut tagger::Sentence) {
    out.items.clear();
    out.title = is_title(reading, items);
    out.items.extend(items.clone().map(|at| observation(reading, at, out.title)));
    if reading.prose.language == Language::English {
        part::tag(part::english(), &mut out.items);
    }
    for item in &mut out.items {
        let verb = if item.part == 0 { VERBS.contains(&item.class) } else { part::is_verb(item.part) };
        item.verb = verb && item.class != AUXILIARY;
    }
    for finding in found {
        for (range, part) in [(&finding.source, 2), (&finding.cue, 1)] {
            let range = range.as_ref().map_or(0..0, |range| items_of(reading, items, range));
            for slot in out.items.get_mut(range).unwrap_or_default() {
                slot.rule_part = part;
            }
        }
        let content = items_of(reading, items, &finding.tokens);
        for (index, slot) in out.items.get_mut(content).unwrap_or_default().iter_mut().enumerate() {
            if slot.rule_content == 0 {
                slot.rule_content = if index == 0 { 1 } else { 2 };
            }
        }
    }
    out.prepare();
}

/// The items of a sentence that lie in a range of tokens, counted from the start of the sentence.
fn items_of(reading: &Reading, items: &Range<usize>, tokens: &Range<u32>) -> Range<usize> {
    let sentence = reading.items.get(items.clone()).unwrap_or(&[]);
    let start = sentence.partition_point(|item| item.tokens().start < tokens.start);
    let end = sentence.partition_point(|item| item.tokens().end <= tokens.end);
    start..end.max(start)
}

/// Whether a sentence is written as a headline: a capital on nearly every word.
fn is_title(reading: &Reading, items: &Range<usize>) -> bool {
    let (mut capitals, mut words) = (0, 0);
    for at in items.clone().take(40) {
        if let Some(token) = reading.token(at).filter(|token| token.is_word()) {
            words += 1;
            capitals += usize::from(token.is_capital());
        }
    }
    words >= 4 && 10 * capitals >= 7 * words
}

fn observation(reading: &Reading, at: usize, title: bool) -> Observation {
    let class = match reading.class(at) {
        // In a headline a capital shows no name.
        Class::Name if title && reading.is(at, Lex::SAY) => Class::Say,
        Class::Name if title && reading.is(at, Lex::ATTITUDE) => Class::Attitude,
        Class::Name if title && reading.is(at, Lex::VERB) => Class::Verb,
        class => class,
    };
    let (word, stem, suffix, ending) =
        if class == Class::Quote { (quote_shape(reading, at), 0, 0, 0) } else { word_shape(reading.word(at)) };
    let case = match reading.token(at).map(|token| token.case) {
        Some(_) if title => 0,
        Some(Case::Capital) => 1,
        Some(Case::Upper) => 2,
        _ => 0,
    };
    let code = class.code();
    Observation {
        word,
        stem,
        suffix,
        ending,
        class: code,
        case,
        part: 0,
        rule_part: 0,
        rule_content: 0,
        verb: false,
        breaks: matches!(class, Class::Sign(_) | Class::Quote),
    }
}

/// The codes of verbs by the word lists, for languages without parts of speech.
const VERBS: [u8; 3] = [5, 7, 8];

/// The code of auxiliaries, which are no verbs to look back to.
const AUXILIARY: u8 = 6;

/// Hashes of a word, of its stem, and of its last three and two letters.
fn word_shape(word: &str) -> (u32, u32, u32, u32) {
    let tail = |letters: usize| {
        let start = word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
        hash_word(word.get(start..).unwrap_or(""))
    };
    // A stem is how its word begins.
    let (stem, ending) = word.split_at(stem(word).len());
    let stem = hash_word(stem);
    (hash_on(stem, ending), stem, tail(3), tail(2))
}

/// A word without the endings of verbs: "believe", "believes", "believing" share one.
fn stem(word: &str) -> &str {
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b'g') => &["ing"],
        Some(b'd') => &["ied", "ed"],
        Some(b's') => &["ies", "es", "s"],
        Some(b'e') => &["e"],
        Some(b'y') => &["y"],
        _ => return word,
    };
    let ending = endings.iter().find(|&&ending| word.ends_with(ending)).copied();
    let stem = ending.and_then(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= 3).unwrap_or(word);
    let mut letters = stem.char_indices().rev();
    match (letters.next(), letters.next()) {
        // "planned": plan.
        (Some((at, a)), Some((_, b))) if a == b && ending.is_some() && stem.len() > 3 => stem.get(..at).unwrap_or(stem),
        _ => stem,
    }
}

/// How long a marked segment is and how it ends: what the tagger sees of it.
fn quote_shape(reading: &Reading, at: usize) -> u32 {
    let words = reading.quote(at).and_then(|mark| reading.marked.get(mark)).map_or(0, |m| reading.words_in(m));
    let length = match words {
        0..=2 => words as u32,
        3..=5 => 3,
        6..=10 => 4,
        _ => 5,
    };
    let end = match reading.last_letter(at) {
        ',' => 1,
        '.' | '?' | '!' | '…' => 2,
        _ => 3,
    };
    100 + length * 4 + end
}
