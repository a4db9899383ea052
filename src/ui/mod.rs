//! Draws the state on a terminal's frame: reads [`App`], changes nothing. The only room beside `runtime` that knows
//! ratatui. Costs what is seen, not what is open.

mod actors;
mod article;
mod ascii;
mod borders;
mod canvas;
mod completion;
mod hyperlinks;
mod ink;
mod listing;
mod map;
mod overlay;
mod pictured;
mod quotations;
mod status;
mod style;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::{App, Layout, Overlay, Pane, Shape};
use canvas::Canvas;

pub use hyperlinks::{Hyperlink, Hyperlinks};
pub use pictured::{Pictured, Strip};

/// What goes to the terminal beside the cells of a frame.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Where cells lead.
    pub links: Hyperlinks,
    /// Which cells are left to pictures.
    pub pictures: Pictured,
}

impl Beside {
    /// Something else is drawn on a cell.
    fn forget(&mut self, x: u16, y: u16) {
        self.links.forget(x, y);
        self.pictures.forget(x, y);
    }
}

/// Draws everything.
pub fn view(app: &App, frame: &mut Frame) {
    full_view(app, frame);
}

/// Draws everything and tells which cells lead out of dixit, and which are left to pictures.
pub fn full_view(app: &App, frame: &mut Frame) -> Beside {
    let (cursor, beside) = {
        let mut canvas = Canvas::new(frame.buffer_mut(), app);
        (draw(&mut canvas), canvas.into_beside())
    };
    if let Some((x, y)) = cursor
        && frame.area().contains(Position::new(x, y))
    {
        frame.set_cursor_position(Position::new(x, y));
    }
    beside
}

/// Draws everything and says where the cursor is to stand, if anything is being typed.
fn draw(canvas: &mut Canvas) -> Option<(u16, u16)> {
    let layout = *canvas.app.layout();
    canvas.fill(layout.screen, canvas.style("ui"));
    if layout.shape == Shape::TooSmall {
        too_small(canvas, &layout);
        return None;
    }
    if canvas.app.listing().is_some() {
        listing::draw(canvas);
    } else {
        panes(canvas, &layout);
    }
    let mut cursor = status::draw(canvas, layout.status);
    let app = canvas.app;
    for overlay in app.overlays() {
        cursor = overlay::draw(canvas, overlay, &layout).or(cursor);
    }
    let typing = |overlay: &Overlay| matches!(overlay, Overlay::Picker(picker) if picker.typing);
    if app.overlays().last().is_some_and(|overlay| !typing(overlay)) { None } else { cursor }
}

fn panes(canvas: &mut Canvas, layout: &Layout) {
    borders::draw(canvas, layout);
    if layout.shape != Shape::Single || canvas.app.focus() == Pane::Article {
        article::draw(canvas, layout);
    }
    quotations::draw(canvas, layout.quotations);
    actors::draw(canvas, layout.actors);
    map::draw(canvas, layout.map);
}

fn too_small(canvas: &mut Canvas, layout: &Layout) {
    let screen = layout.screen;
    let words = ["too small for dixit", "too small", "small"];
    let fits = words.into_iter().find(|words| words.len() <= usize::from(screen.width)).unwrap_or("…");
    canvas.centred(screen, screen.height / 2, fits, canvas.style("ui.dim"));
}
