//! `dixit config` and `dixit keys`: where things are, what is wrong in them, and which key does what.

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::output::Output;
use crate::command::Command;
use crate::display::safe;
use crate::{config, store};

/// Shows where dixit keeps its files, and the mistakes in them; as much as [`Outcome::Partly`] where there are any.
pub fn config() -> anyhow::Result<Outcome> {
    let mut out = Output::stdout();
    let folder = config::folder();
    let (settings, problems) = config::load(folder.as_deref());
    match &folder {
        Some(folder) => {
            place(&mut out, "settings", &folder.join("config.toml"))?;
            place(&mut out, "keys", &folder.join("keymap.toml"))?;
            place(&mut out, "themes", &folder.join("themes"))?;
        }
        None => writeln!(out, "no home folder: shipped settings only")?,
    }
    if let Some(folder) = store::folder() {
        place(&mut out, "places", &folder.join("positions"))?;
    }
    writeln!(out, "\nthemes: {}", safe(&settings.themes.names().join(", ")))?;
    for problem in &problems {
        writeln!(out, "\nmistake: {problem}")?;
    }
    out.flush()?;
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Partly })
}

fn place(out: &mut Output, what: &str, path: &Path) -> std::io::Result<()> {
    let state = if path.exists() { "" } else { "  (not there)" };
    writeln!(out, "{what:10}{}{state}", safe(&path.to_string_lossy()))
}

/// Shows which key does what, the user's own keys among them.
pub fn keys() -> anyhow::Result<Outcome> {
    let mut out = Output::stdout();
    let (config, _) = config::load(config::folder().as_deref());
    let keys_of = |command| config.keymap.keys_of(command).join(" ");
    let widest = Command::ALL.iter().map(|&command| keys_of(command).chars().count()).max().unwrap_or(0);
    for (nth, (section, commands)) in Command::SECTIONS.iter().enumerate() {
        writeln!(out, "{}{section}", if nth > 0 { "\n" } else { "" })?;
        for &command in *commands {
            writeln!(out, "  {:widest$}  {:24} {}", keys_of(command), command.name(), command.doc())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
