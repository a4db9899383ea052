//! Limits on what a page may take: tags, texts and attributes, whatever its size in bytes.

use std::borrow::Cow;

use super::tokens::Dialect;
use crate::work;

/// The most tags, texts and attributes of one article, all of a book's chapters together. Each takes up to 50 bytes, so
/// that they stay below 200 MB. Ten times what the longest books and specifications have.
const MOST: usize = 4_000_000;

/// The most attributes of one tag; later ones are left out. The tokenizer compares each with all before it. Pages have
/// up to thirty.
const ATTRIBUTES: usize = 256;

/// What is left of the limits while an article is read.
#[derive(Debug)]
pub struct Budget {
    left: usize,
    over: bool,
    attributes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self::of(MOST)
    }
}

impl Budget {
    /// A budget of so many tags, texts and attributes.
    pub const fn of(most: usize) -> Self {
        Self { left: most, over: false, attributes: 0 }
    }

    /// Takes a tag with this many attributes, or a text, from the budget.
    pub fn spend(&mut self, attributes: usize) {
        self.attributes += attributes;
        if let Some(left) = self.left.checked_sub(attributes + 1) {
            self.left = left;
        } else {
            (self.left, self.over) = (0, true);
        }
    }

    /// How many attributes there were so far.
    pub const fn attributes(&self) -> usize {
        self.attributes
    }

    /// # Errors
    ///
    /// Where more was taken than there was.
    pub fn check(&self) -> Result<(), String> {
        if !self.over {
            return Ok(());
        }
        Err(format!(
            "it has more than {} million tags and attributes, far more than any article; save its text and open that",
            MOST / 1_000_000
        ))
    }
}

/// The markup with at most [`ATTRIBUTES`] attributes on each tag.
pub fn limit_attributes(markup: &str, dialect: Dialect) -> Cow<'_, str> {
    let bytes = markup.as_bytes();
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|found| at + found) {
        let rest = markup.get(open..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = open + comment(rest);
            continue;
        }
        if !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let tag = Tag::read(rest.as_bytes());
        if let Some(surplus) = tag.surplus {
            out.push_str(markup.get(kept..open + surplus).unwrap_or_default());
            kept = open + tag.end;
        }
        at = open + tag.end + 1;
        if let Some(name) = raw_element(rest).filter(|_| dialect != Dialect::Xml) {
            at = end_of_raw(bytes, at, name);
        }
    }
    if out.is_empty() {
        return Cow::Borrowed(markup);
    }
    out.push_str(markup.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// A start tag, as far as its attributes go.
struct Tag {
    /// Where its `>` is, or the end of the markup.
    end: usize,
    /// Where the first attribute beyond the limit starts.
    surplus: Option<usize>,
}

/// Where in a tag a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Name,
    Gap,
    Equals,
    Bare,
}

impl Tag {
    fn read(tag: &[u8]) -> Self {
        let (mut state, mut count, mut surplus, mut at) = (In::Name, 0, None, 0);
        while let Some(&byte) = tag.get(at) {
            let white = byte.is_ascii_whitespace();
            state = match (state, byte) {
                (_, b'>') => return Self { end: at, surplus },
                (In::Equals, b'"' | b'\'') => {
                    let value = tag.get(at + 1..).unwrap_or_default();
                    at += 1 + memchr::memchr(byte, value).unwrap_or(value.len());
                    In::Gap
                }
                (In::Equals, _) if white => In::Equals,
                (In::Equals, _) => In::Bare,
                (In::Bare, _) if !white => In::Bare,
                (In::Name | In::Gap, b'=') if count > 0 => In::Equals,
                (_, b'/') => In::Gap,
                _ if white => In::Gap,
                (In::Gap, _) => {
                    count += 1;
                    if count == ATTRIBUTES + 1 {
                        surplus = Some(at);
                    }
                    In::Name
                }
                _ => In::Name,
            };
            at += 1;
        }
        Self { end: tag.len(), surplus }
    }
}

/// How long a comment is.
fn comment(markup: &str) -> usize {
    // `<!-->` is a whole one.
    let inner = markup.as_bytes().get(2..).unwrap_or_default();
    let end = |at: usize| match inner.get(at + 2..).unwrap_or_default() {
        [b'>', ..] => Some(2 + at + 3),
        [b'!', b'>', ..] => Some(2 + at + 4),
        _ => None,
    };
    let length = memchr::memchr_iter(b'-', inner).filter(|&at| inner.get(at + 1) == Some(&b'-')).find_map(end);
    let length = length.unwrap_or(markup.len());
    work::step(length);
    length
}

/// The name of an element whose content is text, whatever stands in it.
fn raw_element(tag: &str) -> Option<&'static str> {
    const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];
    let name = tag.get(1..)?;
    RAW.into_iter().find(|raw| {
        let ends = name.as_bytes().get(raw.len()).is_none_or(|&c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>'));
        ends && name.get(..raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw))
    })
}

/// Where the end tag of a raw element starts.
fn end_of_raw(markup: &[u8], start: usize, name: &str) -> usize {
    let inside = markup.get(start..).unwrap_or_default();
    let closes = |&at: &usize| {
        inside.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    let length = memchr::memmem::find_iter(inside, b"</").find(closes).unwrap_or(inside.len());
    work::step(length);
    start + length
}

#[cfg(test)]
#[allow(clippy::format_collect)]
mod tests {
    use super::*;

    fn limited(markup: &str) -> Cow<'_, str> {
        limit_attributes(markup, Dialect::Html)
    }

    fn attributes(count: usize) -> String {
        (0..count).map(|nth| format!(" a{nth}='>'")).collect()
    }

    #[test]
    fn tags_with_too_many_attributes_lose_the_last_ones() {
        let page = format!("<p{}>Words", attributes(ATTRIBUTES + 2));
        assert_eq!(limited(&page), format!("<p{} >Words", attributes(ATTRIBUTES)));
        let page = format!("<p{}>Words", attributes(ATTRIBUTES));
        assert!(matches!(limited(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn words_outside_of_tags_are_no_attributes() {
        let words = "a b ".repeat(ATTRIBUTES);
        for page in [
            format!("<!-- <p {words} --><p>{words}</p>"),
            format!("<script>if (i<n {words}</script><p>Words"),
            format!("1 < 2 {words}<p title=\"{words}\" alt='{words}'>"),
        ] {
            assert!(matches!(limited(&page), Cow::Borrowed(_)), "{page}");
        }
    }

    #[test]
    fn hidden_tags_are_limited_too() {
        let many = attributes(ATTRIBUTES + 40);
        for page in [format!("<!--> <p{many}>"), format!("<!-- --!> <p{many}>"), format!("<a title='><p'><p{many}")] {
            assert!(limited(&page).len() < page.len(), "{page}");
        }
    }
}
