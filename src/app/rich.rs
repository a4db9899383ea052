//! Lines of words with roles, and how they wrap: what overlays are made of. Knows widths, no colours. Words are made safe
//! here, so that no overlay can forget to.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::display::safe;

use super::filter::Who;

/// What words are for; the theme says how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// Of less weight.
    Dim,
    /// Of more weight.
    Strong,
    /// A heading.
    Heading,
    /// A key to press.
    Key,
    /// Words that signal saying.
    Cue,
    /// Words that name the source.
    Source,
    /// In the colour of a speaker.
    Speaker(Who),
    /// Letters that matched what was typed.
    Match,
    /// The words for a source that the text does not name.
    Unnamed,
}

/// Words of one role; safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Their role.
    pub role: Role,
}

impl Piece {
    /// Words of one role; made safe.
    pub fn new(text: &str, role: Role) -> Self {
        Self { text: safe(text).into_owned(), role }
    }

    /// Plain words; made safe.
    pub fn plain(text: &str) -> Self {
        Self::new(text, Role::Plain)
    }
}

/// The width of a grapheme in cells, as drawn: never 0, so that nothing vanishes.
pub fn grapheme_width(grapheme: &str) -> usize {
    grapheme.width().max(1)
}

/// The width of safe words in cells.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Words cut to at most `cells`, with `…` where some are missing. `text` must be safe.
pub fn fit(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme_width(grapheme);
        if used + 1 > cells {
            break;
        }
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Pieces cut to at most `cells`, with `…` where some are missing.
pub fn fit_pieces(pieces: &[Piece], cells: usize) -> Vec<Piece> {
    let total: usize = pieces.iter().map(|piece| width(&piece.text)).sum();
    if total <= cells {
        return pieces.to_vec();
    }
    let mut out = Vec::new();
    let mut left = cells;
    for piece in pieces {
        let wide = width(&piece.text);
        if wide < left {
            out.push(piece.clone());
            left -= wide;
            continue;
        }
        // One cell more than there is room for forces the ellipsis even where this piece alone would just fit.
        let text = if wide == left { fit(&format!("{}  ", piece.text), left) } else { fit(&piece.text, left) };
        out.push(Piece { text, role: piece.role });
        break;
    }
    out
}

/// Breaks pieces into rows of at most `cells`: between words where it can, else between graphemes. Rows after the first
/// are `hang` cells narrower, for the caller to indent.
pub fn wrap(pieces: &[Piece], cells: usize, hang: usize) -> Vec<Vec<Piece>> {
    let cells = cells.max(1);
    let mut rows = Rows { done: vec![Vec::new()], used: 0, cells, hang: hang.min(cells - 1) };
    for piece in pieces {
        for word in words(&piece.text) {
            rows.word(word, piece.role);
        }
    }
    for row in &mut rows.done {
        trim_end(row);
    }
    rows.done
}

/// Words with the white space after them, also broken where the script allows it without white space.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    unicode_linebreak::linebreaks(text).filter_map(move |(end, _)| {
        let word = text.get(start..end);
        start = end;
        word
    })
}

struct Rows {
    done: Vec<Vec<Piece>>,
    used: usize,
    cells: usize,
    hang: usize,
}

impl Rows {
    fn room(&self) -> usize {
        if self.done.len() == 1 { self.cells } else { self.cells - self.hang }
    }

    fn word(&mut self, word: &str, role: Role) {
        if self.used > 0 && self.used + width(word.trim_end()) > self.room() {
            self.done.push(Vec::new());
            self.used = 0;
        }
        if width(word.trim_end()) <= self.room() {
            return self.push(word, role);
        }
        for grapheme in word.graphemes(true) {
            if self.used > 0 && self.used + grapheme_width(grapheme) > self.room() {
                self.done.push(Vec::new());
                self.used = 0;
            }
            self.push(grapheme, role);
        }
    }

    fn push(&mut self, words: &str, role: Role) {
        self.used += width(words);
        let Some(row) = self.done.last_mut() else { return };
        match row.last_mut() {
            Some(piece) if piece.role == role => piece.text.push_str(words),
            _ => row.push(Piece { text: words.to_owned(), role }),
        }
    }
}

fn trim_end(row: &mut Vec<Piece>) {
    while let Some(piece) = row.last_mut() {
        piece.text.truncate(piece.text.trim_end().len());
        if !piece.text.is_empty() {
            break;
        }
        row.pop();
    }
}

/// Words of a document as one line: safe, and white space as single spaces.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&safe(word));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, cells: usize, hang: usize) -> Vec<String> {
        let rows = wrap(&[Piece::plain(text)], cells, hang);
        rows.iter().map(|row| row.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn cutting_shows_that_something_is_missing() {
        assert_eq!(fit("Talks stall", 20), "Talks stall");
        assert_eq!(fit("Talks stall", 8), "Talks s…");
        assert_eq!(fit("Talks stall", 7), "Talks…");
        assert_eq!(fit("漢字漢字", 4), "漢…");
        assert_eq!(fit("abc", 1), "…");
        assert_eq!(fit("abc", 0), "");
        let pieces = [Piece::plain("ab"), Piece::new("cd", Role::Dim), Piece::plain("e")];
        let cut: String = fit_pieces(&pieces, 4).iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(cut, "abc…");
    }

    #[test]
    fn wrapping_never_overflows() {
        assert_eq!(rows("one two three", 7, 0), ["one two", "three"]);
        assert_eq!(rows("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(rows("abcdefgh", 3, 1), ["abc", "de", "fg", "h"]);
        assert_eq!(rows("漢字漢字", 5, 0), ["漢字", "漢字"]);
        assert_eq!(rows("", 5, 0), [""]);
        for cells in 1..12 {
            for row in rows("a naïve 漢字 e\u{301}tude, “supercalifragilistic” x", cells, 3) {
                assert!(width(&row) <= cells.max(2), "{row:?} in {cells}");
            }
        }
    }

    #[test]
    fn nothing_raw_in_a_piece() {
        assert_eq!(Piece::plain("a\x1b[2J").text, "a␛[2J");
        assert_eq!(line(" a\n  b\t\x07 "), "a b ␇");
    }
}
