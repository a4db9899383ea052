//! Texts that an "I" tells: an essay, a column, a memoir. What the one who writes it thinks and wants is what the text says,
//! no report of it.

use crate::quotation::evidence::Rule;
use crate::quotation::finding::Finding;
use crate::quotation::kind::QuotationKind;
use crate::quotation::reading::{Class, Reading};

/// How often "I" stands outside of marks at least, and how many items there are for each at most.
const OFTEN: usize = 8;
/// See [`OFTEN`].
const APART: usize = 400;

/// Whether an "I" tells a text.
pub fn is_told(reading: &Reading) -> bool {
    let told = (0..reading.items.len()).filter(|&at| is_i(reading, at)).count();
    told > OFTEN && told * APART > reading.items.len()
}

fn is_i(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Pronoun && matches!(reading.word(at), "I" | "me" | "myself")
}

/// Whether it is what "I", or "you" and "we" in general, think or want.
pub fn is_own(reading: &Reading, finding: &Finding) -> bool {
    let word =
        finding.source.as_ref().filter(|source| source.len() == 1).map(|source| reading.prose.word(source.start));
    let thought = finding.kind == QuotationKind::Indirect;
    match word.map(str::to_ascii_lowercase).as_deref() {
        Some("i") => thought && (finding.rule == Rule::LearnedAttitude || is_present(reading, finding)),
        Some("you" | "we") => thought && matches!(finding.rule, Rule::LearnedAttitude | Rule::LearnedSpeech),
        _ => false,
    }
}

/// `I suggest`, `I do not argue`: said in the text itself, while "I said" tells of another time.
fn is_present(reading: &Reading, finding: &Finding) -> bool {
    const PAST: [&str; 14] = [
        "said", "told", "wrote", "spoke", "swore", "thought", "knew", "felt", "heard", "saw", "found", "began", "went",
        "taught",
    ];
    let Some(cue) = &finding.cue else { return false };
    let past = |at: u32| {
        let word = reading.prose.word(at).to_ascii_lowercase();
        word.ends_with("ed")
            || PAST.contains(&word.as_str())
            || matches!(word.as_str(), "had" | "did" | "was" | "would")
    };
    !cue.clone().any(past)
}
