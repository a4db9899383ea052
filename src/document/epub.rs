//! EPUB 2 and 3: the chapters of a book in reading order, each read as HTML into one text. Footnotes are numbered
//! through the book; chapters without headings get theirs from the table of contents.

mod drawing;
mod outline;
mod package;
mod protection;

use super::archive::Archive;
use super::html::{self, Dialect, Notes, Page, Reader, Start, Token};
use super::writer::{Image, Writer};
use super::{Document, Metadata, Origin};
use outline::Outline;
use package::{Package, Part};
use protection::Protection;

/// The longest text of a page that is only a cover, bytes.
const COVER: usize = 200;

/// Whether an archive is an e-book.
pub fn is_book(archive: &Archive) -> bool {
    archive.has("META-INF/container.xml") || archive.ending(".opf").is_some()
}

/// Parses an e-book.
///
/// # Errors
///
/// Says why it cannot be read: broken, protected, no book.
pub fn parse(archive: &mut Archive, metadata: Metadata) -> Result<Document, String> {
    let protection = Protection::read(archive)?;
    let path = package_path(archive)?;
    let Some(opf) = archive.tokens(&path, Dialect::Xml)? else {
        return Err(format!("it is a broken e-book: {path} is missing"));
    };
    let mut package = Package::read(&opf, &path);
    if protection.covers(&path) || package.spine.iter().any(|part| protection.covers(&part.path)) {
        return Err("it is protected (DRM); dixit can read only books without protection".to_owned());
    }
    package.cover = package.cover.filter(|path| !protection.covers(path));
    let contents = package.contents.as_ref().filter(|path| !protection.covers(path));
    let outline = match contents {
        Some(path) => Outline::read(&archive.tokens(path, Dialect::Xml)?.unwrap_or_default(), path),
        None => Outline::default(),
    };
    let mut notes = Notes::default();
    let mut chapters = Vec::new();
    let mut missing = None;
    for part in &package.spine {
        let dialect = if part.drawing { Dialect::Xml } else { Dialect::Xhtml };
        let Some(tokens) = archive.tokens(&part.path, dialect)? else {
            missing.get_or_insert(&part.path);
            continue;
        };
        let tokens = if part.drawing { drawing::page(tokens) } else { tokens };
        if !is_passed_over(part, &tokens) {
            notes.collect(&tokens, &part.path);
            chapters.push((part, tokens));
        }
    }
    if chapters.is_empty() {
        let what = missing.map_or("it names no chapters".to_owned(), |path| format!("{path} is missing"));
        return Err(format!("it is a broken e-book: {what}"));
    }
    notes.number();
    Ok(write(&package, chapters, &notes, &outline, metadata))
}

fn write(
    package: &Package,
    chapters: Vec<(&Part, Vec<Token>)>,
    notes: &Notes,
    outline: &Outline,
    mut metadata: Metadata,
) -> Document {
    package.describe(&mut metadata);
    let title = metadata.title.clone();
    let mut writer = Writer::new(metadata, chapters.iter().map(|(_, tokens)| html::size(tokens).text).sum());
    // Whoever shows no pictures sees nothing of it. Some books show it in the text too.
    let again = |path: &String| chapters.iter().take(2).any(|(part, tokens)| shows(tokens, &part.path, path));
    if let Some(path) = package.cover.as_ref().filter(|path| !again(path)) {
        writer.image(Image { origin: Some(Origin::Archive(path.clone())), ..Image::default() });
    }
    let is_shown = |title: &String| chapters.iter().take(3).any(|(_, tokens)| html::has_heading(tokens, title));
    if let Some(title) = title.filter(|title| !is_shown(title)) {
        writer.heading(1, &title);
    }
    for (part, tokens) in chapters {
        let tokens = &outline.headed(&part.path, tokens);
        let page = Page { base: Some(&part.path), in_archive: true, notes, article_only: false };
        Reader::new(page, tokens, &mut writer).read();
    }
    writer.finish()
}

fn package_path(archive: &mut Archive) -> Result<String, String> {
    let container = archive.tokens("META-INF/container.xml", Dialect::Xml)?.unwrap_or_default();
    let told = starts(&container)
        .find(|start| &*start.name == "rootfile")
        .and_then(|start| start.get("full-path").map(|path| path.trim().to_owned()));
    told.or_else(|| archive.ending(".opf")).ok_or_else(|| "it is a broken e-book: it has no package file".to_owned())
}

fn starts(tokens: &[Token]) -> impl Iterator<Item = &Start> {
    tokens.iter().filter_map(|token| match token {
        Token::Start(start) => Some(start),
        _ => None,
    })
}

/// Whether a page at `base` shows the picture at `path`.
fn shows(tokens: &[Token], base: &str, path: &str) -> bool {
    let sources = starts(tokens).filter(|start| &*start.name == "img").filter_map(|start| start.get("src"));
    sources.map(|source| Origin::of(source, Some(base), true)).any(|it| it == Some(Origin::Archive(path.to_owned())))
}

fn has_headings(tokens: &[Token]) -> bool {
    starts(tokens).any(|start| is_heading(&start.name))
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Covers, and tables of contents, which the outline shows better.
fn is_passed_over(part: &Part, tokens: &[Token]) -> bool {
    let bytes: usize = tokens
        .iter()
        .skip_while(|token| !matches!(token, Token::Start(start) if &*start.name == "body"))
        .map(|token| if let Token::Text(words) = token { words.trim().len() } else { 0 })
        .sum();
    part.contents || part.cover && bytes < COVER
}

#[cfg(test)]
mod tests;
