//! What the mouse does: the wheel scrolls what it is over, a click selects what it is on. Knows where everything stands
//! from the layout, so that it hits what is drawn.

use crate::document::Document;
use crate::flow::{self, Row};
use crate::span::Span;

use super::layout::{Area, Pane, Shape};
use super::message::{Mouse, MouseKind};
use super::{App, Overlay, map};

/// Rows a turn of the wheel moves.
const WHEEL: isize = 3;

impl App {
    /// The mouse did something.
    pub(super) fn mouse_did(&mut self, mouse: Mouse) {
        if !self.mouse || self.overlays.is_empty() && self.prompt.is_none() && self.list_mouse(mouse) {
            return;
        }
        match mouse.kind {
            MouseKind::WheelUp => self.wheel(mouse, -WHEEL),
            MouseKind::WheelDown => self.wheel(mouse, WHEEL),
            MouseKind::Press => self.press(mouse),
        }
    }

    fn wheel(&mut self, at: Mouse, by: isize) {
        match self.overlays.last_mut() {
            Some(Overlay::Page(page)) => return page.scroll(by),
            Some(Overlay::Picker(picker)) => {
                picker.step(by);
                return self.preview();
            }
            None => {}
        }
        let (quotations, actors) = (self.layout.quotations.height / self.quotation_height(), self.layout.actors.height);
        let moved = |first: usize, count: usize, room: u16| {
            first.saturating_add_signed(by).min(count.saturating_sub(usize::from(room)))
        };
        match self.layout.pane_at(at.column, at.row) {
            Some(Pane::Quotations) => {
                let reader = self.reader_mut();
                reader.first_quotation = moved(reader.first_quotation, reader.shown().len(), quotations);
            }
            Some(Pane::Actors) => {
                let reader = self.reader_mut();
                let count = reader.found.as_ref().map_or(0, |found| found.rows.len());
                reader.first_actor = moved(reader.first_actor, count, actors);
            }
            _ => self.scroll(by),
        }
    }

    fn press(&mut self, at: Mouse) {
        self.notice = self.waiting.pop();
        if self.prompt.is_some() {
            return;
        }
        if !self.overlays.is_empty() {
            return self.press_overlay(at);
        }
        if let Some((pane, ..)) = self.tabs().into_iter().find(|(_, _, area)| area.contains(at.column, at.row)) {
            return self.focus_on(pane);
        }
        if self.layout.map.contains(at.column, at.row) {
            return self.press_map(at.column);
        }
        match self.layout.pane_at(at.column, at.row) {
            Some(Pane::Article) => self.press_text(at),
            Some(Pane::Quotations) => {
                let row = usize::from((at.row - self.layout.quotations.y) / self.quotation_height());
                let row = self.reader().first_quotation + row;
                self.focus = Pane::Quotations;
                if row < self.reader().shown().len() {
                    self.select_row(row);
                }
            }
            Some(Pane::Actors) => {
                let row = self.reader().first_actor + usize::from(at.row - self.layout.actors.y);
                self.focus = Pane::Actors;
                if self.reader().found.as_ref().is_some_and(|found| row < found.rows.len()) {
                    self.select_actor_row(row);
                }
            }
            None => {}
        }
    }

    fn press_overlay(&mut self, at: Mouse) {
        let layout = self.layout;
        let Some(overlay) = self.overlays.last_mut() else { return };
        if !overlay.area(&layout).contains(at.column, at.row) {
            return self.close_overlay();
        }
        let inside = overlay.inside(&layout);
        let Some(row) = at.row.checked_sub(inside.y).filter(|&row| row < inside.height) else { return };
        match overlay {
            Overlay::Page(page) => {
                if let Some(target) = page.click(usize::from(row)) {
                    self.follow(target);
                }
            }
            Overlay::Picker(picker) => {
                if picker.click(usize::from(row)) {
                    if picker.checks() {
                        picker.toggle();
                    } else {
                        self.choose();
                    }
                }
            }
        }
    }

    fn press_map(&mut self, column: u16) {
        let Some(length) = self.reader().document().map(|document| document.text.len()) else { return };
        let width = usize::from(self.layout.map.width).saturating_sub(map::AROUND).max(1);
        let cell = usize::from(column.saturating_sub(1)).min(width);
        let start_of = |cell: usize| (cell as u128 * length as u128 / width as u128) as usize;
        let span = Span::new(start_of(cell), start_of(cell + 1).max(start_of(cell) + 1));
        match self.reader().drawn_at(cell, span) {
            Some((index, shown)) => {
                self.jump_to(shown);
                self.select(index);
            }
            None => self.jump_to(Span::new(span.start, span.start + 1)),
        }
    }

    fn press_text(&mut self, at: Mouse) {
        self.focus = Pane::Article;
        let view = self.view();
        let reader = self.reader();
        let Some(document) = reader.document() else { return };
        let rows = reader.rows(&view);
        let Some(row) = rows.get(usize::from(at.row.saturating_sub(self.layout.text.y))) else { return };
        if let Some(offset) = offset_at(document, row, self.layout.text, at.column) {
            if !self.press_link(offset) {
                self.point_at(Span::new(offset, offset + 1));
            }
        } else if at.column < self.layout.text.x
            && let Some(index) = row.spans().find_map(|span| reader.kept_at(span))
        {
            // A click on the letter or the bar means the quotation they stand for.
            self.select(index);
        }
    }

    /// The tabs of one pane at a time: which pane, its words, where they stand.
    pub fn tabs(&self) -> Vec<(Pane, String, Area)> {
        if self.layout.shape != Shape::Single || self.layout.tabs.is_empty() {
            return Vec::new();
        }
        let reader = self.reader();
        let counts = reader.found.as_ref().map(|found| (reader.shown().len(), found.annotations.actors.len()));
        let more = self.growing();
        let (kept, actors) = counts
            .map_or_else(Default::default, |(kept, actors)| (format!("{kept}{more} "), format!("{actors}{more} ")));
        let room = usize::from(self.layout.tabs.width);
        let fits = |names: &str| names.len() + kept.len() + actors.len() <= room;
        let whole = fits(" Article  Quotations  Actors ");
        let (kept, actors) =
            if whole || fits(" Article  Quot.  Actors ") { (kept, actors) } else { Default::default() };
        let quotations = format!(" {} {kept}", if whole { "Quotations" } else { "Quot." });
        let words = [(Pane::Article, " Article ".to_owned()), (Pane::Quotations, quotations)];
        let words = words.into_iter().chain([(Pane::Actors, format!(" Actors {actors}"))]);
        let mut x = 0;
        let mut tabs = Vec::new();
        for (pane, words) in words {
            let width = (words.len() as u16).min(self.layout.tabs.width.saturating_sub(x));
            tabs.push((pane, words, Area::new(x, self.layout.tabs.y, width, 1)));
            x += width;
        }
        tabs
    }
}

/// The byte of the text at a column of a row.
fn offset_at(document: &Document, row: &Row, text: Area, column: u16) -> Option<usize> {
    let mut x = text.x + row.indent;
    for cell in flow::cells(document, row) {
        if column >= x && column < x + cell.width && !cell.drawn {
            return Some(cell.span.start);
        }
        x += cell.width;
    }
    None
}
