//! What the state machine is told, and what it asks for. Knows no terminal.

use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::Annotations;
use crate::config::keys::KeyPress;
use crate::document::{Document, List, Source};

use super::listing::{Look, Seen, Ticket};
use crate::flow::Known;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyPress),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted into the terminal.
    Paste(String),
    /// The terminal has a new size, cells.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The beginning of an input that is still being opened.
    Beginning {
        /// Which one.
        index: usize,
        /// Its first pages: how the document's text begins.
        document: Arc<Document>,
    },
    /// An input was opened, or could not be.
    Opened {
        /// Which one: the index in [`Start::sources`](super::Start).
        index: usize,
        /// The document, or why not, in words for people.
        result: Result<Arc<Document>, String>,
    },
    /// What was opened is a list of articles.
    Listed {
        /// Which one.
        index: usize,
        /// The list.
        list: Arc<List>,
    },
    /// An article of a list was looked at.
    Looked {
        /// Which one.
        ticket: Ticket,
        /// What was seen, or why nothing was, in words for people.
        seen: Result<Seen, String>,
    },
    /// The file of an open article has changed.
    Changed {
        /// Which one.
        index: usize,
    },
    /// A document is being analysed: the one that was last given to [`Effect::Annotate`].
    Analysing {
        /// Which one.
        index: usize,
        /// What is found so far, where there is news.
        annotations: Option<Arc<Annotations>>,
        /// How much of it is analysed, percent.
        percent: u8,
    },
    /// A document was analysed: the one that was last given to [`Effect::Annotate`].
    Annotated {
        /// Which one.
        index: usize,
        /// What was found.
        annotations: Arc<Annotations>,
    },
    /// The terminal told its background.
    Background {
        /// Whether it is dark.
        dark: bool,
    },
    /// Whether the terminal shows pictures, and the pixels of its cells: width and height.
    Graphics {
        /// `None`: it shows none.
        cell: Option<(u16, u16)>,
    },
    /// A picture was looked at.
    Pictured {
        /// Of which article.
        index: usize,
        /// The document.
        document: Arc<Document>,
        /// Which of its pictures.
        picture: usize,
        /// What is known of it now.
        known: Known,
    },
    /// What was remembered of a document was read.
    PositionRestored {
        /// Which document.
        index: usize,
        /// What was remembered.
        state: Position,
    },
    /// Something to tell the reader, one line.
    Notice(String),
    /// A moment has passed while [something is waited for](super::App::waits).
    Tick,
    /// Ctrl-C, or a request to end: leave at once.
    Interrupt,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column of the cell, from 0.
    pub column: u16,
    /// Row of the cell, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The main button went down.
    Press,
    /// The wheel was turned away from the hand.
    WheelUp,
    /// The wheel was turned towards the hand.
    WheelDown,
}

/// What is remembered of a document from one reading to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Byte of the text whose row was the first on screen.
    pub offset: usize,
    /// Where the selected quotation starts, bytes.
    pub selected: Option<usize>,
    /// Bookmarks: letter and byte of the text; in order of the letters.
    pub bookmarks: Vec<(char, usize)>,
    /// The names of those that have one: letter and name; in order of the letters.
    pub bookmark_names: Vec<(char, String)>,
}

/// Something to be done by whoever runs the state machine.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open an input and answer with [`Message::Opened`] or [`Message::Listed`].
    Open {
        /// Which one.
        index: usize,
        /// What to open.
        source: Source,
    },
    /// Look at an article of a list, open it or not, and answer with [`Message::Looked`]. There is no hurry.
    Look {
        /// Which one.
        ticket: Ticket,
        /// What to look at.
        look: Look,
    },
    /// What is being fetched is no longer wanted: no answer is.
    Stop {
        /// Which one.
        index: usize,
    },
    /// Look up what is remembered of this document (answer with [`Message::PositionRestored`] where something is), then
    /// analyse it and answer with [`Message::Annotated`], on the way with [`Message::Analysing`].
    Annotate {
        /// Which one.
        index: usize,
        /// The document.
        document: Arc<Document>,
    },
    /// Look at pictures of this document, those first that are named first, and answer with [`Message::Pictured`].
    Pictures {
        /// Of which article.
        index: usize,
        /// The document.
        document: Arc<Document>,
        /// Where it comes from.
        source: Source,
        /// Which of its pictures.
        wanted: Vec<usize>,
    },
    /// Open an address (http, https or mailto) outside of dixit.
    OpenUrl(String),
    /// Put text into the clipboard.
    Copy(String),
    /// Remember where the reader is.
    SavePosition {
        /// Which document.
        index: usize,
        /// The document.
        document: Arc<Document>,
        /// What to remember.
        state: Position,
    },
    /// Capture the mouse, or leave it to the terminal.
    SetMouse(bool),
    /// Open a file in an editor, and say afterwards that it has [changed](Message::Changed).
    Edit {
        /// Which article it is.
        index: usize,
        /// The file.
        path: PathBuf,
        /// The text and the place in it to go to, bytes.
        place: Option<(Arc<Document>, usize)>,
    },
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Clear the terminal and draw everything anew.
    Redraw,
    /// End.
    Quit,
}
