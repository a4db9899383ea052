//! Searching a text: smart case, smart accents, white space that matches any white space, hits by span.
//! Knows nothing of prompts or screens.

use std::sync::{Arc, Weak};

use crate::document::Document;
use crate::fold::{Accents, Folded};
use crate::query::{Pattern, expression, pattern};
use crate::span::Span;

/// Whether words look like a regular expression: they hold characters that mean something there, beside the stop and
/// the question mark of every sentence.
fn is_expression(words: &str) -> bool {
    words.contains(['\\', '[', ']', '(', ')', '{', '}', '|', '^', '$', '*', '+'])
}

/// More hits than these are not looked for.
const MOST: usize = 500_000;

/// The hits in `text`; those in letters that stand for several, such as two in one `ß`, are one.
fn all(pattern: Option<Pattern>, text: &str, folds: &mut Folds) -> Vec<Span> {
    let Some(pattern) = pattern else { return Vec::new() };
    let folded = pattern.accents().map(|accents| folds.get(text, accents)).unwrap_or_default();
    let hits = pattern.regex().find_iter(folded.text(text)).map(|hit| folded.source(Span::from(hit.range())));
    let mut end = 0;
    let apart = move |hit: &Span| {
        let apart = !hit.is_empty() && hit.start >= end;
        end = if apart { hit.end } else { end };
        apart
    };
    hits.filter(apart).take(MOST).collect()
}

/// The folded copies of an article's text, made once it is searched.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    of: Weak<Document>,
    kept: Option<Arc<Folded>>,
    dropped: Option<Arc<Folded>>,
}

impl Folds {
    /// Those of a document; what was made for another version of it is of no use.
    pub fn of(&mut self, document: &Arc<Document>) -> &mut Self {
        let here = Arc::downgrade(document);
        if !self.of.ptr_eq(&here) {
            *self = Self { of: here, ..Self::default() };
        }
        self
    }

    fn get(&mut self, text: &str, accents: Accents) -> Arc<Folded> {
        let fold = match accents {
            Accents::Kept => &mut self.kept,
            Accents::Dropped => &mut self.dropped,
        };
        Arc::clone(fold.get_or_insert_with(|| Arc::new(Folded::new(text, accents))))
    }
}

/// A search and its hits.
#[derive(Clone, Debug, Default)]
pub struct Search {
    words: String,
    regex: bool,
    hits: Vec<Span>,
    current: Option<usize>,
}

impl Search {
    /// Searches `text`, for a regular expression where `regex` asks for one or where the words look like one and are
    /// not found as they are. The current hit is the first one that ends after `from`, or the first of all.
    pub fn new(words: &str, text: &str, from: usize, regex: bool) -> Self {
        Self::with(words, text, from, regex, &mut Folds::default())
    }

    /// The same, with the folded copies of that text.
    pub fn with(words: &str, text: &str, from: usize, regex: bool, folds: &mut Folds) -> Self {
        let literal = if regex { Vec::new() } else { all(pattern(words), text, folds) };
        let regex = regex || literal.is_empty() && is_expression(words) && expression(words).is_ok();
        let hits =
            if regex { all(expression(words).ok().filter(|_| !words.trim().is_empty()), text, folds) } else { literal };
        let mut search = Self { words: words.to_owned(), regex, hits, current: None };
        search.start(from);
        search
    }

    fn start(&mut self, from: usize) {
        let after = self.hits.partition_point(|hit| hit.end <= from);
        let wrapped = if after < self.hits.len() { after } else { 0 };
        self.current = if self.hits.is_empty() { None } else { Some(wrapped) };
    }

    /// Keeps those hits only of which `wanted` is true.
    pub fn retain(&mut self, from: usize, wanted: impl Fn(Span) -> bool) {
        self.hits.retain(|&hit| wanted(hit));
        self.start(from);
    }

    /// Whether the words were taken for a regular expression.
    pub fn is_regex(&self) -> bool {
        self.regex
    }

    /// Which hit and how many there are: `3/17`.
    pub fn count(&self) -> Option<String> {
        let more = if self.hits.len() >= MOST { "+" } else { "" };
        self.current.map(|current| format!("{}/{}{more}", current + 1, self.hits.len()))
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
        assert_eq!(Search::new("voss", TEXT, 0, false).hits().len(), 3);
        assert_eq!(Search::new("Voss", TEXT, 0, false).hits().len(), 1);
        assert_eq!(Search::new("a.", TEXT, 0, false).hits().len(), 0, "no regular expressions");
        assert_eq!(Search::new("  ", TEXT, 0, false).hits().len(), 0);
        assert!(!Search::new("  ", TEXT, 0, false).is_active());
    }

    #[test]
    fn phrases_cross_line_breaks() {
        assert_eq!(Search::new("vossy thing", TEXT, 0, false).hits(), [Span::new(12, 23)]);
    }

    #[test]
    fn the_first_hit_lies_ahead_and_steps_go_around() {
        let mut search = Search::new("voss", TEXT, 5, false);
        assert_eq!(search.current(), Some(1));
        assert!(!search.step(1));
        assert!(search.step(1));
        assert_eq!(search.current(), Some(0));
        assert!(search.step(-1));
        assert_eq!(search.current(), Some(2));
        assert_eq!(Search::new("voss", TEXT, 9999, false).current(), Some(0));
        assert!(!Search::new("x", TEXT, 0, false).step(1));
    }

    #[test]
    fn hits_of_a_row() {
        let search = Search::new("thing", TEXT, 0, false);
        let rows: Vec<usize> = search.hits_in(Span::new(0, 20)).map(|(i, _)| i).collect();
        assert_eq!(rows, [0]);
        assert_eq!(search.hits_in(Span::new(24, 26)).count(), 0);
    }

    #[test]
    fn regular_expressions() {
        assert_eq!(Search::new("vos+", TEXT, 0, false).hits().len(), 3, "not found as it is, so it is taken for one");
        assert!(Search::new("vos+", TEXT, 0, false).is_regex());
        assert!(!Search::new("voss", TEXT, 0, false).is_regex());
        assert_eq!(Search::new("a.", TEXT, 0, true).hits().len(), 3, "asked for");
        assert_eq!(Search::new(r"\bV\w+", TEXT, 0, true).hits().len(), 2, "a capital counts");
        assert_eq!(Search::new(r"\Sing", TEXT, 0, true).hits().len(), 2, "that of an escape does not");
        for words in ["(", "x*", "^", "[", "a{99999999}"] {
            assert_eq!(Search::new(words, TEXT, 0, true).hits().len(), 0, "{words}: wrong or empty");
        }
    }

    #[test]
    fn hits_are_the_letters_of_the_text() {
        let found = |words: &str, text: &'static str| -> Vec<&'static str> {
            Search::new(words, text, 0, false).hits().iter().map(|hit| hit.of(text)).collect()
        };
        assert_eq!(found("softhyphenated", "a soft\u{AD}hyphen\u{AD}ated\u{AD} word"), ["soft\u{AD}hyphen\u{AD}ated"]);
        assert_eq!(found("naive", "naïve, nai\u{308}ve, naive"), ["naïve", "nai\u{308}ve", "naive"]);
        assert_eq!(found("naïve", "naïve, nai\u{308}ve, naive"), ["naïve", "nai\u{308}ve"]);
        assert_eq!(found("Muller", "Anna Müller, müller"), ["Müller"]);
        assert_eq!(found("soren", "Søren Ode"), ["Søren"]);
        assert_eq!(found("strasse", "Lange Straße 5"), ["Straße"]);
        assert_eq!(found("final", "the ﬁnal oﬃce"), ["ﬁnal"]);
        assert_eq!(found("havn", "Ｈａｖｎ Post"), ["Ｈａｖｎ"]);
        assert_eq!(found("non-stop", "a non\u{2011}stop train"), ["non\u{2011}stop"]);
        assert_eq!(found("width", "zero wi\u{200B}d\u{2060}th"), ["wi\u{200B}d\u{2060}th"]);
        assert_eq!(found("s", "ß s"), ["ß", "s"], "a letter is one hit");
        assert_eq!(Search::new("na.ve", "naïve", 0, true).hits(), [Span::new(0, 6)], "expressions see the text itself");
    }

    #[test]
    fn an_article_is_folded_once() {
        let document = |text: String| Arc::new(Document { text, ..Document::default() });
        let mut folds = Folds::default();
        let mut steps = |document: &Arc<Document>, words: &str| {
            crate::work::counted(|| {
                let found = Search::with(words, &document.text, 0, false, folds.of(document));
                assert!(!found.hits().is_empty());
            })
        };
        let (small, large) = (document("naïve words, ".repeat(500)), document("naïve words, ".repeat(2000)));
        let (first, again) = (steps(&small, "naive"), steps(&small, "naive words"));
        assert!(again < 100 && first > 1000, "{first}, {again}");
        let other = steps(&large, "naive");
        assert!(
            other > 2 * first && other <= 4 * first + 100,
            "another text is folded anew, linearly: {first}, {other}"
        );
    }

    #[test]
    fn some_hits_only() {
        let mut search = Search::new("voss", TEXT, 0, false);
        search.retain(6, |hit| hit.start > 4);
        assert_eq!((search.hits().len(), search.count().as_deref()), (2, Some("1/2")));
    }
}
