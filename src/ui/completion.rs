//! What stands above the filter's prompt: what is wrong with the query, and what can stand where the cursor is.

use crate::app::rich::{fit, line, width};
use crate::app::{Area, Prompt};

use super::canvas::Canvas;

/// No more choices are shown at once.
const MOST: u16 = 8;

/// Draws it above the status line; `x` is where what can be completed starts.
pub fn draw(canvas: &mut Canvas, prompt: &Prompt, status: Area, x: u16) {
    let mut y = status.y;
    if let Some(mistake) = &prompt.typing.mistake
        && y > 0
    {
        y -= 1;
        let area = Area::new(status.x, y, status.width, 1);
        let style = canvas.style("ui.overlay").patch(canvas.style("ui.notice"));
        canvas.fill(area, style);
        let words = fit(&line(&mistake.to_string()), usize::from(status.width.saturating_sub(2)));
        canvas.text(status.x + 1, y, status.width.saturating_sub(2), &words, style);
    }
    let (choices, chosen) = prompt.typing.choices(usize::from(MOST.min(y / 2)));
    let widest = |words: &dyn Fn(usize) -> usize| (0..choices.len()).map(words).max().unwrap_or(0);
    let texts = widest(&|row| choices.get(row).map_or(0, |choice| width(&line(&choice.text))));
    let notes = widest(&|row| choices.get(row).map_or(0, |choice| width(&line(&choice.note))));
    let room = usize::from(status.width).saturating_sub(2);
    let wanted = (texts + if notes > 0 { notes + 2 } else { 0 }).min(room) as u16 + 2;
    // As far to the right as it fits.
    let x = x.saturating_sub(1).min((status.x + status.width).saturating_sub(wanted));
    y = y.saturating_sub(choices.len() as u16);
    for (row, choice) in choices.iter().enumerate() {
        let area = Area::new(x, y + row as u16, wanted, 1);
        let mut style = canvas.style("ui.overlay");
        if chosen == Some(row) {
            style = style.patch(canvas.style("ui.selection.focus"));
        }
        canvas.fill(area, style);
        let inside = wanted.saturating_sub(2);
        canvas.text(area.x + 1, area.y, inside, &fit(&line(&choice.text), usize::from(inside)), style);
        let left = inside.saturating_sub(texts as u16 + 2);
        if left > 0 {
            let dim = style.patch(canvas.style("ui.dim"));
            let note = fit(&line(&choice.note), usize::from(left));
            canvas.text(area.x + 1 + texts as u16 + 2, area.y, left, &note, dim);
        }
    }
}
