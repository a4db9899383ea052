//! The article as a whole: what it is called, what is searched in it, and the map of it. Knows nothing of what is seen.

use std::sync::Arc;

use super::super::found::Segment;
use super::super::map::{self, Piece, Tick};
use super::super::rich;
use super::super::search::Search;
use super::{Reader, State};
use crate::annotation::QuotationKind;
use crate::document::{Document, Source};
use crate::span::Span;

impl Reader {
    /// Its title or file name as one safe line.
    pub fn name(&self) -> String {
        match &self.state {
            State::Ready(document) => return rich::line(document.name()),
            State::List(listing) => return listing.title.clone(),
            _ => {}
        }
        match &self.source {
            Source::File(path) | Source::Folder(path) => rich::line(&path.display().to_string()),
            Source::Url(name) | Source::Bytes { name, .. } => rich::line(name),
            Source::Sample => "sample".to_owned(),
        }
    }

    /// Searches the text: only what the kept speakers say where only some are kept.
    pub fn find(&mut self, words: &str, from: usize, regex: bool) {
        let Some(document) = self.document().cloned() else { return };
        let mut search = self.hits(words, &document, from, regex);
        if let (Some(speakers), Some(found)) = (&self.filter.speakers, &self.found) {
            search.retain(from, |hit| {
                let said = found.quotation_at(hit.start).and_then(|index| found.quotation(index));
                said.is_some_and(|quotation| found.speakers(quotation).any(|who| speakers.contains(&who)))
            });
        }
        self.search = search;
    }

    /// All hits in its text, which is `document`.
    pub(in crate::app) fn hits(&mut self, words: &str, document: &Arc<Document>, from: usize, regex: bool) -> Search {
        Search::with(words, &document.text, from, regex, self.folds.of(document))
    }

    // The map.

    /// Whether a cell of the map has a hit of the search.
    pub fn is_marked(&self, cell: usize) -> bool {
        self.marks.get(cell).copied().unwrap_or(false)
    }

    /// Marks the cells of the map where the search has hits, where that has not been done.
    pub fn mark_map(&mut self, width: usize) {
        let Some(length) = self.document().map(|document| document.text.len()) else { return };
        let (hits, words) = (self.search.hits().len(), self.search.words());
        if (self.marked.0, self.marked.1, self.marked.2.as_str()) != (width, hits, words) {
            self.marked = (width, hits, words.to_owned());
            self.marks = vec![false; width];
            for hit in self.search.hits() {
                if let Some(mark) = self.marks.get_mut(map::cell_of(hit.start, length, width)) {
                    *mark = true;
                }
            }
        }
    }

    /// The map line, as made by [`Reader::draw_map`].
    pub fn map(&self) -> &[Tick] {
        &self.map
    }

    /// Makes the map for `width` cells where it is not made yet.
    pub fn draw_map(&mut self, width: usize) {
        let (State::Ready(document), Some(found)) = (&self.state, &self.found) else { return };
        if self.map.len() != width {
            let whole = Span::new(0, document.text.len());
            let kept = found.segments_in(whole).iter().filter(|segment| self.passes(segment.quotation));
            let piece = |segment: &Segment| {
                let quotation = found.quotation(segment.quotation)?;
                let reported = matches!(quotation.kind, QuotationKind::Indirect | QuotationKind::Attitude);
                Some(Piece { span: segment.span, who: found.who(quotation), reported })
            };
            self.map = map::map(whole.end, width, kept.filter_map(piece));
        }
    }
}
