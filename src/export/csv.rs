//! One row for each quotation (RFC 4180). A document without quotations has no row unless it is asked for, one that could not
//! be read has a row with an error. Cells are safe on a terminal and in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::record::{Quote, Record};
use super::{Failure, Source, name};
use crate::display;

const HEADER: [&str; 22] = [
    "document",
    "title",
    "authors",
    "site",
    "date",
    "url",
    "language",
    "start",
    "end",
    "kind",
    "utterance",
    "speaker",
    "speaker_id",
    "speaker_kind",
    "named",
    "speaker_mention",
    "cue",
    "candidates",
    "confidence",
    "evidence",
    "text",
    "error",
];

/// Writes the names of the columns.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    write(out, [HEADER.map(str::to_owned)].into_iter())
}

/// Writes the quotations of one document, under the header where it is the first.
pub fn rows(out: &mut impl Write, record: &Record<'_>, first: bool) -> io::Result<()> {
    if first {
        header(out)?;
    }
    let name = record.name();
    let Source { title, authors, site, date, url, language, .. } = &record.source;
    let article = [
        name.to_string(),
        title.unwrap_or_default().to_owned(),
        authors.join("; "),
        site.unwrap_or_default().to_owned(),
        date.as_deref().unwrap_or_default().to_owned(),
        url.unwrap_or_default().to_owned(),
        language.unwrap_or_default().to_owned(),
    ];
    if record.quotes.is_empty() && record.empty_row {
        let mut row = [const { String::new() }; HEADER.len()];
        row.iter_mut().zip(article).for_each(|(cell, words)| *cell = words);
        return write(out, [row].into_iter());
    }
    let rows = record.quotes.iter().map(|quote| {
        let speaker = quote.speaker_id.and_then(|id| record.actors.get(id as usize));
        let [document, title, authors, site, date, url, language] = article.clone();
        [
            document,
            title,
            authors,
            site,
            date,
            url,
            language,
            quote.start.to_string(),
            quote.end.to_string(),
            quote.kind.to_owned(),
            quote.utterance.to_string(),
            quote.speaker.as_deref().unwrap_or_default().to_owned(),
            ids(quote),
            speaker.map_or("", |actor| actor.kind).to_owned(),
            quote.named.map_or(String::new(), |named| named.to_string()),
            quote.speaker_mention.map_or("", |mention| mention.text).to_owned(),
            quote.cue.map_or("", |cue| cue.text).to_owned(),
            candidates(quote),
            quote.confidence.to_string(),
            quote.explanation.as_ref().map_or_else(|| quote.evidence.to_owned(), |reasons| reasons.join("; ")),
            quote.text.to_owned(),
            String::new(),
        ]
    });
    write(out, rows)
}

/// The places of the speakers in the list of actors, with spaces between them.
fn ids(quote: &Quote<'_>) -> String {
    let one = quote.speaker_id.into_iter().filter(|_| quote.speaker_ids.is_empty());
    let ids: Vec<String> = one.chain(quote.speaker_ids.iter().copied()).map(|id| id.to_string()).collect();
    ids.join(" ")
}

/// "Jon Vale 0.31; Mina Okoye 0.08".
fn candidates(quote: &Quote<'_>) -> String {
    let all: Vec<String> = quote.candidates.iter().map(|it| format!("{} {}", it.name, it.probability)).collect();
    all.join("; ")
}

/// Writes what stands in the place of a document that could not be read.
pub fn error(out: &mut impl Write, failure: &Failure<'_>, first: bool) -> io::Result<()> {
    if first {
        header(out)?;
    }
    let mut row = [const { String::new() }; HEADER.len()];
    let [document, .., error] = &mut row;
    (*document, *error) = (name(failure.id).into_owned(), failure.error.to_owned());
    write(out, [row].into_iter())
}

/// A cell that no terminal obeys and no spreadsheet computes: dangerous characters are shown as placeholders, and one
/// that would start a formula is written behind an apostrophe, as OWASP advises against CSV injection.
fn cell(words: &str) -> Cow<'_, str> {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if !formula && !words.chars().any(|c| display::placeholder(c).is_some()) {
        return Cow::Borrowed(words);
    }
    let mut cell = String::from(if formula { "'" } else { "" });
    for c in words.chars() {
        match display::placeholder(c) {
            Some(shown) => cell.push_str(&shown),
            None => cell.push(c),
        }
    }
    Cow::Owned(cell)
}

fn write(out: &mut impl Write, rows: impl Iterator<Item = [String; HEADER.len()]>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    for row in rows {
        writer.write_record(row.iter().map(|words| cell(words).into_owned())).map_err(into_io)?;
    }
    writer.flush()
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_that_would_be_formulas_are_neutralised() {
        for start in ["=", "+", "-", "@", "\t", "\n", "＝"] {
            assert_eq!(cell(&format!("{start}1+1")), format!("'{start}1+1"));
        }
        assert_eq!(cell("\r=1"), "'␍=1");
        for words in ["“= 1”", "a=1", "", "0.97", "two\nlines\tand more"] {
            assert_eq!(cell(words), words);
        }
    }

    #[test]
    fn cells_hold_nothing_that_a_terminal_obeys() {
        assert_eq!(cell("\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}"), "␛]52;c;eA==␇‹9B›31m‹U+202E›");
    }
}
