//! Whose turn it is where nothing names a source: speakers alternate, and the one spoken to answers.

use super::{Speaker, is_open};
use crate::entity::ActorId;
use crate::entity::Resolved;
use crate::entity::mention::Found;
use crate::entity::{ActorKind, MentionKind};
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// How many paragraphs without speech may lie between two turns of one conversation.
const GAP: u32 = 2;

/// A paragraph with direct speech.
#[derive(Clone, Debug)]
struct Turn {
    /// Its first and its last paragraph: a quotation may be left open over several.
    paragraph: u32,
    last: u32,
    /// Findings in it, indices.
    findings: Vec<usize>,
    /// Who speaks, where words say so.
    actor: Option<ActorId>,
    /// Whether words name a source, resolved or not.
    named: bool,
    /// Who is spoken to by name.
    addressed: Option<ActorId>,
}

/// Gives the turns without a source their speakers.
pub fn take_turns(
    reading: &Reading,
    found: &mut Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    resolved: &Resolved,
) {
    let mut turns = turns(reading, found, speakers, mentions, resolved);
    for at in 0..turns.len() {
        if turns.get(at).is_some_and(|turn| turn.actor.is_none()) {
            let actor = answer(&turns, at).or_else(|| alternate(&turns, at));
            if let Some(turn) = turns.get_mut(at) {
                turn.actor = actor;
            }
        }
    }
    // What comes later tells the first turns of a conversation.
    for at in (0..turns.len()).rev() {
        if turns.get(at).is_some_and(|turn| turn.actor.is_none()) {
            let actor = alternate_back(&turns, at);
            if let Some(turn) = turns.get_mut(at) {
                turn.actor = actor;
            }
        }
    }
    for turn in turns {
        let Some(actor) = turn.actor else { continue };
        for index in turn.findings {
            let (Some(finding), Some(speaker)) = (found.all.get_mut(index), speakers.get_mut(index)) else { continue };
            if is_open(finding.rule) {
                finding.rule = Rule::Turn;
                // The words that named the speaker's last turn stay where they say the same.
                if speaker.actor != Some(actor) {
                    finding.source = None;
                }
                speaker.actor = Some(actor);
            } else if speaker.actor.is_none() && !turn.named {
                speaker.actor = Some(actor);
            }
        }
    }
}

/// The paragraphs with marked speech, in order.
fn turns(
    reading: &Reading,
    found: &Findings,
    speakers: &[Speaker],
    mentions: &[Found],
    resolved: &Resolved,
) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (mark, marked) in reading.marked.iter().enumerate() {
        let Some(index) = found.of_mark.get(mark).copied().flatten() else { continue };
        let (Some(finding), Some(speaker)) = (found.all.get(index), speakers.get(index)) else { continue };
        let paragraph = marked.paragraph;
        let goes_on = |turn: &Turn| turn.last == paragraph || marked.reopened && turn.last + 1 == paragraph;
        if !turns.last().is_some_and(goes_on) {
            let last = paragraph;
            turns.push(Turn { paragraph, last, findings: Vec::new(), actor: None, named: false, addressed: None });
        }
        let Some(turn) = turns.last_mut() else { continue };
        turn.last = paragraph;
        turn.findings.push(index);
        if !is_open(finding.rule) {
            turn.actor = turn.actor.or(speaker.actor);
            turn.named |= finding.source.is_some();
        }
        if turn.addressed.is_none() {
            turn.addressed = vocative(reading, mark, mentions, resolved);
        }
    }
    turns
}

/// The person a speech addresses by name: `“Come, Ada,”`, `“Mr. Lee, you …”`: a name beside a comma, alone in its clause.
pub(super) fn vocative(reading: &Reading, mark: usize, mentions: &[Found], resolved: &Resolved) -> Option<ActorId> {
    let marked = reading.marked.get(mark)?;
    let first = mentions.partition_point(|mention| mention.tokens.start < marked.tokens.start);
    let inside = mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.end <= marked.tokens.end);
    let kind = |at: u32| reading.prose.tokens.get(at as usize).map(|token| token.kind);
    let sets_off = |at: u32| {
        matches!(
            kind(at),
            Some(TokenKind::Comma | TokenKind::Mark | TokenKind::Stop | TokenKind::Dash | TokenKind::Semicolon)
        )
    };
    inside
        .filter(|(_, mention)| mention.kind == MentionKind::Name && mention.actor != ActorKind::Place)
        .filter(|(_, mention)| {
            mention.tokens.start > 0 && sets_off(mention.tokens.start - 1) && sets_off(mention.tokens.end)
        })
        .find_map(|(index, _)| resolved.of.get(index).copied().flatten())
        .filter(|actor| {
            resolved
                .actors
                .get(actor.0 as usize)
                .is_some_and(|actor| actor.kind == ActorKind::Person || actor.kind == ActorKind::Unknown)
        })
}

fn adjacent(turns: &[Turn], earlier: usize, later: usize) -> bool {
    match (turns.get(earlier), turns.get(later)) {
        (Some(earlier), Some(later)) => later.paragraph - earlier.last <= GAP,
        _ => false,
    }
}

/// The one spoken to by name in the turn before.
fn answer(turns: &[Turn], at: usize) -> Option<ActorId> {
    let before = at.checked_sub(1).filter(|&before| adjacent(turns, before, at))?;
    let turn = turns.get(before)?;
    turn.addressed.filter(|&actor| Some(actor) != turn.actor)
}

/// The last one of the conversation who is not the speaker of the turn before.
fn alternate(turns: &[Turn], at: usize) -> Option<ActorId> {
    let before = at.checked_sub(1).filter(|&before| adjacent(turns, before, at))?;
    let other = turns.get(before)?.actor;
    let here = turns.get(at)?;
    let mut earlier = before;
    for _ in 0..6 {
        earlier = earlier.checked_sub(1).filter(|&earlier| adjacent(turns, earlier, earlier + 1))?;
        let actor = turns.get(earlier)?.actor;
        if actor.is_some() && actor != other && actor != here.addressed {
            return actor;
        }
    }
    None
}

/// The speaker of the next turn but one, or the one whom the next speaker addresses.
fn alternate_back(turns: &[Turn], at: usize) -> Option<ActorId> {
    let (next, after) = (at + 1, at + 2);
    if !adjacent(turns, at, next) {
        return None;
    }
    let answerer = turns.get(next)?;
    let addressed = answerer.addressed.filter(|&actor| Some(actor) != answerer.actor);
    addressed.or_else(|| {
        let turn = turns.get(after).filter(|_| adjacent(turns, next, after))?;
        turn.actor
            .filter(|&actor| Some(actor) != answerer.actor && Some(actor) != turns.get(at).and_then(|t| t.addressed))
    })
}
