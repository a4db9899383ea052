//! `dixit config` and `dixit keys`: where things are and which key does what.

use std::io::Write;

use super::Outcome;
use super::output::Output;

/// Shows where dixit keeps its files, and the mistakes in them.
pub fn config() -> anyhow::Result<Outcome> {
    let mut out = Output::stdout();
    writeln!(out, "not yet")?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Shows which key does what.
pub fn keys() -> anyhow::Result<Outcome> {
    let mut out = Output::stdout();
    for command in crate::command::Command::ALL {
        writeln!(out, "{:24} {}", command.name(), command.doc())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}
