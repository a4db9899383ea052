//! The lines between the panes, drawn as one figure so that they join, and the titles in them.
//!
//! ```text
//! ┌ Title ───┬ Quotations 3/31 ┐
//! │          ├ Actors 5 ───────┤
//! └──────────┴─────────────────┘
//! ```

use ratatui::style::Style;

use crate::app::{Area, Layout, Pane, Shape};

use super::canvas::Canvas;

/// Draws lines and titles.
pub fn draw(canvas: &mut Canvas, layout: &Layout) {
    match layout.shape {
        Shape::TooSmall => {}
        Shape::Single => tabs(canvas, layout),
        Shape::Wide => wide(canvas, layout),
        Shape::Stack => stack(canvas, layout),
    }
}

fn wide(canvas: &mut Canvas, layout: &Layout) {
    let frame = layout.frame;
    let style = canvas.style("ui.border");
    outline(canvas, frame, style);
    let middle = layout.article.right();
    column(canvas, middle, frame, style);
    let divider = layout.quotations.bottom();
    for x in middle..frame.right() {
        canvas.grapheme(x, divider, "─", 1, style);
    }
    canvas.grapheme(middle, divider, "├", 1, style);
    canvas.grapheme(frame.right() - 1, divider, "┤", 1, style);
    titles(canvas, layout);
}

fn stack(canvas: &mut Canvas, layout: &Layout) {
    let frame = layout.frame;
    let style = canvas.style("ui.border");
    outline(canvas, frame, style);
    for y in [layout.article.bottom(), layout.quotations.bottom()] {
        for x in frame.x + 1..frame.right() - 1 {
            canvas.grapheme(x, y, "─", 1, style);
        }
        canvas.grapheme(frame.x, y, "├", 1, style);
        canvas.grapheme(frame.right() - 1, y, "┤", 1, style);
    }
    titles(canvas, layout);
}

fn column(canvas: &mut Canvas, x: u16, frame: Area, style: Style) {
    for y in frame.y + 1..frame.bottom() - 1 {
        canvas.grapheme(x, y, "│", 1, style);
    }
    canvas.grapheme(x, frame.y, "┬", 1, style);
    canvas.grapheme(x, frame.bottom() - 1, "┴", 1, style);
}

/// A box.
pub fn outline(canvas: &mut Canvas, area: Area, style: Style) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x + 1..right {
        canvas.grapheme(x, area.y, "─", 1, style);
        canvas.grapheme(x, bottom, "─", 1, style);
    }
    for y in area.y + 1..bottom {
        canvas.grapheme(area.x, y, "│", 1, style);
        canvas.grapheme(right, y, "│", 1, style);
    }
    for (x, y, corner) in [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        canvas.grapheme(x, y, corner, 1, style);
    }
}

fn titles(canvas: &mut Canvas, layout: &Layout) {
    for pane in Pane::ALL {
        let area = layout.pane(pane);
        let focused = canvas.app.focus() == pane;
        let words = title(canvas, pane);
        let style = canvas.style(if focused { "ui.title.focus" } else { "ui.title" });
        let room = area.width.saturating_sub(2);
        let used = canvas.text(area.x + 1, area.y - 1, room, &words, style);
        let border = canvas.style("ui.border");
        canvas.grapheme(area.x, area.y - 1, " ", 1, border);
        canvas.grapheme(area.x + 1 + used, area.y - 1, " ", 1, border);
        thumb(canvas, pane, area);
    }
}

/// On the right border of a list that is longer than its pane: which part of it is seen.
fn thumb(canvas: &mut Canvas, pane: Pane, area: Area) {
    let reader = canvas.app.reader();
    let (first, count, rows) = match pane {
        Pane::Article => return,
        Pane::Quotations => (reader.first_quotation, reader.shown().len(), area.height / canvas.app.quotation_height()),
        Pane::Actors => (reader.first_actor, reader.found.as_ref().map_or(0, |found| found.rows.len()), area.height),
    };
    let rows = usize::from(rows);
    if count <= rows || rows == 0 {
        return;
    }
    let height = usize::from(area.height);
    let length = (height * rows / count).max(1);
    let start = (height - length) * first.min(count - rows) / (count - rows);
    let style = canvas.style("ui.border.thumb");
    for y in start..start + length {
        canvas.grapheme(area.right(), area.y + y as u16, "┃", 1, style);
    }
}

/// The words of a pane's title.
fn title(canvas: &Canvas, pane: Pane) -> String {
    let reader = canvas.app.reader();
    match pane {
        Pane::Article => match canvas.app.position() {
            Some((at, of)) => format!("{at}/{of} {}", canvas.app.name()),
            None => canvas.app.name(),
        },
        Pane::Quotations => quotations_title(canvas),
        Pane::Actors => match &reader.found {
            Some(found) => format!("Actors {}{}", found.annotations.actors.len(), canvas.app.growing()),
            None => "Actors".to_owned(),
        },
    }
}

fn quotations_title(canvas: &Canvas) -> String {
    let reader = canvas.app.reader();
    let Some(found) = &reader.found else { return "Quotations".to_owned() };
    let (kept, all) = (reader.shown().len(), found.total);
    let of = if kept == all { String::new() } else { format!(" of {all}") };
    match reader.selected {
        Some(_) if kept > 0 => format!("Quotations {}/{kept}{of}{}", reader.selected_row() + 1, canvas.app.growing()),
        _ => format!("Quotations {kept}{of}{}", canvas.app.growing()),
    }
}

fn tabs(canvas: &mut Canvas, layout: &Layout) {
    let line = layout.tabs;
    canvas.fill(line, canvas.style("ui.tabs"));
    let mut right = line.x;
    for (pane, words, area) in canvas.app.tabs() {
        let focused = canvas.app.focus() == pane;
        let style = canvas.style(if focused { "ui.tabs.focus" } else { "ui.tabs" });
        canvas.text(area.x, area.y, area.width, &words, style);
        right = area.right();
    }
    let room = line.width.saturating_sub(right + 2);
    if room >= 8 {
        let style = canvas.style("ui.tabs.title");
        let name = canvas.app.name();
        canvas.text_right(line.right() - 1, line.y, room, &name, style);
    }
}
