//! The command line: arguments -> command -> exit code. Each command has a file; what they share is reading inputs
//! (`input`), writing where somebody may stop listening (`output`) and work done side by side in order (`ordered`). Reading
//! in the terminal itself is [`runtime`]'s.

mod args;
mod extract;
mod input;
mod linear;
mod ordered;
mod output;
mod print;
mod progress;
mod settings;
mod speakers;
mod stream;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, error::ErrorKind};

use crate::annotation::Criteria;
use crate::{config, runtime};
use args::{Cli, Command, Read};
use output::Output;

/// Whether everything that was asked for was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Something was reported on standard error; the rest was done.
    Partly,
    /// A signal of this number ended it.
    Killed(i32),
}

impl Outcome {
    /// The worse of both.
    fn and(self, other: Self) -> Self {
        if self == Self::Done { other } else { self }
    }
}

/// Runs the program with these arguments, the program's name first. 0: done; 1: not all could be done; 2: wrong usage.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        // As shells tell it.
        Ok(Outcome::Killed(signal)) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
        Err(error) if output::is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(error) = error.downcast_ref() {
                return usage(error);
            }
            report(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command {
        None => read(&cli.read),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Speakers(args)) => speakers::run(&args),
        Some(Command::Config) => settings::config(),
        Some(Command::Keys) => settings::keys(),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "dixit", &mut script);
            print_all(&script)
        }
        Some(Command::Man { command }) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(args::page(command.as_deref())?).render(&mut page)?;
            print_all(&page)
        }
    }
}

/// Opens articles in the terminal, block by block where that is asked for, or prints them where standard output is none.
fn read(args: &Read) -> anyhow::Result<Outcome> {
    let inputs = input::expand_or_sample(&args.inputs)?;
    if !args.linear && io::stdout().is_terminal() {
        return read_in_terminal(args, inputs);
    }
    let settings = config::load(config::folder().as_deref()).0.settings;
    let attitudes = args.attitudes.attitudes || settings.attitudes;
    let criteria = Criteria { attitudes, unsure_below: settings.unsure_below };
    if args.linear {
        linear::run(&inputs, &args.opening.options(), criteria, runtime::linear::is_possible())
    } else {
        print::run(&inputs.articles(), &args.opening.options(), args.width, criteria)
    }
}

fn read_in_terminal(args: &Read, inputs: input::Inputs) -> anyhow::Result<Outcome> {
    let inputs = inputs.checked();
    if inputs.sources.is_empty() {
        return Ok(inputs.report());
    }
    let (mut config, problems) = config::load(config::folder().as_deref());
    if let Some(name) = &args.theme {
        let names = config.themes.names();
        if name != "auto" && !names.contains(name) {
            let problem = format!("there is no theme {name}; there are auto, {}", names.join(", "));
            return Err(Cli::command().error(ErrorKind::InvalidValue, problem).into());
        }
        config.settings.theme = Some(name.clone()).filter(|name| name != "auto");
    }
    config.settings.column_width = args.width.unwrap_or(config.settings.column_width);
    config.settings.mouse &= !args.no_mouse;
    config.settings.attitudes |= args.attitudes.attitudes;
    let unopened = inputs.problems.iter().map(ToString::to_string);
    let notices = unopened.chain(problems.iter().map(ToString::to_string)).collect();
    let end = runtime::run(runtime::Options {
        sources: inputs.sources.clone(),
        opening: args.opening.options(),
        config,
        notices,
    })?;
    // Now, for what was told meanwhile is gone with the screen.
    let outcome = inputs.report();
    Ok(match end {
        runtime::End::Quit => outcome,
        runtime::End::Signal(signal) => Outcome::Killed(signal),
    })
}

#[cfg(fuzzing)]
pub(crate) fn fuzz_jsonl_line(line: &[u8]) {
    let _ = stream::find(line, &ordered::Task::idle());
}

fn print_all(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = Output::stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Help and version go to standard output; mistakes, made safe to print, to standard error.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Nobody listens: nothing to be done about it.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let mut err = output::Safe::new(io::stderr().lock());
    let _ = write!(err, "{error}").and_then(|()| err.flush());
    ExitCode::from(2)
}

/// One line on standard error.
fn report(message: &str) {
    let _ = writeln!(io::stderr().lock(), "dixit: {}", crate::display::safe(message));
}
