//! The package file of an e-book: what it is about, its parts and their order.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::html::{Token, fill, text_of};
use crate::document::{Metadata, address};

/// A part of the text.
#[derive(Debug)]
pub struct Part {
    /// Its path in the archive.
    pub path: String,
    /// It is called a cover.
    pub cover: bool,
    /// It is the table of contents.
    pub contents: bool,
}

/// What the package file says.
#[derive(Debug, Default)]
pub struct Package {
    metadata: Metadata,
    authors: Vec<String>,
    /// In reading order; what the order leaves aside (notes, mostly) comes last.
    pub spine: Vec<Part>,
    /// The path of the table of contents.
    pub contents: Option<String>,
    /// The path of the picture on the cover.
    pub cover: Option<String>,
}

struct Item {
    path: String,
    properties: String,
    ncx: bool,
    picture: bool,
}

impl Package {
    /// Reads the package file at `path`.
    pub fn read(tokens: &[Token], path: &str) -> Self {
        let mut package = Self::default();
        let mut items: FxHashMap<String, Item> = FxHashMap::default();
        let mut covers = FxHashSet::default();
        let mut order: Vec<(String, bool)> = Vec::new();
        let mut cover = None;
        let resolve = |href: Option<&str>| address::resolve(Some(path), &address::percent_decoded(href?));
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(start) = token else { continue };
            match start.name.rsplit(':').next().unwrap_or("") {
                "item" => {
                    let (Some(id), Some(path)) = (start.get("id"), resolve(start.get("href"))) else { continue };
                    let kind = start.get("media-type").unwrap_or("");
                    let properties = start.get("properties").unwrap_or("").to_owned();
                    let (ncx, picture) = (kind.contains("dtbncx"), kind.starts_with("image/"));
                    items.insert(id.to_owned(), Item { path, properties, ncx, picture });
                }
                "itemref" => {
                    let aside = start.get("linear").is_some_and(|linear| linear.eq_ignore_ascii_case("no"));
                    order.extend(start.get("idref").map(|id| (id.to_owned(), aside)));
                }
                "meta" if start.get("name") == Some("cover") => cover = start.get("content").map(str::to_owned),
                "reference" if start.has_word("type", "cover") => covers.extend(resolve(start.get("href"))),
                "creator" => package.authors.push(text_of(tokens, at + 1, &start.name, 300)),
                "title" => fill(&mut package.metadata.title, Some(&text_of(tokens, at + 1, &start.name, 1000))),
                "language" => fill(&mut package.metadata.language, Some(&text_of(tokens, at + 1, &start.name, 100))),
                "date" => fill(&mut package.metadata.date, Some(&text_of(tokens, at + 1, &start.name, 100))),
                "publisher" => fill(&mut package.metadata.site, Some(&text_of(tokens, at + 1, &start.name, 300))),
                _ => {}
            }
        }
        let is_contents = |item: &Item| item.properties.split_whitespace().any(|property| property == "nav");
        let contents = items.values().find(|item| is_contents(item)).or_else(|| items.values().find(|item| item.ncx));
        package.contents = contents.map(|item| item.path.clone());
        let is_cover = |id: &String, item: &Item| {
            item.picture
                && (item.properties.split_whitespace().any(|it| it == "cover-image") || cover.as_ref() == Some(id))
        };
        package.cover = items.iter().find(|(id, item)| is_cover(id, item)).map(|(_, item)| item.path.clone());
        order.sort_by_key(|&(_, aside)| aside);
        let mut seen = FxHashSet::default();
        for (id, _) in order {
            let Some(item) = items.get(&id).filter(|item| !item.picture && seen.insert(item.path.clone())) else {
                continue;
            };
            let named = id.to_ascii_lowercase().contains("cover") || item.path.to_ascii_lowercase().contains("cover");
            let cover = named || covers.contains(&item.path);
            package.spine.push(Part { path: item.path.clone(), cover, contents: is_contents(item) });
        }
        package
    }

    /// Adds what is known about the book.
    pub fn describe(&self, metadata: &mut Metadata) {
        let own = &self.metadata;
        fill(&mut metadata.title, own.title.as_deref());
        fill(&mut metadata.language, own.language.as_deref());
        fill(&mut metadata.date, own.date.as_deref());
        fill(&mut metadata.site, own.site.as_deref());
        let authors: Vec<&str> = self.authors.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        fill(&mut metadata.byline, Some(&authors.join(", ")));
    }
}
