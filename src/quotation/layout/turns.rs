//! Transcripts, hearings, chat logs, subtitles with voices: lines that begin with who speaks.

use rustc_hash::{FxHashMap, FxHashSet};

use super::label::{Label, Sort};
use super::words::{count, has};
use super::{Line, Piece, ends_sentence, label, tokens_of};
use crate::nlp::lexicon::Lex;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// So many lines must begin with a label before they count as turns.
const TURNS: usize = 3;
/// Of so many lines between the first label and the last at least one has a label; of a longer transcript fewer have.
const APART: usize = 3;
const LONG_APART: usize = 6;
const LONG: usize = 8;
/// Of so many turns at least one asks, or says "I" or "you": lists of teams, prices and days do not.
const PERSONAL: usize = 4;
/// So many paragraphs a turn may go on for.
const GOES_ON: usize = 12;

/// The turns: two labels at least, and one that comes back.
pub fn find(reading: &Reading, lines: &[Line], found: &mut Findings) -> Vec<Piece> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| label_of(reading, line)).collect();
    if !are_turns(lines, &labels) {
        return Vec::new();
    }
    let mut last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let (mut pieces, mut open) = (Vec::new(), None);
    let mut examiner = None;
    for (at, (line, label)) in lines.iter().zip(labels).enumerate() {
        if let Some(label) = label {
            let mut piece = turn(reading, line, &label, found.new_utterance());
            if label.sort == Sort::Question {
                piece.source.clone_from(&examiner);
            }
            let goes_on = !matches!(label.sort, Sort::Nick | Sort::Voice) && !is_timed(line, &label);
            let below = piece.tokens.is_empty();
            open = goes_on.then(|| (piece.source.clone(), piece.cue.clone(), piece.rule, piece.utterance, 0));
            last = if below { last.max(at + 1) } else { last };
            pieces.push(piece);
        } else if let Some(name) = examiner_of(line.text) {
            examiner = Some(tokens_of(reading.prose, line, name));
            open = None;
        } else if let Some((source, cue, rule, utterance, count)) = &mut open {
            *count += 1;
            if !line.is_running() || is_aside(line.text) || *count > GOES_ON || at > last {
                open = None;
                continue;
            }
            let (source, cue, rule, utterance) = (source.clone(), cue.clone(), *rule, *utterance);
            pieces.push(Piece { tokens: line.tokens.clone(), source, cue, rule, utterance });
        }
    }
    pieces
}

/// The label of a line, if its words can name somebody. What stands between marks after a colon is found without layout.
fn label_of(reading: &Reading, line: &Line) -> Option<Label> {
    let label = label(line.text)?;
    if !matches!(label.sort, Sort::Capitals | Sort::Name) {
        return Some(label);
    }
    let name = tokens_of(reading.prose, line, label.name.clone());
    let no_name = Lex::PRONOUN
        .or(Lex::AUXILIARY)
        .or(Lex::MODAL)
        .or(Lex::ADVERB)
        .or(Lex::WH)
        .or(Lex::SAY)
        .or(Lex::TIME)
        .or(Lex::SUBORDINATOR)
        .or(Lex::PREPOSITION);
    let is = |at: u32| {
        let of = matches!(reading.prose.word(at), "of" | "Of" | "OF" | "de" | "del" | "di" | "da" | "Don" | "Will");
        !of && reading.prose.tokens.get(at as usize).is_some_and(|token| token.is(no_name))
    };
    let marked = line.text.get(label.content..)?.starts_with(['“', '"', '‘', '\'', '«', '„']);
    let headline = line.is_heading() && label.sort == Sort::Name;
    (!marked && !headline && !name.clone().any(is)).then_some(label)
}

/// Whether the labelled lines of a text are turns.
fn are_turns(lines: &[Line], labels: &[Option<Label>]) -> bool {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut names: FxHashSet<&str> = FxHashSet::default();
    let (mut said, mut sure, mut personal) = (0, 0, 0);
    for (at, (line, label)) in lines.iter().zip(labels).enumerate() {
        let Some(label) = label else { continue };
        let name = line.text.get(label.name.clone()).unwrap_or("");
        names.insert(name);
        // "SEN. ADA VOSS:" comes back as "VOSS:".
        *counts.entry(name.rsplit(' ').next().unwrap_or(name)).or_default() += 1;
        let below = || lines.get(at + 1).map_or("", |line| line.text);
        let words = line.text.get(label.content..).filter(|words| !words.is_empty()).unwrap_or_else(below);
        said +=
            usize::from(ends_sentence(words) && words.split_whitespace().count() > 1 || words.ends_with(['?', '!']));
        sure += usize::from(matches!(label.sort, Sort::Nick | Sort::Voice) || is_timed(line, label));
        let speaks = words.contains('?') || count("first person", words) + count("second person", words) > 0;
        // A party or an office stands beside the names of people: "Ada Voss (Norport) (Lab):".
        let office = line.text.get(label.name.end..label.content).unwrap_or("");
        let of_office = office.contains(['(', ',']) && !office.contains(|c: char| c.is_ascii_digit());
        personal += usize::from(speaks || of_office || has("unnamed", name));
    }
    let all: usize = counts.values().sum();
    let ends = labels.iter().position(Option::is_some).zip(labels.iter().rposition(Option::is_some));
    let lines = ends.map_or(0, |(first, last)| last + 1 - first);
    let enough = all >= TURNS && names.len() >= 2 && counts.values().any(|&count| count > 1);
    let apart = if all >= LONG { LONG_APART } else { APART };
    enough && all * apart >= lines && (2 * said >= all && PERSONAL * personal >= all || 2 * sure >= all)
}

fn turn(reading: &Reading, line: &Line, label: &Label, utterance: u32) -> Piece {
    let prose = reading.prose;
    let end = line.text.strip_suffix("</v>").map_or(line.text.len(), str::len);
    let name = tokens_of(prose, line, label.name.clone());
    let tokens = tokens_of(prose, line, label.content..end);
    let colon = line.text.get(..label.content).and_then(|head| head.rfind(':'));
    let cue = colon.map(|colon| tokens_of(prose, line, colon..colon + 1)).filter(|cue| !cue.is_empty());
    let (rule, source) = match label.sort {
        Sort::Question => (Rule::Question, None),
        Sort::Answer => (Rule::Answer, None),
        _ => (Rule::SpeakerLabel, Some(name)),
    };
    Piece { tokens, source, cue: cue.filter(|_| rule == Rule::SpeakerLabel), rule, utterance }
}

/// Whether a time stands before it, as in chats and subtitles, where every line has a label of its own.
fn is_timed(line: &Line, label: &Label) -> bool {
    label.name.start > 0 && !line.text.starts_with(char::is_alphabetic)
}

/// `BY MR. HALE:` before the questions of a hearing.
fn examiner_of(line: &str) -> Option<std::ops::Range<usize>> {
    let name = line.strip_prefix("BY ")?.strip_suffix(':')?;
    (name.split_whitespace().count() <= 4 && super::is_upper(name)).then(|| 3..3 + name.len())
}

/// `(COMMERCIAL BREAK)`, `[Laughter]`, `* tom_b hides`
fn is_aside(line: &str) -> bool {
    line.starts_with(['(', '[', '*', '<']) || line.ends_with(':') || !line.contains(char::is_alphabetic)
}
