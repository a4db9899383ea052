//! What the text of a DOCX refers to: styles, lists, links, and what is known about it.

use rustc_hash::FxHashMap;

use super::numbering::Numbering;
use crate::document::archive::Archive;
use crate::document::html::{Dialect, Token, fill, text_of};
use crate::document::{Metadata, Origin, address};

/// The usual path of the text.
const TEXT: &str = "word/document.xml";

/// The path of the text in an archive, where it holds one: what the archive refers to as its main part. Tables and slides
/// have such parts too.
pub fn text_path(archive: &mut Archive) -> Option<String> {
    let relations = Relations::read(archive, "").ok()?;
    let main = relations.parts.get("officeDocument").filter(|path| archive.has(path));
    if let Some(path) = main.filter(|path| is_word(archive, path)) {
        return Some(path.clone());
    }
    archive.has(TEXT).then(|| TEXT.to_owned())
}

/// Whether a part of an archive is a text.
fn is_word(archive: &mut Archive, path: &str) -> bool {
    let types = archive.tokens("[Content_Types].xml", Dialect::Xml).ok().flatten().unwrap_or_default();
    let told = types.iter().find_map(|token| match token {
        Token::Start(start) if start.get("partname").is_some_and(|name| name.trim_start_matches('/') == path) => {
            start.get("contenttype")
        }
        _ => None,
    });
    told.map_or(path.starts_with("word/"), |kind| kind.contains("wordprocessingml") || kind.contains("ms-word"))
}

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

/// The parts of a text beside its words.
#[derive(Debug, Default)]
pub struct Parts {
    styles: FxHashMap<String, Style>,
    /// Its lists.
    pub numbering: Numbering,
}

/// What one of the texts in an archive refers to by numbers.
#[derive(Debug, Default)]
pub struct Relations {
    /// Where links lead.
    pub links: FxHashMap<String, String>,
    /// Where pictures are.
    pictures: FxHashMap<String, String>,
    /// The parts of the text: their paths, each by the last word of its sort.
    parts: FxHashMap<String, String>,
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
            let kind = start.get("type").and_then(|kind| kind.rsplit('/').next()).unwrap_or("");
            if kind == "image" {
                relations.pictures.insert(id.to_owned(), target.to_owned());
            } else if start.get("targetmode") == Some("External") {
                relations.links.insert(id.to_owned(), target.to_owned());
            } else if let Some(part) = address::resolve(Some(path), &address::percent_decoded(target)) {
                relations.parts.entry(kind.to_owned()).or_insert(part);
            }
        }
        Ok(relations)
    }

    /// The path of a part of the text, such as its `styles`: what is referred to, else what such a part is mostly called.
    pub fn part(&self, kind: &str) -> String {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.parts.get(kind).cloned().unwrap_or_else(|| format!("{folder}/{kind}.xml"))
    }

    /// Where a picture comes from.
    pub fn picture(&self, id: &str) -> Option<Origin> {
        Origin::of(self.pictures.get(id)?, Some(&self.path), true)
    }
}

impl Parts {
    /// Reads the parts of an archive, and what is known about the text.
    pub fn read(archive: &mut Archive, relations: &Relations, metadata: &mut Metadata) -> Result<Self, String> {
        let mut part =
            |path: &str| -> Result<Vec<Token>, String> { Ok(archive.tokens(path, Dialect::Xml)?.unwrap_or_default()) };
        let mut parts = Self::default();
        parts.read_styles(&part(&relations.part("styles"))?);
        parts.numbering = Numbering::read(&part(&relations.part("numbering"))?);
        describe(&part("docProps/core.xml")?, metadata);
        Ok(parts)
    }

    /// What the style of this name means.
    pub fn style(&self, id: &str) -> Style {
        self.styles.get(id).cloned().unwrap_or_else(|| named(id))
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
