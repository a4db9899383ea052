//! Archives for tests: e-books and letters.

use crate::document::pack;

const CONTAINER: (&str, &str) = ("META-INF/container.xml", "<container><rootfile full-path='book.opf'/></container>");

/// An e-book of these chapters.
pub fn book(chapters: &[&str]) -> Vec<u8> {
    let names: Vec<String> = (0..chapters.len()).map(|nth| format!("c{nth}.xhtml")).collect();
    let package = package(&names, "");
    let mut files = vec![CONTAINER, ("book.opf", package.as_str())];
    files.extend(names.iter().map(String::as_str).zip(chapters.iter().copied()));
    pack(&files)
}

/// An e-book of one chapter, most of whose chapters are missing, beside as many other files.
pub fn missing(count: usize) -> Vec<u8> {
    let missing = (0..count).map(|nth| format!("missing{nth}.xhtml"));
    let names: Vec<String> = Some("c0.xhtml".to_owned()).into_iter().chain(missing).collect();
    let others: Vec<String> = (0..count).map(|nth| format!("other{nth}")).collect();
    let package = package(&names, "");
    let mut files = vec![CONTAINER, ("book.opf", package.as_str()), ("c0.xhtml", "<p>Words.")];
    files.extend(others.iter().map(|name| (name.as_str(), "")));
    pack(&files)
}

/// An e-book of one chapter with this table of contents.
pub fn contents(markup: &str) -> Vec<u8> {
    let nav = "<item id='nav' href='nav.xhtml' properties='nav'/>";
    let package = package(&["c0.xhtml".to_owned()], nav);
    pack(&[CONTAINER, ("book.opf", package.as_str()), ("c0.xhtml", "<p>Words."), ("nav.xhtml", markup)])
}

/// An e-book of one chapter, whose table of contents leads to each of its paragraphs.
pub fn outlined(count: usize) -> Vec<u8> {
    let nav = "<item id='nav' href='nav.xhtml' properties='nav'/>";
    let package = package(&["c0.xhtml".to_owned()], nav);
    let paragraphs: String = (0..count).map(|nth| format!("<p id='s{nth}'>Words {nth}.")).collect();
    let entries: String = (0..count).map(|nth| format!("<ol><li><a href='c0.xhtml#s{nth}'>Words {nth}.</a>")).collect();
    pack(&[CONTAINER, ("book.opf", package.as_str()), ("c0.xhtml", &paragraphs), ("nav.xhtml", &entries)])
}

fn package(names: &[String], more: &str) -> String {
    let items: String = names.iter().map(|name| format!("<item id='{name}' href='{name}'/>")).collect();
    let order: String = names.iter().map(|name| format!("<itemref idref='{name}'/>")).collect();
    format!("<package><manifest>{more}{items}</manifest><spine>{order}</spine></package>")
}

/// A DOCX of this text.
pub fn letter(text: &str) -> Vec<u8> {
    let relations = "<Relationship Id='a' Target='https://example.org/' TargetMode='External'/>";
    let document = format!("<w:document><w:body>{text}");
    pack(&[("word/document.xml", &document), ("word/_rels/document.xml.rels", relations)])
}
