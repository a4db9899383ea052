//! Runs the reader in a real terminal: does what [effects](crate::app::Effect) ask and turns what happens into
//! [messages](crate::app::Message). One loop draws, waits, updates, performs; it decides nothing itself.
//!
//! ```text
//! keys, mouse, size ─┐
//! signals ───────────┼─▶ Event ─▶ update ─▶ effects ─▶ terminal, clipboard, store
//! worker, analyst ───┘                         └─────▶ worker: open; analyst: annotate
//! ```
//!
//! Idle, every thread is blocked: nothing is written and no processor time is used.

mod analyst;
mod aside;
mod backend;
mod background;
mod browser;
mod clipboard;
mod editor;
mod event;
mod input;
pub mod linear;
mod pictures;
mod showing;
mod signals;
pub mod terminal;
mod watch;
mod worker;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::annotation::Criteria;
use crate::app::{self, App, Effect, Message, Start, State};
use crate::config::Config;
use crate::config::theme::ColourDepth;
use crate::document::{self, Document, Source};
use crate::store::Store;
use crate::ui;

use analyst::{Analysed, Analyst};
use clipboard::Clipboard;
use event::Event;
use input::Input;
use pictures::Studio;
use pictures::ability::Told;
use terminal::Terminal;
use watch::Watch;
use worker::Worker;

/// How long what turns on the screen stands still.
const TURN: Duration = Duration::from_millis(120);
/// How long the first frame waits for the article.
const PATIENCE: Duration = Duration::from_millis(60);
/// Frames that nobody waits for are at least so far apart.
const PACE: Duration = Duration::from_millis(80);

/// How the reader is started.
#[derive(Debug)]
pub struct Options {
    /// What to open; the sample article where there is nothing.
    pub sources: Vec<Source>,
    /// How it is opened.
    pub opening: document::Options,
    /// Settings, keys and themes.
    pub config: Config,
    /// Things to tell first, one line each.
    pub notices: Vec<String>,
}

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// By this signal.
    Signal(i32),
}

/// Reads until the reader quits. Leaves the terminal as it was, however it ends.
///
/// # Errors
///
/// Where there is no terminal to read keys from or to draw on, or it fails meanwhile.
pub fn run(options: Options) -> anyhow::Result<End> {
    let (sender, events) = mpsc::channel();
    let store = Store::of_user();
    let studio = Studio::new(sender.clone(), options.opening.clone());
    let criteria = Criteria { unsure_below: options.config.settings.unsure_below, ..Criteria::default() };
    let mut worker = Worker::start(sender.clone(), store.clone(), options.opening, criteria);
    let analyst = Analyst::start(sender.clone(), store.clone());
    let signals = signals::listen(sender.clone())?;
    // What takes longest starts first: while the terminal answers, the first article is read.
    worker.prefetch(options.sources.first().unwrap_or(&Source::Sample));
    let depth = terminal::colour_depth();
    let question = terminal::question(pictures::ENABLED).filter(|_| depth != ColourDepth::None);
    let asks = question.is_some();
    let remembered = if asks { store.dark_background() } else { None };
    let dark = remembered.or_else(terminal::dark_background).unwrap_or(true);
    let hyperlinks = options.config.settings.hyperlinks && terminal::has_hyperlinks();
    let mut terminal = Terminal::enter(options.config.settings.mouse, hyperlinks, question.as_deref())?;
    let watch = Watch::start(sender.clone());
    let clipboard = Clipboard::new(sender.clone());
    let input = Input::listen(sender, asks)?;
    let (width, height) = terminal.size()?;
    let start = Start {
        sources: options.sources,
        config: options.config,
        width,
        height,
        depth,
        dark,
        notices: options.notices,
        ascii: terminal::is_ascii(),
        newcomer: store.is_new(),
    };
    let (app, effects) = App::new(start);
    let mut run = Run {
        app,
        worker,
        analyst,
        watch,
        clipboard,
        input,
        studio,
        told: None,
        store,
        dark,
        remembered,
        analysing: HashMap::new(),
        unsaved: Vec::new(),
        problems: Vec::new(),
    };
    let end = run.until_the_end(&mut terminal, &events, effects);
    if end.is_err() {
        // The window was closed while it was drawn: the place is remembered all the same.
        run.interrupt();
    }
    drop(terminal);
    run.clipboard.finish();
    run.save_the_rest();
    signals.close();
    for problem in run.problems {
        // Nobody may be left to read it.
        let _ = writeln!(io::stderr(), "dixit: {}", crate::display::safe(&problem));
    }
    end
}

/// The state, and what does its effects.
struct Run {
    app: App,
    worker: Worker,
    analyst: Analyst,
    watch: Watch,
    clipboard: Clipboard,
    input: Input,
    studio: Studio,
    /// What the terminal told of pictures.
    told: Option<Told>,
    store: Store,
    /// Whether the terminal's background is taken for dark.
    dark: bool,
    /// Whether it was last time, where that is remembered.
    remembered: Option<bool>,
    /// The latest version of each article.
    analysing: HashMap<usize, Arc<Document>>,
    /// What to remember after the terminal is given back: of a large text that takes a moment.
    unsaved: Vec<(Arc<Document>, app::Position)>,
    /// What to say after the terminal is given back.
    problems: Vec<String>,
}

impl Run {
    fn until_the_end(
        &mut self,
        terminal: &mut Terminal,
        events: &Receiver<Event>,
        effects: Vec<Effect>,
    ) -> anyhow::Result<End> {
        if let Some(end) = self.perform(terminal, effects)? {
            return Ok(end);
        }
        // Mostly the article is there at once: a frame without it would only flicker.
        let patience = Instant::now() + PATIENCE;
        while matches!(self.app.reader().state, State::Opening) {
            let Ok(event) = events.recv_timeout(patience.saturating_duration_since(Instant::now())) else { break };
            if let Some(end) = self.take(terminal, event)? {
                return Ok(end);
            }
        }
        loop {
            self.analyst.look(self.app.place());
            terminal.draw(self.app.reader().document(), |frame| ui::full_view(&self.app, frame))?;
            self.form(terminal);
            let (drawn, mut hurry) = (Instant::now(), false);
            let mut next = Some(self.next(events)?);
            // All that has come in meanwhile is taken in before the next frame: keys never queue up behind drawing.
            while let Some(event) = next {
                hurry |= event.is_by_hand();
                if let Some(end) = self.take(terminal, event)? {
                    return Ok(end);
                }
                // What nobody waits for is shown together, so that the screen does not flicker.
                let pause = if hurry { Duration::ZERO } else { PACE.saturating_sub(drawn.elapsed()) };
                next = events.recv_timeout(pause).ok();
            }
        }
    }

    /// What happens next. Only where something turns on the screen is not to wait for it the same as being idle.
    fn next(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        if !self.app.waits() {
            return Ok(events.recv()?);
        }
        match events.recv_timeout(TURN) {
            Err(RecvTimeoutError::Timeout) => Ok(Event::Message(Message::Tick)),
            event => event,
        }
    }

    fn take(&mut self, terminal: &mut Terminal, event: Event) -> anyhow::Result<Option<End>> {
        let message = match event {
            Event::Fetched(_, given_up) if given_up.load(Ordering::Relaxed) => return Ok(None),
            Event::Message(message) | Event::Fetched(message, _) => message,
            Event::Analysed(Analysed { index, document, annotations, percent }) => {
                if self.analysing.get(&index).is_none_or(|latest| !Arc::ptr_eq(latest, &document)) {
                    // The article has changed meanwhile.
                    return Ok(None);
                }
                match (annotations, percent) {
                    (Some(annotations), None) => Message::Annotated { index, annotations },
                    (annotations, percent) => Message::Analysing { index, annotations, percent: percent.unwrap_or(0) },
                }
            }
            Event::Background(dark) => {
                if self.remembered.replace(dark) != Some(dark) {
                    // Where it cannot be remembered it is asked for again.
                    let _ = self.store.save_dark_background(dark);
                }
                if std::mem::replace(&mut self.dark, dark) == dark {
                    return Ok(None);
                }
                Message::Background { dark }
            }
            Event::Told(told) => {
                self.told = Some(told);
                return self.measure(terminal).map(|()| None);
            }
            Event::Formed(wish, form) => {
                if let Some(easel) = &mut *terminal.easel() {
                    easel.hang(&wish, form);
                }
                return Ok(None);
            }
            Event::Resized => {
                self.measure(terminal)?;
                resized(terminal)?
            }
            Event::Stop => return self.stop(terminal).map(|()| None),
            Event::Continued => return self.resume(terminal).map(|()| None),
            Event::Signal(signal) => {
                let effects = app::update(&mut self.app, Message::Interrupt);
                self.perform(terminal, effects)?;
                return Ok(Some(End::Signal(signal)));
            }
            Event::InputEnded(reason) => {
                let effects = app::update(&mut self.app, Message::Interrupt);
                self.perform(terminal, effects)?;
                anyhow::bail!("the terminal cannot be read any more: {reason}");
            }
        };
        let effects = app::update(&mut self.app, message);
        self.perform(terminal, effects)
    }

    fn perform(&mut self, terminal: &mut Terminal, effects: Vec<Effect>) -> anyhow::Result<Option<End>> {
        let quits = effects.contains(&Effect::Quit);
        for effect in effects {
            match effect {
                Effect::Open { index, source } => {
                    if let Source::File(path) = &source {
                        self.watch.file(index, path);
                    }
                    self.worker.open(index, source);
                }
                Effect::Look { ticket, look } => self.worker.look(ticket, look),
                Effect::Stop { index } => self.worker.stop(index),
                Effect::Annotate { index, document } => {
                    self.analysing.insert(index, Arc::clone(&document));
                    self.analyst.annotate(index, document);
                }
                Effect::Pictures { index, document, source, wanted } => {
                    self.studio.look(index, &document, &source, &wanted);
                }
                Effect::OpenUrl(address) => {
                    if let Err(problem) = browser::open(&address) {
                        self.tell(problem);
                    }
                }
                Effect::Copy(words) => {
                    let (sequence, doubt) = self.clipboard.copy(&words);
                    terminal.write(&sequence)?;
                    if let Some(doubt) = doubt {
                        self.tell(doubt.to_owned());
                    }
                }
                Effect::SavePosition { document, state, .. } if quits => self.unsaved.push((document, state)),
                Effect::SavePosition { document, state, .. } => self.save(&document, &state),
                Effect::SetMouse(on) => terminal.set_mouse(on)?,
                Effect::Edit { index, path, place } => self.edit(terminal, index, &path, place)?,
                Effect::Suspend => self.stop(terminal)?,
                Effect::Redraw => terminal.redraw()?,
                Effect::Quit => return Ok(Some(End::Quit)),
            }
        }
        Ok(None)
    }

    /// Ends without a terminal: nothing is drawn, and what is to be remembered is kept for the end.
    fn interrupt(&mut self) {
        for effect in app::update(&mut self.app, Message::Interrupt) {
            if let Effect::SavePosition { document, state, .. } = effect {
                self.unsaved.push((document, state));
            }
        }
    }

    fn save_the_rest(&mut self) {
        for (document, state) in std::mem::take(&mut self.unsaved) {
            self.save(&document, &state);
        }
    }

    fn save(&mut self, document: &Arc<Document>, state: &app::Position) {
        if let Err(error) = self.store.save_position(document, state) {
            let problem = format!("the place in the text is not remembered: {error}");
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }

    /// Gives the terminal back, stops, and takes it again when continued.
    fn stop(&mut self, terminal: &mut Terminal) -> anyhow::Result<()> {
        terminal.leave()?;
        signals::stop()?;
        self.resume(terminal)
    }

    /// Telling asks for nothing to be done.
    fn tell(&mut self, words: String) {
        app::update(&mut self.app, Message::Notice(words));
    }

    fn resume(&mut self, terminal: &mut Terminal) -> anyhow::Result<()> {
        terminal.resume(self.app.mouse())?;
        let effects = app::update(&mut self.app, resized(terminal)?);
        self.perform(terminal, effects).map(|_| ())
    }
}

fn resized(terminal: &mut Terminal) -> io::Result<Message> {
    let (width, height) = terminal.size()?;
    Ok(Message::Resize { width, height })
}
