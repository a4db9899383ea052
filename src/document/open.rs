//! Opens an input: reads it, finds out its encoding and format, and hands it to the right parser.

use std::path::PathBuf;

use super::{Document, Metadata, plain};
use crate::error::{Error, Result};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Bytes that were read already (standard input), and the name to show for them.
    Bytes {
        /// Shown instead of a path.
        name: String,
        /// The raw input.
        bytes: std::sync::Arc<[u8]>,
    },
    /// The article that ships with the program.
    Sample,
}

/// Reads and parses `source`.
pub fn open(source: &Source) -> Result<Document> {
    match source {
        Source::File(path) => {
            let bytes = std::fs::read(path).map_err(|source| Error::Io { path: path.clone(), source })?;
            open_bytes(&bytes, &path.display().to_string())
        }
        Source::Bytes { name, bytes } => open_bytes(bytes, name),
        Source::Sample => open_bytes(b"Sample", "sample.md"),
    }
}

/// Decodes and parses bytes that came from `name`.
pub fn open_bytes(bytes: &[u8], name: &str) -> Result<Document> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(plain::parse(text, Metadata { source: name.to_owned(), ..Metadata::default() }))
}
