//! A buffer that can only be drawn on safely: everything is clipped, graphemes are never cut, and what has no width is
//! given some.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::annotation::Quotation;
use crate::app::rich::{Piece, Role, fit, fit_pieces, grapheme_width, width};
use crate::app::{App, Area, Who};
use crate::flow;

use super::{Beside, pictured, style};

/// A buffer and the state that is drawn on it.
pub struct Canvas<'a, 'b> {
    buffer: &'b mut Buffer,
    beside: Beside,
    /// What is drawn.
    pub app: &'a App,
}

impl<'a, 'b> Canvas<'a, 'b> {
    /// Draws `app` on `buffer`.
    pub fn new(buffer: &'b mut Buffer, app: &'a App) -> Self {
        Self { buffer, beside: Beside::default(), app }
    }

    /// What goes to the terminal beside the cells.
    pub fn into_beside(self) -> Beside {
        self.beside
    }

    /// Leaves a row of cells to the row `row` of a picture of `rows` rows.
    pub fn picture(&mut self, area: Area, picture: usize, rows: u16, row: u16) {
        for column in 0..area.width {
            let x = area.x.saturating_add(column);
            if x < self.buffer.area.right() && area.y < self.buffer.area.bottom() {
                self.beside.pictures.put(
                    x,
                    area.y,
                    pictured::Piece { picture, columns: area.width, rows, row, column },
                );
            }
        }
    }

    /// What was put at `x` last, `cells` cells wide, leads to the address of the link that starts at byte `id`.
    pub fn lead(&mut self, x: u16, y: u16, cells: u16, (id, address): (usize, &str)) {
        for x in (x..x.saturating_add(cells)).take_while(|&x| x < self.buffer.area.right()) {
            self.beside.links.lead(x, y, id, address);
        }
    }

    /// The style of a scope of the theme.
    pub fn style(&self, scope: &str) -> Style {
        style::of(&self.app.theme().style(scope))
    }

    /// The colour of who says something.
    pub fn speaker(&self, who: Who) -> Style {
        style::speaker(self.app.theme(), self.app.reader().found.as_ref(), who)
    }

    /// What the name of who says a quotation looks like: an unnamed source has a style of its own.
    pub fn naming(&self, quotation: &Quotation) -> Style {
        let reader = self.app.reader();
        let (Some(found), Some(document)) = (&reader.found, reader.document()) else { return Style::default() };
        let who = found.who(quotation);
        let words = who == Who::Nobody && found.annotations.source_words(quotation, &document.text).is_some();
        if words || found.is_unnamed(who) { self.style("ui.unnamed") } else { Style::default() }
    }

    /// The bar beside what somebody says.
    pub fn shape(&self, who: Who) -> &'a str {
        let found = self.app.reader().found.as_ref();
        let number = who.actor().and_then(|id| found.map(|found| found.colour(id)));
        self.app.theme().shape(number.unwrap_or(0))
    }

    /// The style of a role.
    pub fn role(&self, role: Role) -> Style {
        match role {
            Role::Plain => Style::default(),
            Role::Dim => self.style("ui.dim"),
            Role::Strong => self.style("ui.strong"),
            Role::Heading => self.style("ui.heading"),
            Role::Key => self.style("ui.key"),
            Role::Cue => self.style("text.cue"),
            Role::Source => self.style("text.source"),
            Role::Match => self.style("ui.match"),
            Role::Unnamed => self.style("ui.unnamed"),
            Role::Speaker(who) => self.speaker(who),
        }
    }

    /// Empties an area and gives it a style.
    pub fn fill(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                self.beside.forget(x, y);
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Adds a style to what an area holds.
    pub fn tint(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Puts one grapheme of `cells` cells; what has no width of its own stands on a space.
    pub fn grapheme(&mut self, x: u16, y: u16, grapheme: &str, cells: u16, style: Style) {
        let inside = |x: u16| x < self.buffer.area.right() && y < self.buffer.area.bottom();
        if cells == 0 || !inside(x) || !inside(x.saturating_add(cells - 1)) {
            return;
        }
        for covered in 0..cells {
            self.beside.forget(x + covered, y);
        }
        for covered in 1..cells {
            if let Some(cell) = self.buffer.cell_mut((x + covered, y)) {
                cell.set_symbol(" ");
                cell.set_style(style);
            }
        }
        let plain = self.app.ascii().then(|| super::ascii::of(grapheme));
        let grapheme = plain.as_deref().unwrap_or(grapheme);
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            if grapheme.width() == 0 {
                cell.set_symbol(&format!(" {grapheme}"));
            } else {
                cell.set_symbol(grapheme);
            }
            cell.set_style(style);
            settle(cell);
        }
    }

    /// Puts a piece of a row that is `cells` cells wide: a grapheme, or several, like the blanks of a stretched row. Each has
    /// cells of its own: what is compared with the next frame is one grapheme a cell.
    pub fn cell(&mut self, x: u16, y: u16, words: &str, cells: u16, style: Style) {
        if cells < 2 || words.graphemes(true).nth(1).is_none() {
            return self.grapheme(x, y, words, cells, style);
        }
        let mut at = x;
        for grapheme in words.graphemes(true) {
            let cells = grapheme_width(grapheme) as u16;
            self.grapheme(at, y, grapheme, cells, style);
            at = at.saturating_add(cells);
        }
    }

    /// Puts words, cut with `…` to `room` cells; how many cells were used.
    pub fn text(&mut self, x: u16, y: u16, room: u16, words: &str, style: Style) -> u16 {
        let words = fit(words, usize::from(room));
        let reorders = self.app.config().settings.reorder && !words.is_ascii();
        let mut at = x;
        let mut put = |grapheme: &str| {
            let cells = grapheme_width(grapheme) as u16;
            self.grapheme(at, y, grapheme, cells, style);
            at = at.saturating_add(cells);
        };
        if reorders {
            for (_, grapheme) in flow::in_order_of_the_eye(&words) {
                put(&grapheme);
            }
        } else {
            words.graphemes(true).for_each(put);
        }
        at - x
    }

    /// Puts words so that they end before `right`; how many cells were used.
    pub fn text_right(&mut self, right: u16, y: u16, room: u16, words: &str, style: Style) -> u16 {
        let cells = (width(words) as u16).min(room);
        self.text(right.saturating_sub(cells), y, cells, words, style)
    }

    /// Puts words in the middle of a row of an area.
    pub fn centred(&mut self, area: Area, row: u16, words: &str, style: Style) {
        let cells = (width(words) as u16).min(area.width);
        if row < area.height {
            self.text(area.x + (area.width - cells) / 2, area.y + row, cells, words, style);
        }
    }

    /// Puts pieces over `base`, cut with `…` to `room` cells; how many cells were used.
    pub fn pieces(&mut self, x: u16, y: u16, room: u16, pieces: &[Piece], base: Style) -> u16 {
        let mut at = x;
        for piece in fit_pieces(pieces, usize::from(room)) {
            let style = base.patch(self.role(piece.role));
            at += self.text(at, y, room - (at - x), &piece.text, style);
        }
        at - x
    }

    /// A sentence in an area that would else be empty.
    pub fn note(&mut self, area: Area, sentences: &[&str]) {
        let room = usize::from(area.width.saturating_sub(2)).max(1);
        let rows: Vec<String> = sentences
            .iter()
            .flat_map(|sentence| crate::app::rich::wrap(&[Piece::plain(sentence)], room, 0))
            .map(|row| row.into_iter().map(|piece| piece.text).collect())
            .collect();
        let style = self.style("ui.dim");
        let first = area.height.saturating_sub(rows.len() as u16) / if area.height > 8 { 3 } else { 2 };
        for (nth, row) in rows.iter().enumerate() {
            self.centred(area, first.saturating_add(nth as u16), row, style);
        }
    }
}

/// On a reversed ground faint ink would be a faint ground: words there are as plain as those beside them.
fn settle(cell: &mut Cell) {
    const GREY: Color = Color::Indexed(8);
    if cell.modifier.contains(Modifier::REVERSED) {
        cell.modifier.remove(Modifier::DIM);
        if cell.fg == GREY {
            cell.fg = Color::Reset;
        }
    }
}
