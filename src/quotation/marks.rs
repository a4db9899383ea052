//! Quotation marks: which opens, which closes, what lies inside what. Pairs by type; apostrophes, strays and marks that
//! nobody closed are ordinary.

mod dash;
mod incise;
mod tale;

use std::ops::Range;

use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::pack;
use crate::nlp::token::{Token, TokenKind};
use crate::span::Span;

/// Words between marks, outermost pairs only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words with their marks.
    pub span: Span,
    /// The same as tokens.
    pub tokens: Range<u32>,
    /// Index into [`Prose::blocks`].
    pub paragraph: u32,
    /// The pair's sort.
    pub sort: Sort,
    /// Whether its closing mark is there; else it runs to the end of its paragraph.
    pub closed: bool,
    /// It opens a paragraph and goes on with a quotation that the paragraph before left open.
    pub reopened: bool,
}

/// Sorts of marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// `“ ”`, `" "`, `„ “`, and mixtures of these.
    Double,
    /// `‘ ’`, `' '`, `‚ ‘`.
    Single,
    /// `« »`, `» «`, `‹ ›`.
    Angle,
    /// A dash that opens a line of dialogue.
    Dash,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
    Neither,
}

struct Open {
    token: u32,
    mark: char,
    sort: Sort,
}

/// All outermost marked segments of a document, in order.
pub fn pair(prose: &Prose) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::new();
    let mut left_open = false;
    for (index, paragraph) in prose.blocks.iter().enumerate() {
        let first = out.len();
        pair_paragraph(prose, index as u32, &paragraph.tokens, &mut out);
        if let Some(segment) = out.get_mut(first) {
            segment.reopened = left_open && segment.tokens.start == paragraph.tokens.start;
        }
        left_open = out.len() > first && out.last().is_some_and(|segment| !segment.closed);
    }
    dash::add(prose, &mut out);
    if prose.language == Language::French {
        tale::unframe(prose, &mut out);
        incise::split(prose, &mut out);
    }
    out
}

fn pair_paragraph(prose: &Prose, paragraph: u32, range: &Range<u32>, out: &mut Vec<Marked>) {
    let mut stack: Vec<Open> = Vec::new();
    let closers = single_closers(prose, range);
    let push = |open: &Open, end: u32, closed: bool, out: &mut Vec<Marked>| {
        let tokens = open.token..end;
        if closed && tokens.len() == 2 {
            return; // Nothing stands between the marks.
        }
        let span = prose.span(&tokens);
        out.push(Marked { span, tokens, paragraph, sort: open.sort, closed, reopened: false });
    };
    for index in range.clone() {
        let Some(token) = prose.tokens.get(index as usize).filter(|token| token.kind == TokenKind::Mark) else {
            continue;
        };
        let mark = token.of(prose.text).chars().next().unwrap_or(' ');
        let Some(sort) = sort_of(mark) else { continue };
        let opener = stack.iter().rposition(|open| open.sort == sort);
        let role = role(prose, index, token, mark, opener.and_then(|at| stack.get(at)).map(|open| open.mark), &closers);
        match (role, opener) {
            (Role::Close | Role::Either, Some(at)) => {
                stack.truncate(at + 1);
                if let Some(open) = stack.pop().filter(|_| stack.is_empty()) {
                    push(&open, index + 1, true, out);
                }
            }
            (Role::Open, Some(_)) if mark == '“' && stack.len() < 2 && closes_twice(prose, index + 1..range.end) => {
                stack.push(Open { token: index, mark, sort });
            }
            (Role::Open, Some(_)) if mark == '«' && stack.len() < 2 && lies_inside(prose, index + 1..range.end) => {
                stack.push(Open { token: index, mark, sort });
            }
            (Role::Open, Some(at)) if sort != Sort::Single => {
                // The one before was never closed: it ends where the new one starts.
                stack.truncate(at + 1);
                if let Some(open) = stack.pop().filter(|_| stack.is_empty()) {
                    push(&open, index, false, out);
                }
                stack.push(Open { token: index, mark, sort });
            }
            // Nesting is two deep in language; deeper is noise, and it must stay cheap.
            (Role::Open | Role::Either, None) if stack.len() < 8 => {
                stack.push(Open { token: index, mark, sort });
            }
            _ => {}
        }
    }
    if let Some(open) = stack.into_iter().find(|open| open.sort != Sort::Single) {
        push(&open, range.end, false, out);
    }
}

const fn sort_of(mark: char) -> Option<Sort> {
    match mark {
        '"' | '“' | '”' | '„' | '‟' => Some(Sort::Double),
        '\'' | '‘' | '’' | '‚' => Some(Sort::Single),
        '«' | '»' | '‹' | '›' => Some(Sort::Angle),
        _ => None,
    }
}

/// What a mark can be here, from its shape, the characters beside it and the mark that is open.
fn role(prose: &Prose, index: u32, token: &Token, mark: char, open: Option<char>, closers: &[u32]) -> Role {
    let (before, after) = neighbours(prose, token);
    let free_before = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '‘' | '/');
    let free_after =
        after.is_whitespace() || !after.is_alphanumeric() && !matches!(after, '“' | '‘' | '(' | '[' | '$' | '…' | '.');
    match mark {
        '“' => {
            if open == Some('„') {
                Role::Close
            } else {
                Role::Open
            }
        }
        '„' | '‚' => Role::Open,
        '”' if open.is_none() && prose.lexicon.phrases().grammar.same_marks && free_before && !free_after => {
            Role::Open
        }
        '”' | '‟' => Role::Close,
        '"' => match open {
            None if before.is_ascii_digit() && free_after => Role::Neither,
            None => Role::Either,
            Some(_) if before.is_whitespace() && !free_after => Role::Open,
            Some(_) => Role::Close,
        },
        '«' => {
            if open == Some('»') {
                Role::Close
            } else {
                Role::Open
            }
        }
        '»' => {
            if open == Some('«') {
                Role::Close
            } else {
                Role::Open
            }
        }
        '‹' | '›' => {
            if open.is_some() {
                Role::Close
            } else {
                Role::Open
            }
        }
        // Single marks: an apostrophe unless it stands as a mark does.
        '‘' => {
            if open.is_none() && !after.is_whitespace() && closes_later(closers, index) {
                Role::Open
            } else {
                Role::Neither
            }
        }
        _ if open.is_some() => {
            if !after.is_alphanumeric()
                && !before.is_whitespace()
                && !is_possessive(prose, index, token, before, closers)
            {
                Role::Close
            } else {
                Role::Neither
            }
        }
        _ if free_before && !free_after && !is_elision(prose, index) && closes_later(closers, index) => Role::Open,
        _ => Role::Neither,
    }
}

/// `“What he calls |“hell”| is home.”` Marks of one sort inside each other: two closing ones follow without an opening one.
fn closes_twice(prose: &Prose, range: Range<u32>) -> bool {
    const REACH: usize = 400;
    let marks = range.take(REACH).filter_map(|at| prose.tokens.get(at as usize)).filter_map(|token| {
        let mark = token.of(prose.text).chars().next().filter(|_| token.kind == TokenKind::Mark)?;
        matches!(mark, '“' | '”').then_some(mark)
    });
    marks.take(2).eq(['”', '”'])
}

/// `« Il a crié « au feu » et c’est tout. »`: one that opens while another is open, where both close in the paragraph.
fn lies_inside(prose: &Prose, range: Range<u32>) -> bool {
    const REACH: usize = 600;
    let mut depth = 2;
    for token in range.take(REACH).filter_map(|at| prose.tokens.get(at as usize)) {
        match token.of(prose.text) {
            "«" => depth += 1,
            "»" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// The tokens of a paragraph that could close a single quotation, in order.
fn single_closers(prose: &Prose, range: &Range<u32>) -> Vec<u32> {
    let could_close = |at: &u32| {
        let Some(token) = prose.tokens.get(*at as usize) else {
            return false;
        };
        if token.kind != TokenKind::Mark || !matches!(token.of(prose.text), "'" | "’") {
            return false;
        }
        let (before, after) = neighbours(prose, token);
        !before.is_whitespace() && !after.is_alphanumeric()
    };
    range.clone().filter(could_close).collect()
}

/// Whether a mark that could close a single quotation opened at `index` follows within reach.
fn closes_later(closers: &[u32], index: u32) -> bool {
    const REACH: u32 = 1500;
    let next = closers.partition_point(|&at| at < index + 2);
    closers.get(next).is_some_and(|&at| at < index + REACH)
}

/// The characters before and after a token; spaces at the ends of the text.
fn neighbours(prose: &Prose, token: &Token) -> (char, char) {
    let before = prose.text.get(..token.start()).and_then(|text| text.chars().next_back());
    let after = prose.text.get(token.end()..).and_then(|text| text.chars().next());
    (before.unwrap_or(' '), after.unwrap_or(' '))
}

/// `the workers’ hall`: a small letter goes on after an s, and a mark that can close follows later.
fn is_possessive(prose: &Prose, index: u32, token: &Token, before: char, closers: &[u32]) -> bool {
    let mut rest = prose.text.get(token.end()..).unwrap_or("").chars();
    before == 's'
        && rest.next() == Some(' ')
        && rest.next().is_some_and(char::is_lowercase)
        && closes_later(closers, index)
}

/// `'em`, `'tis`, `'90s`: an apostrophe for what was left out.
fn is_elision(prose: &Prose, index: u32) -> bool {
    const ELIDED: [&str; 16] = [
        "em", "tis", "twas", "twere", "til", "cause", "bout", "n", "ere", "neath", "round", "gainst", "un", "im", "er",
        "ave",
    ];
    let next = prose.word(index + 1);
    let clipped = &prose.lexicon.phrases().clipped;
    if pack::is_one_of(clipped, next) {
        return true;
    }
    next.starts_with(|c: char| c.is_ascii_digit()) || ELIDED.iter().any(|word| next.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};
    use crate::nlp::lexicon::Lexicon;

    pub(super) fn marked(text: &str) -> Vec<String> {
        marked_in(text, Language::English)
    }

    pub(super) fn marked_in(text: &str, language: Language) -> Vec<String> {
        let document = plain(text.to_owned(), Metadata::default());
        let prose = Prose::new(&document, Lexicon::of_language(language));
        pair(&prose).into_iter().map(|segment| segment.span.of(text).to_owned()).collect()
    }

    #[test]
    fn pairs_by_type() {
        assert_eq!(marked("He said “one” and \"two\"."), ["“one”", "\"two\""]);
        assert_eq!(marked("„eins“ und «deux» und »drei«"), ["„eins“", "«deux»", "»drei«"]);
        assert_eq!(marked("“curly and straight\" mixed"), ["“curly and straight\""]);
        assert_eq!(marked("“She called it ‘dead’ twice,” he said."), ["“She called it ‘dead’ twice,”"]);
        assert_eq!(marked("“What he calls “hell” is home.” – Voss"), ["“What he calls “hell” is home.”"]);
        assert_eq!(marked("“One. “Two,” he said. “Three.”"), ["“One.", "“Two,”", "“Three.”"]);
    }

    #[test]
    fn nothing_is_said_between_marks_that_touch() {
        assert!(marked("He said \"\" or “ ” or «».").is_empty());
        assert_eq!(marked("He said “…”, then \"\"\"No.\"\"\""), ["“…”", "\"No.\""]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(marked("The workers' hall isn't Voss's."), Vec::<String>::new());
        assert_eq!(marked("Give 'em the '90s."), Vec::<String>::new());
        assert_eq!(marked("'I can't go,' he said."), ["'I can't go,'"]);
        assert_eq!(marked("‘It’s the workers’ hall,’ he said."), ["‘It’s the workers’ hall,’"]);
    }

    #[test]
    fn unclosed_marks_end_with_their_paragraph() {
        assert_eq!(marked("“One.\n\n“Two.”\n\nNot."), ["“One.", "“Two.”"]);
        assert_eq!(marked("A stray ” and a 24\" screen."), Vec::<String>::new());
    }

    #[test]
    fn a_hundred_thousand_marks() {
        assert!(!marked(&"\"“‘".repeat(33_334)).is_empty());
    }
}
