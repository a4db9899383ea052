//! Sources that are nobody: "The aim is to …, urging Norland to wait". The aim of those whom the sentence before is about.

use std::ops::Range;

use crate::quotation::finding::{Finding, Findings};
use crate::quotation::kind::QuotationKind;
use crate::quotation::phrase::main_subject;
use crate::quotation::reading::Reading;

/// Nouns for what somebody wants: they say nothing themselves.
const PURPOSES: [&str; 12] = [
    "aim",
    "aims",
    "goal",
    "goals",
    "purpose",
    "objective",
    "idea",
    "intention",
    "intent",
    "hope",
    "strategy",
    "approach",
];

/// Gives what a purpose "says" to the subject of the sentence before, and drops reported speech that stays without one.
pub fn name_purposes(reading: &Reading, found: &mut Findings) {
    let mut all = std::mem::take(&mut found.all);
    all.retain_mut(|finding| {
        if finding.antecedent.is_some() || !is_purpose(reading, finding) {
            return true;
        }
        finding.antecedent = subject_before(reading, finding.sentence);
        finding.antecedent.is_some() || finding.kind != QuotationKind::Indirect
    });
    found.all = all;
    found.claim_marks(reading);
}

fn is_purpose(reading: &Reading, finding: &Finding) -> bool {
    let Some(source) = &finding.source else { return false };
    let last = reading.prose.word(source.end.saturating_sub(1));
    source.end - source.start <= 2 && PURPOSES.iter().any(|purpose| last.eq_ignore_ascii_case(purpose))
}

/// The subject of the sentence before, in the same paragraph, as tokens.
fn subject_before(reading: &Reading, sentence: usize) -> Option<Range<u32>> {
    let here = reading.sentences.get(sentence)?;
    let before = reading.sentences.get(sentence.checked_sub(1)?)?;
    if before.paragraph != here.paragraph {
        return None;
    }
    main_subject(reading, before.items.end, before.items.start).map(|subject| reading.tokens(subject))
}
