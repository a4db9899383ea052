//! Whose turn it is in a dialogue without attributions: speakers alternate.

use std::ops::Range;

use super::{Segment, Verdict};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Finding;

/// The last turns of the dialogue so far; a turn is a paragraph with a quotation.
#[derive(Debug, Default)]
pub struct Turns {
    last: Option<Turn>,
    before: Option<Turn>,
}

#[derive(Clone, Debug)]
struct Turn {
    paragraph: u32,
    source: Option<Range<u32>>,
    antecedent: Option<Range<u32>>,
}

impl Turns {
    /// Takes note of who speaks in `paragraph`. What goes on with a quotation that the paragraph before left open is the same
    /// turn.
    pub fn record(&mut self, paragraph: u32, reopened: bool, finding: &Finding) {
        if let Some(last) = self.last.as_mut().filter(|_| reopened) {
            last.paragraph = paragraph;
        }
        let turn = Turn { paragraph, source: finding.source.clone(), antecedent: finding.antecedent.clone() };
        match &mut self.last {
            Some(last) if last.paragraph == paragraph => {
                if last.source.is_none() {
                    *last = turn;
                }
            }
            _ => self.before = self.last.replace(turn),
        }
    }

    /// The speaker of the turn before the last, where both stand in the paragraphs just before.
    pub fn next(&self, segment: &Segment) -> Option<Verdict> {
        let (last, before) = (self.last.as_ref()?, self.before.as_ref()?);
        let here = segment.marked.paragraph;
        let adjacent = last.paragraph + 1 == here && before.paragraph + 2 >= last.paragraph;
        if !adjacent || segment.sentence_before().is_some() {
            return None;
        }
        let verdict = Verdict::new(Rule::Turn, before.source.clone()?);
        Some(Verdict { antecedent: before.antecedent.clone(), ..verdict })
    }
}
