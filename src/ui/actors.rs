//! The list of actors: letter, name, how many quotations, a bar.
//!
//! ```text
//! V Ada Voss        7 ██████
//! N Norland         4 ███▍
//!   Lowmark         0
//! ```

use ratatui::style::Style;

use crate::absence::sentences;
use crate::app::found::Found;
use crate::app::rich::line;
use crate::app::{Area, Pane, State, Who};

use super::canvas::Canvas;
use super::quotations::selection;

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws the pane.
pub fn draw(canvas: &mut Canvas, area: Area) {
    if area.is_empty() {
        return;
    }
    let reader = canvas.app.reader();
    let Some(found) = reader.found.as_ref().filter(|found| !found.rows.is_empty()) else {
        if matches!(reader.state, State::Ready(_)) {
            let told = sentences(&canvas.app.why_no_actors());
            canvas.note(area, &told.iter().map(String::as_str).collect::<Vec<_>>());
        }
        return;
    };
    let digits = found.most.to_string().len() as u16;
    for (&who, y) in found.rows.iter().skip(reader.first_actor).zip(area.y..area.bottom()) {
        entry(canvas, found, who, digits, Area::new(area.x, y, area.width, 1));
    }
}

fn entry(canvas: &mut Canvas, found: &Found, who: Who, digits: u16, area: Area) {
    let reader = canvas.app.reader();
    let count = found.count(who);
    let kept = reader.filter().speakers.as_ref().is_none_or(|kept| kept.contains(&who));
    let selected = reader.actor == Some(who);
    let mut base = if selected { selection(canvas, Pane::Actors) } else { Style::default() };
    if selected {
        canvas.tint(area, base);
    }
    let speaker = base.patch(canvas.speaker(who));
    if count > 0 {
        let letter = speaker.patch(canvas.style("text.letter"));
        canvas.grapheme(area.x + 1, area.y, &found.letter(who).to_string(), 1, letter);
    }
    if !kept || count == 0 || who.actor().is_none() {
        base = base.patch(canvas.style("ui.dim"));
    }
    let bar = (area.width / 4).clamp(4, 16);
    let right = area.right().saturating_sub(bar + 1);
    let name = if found.is_unnamed(who) { base.patch(canvas.style("ui.unnamed")) } else { base };
    let room = right.saturating_sub(area.x + 3 + digits + 1);
    canvas.text(area.x + 3, area.y, room, &line(found.name(who)), name);
    if count == 0 {
        return;
    }
    canvas.text_right(right, area.y, digits, &count.to_string(), base);
    if kept {
        let words = bar_of(count, found.most, usize::from(bar) - 1);
        canvas.text(right + 1, area.y, bar, &words, speaker);
    }
}

/// A bar of at most `cells` cells, exact to an eighth; never empty.
fn bar_of(count: u32, most: u32, cells: usize) -> String {
    let eighths = (count as usize * cells * 8 / most.max(1) as usize).max(1);
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or("");
    "█".repeat(eighths / 8) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        assert_eq!(bar_of(8, 8, 5), "█████");
        assert_eq!(bar_of(4, 8, 5), "██▌");
        assert_eq!(bar_of(1, 10_000, 5), "▏");
        assert_eq!(bar_of(0, 0, 5), "▏");
    }
}
