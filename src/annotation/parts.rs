//! A large text in parts, each analysed by itself: the memory that an analysis takes is that of one part, what is near
//! the reader can be known first, and it can be told how far it has come. Texts up to [`PART`] are one part.

use std::borrow::Borrow;
use std::ops::Range;

use super::merge::Merged;
use super::{Annotations, of_blocks, strongest_of_blocks};
use crate::document::{BlockKind, Document};
use crate::nlp::language::{self, Language};
use crate::quotation::Strong;
use crate::span::Span;

/// The largest part, bytes: longer than any novel, so that only collections are parted.
pub const PART: usize = 4 << 20;

/// How far before and after the equal share of a part the start of a chapter is looked for: one of so many shares.
const CHAPTER: usize = 16;

/// How much is looked at around a place to know something of it at once, bytes.
const GLANCE: usize = 128 << 10;

/// The analysis of a document, part by part.
#[derive(Debug)]
pub struct Analysis<D> {
    document: D,
    language: Language,
    parts: Vec<Part>,
}

/// Some blocks, and what is found in them.
#[derive(Debug)]
struct Part {
    blocks: Range<usize>,
    found: Option<Annotations>,
}

impl<D: Borrow<Document>> Analysis<D> {
    /// Of which nothing is done yet.
    pub fn new(document: D) -> Self {
        Self::with_parts_of(PART, document)
    }

    fn with_parts_of(most: usize, document: D) -> Self {
        let cuts = cuts(document.borrow(), most);
        let parts = cuts.iter().zip(cuts.iter().skip(1)).map(|(&start, &end)| Part { blocks: start..end, found: None });
        Self { language: language::of(document.borrow()), parts: parts.collect(), document }
    }

    /// What is analysed.
    pub fn document(&self) -> &D {
        &self.document
    }

    /// How many parts there are, and how many of them are analysed.
    pub fn progress(&self) -> (usize, usize) {
        (self.parts.iter().filter(|part| part.found.is_some()).count(), self.parts.len())
    }

    /// The part that holds a byte of the text, where it is analysed.
    pub fn known(&self, near: usize) -> Option<usize> {
        let block = self.document.borrow().block_at(near);
        self.parts.iter().position(|part| part.blocks.contains(&block) && part.found.is_some())
    }

    /// The parts that are analysed.
    pub fn analysed(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().enumerate().filter(|(_, part)| part.found.is_some()).map(|(index, _)| index)
    }

    /// Analyses the part nearest to a byte of the text; `false` where all are done.
    pub fn step(&mut self, near: usize) -> bool {
        let document = self.document.borrow();
        let block = document.block_at(near);
        let away =
            |part: &Part| part.blocks.start.saturating_sub(block).max((block + 1).saturating_sub(part.blocks.end));
        let open = self.parts.iter_mut().filter(|part| part.found.is_none());
        let Some(part) = open.min_by_key(|part| away(part)) else { return false };
        part.found = Some(of_blocks(document, self.language, part.blocks.clone()));
        true
    }

    /// What is found in the text around a place when nothing else is looked at: a first answer, soon there.
    pub fn glance(&self, near: usize) -> Annotations {
        let document = self.document.borrow();
        let first = document.block_at(near.saturating_sub(GLANCE));
        let last = document.block_at(near.saturating_add(GLANCE));
        of_blocks(document, self.language, first..(last + 1).min(document.blocks.len()))
    }

    /// What the ranking of speakers rests on, in all parts.
    pub(super) fn strongest_features(&self) -> Vec<(Span, Vec<Strong>)> {
        let of = |part: &Part| strongest_of_blocks(self.document.borrow(), self.language, part.blocks.clone());
        self.parts.iter().flat_map(of).collect()
    }

    /// What is found so far.
    pub fn so_far(&self) -> Annotations {
        let mut merged = Merged::default();
        self.parts.iter().filter_map(|part| part.found.clone()).for_each(|found| merged.add(found));
        merged.finish()
    }

    /// What is found in all.
    pub fn finish(self) -> Annotations {
        let mut found = self.parts.into_iter().filter_map(|part| part.found);
        let first = found.next().unwrap_or_default();
        let mut rest = found.peekable();
        if rest.peek().is_none() {
            return first;
        }
        let mut merged = Merged::default();
        merged.add(first);
        rest.for_each(|found| merged.add(found));
        merged.finish()
    }
}

/// Where the parts of at most about `most` bytes start and the last one ends, as blocks: equal shares, moved to the start of a chapter
/// where there is one near, else to that of a paragraph.
fn cuts(document: &Document, most: usize) -> Vec<usize> {
    let blocks = &document.blocks;
    let length = document.text.len();
    let count = length.div_ceil(most).max(1);
    let mut cuts = vec![0];
    for share in 1..count {
        let at = (length as u128 * share as u128 / count as u128) as usize;
        let (from, to) = (document.block_at(at.saturating_sub(most / CHAPTER)), document.block_at(at + most / CHAPTER));
        let near = blocks.get(from..=to).unwrap_or_default();
        let starts = |index: &usize, wanted: fn(BlockKind) -> bool| {
            blocks.get(*index).is_some_and(|block| wanted(block.kind) && !block.continued)
        };
        let away = |index: &usize| blocks.get(*index).map_or(0, |block| block.span.start.abs_diff(at));
        let nearest = |wanted| (from..from + near.len()).filter(|index| starts(index, wanted)).min_by_key(away);
        let cut = nearest(|kind| matches!(kind, BlockKind::Heading(_)))
            .or_else(|| nearest(|_| true))
            .unwrap_or_else(|| document.block_at(at));
        if cuts.last().is_some_and(|&last| cut > last) && cut < blocks.len() {
            cuts.push(cut);
        }
    }
    cuts.push(blocks.len());
    cuts
}

#[cfg(test)]
mod tests;
