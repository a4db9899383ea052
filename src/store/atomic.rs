//! Files that are there whole or not at all, and broken ones set aside.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::io;
use crate::error::Result;

/// How the name of a file ends that is not whole yet.
const NEW: &str = "new";

/// Leftovers of a process that cannot be asked for are as old, at least: writing takes a moment.
const OLD: Duration = Duration::from_secs(60 * 60);

/// Writes a file so that a reader sees the old or the new content, even after a crash in between.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io(folder))?;
    }
    // Several dixits may write at once: each has a file of its own until it is whole.
    let own = path.with_extension(format!("{}.{NEW}", std::process::id()));
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

/// Removes what processes left in a folder that were killed while they wrote (`*.PID.new`).
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let process = path.extension().is_some_and(|ending| ending == NEW).then(|| path.file_stem()).flatten();
        let process = process.and_then(|stem| Path::new(stem).extension()?.to_str()?.parse().ok());
        let age = || entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|at| at.elapsed().ok());
        if process.is_some_and(|process| !runs(process) || age().is_some_and(|age| age > OLD)) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether a process runs, as far as can be told.
#[cfg(feature = "tui")]
fn runs(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(process).is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(feature = "tui"))]
fn runs(_: i32) -> bool {
    true
}

/// How often a lock that somebody else holds is asked for, and how long is waited in between: a second in all.
const TRIES: (usize, Duration) = (50, Duration::from_millis(20));

/// A folder in which nobody else writes as long as this lives.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code)] Option<File>);

impl Lock {
    /// Waits a moment for others to finish. Whoever holds the lock and does not answer holds up nobody: then this is
    /// none.
    pub fn take(folder: &Path) -> Self {
        let open = || {
            fs::create_dir_all(folder)?;
            File::options().create(true).truncate(false).write(true).open(folder.join(".lock"))
        };
        let file: Option<File> = open().ok();
        let locked = file.filter(|file| {
            (0..TRIES.0).any(|nth| {
                if nth > 0 {
                    std::thread::sleep(TRIES.1);
                }
                is_locked_now(file)
            })
        });
        Self(locked)
    }
}

#[cfg(feature = "tui")]
fn is_locked_now(file: &File) -> bool {
    rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_ok()
}

#[cfg(not(feature = "tui"))]
fn is_locked_now(_: &File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "tui")]
    #[test]
    fn leftovers_of_killed_processes_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let (gone, own) = (child.id(), std::process::id());
        child.wait().unwrap();
        let names = ["a.json".to_owned(), "b.new".to_owned(), format!("a.{own}.new"), format!("a.{gone}.new")];
        for name in &names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        sweep(folder.path());
        let left: Vec<bool> = names.iter().map(|name| folder.path().join(name).exists()).collect();
        assert_eq!(left, [true, true, true, false]);
    }

    #[cfg(feature = "tui")]
    #[test]
    fn a_folder_is_locked_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path());
        let other = File::options().write(true).open(folder.path().join(".lock")).unwrap();
        assert!(first.0.is_some() && !is_locked_now(&other));
        drop(first);
        assert!(is_locked_now(&other));
    }

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
