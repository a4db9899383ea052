//! What the loop waits for. Knows nothing of what is done about it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::analyst::Analysed;
use super::pictures::ability::Told;
use super::pictures::{Form, Wish};
use crate::app::Message;

/// Something the loop waits for.
#[derive(Debug)]
pub enum Event {
    /// Something for the state machine.
    Message(Message),
    /// Something was fetched, unless it was given up meanwhile.
    Fetched(Message, Arc<AtomicBool>),
    /// A document was analysed, or a part of it.
    Analysed(Analysed),
    /// The terminal told whether its background is dark.
    Background(bool),
    /// What the terminal told of pictures.
    Told(Told),
    /// A picture has the form that was wished for.
    Formed(Wish, Form),
    /// The terminal has a new size.
    Resized,
    /// Stop until continued, as Ctrl-Z does.
    Stop,
    /// Continued: the terminal may have been used by others meanwhile.
    Continued,
    /// End, as this signal asks.
    Signal(i32),
    /// Nothing can be read from the terminal any more.
    InputEnded(String),
}

impl Event {
    /// Whether the reader did something and waits to see it.
    pub fn is_by_hand(&self) -> bool {
        !matches!(
            self,
            Self::Analysed(_)
                | Self::Formed(..)
                | Self::Message(
                    Message::Beginning { .. }
                        | Message::Opened { .. }
                        | Message::Changed { .. }
                        | Message::Analysing { .. }
                        | Message::Annotated { .. }
                        | Message::Pictured { .. }
                )
        )
    }
}
