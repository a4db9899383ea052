//! Folders: the articles in them, by the names of the files. Nothing is read but the folder itself.

use std::path::{Path, PathBuf};

use super::open::{Entry, List, Source, extension};
use super::{Document, Format, natural};
use crate::error::{Error, Result};

/// The articles of a folder: its files whose names end as those of a [`Format`] do, in order of their names. Folders
/// inside it and hidden files are passed over.
///
/// # Errors
///
/// Where the folder cannot be read or holds no article.
pub fn articles(folder: &Path) -> Result<Vec<Source>> {
    let (files, _) = read(folder)?;
    if files.is_empty() { Err(nothing(folder)) } else { Ok(files.into_iter().map(Source::File).collect()) }
}

/// A folder as a list: the folders inside it, then its articles, each in order of their names,
/// numbers in them as numbers.
///
/// # Errors
///
/// Where the folder cannot be read or holds neither.
pub fn list(folder: &Path) -> Result<List> {
    let (mut files, mut folders) = read(folder)?;
    for paths in [&mut files, &mut folders] {
        paths.sort_by(|one, other| natural(&one.to_string_lossy(), &other.to_string_lossy()).then(one.cmp(other)));
    }
    let sources: Vec<Source> =
        folders.into_iter().map(Source::Folder).chain(files.into_iter().map(Source::File)).collect();
    if sources.is_empty() {
        return Err(nothing(folder));
    }
    let title = folder.canonicalize().ok().as_deref().map_or_else(|| name_of(folder), name_of);
    Ok(List { title, entries: sources.into_iter().map(entry).collect() })
}

fn entry(source: Source) -> Entry {
    let title = match &source {
        Source::Folder(path) => format!("{}/", name_of(path)),
        source => name_of(Path::new(&*source.name())),
    };
    Entry {
        title,
        byline: None,
        date: None,
        summary: String::new(),
        link: Some(source),
        text: Document::default(),
        whole: false,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// The articles and the folders of a folder, hidden ones left out.
fn read(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let fail = |source| Error::Io { path: folder.to_owned(), source };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        let known = Format::of_extension(&extension(&path.to_string_lossy())).is_some();
        // What stands behind a link counts.
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => folders.push(path),
            Ok(metadata) if known && metadata.is_file() => files.push(path),
            _ => {}
        }
    }
    files.sort();
    Ok((files, folders))
}

fn nothing(folder: &Path) -> Error {
    let endings: Vec<_> = Format::ALL.iter().flat_map(|format| format.extensions()).copied().collect();
    let reason = format!("no articles in this folder; dixit looks for files that end in {}", endings.join(", "));
    Error::unreadable(&folder.to_string_lossy(), reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_articles() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b10.txt", "b9.txt", "a.md", ".hidden.txt", "c.jpg"] {
            std::fs::write(folder.path().join(name), "words").unwrap();
        }
        for name in ["older", ".git", "pictures.txt"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let list = list(folder.path()).unwrap();
        let titles: Vec<&str> = list.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["older/", "pictures.txt/", "a.md", "b9.txt", "b10.txt"]);
        assert_eq!(list.entries[0].link, Some(Source::Folder(folder.path().join("older"))));
        assert_eq!(list.title, name_of(folder.path()));
        assert!(super::list(&folder.path().join("older")).unwrap_err().to_string().contains("no articles"));
    }
}
