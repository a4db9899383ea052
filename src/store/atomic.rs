//! Files that are there whole or not at all, and broken ones set aside.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::io;
use crate::error::Result;

/// Writes a file so that a reader sees the old or the new content, even after a crash in between.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io(folder))?;
    }
    // Several dixits may write at once: each has a file of its own until it is whole.
    let own = path.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&own).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&own, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&own);
        io(path)(error)
    })
}

/// Renames a file that cannot be understood, so that nothing overwrites it; its new name.
pub fn set_aside(path: &Path) -> Result<PathBuf> {
    let aside = (1..100)
        .map(|number| path.with_extension(format!("broken-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| path.with_extension("broken"));
    fs::rename(path, &aside).map_err(io(path))?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/down/a.json");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_a_file_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let error = write(&file.join("a.json"), b"x").unwrap_err().to_string();
        assert!(error.contains("file"), "{error}");
    }

    #[test]
    fn broken_files_are_all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        for content in ["one", "two"] {
            fs::write(&path, content).unwrap();
            let aside = set_aside(&path).unwrap();
            assert_eq!(fs::read_to_string(aside).unwrap(), content);
        }
        assert!(!path.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
