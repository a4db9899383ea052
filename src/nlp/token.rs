//! Tokens: words, clitics, numbers, marks and punctuation of a block, in the manner of the Penn Treebank, so that what is
//! learned from treebank data applies. A token is a span with what can be told from its letters; nothing is copied.

use super::elision;
use super::language::Language;
use super::lexicon::{Lex, Lexicon};
use crate::span::Span;

/// A word, number, mark or sign of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    len: u16,
    /// What sort of token.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// What the word lists say of its lower-case form.
    pub lex: Lex,
}

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and the dots of an abbreviation.
    Word,
    /// The end of a contraction or a possessive: `n't`, `'s`, `'re`, `’`.
    Clitic,
    /// Digits with their inner separators.
    Number,
    /// A quotation mark or an apostrophe that stands alone.
    Mark,
    /// `.`, `!`, `?`, `…`.
    Stop,
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// `;`.
    Semicolon,
    /// `–`, `—`, `--`, or a hyphen between spaces.
    Dash,
    /// `(`, `[`, `{`.
    Open,
    /// `)`, `]`, `}`.
    Close,
    /// Anything else.
    Other,
}

/// How a token is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital first letter, or no letters.
    Lower,
    /// A capital first letter and at least one small one, or a single capital.
    Capital,
    /// Two or more letters, all capital.
    Upper,
}

impl Token {
    /// Where it stands, bytes of the document's text.
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.start as usize + self.len as usize }
    }

    /// First byte.
    pub const fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(&self) -> usize {
        self.start as usize + self.len as usize
    }

    /// Its letters.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether it is a word (clitics are not).
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it starts with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.case != Case::Lower
    }

    /// Whether the word lists give it any of these.
    pub const fn is(&self, lex: Lex) -> bool {
        self.lex.any(lex)
    }
}

/// Appends the tokens of `span` to `out`.
///
/// Spans start below 4 GiB (inputs are limited far below that); a token longer than 65,535 bytes is cut.
pub fn tokenize(text: &str, span: Span, lexicon: &Lexicon, out: &mut Vec<Token>) {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), end: span.end.min(text.len()), lexicon, out };
    let mut at = span.start;
    while at < scanner.end {
        at = scanner.token(at);
    }
}

struct Scanner<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    end: usize,
    lexicon: &'t Lexicon,
    out: &'o mut Vec<Token>,
}

impl Scanner<'_, '_> {
    /// Reads one token (or skips one white-space character) at `at`; returns where to go on.
    fn token(&mut self, at: usize) -> usize {
        let c = self.char_at(at);
        let next = at + c.len_utf8();
        match c {
            'a'..='z' | 'A'..='Z' => self.word(at),
            _ if c.is_whitespace() => next,
            '0'..='9' => self.number(at),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '`' => {
                self.push(at, next, TokenKind::Mark)
            }
            '\'' | '’' => self.apostrophe(at, next),
            '.' => self.run(at, '.', TokenKind::Stop),
            '!' | '?' | '…' | '。' | '！' | '？' => self.push(at, next, TokenKind::Stop),
            ',' => self.push(at, next, TokenKind::Comma),
            ':' => self.push(at, next, TokenKind::Colon),
            ';' => self.push(at, next, TokenKind::Semicolon),
            '–' | '—' | '―' => self.push(at, next, TokenKind::Dash),
            '-' => self.run(at, '-', TokenKind::Dash),
            '(' | '[' | '{' => self.push(at, next, TokenKind::Open),
            ')' | ']' | '}' => self.push(at, next, TokenKind::Close),
            _ if is_word_char(c) => self.word(at),
            _ => self.push(at, next, TokenKind::Other),
        }
    }

    fn char_at(&self, at: usize) -> char {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 && at < self.end => byte as char,
            _ if at < self.end => self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0'),
            _ => '\0',
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.add(start, end, kind, Case::Lower, Lex::NONE);
        end
    }

    fn add(&mut self, start: usize, end: usize, kind: TokenKind, case: Case, lex: Lex) {
        let (Ok(start), len) = (u32::try_from(start), (end - start).min(usize::from(u16::MAX))) else {
            return;
        };
        self.out.push(Token { start, len: len as u16, kind, case, lex });
    }

    fn run(&mut self, at: usize, sign: char, kind: TokenKind) -> usize {
        let mut end = at;
        while self.char_at(end) == sign {
            end += sign.len_utf8();
        }
        self.push(at, end, kind)
    }

    fn number(&mut self, at: usize) -> usize {
        let mut end = at;
        loop {
            let c = self.char_at(end);
            if c.is_alphanumeric() {
                end += c.len_utf8();
            } else if matches!(c, '.' | ',' | ':' | '/' | '-') && self.char_at(end + 1).is_ascii_digit() {
                end += 1;
            } else if c == '-' && self.char_at(end + 1).is_alphabetic() {
                // "the 34-year-old": one word.
                return self.word(at);
            } else {
                return self.push(at, end, TokenKind::Number);
            }
        }
    }

    /// A mark, unless it follows a word directly and stands for a possessive: `workers’ rights`.
    fn apostrophe(&mut self, at: usize, next: usize) -> usize {
        // "'em", "'tis", "’90s": an apostrophe that belongs to what follows cannot be told from an opening mark here;
        // the pairing of marks decides.
        self.push(at, next, TokenKind::Mark)
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut apostrophe = None;
        loop {
            let letters = self.bytes.get(end..self.end).unwrap_or_default();
            end += letters.iter().take_while(|letter| letter.is_ascii_alphanumeric()).count();
            let c = self.char_at(end);
            if is_word_char(c) {
                end += c.len_utf8();
                continue;
            }
            let after = end + c.len_utf8();
            let follows = self.char_at(after);
            match c {
                '\'' | '’' if follows.is_alphabetic() => apostrophe = Some(end),
                '-' | '\u{2010}' | '\u{2011}' | '_' | '@' | '&' if is_word_char(follows) => {}
                '.' if follows.is_alphanumeric() && self.is_inner_dot(end, follows) => {}
                _ => break,
            }
            end = after;
        }
        if self.char_at(end) == '.' && self.is_abbreviation(at, end) {
            end += 1;
        }
        let english = self.lexicon.language() == Language::English;
        let split = apostrophe.filter(|_| english).and_then(|mark| self.clitic(at, mark, end)).unwrap_or(end);
        self.add_word(at, split);
        if split < end {
            let lex = self.lexicon.of(self.text.get(split..end).unwrap_or(""));
            self.add(split, end, TokenKind::Clitic, Case::Lower, lex);
        } else if english && matches!(self.char_at(end), '\'' | '’') && self.is_plural_possessive(at, end) {
            let after = end + self.char_at(end).len_utf8();
            self.add(end, after, TokenKind::Clitic, Case::Lower, self.lexicon.of("'s"));
            return after;
        }
        end
    }

    fn add_word(&mut self, start: usize, end: usize) {
        let word = self.text.get(start..end).unwrap_or("");
        let phrases = self.lexicon.phrases();
        let joins = !phrases.elided.is_empty() || !phrases.tied.is_empty();
        if joins && word.contains(['\'', '’', '-']) {
            for (part, kind) in elision::parts(word, phrases).into_iter().filter(|(part, _)| !part.is_empty()) {
                let letters = word.get(part.clone()).unwrap_or("");
                let case = if kind == TokenKind::Word { case_of(letters) } else { Case::Lower };
                self.add(start + part.start, start + part.end, kind, case, self.lexicon.of(letters));
            }
            return;
        }
        let lex = self.lexicon.of(word);
        self.add(start, end, TokenKind::Word, case_of(word), lex);
    }

    /// `U.S`, `example.com`, but not `end.The`.
    fn is_inner_dot(&self, dot: usize, follows: char) -> bool {
        let before = self.text.get(..dot).and_then(|t| t.chars().next_back()).unwrap_or(' ');
        let single = self.text.get(..dot).is_some_and(|t| t.chars().rev().nth(1).is_none_or(|c| !is_word_char(c)));
        single || (before.is_lowercase() && follows.is_lowercase()) || before.is_ascii_digit()
    }

    /// Whether the dot at `end` belongs to the word before it: `Mr.`, `U.S.`, `J.`.
    fn is_abbreviation(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or("");
        if word.contains('.') {
            return word.split('.').all(|part| part.chars().count() <= 2);
        }
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            // "Brücke e. V."
            (Some('e'), None) => self.text.get(end..).is_some_and(|rest| rest.starts_with(". V.")),
            // "J. Smith" but not "than I."
            (Some(c), None) => c.is_uppercase() && c != 'I' || c == 'I' && self.initial_follows(end),
            // "No. 10", but "The answer was no."
            _ if word.eq_ignore_ascii_case("no") => self.text.get(end + 1..).is_some_and(opens_with_number),
            _ => self.lexicon.of(word).any(Lex::ABBREVIATION),
        }
    }

    /// After "I." a name goes on only when a capitalised word follows on the same line and the word before is a name too;
    /// without that knowledge, only another initial counts.
    fn initial_follows(&self, dot: usize) -> bool {
        let rest = self.text.get(dot + 1..).unwrap_or("");
        let mut chars = rest.chars();
        chars.next() == Some(' ') && chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
    }

    /// Where the word splits from its clitic: `do|n't`, `Voss|'s`.
    fn clitic(&self, start: usize, mark: usize, end: usize) -> Option<usize> {
        let tail = self.text.get(mark + self.char_at(mark).len_utf8()..end)?;
        let lower = tail.to_ascii_lowercase();
        match lower.as_str() {
            "s" | "re" | "ve" | "ll" | "d" | "m" => Some(mark),
            "t" if mark > start + 1 && matches!(self.bytes.get(mark - 1), Some(b'n' | b'N')) => Some(mark - 1),
            _ => None,
        }
    }

    /// `workers’ rights`: an apostrophe straight after an s, with a word after it, and no mark open before it that it
    /// could close. Only the straight and the right single mark come here.
    fn is_plural_possessive(&self, start: usize, end: usize) -> bool {
        if !matches!(self.bytes.get(end - 1), Some(b's' | b'S' | b'z' | b'x')) {
            return false;
        }
        let after = end + self.char_at(end).len_utf8();
        if self.char_at(after) != ' ' || !self.char_at(after + 1).is_alphabetic() {
            return false;
        }
        !self.has_open_single(start)
    }

    fn has_open_single(&self, start: usize) -> bool {
        let floor = start.saturating_sub(400);
        let before = self.bytes.get(floor..start).unwrap_or(&[]);
        let before = before.rsplit(|&b| b == b'\n').next().unwrap_or(before);
        let mut open = false;
        for (i, &byte) in before.iter().enumerate() {
            let first = i == 0 || matches!(before[i - 1], b' ' | b'(' | b'"' | b'-' | 0x9c);
            if byte == b'\'' {
                open = first || open && before.get(i + 1).is_some_and(u8::is_ascii_alphabetic);
            } else if byte == 0xe2 && before.get(i + 1) == Some(&0x80) {
                match before.get(i + 2) {
                    Some(0x98) => open = true,
                    Some(0x99) if !before.get(i + 3).is_some_and(u8::is_ascii_alphabetic) => {
                        open = false;
                    }
                    _ => {}
                }
            }
        }
        open
    }
}

fn opens_with_number(text: &str) -> bool {
    text.trim_start_matches([' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit() || c == '#')
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c >= '\u{80}' && (c.is_alphanumeric() || is_combining(c)))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn case_of(word: &str) -> Case {
    if matches!(word.as_bytes(), [b'a'..=b'z', ..]) {
        return Case::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) { Case::Upper } else { Case::Capital }
        }
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests;
