//! Articles as text, each quotation followed by its speaker: what `dixit FILE` prints where it is piped.

use std::io::Write;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::Outcome;
use super::extract::{Found, SHOWS_ATTITUDES, find};
use super::input::Inputs;
use super::output::Output;
use crate::absence::in_one;
use crate::annotation::{Criteria, Quotation};
use crate::app::found::Found as Prepared;
use crate::app::rich::line;
use crate::display;
use crate::document::{Block, BlockKind, Document, Options};
use crate::span::Span;

/// Prints every input, in order.
pub fn run(inputs: &Inputs, options: &Options, width: Option<u16>, criteria: Criteria) -> anyhow::Result<Outcome> {
    let mut outcome = inputs.report();
    let mut out = Output::stdout();
    let mut printed = 0;
    for source in &inputs.sources {
        let articles = find(source, options);
        let several = inputs.sources.len() > 1 || articles.len() > 1;
        for found in articles {
            match found {
                Ok(found) => {
                    if several {
                        let gap = if printed > 0 { "\n" } else { "" };
                        let name = found.id.as_str().unwrap_or_default();
                        writeln!(out, "{gap}==> {} <==\n", display::safe(name))?;
                    }
                    let name = found.id.as_str().unwrap_or_default().to_owned();
                    let absence = found.absence(&criteria);
                    article(&mut out, found, width, criteria)?;
                    if let Some(absence) = absence {
                        // What is printed is the article and nothing else.
                        out.flush()?;
                        super::report(&format!("{name}: {}", in_one(&absence.reasons(Some(SHOWS_ATTITUDES), None))));
                    }
                    printed += 1;
                }
                Err(problem) => {
                    super::report(&problem.to_string());
                    outcome = Outcome::Partly;
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn article(out: &mut impl Write, found: Found, width: Option<u16>, criteria: Criteria) -> std::io::Result<()> {
    let document = &found.document;
    let found = Prepared::new(Arc::new(found.annotations), criteria);
    let shown = found.annotations.quotations.iter().filter(|quotation| criteria.keeps(quotation));
    let mut quotations: Vec<&Quotation> = shown.collect();
    quotations.sort_by_key(|quotation| quotation.span.end);
    let mut quotations = quotations.into_iter().peekable();
    let shown = |block: &&Block| block.kind != BlockKind::Picture;
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| shown(block)) {
        let previous = document.blocks.get(..index).and_then(|before| before.iter().rfind(shown));
        if previous.is_some_and(|previous| is_apart(previous, block)) {
            writeln!(out)?;
        }
        let mut labels = Vec::new();
        let next = document.blocks.get(index + 1).map_or(usize::MAX, |next| next.span.start);
        while let Some(quotation) = quotations.next_if(|quotation| quotation.span.end <= next) {
            // Under a pull quote stands who said it.
            let told = block.kind == BlockKind::PullQuote && quotation.source.is_some_and(|it| block.span.covers(it));
            let label = (quotation.span.end.min(block.span.end), label(document, &found, quotation));
            if !told && labels.last() != Some(&label) {
                labels.push(label);
            }
        }
        let (first, later) = margins(document, block);
        for line in lines(document, block, &labels) {
            wrapped(out, &first, &later, &line, width)?;
        }
    }
    Ok(())
}

/// Whether a blank line stands between two blocks.
fn is_apart(previous: &Block, block: &Block) -> bool {
    let row = |block: &Block| matches!(block.kind, BlockKind::TableRow(_));
    let item = |block: &Block| matches!(block.kind, BlockKind::ListItem(_));
    !(block.continued || row(previous) && row(block) || item(previous) && item(block))
}

/// Who said it, in brackets.
fn label(document: &Document, found: &Prepared, quotation: &Quotation) -> String {
    format!("[{}]", line(&found.said_by(quotation, &document.text)))
}

/// What stands before the first and before later lines of a block.
fn margins(document: &Document, block: &Block) -> (String, String) {
    let depth = usize::from(block.depth).min(20);
    match block.kind {
        BlockKind::ListItem(_) => {
            let indent = "  ".repeat(depth.saturating_sub(1));
            let marker = format!("{} ", display::safe(&document.item_mark(block).unwrap_or_default()));
            let later = " ".repeat(indent.len() + marker.width());
            (if block.continued { later.clone() } else { indent + &marker }, later)
        }
        BlockKind::BlockQuote => ("> ".repeat(depth.max(1)), "> ".repeat(depth.max(1))),
        BlockKind::Code => ("    ".to_owned(), "    ".to_owned()),
        _ => ("  ".repeat(depth), "  ".repeat(depth)),
    }
}

/// The safe lines of a block, with `labels` after the offsets they belong to: one line, but for code.
fn lines(document: &Document, block: &Block, labels: &[(usize, String)]) -> Vec<String> {
    let text = &document.text;
    if block.kind == BlockKind::Rule {
        return vec!["* * *".to_owned()];
    }
    if block.kind == BlockKind::Code {
        return block.span.of(text).lines().map(|line| display::safe(line).into_owned()).collect();
    }
    let mut marked = String::new();
    let mut at = block.span.start;
    for (end, label) in labels {
        marked.push_str(Span::new(at, *end).of(text));
        marked.push(' ');
        marked.push_str(label);
        at = (*end).max(at);
    }
    marked.push_str(Span::new(at, block.span.end).of(text));
    if block.lines {
        return marked.lines().map(|line| display::safe(line.trim_end()).into_owned()).collect();
    }
    let cells = marked.split('\t').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "));
    let glue = if matches!(block.kind, BlockKind::TableRow(_)) { "\t" } else { " " };
    vec![cells.map(|cell| display::safe(&cell).into_owned()).collect::<Vec<_>>().join(glue)]
}

/// Writes a line, broken at spaces to `width` cells where that is asked for.
fn wrapped(out: &mut impl Write, first: &str, later: &str, line: &str, width: Option<u16>) -> std::io::Result<()> {
    let Some(width) = width.map(usize::from) else { return writeln!(out, "{first}{line}") };
    let mut row = first.to_owned();
    let mut used = first.width();
    let mut empty = true;
    for word in line.split(' ') {
        if !empty && used + 1 + word.width() > width {
            writeln!(out, "{row}")?;
            later.clone_into(&mut row);
            used = later.width();
            empty = true;
        }
        if !empty {
            row.push(' ');
            used += 1;
        }
        row.push_str(word);
        used += word.width();
        empty = false;
    }
    writeln!(out, "{row}")
}
