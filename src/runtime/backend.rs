//! Frames as bytes for the terminal. ratatui's own backend, but for drawing: a frame is one write, moves are as short as
//! they can be, without colours no colour is ever named, and links are told with the cells that have one.

use std::cell::RefCell;
use std::io::{self, Stdout, Write};
use std::rc::Rc;

use crossterm::cursor::{MoveToColumn, MoveToRow};
use crossterm::queue;
use crossterm::style::{Attribute, Color as Shade, SetAttribute, SetBackgroundColor, SetForegroundColor};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::ui::{Hyperlink, Hyperlinks};

/// Draws on standard output.
pub struct Output {
    inner: CrosstermBackend<Stdout>,
    frame: Vec<u8>,
    cursor: Position,
    links: Rc<RefCell<Hyperlinks>>,
}

impl Output {
    /// For the terminal on standard output, with the links of each frame.
    pub fn new(links: Rc<RefCell<Hyperlinks>>) -> Self {
        Self { inner: CrosstermBackend::new(io::stdout()), frame: Vec::new(), cursor: Position::ORIGIN, links }
    }
}

/// How the terminal draws at the moment.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The attributes in use, and what sets them.
const ATTRIBUTES: [(Modifier, Attribute); 7] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Writes what makes this pen out of `before`.
    fn take(self, before: Self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut before = before;
        if !self.modifier.contains(before.modifier) {
            // What is to end ends together: not every terminal ends attributes one by one.
            queue!(out, SetAttribute(Attribute::Reset))?;
            before = Self::default();
        }
        for (modifier, attribute) in ATTRIBUTES {
            if self.modifier.contains(modifier) && !before.modifier.contains(modifier) {
                queue!(out, SetAttribute(attribute))?;
            }
        }
        if self.fg != before.fg {
            queue!(out, SetForegroundColor(shade(self.fg)))?;
        }
        if self.bg != before.bg {
            queue!(out, SetBackgroundColor(shade(self.bg)))?;
        }
        Ok(())
    }
}

/// The colours that the theme can give; it names none of ratatui's sixteen.
fn shade(color: Color) -> Shade {
    match color {
        Color::Rgb(r, g, b) => Shade::Rgb { r, g, b },
        Color::Indexed(index) => Shade::AnsiValue(index),
        _ => Shade::Reset,
    }
}

/// What follows leads there (OSC 8), or nowhere. The address is safe: [`Hyperlink::address`].
fn lead(link: Option<&Hyperlink>, out: &mut Vec<u8>) -> io::Result<()> {
    match link {
        Some(Hyperlink { id, address }) => write!(out, "\x1b]8;id=dixit-{id};{address}\x1b\\"),
        None => write!(out, "\x1b]8;;\x1b\\"),
    }
}

/// Writes cells, and leaves the terminal with a plain pen that leads nowhere.
fn write<'a>(
    out: &mut Vec<u8>,
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
    links: &Hyperlinks,
) -> io::Result<()> {
    let mut pen = Pen::default();
    let mut leads: Option<&Hyperlink> = None;
    let (mut row, mut column) = (None, None);
    for (x, y, cell) in cells {
        if row != Some(y) {
            queue!(out, MoveToRow(y), MoveToColumn(x))?;
        } else if column != Some(x) {
            queue!(out, MoveToColumn(x))?;
        }
        row = Some(y);
        let wanted = Pen::of(cell);
        if wanted != pen {
            wanted.take(pen, out)?;
            pen = wanted;
        }
        let link = links.at(x, y);
        if link != leads {
            lead(link, out)?;
            leads = link;
        }
        out.extend_from_slice(cell.symbol().as_bytes());
        // Terminals differ about the width of what is not plain: after it the cursor is put in its place again.
        let plain = cell.symbol().is_ascii() || cell.symbol().width() == 1 && cell.symbol().chars().count() == 1;
        column = plain.then_some(x + 1);
    }
    if leads.is_some() {
        lead(None, out)?;
    }
    if pen != Pen::default() {
        queue!(out, SetAttribute(Attribute::Reset))?;
    }
    Ok(())
}

impl Backend for Output {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.frame.clear();
        write(&mut self.frame, content, &self.links.borrow())?;
        io::stdout().lock().write_all(&self.frame)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would compete with whoever reads the keys; dixit puts the cursor where it wants it anyway.
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn written(cells: &[(u16, u16, &str, Style)]) -> String {
        linked(cells, &Hyperlinks::default())
    }

    fn linked(cells: &[(u16, u16, &str, Style)], links: &Hyperlinks) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 40));
        for &(x, y, symbol, style) in cells {
            buffer[(x, y)].set_symbol(symbol).set_style(style);
        }
        let mut out = Vec::new();
        write(&mut out, cells.iter().map(|&(x, y, ..)| (x, y, &buffer[(x, y)])), links).unwrap();
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn moves_are_short_and_what_is_plain_needs_none() {
        let plain = Style::default();
        let cells = [(0, 34, "a", plain), (1, 34, "b", plain), (5, 34, "漢", plain), (7, 34, "c", plain)];
        assert_eq!(written(&cells), "^[35d^[1Gab^[6G漢^[8Gc");
    }

    #[test]
    fn links_start_and_end_with_their_cells_and_are_one_over_rows() {
        let mut links = Hyperlinks::default();
        for (x, y) in [(1, 0), (2, 0), (0, 1)] {
            links.lead(x, y, 7, "https://a.org/é\x1b\\");
        }
        links.lead(1, 1, 9, "mailto:b");
        links.lead(3, 1, 12, "file:///x");
        let plain = Style::default();
        let cells = [(0, 0, "x"), (1, 0, "a"), (2, 0, "b"), (0, 1, "c"), (1, 1, "d"), (3, 1, "e")];
        let cells = cells.map(|(x, y, symbol)| (x, y, symbol, plain));
        let a = "^]8;id=dixit-7;https://a.org/%C3%A9%1B\\^\\";
        assert_eq!(linked(&cells, &links), format!("^[1d^[1Gx{a}ab^[2d^[1Gc^]8;id=dixit-9;mailto:b^\\d^[4G^]8;;^\\e"));
        assert!(linked(&cells[..3], &links).ends_with("ab^]8;;^\\"), "a frame ends without a link");
    }

    #[test]
    fn styles_change_only_where_they_differ() {
        let bold = Style::default().add_modifier(Modifier::BOLD);
        let red = Style::default().fg(Color::Rgb(1, 2, 3));
        let cells = [(0, 0, "a", bold), (1, 0, "b", bold.patch(red)), (2, 0, "c", red)];
        assert_eq!(written(&cells), "^[1d^[1G^[1ma^[38;2;1;2;3mb^[0m^[38;2;1;2;3mc^[0m");
    }
}
