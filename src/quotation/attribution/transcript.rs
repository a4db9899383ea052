//! Transcripts between marks: words that begin with the speaker's name and a colon. Those without marks are layout.

use std::ops::Range;

use super::{Segment, Verdict};
use crate::nlp::token::{Case, TokenKind};
use crate::nlp::{Prose, lexicon::Lex};
use crate::quotation::evidence::Rule;

/// A label's longest form, in words: `SEN. MARY ANN LEE`.
const WORDS: u32 = 5;

/// `“VOSS: We will not sign.”`: the label stands inside the marks.
pub fn label_inside(segment: &Segment) -> Option<Verdict> {
    let tokens = &segment.marked.tokens;
    let label = label(segment.reading.prose, tokens.start + 1..tokens.end)?;
    let colon = label.end..label.end + 1;
    Some(Verdict::new(Rule::SpeakerLabel, label).with_cue(colon))
}

/// The name in capitals that `tokens` begin with, where a colon and words follow it.
fn label(prose: &Prose, tokens: Range<u32>) -> Option<Range<u32>> {
    let token = |at: u32| prose.tokens.get(at as usize);
    let kind = |at: u32| token(at).map(|token| token.kind);
    let colon =
        (tokens.start..tokens.end.min(tokens.start + 2 * WORDS)).find(|&at| kind(at) == Some(TokenKind::Colon))?;
    let label = tokens.start..colon;
    let words = || label.clone().filter_map(token).filter(|token| token.kind == TokenKind::Word);
    let plain = label.clone().all(|at| matches!(kind(at), Some(TokenKind::Word | TokenKind::Stop)));
    let named = words().all(|token| token.case == Case::Upper && !token.is(Lex::FUNCTION));
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
