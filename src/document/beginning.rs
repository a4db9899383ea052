//! The beginning of a large text, so that its first page can be read before all of it is. Knows nothing of pages.

use std::fs::File;
use std::io::Read;

use super::{Document, Format, Source, open_bytes};

/// Bytes; smaller files are opened whole as fast.
const LARGE: u64 = 256 << 10;

/// Whether opening takes long enough for somebody to wait.
fn is_large(source: &Source) -> bool {
    matches!(source, Source::File(path) if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() >= LARGE))
}

/// Bytes of a beginning: many pages, parsed in well under a millisecond.
const BEGINNING: usize = 128 << 10;

/// The first pages of a large file of UTF-8 text, up to the end of a paragraph: its text is how the text of the whole
/// document begins. `None` where the whole is soon there, or what the beginning means depends on what comes later.
pub fn beginning(source: &Source) -> Option<Document> {
    let Source::File(path) = source else { return None };
    if !is_large(source) {
        return None;
    }
    let extension = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let markdown = match Format::of_extension(&extension) {
        None | Some(Format::Text) => false,
        Some(Format::Markdown) => true,
        Some(_) => return None,
    };
    let mut bytes = Vec::with_capacity(BEGINNING);
    File::open(path).ok()?.take(BEGINNING as u64).read_to_end(&mut bytes).ok()?;
    let lines = memchr::memmem::rfind(&bytes, b"\n\n").or_else(|| memchr::memrchr(b'\n', &bytes));
    // One endless line goes on after a word; in Markdown any word may depend on what comes later.
    let word = || if markdown { None } else { memchr::memrchr(b' ', &bytes) };
    let end = lines.or_else(word)?;
    bytes.truncate(end + 1);
    // Pages of markup, archives and data are no texts that simply begin.
    let text = std::str::from_utf8(&bytes).ok()?.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.starts_with(['<', '{', '[']) || text.starts_with("PK") || text.starts_with("%PDF") {
        return None;
    }
    open_bytes(&bytes, &path.to_string_lossy()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::open;

    fn source(name: &str, text: &str) -> (tempfile::TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        (folder, Source::File(path))
    }

    #[test]
    fn a_large_text_begins_as_its_beginning_does() {
        let paragraph = "Rain fell on the quay, and nobody said a word. “Ça va,” said Voss.\n\n";
        for name in ["a.txt", "a.md"] {
            let (_folder, source) = source(name, &paragraph.repeat(20_000));
            let (beginning, whole) = (beginning(&source).unwrap(), open(&source).unwrap());
            let pages = beginning.blocks.len();
            assert!(pages > 1000);
            assert!(whole.text.starts_with(beginning.text.trim_end()));
            assert_eq!(whole.blocks[..pages - 1], beginning.blocks[..pages - 1]);
        }
    }

    #[test]
    fn one_endless_line_begins_with_its_first_blocks() {
        let (_folder, source) = source("a.txt", &"Rain fell, said Voss. ".repeat(60_000));
        let (beginning, whole) = (beginning(&source).unwrap(), open(&source).unwrap());
        let pages = beginning.blocks.len();
        assert!(pages > 3);
        assert!(whole.text.starts_with(beginning.text.trim_end()));
        assert_eq!(whole.blocks[..pages - 1], beginning.blocks[..pages - 1]);
    }

    #[test]
    fn small_texts_pages_of_markup_and_other_encodings_have_none() {
        assert!(beginning(&source("a.txt", "Rain fell.\n\nIt stopped.\n").1).is_none());
        let (_folder, page) = source("a.txt", &"<p>Rain fell.</p>\n\n".repeat(100_000));
        assert!(beginning(&page).is_none());
        let (_folder, page) = source("a.html", &"Rain fell.\n\n".repeat(100_000));
        assert!(beginning(&page).is_none());
        let (_folder, line) = source("a.md", &"x ".repeat(1_000_000));
        assert!(beginning(&line).is_none());
        let (_folder, line) = source("a.txt", &"x".repeat(2_000_000));
        assert!(beginning(&line).is_none());
        assert!(beginning(&Source::Sample).is_none());
    }
}
