//! Keys become commands: counts, sequences, and the modes in which keys mean themselves.

use crate::command::Command;
use crate::config::keymap::Lookup;
use crate::config::keys::{Key, KeyPress};

use super::picker::Purpose;
use super::prompt::edit;
use super::{App, Awaiting, Overlay};

/// No count is larger: 99,999,999 rows are enough.
const LARGEST: usize = 99_999_999;

impl App {
    /// A key was pressed.
    pub(super) fn key(&mut self, press: KeyPress) {
        self.notice = self.waiting.pop();
        if !self.labels.is_empty() {
            return self.label_key(press);
        }
        if let Some(awaiting) = self.awaiting.take() {
            return self.letter(awaiting, press);
        }
        if self.prompt.is_some() {
            return self.prompt_key(press);
        }
        if self.overlays.is_empty() && self.narrowing_key(press) {
            return;
        }
        if self.pending.is_empty() && self.count.is_none() && self.picker_key(press) {
            return;
        }
        self.command_key(press);
    }

    fn command_key(&mut self, press: KeyPress) {
        let plain = !press.ctrl && !press.alt;
        if let Key::Char(digit @ '0'..='9') = press.key
            && plain
            && self.pending.is_empty()
            && (digit != '0' || self.count.is_some())
        {
            let digit = digit.to_digit(10).unwrap_or(0) as usize;
            self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(LARGEST));
            return;
        }
        if press.key == Key::Esc && (!self.pending.is_empty() || self.count.is_some()) {
            self.pending.clear();
            self.count = None;
            return;
        }
        self.pending.push(press);
        match self.config.keymap.lookup(&self.pending) {
            Lookup::Prefix => {}
            Lookup::Command(command) => {
                self.pending.clear();
                let count = self.count.take();
                self.dispatch(command, count);
            }
            Lookup::None => {
                let keys: Vec<String> = self.pending.drain(..).map(|press| press.to_string()).collect();
                self.count = None;
                let help = self.key_of(Command::Help).map(|key| format!(" · {key} shows the keys")).unwrap_or_default();
                self.tell(&format!("{} does nothing{help}", keys.join(" ")));
            }
        }
    }

    /// The first key of a command, as it is written.
    pub fn key_of(&self, command: Command) -> Option<String> {
        self.config.keymap.keys_of(command).into_iter().next()
    }

    fn dispatch(&mut self, command: Command, count: Option<usize>) {
        match self.overlays.last() {
            None => self.run(command, count),
            Some(_) => self.overlay_command(command, count),
        }
    }

    fn letter(&mut self, awaiting: Awaiting, press: KeyPress) {
        match (press.key, awaiting) {
            (Key::Char(letter), Awaiting::SetBookmark) if letter.is_alphanumeric() => self.set_bookmark(letter),
            (Key::Char(letter), Awaiting::NameBookmark) if letter.is_alphanumeric() => self.name_bookmark(letter),
            // As in less and vim: to where one was before the last jump.
            (Key::Char('\'' | '`'), Awaiting::GoToBookmark) => self.go_back(true),
            // There was nothing to choose from: the key is one like any other.
            (_, Awaiting::GoToBookmark) if self.reader().bookmarks.is_empty() => self.command_key(press),
            (Key::Char(letter), Awaiting::GoToBookmark) => self.go_to_bookmark(letter),
            (Key::Esc, _) => {}
            _ => self.tell("a bookmark is a letter or a digit"),
        }
    }

    /// Keys that mean themselves in the list on top; whether this was one.
    fn picker_key(&mut self, press: KeyPress) -> bool {
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else { return false };
        if picker.typing {
            self.typing_key(press);
            return true;
        }
        match press.key {
            Key::Char(_) if press.ctrl || press.alt => return false,
            Key::Char('/') => picker.typing = true,
            Key::Char(' ') if picker.checks() => picker.toggle(),
            Key::Char('a') if picker.checks() => picker.toggle_all(),
            Key::Char('\'' | '`') if picker.purpose == Purpose::Bookmarks => {
                self.close_overlay();
                self.go_back(true);
                return true;
            }
            Key::Char(letter) if picker.purpose == Purpose::Bookmarks && letter.is_alphanumeric() => {
                if picker.select_mark(letter) {
                    self.choose();
                } else {
                    self.tell(&format!("no bookmark {letter}"));
                }
            }
            _ => return false,
        }
        self.preview();
        true
    }

    fn typing_key(&mut self, press: KeyPress) {
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else { return };
        let page = picker.page() as isize;
        match (press.key, press.ctrl) {
            (Key::Enter, _) => return self.choose(),
            (Key::Esc, _) | (Key::Char('c'), true) => return self.close_typing(),
            (Key::Backspace, _) if picker.query.is_empty() => return self.close_typing(),
            (Key::Down | Key::Tab, _) | (Key::Char('n' | 'j'), true) => picker.step(1),
            (Key::Up | Key::BackTab, _) | (Key::Char('p' | 'k'), true) => picker.step(-1),
            (Key::PageDown, _) => picker.step(page),
            (Key::PageUp, _) => picker.step(-page),
            _ => {
                let before = picker.query.text().to_owned();
                edit(&mut picker.query, press);
                if picker.query.text() != before {
                    picker.narrow();
                }
            }
        }
        self.preview();
    }

    /// Esc while typing: back to the list, or out of a list that is all typing.
    fn close_typing(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else { return };
        if picker.purpose == Purpose::Palette {
            self.close_overlay();
            return;
        }
        picker.typing = false;
        picker.query.end();
        picker.query.delete_before();
        picker.narrow();
        self.preview();
    }

    /// A command while a page or a list lies over the panes.
    fn overlay_command(&mut self, command: Command, count: Option<usize>) {
        let times = count.unwrap_or(1) as isize;
        if self.opened_by.last() == Some(&command)
            || matches!(command, Command::Cancel | Command::Close | Command::Quit)
        {
            return self.close_overlay();
        }
        match self.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => {
                let page = picker.page() as isize;
                match command {
                    Command::Accept => return self.choose(),
                    Command::Search => picker.typing = true,
                    _ => picker.step(distance(command, page).map_or(0, |by| by.saturating_mul(times))),
                }
                self.preview();
            }
            Some(Overlay::Page(page)) => {
                let window = page.window() as isize;
                match command {
                    Command::Accept => {
                        if let Some(target) = page.target() {
                            self.follow(target);
                        }
                    }
                    Command::Down | Command::Up => page.step(if command == Command::Down { times } else { -times }),
                    _ => match distance(command, window) {
                        Some(by) => page.scroll(by.saturating_mul(times)),
                        None => self.over_page(command, count),
                    },
                }
            }
            None => {}
        }
    }

    /// Commands that make sense while one reads a page.
    fn over_page(&mut self, command: Command, count: Option<usize>) {
        match command {
            Command::NextQuotation
            | Command::PreviousQuotation
            | Command::NextSameSpeaker
            | Command::PreviousSameSpeaker
                if self.opened_by.last() == Some(&Command::Evidence) =>
            {
                self.run(command, count);
                self.close_overlay();
                match self.reader().selected {
                    Some(index) => self.open_evidence_of(index),
                    None => self.open_evidence(),
                }
            }
            // Every key stands in the palette too, where they can be searched.
            Command::Search if self.opened_by.last() == Some(&Command::Help) => self.run(Command::Palette, None),
            Command::Copy
            | Command::Cite
            | Command::CycleTheme
            | Command::ToggleMouse
            | Command::Redraw
            | Command::Suspend
            | Command::Help
            | Command::Palette
            | Command::ActorCard
            | Command::Evidence => self.run(command, count),
            _ => {}
        }
    }
}

/// How far a command moves in a list whose page has `page` entries.
fn distance(command: Command, page: isize) -> Option<isize> {
    const FAR: isize = 1 << 40;
    match command {
        Command::Down => Some(1),
        Command::Up => Some(-1),
        Command::HalfPageDown => Some((page / 2).max(1)),
        Command::HalfPageUp => Some(-(page / 2).max(1)),
        Command::PageDown => Some(page),
        Command::PageUp => Some(-page),
        Command::Top => Some(-FAR),
        Command::Bottom => Some(FAR),
        _ => None,
    }
}
