//! The place in an article. Found again by the article's content, under whatever name; where the content has changed, by
//! where it was opened from, and then by the words that stood at the place.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::merge::merge;
use super::{atomic, io};
use crate::app::Position;
use crate::app::anchor::Anchor;
use crate::document::Document;
use crate::error::{Error, Result};

/// How many places are remembered; the oldest are forgotten.
const MOST: usize = 2000;

/// Of longer texts the hash is of a part, bytes.
const HUGE: usize = 32 << 20;

/// A place as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Written {
    version: u32,
    /// For people who look into the file.
    title: String,
    /// Hash of the content, hexadecimal.
    content: String,
    top: Anchor,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    selected: Option<Anchor>,
    #[serde(default)]
    pub(super) bookmarks: Vec<(char, Anchor)>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(super) bookmark_names: Vec<(char, String)>,
}

const VERSION: u32 = 1;

/// What this process knows to be remembered, by the content of the articles: what differs from it was changed, by us or by
/// another reader.
pub(super) type Known = HashMap<String, Written>;

/// See [`Store::save_position`](super::Store::save_position).
pub fn save(folder: &Path, document: &Document, state: &Position, known: &mut Known) -> Result<()> {
    let place = |offset: usize| Anchor::new(&document.text, offset);
    let content = hash(document.text.as_bytes());
    let ours = Written {
        version: VERSION,
        title: document.name().to_owned(),
        content: content.clone(),
        top: place(state.offset),
        selected: state.selected.map(place),
        bookmarks: state.bookmarks.iter().map(|&(letter, offset)| (letter, place(offset))).collect(),
        bookmark_names: state.bookmark_names.clone(),
    };
    let base = known.insert(content.clone(), ours.clone());
    let _lock = atomic::Lock::take(folder);
    let paths = [Some(by_content(folder, &content)), by_source(folder, document)];
    let mut problem = Ok(());
    for path in paths.into_iter().flatten() {
        // What cannot be understood was set aside.
        let written = match read(&path) {
            Ok(Some(theirs)) if theirs.content == content => merge(ours.clone(), &theirs, base.as_ref()),
            // Of another version of the article it says nothing of this one.
            Ok(_) => ours.clone(),
            Err(_) if !path.exists() => ours.clone(),
            Err(error) => {
                problem = Err(error);
                continue;
            }
        };
        let text = serde_json::to_vec_pretty(&written)
            .map_err(|error| Error::unreadable(&folder.to_string_lossy(), error.to_string()))?;
        atomic::write(&path, &text)?;
    }
    atomic::sweep(folder);
    forget(folder)?;
    problem
}

/// See [`Store::position`](super::Store::position).
pub fn load(folder: &Path, document: &Document, known: &mut Known) -> Result<Option<Position>> {
    let content = hash(document.text.as_bytes());
    let same = read(&by_content(folder, &content))?;
    let found = match (same, by_source(folder, document)) {
        (None, Some(path)) => read(&path)?,
        (same, _) => same,
    };
    let Some(written) = found else { return Ok(None) };
    let state = position(&written, document, written.content == content);
    known.insert(content, written);
    Ok(Some(state))
}

/// See [`Store::knows`](super::Store::knows).
pub fn is_there(folder: &Path, document: &Document) -> bool {
    let content = by_content(folder, &hash(document.text.as_bytes()));
    content.exists() || by_source(folder, document).is_some_and(|path| path.exists())
}

#[cfg(fuzzing)]
pub(super) fn fuzz(bytes: &[u8]) {
    let Ok(Some(written)) = parse(bytes) else { return };
    let text = "Rain fell.\n\nVoss said “no”.\n\nIt rained on.\n".to_owned();
    let document = crate::document::plain(text, crate::document::Metadata::default());
    for same in [true, false] {
        let state = position(&written, &document, same);
        assert!(document.text.is_char_boundary(state.offset));
    }
    merge(written.clone(), &written, Some(&written));
}

/// The version alone, which later versions have too.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

fn read(path: &Path) -> Result<Option<Written>> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(path)(error)),
    };
    match parse(&text) {
        Ok(Some(written)) => return Ok(Some(written)),
        Ok(None) => {
            let reason = "it was written by a newer dixit and is left alone; update dixit, or move the file away";
            return Err(Error::unreadable(&path.to_string_lossy(), reason));
        }
        Err(_) => {}
    }
    let aside = atomic::set_aside(path)?;
    let reason = format!("the remembered place cannot be read; it was set aside as {}", aside.display());
    Err(Error::unreadable(&path.to_string_lossy(), &reason))
}

/// A place as it is written; `None` where that is of a newer version.
fn parse(text: &[u8]) -> serde_json::Result<Option<Written>> {
    match serde_json::from_slice(text) {
        Ok(Version { version }) if version > VERSION => Ok(None),
        _ => serde_json::from_slice(text).map(Some),
    }
}

fn position(written: &Written, document: &Document, same: bool) -> Position {
    let found = |place: &Anchor| {
        let at = if same { Some(place.offset) } else { place.find(&document.text) };
        at.filter(|&at| document.text.is_char_boundary(at))
    };
    let kept = |named: char| written.bookmarks.iter().any(|(letter, place)| *letter == named && found(place).is_some());
    Position {
        offset: found(&written.top).unwrap_or(0),
        selected: written.selected.as_ref().and_then(found),
        bookmarks: written
            .bookmarks
            .iter()
            .filter_map(|(letter, place)| found(place).map(|offset| (*letter, offset)))
            .collect(),
        bookmark_names: written.bookmark_names.iter().filter(|(letter, _)| kept(*letter)).cloned().collect(),
    }
}

fn by_content(folder: &Path, content: &str) -> PathBuf {
    folder.join(format!("{content}.json"))
}

/// Standard input has no place of its own.
fn by_source(folder: &Path, document: &Document) -> Option<PathBuf> {
    let source = Some(document.metadata.source.as_str()).filter(|source| !matches!(*source, "" | "-"))?;
    let path = fs::canonicalize(source).unwrap_or_else(|_| PathBuf::from(source));
    Some(folder.join(format!("at-{}.json", hash(path.to_string_lossy().as_bytes()))))
}

/// FNV-1a (Fowler, Noll, Vo) over eight bytes at a time, 64 bits, hexadecimal: stable over versions and machines.
///
/// Of what is longer than [`HUGE`] only a page of each stretch is read, so that nobody waits for it at the end.
fn hash(bytes: &[u8]) -> String {
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let mut hash = step(0xcbf2_9ce4_8422_2325, bytes.len() as u64);
    let (stretch, page) = if bytes.len() > HUGE { (HUGE / 1024, 4096) } else { (bytes.len().max(1), bytes.len()) };
    for stretch in bytes.chunks(stretch) {
        let mut words = stretch.get(..page).unwrap_or(stretch).chunks_exact(8);
        for word in &mut words {
            hash = step(hash, word.try_into().map_or(0, u64::from_le_bytes));
        }
        for &byte in words.remainder() {
            hash = step(hash, u64::from(byte));
        }
    }
    format!("{hash:016x}")
}

/// Forgets the oldest places where there are too many.
fn forget(folder: &Path) -> Result<()> {
    let mut places: Vec<(SystemTime, OsString)> = Vec::new();
    for entry in fs::read_dir(folder).map_err(io(folder))?.flatten() {
        if Path::new(&entry.file_name()).extension().is_some_and(|ending| ending == "json") {
            let written = entry.metadata().and_then(|metadata| metadata.modified());
            places.push((written.unwrap_or(SystemTime::UNIX_EPOCH), entry.file_name()));
        }
    }
    // Each article has up to two files. Some slack, so that not every reading sorts.
    if places.len() > 2 * MOST + 200 {
        places.sort_unstable();
        for (_, name) in places.iter().take(places.len() - 2 * MOST) {
            let _ = fs::remove_file(folder.join(name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};

    fn document(text: &str, source: &str) -> Document {
        plain(text.to_owned(), Metadata { source: source.to_owned(), ..Metadata::default() })
    }

    fn state() -> Position {
        Position {
            offset: 12,
            selected: Some(19),
            bookmarks: vec![('a', 12)],
            bookmark_names: vec![('a', "The “no”".to_owned())],
        }
    }

    const TEXT: &str = "Rain fell.\n\nVoss said “no”.\n\nIt rained on.\n";

    #[test]
    fn the_same_content_is_known_under_any_name() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(folder.path(), &document(TEXT, "a.txt"), &mut Known::new()).unwrap(), None);
        save(folder.path(), &document(TEXT, "a.txt"), &state(), &mut Known::new()).unwrap();
        assert_eq!(load(folder.path(), &document(TEXT, "b.txt"), &mut Known::new()).unwrap(), Some(state()));
        assert_eq!(load(folder.path(), &document("Else.", "c.txt"), &mut Known::new()).unwrap(), None);
        assert!(is_there(folder.path(), &document(TEXT, "b.txt")), "by its content");
        assert!(is_there(folder.path(), &document("Else.", "a.txt")), "by where it was opened from");
        assert!(!is_there(folder.path(), &document("Else.", "c.txt")));
    }

    #[test]
    fn in_changed_content_the_words_are_found_again() {
        let folder = tempfile::tempdir().unwrap();
        save(folder.path(), &document(TEXT, "a.txt"), &state(), &mut Known::new()).unwrap();
        let changed = format!("A new first line.\n\n{TEXT}");
        let found = load(folder.path(), &document(&changed, "a.txt"), &mut Known::new()).unwrap().unwrap();
        assert_eq!(found.offset, 12 + 19);
        assert_eq!(found.bookmarks, [('a', 12 + 19)]);
        let found = load(folder.path(), &document("All is new.", "a.txt"), &mut Known::new()).unwrap().unwrap();
        assert_eq!(found, Position::default());
    }

    #[test]
    fn what_is_huge_is_known_by_its_length_and_its_pages() {
        let text = vec![b'a'; HUGE + 1];
        let mut other = text.clone();
        other[HUGE / 2] = b'b';
        assert_ne!(hash(&text), hash(&other));
        assert_ne!(hash(&text), hash(&text[..HUGE]));
        assert_eq!(hash(b"Rain fell.").len(), 16);
    }

    #[test]
    fn a_broken_file_is_set_aside_and_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let article = document(TEXT, "-");
        save(folder.path(), &article, &state(), &mut Known::new()).unwrap();
        let path = by_content(folder.path(), &hash(TEXT.as_bytes()));
        fs::write(&path, "{ not json").unwrap();
        let problem = load(folder.path(), &article, &mut Known::new()).unwrap_err().to_string();
        assert!(problem.contains("set aside"), "{problem}");
        assert_eq!(load(folder.path(), &article, &mut Known::new()).unwrap(), None);
        assert_eq!(fs::read_to_string(path.with_extension("broken-1")).unwrap(), "{ not json");
    }

    #[test]
    fn two_readers_at_once_keep_the_bookmarks_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let article = document(TEXT, "a.txt");
        save(folder.path(), &article, &state(), &mut Known::new()).unwrap();
        let (mut one, mut other) = (Known::new(), Known::new());
        let mut first = load(folder.path(), &article, &mut one).unwrap().unwrap();
        let mut second = load(folder.path(), &article, &mut other).unwrap().unwrap();
        first.bookmarks.push(('b', 0));
        second.bookmarks = vec![('c', 19)];
        second.bookmark_names = vec![('c', "her".to_owned())];
        save(folder.path(), &article, &first, &mut one).unwrap();
        save(folder.path(), &article, &second, &mut other).unwrap();
        // The other one removed `a`, and knows nothing of `b`.
        let both = load(folder.path(), &article, &mut Known::new()).unwrap().unwrap();
        assert_eq!(both.bookmarks, [('b', 0), ('c', 19)]);
        assert_eq!(both.bookmark_names, [('c', "her".to_owned())]);
        // Who saves again does not take what the other one added for removed.
        save(folder.path(), &article, &second, &mut other).unwrap();
        save(folder.path(), &article, &first, &mut one).unwrap();
        let both = load(folder.path(), &article, &mut Known::new()).unwrap().unwrap();
        assert_eq!(both.bookmarks, [('b', 0), ('c', 19)]);
    }

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let article = document(TEXT, "a.txt");
        let path = by_content(folder.path(), &hash(TEXT.as_bytes()));
        let newer = "{\"version\": 2, \"places\": {}}";
        fs::write(&path, newer).unwrap();
        for problem in [
            load(folder.path(), &article, &mut Known::new()).unwrap_err(),
            save(folder.path(), &article, &state(), &mut Known::new()).unwrap_err(),
        ] {
            assert!(problem.to_string().contains("newer dixit"), "{problem}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}
