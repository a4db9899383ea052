//! Feeds: RSS, Atom and JSON Feed as a list of their entries. What a feed says of an entry is HTML, read as a page of
//! its own.

mod json;

use super::html::{self, Budget, Dialect, Notes, Page, Reader, Start, Token, tokens};
use super::open::{Entry, List, Source};
use super::writer::Writer;
use super::{BlockKind, Document, Inline, Metadata, address};
use crate::work;

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
    let list = if text.trim_start().starts_with('{') { json::parse(text, address)? } else { xml(text, address)? };
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
}

impl Raw {
    fn entry(self, address: Option<&str>) -> Option<Entry> {
        let markup = if self.content.is_empty() { &self.summary } else { &self.content };
        let link = self.link.and_then(|link| address::resolve(address, link.trim()));
        let title = html::words(&self.title);
        let words = html::words(if self.summary.is_empty() { markup } else { &self.summary });
        let summary = shortened(&words);
        let named = !title.is_empty();
        let title = if named { title } else { shortened(&words) };
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

/// RSS and Atom, whose elements mean the same by nearly the same names.
fn xml(text: &str, address: Option<&str>) -> Result<List, String> {
    let tokens = tokens(text, Dialect::Xml, &mut Budget::default())?;
    let mut list = List::default();
    let mut entry: Option<Raw> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Start(start) if matches!(&*start.name, "item" | "entry") => entry = Some(Raw::default()),
            Token::End(name) if matches!(&**name, "item" | "entry") => {
                list.entries.extend(entry.take().and_then(|raw| raw.entry(address)));
                if list.entries.len() >= ENTRIES {
                    break;
                }
            }
            Token::Start(start) => match &mut entry {
                Some(entry) => at = field(entry, start, &tokens, at),
                None if &*start.name == "title" && list.title.is_empty() => {
                    list.title = html::words(&inner(&tokens, at, start, TITLE).0);
                }
                None => {}
            },
            _ => {}
        }
    }
    Ok(list)
}

/// Reads one element of an entry; where to go on.
fn field(entry: &mut Raw, start: &Start, tokens: &[Token], at: usize) -> usize {
    let name = &*start.name;
    let keep = |field: &mut Option<String>, words: &str| html::fill(field, Some(&html::words(words)));
    match name {
        "link" => {
            let is_article = start.get("rel").is_none_or(|rel| rel == "alternate");
            let target = start.get("href").map_or_else(|| first_words(tokens, at), str::to_owned);
            if is_article && entry.link.is_none() && !target.trim().is_empty() {
                entry.link = Some(target);
            }
            return at;
        }
        "title" | "description" | "summary" | "content" | "content:encoded" | "author" | "dc:creator" | "pubdate"
        | "published" | "updated" | "dc:date" => {}
        _ => return at,
    }
    let (words, end) = inner(tokens, at, start, usize::MAX);
    match name {
        "title" if entry.title.is_empty() => entry.title = words,
        "description" | "summary" => entry.summary = words,
        "content" | "content:encoded" => entry.content = words,
        "author" | "dc:creator" => keep(&mut entry.byline, author(&words)),
        "updated" if entry.date.is_some() => {}
        "title" => {}
        _ => keep(&mut entry.date, &words),
    }
    end
}

/// The name in what a feed says of an author: Atom has a name element, RSS `mail@host (Name)`.
fn author(words: &str) -> &str {
    if let Some(name) = words.split_once("<name>").and_then(|(_, rest)| rest.split("</name>").next()) {
        return name;
    }
    words.split_once('(').and_then(|(_, rest)| rest.split(')').next()).unwrap_or(words)
}

/// The text at the start of an element.
fn first_words(tokens: &[Token], at: usize) -> String {
    match tokens.get(at) {
        Some(Token::Text(words)) => words.to_string(),
        _ => String::new(),
    }
}

/// What an element holds, its own tags as markup, and the token behind it; at most so many tokens of it.
fn inner(tokens: &[Token], at: usize, start: &Start, most: usize) -> (String, usize) {
    let mut markup = String::new();
    let mut depth = 0_usize;
    if start.empty {
        return (markup, at);
    }
    // Tags inside are markup (Atom's XHTML): then texts are words; else texts are markup.
    let xhtml = start.get("type") == Some("xhtml") || &*start.name == "author";
    for (index, token) in tokens.iter().enumerate().skip(at).take(most) {
        work::step(1);
        match token {
            Token::Text(words) if xhtml => {
                markup.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Token::Text(words) => markup.push_str(words),
            Token::Start(inner) => {
                depth += usize::from(inner.name == start.name && !inner.empty);
                let href = inner.get("href").map(|href| format!(" href=\"{}\"", href.replace('"', "&quot;")));
                let end = if inner.empty { "/" } else { "" };
                markup.extend(["<", &inner.name, href.as_deref().unwrap_or(""), end, ">"]);
            }
            Token::End(name) if *name == start.name && depth == 0 => return (markup, index + 1),
            // It was never closed.
            Token::End(name) if matches!(&**name, "item" | "entry") => return (markup, index),
            Token::End(name) => {
                depth -= usize::from(*name == start.name);
                markup.extend(["</", name, ">"]);
            }
        }
    }
    (markup, tokens.len())
}

#[cfg(test)]
mod tests;
