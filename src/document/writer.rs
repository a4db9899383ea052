//! Writes blocks in reading order, as marked-up formats tell of them: containers are entered and left, running text
//! opens the block that it belongs to, styles cover what is written while they are on. Knows no format.

mod first;
mod images;

use super::{BlockKind, Builder, Document, Inline, Metadata, Picture, shape};
use crate::span::Span;
use crate::work;

pub use images::Image;

/// How many styles are on at once; deeper ones are left out. At the end of each block all of them are looked at.
const STYLES: usize = 64;

/// What a block lies in.
#[derive(Debug)]
pub enum Container {
    /// A quotation set apart.
    Quote,
    /// A list, with the number of its next item in ordered lists.
    List(Option<u64>),
    /// An item; its kind until its first block was opened.
    Item(Option<BlockKind>),
    /// A footnote; its label until its first block was opened.
    Footnote(Option<String>),
}

/// A block whose text is being written.
#[derive(Debug)]
struct Open {
    kind: BlockKind,
    start: usize,
    depth: u8,
    continued: bool,
    /// What stands in front of it, where it is an item that is not marked as most are.
    item_mark: Option<String>,
    /// The quotation mark that is open at `looked_at`.
    mark: Option<char>,
    looked_at: usize,
}

impl Open {
    fn new(kind: BlockKind, start: usize, depth: u8) -> Self {
        Self { kind, start, depth, continued: false, item_mark: None, mark: None, looked_at: start }
    }
}

/// Writes a document block by block.
#[derive(Debug, Default)]
pub struct Writer {
    builder: Builder,
    containers: Vec<Container>,
    depth: u8,
    open: Option<Open>,
    /// What stands in front of the item that was entered last.
    item_mark: Option<String>,
    /// The styles that are on, and where the part of each in this block starts, once there is one.
    styles: Vec<(Inline, Option<usize>)>,
    /// How many styles are on beyond the limit.
    more_styles: usize,
    cells: usize,
    /// Pictures that wait for the end of the open block.
    moored: Vec<Image>,
}

impl Writer {
    /// An empty document with this metadata, with room for a text of about `bytes` bytes.
    pub fn new(metadata: Metadata, bytes: usize) -> Self {
        let mut builder = Builder::new(metadata);
        builder.reserve(bytes);
        Self { builder, ..Self::default() }
    }

    /// The finished document.
    pub fn finish(mut self) -> Document {
        self.close();
        self.builder.build()
    }

    /// How much text was written, bytes.
    pub fn offset(&self) -> usize {
        self.builder.offset()
    }

    /// Enters a container; what is written until it is left lies in it.
    pub fn enter(&mut self, container: Container) {
        self.close();
        if matches!(container, Container::Quote | Container::List(_)) {
            self.depth = self.depth.saturating_add(1);
        }
        self.containers.push(container);
    }

    /// Enters the next item of the list around it.
    pub fn enter_item(&mut self) {
        let number = match self.containers.last_mut() {
            Some(Container::List(next)) => {
                let number = *next;
                *next = number.map(|number| number.saturating_add(1));
                number
            }
            _ => None,
        };
        self.enter(Container::Item(Some(BlockKind::ListItem(number))));
        self.item_mark = None;
    }

    /// What stands in front of the item that was entered last, where that is neither a bullet nor its number and a stop.
    pub fn mark_item(&mut self, mark: Option<String>) {
        self.item_mark = mark;
    }

    /// Gives the next item of the list around it this number.
    pub fn renumber(&mut self, number: u64) {
        if let Some(Container::List(Some(next))) = self.containers.last_mut() {
            *next = number;
        }
    }

    /// Leaves the container that was entered last.
    pub fn leave(&mut self) {
        self.close();
        if let Some(Container::Quote | Container::List(_)) = self.containers.pop() {
            let depth = self.containers.iter().rev().take(256);
            self.depth = match self.depth {
                u8::MAX => {
                    let all = depth.filter(|c| matches!(c, Container::Quote | Container::List(_))).count();
                    u8::try_from(all).unwrap_or(u8::MAX)
                }
                depth => depth.saturating_sub(1),
            };
        }
    }

    /// White space between what is written and the next block.
    fn separate(&mut self, gap: &str) {
        // A picture without words in front of all others has a place of its own too.
        let first = self.builder.blocks().first();
        if self.builder.offset() > 0 || first.is_some_and(|first| first.kind == BlockKind::Picture) {
            self.builder.push_str(gap);
        }
    }

    /// Opens a block of this kind.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.separate("\n\n");
        self.open = Some(Open::new(kind, self.builder.offset(), self.depth));
    }

    /// Writes a heading.
    pub fn heading(&mut self, level: u8, words: &str) {
        self.open(BlockKind::Heading(level));
        self.words(words);
        self.close();
    }

    /// Opens a row of a table.
    pub fn open_row(&mut self, head: bool) {
        let first = !matches!(self.builder.blocks().last().map(|block| block.kind), Some(BlockKind::TableRow(_)));
        self.close();
        self.separate(if first || head { "\n\n" } else { "\n" });
        let kind = BlockKind::TableRow(head);
        self.open = Some(Open::new(kind, self.builder.offset(), self.depth));
        self.cells = 0;
    }

    /// Starts the next cell of the row.
    pub fn cell(&mut self) {
        if self.in_row() {
            if self.cells > 0 {
                self.builder.push_str("\t");
            }
            self.cells += 1;
        }
    }

    /// Whether a row of a table is open.
    pub fn in_row(&self) -> bool {
        matches!(self.open, Some(Open { kind: BlockKind::TableRow(_), .. }))
    }

    /// Whether a heading is open.
    pub fn in_heading(&self) -> bool {
        matches!(self.open, Some(Open { kind: BlockKind::Heading(_), .. }))
    }

    /// Whether what is written lies in a footnote.
    pub fn in_footnote(&self) -> bool {
        self.containers.iter().rev().take(8).any(|container| matches!(container, Container::Footnote(_)))
    }

    /// Whether text written now would be the first of its block or line.
    pub fn at_start(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.start >= self.builder.offset())
    }

    /// Writes a space that belongs to no style which starts here.
    pub fn space(&mut self) {
        if self.open.is_some() {
            self.builder.push_str(" ");
        }
    }

    /// The text of the open block so far.
    pub fn before(&self) -> &str {
        self.open.as_ref().and_then(|open| self.builder.text().get(open.start..)).unwrap_or("")
    }

    /// Whether text written now would be the first of its block or follow white space.
    pub fn at_space(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.start >= self.builder.offset() || self.builder.text().ends_with([' ', '\t', '\n']))
    }

    /// Adds a thematic break.
    pub fn rule(&mut self) {
        self.close();
        self.separate("\n\n");
        let here = Span::new(self.builder.offset(), self.builder.offset());
        self.builder.block(BlockKind::Rule, here, self.depth);
    }

    /// Opens the block that running text belongs to here, where none is open.
    fn open_text(&mut self) {
        if self.open.is_some() {
            return;
        }
        let (mut label, mut mark) = (None, None);
        let kind = match self.containers.last_mut() {
            Some(Container::Item(kind)) => {
                mark = self.item_mark.take().filter(|_| kind.is_some());
                kind.take().unwrap_or(BlockKind::Paragraph)
            }
            Some(Container::Footnote(first)) => {
                label = first.take();
                BlockKind::Footnote
            }
            Some(Container::Quote) => BlockKind::BlockQuote,
            _ => BlockKind::Paragraph,
        };
        self.open(kind);
        if let Some(open) = &mut self.open {
            open.item_mark = mark;
        }
        if let Some(label) = label {
            self.builder.push_str(&format!("[{label}] "));
        }
    }

    /// Writes running text.
    pub fn words(&mut self, words: &str) {
        self.open_text();
        let here = self.builder.offset();
        for (_, start) in self.styles.iter_mut().rev().take_while(|(_, start)| start.is_none()) {
            work::step(1);
            *start = Some(here);
        }
        if self.in_row() && words.contains('\t') {
            self.builder.push_str(&words.replace('\t', " "));
        } else {
            self.builder.push_str(words);
        }
    }

    /// Writes words in a style of their own.
    pub fn styled(&mut self, style: Inline, words: &str) {
        self.start_style(style);
        self.words(words);
        self.end_style();
    }

    /// Turns a style on.
    pub fn start_style(&mut self, style: Inline) {
        if self.styles.len() < STYLES {
            self.styles.push((style, None));
        } else {
            self.more_styles += 1;
        }
    }

    /// Turns the style off that was turned on last; what it covers in the open block, where that is anything.
    pub fn end_style(&mut self) -> Option<Span> {
        if let Some(fewer) = self.more_styles.checked_sub(1) {
            self.more_styles = fewer;
            return None;
        }
        let (style, start) = self.styles.pop()?;
        let span = Span::new(start?, self.builder.offset());
        self.builder.style(style, span);
        Some(span)
    }

    /// Adds a picture whose description was written. One without words has a block of its own, where no words stand in
    /// front of it; within words it is no more than an ornament.
    fn picture(&mut self, picture: Picture) {
        if picture.span.is_empty() {
            let code = matches!(self.open, Some(Open { kind: BlockKind::Code, .. }));
            if !self.at_start() || self.in_row() || self.in_heading() || code {
                return;
            }
            self.open = None;
            self.separate("\n\n");
            let here = Span::new(self.builder.offset(), self.builder.offset());
            self.builder.block(BlockKind::Picture, here, self.depth);
            self.builder.picture(Picture { span: here, ..picture });
        } else {
            self.builder.picture(picture);
        }
    }

    /// A line break that somebody meant: the paragraph goes on in a block of its own, without a gap. In a table row it is
    /// a space.
    pub fn hard_break(&mut self) {
        match self.open.take() {
            Some(Open { kind, start, depth, continued, item_mark, .. }) if !matches!(kind, BlockKind::TableRow(_)) => {
                let end = self.builder.offset();
                let first = self.builder.blocks().len();
                self.write(kind, Span::new(start, end), depth, continued);
                self.builder.mark_item(first, item_mark);
                self.builder.push_str("\n");
                let kind = if matches!(kind, BlockKind::ListItem(_)) { BlockKind::Paragraph } else { kind };
                self.open = Some(Open { continued: true, ..Open::new(kind, end + 1, depth) });
            }
            open => {
                self.open = open;
                self.words(" ");
            }
        }
    }

    /// Ends the open block, if there is one. Styles that are on go on in the next one.
    pub fn close(&mut self) {
        let Some(Open { kind, start, depth, continued, item_mark, .. }) = self.open.take() else { return };
        let end = self.builder.offset();
        work::step(self.styles.len());
        for (style, start) in &mut self.styles {
            if let Some(start) = start.take() {
                self.builder.style(style.clone(), Span::new(start, end));
            }
        }
        let span = Span::new(start, end);
        let words = span.of(self.builder.text());
        let text_block = matches!(kind, BlockKind::Paragraph | BlockKind::BlockQuote);
        let (attribution, pull_quote) =
            (text_block && shape::is_attribution(words), text_block && shape::is_pull_quote(words));
        if !attribution || !self.join_pull_quote(span, depth) {
            let kind = if pull_quote { BlockKind::PullQuote } else { kind };
            self.describe(kind, span);
            let first = self.builder.blocks().len();
            self.write(kind, span, depth, continued);
            self.builder.mark_item(first, item_mark);
        }
        if !self.moored.is_empty() {
            self.put_moored(depth);
        }
    }

    fn write(&mut self, kind: BlockKind, span: Span, depth: u8, continued: bool) {
        let end = span.start + span.of(self.builder.text()).trim_end_matches('\n').len();
        let span = if kind == BlockKind::Code { Span::new(span.start, end) } else { span };
        if continued {
            self.builder.continuation(kind, span, depth);
        } else {
            self.builder.block(kind, span, depth);
        }
    }

    /// `“…”` and, under it, `– Ada Voss` are one block.
    fn join_pull_quote(&mut self, attribution: Span, depth: u8) -> bool {
        let Some(last) = self.builder.blocks().last().copied() else { return false };
        let whole = last.span.join(attribution);
        let text_block = matches!(last.kind, BlockKind::Paragraph | BlockKind::BlockQuote);
        let joins =
            text_block && !last.continued && last.depth == depth && shape::is_pull_quote(whole.of(self.builder.text()));
        if joins {
            self.builder.replace_last(BlockKind::PullQuote, whole, last.depth);
        }
        joins
    }
}
