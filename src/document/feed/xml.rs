//! RSS and Atom, whose elements mean the same by nearly the same names, also where they have prefixes.

use super::names::{Names, Space};
use super::{ENTRIES, List, Raw, TITLE, body};
use crate::document::html::{self, Budget, Dialect, Start, Token, tokens};
use crate::work;

/// Reads a feed.
pub fn parse(text: &str, address: Option<&str>) -> Result<List, String> {
    let text = crate::document::doctype::resolved(text)?;
    let tokens = tokens(&text, Dialect::Xml, &mut Budget::default())?;
    let names = Names::of(&tokens);
    let mut list = List::default();
    let mut entry: Option<Raw> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Start(start) if names.is_entry(&start.name) => entry = Some(Raw::default()),
            Token::End(name) if names.is_entry(name) => {
                list.entries.extend(entry.take().and_then(|raw| raw.entry(address)));
                if list.entries.len() >= ENTRIES {
                    break;
                }
            }
            Token::Start(start) => match &mut entry {
                Some(entry) => at = field(entry, start, &tokens, at, &names),
                None if names.of_name(&start.name) == (Space::Own, "title") && list.title.is_empty() => {
                    list.title = html::words(&inner(&tokens, at, start, TITLE, &names).0);
                }
                None => {}
            },
            _ => {}
        }
    }
    Ok(list)
}

/// What an element says of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    OtherTitle,
    Summary,
    OtherSummary,
    Content,
    Author,
    OtherAuthor,
    Date,
    OtherDate,
}

impl Field {
    fn named(name: (Space, &str)) -> Option<Self> {
        Some(match name {
            (Space::Own, "title") => Self::Title,
            (Space::Dublin | Space::Podcast | Space::Media | Space::Atom, "title") => Self::OtherTitle,
            (Space::Own, "description" | "summary") => Self::Summary,
            (Space::Dublin | Space::Media, "description")
            | (Space::Podcast, "summary" | "subtitle")
            | (Space::Atom, "summary" | "content") => Self::OtherSummary,
            (Space::Own, "content" | "body") | (Space::Content, "encoded") | (Space::Page, "body" | "div") => {
                Self::Content
            }
            (Space::Own, "author") | (Space::Dublin, "creator") => Self::Author,
            (Space::Podcast | Space::Atom, "author") => Self::OtherAuthor,
            (Space::Own, "pubdate" | "published" | "issued") | (Space::Dublin, "date" | "issued") => Self::Date,
            (Space::Own, "updated" | "modified" | "created")
            | (Space::Dublin, "created" | "modified")
            | (Space::Atom, "published" | "updated") => Self::OtherDate,
            _ => return None,
        })
    }
}

/// Reads one element of an entry; where to go on.
fn field(entry: &mut Raw, start: &Start, tokens: &[Token], at: usize, names: &Names) -> usize {
    let name = names.of_name(&start.name);
    if name == (Space::Own, "link") {
        let is_article = start.get("rel").is_none_or(|rel| rel == "alternate");
        let target = start.get("href").map_or_else(|| first_words(tokens, at), str::to_owned);
        if is_article && entry.link.is_none() && !target.trim().is_empty() {
            entry.link = Some(target);
        }
        return at;
    }
    let Some(field) = Field::named(name) else { return at };
    let (words, end) = inner(tokens, at, start, usize::MAX, names);
    let keep = |field: &mut Option<String>, words: &str| html::fill(field, Some(&html::words(words)));
    let longer = |field: &mut String, words: String| {
        if words.len() > field.len() {
            *field = words;
        }
    };
    match field {
        Field::Title if entry.title.is_empty() => entry.title = words,
        Field::Title => {}
        Field::OtherTitle => longer(&mut entry.other.title, words),
        Field::Summary => entry.summary = words,
        Field::OtherSummary => longer(&mut entry.other.summary, words),
        Field::Content if words.trim().is_empty() => {}
        Field::Content => entry.content = words,
        Field::Author => keep(&mut entry.byline, author(&words)),
        Field::OtherAuthor => keep(&mut entry.other.byline, author(&words)),
        Field::Date => keep(&mut entry.date, &words),
        Field::OtherDate => keep(&mut entry.other.date, &words),
    }
    end
}

/// The name in what a feed says of an author: Atom has a name element, RSS `mail@host (Name)`.
fn author(words: &str) -> &str {
    if let Some((_, rest)) = words.split_once("<name>").or_else(|| words.split_once(":name>")) {
        return rest.split("</").next().unwrap_or(rest);
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

/// What an element holds, as HTML, and the token behind it; at most so many tokens of it.
fn inner(tokens: &[Token], at: usize, start: &Start, most: usize, names: &Names) -> (String, usize) {
    let (space, local) = names.of_name(&start.name);
    if start.empty {
        return (String::new(), at);
    }
    // Tags of an author and of a page are tags.
    let own_tags =
        matches!((space, local), (Space::Own | Space::Atom, "author") | (Space::Own, "body") | (Space::Page, _));
    let body = if own_tags { body::Sort::Page } else { body::Sort::of(start) };
    let mut markup = String::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at).take(most) {
        work::step(1);
        match token {
            Token::Text(words) => body.put_text(words, &mut markup),
            Token::Start(inner) => {
                depth += usize::from(inner.name == start.name && !inner.empty);
                body.put_start(inner, names.tag(&inner.name), &mut markup);
            }
            Token::End(name) if *name == start.name && depth == 0 => return (body.finish(markup), index + 1),
            // It was never closed.
            Token::End(name) if names.is_entry(name) => return (body.finish(markup), index),
            Token::End(name) => {
                depth -= usize::from(*name == start.name);
                body.put_end(names.tag(name), &mut markup);
            }
        }
    }
    (body.finish(markup), tokens.len())
}
