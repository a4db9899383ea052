//! Loads and decodes pictures, and brings them into the form in which they are sent, on a thread of its own. It starts
//! with the first picture. What comes from the web is fetched on further threads, few at once.

use std::collections::VecDeque;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;

use super::super::Event;
use super::bitmap::Bitmap;
use super::{Form, Protocol, decode};
use crate::app::Message;
use crate::document::{Document, Options, PictureBytes, Source, fetch_picture, load_picture};
use crate::flow::Known;

/// How many pictures are fetched at once.
const AT_ONCE: usize = 4;
/// The most pixels of a kept picture either way: more than a column of text has.
const LARGEST: u32 = 2048;
/// Bytes of the pictures that are kept.
const KEPT: usize = 64 << 20;

/// Takes jobs; the answers come as events.
#[derive(Debug)]
pub struct Studio {
    jobs: Option<Sender<Job>>,
    events: Sender<Event>,
    options: Options,
}

/// A picture in a form, as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The document.
    pub document: Arc<Document>,
    /// Which of its pictures.
    pub picture: usize,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Pixels of a cell.
    pub cell: (u16, u16),
    /// For which sort of terminal.
    pub protocol: Protocol,
}

#[derive(Debug)]
enum Job {
    Look(Vec<Task>),
    Form(Task),
    Fetched(Task, Result<Vec<u8>, String>),
}

/// A picture, and what to do with it.
#[derive(Clone, Debug)]
struct Task {
    document: Arc<Document>,
    source: Source,
    picture: usize,
    then: Then,
}

impl Task {
    fn is_same(&self, other: &Self) -> bool {
        self.picture == other.picture && Arc::ptr_eq(&self.document, &other.document)
    }
}

#[derive(Clone, Debug)]
enum Then {
    /// Tell its size to the article of this index.
    Size(usize),
    /// Bring it into a form.
    Form(Wish),
}

impl Studio {
    /// Nothing is done yet.
    pub fn new(events: Sender<Event>, options: Options) -> Self {
        Self { jobs: None, events, options }
    }

    /// Looks at pictures, those first that are named first; the answers are [`Message::Pictured`].
    pub fn look(&mut self, index: usize, document: &Arc<Document>, source: &Source, wanted: &[usize]) {
        let task = |&picture: &usize| {
            let (document, source) = (Arc::clone(document), source.clone());
            Task { document, source, picture, then: Then::Size(index) }
        };
        self.give(Job::Look(wanted.iter().map(task).collect()));
    }

    /// Brings a picture into a form; the answer is [`Event::Formed`].
    pub fn form(&mut self, source: &Source, wish: Wish) {
        let (document, picture) = (Arc::clone(&wish.document), wish.picture);
        self.give(Job::Form(Task { document, source: source.clone(), picture, then: Then::Form(wish) }));
    }

    fn give(&mut self, job: Job) {
        let jobs = self.jobs.get_or_insert_with(|| {
            let (sender, jobs) = mpsc::channel();
            let (events, options, fetched) = (self.events.clone(), self.options.clone(), sender.clone());
            let painter = Painter { events, options, fetched, kept: Vec::new(), fetching: 0, waiting: VecDeque::new() };
            thread::spawn(move || painter.work(&jobs));
            sender
        });
        // The thread ends only when nobody listens any more.
        let _ = jobs.send(job);
    }
}

/// Nobody listens any more.
struct Over;

/// A picture, and its size before it was made smaller; or why there is none.
type Decoded = Result<(Arc<Bitmap>, (u32, u32)), Option<String>>;

struct Painter {
    events: Sender<Event>,
    options: Options,
    fetched: Sender<Job>,
    /// Pictures that may be needed again, the latest last, with their sizes before they were made smaller.
    kept: Vec<Kept>,
    fetching: usize,
    /// What is to be fetched, and its address.
    waiting: VecDeque<(Task, String)>,
}

struct Kept {
    document: Arc<Document>,
    picture: usize,
    bitmap: Arc<Bitmap>,
    size: (u32, u32),
}

impl Painter {
    fn work(mut self, jobs: &Receiver<Job>) {
        // What was asked for last is done first: it is what is seen now.
        let mut queue: VecDeque<Task> = VecDeque::new();
        loop {
            let job = match jobs.try_recv() {
                Ok(job) => job,
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => match queue.pop_front() {
                    Some(task) => {
                        if self.start(task).is_err() {
                            return;
                        }
                        continue;
                    }
                    None => match jobs.recv() {
                        Ok(job) => job,
                        Err(_) => return,
                    },
                },
            };
            match job {
                Job::Look(tasks) => tasks.into_iter().rev().for_each(|task| queue.push_front(task)),
                Job::Form(task) => {
                    // In other sizes it is not seen any more.
                    queue.retain(|other| !matches!(other.then, Then::Form(_)) || !other.is_same(&task));
                    queue.push_front(task);
                }
                Job::Fetched(task, bytes) => {
                    self.fetching -= 1;
                    self.fetch_next();
                    if self.finish(task, bytes.map_err(Some)).is_err() {
                        return;
                    }
                }
            }
        }
    }

    fn start(&mut self, task: Task) -> Result<(), Over> {
        let same = |kept: &Kept| kept.picture == task.picture && Arc::ptr_eq(&kept.document, &task.document);
        if let Some(at) = self.kept.iter().position(same) {
            let kept = self.kept.remove(at);
            let (bitmap, size) = (Arc::clone(&kept.bitmap), kept.size);
            self.kept.push(kept);
            return self.answer(task, Ok((bitmap, size)));
        }
        let Some(picture) = task.document.pictures.get(task.picture) else { return Ok(()) };
        match load_picture(&task.source, &task.document, &picture.origin, &self.options) {
            Ok(PictureBytes::Here(bytes)) => self.finish(task, Ok(bytes)),
            Ok(PictureBytes::Web(address)) => {
                self.waiting.push_back((task, address));
                self.fetch_next();
                Ok(())
            }
            Err(reason) => self.finish(task, Err(reason)),
        }
    }

    fn fetch_next(&mut self) {
        while self.fetching < AT_ONCE {
            let Some((task, address)) = self.waiting.pop_front() else { return };
            self.fetching += 1;
            let fetched = self.fetched.clone();
            thread::spawn(move || {
                let bytes = catch_unwind(|| fetch_picture(&address, &task.document));
                let bytes = bytes.unwrap_or_else(|_| Err(FAILED.to_owned()));
                let _ = fetched.send(Job::Fetched(task, bytes));
            });
        }
    }

    fn finish(&mut self, task: Task, bytes: Result<Vec<u8>, Option<String>>) -> Result<(), Over> {
        let decoded = bytes.and_then(|bytes| {
            let decoded = catch_unwind(|| decode::decode(&bytes)).unwrap_or_else(|_| Err(FAILED.to_owned()));
            decoded.map_err(Some)
        });
        let decoded = decoded.map(|bitmap| {
            let size = (bitmap.width, bitmap.height);
            (Arc::new(bitmap.within(LARGEST)), size)
        });
        if let Ok((bitmap, size)) = &decoded {
            let (document, bitmap) = (Arc::clone(&task.document), Arc::clone(bitmap));
            self.kept.push(Kept { document, picture: task.picture, bitmap, size: *size });
            while self.kept.len() > 1 && self.kept.iter().map(|kept| kept.bitmap.rgb.len()).sum::<usize>() > KEPT {
                self.kept.remove(0);
            }
        }
        self.answer(task, decoded)
    }

    fn answer(&self, task: Task, decoded: Decoded) -> Result<(), Over> {
        let event = match task.then {
            Then::Size(index) => {
                let known = match decoded {
                    Ok((_, (width, height))) => Known::Size(width, height),
                    Err(reason) => Known::Hidden(reason),
                };
                let Task { document, picture, .. } = task;
                Event::Message(Message::Pictured { index, document, picture, known })
            }
            Then::Form(wish) => {
                // What was shown before and is gone now leaves its rows empty.
                let Ok((bitmap, _)) = decoded else { return Ok(()) };
                let form = catch_unwind(|| Form::new(&bitmap, wish.protocol, wish.size, wish.cell));
                let Ok(form) = form else { return Ok(()) };
                Event::Formed(wish, form)
            }
        };
        self.events.send(event).map_err(|_| Over)
    }
}

const FAILED: &str = "dixit failed on it";

#[cfg(test)]
#[cfg(feature = "images")]
mod tests;
