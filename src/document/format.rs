//! The formats that are read, and how one is told from another: by content first, by name where content says nothing.

use super::html::{Budget, Dialect, Token, tokens};
use super::{markdown, subtitles};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// An e-book.
    Epub,
    /// A text of Word or another word processor.
    Docx,
    /// A feed of articles.
    Feed,
    /// Subtitles of a film.
    Subtitles,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Markdown, Self::Html, Self::Epub, Self::Docx, Self::Feed, Self::Subtitles];

    /// Its short name, as it is written on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Epub => "epub",
            Self::Docx => "docx",
            Self::Feed => "feed",
            Self::Subtitles => "subtitles",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "Plain text",
            Self::Markdown => "Markdown",
            Self::Html => "Web pages (HTML)",
            Self::Epub => "E-books (EPUB 2 and 3)",
            Self::Docx => "Word (DOCX)",
            Self::Feed => "Feeds (RSS, Atom, JSON Feed)",
            Self::Subtitles => "Subtitles (SRT, WebVTT)",
        }
    }

    /// How names of its files end.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Markdown => &["md", "markdown", "mdown", "mkd"],
            Self::Html => &["html", "htm", "xhtml", "xht"],
            Self::Epub => &["epub"],
            Self::Docx => &["docx", "docm"],
            Self::Feed => &["rss", "atom"],
            Self::Subtitles => &["srt", "vtt"],
        }
    }

    /// What of it is kept.
    pub const fn kept(self) -> &'static str {
        match self {
            Self::Text => {
                "every byte; paragraphs, headings, lists, quotations set apart, and lines that are to stay as they are \
                 (verse, code, logs, tables, drawings) are recognised; overstriking and colours become styles"
            }
            Self::Markdown => "all of CommonMark, tables, footnotes, strikethrough, task lists, front matter",
            Self::Html => {
                "the article alone, with title, byline, date, site, language; headings, lists, tables, code, \
                 quotations, captions, descriptions of pictures, links, footnotes"
            }
            Self::Epub => {
                "the chapters in order, as HTML, under the headings of their table of contents; title, author, language, \
                 date; footnotes across chapters"
            }
            Self::Docx => {
                "headings, paragraphs, lists with their own numbers, tables, captions, notes, pictures, links, emphasis; \
                 title and author"
            }
            Self::Feed => "title, date, link and text of each entry",
            Self::Subtitles => "the words, joined into sentences, with speakers and emphasis; no numbers and times",
        }
    }

    /// The format of this [`name`](Self::name).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format whose files end so; `extension` in lower case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extensions().contains(&extension))
    }

    /// Whether it is no text but an archive of texts.
    pub const fn is_archive(self) -> bool {
        matches!(self, Self::Epub | Self::Docx)
    }
}

/// Whether these bytes start a ZIP archive, which e-books and office files are: with a file, or an empty or split one.
pub fn is_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|start| bytes.starts_with(*start))
}

/// The format of a text, by its content, else by how its name ends (in lower case) and what whoever sent it says.
pub fn of_text(text: &str, extension: &str, content_type: &str) -> Format {
    if let Some(format) = of_markup(text) {
        return format;
    }
    let named = Format::of_extension(extension).filter(|format| !format.is_archive() && *format != Format::Feed);
    let sent = match content_type.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/markdown" => Some(Format::Markdown),
        _ => None,
    };
    match sent.or(named) {
        Some(format) => format,
        None if is_fragment(text) => Format::Html,
        None if markdown::looks_like(text) => Format::Markdown,
        None => Format::Text,
    }
}

/// What the first tags or words say beyond doubt.
fn of_markup(text: &str) -> Option<Format> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start = text.get(..boundary(text, 4096)).unwrap_or(text);
    if subtitles::are(start) {
        return Some(Format::Subtitles);
    }
    if start.starts_with('{') {
        return start.contains("jsonfeed.org/version").then_some(Format::Feed);
    }
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") {
        return Some(Format::Html);
    }
    if !start.starts_with('<') {
        return None;
    }
    let tokens = tokens(start, Dialect::Xml, &mut Budget::default()).unwrap_or_default();
    let first = tokens.into_iter().find_map(|token| match token {
        Token::Start(start) => Some(start.name),
        _ => None,
    })?;
    match &*first {
        "html" => Some(Format::Html),
        "rss" | "feed" | "rdf:rdf" => Some(Format::Feed),
        name if name.ends_with(":feed") || name.ends_with(":rss") => Some(Format::Feed),
        _ => None,
    }
}

/// Whether a text of unknown kind starts as a piece of a page does.
fn is_fragment(text: &str) -> bool {
    const FIRST: [&str; 16] = [
        "head",
        "body",
        "title",
        "meta",
        "link",
        "p",
        "div",
        "article",
        "section",
        "main",
        "header",
        "h1",
        "h2",
        "ul",
        "table",
        "blockquote",
    ];
    let text = text.trim_start();
    let start = text.get(..boundary(text, 1024)).unwrap_or(text);
    let first = || tokens(start, Dialect::Html, &mut Budget::default()).unwrap_or_default().into_iter().next();
    start.starts_with('<') && matches!(first(), Some(Token::Start(tag)) if FIRST.contains(&&*tag.name))
}

fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells() {
        for (text, extension, content_type, format) in [
            ("\n<!DOCTYPE HTML><p>", "txt", "", Format::Html),
            ("<?xml version='1.0'?>\n<!-- x --><html>", "xml", "", Format::Html),
            ("<?xml version='1.0'?><rss version='2.0'>", "xml", "text/html", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", "", "", Format::Feed),
            ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", "xml", "", Format::Feed),
            ("{\"version\": \"https://jsonfeed.org/version/1\"}", "json", "", Format::Feed),
            ("<p>Words</p>", "-", "", Format::Html),
            ("<p>Words</p>", "txt", "", Format::Text),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nNo.", "txt", "", Format::Subtitles),
            ("1\n00:00:01,000 --> 00:00:02,000\nNo.", "", "", Format::Subtitles),
            ("1\nNo.", "srt", "", Format::Subtitles),
            ("WEBVTT is a format.", "", "", Format::Text),
            ("Words", "html", "", Format::Html),
            ("Words", "", "text/html; charset=utf-8", Format::Html),
            ("Words", "md", "text/plain", Format::Markdown),
            ("<3 is a heart", "", "", Format::Text),
            ("{\"a\": 1}", "json", "", Format::Text),
        ] {
            assert_eq!(of_text(text, extension, content_type), format, "{text}");
        }
        assert!(Format::ALL.iter().all(|format| Format::named(format.name()) == Some(*format)));
    }
}
