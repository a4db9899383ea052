//! Speech that the layout shows, not a verb: transcripts, interviews, block quotations, posts, letters, scripts. Finds
//! which words are said and which words name the speaker; who that is comes later (`speaker/layout`). Needs company: one
//! line that looks like a turn is none.

mod apart;
mod interview;
mod label;
mod letter;
mod script;
mod turns;
mod words;

use std::ops::Range;

pub use label::{is_upper, label};
pub use words::{shown, starts_with};

use super::evidence::Rule;
use super::finding::{Finding, Findings};
use super::kind::QuotationKind;
use super::reading::Reading;
use crate::document::BlockKind;
use crate::nlp::Prose;
use crate::nlp::language::Language;

/// A block of the text, as layout sees it.
struct Line<'a> {
    /// Its words.
    text: &'a str,
    /// Where they start, bytes.
    start: usize,
    tokens: Range<u32>,
    kind: BlockKind,
    /// How many bytes at its start are set in bold.
    strong: usize,
}

impl Line<'_> {
    /// Whether all of it is bold.
    fn is_strong(&self) -> bool {
        self.strong > 0 && self.text.len() <= self.strong + 1
    }

    const fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Running text, in a list too.
    const fn is_running(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::ListItem(_))
    }
}

fn lines<'a>(prose: &Prose<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(prose.blocks.len());
    for block in &prose.blocks {
        let span = prose.span(&block.tokens);
        let (kind, tokens, strong) = (block.kind, block.tokens.clone(), block.strong as usize);
        let line = Line { text: span.of(prose.text), start: span.start, tokens, kind, strong };
        match rows(prose, &line) {
            Some(rows) => lines.extend(rows),
            None => lines.push(line),
        }
    }
    lines
}

/// The rows of a block, where each begins with a time and a name: a chat whose rows were taken for one paragraph.
fn rows<'a>(prose: &Prose<'a>, line: &Line<'a>) -> Option<Vec<Line<'a>>> {
    let is_message =
        |row: &str| !row.starts_with(char::is_alphabetic) && label(row).is_some_and(|it| it.name.start > 0);
    if !line.text.contains('\n') || !line.text.lines().map(str::trim).all(is_message) {
        return None;
    }
    let mut at = 0;
    let row = |row: &'a str| {
        let start = at;
        at += row.len();
        let (tokens, text) = (tokens_of(prose, line, start..at), row.trim_end());
        Line { text, start: line.start + start, tokens, kind: line.kind, strong: 0 }
    };
    Some(line.text.split_inclusive('\n').map(row).collect())
}

/// What somebody says in one block.
struct Piece {
    tokens: Range<u32>,
    /// The words that name who says it.
    source: Option<Range<u32>>,
    /// The words that show that it is said: a colon, "wrote".
    cue: Option<Range<u32>>,
    rule: Rule,
    utterance: u32,
}

/// Adds what the layout shows to be said.
pub fn add(reading: &Reading, found: &mut Findings) {
    let lines = lines(reading.prose);
    let mut pieces = turns::find(reading, &lines, found);
    if reading.prose.language == Language::English {
        if pieces.is_empty() {
            pieces = interview::find(reading, &lines, found);
        }
        if pieces.is_empty() {
            pieces = script::find(reading, &lines, found);
        }
        if pieces.is_empty() {
            pieces = letter::find(reading, &lines, found);
        }
        let more = apart::find(reading, &lines, found);
        let is_free = |piece: &Piece| {
            let at = pieces.partition_point(|other| other.tokens.end <= piece.tokens.start);
            pieces.get(at).is_none_or(|other| other.tokens.start >= piece.tokens.end)
        };
        let more: Vec<Piece> = more.into_iter().filter(is_free).collect();
        pieces.extend(more);
        pieces.sort_by_key(|piece| piece.tokens.start);
    }
    place(reading, found, pieces);
}

/// Puts the pieces, in the order of the text, in the place of what was found in them before. Marked quotations stay.
fn place(reading: &Reading, found: &mut Findings, pieces: Vec<Piece>) {
    let is_marked = |tokens: &Range<u32>| {
        let at = reading.marked.partition_point(|marked| marked.tokens.start < tokens.start);
        reading.marked.get(at).is_some_and(|marked| marked.tokens == *tokens)
    };
    let pieces: Vec<Piece> =
        pieces.into_iter().filter(|piece| !piece.tokens.is_empty() && !is_marked(&piece.tokens)).collect();
    if pieces.is_empty() {
        return;
    }
    // What a label was taken for the source of is the turn itself, and what is reported in a turn is part of it.
    let is_part = |finding: &Finding| {
        let at = pieces.partition_point(|piece| piece.tokens.end <= finding.tokens.start);
        let inside = pieces.get(at).is_some_and(|piece| piece.tokens.start < finding.tokens.end);
        let source = finding.source.as_ref().is_some_and(|source| {
            let of = |piece: &Piece| piece.source.clone().unwrap_or_default();
            let near = pieces.get(at.saturating_sub(1)..(at + 2).min(pieces.len())).unwrap_or_default();
            near.iter().any(|piece| {
                piece.rule == Rule::SpeakerLabel && source.start < of(piece).end && of(piece).start < source.end
            })
        });
        let direct = finding.kind == QuotationKind::Direct;
        inside && !direct || source
    };
    found.all.retain(|finding| !is_part(finding));
    for piece in pieces {
        let Piece { tokens, source, cue, rule, utterance } = piece;
        let sentence = reading.sentence_at(reading.item_at(tokens.start));
        let kind = QuotationKind::Direct;
        found.all.push(Finding { tokens, kind, utterance, source, antecedent: None, cue, rule, sentence });
    }
}

/// The tokens of some bytes of a line.
fn tokens_of(prose: &Prose, line: &Line, bytes: Range<usize>) -> Range<u32> {
    let at = |byte: usize| {
        let inside = prose.tokens.get(line.tokens.start as usize..line.tokens.end as usize).unwrap_or_default();
        line.tokens.start + inside.partition_point(|token| token.start() < line.start + byte) as u32
    };
    at(bytes.start)..at(bytes.end)
}

/// Whether a line stands further right than its paragraph: white space before it in its row.
fn is_indented(text: &str, line: &Line) -> bool {
    let before = text.get(..line.start).unwrap_or("");
    let row = before.rsplit('\n').next().unwrap_or("");
    row.len() >= 2 && row.chars().all(char::is_whitespace)
}

/// Whether words end as a sentence does.
fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '?', '!', '…', '—', '–', ':'])
}

#[cfg(test)]
mod tests;
