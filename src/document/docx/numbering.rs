//! How the lists of a DOCX are numbered: the levels of each kind of list, and which lists are of that kind.

use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::display;
use crate::document::html::Token;

/// How deep lists may lie in one another.
pub const LEVELS: usize = 9;
/// The longest mark of an item, characters.
const MARK: usize = 24;

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    /// Not at all: all items are alike.
    Bullet,
    /// Not at all, though words may stand in front of the item.
    Words,
    #[default]
    Decimal,
    /// With a zero in front, below ten.
    PaddedDecimal,
    Ordinal,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
}

impl Format {
    /// The format of this name; rare ones, such as numbers in words, are written as digits.
    fn named(name: &str) -> Self {
        match name {
            "bullet" => Self::Bullet,
            "none" => Self::Words,
            "decimalZero" => Self::PaddedDecimal,
            "ordinal" => Self::Ordinal,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            _ => Self::Decimal,
        }
    }

    fn write(self, number: u64) -> String {
        match self {
            Self::Bullet | Self::Words => String::new(),
            Self::Decimal => number.to_string(),
            Self::PaddedDecimal => format!("{number:02}"),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number),
            Self::LowerLetter => letters(number).to_lowercase(),
        }
    }
}

const fn ordinal_ending(number: u64) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

/// `A` to `Z`, then `AA`, `BB` and so on, as Word counts.
fn letters(number: u64) -> String {
    let Some(nth) = number.checked_sub(1).filter(|nth| *nth < 26 * 8) else { return number.to_string() };
    let letter = char::from(b'A' + (nth % 26) as u8);
    std::iter::repeat_n(letter, (nth / 26) as usize + 1).collect()
}

/// How the items on one level of a list are numbered.
#[derive(Clone, Debug)]
struct Level {
    first: u64,
    format: Format,
    /// What stands in front of an item; `%1` to `%9` are the numbers of the levels. `None` where nothing says.
    text: Option<String>,
    /// The numbers of all levels are written in digits.
    digits: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { first: 1, format: Format::default(), text: None, digits: false }
    }
}

/// A list: which kind it is of, and where it differs.
#[derive(Debug, Default)]
struct List {
    kind: String,
    levels: Vec<(usize, Level)>,
    /// Where its numbers start anew, for each level.
    restarts: [Option<u64>; LEVELS],
}

/// The lists of a text, and how far each is counted.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: FxHashMap<String, Vec<Level>>,
    lists: FxHashMap<String, List>,
}

/// How far the lists are counted. Lists of one kind are counted together, and may go on behind other paragraphs.
#[derive(Debug, Default)]
pub struct Counts {
    /// The next number on each level of each kind of list; `None` where that is its first.
    next: FxHashMap<String, [Option<u64>; LEVELS]>,
    /// The lists and levels that had an item.
    begun: FxHashSet<(String, usize)>,
}

/// The place of an item in its list.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number, in lists that are counted.
    pub number: Option<u64>,
    /// What stands in front of it, where that is neither a bullet nor its number and a stop.
    pub mark: Option<String>,
}

impl Numbering {
    /// Reads the lists of a text.
    pub fn read(tokens: &[Token]) -> Self {
        let mut numbering = Self::default();
        let (mut kind, mut list, mut level) = (String::new(), None, None);
        for token in tokens {
            let Token::Start(start) = token else { continue };
            let value = start.get("w:val").unwrap_or("");
            match &*start.name {
                "w:abstractnum" => {
                    start.get("w:abstractnumid").unwrap_or("").clone_into(&mut kind);
                    (list, level) = (None, None);
                }
                "w:num" => {
                    list = start.get("w:numid").map(str::to_owned);
                    level = None;
                }
                "w:abstractnumid" => {
                    let list = list.clone().unwrap_or_default();
                    value.clone_into(&mut numbering.lists.entry(list).or_default().kind);
                }
                "w:lvl" | "w:lvloverride" => {
                    let told = start.get("w:ilvl").and_then(|level| level.parse().ok());
                    let next = numbering.kinds.get(&kind).map_or(0, Vec::len);
                    level = told.or(level.filter(|_| list.is_some())).or(Some(next)).filter(|level| *level < LEVELS);
                    if let Some(level) = level.filter(|_| &*start.name == "w:lvl") {
                        numbering.define(&kind, list.as_deref(), level);
                    }
                }
                "w:startoverride" => {
                    let list = list.as_ref().and_then(|list| numbering.lists.get_mut(list));
                    let restart = level.and_then(|level: usize| list?.restarts.get_mut(level));
                    if let Some(restart) = restart {
                        *restart = value.parse().ok();
                    }
                }
                name => {
                    if let Some(level) = level.and_then(|level| numbering.level(&kind, list.as_deref(), level)) {
                        level.set(name, value);
                    }
                }
            }
        }
        numbering
    }

    /// Starts the definition of a level of a kind of list, or of one list alone.
    fn define(&mut self, kind: &str, list: Option<&str>, level: usize) {
        if let Some(list) = list {
            let levels = &mut self.lists.entry(list.to_owned()).or_default().levels;
            levels.retain(|(own, _)| *own != level);
            levels.push((level, Level::default()));
            return;
        }
        let levels = self.kinds.entry(kind.to_owned()).or_default();
        if levels.len() <= level {
            levels.resize_with(level + 1, Level::default);
        }
    }

    fn level(&mut self, kind: &str, list: Option<&str>, level: usize) -> Option<&mut Level> {
        match list {
            Some(list) => {
                let levels = &mut self.lists.get_mut(list)?.levels;
                levels.iter_mut().find(|(own, _)| *own == level).map(|(_, level)| level)
            }
            None => self.kinds.get_mut(kind)?.get_mut(level),
        }
    }

    /// How a level of a list is numbered; `None` where nothing says.
    fn of(&self, id: &str, level: usize) -> Option<&Level> {
        let list = self.lists.get(id)?;
        let own = list.levels.iter().find(|(own, _)| *own == level).map(|(_, level)| level);
        own.or_else(|| self.kinds.get(&list.kind)?.get(level))
    }

    /// The number that a level of a list starts with, where it is counted.
    pub fn first(&self, id: &str, level: usize) -> Option<u64> {
        self.of(id, level)
            .filter(|level| !matches!(level.format, Format::Bullet | Format::Words))
            .map(|level| level.first)
    }

    /// The place of the next item on a level of a list, which counts as seen then.
    pub fn next(&self, counts: &mut Counts, id: &str, level: usize) -> Place {
        let level = level.min(LEVELS - 1);
        let Some(own) = self.of(id, level) else { return Place { number: None, mark: None } };
        let kind = self.lists.get(id).map_or("", |list| list.kind.as_str());
        let next = counts.next.entry(kind.to_owned()).or_default();
        let restart = self.lists.get(id).and_then(|list| list.restarts.get(level).copied().flatten());
        if let (Some(restart), Some(next)) = (restart, next.get_mut(level))
            && counts.begun.insert((id.to_owned(), level))
        {
            *next = Some(restart);
        }
        let (_, here) = next.split_at_mut(level);
        let mut number = own.first;
        if let Some((next, deeper)) = here.split_first_mut() {
            deeper.fill(None);
            number = next.unwrap_or(own.first);
            *next = Some(number.saturating_add(1));
        }
        let next = *next;
        let counted = !matches!(own.format, Format::Bullet | Format::Words);
        Place {
            number: counted.then_some(number),
            mark: self.mark(id, own, &next).filter(|mark| *mark != format!("{number}.")),
        }
    }

    /// What stands in front of an item whose level is counted as far as `next`.
    fn mark(&self, id: &str, own: &Level, next: &[Option<u64>; LEVELS]) -> Option<String> {
        let text = own.text.as_deref().filter(|_| own.format != Format::Bullet)?;
        let mut mark = String::new();
        let mut signs = text.chars().peekable();
        while let Some(c) = signs.next() {
            let digit =
                signs.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10)).filter(|&digit| digit > 0);
            let Some(level) = digit.map(|digit| digit as usize - 1) else {
                mark.push(c);
                continue;
            };
            signs.next();
            let there = self.of(id, level);
            let first = there.map_or(1, |level| level.first);
            let number = next.get(level).copied().flatten().map_or(first, |next| next.saturating_sub(1));
            let format = if own.digits { Format::Decimal } else { there.map_or(Format::Decimal, |level| level.format) };
            let _ = mark.write_str(&format.write(number));
        }
        let mark = mark.split_whitespace().collect::<Vec<_>>().join(" ");
        let mark: String = display::safe(&mark).chars().take(MARK).collect();
        Some(mark).filter(|mark| !mark.is_empty())
    }
}

impl Level {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "w:start" => self.first = value.parse().unwrap_or(1),
            "w:numfmt" => self.format = Format::named(value),
            "w:lvltext" => self.text = Some(value.chars().take(2 * MARK).collect()),
            "w:islgl" => self.digits = !matches!(value, "0" | "false"),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_format_says() {
        for (format, number, written) in [
            ("decimal", 7, "7"),
            ("decimalZero", 7, "07"),
            ("ordinal", 12, "12th"),
            ("ordinal", 22, "22nd"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 9, "ix"),
            ("upperRoman", 4000, "4000"),
            ("lowerLetter", 26, "z"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 0, "0"),
            ("lowerLetter", u64::MAX, "18446744073709551615"),
            ("cardinalText", 3, "3"),
        ] {
            assert_eq!(Format::named(format).write(number), written, "{format} {number}");
        }
    }
}
