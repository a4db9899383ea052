//! Which line of a file a place of the text comes from, so that an editor can be opened there.

use std::path::Path;

use super::decode::decode_declared;
use super::open::read_file;
use super::{Document, format, html, printed};
use crate::error::Result;

/// Where a place of the text stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// In this line, from 1.
    Known(usize),
    /// In a line that could not be found.
    Unknown,
    /// In an archive, which has no lines.
    Archive,
}

/// The line of the file at `path` that the text at `offset` comes from: counted where the text is the file's own, else
/// found by its words.
///
/// # Errors
///
/// Where the file cannot be read.
pub fn source_line(path: &Path, document: &Document, offset: usize) -> Result<Line> {
    let bytes = read_file(path)?;
    if format::is_archive(&bytes) {
        return Ok(Line::Archive);
    }
    let declared = html::declared(&bytes);
    let text = decode_declared(bytes, declared);
    // Lines are the same; sequences for colours and the like are not in the document.
    let text = if document.lines { printed::clean(&text).map_or(text, |printed| printed.text) } else { text };
    let at = if text == document.text { Some(offset) } else { find(&text, document, offset) };
    Ok(at.and_then(|at| text.get(..at)).map_or(Line::Unknown, |before| Line::Known(lines(before) + 1)))
}

/// Ends of lines.
fn lines(text: &str) -> usize {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    // Some old files end their lines with a carriage return alone.
    if breaks > 0 { breaks } else { memchr::memchr_iter(b'\r', text.as_bytes()).count() }
}

/// How many words have to be the same, at best and at least.
const SAME: [usize; 3] = [8, 5, 3];
/// How many blocks further on the words of one are looked for in vain.
const BLOCKS: usize = 4;

/// Where the words at `offset` stand in the source: the nearest to where they should.
fn find(source: &str, document: &Document, offset: usize) -> Option<usize> {
    let there = words(source, true);
    let first = document.block_at(offset);
    let starts = document.blocks.iter().skip(first + 1).take(BLOCKS).map(|block| block.span.start);
    std::iter::once(offset).chain(starts).find_map(|offset| {
        let here: Vec<(usize, &str)> = Words::new(document.text.get(offset..)?, false).take(SAME[0]).collect();
        let length = document.text.len().max(1) as u128;
        let expected = (offset as u128 * source.len() as u128 / length) as usize;
        // Numbers and marks of the source may stand between two blocks.
        let end =
            document.blocks.get(document.block_at(offset)).map_or(0, |block| block.span.end.saturating_sub(offset));
        let in_block = here.partition_point(|&(at, _)| at < end);
        SAME.iter().copied().filter(|&same| same <= here.len()).chain([in_block]).find_map(|same| {
            let wanted = here.get(..same).filter(|wanted| !wanted.is_empty())?;
            let is =
                |window: &&[(usize, &str)]| window.iter().zip(wanted).all(|((_, word), (_, wanted))| word == wanted);
            let found = there.windows(wanted.len()).filter(is).filter_map(|window| window.first());
            found.map(|&(at, _)| at).min_by_key(|at| at.abs_diff(expected))
        })
    })
}

fn words(text: &str, markup: bool) -> Vec<(usize, &str)> {
    Words::new(text, markup).collect()
}

/// The words of a text and where they start; those of markup left out where there is some.
struct Words<'a> {
    text: &'a str,
    at: usize,
    markup: bool,
}

impl<'a> Words<'a> {
    fn new(text: &'a str, markup: bool) -> Self {
        Self { text, at: 0, markup }
    }

    /// The end of the markup that starts here: a tag, an entity, the address of a link.
    fn skipped(&self) -> Option<usize> {
        const LONGEST: usize = 2000;
        let rest = self.text.get(self.at..)?;
        let second = rest.chars().nth(1)?;
        let end = match rest.chars().next()? {
            '<' if second.is_ascii_alphabetic() || matches!(second, '/' | '!') => '>',
            '&' if second.is_ascii_alphabetic() || second == '#' => ';',
            ']' if second == '(' => ')',
            _ => return None,
        };
        let most = if end == ';' { 10 } else { LONGEST };
        let length = rest.char_indices().take(most).find(|&(_, c)| c == end)?.0;
        Some(self.at + length + end.len_utf8())
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            if first.is_alphanumeric() {
                let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                let start = self.at;
                self.at += length;
                return Some((start, rest.get(..length)?));
            }
            self.at = if self.markup { self.skipped() } else { None }.unwrap_or(self.at + first.len_utf8());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Source, open};

    fn line_of(name: &str, text: &str, words: &str) -> Line {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let document = open(&Source::File(path.clone())).unwrap();
        let offset = document.text.find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", document.text));
        source_line(&path, &document, offset).unwrap()
    }

    #[test]
    fn plain_text_is_counted() {
        let text = "Talks\n\nRain fell.\r\nIt rained on.\n\nRain fell.\n";
        assert_eq!(line_of("a.txt", text, "Talks"), Line::Known(1));
        assert_eq!(line_of("a.txt", text, "on."), Line::Known(4));
        assert_eq!(line_of("a.txt", "One.\r\rTwo.\r", "Two"), Line::Known(3));
    }

    #[test]
    fn words_of_marked_up_texts_are_found() {
        let text = "---\ntitle: Talks\n---\n\n# The talks\n\nSee [the *full* report](https://example.org/a/b), which \
                    **nobody**\nread.\n\n1. Rain fell on the quay.\n2. Rain fell on the pier.\n";
        assert_eq!(line_of("a.md", text, "The talks"), Line::Known(5));
        assert_eq!(line_of("a.md", text, "full report"), Line::Known(7));
        assert_eq!(line_of("a.md", text, "read"), Line::Known(8));
        assert_eq!(line_of("a.md", text, "Rain fell on the pier"), Line::Known(11));
        let page = "<html><head><title>Talks</title></head>\n<body>\n<p>Rain <b>fell</b> on the quay.</p>\n\n<p>&ldquo;We \
                    won&rsquo;t,&rdquo;\nVoss said.</p></body></html>";
        assert_eq!(line_of("a.html", page, "fell on"), Line::Known(3));
        assert_eq!(line_of("a.html", page, "We won"), Line::Known(5));
        assert_eq!(line_of("a.html", page, "Voss said"), Line::Known(6));
    }

    #[test]
    fn of_equal_words_the_nearest_are_taken() {
        let text = format!("# Talks\n\n{}", "*Rain* fell on the quay.\n\n".repeat(50));
        let document = crate::document::markdown(&text, crate::document::Metadata::default());
        let nth = document.text.match_indices("Rain").nth(30).unwrap().0;
        let at = find(&text, &document, nth).unwrap();
        let line = lines(&text[..at]) + 1;
        assert!((61..=65).contains(&line), "{line}");
    }

    #[test]
    fn what_is_not_there_any_more_has_no_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "# Something else\n").unwrap();
        let document = crate::document::markdown("Rain fell.\n", crate::document::Metadata::default());
        assert_eq!(source_line(&path, &document, 0).unwrap(), Line::Unknown);
        std::fs::write(&path, "PK\x03\x04").unwrap();
        assert_eq!(source_line(&path, &document, 0).unwrap(), Line::Archive);
        assert!(source_line(&folder.path().join("none"), &document, 0).is_err());
    }
}
