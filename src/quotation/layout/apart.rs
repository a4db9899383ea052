//! Words set apart: block quotations with a lead-in or a source line, embedded posts, replies to e-mails, and what a line
//! that ends in "had to say:" leads to.

use std::ops::Range;

use super::{Line, Piece, ends_sentence, is_indented, tokens_of, words};
use crate::document::BlockKind;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::phrase::{main_subject, noun_phrase_before};
use crate::quotation::reading::{Class, Reading};

/// The longest line that names a source, bytes.
const SOURCE_LINE: usize = 160;
/// How many words before the end of a line a lead-in may stand: "had to say |about it on Monday|:".
const AFTER: usize = 6;

/// What is set apart and has a source, in the order of the text.
pub fn find(reading: &Reading, lines: &[Line], found: &mut Findings) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = group(reading.prose.text, lines, at);
        if end == at {
            at += 1;
            continue;
        }
        let (body, source) = source_of(reading, lines, at..end);
        if let Some(Source { tokens, cue, rule }) = source {
            let utterance = found.new_utterance();
            pieces.extend(body.into_iter().filter_map(|line| {
                let (source, cue) = (tokens.clone(), cue.clone());
                let tokens = without_marks(reading, line)?;
                Some(Piece { tokens, source, cue, rule, utterance })
            }));
        }
        at = end;
    }
    pieces
}

/// Who is behind words set apart.
struct Source {
    tokens: Option<Range<u32>>,
    cue: Option<Range<u32>>,
    rule: Rule,
}

/// Where the lines end that are set apart together from `at` on: a block quotation up to its source line, or what a lead-in
/// introduces.
fn group(text: &str, lines: &[Line], at: usize) -> usize {
    let is_quote = |line: &Line| line.kind == BlockKind::BlockQuote;
    let Some(first) = lines.get(at) else { return at };
    if is_quote(first) {
        let rest = lines.get(at..).unwrap_or_default();
        let quoted = rest.iter().take_while(|line| is_quote(line)).count();
        let signed = rest.iter().take(quoted).position(|line| signature(line.text).is_some());
        return at + signed.map_or(quoted, |signed| signed + 1);
    }
    let leads = at.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(|before| leads_in(before.text));
    let speaks = |line: &Line| line.kind == BlockKind::Paragraph && ends_sentence(line.text) && !opens_mark(line.text);
    if !leads || !speaks(first) || first.text.split_whitespace().count() < 4 {
        return at;
    }
    // A letter set further right goes on as long as it does.
    let indented = lines.iter().skip(at).take_while(|line| speaks(line) && is_indented(text, line)).count();
    at + indented.max(1)
}

/// The lines that are said, and who says them.
fn source_of<'l, 'a>(
    reading: &Reading,
    lines: &'l [Line<'a>],
    range: Range<usize>,
) -> (Vec<&'l Line<'a>>, Option<Source>) {
    let mut body: Vec<&Line> = lines.get(range.clone()).unwrap_or_default().iter().collect();
    let set_apart = body.first().is_some_and(|line| line.kind == BlockKind::BlockQuote);
    if set_apart
        && body.len() > 1
        && let Some((line, name)) = body.last().and_then(|line| Some((*line, signature(line.text)?)))
    {
        body.pop();
        let rule = if line.text.contains("(@") || line.text.contains(" @") { Rule::Post } else { Rule::Attribution };
        let tokens = Some(tokens_of(reading.prose, line, name));
        return (body, Some(Source { tokens, cue: None, rule }));
    }
    let Some(before) = range.start.checked_sub(1).and_then(|before| lines.get(before)) else { return (body, None) };
    let source = sender(reading, before).or_else(|| introduction(reading, before));
    (body, source)
}

/// `— Ada Voss (@voss) March 3, 2026`: the name in a line that signs.
fn signature(line: &str) -> Option<Range<usize>> {
    let dash = |c: char| matches!(c, '—' | '–' | '―' | '-' | '−');
    let name = line.trim_start_matches(|c: char| dash(c) || c.is_whitespace());
    let start = line.len() - name.len();
    if start == 0 || !line.starts_with(dash) || line.len() > SOURCE_LINE || !name.starts_with(char::is_uppercase) {
        return None;
    }
    let end = name.find(|c: char| matches!(c, '(' | ',' | '@' | '|' | '·') || c.is_ascii_digit()).unwrap_or(name.len());
    let name = name.get(..end)?.trim_end();
    (1..=6).contains(&name.split_whitespace().count()).then(|| start..start + name.len())
}

/// `On Tue, Mar 3, 2026 at 10:02 AM, Ada Voss <ada@…> wrote:`
fn sender(reading: &Reading, line: &Line) -> Option<Source> {
    let head = line.text.strip_suffix(':')?;
    let verb = head.rfind(' ')? + 1;
    if !words::has("mail verbs", head.get(verb..)?) {
        return None;
    }
    let head = head.get(..verb)?.trim_end();
    let (before, address) = match head.rfind('<') {
        Some(open) => (head.get(..open)?.trim_end(), true),
        None => (head, false),
    };
    if !address && !before.starts_with("On ") {
        return None;
    }
    let name = before.rsplit([',', '<']).next()?.trim();
    // "at 10:02 Ada Voss"
    let digits = name.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let name = name.get(digits..)?.trim_start_matches(" AM").trim_start_matches(" PM").trim();
    let start = before.len() - name.len();
    let named = !name.is_empty() && name.starts_with(char::is_uppercase) && before.ends_with(name);
    named.then(|| Source {
        tokens: Some(tokens_of(reading.prose, line, start..start + name.len())),
        cue: Some(tokens_of(reading.prose, line, verb..line.text.len() - 1)),
        rule: Rule::Reply,
    })
}

/// `Ada Voss wrote in her letter:`, `A survey put it like this:`: the subject of the last sentence before the colon.
fn introduction(reading: &Reading, line: &Line) -> Option<Source> {
    if !line.text.ends_with(':') {
        return None;
    }
    let last = line.tokens.end.checked_sub(1)?;
    let sentence = reading.sentences.get(reading.sentence_at(reading.item_at(last)))?.items.clone();
    let colon = sentence.end.checked_sub(1)?;
    if reading.class(colon) != Class::Sign(TokenKind::Colon) {
        return None;
    }
    let says = (sentence.start..colon).rev().find(|&at| reading.class(at) == Class::Say);
    if says.is_none() && !leads_in(line.text) {
        return None;
    }
    let source =
        main_subject(reading, colon, sentence.start).or_else(|| noun_phrase_before(reading, colon, sentence.start))?;
    let cue = says.map(|at| reading.tokens(at..at + 1));
    Some(Source { tokens: Some(reading.tokens(source)), cue, rule: Rule::IntroducedBlock })
}

/// Whether a line ends with what leads to somebody's words, or nearly: "had to say just now:".
fn leads_in(line: &str) -> bool {
    let Some(head) = line.strip_suffix(':') else { return false };
    let mut head = head;
    for _ in 0..=AFTER {
        if words::ends_with("lead-ins", head) {
            return true;
        }
        let Some((before, _)) = head.rsplit_once(' ') else { return false };
        head = before;
    }
    false
}

fn opens_mark(line: &str) -> bool {
    line.starts_with(['“', '"', '‘', '\'', '«', '„'])
}

/// The words of a line, unless all of them stand between marks: those are found without layout.
fn without_marks(reading: &Reading, line: &Line) -> Option<Range<u32>> {
    let at = reading.marked.partition_point(|marked| marked.tokens.start < line.tokens.start);
    let opens = reading.marked.get(at).is_some_and(|marked| marked.tokens.start == line.tokens.start);
    (!opens).then(|| line.tokens.clone())
}
