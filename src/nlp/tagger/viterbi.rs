//! The best sequence of labels for a sentence: Viterbi, first order. Linear in the sentence; integers only, so that every
//! machine decides alike.

use super::features::{Sentence, features, transition};
use super::{COLUMNS, Label, Observation};
use crate::nlp::linear::Checked;

const CLASSES: usize = 32;
const NEVER: i32 = i32::MIN / 4;

/// A model with its transitions laid out, ready to decode.
#[derive(Debug)]
pub struct Lattice<'m> {
    model: Checked<'m>,
    /// By class, by the label before (the last row: the start of a sentence), by label.
    transitions: Vec<[[i32; COLUMNS]; COLUMNS]>,
}

impl<'m> Lattice<'m> {
    /// Lays out the transitions of a model.
    pub fn new(model: Checked<'m>) -> Self {
        let row = |class: usize, before: Option<Label>| {
            let mut sums = [0i16; COLUMNS];
            model.add(transition(before, Observation { class: class as u8, ..Observation::default() }), &mut sums);
            let mut scores = sums.map(i32::from);
            for (score, label) in scores.iter_mut().zip(Label::ALL) {
                if !label.may_follow(before) {
                    *score = NEVER;
                }
            }
            scores
        };
        let rows = |class: usize| {
            let mut rows = [[NEVER; COLUMNS]; COLUMNS];
            for (slot, label) in rows.iter_mut().zip(Label::ALL.map(Some).into_iter().chain([None])) {
                *slot = row(class, label);
            }
            rows
        };
        Self { model, transitions: (0..CLASSES).map(rows).collect() }
    }

    /// A score in units of the model.
    pub fn units(&self, score: f32) -> i32 {
        if self.model.unit() > 0.0 { (score / self.model.unit()).round() as i32 } else { 0 }
    }

    /// Labels a prepared sentence. `bias` is added to the scores of the labels, in units of the model. `back` is working
    /// space.
    pub fn decode(
        &self,
        sentence: &Sentence,
        bias: &[i32; COLUMNS],
        back: &mut Vec<[u8; COLUMNS]>,
        labels: &mut Vec<Label>,
    ) {
        back.clear();
        labels.clear();
        let mut best = [0i32; COLUMNS];
        for (at, item) in sentence.items.iter().enumerate() {
            let mut sums = [0i16; COLUMNS];
            features(sentence, at, |feature| self.model.add(feature, &mut sums));
            let mut scores = *bias;
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += i32::from(sum);
            }
            let Some(moves) = self.transitions.get(usize::from(item.class) % CLASSES) else { return };
            let (mut next, mut from) = ([NEVER; COLUMNS], [0u8; COLUMNS]);
            for label in 0..Label::ALL.len() {
                if at == 0 {
                    next[label] = scores[label] + moves[Label::ALL.len()][label];
                    continue;
                }
                for before in 0..Label::ALL.len() {
                    let score = best[before].saturating_add(moves[before][label]);
                    if score > next[label] {
                        (next[label], from[label]) = (score, before as u8);
                    }
                }
                next[label] = next[label].saturating_add(scores[label]).max(NEVER);
            }
            best = next;
            back.push(from);
        }
        let last = (0..Label::ALL.len()).max_by_key(|&label| (best[label], std::cmp::Reverse(label))).unwrap_or(0);
        let mut label = last;
        for from in back.iter().rev() {
            labels.push(Label::ALL.get(label).copied().unwrap_or_default());
            label = usize::from(from.get(label).copied().unwrap_or(0));
        }
        labels.reverse();
    }
}
