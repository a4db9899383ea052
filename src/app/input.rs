//! A line of text that is being typed: a prompt. Knows nothing of what it is for.

use unicode_segmentation::UnicodeSegmentation;

/// A line being typed, with a cursor between graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Bytes before the cursor; on a grapheme boundary.
    cursor: usize,
}

impl Input {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let text = one_line(text);
        Self { cursor: text.len(), text }
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    /// What stands after the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts words in the place of those in `range`; the cursor stands behind them.
    pub fn replace(&mut self, range: std::ops::Range<usize>, words: &str) {
        let (start, end) = (range.start, range.end);
        if start <= end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end) {
            let words = one_line(words);
            self.text.replace_range(start..end, &words);
            self.cursor = start + words.len();
        }
    }

    /// Moves the cursor to a byte of the text.
    pub fn go(&mut self, at: usize) {
        if self.text.is_char_boundary(at) {
            self.cursor = at;
        }
    }

    /// Puts words in at the cursor; line breaks become spaces.
    pub fn insert(&mut self, words: &str) {
        let words = one_line(words);
        self.text.insert_str(self.cursor, &words);
        self.cursor += words.len();
    }

    /// Takes the grapheme before the cursor away.
    pub fn backspace(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Takes the grapheme after the cursor away.
    pub fn delete(&mut self) {
        let length = self.after().graphemes(true).next().map_or(0, str::len);
        self.text.replace_range(self.cursor..self.cursor + length, "");
    }

    /// Takes the word before the cursor away.
    pub fn delete_word(&mut self) {
        let end = self.cursor;
        let kept = self.before().trim_end();
        let start =
            kept.rfind(char::is_whitespace).map_or(0, |at| at + kept[at..].chars().next().map_or(1, char::len_utf8));
        self.cursor = start;
        self.text.replace_range(start..end, "");
    }

    /// Takes everything before the cursor away.
    pub fn delete_before(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
    }

    /// One grapheme to the left.
    pub fn left(&mut self) {
        self.cursor -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    /// One grapheme to the right.
    pub fn right(&mut self) {
        self.cursor += self.after().graphemes(true).next().map_or(0, str::len);
    }

    /// To the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }
}

/// Longest text a prompt takes, bytes: what is pasted by mistake must not slow every key down.
const LONGEST: usize = 1024;

fn one_line(words: &str) -> String {
    let mut line: String =
        words.trim_end_matches(['\n', '\r']).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
        line.truncate(end);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_keeps_graphemes_whole() {
        let mut input = Input::new("ae\u{301}");
        input.backspace();
        assert_eq!(input.text(), "a");
        input.insert("👩‍👩‍👧b");
        input.left();
        input.left();
        assert_eq!((input.before(), input.after()), ("a", "👩‍👩‍👧b"));
        input.delete();
        assert_eq!(input.text(), "ab");
        input.home();
        input.backspace();
        input.left();
        assert_eq!(input.text(), "ab");
        input.end();
        input.right();
        input.delete();
        assert_eq!(input.before(), "ab");
    }

    #[test]
    fn words_go_as_one() {
        let mut input = Input::new("peace\u{3000}talks now ");
        input.delete_word();
        assert_eq!(input.text(), "peace\u{3000}talks ");
        input.delete_word();
        assert_eq!(input.text(), "peace\u{3000}");
        input.delete_before();
        assert!(input.is_empty());
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut input = Input::default();
        input.insert("a\nb\x1b[2J\n");
        assert_eq!(input.text(), "a b [2J");
        input.insert(&"x".repeat(9999));
        assert!(input.text().len() < 2000);
    }
}
