//! What is done with quotations and speakers: keeping some, copying one, marking a place. Knows no keys.

use std::collections::BTreeSet;

use crate::command::Command;
use crate::span::Span;

use super::filter::{Filter, Kinds};
use super::layout::Pane;
use super::picker::Purpose;
use super::prompt::PromptKind;
use super::rich::line;
use super::search::Search;
use super::{App, Awaiting};

impl App {
    /// Enter: shows in the text what is selected in a list.
    pub(super) fn accept(&mut self) {
        if self.try_again() {
            return;
        }
        match self.focus {
            Pane::Article => match self.current() {
                // Once to select it, once more to ask why.
                Some(index) if self.reader().selected == Some(index) => self.open_evidence(),
                Some(index) => self.select(index),
                None if self.has_footnotes() => self.open_footnotes(),
                None => self.tell("no quotation here"),
            },
            Pane::Quotations => {
                let reader = self.reader();
                let row = reader.selected_row().min(reader.shown().len().saturating_sub(1));
                if let Some(&index) = reader.shown().get(row) {
                    self.focus_on(Pane::Article);
                    self.show_quotation(index);
                }
            }
            Pane::Actors => self.open_card(),
        }
    }

    /// Esc: stops what is being fetched; ends the search, then goes back to the article, then drops filters, then the
    /// selection, then goes back to the list that the article is of.
    pub(super) fn cancel(&mut self) {
        if self.fetched().is_some() {
            self.stop_fetching();
        } else if self.listed().is_some() {
            self.listed = None;
        } else if self.reader().search.is_active() {
            self.reader_mut().search = Search::default();
        } else if self.focus != Pane::Article {
            self.focus_on(Pane::Article);
        } else if self.reader().filter().is_active() {
            self.show_all();
        } else if self.zoom {
            self.zoom = false;
        } else if self.reader().selected.is_some() || self.reader().actor.is_some() {
            let reader = self.reader_mut();
            (reader.selected, reader.actor, reader.spot) = (None, None, None);
        } else {
            self.go_to_list();
        }
    }

    pub(super) fn set_filter(&mut self, filter: Filter) {
        self.reader_mut().set_filter(filter);
        self.follow_selection();
    }

    pub(super) fn show_all(&mut self) {
        if self.reader().filter().is_active() {
            self.set_filter(self.reader().filter().cleared());
            self.tell("all quotations are kept");
        }
    }

    /// Keeps one speaker's quotations, or all again.
    pub(super) fn toggle_only_speaker(&mut self) {
        let filter = self.reader().filter().clone();
        let Some(who) = self.current_who().or(filter.only()) else {
            return self.tell("no quotation here to keep the speaker of");
        };
        if let Some(index) = self.current().filter(|_| self.focus != Pane::Actors) {
            self.select(index);
        }
        let same = filter.only() == Some(who);
        let speakers = if same { None } else { Some(BTreeSet::from([who])) };
        self.set_filter(Filter { speakers, ..filter });
        if same {
            self.tell("all speakers are kept");
        } else {
            let name = self.reader().found.as_ref().map(|found| found.name(who).to_owned()).unwrap_or_default();
            let back = self.key_of(Command::OnlySpeaker).map(|key| format!(" · {key} again: all")).unwrap_or_default();
            self.tell(&format!("only {name}{back}"));
        }
    }

    pub(super) fn cycle_kinds(&mut self) {
        self.keep_kinds(self.reader().filter().kinds.next());
    }

    pub(super) fn cycle_sureness(&mut self) {
        let sureness = self.reader().filter().sureness.next();
        self.set_filter(Filter { sureness, ..self.reader().filter().clone() });
        let kept = self.reader().shown().len();
        self.tell(&format!("speakers: {} ({kept})", sureness.name()));
    }

    pub(super) fn keep_kinds(&mut self, kinds: Kinds) {
        let filter = Filter { kinds, ..self.reader().filter().clone() };
        self.set_filter(filter);
        let kept = self.reader().shown().len();
        self.tell(&format!("{} ({kept})", kinds.doc()));
    }

    /// Says how many quotations the filter keeps.
    pub(super) fn tell_kept(&mut self) {
        let reader = self.reader();
        let all = reader.found.as_ref().map_or(0, |found| found.total);
        let kept = reader.shown().len();
        if reader.filter().is_active() {
            self.tell(&format!("{kept} of {all} quotations kept"));
        }
    }

    pub(super) fn set_bookmark(&mut self, letter: char) {
        let view = self.view();
        let reader = self.reader_mut();
        if reader.document().is_none() {
            return;
        }
        let offset = reader.seen(&view).start;
        reader.bookmarks.insert(letter, offset);
        reader.bookmark_names.remove(&letter);
        self.tell(&format!("bookmark {letter} set"));
    }

    /// Sets a bookmark and asks for its name.
    pub(super) fn name_bookmark(&mut self, letter: char) {
        let name = self.reader().bookmark_names.get(&letter).cloned().unwrap_or_default();
        self.set_bookmark(letter);
        if self.reader().bookmarks.contains_key(&letter) {
            self.ask(PromptKind::Bookmark(letter));
            if let Some(prompt) = &mut self.prompt {
                prompt.input.insert(&name);
            }
        }
    }

    pub(super) fn await_bookmark(&mut self) {
        if self.reader().bookmarks.is_empty() {
            let key = self.key_of(Command::SetBookmark).unwrap_or_default();
            self.tell(&format!("no bookmarks yet: {key} and a letter sets one"));
            self.awaiting = Some(Awaiting::GoToBookmark);
        } else {
            self.pick(Purpose::Bookmarks, Command::GoToBookmark);
        }
    }

    pub(super) fn go_to_bookmark(&mut self, letter: char) {
        match self.reader().bookmarks.get(&letter).copied() {
            Some(offset) => self.go_to_place(offset),
            None => self.tell(&format!("no bookmark {letter}")),
        }
    }

    /// A few words of the text from `offset` on, one safe line. Behind the last word or two of a paragraph those of the
    /// next one, since they alone tell nobody where that is.
    pub(super) fn words_at(&self, offset: usize) -> String {
        const FEW: usize = 24;
        let Some(document) = self.reader().document() else { return String::new() };
        let at = document.block_at(offset);
        let block = document.blocks.get(at).map_or(Span::new(offset, offset), |block| block.span);
        let tail = block.start < offset && block.end < offset + FEW;
        let end = document.blocks.get(at + 1).filter(|_| tail).map_or(block.end, |next| next.span.end);
        let end = floor_boundary(&document.text, end.min(offset + 160));
        line(Span::new(offset, end).of(&document.text))
    }
}

/// The last character boundary at or before `offset`.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
