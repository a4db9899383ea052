//! Words and regular expressions as patterns, with smart case. Knows nothing of queries.

use regex::{Regex, RegexBuilder};

/// No pattern takes more memory than this, compiled.
const LARGEST: usize = 1 << 20;

/// A pattern that finds `words` literally: capitals count only where `words` has one, white space matches any run of
/// white space, so that a phrase is found over a line break, and straight marks match curly ones. `None` where there is
/// nothing to find.
pub fn pattern(words: &str) -> Option<Regex> {
    let parts: Vec<String> = words.split_whitespace().map(literal).collect();
    if parts.is_empty() {
        return None;
    }
    let exact = words.chars().any(char::is_uppercase);
    RegexBuilder::new(&parts.join(r"\s+")).case_insensitive(!exact).build().ok()
}

/// A word as a pattern. Keyboards have no curly marks.
fn literal(word: &str) -> String {
    regex::escape(word).replace('\'', "['’‘]").replace('"', "[\"“”]")
}

/// A pattern that is a regular expression; capitals count only where it has one outside of escapes.
pub fn expression(words: &str) -> Result<Regex, regex::Error> {
    let mut escaped = false;
    let letters = words.chars().filter(|&c| {
        let plain = !escaped && c != '\\';
        escaped = !escaped && c == '\\';
        plain
    });
    let exact = letters.into_iter().any(char::is_uppercase);
    RegexBuilder::new(words.trim()).case_insensitive(!exact).multi_line(true).size_limit(LARGEST).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_marks_find_curly_ones() {
        assert!(pattern("don't \"go\"").unwrap().is_match("Don’t\n“go”"));
        assert!(!pattern("Don't").unwrap().is_match("don’t"));
        assert!(pattern(" \n").is_none());
    }

    #[test]
    fn capitals_in_escapes_do_not_count() {
        assert!(expression(r"\Sarn").unwrap().is_match("WARN"));
        assert!(!expression("Warn").unwrap().is_match("warn"));
        assert!(expression("(").is_err());
        assert!(expression("(a{500}){500}").is_err(), "too large");
    }
}
