//! Decides which findings of reported speech are listed: a linear model weighs cue, source and content of each. What it
//! rejects becomes an attitude where somebody at least thinks or wants it, or nothing. Words in quotation marks that were part
//! of it stay a quotation where they are likely one. Trained by `examples/train`.

pub mod feature;
mod opening;
mod silence;

use std::sync::LazyLock;

use feature::View;

use super::evidence::Rule;
use super::finding::{Finding, Findings};
use super::kind::QuotationKind;
use super::reading::Reading;
use crate::linear::{Linear, floor, logistic};

static MODEL: &[u8] = include_bytes!("../../assets/models/speech-en.bin");

/// What the probabilities mean: see the card of the model.
struct Floors {
    /// From here on a finding is listed.
    speech: f32,
    /// From here on one that the tagger doubts is listed.
    doubted: f32,
    /// From here on what is not listed is an attitude.
    attitude: f32,
    /// From here on marked words that were part of it are a quotation.
    marks: f32,
}

static FLOORS: LazyLock<Floors> = LazyLock::new(|| {
    let text = include_str!("../../assets/models/speech-floors.txt");
    let of = |name| floor(text, name);
    Floors { speech: of("speech"), doubted: of("doubted"), attitude: of("attitude"), marks: of("marks") }
});

/// Whether the model decides on a finding: all that has words outside of marks and was found around a cue.
pub fn is_open(finding: &Finding) -> bool {
    matches!(finding.kind, QuotationKind::Indirect | QuotationKind::Mixed)
        && match finding.rule {
            Rule::LearnedSpeech | Rule::LearnedAttitude => true,
            Rule::SpeakerLabel | Rule::Cell | Rule::NameColon | Rule::IntroducedBlock | Rule::ReportedMood => false,
            _ => finding.cue.is_some(),
        }
}

/// All findings in the order of the text, with those that the tagger doubts; and which are those.
pub fn candidates(found: &mut Findings) -> (Vec<Finding>, Vec<bool>) {
    let all = std::mem::take(&mut found.all).into_iter().map(|finding| (finding, false));
    let doubted = std::mem::take(&mut found.doubted).into_iter().map(|finding| (finding, true));
    let mut both: Vec<(Finding, bool)> = all.chain(doubted).collect();
    both.sort_by_key(|(finding, _)| (finding.tokens.start, std::cmp::Reverse(finding.tokens.end)));
    both.into_iter().unzip()
}

/// Keeps what is likely speech; `chances`: of each marked segment that it is a quotation.
pub fn decide(reading: &Reading, found: &mut Findings, chances: &[f32]) {
    let (all, doubted) = candidates(found);
    let model = Linear::new(MODEL);
    let mut view = View::new(reading, &all, &doubted, chances);
    let mut scores: Vec<Option<f32>> = Vec::with_capacity(all.len());
    for (at, finding) in all.iter().enumerate() {
        scores.push(is_open(finding).then(|| logistic(model.score(&view.features(at)))));
    }
    let beaten = beaten(&all, &scores, &doubted, &FLOORS);
    let mut rejected = Vec::new();
    for (at, finding) in all.into_iter().enumerate() {
        let floor = if doubted[at] { FLOORS.doubted } else { FLOORS.speech };
        match scores[at] {
            _ if beaten[at] || silence::is_unanswered(reading, &finding) || silence::is_unsaid(reading, &finding) => {}
            Some(score) if !finding.rule.is_attitude() && score < floor => {
                let thinks = finding.kind == QuotationKind::Indirect && finding.source.is_some();
                if thinks && !doubted[at] && score >= FLOORS.attitude {
                    found.all.push(Finding { rule: Rule::LearnedAttitude, ..finding });
                } else if finding.kind == QuotationKind::Mixed {
                    rejected.push(finding);
                }
            }
            Some(_) => found.all.push(opening::settle(reading, finding)),
            None => found.all.push(finding),
        }
    }
    found.claim_marks(reading);
    for finding in &rejected {
        narrow(reading, finding, chances, FLOORS.marks, found);
    }
    found.claim_marks(reading);
    found.scare = (0..reading.marked.len()).filter(|&mark| found.of_mark(mark).is_none()).collect();
}

/// What is said once is listed once: of findings that overlap, which others win over. Speech that is sure enough wins over
/// what lies in it, unless that is surer.
fn beaten(all: &[Finding], scores: &[Option<f32>], doubted: &[bool], floors: &Floors) -> Vec<bool> {
    const AHEAD: usize = 6;
    let mut beaten = vec![false; all.len()];
    let is_listed = |at: usize| {
        let floor = if doubted[at] { floors.doubted } else { floors.speech };
        !all[at].rule.is_attitude() && scores[at].is_none_or(|score| score >= floor)
    };
    for first in 0..all.len() {
        for second in first + 1..(first + 1 + AHEAD).min(all.len()) {
            if all[second].tokens.start >= all[first].tokens.end {
                break;
            }
            if beaten[first] || beaten[second] || !is_listed(first) || !is_listed(second) {
                continue;
            }
            match (scores[first], scores[second]) {
                (Some(a), Some(b)) if a >= b => beaten[second] = true,
                (Some(_), Some(_)) => beaten[first] = true,
                // Marked words on their own inside of speech that holds more.
                (Some(a), None) if all[second].kind == QuotationKind::Direct => {
                    if a >= floors.marks {
                        beaten[second] = true;
                    } else {
                        beaten[first] = true;
                    }
                }
                _ => {}
            }
        }
    }
    beaten
}

/// Keeps the marked words of a rejected finding that are likely a quotation, each on its own, where no other holds them.
fn narrow(reading: &Reading, finding: &Finding, chances: &[f32], floor: f32, found: &mut Findings) {
    let first = reading.marked.partition_point(|marked| marked.tokens.start < finding.tokens.start);
    let inside = reading.marked.iter().enumerate().skip(first);
    for (mark, marked) in inside.take_while(|(_, marked)| marked.tokens.end <= finding.tokens.end) {
        if found.of_mark(mark).is_none() && chances.get(mark).is_some_and(|&chance| chance >= floor) {
            let alone = Finding { tokens: marked.tokens.clone(), kind: QuotationKind::Direct, ..finding.clone() };
            let item = reading.item_of.get(mark).copied().unwrap_or_default();
            found.push(reading, alone, item..item + 1);
        }
    }
}

#[cfg(test)]
mod tests;
