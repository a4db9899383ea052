//! `dixit extract --from jsonl`: a filter from `{"id": …, "text": …}` lines to one line each, in order, with bounded
//! memory: lines are read only as fast as results are written, and no line may be longer than [`MAX_LINE`].

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::Outcome;
use super::args::Extract;
use super::extract::{self, Found};
use super::ordered::{self, Task};
use super::progress::Progress;
use crate::document::{self, Metadata};
use crate::error::Error;
use crate::export::Writer;

/// The longest line that is read, bytes.
const MAX_LINE: u64 = 64 << 20;

/// A line of input.
#[derive(Deserialize)]
struct Article {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// A line that could not be read.
pub(super) struct Bad {
    id: Value,
    error: String,
}

/// Runs the filter over all inputs, one after the other.
pub fn run(args: &Extract) -> anyhow::Result<Outcome> {
    let mut writer = Writer::new(extract::output(args)?, args.format());
    let progress = Progress::new(None);
    let mut outcome = Outcome::Done;
    for path in extract::inputs(args)? {
        match open(&path) {
            Ok(input) => {
                if filter(args, input, &mut writer, &progress)? == Outcome::Partly {
                    outcome = Outcome::Partly;
                }
            }
            Err(problem) => {
                progress.report(&problem.to_string());
                outcome = Outcome::Partly;
            }
        }
    }
    drop(progress);
    writer.finish()?;
    Ok(outcome)
}

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>, Error> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let fail = |source| Error::Io { path: PathBuf::from(path), source };
    if path.is_dir() {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    Ok(Box::new(BufReader::with_capacity(64 * 1024, File::open(path).map_err(fail)?)))
}

fn filter(
    args: &Extract,
    input: Box<dyn BufRead + Send>,
    writer: &mut Writer<impl Write>,
    progress: &Progress,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let find = |line: Result<Vec<u8>, Bad>, task: &Task<Value>| line.and_then(|line| find(&line, task));
    let mut results = ordered::map(Lines { input, ended: false }, args.workers(), args.limit(late), find);
    loop {
        // Where nothing is ready, what is written goes out, so that whoever feeds us line by line gets answers.
        let ready = results.try_next();
        if ready.is_none() {
            writer.get_mut().flush()?;
        }
        let Some(result) = ready.or_else(|| results.next()) else { return Ok(outcome) };
        match result {
            Ok(found) => extract::write(writer, found, args)?,
            Err(bad) => {
                writer.write_error(&bad.id, &bad.error)?;
                outcome = Outcome::Partly;
            }
        }
        progress.step();
    }
}

/// What stands in the place of a line that takes too long.
fn late(id: Option<Value>, time: Duration) -> Result<Found, Bad> {
    Err(Bad { id: id.unwrap_or_default(), error: Error::late("", time).reason() })
}

pub(super) fn find(line: &[u8], task: &Task<Value>) -> Result<Found, Bad> {
    // Some programs put a byte order mark in front.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(Bad { id: Value::Null, error: "not a JSON object with a text".to_owned() });
    }
    let article: Article = serde_json::from_slice(line).map_err(|error| {
        // The id may be readable where the rest is not what it should be.
        let id = serde_json::from_slice::<Value>(line).ok().and_then(|mut value| Some(value.get_mut("id")?.take()));
        Bad { id: id.unwrap_or_default(), error: explain(&error) }
    })?;
    task.name(article.id.clone());
    let metadata = Metadata { title: article.title, ..Metadata::default() };
    let document = document::plain(article.text, metadata);
    match extract::annotated(&document) {
        Ok(annotations) => Ok(Found { id: article.id, document, annotations }),
        Err(bug) => Err(Bad { id: article.id, error: bug.to_owned() }),
    }
}

fn explain(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Data => format!("not an object with a text: {error}"),
        _ => format!("not JSON: {error}"),
    }
}

/// The lines of an input that hold something, each on its own in memory.
struct Lines {
    input: Box<dyn BufRead + Send>,
    ended: bool,
}

impl Lines {
    fn read(&mut self) -> io::Result<Option<Result<Vec<u8>, Bad>>> {
        let mut line = Vec::new();
        if self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.ends_with(b"\n") || (line.len() as u64) < MAX_LINE {
            return Ok(Some(Ok(line)));
        }
        self.input.skip_until(b'\n')?;
        Ok(Some(Err(Bad { id: Value::Null, error: format!("the line is longer than {} MB", MAX_LINE >> 20) })))
    }
}

impl Iterator for Lines {
    type Item = Result<Vec<u8>, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.read() {
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(line),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let error = format!("the input cannot be read any further: {error}");
                    return Some(Err(Bad { id: Value::Null, error }));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::{check, generators};

    #[test]
    fn work_on_hostile_lines_is_linear() {
        check(generators::LINES, |line, _| drop(find(&line, &Task::idle())));
    }
}
