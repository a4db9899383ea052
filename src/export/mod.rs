//! Annotations as data that other programs read: JSON Lines, JSON, CSV, Markdown. Writes to anything; knows nothing of
//! terminals, files and arguments. The JSON is described by the schema that ships with it ([`SCHEMA`]) and changes only
//! with its [`VERSION`].

mod csv;
mod json;
mod markdown;
mod offsets;
mod record;

use std::io::{self, Write};

use crate::annotation::Criteria;

pub use offsets::Offsets;
pub use record::{Actor, Candidate, Link, Mention, Quote, Record, Words, record};

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
    /// Below this confidence a quotation has candidates and no speaker, 0..=1.
    pub unsure_below: f32,
}

impl Default for Options {
    fn default() -> Self {
        let unsure_below = Criteria::default().unsure_below;
        Self { offsets: Offsets::default(), with_text: false, explain: false, mentions: false, unsure_below }
    }
}

/// What stands in the place of a document that could not be read.
#[derive(serde::Serialize)]
struct Failure<'a> {
    id: &'a serde_json::Value,
    error: &'a str,
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
        let first = self.count == 0;
        self.count += 1;
        match self.format {
            Format::Jsonl => json::line(&mut self.out, record),
            Format::Json => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                json::object(&mut self.out, record)
            }
            Format::Csv => csv::rows(&mut self.out, record, first),
            Format::Markdown => {
                self.out.write_all(if first { b"" } else { b"\n---\n\n" })?;
                markdown::page(&mut self.out, record)
            }
        }
    }

    /// Writes one line in the place of a document that could not be read; JSON Lines only.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn write_error(&mut self, id: &serde_json::Value, error: &str) -> io::Result<()> {
        self.count += 1;
        json::line(&mut self.out, &Failure { id, error })
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
