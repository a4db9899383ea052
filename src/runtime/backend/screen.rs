//! What stands on the terminal, and the shortest bytes that change it: short moves, or the cells between two changes
//! once more where that is as short; blanks erased at a stroke; no pen changed for what looks the same.

use std::fmt::Write;

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;
use crate::ui::{Hyperlink, Hyperlinks};

/// At most so many cells between two changes are written once more, instead of a move: terminals take in letters
/// faster than moves.
const GAP: u16 = 8;

/// So many blanks in a row are erased rather than written.
const ERASED: u16 = 12;

/// What stands on the terminal, as far as it is known.
#[derive(Debug, Default)]
pub struct Screen {
    width: u16,
    cells: Vec<Option<Cell>>,
}

impl Screen {
    /// Nothing is known of what stands there.
    pub fn forget(&mut self) {
        self.cells.clear();
    }

    /// Everything is blank.
    pub fn blank(&mut self, width: u16, height: u16) {
        self.width = width;
        self.cells = vec![Some(Cell::EMPTY); usize::from(width) * usize::from(height)];
    }

    /// A picture covers a cell: what stands there is not counted on.
    pub fn cover(&mut self, x: u16, y: u16) {
        self.set(x, y, None);
    }

    fn at(&self, x: u16, y: u16) -> Option<&Cell> {
        self.cells.get(usize::from(y) * usize::from(self.width) + usize::from(x))?.as_ref()
    }

    fn set(&mut self, x: u16, y: u16, cell: Option<Cell>) {
        let at = usize::from(y) * usize::from(self.width) + usize::from(x);
        if x < self.width {
            if at >= self.cells.len() {
                self.cells.resize(at + 1, None);
            }
            if let Some(slot) = self.cells.get_mut(at) {
                *slot = cell;
            }
        }
    }

    /// Writes cells, in order of rows, and leaves the terminal with a plain pen that leads nowhere.
    pub fn write<'a>(
        &mut self,
        width: u16,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        links: &Hyperlinks,
        out: &mut String,
    ) {
        if width != self.width {
            (self.width, self.cells) = (width, Vec::new());
        }
        let mut stroke = Stroke { pen: Pen::default(), leads: None, links, out };
        let mut row = Vec::new();
        let mut cells = cells.peekable();
        while let Some((x, y, cell)) = cells.next() {
            row.push((x, cell));
            if cells.peek().is_none_or(|&(_, next, _)| next != y) {
                self.write_row(y, &row, &mut stroke);
                row.clear();
            }
        }
        stroke.lead(None);
        stroke.take(Pen::default());
    }

    fn write_row(&mut self, y: u16, row: &[(u16, &Cell)], stroke: &mut Stroke) {
        let mut column = None;
        let mut at = 0;
        while let Some(&(x, cell)) = row.get(at) {
            let (blanks, covered) = self.blanks(y, row.get(at..).unwrap_or_default(), stroke.links);
            let erase = covered >= ERASED;
            self.go(column, (x, y), cell, stroke);
            stroke.lead(stroke.links.at(x, y));
            if !stroke.pen.fits(cell) {
                stroke.take(if erase { Pen::default() } else { Pen::of(cell) });
            }
            if erase && stroke.pen.erases() {
                let _ = write!(stroke.out, "\x1b[{covered}X");
                for (x, cell) in row.iter().skip(at).take(blanks) {
                    self.set(*x, y, Some((*cell).clone()));
                }
                column = Some(x);
                at += blanks;
                continue;
            }
            stroke.out.push_str(cell.symbol());
            // Terminals differ about the width of what is not plain: after it the cursor is put in its place again, and
            // what it covers is not counted on.
            let plain = is_plain(cell);
            column = plain.then_some(x + 1);
            if !plain {
                self.set(x + 1, y, None);
            }
            self.set(x, y, plain.then(|| cell.clone()));
            at += 1;
        }
    }

    /// How many of these cells from the first on are plainly blank and lead nowhere, with nothing but blanks between them,
    /// and how many columns that is.
    fn blanks(&self, y: u16, row: &[(u16, &Cell)], links: &Hyperlinks) -> (usize, u16) {
        let blank = |cell: &Cell| cell.symbol() == " " && Pen::default().fits(cell);
        let Some(&(first, _)) = row.first() else { return (0, 0) };
        let (mut count, mut end) = (0, first);
        for &(x, cell) in row {
            // What stands there may be a wide sign, and erasing one half of it leaves the other half on some terminals
            // (tmux): written over, it goes as a whole.
            if !blank(cell)
                || self.at(x, y).is_none()
                || links.at(x, y).is_some()
                || !(end..x).all(|between| self.at(between, y).is_some_and(blank))
            {
                break;
            }
            (count, end) = (count + 1, x + 1);
        }
        (count, end - first)
    }

    /// Goes from a column (`None`: wherever the cursor is) to a cell that is to be written.
    fn go(&self, from: Option<u16>, (x, y): (u16, u16), cell: &Cell, stroke: &mut Stroke) {
        let out = &mut *stroke.out;
        let Some(from) = from else {
            place(x, y, out);
            return;
        };
        if from == x {
            return;
        }
        if from < x && x - from <= GAP {
            let between = || (from..x).map(|x| self.at(x, y));
            let all = |pen: Pen| between().all(|cell| cell.is_some_and(|cell| pen.fits(cell)));
            let wanted = Pen::of(cell);
            let leads = || stroke.leads.is_some() || (from..x).any(|x| stroke.links.at(x, y).is_some());
            if (all(stroke.pen) || wanted != stroke.pen && all(wanted)) && !leads() {
                if !all(stroke.pen) {
                    stroke.take(wanted);
                }
                between().flatten().for_each(|cell| stroke.out.push_str(cell.symbol()));
                return;
            }
        }
        let _ = match x.checked_sub(from) {
            Some(1) => write!(out, "\x1b[C"),
            Some(by) if by < 100 => write!(out, "\x1b[{by}C"),
            _ => write!(out, "\x1b[{}G", x + 1),
        };
    }
}

/// Puts the cursor there. In two moves, since row and column in one (`31;5H`) read as a colour to simple filters.
pub fn place(x: u16, y: u16, out: &mut String) {
    let _ = write!(out, "\x1b[{}H", y + 1);
    if x > 0 {
        let _ = write!(out, "\x1b[{x}C");
    }
}

/// How the terminal draws and where what is drawn leads, while a frame is written.
struct Stroke<'a> {
    pen: Pen,
    leads: Option<&'a Hyperlink>,
    links: &'a Hyperlinks,
    out: &'a mut String,
}

impl<'a> Stroke<'a> {
    fn take(&mut self, pen: Pen) {
        if pen != self.pen {
            pen.take(self.pen, self.out);
            self.pen = pen;
        }
    }

    /// What follows leads there (OSC 8), or nowhere. The address is safe: [`Hyperlink::address`].
    fn lead(&mut self, link: Option<&'a Hyperlink>) {
        if link == self.leads {
            return;
        }
        self.leads = link;
        match link {
            Some(Hyperlink { id, address }) => _ = write!(self.out, "\x1b]8;id=dixit-{id};{address}\x1b\\"),
            None => self.out.push_str("\x1b]8;;\x1b\\"),
        }
    }
}

fn is_plain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 && symbol.is_ascii() || symbol.width() == 1 && symbol.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    const SIZE: Rect = Rect { x: 0, y: 0, width: 40, height: 40 };

    fn written(cells: &[(u16, u16, &str, Style)]) -> String {
        linked(cells, &Hyperlinks::default())
    }

    fn linked(cells: &[(u16, u16, &str, Style)], links: &Hyperlinks) -> String {
        let mut buffer = Buffer::empty(SIZE);
        for &(x, y, symbol, style) in cells {
            buffer[(x, y)].set_symbol(symbol).set_style(style);
        }
        let mut out = String::new();
        let cells = cells.iter().map(|&(x, y, ..)| (x, y, &buffer[(x, y)]));
        Screen::default().write(SIZE.width, cells, links, &mut out);
        out.replace('\x1b', "^")
    }

    #[test]
    fn moves_are_short_and_what_is_plain_needs_none() {
        let plain = Style::default();
        let cells = [(0, 34, "a", plain), (1, 34, "b", plain), (5, 34, "漢", plain), (7, 34, "c", plain)];
        assert_eq!(written(&cells), "^[35Hab^[3C漢^[35H^[7Cc");
    }

    #[test]
    fn wide_signs_are_written_over_and_not_erased() {
        let frame = |symbol: &str, step: usize| {
            let mut buffer = Buffer::empty(SIZE);
            (0..30).step_by(step).for_each(|x| _ = buffer[(x, 3)].set_symbol(symbol));
            buffer
        };
        let (wide, words) = (frame("漢", 2), frame("a", 1));
        for (full, erased) in [(wide, false), (words, true)] {
            let (mut screen, mut out, empty) = (Screen::default(), String::new(), Buffer::empty(SIZE));
            screen.blank(SIZE.width, SIZE.height);
            screen.write(SIZE.width, empty.diff(&full).into_iter(), &Hyperlinks::default(), &mut out);
            out.clear();
            screen.write(SIZE.width, full.diff(&empty).into_iter(), &Hyperlinks::default(), &mut out);
            assert_eq!(out.contains('X'), erased, "{out:?}");
        }
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
        assert_eq!(linked(&cells, &links), format!("^[1Hx{a}ab^[2Hc^]8;id=dixit-9;mailto:b^\\d^[C^]8;;^\\e"));
        assert!(linked(&cells[..3], &links).ends_with("ab^]8;;^\\"), "a frame ends without a link");
    }

    #[test]
    fn styles_change_only_where_they_differ() {
        let bold = Style::default().add_modifier(Modifier::BOLD);
        let red = Style::default().fg(Color::Rgb(1, 2, 3));
        let cells = [(0, 0, "a", bold), (1, 0, " ", red), (2, 0, "b", bold.patch(red)), (3, 0, "c", red)];
        assert_eq!(written(&cells), "^[1H^[1ma ^[38;2;1;2;3mb^[22mc^[0m");
    }

    /// Whatever is drawn, a terminal shows it.
    #[test]
    fn what_is_written_is_what_is_meant() {
        let styles = [
            Style::default(),
            Style::default().bg(Color::Indexed(4)),
            Style::default().fg(Color::Indexed(1)).add_modifier(Modifier::UNDERLINED),
            Style::default().add_modifier(Modifier::BOLD),
            Style::default().add_modifier(Modifier::BOLD | Modifier::ITALIC),
        ];
        let mut dice = 7_u32;
        let mut roll = |sides: u32| {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (dice >> 16) % sides
        };
        let (mut before, mut screen) = (Buffer::empty(SIZE), Screen::default());
        let side = std::num::NonZero::new(40).unwrap();
        let mut parser = vt100::Parser::new(side, side, 0);
        for turn in 0..60 {
            let mut after = before.clone();
            for _ in 0..roll(30) {
                let (y, start, style) = (roll(40) as u16, roll(40) as u16, styles[roll(5) as usize]);
                let symbol = ["a", " ", " ", "é", "─"][roll(5) as usize];
                for x in start..(start + roll(40) as u16).min(40) {
                    after[(x, y)].reset();
                    after[(x, y)].set_symbol(symbol).set_style(style);
                }
            }
            let mut out = String::new();
            screen.write(SIZE.width, before.diff(&after).into_iter(), &Hyperlinks::default(), &mut out);
            parser.process(out.as_bytes());
            for y in 0..40 {
                for x in 0..40 {
                    let (cell, shown) = (&after[(x, y)], parser.screen().cell(y, x).unwrap());
                    let words = if shown.contents().is_empty() { " " } else { shown.contents() };
                    assert_eq!(words, cell.symbol(), "{x},{y} of turn {turn}");
                    assert_eq!(shown.underline(), cell.modifier.contains(Modifier::UNDERLINED), "{x},{y}");
                    assert_eq!(shown.bgcolor() == vt100::Color::Default, cell.bg == Color::Reset, "{x},{y}");
                    if words != " " {
                        assert_eq!(shown.italic(), cell.modifier.contains(Modifier::ITALIC), "{x},{y} of turn {turn}");
                        assert_eq!(shown.bold(), cell.modifier.contains(Modifier::BOLD), "{x},{y} of turn {turn}");
                        assert_eq!(shown.fgcolor() == vt100::Color::Default, cell.fg == Color::Reset, "{x},{y}");
                    }
                }
            }
            before = after;
        }
    }
}
