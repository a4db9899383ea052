//! Opening inputs: what is refused and how it is said, and what holds for any input at all.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use dixit::document::{self, Block, BlockKind, Document, MAX_BLOCK, Metadata, Source};
use dixit::error::Error;
use proptest::prelude::*;

fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> Source {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Source::File(path)
}

fn refusal(source: &Source) -> String {
    match document::open(source) {
        Ok(document) => panic!("{source:?} was opened: {:?}", document.name()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn refusals_say_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, words) in [
        ("empty.txt", &b""[..], "it is empty"),
        ("white.txt", b" \n\t \r\n\xc2\xa0", "only white space"),
        ("binary.txt", &[0, 159, 146, 150, 0, 0, 1, 2, 3], "binary data"),
        ("paper.pdf", b"%PDF-1.7\n...", "pdftotext"),
        ("page.html", b"<!DOCTYPE html>\n<title>x</title><script>x</script>", "no words to read"),
        ("broken.epub", b"PK\x03\x04 and no more", "broken ZIP"),
    ] {
        let refusal = refusal(&file(&folder, name, bytes));
        assert!(refusal.contains(words) && refusal.contains(name), "{refusal}");
    }
    assert!(refusal(&Source::File(folder.path().join("none.txt"))).contains("no such file"));
    assert!(refusal(&Source::File(folder.path().to_owned())).contains("it is a folder"));
    assert!(refusal(&Source::File(folder.path().join("a\0b"))).contains("no file can have such a name"));
    let offline = document::Options { offline: true, ..document::Options::default() };
    let address = Source::named(&PathBuf::from("HTTPS://example.org/a"));
    assert!(document::open_with(&address, &offline).unwrap_err().to_string().contains("--offline"));
}

#[test]
fn a_huge_sparse_file_is_refused_after_a_sample() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zeros.txt");
    std::fs::File::create(&path).unwrap().set_len(3 << 30).unwrap();
    assert!(refusal(&Source::File(path.clone())).contains("binary data"));

    let mut words = std::fs::File::create(&path).unwrap();
    std::io::Write::write_all(&mut words, &b"words ".repeat(20_000)).unwrap();
    words.set_len(3 << 30).unwrap();
    assert!(refusal(&Source::File(path)).contains("too large (3072 MB)"));
}

#[test]
fn one_line_of_50_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let text = "words and more words, but no end ".repeat((50 << 20) / 33);
    let document = document::open(&file(&folder, "line.txt", text.as_bytes())).unwrap();
    assert!(document.text == text && document.metadata.title.is_none());
    assert!(document.blocks.iter().all(|block| block.span.len() <= MAX_BLOCK));
    assert!(document.blocks.iter().skip(1).all(|block| block.continued));
    let kept: usize = document.blocks.iter().map(|block| block.span.len() + 1).sum();
    assert_eq!(kept, text.len(), "one space between any two blocks");
}

#[test]
fn endless_input_is_cut_short() {
    let error = document::read(std::io::repeat(0), "-").unwrap_err();
    assert!(matches!(&error, Error::Unreadable { name, .. } if name == "standard input"), "{error}");
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let Source::File(path) = file(&folder, "secret.txt", b"words") else { unreachable!() };
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    assert!(refusal(&Source::File(path)).contains("permission denied"));
}

#[test]
fn folders() {
    let folder = tempfile::tempdir().unwrap();
    let none = document::articles(folder.path()).unwrap_err().to_string();
    assert!(none.contains("no articles in this folder"), "{none}");
    for name in ["b.txt", "a.md", ".hidden.txt", "c.jpg", "d.TXT"] {
        file(&folder, name, b"words");
    }
    std::fs::create_dir(folder.path().join("e.txt")).unwrap();
    let found = document::articles(folder.path()).unwrap();
    let names: Vec<_> = found.iter().filter_map(|source| Some(source.name().rsplit('/').next()?.to_owned())).collect();
    assert_eq!(names, ["a.md", "b.txt", "d.TXT"]);
}

#[test]
fn the_ending_or_the_content_tells_the_format() {
    let heading = |name: &str| {
        let document = document::open_bytes(b"# Talks stall\n\nSee [this](http://x).\n", name).unwrap();
        document.text.starts_with("Talks")
    };
    assert!(heading("a.md") && heading("a.MARKDOWN") && heading("-") && !heading("a.txt"));
}

#[test]
fn the_sample_opens() {
    let sample = document::open(&Source::Sample).unwrap();
    assert!(sample.metadata.title.is_some() && sample.blocks.len() > 1);
}

/// What every document promises.
fn check(document: &Document) {
    let text = &document.text;
    let mut last: Option<&Block> = None;
    for block in &document.blocks {
        let words = text.get(block.span.start..block.span.end).expect("on character boundaries");
        assert!(last.is_none_or(|last| last.span.end <= block.span.start), "in order, not overlapping");
        assert!(!words.is_empty() || block.kind == BlockKind::Rule);
        assert!(matches!(block.kind, BlockKind::Code | BlockKind::TableRow(_)) || words.trim() == words);
        assert!(block.kind == BlockKind::Rule || !words.trim().is_empty() || block.kind == BlockKind::Code);
        assert!(words.len() <= MAX_BLOCK);
        last = Some(block);
    }
    for styled in &document.styles {
        assert!(text.get(styled.span.start..styled.span.end).is_some_and(|words| !words.is_empty()));
    }
    assert!(document.styles.is_sorted_by_key(|styled| styled.span.start));
    assert!(!document.blocks.first().is_some_and(|block| block.continued));
}

/// Lines that look like something to the parsers.
fn lines() -> impl Strategy<Value = String> {
    let words = "[A-Za-z“”\"'‘’>*#=\\-–.,:!é漢 \t_|`~\\[\\]()<&0-9]{0,60}";
    let mark = prop::sample::select(vec![
        "",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        ">> ",
        "# ",
        "    ",
        "“",
        "\"",
        "– ",
        "---",
        "***",
        "```",
        "| a | b |",
        "|---|---|",
        "[^1]: ",
        "<b>",
        "Chapter 1",
        "~~~",
        "\u{202e}",
        "\u{0}",
        "\u{feff}",
    ]);
    let end = prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "  \n", "", "\u{2028}", "\u{85}"]);
    prop::collection::vec((mark, words, end), 0..40).prop_map(|lines| {
        lines.into_iter().flat_map(|(mark, words, end)| [mark.to_owned(), words, end.to_owned()]).collect()
    })
}

proptest! {
    #[test]
    fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in "[a-z]\\.(txt|md|x)") {
        if let Ok(document) = document::open(&Source::Bytes { name, bytes: bytes.into() }) {
            check(&document);
        }
    }

    #[test]
    fn plain_text_is_kept_to_the_byte(text in lines()) {
        let document = document::plain(text.clone(), Metadata::default());
        check(&document);
        prop_assert_eq!(&document.text, &text);
        // What lies outside all blocks is white space, markers and rules.
        let mut end = 0;
        for span in document.blocks.iter().map(|block| block.span).chain([dixit::Span::new(text.len(), text.len())]) {
            let between = text.get(end..span.start).unwrap();
            prop_assert!(!between.contains(['“', '”', '"', 'é', '漢', 'A', 'z']), "lost: {between:?}");
            end = span.end;
        }
    }

    #[test]
    fn markdown_keeps_its_promises(text in lines()) {
        check(&document::markdown(&text, Metadata::default()));
    }

    #[test]
    fn any_characters(text in "\\PC{0,300}|(?s).{0,300}") {
        check(&document::plain(text.clone(), Metadata::default()));
        check(&document::markdown(&text, Metadata::default()));
        check(&document::html(&text, Metadata::default(), None));
    }

    #[test]
    fn html_keeps_its_promises(page in page()) {
        check(&document::html(&page, Metadata::default(), Some("https://example.org/a")));
    }

    #[test]
    fn any_bytes_as_html(bytes in prop::collection::vec(any::<u8>(), 0..300), page in page()) {
        let options = document::Options { format: Some(document::Format::Html), ..document::Options::default() };
        for bytes in [bytes.clone(), [page.as_bytes(), &bytes].concat()] {
            let source = Source::Bytes { name: "a.html".to_owned(), bytes: bytes.into() };
            if let Ok(document::Opened::Article(document)) = document::open_with(&source, &options) {
                check(&document);
            }
        }
    }

    #[test]
    fn any_bytes_as_archive(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in document::Format::ALL {
            let options = document::Options { format: Some(format), ..document::Options::default() };
            let bytes = [b"PK\x03\x04", &bytes[..]].concat();
            let _ = document::open_with(&Source::Bytes { name: "a".to_owned(), bytes: bytes.into() }, &options);
        }
    }
}

/// Tags and words as no page should have them.
fn page() -> impl Strategy<Value = String> {
    let names = "a p b i q br hr li ul ol dd dt pre code div span table tr td th h1 h2 blockquote img script style title \
                 nav sup aside figure figcaption textarea svg body head html";
    let tag = prop::sample::select(names.split_whitespace().collect::<Vec<_>>());
    let attributes = prop::sample::select(vec![
        "",
        " href='#fn1'",
        " id=fn1",
        " href='../x y'",
        " alt='a\tb'",
        " hidden",
        " start=99999999999999999999",
        " role=doc-noteref",
        " value=-1",
        " class=\"a b",
        " epub:type=footnote",
        "/",
    ]);
    let close = prop::sample::select(vec!["<", "</"]);
    let words = "[a-z“” \n\t\r&;<>é漢\\x00\u{a0}]{0,12}";
    let piece =
        (close, tag, attributes, words).prop_map(|(open, tag, with, words)| format!("{open}{tag}{with}>{words}"));
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_files_without_size_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let link = |name: &str, target: &str| {
        let path = folder.path().join(name);
        std::os::unix::fs::symlink(target, &path).unwrap();
        path
    };
    let pipe = folder.path().join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe, link("null.txt", "/dev/null"), link("zero.txt", "/dev/zero")] {
        for error in
            [refusal(&Source::File(path.clone())), document::check(&Source::File(path)).unwrap_err().to_string()]
        {
            assert!(error.contains("not a regular file"), "{error}");
        }
    }
    if std::path::Path::new("/proc/version").exists() {
        let error = refusal(&Source::File(link("version.txt", "/proc/version")));
        assert!(error.contains("empty"), "{error}");
    }
}

#[test]
fn empty_archives_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let empty = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    for bytes in [&empty[..], &empty[..4]] {
        assert!(refusal(&file(&folder, "a", bytes)).contains("ZIP archive"));
    }
}
