//! What speaks for and against a candidate of a turn: hashed features. Those of the first sort hold whoever spoke before;
//! those of the second depend on it.

use super::turn::{Candidate, Sort, Turn};
use super::{History, Talk};
use crate::entity::{ActorId, Gender};
use crate::linear::{Feature, join};

/// Collects features; each has a number of its own.
struct Sink<'a> {
    out: &'a mut Vec<Feature>,
    template: u32,
    sort: u32,
}

impl Sink<'_> {
    /// With the sort of the turn's words.
    fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let start = join(join(0x7a1c, self.template), self.sort);
        self.out.push(values.iter().fold(start, |hash, &value| join(hash, value)));
    }
}

fn few(number: u32) -> u32 {
    match number {
        0..=3 => number,
        4..=6 => 4,
        7..=12 => 5,
        13..=30 => 6,
        _ => 7,
    }
}

fn far(number: u32) -> u32 {
    number.checked_ilog2().unwrap_or(0).min(10)
}

/// How two genders go together: 0 for not known.
fn agree(one: Gender, other: Gender) -> u32 {
    match (one, other) {
        (Gender::Unknown, _) => 0,
        (_, Gender::Unknown) => 1,
        (one, other) if one == other => 2,
        _ => 3,
    }
}

impl Talk {
    /// Paragraphs from one turn to the next.
    fn gap(&self, at: usize, back: usize) -> u32 {
        let paragraph = |at: usize| self.turns.get(at).map(|turn| turn.paragraph);
        let before = at.checked_sub(back).and_then(paragraph);
        before.zip(paragraph(at)).map_or(9, |(before, here)| (here - before).min(9))
    }

    /// The actor of a turn that words settle.
    fn settled(&self, at: Option<usize>) -> Option<ActorId> {
        at.and_then(|at| self.turns.get(at)).filter(|turn| turn.sort == Sort::Settled).and_then(|turn| turn.base)
    }

    fn gender(&self, actor: Option<ActorId>) -> Gender {
        actor.and_then(|actor| self.people.get(actor.0 as usize)).map_or(Gender::Unknown, |person| person.gender)
    }

    /// What holds whoever spoke before.
    pub fn fixed(&self, at: usize, turn: &Turn, candidate: &Candidate, out: &mut Vec<Feature>) {
        let Some(person) = self.people.get(candidate.actor.0 as usize) else { return };
        let actor = Some(candidate.actor);
        let mut sink = Sink { out, template: 0, sort: turn.sort as u32 };
        let is_base = u32::from(turn.base == actor);
        sink.add(&[is_base, u32::from(turn.base.is_some())]);
        sink.add(&[is_base, turn.rule as u32]);
        sink.add(&[u32::from(person.named), few(person.mentions / 4), is_base]);
        sink.add(&[agree(turn.gender, person.gender), is_base]);
        sink.add(&[person.rank, u32::from(person.narrator)]);
        sink.add(&[person.kind, is_base]);
        // Who is called.
        let before = at.checked_sub(1);
        let addressed = |at: Option<usize>| at.and_then(|at| self.turns.get(at)).and_then(|turn| turn.addressed);
        let is = |other: Option<ActorId>| other.map_or(0, |other| 1 + u32::from(Some(other) == actor));
        sink.add(&[is(turn.addressed)]);
        sink.add(&[is(addressed(before)), few(self.gap(at, 1))]);
        sink.add(&[is(addressed(Some(at + 1))), few(self.gap(at + 1, 1)), is(self.settled(Some(at + 1)))]);
        sink.add(&[agree(turn.called, person.gender)]);
        let called = before.and_then(|at| self.turns.get(at)).map_or(Gender::Unknown, |turn| turn.called);
        sink.add(&[agree(called, person.gender), few(self.gap(at, 1))]);
        // Who is told of.
        let told = u32::from(candidate.told);
        sink.add(&[u32::from(candidate.spoken_of)]);
        sink.add(&[told, u32::from(turn.opens), is_base]);
        sink.add(&[told, u32::from(candidate.subject), u32::from(candidate.recency.min(4))]);
        sink.add(&[u32::from(candidate.between), u32::from(candidate.recency.min(4)), u32::from(candidate.subject)]);
        sink.add(&[u32::from(candidate.recency.min(6)), is_base]);
        sink.add(&[far(candidate.distance), u32::from(candidate.subject)]);
        // Who speaks around it by words.
        let next = self.settled(Some(at + 1));
        let after = self.settled(Some(at + 2));
        let (gap, far_gap) = (few(self.gap(at + 1, 1)), few(self.gap(at + 2, 2)));
        sink.add(&[is(next), gap]);
        sink.add(&[is(after), is(next), far_gap]);
        sink.add(&[is(self.settled(Some(at + 3))), is(next), is(after)]);
        let around = at.saturating_sub(8)..(at + 9).min(self.turns.len());
        let (mut mine, mut others) = (0, 0);
        for other in around.filter(|&other| other != at).filter_map(|other| self.settled(Some(other))) {
            if Some(other) == actor {
                mine += 1;
            } else {
                others += 1;
            }
        }
        sink.add(&[few(mine), few(others)]);
        sink.add(&[few(mine), is_base]);
        let other = |at: Option<usize>| at.and_then(|at| self.turns.get(at)).filter(|turn| turn.mention.is_some());
        let gender_of = |at: Option<usize>| {
            other(at).map_or(9, |other| agree(other.gender, person.gender) + 4 * u32::from(other.sort == Sort::Settled))
        };
        sink.add(&[gender_of(Some(at + 1)), gap]);
        sink.add(&[gender_of(Some(at + 2)), gender_of(Some(at + 1)), far_gap]);
        sink.add(&[gender_of(before), few(self.gap(at, 1))]);
        let base_of = |at: usize| is(other(Some(at)).and_then(|other| other.base));
        sink.add(&[base_of(at + 1), base_of(at + 2), far_gap]);
        sink.add(&[few(u32::from(candidate.count)), u32::from(candidate.recency.min(3))]);
        sink.add(&[few(u32::from(candidate.count)), few(mine)]);
        sink.add(&[far(candidate.named), is_base]);
        let style = (candidate.style.clamp(-6.0, 6.0) + 6.5) as u32;
        sink.add(&[style]);
        sink.add(&[style, is_base]);
        if turn.sort == Sort::Nominal {
            sink.add(&[turn.head, person.gender as u32]);
            sink.add(&[turn.head, is_base]);
            sink.add(&[u32::from(self.named(turn.base)), u32::from(person.named), is_base]);
            sink.add(&[u32::from(self.named(turn.base)), few(mine), is_base]);
        }
    }

    fn named(&self, actor: Option<ActorId>) -> bool {
        actor.and_then(|actor| self.people.get(actor.0 as usize)).is_some_and(|person| person.named)
    }

    /// What depends on who spoke before.
    pub fn changing(&self, at: usize, turn: &Turn, candidate: &Candidate, history: &History, out: &mut Vec<Feature>) {
        let actor = Some(candidate.actor);
        let [last, second, ..] = *history;
        let mut sink = Sink { out, template: 100, sort: turn.sort as u32 };
        let is_base = u32::from(turn.base == actor);
        let (gap, gap_two) = (few(self.gap(at, 1)), few(self.gap(at, 2)));
        let is = |other: Option<ActorId>| other.map_or(0, |other| 1 + u32::from(Some(other) == actor));
        let same = u32::from(last == second);
        let before = at.checked_sub(1).and_then(|at| self.turns.get(at));
        let asks = u32::from(before.is_some_and(|before| before.asks));
        let spoke = history.iter().position(|other| *other == actor).map_or(9, |turns| turns as u32);
        let shape = u32::from(turn.bare) + 2 * u32::from(turn.opens);
        let two = is(last) * 4 + is(second);
        sink.add(&[is(last), gap, shape]);
        sink.add(&[two, same, gap, gap_two]);
        sink.add(&[two, gap, is_base]);
        sink.add(&[spoke, gap]);
        sink.add(&[spoke, u32::from(candidate.recency.min(3)), u32::from(candidate.between)]);
        sink.add(&[spoke, is_base, u32::from(candidate.told)]);
        sink.add(&[two, asks, gap]);
        sink.add(&[turn.cue, is(last)]);
        sink.add(&[two, turn.rule as u32, gap]);
        sink.add(&[is(last), u32::from(candidate.told), gap, shape]);
        sink.add(&[two, is(self.settled(Some(at + 1))), u32::from(self.settled(Some(at + 1)) == last)]);
        sink.add(&[two, is(turn.addressed), u32::from(turn.addressed.is_some() && turn.addressed == last)]);
        sink.add(&[two, agree(turn.called, self.gender(last))]);
        sink.add(&[two, is(before.and_then(|before| before.addressed)), gap]);
        sink.add(&[two, agree(turn.gender, self.gender(last)), is_base]);
        let speakers = history.iter().take(6).flatten();
        let distinct = speakers.fold((0u32, [None; 6]), |(count, mut seen), &actor| {
            if seen.contains(&Some(actor)) {
                return (count, seen);
            }
            if let Some(slot) = seen.get_mut(count as usize) {
                *slot = Some(actor);
            }
            (count + 1, seen)
        });
        sink.add(&[spoke, distinct.0, gap]);
        sink.add(&[two, far(turn.words as u32 / 8)]);
    }
}
