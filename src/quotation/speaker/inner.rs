//! German news quotes words inside reported speech: `Voss sagte, man habe |„keine andere Wahl gehabt“|`. The marked words are
//! a quotation of their own, of the same utterance and speaker. Added last, so that nothing weighs them twice.

use super::Speaker;
use crate::quotation::QuotationKind;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::Reading;

/// With fewer words, marks set apart a name or a term as often as speech.
const WORDS: usize = 3;

/// Adds the marked words inside longer findings, in the order of the text.
pub fn add(reading: &Reading, found: &mut Findings, speakers: &mut Vec<Speaker>) {
    let mut inner: Vec<(Finding, Speaker)> = Vec::new();
    for (mark, marked) in reading.marked.iter().enumerate() {
        let Some(index) = found.of_mark.get(mark).copied().flatten() else { continue };
        let (Some(outer), Some(speaker)) = (found.all.get(index), speakers.get(index)) else { continue };
        if outer.tokens != marked.tokens && outer.kind == QuotationKind::Mixed && reading.words_in(marked) >= WORDS {
            let tokens = marked.tokens.clone();
            inner.push((Finding { tokens, kind: QuotationKind::Direct, ..outer.clone() }, speaker.clone()));
        }
    }
    if inner.is_empty() {
        return;
    }
    let outer = std::mem::take(&mut found.all).into_iter().zip(std::mem::take(speakers));
    let mut all: Vec<(Finding, Speaker)> = outer.chain(inner).collect();
    all.sort_by_key(|(finding, _)| (finding.tokens.start, std::cmp::Reverse(finding.tokens.end)));
    (found.all, *speakers) = all.into_iter().unzip();
    found.claim_marks(reading);
}
