//! The terminal: taken over, drawn on, given back as it was, whatever happens.

use std::cell::{RefCell, RefMut};
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::thread::{self, ThreadId};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue};
use ratatui::backend::Backend;
use ratatui::buffer::CellDiffOption;
use ratatui::{Frame, Terminal as Screen};

use super::backend::Output;
use super::background;
use super::pictures::ability::{Named, Told};
use super::pictures::{self, Ability, Easel};
use crate::config::theme::ColourDepth;
use crate::document::Document;
use crate::ui::{Beside, Hyperlinks};

/// Whether the terminal is taken over: whoever comes first gives it back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether anything was written to it since.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Whether there may be pictures on it.
static PICTURED: AtomicBool = AtomicBool::new(false);

/// The terminal while dixit has it. Given back when dropped.
pub struct Terminal {
    screen: Screen<Output>,
    /// The links of the frame that is shown; the backend writes them with the cells. `None`: the terminal knows none.
    links: Option<Rc<RefCell<Hyperlinks>>>,
    /// The pictures of the frame that is shown, where the terminal shows any; the backend writes them with the cells.
    easel: Rc<RefCell<Option<Easel>>>,
}

impl Terminal {
    /// Takes the terminal over with the first frame, asks it a `question`, and tells links to it where `hyperlinks` says so. From then on a panic of this thread gives it back first.
    ///
    /// # Errors
    ///
    /// Where standard output is no terminal, or keys cannot be read from one.
    pub fn enter(mouse: bool, hyperlinks: bool, question: Option<&str>) -> anyhow::Result<Self> {
        if !io::stdout().is_terminal() {
            anyhow::bail!("standard output is no terminal");
        }
        give_back_on_panic(thread::current().id());
        take().map_err(|error| anyhow::anyhow!("no terminal to read keys from: {error}"))?;
        let links = Rc::default();
        let easel = Rc::default();
        match Screen::new(Output::new(Rc::clone(&links), Rc::clone(&easel))) {
            Ok(mut screen) => {
                screen.backend_mut().queue(&modes(mouse)?);
                // Before everything is erased: some terminals show what they do not understand.
                screen.backend_mut().queue(question.unwrap_or_default());
                screen.clear()?;
                Ok(Self { screen, links: hyperlinks.then_some(links), easel })
            }
            Err(error) => {
                restore();
                Err(error.into())
            }
        }
    }

    /// Columns and rows.
    ///
    /// # Errors
    ///
    /// Where the terminal does not tell.
    pub fn size(&mut self) -> io::Result<(u16, u16)> {
        let size = self.screen.backend_mut().measure()?;
        Ok((size.width, size.height))
    }

    /// Pixels of a cell, where the system knows: width and height.
    pub fn cell(&mut self) -> Option<(u16, u16)> {
        let window = self.screen.backend_mut().window_size().ok()?;
        let part = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|&pixels| pixels > 1);
        Some((
            part(window.pixels.width, window.columns_rows.width)?,
            part(window.pixels.height, window.columns_rows.height)?,
        ))
    }

    /// The terminal shows pictures so.
    pub fn set_ability(&mut self, ability: Ability) {
        PICTURED.store(true, Ordering::SeqCst);
        let mut easel = self.easel.borrow_mut();
        match &mut *easel {
            Some(easel) => easel.start_anew(ability),
            None => *easel = Some(Easel::new(ability)),
        }
    }

    /// What holds the pictures, where the terminal shows any.
    pub fn easel(&self) -> RefMut<'_, Option<Easel>> {
        self.easel.borrow_mut()
    }

    /// Draws a frame; only what differs from the last one is written. Pictures are those of `document`.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn draw(
        &mut self,
        document: Option<&Arc<Document>>,
        view: impl FnOnce(&mut Frame) -> Beside,
    ) -> io::Result<()> {
        SHOWN.store(true, Ordering::SeqCst);
        let (links, easel) = (self.links.as_ref(), &self.easel);
        let draw = |frame: &mut Frame| {
            let Beside { links: now, pictures } = view(frame);
            if let Some(easel) = &mut *easel.borrow_mut() {
                let cells = easel.arrange(&pictures.strips(), document);
                let options = [(cells.bared, CellDiffOption::AlwaysUpdate), (cells.covered, CellDiffOption::Skip)];
                for (at, option) in
                    options.into_iter().flat_map(|(cells, option)| cells.into_iter().map(move |at| (at, option)))
                {
                    if let Some(cell) = frame.buffer_mut().cell_mut(at) {
                        cell.set_diff_option(option);
                    }
                }
            }
            let Some(links) = links else { return };
            // A cell that leads elsewhere looks the same: it has to be written all the same.
            for at in now.changed(&links.borrow()) {
                if let Some(cell) = frame.buffer_mut().cell_mut(at) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
            links.replace(now);
        };
        self.screen.draw(draw).map(|_| ())
    }

    /// Draws everything anew with the next frame.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.screen.clear()
    }

    /// Writes a control sequence of ours.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn write(&mut self, sequence: &str) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(sequence.as_bytes())?;
        out.flush()
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
    }

    /// Gives the terminal back for a while.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn leave(&mut self) -> io::Result<()> {
        self.screen.show_cursor()?;
        self.screen.backend_mut().flush()?;
        restore();
        Ok(())
    }

    /// Takes the terminal over again, whatever was done to it meanwhile.
    ///
    /// # Errors
    ///
    /// Where that fails.
    pub fn resume(&mut self, mouse: bool) -> io::Result<()> {
        if TAKEN.swap(false, Ordering::SeqCst) {
            // Somebody else may have changed the mode: crossterm would not set it a second time.
            let _ = disable_raw_mode();
        }
        take()?;
        SHOWN.store(true, Ordering::SeqCst);
        if let Some(easel) = &mut *self.easel.borrow_mut() {
            let ability = easel.ability();
            easel.start_anew(ability);
        }
        self.screen.backend_mut().forget();
        self.screen.backend_mut().queue(&modes(mouse)?);
        self.screen.clear()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// The keys of the terminal, one by one, while dixit has them and nothing else: it is written to line by line. Given
/// back when dropped.
pub struct Keys(());

impl Keys {
    /// Takes the keys. From then on a panic of this thread gives them back first.
    ///
    /// # Errors
    ///
    /// Where keys cannot be read from a terminal.
    pub fn enter() -> anyhow::Result<Self> {
        give_back_on_panic(thread::current().id());
        take().map_err(|error| anyhow::anyhow!("no terminal to read keys from: {error}"))?;
        Ok(Self(()))
    }

    /// Gives them back for a while.
    pub fn give_back(&mut self) {
        restore();
    }

    /// Takes them again, whatever was done to the terminal meanwhile.
    ///
    /// # Errors
    ///
    /// Where that fails.
    pub fn take_again(&mut self) -> io::Result<()> {
        restore();
        take()
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    Ok(())
}

/// What turns on what dixit needs of a terminal.
fn modes(mouse: bool) -> io::Result<String> {
    let mut modes = Vec::new();
    queue!(modes, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if mouse {
        queue!(modes, EnableMouseCapture)?;
    }
    String::from_utf8(modes).map_err(io::Error::other)
}

/// Gives the terminal back as it was, where it is taken over.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // The terminal may be gone already: there is nothing to be done about it.
        if SHOWN.swap(false, Ordering::SeqCst) {
            if PICTURED.load(Ordering::SeqCst) {
                // Not every terminal keeps the pictures of its two screens apart.
                let _ = write!(io::stdout(), "{}\x1b[2J", pictures::forget_all());
            }
            let _ =
                execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        }
        let _ = disable_raw_mode();
    }
}

/// A panic of the thread that draws gives the terminal back before it is reported. Panics of other threads are caught
/// there and told on the screen: printing them would only spoil it.
fn give_back_on_panic(drawing: ThreadId) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == drawing {
                restore();
            }
            if !TAKEN.load(Ordering::SeqCst) {
                report(panic);
            }
        }));
    });
}

/// Whether the locale says that the terminal shows no more than ASCII: one is set, and is not of UTF-8. Where none is
/// set, the terminal most likely knows UTF-8 all the same.
pub fn is_ascii() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    set.is_some_and(|locale| !locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

/// Whether the terminal may be told where links lead. Those that do not know pass over it, but for some simple ones.
pub fn has_hyperlinks() -> bool {
    knows_hyperlinks(&std::env::var("TERM").unwrap_or_default())
}

fn knows_hyperlinks(term: &str) -> bool {
    let simple = ["dumb", "linux", "cons", "vt", "ansi", "eterm", "sun", "wy"];
    !term.is_empty() && !simple.iter().any(|simple| term.starts_with(simple))
}

/// How many colours the terminal shows, by the conventions of `NO_COLOR`, `COLORTERM` and `TERM`.
pub fn colour_depth() -> ColourDepth {
    let variable = |name| std::env::var(name).unwrap_or_default();
    depth(&variable("NO_COLOR"), &variable("COLORTERM"), &variable("TERM"))
}

/// Whether the terminal's background is dark, where the environment says so.
pub fn dark_background() -> Option<bool> {
    background::told_by_environment(&std::env::var("COLORFGBG").unwrap_or_default())
}

fn depth(no_color: &str, colorterm: &str, term: &str) -> ColourDepth {
    if !no_color.is_empty() || term == "dumb" {
        ColourDepth::None
    } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
        ColourDepth::True
    } else if term.contains("256color") {
        ColourDepth::Ansi256
    } else {
        ColourDepth::Sixteen
    }
}

/// What to ask the terminal about itself, about `pictures` too; `None` where it would not answer.
pub fn question(pictures: bool) -> Option<String> {
    let named = Named::of_environment();
    let more = if pictures { named.questions() } else { String::new() };
    background::answers(&named.term).then(|| background::question(&more))
}

/// How the terminal shows pictures, by what it told; `cell` is what the system knows of its cells.
pub fn ability(told: Told, cell: Option<(u16, u16)>) -> Option<Ability> {
    Named::of_environment().ability(told, cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_terminals_are_told_no_links() {
        for term in ["xterm-256color", "foot", "tmux-256color"] {
            assert!(knows_hyperlinks(term), "{term}");
        }
        for term in ["dumb", "linux", "linux-16color", "vt220", "cons25", ""] {
            assert!(!knows_hyperlinks(term), "{term}");
        }
    }

    #[test]
    fn colours_are_as_many_as_the_terminal_says() {
        assert_eq!(depth("1", "truecolor", "xterm-256color"), ColourDepth::None);
        assert_eq!(depth("", "truecolor", "xterm-256color"), ColourDepth::True);
        assert_eq!(depth("", "", "screen-256color"), ColourDepth::Ansi256);
        assert_eq!(depth("", "", "xterm"), ColourDepth::Sixteen);
        assert_eq!(depth("", "", "dumb"), ColourDepth::None);
    }
}
