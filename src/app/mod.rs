//! The whole state of the reader: what is open, selected, kept, searched and laid over, and how messages change it.
//! Pure: it knows no terminal, does no I/O, and asks for what must be done with [`Effect`]s. Drawing reads it.
//!
//! ```text
//! Message ──▶ update ──▶ keys ──▶ commands ──▶ Reader, Picker, Page, …
//!                │                                 │
//!             Effect ◀─────────────────────────────┘
//! ```

mod actions;
mod analysis;
pub mod anchor;
mod card;
mod commands;
pub mod completion;
mod copying;
mod current;
mod editing;
mod empty;
mod evidence;
mod fetching;
pub mod filter;
pub mod found;
pub mod fuzzy;
mod help;
pub mod input;
pub mod jumps;
mod keys;
pub mod layout;
pub mod linear;
mod links;
pub mod list;
pub mod listed;
pub mod listing;
pub mod map;
mod message;
mod mouse;
mod navigate;
pub mod overlay;
pub mod page;
mod paint;
pub mod picker;
mod pickers;
mod pictures;
mod prompt;
pub mod reader;
mod reload;
pub mod rich;
pub mod search;
mod update;

pub use evidence::percent;
pub use filter::{Filter, Kinds, Sureness, Who};
pub use layout::{Area, Layout, Pane, Shape};
pub use links::{Label, leads_out};
pub use message::{Effect, Message, Mouse, MouseKind, Position};
pub use overlay::Overlay;
pub use prompt::{Prompt, PromptKind};
pub use reader::{Reader, State, View};
pub use update::update;

use crate::annotation::Criteria;
use crate::command::Command;
use crate::config::Config;
use crate::config::keys::KeyPress;
use crate::config::theme::{ColourDepth, Theme};
use crate::document::Source;
use crate::flow;

/// What a reader starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// What to open; the first one is shown. Where there is none, the sample article is.
    pub sources: Vec<Source>,
    /// Settings, keymap and themes.
    pub config: Config,
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// How many colours it shows.
    pub depth: ColourDepth,
    /// Whether its background is dark.
    pub dark: bool,
    /// Things to tell first, one line each: mistakes in the config.
    pub notices: Vec<String>,
    /// The terminal shows ASCII alone.
    pub ascii: bool,
    /// Little has been read with dixit before: which keys to begin with is told.
    pub newcomer: bool,
}

/// A letter that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaiting {
    /// The letter of a bookmark to set.
    SetBookmark,
    /// The letter of a bookmark to set and to name.
    NameBookmark,
    /// The letter of a bookmark to go to.
    GoToBookmark,
}

/// The whole state of the reader.
#[derive(Clone, Debug)]
pub struct App {
    config: Config,
    look: Look,
    size: (u16, u16),
    layout: Layout,
    readers: Vec<Reader>,
    current: usize,
    /// The article that was shown before.
    before: Option<usize>,
    /// The open articles of lists, that which was read last at the end.
    recent: Vec<usize>,
    /// What is read again because somebody asked for it.
    again: Option<usize>,
    /// Moments that have passed while something is waited for.
    ticks: usize,
    focus: Pane,
    zoom: bool,
    column: u16,
    mouse: bool,
    /// Pixels of a cell, where the terminal shows pictures.
    cell: Option<(u16, u16)>,
    overlays: Vec<Overlay>,
    /// The command that laid each overlay; the same command again takes it away.
    opened_by: Vec<Command>,
    prompt: Option<Prompt>,
    /// What was searched, the latest last.
    history: Vec<String>,
    /// The queries that were kept by, the latest last.
    queries: Vec<String>,
    pending: Vec<KeyPress>,
    count: Option<usize>,
    awaiting: Option<Awaiting>,
    notice: Option<String>,
    /// Notices of the start that have not been shown, the next one last.
    waiting: Vec<String>,
    hint: bool,
    ascii: bool,
    /// The numbers on the links that are seen, while one of them is typed.
    labels: Vec<Label>,
    typed: usize,
    listed: Option<listed::Listed>,
    /// What the list of hits was made for.
    hits_for: Option<(String, bool)>,
    /// Whether all paragraphs but one are dim.
    lone: bool,
    effects: Vec<Effect>,
}

/// The theme that is worn, and why it is that one.
#[derive(Clone, Debug)]
struct Look {
    theme: Theme,
    chosen: Option<String>,
    depth: ColourDepth,
    dark: bool,
}

impl App {
    /// The state at the start, and what to do first.
    pub fn new(start: Start) -> (App, Vec<Effect>) {
        let sources = if start.sources.is_empty() { vec![Source::Sample] } else { start.sources };
        let size = (start.width, start.height);
        let column = start.config.settings.column_width.max(COLUMN.0);
        let theme_chosen = start.config.settings.theme.clone();
        let mut waiting: Vec<String> = start.notices.iter().rev().map(|notice| rich::line(notice)).collect();
        let mut app = App {
            look: Look { theme: Theme::default(), chosen: theme_chosen, depth: start.depth, dark: start.dark },
            size,
            layout: layout::arrange(size.0, size.1, layout::Wish::new(column)),
            readers: sources.into_iter().map(|source| Reader::with(source, &start.config.settings)).collect(),
            current: 0,
            before: None,
            recent: Vec::new(),
            again: None,
            ticks: 0,
            focus: Pane::Article,
            zoom: false,
            column,
            mouse: start.config.settings.mouse,
            cell: None,
            overlays: Vec::new(),
            opened_by: Vec::new(),
            prompt: None,
            history: Vec::new(),
            queries: Vec::new(),
            pending: Vec::new(),
            count: None,
            awaiting: None,
            notice: waiting.pop(),
            waiting,
            hint: start.newcomer,
            ascii: start.ascii,
            labels: Vec::new(),
            typed: 0,
            listed: None,
            hits_for: None,
            lone: false,
            effects: Vec::new(),
            config: start.config,
        };
        app.take_theme();
        app.open_current();
        app.refresh();
        let effects = std::mem::take(&mut app.effects);
        (app, effects)
    }

    /// Where everything stands.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The theme, for as many colours as the terminal shows.
    pub fn theme(&self) -> &Theme {
        &self.look.theme
    }

    /// Settings, keymap and themes.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The article that is shown.
    pub fn reader(&self) -> &Reader {
        // There is always one: `new` puts the sample article where there is none, and none is ever taken away.
        &self.readers[self.current]
    }

    /// Where one reads: the article that is shown, and about where in it, bytes.
    pub fn place(&self) -> (usize, usize) {
        (self.current, self.reader().place())
    }

    /// All open articles, and which of them is shown.
    pub fn readers(&self) -> (&[Reader], usize) {
        (&self.readers, self.current)
    }

    /// The pane that has the focus.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// What lies over the panes, the topmost last.
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// The prompt that is being typed into.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Keys pressed that are not a command yet, as the status line shows them.
    pub fn pending(&self) -> String {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        let keys: Vec<String> = self.pending.iter().map(ToString::to_string).collect();
        count + &keys.join(" ")
    }

    /// The letter that is waited for.
    pub fn awaiting(&self) -> Option<Awaiting> {
        self.awaiting
    }

    /// What to tell the reader now; safe.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether to show the line of hints for those who are new.
    pub fn hint(&self) -> bool {
        self.hint
    }

    /// The block that is read, where all others are dim: it moves down the screen as one comes nearer the end, so that
    /// every paragraph has its turn.
    pub fn lone_block(&self) -> Option<usize> {
        if !self.lone {
            return None;
        }
        let view = self.view();
        let rows = self.reader().rows(&view);
        let percent = self.reader().percent(&view).unwrap_or(0);
        let at = rows.len().saturating_sub(1) * percent / 100;
        let text = |row: &&flow::Row| row.kind == flow::RowKind::Text;
        let row = rows.get(at..)?.iter().find(text).or(rows.iter().rev().find(text))?;
        Some(row.block)
    }

    /// Whether the terminal shows ASCII alone.
    pub fn ascii(&self) -> bool {
        self.ascii
    }

    /// A sign behind a count that is still growing.
    pub fn growing(&self) -> &'static str {
        if self.reader().analysed.is_some() { "+" } else { "" }
    }

    /// Whether the mouse is dixit's.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// The window over the text.
    pub fn view(&self) -> View {
        View { options: self.options(), height: usize::from(self.layout.text.height).max(1) }
    }

    /// How the text is laid out: as the reader wishes, words divided by the language of the article.
    fn options(&self) -> flow::Options {
        let settings = &self.config.settings;
        let tag = self.reader().document().and_then(|document| document.metadata.language.as_deref());
        let language = flow::language(tag.unwrap_or("en"));
        flow::Options {
            width: self.layout.text.width.max(1),
            indents: settings.indents,
            justify: settings.justify,
            hyphenate: language.filter(|_| settings.hyphenate),
            reorder: settings.reorder,
            lines: self.reader().lines,
            pictures: self.room(),
        }
    }

    /// Which findings are shown, but for attitudes, which the filter of each article decides.
    pub fn criteria(&self) -> Criteria {
        Criteria { attitudes: false, unsure_below: self.config.settings.unsure_below }
    }

    /// Rows that an entry of the list of quotations takes.
    pub fn quotation_height(&self) -> u16 {
        if self.layout.quotations.height >= 6 { 2 } else { 1 }
    }

    /// The widest the text may be, cells.
    pub fn column(&self) -> u16 {
        self.column
    }
}

/// The narrowest and the widest column.
const COLUMN: (u16, u16) = (20, 240);
