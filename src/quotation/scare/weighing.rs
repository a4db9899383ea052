//! The last word on whether marked words are a quotation: a linear model weighs what the rules say, the words beside the
//! marks and those between them. It overrules the rules only where it is sure. Trained by `examples/train`.

use super::{is_inside_name, is_known_as, is_scare, is_term, is_title};
use crate::document::BlockKind;
use crate::nlp::lexicon::Lex;
use crate::nlp::linear::{Feature, Linear, hash_word, join, logistic};
use crate::nlp::token::{Case, Token, TokenKind};
use crate::quotation::attribution::attribute_raised;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::{Class, Reading};

static MODEL: &[u8] = include_bytes!("../../../assets/models/marks-en.bin");

/// Below this probability what the rules take for a quotation is none.
const DOUBT: f32 = 0.3;
/// Above this one what they take for none is one.
const BELIEF: f32 = 0.7;

/// What the rules of reported speech make of each marked segment: the number of the rule that claimed it, or 0.
pub fn claims(reading: &Reading, found: &Findings) -> Vec<u32> {
    (0..reading.marked.len()).map(|mark| found.of_mark(mark).map_or(0, |finding| finding.rule as u32 + 1)).collect()
}

/// Gives up quotations of nothing but marked words that the model is sure are none, and takes marked words for quotations
/// that it is sure are some.
pub fn overrule(reading: &Reading, found: &mut Findings, claims: &[u32]) {
    let model = Linear::new(MODEL);
    let chance = |mark: usize| logistic(model.score(&features(reading, mark, claims.get(mark).copied().unwrap_or(0))));
    let is_whole =
        |finding: &Finding, mark: usize| reading.marked.get(mark).is_some_and(|m| m.tokens == finding.tokens);
    let is_named = |mark: usize| {
        reading.item_of.get(mark).is_some_and(|&item| is_inside_name(reading, item) || is_known_as(reading, item))
    };
    let doubted: Vec<usize> = (0..reading.marked.len())
        .filter(|&mark| found.of_mark(mark).is_some_and(|finding| is_whole(finding, mark)) && chance(mark) < DOUBT)
        .collect();
    let believed = |mark: &usize| !is_named(*mark) && chance(*mark) > BELIEF;
    let raised: Vec<usize> = found.scare.iter().copied().filter(believed).collect();
    if doubted.is_empty() && raised.is_empty() {
        return;
    }
    let raised = attribute_raised(reading, found, &raised);
    found.scare.retain(|mark| raised.binary_search(mark).is_err());
    // Both are in the order of the text.
    let is_doubted = |finding: &Finding| {
        let at = doubted.partition_point(|&mark| reading.marked[mark].tokens.start < finding.tokens.start);
        doubted.get(at).is_some_and(|&mark| is_whole(finding, mark))
    };
    found.all.retain(|finding| !is_doubted(finding));
    found.scare.extend(doubted);
    found.scare.sort_unstable();
    found.claim_marks(reading);
}

/// Collects features; each has a number of its own.
struct Sink(Vec<Feature>);

impl Sink {
    fn add(&mut self, values: &[u32]) {
        let template = join(0x3a2c, self.0.len() as u32);
        self.0.push(values.iter().fold(template, |hash, &value| join(hash, value)));
    }
}

/// What speaks for and against a marked segment.
pub fn features(reading: &Reading, mark: usize, claim: u32) -> Vec<Feature> {
    let mut sink = Sink(Vec::with_capacity(40));
    let (Some(&item), Some(marked)) = (reading.item_of.get(mark), reading.marked.get(mark)) else { return sink.0 };
    let sentence = reading.sentence_at(item);
    let Some(items) = reading.sentences.get(sentence).map(|sentence| sentence.items.clone()) else { return sink.0 };
    let inside = reading.prose.tokens.get(marked.tokens.start as usize..marked.tokens.end as usize).unwrap_or(&[]);
    let words: Vec<&Token> = inside.iter().filter(|token| token.kind == TokenKind::Word).collect();
    let count = size(reading.words_in(marked));
    let hash = |token: Option<&&Token>| token.map_or(0, |token| hash_word(token.of(reading.prose.text)));
    let class = |at: Option<usize>| at.filter(|at| items.contains(at)).map_or(0, |at| reading.class(at).number());
    let word = |at: Option<usize>| at.filter(|at| items.contains(at)).map_or(0, |at| hash_word(reading.word(at)));
    let (before, before2) = (item.checked_sub(1), item.checked_sub(2));
    let (after, after2) = (Some(item + 1), Some(item + 2));
    let title = u32::from(is_title(reading, mark));
    let scare = u32::from(is_scare(reading, mark, item, &items));
    let term = u32::from(is_term(reading, mark, item, &items));
    let last = match reading.last_letter(item) {
        ',' => 1,
        '.' => 2,
        '?' | '!' => 3,
        _ => 0,
    };
    let case = words.first().map_or(0, |token| match token.case {
        Case::Lower => 1,
        Case::Capital => 2,
        Case::Upper => 3,
    });
    let opens = u32::from(item == items.start);
    let alone = u32::from(items.clone().all(|at| matches!(reading.class(at), Class::Quote | Class::Sign(_))));
    let speaks = u32::from(words.iter().any(|token| token.is(Lex::PRONOUN.or(Lex::AUXILIARY).or(Lex::MODAL))));
    let acts = u32::from(words.iter().any(|token| token.case == Case::Lower && token.is(Lex::VERB.or(Lex::SAY))));
    let capitals = words.iter().filter(|token| token.case != Case::Lower).count() as u32;
    let verb =
        (items.start..item).rev().take(14).find(|&at| reading.is_verb(at) && reading.class(at) != Class::Auxiliary);
    let next_verb = (item + 1..items.end).take(8).find(|&at| reading.is_verb(at));
    let away = verb.map_or(7, |at| size(item - at));

    sink.add(&[claim]);
    sink.add(&[claim, count]);
    sink.add(&[claim, class(before), opens]);
    sink.add(&[claim, word(before)]);
    sink.add(&[claim, title, count, last]);
    sink.add(&[claim, last, opens, alone]);
    sink.add(&[claim, case, count]);
    sink.add(&[scare, title, term, count]);
    sink.add(&[scare, claim, title]);
    sink.add(&[title, word(before)]);
    sink.add(&[title, class(before), class(before2)]);
    sink.add(&[title, class(after), word(after)]);
    sink.add(&[title, capitals.min(6), count, last]);
    sink.add(&[class(before), class(after), count]);
    sink.add(&[word(before), word(before2)]);
    sink.add(&[word(before), class(after)]);
    sink.add(&[word(before), count]);
    sink.add(&[word(before2), class(before)]);
    sink.add(&[word(after), count]);
    sink.add(&[class(after), class(after2), last, count]);
    sink.add(&[word(verb), count]);
    sink.add(&[word(verb), class(before)]);
    sink.add(&[class(verb), away, class(before)]);
    sink.add(&[class(verb), away, count, claim]);
    sink.add(&[word(verb), title, claim]);
    sink.add(&[class(next_verb), word(next_verb), last]);
    sink.add(&[hash(words.first()), case]);
    sink.add(&[hash(words.first()), class(before)]);
    sink.add(&[hash(words.last())]);
    sink.add(&[hash(words.first()), hash(words.last())]);
    sink.add(&[speaks, acts, count]);
    sink.add(&[speaks, acts, claim, last]);
    sink.add(&[speaks, title, class(before)]);
    sink.add(&[opens, alone, count, last]);
    sink.add(&[marked.closed.into(), alone, opens]);
    let block = reading.prose.blocks.get(marked.paragraph as usize);
    sink.add(&[block.is_some_and(|block| block.kind == BlockKind::PullQuote).into(), count]);
    sink.0
}

/// Few numbers for many.
fn size(number: usize) -> u32 {
    match number {
        0..=4 => number as u32,
        5..=6 => 5,
        7..=12 => 6,
        _ => 7,
    }
}
