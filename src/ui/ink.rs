//! What colours the text: the block, inline styles, quotations, the selection, mentions, hits, one over the other.
//! Looked up once a row by binary search, then once a cell among the few that lie over the row.

use ratatui::style::Style;

use crate::app::found::Found;
use crate::app::{Pane, Reader, Who};
use crate::document::{BlockKind, Document, Inline};
use crate::flow::{self, Row, RowKind, Token};
use crate::span::Span;

use super::canvas::Canvas;

/// Styles of the theme that text needs, looked up once a frame.
pub struct Ink<'a> {
    /// The document.
    pub document: &'a Document,
    /// The style of bullets, numbers and bars.
    pub marker: Style,
    /// The style of the lines of tables.
    pub drawn: Style,
    reader: &'a Reader,
    /// Pieces of the code that is seen, in order.
    code: Vec<(Span, Style)>,
    speaker: Box<dyn Fn(usize) -> Style + 'a>,
    scope: Box<dyn Fn(&str) -> Style + 'a>,
    mentions: bool,
}

/// What lies over a row, lowest first.
pub struct Layers<'a> {
    base: Style,
    styles: Vec<(Span, Style)>,
    links: Vec<(Span, &'a str)>,
}

impl<'a> Layers<'a> {
    /// The link over the character at `offset`: where it starts, and its address.
    pub fn link(&self, offset: usize) -> Option<(usize, &'a str)> {
        let over = self.links.iter().find(|(span, _)| span.contains(offset));
        over.map(|(span, address)| (span.start, *address))
    }

    /// The style of the character at `offset`.
    pub fn at(&self, offset: usize) -> Style {
        let over = self.styles.iter().filter(|(span, _)| span.contains(offset));
        over.fold(self.base, |style, (_, layer)| style.patch(*layer))
    }
}

impl<'a> Ink<'a> {
    /// Looks styles up for these rows.
    pub fn new(canvas: &Canvas<'a, '_>, document: &'a Document, reader: &'a Reader, rows: &[Row]) -> Self {
        let theme = canvas.app.theme();
        let found = reader.found.as_ref();
        let speaker = move |index: usize| {
            let who = found.and_then(|found| Some(found.who(found.quotation(index)?)));
            super::style::speaker(theme, found, who.unwrap_or(Who::Nobody))
        };
        Self {
            document,
            marker: canvas.style("text.marker"),
            drawn: canvas.style("ui.border"),
            reader,
            code: code(canvas, document, rows),
            speaker: Box::new(speaker),
            scope: Box::new(move |scope| super::style::of(&theme.style(scope))),
            mentions: canvas.app.focus() == Pane::Actors,
        }
    }

    /// What lies over a row.
    pub fn layers(&self, row: &Row) -> Layers<'a> {
        if row.kind == RowKind::Credit {
            return Layers { base: (self.scope)("text.byline"), styles: Vec::new(), links: Vec::new() };
        }
        let block = self.document.blocks.get(row.block);
        let base = block.map_or_else(Style::default, |block| self.block(block.kind));
        let mut layers = Layers { base, styles: Vec::new(), links: Vec::new() };
        let from = block.map_or(row.span.start, |block| block.span.start);
        let first = self.code.partition_point(|(span, _)| span.end <= row.span.start);
        let over = self.code.get(first..).unwrap_or_default();
        layers.styles.extend(over.iter().take_while(|(span, _)| span.start < row.span.end));
        self.inline(from, row.span, &mut layers);
        if let Some(found) = &self.reader.found {
            self.quotations(found, row.span, &mut layers.styles);
            self.selection(found, row.span, &mut layers.styles);
            if self.mentions {
                self.mentions(found, from, row.span, &mut layers.styles);
            }
        }
        let current = self.reader.search.current();
        for (index, hit) in self.reader.search.hits_in(row.span) {
            let scope = if Some(index) == current { "text.hit.current" } else { "text.hit" };
            layers.styles.push((hit, (self.scope)(scope)));
        }
        layers
    }

    fn block(&self, kind: BlockKind) -> Style {
        (self.scope)(match kind {
            BlockKind::Heading(1) => "text.heading.title",
            BlockKind::Heading(_) => "text.heading",
            BlockKind::Code => "text.code",
            BlockKind::BlockQuote => "text.blockquote",
            BlockKind::PullQuote => "text.pullquote",
            BlockKind::TableRow(true) => "text.table.header",
            BlockKind::TableRow(false) => "text.table",
            BlockKind::Footnote => "text.footnote",
            BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::Rule | BlockKind::Picture => "text",
        })
    }

    /// Inline styles; they lie within one block, so the search starts at the block.
    fn inline(&self, from: usize, row: Span, layers: &mut Layers<'a>) {
        let document: &'a Document = self.document;
        let styles = &document.styles;
        let first = styles.partition_point(|styled| styled.span.start < from);
        let over = styles.get(first..).unwrap_or_default().iter().take_while(|styled| styled.span.start < row.end);
        for styled in over.filter(|styled| styled.span.overlaps(row)) {
            let scope = match styled.style {
                Inline::Emphasis => "text.emphasis",
                Inline::Strong => "text.strong",
                Inline::Code => "text.code",
                Inline::Strikethrough => "text.strikethrough",
                Inline::Link(_) => "text.link",
                Inline::Image(_) => "text.image",
                Inline::FootnoteReference(_) => "text.footnote",
            };
            layers.styles.push((styled.span, (self.scope)(scope)));
            if let Inline::Link(address) = &styled.style {
                layers.links.push((styled.span, address));
            }
        }
    }

    fn quotations(&self, found: &Found, row: Span, layers: &mut Vec<(Span, Style)>) {
        for piece in found.segments_in(row) {
            let Some(quotation) = found.quotation(piece.quotation) else { continue };
            let style = if self.reader.passes(piece.quotation) {
                (self.scope)(&format!("quotation.{}", quotation.kind.name())).patch((self.speaker)(piece.quotation))
            } else {
                (self.scope)("quotation.filtered")
            };
            layers.push((piece.span, style));
        }
    }

    /// The selected quotation, the other pieces of its utterance, its cue and its source.
    fn selection(&self, found: &Found, row: Span, layers: &mut Vec<(Span, Style)>) {
        let Some(index) = self.reader.selected else { return };
        let Some(selected) = found.quotation(index) else { return };
        let quotations = &found.annotations.quotations;
        let sibling = |at: &&usize| quotations.get(**at).is_some_and(|other| other.utterance == selected.utterance);
        // Pieces of one utterance stand one after the other.
        let near: Vec<usize> = (index.saturating_sub(8)..(index + 9).min(quotations.len())).collect();
        for piece in near.iter().filter(sibling).filter_map(|&at| quotations.get(at)) {
            layers.push((piece.span, (self.scope)("quotation.selected")));
        }
        for (span, scope) in [(selected.source, "text.source"), (selected.cue, "text.cue")] {
            layers.extend(span.filter(|span| span.overlaps(row)).map(|span| (span, (self.scope)(scope))));
        }
    }

    /// Where the selected actor is mentioned; a mention lies within one block.
    fn mentions(&self, found: &Found, from: usize, row: Span, layers: &mut Vec<(Span, Style)>) {
        let Some(Who::Actor(actor)) = self.reader.actor else { return };
        let mentions = &found.annotations.mentions;
        let first = mentions.partition_point(|mention| mention.span().start < from);
        let over =
            mentions.get(first..).unwrap_or_default().iter().take_while(|mention| mention.span().start < row.end);
        for mention in over.filter(|mention| mention.actor == Some(actor) && mention.span().overlaps(row)) {
            layers.push((mention.span(), (self.scope)("text.mention")));
        }
    }
}

/// What the pieces of the code in these rows look like.
fn code(canvas: &Canvas, document: &Document, rows: &[Row]) -> Vec<(Span, Style)> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let style = |(span, token)| {
        let scope = match token {
            Token::Comment => "text.code.comment",
            Token::String => "text.code.string",
            Token::Number => "text.code.number",
            Token::Keyword => "text.code.keyword",
        };
        (span, canvas.style(scope))
    };
    (first.block..=last.block).flat_map(|block| flow::tokens(document, block)).map(style).collect()
}
