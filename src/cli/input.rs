//! The inputs that the arguments name: files, the articles of folders, web addresses, standard input.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::{Outcome, report};
use crate::document::{self, Source};
use crate::error::{Error, Result};

/// What is to be opened, and what cannot be.
#[derive(Debug, Default)]
pub struct Inputs {
    pub sources: Vec<Source>,
    pub problems: Vec<Error>,
}

impl Inputs {
    fn add(&mut self, found: Result<Vec<Source>>) {
        match found {
            Ok(sources) => self.sources.extend(sources),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Says on standard error what cannot be opened.
    pub fn report(&self) -> Outcome {
        for problem in &self.problems {
            report(&problem.to_string());
        }
        if self.problems.is_empty() { Outcome::Done } else { Outcome::Partly }
    }

    /// The same with the articles of each folder in its place.
    pub fn articles(self) -> Self {
        let mut articles = Self { sources: Vec::new(), problems: self.problems };
        for source in self.sources {
            articles.add(match source {
                Source::Folder(path) => document::articles(&path),
                source => Ok(vec![source]),
            });
        }
        articles
    }

    /// Finds out what cannot be opened before the terminal is taken over, by a look at the start of each file.
    pub fn checked(self) -> Self {
        let mut checked = Self { sources: Vec::new(), problems: self.problems };
        for source in self.sources {
            checked.add(document::check(&source).map(|()| vec![source]));
        }
        checked
    }
}

/// The inputs that these arguments name, in their order; a folder is one.
pub fn expand(paths: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        inputs.add(sources(path));
    }
    inputs
}

/// The same; without arguments what is piped in, or the sample where nothing is.
pub fn expand_or_sample(paths: &[PathBuf]) -> anyhow::Result<Inputs> {
    if !paths.is_empty() {
        return Ok(expand(paths));
    }
    let source = if io::stdin().is_terminal() { Source::Sample } else { stdin()? };
    Ok(Inputs { sources: vec![source], problems: Vec::new() })
}

fn sources(path: &Path) -> Result<Vec<Source>> {
    if path == Path::new("-") {
        return Ok(vec![stdin()?]);
    }
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(vec![Source::Folder(path.to_owned())]),
        // A pipe or device can be read only once: what a shell makes of <(command). So it is with the system's own files,
        // which have no size.
        Ok(metadata) if !metadata.is_file() || metadata.len() == 0 => pipe(path).map(|source| vec![source]),
        Ok(_) => Ok(vec![Source::File(path.to_owned())]),
        Err(_) => Ok(vec![Source::named(path)]),
    }
}

fn pipe(path: &Path) -> Result<Source> {
    let name = path.to_string_lossy().into_owned();
    let file = File::open(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    let bytes = document::read(file, &name)?;
    Ok(Source::Bytes { name, bytes: bytes.into() })
}

fn stdin() -> Result<Source> {
    let bytes = document::read(io::stdin().lock(), "-")?;
    Ok(Source::Bytes { name: "-".to_owned(), bytes: bytes.into() })
}
