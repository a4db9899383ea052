//! Who wrote an article, where it stands and when, as people write it. Knows no widths.

use super::Metadata;

/// Who, where or when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit<'a> {
    /// As the source writes it.
    pub written: &'a str,
    /// As people write it, on one line; not made safe for a terminal.
    pub shown: String,
}

impl Metadata {
    /// Who wrote the article, where it stands, when that was: what is known of it, and nothing twice.
    pub fn credit(&self) -> Vec<Credit<'_>> {
        let language = self.language.as_deref().unwrap_or_default();
        let day = self.date.as_deref().and_then(Day::read);
        let mut parts: Vec<Credit> = Vec::new();
        // Some pages give as their byline when they came out: that is nobody.
        let byline = self.byline.as_deref().filter(|words| !tells_only_when(words));
        // Names as a source lists them are without the titles, places and capitals of a byline.
        let names = Some(self.authors.join(", ")).filter(|names| !names.is_empty());
        let byline = byline.or(self.authors.first().map(String::as_str));
        let known = [(byline, names, None), (self.site.as_deref(), None, None), (self.date.as_deref(), None, day)];
        for (written, names, day) in known {
            let Some(written) = written else { continue };
            let flat = || written.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = names.unwrap_or_else(|| day.map_or_else(flat, |day| day.shown(language)));
            let told = |part: &Credit| {
                let (known, new) = (part.shown.to_lowercase(), shown.to_lowercase());
                known.contains(&new) || day.is_some_and(|day| day.is_in(&known))
            };
            if !shown.is_empty() && !parts.iter().any(told) {
                parts.push(Credit { written, shown });
            }
        }
        parts
    }
}

/// Whether words tell nothing but when.
fn tells_only_when(words: &str) -> bool {
    const BESIDE: [&str; 12] = ["at", "on", "am", "pm", "a", "p", "m", "updated", "published", "posted", "um", "uhr"];
    let is_month = |word: &str| {
        let mut names = ENGLISH.iter().chain(&GERMAN).chain(&FRENCH);
        word.len() >= 3 && names.any(|name| name.to_lowercase().starts_with(word))
    };
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let lower = words.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_when =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || is_month(word) || BESIDE.contains(&word);
    words().any(is_year) && words().all(is_when)
}

/// A day, of a date as machines write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: u16,
    month: usize,
    of_month: u8,
}

/// The names of the months.
pub const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

impl Day {
    /// `2015-03-05`, and whatever time stands behind it.
    fn read(written: &str) -> Option<Self> {
        let written = written.trim();
        let mut parts = written.get(..10)?.split('-');
        let mut next = |digits: usize| {
            let part =
                parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
            part?.parse::<u16>().ok()
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let rest = written.get(10..).unwrap_or_default();
        let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ', '+', 'Z']);
        let known = (1..=12).contains(&month) && (1..=31).contains(&day);
        (ends && known).then_some(Self { year, month: usize::from(month), of_month: day as u8 })
    }

    /// As one writes it in a language; as machines do where that is not known.
    fn shown(self, language: &str) -> String {
        let Self { year, month, of_month: day } = self;
        let named = |names: [&'static str; 12]| names.get(month - 1).copied().unwrap_or_default();
        let tag = language.to_ascii_lowercase().replace('_', "-");
        match tag.split('-').next().unwrap_or_default() {
            "en" if tag == "en-us" => format!("{} {day}, {year}", named(ENGLISH)),
            "en" => format!("{day} {} {year}", named(ENGLISH)),
            "de" => format!("{day}. {} {year}", named(GERMAN)),
            "fr" => format!("{day}{} {} {year}", if day == 1 { "er" } else { "" }, named(FRENCH)),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// Whether words tell this day already.
    fn is_in(self, words: &str) -> bool {
        let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<u16>().ok());
        let all: Vec<u16> = numbers.by_ref().take(20).collect();
        all.contains(&self.year) && all.contains(&u16::from(self.of_month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(byline: &str, site: &str, date: &str, language: &str) -> String {
        let some = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
        let metadata = Metadata {
            byline: some(byline),
            site: some(site),
            date: some(date),
            language: some(language),
            ..Metadata::default()
        };
        metadata.credit().into_iter().map(|part| part.shown).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_time_is_nobody() {
        for words in ["April 28, 2019 at 6:01 am Updated April 29, 2019 at 3:33 pm", "5. März 2015, 12:30 Uhr"] {
            assert!(tells_only_when(words), "{words}");
            assert_eq!(shown(words, "The Post", "", "en"), "The Post");
        }
        for words in ["April Lee", "May Day Press, 2019", "BBC News", "", "Mark Twain 1884"] {
            assert!(!tells_only_when(words), "{words}");
        }
    }

    #[test]
    fn dates_are_written_as_in_the_language_of_the_article() {
        for (language, expected) in [
            ("en", "1 March 2015"),
            ("en-US", "March 1, 2015"),
            ("de-AT", "1. März 2015"),
            ("fr", "1er mars 2015"),
            ("sv", "2015-03-01"),
            ("", "2015-03-01"),
        ] {
            assert_eq!(shown("", "", "2015-03-01T05:36:09+01:00", language), expected);
        }
        for written in ["3 March", "2015-13-01", "2015-03-010", "20150301", "yesterday", "2015-03-0é"] {
            assert_eq!(shown("", "", written, "en"), written);
        }
    }

    #[test]
    fn listed_names_are_shown_in_place_of_the_byline() {
        let authors = vec!["Ada Voss".to_owned(), "Jon Vale".to_owned()];
        let byline = Some("ADA VOSS and JON VALE, in Havn".to_owned());
        let metadata = Metadata { byline, authors: authors.clone(), ..Metadata::default() };
        assert_eq!(metadata.credit()[0].shown, "Ada Voss, Jon Vale");
        assert_eq!(Metadata { authors, ..Metadata::default() }.credit()[0].shown, "Ada Voss, Jon Vale");
    }

    #[test]
    fn nothing_is_told_twice() {
        assert_eq!(
            shown("Lena  Brandt", "The Sill Gazette", "3 March", "en"),
            "Lena Brandt | The Sill Gazette | 3 March"
        );
        assert_eq!(shown("Tarn News", "Tarn News", "", ""), "Tarn News");
        assert_eq!(shown("Jo Marsh, April 28, 2019", "", "2019-04-28 06:01:07", "en"), "Jo Marsh, April 28, 2019");
        assert_eq!(shown("", "", "", "en"), "");
    }
}
