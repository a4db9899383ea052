//! Where a list stands on the screen: pure arithmetic that drawing and the mouse share.
//!
//! ```text
//! ┌ The list · 12 articles ──────────────────────── by date ┐
//! │ Date        Title                        Words   Quotes │
//! │ 2031-05-02  Talks stall as Norland in…   1,204       15 │
//! ├─────────────────────────────────────────────────────────┤
//! │ more of the selected one                                │
//! └─────────────────────────────────────────────────────────┘
//! ```

use super::Order;
use crate::app::layout::Area;

/// Where a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The box around it; empty on small screens.
    pub frame: Area,
    /// The line with its title.
    pub title: Area,
    /// The line with the columns' names; empty on low screens.
    pub head: Area,
    /// The articles, one a row.
    pub rows: Area,
    /// More of the selected one; empty on low screens.
    pub detail: Area,
    /// First cell and cells of each column that there is.
    pub date: Option<(u16, u16)>,
    /// The title.
    pub name: (u16, u16),
    /// How many words.
    pub words: Option<(u16, u16)>,
    /// How many quotations.
    pub quotations: (u16, u16),
    /// Who says most.
    pub speakers: Option<(u16, u16)>,
}

const GAP: u16 = 2;
/// Cells of the columns of figures, as wide as their names.
const DATE: u16 = 10;
const WORDS: u16 = 7;
const QUOTES: u16 = 6;

impl Columns {
    /// Arranges a list on the screen, the status line left out; `dates` where it has some.
    pub fn new(screen: Area, dates: bool) -> Self {
        let nothing = Area::default();
        let height = screen.height.saturating_sub(1);
        let boxed = screen.width >= 60 && height >= 13;
        let (frame, inside) = if boxed {
            (
                Area::new(screen.x, screen.y, screen.width, height),
                Area::new(screen.x + 1, screen.y + 1, screen.width - 2, height - 2),
            )
        } else {
            (nothing, Area::new(screen.x, screen.y + 1, screen.width, height.saturating_sub(1)))
        };
        let detail = match inside.height {
            0..=8 => 0,
            9..=14 => 2,
            15..=26 => 4,
            _ => 7,
        };
        let head = u16::from(inside.height >= 6);
        // In a box a line stands above it.
        let around = detail + u16::from(boxed && detail > 0);
        let rows = inside.height.saturating_sub(head + around);
        let part =
            |y: u16, height: u16| if height == 0 { nothing } else { Area::new(inside.x, y, inside.width, height) };
        let mut columns = Self {
            frame,
            title: Area::new(screen.x, screen.y, screen.width, 1.min(height)),
            head: part(inside.y, head),
            rows: part(inside.y + head, rows),
            detail: part(inside.bottom().saturating_sub(detail), detail),
            date: None,
            name: (0, 0),
            words: None,
            quotations: (0, 0),
            speakers: None,
        };
        columns.divide(inside, dates);
        columns
    }

    /// Gives each column its cells, from the right.
    fn divide(&mut self, inside: Area, dates: bool) {
        let width = inside.width.saturating_sub(2);
        let mut right = inside.right().saturating_sub(1);
        let mut take = |cells: u16| {
            let x = right.saturating_sub(cells);
            right = x.saturating_sub(GAP);
            (x, cells)
        };
        if width >= 96 || width >= 72 && !dates {
            self.speakers = Some(take(if width >= 96 { width * 3 / 10 } else { 20 }));
        }
        self.quotations = take(QUOTES);
        self.words = (width >= 48).then(|| take(WORDS));
        let mut left = inside.x + 1;
        if dates && width >= 56 {
            self.date = Some((left, DATE));
            left += DATE + GAP;
        }
        self.name = (left, right.saturating_sub(left));
    }

    /// What a click on a column's name orders by.
    pub fn order_at(&self, x: u16) -> Option<Order> {
        let hit = |column: Option<(u16, u16)>| column.is_some_and(|(start, cells)| x >= start && x < start + cells);
        [
            (self.date, Order::Date),
            (Some(self.name), Order::Title),
            (self.words, Order::Words),
            (Some(self.quotations), Order::Quotations),
        ]
        .into_iter()
        .find_map(|(column, order)| hit(column).then_some(order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_fits_at_every_size() {
        for width in 1..=140 {
            for height in 1..=70 {
                for dates in [false, true] {
                    let columns = Columns::new(Area::new(0, 0, width, height), dates);
                    for area in [columns.frame, columns.title, columns.head, columns.rows, columns.detail] {
                        assert!(area.right() <= width && area.bottom() < height.max(2), "{width}x{height}: {area:?}");
                    }
                    if width >= 24 && height >= 6 {
                        assert!(columns.name.1 >= 12 && columns.rows.height >= 3, "{width}x{height}: {columns:?}");
                    }
                }
            }
        }
    }
}
