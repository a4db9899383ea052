//! `dixit speakers`: who said how much.

use std::collections::BTreeMap;
use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::Speakers;
use super::extract::{Found, SHOWS_ATTITUDES, find};
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, input, ordered};
use crate::absence::{Absence, in_one};
use crate::annotation::{Criteria, NOT_ATTRIBUTED, Quotation};
use crate::display;
use crate::entity::{Actor, ActorKind};

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
    let criteria = Criteria { attitudes: args.attitudes.attitudes, unsure_below: args.floor.unsure_below };
    let mut tallies = BTreeMap::new();
    let mut absence = Absence::default();
    let mut read = 0;
    let progress = Progress::new(Some(inputs.sources.len()));
    let workers = ordered::processors().min(inputs.sources.len());
    let find = move |source, _: &ordered::Task<()>| find(&source, &options);
    for found in ordered::map(inputs.sources.into_iter(), workers, None, find).flatten() {
        match found {
            Ok(found) => {
                add(&mut tallies, &found, &criteria);
                if let Some(of_this) = found.absence(&criteria) {
                    absence = absence.and(of_this);
                }
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
        if tallies.is_empty() {
            writeln!(out, "{}", in_one(&absence.reasons(Some(SHOWS_ATTITUDES), None)))?;
        } else {
            table(&mut out, tallies, read > 1)?;
        }
        out.flush()?;
    }
    Ok(outcome)
}

/// A row of the table, in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Speaker(String),
    NotAttributed,
    Unsure,
}

impl Row {
    fn name(&self) -> &str {
        match self {
            Self::Speaker(name) => name,
            Self::NotAttributed => NOT_ATTRIBUTED,
            Self::Unsure => "unsure",
        }
    }

    /// After all speakers.
    fn is_last(&self) -> u8 {
        match self {
            Self::Speaker(_) => 0,
            Self::NotAttributed => 1,
            Self::Unsure => 2,
        }
    }
}

/// What a speaker is, and whether the text names it.
fn kind(actor: &Actor) -> &'static str {
    match (actor.named, actor.kind) {
        (true, kind) => kind.name(),
        (false, ActorKind::Person) => "person, unnamed",
        (false, ActorKind::Organisation) => "organisation, unnamed",
        (false, ActorKind::Place) => "place, unnamed",
        (false, ActorKind::Group) => "group, unnamed",
        (false, ActorKind::Unknown) => "unnamed",
    }
}

/// The rows that a quotation counts for, and what their speakers are.
fn rows_of(found: &Found, criteria: &Criteria, quotation: &Quotation) -> Vec<(Row, &'static str)> {
    if criteria.is_unsure(quotation) {
        return vec![(Row::Unsure, "")];
    }
    let speakers = found.annotations.speakers(quotation);
    let rows: Vec<_> = speakers.map(|actor| (Row::Speaker(actor.name.clone()), kind(actor))).collect();
    if rows.is_empty() { vec![(Row::NotAttributed, "")] } else { rows }
}

fn add(tallies: &mut BTreeMap<Row, Tally>, found: &Found, criteria: &Criteria) {
    let mut here: BTreeMap<Row, Tally> = BTreeMap::new();
    for quotation in found.annotations.quotations.iter().filter(|quotation| criteria.keeps(quotation)) {
        for (row, kind) in rows_of(found, criteria, quotation) {
            let tally = here.entry(row).or_default();
            tally.kind = kind;
            tally.quotations += 1;
            tally.words += quotation.span.of(&found.document.text).split_whitespace().count();
        }
    }
    for (row, tally) in here {
        let all = tallies.entry(row).or_default();
        all.kind = tally.kind;
        all.quotations += tally.quotations;
        all.words += tally.words;
        all.articles += 1;
    }
}

/// Most quotations first, those without a speaker last. Joint quotations count for each of their speakers.
fn table(out: &mut impl Write, tallies: BTreeMap<Row, Tally>, several: bool) -> std::io::Result<()> {
    let all: usize = tallies.values().map(|tally| tally.words).sum();
    let mut rows: Vec<(Row, Tally)> = tallies.into_iter().collect();
    rows.sort_by_key(|(row, tally)| (row.is_last(), std::cmp::Reverse((tally.quotations, tally.words))));
    let mut cells = vec![["speaker", "kind", "quotations", "words", "share", "articles"].map(str::to_owned)];
    for (row, tally) in rows {
        let name = display::safe(row.name()).into_owned();
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
