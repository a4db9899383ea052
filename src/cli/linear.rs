//! Articles for those who listen: no boxes, no colours, one thing after another, and before each quotation who said it.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

use super::Outcome;
use super::extract::{Found, entry_name, find, found};
use super::input::Inputs;
use super::output::Output;
use crate::annotation::{Quotation, QuotationKind};
use crate::app::found::Found as Prepared;
use crate::app::listing::Survey;
use crate::app::rich::line;
use crate::document::{self, Block, BlockKind, Date, Document, Entry, Opened, Options, Source};
use crate::error::Error;
use crate::span::Span;

/// What an input holds.
struct Part {
    /// What the list is called, where it is one.
    list: Option<String>,
    articles: Vec<Result<Article, Error>>,
}

struct Article {
    found: Found,
    /// Where all of it is, where this is only a summary.
    rest: Option<String>,
}

/// Prints every input, in order; of a list first what is in it.
pub fn run(inputs: &Inputs, options: &Options) -> anyhow::Result<Outcome> {
    let mut outcome = inputs.report();
    let parts: Vec<Part> = inputs.sources.iter().map(|source| part(source, options)).collect();
    let count: usize = parts.iter().map(|part| part.articles.len()).sum();
    let several = count > 1 || parts.iter().any(|part| part.list.is_some());
    let mut out = Output::stdout();
    let mut number = 0;
    for part in parts {
        if let Some(title) = &part.list {
            let gap = if number > 0 { "\n" } else { "" };
            out.write_all(format!("{gap}{}\n", contents(title, &part.articles, number)).as_bytes())?;
        }
        for article in part.articles {
            number += 1;
            match article {
                Ok(Article { found, rest }) => {
                    if several {
                        let gap = if number > 1 && part.list.is_none() { "\n" } else { "" };
                        writeln!(out, "{gap}Article {number} of {count}: {}", line(found.document.name()))?;
                    }
                    if let Some(place) = rest {
                        writeln!(out, "{}", only_a_summary(&place))?;
                    }
                    let article = Prepared::new(Arc::new(found.annotations));
                    out.write_all(article_lines(&found.document, &article).as_bytes())?;
                    if part.list.is_some() && number < count {
                        writeln!(out)?;
                    }
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

/// Opens an input and finds what is in it.
fn part(source: &Source, options: &Options) -> Part {
    let whole = |found| Article { found, rest: None };
    if let Source::Folder(path) = source {
        let articles = document::articles(path).map(|articles| {
            articles.iter().flat_map(|article| find(article, options)).map(|found| found.map(whole)).collect()
        });
        return Part {
            list: Some(source.name().into_owned()),
            articles: articles.unwrap_or_else(|error| vec![Err(error)]),
        };
    }
    let list = match document::open_with(source, options) {
        Ok(Opened::Article(document)) => {
            return Part { list: None, articles: vec![found(source.name().into_owned(), document).map(whole)] };
        }
        Ok(Opened::List(list)) => list,
        Err(problem) => return Part { list: None, articles: vec![Err(problem)] },
    };
    let name = source.name();
    let article = |(index, entry): (usize, Entry)| {
        let rest = entry.link.as_ref().filter(|_| !entry.whole).map(|link| link.name().into_owned());
        found(entry_name(&name, index, &entry), entry.text).map(|found| Article { found, rest })
    };
    Part { list: Some(list.title), articles: list.entries.into_iter().enumerate().map(article).collect() }
}

/// What is in a list, a line an article; `before` articles have been numbered already.
fn contents(title: &str, articles: &[Result<Article, Error>], before: usize) -> String {
    let mut out = format!("List: {}, {}.\n", line(title), count_of(articles.len(), "article"));
    for (number, article) in (before + 1..).zip(articles) {
        let told = match article {
            Ok(Article { found, rest }) => {
                let survey = Survey::new(&found.document, &found.annotations);
                let date = found
                    .document
                    .metadata
                    .date
                    .as_deref()
                    .map(|date| survey.date.map_or_else(|| line(date), Date::day));
                let date = date.map(|date| format!(" {date}.")).unwrap_or_default();
                let counts = match rest {
                    Some(place) => only_a_summary(place),
                    None if survey.quotations == 0 => format!("{}, nobody is quoted.", count_of(survey.words, "word")),
                    None => {
                        let quotations = count_of(survey.quotations, "quotation");
                        format!("{}, {quotations}: {}.", count_of(survey.words, "word"), survey.who())
                    }
                };
                format!("{}.{date} {counts}", line(found.document.name()).trim_end_matches('.'))
            }
            Err(problem) => problem.to_string(),
        };
        let _ = writeln!(out, "{number}: {told}");
    }
    out.push_str("End of the list.\n");
    out
}

fn only_a_summary(place: &str) -> String {
    format!("Only a summary; the article is at {}", line(place))
}

fn count_of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The lines of an article.
fn article_lines(document: &Document, found: &Prepared) -> String {
    let mut out = String::new();
    let mut speaking = None;
    for block in &document.blocks {
        if block.kind == BlockKind::Picture {
            // There is nothing to hear of it.
        } else if block.kind == BlockKind::Rule {
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
        BlockKind::Paragraph | BlockKind::PullQuote | BlockKind::Code | BlockKind::Rule | BlockKind::Picture => {
            String::new()
        }
    }
}

/// The words of a block: what is told and what is said, a line each. `speaking` is the utterance that was heard last.
fn pieces(document: &Document, found: &Prepared, block: &Block, speaking: &mut Option<u32>, out: &mut String) {
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
fn who(found: &Prepared, quotation: &Quotation, again: bool) -> String {
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
        let found = Prepared::new(Arc::new(crate::annotation::annotate(&document)));
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
