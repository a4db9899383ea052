//! What keys and the mouse do in a list.

use crate::app::App;
use crate::app::message::{Mouse, MouseKind};
use crate::app::prompt::edit;
use crate::command::Command;
use crate::config::keys::{Key, KeyPress};

/// Rows a turn of the wheel moves.
const WHEEL: isize = 3;
const FAR: isize = 1 << 40;

impl App {
    /// Whether letters narrow the list that is shown.
    pub fn narrowing(&self) -> bool {
        self.listing().is_some_and(|listing| listing.typing)
    }

    /// A key while the list is narrowed by typing; whether it was one.
    pub(in crate::app) fn narrowing_key(&mut self, press: KeyPress) -> bool {
        let Some(listing) = self.listing_mut().filter(|listing| listing.typing) else { return false };
        let page = listing.window().1 as isize;
        match (press.key, press.ctrl) {
            (Key::Enter, _) => self.open_selected(),
            (Key::Tab | Key::BackTab, _) => listing.typing = false,
            (Key::Esc, _) | (Key::Char('c'), true) => self.keep_all(),
            (Key::Backspace, _) if listing.query.is_empty() => self.keep_all(),
            (Key::Down, _) | (Key::Char('n' | 'j'), true) => listing.step(1),
            (Key::Up, _) | (Key::Char('p' | 'k'), true) => listing.step(-1),
            (Key::PageDown, _) => listing.step(page),
            (Key::PageUp, _) => listing.step(-page),
            _ => {
                let before = listing.query.text().to_owned();
                edit(&mut listing.query, press);
                if listing.query.text() != before {
                    listing.narrow();
                }
            }
        }
        true
    }

    /// Words were pasted while the list is narrowed; whether they were.
    pub(in crate::app) fn narrowing_paste(&mut self, words: &str) -> bool {
        let Some(listing) = self.listing_mut().filter(|listing| listing.typing) else { return false };
        listing.query.insert(words);
        listing.narrow();
        true
    }

    /// Narrows the list no more.
    fn keep_all(&mut self) {
        if let Some(listing) = self.listing_mut() {
            listing.typing = false;
            listing.query.end();
            listing.query.delete_before();
            listing.narrow();
        }
    }

    /// A command while a list is shown; whether it is one for lists.
    pub(in crate::app) fn list_command(&mut self, command: Command, count: Option<usize>) -> bool {
        let times = count.unwrap_or(1).max(1) as isize;
        let Some(listing) = self.listing_mut() else { return false };
        let page = (listing.window().1 as isize).max(1);
        let (order, reversed) = listing.order();
        match command {
            Command::Down => listing.step(times),
            Command::Up => listing.step(-times),
            Command::HalfPageDown => listing.step((page / 2).max(1).saturating_mul(times)),
            Command::HalfPageUp => listing.step((page / 2).max(1).saturating_mul(-times)),
            Command::PageDown => listing.step(page.saturating_mul(times)),
            Command::PageUp => listing.step(page.saturating_mul(-times)),
            Command::Top | Command::Bottom => match count {
                Some(percent) => listing.select(listing.shown().len() * percent.min(100) / 100),
                None => listing.step(if command == Command::Top { -FAR } else { FAR }),
            },
            Command::Accept => self.open_selected(),
            Command::Search | Command::FilterWords => listing.typing = true,
            Command::Cancel if !listing.query.is_empty() => self.keep_all(),
            Command::ShowAll => self.keep_all(),
            Command::Cancel | Command::ToList => {
                if !self.go_to_list() {
                    let quit = self.key_of(Command::Close).or_else(|| self.key_of(Command::Quit));
                    self.tell(&format!("there is no list to go back to · {} quits", quit.unwrap_or_default()));
                }
            }
            Command::Order => {
                let next = listing.next_order(times);
                self.order_list(next, false);
            }
            Command::Reverse => self.order_list(order, !reversed),
            Command::NextDocument
            | Command::PreviousDocument
            | Command::Documents
            | Command::Edit
            | Command::Reload
            | Command::SearchAll
            | Command::CycleTheme
            | Command::ChooseTheme
            | Command::ToggleMouse
            | Command::Palette
            | Command::Help
            | Command::Redraw
            | Command::Suspend
            | Command::Close
            | Command::Quit => return false,
            _ => {
                let open = self.key_of(Command::Accept).unwrap_or_default();
                self.tell(&format!("{} is for articles · {open} opens one", command.name()));
            }
        }
        true
    }

    /// The mouse did something over the list that is shown; whether one is.
    pub(in crate::app) fn list_mouse(&mut self, mouse: Mouse) -> bool {
        let Some(columns) = self.columns() else { return false };
        let Some(listing) = self.listing_mut() else { return false };
        match mouse.kind {
            MouseKind::WheelUp => listing.scroll(-WHEEL),
            MouseKind::WheelDown => listing.scroll(WHEEL),
            MouseKind::Press if columns.rows.contains(mouse.column, mouse.row) => {
                let row = listing.window().0 + usize::from(mouse.row - columns.rows.y);
                if row >= listing.shown().len() {
                    return true;
                }
                // Once to select it, once more to open it.
                if row == listing.selected() {
                    self.open_selected();
                } else {
                    listing.select(row);
                }
            }
            MouseKind::Press if columns.head.contains(mouse.column, mouse.row) => {
                if let Some(wanted) = columns.order_at(mouse.column) {
                    let (order, reversed) = listing.order();
                    self.order_list(wanted, order == wanted && !reversed);
                }
            }
            MouseKind::Press => {}
        }
        true
    }
}
