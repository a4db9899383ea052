//! The last word on whether marked words are a quotation: a linear model weighs what the rules say, the words beside the
//! marks and those between them. It overrules the rules only where it is sure. Trained by `examples/train`.

use std::sync::LazyLock;

use super::context::Context;
use super::{is_inside_name, is_known_as, is_scare, is_term, is_title};
use crate::document::BlockKind;
use crate::linear::{Feature, Linear, Templates, floor, hash_word, logistic};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, Token, TokenKind};
use crate::quotation::attribution::attribute_raised;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::{Class, Reading};

/// Sets its features apart from those of other models.
const SALT: u32 = 0x3a2c;

static MODEL: &[u8] = include_bytes!("../../../assets/models/marks-en.bin");

/// From which probability on the model overrules the rules.
struct Floors {
    /// Below this one what the rules take for a quotation is none.
    doubt: f32,
    /// Above this one what they take for none is one.
    belief: f32,
}

static FLOORS: LazyLock<Floors> = LazyLock::new(|| {
    let text = include_str!("../../../assets/models/marks-floors.txt");
    Floors { doubt: floor(text, "doubt"), belief: floor(text, "belief") }
});

/// What the rules of reported speech make of each marked segment: the number of the rule that claimed it, or 0.
pub fn claims(reading: &Reading, found: &Findings) -> Vec<u32> {
    (0..reading.marked.len()).map(|mark| found.of_mark(mark).map_or(0, |finding| finding.rule as u32 + 1)).collect()
}

/// The probability of each marked segment that it is a quotation.
pub fn chances(reading: &Reading, found: &Findings, claims: &[u32]) -> Vec<f32> {
    if reading.marked.is_empty() {
        return Vec::new();
    }
    let model = Linear::new(MODEL);
    let context = Context::new(reading, found, claims);
    (0..reading.marked.len()).map(|mark| logistic(model.score(&features(&context, mark)))).collect()
}

/// Gives up quotations of nothing but marked words that the model is sure are none, and takes marked words for quotations
/// that it is sure are some.
pub fn overrule(reading: &Reading, found: &mut Findings, chances: &[f32]) {
    let chance = |mark: usize| chances.get(mark).copied().unwrap_or(0.5);
    let is_whole =
        |finding: &Finding, mark: usize| reading.marked.get(mark).is_some_and(|m| m.tokens == finding.tokens);
    let doubted: Vec<usize> = (0..reading.marked.len())
        .filter(|&mark| {
            found.of_mark(mark).is_some_and(|finding| is_whole(finding, mark)) && chance(mark) < FLOORS.doubt
        })
        .collect();
    let believed = |mark: &usize| !is_named(reading, *mark) && chance(*mark) > FLOORS.belief;
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

/// Whether a marked segment is part of a name, which no probability makes a quotation.
pub fn is_named(reading: &Reading, mark: usize) -> bool {
    reading.item_of.get(mark).is_some_and(|&item| is_inside_name(reading, item) || is_known_as(reading, item))
}

/// What speaks for and against a marked segment.
pub fn features(context: &Context, mark: usize) -> Vec<Feature> {
    let reading = context.reading;
    let claim = context.claims.get(mark).copied().unwrap_or(0);
    let mut sink = Templates::new(SALT, 80);
    let (Some(&item), Some(marked)) = (reading.item_of.get(mark), reading.marked.get(mark)) else {
        return sink.features();
    };
    let sentence = reading.sentence_at(item);
    let Some(items) = reading.sentences.get(sentence).map(|sentence| sentence.items.clone()) else {
        return sink.features();
    };
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
    add_context(&mut sink, context, mark, [claim, count, last, title]);
    add_inside(&mut sink, context, mark, [claim, count, last, alone]);
    sink.features()
}

/// What became of it, and what the document does with its marks.
fn add_context(sink: &mut Templates, context: &Context, mark: usize, [claim, count, last, title]: [u32; 4]) {
    let Some(marked) = context.reading.marked.get(mark) else { return };
    let verdict = context.verdicts.get(mark).copied().unwrap_or(0);
    let sourced = verdict >> 3 & 1;
    let (repeated, block) = (context.repeated.get(mark).copied().unwrap_or(0), context.block(marked));
    let (other, technical) = (u32::from(context.is_of_other_sort(marked)), context.technical_block(marked));
    sink.add(&[verdict]);
    sink.add(&[verdict, count]);
    sink.add(&[verdict, last]);
    sink.add(&[verdict & 7, sourced, count, last]);
    sink.add(&[verdict & 7, sourced, title]);
    sink.add(&[repeated, count]);
    sink.add(&[repeated, claim.min(1), last]);
    sink.add(&[block, count]);
    sink.add(&[block, claim.min(1), title]);
    sink.add(&[other, count]);
    sink.add(&[other, claim.min(1), last]);
    let headline = u32::from(context.is_headline(marked));
    let contained = context.contained.get(mark).copied().unwrap_or(false).into();
    sink.add(&[headline, other, count]);
    sink.add(&[headline, other, claim.min(1), title]);
    sink.add(&[headline, contained]);
    sink.add(&[contained, count, claim.min(1)]);
    sink.add(&[contained, other, headline, sourced]);
    sink.add(&[u32::from(marked.paragraph == 0), headline, other]);
    sink.add(&[technical, claim.min(1)]);
    sink.add(&[technical, sourced, last]);
    sink.add(&[context.technical, claim.min(1)]);
    sink.add(&[context.technical, sourced, last]);
    sink.add(&[context.claimed, claim.min(1)]);
    sink.add(&[context.claimed, sourced, count]);
    sink.add(&[context.talks, claim.min(1), sourced]);
    sink.add(&[context.talks, context.claimed, context.technical]);
    sink.add(&[context.talks, count, last]);
}

/// How the words between the marks read: as somebody's speech, a phrase, a name, code.
fn add_inside(sink: &mut Templates, context: &Context, mark: usize, [claim, count, last, alone]: [u32; 4]) {
    let reading = context.reading;
    let Some(marked) = reading.marked.get(mark) else { return };
    let tokens = reading.prose.tokens.get(marked.tokens.start as usize..marked.tokens.end as usize).unwrap_or(&[]);
    let text = |token: &Token| token.of(reading.prose.text);
    let is_of = |token: &Token, words: &[&str]| words.iter().any(|word| text(token).eq_ignore_ascii_case(word));
    let first = tokens.iter().any(|token| is_of(token, &["i", "we", "my", "our", "me", "us", "i'm", "we're"]));
    let second = tokens.iter().any(|token| is_of(token, &["you", "your"]));
    let clitic = tokens.iter().any(|token| token.kind == TokenKind::Clitic);
    let finite = tokens.iter().any(|token| token.is(Lex::AUXILIARY.or(Lex::MODAL)));
    let voice = u32::from(first) + 2 * u32::from(second) + 4 * u32::from(clitic) + 8 * u32::from(finite);
    let stops = tokens.iter().filter(|token| token.kind == TokenKind::Stop).count().min(2) as u32;
    let commas = tokens.iter().filter(|token| token.kind == TokenKind::Comma).count().min(2) as u32;
    let odd = tokens.iter().filter(|token| token.kind == TokenKind::Other).count().min(2) as u32;
    let numbers = tokens.iter().filter(|token| token.kind == TokenKind::Number).count().min(2) as u32;
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let capitals = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.is_capital()).count();
    let share = (4 * capitals).checked_div(words).map_or(5, |share| share as u32);
    let opens_small =
        tokens.iter().find(|token| token.kind == TokenKind::Word).is_some_and(|token| !token.is_capital());
    // `f"…"`, `"…"s`: no prose has letters or signs right beside its marks.
    let beside = |c: Option<char>| match c {
        None | Some(' ' | '\n' | '\u{a0}') => 0,
        Some('(' | '[') => 1,
        Some(')' | ']') => 2,
        Some(',' | '.' | ';' | ':' | '?' | '!') => 3,
        Some('-' | '–' | '—') => 4,
        Some(c) if c.is_alphanumeric() => 5,
        Some(_) => 6,
    };
    let before = beside(reading.prose.text.get(..marked.span.start).and_then(|text| text.chars().next_back()));
    let after = beside(reading.prose.text.get(marked.span.end..).and_then(|text| text.chars().next()));
    let length = match words {
        0..=12 => words as u32,
        13..=20 => 13,
        21..=35 => 14,
        _ => 15,
    };
    sink.add(&[length]);
    sink.add(&[length, claim.min(1)]);
    sink.add(&[voice, count]);
    sink.add(&[voice, claim.min(1)]);
    sink.add(&[voice, last, alone]);
    sink.add(&[stops, commas, count]);
    sink.add(&[odd, numbers, claim.min(1)]);
    sink.add(&[share, count, claim.min(1)]);
    sink.add(&[share, opens_small.into(), last]);
    sink.add(&[before, after]);
    sink.add(&[before, after, claim.min(1), last]);
    sink.add(&[before, count]);
    add_neighbours(sink, context, mark, [claim, count, last]);
}

/// What the sentence says around the marks: who, which verb of saying, what else stands in marks.
fn add_neighbours(sink: &mut Templates, context: &Context, mark: usize, [claim, count, last]: [u32; 3]) {
    let reading = context.reading;
    let Some(&item) = reading.item_of.get(mark) else { return };
    let Some(sentence) = reading.sentences.get(reading.sentence_at(item)) else { return };
    let items = sentence.items.clone();
    let says = |at: &usize| reading.class(*at) == Class::Say;
    let before = (items.start..item).rev().take(20).find(says);
    let after = (item + 1..items.end).take(8).find(says);
    let person = |at: &usize| reading.class(*at) == Class::Name || reading.is(*at, Lex::PRONOUN);
    let who = u32::from((items.start..item).rev().take(20).any(|at| person(&at)))
        + 2 * u32::from((item + 1..items.end).take(8).any(|at| person(&at)));
    let word = |at: Option<usize>| at.map_or(0, |at| hash_word(reading.word(at)));
    let gap = |at: Option<usize>| at.map_or(9, |at| size(at.abs_diff(item)));
    let others = items.clone().filter(|&at| at != item && reading.class(at) == Class::Quote).count().min(3) as u32;
    let neighbour =
        |mark: Option<usize>| mark.map_or(7, |mark| context.verdicts.get(mark).map_or(7, |verdict| verdict & 15));
    let (left, right) = (neighbour(mark.checked_sub(1)), neighbour(Some(mark + 1)));
    sink.add(&[word(before), gap(before)]);
    sink.add(&[word(after), gap(after)]);
    sink.add(&[gap(before), gap(after), count]);
    sink.add(&[gap(before), gap(after), who, claim.min(1)]);
    sink.add(&[who, count, last]);
    sink.add(&[others, claim.min(1), count]);
    sink.add(&[left, right, claim.min(1)]);
    sink.add(&[left, count, last]);
    sink.add(&[right, count, last]);
    // "a paper titled: “…”", "what he called the “…”": the word that leads to the marks, and what that follows.
    let leads = |at: &usize| {
        !matches!(reading.class(*at), Class::Sign(_) | Class::Determiner | Class::Possessive | Class::Adverb)
    };
    let lead = (items.start..item).rev().take(5).find(leads);
    let leader = lead.and_then(|lead| lead.checked_sub(1)).filter(|at| items.contains(at));
    let class = |at: Option<usize>| at.map_or(0, |at| reading.class(at).number());
    let straight = lead.map_or(7, |lead| size(item - lead));
    sink.add(&[word(lead), straight]);
    sink.add(&[word(lead), class(leader)]);
    sink.add(&[word(lead), word(leader)]);
    sink.add(&[word(lead), count, claim.min(1)]);
    sink.add(&[class(lead), class(leader), straight, count]);
    if item > 0 {
        let stem = reading.word(item - 1);
        let ending = stem.get(stem.len().saturating_sub(2)..).unwrap_or("");
        sink.add(&[hash_word(ending), reading.class(item - 1).number(), count]);
    }
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
