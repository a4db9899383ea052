//! How things look: styles by dotted name, and a palette of speakers. Knows no terminal; whoever draws translates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

pub use super::colour::{Colour, ColourDepth};
use super::file::{Input, Problem, did_you_mean};

mod read;

/// The themes that ship with the program: name and file.
const SHIPPED: [(&str, &str); 6] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("sepia", include_str!("../../assets/themes/sepia.toml")),
    ("contrast-dark", include_str!("../../assets/themes/contrast-dark.toml")),
    ("contrast-light", include_str!("../../assets/themes/contrast-light.toml")),
    ("colour-blind", include_str!("../../assets/themes/colour-blind.toml")),
];

/// How something looks. What is not given is as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Colour of the text.
    pub fg: Option<Colour>,
    /// Colour behind the text.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Fainter.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Text and background swapped.
    pub reverse: bool,
}

/// A style, and what stands in for it where there are no shades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Entry {
    style: Style,
    mono: Option<Style>,
}

impl Entry {
    fn at(self, depth: ColourDepth) -> Style {
        let colour = |colour: Option<Colour>| colour.map(|colour| colour.at(depth));
        let style = Style { fg: colour(self.style.fg), bg: colour(self.style.bg), ..self.style };
        match (depth, self.mono) {
            (ColourDepth::None, mono) => {
                let plain = mono.unwrap_or(style);
                let underline = plain.underline || plain.italic && mono.is_some();
                Style { fg: None, bg: None, italic: false, underline, ..plain }
            }
            // Shades of a background mean nothing among sixteen colours that the user chose.
            (ColourDepth::Sixteen, Some(mono)) if style.bg.is_some() => {
                Style { fg: style.fg.filter(|_| !mono.reverse), ..mono }
            }
            _ => style,
        }
    }
}

/// How everything looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Whether it is for dark backgrounds.
    pub dark: bool,
    background: Colour,
    styles: BTreeMap<String, Entry>,
    speakers: Vec<Colour>,
    speakers16: Vec<Colour>,
    shapes: Vec<String>,
}

/// The bar beside what somebody says, where a theme has no shapes.
const BAR: &str = "▌";

impl Theme {
    /// The style of a dotted name: `ui.status.title`, else `ui.status`, else `ui`, else nothing.
    pub fn style(&self, scope: &str) -> Style {
        let mut scope = scope;
        loop {
            if let Some(entry) = self.styles.get(scope) {
                return entry.style;
            }
            match scope.rsplit_once('.') {
                Some((outer, _)) => scope = outer,
                None => return Style::default(),
            }
        }
    }

    /// The colour of the speaker of that number; they come round again where there are more speakers than colours.
    pub fn speaker(&self, index: usize) -> Colour {
        let wrapped = index.checked_rem(self.speakers.len());
        wrapped.and_then(|index| self.speakers.get(index)).copied().unwrap_or_default()
    }

    /// The bar of the speaker of that number: of the same shape for all, unless the theme tells speakers apart by it.
    pub fn shape(&self, index: usize) -> &str {
        let wrapped = index.checked_rem(self.shapes.len());
        wrapped.and_then(|index| self.shapes.get(index)).map_or(BAR, String::as_str)
    }

    /// Whether speakers have bars of shapes of their own.
    pub fn has_shapes(&self) -> bool {
        !self.shapes.is_empty()
    }

    /// The colours of speakers.
    pub fn speakers(&self) -> &[Colour] {
        &self.speakers
    }

    /// The background that it is made for.
    pub fn background(&self) -> Colour {
        self.background
    }

    /// The same theme for a terminal of the other sort of background: it brings its own, and ink to go with it.
    #[must_use]
    pub fn on_its_own_background(mut self) -> Theme {
        let ink = if self.dark { Colour::Rgb(0xdd, 0xde, 0xe2) } else { Colour::Rgb(0x1c, 0x1b, 0x18) };
        let background = self.background;
        // What is filled with a colour before anything is written on it.
        for scope in ["ui", "ui.overlay", "ui.status", "ui.prompt"] {
            let style = self.style(scope);
            let filled = Style { fg: style.fg.or(Some(ink)), bg: style.bg.or(Some(background)), ..style };
            let mono = self.styles.get(scope).and_then(|entry| entry.mono);
            self.styles.insert(scope.to_owned(), Entry { style: filled, mono });
        }
        self
    }

    /// What is left of it on a terminal of fewer colours. [`ColourDepth::None`]: no colour at all, only bold, dim,
    /// underlined and reversed.
    #[must_use]
    pub fn for_depth(&self, depth: ColourDepth) -> Theme {
        let styles =
            self.styles.iter().map(|(scope, entry)| (scope.clone(), Entry { style: entry.at(depth), mono: None }));
        let speakers = match depth {
            ColourDepth::None => Vec::new(),
            ColourDepth::Sixteen if !self.speakers16.is_empty() => self.speakers16.clone(),
            _ => self.speakers.iter().map(|colour| colour.at(depth)).collect(),
        };
        Theme { styles: styles.collect(), speakers, background: self.background.at(depth), ..self.clone() }
    }
}

/// All themes: those that ship with the program and the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes(Vec<Known>);

impl Default for Themes {
    /// The themes that ship with the program.
    fn default() -> Self {
        Self(SHIPPED.iter().map(|(name, _)| Known::shipped(name)).collect())
    }
}

/// A theme: read once somebody asks for it where it ships with the program, since only one of them is worn.
#[derive(Clone, Debug)]
struct Known {
    name: String,
    /// The texts that it is read from, the innermost first.
    sources: OnceLock<Vec<String>>,
    theme: OnceLock<Theme>,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.sources() == other.sources()
    }
}

impl Eq for Known {}

impl Known {
    fn shipped(name: &str) -> Self {
        Self { name: name.to_owned(), sources: OnceLock::new(), theme: OnceLock::new() }
    }

    fn sources(&self) -> &[String] {
        self.sources.get_or_init(|| shipped_sources(&self.name))
    }

    fn theme(&self) -> &Theme {
        self.theme.get_or_init(|| {
            let (text, bases) =
                self.sources().split_last().map_or(("", &[][..]), |(text, bases)| (text.as_str(), bases));
            read::theme(&self.name, bases, &mut Input::new(format!("{}.toml", self.name), text))
        })
    }
}

/// The texts of a shipped theme, the innermost first.
fn shipped_sources(name: &str) -> Vec<String> {
    let mut sources = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some((_, text)) = next.take().and_then(|name| SHIPPED.into_iter().find(|(known, _)| *known == name)) {
        sources.insert(0, text.to_owned());
        next = read::inherits(text).map(|(base, _)| base).filter(|_| sources.len() < SHIPPED.len());
    }
    sources
}

impl Themes {
    fn find(&self, name: &str) -> Option<&Known> {
        self.0.iter().find(|known| known.name == name)
    }

    /// The theme of that name.
    pub fn get(&self, name: &str) -> Option<&Theme> {
        self.find(name).map(Known::theme)
    }

    /// Their names, shipped ones first.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|known| known.name.clone()).collect()
    }

    /// Adds the user's themes, the `.toml` files of a folder in order of their names; what is wrong in them comes back.
    pub(super) fn read(&mut self, folder: &Path) -> Vec<Problem> {
        let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut files: Vec<_> = listed.filter_map(|file| Some(file.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
        files.sort();
        let mut problems = Vec::new();
        for file in files {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mut input = Input::read(&file);
            self.add(&name, &mut input);
            problems.extend(input.into_problems());
        }
        problems
    }

    /// Adds a theme, or puts it in the place of the one with its name.
    fn add(&mut self, name: &str, input: &mut Input) {
        let mut sources = self.bases(input);
        let theme = read::theme(name, &sources, input);
        sources.push(input.text().to_owned());
        let new = Known { name: name.to_owned(), sources: sources.into(), theme: theme.into() };
        match self.0.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = new,
            None => self.0.push(new),
        }
    }

    /// The texts that a theme builds on, the innermost first.
    fn bases(&self, input: &mut Input) -> Vec<String> {
        let Some((base, at)) = read::inherits(input.text()) else { return Vec::new() };
        if let Some(known) = self.find(&base) {
            return known.sources().to_vec();
        }
        let close = did_you_mean(&base, self.0.iter().map(|known| known.name.as_str()));
        input.wrong(Some(at), &format!("there is no theme “{base}” to build on{close}"));
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
