//! Marked words that nobody is quoted as saying: titles of works, nicknames, terms, irony.

pub mod context;
pub mod weighing;

use std::ops::Range;

use super::reading::{Class, Reading};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// `Joseph “Joe” Lee`: a nickname inside a name.
pub fn is_inside_name(reading: &Reading, item: usize) -> bool {
    item > 0
        && reading.class(item - 1) == Class::Name
        && reading.class(item + 1) == Class::Name
        && reading.quote(item).and_then(|mark| reading.marked.get(mark)).is_some_and(|m| reading.words_in(m) <= 2)
        && !matches!(reading.last_letter(item), ',' | '.' | '?' | '!')
}

/// `known as “the Fox”`
pub fn is_known_as(reading: &Reading, item: usize) -> bool {
    item > 1 && reading.is_one_of(item - 1, &["as"]) && reading.is_one_of(item - 2, &["known", "billed"])
}

/// Whether marked words inside a sentence (nothing in it cues saying) are a title, a term or irony.
pub fn is_scare(reading: &Reading, mark: usize, item: usize, items: &Range<usize>) -> bool {
    let Some(marked) = reading.marked.get(mark) else { return true };
    let words = reading.words_in(marked);
    if words == 0 {
        return true;
    }
    // "Its report, “What Is a Bridge?”, …", but "they chanted “Lock Them Up!”".
    let title = is_title(reading, mark) && reading.last_letter(item) != '!';
    if !title && matches!(reading.last_letter(item), '?' | '!') && words > 3 || words > 12 {
        return false;
    }
    is_title(reading, mark) || words <= 2 || introduced_as_term(reading, item, items, words <= 6)
}

/// Whether marked words are a title or called a term.
pub fn is_term(reading: &Reading, mark: usize, item: usize, items: &Range<usize>) -> bool {
    is_title(reading, mark) || introduced_as_term(reading, item, items, false)
}

/// `the so-called “…”`, `known as “…”`, `a “…” deal`.
fn introduced_as_term(reading: &Reading, item: usize, items: &Range<usize>, short: bool) -> bool {
    if item <= items.start {
        return false;
    }
    let before = item - 1;
    reading.is_one_of(
        before,
        &["titled", "entitled", "so-called", "called", "dubbed", "named", "word", "words", "phrase", "term"],
    ) || is_known_as(reading, item)
        || is_called(reading, item)
        || matches!(reading.class(before), Class::Determiner | Class::Possessive)
            && (short || matches!(reading.class(item + 1), Class::Noun | Class::Name))
}

/// `This is called a “…”`
pub fn is_called(reading: &Reading, item: usize) -> bool {
    const BE: [&str; 10] = ["is", "are", "was", "were", "be", "been", "often", "also", "commonly", "sometimes"];
    item > 2
        && reading.class(item - 1) == Class::Determiner
        && reading.is_one_of(item - 2, &["called", "dubbed", "termed", "named"])
        && reading.is_one_of(item - 3, &BE)
}

/// Capitals on every long word: a title of a work.
pub fn is_title(reading: &Reading, mark: usize) -> bool {
    let Some(marked) = reading.marked.get(mark) else { return false };
    let range = marked.tokens.start as usize..marked.tokens.end as usize;
    let tokens = reading.prose.tokens.get(range).unwrap_or(&[]);
    let small = Lex::PREPOSITION.or(Lex::DETERMINER).or(Lex::CONJUNCTION).or(Lex::POSSESSIVE);
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let long = words().filter(|token| !token.is(small)).count();
    long >= 1
        && words().filter(|token| !token.is(small)).all(crate::nlp::token::Token::is_capital)
        && words().count() >= 2
}
