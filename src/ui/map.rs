//! The map line: the article in one row, what is quoted in it, and which part is seen. Where colours alone do not tell
//! speakers apart, their letters do, as in the margin: a letter where somebody starts, and behind it their bar.
//!
//! ```text
//!  ▆▂██▂▇█▆ ▇▅▄     ▃█▅▅    ▂▁    by colour, as high as the part is quoted
//!  V▂██┄┄H█ V▅▄     J█▅▅    V┄    without colours; reported speech is dashed
//! ```

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
        let before = at.checked_sub(1).and_then(|before| reader.map().get(before)).copied().unwrap_or_default();
        let (x, y) = (area.x + 1 + at as u16, area.y);
        if let Some(letter) = letter(canvas, before, tick).filter(|_| !marked) {
            let style = style.patch(canvas.style("text.letter"));
            canvas.grapheme(x, y, &letter.to_string(), 1, style);
        } else {
            canvas.grapheme(x, y, if marked { "▪" } else { bar(canvas, tick) }, 1, style);
        }
    }
}

/// Whether speakers are told apart by more than colours.
fn by_shape(canvas: &Canvas) -> bool {
    let theme = canvas.app.theme();
    theme.has_shapes() || theme.speakers().is_empty()
}

/// The letter of a speaker who starts in this cell.
fn letter(canvas: &Canvas, before: Tick, tick: Tick) -> Option<char> {
    let starts = tick.height > 0 && (before.height == 0 || before.who != tick.who);
    let found = canvas.app.reader().found.as_ref();
    found.filter(|_| starts && by_shape(canvas)).map(|found| found.letter(tick.who))
}

fn bar<'a>(canvas: &Canvas<'a, '_>, tick: Tick) -> &'a str {
    let height = HEIGHTS.get(usize::from(tick.height)).copied().unwrap_or("█");
    match (by_shape(canvas), tick.height, tick.reported) {
        (false, ..) | (_, 0, _) => height,
        (true, _, true) => "┄",
        (true, ..) if canvas.app.theme().has_shapes() => canvas.shape(tick.who),
        _ => height,
    }
}

fn colour(canvas: &Canvas, tick: Tick) -> Style {
    if tick.height == 0 { Style::default() } else { canvas.speaker(tick.who) }
}
