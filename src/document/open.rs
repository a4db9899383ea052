//! Opens an input: reads it, finds out its encoding and format, and hands it to the right parser.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::archive::Archive;
use super::decode::{SAMPLE, decode, decode_declared, not_text};
use super::format::{self, Format};
use super::{
    Document, Fetched, Metadata, Origin, Packed, Picture, Piped, docx, epub, feed, folder, html, markdown, plain,
    subtitles,
};
use crate::error::{Error, Result};

/// The largest input that is read, bytes: what is found in a text is counted in 32 bits, and all of it is held in memory.
pub const MAX_BYTES: u64 = 2 << 30;

const EMPTY: &str = "it is empty, there is nothing to read";

const SAMPLE_ARTICLE: &str = include_str!("../../assets/sample.md");

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A folder of articles.
    Folder(PathBuf),
    /// A web address, `http` or `https`.
    Url(String),
    /// Bytes that were read already (standard input), and the name to show for them.
    Bytes {
        /// Shown instead of a path.
        name: String,
        /// The raw input.
        bytes: Piped,
    },
    /// The article that ships with the program.
    Sample,
}

impl Source {
    /// What to call it: the path, the address, the name of the bytes, or `sample.md`. Not made safe for a terminal.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::File(path) | Self::Folder(path) => path.to_string_lossy(),
            Self::Url(name) | Self::Bytes { name, .. } => Cow::Borrowed(name),
            Self::Sample => Cow::Borrowed("sample.md"),
        }
    }

    /// The source that somebody names in words: a web address or a path.
    pub fn named(name: &Path) -> Self {
        match name.to_str() {
            Some(address) if is_address(address) => Self::Url(address.to_owned()),
            _ => Self::File(name.to_owned()),
        }
    }
}

/// How inputs are opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format; told by content and name where it is `None`.
    pub format: Option<Format>,
    /// Nothing is fetched from the web.
    pub offline: bool,
    /// Set to `true` by whoever no longer wants what is being fetched.
    pub cancel: Arc<AtomicBool>,
}

/// What was opened.
// There is one at a time: its size does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// One article.
    Article(Document),
    /// A list of articles: a feed or a folder.
    List(List),
}

impl Opened {
    /// The article, or the list as one document; `source` is what it was opened from.
    pub fn into_document(self, source: &Source) -> Document {
        match self {
            Self::Article(document) => document,
            Self::List(list) => feed::document(&list, &source.name()),
        }
    }
}

/// A list of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What the list is called.
    pub title: String,
    /// Its articles, in the list's own order.
    pub entries: Vec<Entry>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as the list writes it.
    pub date: Option<String>,
    /// Its first words, or what the list says about it.
    pub summary: String,
    /// Where the whole article is; `None` where the list does not say.
    pub link: Option<Source>,
    /// The text that the list itself holds of it.
    pub text: Document,
    /// Whether that is all of it, as far as can be told.
    pub whole: bool,
}

/// Reads and parses `source`; a list becomes one document.
///
/// # Errors
///
/// Where it cannot be read, is no text, holds nothing to read or is larger than [`MAX_BYTES`].
pub fn open(source: &Source) -> Result<Document> {
    Ok(open_with(source, &Options::default())?.into_document(source))
}

/// Reads and parses `source`.
///
/// # Errors
///
/// As [`open`], and where it cannot be fetched or must not be.
pub fn open_with(source: &Source, options: &Options) -> Result<Opened> {
    let name = source.name();
    match source {
        Source::File(path) => parse(Input { bytes: read_file(path)?, ..Input::named(&name) }, options),
        Source::Folder(path) => folder::list(path).map(Opened::List),
        Source::Url(address) => fetched(address, options),
        Source::Bytes { bytes, .. } => {
            bytes.open(&name, |bytes| parse(Input { bytes, only_here: true, ..Input::named(&name) }, options))
        }
        Source::Sample => parse(Input { bytes: SAMPLE_ARTICLE.into(), ..Input::named(&name) }, &Options::default()),
    }
}

#[cfg(feature = "net")]
fn fetched(address: &str, options: &Options) -> Result<Opened> {
    if options.offline {
        return Err(Error::unreadable(address, "not fetched, because of --offline"));
    }
    let page = super::fetch::fetch(address, &options.cancel).map_err(|reason| Error::unreadable(address, reason))?;
    let super::fetch::Page { bytes, content_type, fetched } = page;
    parse(Input { bytes, content_type, fetched: Some(Box::new(fetched)), name: address, only_here: true }, options)
}

#[cfg(not(feature = "net"))]
fn fetched(address: &str, _: &Options) -> Result<Opened> {
    Err(Error::unreadable(
        address,
        "this dixit was built without fetching from the web; save the page and open the file",
    ))
}

/// Whether `source` can be opened, as far as a look at the start of a file tells. Cheap at any size; nothing is fetched.
///
/// # Errors
///
/// As [`open`] would give.
pub fn check(source: &Source) -> Result<()> {
    match source {
        Source::Sample | Source::Url(_) => Ok(()),
        Source::Folder(path) => folder::list(path).map(|_| ()),
        Source::Bytes { name, bytes } => {
            let (start, is_all) = bytes.start(SAMPLE);
            check_start(&start, is_all, name)
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
    refuse_data(start, name)?;
    if is_all && !format::is_archive(start) { check_text(&decode(start.to_vec()), name) } else { Ok(()) }
}

/// Refuses what is neither text nor an archive of texts, by its start.
fn refuse_data(start: &[u8], name: &str) -> Result<()> {
    let reason = html::unreadable(start, "").or_else(|| not_text(start));
    match reason.filter(|_| !format::is_archive(start)) {
        Some(reason) => Err(Error::unreadable(name, reason)),
        None => Ok(()),
    }
}

/// Decodes and parses bytes that came from `name`; the name's ending helps to tell the format.
///
/// # Errors
///
/// Where they are no text or hold nothing to read.
pub fn open_bytes(bytes: &[u8], name: &str) -> Result<Document> {
    Ok(match parse(Input { bytes: bytes.to_vec(), ..Input::named(name) }, &Options::default())? {
        Opened::Article(document) => document,
        Opened::List(list) => feed::document(&list, name),
    })
}

/// Reads an input to its end, after a look at its start: what is no text is refused at once.
///
/// # Errors
///
/// Where reading fails, it is no text, or it is larger than [`MAX_BYTES`].
pub fn read(input: impl Read, name: &str) -> Result<Vec<u8>> {
    read_sized(input, name, 0)
}

/// Reads a file to its end, an archive too.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>> {
    let (file, size) = open_file(path)?;
    read_sized(file, &path.to_string_lossy(), size)
}

/// [`read`] for an input of about `size` bytes.
fn read_sized(mut input: impl Read, name: &str, size: u64) -> Result<Vec<u8>> {
    let fail = |source| Error::Io { path: PathBuf::from(name), source };
    let mut bytes = Vec::with_capacity(SAMPLE);
    input.by_ref().take(SAMPLE as u64).read_to_end(&mut bytes).map_err(fail)?;
    refuse_data(&bytes, name)?;
    let left = MAX_BYTES + 1 - bytes.len() as u64;
    bytes.reserve_exact((size.saturating_sub(bytes.len() as u64) as usize).saturating_add(1));
    input.take(left).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large(name, None)) } else { Ok(bytes) }
}

/// Opens a file that is small enough to be read; also its size, bytes.
fn open_file(path: &Path) -> Result<(File, u64)> {
    let name = path.to_string_lossy();
    let fail = |source| Error::Io { path: path.to_owned(), source };
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    // Opening a pipe or device could wait forever, or take the keys from the terminal.
    if !metadata.is_file() {
        let reason = "not a regular file but a pipe or device; dixit reads those only where they are named on its \
                      command line";
        return Err(Error::unreadable(&name, reason));
    }
    let size = metadata.len();
    if size == 0 {
        // Reading could wait forever all the same: the system's own files have no size, such as `/proc/kmsg`.
        return Err(Error::unreadable(&name, EMPTY));
    }
    let mut file = File::open(path).map_err(fail)?;
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

/// Whether it names something on the web.
pub(super) fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// What was read, and what is known about it.
struct Input<'a> {
    bytes: Vec<u8>,
    name: &'a str,
    /// How it came from the web.
    fetched: Option<Box<Fetched>>,
    /// What the server says it is.
    content_type: String,
    /// Its bytes cannot be had again.
    only_here: bool,
}

impl<'a> Input<'a> {
    fn named(name: &'a str) -> Self {
        Self { bytes: Vec::new(), name, fetched: None, content_type: String::new(), only_here: false }
    }
}

/// Finds out what was read, and parses it.
fn parse(input: Input<'_>, options: &Options) -> Result<Opened> {
    let Input { bytes, name, fetched, content_type, only_here } = input;
    let address = fetched.as_ref().map(|fetched| fetched.address.clone());
    refuse_data(&bytes, name)?;
    let metadata = Metadata { source: name.to_owned(), fetched: fetched.clone(), ..Metadata::default() };
    if format::is_archive(&bytes) || options.format.is_some_and(Format::is_archive) {
        let mut document =
            archive(&bytes, options.format, metadata).map_err(|reason| Error::unreadable(name, reason))?;
        let inside = |picture: &Picture| matches!(picture.origin, Origin::Archive(_));
        document.packed = document.pictures.iter().any(inside).then_some(bytes).filter(|_| only_here).map(Packed::from);
        return some_words(document, name).map(Opened::Article);
    }
    if let Some(reason) = html::unreadable(&bytes, &content_type).filter(|_| !content_type.is_empty()) {
        return Err(Error::unreadable(name, reason));
    }
    let declared = html::of_content_type(&content_type).or_else(|| html::declared(&bytes));
    let text = decode_declared(bytes, declared);
    if u32::try_from(text.len()).is_err() {
        return Err(too_large(name, None));
    }
    check_text(&text, name)?;
    let extension = extension(address.as_deref().map_or(name, path_of));
    Ok(match options.format.unwrap_or_else(|| format::of_text(&text, &extension, &content_type)) {
        Format::Markdown => Opened::Article(markdown::parse(&text, metadata)),
        Format::Html => {
            let page = html::read(&text, metadata, address.as_deref());
            Opened::Article(some_words(page.map_err(|reason| Error::unreadable(name, reason))?, name)?)
        }
        Format::Feed => {
            let list = feed::parse(&text, address.as_deref());
            let mut list = list.map_err(|reason| Error::unreadable(name, reason))?;
            for entry in &mut list.entries {
                entry.text.metadata.fetched.clone_from(&fetched);
            }
            Opened::List(list)
        }
        Format::Text | Format::Epub | Format::Docx => Opened::Article(plain::read(text, metadata)),
        Format::Subtitles => Opened::Article(some_words(subtitles::parse(&text, metadata), name)?),
    })
}

fn archive(bytes: &[u8], format: Option<Format>, metadata: Metadata) -> std::result::Result<Document, String> {
    let mut archive = Archive::open(bytes)?;
    match format {
        Some(Format::Epub) => epub::parse(&mut archive, metadata),
        Some(Format::Docx) => docx::parse(&mut archive, metadata),
        Some(format) => Err(format!("it is a ZIP archive, which cannot be read as {}", format.name())),
        None if docx::is_text(&mut archive) => docx::parse(&mut archive, metadata),
        None if epub::is_book(&archive) => epub::parse(&mut archive, metadata),
        None => {
            Err("it is a ZIP archive, neither an e-book (EPUB) nor a text (DOCX); unpack it or save it as text first"
                .to_owned())
        }
    }
}

/// Refuses a document in which there is nothing to read.
fn some_words(document: Document, name: &str) -> Result<Document> {
    if document.blocks.iter().any(|block| !block.span.is_empty()) {
        return Ok(document);
    }
    Err(Error::unreadable(name, "it holds no words to read; perhaps its text is made by scripts or is in pictures"))
}

/// The path of a web address.
fn path_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or("");
    path.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).unwrap_or("")
}

/// Refuses a text in which there is nothing to read.
fn check_text(text: &str, name: &str) -> Result<()> {
    let reason = match text {
        "" => EMPTY,
        _ if text.trim_start().is_empty() => "it holds only white space, there is nothing to read",
        _ => return Ok(()),
    };
    Err(Error::unreadable(name, reason))
}

/// How a name ends, in lower case.
pub(super) fn extension(name: &str) -> String {
    Path::new(name).extension().map_or(String::new(), |ending| ending.to_string_lossy().to_lowercase())
}
