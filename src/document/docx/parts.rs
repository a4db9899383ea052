//! What the text of a DOCX refers to: styles, lists, links, and what is known about it.

use rustc_hash::FxHashMap;

use crate::document::archive::Archive;
use crate::document::html::{Dialect, Token, fill, text_of};
use crate::document::{Metadata, Origin};

/// What a paragraph style means.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The level of a heading.
    pub heading: Option<u8>,
    /// It sets quotations apart.
    pub quote: bool,
    /// It says what a picture or table shows.
    pub caption: bool,
    /// It is part of the table of contents.
    pub contents: bool,
    /// The list and level of its paragraphs.
    pub list: Option<(String, u8)>,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// All alike.
    Bullets,
    /// Counted from this number.
    Numbers(u64),
}

/// The parts of a text beside its words.
#[derive(Debug, Default)]
pub struct Parts {
    styles: FxHashMap<String, Style>,
    /// The levels of each kind of list.
    kinds: FxHashMap<String, Vec<List>>,
    /// Which kind each list is of.
    lists: FxHashMap<String, String>,
}

/// What one of the texts in an archive refers to by numbers.
#[derive(Debug, Default)]
pub struct Relations {
    /// Where links lead.
    pub links: FxHashMap<String, String>,
    /// Where pictures are.
    pictures: FxHashMap<String, String>,
    /// The path of the text.
    path: String,
}

impl Relations {
    /// Reads what the text at `path` refers to.
    pub fn read(archive: &mut Archive, path: &str) -> Result<Self, String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let tokens = archive.tokens(&format!("{folder}/_rels/{name}.rels"), Dialect::Xml)?.unwrap_or_default();
        let mut relations = Self { path: path.to_owned(), ..Self::default() };
        for token in &tokens {
            let Token::Start(start) = token else { continue };
            let (Some(id), Some(target)) = (start.get("id"), start.get("target")) else { continue };
            if start.get("type").is_some_and(|kind| kind.ends_with("/image")) {
                relations.pictures.insert(id.to_owned(), target.to_owned());
            } else if start.get("targetmode") == Some("External") {
                relations.links.insert(id.to_owned(), target.to_owned());
            }
        }
        Ok(relations)
    }

    /// Where a picture comes from.
    pub fn picture(&self, id: &str) -> Option<Origin> {
        Origin::of(self.pictures.get(id)?, Some(&self.path), true)
    }
}

impl Parts {
    /// Reads the parts of an archive, and what is known about the text.
    pub fn read(archive: &mut Archive, metadata: &mut Metadata) -> Result<Self, String> {
        let mut part =
            |path: &str| -> Result<Vec<Token>, String> { Ok(archive.tokens(path, Dialect::Xml)?.unwrap_or_default()) };
        let mut parts = Self::default();
        parts.read_styles(&part("word/styles.xml")?);
        parts.read_lists(&part("word/numbering.xml")?);
        describe(&part("docProps/core.xml")?, metadata);
        Ok(parts)
    }

    /// What the style of this name means.
    pub fn style(&self, id: &str) -> Style {
        self.styles.get(id).cloned().unwrap_or_else(|| named(id))
    }

    /// How the items of a list are marked on this level.
    pub fn list(&self, id: &str, level: u8) -> List {
        let kind = self.lists.get(id).and_then(|kind| self.kinds.get(kind));
        kind.and_then(|levels| levels.get(usize::from(level)).copied()).unwrap_or(List::Bullets)
    }

    fn read_styles(&mut self, tokens: &[Token]) {
        let (mut id, mut style) = (String::new(), Style::default());
        for token in tokens {
            match token {
                Token::Start(start) => {
                    let value = start.get("w:val").unwrap_or("");
                    match &*start.name {
                        "w:style" => {
                            start.get("w:styleid").unwrap_or("").clone_into(&mut id);
                            style = Style::default();
                        }
                        "w:name" => style = Style { list: style.list.take(), ..named(value) },
                        "w:outlinelvl" if style.heading.is_none() => {
                            style.heading = value.parse().ok().filter(|&level: &u8| level < 6).map(|level| level + 1);
                        }
                        "w:numid" => value.clone_into(&mut style.list.get_or_insert_default().0),
                        "w:ilvl" => style.list.get_or_insert_default().1 = value.parse().unwrap_or(0),
                        _ => {}
                    }
                }
                Token::End(name) if &**name == "w:style" => {
                    self.styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                _ => {}
            }
        }
    }

    fn read_lists(&mut self, tokens: &[Token]) {
        let (mut kind, mut list) = (String::new(), String::new());
        for token in tokens {
            let Token::Start(start) = token else { continue };
            let value = start.get("w:val").unwrap_or("");
            match &*start.name {
                "w:abstractnum" => start.get("w:abstractnumid").unwrap_or("").clone_into(&mut kind),
                "w:lvl" if self.kinds.entry(kind.clone()).or_default().len() < 9 => {
                    self.kinds.entry(kind.clone()).or_default().push(List::Numbers(1));
                }
                "w:start" => self.set(&kind, List::Numbers(value.parse().unwrap_or(1))),
                "w:numfmt" if matches!(value, "bullet" | "none") => self.set(&kind, List::Bullets),
                "w:num" => start.get("w:numid").unwrap_or("").clone_into(&mut list),
                "w:abstractnumid" => {
                    self.lists.insert(list.clone(), value.to_owned());
                }
                _ => {}
            }
        }
    }

    fn set(&mut self, kind: &str, list: List) {
        if let Some(level) = self.kinds.get_mut(kind).and_then(|levels| levels.last_mut()) {
            *level = list;
        }
    }
}

/// What a style is, by its English name, which files keep in any language.
fn named(name: &str) -> Style {
    let name = name.to_ascii_lowercase().replace(' ', "");
    let heading = match name.strip_prefix("heading") {
        Some(level) => level.parse().ok().filter(|level| (1..=6).contains(level)),
        None => (name == "title").then_some(1),
    };
    let quote = matches!(name.as_str(), "quote" | "intensequote" | "blocktext");
    Style { heading, quote, caption: name.ends_with("caption"), contents: name.starts_with("toc"), list: None }
}

fn describe(tokens: &[Token], metadata: &mut Metadata) {
    for (at, token) in tokens.iter().enumerate() {
        let Token::Start(start) = token else { continue };
        let field = match &*start.name {
            "dc:title" => &mut metadata.title,
            "dc:creator" => &mut metadata.byline,
            "dc:language" => &mut metadata.language,
            "dcterms:created" => &mut metadata.date,
            _ => continue,
        };
        if !start.empty {
            fill(field, Some(&text_of(tokens, at + 1, &start.name, 1000)));
        }
    }
}
