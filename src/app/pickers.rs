//! The lists one can choose from: what is in them, and what choosing does.

use std::collections::BTreeSet;

use crate::annotation::Criteria;
use crate::citation::Format;
use crate::command::Command;
use crate::document::BlockKind;

use super::filter::{Filter, Kinds, Who};
use super::layout::Pane;
use super::picker::{Entry, Picker, Purpose, Value};
use super::reader::State;
use super::rich::line;
use super::{App, Overlay};
use crate::span::Span;

impl App {
    /// Lays a list over the panes.
    pub(super) fn pick(&mut self, purpose: Purpose, opener: Command) {
        let (entries, selected) = match purpose {
            Purpose::Palette => (self.palette_entries(), 0),
            Purpose::Outline => self.outline_entries(),
            Purpose::Documents => self.document_entries(),
            Purpose::Speakers => self.speaker_entries(),
            Purpose::Kinds => self.kind_entries(),
            Purpose::Bookmarks => (self.bookmark_entries(), 0),
            Purpose::Themes => self.theme_entries(),
            Purpose::Jumps => self.jump_entries(),
            Purpose::ScareQuotes => (self.scare_entries(), 0),
            Purpose::Citations => (citation_entries(), 0),
            // Made by the search itself.
            Purpose::Hits => return,
        };
        self.lay(Overlay::Picker(Picker::new(purpose, entries, selected)), opener);
    }

    pub(super) fn lay(&mut self, overlay: Overlay, opener: Command) {
        self.overlays.push(overlay);
        self.opened_by.push(opener);
        // Fitted at once: a key of the same batch may ask how long a page is.
        self.refresh();
    }

    pub(super) fn close_overlay(&mut self) {
        let closed = self.overlays.pop();
        self.opened_by.pop();
        if matches!(closed, Some(Overlay::Picker(picker)) if picker.purpose == Purpose::Themes) {
            self.take_theme();
        }
    }

    pub(super) fn close_overlays(&mut self) {
        self.overlays.clear();
        self.opened_by.clear();
    }

    /// Shows the theme that is selected in the list of themes.
    pub(super) fn preview(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else { return };
        if let Some(Value::Theme(name)) = picker.selected().map(|entry| entry.value.clone()) {
            self.wear(&name);
        }
    }

    /// Does what the selected entry stands for.
    pub(super) fn choose(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else { return };
        if picker.purpose == Purpose::Speakers {
            return self.choose_speakers();
        }
        let Some(value) = picker.selected().map(|entry| entry.value.clone()) else { return };
        self.close_overlay();
        match value {
            Value::Command(command) => {
                self.close_overlays();
                self.run(command, None);
            }
            Value::Offset(offset) => {
                self.focus = Pane::Article;
                self.jump_to(Span::new(offset, offset + 1));
            }
            Value::Place(offset) => {
                self.focus = Pane::Article;
                self.go_to_place(offset);
            }
            Value::Document(index) => self.show_document(index),
            Value::Kinds(kinds) => self.keep_kinds(kinds),
            Value::Theme(name) => {
                self.look.chosen = Some(name);
                self.take_theme();
            }
            Value::Hit(index, span) => self.show_hit_of(index, span),
            Value::Listed(list, item, span) => self.show_hit_of_list(list, item, span),
            Value::Citation(format) => self.copy(format),
            Value::Speaker(who) => {
                self.close_overlays();
                self.set_filter(Filter { speakers: Some(BTreeSet::from([who])), ..self.reader().filter().clone() });
                self.tell_kept();
            }
        }
    }

    fn choose_speakers(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else { return };
        let (checked, all) = picker.checked();
        let speakers: BTreeSet<Who> = checked
            .into_iter()
            .filter_map(|value| if let Value::Speaker(who) = value { Some(*who) } else { None })
            .collect();
        if speakers.is_empty() && !all {
            return self.tell("check at least one speaker: space does");
        }
        self.close_overlay();
        let speakers = if all { None } else { Some(speakers) };
        let filter = Filter { speakers, ..self.reader().filter().clone() };
        self.set_filter(filter);
        self.tell_kept();
    }

    /// All that one can do or go to: commands, then speakers, headings, bookmarks and open articles.
    fn palette_entries(&self) -> Vec<Entry> {
        let mut entries = self.command_entries();
        for speaker in self.speaker_entries().0 {
            entries.push(Entry { checked: None, ..speaker }.note("only this speaker"));
        }
        for heading in self.outline_entries().0 {
            entries.push(Entry { indent: 0, ..heading }.note("heading"));
        }
        for bookmark in self.bookmark_entries() {
            entries.push(Entry { mark: None, ..bookmark }.note("bookmark"));
        }
        if self.readers.len() > 1 {
            entries.extend(
                self.document_entries().0.into_iter().map(|article| Entry { mark: None, ..article.note("article") }),
            );
        }
        entries
    }

    fn command_entries(&self) -> Vec<Entry> {
        let entry = |&command: &Command| {
            let keys = self.config.keymap.keys_of(command).join("  ");
            Entry::new(&format!("{} · {}", command.name(), command.doc()), Value::Command(command)).note(&keys)
        };
        Command::ALL.iter().filter(|&&command| command != Command::Palette).map(entry).collect()
    }

    fn outline_entries(&self) -> (Vec<Entry>, usize) {
        let Some(document) = self.reader().document() else { return (Vec::new(), 0) };
        let top = self.reader().seen(&self.view()).start;
        let heading = |block: &crate::document::Block| match block.kind {
            BlockKind::Heading(level) => {
                let mut entry = Entry::new(block.span.of(&document.text), Value::Place(block.span.start));
                entry.indent = 2 * u16::from(level.saturating_sub(1));
                Some((block.span.start, entry))
            }
            _ => None,
        };
        let headings: Vec<(usize, Entry)> = document.blocks.iter().filter_map(heading).collect();
        let selected = headings.partition_point(|(start, _)| *start <= top).saturating_sub(1);
        (headings.into_iter().map(|(_, entry)| entry).collect(), selected)
    }

    /// The open articles, but those of lists that were closed since, and which of them is shown.
    fn document_entries(&self) -> (Vec<Entry>, usize) {
        let note = |reader: &super::Reader| match (&reader.state, &reader.found) {
            (State::Waiting, _) => "not opened yet".to_owned(),
            (State::Opening, _) => "opening…".to_owned(),
            (State::Failed(_), _) => "cannot be shown".to_owned(),
            (State::List(listing), _) => format!("list of {}", count(listing.items().len(), "article")),
            (State::Ready(_), None) => "analysing…".to_owned(),
            (State::Ready(_), Some(found)) => count(found.total, "quotation"),
        };
        let entry = |(index, reader): (usize, &super::Reader)| {
            Entry::new(&reader.name(), Value::Document(index))
                .note(&note(reader))
                .mark(dot(index == self.current), None)
        };
        let is_open = |reader: &super::Reader| !reader.is_of_list() || !matches!(reader.state, State::Waiting);
        let open = self.readers.iter().enumerate().filter(|(_, reader)| is_open(reader));
        let selected = open.clone().take_while(|&(index, _)| index < self.current).count();
        (open.map(entry).collect(), selected)
    }

    fn speaker_entries(&self) -> (Vec<Entry>, usize) {
        let Some(found) = &self.reader().found else { return (Vec::new(), 0) };
        let kept = &self.reader().filter().speakers;
        let speaking = found.rows.iter().copied().filter(|&who| found.count(who) > 0);
        let entry = |who: Who| {
            let entry = Entry::new(found.name(who), Value::Speaker(who));
            let checked = kept.as_ref().is_none_or(|kept| kept.contains(&who));
            Entry { checked: Some(checked), ..entry }
                .mark(found.letter(who), Some(who))
                .note(&found.count(who).to_string())
        };
        let who = self.current_who();
        let selected = found.rows.iter().position(|&row| Some(row) == who).unwrap_or(0);
        (speaking.map(entry).collect(), selected)
    }

    fn kind_entries(&self) -> (Vec<Entry>, usize) {
        let current = self.reader().filter().kinds;
        let kept = |kinds: Kinds| {
            let found = self.reader().found.as_ref();
            let quotations = found.map_or(&[][..], |found| found.annotations.quotations.as_slice());
            let criteria = Criteria { attitudes: kinds == Kinds::WithAttitudes, ..Criteria::default() };
            quotations.iter().filter(|it| kinds.keeps(it.kind) && criteria.keeps(it)).count()
        };
        let entry = |kinds: Kinds| {
            Entry::new(kinds.doc(), Value::Kinds(kinds))
                .note(&kept(kinds).to_string())
                .mark(dot(kinds == current), None)
        };
        let selected = Kinds::ALL.iter().position(|&kinds| kinds == current).unwrap_or(0);
        (Kinds::ALL.into_iter().map(entry).collect(), selected)
    }

    fn bookmark_entries(&self) -> Vec<Entry> {
        let entry = |(&letter, &offset): (&char, &usize)| {
            let words = self.words_at(offset);
            let named = self.reader().bookmark_names.get(&letter).map(|name| format!("{name} · {words}"));
            Entry::new(&named.unwrap_or(words), Value::Place(offset)).mark(letter, None)
        };
        self.reader().bookmarks.iter().map(entry).collect()
    }

    pub(super) fn theme_names(&self) -> Vec<String> {
        self.config.themes.names()
    }

    fn theme_entries(&self) -> (Vec<Entry>, usize) {
        let names = self.theme_names();
        let selected = names.iter().position(|name| *name == self.look.theme.name).unwrap_or(0);
        let entry = |name: String| {
            let worn = dot(name == self.look.theme.name);
            Entry::new(&line(&name), Value::Theme(name)).mark(worn, None)
        };
        (names.into_iter().map(entry).collect(), selected)
    }

    fn jump_entries(&self) -> (Vec<Entry>, usize) {
        let (places, at) = self.reader().jumps.list();
        let entry = |&offset: &usize| Entry::new(&self.words_at(offset), Value::Place(offset));
        (places.iter().map(entry).collect(), at)
    }

    fn scare_entries(&self) -> Vec<Entry> {
        let reader = self.reader();
        let (Some(document), Some(found)) = (reader.document(), &reader.found) else { return Vec::new() };
        let entry = |span: &Span| Entry::new(span.of(&document.text), Value::Offset(span.start));
        found.annotations.scare_quotes.iter().map(entry).collect()
    }
}

fn citation_entries() -> Vec<Entry> {
    let entry = |format: Format| Entry::new(format.name(), Value::Citation(format)).note(format.doc());
    Format::ALL.into_iter().map(entry).collect()
}

/// The mark of the entry that is in force.
fn dot(current: bool) -> char {
    if current { '•' } else { ' ' }
}

/// "1 quotation", "2 quotations".
pub(super) fn count(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
