//! The article as parsed: one text, and blocks and inline styles as spans of it. Knows nothing of terminals, widths or
//! quotations.

mod address;
mod archive;
mod beginning;
mod builder;
mod byline;
mod credit;
mod date;
mod decode;
mod doctype;
mod docx;
mod epub;
mod feed;
#[cfg(feature = "net")]
mod fetch;
mod folder;
mod format;
mod held;
mod html;
mod line;
mod markdown;
mod natural;
mod open;
mod picture;
mod plain;
mod printed;
mod script;
mod shape;
mod subtitles;
#[cfg(test)]
mod testing;
mod writer;

#[cfg(test)]
pub(crate) use archive::pack::pack;
pub use beginning::beginning;
pub use builder::{Builder, MAX_BLOCK};
pub use credit::Credit;
pub(crate) use credit::ENGLISH as ENGLISH_MONTHS;
pub use date::Date;
pub use folder::articles;
pub use format::Format;
pub use held::{Packed, Piped};
pub use html::parse as html;
#[cfg(feature = "train")]
pub use html::training as page_training;
pub use line::{Line, source_line};
pub use markdown::parse as markdown;
pub use natural::natural;
pub use open::{Entry, List, MAX_BYTES, Opened, Options, Source, check, open, open_bytes, open_with, read};
#[cfg(feature = "tui")]
pub use picture::{Bytes as PictureBytes, MAX_PICTURE, fetch as fetch_picture, load as load_picture};
pub use picture::{Origin, Picture};
pub use plain::parse as plain;

use std::borrow::Cow;

use crate::span::Span;

/// A parsed article. Everything else refers to it by byte [`Span`]s into `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The whole text. For plain text it is the decoded input, to the byte. White space inside a block, line breaks
    /// (`\n`, `\r\n`, `\r`) among it, is one soft break wherever it stands; code keeps its line breaks, as do blocks with
    /// [`Block::lines`].
    pub text: String,
    /// In order of `span.start`, not overlapping; every character that is to be read lies in one.
    pub blocks: Vec<Block>,
    /// Inline styles, in order of `span.start`; they may nest.
    pub styles: Vec<Styled>,
    /// What stands in front of items, by where they start, where that is neither a bullet nor their number and a stop:
    /// `a)`, `IV.`, `1.2`. In order; safe to show.
    pub item_marks: Vec<(usize, String)>,
    /// Its pictures, in order of `span.start`.
    pub pictures: Vec<Picture>,
    /// What is known about the article.
    pub metadata: Metadata,
    /// Its line breaks are those of the file: it can be shown line by line.
    pub lines: bool,
    /// The archive that its pictures are in, where that can be had from nowhere else.
    pub packed: Option<Packed>,
}

/// What is known about an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as the source writes it.
    pub byline: Option<String>,
    /// The names of who wrote it, where the source lists them; see [`Metadata::names`].
    pub authors: Vec<String>,
    /// When it was published, as the source writes it.
    pub date: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// Its own address, where it states one.
    pub url: Option<String>,
    /// BCP 47 language tag, where the source states one.
    pub language: Option<String>,
    /// What it was opened from: a path, a URL or `-`.
    pub source: String,
    /// How it came from the web, where it did.
    pub fetched: Option<Box<Fetched>>,
}

/// How an article came from the web.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was in the end, after redirects.
    pub address: String,
    /// Its server is this machine, or in a network that the open web does not reach.
    pub private: bool,
    /// An encrypted address led to one that is not.
    pub downgraded: bool,
}

impl Fetched {
    /// What people should know about it.
    pub fn warning(&self) -> Option<String> {
        let address = crate::display::safe(&self.address);
        self.downgraded.then(|| format!("fetched without encryption: https redirected to {address}"))
    }
}

/// A block of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What sort of block.
    pub kind: BlockKind,
    /// Its text, without surrounding white space.
    pub span: Span,
    /// How many lists or block quotes it lies in.
    pub depth: u8,
    /// It goes on without a gap where the block before stopped: a piece of one enormous paragraph.
    pub continued: bool,
    /// Its lines are shown as they are in the text: verse, records. It is read as one paragraph all the same.
    pub lines: bool,
}

/// What sort of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// 1 (title) to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list, with its number in ordered lists; the first block of the item. Later blocks of the same item
    /// are paragraphs of the same depth.
    ListItem(Option<u64>),
    /// Quoted text set apart.
    BlockQuote,
    /// A quotation set apart with its source, such as `"…" – Ada Voss`.
    PullQuote,
    /// Verbatim text: line breaks are kept.
    Code,
    /// One row of a table, cells separated by tabs; `true` for a header row.
    TableRow(bool),
    /// The text of a footnote; its label stands in front.
    Footnote,
    /// A thematic break; its span is empty.
    Rule,
    /// A picture without a description; its span is empty. Where the picture is not shown, neither is anything else.
    Picture,
}

/// An inline style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Styled {
    /// What it covers.
    pub span: Span,
    /// The style.
    pub style: Inline,
}

/// An inline style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// `<em>`.
    Emphasis,
    /// `<strong>`.
    Strong,
    /// `<code>`.
    Code,
    /// `<del>`.
    Strikethrough,
    /// A link to this address.
    Link(String),
    /// The description of the picture at this address.
    Image(String),
    /// A reference to the footnote of this label.
    FootnoteReference(String),
}

impl Document {
    /// The index of the block that holds `offset`, or of the last block before it; 0 where there is none.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= offset).saturating_sub(1)
    }

    /// What stands in front of an item of a list: `•`, `3.`, `a)`. `None` where the block is none.
    pub fn item_mark(&self, block: &Block) -> Option<Cow<'_, str>> {
        let BlockKind::ListItem(number) = block.kind else { return None };
        let own = self.item_marks.binary_search_by_key(&block.span.start, |(start, _)| *start);
        if let Some((_, mark)) = own.ok().and_then(|at| self.item_marks.get(at)) {
            return Some(Cow::Borrowed(mark));
        }
        Some(number.map_or(Cow::Borrowed("•"), |number| Cow::Owned(format!("{number}."))))
    }

    /// The title, or else the source's last part, or `untitled`. Not made safe for a terminal.
    pub fn name(&self) -> &str {
        match &self.metadata.title {
            Some(title) => title,
            None => {
                self.metadata.source.rsplit('/').find(|part| !part.is_empty() && *part != "-").unwrap_or("untitled")
            }
        }
    }
}
