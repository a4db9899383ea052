//! Annotations as data that other programs read: JSON Lines, JSON, CSV, Markdown. Writes to anything; knows nothing of
//! terminals, files and arguments. The JSON is described by the schema that ships with it ([`SCHEMA`]) and changes only
//! with its [`VERSION`].

mod csv;
mod json;
mod markdown;
mod offsets;
mod record;
mod source;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::annotation::Criteria;

pub use offsets::Offsets;
pub use record::{Actor, Candidate, Link, Mention, Quote, Record, Words, record};
pub use source::Source;

/// The version of the exported data; it is part of the schema's address.
pub const VERSION: u32 = 2;

/// JSON Schema (2020-12) of one exported document.
pub const SCHEMA: &str = include_str!("../../assets/schema/document.schema.json");

/// How annotations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line, one line a document.
    #[default]
    Jsonl,
    /// One JSON array of the same objects.
    Json,
    /// One row a quotation, under a header.
    Csv,
    /// A page for people: each quotation with its speaker.
    Markdown,
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What offsets count.
    pub offsets: Offsets,
    /// The text that offsets refer to is part of it.
    pub with_text: bool,
    /// The evidence is spelled out in words.
    pub explain: bool,
    /// Every mention is part of it.
    pub mentions: bool,
    /// A table has a row for an article without quotations too.
    pub empty_rows: bool,
    /// Below this confidence a quotation has candidates and no speaker, 0..=1.
    pub unsure_below: f32,
}

impl Default for Options {
    fn default() -> Self {
        let unsure_below = Criteria::default().unsure_below;
        Self {
            offsets: Offsets::default(),
            with_text: false,
            explain: false,
            mentions: false,
            empty_rows: false,
            unsure_below,
        }
    }
}

/// What stands in the place of a document that could not be read.
#[derive(serde::Serialize)]
struct Failure<'a> {
    id: &'a serde_json::Value,
    error: &'a str,
}

/// An id as one word: a string without its marks.
fn name(id: &serde_json::Value) -> Cow<'_, str> {
    match id {
        serde_json::Value::String(id) => Cow::Borrowed(id),
        serde_json::Value::Null => Cow::Borrowed(""),
        id => Cow::Owned(id.to_string()),
    }
}

/// Writes any number of documents in one format.
pub struct Writer<W> {
    out: W,
    format: Format,
    count: usize,
}

impl<W: Write> Writer<W> {
    /// A writer that has written nothing yet.
    pub fn new(out: W, format: Format) -> Self {
        Self { out, format, count: 0 }
    }

    /// Writes one document.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn write(&mut self, record: &Record<'_>) -> io::Result<()> {
        self.next(|out, format, first| match format {
            Format::Jsonl => json::line(out, record),
            Format::Json => json::object(out, record),
            Format::Csv => csv::rows(out, record, first),
            Format::Markdown => markdown::page(out, record),
        })
    }

    /// Writes what stands in the place of a document that could not be read.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn write_error(&mut self, id: &serde_json::Value, error: &str) -> io::Result<()> {
        let failure = Failure { id, error };
        self.next(|out, format, first| match format {
            Format::Jsonl => json::line(out, &failure),
            Format::Json => json::object(out, &failure),
            Format::Csv => csv::error(out, &failure, first),
            Format::Markdown => markdown::error(out, &failure),
        })
    }

    /// Writes one document or error, behind what parts it from the one before.
    fn next(&mut self, write: impl FnOnce(&mut W, Format, bool) -> io::Result<()>) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        match self.format {
            Format::Json => self.out.write_all(if first { b"[\n" } else { b",\n" })?,
            Format::Markdown if !first => self.out.write_all(b"\n---\n\n")?,
            _ => {}
        }
        write(&mut self.out, self.format, first)
    }

    /// Writes what stands at the end, and flushes.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        match (self.format, self.count) {
            (Format::Json, 0) => self.out.write_all(b"[]\n")?,
            (Format::Json, _) => self.out.write_all(b"\n]\n")?,
            (Format::Csv, 0) => csv::header(&mut self.out)?,
            _ => {}
        }
        self.out.flush()
    }

    /// What is written to, to flush it.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.out
    }
}

#[cfg(test)]
mod tests;
