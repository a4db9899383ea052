//! Moving: in the text, from quotation to quotation, back and forth, between panes and articles. Knows no keys.

use std::sync::Arc;

use crate::annotation::Quotation;
use crate::command::Command;
use crate::document::BlockKind;
use crate::span::Span;

use super::layout::Pane;
use super::list;
use super::page::Target;
use super::reader::{Reader, State};
use super::{App, Effect};

impl App {
    pub(super) fn reader_mut(&mut self) -> &mut Reader {
        &mut self.readers[self.current]
    }

    /// Moves the selection of the pane that has the focus, or the text, by `by` rows.
    pub(super) fn move_by(&mut self, by: isize) {
        match self.focus {
            Pane::Article => self.scroll(by),
            Pane::Quotations => self.select_row(list::step(
                self.reader().selected_row(),
                // The first key selects what the list is at; only then does it move.
                if self.reader().selected.is_some() { by } else { 0 },
                self.reader().shown().len(),
            )),
            Pane::Actors => {
                let count = self.reader().found.as_ref().map_or(0, |found| found.rows.len());
                let by = if self.reader().actor.is_some() { by } else { 0 };
                self.select_actor_row(list::step(self.reader().actor_row(), by, count));
            }
        }
    }

    /// Rows of a page of the pane that has the focus.
    pub(super) fn page(&self) -> isize {
        let rows = match self.focus {
            Pane::Article => self.layout.text.height.saturating_sub(1),
            Pane::Quotations => self.layout.quotations.height / self.quotation_height(),
            Pane::Actors => self.layout.actors.height,
        };
        isize::from(rows.max(1) as i16)
    }

    /// Moves the text by rows; the list of quotations comes along.
    pub(super) fn scroll(&mut self, by: isize) {
        let view = self.view();
        self.reader_mut().scroll(&view, by);
        self.follow_text();
    }

    /// Lets the list of quotations show those that stand where the text is.
    pub(super) fn follow_text(&mut self) {
        let view = self.view();
        let room = usize::from(self.layout.quotations.height / self.quotation_height());
        let reader = self.reader_mut();
        let row = match reader.current(&view) {
            Some(index) => reader.shown().partition_point(|&shown| shown < index),
            None => reader.row_from(reader.seen(&view).start),
        };
        reader.first_quotation = list::follow(reader.first_quotation, row, reader.shown().len(), room);
    }

    /// To the start or the end of the pane that has the focus.
    pub(super) fn go_to_end(&mut self, end: bool) {
        match self.focus {
            Pane::Article => self.jump(|reader, view| {
                if end {
                    reader.go_to_end(view);
                } else {
                    reader.go(view, 0);
                }
            }),
            Pane::Quotations => self.select_row(if end { usize::MAX } else { 0 }),
            Pane::Actors => self.select_actor_row(if end { usize::MAX } else { 0 }),
        }
    }

    /// To a place, percent of the text.
    pub(super) fn go_to_percent(&mut self, percent: usize) {
        let Some(length) = self.reader().document().map(|document| document.text.len()) else { return };
        let offset = (length as u128 * percent.min(100) as u128 / 100) as usize;
        self.jump(|reader, view| reader.go(view, offset));
    }

    /// Moves in the text and remembers the place that was left.
    pub(super) fn jump(&mut self, go: impl FnOnce(&mut Reader, &super::View)) {
        let view = self.view();
        let reader = self.reader_mut();
        let from = reader.top(&view).offset;
        go(reader, &view);
        if reader.top(&view).offset != from {
            reader.jumps.leave(from);
        }
        self.follow_text();
    }

    /// Shows words of the text, which are what keys are about then, and remembers the place that was left.
    pub(super) fn jump_to(&mut self, span: Span) {
        self.reveal(span);
        self.point_at(span);
    }

    /// Shows words of the text, and remembers the place that was left.
    fn reveal(&mut self, span: Span) {
        self.jump(|reader, view| {
            reader.show(view, span);
        });
    }

    /// Puts a place on top, which is what keys are about then, and remembers the one that was left.
    pub(super) fn go_to_place(&mut self, offset: usize) {
        self.jump(|reader, view| reader.go(view, offset));
        self.point_at(Span::new(offset, offset + 1));
    }

    /// Follows a line of a page.
    pub(super) fn follow(&mut self, target: Target) {
        let explains = self.opened_by.last() == Some(&Command::Evidence);
        self.close_overlays();
        self.focus = Pane::Article;
        match target {
            // The words that the evidence names: it stays the quotation's.
            Target::Offset(offset) if explains => self.reveal(Span::new(offset, offset + 1)),
            Target::Offset(offset) => self.jump_to(Span::new(offset, offset + 1)),
            Target::Quotation(index) => self.show_quotation(index),
        }
    }

    /// Back or forward in the list of places.
    pub(super) fn go_back(&mut self, back: bool) {
        let view = self.view();
        let reader = self.reader_mut();
        let here = reader.top(&view).offset;
        let place = if back { reader.jumps.back(here) } else { reader.jumps.forward() };
        match place {
            Some(offset) => {
                reader.go(&view, offset);
                self.follow_text();
            }
            None if back => self.tell("no place to go back to"),
            None => self.tell("no place to go forward to"),
        }
    }

    /// To the paragraph or heading `by` on.
    pub(super) fn go_to_block(&mut self, by: isize, headings: bool) {
        let wanted: fn(BlockKind) -> bool =
            if headings { |kind| matches!(kind, BlockKind::Heading(_)) } else { |kind| kind != BlockKind::Rule };
        let view = self.view();
        match self.reader().block_from_top(&view, by, wanted) {
            Some(offset) if headings => self.go_to_place(offset),
            Some(offset) => {
                self.reader_mut().go(&view, offset);
                self.follow_text();
            }
            None if headings => self.tell("no more headings that way"),
            None => self.go_to_end(by > 0),
        }
    }

    /// Selects a quotation and shows it in the text.
    pub(super) fn show_quotation(&mut self, index: usize) {
        self.reader_mut().select(index);
        if let Some(span) = self.reader().quotation(index).map(|quotation| quotation.span) {
            self.reveal(span);
        }
        self.follow_selection();
    }

    /// To the quotation `by` on; of the same speaker where asked.
    pub(super) fn step_quotation(&mut self, by: isize, same_speaker: bool) {
        let reader = self.reader();
        if reader.found.is_none() {
            return self.tell("still analysing");
        }
        let who = self.current_who();
        let same = |quotation: &Quotation| {
            let speakers = reader.found.iter().flat_map(|found| found.speakers(quotation));
            speakers.into_iter().any(|other| Some(other) == who)
        };
        let next = reader.neighbour(self.origin(), by, |quotation| !same_speaker || same(quotation));
        match next {
            Some(index) => self.show_quotation(index),
            None if reader.analysed.is_some() => self.tell("none found that way yet, still analysing"),
            None if reader.shown().is_empty() => self.tell(&self.why_no_quotations().join(" · ")),
            None if same_speaker => self.tell("no more of this speaker that way"),
            None => self.tell("no more quotations that way"),
        }
    }

    /// Selects an entry of the list of quotations; the text shows it.
    pub(super) fn select_row(&mut self, row: usize) {
        let reader = self.reader();
        let row = row.min(reader.shown().len().saturating_sub(1));
        let Some(&index) = reader.shown().get(row) else { return };
        self.reader_mut().select(index);
        let view = self.view();
        if let Some(span) = self.reader().quotation(index).map(|quotation| quotation.span) {
            self.reader_mut().show(&view, span);
        }
        self.follow_selection();
    }

    /// Selects an entry of the list of actors.
    pub(super) fn select_actor_row(&mut self, row: usize) {
        let Some(found) = &self.reader().found else { return };
        let row = row.min(found.rows.len().saturating_sub(1));
        let actor = found.rows.get(row).copied();
        let room = usize::from(self.layout.quotations.height / self.quotation_height());
        let reader = self.reader_mut();
        reader.actor = actor;
        if let Some(index) = actor.and_then(|who| reader.first_of(who)) {
            let row = reader.shown().partition_point(|&shown| shown < index);
            reader.first_quotation = list::follow(reader.first_quotation, row, reader.shown().len(), room);
        }
        self.follow_actor();
    }

    /// Keeps what is selected in view in both lists.
    pub(super) fn follow_selection(&mut self) {
        let room = usize::from(self.layout.quotations.height / self.quotation_height());
        let reader = self.reader_mut();
        let count = reader.shown().len();
        reader.first_quotation = list::follow(reader.first_quotation, reader.selected_row(), count, room);
        self.follow_actor();
    }

    fn follow_actor(&mut self) {
        let room = usize::from(self.layout.actors.height);
        let reader = self.reader_mut();
        let count = reader.found.as_ref().map_or(0, |found| found.rows.len());
        reader.first_actor = list::follow(reader.first_actor, reader.actor_row(), count, room);
    }

    /// To the pane `by` on; an article alone gives way to the panes.
    pub(super) fn step_pane(&mut self, by: isize) {
        let at = Pane::ALL.iter().position(|&pane| pane == self.focus).unwrap_or(0) as isize;
        let next = (at + by).rem_euclid(Pane::ALL.len() as isize) as usize;
        self.focus_on(Pane::ALL.get(next).copied().unwrap_or_default());
    }

    /// Gives a pane the focus, and its list something selected.
    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        // The article alone gives way to what is asked for.
        self.zoom &= pane == Pane::Article;
        let view = self.view();
        let reader = self.reader_mut();
        if pane == Pane::Quotations
            && let Some(nearest) = reader.nearest(&view)
        {
            reader.select(nearest);
        }
        if pane == Pane::Actors && reader.actor.is_none() {
            reader.actor = reader.found.as_ref().and_then(|found| found.rows.first().copied());
        }
        self.arrange();
        self.follow_selection();
    }

    /// Shows another article.
    pub(super) fn show_document(&mut self, index: usize) {
        if index == self.current || index >= self.readers.len() {
            return;
        }
        self.save_position();
        self.before = Some(self.current);
        self.current = index;
        self.open_current();
        self.close_old();
        self.arrange();
    }

    /// To the article `by` on: along the list that the shown one is of, else over those that are open, around the ends.
    pub(super) fn step_document(&mut self, by: isize) {
        if let Some(from) = self.reader().from {
            return self.step_along_list(from, by);
        }
        let opened = self.opened_alone();
        let Some(at) = opened.iter().position(|&index| index == self.current).filter(|_| opened.len() > 1) else {
            return self.tell("only one article is open");
        };
        let next = (at as isize + by).rem_euclid(opened.len() as isize) as usize;
        if let Some(&index) = opened.get(next) {
            self.show_document(index);
        }
    }

    /// Asks for the current article to be opened, where that has not been done.
    pub(super) fn open_current(&mut self) {
        let index = self.current;
        if matches!(self.reader().state, State::Waiting) {
            if let Some(document) = self.text_in_list() {
                self.reader_mut().open(Arc::clone(&document));
                return self.effects.push(Effect::Annotate { index, document });
            }
            self.reader_mut().state = State::Opening;
            self.ticks = 0;
            let source = self.reader().source.clone();
            self.effects.push(Effect::Open { index, source });
        }
    }

    /// Asks for the reader's place in the current article to be remembered.
    pub(super) fn save_position(&mut self) {
        let view = self.view();
        let reader = self.reader();
        if let Some(document) = reader.document() {
            let (document, state) = (Arc::clone(document), reader.position(&view));
            self.effects.push(Effect::SavePosition { index: self.current, document, state });
        }
    }
}
