//! Styles of the theme as ratatui knows them.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Who;
use crate::config::theme::{self, Colour, Theme};

/// A colour as ratatui knows it.
pub fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Indexed(index) => Color::Indexed(index),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// A style as ratatui knows it.
pub fn of(style: &theme::Style) -> Style {
    let mut out = Style { fg: style.fg.map(colour), bg: style.bg.map(colour), ..Style::default() };
    let modifiers = [
        (style.bold, Modifier::BOLD),
        (style.dim, Modifier::DIM),
        (style.italic, Modifier::ITALIC),
        (style.underline, Modifier::UNDERLINED),
        (style.reverse, Modifier::REVERSED),
    ];
    for (wanted, modifier) in modifiers {
        if wanted {
            out = out.add_modifier(modifier);
        }
    }
    out
}

/// The colour of who says something; those whom nobody names are dim.
pub fn speaker(theme: &Theme, who: Who) -> Style {
    match who {
        Some(id) => match theme.speaker(id.0 as usize) {
            Colour::Default => Style::default(),
            known => Style::default().fg(colour(known)),
        },
        None => of(&theme.style("quotation.unattributed")),
    }
}
