//! Waiting for what is fetched from the web, and giving it up. Knows no network.

use crate::document::Source;

use super::reader::State;
use super::{App, Effect, Layout, Shape};

/// What is said of an article that nobody waited for.
const STOPPED: &str = "Fetching was stopped.";

impl App {
    /// Whether the shown article was given up, by whoever reads.
    pub fn was_stopped(&self) -> bool {
        matches!(&self.reader().state, State::Failed(reason) if reason == STOPPED)
    }

    /// The address of the shown article, while it is being fetched. Not made safe for a terminal.
    pub fn fetched(&self) -> Option<&str> {
        match (&self.reader().state, &self.reader().source) {
            (State::Opening, Source::Url(address)) => Some(address),
            _ => None,
        }
    }

    /// Whether something on the screen turns while it is waited for: whoever runs the state machine then sends
    /// [`Message::Tick`](super::Message::Tick) every now and then. At all other times nothing is to be sent.
    pub fn waits(&self) -> bool {
        let Layout { shape, .. } = self.layout;
        self.fetched().is_some() && shape != Shape::TooSmall
    }

    /// How many moments have passed.
    pub fn ticks(&self) -> usize {
        self.ticks
    }

    /// Gives up what is being fetched, and goes back to what was shown before.
    pub(super) fn stop_fetching(&mut self) {
        let index = self.current;
        self.effects.push(Effect::Stop { index });
        let before = self.before.filter(|&before| before != index && before < self.readers.len());
        match before {
            _ if self.reader().from.is_some() => {
                self.reader_mut().state = State::Waiting;
                self.go_to_list();
                self.tell("fetching was stopped");
            }
            Some(before) => {
                self.reader_mut().state = State::Waiting;
                self.show_document(before);
                self.tell("fetching was stopped");
            }
            None => self.reader_mut().state = State::Failed(STOPPED.to_owned()),
        }
    }

    /// Opens the shown article again where it could not be shown; whether it could not.
    pub(super) fn try_again(&mut self) -> bool {
        let failed = matches!(self.reader().state, State::Failed(_));
        if failed {
            self.reader_mut().state = State::Waiting;
            self.open_current();
        }
        failed
    }
}
