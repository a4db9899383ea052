//! The article: a column of text with a margin of letters. Each row costs what it shows; what lies over a row is found by
//! binary search.

use crate::annotation::Quotation;
use crate::app::layout::MARGIN;
use crate::app::rich::line;
use crate::app::{App, Area, Layout, Reader, State};
use crate::command::Command;
use crate::flow::{self, Row, RowKind};
use crate::span::Span;

use super::canvas::Canvas;
use super::ink::Ink;
use super::quotations::key;

/// Draws the pane.
pub fn draw(canvas: &mut Canvas, layout: &Layout) {
    let app = canvas.app;
    let reader = app.reader();
    let document = match &reader.state {
        State::Waiting | State::Opening => return waiting(canvas, layout.article),
        State::Failed(reason) => {
            let back = format!(" · {} goes back to the list", key(app, Command::ToList));
            let back = if reader.is_of_list() { back.as_str() } else { "" };
            let again = format!("{} tries again{back}", key(app, Command::Accept));
            let told = ["This cannot be shown.", "", reason, "", &again];
            return canvas.note(layout.article, if app.was_stopped() { &told[2..] } else { &told });
        }
        State::Ready(document) => document,
        // That has a screen of its own.
        State::List(_) => return,
    };
    if document.blocks.is_empty() {
        return canvas.note(layout.article, &["There is nothing to read in this article."]);
    }
    let rows = reader.rows(&app.view());
    let ink = Ink::new(canvas, document, reader, &rows);
    let lone = app.lone_block();
    for (row, y) in rows.iter().zip(layout.text.y..layout.text.bottom()) {
        match row.kind {
            RowKind::Gap => marker(canvas, layout, &ink, row, y),
            RowKind::Rule => rule(canvas, layout, y),
            RowKind::Picture { picture, row: number, rows } => {
                marker(canvas, layout, &ink, row, y);
                let area = Area::new(layout.text.x.saturating_add(row.indent), y, row.width, 1);
                canvas.picture(area, picture, rows, number);
                if number == 0 {
                    label(canvas, layout, document.pictures.get(picture).map(|picture| picture.span), area);
                }
                margin(canvas, layout, reader, row, y);
            }
            RowKind::Note { picture } => {
                let words = app.picture_note(picture).unwrap_or_default();
                let style = canvas.style("ui.dim");
                canvas.text(layout.text.x.saturating_add(row.indent), y, row.width, &words, style);
            }
            RowKind::Text | RowKind::Credit | RowKind::Divider { .. } => {
                text(canvas, layout, &ink, row, y);
                margin(canvas, layout, reader, row, y);
            }
        }
        if lone.is_some_and(|lone| lone != row.block) {
            fade(canvas, layout, y);
        }
    }
}

/// What is being opened, and how to stop it where that may take long.
fn waiting(canvas: &mut Canvas, area: Area) {
    let Some(address) = canvas.app.fetched().map(line) else { return canvas.note(area, &["Opening…"]) };
    let turning = format!("{} Fetching", spinner(canvas.app));
    let stop = format!("{} cancels", key(canvas.app, Command::Cancel));
    canvas.note(area, &[&turning, "", &address, "", &stop]);
}

/// What turns while something is waited for.
fn spinner(app: &App) -> &'static str {
    const TURNS: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
    const IN_ASCII: [&str; 4] = ["|", "/", "-", "\\"];
    let turns: &[&str] = if app.ascii() { &IN_ASCII } else { &TURNS };
    turns.get(app.ticks() % turns.len()).copied().unwrap_or_default()
}

/// The number of the link that a picture is.
fn label(canvas: &mut Canvas, layout: &Layout, words: Option<Span>, area: Area) {
    let Some(words) = words else { return };
    let style = canvas.style("text.label");
    if let Some(label) = canvas.app.labels().iter().find(|label| words.covers(label.span)) {
        canvas.text(area.x, area.y, layout.text.right().saturating_sub(area.x), &label.number.to_string(), style);
    }
}

/// Makes a row less than the one that is read: its colours stay, fainter.
fn fade(canvas: &mut Canvas, layout: &Layout, y: u16) {
    let x = layout.text.x.saturating_sub(MARGIN);
    let style = canvas
        .style("ui.dim")
        .add_modifier(ratatui::style::Modifier::DIM)
        .remove_modifier(ratatui::style::Modifier::BOLD);
    canvas.tint(Area::new(x, y, layout.text.width + MARGIN, 1), style);
}

fn rule(canvas: &mut Canvas, layout: &Layout, y: u16) {
    let width = layout.text.width.min(24);
    let x = layout.text.x + (layout.text.width - width) / 2;
    let style = canvas.style("ui.border");
    canvas.text(x, y, width, &"─".repeat(usize::from(width)), style);
}

/// The letters of those who start to speak in a row (or speak on the first one seen), and a bar along what they say.
fn margin(canvas: &mut Canvas, layout: &Layout, reader: &Reader, row: &Row, y: u16) {
    let Some(found) = &reader.found else { return };
    let pieces = row.spans().flat_map(|span| found.segments_in(span)).map(|piece| piece.quotation);
    let pieces = pieces.filter(|&piece| reader.passes(piece));
    let pieces: Vec<&Quotation> = pieces.filter_map(|piece| found.quotation(piece)).collect();
    let Some(first) = pieces.first() else { return };
    let opens = y == layout.text.y;
    let starts = |quotation: &&&Quotation| {
        opens || row.spans().any(|span| (span.start..=span.end).contains(&quotation.span.start))
    };
    let mut speakers = pieces.iter().filter(starts).flat_map(|quotation| found.speakers(quotation));
    let speaker = speakers.next();
    let second = speakers.find(|&other| Some(other) != speaker);
    let x = layout.text.x.saturating_sub(MARGIN);
    for (x, who) in [(x, speaker), (x + 1, second)] {
        if let Some(who) = who {
            let style = canvas.style("text.letter").patch(canvas.speaker(who));
            canvas.grapheme(x, y, &found.letter(who).to_string(), 1, style);
        }
    }
    if second.is_none() {
        let who = speaker.unwrap_or(found.who(first));
        let (style, shape) = (canvas.speaker(who), canvas.shape(who));
        canvas.grapheme(x + 1, y, shape, 1, style);
    }
}

/// The bullet, number or bars of a row.
fn marker(canvas: &mut Canvas, layout: &Layout, ink: &Ink, row: &Row, y: u16) {
    if !row.marker.is_empty() {
        let cells = crate::app::rich::width(&row.marker) as u16;
        let x = if row.rtl { row.indent + row.width + 1 } else { row.indent.saturating_sub(cells + 1) };
        canvas.text(layout.text.x + x, y, cells, &row.marker, ink.marker);
    }
}

fn text(canvas: &mut Canvas, layout: &Layout, ink: &Ink, row: &Row, y: u16) {
    let area = layout.text;
    marker(canvas, layout, ink, row, y);
    let layers = ink.layers(row);
    let mut labels = Vec::new();
    let mut x = area.x.saturating_add(row.indent);
    for cell in flow::cells(ink.document, row) {
        if x.saturating_add(cell.width) > area.right() {
            break;
        }
        let style = if cell.drawn { ink.drawn } else { layers.at(cell.span.start) };
        labels.extend(
            canvas.app.labels().iter().filter(|label| label.span.start == cell.span.start).map(|label| (x, label)),
        );
        canvas.cell(x, y, &cell.text, cell.width, style);
        if let Some(link) = layers.link(cell.span.start).filter(|_| !cell.drawn) {
            canvas.lead(x, y, cell.width, link);
        }
        x += cell.width;
    }
    let style = canvas.style("text.label");
    for (x, label) in labels {
        canvas.text(x, y, area.right().saturating_sub(x), &label.number.to_string(), style);
    }
}
