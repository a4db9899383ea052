//! Searching a text: smart case, white space that matches any white space, hits by span. Also the words of the filter.
//! Knows nothing of prompts or screens.

use regex::{Regex, RegexBuilder};

use crate::span::Span;

/// A pattern that finds `words` literally: capitals count only where `words` has one, and white space matches any run of
/// white space, so that a phrase is found over a line break. `None` where there is nothing to find.
pub fn pattern(words: &str) -> Option<Regex> {
    let parts: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    if parts.is_empty() {
        return None;
    }
    let exact = words.chars().any(char::is_uppercase);
    RegexBuilder::new(&parts.join(r"\s+")).case_insensitive(!exact).build().ok()
}

/// One pattern for each word of `words`.
pub fn each_word(words: &str) -> Vec<Regex> {
    words.split_whitespace().filter_map(pattern).collect()
}

/// A search and its hits.
#[derive(Clone, Debug, Default)]
pub struct Search {
    words: String,
    hits: Vec<Span>,
    current: Option<usize>,
}

impl Search {
    /// Searches `text`; the current hit is the first one that ends after `from`, or the first of all.
    pub fn new(words: &str, text: &str, from: usize) -> Self {
        let hits: Vec<Span> = pattern(words)
            .map(|pattern| pattern.find_iter(text).map(|hit| Span::from(hit.range())).collect())
            .unwrap_or_default();
        let after = hits.partition_point(|hit| hit.end <= from);
        let current = if hits.is_empty() { None } else { Some(if after < hits.len() { after } else { 0 }) };
        Self { words: words.to_owned(), hits, current }
    }

    /// What is searched.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether anything is searched.
    pub fn is_active(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// All hits, in order, not overlapping.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The current hit's index.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The current hit.
    pub fn hit(&self) -> Option<Span> {
        self.hits.get(self.current?).copied()
    }

    /// Hits that overlap `span`, with their indices.
    pub fn hits_in(&self, span: Span) -> impl Iterator<Item = (usize, Span)> {
        let first = self.hits.partition_point(|hit| hit.end <= span.start);
        let rest = self.hits.get(first..).unwrap_or_default();
        rest.iter().take_while(move |hit| hit.start < span.end).enumerate().map(move |(i, hit)| (first + i, *hit))
    }

    /// Goes `by` hits on (or back), around the ends; true where it went around.
    pub fn step(&mut self, by: isize) -> bool {
        let (Some(current), count) = (self.current, self.hits.len()) else { return false };
        let next = current as isize + by;
        self.current = Some(next.rem_euclid(count as isize) as usize);
        next < 0 || next >= count as isize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Voss said a vossy\nthing. A thing, VOSS.";

    #[test]
    fn smart_case() {
        assert_eq!(Search::new("voss", TEXT, 0).hits().len(), 3);
        assert_eq!(Search::new("Voss", TEXT, 0).hits().len(), 1);
        assert_eq!(Search::new("a.", TEXT, 0).hits().len(), 0, "no regular expressions");
        assert_eq!(Search::new("  ", TEXT, 0).hits().len(), 0);
        assert!(!Search::new("  ", TEXT, 0).is_active());
    }

    #[test]
    fn phrases_cross_line_breaks() {
        assert_eq!(Search::new("vossy thing", TEXT, 0).hits(), [Span::new(12, 23)]);
    }

    #[test]
    fn the_first_hit_lies_ahead_and_steps_go_around() {
        let mut search = Search::new("voss", TEXT, 5);
        assert_eq!(search.current(), Some(1));
        assert!(!search.step(1));
        assert!(search.step(1));
        assert_eq!(search.current(), Some(0));
        assert!(search.step(-1));
        assert_eq!(search.current(), Some(2));
        assert_eq!(Search::new("voss", TEXT, 9999).current(), Some(0));
        assert!(!Search::new("x", TEXT, 0).step(1));
    }

    #[test]
    fn hits_of_a_row() {
        let search = Search::new("thing", TEXT, 0);
        let rows: Vec<usize> = search.hits_in(Span::new(0, 20)).map(|(i, _)| i).collect();
        assert_eq!(rows, [0]);
        assert_eq!(search.hits_in(Span::new(24, 26)).count(), 0);
    }
}
