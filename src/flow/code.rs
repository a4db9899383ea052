//! Words of code told apart by what nearly all languages share: comments, strings, numbers, keywords. Knows no language
//! and no colours. Of text that does not look like code nothing is told apart.

use crate::document::{BlockKind, Document};
use crate::span::Span;

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A comment.
    Comment,
    /// Text between quotation marks.
    String,
    /// A number.
    Number,
    /// A word that languages keep for themselves.
    Keyword,
}

/// The pieces of a block of code, in order; nothing for other blocks.
pub fn tokens(document: &Document, block: usize) -> Vec<(Span, Token)> {
    let code = document.blocks.get(block).filter(|block| block.kind == BlockKind::Code).map(|block| block.span);
    let Some(span) = code.filter(|span| is_code(span.of(&document.text))) else { return Vec::new() };
    let mut scanner = Scanner { text: span.of(&document.text), at: 0 };
    let mut found = Vec::new();
    while scanner.at < scanner.text.len() {
        let start = scanner.at;
        if let Some(token) = scanner.next() {
            found.push((Span::new(span.start + start, span.start + scanner.at), token));
        }
    }
    found
}

/// Whether text is code and no verse, letter or drawing: a third of its lines have signs that only code has.
fn is_code(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(100);
    let sign = |line: &str| {
        let ends = line.ends_with(['{', '}', ';', '[', ']', '(', ')', '>', '\\']) || line.ends_with("):");
        let starts = ["#", "//", "/*", "--", "$ ", "@", "<", "import ", "use ", "def ", "fn "];
        let within = ["()", "=", "->", "::", "](", "[0]", "\": ", "&&", "||", "; --", "; //"];
        ends || starts.iter().any(|start| line.starts_with(start)) || within.iter().any(|sign| line.contains(sign))
    };
    let (all, signs) = lines.fold((0, 0), |(all, signs), line| (all + 1, signs + usize::from(sign(line))));
    signs * 3 >= all && signs > 0
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// Goes on by one piece; what it is, where it is something.
    fn next(&mut self) -> Option<Token> {
        let c = self.rest().chars().next()?;
        let token = self.comment().or_else(|| self.string(c)).map(|(length, token)| {
            self.at += length;
            token
        });
        if token.is_some() {
            return token;
        }
        if !c.is_alphanumeric() && c != '_' {
            self.at += c.len_utf8();
            return None;
        }
        let length = self.word(c.is_ascii_digit());
        let word = self.rest().get(..length).unwrap_or_default();
        let keyword = KEYWORDS.binary_search(&word).is_ok();
        self.at += length;
        match (c.is_ascii_digit(), keyword) {
            (true, _) => Some(Token::Number),
            (_, true) => Some(Token::Keyword),
            _ => None,
        }
    }

    /// How far a word or a number goes.
    fn word(&self, number: bool) -> usize {
        let rest = self.rest();
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let point = number && c == '.' && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            if !c.is_alphanumeric() && c != '_' && !point {
                return at;
            }
        }
        rest.len()
    }

    fn comment(&self) -> Option<(usize, Token)> {
        let rest = self.rest();
        let line = rest.find('\n').unwrap_or(rest.len());
        let until = |end: &str, skip: usize| {
            rest.get(skip..).and_then(|rest| rest.find(end)).map_or(rest.len(), |at| at + skip + end.len())
        };
        let free = self.before().is_none_or(char::is_whitespace);
        let spaced = |sign: &str| {
            let after = rest.get(sign.len()..).and_then(|rest| rest.chars().next());
            free && after.is_none_or(|c| c.is_whitespace() || c == '!')
        };
        let length = match rest.as_bytes() {
            [b'/', b'/', ..] if self.before() != Some(':') => line,
            [b'/', b'*', ..] => until("*/", 2),
            [b'<', b'!', b'-', b'-', ..] => until("-->", 4),
            [b'#', ..] if spaced("#") => line,
            [b'-', b'-', ..] if spaced("--") => line,
            _ => return None,
        };
        Some((length, Token::Comment))
    }

    fn string(&self, quote: char) -> Option<(usize, Token)> {
        if !matches!(quote, '"' | '\'' | '`') {
            return None;
        }
        let rest = self.rest();
        for long in ["\"\"\"", "'''"] {
            if let Some(inner) = rest.strip_prefix(long) {
                let end = inner.find(long).map_or(rest.len(), |at| at + 2 * long.len());
                return Some((end, Token::String));
            }
        }
        // An apostrophe behind a letter opens nothing.
        if quote == '\'' && self.before().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                '\n' => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if c == quote => {
                    let end = at + c.len_utf8();
                    // `'a, 'b` are two names and no string.
                    let name = quote == '\''
                        && rest.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
                    return (!name).then_some((end, Token::String));
                }
                _ => {}
            }
        }
        None
    }
}

/// Words that many languages keep for themselves, in the order of their bytes.
#[rustfmt::skip]
const KEYWORDS: [&str; 122] = [
    "AND", "AS", "BY", "CREATE", "DELETE", "FROM", "False", "GROUP", "INSERT", "INTO", "JOIN", "NOT", "NULL", "None",
    "ON", "OR", "ORDER", "SELECT", "SET", "TABLE", "True", "UPDATE", "VALUES", "WHERE", "abstract", "and", "as",
    "async", "await", "begin", "bool", "boolean", "break", "case", "catch", "char", "class", "const", "continue",
    "def", "default", "defer", "del", "delete", "do", "done", "double", "elif", "else", "end", "enum", "esac",
    "except", "export", "extends", "extern", "false", "fi", "final", "finally", "float", "fn", "for", "foreach",
    "from", "func", "function", "global", "go", "goto", "if", "impl", "implements", "import", "in", "instanceof",
    "int", "interface", "is", "lambda", "let", "long", "loop", "match", "mod", "module", "mut", "namespace", "new",
    "nil", "not", "null", "or", "override", "package", "pass", "private", "protected", "pub", "public", "raise",
    "ref", "return", "self", "static", "struct", "super", "switch", "then", "this", "throw", "trait", "true", "try",
    "type", "unsafe", "use", "using", "var", "void", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Metadata};
    use proptest::prelude::*;

    fn found(code: &str) -> Vec<(String, Token)> {
        let mut builder = Builder::new(Metadata::default());
        builder.push_str(code);
        builder.block(BlockKind::Code, Span::new(0, code.len()), 0);
        let document = builder.build();
        let words = |(span, token): &(Span, Token)| (span.of(&document.text).to_owned(), *token);
        tokens(&document, 0).iter().map(words).collect()
    }

    #[test]
    fn comments_strings_numbers_and_keywords_are_told_apart() {
        use Token::{Comment, Keyword, Number, String};
        let all =
            |list: &[(&str, Token)]| list.iter().map(|&(words, token)| (words.to_owned(), token)).collect::<Vec<_>>();
        assert_eq!(
            found("let x2 = \"a \\\" // b\"; // c\nfn f(a: &'a str, b: &'b str) {}"),
            all(&[("let", Keyword), ("\"a \\\" // b\"", String), ("// c", Comment), ("fn", Keyword),])
        );
        assert_eq!(
            found("if x == 'it': # why\n    return 0x1f + 3.14 + a.1"),
            all(&[
                ("if", Keyword),
                ("'it'", String),
                ("# why", Comment),
                ("return", Keyword),
                ("0x1f", Number),
                ("3.14", Number),
                ("1", Number),
            ])
        );
        assert_eq!(
            found("#include <a.h>\n/* one\n two */ int x = 1; // http://x"),
            all(&[("/* one\n two */", Comment), ("int", Keyword), ("1", Number), ("// http://x", Comment)])
        );
        assert_eq!(
            found("SELECT a FROM b; -- why\ncurl https://x.org --all \"open"),
            all(&[("SELECT", Keyword), ("FROM", Keyword), ("-- why", Comment)])
        );
    }

    #[test]
    fn verse_is_no_code() {
        assert_eq!(found("    For if it's not, and if 3 of us\n    are in, then who's to say?"), []);
        assert_eq!(found(""), []);
    }

    #[test]
    fn keywords_are_in_order() {
        assert!(KEYWORDS.is_sorted());
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_within_any_text(code in "([a-z0-9\"'`/*#<!-]{0,3}[ =;\\\\é漢\n]{0,2}){0,40}") {
            let mut end = 0;
            let mut builder = Builder::new(Metadata::default());
            builder.push_str(&code);
            builder.block(BlockKind::Code, Span::new(0, code.len()), 0);
            for (span, _) in tokens(&builder.build(), 0) {
                prop_assert!(span.start >= end && !span.is_empty() && !span.of(&code).is_empty());
                end = span.end;
            }
        }
    }
}
