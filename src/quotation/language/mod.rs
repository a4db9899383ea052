//! Reported speech in languages other than English: one file a language, each with its own cues and clauses. The words are
//! in the lexicons; what is shared here is how a phrase and a clause are read from items.

pub mod common;
pub mod french;
pub mod german;

use std::ops::Range;

use super::content::{Content, Opening};
use super::cue::{Cue, Side};
use super::evidence::Rule;
use super::reading::{Class, Reading};
use crate::nlp::token::TokenKind;

/// A cue with its content.
type Found = (Cue, Content);

fn cue(words: Range<usize>, source: Option<Range<usize>>, rule: Rule) -> Cue {
    Cue { words, source, antecedent: None, side: Side::Either, rule }
}

/// Content from regions, without the signs at their edges; nothing where no words are left.
fn content(reading: &Reading, pieces: impl IntoIterator<Item = Range<usize>>, opening: Opening) -> Option<Content> {
    let pieces: Vec<_> =
        pieces.into_iter().map(|piece| trim(reading, piece)).filter(|piece| piece.start < piece.end).collect();
    (!pieces.is_empty()).then_some(Content { pieces, opening })
}

/// Content of one region.
fn one(reading: &Reading, region: Range<usize>, opening: Opening) -> Option<Content> {
    content(reading, std::iter::once(region), opening)
}

/// A region without signs at its edges.
fn trim(reading: &Reading, mut region: Range<usize>) -> Range<usize> {
    let edge = |at: usize| {
        matches!(
            reading.class(at),
            Class::Sign(TokenKind::Comma | TokenKind::Stop | TokenKind::Dash | TokenKind::Colon | TokenKind::Semicolon)
        )
    };
    while region.start < region.end && edge(region.start) && !is_dialogue_dash(reading, region.start) {
        region.start += 1;
    }
    while region.start < region.end && edge(region.end - 1) {
        region.end -= 1;
    }
    region
}

/// A dash that opens a paragraph belongs to what is said.
fn is_dialogue_dash(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Sign(TokenKind::Dash)
        && reading.sentences.get(reading.sentence_at(at)).is_some_and(|sentence| sentence.items.start == at)
}

fn is_sign(reading: &Reading, at: usize, kind: TokenKind) -> bool {
    reading.class(at) == Class::Sign(kind)
}

/// Whether a clause ends at a sign.
fn is_boundary(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.class(at),
        Class::Sign(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash | TokenKind::Stop)
    )
}

/// Written with a capital in the text, whatever its class.
fn is_capital(reading: &Reading, at: usize) -> bool {
    reading.class(at) != Class::Quote && reading.word(at).starts_with(char::is_uppercase)
}

/// Where a bracket that opens at `at` closes, within a few items.
fn bracket_end(reading: &Reading, at: usize, end: usize) -> Option<usize> {
    (at + 1..end).take(10).find(|&close| is_sign(reading, close, TokenKind::Close))
}
