//! Texts as they are searched: without what only typesetting put there. Soft hyphens and characters of no width are left
//! out, ligatures and letters of full width become plain ones, accents are composed or left out. A map leads back to the
//! bytes of the text. Knows nothing of patterns or articles.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::span::Span;
use crate::work;

/// Characters that are folded together, at most: longer stacks of marks are several.
const LONGEST: usize = 32;

/// What becomes of accents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accents {
    /// They count, however they are encoded.
    Kept,
    /// They are left out, and letters like `ø` and `ß` are spelled in plain ones.
    Dropped,
}

impl Accents {
    /// Those count that are typed: without any, all letters are found.
    pub fn wanted(words: &str) -> Self {
        if fold(words, Self::Kept) == fold(words, Self::Dropped) { Self::Dropped } else { Self::Kept }
    }
}

/// Characters of a text that folding has changed. Small, since a text may consist of nothing else.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// Where they start in the folded text.
    folded: u32,
    /// Where they start in the text.
    start: u32,
    /// Bytes in the folded text.
    width: u16,
    /// Bytes in the text.
    len: u16,
}

/// A folded copy of a text. Where folding changes nothing there is no copy.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    copy: Option<String>,
    changes: Vec<Change>,
}

impl Folded {
    /// Folds a text: linear in its length, whatever it holds. Larger texts than 4 GB stay as they are.
    pub fn new(text: &str, accents: Accents) -> Self {
        let mut folded = Self::default();
        if text.is_ascii() || u32::try_from(text.len()).is_err() {
            return folded;
        }
        let mut copy = String::new();
        let (mut at, mut copied) = (0, 0);
        let mut spelling = Spelling::default();
        while let Some(end) = cluster_end(text, at) {
            let cluster = text.get(at..end).unwrap_or_default();
            if !is_plain(cluster) {
                spelling.spell(cluster, accents);
                if spelling.out != cluster {
                    copy.push_str(text.get(copied..at).unwrap_or_default());
                    let (width, len) = (spelling.out.len() as u16, cluster.len() as u16);
                    folded.changes.push(Change { folded: copy.len() as u32, start: at as u32, width, len });
                    copy.push_str(&spelling.out);
                    copied = end;
                }
            }
            at = end;
        }
        if !folded.changes.is_empty() {
            copy.push_str(text.get(copied..).unwrap_or_default());
            folded.copy = Some(copy);
        }
        folded
    }

    /// The folded text; `text` is what it was made of.
    pub fn text<'t>(&'t self, text: &'t str) -> &'t str {
        self.copy.as_deref().unwrap_or(text)
    }

    /// The bytes of the text that a span of the folded text stands for: whole letters, with their marks, and without
    /// what was left out at either end.
    pub fn source(&self, span: Span) -> Span {
        let start = match self.change_at(span.start) {
            Some(change) if change.covers(span.start) => change.start as usize,
            change => after(change, span.start),
        };
        let last = span.end.saturating_sub(1).max(span.start);
        let end = match self.change_at(last) {
            Some(change) if change.covers(last) => change.start as usize + usize::from(change.len),
            change => after(change, last) + span.end.saturating_sub(last),
        };
        Span::new(start, end.max(start))
    }

    /// The last change that starts at or before a byte of the folded text.
    fn change_at(&self, at: usize) -> Option<Change> {
        let next = self.changes.partition_point(|change| change.folded as usize <= at);
        self.changes.get(next.checked_sub(1)?).copied()
    }
}

impl Change {
    fn covers(self, at: usize) -> bool {
        at < self.folded as usize + usize::from(self.width)
    }
}

/// Where a byte of the folded text behind a change lies in the text.
fn after(change: Option<Change>, at: usize) -> usize {
    change.map_or(at, |change| {
        at + change.start as usize + usize::from(change.len) - change.folded as usize - usize::from(change.width)
    })
}

/// A folded text alone.
pub fn fold(text: &str, accents: Accents) -> Cow<'_, str> {
    Folded::new(text, accents).copy.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The letters of a folded text, each with the number of the character of the text that it comes from.
pub fn letters(text: &str, accents: Accents) -> Vec<(char, usize)> {
    let folded = Folded::new(text, accents);
    let mut source = text.char_indices().enumerate().peekable();
    let place = |(at, letter): (usize, char)| {
        let start = folded.source(Span::new(at, at + letter.len_utf8())).start;
        while source.peek().is_some_and(|&(_, (byte, _))| byte < start) {
            source.next();
        }
        (letter, source.peek().map_or(0, |&(number, _)| number))
    };
    folded.text(text).char_indices().map(place).collect()
}

/// Where the letter at `at` ends, with the marks on it; `None` at the end of the text. Of plain text it is as much as
/// lies there.
fn cluster_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    // The last one of a run of ASCII may have marks.
    let ascii = ascii(rest.as_bytes());
    work::step(ascii.max(1));
    if ascii == rest.len() {
        return Some(text.len());
    }
    if ascii > 1 {
        return Some(at + ascii - 1);
    }
    let mut chars = rest.char_indices().take(LONGEST).skip(1);
    let end = if rest.starts_with(is_left_out) {
        chars.find(|&(_, c)| !is_left_out(c))
    } else {
        chars.find(|&(_, c)| !is_combining_mark(c) && !is_joined(c))
    };
    let end = end.map_or_else(|| rest.chars().take(LONGEST).map(char::len_utf8).sum(), |(end, _)| end);
    work::step(end);
    Some(at + end)
}

/// Bytes at the start that are ASCII, looked at many at once.
fn ascii(bytes: &[u8]) -> usize {
    let whole = bytes.chunks(64).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum();
    whole + bytes.get(whole..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii()).count()
}

/// Vowels and final consonants of Korean that were taken apart: they belong to the syllable.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}')
}

/// What has no width and is no letter: soft hyphens, joiners, marks of direction, variation selectors.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether folding cannot change a cluster: one of the most frequent letters that have no other forms.
fn is_plain(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return cluster.is_ascii() };
    matches!(c, '\0'..='\u{7F}' | 'а'..='и' | 'к'..='я' | '\u{2013}'..='\u{2027}' | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}')
}

/// Letters that typesetting has made of others: ligatures, digraphs of one letter, letters of full and half width, letters
/// of mathematics. Other such characters mean something: `10²` is not 102.
fn is_typeset(c: char) -> bool {
    matches!(c, '\u{132}' | '\u{133}' | '\u{1C4}'..='\u{1CC}' | '\u{1F1}'..='\u{1F3}' | '\u{FB00}'..='\u{FB06}'
        | '\u{FB13}'..='\u{FB17}' | '\u{FF01}'..='\u{FFEF}' | '\u{1D400}'..='\u{1D7FF}')
}

/// Spells clusters; its strings are used again and again.
#[derive(Debug, Default)]
struct Spelling {
    wide: String,
    out: String,
}

impl Spelling {
    fn spell(&mut self, cluster: &str, accents: Accents) {
        self.wide.clear();
        self.out.clear();
        for c in cluster.chars().filter(|&c| !is_left_out(c)) {
            match c {
                '\u{2010}' | '\u{2011}' => self.wide.push('-'),
                c if is_typeset(c) => decompose_compatible(c, |part| self.wide.push(part)),
                c => self.wide.push(c),
            }
        }
        if accents == Accents::Kept {
            return self.out.extend(self.wide.nfc());
        }
        let mut letter = ' ';
        let kept = self.wide.nfd().filter(|&c| {
            let mark = is_combining_mark(c);
            if !mark {
                letter = c;
            }
            !(mark && is_accent(letter, c))
        });
        for c in kept.nfc() {
            match plain(c) {
                Some(letters) => self.out.push_str(letters),
                None => self.out.push(c),
            }
        }
    }
}

/// Whether a mark on a letter is one that people leave out where they search. Those of Japanese and Indic scripts and of
/// Cyrillic й make other letters.
fn is_accent(letter: char, mark: char) -> bool {
    match mark {
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{FE20}'..='\u{FE2F}' => {
            match letter {
                'е' | 'Е' => true,
                '\u{400}'..='\u{52F}' => matches!(mark, '\u{300}' | '\u{301}'),
                letter => letter.is_alphabetic(),
            }
        }
        // Vowels and other points of Hebrew and Arabic.
        _ => matches!(mark, '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}'),
    }
}

/// Letters of Latin scripts that cannot be taken apart, as they are spelled on other keyboards.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ı' => "i",
        'ſ' => "s",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dropped(text: &str) -> String {
        fold(text, Accents::Dropped).into_owned()
    }

    #[test]
    fn what_typesetting_puts_in_is_left_out() {
        for (text, wanted) in [
            ("soft\u{AD}hyphen\u{AD}ated", "softhyphenated"),
            ("zero\u{200B}width\u{2060}\u{FEFF}", "zerowidth"),
            ("ﬁnal oﬃce", "final office"),
            ("Ｈａｖｎ", "Havn"),
            ("non\u{2011}stop", "non-stop"),
            ("𝐇avn", "Havn"),
        ] {
            assert_eq!(fold(text, Accents::Kept), wanted);
            assert_eq!(dropped(text), wanted);
        }
        assert_eq!(dropped("10² ≠ 102"), "10² ≠ 102", "these mean something else");
    }

    #[test]
    fn accents_are_composed_or_dropped() {
        assert_eq!(fold("nai\u{308}ve", Accents::Kept), "naïve");
        assert_eq!(fold("\u{1112}\u{1161}\u{11AB}", Accents::Kept), "한");
        assert_eq!(dropped("naïve nai\u{308}ve Søren Straße Łódź Ærø"), "naive naive Soren Strasse Lodz AEro");
        assert_eq!(dropped("ё за\u{301}мок мой が"), "е замок мой が", "й and が are letters of their own");
        assert_eq!(Accents::wanted("naive ﬁn"), Accents::Dropped);
        assert_eq!(Accents::wanted("nai\u{308}ve"), Accents::Kept);
        assert_eq!(Accents::wanted("Straße"), Accents::Kept);
    }

    #[test]
    fn places_lead_back_to_whole_letters() {
        let text = "a\u{AD}ße\u{301}\u{AD}ﬁ.";
        let folded = Folded::new(text, Accents::Dropped);
        assert_eq!(folded.text(text), "assefi.");
        let found = |start, end| folded.source(Span::new(start, end)).of(text);
        assert_eq!(found(0, 1), "a");
        assert_eq!(found(1, 2), "ß", "half of it is all of it");
        assert_eq!(found(0, 3), "a\u{AD}ß");
        assert_eq!(found(3, 4), "e\u{301}", "with its mark, without the soft hyphen behind");
        assert_eq!(found(4, 5), "ﬁ");
        assert_eq!(found(6, 7), ".");
        assert_eq!(found(0, 7), text);
        assert_eq!(letters("xße", Accents::Dropped), [('x', 0), ('s', 1), ('s', 1), ('e', 2)]);
    }

    #[test]
    fn letters_behind_long_runs_are_found() {
        for count in [0, 1, 62, 63, 64, 65, 127, 200] {
            let text = "a".repeat(count) + "e\u{301}" + &"b".repeat(count) + "ß";
            assert_eq!(dropped(&text), "a".repeat(count) + "e" + &"b".repeat(count) + "ss");
        }
    }

    #[test]
    fn plain_texts_are_not_copied() {
        for text in ["", "plain", "“We will – ” 漢字 да", "naïve"] {
            assert!(Folded::new(text, Accents::Kept).copy.is_none(), "{text}");
        }
    }

    #[test]
    fn work_is_linear() {
        for unit in ["\u{AD}", "e\u{301}", "\u{301}", "plain ", "ß", "漢", "a\u{AD}", "\u{1161}"] {
            let steps = |count: usize| work::counted(|| drop(Folded::new(&unit.repeat(count), Accents::Dropped)));
            let (one, four) = (steps(1000), steps(4000));
            assert!(four <= 4 * one + 100, "{unit:?}: {one}, {four}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_letter_leads_to_a_piece_of_the_text(
            text in "[a-zéßø\u{AD}\u{301}\u{308}ﬁＡ한\u{1161}\u{200B}“ ]{0,60}",
        ) {
            for accents in [Accents::Kept, Accents::Dropped] {
                let folded = Folded::new(&text, accents);
                let mut before = 0;
                for (at, letter) in folded.text(&text).char_indices() {
                    let source = folded.source(Span::new(at, at + letter.len_utf8()));
                    proptest::prop_assert!(text.get(source.start..source.end).is_some_and(|piece| !piece.is_empty()));
                    proptest::prop_assert!(source.start >= before);
                    before = source.start;
                }
            }
        }
    }
}
