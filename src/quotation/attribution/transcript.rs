//! Transcripts: turns whose paragraph or marks begin with the speaker's name and a colon. Knows layout and letters only.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Segment, Verdict};
use crate::nlp::token::{Case, TokenKind};
use crate::nlp::{Prose, lexicon::Lex};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::kind::QuotationKind;
use crate::quotation::reading::Reading;

/// A label's longest form, in words: `SEN. MARY ANN LEE`.
const WORDS: u32 = 5;
/// Without marks so many paragraphs must begin with a label before they count as turns of a transcript.
const TURNS: usize = 3;

/// `“VOSS: We will not sign.”`: the label stands inside the marks.
pub fn label_inside(segment: &Segment) -> Option<Verdict> {
    let tokens = &segment.marked.tokens;
    let label = label(segment.reading.prose, tokens.start + 1..tokens.end, true)?;
    let colon = label.end..label.end + 1;
    Some(Verdict::new(Rule::SpeakerLabel, label).with_cue(colon))
}

/// Adds the turns of a transcript without marks: `VOSS: We will not sign. / LEE: Why not?` Two labels at least, and one
/// that comes back.
pub fn add_turns(reading: &Reading, found: &mut Findings) {
    let prose = reading.prose;
    let labels: Vec<Option<Range<u32>>> =
        prose.blocks.iter().map(|block| label(prose, block.tokens.clone(), false)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for label in labels.iter().flatten() {
        *counts.entry(prose.span(label).of(prose.text)).or_default() += 1;
    }
    if counts.values().sum::<usize>() < TURNS || counts.len() < 2 || counts.values().all(|&count| count < 2) {
        return;
    }
    let mut turns = Vec::new();
    for (block, label) in prose.blocks.iter().zip(labels) {
        let Some(label) = label else { continue };
        let colon = label.end;
        let tokens = colon + 1..block.tokens.end;
        let is_marked = reading
            .marked
            .get(reading.marked.partition_point(|marked| marked.tokens.start < tokens.start))
            .is_some_and(|marked| marked.tokens == tokens);
        if tokens.is_empty() || is_marked {
            continue;
        }
        turns.push(Finding {
            kind: QuotationKind::Direct,
            utterance: found.new_utterance(),
            source: Some(label),
            antecedent: None,
            cue: Some(colon..colon + 1),
            rule: Rule::SpeakerLabel,
            sentence: reading.sentence_at(reading.item_at(tokens.start)),
            tokens,
        });
    }
    // What a label was taken for the source of is the turn itself. Both are in the order of the text.
    let is_label = |source: &Range<u32>| {
        let label_of = |turn: &Finding| turn.source.clone().unwrap_or_default();
        let at = turns.partition_point(|turn| label_of(turn).end <= source.start);
        turns.get(at).is_some_and(|turn| label_of(turn).start < source.end)
    };
    found.all.retain(|finding| !finding.source.as_ref().is_some_and(is_label));
    found.all.extend(turns);
}

/// The name that `tokens` begin with, where a colon and words follow it. In capitals, or, where that is enough, a name with
/// capital letters.
fn label(prose: &Prose, tokens: Range<u32>, upper: bool) -> Option<Range<u32>> {
    let token = |at: u32| prose.tokens.get(at as usize);
    let kind = |at: u32| token(at).map(|token| token.kind);
    let colon =
        (tokens.start..tokens.end.min(tokens.start + 2 * WORDS)).find(|&at| kind(at) == Some(TokenKind::Colon))?;
    let label = tokens.start..colon;
    let words = || label.clone().filter_map(token).filter(|token| token.kind == TokenKind::Word);
    let plain = label.clone().all(|at| matches!(kind(at), Some(TokenKind::Word | TokenKind::Stop)));
    let fits = |case: Case| case == Case::Upper || !upper && case == Case::Capital;
    let named = words().all(|token| fits(token.case) && !token.is(Lex::FUNCTION));
    let long = words().any(|token| token.end() - token.start() > 1);
    let goes_on = kind(colon + 1) == Some(TokenKind::Word) && colon + 2 < tokens.end;
    (!label.is_empty() && plain && named && long && words().count() <= WORDS as usize && goes_on).then_some(label)
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    fn said(text: &str) -> Vec<(String, Option<String>)> {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let speaker = |quotation| found.speaker(quotation).map(|actor| actor.name.clone());
        let direct = found.quotations.iter().filter(|q| q.evidence.rule.name() == "label");
        direct.map(|q| (q.span.of(text).to_owned(), speaker(q))).collect()
    }

    fn turn(words: &str, speaker: &str) -> (String, Option<String>) {
        (words.to_owned(), Some(speaker.to_owned()))
    }

    #[test]
    fn labels_make_turns() {
        let text = "Ada Voss met Jon Lee.\n\nVOSS: We will not sign it.\n\nLEE: Why not now?\n\nVOSS: It is late.";
        assert_eq!(
            said(text),
            [
                turn("We will not sign it.", "Ada Voss"),
                turn("Why not now?", "Jon Lee"),
                turn("It is late.", "Ada Voss"),
            ]
        );
    }

    #[test]
    fn labels_stand_inside_marks_too() {
        let text = "Ada Voss met Jon Lee.\n\n“VOSS: We will not sign it.”\n\n“LEE: Why not now?”";
        assert_eq!(
            said(text),
            [turn("“VOSS: We will not sign it.”", "Ada Voss"), turn("“LEE: Why not now?”", "Jon Lee")]
        );
    }

    #[test]
    fn headings_with_colons_are_no_turns() {
        assert_eq!(said("UPDATE: The site is back.\n\nPHOTOS: See the pictures.\n\nMORE: Read on here."), []);
    }
}
