//! What each target does with its bytes. Whatever they are, nothing panics, and what is found lies in the text.

use std::cell::LazyCell;
use std::io::{Cursor, Write};

use dixit::annotation::strongest_features;
use dixit::document::{self, Document, Metadata, plain};
use dixit::export::{Format, Options, Writer, record};
use dixit::query::Query;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The targets.
pub const TARGETS: [&str; 14] = [
    "archive",
    "config",
    "docx",
    "epub",
    "feed",
    "html",
    "jsonl",
    "keymap",
    "languages",
    "markdown",
    "query",
    "state",
    "text",
    "theme",
];

/// Runs a target on its input.
pub fn run(target: &str, input: &[u8]) {
    match target {
        "archive" => archive_input(input),
        "config" => config_input(input),
        "docx" => docx_input(input),
        "epub" => epub_input(input),
        "feed" => feed_input(input),
        "html" => html_input(input),
        "jsonl" => jsonl_input(input),
        "keymap" => keymap_input(input),
        "languages" => languages_input(&String::from_utf8_lossy(input)),
        "markdown" => markdown_input(input),
        "query" => query_text(&String::from_utf8_lossy(input)),
        "state" => state_input(input),
        "text" => plain_text(input),
        "theme" => theme_input(input),
        _ => panic!("no target {target}"),
    }
}

/// Archives as they are: e-books and DOCX, packed.
fn archive_input(input: &[u8]) {
    open(input, "a.epub");
}

/// Settings.
fn config_input(input: &[u8]) {
    config("config.toml", input);
}

/// DOCX: text, styles, lists, notes.
fn docx_input(input: &[u8]) {
    let parts: Vec<&[u8]> = input.splitn(4, |&byte| byte == 0).collect();
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts).collect();
    open(&pack(&files), "a.docx");
}

/// E-books: chapters, table of contents, package.
fn epub_input(input: &[u8]) {
    let container = b"<container><rootfile full-path='c.opf'/></container>";
    let package =
        b"<package><manifest><item id='n' href='n' properties='nav'/><item id='a' href='a'/><item id='b' href='b'/>\
                    </manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let (first, second) = input.split_at(input.len() / 2);
    for files in
        [&[("c.opf", &package[..]), ("n", second), ("a", first), ("b", second)][..], &[("c.opf", first), ("a", second)]]
    {
        let files = [&[("META-INF/container.xml", &container[..])][..], files].concat();
        open(&pack(&files), "a.epub");
    }
}

/// Feeds: RSS, Atom, JSON Feed.
fn feed_input(input: &[u8]) {
    for start in ["<rss><channel><item>", "<feed>", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": "] {
        open(&[start.as_bytes(), input].concat(), "a.xml");
    }
    open(input, "a.xml");
}

/// Web pages.
fn html_input(input: &[u8]) {
    for start in ["<!DOCTYPE html>", "<html xmlns=\"http://www.w3.org/1999/xhtml\">"] {
        open(&[start.as_bytes(), input].concat(), "a.html");
    }
}

/// A line for `dixit extract --from jsonl`.
fn jsonl_input(input: &[u8]) {
    dixit::fuzzing::jsonl_line(input);
}

/// Keys.
fn keymap_input(input: &[u8]) {
    config("keymap.toml", input);
}

/// Any text in any language that has models or rules.
fn languages_input(input: &str) {
    for language in ["en", "de", "fr", "es", "pl", "nl", "no", "fi"] {
        let metadata = Metadata { language: Some(language.to_owned()), ..Metadata::default() };
        let document = plain(input.to_owned(), metadata);
        analyse(&document);
        for (span, features) in strongest_features(&document) {
            assert!(!span.of(&document.text).is_empty());
            assert!(features.iter().all(|feature| feature.weight.is_finite()));
        }
    }
}

/// Markdown.
fn markdown_input(input: &[u8]) {
    open(input, "a.md");
}

/// Queries.
fn query_text(input: &str) {
    query(input);
}

/// Remembered places.
fn state_input(input: &[u8]) {
    dixit::fuzzing::remembered_place(input);
}

/// Plain text, and whatever else the bytes are taken for.
fn plain_text(input: &[u8]) {
    open(input, "a.txt");
}

/// Themes.
fn theme_input(input: &[u8]) {
    config("themes/mine.toml", input);
}

/// Opens bytes under this name, and does with the article what the reader and the export do.
pub fn open(bytes: &[u8], name: &str) {
    let Ok(document) = document::open_bytes(bytes, name) else { return };
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && document.text.get(block.span.start..block.span.end).is_some());
        end = block.span.end;
    }
    for styled in &document.styles {
        assert!(document.text.get(styled.span.start..styled.span.end).is_some());
    }
    analyse(&document);
    dixit::flow::screenful(&document, &dixit::flow::Options::new(20), Default::default(), 50);
}

/// Analyses and exports an article. What is exported holds nothing that a terminal obeys.
pub fn analyse(document: &Document) {
    let found = dixit::annotate(document);
    for quotation in &found.quotations {
        assert!(!quotation.span.of(&document.text).is_empty());
        assert!((0.0..=1.0).contains(&quotation.confidence));
    }
    for format in [Format::Jsonl, Format::Json, Format::Csv, Format::Markdown] {
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, format);
        let options = Options { with_text: true, explain: true, ..Options::default() };
        writer.write(&record("a".into(), document, &found, &options)).expect("memory takes all");
        writer.finish().expect("memory takes all");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.chars().all(|c| dixit::display::placeholder(c).is_none()), "{format:?}");
    }
}

/// A ZIP archive of these files, not packed, so that changes of the bytes are changes of the markup.
pub fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("a file of the archive");
        zip.write_all(bytes).expect("memory takes all");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Reads a query, completes it, and asks it of an article.
pub fn query(text: &str) {
    thread_local! {
        static ARTICLE: LazyCell<(Document, dixit::Annotations)> = const { LazyCell::new(|| {
            let text = "Ada Voss, the minister, warned: “We will not sign.” “No,” said Ben Hale.".to_owned();
            let document = document::plain(text, Metadata::default());
            let found = dixit::annotate(&document);
            (document, found)
        }) };
    }
    ARTICLE.with(|article| {
        let (document, found) = &**article;
        match Query::parse(text) {
            Ok(query) => {
                for quotation in &found.quotations {
                    query.keeps(document, found, quotation);
                }
            }
            Err(mistake) => assert!(text.get(mistake.at.start..mistake.at.end).is_some()),
        }
        let vocabulary = dixit::query::Vocabulary::new(document, found);
        for cursor in (0..=text.len()).filter(|&at| text.is_char_boundary(at)).take(40) {
            dixit::query::complete(text, cursor, &vocabulary);
        }
    });
}

/// Reads one of the user's files.
pub fn config(file: &str, bytes: &[u8]) {
    let folder = std::env::temp_dir().join(format!("dixit-fuzz-{}", std::process::id()));
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, bytes).expect("a file");
    let (config, problems) = dixit::config::load(Some(&folder));
    for problem in problems {
        assert!(problem.to_string().chars().all(|c| dixit::display::placeholder(c).is_none()));
    }
    for name in config.themes.names() {
        assert!(config.themes.get(&name).is_some());
    }
}
