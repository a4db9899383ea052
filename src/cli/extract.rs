//! `dixit extract`: articles -> data.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use clap::{CommandFactory, error::ErrorKind};

use super::args::{Cli, Extract, From};
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, input, ordered, print_all, stream};
use crate::annotation::{Annotations, annotate};
use crate::display;
use crate::document::{self, Document, Source};
use crate::error::{Error, Result};
use crate::export::{self, Writer, record};
use crate::query::Query;

/// A document and what was found in it.
pub struct Found {
    pub id: serde_json::Value,
    pub document: Document,
    pub annotations: Annotations,
}

impl Found {
    /// Keeps those quotations that a query asks for; the actors stay as they are.
    pub fn keep(&mut self, only: Option<&Query>) {
        let Some(query) = only else { return };
        let (document, annotations) = (&self.document, &self.annotations);
        let kept = annotations.quotations.iter().map(|it| query.keeps(document, annotations, it));
        let mut kept = kept.collect::<Vec<bool>>().into_iter();
        self.annotations.quotations.retain(|_| kept.next().unwrap_or(true));
    }
}

/// Runs the command.
pub fn run(args: &Extract) -> anyhow::Result<Outcome> {
    if args.schema {
        return print_all(export::SCHEMA.as_bytes());
    }
    if args.from == From::Jsonl {
        return stream::run(args);
    }
    let inputs = input::expand(&inputs(args)?);
    let problems = inputs.report();
    if inputs.sources.is_empty() {
        return Ok(problems);
    }
    let written = write_all(args, inputs.sources)?;
    Ok(if written == Outcome::Done { problems } else { written })
}

/// The inputs; without any, standard input, which must then be no terminal.
pub fn inputs(args: &Extract) -> anyhow::Result<Vec<PathBuf>> {
    if !args.inputs.is_empty() {
        return Ok(args.inputs.clone());
    }
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        let problem = "nothing to read: name a file, or pipe text into dixit extract (- reads from the terminal)";
        return Err(Cli::command().error(ErrorKind::MissingRequiredArgument, problem).into());
    }
    Ok(vec![PathBuf::from("-")])
}

/// What is written to.
pub fn output(args: &Extract) -> anyhow::Result<Output> {
    let Some(path) = &args.output else { return Ok(Output::stdout()) };
    let file =
        File::create(path).with_context(|| format!("cannot write {}", display::safe(&path.to_string_lossy())))?;
    Ok(Output::to(file))
}

fn write_all(args: &Extract, sources: Vec<Source>) -> anyhow::Result<Outcome> {
    let progress = Progress::new(Some(sources.len()));
    let options = args.options();
    let mut writer = Writer::new(output(args)?, args.format());
    let mut outcome = Outcome::Done;
    let mut write = |found: Result<Found>| -> anyhow::Result<()> {
        match found {
            Ok(mut found) => {
                found.keep(args.only.as_ref());
                writer.write(&record(found.id, &found.document, &found.annotations, &options))?;
            }
            Err(problem) => {
                progress.report(&problem.to_string());
                outcome = Outcome::Partly;
            }
        }
        progress.step();
        Ok(())
    };
    let workers = args.jobs.map_or_else(ordered::processors, usize::from).min(sources.len());
    if workers == 1 {
        sources.into_iter().try_for_each(|source| write(find(&source)))?;
    } else {
        ordered::map(sources.into_iter(), workers, |source| find(&source)).try_for_each(write)?;
    }
    drop(progress);
    writer.get_mut().flush()?;
    writer.finish()?;
    Ok(outcome)
}

/// Opens and annotates one input.
pub fn find(source: &Source) -> Result<Found> {
    let document = document::open(source)?;
    let annotations = annotated(&document).map_err(|bug| Error::unreadable(&source.name(), bug))?;
    Ok(Found { id: source.name().into_owned().into(), document, annotations })
}

/// [`annotate`], which has no business panicking; if it does, the other articles are still done.
pub fn annotated(document: &Document) -> std::result::Result<Annotations, &'static str> {
    std::panic::catch_unwind(|| annotate(document)).map_err(|_| "the analysis failed, which is a bug in dixit")
}
