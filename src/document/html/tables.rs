//! Which tables of a page hold data, and which only lay it out; the columns of their cells.

use super::tokens::{Start, Token};
use crate::work;

/// In so many columns cells may reach over several rows. More would make 9 bytes of markup a long row of empty cells.
const COLUMNS: usize = 100;

/// The columns of an open table: cells that reach over several rows or columns leave places empty.
#[derive(Debug)]
pub struct Columns {
    /// The table holds data; else it only lays out the page.
    pub data: bool,
    /// For each column how many more rows the cell above reaches into.
    left: Vec<u16>,
    /// The next column.
    next: usize,
    /// Columns of the last cell beyond its first.
    wide: usize,
}

impl Columns {
    /// Of a table that was just opened.
    pub fn new(data: bool) -> Self {
        Self { data, left: Vec::new(), next: 0, wide: 0 }
    }

    /// A row starts.
    pub fn row(&mut self) {
        work::step(self.left.len());
        for left in self.left.iter_mut().skip(self.next) {
            *left = left.saturating_sub(1);
        }
        (self.next, self.wide) = (0, 0);
    }

    /// A cell starts; how many cells on it lies, which is 1 where none are left empty.
    pub fn cell(&mut self, start: &Start) -> usize {
        let number = |name| start.get(name).and_then(|number| number.trim().parse::<u16>().ok()).unwrap_or(1);
        let mut on = 1 + self.wide;
        while let Some(left) = self.left.get_mut(self.next).filter(|left| **left > 0) {
            *left -= 1;
            self.next += 1;
            on += 1;
        }
        let wide = usize::from(number("colspan").clamp(1, 60));
        let below = number("rowspan").clamp(1, 1000) - 1;
        for column in self.next..(self.next + wide).min(COLUMNS) {
            match self.left.get_mut(column) {
                Some(left) => *left = below,
                None => self.left.push(below),
            }
        }
        self.next += wide;
        self.wide = wide - 1;
        on
    }
}

#[derive(Default)]
struct Facts {
    row: usize,
    widest: usize,
    layout: bool,
}

impl Facts {
    fn is_data(&self) -> bool {
        self.widest >= 2 && !self.layout
    }
}

/// For each table in order of its start: whether it holds data.
pub fn data_tables(tokens: &[Token]) -> Vec<bool> {
    let mut all: Vec<Facts> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for token in tokens {
        match token {
            Token::Start(start) if &*start.name == "table" => {
                if let Some(facts) = open.last().and_then(|&outer| all.get_mut(outer)) {
                    facts.layout = true;
                }
                open.push(all.len());
                let layout = start.has_word("role", "presentation") || start.has_word("role", "none");
                all.push(Facts { layout, ..Facts::default() });
            }
            Token::Start(start) => {
                if let Some(facts) = open.last().and_then(|&table| all.get_mut(table)) {
                    inside(facts, start);
                }
            }
            Token::End(name) if &**name == "table" => {
                open.pop();
            }
            _ => {}
        }
    }
    all.iter().map(Facts::is_data).collect()
}

fn inside(facts: &mut Facts, start: &Start) {
    match &*start.name {
        "tr" => facts.row = 0,
        "td" | "th" => {
            facts.row += 1;
            facts.widest = facts.widest.max(facts.row);
        }
        "h1" | "h2" | "h3" | "h4" | "blockquote" | "pre" | "article" | "section" => facts.layout = true,
        _ => {}
    }
}

/// Whether the row whose cells come next heads its table: all its cells are headers.
pub fn is_head(next: &[Token]) -> bool {
    let mut headers = false;
    for token in next.iter().take(400) {
        match token {
            Token::Start(start) if &*start.name == "th" => headers = true,
            Token::Start(start) if matches!(&*start.name, "td") => return false,
            Token::Start(start) if matches!(&*start.name, "tr" | "table") => break,
            Token::End(name) if matches!(&**name, "tr" | "table" | "thead") => break,
            _ => {}
        }
    }
    headers
}
