//! `dixit extract`: articles -> data.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use clap::{CommandFactory, error::ErrorKind};

use super::args::{Cli, Extract, From};
use super::ordered::Task;
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, input, ordered, print_all, report, stream};
use crate::absence::Absence;
use crate::annotation::{Annotations, Criteria, annotate};
use crate::display;
use crate::document::{self, Document, Entry, Fetched, Opened, Source};
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
    /// Keeps what the criteria leave, and of that the quotations that a query asks for; the query changes no actors.
    /// How many attitudes were left out, and how many were asked about by the query.
    pub fn select(mut self, criteria: &Criteria, only: Option<&Query>) -> (Self, usize, usize) {
        let all = self.annotations.quotations.len();
        self.annotations = self.annotations.select(criteria);
        let left = self.annotations.quotations.len();
        if let Some(query) = only {
            let (document, annotations) = (&self.document, &self.annotations);
            let kept = annotations.quotations.iter().map(|it| query.keeps(document, annotations, criteria, it));
            let mut kept = kept.collect::<Vec<bool>>().into_iter();
            self.annotations.quotations.retain(|_| kept.next().unwrap_or(true));
        }
        (self, all - left, left)
    }

    /// Why no quotation is shown, where these criteria leave none.
    pub fn absence(&self, criteria: &Criteria) -> Option<Absence> {
        let none = !self.annotations.quotations.iter().any(|quotation| criteria.keeps(quotation));
        none.then(|| Absence::new(&self.document, &self.annotations))
    }
}

/// What shows the attitudes that are left out.
pub const SHOWS_ATTITUDES: &str = "--attitudes shows them";

/// Writes what was found and is asked for.
pub fn write(writer: &mut Writer<impl Write>, found: Found, args: &Extract) -> std::io::Result<()> {
    let (found, attitudes, asked) = found.select(&args.criteria(), args.only.as_ref());
    let mut record = record(found.id, &found.document, &found.annotations, &args.options());
    if record.quotes.is_empty() && args.format() == export::Format::Markdown {
        let absence = Absence::new(&found.document, &found.annotations).leaving_out(attitudes, asked);
        record.absence = absence.reasons(Some(SHOWS_ATTITUDES), None);
    }
    writer.write(&record)
}

/// Runs the command.
pub fn run(args: &Extract) -> anyhow::Result<Outcome> {
    if args.schema {
        return print_all(export::SCHEMA.as_bytes());
    }
    if args.from == From::Jsonl {
        return stream::run(args);
    }
    let inputs = input::expand(&inputs(args)?).articles();
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
    let opening = args.opening();
    let mut writer = Writer::new(output(args)?, args.format());
    let mut outcome = Outcome::Done;
    let write_one = |found: Result<Found>| -> anyhow::Result<()> {
        match found {
            Ok(found) => self::write(&mut writer, found, args)?,
            Err(problem) => {
                if let Error::Late { name, .. } = &problem {
                    writer.write_error(&name.as_str().into(), &problem.reason())?;
                }
                progress.report(&problem.to_string());
                outcome = Outcome::Partly;
            }
        }
        progress.step();
        Ok(())
    };
    let workers = args.workers().min(sources.len());
    let find = move |source: Source, task: &Task<String>| {
        task.name(source.name().into_owned());
        find(&source, &opening)
    };
    ordered::map(sources.into_iter(), workers, args.limit(late), find).flatten().try_for_each(write_one)?;
    drop(progress);
    writer.get_mut().flush()?;
    writer.finish()?;
    Ok(outcome)
}

/// What stands in the place of an input that takes too long.
fn late(name: Option<String>, time: Duration) -> Vec<Result<Found>> {
    vec![Err(Error::late(&name.unwrap_or_default(), time))]
}

/// Opens and annotates one input. A feed holds several articles: the texts of its entries.
pub fn find(source: &Source, options: &document::Options) -> Vec<Result<Found>> {
    let name = source.name();
    match document::open_with(source, options) {
        Ok(Opened::Article(document)) => {
            if let Some(warning) = document.metadata.fetched.as_deref().and_then(Fetched::warning) {
                report(&format!("{name}: {warning}"));
            }
            vec![found(name.into_owned(), document)]
        }
        Ok(Opened::List(list)) => {
            let entries = list.entries.into_iter().enumerate();
            entries.map(|(index, entry)| found(entry_name(&name, index, &entry), entry.text)).collect()
        }
        Err(problem) => vec![Err(problem)],
    }
}

/// The address of an entry; where it has none, its number in the feed.
pub fn entry_name(feed: &str, index: usize, entry: &Entry) -> String {
    entry.link.as_ref().map_or_else(|| format!("{feed}#{}", index + 1), |link| link.name().into_owned())
}

/// Annotates what was opened as `name`.
pub fn found(name: String, document: Document) -> Result<Found> {
    let annotations = annotated(&document).map_err(|bug| Error::unreadable(&name, bug))?;
    Ok(Found { id: name.into(), document, annotations })
}

/// [`annotate`], which has no business panicking; if it does, the other articles are still done.
pub fn annotated(document: &Document) -> std::result::Result<Annotations, &'static str> {
    std::panic::catch_unwind(|| annotate(document)).map_err(|_| "the analysis failed, which is a bug in dixit")
}
