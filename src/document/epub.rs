//! EPUB 2 and 3: the chapters of a book in reading order, each read as HTML into one text. Footnotes are numbered
//! through the book; chapters without headings get theirs from the table of contents.

mod package;

use rustc_hash::FxHashMap;

use super::archive::Archive;
use super::html::{self, Dialect, Notes, Page, Reader, Start, Token};
use super::writer::{Image, Writer};
use super::{Document, Metadata, Origin, address};
use package::{Package, Part};

/// Encryption that hides fonts and no text.
const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
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
    refuse_protected(archive)?;
    let path = package_path(archive)?;
    let Some(opf) = archive.tokens(&path, Dialect::Xml)? else {
        return Err(format!("it is a broken e-book: {path} is missing"));
    };
    let package = Package::read(&opf, &path);
    let contents = contents(archive, &package)?;
    let mut notes = Notes::default();
    let mut chapters = Vec::new();
    let mut missing = None;
    for part in &package.spine {
        let Some(tokens) = archive.tokens(&part.path, Dialect::Xhtml)? else {
            missing.get_or_insert(&part.path);
            continue;
        };
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
    Ok(write(&package, &chapters, &notes, &contents, metadata))
}

fn write(
    package: &Package,
    chapters: &[(&Part, Vec<Token>)],
    notes: &Notes,
    contents: &FxHashMap<String, String>,
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
        if let Some(heading) = contents.get(&part.path).filter(|_| !has_headings(tokens)) {
            writer.heading(2, heading);
        }
        let page = Page { base: Some(&part.path), in_archive: true, notes, article_only: false };
        Reader::new(page, tokens, &mut writer).read();
    }
    writer.finish()
}

/// Refuses books whose text is encrypted.
fn refuse_protected(archive: &mut Archive) -> Result<(), String> {
    let Some(tokens) = archive.tokens("META-INF/encryption.xml", Dialect::Xml)? else { return Ok(()) };
    let locked = starts(&tokens)
        .filter(|start| start.name.ends_with("encryptionmethod"))
        .filter_map(|start| start.get("algorithm").map(str::to_owned))
        .any(|algorithm| !FONTS.contains(&algorithm.as_str()));
    if locked {
        return Err("it is protected (DRM); dixit can read only books without protection".to_owned());
    }
    Ok(())
}

fn package_path(archive: &mut Archive) -> Result<String, String> {
    let container = archive.tokens("META-INF/container.xml", Dialect::Xml)?.unwrap_or_default();
    let told = starts(&container)
        .find(|start| &*start.name == "rootfile")
        .and_then(|start| start.get("full-path").map(str::to_owned));
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
    starts(tokens).any(|start| matches!(&*start.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
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

/// What the table of contents calls each chapter: path -> words.
fn contents(archive: &mut Archive, package: &Package) -> Result<FxHashMap<String, String>, String> {
    let mut found = FxHashMap::default();
    let Some(path) = &package.contents else { return Ok(found) };
    let tokens = archive.tokens(path, Dialect::Xml)?.unwrap_or_default();
    let mut label = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Start(start) = token else { continue };
        let (target, words) = match &*start.name {
            "a" => (start.get("href"), html::text_of(&tokens, at + 1, "a", 300)),
            "text" => {
                label = html::text_of(&tokens, at + 1, "text", 300);
                continue;
            }
            "content" => (start.get("src"), std::mem::take(&mut label)),
            _ => continue,
        };
        let target = target.and_then(|target| address::resolve(Some(path), &address::percent_decoded(target)));
        let chapter = target.and_then(|target| target.split('#').next().map(str::to_owned));
        if let Some(chapter) = chapter.filter(|_| !words.is_empty()) {
            found.entry(chapter).or_insert(words);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
