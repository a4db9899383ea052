//! What stands above or below the line: small digits, exponents and indices, whose meaning plain text keeps, and the
//! readings of signs (`<ruby>`), which stand in parentheses behind their word.

use super::super::tokens::Token;
use super::{Element, Reader, math};
use crate::document::script;

/// How many tokens an exponent or a reading may take.
const FAR: usize = 16;
/// The longest exponent, characters.
const LONG: usize = 24;

impl Reader<'_> {
    /// What an element raises or lowers whose parts come next. References to notes have tags of their own.
    pub(super) fn raise(&mut self, name: &str, next: &[Token], element: &mut Element) {
        let above = name == "sup";
        if let [Token::Text(words), Token::End(end), ..] = next
            && &**end == name
        {
            self.small = script::small(words, above);
        }
        let Some(words) = words_of(name, next).filter(|_| self.small.is_none() && !self.space && self.code == 0) else {
            return;
        };
        if changes_meaning(self.writer.before(), words.trim(), above) {
            let alone = math::is_alone(words.trim(), above);
            self.attach(if above { "^" } else { "_" });
            if !alone {
                self.attach("(");
            }
            element.after = if alone { "" } else { ")" };
        }
    }

    /// The reading of a word, whose parts come next.
    pub(super) fn reading(&mut self, next: &[Token], element: &mut Element) {
        if words_of("rt", next).is_none_or(|words| words.trim().is_empty()) {
            return;
        }
        if !std::mem::take(&mut self.reading_goes_on) {
            self.attach("(");
        }
        self.reading_goes_on = another_follows(next);
        element.after = if self.reading_goes_on { "" } else { ")" };
    }

    /// Writes signs behind the words so far, without white space.
    fn attach(&mut self, signs: &str) {
        self.space = false;
        self.text(signs);
        self.space = false;
    }

    /// Writes what ends an element behind its words.
    pub(super) fn attach_end(&mut self, signs: &str) {
        if !signs.is_empty() {
            let space = std::mem::take(&mut self.space);
            self.text(signs);
            self.space |= space;
        }
    }

    /// A formula whose parts come next.
    pub(super) fn formula(&mut self, next: &[Token], apart: bool) {
        let (words, used) = math::read(next);
        self.space |= apart;
        self.text(&words);
        self.space |= apart;
        self.passed_over = used;
    }
}

/// The words of an element of this name, where they are few and nothing but styles is on them.
fn words_of(name: &str, next: &[Token]) -> Option<String> {
    let mut words = String::new();
    for token in next.iter().take(FAR) {
        match token {
            Token::Text(text) => words.push_str(text),
            Token::End(end) if &**end == name => return Some(words),
            Token::Start(start) if matches!(&*start.name, "i" | "em" | "b" | "strong" | "var" | "span") => {}
            // Ends that are left out.
            Token::Start(start) if matches!(&*start.name, "rt" | "rp" | "rb" | "rtc") => return Some(words),
            Token::End(end) if &**end == "ruby" => return Some(words),
            Token::Start(_) => return None,
            Token::End(_) => {}
        }
        if words.len() > 4 * LONG && name != "rt" {
            return None;
        }
    }
    None
}

/// Whether the next reading follows at once: together they are one.
fn another_follows(next: &[Token]) -> bool {
    let ends = |token: &Token| matches!(token, Token::End(end) if &**end == "rt");
    let blank = |token: &&Token| !matches!(token, Token::Text(words) if words.trim().is_empty());
    let Some(end) = next.iter().take(FAR).position(ends) else { return false };
    let after = next.iter().skip(end + 1).take(3).find(blank);
    matches!(after, Some(Token::Start(start)) if &*start.name == "rt")
}

/// Whether `words` mean something else on the line than above or below it, behind the text `before`: exponents and
/// indices do; endings of numbers, marks of notes and trade marks do not.
fn changes_meaning(before: &str, words: &str, above: bool) -> bool {
    let sign = |c: char| c.is_alphanumeric() || "+-−–*·×/(),. ".contains(c);
    if words.is_empty()
        || words.chars().count() > LONG
        || !words.chars().all(sign)
        || !words.contains(char::is_alphanumeric)
    {
        return false;
    }
    let mut back = before.chars().rev();
    let last = back.next();
    let variable = last.is_some_and(char::is_alphabetic) && !back.next().is_some_and(char::is_alphabetic);
    let number = last.is_some_and(|c| c.is_ascii_digit());
    let bracket = last.is_some_and(|c| matches!(c, ')' | ']'));
    let letter = words.contains(char::is_alphabetic);
    let digit = words.contains(|c: char| c.is_ascii_digit());
    let operator = words.contains(['+', '-', '−', '–', '*', '·', '×', '/']);
    if operator {
        // `(n+1)`, `−kt`, `1/2`; not `1–3`, which are notes, nor `5¹ᐟ²`.
        let attached = last.is_some_and(char::is_alphanumeric) || bracket;
        return attached && letter && !is_prose(words) || (variable || bracket) && words.contains('/');
    }
    if words.contains([' ', ',', '.', '(', ')']) {
        return false;
    }
    let short = words.chars().count() <= 3;
    if above {
        // Other letters are endings (`4ᵉ`, `Mᵐᵉ`) or marks of notes.
        let exponent = words.chars().all(|c| c.is_ascii_digit() || "nkijmpqxyzt".contains(c) || matches!(c, 'α'..='ω'));
        return letter && exponent && short && (variable || number || bracket) && (words != "m" || variable);
    }
    variable && (letter || digit) && words.chars().count() <= 8
}

/// Whether there are words of several letters between the operators, as in `see-below`.
fn is_prose(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 3)
}
