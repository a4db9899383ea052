//! Words that are quoted twice: what a pull quote sets apart is said by whoever says it in the text. Looks at words only.

use rustc_hash::FxHashMap;

use super::Speaker;
use crate::linear::{hash_word, join};
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::marks::Marked;
use crate::quotation::reading::Reading;

/// So many first words must be the same.
const SAME: usize = 5;

/// Gives quotations that stand alone, with nothing but guesses about their source, the speaker of the same words elsewhere.
pub fn share(reading: &Reading, found: &mut Findings, speakers: &mut [Speaker]) {
    let mut said: FxHashMap<u32, usize> = FxHashMap::default();
    let mut guessed = Vec::new();
    for (mark, marked) in reading.marked.iter().enumerate() {
        let Some(index) = found.of_mark.get(mark).copied().flatten() else { continue };
        let (Some(finding), Some(key)) = (found.all.get(index), key(reading, marked)) else { continue };
        let alone = finding.tokens == marked.tokens && fills_block(reading, marked);
        match finding.rule {
            rule if alone && is_guess(rule) => guessed.push((index, key)),
            Rule::Unattributed | Rule::Turn | Rule::Ranked => {}
            _ => _ = said.entry(key).or_insert(index),
        }
    }
    for (index, key) in guessed {
        let Some((other, speaker)) =
            said.get(&key).and_then(|&at| Some((found.all.get(at)?, speakers.get(at)?.clone())))
        else {
            continue;
        };
        let (source, antecedent) = (other.source.clone(), other.antecedent.clone());
        let (Some(finding), Some(slot)) = (found.all.get_mut(index), speakers.get_mut(index)) else { continue };
        finding.rule = Rule::Repeated;
        (finding.source, finding.antecedent, finding.cue) = (source, antecedent, None);
        *slot = Speaker { actor: speaker.actor, also: speaker.also, ..Speaker::default() };
    }
}

/// Whether a rule goes by what stands near, not by words that name the source.
fn is_guess(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::Unattributed
            | Rule::Turn
            | Rule::Ranked
            | Rule::PreviousSentence
            | Rule::ActionBeat
            | Rule::Continuation
            | Rule::Anticipation
    )
}

/// A hash of the first words between the marks.
fn key(reading: &Reading, marked: &Marked) -> Option<u32> {
    let tokens = marked.tokens.clone();
    let words = tokens.filter(|&at| reading.prose.tokens.get(at as usize).is_some_and(|t| t.kind == TokenKind::Word));
    let hashes: Vec<u32> = words.take(SAME).map(|at| hash_word(reading.prose.word(at))).collect();
    (hashes.len() == SAME).then(|| hashes.into_iter().fold(0x9e, join))
}

/// Whether nothing else is said in its block.
fn fills_block(reading: &Reading, marked: &Marked) -> bool {
    reading.prose.blocks.get(marked.paragraph as usize).is_some_and(|block| {
        let tokens = block.tokens.clone();
        let word = |at: u32| reading.prose.tokens.get(at as usize).is_some_and(|t| t.kind == TokenKind::Word);
        tokens.filter(|at| !marked.tokens.contains(at)).all(|at| !word(at))
    })
}
