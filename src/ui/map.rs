//! The map line: the article in one row, what is quoted in it, and which part is seen.

use ratatui::style::Style;

use crate::app::map::{AROUND, cell_of};
use crate::app::{Area, map::Tick};

use super::canvas::Canvas;

const HEIGHTS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the line.
pub fn draw(canvas: &mut Canvas, area: Area) {
    let app = canvas.app;
    let reader = app.reader();
    let (Some(document), false) = (reader.document(), area.is_empty()) else { return };
    let view = app.view();
    let percent = match reader.percent(&view) {
        Some(percent) => format!("{percent}%"),
        None => "all".to_owned(),
    };
    canvas.text_right(area.right() - 1, area.y, 4, &percent, canvas.style("ui.map.percent"));
    let width = usize::from(area.width).saturating_sub(AROUND);
    let length = document.text.len();
    let seen = reader.seen(&view);
    let cell = |offset: usize| cell_of(offset, length, width);
    let window = cell(seen.start)..=cell(seen.end.saturating_sub(1).max(seen.start));
    let selected =
        reader.selected.and_then(|index| reader.quotation(index)).map(|quotation| cell(quotation.span.start));
    let hit = reader.search.hit().map(|hit| cell(hit.start));
    let (quiet, lit) = (canvas.style("ui.map"), canvas.style("ui.map.view"));
    for at in 0..width {
        let tick = reader.map().get(at).copied().unwrap_or_default();
        let mut style = if window.contains(&at) { quiet.patch(lit) } else { quiet };
        style = style.patch(colour(canvas, tick));
        if selected == Some(at) {
            style = style.patch(canvas.style("ui.map.selected"));
        }
        let marked = reader.is_marked(at);
        if marked {
            style = style.patch(canvas.style(if hit == Some(at) { "ui.map.hit.current" } else { "ui.map.hit" }));
        }
        let glyph = HEIGHTS.get(usize::from(tick.height)).copied().unwrap_or("█");
        let glyph = if marked { "▪" } else { glyph };
        canvas.grapheme(area.x + 1 + at as u16, area.y, glyph, 1, style);
    }
}

fn colour(canvas: &Canvas, tick: Tick) -> Style {
    if tick.height == 0 { Style::default() } else { canvas.speaker(tick.who) }
}
