//! Speech between dashes in the news of the North, of Poland, Brazil and others: `– Nei, sier Hansen. Han …`, also inside a
//! paragraph: `Han er ute. – Vi klager, sier han.` What shows it is the verb of saying behind it.

use std::ops::Range;

use super::{attribution_starts, is, marked};
use crate::document::BlockKind;
use crate::nlp::Prose;
use crate::nlp::token::TokenKind;
use crate::quotation::marks::Marked;

/// Among so many blocks at the beginning of a text the headline is.
const HEAD: u32 = 2;

/// Tokens that a speech without an attribution has more than.
const FEW: usize = 3;

/// Adds what is said, where the document writes speech so: where at least one is attributed. `opened` are the paragraphs that
/// begin with a dash.
pub fn add(prose: &Prose, opened: &[u32], out: &mut Vec<Marked>) {
    let mut found: Vec<(u32, Speech)> = Vec::new();
    for (index, block) in (0..).zip(&prose.blocks) {
        if matches!(block.kind, BlockKind::ListItem(_)) {
            continue;
        }
        let opens = opened.binary_search(&index).is_ok();
        let headline = index < HEAD || matches!(block.kind, BlockKind::Heading(_));
        found.extend(speeches(prose, &block.tokens, opens, headline).into_iter().map(|speech| (index, speech)));
    }
    if !found.iter().any(|(_, speech)| speech.attributed) {
        return;
    }
    let covers = |tokens: &Range<u32>| {
        let at = found.partition_point(|(_, speech)| speech.tokens.end <= tokens.start);
        found.get(at).is_some_and(|(_, speech)| speech.tokens.start < tokens.end)
    };
    out.retain(|segment| !covers(&segment.tokens));
    out.extend(found.iter().map(|(paragraph, speech)| marked(prose, *paragraph, speech.tokens.clone())));
    out.sort_by_key(|segment| segment.tokens.start);
}

struct Speech {
    tokens: Range<u32>,
    attributed: bool,
}

/// What a paragraph says between dashes.
fn speeches(prose: &Prose, range: &Range<u32>, opens: bool, headline: bool) -> Vec<Speech> {
    let mut out = Vec::new();
    let mut at = range.start;
    // Behind an attribution that a dash closes, speech goes on: "—Vamos —dijo Paz—. Ya es tarde."
    let mut resumed = false;
    while at < range.end {
        if !std::mem::take(&mut resumed) && !starts_speech(prose, at, range, opens) {
            at += 1;
            continue;
        }
        let end = (at + 2..range.end).find(|&next| attribution_starts(prose, next, range.end));
        let Some(next) = end else {
            // A headline has no stop.
            let last = is(prose, range.end - 1, TokenKind::Stop) || headline;
            if last && range.end as usize - at as usize > FEW {
                out.push(Speech { tokens: at..range.end, attributed: false });
            }
            break;
        };
        let dash = is(prose, next - 1, TokenKind::Dash);
        out.push(Speech { tokens: at..next - u32::from(dash), attributed: true });
        // The attribution goes on to the end of its sentence.
        let attribution = next;
        at = (next..range.end).find(|&stop| is(prose, stop, TokenKind::Stop)).map_or(range.end, |stop| stop + 1);
        resumed = opens && at < range.end && (attribution..at).any(|at| is(prose, at, TokenKind::Dash));
    }
    out
}

/// A dash that opens a paragraph, or stands between two sentences: `…. – Vi klager`, `Hansen: – Nei`.
fn starts_speech(prose: &Prose, at: u32, range: &Range<u32>, opens: bool) -> bool {
    if !is(prose, at, TokenKind::Dash) {
        return false;
    }
    let capital = prose.tokens.get(at as usize + 1).is_some_and(|next| {
        next.is_capital() || matches!(next.kind, TokenKind::Other | TokenKind::Number) || next.kind == TokenKind::Stop
    });
    if at == range.start {
        return opens && capital;
    }
    let before = at - 1;
    // "12. – 15. mai"
    let number = |at: u32| is(prose, at, TokenKind::Number);
    if number(at + 1) && before > range.start && number(before - 1) {
        return false;
    }
    capital && (is(prose, before, TokenKind::Stop) || is(prose, before, TokenKind::Colon))
}
