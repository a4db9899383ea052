//! What can go wrong outside the analysis, in words for people: what, where, what to do.

use std::path::PathBuf;

/// Why an input could not be opened or a file not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused: missing, no permission, a device, …
    #[error("{}: {}", crate::display::safe(&path.display().to_string()), reason(source))]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
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

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// A result whose error is [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;
