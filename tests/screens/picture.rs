//! A frame as an SVG picture, with colours: the one in the README is made by a test, so it never lies.

use std::fmt::Write;

use dixit::config::theme::ColourDepth;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::fixture::Screen;

/// Pixels of a cell and of a letter.
const CELL: (f32, f32) = (8.5, 18.0);
const FONT: f32 = 14.0;
const PAPER: &str = "#16181d";
const INK: &str = "#d4d7dd";
const AROUND: f32 = 14.0;

/// The picture of a frame.
pub fn svg(buffer: &Buffer, title: &str) -> String {
    let (width, height) =
        (f32::from(buffer.area.width) * CELL.0 + 2.0 * AROUND, f32::from(buffer.area.height) * CELL.1 + 2.0 * AROUND);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FONT}\" \
         xml:space=\"preserve\">\n"
    );
    for y in 0..buffer.area.height {
        backgrounds(buffer, y, &mut out);
        glyphs(buffer, y, &mut out);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn at(x: u16, y: u16) -> (f32, f32) {
    (AROUND + f32::from(x) * CELL.0, AROUND + f32::from(y) * CELL.1)
}

/// Foreground and background as drawn.
fn colours(cell: &Cell) -> (String, String) {
    let (fg, bg) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) { (bg, fg) } else { (fg, bg) }
}

fn backgrounds(buffer: &Buffer, y: u16, out: &mut String) {
    let mut x = 0;
    while x < buffer.area.width {
        let colour = colours(&buffer[(x, y)]).1;
        let same = |x: &u16| colours(&buffer[(*x, y)]).1 == colour;
        let length = (x..buffer.area.width).take_while(same).count() as u16;
        if colour != PAPER {
            let (left, top) = at(x, y);
            let (width, height) = (f32::from(length) * CELL.0, CELL.1);
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>"
            );
        }
        x += length;
    }
}

fn glyphs(buffer: &Buffer, y: u16, out: &mut String) {
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let symbol = cell.symbol();
        let wide = (dixit::app::rich::width(symbol) as u16).max(1);
        if symbol.trim().is_empty() && !cell.modifier.contains(Modifier::UNDERLINED) {
            x += 1;
        } else if let Some(shape) = shape(symbol, x, y) {
            let dim = if cell.modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
            let _ =
                writeln!(out, "<path d=\"{shape}\" fill=\"{}\"{dim} shape-rendering=\"crispEdges\"/>", colours(cell).0);
            x += 1;
        } else {
            x += run(buffer, x, y, wide, out);
        }
    }
}

/// Words of one style from `x` on; how many cells they take.
fn run(buffer: &Buffer, x: u16, y: u16, wide: u16, out: &mut String) -> u16 {
    let first = &buffer[(x, y)];
    let mut words = first.symbol().to_owned();
    let mut cells = wide;
    // Wide characters stand alone: fonts disagree about them.
    while wide == 1 && x + cells < buffer.area.width {
        let cell = &buffer[(x + cells, y)];
        let like = colours(cell) == colours(first) && cell.modifier == first.modifier;
        let single = dixit::app::rich::width(cell.symbol()) == 1 && shape(cell.symbol(), 0, 0).is_none();
        if !like || !single {
            break;
        }
        words.push_str(cell.symbol());
        cells += 1;
    }
    let kept = words.trim_end();
    if kept.is_empty() {
        return cells;
    }
    let length = f32::from(cells - (words.chars().count() - kept.chars().count()) as u16) * CELL.0;
    let (left, top) = at(x, y);
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if first.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let words = kept.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{style}>{words}</text>",
        top + CELL.1 * 0.75,
        colours(first).0
    );
    cells
}

/// Lines and blocks as shapes, so that they join whatever the font.
fn shape(symbol: &str, x: u16, y: u16) -> Option<String> {
    let (left, top) = at(x, y);
    let rect = |dx: f32, dy: f32, width: f32, height: f32| {
        format!("M{:.2} {:.2}h{width:.2}v{height:.2}h-{width:.2}z", left + dx, top + dy)
    };
    let glyph = symbol.chars().next().filter(|_| symbol.chars().count() == 1)?;
    let (wide, high) = CELL;
    let lower = |eighths: u32| rect(0.0, high - high * eighths as f32 / 8.0, wide, high * eighths as f32 / 8.0);
    let across = |from: f32, to: f32| rect(from, high / 2.0 - 0.5, to - from, 1.0);
    let down = |from: f32, to: f32| rect(wide / 2.0 - 0.5, from, 1.0, to - from);
    let (mid_x, mid_y) = (wide / 2.0, high / 2.0);
    Some(match glyph {
        '▁'..='█' => lower(glyph as u32 - 0x2580),
        '▉'..='▏' => rect(0.0, 0.0, wide * (0x2590 - glyph as u32) as f32 / 8.0, high),
        '─' => across(0.0, wide),
        '━' => rect(0.0, mid_y - 1.5, wide, 3.0),
        '│' => down(0.0, high),
        '┃' => rect(mid_x - 1.5, 0.0, 3.0, high),
        '┌' => across(mid_x, wide) + &down(mid_y, high),
        '┐' => across(0.0, mid_x) + &down(mid_y, high),
        '└' => across(mid_x, wide) + &down(0.0, mid_y),
        '┘' => across(0.0, mid_x) + &down(0.0, mid_y),
        '├' => across(mid_x, wide) + &down(0.0, high),
        '┤' => across(0.0, mid_x) + &down(0.0, high),
        '┬' => across(0.0, wide) + &down(mid_y, high),
        '┴' => across(0.0, wide) + &down(0.0, mid_y),
        _ => return None,
    })
}

fn colour(colour: Color, default: &str) -> String {
    const SIXTEEN: [&str; 16] = [
        "#1d1f21", "#cc6666", "#8fbf6a", "#e0b860", "#7aa6da", "#c397d8", "#70c0b1", "#c5c8c6", "#767a80", "#e78a8a",
        "#b5d68f", "#f0d58c", "#9dc3f0", "#d8b4ea", "#95dbce", "#ffffff",
    ];
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(index @ 0..=15) => SIXTEEN[usize::from(index)].to_owned(),
        Color::Indexed(index @ 16..=231) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let index = index - 16;
            format!("#{:02x}{:02x}{:02x}", level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Color::Indexed(index) => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (index - 232)),
        _ => default.to_owned(),
    }
}

#[test]
fn the_picture_of_the_readme_is_what_dixit_draws() {
    let screen = Screen::in_colours(108, 30, ColourDepth::True).press("] ]");
    let drawn = svg(&screen.draw(), "dixit showing an article, its quotations and their speakers");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screen.svg");
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == drawn, "the picture is out of date: UPDATE_PICTURE=1 cargo test --test screens draws it anew");
}

#[test]
fn every_theme_colours_what_it_should() {
    for name in dixit::config::theme::Themes::default().names() {
        let screen = Screen::in_colours(108, 30, ColourDepth::True).press("] ] T /").types(&name).press("enter");
        assert_eq!(screen.app.theme().name, name);
        let drawn = svg(&screen.draw(), &name);
        let speakers = screen.app.reader().found.as_ref().unwrap();
        for id in 0..5 {
            let colour = screen.app.theme().speaker(speakers.colour(dixit::entity::ActorId(id)));
            let (red, green, blue) = colour.rgb().unwrap();
            assert!(drawn.contains(&format!("#{red:02x}{green:02x}{blue:02x}")), "{name}: speaker {id}");
        }
        if let Some(folder) = std::env::var_os("PICTURES") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.svg")), drawn).unwrap();
        }
    }
}
