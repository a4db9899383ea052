//! Styles of the theme as ratatui knows them.
//!
//! Scopes that a theme can style (`a.b.c` falls back to `a.b`, then `a`). Those marked * are laid over others, so they
//! should say only what they change:
//!
//! | scope | what |
//! |---|---|
//! | `ui` | everything that has no style of its own |
//! | `ui.border`, `ui.border.thumb` | lines between panes; which part of a list is seen |
//! | `ui.title`, `ui.title.focus` | titles of panes; of the pane that has the focus |
//! | `ui.tabs`, `ui.tabs.focus`, `ui.tabs.title` | the line of tabs of narrow screens |
//! | `ui.dim`*, `ui.strong`*, `ui.heading`*, `ui.key`*, `ui.match`* | words of less and more weight, headings, keys, letters that matched |
//! | `ui.unnamed`* | the words for a source that the text does not name |
//! | `ui.selection`*, `ui.selection.focus`* | the selected entry of a list; of the list that has the focus |
//! | `ui.related`* | entries that belong to what is selected elsewhere |
//! | `ui.overlay`, `ui.overlay.border`, `ui.overlay.title` | boxes over the panes |
//! | `ui.status`, `ui.prompt` | the status line; what is typed |
//! | `ui.map`, `ui.map.view`*, `ui.map.selected`*, `ui.map.hit`*, `ui.map.percent` | the map line; its part that is seen; the selected quotation |
//! | `text` | the article |
//! | `text.heading`, `text.heading.title`, `text.byline`, `text.code`, `text.blockquote`, `text.pullquote`, `text.footnote`, `text.table`, `text.table.header`, `text.marker` | blocks |
//! | `text.code.comment`*, `text.code.string`*, `text.code.number`*, `text.code.keyword`* | pieces of code |
//! | `text.emphasis`*, `text.strong`*, `text.code`*, `text.link`*, `text.image`*, `text.strikethrough`* | inline styles |
//! | `quotation.direct`*, `quotation.mixed`*, `quotation.indirect`*, `quotation.attitude`* | quotations, under their speaker's colour |
//! | `quotation.selected`*, `quotation.filtered`*, `quotation.unattributed`* | the selected one; those not kept; those of nobody |
//! | `text.cue`*, `text.source`*, `text.mention`* | words of the selected quotation or actor |
//! | `text.hit`*, `text.hit.current`* | what a search found |
//! | `text.label` | numbers on links |
//! | `text.letter`* | the speakers' letters |

use ratatui::style::{Color, Modifier, Style};

use crate::app::Who;
use crate::app::found::Found;
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
pub fn speaker(theme: &Theme, found: Option<&Found>, who: Who) -> Style {
    match who {
        Who::Actor(id) => match theme.speaker(found.map_or(0, |found| found.colour(id))) {
            Colour::Default => Style::default(),
            known => Style::default().fg(colour(known)),
        },
        Who::Unsure | Who::Nobody => of(&theme.style("quotation.unattributed")),
    }
}
