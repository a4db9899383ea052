//! How the terminal draws at the moment, and what changes that.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The attributes in use, and the numbers that set and end them.
const ATTRIBUTES: [(Modifier, u8, u8); 7] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// The attributes that are seen on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Pen {
    /// What draws a cell.
    pub fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a cell looks the same drawn with this one: of a blank only the background is seen.
    pub fn fits(self, cell: &Cell) -> bool {
        let marked = (self.modifier | cell.modifier).intersects(ON_BLANKS);
        if cell.symbol() == " " && !marked { self.bg == cell.bg } else { self == Self::of(cell) }
    }

    /// Whether what is erased with this one is plainly blank.
    pub fn erases(self) -> bool {
        self.bg == Color::Reset
    }

    /// Writes what makes this pen out of `before`.
    pub fn take(self, before: Self, out: &mut String) {
        if self == Self::default() {
            out.push_str("\x1b[0m");
            return;
        }
        out.push_str("\x1b[");
        let start = out.len();
        let mut part = |arguments: std::fmt::Arguments<'_>| {
            if out.len() > start {
                out.push(';');
            }
            let _ = out.write_fmt(arguments);
        };
        // Bold and dim end together.
        let mut left = before.modifier;
        if left.difference(self.modifier).intersects(WEIGHT) {
            part(format_args!("22"));
            left.remove(WEIGHT);
        }
        for (modifier, set, end) in ATTRIBUTES {
            match (self.modifier.contains(modifier), left.contains(modifier)) {
                (true, false) => part(format_args!("{set}")),
                (false, true) => part(format_args!("{end}")),
                _ => {}
            }
        }
        for (color, old, base) in [(self.fg, before.fg, 30), (self.bg, before.bg, 40)] {
            // The theme names none of ratatui's sixteen.
            match color {
                _ if color == old => {}
                // The user's own sixteen as every terminal knows them: one that knows no more would take `5` for blinking.
                Color::Indexed(index @ 0..=7) => part(format_args!("{}", base + index)),
                Color::Indexed(index @ 8..=15) => part(format_args!("{}", base + 52 + index)),
                Color::Rgb(r, g, b) => part(format_args!("{};2;{r};{g};{b}", base + 8)),
                Color::Indexed(index) => part(format_args!("{};5;{index}", base + 8)),
                _ => part(format_args!("{}", base + 9)),
            }
        }
        out.push('m');
    }
}
