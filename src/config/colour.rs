//! Colours without a terminal: how they are written, how far apart they are, and what is left of them where a terminal
//! shows few.

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Colour {
    /// What the terminal has for text or background.
    #[default]
    Default,
    /// One of the terminal's 256: 0 to 15 are the user's own sixteen, from 16 on they are fixed.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColourDepth {
    /// None, or none are wished for.
    None,
    /// The user's sixteen.
    Sixteen,
    /// 256.
    Ansi256,
    /// All.
    True,
}

/// Names of the user's sixteen colours, in their order.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What xterm shows for the sixteen; other terminals differ, but not so that red turns green.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// Colours nearer to each other than this look alike.
const ALIKE: u32 = 135 * 135;

/// The steps of the colour cube of 256 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// Reads `#rrggbb`, `default`, a name of the sixteen or a number from 0 to 255.
    pub fn parse(written: &str) -> Option<Self> {
        if let Some(hex) = written.strip_prefix('#') {
            let digits = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
            let number = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
            let [_, red, green, blue] = number.to_be_bytes();
            return Some(Self::Rgb(red, green, blue));
        }
        if written == "default" {
            return Some(Self::Default);
        }
        let name = written.replace("grey", "black").replace("gray", "black");
        match NAMES.iter().position(|known| *known == name) {
            Some(index) => Some(Self::Indexed(index as u8)),
            None => written.parse().ok().map(Self::Indexed),
        }
    }

    /// Red, green and blue, as xterm shows them; `None` for the terminal's own.
    pub fn rgb(self) -> Option<(u8, u8, u8)> {
        match self {
            Self::Default => None,
            Self::Rgb(red, green, blue) => Some((red, green, blue)),
            Self::Indexed(index @ 0..=15) => SIXTEEN.get(usize::from(index)).copied(),
            Self::Indexed(index @ 16..=231) => {
                let step = |of: u8| STEPS.get(usize::from(of % 6)).copied().unwrap_or(0);
                let index = index - 16;
                Some((step(index / 36), step(index / 6), step(index)))
            }
            Self::Indexed(index) => {
                let grey = 8 + 10 * (index - 232);
                Some((grey, grey, grey))
            }
        }
    }

    /// The nearest colour of those that a terminal shows.
    #[must_use]
    pub fn at(self, depth: ColourDepth) -> Self {
        match (self, depth) {
            (_, ColourDepth::None) => Self::Default,
            (Self::Rgb(..), ColourDepth::Ansi256) => self.nearest(16..=255),
            (Self::Rgb(..) | Self::Indexed(16..), ColourDepth::Sixteen) => self.nearest(0..=15),
            _ => self,
        }
    }

    fn nearest(self, among: std::ops::RangeInclusive<u8>) -> Self {
        let Some(wanted) = self.rgb() else { return self };
        let far = |index: &u8| Self::Indexed(*index).rgb().map_or(u32::MAX, |rgb| distance(wanted, rgb));
        among.min_by_key(far).map_or(self, Self::Indexed)
    }

    /// Whether it is hard to tell from another at a glance: red from bright red, one blue from the next.
    pub fn is_like(self, other: Self) -> bool {
        match (self.rgb(), other.rgb()) {
            (Some(one), Some(other)) => distance(one, other) < ALIKE,
            _ => true,
        }
    }

    /// The contrast between two colours by WCAG 2.2, 1 to 21; `None` where the terminal chooses one of them.
    pub fn contrast(self, other: Self) -> Option<f64> {
        let (a, b) = (luminance(self.rgb()?), luminance(other.rgb()?));
        Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }
}

/// How different two colours look: the weighted distance of Thiadmer Riemersma, "Colour metric" (`CompuPhase`), squared.
pub fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let mean = u32::midpoint(u32::from(a.0), u32::from(b.0));
    ((512 + mean) * square(a.0, b.0)) / 256 + 4 * square(a.1, b.1) + ((767 - mean) * square(a.2, b.2)) / 256
}

/// Relative luminance by WCAG 2.2, 0 to 1.
fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!(Colour::parse("#1A2b3c"), Some(Colour::Rgb(0x1a, 0x2b, 0x3c)));
        assert_eq!(Colour::parse("bright-red"), Some(Colour::Indexed(9)));
        assert_eq!(Colour::parse("bright-grey"), Some(Colour::Indexed(8)));
        assert_eq!(Colour::parse("214"), Some(Colour::Indexed(214)));
        assert_eq!(Colour::parse("default"), Some(Colour::Default));
        for wrong in ["", "#12", "#gggggg", "#+12345", "256", "-1", "reddish"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fewer_colours() {
        assert_eq!(Colour::Rgb(250, 3, 3).at(ColourDepth::Sixteen), Colour::Indexed(9));
        assert_eq!(Colour::Rgb(255, 175, 0).at(ColourDepth::Ansi256), Colour::Indexed(214));
        assert_eq!(Colour::Indexed(214).at(ColourDepth::Ansi256), Colour::Indexed(214));
        assert_eq!(Colour::Indexed(3).at(ColourDepth::Sixteen), Colour::Indexed(3));
        assert_eq!(Colour::Rgb(1, 2, 3).at(ColourDepth::None), Colour::Default);
        assert_eq!(Colour::Rgb(1, 2, 3).at(ColourDepth::True), Colour::Rgb(1, 2, 3));
    }

    #[test]
    fn shades_of_one_colour_are_alike() {
        let named = |name| Colour::parse(name).unwrap();
        for (one, other) in [("red", "bright-red"), ("green", "bright-green"), ("yellow", "bright-yellow")] {
            assert!(named(one).is_like(named(other)), "{one}");
        }
        for (one, other) in [("red", "green"), ("bright-blue", "bright-magenta"), ("cyan", "green")] {
            assert!(!named(one).is_like(named(other)), "{one} {other}");
        }
    }

    #[test]
    fn contrast_is_as_published() {
        let black = Colour::Rgb(0, 0, 0);
        assert!((black.contrast(Colour::Rgb(255, 255, 255)).unwrap() - 21.0).abs() < 0.01);
        assert!((Colour::Rgb(0x77, 0x77, 0x77).contrast(Colour::Rgb(255, 255, 255)).unwrap() - 4.48).abs() < 0.01);
        assert_eq!(black.contrast(Colour::Default), None);
    }
}
