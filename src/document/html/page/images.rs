//! Pictures of a page.

use super::super::elements;
use super::super::tokens::{Start, Token};
use super::Reader;
use crate::document::writer::Image;
use crate::document::{Origin, address};

impl Reader<'_> {
    /// Of a picture its description is shown, or else nothing: whoever can shows the picture.
    pub(super) fn image(&mut self, start: &Start) {
        let words = start.get("alt").unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let source = elements::picture_source(start);
        let origin = source.and_then(|source| Origin::of(source, self.page.base, self.page.in_archive));
        let address = source.and_then(|source| address::resolve(self.page.base, source)).unwrap_or_default();
        if !words.is_empty() {
            self.put_space();
        }
        self.space |= self.writer.image(Image { words, address, origin, size: elements::picture_size(start) });
    }

    /// Books wrap pictures into drawings, so that they fill the page.
    pub(super) fn wrapped_image(&mut self, next: &[Token]) {
        let inside = next.iter().take(20).map_while(|token| match token {
            Token::End(name) if &**name == "svg" => None,
            token => Some(token),
        });
        let image = inside.into_iter().find_map(|token| match token {
            Token::Start(start) if &*start.name == "image" => Some(start),
            _ => None,
        });
        let source = image.and_then(|start| start.get("xlink:href").or_else(|| start.get("href")));
        if let Some(origin) = source.and_then(|source| Origin::of(source, self.page.base, true)) {
            self.writer.image(Image { origin: Some(origin), ..Image::default() });
        }
    }
}
