//! How well the words of a turn fit to what each of those who may speak says elsewhere, where names settle who speaks.

use rustc_hash::FxHashMap;

use super::turn::{Sort, Turn};
use crate::linear::hash_word;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::Reading;

/// How many words of anybody's each one's words are mixed with.
const ANYBODY: f32 = 300.0;

type Counts = FxHashMap<u32, f32>;

/// Fills in [`super::turn::Candidate::style`].
pub fn measure(reading: &Reading, turns: &mut [Turn], hidden: &mut [Option<Turn>], people: usize) {
    let words: Vec<Vec<u32>> = turns.iter().map(|turn| words_of(reading, turn)).collect();
    let mut all = Counts::default();
    let mut of: Vec<(Counts, f32)> = vec![(Counts::default(), 0.0); people];
    let mut total = 0.0f32;
    for (turn, words) in turns.iter().zip(&words) {
        for &word in words {
            *all.entry(word).or_default() += 1.0;
            total += 1.0;
        }
        let settled = turn.base.filter(|_| turn.sort == Sort::Settled);
        if let Some((counts, sum)) = settled.and_then(|actor| of.get_mut(actor.0 as usize)) {
            for &word in words {
                *counts.entry(word).or_default() += 1.0;
            }
            *sum += words.len() as f32;
        }
    }
    for (at, words) in words.iter().enumerate() {
        let mut here = Counts::default();
        for &word in words {
            *here.entry(word).or_default() += 1.0;
        }
        let base = turns.get(at).filter(|turn| turn.sort == Sort::Settled).and_then(|turn| turn.base);
        let both = turns.get_mut(at).into_iter().chain(hidden.get_mut(at).and_then(Option::as_mut));
        for turn in both {
            for candidate in &mut turn.candidates {
                let Some((counts, sum)) = of.get(candidate.actor.0 as usize) else { continue };
                // What is said here is no evidence for itself.
                let own = Some(candidate.actor) == base;
                let sum = if own { sum - words.len() as f32 } else { *sum };
                candidate.style = words
                    .iter()
                    .map(|word| {
                        let mine = counts.get(word).copied().unwrap_or(0.0);
                        let here = here.get(word).copied().unwrap_or(0.0);
                        let mine = if own { mine - here } else { mine };
                        let share = (all.get(word).copied().unwrap_or(0.0) - here + 0.5).max(0.5) / total.max(1.0);
                        ((mine + ANYBODY * share) / (sum + ANYBODY) / share).ln()
                    })
                    .sum();
            }
        }
    }
}

fn words_of(reading: &Reading, turn: &Turn) -> Vec<u32> {
    let marks = turn.marks.0..turn.marks.1 + 1;
    let tokens = reading.marked.get(marks).into_iter().flatten().flat_map(|marked| marked.tokens.clone());
    let words =
        tokens.filter(|&at| reading.prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Word));
    words.map(|at| hash_word(&reading.prose.word(at).to_lowercase())).collect()
}
