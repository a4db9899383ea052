//! Drawings of a DOCX: which picture one shows, what it says that it shows, and how large. Word tells it by two languages,
//! `DrawingML` and, in old files, VML.

use crate::document::html::Start;

/// Parts of a pixel in which `DrawingML` measures.
const EMU: u32 = 9525;
/// Pictures that are no higher stand within words, pixels.
const SMALL: u32 = 40;

/// The drawing that is being read.
#[derive(Debug, Default)]
pub struct Drawing {
    words: String,
    size: (Option<u32>, Option<u32>),
    /// It stands beside the words, which flow around it.
    beside: bool,
    /// The next reference is to a picture, not to the texture of a shape.
    picture: bool,
}

impl Drawing {
    /// Takes in the start of an element; the relation of a picture that it shows. What describes it stands in front.
    pub fn start<'s>(&mut self, start: &'s Start) -> Option<&'s str> {
        match &*start.name {
            "wp:inline" | "wp:anchor" => {
                *self = Self { beside: &*start.name == "wp:anchor", ..Self::default() };
            }
            "wp:extent" => {
                let pixels = |name| pixels(start.get(name)?.trim().parse::<u64>().ok()? / u64::from(EMU));
                self.size = (pixels("cx"), pixels("cy"));
            }
            "wp:docpr" | "pic:cnvpr" => self.describe(start.get("descr")),
            "pic:blipfill" => self.picture = true,
            "a:blip" if std::mem::take(&mut self.picture) => {
                return start.get("r:embed").or_else(|| start.get("r:link"));
            }
            "v:shape" | "v:rect" => {
                let size = |name| measure(start.get("style")?, name);
                *self = Self { size: (size("width"), size("height")), ..Self::default() };
                self.describe(start.get("alt"));
            }
            "v:imagedata" => return start.get("r:id"),
            _ => {}
        }
        None
    }

    /// What is known of the picture; its words are those of the next one in the same drawing no more.
    pub fn take(&mut self) -> (String, (Option<u32>, Option<u32>)) {
        (std::mem::take(&mut self.words), self.size)
    }

    /// Whether it is as small as words are, and stands among them.
    pub fn is_small(&self) -> bool {
        !self.beside && self.size.1.is_some_and(|height| height <= SMALL)
    }

    /// A description in words: the first line, since programs add below that they made it. The name of a file, which others
    /// put there, describes nothing.
    fn describe(&mut self, said: Option<&str>) {
        let line = said.unwrap_or("").lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
        let named = !line.contains(char::is_whitespace) && line.contains(['.', '/', '\\']) || line.contains(":\\");
        if self.words.is_empty() && !named {
            self.words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

fn pixels(count: u64) -> Option<u32> {
    u32::try_from(count).ok().filter(|pixels| (1..=20_000).contains(pixels))
}

/// A length that a VML style names, pixels.
fn measure(style: &str, name: &str) -> Option<u32> {
    let (_, value) = style.split(';').filter_map(|part| part.split_once(':')).find(|(key, _)| key.trim() == name)?;
    let value = value.trim();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = value.strip_suffix(unit)?.parse().ok()?;
    let parts = match unit {
        "pt" => 96.0 / 72.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "" | "px" => 1.0,
        _ => return None,
    };
    pixels((number * parts).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_old_files() {
        let style = "position:absolute; width:72pt;height: 1in;left:x";
        assert_eq!((measure(style, "width"), measure(style, "height")), (Some(96), Some(96)));
        assert_eq!((measure(style, "left"), measure("width:-4pt", "width")), (None, None));
    }

    #[test]
    fn descriptions_are_words() {
        let described = |said: &str| {
            let mut drawing = Drawing::default();
            drawing.describe(Some(said));
            drawing.words
        };
        assert_eq!(described("A  red hat\n\nDescription automatically generated"), "A red hat");
        assert_eq!(described("Hat"), "Hat");
        for name in ["image1.png", "C:\\My files\\hat.jpg", "http://example.org/hat", ""] {
            assert_eq!(described(name), "", "{name}");
        }
    }
}
