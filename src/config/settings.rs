//! The settings of `config.toml`.

use toml::de::DeValue;

use super::file::{Input, did_you_mean, entries};
use super::theme::Themes;

/// The narrowest and the widest column, cells.
const COLUMN: std::ops::RangeInclusive<u16> = 20..=240;

/// What the user chose, or else what ships with the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The widest the text may be, cells.
    pub column_width: u16,
    /// The name of a theme; `None`: dark or light, as the terminal is.
    pub theme: Option<String>,
    /// Whether the mouse is dixit's and not the terminal's.
    pub mouse: bool,
    /// Paragraphs start further in, instead of under a blank row.
    pub indents: bool,
    /// Rows of running text are stretched to the width of the column.
    pub justify: bool,
    /// Words may be divided at the ends of rows.
    pub hyphenate: bool,
    /// Words that run from right to left are put in order by dixit, for terminals that do not do it.
    pub reorder: bool,
    /// Terminals that can are told where links lead, so that they open them.
    pub hyperlinks: bool,
    /// Pictures are shown, where the terminal can.
    pub images: bool,
    /// Below this confidence a quotation shows its candidates, and no speaker, 0..=1.
    pub unsure_below: f32,
    /// Attitudes are shown from the start: what people think, want or plan.
    pub attitudes: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            column_width: 72,
            theme: None,
            mouse: true,
            indents: false,
            justify: false,
            hyphenate: false,
            reorder: false,
            hyperlinks: true,
            images: true,
            unsure_below: 0.5,
            attitudes: false,
        }
    }
}

impl Settings {
    /// The names that can be set.
    const NAMES: [&'static str; 11] = [
        "column_width",
        "theme",
        "mouse",
        "indents",
        "justify",
        "hyphenate",
        "reorder",
        "hyperlinks",
        "images",
        "unsure_below",
        "attitudes",
    ];

    /// Reads a file over the shipped settings.
    pub(super) fn read(input: &mut Input, themes: &Themes) -> Self {
        let mut settings = Self::default();
        let text = input.text().to_owned();
        let table = input.parse(&text);
        for (key, value) in entries(&table) {
            let set = match key.get_ref().as_ref() {
                "column_width" => width(value.get_ref()).map(|width| settings.column_width = width),
                "theme" => theme(value.get_ref(), themes).map(|theme| settings.theme = theme),
                "mouse" => switch(value.get_ref()).map(|mouse| settings.mouse = mouse),
                "indents" => switch(value.get_ref()).map(|indents| settings.indents = indents),
                "justify" => switch(value.get_ref()).map(|justify| settings.justify = justify),
                "hyphenate" => switch(value.get_ref()).map(|hyphenate| settings.hyphenate = hyphenate),
                "reorder" => switch(value.get_ref()).map(|reorder| settings.reorder = reorder),
                "hyperlinks" => switch(value.get_ref()).map(|hyperlinks| settings.hyperlinks = hyperlinks),
                "images" => switch(value.get_ref()).map(|images| settings.images = images),
                "unsure_below" => probability(value.get_ref()).map(|floor| settings.unsure_below = floor),
                "attitudes" => switch(value.get_ref()).map(|attitudes| settings.attitudes = attitudes),
                name => {
                    let reason = format!("there is no setting “{name}”{}", did_you_mean(name, Self::NAMES));
                    input.wrong(Some(key.span().start), &reason);
                    continue;
                }
            };
            if let Err(reason) = set {
                input.wrong(Some(value.span().start), &reason);
            }
        }
        settings
    }
}

fn width(value: &DeValue<'_>) -> Result<u16, String> {
    let number = value.as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
    number.filter(|number| COLUMN.contains(number)).ok_or_else(|| {
        format!(
            "column_width is a number of cells from {} to {}, without quotation marks",
            COLUMN.start(),
            COLUMN.end()
        )
    })
}

fn theme(value: &DeValue<'_>, themes: &Themes) -> Result<Option<String>, String> {
    match value {
        DeValue::String(name) if name == "auto" => Ok(None),
        DeValue::String(name) if themes.get(name).is_some() => Ok(Some(name.to_string())),
        DeValue::String(name) => {
            let names = themes.names();
            let close = did_you_mean(name, names.iter().map(String::as_str));
            Err(format!("there is no theme “{name}”{close}; there are auto, {}", names.join(", ")))
        }
        _ => Err("theme is a name in quotation marks".to_owned()),
    }
}

fn probability(value: &DeValue<'_>) -> Result<f32, String> {
    let number = match value {
        DeValue::Float(number) => number.as_str().parse().ok(),
        DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok().map(f32::from),
        _ => None,
    };
    number
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| "unsure_below is a probability from 0.0 to 1.0, without quotation marks".to_owned())
}

fn switch(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "this is true or false, without quotation marks".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, usize) {
        let mut input = Input::new("config.toml", text);
        let settings = Settings::read(&mut input, &Themes::default());
        (settings, input.into_problems().len())
    }

    #[test]
    fn what_is_set_holds() {
        let (settings, problems) = read(
            "column_width = 90\ntheme = \"light\"\nmouse = false\njustify = true\nhyperlinks = false\nimages = false\n\
             unsure_below = 0.7\nattitudes = true",
        );
        assert_eq!(
            (settings, problems),
            (
                Settings {
                    column_width: 90,
                    theme: Some("light".to_owned()),
                    mouse: false,
                    justify: true,
                    hyperlinks: false,
                    images: false,
                    unsure_below: 0.7,
                    attitudes: true,
                    ..Settings::default()
                },
                0
            )
        );
        assert_eq!(read("theme = \"auto\"").0.theme, None);
        assert!(read("unsure_below = 1").0.unsure_below > 0.99);
    }

    #[test]
    fn what_is_wrong_leaves_what_ships() {
        for wrong in [
            "column_width = 3",
            "column_width = \"80\"",
            "theme = \"drak\"",
            "theme = 1",
            "mouse = 1",
            "x = 1",
            "indents = 2",
            "unsure_below = 1.5",
            "unsure_below = \"0.5\"",
            "attitudes = 1",
        ] {
            assert_eq!(read(wrong), (Settings::default(), 1), "{wrong}");
        }
    }
}
