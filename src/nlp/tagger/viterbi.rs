//! The best sequence of labels for a sentence: Viterbi, first order. Linear in the sentence; integers only, so that every
//! machine decides alike.

use super::features::{Sentence, list, transition};
use super::{COLUMNS, Label, Observation};
use crate::linear::Checked;

const CLASSES: usize = 32;
/// Less than any score: a sentence is too short for sums so large, and eight times the double still fits.
const NEVER: i32 = -(1 << 26);

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
            let item = Observation { class: class as u8, ..Observation::default() };
            let mut scores = model.sums(&[transition(before, item)]).map(i32::from);
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
        let transitions = (0..CLASSES).map(rows).collect();
        Self { model, transitions }
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
            let mut scores = *bias;
            for (score, sum) in scores.iter_mut().zip(self.model.sums(list(sentence, at).as_slice())) {
                *score += i32::from(sum);
            }
            let Some(moves) = self.transitions.get(usize::from(item.class) % CLASSES) else { return };
            let from;
            (best, from) = if at == 0 { (moves[Label::ALL.len()], [0; COLUMNS]) } else { best_moves(&best, moves) };
            for (sum, score) in best.iter_mut().zip(scores) {
                *sum = (*sum + score).max(NEVER);
            }
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

/// The best way to each label from those before, and where it comes from; of equals the first.
#[inline]
fn best_moves(best: &[i32; COLUMNS], moves: &[[i32; COLUMNS]; COLUMNS]) -> ([i32; COLUMNS], [u8; COLUMNS]) {
    // A score and where it comes from in one number, so that the larger number is the better way.
    let mut next = [i32::MIN; COLUMNS];
    for (before, (best, moves)) in best.iter().zip(moves).enumerate().take(Label::ALL.len()) {
        let best = best * COLUMNS as i32 + (COLUMNS - 1 - before) as i32;
        for (next, step) in next.iter_mut().zip(moves) {
            *next = (best + step * COLUMNS as i32).max(*next);
        }
    }
    (next.map(|next| next >> COLUMNS.ilog2()), next.map(|next| (COLUMNS as i32 - 1 - (next & 7)) as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_way_is_the_first_of_the_best() {
        let mut dice = 7u32;
        let mut roll = || {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if dice >> 30 == 0 { NEVER } else { (dice >> 16) as i32 % 9 - 4 }
        };
        for _ in 0..200 {
            let best: [i32; COLUMNS] = std::array::from_fn(|_| roll());
            let moves = [[0; COLUMNS]; COLUMNS].map(|row| row.map(|_| roll()));
            let (next, from) = best_moves(&best, &moves);
            for label in 0..COLUMNS {
                let sum = |before: &usize| best[*before] + moves[*before][label];
                let first = (0..Label::ALL.len()).rev().max_by_key(sum).unwrap_or(0);
                assert_eq!((next[label], usize::from(from[label])), (sum(&first), first));
            }
        }
    }
}
