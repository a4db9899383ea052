//! The annotations of a document made ready for the screen: who is coloured where, which letter a speaker has, what the
//! list of actors holds. Made once when the annotations arrive; drawing only looks things up.

use std::collections::HashSet;
use std::sync::Arc;

use crate::annotation::{Annotations, Quotation};
use crate::config::theme::Colour;
use crate::nlp::{Actor, ActorId};
use crate::span::Span;

use super::filter::Who;

/// A piece of text and the innermost quotation that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The piece.
    pub span: Span,
    /// Index of the quotation.
    pub quotation: usize,
}

/// The letter of quotations that nobody is named for.
pub const NOBODY: char = '?';

/// Annotations made ready for the screen.
#[derive(Clone, Debug)]
pub struct Found {
    /// As they came.
    pub annotations: Arc<Annotations>,
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
    /// How many quotations nobody is named for.
    pub unattributed: u32,
    /// The largest count of the list.
    pub most: u32,
}

impl Found {
    /// Prepares annotations.
    pub fn new(annotations: Arc<Annotations>) -> Self {
        let unattributed = annotations.quotations.iter().filter(|quotation| quotation.actor.is_none()).count() as u32;
        let most = annotations.actors.iter().map(|actor| actor.quotations).max().unwrap_or(0).max(unattributed);
        let speaking = |actor: &&Actor| actor.quotations > 0;
        let mut rows: Vec<Who> = annotations.actors.iter().filter(speaking).map(|actor| Some(actor.id)).collect();
        if unattributed > 0 {
            rows.push(None);
        }
        rows.extend(annotations.actors.iter().filter(|actor| !speaking(actor)).map(|actor| Some(actor.id)));
        let segments = segments(&annotations.quotations);
        let letters = letters(&annotations.actors);
        Self { annotations, segments, letters, colours: Vec::new(), palette: None, rows, unattributed, most }
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

    /// The name of who says it. Not made safe for a terminal.
    pub fn name(&self, who: Who) -> &str {
        who.and_then(|id| self.actor(id)).map_or("not attributed", |actor| actor.name.as_str())
    }

    /// How many quotations are theirs.
    pub fn count(&self, who: Who) -> u32 {
        match who {
            Some(id) => self.actor(id).map_or(0, |actor| actor.quotations),
            None => self.unattributed,
        }
    }

    /// The letter in the margin: one that is theirs alone while letters last.
    pub fn letter(&self, who: Who) -> char {
        who.map_or(NOBODY, |id| self.letters.get(id.0 as usize).copied().flatten().unwrap_or('·'))
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

/// Cuts overlapping quotations (ascending starts) into pieces that each belong to the innermost: a sweep with a stack of
/// those that are open.
fn segments(quotations: &[Quotation]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(quotations.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut emit = |start: usize, end: usize, quotation: usize| {
        if start < end {
            out.push(Segment { span: Span::new(start, end), quotation });
        }
    };
    for (index, quotation) in quotations.iter().enumerate() {
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
fn letters(actors: &[Actor]) -> Vec<Option<char>> {
    let mut taken = HashSet::from([NOBODY]);
    actors.iter().map(|actor| if actor.quotations > 0 { letter(&actor.name, &mut taken) } else { None }).collect()
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
    use crate::nlp::{ActorKind, Gender};
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
            confidence: 0.5,
            evidence: Evidence { rule: Rule::Unattributed },
        }
    }

    fn pieces(quotations: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
        let quotations: Vec<Quotation> = quotations.iter().map(|&(start, end)| quotation(start, end)).collect();
        segments(&quotations).iter().map(|piece| (piece.span.start, piece.span.end, piece.quotation)).collect()
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
        let letters: Vec<char> = letters(&actors).into_iter().flatten().collect();
        assert_eq!(letters, ['V', 'E', 'v', 'A', 'B']);
        let crowd: Vec<Actor> = (0..200).map(|i| actor(i, "Voss")).collect();
        let letters = super::letters(&crowd);
        let distinct: HashSet<char> = letters.iter().flatten().copied().collect();
        assert_eq!(distinct.len(), letters.iter().flatten().count());
    }
}
