//! A page for people: the title, who spoke how often, and each quotation under its speaker's name.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::record::{Quote, Record};
use super::{Failure, Source, name};
use crate::absence::sentences;
use crate::annotation::NOT_ATTRIBUTED;
use crate::display::markdown as escape;

/// Writes one document.
pub fn page(out: &mut impl Write, record: &Record<'_>) -> io::Result<()> {
    let name = record.name();
    writeln!(out, "# {}\n", escape(record.title.unwrap_or(&name)))?;
    if record.title.is_some() {
        writeln!(out, "Source: {}\n", escape(&name))?;
    }
    let credit = credit(&record.source);
    if !credit.is_empty() {
        writeln!(out, "{credit}\n")?;
    }
    if record.quotes.is_empty() {
        let told: Vec<String> = sentences(&record.absence).iter().map(|sentence| escape(sentence)).collect();
        writeln!(out, "{}", told.join(" "))?;
    }
    for (index, quote) in record.quotes.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "> {}\n>\n> — {}", escape(quote.text), attribution(quote))?;
        for reason in quote.explanation.iter().flatten() {
            writeln!(out, ">\n> *{}*", escape(reason))?;
        }
    }
    if let Some(text) = record.text {
        writeln!(out, "\n## Text\n\n{}", text.lines().map(|line| escape(line) + "\n").collect::<String>())?;
    }
    Ok(())
}

/// Writes what stands in the place of a document that could not be read.
pub fn error(out: &mut impl Write, failure: &Failure<'_>) -> io::Result<()> {
    let name = name(failure.id);
    let name = if name.is_empty() { "(without an id)" } else { &name };
    writeln!(out, "# {}\n\nNot read: {}", escape(name), escape(failure.error))
}

/// "Ada Voss, The Havn Post, 2031-05-02, <address>".
fn credit(source: &Source<'_>) -> String {
    let authors = Some(source.authors.join(", ")).filter(|names| !names.is_empty());
    let parts = [authors.as_deref(), source.site, source.date.as_deref(), source.url];
    parts.into_iter().flatten().map(escape).collect::<Vec<_>>().join(", ")
}

fn attribution(quote: &Quote<'_>) -> String {
    let mut line = match quote.who() {
        Some(who) if quote.speaker.is_none() => escape(&who),
        Some(who) => format!("**{}**", escape(&who)),
        None => NOT_ATTRIBUTED.to_owned(),
    };
    if let (Some(mention), Some(speaker)) = (quote.speaker_mention, &quote.speaker)
        && mention.text != speaker
    {
        let _ = write!(line, " (“{}”)", escape(mention.text));
    }
    let _ = write!(line, ", {}, {}–{}, confidence {:.2}", quote.kind, quote.start, quote.end, quote.confidence);
    line
}
