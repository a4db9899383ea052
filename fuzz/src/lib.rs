//! What each target does with its bytes. Whatever they are, nothing panics, and what is found lies in the text.

use std::cell::LazyCell;
use std::io::{Cursor, Write};

use dixit::document::{self, Document, Metadata};
use dixit::export::{Format, Options, Writer, record};
use dixit::query::Query;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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
