//! Reads the files of the configuration, and says what is wrong in them, with file and line. Never fails.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::display::safe;

/// Larger files are no configuration, bytes.
const LARGEST: u64 = 1 << 20;

/// A mistake in a file of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In which file.
    pub file: PathBuf,
    /// In which line, from 1; `None` where it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong and what would be right; safe to show.
    pub message: String,
}

impl fmt::Display for Problem {
    /// `file:line: message`, safe to show.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe(&self.file.to_string_lossy()))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// A file of the configuration, and the mistakes found in it so far.
#[derive(Debug)]
pub struct Input {
    file: PathBuf,
    text: String,
    problems: Vec<Problem>,
}

/// A key and its value with their places in the text.
pub type Entry<'a> = (&'a Spanned<toml::de::DeString<'a>>, &'a Spanned<DeValue<'a>>);

impl Input {
    /// Text that ships with the program, or is invented by a test.
    pub fn new(file: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into(), problems: Vec::new() }
    }

    /// Reads a file. One that is not there is empty; one that cannot be read is empty too, and a mistake.
    pub fn read(file: &Path) -> Self {
        let mut input = Self::new(file, "");
        match read(file) {
            Ok(text) => input.text = text,
            Err(reason) => input.wrong(None, &reason),
        }
        input
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a mistake; `at` is a byte of the text. One a line is told: others mostly follow from it.
    pub fn wrong(&mut self, at: Option<usize>, message: &str) {
        let line = at.map(|at| 1 + self.text.bytes().take(at).filter(|&byte| byte == b'\n').count());
        if line.is_some() && self.problems.iter().any(|problem| problem.line == line) {
            return;
        }
        self.problems.push(Problem { file: self.file.clone(), line, message: safe(message).into_owned() });
    }

    /// What is written in `text`, as far as it can be understood; what cannot is a mistake.
    pub fn parse<'a>(&mut self, text: &'a str) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            self.wrong(error.span().map(|span| span.start), error.message());
        }
        table.into_inner()
    }

    /// The mistakes, in the order of their lines.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems
    }
}

/// The entries of a table in the order in which they are written.
pub fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn read(file: &Path) -> Result<String, String> {
    let reason = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied => "permission denied; it is passed over".to_owned(),
        _ => format!("{error}; it is passed over"),
    };
    let metadata = match fs::metadata(file) {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(String::new());
        }
        Err(error) => return Err(reason(error)),
    };
    if !metadata.is_file() {
        return Err("this is no file; it is passed over".to_owned());
    }
    if metadata.len() > LARGEST {
        return Err("this is too large for a configuration; it is passed over".to_owned());
    }
    let bytes = fs::read(file).map_err(reason)?;
    String::from_utf8(bytes).map_err(|_| "this is not UTF-8; it is passed over".to_owned())
}

/// `did you mean “…”?` where one of `known` is close to `written`, else an empty string.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let closest = known.into_iter().map(|name| (distance(written, name), name)).min();
    match closest {
        Some((far, name)) if far <= 2 || far * 3 <= name.len() => format!("; did you mean “{name}”?"),
        _ => String::new(),
    }
}

/// The distance of Levenshtein, characters; words of more than 64 characters are far from everything.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(65).collect();
    if b.len() > 64 || a.chars().nth(64).is_some() {
        return usize::MAX / 4;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(j + 1);
            let cost = (before + usize::from(x != *y)).min(left + 1).min(above + 1);
            before = above;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = cost;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_have_a_line() {
        let text = "a = 1\nb = \nc = 2\nc = 3\n";
        let mut input = Input::new("x.toml", text);
        let table = input.parse(text);
        assert!(table.contains_key("a"));
        let lines: Vec<_> = input.into_problems().iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(2), Some(4)]);
    }

    #[test]
    fn mistakes_are_safe_to_show() {
        let mut input = Input::new("a\x1b[2J.toml", "x");
        input.wrong(Some(0), "\u{202e}");
        assert_eq!(input.into_problems()[0].to_string(), "a␛[2J.toml:1: ‹U+202E›");
    }

    #[test]
    fn a_file_that_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Input::read(&folder.path().join("none")).into_problems().is_empty());
        assert_eq!(Input::read(folder.path()).into_problems().len(), 1);
        let file = folder.path().join("latin.toml");
        fs::write(&file, b"a = \"\xe9\"").unwrap();
        assert!(Input::read(&file).into_problems()[0].message.contains("UTF-8"));
    }

    #[test]
    fn names_that_are_close() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(did_you_mean("next-quotaton", ["quit", "next-quotation"]), "; did you mean “next-quotation”?");
        assert_eq!(did_you_mean("zzzzzz", ["quit"]), "");
    }
}
