//! The annotations of a document made ready for the screen: who is coloured where, which letter a speaker has, what the
//! list of actors holds. Made once when the annotations arrive; drawing only looks things up.

use std::collections::HashSet;
use std::sync::Arc;

use crate::annotation::{Annotations, Counts, Criteria, NOT_ATTRIBUTED, Quotation, joined};
use crate::config::theme::Colour;
use crate::entity::{Actor, ActorId};
use crate::span::Span;

use super::evidence::percent;
use super::filter::Who;

/// A piece of text and the innermost quotation that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The piece.
    pub span: Span,
    /// Index of the quotation.
    pub quotation: usize,
}

/// The letter of quotations that are not attributed.
pub const NOBODY: char = '?';
/// The letter of quotations with several candidates.
pub const UNSURE: char = '~';

/// Annotations made ready for the screen.
#[derive(Clone, Debug)]
pub struct Found {
    /// As they came.
    pub annotations: Arc<Annotations>,
    /// Which of them are shown.
    pub criteria: Criteria,
    counts: Counts,
    /// In order, not overlapping.
    segments: Vec<Segment>,
    /// By actor; only those who speak have one.
    letters: Vec<Option<char>>,
    /// By actor: the number of their colour.
    colours: Vec<usize>,
    /// The colours there were when they were given out.
    palette: Option<Vec<Colour>>,
    /// The rows of the list of actors.
    pub rows: Vec<Who>,
    /// How many quotations are shown.
    pub total: usize,
    /// The largest count of the list.
    pub most: u32,
}

impl Found {
    /// Prepares annotations.
    pub fn new(annotations: Arc<Annotations>, criteria: Criteria) -> Self {
        let counts = annotations.counts(&criteria);
        let shown: Vec<bool> = annotations.quotations.iter().map(|quotation| criteria.keeps(quotation)).collect();
        let segments = segments(&annotations.quotations, &shown);
        let letters = letters(&annotations.actors, |actor| counts.of_actor(actor.id) > 0);
        let rows = rows(&annotations, &counts);
        let largest = annotations.actors.iter().map(|actor| counts.of_actor(actor.id)).max().unwrap_or(0);
        Self {
            most: largest.max(counts.unattributed).max(counts.unsure),
            total: shown.iter().filter(|&&shown| shown).count(),
            criteria,
            counts,
            segments,
            letters,
            colours: Vec::new(),
            palette: None,
            rows,
            annotations,
        }
    }

    /// The same annotations by other criteria.
    #[must_use]
    pub fn by(&self, criteria: Criteria) -> Self {
        let mut found = Self::new(Arc::clone(&self.annotations), criteria);
        (found.colours, found.palette) = (self.colours.clone(), self.palette.clone());
        found
    }

    /// Gives out these colours, where that has not been done.
    pub fn paint(&mut self, palette: &[Colour]) {
        if self.palette.as_deref() != Some(palette) {
            let alike = |a: usize, b: usize| match (palette.get(a), palette.get(b)) {
                (Some(a), Some(b)) => a.is_like(*b),
                _ => false,
            };
            self.colours = super::paint::colours(&self.annotations, palette.len(), alike);
            self.palette = Some(palette.to_vec());
        }
    }

    /// The number of an actor's colour, for the theme to make one of.
    pub fn colour(&self, id: ActorId) -> usize {
        self.colours.get(id.0 as usize).copied().unwrap_or(id.0 as usize)
    }

    /// A quotation.
    pub fn quotation(&self, index: usize) -> Option<&Quotation> {
        self.annotations.quotations.get(index)
    }

    /// An actor.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.annotations.actors.get(id.0 as usize)
    }

    /// Who says a quotation; of joint speakers the first.
    pub fn who(&self, quotation: &Quotation) -> Who {
        match quotation.actor {
            _ if self.criteria.is_unsure(quotation) => Who::Unsure,
            Some(id) => Who::Actor(id),
            None => Who::Nobody,
        }
    }

    /// All who say a quotation.
    pub fn speakers<'q>(&self, quotation: &'q Quotation) -> impl Iterator<Item = Who> + use<'q> {
        let others = self.criteria.speakers(quotation).skip(1).map(Who::Actor);
        std::iter::once(self.who(quotation)).chain(others)
    }

    /// The name of who says it. Not made safe for a terminal.
    pub fn name(&self, who: Who) -> &str {
        match who {
            Who::Actor(id) => self.actor(id).map_or(NOT_ATTRIBUTED, |actor| actor.name.as_str()),
            Who::Unsure => "unsure",
            Who::Nobody => NOT_ATTRIBUTED,
        }
    }

    /// Whether it is an unnamed source: shown by the text's words for it.
    pub fn is_unnamed(&self, who: Who) -> bool {
        who.actor().and_then(|id| self.actor(id)).is_some_and(|actor| !actor.named)
    }

    /// Who says a quotation, in words: all joint speakers, or the candidates of an unsure one, or the words that name
    /// the source where no actor is known. Not made safe for a terminal.
    pub fn said_by(&self, quotation: &Quotation, text: &str) -> String {
        match self.who(quotation) {
            Who::Actor(_) => {
                let names: Vec<&str> = self.speakers(quotation).map(|who| self.name(who)).collect();
                joined(&names)
            }
            Who::Unsure => {
                let candidates = self.candidates(quotation);
                if candidates.is_empty() { "unsure".to_owned() } else { format!("unsure: {}", candidates.join(", ")) }
            }
            Who::Nobody => {
                let source = self.annotations.source_words(quotation, text);
                source.map_or(NOT_ATTRIBUTED, |source| source.of(text)).to_owned()
            }
        }
    }

    /// The actors that could say a quotation, each with its probability; not those of less than one percent.
    pub fn candidates(&self, quotation: &Quotation) -> Vec<String> {
        let named = |id: ActorId| self.actor(id).map_or(NOT_ATTRIBUTED, |actor| actor.name.as_str());
        let possible = quotation.possible();
        let likely = possible.iter().filter(|it| percent(it.probability) > 0);
        likely.map(|it| format!("{} {}%", named(it.actor), percent(it.probability))).collect()
    }

    /// How many quotations are theirs.
    pub fn count(&self, who: Who) -> u32 {
        match who {
            Who::Actor(id) => self.counts.of_actor(id),
            Who::Unsure => self.counts.unsure,
            Who::Nobody => self.counts.unattributed,
        }
    }

    /// The letter in the margin: one that is theirs alone while letters last.
    pub fn letter(&self, who: Who) -> char {
        match who {
            Who::Actor(id) => self.letters.get(id.0 as usize).copied().flatten().unwrap_or('·'),
            Who::Unsure => UNSURE,
            Who::Nobody => NOBODY,
        }
    }

    /// Coloured pieces that overlap `span`, in order.
    pub fn segments_in(&self, span: Span) -> &[Segment] {
        let first = self.segments.partition_point(|segment| segment.span.end <= span.start);
        let rest = self.segments.get(first..).unwrap_or_default();
        let count = rest.partition_point(|segment| segment.span.start < span.end);
        rest.get(..count).unwrap_or_default()
    }

    /// The innermost quotation at `offset`.
    pub fn quotation_at(&self, offset: usize) -> Option<usize> {
        self.segments_in(Span::new(offset, offset + 1)).first().map(|segment| segment.quotation)
    }
}

/// Those who speak, most first, then whom nobody is sure about, then those who only are named.
fn rows(annotations: &Annotations, counts: &Counts) -> Vec<Who> {
    let mut speaking: Vec<&Actor> = annotations.actors.iter().filter(|actor| counts.of_actor(actor.id) > 0).collect();
    speaking.sort_by_key(|actor| std::cmp::Reverse(counts.of_actor(actor.id)));
    let mut rows: Vec<Who> = speaking.iter().map(|actor| Who::Actor(actor.id)).collect();
    rows.extend((counts.unattributed > 0).then_some(Who::Nobody));
    rows.extend((counts.unsure > 0).then_some(Who::Unsure));
    let silent = annotations.actors.iter().filter(|actor| actor.named && counts.of_actor(actor.id) == 0);
    rows.extend(silent.map(|actor| Who::Actor(actor.id)));
    rows
}

/// Cuts the overlapping quotations that are shown (ascending starts) into pieces that each belong to the innermost: a
/// sweep with a stack of those that are open.
fn segments(quotations: &[Quotation], shown: &[bool]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(quotations.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut emit = |start: usize, end: usize, quotation: usize| {
        if start < end {
            out.push(Segment { span: Span::new(start, end), quotation });
        }
    };
    let shown = quotations.iter().enumerate().zip(shown).filter(|(_, shown)| **shown);
    for ((index, quotation), _) in shown {
        let start = quotation.span.start;
        while let Some(&(end, top)) = open.last() {
            if end > start {
                emit(at, start, top);
                break;
            }
            emit(at, end, top);
            at = at.max(end);
            open.pop();
        }
        at = at.max(start);
        open.push((quotation.span.end, index));
    }
    while let Some((end, top)) = open.pop() {
        emit(at, end, top);
        at = at.max(end);
    }
    out
}

/// A letter for each actor who speaks: the initial of the last name, of another name, any letter of the name, then
/// whatever is left.
fn letters(actors: &[Actor], speaks: impl Fn(&Actor) -> bool) -> Vec<Option<char>> {
    let mut taken = HashSet::from([NOBODY, UNSURE]);
    actors.iter().map(|actor| if speaks(actor) { letter(&actor.name, &mut taken) } else { None }).collect()
}

fn letter(name: &str, taken: &mut HashSet<char>) -> Option<char> {
    let narrow = |c: &char| c.is_alphanumeric() && unicode_width::UnicodeWidthChar::width(*c) == Some(1);
    let upper = |c: char| c.to_uppercase().next().unwrap_or(c);
    let initials = name.split_whitespace().rev().filter_map(|word| word.chars().find(narrow)).map(upper);
    let others = name.chars().filter(narrow).map(upper);
    let lower = name.chars().filter(narrow).flat_map(char::to_lowercase).filter(narrow);
    let rest = ('A'..='Z').chain('a'..='z').chain('0'..='9');
    initials.chain(others).chain(lower).chain(rest).find(|&c| taken.insert(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::QuotationKind;
    use crate::entity::{ActorKind, Gender};
    use crate::quotation::{Evidence, Rule};

    fn quotation(start: usize, end: usize) -> Quotation {
        Quotation {
            span: Span::new(start, end),
            kind: QuotationKind::Direct,
            utterance: 0,
            source: None,
            cue: None,
            actor: None,
            also: Box::default(),
            candidates: Box::default(),
            chain: Box::default(),
            rough: false,
            confidence: 0.5,
            evidence: Evidence { rule: Rule::Unattributed },
        }
    }

    fn pieces(quotations: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
        let quotations: Vec<Quotation> = quotations.iter().map(|&(start, end)| quotation(start, end)).collect();
        segments(&quotations, &vec![true; quotations.len()])
            .iter()
            .map(|piece| (piece.span.start, piece.span.end, piece.quotation))
            .collect()
    }

    #[test]
    fn the_innermost_quotation_has_the_text() {
        assert_eq!(pieces(&[(0, 10), (2, 5), (12, 14)]), [(0, 2, 0), (2, 5, 1), (5, 10, 0), (12, 14, 2)]);
        assert_eq!(pieces(&[(0, 5), (3, 8)]), [(0, 3, 0), (3, 8, 1)]);
        assert_eq!(pieces(&[(0, 5), (0, 5), (7, 7)]), [(0, 5, 1)]);
        assert_eq!(pieces(&[(0, 9), (1, 8), (2, 3), (4, 5)]).len(), 7);
    }

    #[test]
    fn letters_are_initials_and_differ() {
        let actor = |id: u32, name: &str| Actor {
            id: ActorId(id),
            name: name.to_owned(),
            named: true,
            kind: ActorKind::Person,
            aliases: Vec::new(),
            roles: Vec::new(),
            gender: Gender::Unknown,
            mentions: 1,
            quotations: 1,
        };
        let actors: Vec<Actor> =
            ["Ada Voss", "Vera Vance", "V", "漢字", "V"].iter().enumerate().map(|(i, n)| actor(i as u32, n)).collect();
        let letters: Vec<char> = letters(&actors, |_| true).into_iter().flatten().collect();
        assert_eq!(letters, ['V', 'E', 'v', 'A', 'B']);
        let crowd: Vec<Actor> = (0..200).map(|i| actor(i, "Voss")).collect();
        let letters = super::letters(&crowd, |_| true);
        let distinct: HashSet<char> = letters.iter().flatten().copied().collect();
        assert_eq!(distinct.len(), letters.iter().flatten().count());
    }
}
