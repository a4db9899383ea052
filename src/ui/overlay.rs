//! Overlays: a box over the panes with a page to read or a list to choose from.

use std::borrow::Cow;

use ratatui::style::Style;

use crate::app::page::Page;
use crate::app::picker::{Entry, Picker};
use crate::app::rich::{fit, grapheme_width, line, width};
use crate::app::{Area, Layout, Overlay};
use crate::command::Command;
use crate::flow;

use super::borders::outline;
use super::canvas::Canvas;
use super::quotations::key;

/// So few cells beside a box show ends of words, and no words.
const ENDS: u16 = 7;

/// Draws an overlay and says where the cursor is to stand.
pub fn draw(canvas: &mut Canvas, overlay: &Overlay, layout: &Layout) -> Option<(u16, u16)> {
    let area = overlay.area(layout);
    let inside = overlay.inside(layout);
    let base = canvas.style("ui.overlay");
    canvas.fill(around(area, layout), canvas.style("ui"));
    canvas.fill(area, base);
    outline(canvas, area, base.patch(canvas.style("ui.overlay.border")));
    match overlay {
        Overlay::Page(page) => {
            title(canvas, area, &page.title);
            draw_page(canvas, page, inside, base);
            footer(canvas, area, &page_hints(canvas, page));
            None
        }
        Overlay::Picker(picker) => {
            title(canvas, area, picker.purpose.title());
            let cursor = if picker.has_query() { query(canvas, picker, area, base) } else { None };
            draw_picker(canvas, picker, inside, base);
            footer(canvas, area, &picker_hints(canvas, picker));
            cursor
        }
    }
}

/// The box with a cell of quiet at each side, so that no half word of the panes touches it; with all up to the frame where
/// nothing but ends of words would be left.
fn around(area: Area, layout: &Layout) -> Area {
    let screen = layout.screen;
    let frame = u16::from(layout.frame.width > 0);
    let (left, right) = (area.x.saturating_sub(screen.x), screen.right().saturating_sub(area.right()));
    let start = if left <= ENDS { screen.x + frame.min(left) } else { area.x - 1 };
    let end = if right <= ENDS { screen.right() - frame.min(right) } else { area.right() + 1 };
    Area::new(start, area.y, end.saturating_sub(start), area.height)
}

fn title(canvas: &mut Canvas, area: Area, words: &str) {
    let style = canvas.style("ui.overlay").patch(canvas.style("ui.overlay.title"));
    let words = format!(" {} ", fit(words, usize::from(area.width.saturating_sub(6))));
    canvas.text(area.x + 2, area.y, area.width.saturating_sub(4), &words, style);
}

fn footer(canvas: &mut Canvas, area: Area, hints: &[String]) {
    if area.height < 3 {
        return;
    }
    let style = canvas.style("ui.overlay").patch(canvas.style("ui.dim"));
    // Where not all fits, what one can do comes before how much there is.
    let words = |from: usize| format!(" {} ", hints.get(from..).unwrap_or_default().join(" · "));
    let fits = |words: &String| width(words) + 4 <= usize::from(area.width);
    if let Some(words) = (0..hints.len()).map(words).find(fits) {
        canvas.text_right(area.right() - 2, area.bottom() - 1, area.width - 4, &words, style);
    }
}

fn page_hints(canvas: &Canvas, page: &Page) -> Vec<String> {
    let app = canvas.app;
    let mut hints = Vec::new();
    let (above, below) = page.hidden();
    if above + below > 0 {
        let seen = page.len() - above - below;
        hints.push(format!("{}–{} of {}", above + 1, above + seen, page.len()));
    }
    if page.cursor().is_some() {
        hints.push(format!("{} goes there", key(app, Command::Accept)));
    }
    hints.push(format!("{} closes", key(app, Command::Cancel)));
    hints
}

fn picker_hints(canvas: &Canvas, picker: &Picker) -> Vec<String> {
    let app = canvas.app;
    let (all, matched) = picker.counts();
    let mut hints = Vec::new();
    if all > 0 {
        hints.push(if matched == all { format!("{all}") } else { format!("{matched} of {all}") });
    }
    if picker.checks() {
        hints.push("space checks · a all".to_owned());
    } else if !picker.typing && all > 9 {
        hints.push("/ narrows".to_owned());
    }
    hints.push(format!("{} closes", key(app, Command::Cancel)));
    hints
}

fn draw_page(canvas: &mut Canvas, page: &Page, inside: Area, base: Style) {
    let cursor = page.cursor();
    let strong = canvas.style("ui.selection.focus");
    for (row, y) in page.visible().iter().zip(inside.y..inside.bottom()) {
        let mut style = base;
        if cursor == Some(row.line) {
            style = base.patch(strong);
            canvas.tint(Area::new(inside.x.saturating_sub(1), y, inside.width + 2, 1), style);
        }
        let room = inside.width.saturating_sub(row.indent);
        canvas.pieces(inside.x + row.indent, y, room, &row.pieces, style);
    }
}

fn query(canvas: &mut Canvas, picker: &Picker, area: Area, base: Style) -> Option<(u16, u16)> {
    if area.height < 3 || area.width < 6 {
        return None;
    }
    let y = area.y + 1;
    let sign = base.patch(canvas.style("ui.key"));
    let room = area.width - 4;
    let used = canvas.text(area.x + 2, y, room, "› ", sign);
    let style = base.patch(canvas.style("ui.prompt"));
    let x = area.x + 2 + used;
    let before = canvas.text(x, y, room - used, &line_of(picker.query.before()), style);
    let after = line_of(picker.query.after());
    canvas.text(x + before, y, (room - used).saturating_sub(before), &after, style);
    picker.typing.then_some((x + before, y))
}

fn line_of(words: &str) -> String {
    crate::display::safe(words).into_owned()
}

fn draw_picker(canvas: &mut Canvas, picker: &Picker, inside: Area, base: Style) {
    let (all, matched) = picker.counts();
    if matched == 0 {
        let words = if all == 0 { picker.purpose.empty() } else { "Nothing fits what you typed." };
        return canvas.note(inside, &[words]);
    }
    for ((entry, positions, selected), y) in picker.visible().zip(inside.y..inside.bottom()) {
        let mut style = base;
        if selected {
            style = base.patch(canvas.style("ui.selection.focus"));
            canvas.tint(Area::new(inside.x.saturating_sub(1), y, inside.width + 2, 1), style);
        }
        draw_entry(canvas, entry, positions, Area::new(inside.x, y, inside.width, 1), style);
    }
}

fn draw_entry(canvas: &mut Canvas, entry: &Entry, positions: &[usize], area: Area, style: Style) {
    let mut x = area.x;
    let mut room = area.width;
    let mut advance = |x: &mut u16, cells: u16| {
        *x += cells.min(room);
        room = room.saturating_sub(cells);
        room
    };
    if let Some(checked) = entry.checked {
        canvas.text(x, area.y, area.width, if checked { "[x]" } else { "[ ]" }, style);
        advance(&mut x, 4);
    }
    if let Some(mark) = entry.mark {
        let colour = entry.who.map_or_else(|| canvas.style("ui.key"), |who| canvas.speaker(who));
        let letter = style.patch(colour).patch(canvas.style("text.letter"));
        canvas.text(x, area.y, 1, &mark.to_string(), letter);
        advance(&mut x, 2);
    }
    let mut room = advance(&mut x, entry.indent);
    if !entry.note.is_empty() {
        let dim = style.patch(canvas.style("ui.key"));
        let used = canvas.text_right(area.right(), area.y, room / 2, &entry.note, dim);
        room = room.saturating_sub(used + 2);
    }
    let lit = style.patch(canvas.style("ui.match"));
    let positions = if positions.is_empty() { &entry.lit } else { positions };
    words(canvas, x, area.y, &fit(&line(&entry.text), usize::from(room)), positions, (style, lit));
}

/// Words with the letters that matched lit up.
fn words(canvas: &mut Canvas, x: u16, y: u16, words: &str, positions: &[usize], (plain, lit): (Style, Style)) {
    use unicode_segmentation::UnicodeSegmentation;
    let mut nth = 0;
    let mut graphemes: Vec<(Cow<str>, Style)> = Vec::new();
    for grapheme in words.graphemes(true) {
        let letters = grapheme.chars().count();
        let matched = positions.iter().any(|position| (nth..nth + letters).contains(position));
        graphemes.push((Cow::Borrowed(grapheme), if matched { lit } else { plain }));
        nth += letters;
    }
    if canvas.app.config().settings.reorder && !words.is_ascii() {
        let order = flow::in_order_of_the_eye(words).into_iter();
        graphemes = order.filter_map(|(nth, shown)| Some((shown, graphemes.get(nth)?.1))).collect();
    }
    let mut at = x;
    for (grapheme, style) in graphemes {
        let cells = grapheme_width(&grapheme) as u16;
        canvas.grapheme(at, y, &grapheme, cells, style);
        at = at.saturating_add(cells);
    }
}
