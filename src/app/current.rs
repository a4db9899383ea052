//! Which quotation keys are about: one rule for all of them, [`App::current`]. Knows nothing of what they do with it.

use crate::annotation::Quotation;
use crate::command::Command;
use crate::span::Span;

use super::filter::Who;
use super::layout::Pane;
use super::page::Page;
use super::reader::{Reader, View};
use super::{App, Overlay};

/// How many quotations before a place are looked at for one that goes on there.
const NEAR: usize = 64;

/// From where the next and the previous quotation are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From a quotation.
    Quotation(usize),
    /// From a place in the text, bytes.
    Place(usize),
}

impl App {
    /// The quotation that keys are about: evidence, copy, only this speaker, actor card, and the keys that go on to the
    /// next and the previous one. It is the first of these that there is:
    ///
    /// 1. on a page of evidence or an actor's card, the quotation that its cursor is at or that it is about;
    /// 2. in the list of quotations, the selected one; in the list of actors, the selected one where the actor said it,
    ///    else the actor's first one that is kept;
    /// 3. in the article, the selected one as long as a part of it is on the screen. Whatever goes to a quotation selects
    ///    it: a key, a row of a list or of a card, a click, a hit of a search, a cell of the map;
    /// 4. where one went to words outside of all quotations, as long as these are on the screen: the first one on the
    ///    screen that begins behind them;
    /// 5. the first one that begins on the screen, else one that goes on there from above.
    ///
    /// So in the article no key acts on what is not on the screen: after scrolling away from the selected quotation keys
    /// are about the first one that is seen, and back at it about the selected one again.
    pub fn current(&self) -> Option<usize> {
        let reader = self.reader();
        match (self.page_of_quotations(), self.focus) {
            (Some(page), _) => page.quotation(),
            (None, Pane::Actors) => {
                let who = reader.actor?;
                reader.selected.filter(|&index| reader.is_said_by(index, who)).or_else(|| reader.first_of(who))
            }
            (None, Pane::Quotations) if reader.selected.is_some() => reader.selected,
            (None, Pane::Quotations | Pane::Article) => reader.current(&self.view()),
        }
    }

    /// Whom keys are about: the actor selected in the list of actors, else who says the current quotation.
    pub(super) fn current_who(&self) -> Option<Who> {
        if self.focus == Pane::Actors && self.page_of_quotations().is_none() {
            return self.reader().actor;
        }
        self.reader().who(self.current()?)
    }

    /// From where the next and the previous quotation are counted: the current one where it was selected, else where one
    /// went, else where the screen begins.
    pub(super) fn origin(&self) -> Origin {
        let apart = self.page_of_quotations().is_some() || self.focus != Pane::Article;
        let chosen = if apart { self.current().or(self.reader().selected) } else { None };
        chosen.map_or_else(|| self.reader().origin(&self.view()), Origin::Quotation)
    }

    /// The page that lies over the panes, where it is about quotations.
    fn page_of_quotations(&self) -> Option<&Page> {
        match (self.overlays.last(), self.opened_by.last()) {
            (Some(Overlay::Page(page)), Some(Command::Evidence | Command::ActorCard)) => Some(page),
            _ => None,
        }
    }

    /// Selects a quotation; the lists show it.
    pub(super) fn select(&mut self, index: usize) {
        self.reader_mut().select(index);
        self.follow_selection();
    }

    /// Makes words of the text what keys are about; the lists show the quotation that they are in.
    pub(super) fn point_at(&mut self, span: Span) {
        self.reader_mut().point_at(span);
        if self.reader().selected.is_some() {
            self.follow_selection();
        } else {
            self.follow_text();
        }
    }

    /// Says that no quotation is current, and why.
    pub(super) fn tell_no_quotation(&mut self) {
        let words = if self.reader().found.is_none() { "still analysing" } else { "no quotation here" };
        self.tell(words);
    }
}

impl Reader {
    /// Selects a quotation, and its speaker in the list of actors; of joint speakers the one that was selected there stays.
    pub fn select(&mut self, index: usize) {
        if let Some(who) = self.who(index) {
            self.actor = self.actor.filter(|&actor| self.is_said_by(index, actor)).or(Some(who));
            self.selected = Some(index);
            self.spot = None;
        }
    }

    /// Selects the quotation that words of the text are in; outside of all that are kept, remembers where that is.
    pub fn point_at(&mut self, span: Span) {
        if let Some(index) = self.kept_at(span) {
            self.select(index);
        } else {
            (self.selected, self.spot) = (None, Some(span.start));
        }
    }

    /// The first quotation that is kept in `span`; of several around each other the innermost.
    pub fn kept_at(&self, span: Span) -> Option<usize> {
        let found = self.found.as_ref()?;
        let innermost = found.segments_in(span).iter().map(|segment| segment.quotation).find(|&it| self.passes(it));
        // Where the innermost one is not kept, one around it may be.
        let before = self.shown().get(..self.row_from(span.end))?.iter().rev().take(NEAR);
        let around = before.copied().find(|&index| self.overlaps(index, span));
        innermost.or(around)
    }

    /// The quotation that a cell of the map shows, which covers `span`, and where it is in that.
    pub(super) fn drawn_at(&self, cell: usize, span: Span) -> Option<(usize, Span)> {
        let found = self.found.as_ref()?;
        let who = self.map().get(cell).filter(|tick| tick.height > 0)?.who;
        let mut kept = found.segments_in(span).iter().filter(|segment| self.passes(segment.quotation));
        let segment = kept.find(|segment| self.who(segment.quotation) == Some(who))?;
        let start = segment.span.start.max(span.start);
        Some((segment.quotation, Span::new(start, start + 1)))
    }

    fn overlaps(&self, index: usize, span: Span) -> bool {
        self.quotation(index).is_some_and(|quotation| quotation.span.overlaps(span))
    }

    /// The selected quotation, where a part of it is seen.
    fn selected_in(&self, seen: Span) -> Option<usize> {
        self.selected.filter(|&selected| self.overlaps(selected, seen))
    }

    fn spot_in(&self, seen: Span) -> Option<usize> {
        self.spot.filter(|spot| (seen.start..seen.end).contains(spot))
    }

    /// The current quotation of the article: rules 3 to 5 of [`App::current`].
    pub fn current(&self, view: &View) -> Option<usize> {
        let seen = self.seen(view);
        let first_from = |offset: usize| {
            let first = self.shown().get(self.row_from(offset)).copied();
            first.filter(|&index| self.overlaps(index, seen))
        };
        self.selected_in(seen)
            .or_else(|| first_from(self.spot_in(seen)?))
            .or_else(|| first_from(seen.start))
            .or_else(|| self.kept_at(seen))
    }

    /// The current quotation, else the selected one, else the one nearest to the visible rows.
    pub(super) fn nearest(&self, view: &View) -> Option<usize> {
        let next = || self.shown().get(self.row_from(self.seen(view).start)).or(self.shown().last()).copied();
        self.current(view).or(self.selected).or_else(next)
    }

    /// From where quotations are counted in the article.
    pub fn origin(&self, view: &View) -> Origin {
        let seen = self.seen(view);
        match self.selected_in(seen) {
            Some(selected) => Origin::Quotation(selected),
            None => Origin::Place(self.spot_in(seen).unwrap_or(seen.start)),
        }
    }

    /// The quotation `by` on from there, among those kept of which `wanted` is true. Stops at the ends.
    pub fn neighbour(&self, origin: Origin, by: isize, wanted: impl Fn(&Quotation) -> bool) -> Option<usize> {
        let wanted = |index: &&usize| self.quotation(**index).is_some_and(&wanted);
        let steps = by.unsigned_abs().saturating_sub(1);
        let row = match origin {
            Origin::Quotation(from) if by > 0 => self.shown().partition_point(|&index| index <= from),
            Origin::Quotation(from) => self.shown().partition_point(|&index| index < from),
            Origin::Place(offset) => self.row_from(offset),
        };
        if by > 0 {
            let ahead = self.shown().get(row..)?.iter().filter(wanted);
            ahead.take(steps + 1).last().copied()
        } else {
            let behind = self.shown().get(..row)?.iter().rev().filter(wanted);
            behind.take(steps + 1).last().copied()
        }
    }
}
