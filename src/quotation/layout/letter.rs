//! Letters: "Dear members of the council," and, below, who signs.

use std::ops::Range;

use super::{Line, Piece, words};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// So early the greeting must come, lines.
const EARLY: usize = 6;
/// The longest line that only greets or closes, words.
const SHORT: usize = 12;

/// The paragraphs between greeting and closing, said by the first of those who sign.
pub fn find(_: &Reading, lines: &[Line], found: &mut Findings) -> Vec<Piece> {
    let Some((body, source)) = letter(lines) else { return Vec::new() };
    let utterance = found.new_utterance();
    let said = lines.get(body).unwrap_or_default().iter().filter(|line| line.is_running());
    let piece = |line: &Line| Piece {
        tokens: line.tokens.clone(),
        source: Some(source.clone()),
        cue: None,
        rule: Rule::Signed,
        utterance,
    };
    said.map(piece).collect()
}

/// The lines of the body, and the words that name who signs.
fn letter(lines: &[Line]) -> Option<(Range<usize>, Range<u32>)> {
    let short = |line: &Line| line.text.split_whitespace().count() <= SHORT;
    let greets = |line: &Line| {
        let first = line.text.split_whitespace().next().unwrap_or("");
        let whole = line.text.trim_end_matches([',', ':', '!']);
        short(line)
            && line.text.ends_with([',', ':', '!'])
            && (words::has("greetings", first) || words::has("greetings", whole))
    };
    let start = lines.iter().take(EARLY).position(greets)? + 1;
    let closes = |line: &Line| short(line) && words::has("closings", line.text.trim_end_matches([',', '.', ':']));
    let end = start + lines.get(start..)?.iter().position(closes)?;
    let signature = lines.get(end + 1)?;
    let named = short(signature) && signature.text.starts_with(char::is_uppercase) && !signature.text.ends_with('.');
    (named && end > start).then(|| (start..end, signature.tokens.clone()))
}
