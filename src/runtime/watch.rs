//! Notices that an open file has changed. Blocked while none does.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use crate::app::Message;

/// Writers change a file in several steps: it is looked at when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(150);

/// Watches files, on a thread of its own. Where the system cannot watch, nothing is noticed.
pub struct Watch {
    files: Sender<Notice>,
}

enum Notice {
    /// Look after this file, which has been read since then.
    File(PathBuf, usize, SystemTime),
    /// Something happened to these.
    Touched(Vec<PathBuf>),
}

impl Watch {
    /// Starts to watch nothing.
    pub fn start(events: Sender<Event>) -> Self {
        let (files, notices) = mpsc::channel();
        let touched = files.clone();
        thread::spawn(move || look_after(&notices, &events, touched));
        Self { files }
    }

    /// Watches the file that was opened as number `index`.
    pub fn file(&self, index: usize, path: &Path) {
        // The thread ends only when nobody listens any more.
        let _ = self.files.send(Notice::File(path.to_owned(), index, SystemTime::now()));
    }
}

fn watcher(touched: Sender<Notice>) -> Option<RecommendedWatcher> {
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            let _ = touched.send(Notice::Touched(event.paths));
        }
    });
    watcher.ok()
}

fn look_after(notices: &Receiver<Notice>, events: &Sender<Event>, touched: Sender<Notice>) {
    let mut watcher = watcher(touched);
    let mut files: HashMap<PathBuf, usize> = HashMap::new();
    let mut changed: Vec<usize> = Vec::new();
    loop {
        let notice = if changed.is_empty() {
            notices.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected)
        } else {
            notices.recv_timeout(QUIET)
        };
        match notice {
            Ok(Notice::File(path, index, since)) => {
                let Ok(path) = path.canonicalize() else { continue };
                // Its folder: many programs write a new file and give it the name of the old one.
                if let (Some(watcher), Some(folder)) = (&mut watcher, path.parent()) {
                    let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
                }
                // It may have changed before it was watched.
                if std::fs::metadata(&path).and_then(|it| it.modified()).is_ok_and(|modified| modified > since) {
                    changed.push(index);
                }
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
