//! Opening inputs: what is refused and how it is said, and what holds for any input at all.

use std::path::PathBuf;
use std::sync::Arc;

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
        ("page.html", b"<!DOCTYPE html>\n<p>Hello</p>", "web page"),
    ] {
        let refusal = refusal(&file(&folder, name, bytes));
        assert!(refusal.contains(words) && refusal.contains(name), "{refusal}");
    }
    assert!(refusal(&Source::File(folder.path().join("none.txt"))).contains("no such file"));
    assert!(refusal(&Source::File(folder.path().to_owned())).contains("it is a folder"));
    assert!(refusal(&Source::File(folder.path().join("a\0b"))).contains("no file can have such a name"));
    assert!(refusal(&Source::File(PathBuf::from("https://example.org/a"))).contains("web addresses"));
}

#[test]
fn a_huge_sparse_file_is_refused_after_a_sample() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zeros.txt");
    std::fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    assert!(refusal(&Source::File(path.clone())).contains("binary data"));

    let mut words = std::fs::File::create(&path).unwrap();
    std::io::Write::write_all(&mut words, &b"words ".repeat(20_000)).unwrap();
    words.set_len(1 << 30).unwrap();
    assert!(refusal(&Source::File(path)).contains("too large (1024 MB)"));
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
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0)).unwrap();
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
        assert!(block.kind == BlockKind::Code || words.trim() == words);
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
    prop::collection::vec((mark, words, end), 0..40)
        .prop_map(|lines| lines.into_iter().map(|(mark, words, end)| format!("{mark}{words}{end}")).collect())
}

proptest! {
    #[test]
    fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in "[a-z]\\.(txt|md|x)") {
        if let Ok(document) = document::open(&Source::Bytes { name, bytes: Arc::from(bytes) }) {
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
    }
}
