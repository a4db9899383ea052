//! Opening, on a thread of its own: the screen never waits for it. A panic there becomes a message.

use std::collections::HashMap;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::{Event, aside};
use crate::annotation::{Criteria, annotate};
use crate::app::Message;
use crate::app::listing::{Look, Seen, Survey, Ticket};
use crate::document::{self, Document, Fetched, Opened, Options, Source};
use crate::store::Store;

/// Takes jobs; the answers come as events.
#[derive(Debug)]
pub struct Worker {
    opening: Sender<Opening>,
    looking: Sender<(Ticket, Look)>,
    events: Sender<Event>,
    options: Options,
    /// What was asked for from the web.
    fetching: HashMap<usize, Fetching>,
}

#[derive(Debug)]
enum Opening {
    /// This is about to be asked for.
    Ahead(Source),
    Now(usize, Source),
}

/// Something that is fetched, on a thread of its own: whoever does not answer makes nobody else wait.
#[derive(Debug)]
struct Fetching {
    source: Source,
    /// Nobody has asked for it yet.
    ahead: bool,
    stop: Arc<AtomicBool>,
}

impl Worker {
    /// Starts the threads.
    pub fn start(events: Sender<Event>, store: Store, options: Options, criteria: Criteria) -> Self {
        let (opening, sources) = mpsc::channel();
        let (looking, looks) = mpsc::channel();
        let (answers, opens) = (events.clone(), options.clone());
        thread::spawn(move || open_all(&sources, &opens, &answers));
        let (seen, opens) = (events.clone(), options.clone());
        aside::spawn(move || look_at_all(&looks, (&opens, &criteria), &seen, &store));
        Self { opening, looking, events, options, fetching: HashMap::new() }
    }

    /// Opens the first `source` ahead.
    pub fn prefetch(&mut self, source: &Source) {
        if matches!(source, Source::Url(_)) {
            return self.fetch(0, source.clone(), true);
        }
        // The thread ends only when nobody listens any more; so below.
        let _ = self.opening.send(Opening::Ahead(source.clone()));
    }

    /// Opens `source`; the answer is [`Message::Opened`] or [`Message::Listed`].
    pub fn open(&mut self, index: usize, source: Source) {
        if !matches!(source, Source::Url(_)) {
            let _ = self.opening.send(Opening::Now(index, source));
            return;
        }
        match self.fetching.get_mut(&index).filter(|fetching| fetching.ahead && fetching.source == source) {
            Some(fetching) => fetching.ahead = false,
            None => self.fetch(index, source, false),
        }
    }

    /// Gives up what is fetched: no answer comes. Its thread ends when the server answers or its time is over.
    pub fn stop(&mut self, index: usize) {
        if let Some(fetching) = self.fetching.remove(&index) {
            fetching.stop.store(true, Ordering::Relaxed);
        }
    }

    fn fetch(&mut self, index: usize, source: Source, ahead: bool) {
        self.stop(index);
        let stop = Arc::new(AtomicBool::new(false));
        let options = Options { cancel: Arc::clone(&stop), ..self.options.clone() };
        let (events, wanted) = (self.events.clone(), source.clone());
        self.fetching.insert(index, Fetching { source, ahead, stop });
        thread::spawn(move || {
            let message = opened(index, open(&wanted, &options));
            let warning = match &message {
                Message::Opened { result: Ok(document), .. } => document.metadata.fetched.as_deref(),
                _ => None,
            };
            let warning = warning.and_then(Fetched::warning).map(Message::Notice);
            for message in Some(message).into_iter().chain(warning) {
                let _ = events.send(Event::Fetched(message, Arc::clone(&options.cancel)));
            }
        });
    }

    /// Looks at an article of a list; the answer is [`Message::Looked`].
    pub fn look(&self, ticket: Ticket, look: Look) {
        let _ = self.looking.send((ticket, look));
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
        // What was piped in can be opened only once: what it gave waits for whoever asks for it.
        if let Some((_, result)) = ahead.take_if(|(opened, _)| *opened == source) {
            if events.send(Event::Message(opened(index, result))).is_err() {
                return;
            }
            continue;
        }
        let begun = begun.take().filter(|(begun, _)| *begun == source).map(|(_, document)| document);
        let (options, events) = (options.clone(), events.clone());
        run_for(PATIENCE, move || {
            let result = match begun.or_else(|| beginning(&source, &options)) {
                Some(document) => {
                    let _ = events.send(Event::Message(Message::Beginning { index, document }));
                    open_aside(source, &options)
                }
                None => open(&source, &options),
            };
            // The loop has ended where nobody listens any more.
            let _ = events.send(Event::Message(opened(index, result)));
        });
    }
}

/// How long the next article waits for one that is being opened. A file system that does not answer holds up nothing
/// else.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs `work` on a thread of its own and waits for its end at most this long.
fn run_for(limit: Duration, work: impl FnOnce() + Send + 'static) {
    let (done, end) = mpsc::channel::<()>();
    thread::spawn(move || {
        work();
        drop(done);
    });
    let _ = end.recv_timeout(limit);
}

/// What became of opening, as it is told.
fn opened(index: usize, result: Result<Opened, String>) -> Message {
    match result {
        Ok(Opened::Article(document)) => Message::Opened { index, result: Ok(Arc::new(document)) },
        Ok(Opened::List(list)) => Message::Listed { index, list: Arc::new(list) },
        Err(reason) => Message::Opened { index, result: Err(reason) },
    }
}

fn beginning(source: &Source, options: &Options) -> Option<Arc<Document>> {
    let beginning = || catch_unwind(|| document::beginning(source)).ok().flatten();
    if options.format.is_none() { beginning().map(Arc::new) } else { None }
}

fn open(source: &Source, options: &Options) -> Result<Opened, String> {
    match catch_unwind(|| document::open_with(source, options)) {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("{}: dixit failed on it; please report this", crate::display::safe(&source.name()))),
    }
}

/// How long opening the rest of a text waits: first the terminal has to draw the beginning, maybe on the same processor.
const BREATH: Duration = Duration::from_millis(25);

/// Opens what is read already, as far as the eye can see.
fn open_aside(source: Source, options: &Options) -> Result<Opened, String> {
    let options = options.clone();
    let work = move || {
        thread::sleep(BREATH);
        open(&source, &options)
    };
    let opened = aside::spawn(work).join();
    opened.unwrap_or_else(|_| Err("dixit failed on it; please report this".to_owned()))
}

/// The largest file that is looked at without being asked for, bytes: a second's work.
const LARGEST_LOOK: u64 = 8 << 20;

fn look_at_all(
    looks: &Receiver<(Ticket, Look)>,
    options: (&Options, &Criteria),
    events: &Sender<Event>,
    store: &Store,
) {
    for (ticket, look) in looks {
        let seen = catch_unwind(|| look_at(&look, options)).unwrap_or_else(|_| Err("dixit failed on it".to_owned()));
        let seen = seen.map(|(mut seen, document)| {
            if let (Seen::Article(survey), Some(document)) = (&mut seen, document) {
                survey.read = store.knows(&document);
            }
            seen
        });
        if events.send(Event::Message(Message::Looked { ticket, seen })).is_err() {
            return;
        }
    }
}

/// What is seen there, and the article where it is one.
fn look_at(look: &Look, (options, criteria): (&Options, &Criteria)) -> Result<(Seen, Option<Arc<Document>>), String> {
    let article = |document: Arc<Document>| {
        let survey = Survey::new(&document, &annotate(&document), criteria);
        (Seen::Article(survey), Some(document))
    };
    let source = match look {
        Look::Text(document) => return Ok(article(Arc::clone(document))),
        Look::Source(source) => source,
    };
    if let Source::File(path) = source
        && std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGEST_LOOK)
    {
        return Err("large: it is counted when it is opened".to_owned());
    }
    match document::open_with(source, options).map_err(|error| error.reason())? {
        Opened::Article(document) => Ok(article(Arc::new(document))),
        Opened::List(list) => Ok((Seen::List(list.entries.len()), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_in_a_list_is_a_row_that_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.epub");
        let chapter = format!("<html><body>{}", "<b a>".repeat(7 << 20));
        std::fs::write(&path, crate::growth::generators::pack::book(&[&chapter])).unwrap();
        let memory = allocation_counter::measure(|| {
            let reason =
                look_at(&Look::Source(Source::File(path)), (&Options::default(), &Criteria::default())).unwrap_err();
            assert!(reason.contains("bomb"), "{reason}");
        });
        assert!(memory.bytes_max < 100 << 20, "{memory:?}");
    }

    #[test]
    fn work_that_hangs_holds_up_nothing_else() {
        let (release, held) = mpsc::channel::<()>();
        let (ended, end) = mpsc::channel::<()>();
        run_for(Duration::from_millis(1), move || {
            let _ = held.recv();
            let _ = ended.send(());
        });
        assert!(end.try_recv().is_err(), "it still hangs");
        drop(release);
        assert!(end.recv().is_ok(), "and is not lost");
    }

    #[test]
    fn work_that_ends_is_waited_for() {
        let (ended, end) = mpsc::channel::<()>();
        run_for(Duration::MAX, move || {
            let _ = ended.send(());
        });
        assert!(end.try_recv().is_ok());
    }
}
