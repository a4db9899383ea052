//! `dixit speakers`: who said how much.

use std::collections::BTreeMap;
use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::Speakers;
use super::extract::{Found, find};
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, input, ordered};
use crate::display;

/// What one speaker said, in all articles.
#[derive(Default)]
struct Tally {
    kind: &'static str,
    quotations: usize,
    words: usize,
    articles: usize,
}

/// Runs the command.
pub fn run(args: &Speakers) -> anyhow::Result<Outcome> {
    let (inputs, options) = (input::expand(&args.inputs).articles(), args.opening.options());
    let mut outcome = inputs.report();
    let mut tallies = BTreeMap::new();
    let mut read = 0;
    let progress = Progress::new(Some(inputs.sources.len()));
    let workers = ordered::processors().min(inputs.sources.len());
    let find = move |source, _: &ordered::Task<()>| find(&source, &options);
    for found in ordered::map(inputs.sources.into_iter(), workers, None, find).flatten() {
        match found {
            Ok(found) => {
                add(&mut tallies, &found);
                read += 1;
            }
            Err(problem) => {
                progress.report(&problem.to_string());
                outcome = Outcome::Partly;
            }
        }
        progress.step();
    }
    drop(progress);
    if read > 0 {
        let mut out = Output::stdout();
        table(&mut out, tallies, read > 1)?;
        out.flush()?;
    }
    Ok(outcome)
}

fn add(tallies: &mut BTreeMap<String, Tally>, found: &Found) {
    let mut here: BTreeMap<String, Tally> = BTreeMap::new();
    for quotation in &found.annotations.quotations {
        let speaker = found.annotations.speaker(quotation);
        let tally = here.entry(speaker.map_or(String::new(), |actor| actor.name.clone())).or_default();
        tally.kind = speaker.map_or("", |actor| actor.kind.name());
        tally.quotations += 1;
        tally.words += quotation.span.of(&found.document.text).split_whitespace().count();
    }
    for (name, tally) in here {
        let all = tallies.entry(name).or_default();
        all.kind = tally.kind;
        all.quotations += tally.quotations;
        all.words += tally.words;
        all.articles += 1;
    }
}

/// Most quotations first, the unknown last.
fn table(out: &mut impl Write, tallies: BTreeMap<String, Tally>, several: bool) -> std::io::Result<()> {
    if tallies.is_empty() {
        return writeln!(out, "no quotations were found");
    }
    let all: usize = tallies.values().map(|tally| tally.words).sum();
    let mut rows: Vec<(String, Tally)> = tallies.into_iter().collect();
    rows.sort_by_key(|(name, tally)| (name.is_empty(), std::cmp::Reverse((tally.quotations, tally.words))));
    let mut cells = vec![["speaker", "kind", "quotations", "words", "share", "articles"].map(str::to_owned)];
    for (name, tally) in rows {
        let name = if name.is_empty() { "(unknown)".to_owned() } else { display::safe(&name).into_owned() };
        let share = format!("{:.0}%", 100.0 * tally.words as f64 / all.max(1) as f64);
        let [quotations, words, articles] = [tally.quotations, tally.words, tally.articles].map(|n| n.to_string());
        cells.push([name, tally.kind.to_owned(), quotations, words, share, articles]);
    }
    let columns = if several { 6 } else { 5 };
    let width = |column: usize| cells.iter().filter_map(|row| Some(row.get(column)?.width())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in &cells {
        let mut line = String::new();
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let gap = if index > 0 { "  " } else { "" };
            // Words to the left, numbers to the right.
            let parts = if index < 2 { [gap, cell, &pad] } else { [gap, &pad, cell] };
            line.extend(parts);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
