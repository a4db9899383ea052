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
    /// It is a drawing (SVG).
    pub drawing: bool,
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
    /// The type of its content.
    kind: String,
    /// What is shown in its place by those who cannot show it.
    fallback: Option<String>,
}

/// How many parts may stand for one another.
const FALLBACKS: usize = 10;

impl Item {
    fn is_picture(&self) -> bool {
        self.kind.starts_with("image/")
    }

    fn is_drawing(&self) -> bool {
        self.kind == "image/svg+xml"
    }

    /// Whether it is a page, as every reader of books shows them.
    fn is_page(&self) -> bool {
        let pages = ["application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"];
        self.is_drawing() || self.kind.is_empty() || pages.contains(&&*self.kind)
    }

    /// Whether it may be a page, where nothing else stands for it.
    fn may_be_page(&self) -> bool {
        self.is_page() || self.kind.starts_with("text/") || self.kind.ends_with("xml")
    }
}

/// The part that is shown for the one of this name: itself, or what stands for it.
fn shown<'a>(items: &'a FxHashMap<String, Item>, id: &str) -> Option<&'a Item> {
    let own = items.get(id)?;
    let mut item = own;
    for _ in 0..FALLBACKS {
        if item.is_page() {
            return Some(item);
        }
        let Some(next) = item.fallback.as_ref().and_then(|id| items.get(id)) else { break };
        item = next;
    }
    Some(own).filter(|own| own.may_be_page())
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
            let name = |attribute: &str| start.get(attribute).map(|name| name.trim().to_owned());
            match start.name.rsplit(':').next().unwrap_or("") {
                "item" => {
                    let (Some(id), Some(path)) = (name("id"), resolve(start.get("href"))) else { continue };
                    let kind = name("media-type").unwrap_or_default().to_ascii_lowercase();
                    let properties = start.get("properties").unwrap_or("").to_owned();
                    items.insert(id, Item { path, properties, kind, fallback: name("fallback") });
                }
                "itemref" => {
                    let aside = start.get("linear").is_some_and(|linear| linear.eq_ignore_ascii_case("no"));
                    order.extend(name("idref").map(|id| (id, aside)));
                }
                "meta" if start.get("name") == Some("cover") => cover = name("content"),
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
        let contents = items
            .values()
            .find(|item| is_contents(item))
            .or_else(|| items.values().find(|item| item.kind.contains("dtbncx")));
        package.contents = contents.map(|item| item.path.clone());
        let is_cover = |id: &String, item: &Item| {
            item.is_picture()
                && (item.properties.split_whitespace().any(|it| it == "cover-image") || cover.as_ref() == Some(id))
        };
        package.cover = items.iter().find(|(id, item)| is_cover(id, item)).map(|(_, item)| item.path.clone());
        order.sort_by_key(|&(_, aside)| aside);
        let mut seen = FxHashSet::default();
        for (id, _) in order {
            let Some(item) = shown(&items, &id).filter(|item| seen.insert(item.path.clone())) else { continue };
            let named = id.to_ascii_lowercase().contains("cover") || item.path.to_ascii_lowercase().contains("cover");
            let cover = named || covers.contains(&item.path);
            package.spine.push(Part {
                path: item.path.clone(),
                cover,
                contents: is_contents(item),
                drawing: item.is_drawing(),
            });
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
