//! Whom a document quotes: how often each actor speaks by the words of the text, and who speaks last before and first after
//! a quotation. Built once a document; every look-up takes one step.

use rustc_hash::FxHashMap;

use super::super::{Speaker, is_open};
use crate::entity::{ActorId, Resolved};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};

/// The voices of a document, as words name them.
#[derive(Debug, Default)]
pub struct Profile {
    quoted: FxHashMap<ActorId, u32>,
    /// Findings whose source words name.
    total: u32,
    /// Marked findings whose source no words name.
    open: u32,
    /// For each finding the last one before it whose source words name.
    last: Vec<Option<usize>>,
    /// For each finding the first one after it whose source words name.
    next: Vec<Option<usize>>,
    /// The actor that is quoted most, and the first finding that is theirs.
    top: Option<(ActorId, usize)>,
}

impl Profile {
    /// Of findings in the order of the text with the speakers that the rules give them.
    pub fn new(found: &Findings, speakers: &[Speaker], resolved: &Resolved) -> Self {
        let mut profile = Self { last: Vec::with_capacity(found.all.len()), ..Self::default() };
        let is_told = |finding: &Finding| finding.source.is_some() && !is_open(finding.rule);
        let mut first: FxHashMap<ActorId, usize> = FxHashMap::default();
        let mut last = None;
        for (index, (finding, speaker)) in found.all.iter().zip(speakers).enumerate() {
            profile.last.push(last);
            profile.open += u32::from(is_open(finding.rule));
            if !is_told(finding) {
                continue;
            }
            last = Some(index);
            if finding.rule == Rule::Reopened {
                continue;
            }
            profile.total += 1;
            let named = |actor: &ActorId| resolved.named.get(actor.0 as usize).copied().unwrap_or(false);
            if let Some(actor) = speaker.actor.filter(named) {
                *profile.quoted.entry(actor).or_default() += 1;
                first.entry(actor).or_insert(index);
            }
        }
        profile.next = vec![None; found.all.len()];
        let mut next = None;
        for (index, finding) in found.all.iter().enumerate().rev() {
            profile.next[index] = next;
            if is_told(finding) {
                next = Some(index);
            }
        }
        // Of two that are quoted as often, the one who is quoted first.
        let most = first.iter().max_by_key(|&(actor, &at)| (profile.quoted.get(actor), std::cmp::Reverse(at)));
        profile.top = most.map(|(&actor, &at)| (actor, at));
        profile
    }

    /// The last finding before this one whose source words name.
    pub fn last(&self, finding: usize) -> Option<usize> {
        self.last.get(finding).copied().flatten()
    }

    /// The first finding after this one whose source words name.
    pub fn next(&self, finding: usize) -> Option<usize> {
        self.next.get(finding).copied().flatten()
    }

    /// The first finding of the actor that is quoted most.
    pub fn top(&self) -> Option<usize> {
        self.top.map(|(_, finding)| finding)
    }

    /// The actor that is quoted most.
    pub fn top_actor(&self) -> Option<ActorId> {
        self.top.map(|(actor, _)| actor)
    }

    /// What part of the quotations whose source words name is an actor's, in few steps: 0 nothing, 6 nearly all.
    pub fn share(&self, actor: Option<ActorId>) -> u32 {
        let quoted = actor.and_then(|actor| self.quoted.get(&actor)).copied().unwrap_or(0);
        let share = 100 * quoted / self.total.max(1);
        match (quoted, share) {
            (0, _) => 0,
            (_, 0..=9) => 1,
            (_, 10..=24) => 2,
            (_, 25..=44) => 3,
            (_, 45..=64) => 4,
            (_, 65..=84) => 5,
            _ => 6,
        }
    }

    /// What part of all quotations has no words that name a source, in few steps.
    pub fn openness(&self) -> u32 {
        let all = self.open + self.total;
        if all < 4 { 0 } else { 1 + (8 * self.open / all).min(3) }
    }

    /// How many quotations there are whose source words name.
    pub fn total(&self) -> usize {
        self.total as usize
    }
}
