//! One row a quotation (RFC 4180). A document without quotations has no row.

use std::io::{self, Write};

use super::record::{Quote, Record};

const HEADER: [&str; 16] = [
    "document",
    "title",
    "start",
    "end",
    "kind",
    "utterance",
    "speaker",
    "speaker_id",
    "speaker_kind",
    "named",
    "speaker_mention",
    "cue",
    "candidates",
    "confidence",
    "evidence",
    "text",
];

/// Writes the names of the columns.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    write(out, [HEADER.map(str::to_owned)].into_iter())
}

/// Writes the quotations of one document, under the header where it is the first.
pub fn rows(out: &mut impl Write, record: &Record<'_>, first: bool) -> io::Result<()> {
    if first {
        header(out)?;
    }
    let name = record.name();
    let rows = record.quotes.iter().map(|quote| {
        let speaker = quote.speaker_id.and_then(|id| record.actors.get(id as usize));
        [
            name.to_string(),
            record.title.unwrap_or_default().to_owned(),
            quote.start.to_string(),
            quote.end.to_string(),
            quote.kind.to_owned(),
            quote.utterance.to_string(),
            quote.speaker.as_deref().unwrap_or_default().to_owned(),
            ids(quote),
            speaker.map_or("", |actor| actor.kind).to_owned(),
            quote.named.map_or(String::new(), |named| named.to_string()),
            quote.speaker_mention.map_or("", |mention| mention.text).to_owned(),
            quote.cue.map_or("", |cue| cue.text).to_owned(),
            candidates(quote),
            quote.confidence.to_string(),
            quote.explanation.as_ref().map_or_else(|| quote.evidence.to_owned(), |reasons| reasons.join("; ")),
            quote.text.to_owned(),
        ]
    });
    write(out, rows)
}

/// The places of the speakers in the list of actors, with spaces between them.
fn ids(quote: &Quote<'_>) -> String {
    let one = quote.speaker_id.into_iter().filter(|_| quote.speaker_ids.is_empty());
    let ids: Vec<String> = one.chain(quote.speaker_ids.iter().copied()).map(|id| id.to_string()).collect();
    ids.join(" ")
}

/// "Jon Vale 0.31; Mina Okoye 0.08".
fn candidates(quote: &Quote<'_>) -> String {
    let all: Vec<String> = quote.candidates.iter().map(|it| format!("{} {}", it.name, it.probability)).collect();
    all.join("; ")
}

fn write(out: &mut impl Write, rows: impl Iterator<Item = [String; HEADER.len()]>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    for row in rows {
        writer.write_record(&row).map_err(into_io)?;
    }
    writer.flush()
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
