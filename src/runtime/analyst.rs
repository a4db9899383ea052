//! Analyses articles on a thread of its own: the one that is read first, and of a large one what is near the reader
//! first. Between two parts it looks at what has been asked for meanwhile. A panic becomes a message.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use super::{Event, aside};
use crate::annotation::{Analysis, Annotations};
use crate::app::Message;
use crate::document::Document;
use crate::store::Store;

/// Of a text of at least so many bytes something is told before all of it is analysed.
const LARGE: usize = 1 << 20;

/// Takes articles to analyse; the answers come as events.
#[derive(Debug)]
pub struct Analyst {
    jobs: Sender<(usize, Arc<Document>)>,
    gaze: Arc<Gaze>,
}

/// What is read: an article, and a byte of its text.
#[derive(Debug, Default)]
struct Gaze {
    index: AtomicUsize,
    offset: AtomicUsize,
}

/// What an analysis tells.
#[derive(Debug)]
pub struct Analysed {
    /// Of which article.
    pub index: usize,
    /// Of which version of it.
    pub document: Arc<Document>,
    /// What is found so far, where there is news.
    pub annotations: Option<Arc<Annotations>>,
    /// How far it has come, percent; `None` where it is done.
    pub percent: Option<u8>,
}

impl Analyst {
    /// Starts the thread.
    pub fn start(events: Sender<Event>, store: Store) -> Self {
        let (jobs, documents) = mpsc::channel();
        let gaze = Arc::new(Gaze::default());
        let desk = Desk { jobs: documents, events, store, gaze: Arc::clone(&gaze), running: Vec::new() };
        aside::spawn(move || desk.work());
        Self { jobs, gaze }
    }

    /// Looks up what is remembered, then analyses.
    pub fn annotate(&self, index: usize, document: Arc<Document>) {
        // The thread ends only when nobody listens any more.
        let _ = self.jobs.send((index, document));
    }

    /// This article is read now, at this byte.
    pub fn look(&self, (index, offset): (usize, usize)) {
        self.gaze.index.store(index, Ordering::Relaxed);
        self.gaze.offset.store(offset, Ordering::Relaxed);
    }
}

/// An article that is analysed.
struct Running {
    index: usize,
    analysis: Analysis<Arc<Document>>,
    /// Where it is begun.
    near: usize,
    /// How many parts were analysed when something was told last.
    told: usize,
    /// Which ones.
    seen: Vec<usize>,
    glanced: bool,
}

/// Nobody listens any more.
struct Deaf;

struct Desk {
    jobs: Receiver<(usize, Arc<Document>)>,
    events: Sender<Event>,
    store: Store,
    gaze: Arc<Gaze>,
    running: Vec<Running>,
}

impl Desk {
    fn work(mut self) {
        while let Ok(job) = self.next_job() {
            let done = match job {
                Some((index, document)) => self.take_up(index, document),
                None => self.step(),
            };
            if done.is_err() {
                return;
            }
        }
    }

    /// What has been asked for, if anything; blocked while there is nothing to do.
    fn next_job(&self) -> Result<Option<(usize, Arc<Document>)>, Deaf> {
        if self.running.is_empty() {
            return self.jobs.recv().map(Some).map_err(|_| Deaf);
        }
        match self.jobs.try_recv() {
            Ok(job) => Ok(Some(job)),
            Err(mpsc::TryRecvError::Empty) => Ok(None),
            Err(mpsc::TryRecvError::Disconnected) => Err(Deaf),
        }
    }

    fn tell(&self, event: Event) -> Result<(), Deaf> {
        self.events.send(event).map_err(|_| Deaf)
    }

    /// Begins with an article; an older version of it is given up.
    fn take_up(&mut self, index: usize, document: Arc<Document>) -> Result<(), Deaf> {
        self.running.retain(|running| running.index != index);
        let mut near = 0;
        match self.store.position(&document) {
            Ok(Some(state)) => {
                near = state.offset;
                self.tell(Event::Message(Message::PositionRestored { index, state }))?;
            }
            Ok(None) => {}
            Err(problem) => self.tell(Event::Message(Message::Notice(problem.to_string())))?,
        }
        self.running.push(Running {
            index,
            analysis: Analysis::new(document),
            near,
            told: 0,
            seen: Vec::new(),
            glanced: false,
        });
        Ok(())
    }

    /// Does a part of what is read, or else of what was asked for first.
    fn step(&mut self) -> Result<(), Deaf> {
        let read = self.gaze.index.load(Ordering::Relaxed);
        let at = self.running.iter().position(|running| running.index == read).unwrap_or(0);
        let offset = self.gaze.offset.load(Ordering::Relaxed);
        let Some(running) = self.running.get_mut(at) else { return Ok(()) };
        // At first the reader may not have been told yet where they were last time.
        let near = if running.index == read && running.glanced { offset } else { running.near };
        let Ok(told) = catch_unwind(AssertUnwindSafe(|| running.step(near))) else {
            let words = "the analysis failed; the text can be read all the same".to_owned();
            self.tell(Event::Message(Message::Notice(words)))?;
            return self.finish(at);
        };
        match told {
            Some(analysed) => self.tell(Event::Analysed(analysed)),
            None => self.finish(at),
        }
    }

    fn finish(&mut self, at: usize) -> Result<(), Deaf> {
        let Running { index, analysis, .. } = self.running.remove(at);
        let document = Arc::clone(analysis.document());
        let annotations = Some(Arc::new(analysis.finish()));
        self.tell(Event::Analysed(Analysed { index, document, annotations, percent: None }))
    }
}

impl Running {
    /// Does a part. What is to be told of it; nothing where all is done.
    fn step(&mut self, near: usize) -> Option<Analysed> {
        let document = Arc::clone(self.analysis.document());
        let (before, parts) = self.analysis.progress();
        let told = |annotations: Option<Annotations>, done: usize| Analysed {
            index: self.index,
            document: Arc::clone(&document),
            annotations: annotations.map(Arc::new),
            percent: Some((done * 100 / parts.max(1)) as u8),
        };
        if !self.glanced {
            self.glanced = true;
            if document.text.len() >= LARGE {
                return Some(told(Some(self.analysis.glance(near)), before));
            }
        }
        // Where the reader has come to a part that is analysed and not told, it is told first.
        let here = |analysis: &Analysis<_>, seen: &[usize]| analysis.known(near).filter(|part| !seen.contains(part));
        if here(&self.analysis, &self.seen).is_none() {
            self.analysis.step(near);
        }
        let (done, _) = self.analysis.progress();
        if done == parts {
            return None;
        }
        // What is found so far is put together anew each time: seldom enough, so that it costs little in all.
        let new = here(&self.analysis, &self.seen);
        let news = new.is_some() || done >= 3 * self.told;
        let told = told(news.then(|| self.analysis.so_far()), done);
        if news {
            self.seen = self.analysis.analysed().collect();
            self.told = done;
        }
        Some(told)
    }
}
