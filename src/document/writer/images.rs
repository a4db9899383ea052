//! Where pictures stand in what is written: by themselves, within words, or after the block whose words they would break
//! into.

use super::{BlockKind, Container, Inline, Open, Picture, Writer};
use crate::document::Origin;
use crate::span::Span;
use crate::work;

/// A picture, and what is said of it.
#[derive(Debug, Default)]
pub struct Image {
    /// Its description, on one line; empty where there is none.
    pub words: String,
    /// Where it is, as the text says.
    pub address: String,
    /// Where its bytes come from; `None` where that is nowhere to get them.
    pub origin: Option<Origin>,
    /// How large it is to be shown, pixels.
    pub size: (Option<u32>, Option<u32>),
}

impl Writer {
    /// Adds a picture. Its description is written in its place, or after the block where that would make it part of what
    /// somebody says. A picture of a sign, as of a smile, is written as this sign. Whether a description was written among
    /// the words.
    pub fn image(&mut self, mut image: Image) -> bool {
        if !image.words.chars().any(char::is_alphanumeric) {
            if !image.words.is_ascii() {
                self.words(&image.words);
                return false;
            }
            image.words.clear();
        }
        let says = !image.words.is_empty();
        if says && !self.in_row() && self.in_quotation() {
            self.moored.push(image);
            return false;
        }
        self.put(image);
        says
    }

    /// Adds a picture after the block that is open, so that it stands by itself.
    pub fn moor(&mut self, image: Image) {
        if self.at_start() || self.in_row() {
            self.image(image);
        } else {
            self.moored.push(image);
        }
    }

    /// Puts what waited for the end of the block `depth` deep.
    pub(super) fn put_moored(&mut self, depth: u8) {
        for image in std::mem::take(&mut self.moored) {
            if !image.words.is_empty() {
                self.separate("\n\n");
                let start = self.builder.offset();
                self.open = Some(Open::new(BlockKind::Paragraph, start, depth));
            }
            self.put(image);
            self.close();
        }
    }

    fn put(&mut self, image: Image) {
        let Image { words, address, origin, size } = image;
        let mut span = Some(Span::default());
        if !words.is_empty() {
            self.start_style(Inline::Image(address));
            self.words(&format!("[Image: {words}]"));
            span = self.end_style();
        }
        if let (Some(origin), Some(span)) = (origin, span) {
            self.picture(Picture { span, origin, size });
        }
    }

    /// Whether a quotation mark is open in the block that is being written. Each word is looked at once, however many
    /// pictures the block has.
    fn in_quotation(&mut self) -> bool {
        let Some(open) = &mut self.open else { return false };
        let words = self.builder.text().get(open.looked_at..).unwrap_or("");
        work::step(words.len());
        for c in words.chars() {
            open.mark = match (open.mark, c) {
                (None, '“' | '„' | '«' | '»' | '"') => Some(c),
                (Some('“'), '”') | (Some('„'), '“' | '”') | (Some('«'), '»') | (Some('»'), '«') | (Some('"'), '"') => {
                    None
                }
                (mark, _) => mark,
            };
        }
        open.looked_at = self.builder.offset();
        open.mark.is_some()
    }

    /// Writes what a picture shows, set apart, as a block of its own.
    pub fn caption(&mut self, words: &str) {
        self.close();
        let item = matches!(self.containers.last(), Some(Container::Item(Some(_))));
        if !item {
            self.open(BlockKind::Paragraph);
        }
        self.styled(Inline::Emphasis, words);
        self.close();
    }
}
