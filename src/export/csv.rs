//! One row a quotation (RFC 4180). A document without quotations has no row.

use std::io::{self, Write};

use super::record::Record;

const HEADER: [&str; 13] = [
    "document",
    "title",
    "start",
    "end",
    "kind",
    "utterance",
    "speaker",
    "speaker_kind",
    "speaker_mention",
    "cue",
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
            quote.speaker.unwrap_or_default().to_owned(),
            speaker.map_or("", |actor| actor.kind).to_owned(),
            quote.speaker_mention.map_or("", |mention| mention.text).to_owned(),
            quote.cue.map_or("", |cue| cue.text).to_owned(),
            quote.confidence.to_string(),
            quote.explanation.as_ref().map_or_else(|| quote.evidence.to_owned(), |reasons| reasons.join("; ")),
            quote.text.to_owned(),
        ]
    });
    write(out, rows)
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
