//! Articles for those who listen: no boxes, no colours, one thing after another, and before each quotation who said it.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

use super::Outcome;
use super::extract::find;
use super::input::Inputs;
use super::output::Output;
use crate::annotation::{Quotation, QuotationKind};
use crate::app::found::Found;
use crate::app::rich::line;
use crate::document::{Block, BlockKind, Document, Options};
use crate::span::Span;

/// Prints every input, in order.
pub fn run(inputs: &Inputs, options: &Options) -> anyhow::Result<Outcome> {
    let mut outcome = inputs.report();
    let articles: Vec<_> = inputs.sources.iter().flat_map(|source| find(source, options)).collect();
    let count = articles.len();
    let mut out = Output::stdout();
    for (index, article) in articles.into_iter().enumerate() {
        match article {
            Ok(found) => {
                if count > 1 {
                    let gap = if index > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}Article {} of {count}: {}", index + 1, line(found.document.name()))?;
                }
                let article = Found::new(Arc::new(found.annotations));
                out.write_all(article_lines(&found.document, &article).as_bytes())?;
            }
            Err(problem) => {
                super::report(&problem.to_string());
                outcome = Outcome::Partly;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The lines of an article.
fn article_lines(document: &Document, found: &Found) -> String {
    let mut out = String::new();
    let mut speaking = None;
    for block in &document.blocks {
        if block.kind == BlockKind::Rule {
            out.push_str("Break.\n");
        } else if block.kind == BlockKind::Code {
            let code = block.span.of(&document.text).lines().map(|row| crate::display::safe(row).into_owned());
            let _ = writeln!(out, "Code:\n{}\nEnd of code.", code.collect::<Vec<_>>().join("\n"));
        } else {
            out.push_str(&lead(block));
            pieces(document, found, block, &mut speaking, &mut out);
        }
    }
    out
}

/// What a block is, where the eye would see it.
fn lead(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading(1) => "Title: ".to_owned(),
        BlockKind::Heading(level) => format!("Heading {level}: "),
        BlockKind::ListItem(Some(number)) => format!("Item {number}: "),
        BlockKind::ListItem(None) => "Item: ".to_owned(),
        BlockKind::BlockQuote => "Set apart: ".to_owned(),
        BlockKind::TableRow(true) => "Table, columns: ".to_owned(),
        BlockKind::TableRow(false) => "Row: ".to_owned(),
        BlockKind::Footnote => "Footnote: ".to_owned(),
        BlockKind::Paragraph | BlockKind::PullQuote | BlockKind::Code | BlockKind::Rule => String::new(),
    }
}

/// The words of a block: what is told and what is said, a line each. `speaking` is the utterance that was heard last.
fn pieces(document: &Document, found: &Found, block: &Block, speaking: &mut Option<u32>, out: &mut String) {
    let words = |start: usize, end: usize| {
        let cells = Span::new(start, end).of(&document.text).split('\t').map(line).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join("; ")
    };
    let told = |out: &mut String, start: usize, end: usize| {
        let words = words(start, end);
        // Stops in front belong to what was said before.
        let rest = words.trim_start_matches(['.', ',', ';', ':', '!', '?', '…']);
        let stops = words.get(..words.len() - rest.len()).unwrap_or_default();
        if start > block.span.start && out.ends_with('\n') {
            out.truncate(out.len() - 1);
            let _ = writeln!(out, "{stops}");
        }
        if rest.chars().any(char::is_alphanumeric) {
            let _ = writeln!(out, "{}", rest.trim_start());
        }
    };
    let mut at = block.span.start;
    for segment in found.segments_in(block.span) {
        let Some(quotation) = found.quotation(segment.quotation) else { continue };
        let (start, end) = (segment.span.start.max(at), segment.span.end.min(block.span.end));
        told(out, at, start);
        let said = words(start, end);
        if said.chars().any(char::is_alphanumeric) {
            let again = *speaking == Some(quotation.utterance);
            let _ = writeln!(out, "{} {said}", who(found, quotation, again));
            *speaking = Some(quotation.utterance);
        }
        at = end.max(at);
    }
    told(out, at, block.span.end);
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Who says it, and how.
fn who(found: &Found, quotation: &Quotation, again: bool) -> String {
    let name = if quotation.actor.is_some() { line(found.name(quotation.actor)) } else { "Somebody".to_owned() };
    match (again, quotation.kind) {
        (true, _) => format!("{name} went on:"),
        (false, QuotationKind::Indirect) => format!("{name} said, in other words:"),
        (false, _) => format!("{name} said:"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> String {
        let document = crate::document::markdown(text, crate::document::Metadata::default());
        let found = Found::new(Arc::new(crate::annotation::annotate(&document)));
        article_lines(&document, &found)
    }

    #[test]
    fn one_thing_after_another() {
        let text = "# Talks\n\n“We will not sign,” Ada Voss said. “Not now.”\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n";
        assert_eq!(
            heard(text),
            "Title: Talks\nAda Voss said: “We will not sign,”\nAda Voss said.\nAda Voss went on: “Not now.”\n\
             Item: one\nItem: two\nTable, columns: a; b\nRow: c; d\nBreak.\n"
        );
    }

    #[test]
    fn stops_stay_with_their_words() {
        let heard = heard("Ada Voss said that the treaty would be signed in June. Nobody else spoke.");
        assert_eq!(
            heard,
            "Ada Voss said\nAda Voss said, in other words: that the treaty would be signed in June.\nNobody else spoke.\n"
        );
    }

    #[test]
    fn nothing_raw_is_printed() {
        assert!(!heard("a\x1b[2J b\n\n    code \x1b[2J\n").contains('\x1b'));
    }
}
