//! Opening and analysing, each on a thread of its own: the screen never waits for them, nor the next article for the
//! analysis of this one. A panic there becomes a message.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Event;
use crate::annotation::annotate;
use crate::app::Message;
use crate::document::{self, Document, Options, Source};
use crate::store::Store;

/// Takes jobs; the answers come as events.
#[derive(Debug)]
pub struct Worker {
    opening: Sender<Opening>,
    analysing: Sender<(usize, Arc<Document>)>,
}

#[derive(Debug)]
enum Opening {
    /// This is about to be asked for.
    Ahead(Source),
    Now(usize, Source),
}

impl Worker {
    /// Starts the threads.
    pub fn start(events: Sender<Event>, store: Store, options: Options) -> Self {
        let (opening, sources) = mpsc::channel();
        let (analysing, documents) = mpsc::channel();
        let answers = events.clone();
        thread::spawn(move || open_all(&sources, &options, &answers));
        thread::spawn(move || analyse_all(&documents, &events, &store));
        Self { opening, analysing }
    }

    /// Opens `source` ahead.
    pub fn prefetch(&self, source: &Source) {
        // The thread ends only when nobody listens any more; so below.
        let _ = self.opening.send(Opening::Ahead(source.clone()));
    }

    /// Opens `source`; the answer is [`Message::Opened`].
    pub fn open(&self, index: usize, source: Source) {
        let _ = self.opening.send(Opening::Now(index, source));
    }

    /// Looks up what is remembered, then analyses; the answers are [`Message::PositionRestored`], where there is
    /// something, and [`Message::Annotated`].
    pub fn annotate(&self, index: usize, document: Arc<Document>) {
        let _ = self.analysing.send((index, document));
    }
}

fn open_all(sources: &Receiver<Opening>, options: &Options, events: &Sender<Event>) {
    let mut ahead = None;
    for job in sources {
        let (index, source) = match job {
            Opening::Ahead(source) => {
                // Of a large one the beginning is shown first.
                if !document::is_large(&source) {
                    let result = open(&source, options);
                    ahead = Some((source, result));
                }
                continue;
            }
            Opening::Now(index, source) => (index, source),
        };
        let result = match ahead.take() {
            Some((opened, result)) if opened == source => result,
            _ => {
                if options.format.is_none()
                    && let Ok(Some(beginning)) = catch_unwind(|| document::beginning(&source))
                {
                    let message = Message::Beginning { index, document: Arc::new(beginning) };
                    let _ = events.send(Event::Message(message));
                }
                open(&source, options)
            }
        };
        if events.send(Event::Message(Message::Opened { index, result })).is_err() {
            return;
        }
    }
}

fn open(source: &Source, options: &Options) -> Result<Arc<Document>, String> {
    match catch_unwind(|| document::open_with(source, options)) {
        Ok(Ok(opened)) => Ok(Arc::new(opened.into_document(source))),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("{}: dixit failed on it; please report this", crate::display::safe(&source.name()))),
    }
}

fn analyse_all(documents: &Receiver<(usize, Arc<Document>)>, events: &Sender<Event>, store: &Store) {
    for (index, document) in documents {
        let remembered = match store.position(&document) {
            Ok(state) => state.map(|state| Message::PositionRestored { index, state }),
            Err(problem) => Some(Message::Notice(problem.to_string())),
        };
        let found = match catch_unwind(AssertUnwindSafe(|| {
            if let Some(message) = remembered {
                let _ = events.send(Event::Message(message));
            }
            annotate(&document)
        })) {
            Ok(annotations) => Event::Analysed(index, document, Arc::new(annotations)),
            Err(_) => {
                Event::Message(Message::Notice("the analysis failed; the text can be read all the same".to_owned()))
            }
        };
        if events.send(found).is_err() {
            return;
        }
    }
}
