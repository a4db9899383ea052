//! Dialogue that a dash opens, as in much French, Russian and some English prose: `—Come up! he called.`

mod news;

use std::ops::Range;

use super::{Marked, Sort, incise};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// Adds the lines of dialogue that dashes open, where the document writes its dialogue so.
pub fn add(prose: &Prose, out: &mut Vec<Marked>) {
    let opened: Vec<u32> = (0..prose.blocks.len() as u32).filter(|&index| opens_with_dash(prose, index)).collect();
    if prose.lexicon.phrases().grammar.dashes {
        return news::add(prose, &opened, out);
    }
    let rival = out.iter().filter(|segment| segment.sort != Sort::Single).count();
    // French writes its dialogue so and marks other words with guillemets beside it.
    let usual = prose.language == Language::French;
    if opened.len() < 3 || !usual && opened.len() <= rival {
        return;
    }
    out.retain(|segment| opened.binary_search(&segment.paragraph).is_err());
    for paragraph in opened {
        let Some(range) = prose.blocks.get(paragraph as usize).map(|block| block.tokens.clone()) else { continue };
        let speeches = if usual { incise::speeches(prose, &range) } else { speeches(prose, &range) };
        out.extend(speeches.into_iter().map(|tokens| marked(prose, paragraph, tokens)));
    }
    out.sort_by_key(|segment| segment.tokens.start);
}

fn marked(prose: &Prose, paragraph: u32, tokens: Range<u32>) -> Marked {
    let span = prose.span(&tokens);
    Marked { span, tokens, paragraph, sort: Sort::Dash, closed: true, reopened: false }
}

fn opens_with_dash(prose: &Prose, paragraph: u32) -> bool {
    let first = prose.blocks.get(paragraph as usize).and_then(|block| prose.tokens.get(block.tokens.start as usize));
    let marked = prose.blocks.get(paragraph as usize).is_some_and(|block| prose.word(block.tokens.start + 1) == "«");
    // Tabloids of the North write a hyphen.
    let hyphen = prose.lexicon.phrases().grammar.dashes;
    first.is_some_and(|token| token.kind == TokenKind::Dash && (hyphen || token.of(prose.text) != "-")) && !marked
}

/// What is said in a paragraph: up to an attribution, and on from the stop after it.
fn speeches(prose: &Prose, range: &Range<u32>) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let mut at = range.start + 1;
    while at < range.end {
        if attribution_starts(prose, at, range.end) {
            out.push(start..at);
            let stop = (at..range.end).find(|&next| is(prose, next, TokenKind::Stop));
            match stop {
                Some(stop) if stop + 1 < range.end => {
                    start = stop + 1;
                    at = start;
                }
                _ => return out,
            }
        }
        at += 1;
    }
    if start < range.end {
        out.push(start..range.end);
    }
    out
}

fn is(prose: &Prose, at: u32, kind: TokenKind) -> bool {
    prose.tokens.get(at as usize).is_some_and(|token| token.kind == kind)
}

/// `, he said` · `! Buck Mulligan cried` · `, said Voss`: after a comma, dash or stop, a name or pronoun with a verb of speech.
fn attribution_starts(prose: &Prose, at: u32, end: u32) -> bool {
    let before = prose.tokens.get(at.saturating_sub(1) as usize);
    if !before.is_some_and(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Dash)) {
        return false;
    }
    let says = |at: u32| {
        at < end && prose.tokens.get(at as usize).is_some_and(|token| token.is(Lex::SAY) && !token.is_capital())
    };
    if says(at) {
        return true;
    }
    let third = prose.tokens.get(at as usize).is_some_and(|token| {
        token.is(Lex::PRONOUN)
            && (["he", "she", "they"].iter().any(|word| token.of(prose.text).eq_ignore_ascii_case(word))
                || token.is(Lex::MALE.or(Lex::FEMALE)))
            || token.is_capital() && !token.is(Lex::PRONOUN.or(Lex::CONJUNCTION).or(Lex::WH))
    });
    let named = |next: &u32| {
        prose.tokens.get(*next as usize).is_some_and(|token| token.is_capital() && token.kind == TokenKind::Word)
    };
    let name_end = (at + 1..end.min(at + 4)).take_while(named).last().map_or(at + 1, |last| last + 1);
    third
        && (says(name_end)
            || says(name_end + 1) && prose.tokens.get(name_end as usize).is_some_and(|t| t.is(Lex::ADVERB)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::marked;

    #[test]
    fn dashes_open_dialogue() {
        let text =
            "—Come up! she called.\n\n—Why? said Lee. It is cold.\n\n—Because, Ada Voss said, I say so.\n\nHe came.";
        assert_eq!(marked(text), ["—Come up!", "—Why?", "It is cold.", "—Because,"]);
        assert_eq!(marked("– one\n\n– two\n\n“Said”"), ["“Said”"], "a list is no dialogue");
    }
}
