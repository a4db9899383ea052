//! Opening, on a thread of its own: the screen never waits for it. A panic there becomes a message.

use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Event;
use crate::app::Message;
use crate::document::{self, Document, Options, Source};

/// Takes jobs; the answers come as events.
#[derive(Debug)]
pub struct Worker {
    opening: Sender<Opening>,
}

#[derive(Debug)]
enum Opening {
    /// This is about to be asked for.
    Ahead(Source),
    Now(usize, Source),
}

impl Worker {
    /// Starts the thread.
    pub fn start(events: Sender<Event>, options: Options) -> Self {
        let (opening, sources) = mpsc::channel();
        thread::spawn(move || open_all(&sources, &options, &events));
        Self { opening }
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
}

fn open_all(sources: &Receiver<Opening>, options: &Options, events: &Sender<Event>) {
    let (mut ahead, mut begun) = (None, None);
    for job in sources {
        let (index, source) = match job {
            Opening::Ahead(source) => {
                // Of a large text the beginning is shown first.
                if let Some(document) = beginning(&source, options) {
                    begun = Some((source, document));
                } else {
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
                let begun = begun.take().filter(|(begun, _)| *begun == source).map(|(_, document)| document);
                if let Some(document) = begun.or_else(|| beginning(&source, options)) {
                    let _ = events.send(Event::Message(Message::Beginning { index, document }));
                }
                open(&source, options)
            }
        };
        if events.send(Event::Message(Message::Opened { index, result })).is_err() {
            return;
        }
    }
}

fn beginning(source: &Source, options: &Options) -> Option<Arc<Document>> {
    let beginning = || catch_unwind(|| document::beginning(source)).ok().flatten();
    if options.format.is_none() { beginning().map(Arc::new) } else { None }
}

fn open(source: &Source, options: &Options) -> Result<Arc<Document>, String> {
    match catch_unwind(|| document::open_with(source, options)) {
        Ok(Ok(opened)) => Ok(Arc::new(opened.into_document(source))),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("{}: dixit failed on it; please report this", crate::display::safe(&source.name()))),
    }
}
