//! Words and regular expressions as patterns, with smart case and smart accents. Knows nothing of queries.

use regex::{Regex, RegexBuilder};

use crate::fold::{Accents, fold};

/// No pattern takes more memory than this, compiled.
const LARGEST: usize = 1 << 20;

/// What is looked for in a text.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    accents: Option<Accents>,
}

impl Pattern {
    /// Whether a text has it anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        match self.accents {
            Some(accents) => self.regex.is_match(&fold(text, accents)),
            None => self.regex.is_match(text),
        }
    }

    /// How a text is folded before it is looked for; a regular expression is looked for in the text as it is.
    pub fn accents(&self) -> Option<Accents> {
        self.accents
    }

    /// What is looked for in the folded text.
    pub fn regex(&self) -> &Regex {
        &self.regex
    }
}

/// A pattern that finds `words` literally: capitals count only where `words` has one, and accents too; white space
/// matches any run of white space, so that a phrase is found over a line break; straight marks match curly ones. `None`
/// where there is nothing to find.
pub fn pattern(words: &str) -> Option<Pattern> {
    let accents = Accents::wanted(words);
    let folded = fold(words, accents);
    let parts: Vec<String> = folded.split_whitespace().map(literal).collect();
    if parts.is_empty() {
        return None;
    }
    let exact = words.chars().any(char::is_uppercase);
    let regex = RegexBuilder::new(&parts.join(r"\s+")).case_insensitive(!exact).build().ok()?;
    Some(Pattern { regex, accents: Some(accents) })
}

/// A word as a pattern. Keyboards have no curly marks.
fn literal(word: &str) -> String {
    regex::escape(word).replace('\'', "['’‘]").replace('"', "[\"“”]")
}

/// A pattern that is a regular expression; capitals count only where it has one outside of escapes.
pub fn expression(words: &str) -> Result<Pattern, regex::Error> {
    let mut escaped = false;
    let letters = words.chars().filter(|&c| {
        let plain = !escaped && c != '\\';
        escaped = !escaped && c == '\\';
        plain
    });
    let exact = letters.into_iter().any(char::is_uppercase);
    let regex =
        RegexBuilder::new(words.trim()).case_insensitive(!exact).multi_line(true).size_limit(LARGEST).build()?;
    Ok(Pattern { regex, accents: None })
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
    fn accents_count_where_they_are_typed() {
        let finds = |words: &str, text: &str| pattern(words).unwrap().is_match(text);
        assert!(finds("naive", "naïve") && finds("naïve", "nai\u{308}ve") && !finds("naïve", "naive"));
        assert!(finds("Muller", "Müller") && !finds("Muller", "müller"));
        assert!(finds("STRASSE", "STRAẞE") && finds("strasse", "Straße") && finds("straße", "STRAẞE"));
        assert!(finds("final", "ﬁ\u{AD}nal") && finds("ﬁnal", "final"));
        assert!(pattern("\u{AD}").is_none());
    }

    #[test]
    fn capitals_in_escapes_do_not_count() {
        assert!(expression(r"\Sarn").unwrap().is_match("WARN"));
        assert!(!expression("Warn").unwrap().is_match("warn"));
        assert!(expression("(").is_err());
        assert!(expression("(a{500}){500}").is_err(), "too large");
    }
}
