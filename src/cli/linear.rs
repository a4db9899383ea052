//! Articles for those who listen: no boxes, no colours, one thing after another, and before each quotation who said it:
//! printed, or in a terminal block by block.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use super::Outcome;
use super::extract::{Found, SHOWS_ATTITUDES, entry_name, find, found};
use super::input::Inputs;
use super::output::Output;
use crate::absence::{self, Absence};
use crate::annotation::{Criteria, Quotation, QuotationKind, sentences};
use crate::app::found::Found as Prepared;
use crate::app::linear::{Block, Line};
use crate::app::listing::Survey;
use crate::app::rich::line;
use crate::document::{self, BlockKind, Date, Document, Entry, Opened, Options, Source};
use crate::error::Error;
use crate::runtime;
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

/// Reads out every input, in order; of a list first what is in it. `by_keys`: block by block, as keys ask for them.
pub fn run(inputs: &Inputs, options: &Options, criteria: Criteria, by_keys: bool) -> anyhow::Result<Outcome> {
    let outcome = inputs.report();
    if !by_keys {
        let mut out = Output::stdout();
        let read = read_out(inputs, options, criteria, |block| {
            // A block without lines is a gap.
            if block.is_empty() {
                writeln!(out)
            } else {
                block.iter().try_for_each(|line| writeln!(out, "{}", line.words))
            }
        })?;
        out.flush()?;
        return Ok(outcome.and(read));
    }
    let mut blocks = Vec::new();
    let read = read_out(inputs, options, criteria, |block| {
        blocks.push(block);
        Ok(())
    })?;
    if blocks.is_empty() {
        return Ok(outcome.and(read));
    }
    Ok(match runtime::linear::run(blocks)? {
        runtime::End::Quit => outcome.and(read),
        runtime::End::Signal(signal) => Outcome::Killed(signal),
    })
}

/// Opens every input and passes on what is in it, block by block.
fn read_out(
    inputs: &Inputs,
    options: &Options,
    criteria: Criteria,
    mut pass_on: impl FnMut(Block) -> io::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let parts: Vec<Part> = inputs.sources.iter().map(|source| part(source, options)).collect();
    let count: usize = parts.iter().map(|part| part.articles.len()).sum();
    let several = count > 1 || parts.iter().any(|part| part.list.is_some());
    let mut number = 0;
    for part in parts {
        if let Some(title) = &part.list {
            if number > 0 {
                pass_on(Block::new())?;
            }
            let contents = contents(title, &part.articles, number, &criteria);
            contents.lines().try_for_each(|line| pass_on(vec![Line::plain(line)]))?;
            pass_on(Block::new())?;
        }
        for article in part.articles {
            number += 1;
            match article {
                Ok(Article { found, rest }) => {
                    if several {
                        if number > 1 && part.list.is_none() {
                            pass_on(Block::new())?;
                        }
                        let name = line(found.document.name());
                        pass_on(vec![Line::plain(format!("Article {number} of {count}: {name}"))])?;
                    }
                    if let Some(place) = &rest {
                        pass_on(vec![Line::plain(only_a_summary(place))])?;
                    }
                    // Of an article of which there is only a summary nothing is known.
                    let absence = found.absence(&criteria).filter(|_| rest.is_none());
                    let article = Prepared::new(Arc::new(found.annotations), criteria);
                    blocks(&found.document, &article).try_for_each(&mut pass_on)?;
                    if let Some(absence) = absence {
                        pass_on(vec![Line::plain(sentences_of(&absence))])?;
                    }
                    if part.list.is_some() && number < count {
                        pass_on(Block::new())?;
                    }
                }
                Err(problem) => {
                    super::report(&problem.to_string());
                    outcome = Outcome::Partly;
                }
            }
        }
    }
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
fn contents(title: &str, articles: &[Result<Article, Error>], before: usize, criteria: &Criteria) -> String {
    let mut out = format!("List: {}, {}.\n", line(title), count_of(articles.len(), "article"));
    for (number, article) in (before + 1..).zip(articles) {
        let told = match article {
            Ok(Article { found, rest }) => {
                let survey = Survey::new(&found.document, &found.annotations, criteria);
                let date = found
                    .document
                    .metadata
                    .date
                    .as_deref()
                    .map(|date| survey.date.map_or_else(|| line(date), Date::day));
                let date = date.map(|date| format!(" {date}.")).unwrap_or_default();
                let counts = match rest {
                    Some(place) => only_a_summary(place),
                    None if survey.quotations == 0 => {
                        format!("{}, no quotations were found.", count_of(survey.words, "word"))
                    }
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

/// Why no quotation was announced.
fn sentences_of(absence: &Absence) -> String {
    absence::sentences(&absence.reasons(Some(SHOWS_ATTITUDES), None)).join(" ")
}

fn only_a_summary(place: &str) -> String {
    format!("Only a summary; the article is at {}", line(place))
}

fn count_of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// An article, block by block.
fn blocks(document: &Document, found: &Prepared) -> impl Iterator<Item = Block> {
    let sentences = sentences(document);
    document.blocks.iter().filter_map(move |block| match block.kind {
        // There is nothing to hear of it.
        BlockKind::Picture => None,
        BlockKind::Rule => Some(vec![Line::plain("Break.")]),
        BlockKind::Code => {
            let code = block.span.of(&document.text).lines().map(|row| Line::plain(crate::display::safe(row)));
            let ends = ["Code:", "End of code."].map(Line::plain);
            let [start, end] = ends;
            Some(std::iter::once(start).chain(code).chain([end]).collect())
        }
        _ => {
            let first = sentences.partition_point(|sentence| sentence.start < block.span.start);
            let last = sentences.partition_point(|sentence| sentence.start < block.span.end);
            let here = sentences.get(first..last).unwrap_or_default();
            let mut lines = passages(document, found, block.span, here);
            if let Some(first) = lines.first_mut() {
                first.words.insert_str(0, &lead(document, block));
            }
            Some(lines)
        }
    })
}

/// What a block is, where the eye would see it.
fn lead(document: &Document, block: &document::Block) -> String {
    match block.kind {
        BlockKind::Heading(1) => "Title: ".to_owned(),
        BlockKind::Heading(level) => format!("Heading {level}: "),
        BlockKind::ListItem(_) => {
            let mark = document.item_mark(block).unwrap_or_default();
            let mark = mark.trim_end_matches(['.', ')', ':', '•']);
            if mark.is_empty() { "Item: ".to_owned() } else { format!("Item {}: ", crate::display::safe(mark)) }
        }
        BlockKind::BlockQuote => "Set apart: ".to_owned(),
        BlockKind::TableRow(true) => "Table, columns: ".to_owned(),
        BlockKind::TableRow(false) => "Row: ".to_owned(),
        BlockKind::Footnote => "Footnote: ".to_owned(),
        BlockKind::Paragraph | BlockKind::PullQuote | BlockKind::Code | BlockKind::Rule | BlockKind::Picture => {
            String::new()
        }
    }
}

/// The words of a block as they were published, in passages: where somebody else starts to be quoted, a passage begins
/// that says who it is, and what nobody says follows in one of its own.
fn passages(document: &Document, found: &Prepared, block: Span, sentences: &[Span]) -> Vec<Line> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut start = block.start;
    for (nth, sentence) in sentences.iter().enumerate() {
        let end = sentences.get(nth + 1).map_or(block.end, |next| next.start);
        let heard = announced(document, found, *sentence);
        match passages.last_mut() {
            Some(passage) if passage.utterances.is_empty() == heard.is_empty() && passage.covers(&heard) => {
                passage.span.end = end;
            }
            _ => passages.push(Passage {
                span: Span::new(start, end),
                utterances: heard.iter().map(|(utterance, _)| *utterance).collect(),
                said_by: heard.into_iter().map(|(_, words)| words).collect(),
            }),
        }
        start = end;
    }
    if passages.is_empty() {
        passages.push(Passage { span: block, ..Passage::default() });
    }
    let line = |passage: &Passage| Line { words: passage.words(document), quoted: !passage.said_by.is_empty() };
    passages.iter().map(line).collect()
}

/// Sentences that are read in one go.
#[derive(Default)]
struct Passage {
    span: Span,
    /// What is quoted in it.
    utterances: Vec<u32>,
    /// By whom, in words.
    said_by: Vec<String>,
}

impl Passage {
    /// Whether nothing is quoted that its beginning does not announce.
    fn covers(&self, heard: &[(u32, String)]) -> bool {
        heard.iter().all(|(utterance, _)| self.utterances.contains(utterance))
    }

    fn words(&self, document: &Document) -> String {
        let cells = self.span.of(&document.text).split('\t').map(line).filter(|cell| !cell.is_empty());
        let words = cells.collect::<Vec<_>>().join("; ");
        let mut said_by = self.said_by.clone();
        said_by.dedup();
        if said_by.is_empty() { words } else { format!("{}: {words}", said_by.join("; ")) }
    }
}

/// What is quoted in a sentence: the utterances, and who says each of them and how.
fn announced(document: &Document, found: &Prepared, sentence: Span) -> Vec<(u32, String)> {
    let mut heard: Vec<(u32, String)> = Vec::new();
    for segment in found.segments_in(sentence) {
        let Some(quotation) = found.quotation(segment.quotation) else { continue };
        if heard.iter().all(|(utterance, _)| *utterance != quotation.utterance) {
            heard.push((quotation.utterance, announcement(document, found, quotation)));
        }
    }
    heard
}

/// Who says it, and how.
fn announcement(document: &Document, found: &Prepared, quotation: &Quotation) -> String {
    let said_by = line(&found.said_by(quotation, &document.text));
    let mut letters = said_by.chars();
    let said_by: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let how = match quotation.kind {
        QuotationKind::Direct | QuotationKind::Mixed => "quoted",
        QuotationKind::Indirect => "paraphrased",
        QuotationKind::Attitude => "attitude",
    };
    format!("{said_by}, {how}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;

    fn heard_by(text: &str, criteria: Criteria) -> String {
        let document = crate::document::markdown(text, crate::document::Metadata::default());
        let found = Prepared::new(Arc::new(annotate(&document)), criteria);
        let lines = blocks(&document, &found).flatten().map(|line| line.words + "\n");
        lines.collect()
    }

    fn heard(text: &str) -> String {
        heard_by(text, Criteria::default())
    }

    #[test]
    fn one_thing_after_another() {
        let text = "# Talks\n\n“We will not sign,” Ada Voss said. “Not now.” Rain fell.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n";
        assert_eq!(
            heard(text),
            "Title: Talks\nAda Voss, quoted: “We will not sign,” Ada Voss said. “Not now.”\nRain fell.\n\
             Item: one\nItem: two\nTable, columns: a; b\nRow: c; d\nBreak.\n"
        );
    }

    #[test]
    fn sentences_are_those_of_the_author() {
        let text = "Ada Voss said that the treaty would be signed in June. Nobody else spoke.\n\n\
                    “No,” said Mr. Jon Vale, who had come late. “Never,” said Mina Okoye.\n";
        assert_eq!(
            heard(text),
            "Ada Voss, paraphrased: Ada Voss said that the treaty would be signed in June.\nNobody else spoke.\n\
             Jon Vale, quoted: “No,” said Mr. Jon Vale, who had come late.\n\
             Mina Okoye, quoted: “Never,” said Mina Okoye.\n"
        );
    }

    #[test]
    fn words_between_announcements_are_the_text_and_nothing_else() {
        let text = include_str!("../../assets/sample.md");
        let document = crate::document::markdown(text, crate::document::Metadata::default());
        let found = Prepared::new(Arc::new(annotate(&document)), Criteria::default());
        let sentences = sentences(&document);
        for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            let first = sentences.partition_point(|sentence| sentence.start < block.span.start);
            let last = sentences.partition_point(|sentence| sentence.start < block.span.end);
            let here = sentences.get(first..last).unwrap_or_default();
            let passages = passages(&document, &found, block.span, here);
            let mut rest = line(block.span.of(&document.text));
            for passage in passages.iter().rev() {
                let words = passage.words.trim();
                let kept = words.char_indices().map(|(at, _)| &words[at..]).find(|words| rest.ends_with(words));
                let kept = kept.unwrap_or_else(|| panic!("{words:?} is not the end of {rest:?}"));
                rest.truncate(rest.len() - kept.len());
                rest.truncate(rest.trim_end().len());
            }
            assert_eq!(rest, "", "all words are there");
        }
    }

    #[test]
    fn attitude_is_announced_only_where_asked_for() {
        let text = "Ada Voss wants to leave the treaty by Friday.\n";
        assert_eq!(heard(text), text);
        let with = heard_by(text, Criteria { attitudes: true, ..Criteria::default() });
        assert_eq!(with, format!("Ada Voss, attitude: {text}"));
    }

    #[test]
    fn nothing_raw_is_printed() {
        assert!(!heard("a\x1b[2J b\n\n    code \x1b[2J\n").contains('\x1b'));
    }
}
