//! Reads block by block in a real terminal: single keys in, plain lines out. No other screen, no colours, nothing drawn
//! over; the cursor stays where the words are.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc;

use super::End;
use super::event::Event;
use super::input::Input;
use super::signals;
use super::terminal::Keys;
use crate::app::Message;
use crate::app::linear::{Block, Linear, Reply};
use crate::app::rich::{Piece, wrap};

/// Whether blocks can be read out one by one: standard output is a terminal that passes on single keys.
pub fn is_possible() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let keys = || io::stdin().is_terminal() || std::fs::File::open("/dev/tty").is_ok();
    io::stdout().is_terminal() && !dumb && keys()
}

/// Reads until the reader quits. Leaves the terminal as it was, however it ends.
///
/// # Errors
///
/// Where keys cannot be read or lines not be written.
pub fn run(blocks: Vec<Block>) -> anyhow::Result<End> {
    let (sender, events) = mpsc::channel();
    let signals = signals::listen(sender.clone())?;
    let mut keys = Keys::enter()?;
    let _input = Input::listen(sender, false)?;
    let mut linear = Linear::new(blocks);
    let mut out = Lines { open: false };
    out.lines(&linear.begin())?;
    let end = loop {
        match events.recv()? {
            Event::Message(Message::Key(press)) => match linear.key(press) {
                Reply::Lines(lines) => out.lines(&lines)?,
                Reply::Ask(words) => out.words(words)?,
                Reply::Typed(words) => out.words(&words)?,
                Reply::Erased(cells) => out.words(&"\x08 \x08".repeat(cells))?,
                Reply::Suspend => stop(&mut keys)?,
                Reply::Quit => break End::Quit,
            },
            Event::Stop => stop(&mut keys)?,
            Event::Continued => keys.take_again()?,
            Event::Signal(signal) => break End::Signal(signal),
            Event::InputEnded(reason) => anyhow::bail!("the terminal cannot be read any more: {reason}"),
            _ => {}
        }
    };
    out.lines(&[])?;
    drop(keys);
    signals.close();
    Ok(end)
}

/// Gives the keys back, stops, and takes them again when continued.
fn stop(keys: &mut Keys) -> anyhow::Result<()> {
    keys.give_back();
    signals::stop()?;
    keys.take_again()?;
    Ok(())
}

/// Cells of a line, one fewer than the terminal has: some break a line behind its last cell.
fn columns() -> usize {
    let columns = crossterm::terminal::window_size().map_or(0, |size| usize::from(size.columns));
    columns.checked_sub(1).filter(|&columns| columns > 0).unwrap_or(usize::MAX)
}

/// What was written.
struct Lines {
    /// The cursor is behind words, not at the start of a line.
    open: bool,
}

impl Lines {
    /// Ends what is typed, then writes lines. The terminal does not go back to the start of a line by itself.
    fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if std::mem::take(&mut self.open) {
            out.write_all(b"\r\n")?;
        }
        let cells = columns();
        for line in lines {
            // Where the terminal broke it, a word would be read as two.
            for row in wrap(&[Piece::plain(line)], cells, 0) {
                let words: String = row.into_iter().map(|piece| piece.text).collect();
                write!(out, "{words}\r\n")?;
            }
        }
        out.flush()
    }

    fn words(&mut self, words: &str) -> io::Result<()> {
        self.open = true;
        let mut out = io::stdout().lock();
        out.write_all(words.as_bytes())?;
        out.flush()
    }
}
