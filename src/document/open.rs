//! Opens an input: reads it, finds out its encoding and format, and hands it to the right parser.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode::{SAMPLE, decode, not_text};
use super::{Document, Metadata, markdown, plain};
use crate::error::{Error, Result};

/// The largest input that is read, bytes. Nobody reads such a text; it is a mistake or an attack.
pub const MAX_BYTES: u64 = 512 << 20;

/// Endings of file names that are taken for Markdown.
const MARKDOWN: &[&str] = &["md", "markdown", "mdown", "mkd"];
/// Endings of file names that are taken for plain text, whatever they hold.
const PLAIN: &[&str] = &["txt", "text"];

const SAMPLE_ARTICLE: &str = include_str!("../../assets/sample.md");

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
        bytes: Arc<[u8]>,
    },
    /// The article that ships with the program.
    Sample,
}

impl Source {
    /// What to call it: the path, the name of the bytes, or `sample.md`. Not made safe for a terminal.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::File(path) => path.to_string_lossy(),
            Self::Bytes { name, .. } => Cow::Borrowed(name),
            Self::Sample => Cow::Borrowed("sample.md"),
        }
    }
}

/// Reads and parses `source`.
///
/// # Errors
///
/// Where it cannot be read, is no text, holds nothing to read or is larger than [`MAX_BYTES`].
pub fn open(source: &Source) -> Result<Document> {
    match source {
        Source::File(path) => {
            let (file, size) = open_file(path)?;
            let name = path.to_string_lossy();
            parse(read_sized(file, &name, size)?, &name)
        }
        Source::Bytes { name, bytes } => open_bytes(bytes, name),
        Source::Sample => open_bytes(SAMPLE_ARTICLE.as_bytes(), "sample.md"),
    }
}

/// Whether `source` can be opened, as far as a look at the start of a file tells. Cheap at any size.
///
/// # Errors
///
/// As [`open`] would give.
pub fn check(source: &Source) -> Result<()> {
    match source {
        Source::Sample => Ok(()),
        Source::Bytes { name, bytes } => {
            let start = bytes.get(..SAMPLE).unwrap_or(bytes);
            check_start(start, bytes.len() <= SAMPLE, name)
        }
        Source::File(path) => {
            let (file, _) = open_file(path)?;
            let mut start = Vec::with_capacity(SAMPLE);
            let fail = |source| Error::Io { path: path.clone(), source };
            file.take(SAMPLE as u64).read_to_end(&mut start).map_err(fail)?;
            check_start(&start, start.len() < SAMPLE, &path.to_string_lossy())
        }
    }
}

fn check_start(start: &[u8], is_all: bool, name: &str) -> Result<()> {
    if let Some(reason) = not_text(start) {
        return Err(Error::unreadable(name, reason));
    }
    let text = decode(start.to_vec());
    if is_all { check_text(&text, name) } else { Ok(()) }
}

/// Decodes and parses bytes that came from `name`; the name's ending helps to tell the format.
///
/// # Errors
///
/// Where they are no text or hold nothing to read.
pub fn open_bytes(bytes: &[u8], name: &str) -> Result<Document> {
    if let Some(reason) = not_text(bytes) {
        return Err(Error::unreadable(name, reason));
    }
    parse(bytes.to_vec(), name)
}

/// The articles of a folder: its text and Markdown files, in order of their names. Folders inside it and hidden files
/// are passed over.
///
/// # Errors
///
/// Where the folder cannot be read or holds no article.
pub fn articles(folder: &Path) -> Result<Vec<Source>> {
    let fail = |source| Error::Io { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let extension = extension(&path.to_string_lossy());
        let known = MARKDOWN.contains(&extension.as_str()) || PLAIN.contains(&extension.as_str());
        if known && !hidden && path.is_file() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        let reason = "no articles in this folder; dixit looks for files that end in .txt, .text, .md or .markdown";
        return Err(Error::unreadable(&folder.to_string_lossy(), reason));
    }
    paths.sort();
    Ok(paths.into_iter().map(Source::File).collect())
}

/// Reads an input to its end, after a look at its start: what is no text is refused at once.
///
/// # Errors
///
/// Where reading fails, it is no text, or it is larger than [`MAX_BYTES`].
pub fn read(input: impl Read, name: &str) -> Result<Vec<u8>> {
    read_sized(input, name, 0)
}

/// [`read`] for an input of about `size` bytes.
fn read_sized(mut input: impl Read, name: &str, size: u64) -> Result<Vec<u8>> {
    let fail = |source| Error::Io { path: PathBuf::from(name), source };
    let mut bytes = Vec::with_capacity(SAMPLE);
    input.by_ref().take(SAMPLE as u64).read_to_end(&mut bytes).map_err(fail)?;
    if let Some(reason) = not_text(&bytes) {
        return Err(Error::unreadable(name, reason));
    }
    let left = MAX_BYTES + 1 - bytes.len() as u64;
    bytes.reserve_exact((size.saturating_sub(bytes.len() as u64) as usize).saturating_add(1));
    input.take(left).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large(name, None)) } else { Ok(bytes) }
}

/// Opens a file that is small enough to be read; also its size, bytes.
fn open_file(path: &Path) -> Result<(File, u64)> {
    let name = path.to_string_lossy();
    let fail = |source| Error::Io { path: path.to_owned(), source };
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(_) if is_address(&name) => {
            let reason = "web addresses cannot be opened yet; save the page as text and open the file";
            return Err(Error::unreadable(&name, reason));
        }
        Err(source) => return Err(fail(source)),
    };
    if metadata.is_dir() {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    let mut file = File::open(path).map_err(fail)?;
    let size = metadata.len();
    if size <= MAX_BYTES {
        return Ok((file, size));
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).map_err(fail)?;
    Err(match not_text(&sample) {
        Some(reason) => Error::unreadable(&name, reason),
        None => too_large(&name, Some(size)),
    })
}

fn too_large(name: &str, size: Option<u64>) -> Error {
    let size = size.map_or(String::new(), |bytes| format!(" ({} MB)", bytes >> 20));
    let reason = format!("too large{size}; dixit reads up to {} MB, so split it first", MAX_BYTES >> 20);
    Error::unreadable(name, reason)
}

fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// Parses what was found to be text.
fn parse(bytes: Vec<u8>, name: &str) -> Result<Document> {
    let text = decode(bytes);
    check_text(&text, name)?;
    let metadata = Metadata { source: name.to_owned(), ..Metadata::default() };
    Ok(if is_markdown(&text, &extension(name)) {
        markdown::parse(&text, metadata)
    } else {
        plain::parse(text, metadata)
    })
}

/// Refuses a text in which there is nothing to read.
fn check_text(text: &str, name: &str) -> Result<()> {
    let reason = match text {
        "" => "it is empty, there is nothing to read",
        _ if text.trim_start().is_empty() => "it holds only white space, there is nothing to read",
        _ if is_web_page(text) => "it is a web page (HTML), which cannot be read yet; save it as text and open that",
        _ => return Ok(()),
    };
    Err(Error::unreadable(name, reason))
}

fn extension(name: &str) -> String {
    Path::new(name).extension().map_or(String::new(), |ending| ending.to_string_lossy().to_lowercase())
}

fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_lowercase();
    start == "<!doctype html" || start.starts_with("<html")
}

fn is_markdown(text: &str, extension: &str) -> bool {
    MARKDOWN.contains(&extension) || !PLAIN.contains(&extension) && markdown::looks_like(text)
}
