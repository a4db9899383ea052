//! The pictures of an article: where each stands in its text, and where its bytes come from. None are read with the
//! article.

#[cfg(feature = "tui")]
mod load;

use super::{BlockKind, Document, address};
use crate::span::Span;

#[cfg(feature = "tui")]
pub use load::{Bytes, MAX_PICTURE, fetch, load};

/// The most text of `data:` addresses that is kept of one picture, and of all of a document, bytes.
const DATA: (usize, usize) = (24 << 20, 96 << 20);

/// A picture of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its description in the text, as it is shown where the picture is not; empty where it has none.
    pub span: Span,
    /// Where its bytes come from.
    pub origin: Origin,
    /// How large it is to be shown, pixels, as far as the article says: width and height.
    pub size: (Option<u32>, Option<u32>),
}

/// Where the bytes of a picture come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file beside the article, by its path as the article writes it.
    File(String),
    /// A file in the archive that the article is in.
    Archive(String),
    /// The article itself: a `data:` address.
    Data(String),
    /// The web.
    Web(String),
}

impl Origin {
    /// Where a picture comes from that an article names so; `base` is what its addresses are resolved against, in an
    /// archive a path. `None` where that is nowhere to get a picture from.
    pub fn of(reference: &str, base: Option<&str>, in_archive: bool) -> Option<Self> {
        let reference = reference.trim();
        if starts_so(reference, "data:") {
            return (reference.len() <= DATA.0).then(|| Self::Data(reference.to_owned()));
        }
        let resolved = address::resolve(base, reference)?;
        if starts_so(&resolved, "http://") || starts_so(&resolved, "https://") {
            return Some(Self::Web(resolved));
        }
        let path = address::percent_decoded(resolved.split(['?', '#']).next().unwrap_or(""));
        if in_archive {
            return Some(Self::Archive(path));
        }
        let path = path.strip_prefix("file://").unwrap_or(&path);
        (!path.is_empty() && !address::has_scheme(path)).then(|| Self::File(path.to_owned()))
    }
}

fn starts_so(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Pixels as an attribute states them; `None` where it states something else, such as a part of the page.
pub fn pixels(attribute: Option<&str>) -> Option<u32> {
    let words = attribute?.trim();
    words.strip_suffix("px").unwrap_or(words).trim().parse().ok().filter(|pixels| (1..=20_000).contains(pixels))
}

/// Leaves out what `data:` addresses hold beyond what is kept of a document.
pub(super) fn limit(pictures: &mut Vec<Picture>) {
    let mut left = DATA.1;
    pictures.retain(|picture| match &picture.origin {
        Origin::Data(data) => match left.checked_sub(data.len()) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        },
        _ => true,
    });
}

impl Document {
    /// The pictures that a block is made of, by their indices: none where it says anything beside them.
    pub fn pictures_of(&self, block: usize) -> std::ops::Range<usize> {
        let none = 0..0;
        if self.pictures.is_empty() {
            return none;
        }
        let Some(block) = self.blocks.get(block) else { return none };
        if matches!(block.kind, BlockKind::TableRow(_) | BlockKind::Code | BlockKind::Rule) {
            return none;
        }
        let first = self.pictures.partition_point(|picture| picture.span.start < block.span.start);
        let mut end = block.span.start;
        let mut last = first;
        for picture in self.pictures.get(first..).unwrap_or_default() {
            let apart = Span::new(end, picture.span.start.max(end));
            if picture.span.end > block.span.end || !apart.of(&self.text).trim().is_empty() {
                break;
            }
            // One without words is a block of its own.
            if picture.span.is_empty() && block.kind != BlockKind::Picture {
                break;
            }
            (end, last) = (picture.span.end, last + 1);
        }
        let all = Span::new(end, block.span.end).of(&self.text).trim().is_empty();
        if all && last > first { first..last } else { none }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{ListItem, Paragraph, Picture};
    use crate::document::{Metadata, html, markdown};

    fn origin(reference: &str, base: Option<&str>) -> Option<Origin> {
        Origin::of(reference, base, false)
    }

    #[test]
    fn bytes_come_from_beside_the_web_an_archive_or_the_article() {
        let file = |path: &str| Some(Origin::File(path.to_owned()));
        let web = |address: &str| Some(Origin::Web(address.to_owned()));
        assert_eq!(origin("a%20b.png?v=1#x", None), file("a b.png"));
        assert_eq!(origin("file:///x/a.png", None), file("/x/a.png"));
        assert_eq!(origin("../a.png", None), file("../a.png"), "who opens it refuses it");
        assert_eq!(origin("a.png", Some("https://a.org/b/c")), web("https://a.org/b/a.png"));
        assert_eq!(origin("HTTP://a.org/x?y", None), web("HTTP://a.org/x?y"));
        assert_eq!(origin("DATA:image/png;base64,AA", None), Some(Origin::Data("DATA:image/png;base64,AA".to_owned())));
        assert_eq!(Origin::of("../i/a.png", Some("text/c1.xhtml"), true), Some(Origin::Archive("i/a.png".to_owned())));
        for nowhere in ["", "javascript:x", "ftp://a.org/x.png", "blob:x", "?a", "cid:1"] {
            assert_eq!(origin(nowhere, None), None, "{nowhere}");
        }
    }

    #[test]
    fn sizes_are_pixels_or_nothing() {
        assert_eq!([pixels(Some(" 30px ")), pixels(Some("640"))], [Some(30), Some(640)]);
        for none in [None, Some("50%"), Some("auto"), Some("0"), Some("-3"), Some("99999999999")] {
            assert_eq!(pixels(none), None, "{none:?}");
        }
    }

    /// The descriptions of the pictures of each block that is made of them.
    fn alone(document: &Document) -> Vec<(BlockKind, Vec<&str>)> {
        let pictures = |block: usize| document.pictures.get(document.pictures_of(block)).unwrap_or_default();
        let words = |block: usize| pictures(block).iter().map(|picture| picture.span.of(&document.text)).collect();
        let blocks = document.blocks.iter().enumerate().map(|(index, block)| (block.kind, words(index)));
        blocks.filter(|(_, words): &(_, Vec<_>)| !words.is_empty()).collect()
    }

    #[test]
    fn pictures_of_pages_stand_alone_or_within_words() {
        let page = "<img src=hero.jpg><h1>Title</h1><figure><a href=big.png><img src='a.png' alt='A  hat' width=640 height=auto></a>
            <figcaption>Words</figcaption></figure><p>Within <img src=b.png alt=words> words<img src=dot.png></p>
            <p><img src=c.png alt=C> <img data-src=d.png alt=D></p><ul><li><img src=e.png alt=E></ul><img alt=F>
            <p><img src=g.png>after</p><img src=h.png alt=''><img srcset='i.png 1x, j.png 2x'>
            <table><tr><td>x<td><img src=k.png alt=K><tr><td>y<td>z</table><h2><img src=l.png></h2>";
        let document = html(page, Metadata::default(), Some("https://a.org/"));
        assert_eq!(
            alone(&document),
            [
                (Picture, vec![""]),
                (Paragraph, vec!["[Image: A hat]"]),
                (Paragraph, vec!["[Image: C]", "[Image: D]"]),
                (ListItem(None), vec!["[Image: E]"]),
                (Picture, vec![""]),
                (Picture, vec![""]),
                (Picture, vec![""]),
            ]
        );
        let starts: Vec<usize> = document.blocks.iter().map(|block| block.span.start).collect();
        assert!(starts.is_sorted_by(|a, b| a < b), "each has a byte of its own: {starts:?}");
        let hat = &document.pictures[1];
        assert_eq!((&hat.origin, hat.size), (&Origin::Web("https://a.org/a.png".to_owned()), (Some(640), None)));
        let named: Vec<&str> = document
            .pictures
            .iter()
            .map(|picture| match &picture.origin {
                Origin::Web(address) => address.trim_start_matches("https://a.org/"),
                _ => "",
            })
            .collect();
        assert_eq!(
            named,
            ["hero.jpg", "a.png", "b.png", "c.png", "d.png", "e.png", "g.png", "h.png", "i.png", "k.png"]
        );
        assert_eq!(document.metadata.title.as_deref(), Some("Title"));
    }

    #[test]
    fn pictures_of_markdown() {
        let text = "# T\n\n![A *red* hat](a%20b.png \"title\")\n\n![](c.png)\n\n[![D](d.png)](https://e.org)\n\nWords ![F](f.png).\n\n\
                    <p align=center><IMG src=\"g.png\" width=90 alt=G></p>\n\n<img src=h.png> Words <img src=i.png>.\n";
        let document = markdown(text, Metadata::default());
        assert_eq!(
            alone(&document),
            [
                (Paragraph, vec!["[Image: A red hat]"]),
                (Picture, vec![""]),
                (Paragraph, vec!["[Image: D]"]),
                (Picture, vec![""]),
                (Picture, vec![""])
            ]
        );
        assert_eq!(document.pictures[0].origin, Origin::File("a b.png".to_owned()));
        assert_eq!(document.pictures.len(), 6);
        assert!(document.text.contains("[Image: A red hat]\n\ntitle\n\n\n\n[Image: D]"), "{:?}", document.text);
    }
}
