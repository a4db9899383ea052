//! Markdown (`CommonMark` with tables, footnotes, strikethrough, front matter): the text is built anew from the words that
//! a reader sees; marks become blocks and styles. Built on pulldown-cmark, whose events never nest deeper than a stack
//! on the heap, so that hostile nesting is harmless.

mod front;
mod html;

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{BlockKind, Builder, Document, Inline, Metadata, shape};
use crate::span::Span;

/// Parses Markdown.
pub fn parse(text: &str, metadata: Metadata) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut writer = Writer { builder: Builder::new(metadata), ..Writer::default() };
    writer.builder.reserve(text.len());
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    writer.close();
    writer.builder.build()
}

/// Whether a text of unknown kind is Markdown: some of the marks that plain text hardly ever has.
pub fn looks_like(text: &str) -> bool {
    if text.starts_with("---\ntitle:") || text.starts_with("+++\ntitle") {
        return true;
    }
    let mut signs = 0;
    for line in text.lines().take(400) {
        let line = line.get(..line.len().min(2000)).unwrap_or("");
        let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
        let heading = (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        signs += 2 * usize::from(heading || line.starts_with("```") || line.contains("](http"));
        signs += 2 * usize::from(line.starts_with('|') && line.contains("---|") || line.starts_with("[^"));
        signs += usize::from(line.matches("**").count() >= 2);
    }
    signs >= 3
}

/// What a block lies in.
enum Container {
    Quote,
    List(Option<u64>),
    /// An item; its number until its first block was opened.
    Item(Option<BlockKind>),
    /// A footnote; its label until its first block was opened.
    Footnote(Option<String>),
}

/// A block whose text is being written.
struct Open {
    kind: BlockKind,
    start: usize,
    depth: u8,
    continued: bool,
}

#[derive(Default)]
struct Writer {
    builder: Builder,
    containers: Vec<Container>,
    depth: u8,
    open: Option<Open>,
    styles: Vec<(Inline, usize)>,
    cells: usize,
    front: Option<String>,
    html: String,
    in_html: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words),
            Event::Code(words) => self.styled(Inline::Code, &words),
            Event::Html(markup) if self.in_html => self.html.push_str(&markup),
            Event::InlineHtml(tag) if html::is_line_break(&tag) => self.hard_break(),
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => {
                self.styled(Inline::FootnoteReference(label.to_string()), &format!("[{label}]"));
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.close();
                self.separate("\n\n");
                let here = Span::new(self.builder.offset(), self.builder.offset());
                self.builder.block(BlockKind::Rule, here, self.depth);
            }
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(depth_of(level))),
            Tag::CodeBlock(_) => self.open(BlockKind::Code),
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(first) => self.enter(Container::List(first)),
            Tag::Item => {
                let number = match self.containers.last_mut() {
                    Some(Container::List(next)) => {
                        let number = *next;
                        *next = number.map(|number| number.saturating_add(1));
                        number
                    }
                    _ => None,
                };
                self.enter(Container::Item(Some(BlockKind::ListItem(number))));
            }
            Tag::FootnoteDefinition(label) => self.enter(Container::Footnote(Some(label.to_string()))),
            Tag::TableHead => self.open_row(true),
            Tag::TableRow => self.open_row(false),
            Tag::TableCell => {
                if self.cells > 0 {
                    self.builder.push_str("\t");
                }
                self.cells += 1;
            }
            Tag::HtmlBlock => {
                self.close();
                self.in_html = true;
            }
            Tag::MetadataBlock(_) => self.front = Some(String::new()),
            Tag::Emphasis => self.start_style(Inline::Emphasis),
            Tag::Strong => self.start_style(Inline::Strong),
            Tag::Strikethrough => self.start_style(Inline::Strikethrough),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.start_style(Inline::Link(dest_url.to_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::MetadataBlock(_) => {
                if let Some(front) = self.front.take() {
                    front::read(&front, self.builder.metadata_mut());
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                if let Some((style, start)) = self.styles.pop() {
                    self.builder.style(style, Span::new(start, self.builder.offset()));
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.close();
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close();
        if matches!(container, Container::Quote | Container::List(_)) {
            self.depth = self.depth.saturating_add(1);
        }
        self.containers.push(container);
    }

    fn leave(&mut self) {
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
        if self.builder.offset() > 0 {
            self.builder.push_str(gap);
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.separate("\n\n");
        self.open = Some(Open { kind, start: self.builder.offset(), depth: self.depth, continued: false });
    }

    fn open_row(&mut self, head: bool) {
        let first = !matches!(self.builder.blocks().last().map(|block| block.kind), Some(BlockKind::TableRow(_)));
        self.close();
        self.separate(if first || head { "\n\n" } else { "\n" });
        let kind = BlockKind::TableRow(head);
        self.open = Some(Open { kind, start: self.builder.offset(), depth: self.depth, continued: false });
        self.cells = 0;
    }

    /// Opens the block that running text belongs to here, where none is open.
    fn open_text(&mut self) {
        if self.open.is_some() {
            return;
        }
        let mut label = None;
        let kind = match self.containers.last_mut() {
            Some(Container::Item(kind)) => kind.take().unwrap_or(BlockKind::Paragraph),
            Some(Container::Footnote(first)) => {
                label = first.take();
                BlockKind::Footnote
            }
            Some(Container::Quote) => BlockKind::BlockQuote,
            _ => BlockKind::Paragraph,
        };
        self.open(kind);
        if let Some(label) = label {
            self.builder.push_str(&format!("[{label}] "));
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(front) = &mut self.front {
            front.push_str(words);
            return;
        }
        self.open_text();
        let in_row = matches!(self.open, Some(Open { kind: BlockKind::TableRow(_), .. }));
        let words = if in_row && words.contains('\t') { Cow::Owned(words.replace('\t', " ")) } else { words.into() };
        self.builder.push_str(&words);
    }

    fn styled(&mut self, style: Inline, words: &str) {
        self.open_text();
        let start = self.builder.offset();
        self.builder.push_str(words);
        self.builder.style(style, Span::new(start, self.builder.offset()));
    }

    fn start_style(&mut self, style: Inline) {
        self.open_text();
        self.styles.push((style, self.builder.offset()));
    }

    /// A line break that somebody meant: the paragraph goes on in a block of its own, without a gap. In a table row it is
    /// a space.
    fn hard_break(&mut self) {
        match self.open.take() {
            Some(Open { kind, start, depth, continued }) if !matches!(kind, BlockKind::TableRow(_)) => {
                let end = self.builder.offset();
                self.write(kind, Span::new(start, end), depth, continued);
                self.builder.push_str("\n");
                let kind = if matches!(kind, BlockKind::ListItem(_)) { BlockKind::Paragraph } else { kind };
                self.open = Some(Open { kind, start: end + 1, depth, continued: true });
            }
            open => {
                self.open = open;
                self.words(" ");
            }
        }
    }

    fn close(&mut self) {
        let Some(Open { kind, start, depth, continued }) = self.open.take() else { return };
        let span = Span::new(start, self.builder.offset());
        let words = span.of(self.builder.text());
        let (attribution, pull_quote) = (shape::is_attribution(words), shape::is_pull_quote(words));
        if continued && attribution && self.join_pull_quote(span) {
            return;
        }
        let kind = match kind {
            BlockKind::Paragraph | BlockKind::BlockQuote if pull_quote => BlockKind::PullQuote,
            kind => kind,
        };
        self.describe(kind, span);
        self.write(kind, span, depth, continued);
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

    /// `“…”`, a line break and `– Ada Voss` are one block.
    fn join_pull_quote(&mut self, attribution: Span) -> bool {
        let Some(last) = self.builder.blocks().last().copied() else { return false };
        let whole = last.span.join(attribution);
        let joins =
            !last.continued && last.kind != BlockKind::Code && shape::is_pull_quote(whole.of(self.builder.text()));
        if joins {
            self.builder.replace_last(BlockKind::PullQuote, whole, last.depth);
        }
        joins
    }

    /// Takes title and byline from the first blocks.
    fn describe(&mut self, kind: BlockKind, span: Span) {
        let count = self.builder.blocks().len();
        let words = span.of(self.builder.text());
        if kind == BlockKind::Heading(1) && count < 3 && self.builder.metadata().title.is_none() {
            let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.builder.metadata_mut().title = Some(title).filter(|title| !title.is_empty());
        } else if count < 4 && self.builder.metadata().byline.is_none() {
            let byline = shape::byline(words).map(str::to_owned);
            self.builder.metadata_mut().byline = byline;
        }
    }

    /// Of HTML in Markdown the words are kept, as paragraphs.
    fn end_html(&mut self) {
        self.in_html = false;
        let markup = std::mem::take(&mut self.html);
        let words = html::words(&markup);
        if !words.trim().is_empty() {
            self.words(words.trim());
            self.close();
        }
    }
}

fn depth_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;
