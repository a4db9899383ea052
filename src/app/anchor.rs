//! A place in a text that is found again in another version of it, by the words that stand there.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Bytes of text that name a place.
const WORDS: usize = 80;

/// A byte of a text, and the words that begin there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The byte.
    pub offset: usize,
    /// The words.
    pub words: String,
}

impl Anchor {
    /// The place at `offset`.
    pub fn new(text: &str, offset: usize) -> Self {
        let end = (offset + WORDS..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        Self { offset, words: Span::new(offset.min(end), end).of(text).to_owned() }
    }

    /// Where the words stand in another version of the text: the nearest to where they stood.
    pub fn find(&self, text: &str) -> Option<usize> {
        if self.words.trim().is_empty() {
            return None;
        }
        let places = memchr::memmem::find_iter(text.as_bytes(), self.words.as_bytes());
        places.take(1000).min_by_key(|at| at.abs_diff(self.offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_equal_words_is_taken() {
        let anchor = Anchor::new("xx rain. yy", 3);
        assert_eq!(anchor.words, "rain. yy");
        assert_eq!(anchor.find("rain. yy, a rain. yy"), Some(0));
        assert_eq!(anchor.find("snow"), None);
        assert_eq!(Anchor::new("ab", 7).find("ab"), None);
    }

    #[test]
    fn words_are_cut_between_characters() {
        let text = "é".repeat(100);
        for offset in [0, 2, 98, 200] {
            assert_eq!(Anchor::new(&text, offset).offset, offset);
        }
    }
}
