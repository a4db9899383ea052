//! The pictures of the shown article, where the terminal can show them: asked for when they are near what is seen, and
//! laid out once their sizes are known. Their bytes never come here.

use std::sync::Arc;

use crate::document::{Document, Source};
use crate::flow::{self, Known, Room};
use crate::span::Span;

use super::reader::{Reader, State};
use super::{App, Effect, Shape, View};

/// Text before and behind what is seen whose pictures are asked for too, bytes, at least.
const NEAR: usize = 2_000;
/// How many pictures are asked for at once.
const AT_ONCE: usize = 16;

impl App {
    /// Whether the terminal shows pictures, and the pixels of its cells.
    pub(super) fn can_show(&mut self, cell: Option<(u16, u16)>) {
        self.keeping_the_place(|app| app.cell = cell);
    }

    /// Shows pictures, or what is said of them.
    pub(super) fn toggle_images(&mut self) {
        if self.cell.is_none() {
            return self.tell("this terminal cannot show pictures, or not from here");
        }
        self.keeping_the_place(|app| app.config.settings.images = !app.config.settings.images);
        self.tell(if self.config.settings.images { "pictures are shown" } else { "pictures are described" });
    }

    /// The room that pictures have in a window of so many rows; `None` where none are shown.
    pub(super) fn room(&self) -> Option<Room> {
        let cell = self.cell.filter(|_| self.config.settings.images)?;
        let reader = self.reader();
        reader.document().filter(|document| !document.pictures.is_empty())?;
        let rows = (self.layout.text.height.saturating_mul(2) / 3).max(1);
        Some(Room { cell, rows, known: Arc::clone(&reader.pictures) })
    }

    /// Where the shown article was read from: its list, where that held all of it.
    pub fn picture_source(&self) -> &Source {
        let reader = self.reader();
        let list = reader.from.and_then(|(list, _)| self.readers.get(list));
        let held = self.text_in_list();
        match (list, reader.document(), held) {
            (Some(list), Some(document), Some(held)) if Arc::ptr_eq(document, &held) => &list.source,
            _ => &reader.source,
        }
    }

    /// Why the picture of a row is not shown.
    pub fn picture_note(&self, picture: usize) -> Option<String> {
        let room = self.room();
        flow::note(room.as_ref(), picture).map(|note| super::rich::line(&note))
    }

    /// What became of a picture of a document.
    pub(super) fn pictured(&mut self, index: usize, document: &Arc<Document>, picture: usize, known: Known) {
        let reader = self.readers.get(index).and_then(Reader::document);
        if !reader.is_some_and(|shown| Arc::ptr_eq(shown, document)) {
            // The article has changed meanwhile.
            return;
        }
        let learn = |app: &mut Self| {
            if let Some(reader) = app.readers.get_mut(index) {
                Arc::make_mut(&mut reader.pictures).insert(picture, known);
            }
        };
        if index == self.current { self.keeping_the_place(learn) } else { learn(self) }
    }

    /// Changes what pictures take, and keeps what one looks at in its row: the end of the text where one has gone there,
    /// the selection where it is seen, else the top.
    fn keeping_the_place(&mut self, change: impl FnOnce(&mut Self)) {
        let view = self.view();
        let (row, at_end) = (self.row_of_selection(&view), self.reader().has_come_to_the_end(&view));
        change(self);
        let view = self.view();
        if at_end {
            let reader = self.reader_mut();
            let moved = reader.moved;
            reader.go_to_end(&view);
            reader.moved = moved;
            return;
        }
        if let Some((offset, row)) = row
            && self.row_of_selection(&view) != Some((offset, row))
        {
            let reader = self.reader_mut();
            let moved = reader.moved;
            reader.go(&view, offset);
            reader.scroll(&view, -(row as isize));
            reader.moved = moved;
        }
    }

    /// Where the selected quotation starts, and in which of the rows that are seen.
    fn row_of_selection(&self, view: &View) -> Option<(usize, usize)> {
        let reader = self.reader();
        let start = reader.quotation(reader.selected?)?.span.start;
        let place = flow::place_of(reader.document()?, &view.options, start);
        let row = reader.rows(view).iter().position(|row| row.place() == place)?;
        Some((start, row))
    }

    /// Asks for the pictures near what is seen of which nothing is known.
    pub(super) fn look_at_pictures(&mut self) {
        if self.room().is_none() || self.layout.shape == Shape::TooSmall {
            return;
        }
        let seen = self.reader().seen(&self.view());
        let (index, source) = (self.current, self.picture_source().clone());
        let reader = self.reader_mut();
        let Some(document) = reader.document().cloned() else { return };
        let near = seen.len().max(NEAR);
        let behind = Span::new(seen.end + 1, seen.end.saturating_add(near));
        let before = Span::new(seen.start.saturating_sub(near), seen.start.saturating_sub(1));
        let starts = |at: usize| document.pictures.partition_point(|picture| picture.span.start < at);
        let within = |span: Span| starts(span.start)..starts(span.end.saturating_add(1));
        let all = [Span::new(seen.start, seen.end), behind, before].into_iter().flat_map(within);
        let wanted: Vec<usize> = all.filter(|picture| reader.asked.insert(*picture)).take(AT_ONCE).collect();
        if !wanted.is_empty() {
            self.effects.push(Effect::Pictures { index, document, source, wanted });
        }
    }
}

impl Reader {
    /// Whether the last screenful is seen, and more stands before it: of a text that is seen whole nobody has gone to
    /// the end.
    fn has_come_to_the_end(&self, view: &View) -> bool {
        self.percent(view).is_some() && self.is_at_end(view)
    }

    /// Takes the same article for one whose pictures are not known yet; what was known of them holds until then.
    pub(super) fn read_pictures_again(&mut self, document: Arc<Document>) {
        self.state = State::Ready(document);
        self.asked.clear();
    }

    /// Keeps what is known of pictures that are in another version of the document too.
    pub(super) fn keep_pictures(&mut self, document: &Document) {
        let old = self.document().cloned();
        let same = |picture: &usize| {
            old.as_ref().is_some_and(|old| old.pictures.get(*picture) == document.pictures.get(*picture))
        };
        Arc::make_mut(&mut self.pictures).retain(|picture, _| same(picture));
        self.asked = self.pictures.keys().copied().collect();
    }
}
