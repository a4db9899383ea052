//! Sieves for lines that name their source by layout: a colon, a dash, a line of its own.

use std::ops::Range;

use super::{Segment, Verdict};
use crate::document::BlockKind;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::layout;
use crate::quotation::phrase::{main_subject, noun_phrase_after, noun_phrase_before};
use crate::quotation::reading::{Class, Reading};

/// `Voss: “…”`, `Ada Voss (foreign minister): “…”`: little else before the marks.
pub fn name_colon(segment: &Segment) -> Option<Verdict> {
    let (reading, item) = (segment.reading, segment.item);
    let start = segment.items().start;
    let colon = item.checked_sub(1).filter(|&colon| colon > start && colon - start <= 10)?;
    if reading.class(colon) != Class::Sign(TokenKind::Colon) {
        return None;
    }
    let source = noun_phrase_before(reading, colon, start)?;
    let whole =
        source.start == start || (start..source.start).all(|at| matches!(reading.class(at), Class::Preposition));
    whole.then(|| Verdict::new(Rule::NameColon, reading.tokens(source)).with_cue(reading.tokens(colon..colon + 1)))
}

/// `“…” – Ada Voss`, `"…" -Commissioner Lee`, `“…”, Ada Voss, minister` at the end of a pull quote.
pub fn attribution_line(segment: &Segment) -> Option<Verdict> {
    let (reading, item) = (segment.reading, segment.item);
    let dash = item + 1;
    let set_off = match reading.class(dash) {
        Class::Sign(TokenKind::Dash | TokenKind::Other) => true,
        Class::Sign(TokenKind::Comma) => segment.kind() == BlockKind::PullQuote,
        _ => false,
    };
    if !set_off {
        return None;
    }
    let end = reading.paragraph_end(segment.sentence);
    if dash + 1 >= end || end - dash > 24 {
        return None;
    }
    let source = noun_phrase_after(reading, dash + 1, end)?;
    // "‘We will go’ – |minister|": in a headline an office is enough.
    let headline =
        matches!(segment.kind(), BlockKind::Heading(_)) && source.end == end && segment.items().start == item;
    let office = headline && reading.is(source.end - 1, Lex::ROLE.or(Lex::ORGANISATION_NOUN).or(Lex::GROUP));
    let named = (office || source.clone().any(|at| reading.class(at) == Class::Name)) && !reading.is_verb(source.end);
    named.then(|| Verdict::new(Rule::Attribution, reading.tokens(source)).with_cue(reading.tokens(dash..dash + 1)))
}

/// The paragraph before ends with a colon: `From the minister: / “…”`
pub fn introduced_block(segment: &Segment) -> Option<Verdict> {
    let reading = segment.reading;
    let first = segment.sentence.checked_sub(1).and_then(|before| reading.sentences.get(before))?;
    let opens = segment.sentence_before().is_none() && segment.items().start == segment.item;
    let colon = first.items.end - 1;
    if let Some(source) = sender(reading, first.items.clone()).filter(|_| opens) {
        return Some(Verdict::new(Rule::IntroducedBlock, reading.tokens(source)));
    }
    if !opens || reading.class(colon) != Class::Sign(TokenKind::Colon) {
        return None;
    }
    let source = main_subject(reading, colon, first.items.start)
        .or_else(|| noun_phrase_before(reading, colon, first.items.start))?;
    Some(Verdict::new(Rule::IntroducedBlock, reading.tokens(source)))
}

/// `“I would do it again.” / That is how |Ada Voss| sums it up.`: a quotation that fills its paragraph, and the next one says
/// whose it is.
pub fn said_after(segment: &Segment) -> Option<Verdict> {
    let reading = segment.reading;
    let fills = segment.stands_alone() && segment.sentence_before().is_none() && segment.sentence_after().is_none();
    let after = reading.sentences.get(segment.sentence + 1).filter(|_| fills)?;
    let text = reading.span(after.items.clone()).of(reading.prose.text);
    let words = layout::starts_with("said before", text)?;
    let start = after.items.start + words;
    let source = noun_phrase_after(reading, start, after.items.end)?;
    let named = source.clone().any(|at| reading.class(at) == Class::Name);
    named.then(|| Verdict::new(Rule::SaidAfter, reading.tokens(source)))
}

/// `From the desk of |Ada Voss|, minister`: a line without a verb that tells from whom the next one is.
fn sender(reading: &Reading, line: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    let verbless = line.len() <= LONGEST && !line.clone().any(|at| reading.is_verb(at));
    if !verbless || !reading.is_one_of(line.start, &["from"]) {
        return None;
    }
    let name = line.clone().find(|&at| at > line.start && reading.class(at) == Class::Name)?;
    let led = reading.class(name - 1) == Class::Preposition;
    let end = (name..line.end).find(|&at| reading.class(at) != Class::Name).unwrap_or(line.end);
    (led && end - name > 1).then_some(name..end)
}

/// A table with who said it in one cell and what in the next: `Ada Voss | “…”`, `“…” | Ada Voss, minister`.
pub fn cell_beside(segment: &Segment) -> Option<Verdict> {
    if !matches!(segment.kind(), BlockKind::TableRow(_)) || !segment.stands_alone() {
        return None;
    }
    let reading = segment.reading;
    let row = |sentence: usize| {
        let paragraph = reading.sentences.get(sentence)?.paragraph;
        reading.prose.blocks.get(paragraph as usize).map(|block| block.block)
    };
    let beside = [segment.sentence.checked_sub(1), Some(segment.sentence + 1)];
    let cells = beside.into_iter().flatten().filter(|&cell| row(cell) == row(segment.sentence));
    let source = cells.filter_map(|cell| {
        let items = reading.sentences.get(cell)?.items.clone();
        let source = noun_phrase_after(reading, items.start, items.end)?;
        let named = source.clone().any(|at| reading.class(at) == Class::Name);
        // "Ada Voss, minister" is a name; "Ada Voss left" is not.
        let ends = source.end == items.end || reading.class(source.end) == Class::Sign(TokenKind::Comma);
        (named && ends && source.start == items.start).then_some(source)
    });
    source.map(|source| Verdict::new(Rule::Cell, reading.tokens(source))).next()
}

impl Segment<'_> {
    /// What sort of block it stands in.
    fn kind(&self) -> BlockKind {
        self.reading.prose.blocks.get(self.marked.paragraph as usize).map_or(BlockKind::Paragraph, |block| block.kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    #[test]
    fn a_line_that_tells_the_sender_introduces_the_next() {
        let text = "From the office of Jon Vale, head of sales, Norland Steel.\n\n“Nobody who has seen our mills this year can call them old.”";
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        assert_eq!(found.speaker(&found.quotations[0]).map(|actor| actor.name.as_str()), Some("Jon Vale"));
    }
}
