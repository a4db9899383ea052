//! Bytes that are in memory: what was piped in until it is opened, and archives whose pictures can be had from nowhere
//! else.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Error, Result};

/// What was piped in. It can be opened once, and is gone then, so that it and its text are not both held; it could be large.
#[derive(Clone)]
pub struct Piped(Arc<Mutex<State>>);

enum State {
    Here(Vec<u8>),
    /// Why it cannot be opened again.
    Gone(String),
}

impl Piped {
    /// Its first bytes, up to so many, and whether they are all.
    pub(super) fn start(&self, most: usize) -> (Vec<u8>, bool) {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Here(bytes) => (bytes.get(..most).unwrap_or(bytes).to_vec(), bytes.len() <= most),
            State::Gone(_) => (Vec::new(), false),
        }
    }

    /// Gives all of it to `open`. Whoever asks again is told why that failed, or that it was read.
    pub(super) fn open<T>(&self, name: &str, open: impl FnOnce(Vec<u8>) -> Result<T>) -> Result<T> {
        let set = |state| {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *held, state)
        };
        match set(State::Gone("what was piped in cannot be read again".to_owned())) {
            State::Here(bytes) => open(bytes).inspect_err(|error| drop(set(State::Gone(error.reason())))),
            State::Gone(reason) => {
                set(State::Gone(reason.clone()));
                Err(Error::unreadable(name, reason))
            }
        }
    }
}

impl From<Vec<u8>> for Piped {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(State::Here(bytes))))
    }
}

impl PartialEq for Piped {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Piped {}

impl fmt::Debug for Piped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Here(bytes) => write!(f, "Piped({} bytes)", bytes.len()),
            State::Gone(reason) => write!(f, "Piped({reason})"),
        }
    }
}

/// The archive that a document was read from, packed.
#[derive(Clone, PartialEq, Eq)]
pub struct Packed(Arc<Vec<u8>>);

impl Packed {
    /// All of it.
    #[cfg(feature = "tui")]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Packed {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Source, check, open};

    #[test]
    fn what_is_piped_in_becomes_the_text_itself() {
        let bytes = "Words of a text. ".repeat(1000).into_bytes();
        let held = bytes.as_ptr();
        let document = open(&Source::Bytes { name: "-".to_owned(), bytes: bytes.into() }).unwrap();
        assert_eq!(document.text.as_ptr(), held);
    }

    #[test]
    fn what_is_piped_in_is_opened_once() {
        let source = |text: &str| Source::Bytes { name: "-".to_owned(), bytes: text.as_bytes().to_vec().into() };
        let words = source("Words.");
        assert!(check(&words).is_ok());
        assert_eq!(open(&words.clone()).unwrap().text, "Words.");
        assert!(open(&words).unwrap_err().to_string().contains("cannot be read again"));
        let broken = source("PK\x03\x04");
        for _ in 0..2 {
            assert!(open(&broken).unwrap_err().to_string().contains("broken ZIP"));
        }
        assert!(words != source("Words."));
    }
}
