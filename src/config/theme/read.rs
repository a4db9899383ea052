//! Reads a theme file over those it builds on. What is wrong in it is told and passed over.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};
use unicode_width::UnicodeWidthStr;

use super::{Colour, Entry, Style, Theme};
use crate::config::file::{Entry as Written, Input, did_you_mean, entries};
use crate::display::safe;

/// What a theme file may say at its top level.
const KEYS: [&str; 8] = ["inherits", "dark", "background", "speakers", "speakers16", "shapes", "palette", "styles"];
/// What a style may be besides coloured.
const ATTRIBUTES: [&str; 5] = ["bold", "dim", "italic", "underline", "reverse"];

type Palette = BTreeMap<String, Colour>;

/// The name of the theme that a theme file builds on, and where it says so.
pub fn inherits(text: &str) -> Option<(String, usize)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (_, value) = table.get_ref().get_key_value("inherits")?;
    Some((value.get_ref().as_str()?.to_owned(), value.span().start))
}

/// Reads a theme over `bases`, the texts of those that it builds on, the innermost first. The palette of the whole chain
/// is known to all of them, so that a theme may change the palette alone.
pub fn theme(name: &str, bases: &[String], input: &mut Input) -> Theme {
    let text = input.text().to_owned();
    let mut palette = Palette::new();
    for base in bases {
        let mut quiet = Input::new("", base.as_str());
        let table = quiet.parse(base);
        read_palette(&table, &mut palette, &mut quiet);
    }
    let own = input.parse(&text);
    read_palette(&own, &mut palette, input);
    let mut theme = Theme { name: name.to_owned(), dark: true, ..Theme::default() };
    for base in bases {
        let mut quiet = Input::new("", base.as_str());
        let table = quiet.parse(base);
        fill(&mut theme, &table, &palette, &mut quiet);
    }
    fill(&mut theme, &own, &palette, input);
    theme
}

fn read_palette(table: &DeTable<'_>, palette: &mut Palette, input: &mut Input) {
    let Some(value) = table.get("palette") else { return };
    let Some(colours) = value.get_ref().as_table() else {
        return input.wrong(Some(value.span().start), "[palette] is a table of names and colours");
    };
    for (name, value) in entries(colours) {
        match colour(value.get_ref(), &Palette::new()) {
            Ok(colour) => drop(palette.insert(name.get_ref().to_string(), colour)),
            Err(reason) => input.wrong(Some(value.span().start), &reason),
        }
    }
}

fn fill(theme: &mut Theme, table: &DeTable<'_>, palette: &Palette, input: &mut Input) {
    for (key, value) in entries(table) {
        let at = Some(value.span().start);
        let value = value.get_ref();
        let done = match key.get_ref().as_ref() {
            "inherits" | "palette" => Ok(()),
            "dark" => flag(value).map(|dark| theme.dark = dark),
            "background" => colour(value, palette).map(|colour| theme.background = colour),
            "speakers" => colours(value, palette).map(|colours| theme.speakers = colours),
            "speakers16" => colours(value, palette).map(|colours| theme.speakers16 = colours),
            "shapes" => shapes(value).map(|shapes| theme.shapes = shapes),
            "styles" => match value.as_table() {
                Some(styles) => {
                    for written in entries(styles) {
                        style(theme, written, palette, input);
                    }
                    Ok(())
                }
                None => Err("[styles] is a table of names and styles".to_owned()),
            },
            name => Err(format!("a theme has no “{name}”{}", did_you_mean(name, KEYS))),
        };
        if let Err(reason) = done {
            input.wrong(at, &reason);
        }
    }
}

fn style(theme: &mut Theme, (scope, value): Written, palette: &Palette, input: &mut Input) {
    match entry(value.get_ref(), palette) {
        Ok(entry) => drop(theme.styles.insert(scope.get_ref().to_string(), entry)),
        Err(reason) => input.wrong(Some(value.span().start), &reason),
    }
}

fn entry(value: &DeValue<'_>, palette: &Palette) -> Result<Entry, String> {
    let Some(table) = value.as_table() else {
        let style = Style { fg: Some(colour(value, palette)?), ..Style::default() };
        return Ok(Entry { style, mono: None });
    };
    let mut entry = Entry::default();
    for (key, value) in entries(table) {
        let value = value.get_ref();
        match key.get_ref().as_ref() {
            "fg" => entry.style.fg = Some(colour(value, palette)?),
            "bg" => entry.style.bg = Some(colour(value, palette)?),
            "mono" => entry.mono = Some(mono(value)?),
            name => {
                let wanted = flag(value)?;
                *attribute(&mut entry.style, name).ok_or_else(|| unknown(name))? = wanted;
            }
        }
    }
    Ok(entry)
}

fn mono(value: &DeValue<'_>) -> Result<Style, String> {
    let wrong = || format!("mono is a list of some of {}", ATTRIBUTES.join(", "));
    let mut style = Style::default();
    for item in value.as_array().ok_or_else(wrong)? {
        let name = item.get_ref().as_str().ok_or_else(wrong)?;
        *attribute(&mut style, name).ok_or_else(|| unknown(name))? = true;
    }
    Ok(style)
}

fn attribute<'a>(style: &'a mut Style, name: &str) -> Option<&'a mut bool> {
    match name {
        "bold" => Some(&mut style.bold),
        "dim" => Some(&mut style.dim),
        "italic" => Some(&mut style.italic),
        "underline" => Some(&mut style.underline),
        "reverse" => Some(&mut style.reverse),
        _ => None,
    }
}

fn unknown(name: &str) -> String {
    format!("a style has no “{name}”; it has fg, bg, mono, {}", ATTRIBUTES.join(", "))
}

fn flag(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "this is true or false, without quotation marks".to_owned())
}

fn shapes(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let wrong = || "shapes is a list of single characters, each one cell wide".to_owned();
    let shape = |item: &toml::Spanned<DeValue<'_>>| {
        let written = item.get_ref().as_str()?;
        let narrow = written.chars().count() == 1 && UnicodeWidthStr::width(written) == 1 && safe(written) == written;
        narrow.then(|| written.to_owned())
    };
    value.as_array().ok_or_else(wrong)?.iter().map(|item| shape(item).ok_or_else(wrong)).collect()
}

fn colours(value: &DeValue<'_>, palette: &Palette) -> Result<Vec<Colour>, String> {
    let list = value.as_array().ok_or_else(|| "this is a list of colours".to_owned())?;
    list.iter().map(|item| colour(item.get_ref(), palette)).collect()
}

fn colour(value: &DeValue<'_>, palette: &Palette) -> Result<Colour, String> {
    let written = value.as_str().ok_or_else(|| "a colour is written in quotation marks".to_owned())?;
    palette.get(written).copied().or_else(|| Colour::parse(written)).ok_or_else(|| {
        format!("“{written}” is no colour; write #rrggbb, a name like bright-red, 0 to 255, or a name of [palette]")
    })
}
