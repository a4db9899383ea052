//! What dixit remembers between readings, in the folder that the system has for state. Written atomically; what cannot
//! be read is set aside, never overwritten. Knows nothing of the screen.
//!
//! ```text
//! <state folder>/background               whether the terminal's background was dark last time
//! <state folder>/positions/HASH.json      the place in an article, by its content
//! <state folder>/positions/AT-HASH.json   the same by where the article was opened from, for when its content changed
//! ```

mod atomic;
mod merge;
mod position;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::Position;
use crate::document::Document;
use crate::error::{Error, Result};

/// The file of the terminal's background.
const BACKGROUND: &str = "background";

/// So many files of positions, about two an article, are left by somebody who knows dixit.
const FEW: usize = 6;

/// Where things are remembered.
#[derive(Clone, Debug)]
pub struct Store {
    folder: Option<PathBuf>,
    known: Arc<Mutex<position::Known>>,
}

impl Store {
    /// In the user's own folder: `$DIXIT_STATE_DIR`, or what the system has for that. Where there is no home, nothing is
    /// remembered.
    pub fn of_user() -> Self {
        Self { folder: folder(), known: Arc::default() }
    }

    /// In this folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), known: Arc::default() }
    }

    /// Whether the terminal's background was dark last time, where that is remembered.
    pub fn dark_background(&self) -> Option<bool> {
        let words = std::fs::read_to_string(self.folder.as_ref()?.join(BACKGROUND)).ok()?;
        match words.trim() {
            "dark" => Some(true),
            "light" => Some(false),
            _ => None,
        }
    }

    /// Remembers whether the terminal's background is dark.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written to.
    pub fn save_dark_background(&self, dark: bool) -> Result<()> {
        let words = if dark { "dark\n" } else { "light\n" };
        let Some(folder) = &self.folder else { return Ok(()) };
        atomic::sweep(folder);
        atomic::write(&folder.join(BACKGROUND), words.as_bytes())
    }

    /// What is remembered of a document: by its content, else by where it was opened from, the place then being where
    /// the same words stand now.
    ///
    /// # Errors
    ///
    /// Where something is remembered but cannot be read: it was set aside, or is of a newer version and left alone.
    pub fn position(&self, document: &Document) -> Result<Option<Position>> {
        match &self.folder {
            Some(folder) => position::load(&folder.join("positions"), document, &mut self.known()),
            None => Ok(None),
        }
    }

    /// Whether a document has been read before.
    pub fn knows(&self, document: &Document) -> bool {
        self.folder.as_ref().is_some_and(|folder| position::is_there(&folder.join("positions"), document))
    }

    /// Whether little has been read before, as far as is remembered.
    pub fn is_new(&self) -> bool {
        let files = self.folder.as_ref().and_then(|folder| std::fs::read_dir(folder.join("positions")).ok());
        let positions = |name: &OsStr| Path::new(name).extension().is_some_and(|ending| ending == "json");
        files.is_none_or(|files| files.flatten().filter(|file| positions(&file.file_name())).take(FEW).count() < FEW)
    }

    fn known(&self) -> MutexGuard<'_, position::Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the place in a document, beside the bookmarks that others have set in it meanwhile.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written to, or a newer version has written there.
    pub fn save_position(&self, document: &Document, state: &Position) -> Result<()> {
        match &self.folder {
            Some(folder) => position::save(&folder.join("positions"), document, state, &mut self.known()),
            None => Ok(()),
        }
    }
}

/// Where things are remembered; `None` where there is no home.
pub fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("DIXIT_STATE_DIR").filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    let places = directories::ProjectDirs::from("", "", "dixit")?;
    Some(places.state_dir().unwrap_or_else(|| places.data_local_dir()).to_owned())
}

#[cfg(fuzzing)]
pub(crate) fn fuzz_position(bytes: &[u8]) {
    position::fuzz(bytes);
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    |source| Error::Io { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_read_some_is_new_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path());
        assert!(store.is_new());
        for nth in 0..FEW {
            assert!(store.is_new(), "{nth}");
            let text = format!("Title {nth}\n\nSome words.\n");
            let metadata = crate::document::Metadata { source: format!("{nth}.txt"), ..Default::default() };
            store.save_position(&crate::document::plain(text, metadata), &Position::default()).unwrap();
            if !store.is_new() {
                return;
            }
        }
        panic!("still new");
    }
}
