//! Notices that an open file has changed. Blocked while none does.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use crate::app::Message;

/// Writers change a file in several steps: it is looked at when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(150);

/// Watches files. Where the system cannot watch, nothing is noticed.
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    files: Sender<Notice>,
}

enum Notice {
    /// Look after this file.
    File(PathBuf, usize),
    /// Something happened to these.
    Touched(Vec<PathBuf>),
}

impl Watch {
    /// Starts to watch nothing.
    pub fn start(events: Sender<Event>) -> Self {
        let (files, notices) = mpsc::channel();
        let touched = files.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !matches!(event.kind, EventKind::Access(_))
            {
                let _ = touched.send(Notice::Touched(event.paths));
            }
        });
        thread::spawn(move || look_after(&notices, &events));
        Self { watcher: watcher.ok(), files }
    }

    /// Watches the file that was opened as number `index`.
    pub fn file(&mut self, index: usize, path: &Path) {
        let Ok(path) = path.canonicalize() else { return };
        // Its folder: many programs write a new file and give it the name of the old one.
        if let (Some(watcher), Some(folder)) = (&mut self.watcher, path.parent()) {
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        let _ = self.files.send(Notice::File(path, index));
    }
}

fn look_after(notices: &Receiver<Notice>, events: &Sender<Event>) {
    let mut files: HashMap<PathBuf, usize> = HashMap::new();
    let mut changed: Vec<usize> = Vec::new();
    loop {
        let notice = if changed.is_empty() {
            notices.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected)
        } else {
            notices.recv_timeout(QUIET)
        };
        match notice {
            Ok(Notice::File(path, index)) => {
                files.insert(path, index);
            }
            Ok(Notice::Touched(paths)) => {
                for &index in paths.iter().filter_map(|path| files.get(path)) {
                    if !changed.contains(&index) {
                        changed.push(index);
                    }
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                for index in changed.drain(..) {
                    if events.send(Event::Message(Message::Changed { index })).is_err() {
                        return;
                    }
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
    }
}
