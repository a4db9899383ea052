//! The list of quotations: who, how sure, the first words.
//!
//! ```text
//! ▌V Ada Voss              97%
//! ▌  “We will not sign what w…
//! ```

use ratatui::style::Style;

use crate::absence::sentences;
use crate::annotation::QuotationKind;
use crate::app::rich::line;
use crate::app::{App, Area, Pane, percent};
use crate::command::Command;
use crate::document::Document;
use crate::span::Span;

use super::canvas::Canvas;

/// Draws the pane.
pub fn draw(canvas: &mut Canvas, area: Area) {
    if area.is_empty() {
        return;
    }
    let app = canvas.app;
    let reader = app.reader();
    let Some(document) = reader.document() else { return };
    if reader.shown().is_empty() {
        return empty(canvas, area);
    }
    let height = app.quotation_height();
    let entries = reader.shown().iter().skip(reader.first_quotation);
    for (&index, y) in entries.zip((area.y..).step_by(usize::from(height))) {
        let rows = height.min(area.bottom().saturating_sub(y));
        if rows == 0 {
            break;
        }
        entry(canvas, document, index, Area::new(area.x, y, area.width, rows));
    }
}

fn empty(canvas: &mut Canvas, area: Area) {
    let told = sentences(&canvas.app.why_no_quotations());
    canvas.note(area, &told.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The first key of a command, or its name.
pub fn key(app: &App, command: Command) -> String {
    app.key_of(command).unwrap_or_else(|| command.name().to_owned())
}

fn entry(canvas: &mut Canvas, document: &Document, index: usize, area: Area) {
    let reader = canvas.app.reader();
    let (Some(found), Some(quotation)) = (&reader.found, reader.quotation(index)) else { return };
    let selected = reader.selected == Some(index);
    let who = found.who(quotation);
    // What is selected among the actors shows here: their quotations stand out.
    let related =
        canvas.app.focus() == Pane::Actors && reader.actor.is_some_and(|actor| reader.is_said_by(index, actor));
    let base = match (selected, related) {
        (true, false) => selection(canvas, Pane::Quotations),
        (_, true) => canvas.style("ui.related"),
        (false, false) => Style::default(),
    };
    canvas.tint(area, base);
    let speaker = base.patch(canvas.speaker(who));
    for y in area.y..area.bottom() {
        canvas.grapheme(area.x, y, canvas.shape(who), 1, speaker);
    }
    let letter = speaker.patch(canvas.style("text.letter"));
    canvas.grapheme(area.x + 1, area.y, &found.letter(who).to_string(), 1, letter);
    let room = area.width.saturating_sub(3);
    let words = first_words(document, quotation.span, usize::from(area.width));
    if canvas.app.quotation_height() == 1 {
        canvas.text(area.x + 3, area.y, room, &words, base);
        return;
    }
    // An unsure one shows the probabilities of its candidates.
    let known = who.actor().is_some();
    let mut sure = if known { format!("{}%", percent(quotation.confidence)) } else { String::new() };
    let attitude = quotation.kind == QuotationKind::Attitude;
    if area.width >= if attitude { 30 } else { 38 } {
        sure = format!("{} {sure:>4}", quotation.kind.name());
    }
    let dim = base.patch(canvas.style("ui.dim"));
    let used = canvas.text_right(area.right(), area.y, room, &sure, dim);
    let name = if selected { base.patch(canvas.style("ui.strong")) } else { base };
    let name = name.patch(canvas.naming(quotation));
    canvas.text(
        area.x + 3,
        area.y,
        room.saturating_sub(used + 1),
        &line(&found.said_by(quotation, &document.text)),
        speaker.patch(name),
    );
    if area.height > 1 {
        let quiet = if selected { base } else { base.patch(canvas.style("ui.dim")) };
        let quiet = if attitude { quiet.patch(canvas.style("quotation.attitude")) } else { quiet };
        canvas.text(area.x + 3, area.y + 1, room, &words, quiet);
    }
}

/// The style of what is selected in a list: brighter where the pane has the focus.
pub fn selection(canvas: &Canvas, pane: Pane) -> Style {
    canvas.style(if canvas.app.focus() == pane { "ui.selection.focus" } else { "ui.selection" })
}

/// As many words as a row can show; a long quotation costs no more than a short one.
fn first_words(document: &Document, span: Span, cells: usize) -> String {
    let start = Span::new(span.start, span.end.min(span.start + cells * 8));
    let end = (start.start..=start.end).rev().find(|&at| document.text.is_char_boundary(at)).unwrap_or(start.start);
    let words = line(Span::new(span.start, end).of(&document.text));
    if end < span.end { format!("{words}…") } else { words }
}
