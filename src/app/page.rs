//! A page of lines in an overlay: scrolls, and some of its lines lead somewhere. Knows nothing of what it tells.

use super::list;
use super::rich::{Piece, Role, fit_pieces, wrap};

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a place in the text, bytes.
    Offset(usize),
    /// To a quotation, by index.
    Quotation(usize),
}

/// A line of a page.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Cells before it.
    pub indent: u16,
    /// Cells more before its second and later rows.
    pub hang: u16,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Where `Enter` leads from it.
    pub target: Option<Target>,
    /// Cut to one row instead of wrapped.
    pub clip: bool,
}

impl Line {
    /// A heading.
    pub fn heading(text: &str) -> Self {
        Self { pieces: vec![Piece::new(text, Role::Heading)], ..Self::default() }
    }

    /// Words with roles.
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces, ..Self::default() }
    }

    /// The same, further in.
    #[must_use]
    pub fn indent(mut self, cells: u16) -> Self {
        self.indent = cells;
        self
    }

    /// The same, with later rows further in.
    #[must_use]
    pub fn hang(mut self, cells: u16) -> Self {
        self.hang = cells;
        self
    }

    /// The same, leading somewhere.
    #[must_use]
    pub fn to(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// The same, cut to one row.
    #[must_use]
    pub fn clip(mut self) -> Self {
        self.clip = true;
        self
    }
}

/// A wrapped row of a page.
#[derive(Clone, Debug)]
pub struct PageRow {
    /// Index of its line.
    pub line: usize,
    /// Cells before it.
    pub indent: u16,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// A page of lines.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its title; safe.
    pub title: String,
    lines: Vec<Line>,
    rows: Vec<PageRow>,
    width: u16,
    height: usize,
    top: usize,
    cursor: Option<usize>,
    about: Option<usize>,
}

impl Page {
    /// A page; call [`Page::wrap`] and [`Page::fit`] before it is seen.
    pub fn new(title: &str, lines: Vec<Line>) -> Self {
        let cursor = lines.iter().position(|line| line.target.is_some());
        let title = super::rich::line(title);
        Self { title, lines, rows: Vec::new(), width: 0, height: 0, top: 0, cursor, about: None }
    }

    /// The same, about a quotation.
    #[must_use]
    pub fn about(mut self, quotation: usize) -> Self {
        self.about = Some(quotation);
        self
    }

    /// The quotation that its cursor is at, else the one that it is about.
    pub fn quotation(&self) -> Option<usize> {
        match self.target() {
            Some(Target::Quotation(index)) => Some(index),
            _ => self.about,
        }
    }

    /// Wraps it to `width` cells; costs nothing where the width has not changed.
    pub fn wrap(&mut self, width: u16) {
        if width != self.width {
            self.width = width;
            self.rows = self.lines.iter().enumerate().flat_map(|(index, line)| rows(index, line, width)).collect();
        }
    }

    /// Gives it a window of `height` rows.
    pub fn fit(&mut self, height: u16) {
        let height = usize::from(height).max(1);
        if height != self.height {
            self.height = height;
            self.clamp();
            if self.cursor.is_some_and(|cursor| !self.sees(cursor)) {
                self.top = list::follow(self.top, self.cursor_row(), self.rows.len(), self.height);
            }
        }
    }

    /// How many rows it has, wrapped.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that are seen.
    pub fn visible(&self) -> &[PageRow] {
        let end = (self.top + self.height).min(self.rows.len());
        self.rows.get(self.top..end).unwrap_or_default()
    }

    /// The line that `Enter` would follow.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Rows of its window.
    pub fn window(&self) -> usize {
        self.height
    }

    /// Rows above and below what is seen.
    pub fn hidden(&self) -> (usize, usize) {
        (self.top, self.rows.len().saturating_sub(self.top + self.height))
    }

    /// Where the current line leads.
    pub fn target(&self) -> Option<Target> {
        self.lines.get(self.cursor?)?.target
    }

    /// Puts the cursor on the line at a row of the window and says where it leads.
    pub fn click(&mut self, row: usize) -> Option<Target> {
        let line = self.rows.get(self.top + row)?.line;
        let target = self.lines.get(line)?.target?;
        self.cursor = Some(line);
        Some(target)
    }

    /// One entry (where the next is near) or one row up or down.
    pub fn step(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs().min(self.rows.len()) {
            let down = by > 0;
            let next = self.neighbour(down).filter(|&line| self.near(line));
            match next {
                Some(line) => {
                    self.cursor = Some(line);
                    self.top = list::follow(self.top, self.cursor_row(), self.rows.len(), self.height);
                }
                None => self.top = self.top.saturating_add_signed(if down { 1 } else { -1 }),
            }
            self.clamp();
        }
    }

    /// Pages up or down, in rows; the cursor comes along.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
        self.clamp();
        if self.cursor.is_some_and(|cursor| !self.sees(cursor)) {
            let seen = self.visible().iter().map(|row| row.line);
            let with_target = |line: &usize| self.lines.get(*line).is_some_and(|line| line.target.is_some());
            let mut candidates = seen.filter(with_target);
            let found = if by > 0 { candidates.next() } else { candidates.next_back() };
            self.cursor = found.or(self.cursor);
        }
    }

    fn clamp(&mut self) {
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }

    fn row_of(&self, line: usize) -> usize {
        self.rows.partition_point(|row| row.line < line)
    }

    fn cursor_row(&self) -> usize {
        self.cursor.map_or(0, |line| self.row_of(line))
    }

    fn sees(&self, line: usize) -> bool {
        (self.top..self.top + self.height).contains(&self.row_of(line))
    }

    /// Whether a step to that line moves the page by a row or two at most.
    fn near(&self, line: usize) -> bool {
        let row = self.row_of(line);
        row + 1 >= self.top && row <= self.top + self.height
    }

    fn neighbour(&self, down: bool) -> Option<usize> {
        let cursor = self.cursor?;
        let leads = |(_, line): &(usize, &Line)| line.target.is_some();
        let mut lines = self.lines.iter().enumerate().filter(leads).map(|(index, _)| index);
        if down { lines.find(|&index| index > cursor) } else { lines.take_while(|&index| index < cursor).last() }
    }
}

fn rows(index: usize, line: &Line, width: u16) -> Vec<PageRow> {
    let indent = line.indent.min(width / 2);
    let hang = line.hang.min(width.saturating_sub(indent) / 2);
    let cells = usize::from(width.saturating_sub(indent)).max(1);
    let wrapped =
        if line.clip { vec![fit_pieces(&line.pieces, cells)] } else { wrap(&line.pieces, cells, usize::from(hang)) };
    let row = |(nth, pieces)| PageRow { line: index, indent: if nth == 0 { indent } else { indent + hang }, pieces };
    wrapped.into_iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(count: usize, targets: &[usize]) -> Page {
        let line = |i: usize| {
            let line = Line::of(vec![Piece::plain(&format!("line {i}"))]);
            if targets.contains(&i) { line.to(Target::Offset(i)) } else { line }
        };
        let mut page = Page::new("t", (0..count).map(line).collect());
        page.wrap(20);
        page.fit(5);
        page
    }

    #[test]
    fn scrolls_where_nothing_leads_anywhere() {
        let mut page = page(10, &[]);
        page.step(2);
        assert_eq!(page.hidden(), (2, 3));
        page.scroll(99);
        assert_eq!(page.hidden(), (5, 0));
        page.step(-99);
        assert_eq!(page.hidden(), (0, 5));
    }

    #[test]
    fn steps_from_target_to_target() {
        let mut page = page(20, &[1, 3, 15]);
        assert_eq!(page.target(), Some(Target::Offset(1)));
        page.step(1);
        assert_eq!(page.target(), Some(Target::Offset(3)));
        page.step(1);
        assert_eq!((page.target(), page.hidden().0), (Some(Target::Offset(3)), 1), "the next is far: scroll");
        page.scroll(12);
        assert_eq!(page.target(), Some(Target::Offset(15)));
        page.step(-2);
        assert!(page.target().is_some());
        assert_eq!(page.click(99), None);
    }

    #[test]
    fn tiny_windows() {
        let mut page = page(3, &[2]);
        for size in 0..4 {
            page.wrap(size);
            page.fit(size);
            page.step(1);
            page.scroll(-1);
            assert!(page.visible().len() <= usize::from(size).max(1));
        }
    }
}
