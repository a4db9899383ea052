//! Scripts: a name in capitals on a line of its own, and below it what the character says.

use rustc_hash::FxHashMap;

use super::{Line, Piece, is_upper, tokens_of};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// So many names must stand above speech.
const CUES: usize = 3;
/// The most words of a character's name.
const WORDS: usize = 4;
/// Of so many lines one is such a name.
const APART: usize = 8;

/// The speeches of a script: two characters at least, and one that comes back.
pub fn find(reading: &Reading, lines: &[Line], found: &mut Findings) -> Vec<Piece> {
    let speeches: Vec<(&str, usize, Speech)> = (0..lines.len()).filter_map(|at| speech(lines, at)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, ..) in &speeches {
        *counts.entry(name).or_default() += 1;
    }
    let enough = speeches.len() >= CUES && counts.len() >= 2 && counts.values().any(|&count| count > 1);
    if !enough || speeches.len() * APART < lines.len() {
        return Vec::new();
    }
    let piece = |(name, at, (line, from)): (&str, usize, Speech)| {
        let source = Some(tokens_of(reading.prose, lines.get(at)?, 0..name.len()));
        let said = lines.get(line)?;
        let tokens = tokens_of(reading.prose, said, from..said.text.len());
        Some(Piece { tokens, source, cue: None, rule: Rule::Script, utterance: found.new_utterance() })
    };
    speeches.into_iter().filter_map(piece).collect()
}

/// The line of a speech and the byte where it starts.
type Speech = (usize, usize);

/// The character that a line names, where it stands, and the speech below, which may be further rows of the same block.
fn speech<'a>(lines: &[Line<'a>], at: usize) -> Option<(&'a str, usize, Speech)> {
    let line = lines.get(at)?;
    let first = line.text.lines().next()?;
    let name = character(first.trim_end())?;
    let is_aside = |row: &str| row.starts_with('(') && row.ends_with(')');
    let mut from = first.len();
    for row in line.text.get(from..)?.split_inclusive('\n') {
        if !row.trim().is_empty() && !is_aside(row.trim()) {
            return (!is_upper(row)).then_some((name, at, (at, from)));
        }
        from += row.len();
    }
    let below = lines.get(at + 1)?;
    let next = at + 1 + usize::from(is_aside(below.text));
    let said = lines.get(next)?;
    (!is_upper(said.text) && !said.text.starts_with('(')).then_some((name, at, (next, 0)))
}

/// `ADA`, `ADA (V.O.)`, but not `INT. KITCHEN - DAY` or `THE END.`
fn character(line: &str) -> Option<&str> {
    let name = line.split('(').next()?.trim();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-'));
    let scene = ["INT.", "EXT.", "CUT ", "FADE ", "ACT ", "SCENE "].iter().any(|word| name.starts_with(word));
    let fits = name.len() > 1 && name.split_whitespace().count() <= WORDS && is_upper(name) && plain && !scene;
    (fits && !name.ends_with('.') && (line.len() == name.len() || line.ends_with(')'))).then_some(name)
}
