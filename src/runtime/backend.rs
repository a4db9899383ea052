//! Frames as bytes for the terminal. ratatui's own backend, but for drawing: a frame is one write, as short as it can be,
//! without colours no colour is ever named, and links are told with the cells that have one.

mod pen;
mod screen;

use std::cell::RefCell;
use std::io::{self, Stdout, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use screen::Screen;
pub use screen::place;

use super::pictures::Easel;
use crate::ui::Hyperlinks;

/// The most columns and rows that are drawn, more than any screen shows: each cell takes memory, three times over. What a
/// terminal claims beyond them stays empty.
const LARGEST: Size = Size::new(1500, 600);

/// The part of a terminal of this size that is drawn.
fn drawn(size: Size) -> Size {
    Size::new(size.width.min(LARGEST.width), size.height.min(LARGEST.height))
}

/// Draws on standard output.
pub struct Output {
    inner: CrosstermBackend<Stdout>,
    /// What is to be written with the next flush.
    frame: String,
    screen: Screen,
    cursor: Position,
    /// Where the cells of each frame lead.
    links: Rc<RefCell<Hyperlinks>>,
    /// The pictures of each frame, where the terminal shows any.
    easel: Rc<RefCell<Option<Easel>>>,
    /// Whether the cursor is hidden, where that is known.
    hidden: Option<bool>,
    /// Asked once, until the terminal says that it has another one.
    size: Option<Size>,
}

impl Output {
    /// For the terminal on standard output, with the links and pictures of each frame.
    pub fn new(links: Rc<RefCell<Hyperlinks>>, easel: Rc<RefCell<Option<Easel>>>) -> Self {
        Self {
            inner: CrosstermBackend::new(io::stdout()),
            frame: String::new(),
            screen: Screen::default(),
            cursor: Position::ORIGIN,
            links,
            easel,
            hidden: None,
            size: None,
        }
    }

    /// Others may have changed the terminal: nothing is taken for known.
    pub fn forget(&mut self) {
        self.screen.forget();
        (self.hidden, self.size) = (None, None);
    }

    /// Writes a sequence with the next frame, before it.
    pub fn queue(&mut self, sequence: &str) {
        self.frame.push_str(sequence);
    }

    /// Asks the terminal for its size anew.
    pub fn measure(&mut self) -> io::Result<Size> {
        let size = drawn(self.inner.size()?);
        self.size = Some(size);
        Ok(size)
    }

    fn show(&mut self, shown: bool) {
        if self.hidden != Some(!shown) {
            self.hidden = Some(!shown);
            self.frame.push_str(if shown { "\x1b[?25h" } else { "\x1b[?25l" });
        }
    }
}

impl Backend for Output {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let width = self.size()?.width;
        let mut easel = self.easel.borrow_mut();
        self.frame.push_str(&easel.as_mut().map(Easel::take_before).unwrap_or_default());
        let start = self.frame.len();
        self.screen.write(width, content, &self.links.borrow(), &mut self.frame);
        let (pictures, covered) = easel.as_mut().map(Easel::take_after).unwrap_or_default();
        if !pictures.is_empty() {
            // Terminals that know it show all of this at once.
            self.frame.insert_str(start, "\x1b[?2026h");
            self.frame.push_str(&pictures);
            self.frame.push_str("\x1b[?2026l");
            for strip in covered {
                (strip.x..strip.x.saturating_add(strip.width)).for_each(|x| self.screen.cover(x, strip.y));
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true);
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would compete with whoever reads the keys; dixit puts the cursor where it wants it anyway.
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        screen::place(self.cursor.x, self.cursor.y, &mut self.frame);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        if clear_type == ClearType::All {
            let size = self.size()?;
            self.screen.blank(size.width, size.height);
            if let Some(easel) = &mut *self.easel.borrow_mut() {
                easel.erased();
            }
            self.frame.push_str("\x1b[2J");
            return Ok(());
        }
        self.flush()?;
        self.screen.forget();
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.size.map_or_else(|| self.inner.size().map(drawn), Ok)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let written = out.write_all(self.frame.as_bytes());
        self.frame.clear();
        written?;
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_of_absurd_sizes_are_drawn_in_part() {
        assert_eq!(drawn(Size::new(u16::MAX, u16::MAX)), LARGEST);
        assert_eq!(drawn(Size::new(400, 9)), Size::new(400, 9));
    }
}
