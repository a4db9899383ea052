//! What can go wrong outside the analysis, in words for people: what, where, what to do.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use crate::display::safe;

/// Why an input could not be opened or a file not be written. What it prints is safe for a terminal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused: missing, no permission, a device, …
    #[error("{}: {}", safe(&path.to_string_lossy()), reason(source))]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It took longer than it may.
    #[error("{name}: {}", late(*seconds))]
    Late {
        /// The input as the user named it, made safe to print.
        name: String,
        /// How long it may take.
        seconds: u64,
    },
    /// It was read and cannot be shown as an article.
    #[error("{name}: {reason}")]
    Unreadable {
        /// The input as the user named it, made safe to print.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

impl Error {
    /// An [`Error::Unreadable`] for the input that the user calls `name`.
    pub fn unreadable(name: &str, reason: impl Into<String>) -> Self {
        Self::Unreadable { name: shown(name), reason: reason.into() }
    }

    /// An [`Error::Late`] for the input that the user calls `name`.
    pub fn late(name: &str, time: Duration) -> Self {
        Self::Late { name: shown(name), seconds: time.as_secs() }
    }

    /// What is wrong, without the name of the input.
    pub fn reason(&self) -> String {
        match self {
            Self::Io { source, .. } => reason(source),
            Self::Late { seconds, .. } => late(*seconds),
            Self::Unreadable { reason, .. } => reason.clone(),
        }
    }
}

fn shown(name: &str) -> String {
    if name == "-" { "standard input".to_owned() } else { safe(name).into_owned() }
}

fn late(seconds: u64) -> String {
    format!("given up after {seconds} s; --timeout allows more")
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file; check the name".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; you may not read it".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        ErrorKind::NotADirectory => "no such file: part of the path is no folder".to_owned(),
        ErrorKind::InvalidInput => "no file can have such a name".to_owned(),
        _ => error.to_string(),
    }
}

/// A result whose error is [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_to_print() {
        let error = Error::Io { path: PathBuf::from("a\x1b]0;x\x07"), source: ErrorKind::NotFound.into() };
        assert_eq!(error.to_string(), "a␛]0;x␇: no such file; check the name");
        assert_eq!(Error::unreadable("-", "empty").to_string(), "standard input: empty");
        assert_eq!(Error::unreadable("\u{202e}x", "empty").to_string(), "‹U+202E›x: empty");
    }
}
