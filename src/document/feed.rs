//! Feeds: RSS, Atom and JSON Feed as a list of their entries. What a feed says of an entry is HTML, read as a page of
//! its own.

mod body;
mod json;
mod names;
mod xml;

use super::html::{self, Budget, Dialect, Notes, Page, Reader, tokens};
use super::open::{Entry, List, Source};
use super::writer::Writer;
use super::{BlockKind, Document, Inline, Metadata, address};

/// The most entries that are shown.
const ENTRIES: usize = 10_000;
/// The most tags and texts of the title of a feed. It is looked for again where it is empty.
const TITLE: usize = 20;
/// A summary of as many words is no summary.
const SUMMARY_WORDS: usize = 150;
/// How much of a text is shown as its summary, characters.
const SUMMARY: usize = 300;

/// Parses a feed; `address` is what its links are resolved against.
///
/// # Errors
///
/// Says why there is nothing to read in it.
pub fn parse(text: &str, address: Option<&str>) -> Result<List, String> {
    let list =
        if text.trim_start().starts_with('{') { json::parse(text, address)? } else { xml::parse(text, address)? };
    if list.entries.is_empty() { Err("it is a feed without entries".to_owned()) } else { Ok(list) }
}

/// A feed as one document: its entries one after the other.
pub fn document(list: &List, source: &str) -> Document {
    let title = Some(list.title.clone()).filter(|title| !title.is_empty());
    let mut writer = Writer::new(Metadata { title, source: source.to_owned(), ..Metadata::default() }, 0);
    if !list.title.is_empty() {
        writer.heading(1, &list.title);
    }
    for entry in &list.entries {
        writer.open(BlockKind::Heading(2));
        match &entry.link {
            Some(link) => writer.styled(Inline::Link(link.name().into_owned()), &entry.title),
            None => writer.words(&entry.title),
        }
        writer.close();
        for words in entry.date.iter().chain(Some(&entry.summary)).filter(|words| !words.is_empty()) {
            writer.words(words);
            writer.close();
        }
    }
    writer.finish()
}

/// What a feed says of one entry, as it says it.
#[derive(Default)]
struct Raw {
    title: String,
    byline: Option<String>,
    date: Option<String>,
    link: Option<String>,
    summary: String,
    content: String,
    /// What it says in other vocabularies, for where it says nothing in its own.
    other: Other,
}

/// What a feed says of an entry in other vocabularies.
#[derive(Default)]
struct Other {
    title: String,
    byline: Option<String>,
    date: Option<String>,
    summary: String,
}

impl Raw {
    /// Fills what is missing from other vocabularies.
    fn filled(mut self) -> Self {
        let other = std::mem::take(&mut self.other);
        if html::words(&self.title).is_empty() {
            self.title = other.title;
        }
        if html::words(&self.summary).is_empty() {
            self.summary = other.summary;
        }
        self.byline = self.byline.or(other.byline);
        self.date = self.date.or(other.date);
        self
    }

    fn entry(self, address: Option<&str>) -> Option<Entry> {
        self.filled().read(address)
    }

    fn read(self, address: Option<&str>) -> Option<Entry> {
        let markup = if self.content.is_empty() { &self.summary } else { &self.content };
        let link = self.link.and_then(|link| address::resolve(address, link.trim()));
        let title = html::words(&self.title);
        let words = html::words(if self.summary.is_empty() { markup } else { &self.summary });
        let summary = shortened(&words);
        let named = !title.is_empty();
        let first_words = || Some(shortened(&words)).filter(|words| !words.is_empty());
        let title = if named { title } else { first_words().or_else(|| link.clone()).unwrap_or_default() };
        if title.is_empty() {
            return None;
        }
        let metadata = Metadata {
            title: Some(title.clone()),
            byline: self.byline.clone(),
            date: self.date.clone(),
            source: link.clone().unwrap_or_default(),
            ..Metadata::default()
        };
        let text = text(markup, metadata, link.as_deref().or(address), named);
        let link = link.filter(|link| link.starts_with("http://") || link.starts_with("https://")).map(Source::Url);
        let whole = link.is_none() || is_whole(&html::words(markup), !self.content.is_empty());
        Some(Entry { title, byline: self.byline, date: self.date, summary, link, text, whole })
    }
}

/// The text of an entry, under its title. One without is called by its first words, which are not said twice.
fn text(markup: &str, metadata: Metadata, base: Option<&str>, named: bool) -> Document {
    let title = metadata.title.clone().unwrap_or_default();
    // What a feed says of one entry is no larger than the feed.
    let tokens = tokens(markup, Dialect::Html, &mut Budget::default()).unwrap_or_default();
    let link = metadata.source.clone();
    let mut writer = Writer::new(metadata, markup.len());
    if named && link.is_empty() {
        writer.heading(1, &title);
    } else if named {
        // It leads to the page of the article.
        writer.open(BlockKind::Heading(1));
        writer.styled(Inline::Link(link), &title);
        writer.close();
    }
    let notes = Notes::of(&tokens, base.unwrap_or(""));
    Reader::new(Page { base, in_archive: false, notes: &notes, article_only: false }, &tokens, &mut writer).read();
    writer.finish()
}

/// Whether words look like all of an article: feeds do not say whether they are. `content` is what a feed has for it,
/// which some fill with the first lines.
fn is_whole(words: &str, content: bool) -> bool {
    let end = words.trim_end().trim_end_matches([']', ')']).to_lowercase();
    let cut = ["…", "...", "read more", "continue reading", "read on"].iter().any(|cut| end.ends_with(cut));
    !cut && words.split_whitespace().count() >= if content { 1 } else { SUMMARY_WORDS }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(SUMMARY).collect();
    if short.len() < words.len() {
        let end = short.rfind(' ').unwrap_or(short.len());
        short.truncate(end);
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
