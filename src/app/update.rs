//! The one way in: a message changes the state and may ask for effects.

use std::sync::Arc;

use crate::command::Command;
use crate::document::Document;

use super::layout::{Wish, arrange};
use super::listing::Known;
use super::reader::State;
use super::rich::line;
use super::{App, Effect, Message, Position};

/// Takes in one message; what is to be done comes back.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(press) => app.key(press),
        Message::Mouse(mouse) => app.mouse_did(mouse),
        Message::Paste(words) => app.paste(&words),
        Message::Resize { width, height } => app.size = (width, height),
        Message::Beginning { index, document } => {
            // Where the article is read already, a new version of it is on its way: it is shown when it is whole.
            if let Some(reader) = app.readers.get_mut(index).filter(|reader| reader.document().is_none()) {
                reader.open(document);
                reader.beginning = true;
            }
        }
        Message::Changed { index } => app.changed(index),
        Message::Listed { index, list } => app.listed_articles(index, &list),
        Message::Looked { ticket, seen } => app.looked(ticket, seen),
        Message::Opened { index, result } => app.opened(index, result),
        Message::Analysing { index, annotations, percent } => app.analysing(index, annotations, percent),
        Message::Annotated { index, annotations } => app.annotated(index, annotations),
        Message::Background { dark } => {
            app.look.dark = dark;
            app.take_theme();
        }
        Message::Graphics { cell } => app.can_show(cell),
        Message::Pictured { index, document, picture, known } => app.pictured(index, &document, picture, known),
        Message::PositionRestored { index, state } => app.restore(index, state),
        Message::Notice(words) => app.tell(&words),
        Message::Tick => app.ticks = app.ticks.wrapping_add(1),
        Message::Interrupt => app.quit(),
    }
    app.take_news();
    app.refresh();
    app.look_at_list();
    app.look_at_pictures();
    std::mem::take(&mut app.effects)
}

impl App {
    /// Tells the reader something, until the next key.
    pub(super) fn tell(&mut self, words: &str) {
        self.notice = Some(line(words));
    }

    /// Takes in what was remembered, and says so where that is not the start.
    fn restore(&mut self, index: usize, state: Position) {
        let Some(reader) = self.readers.get_mut(index) else { return };
        let further = state.offset > 0;
        if reader.restore(state) && further && index == self.current && self.notice.is_none() {
            let key = self.key_of(Command::Top).map(|key| format!(" · {key} goes to the start"));
            self.tell(&format!("where you left off{}", key.unwrap_or_default()));
        }
    }

    pub(super) fn quit(&mut self) {
        self.save_position();
        self.effects.push(Effect::Quit);
    }

    fn opened(&mut self, index: usize, result: Result<Arc<Document>, String>) {
        let view = self.view();
        let asked = self.again.take_if(|again| *again == index).is_some();
        let with_pictures = index == self.current && self.room().is_some();
        let Some(reader) = self.readers.get_mut(index) else { return };
        let read_before = reader.document().is_some() && !reader.beginning;
        let searched = (reader.search.words().to_owned(), reader.search.is_regex());
        self.labels.clear();
        match result {
            Ok(document) => {
                if !read_before {
                    reader.open(Arc::clone(&document));
                } else if !reader.reload(Arc::clone(&document), &view) {
                    if asked {
                        // What had changed may be taken in already, and what its pictures show is not known here.
                        let news = std::mem::take(&mut reader.renewed) || with_pictures;
                        if with_pictures {
                            reader.read_pictures_again(document);
                        }
                        self.tell(if news { "read again" } else { "the article has not changed" });
                    }
                    return;
                } else {
                    reader.renewed = !asked;
                }
                // What is searched is searched in what is there now.
                if !searched.0.is_empty() {
                    let here = reader.seen(&view).start;
                    reader.find(&searched.0, here, searched.1);
                }
                self.effects.push(Effect::Annotate { index, document });
            }
            Err(reason) if read_before || reader.listing().is_some() => {
                self.tell(&format!("{reason}; what was read is kept"));
            }
            Err(reason) => {
                reader.state = State::Failed(line(&reason));
                let from = reader.from;
                self.learn(from, Known::Failed(line(&reason)));
            }
        }
    }

    fn paste(&mut self, words: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.input.insert(words);
            self.prompt_changed();
        } else if self.overlays.is_empty() && self.narrowing_paste(words) {
            // They are in the list's own line.
        } else if let Some(super::Overlay::Picker(picker)) = self.overlays.last_mut()
            && picker.typing
        {
            picker.query.insert(words);
            picker.narrow();
        }
    }

    /// Takes the theme that is wished for, or the one for the terminal's background.
    pub(super) fn take_theme(&mut self) {
        let name = self.look.chosen.clone().unwrap_or_else(|| if self.look.dark { "dark" } else { "light" }.to_owned());
        self.wear(&name);
    }

    /// Draws with the theme of that name, where there is one.
    pub(super) fn wear(&mut self, name: &str) {
        let themes = &self.config.themes;
        let fallback = if self.look.dark { "dark" } else { "light" };
        let theme = themes.get(name).or_else(|| themes.get(fallback)).cloned().unwrap_or_default();
        let theme = if theme.dark == self.look.dark { theme } else { theme.on_its_own_background() };
        self.look.theme = theme.for_depth(self.look.depth);
    }

    /// Finds out where everything stands.
    pub(super) fn arrange(&mut self) {
        let actor_rows = self.reader().found.as_ref().map_or(0, |found| found.rows.len());
        let wish = Wish { focus: self.focus, alone: self.zoom, column: self.column, actor_rows };
        self.layout = arrange(self.size.0, self.size.1, wish);
    }

    /// Brings everything that is made ahead of drawing up to date.
    pub(super) fn refresh(&mut self) {
        self.arrange();
        let layout = self.layout;
        let palette = self.look.theme.speakers();
        if let Some(found) = self.readers.get_mut(self.current).and_then(|reader| reader.found.as_mut()) {
            found.paint(palette);
        }
        for overlay in &mut self.overlays {
            overlay.fit(&layout);
        }
        self.fit_list();
        let width = usize::from(self.layout.map.width).saturating_sub(super::map::AROUND);
        if width > 0 {
            self.reader_mut().draw_map(width);
            self.reader_mut().mark_map(width);
        }
    }

    /// What is typed into the search prompt or was searched last, for the status line.
    pub fn searching(&self) -> Option<&str> {
        match &self.prompt {
            Some(prompt) if prompt.kind.is_search() => Some(prompt.input.text()),
            _ => Some(self.reader().search.words()).filter(|words| !words.trim().is_empty()),
        }
    }
}
