//! Copying an utterance with its speaker and a citation of the article. Knows nothing of clipboards.

use crate::annotation::Quotation;
use crate::citation::{Format, Quoted, Reference};
use crate::command::Command;
use crate::document::Document;
use crate::span::Span;

use super::evidence::shorten;
use super::found::Found;
use super::picker::Purpose;
use super::pickers::count;
use super::rich::line;
use super::{App, Effect};

/// Characters of the copied words that the status line shows.
const SHOWN: usize = 48;
/// Other quotations between two pieces of an utterance, at most: those that are quoted within it.
const BETWEEN: usize = 16;

impl App {
    /// Copies the utterance that the current quotation is a piece of.
    pub(super) fn copy(&mut self, format: Format) {
        let Some((index, quoted, pieces)) = self.to_copy() else { return self.nothing_to_copy() };
        let Some(document) = self.reader().document() else { return };
        let citation = Reference::of(document).cite(&quoted, format);
        let words = shorten(quoted.words.lines().next().unwrap_or_default(), SHOWN);
        let several = if pieces > 1 { format!(" {}", count(pieces, "piece")) } else { String::new() };
        let written = if format == Format::Plain { String::new() } else { format!(" as {}", format.name()) };
        self.select(index);
        self.effects.push(Effect::Copy(citation));
        self.tell(&format!("copied{several}{written}: {words}"));
    }

    /// Lets one choose how the citation is written that is copied.
    pub(super) fn choose_citation(&mut self, opener: Command) {
        if self.to_copy().is_none() {
            return self.nothing_to_copy();
        }
        self.pick(Purpose::Citations, opener);
    }

    fn nothing_to_copy(&mut self) {
        self.tell(if self.reader().found.is_some() { "no quotation here to copy" } else { "still analysing" });
    }

    /// The current quotation, its utterance and who said it, and of how many pieces that is.
    fn to_copy(&self) -> Option<(usize, Quoted, usize)> {
        let index = self.current()?;
        let reader = self.reader();
        let (document, found) = (reader.document()?, reader.found.as_ref()?);
        let quotation = found.quotation(index)?;
        let pieces = pieces(found, index);
        let alone = Some(quotation).filter(|quotation| quotation.also.is_empty());
        let actor = alone.and_then(|quotation| found.who(quotation).actor()).and_then(|id| found.actor(id));
        let role = actor.and_then(|actor| actor.roles.first());
        let role = role.map(|role| format!(", {}", line(role))).unwrap_or_default();
        let who = format!("{}{role}", line(&found.said_by(quotation, &document.text)));
        Some((index, Quoted { words: words(document, &pieces), who }, pieces.len()))
    }
}

/// The pieces of the utterance that a quotation belongs to: all that are found, kept by the filter or not. A piece within
/// another one is part of that.
fn pieces(found: &Found, index: usize) -> Vec<Span> {
    let quotations = found.annotations.quotations.as_slice();
    let Some(said) = quotations.get(index).map(|quotation| quotation.utterance) else { return Vec::new() };
    let mut all = near(quotations, (0..index).rev(), said);
    all.reverse();
    all.extend(near(quotations, index..quotations.len(), said));
    let mut pieces: Vec<Span> = Vec::new();
    for quotation in all.into_iter().filter(|quotation| found.criteria.keeps(quotation)) {
        if pieces.last().is_none_or(|last| !last.covers(quotation.span)) {
            pieces.push(quotation.span);
        }
    }
    pieces
}

/// The pieces of an utterance at these places, as long as there are not too many others between them.
fn near(quotations: &[Quotation], places: impl Iterator<Item = usize>, utterance: u32) -> Vec<&Quotation> {
    let mut others = 0;
    let mut found = Vec::new();
    for quotation in places.map_while(|at| quotations.get(at)) {
        if quotation.utterance == utterance {
            others = 0;
            found.push(quotation);
        } else if others == BETWEEN {
            break;
        } else {
            others += 1;
        }
    }
    found
}

/// The words of the pieces as the article has them, each between its own marks, so that it can be seen where the
/// article's words came in between: “We will go,” “and soon.” Those of another paragraph begin a line.
fn words(document: &Document, pieces: &[Span]) -> String {
    let mut words = String::new();
    let mut before = None;
    for piece in pieces {
        let block = document.block_at(piece.start);
        if let Some(before) = before {
            words.push(if before == block { ' ' } else { '\n' });
        }
        words.push_str(&line(piece.of(&document.text)));
        before = Some(block);
    }
    words
}
