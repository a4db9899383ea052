//! Why no quotation or no actor is listed, in words for people: nothing was found, the language is one in which who speaks
//! is not analysed, or what was found is not shown. Made where it is shown; safe for a terminal.

mod language;

pub use language::{Unanalysed, unanalysed};

use crate::annotation::Annotations;
use crate::document::Document;

/// Why no quotation is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absence {
    /// How many articles that is about; more than one: of several nothing was found.
    articles: usize,
    /// How many of them are in a language in which who speaks is not analysed.
    foreign: usize,
    /// That language; of several languages one without a name.
    language: Option<Unanalysed>,
    attitudes: usize,
    scare_quotes: usize,
    refused: usize,
}

impl Absence {
    /// Of a document in which nothing was found but what is not shown: all that is in `annotations`.
    pub fn new(document: &Document, annotations: &Annotations) -> Self {
        let language = unanalysed(document);
        Self {
            articles: 1,
            foreign: usize::from(language.is_some()),
            language,
            attitudes: annotations.quotations.len(),
            scare_quotes: annotations.scare_quotes.len(),
            refused: 0,
        }
    }

    /// The same, where so many attitudes are left out, and so many quotations by a query.
    #[must_use]
    pub fn leaving_out(self, attitudes: usize, refused: usize) -> Self {
        Self { attitudes, refused, ..self }
    }

    /// Of several documents.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.articles == 0 {
            return other;
        }
        let language = match (self.language, other.language) {
            (Some(one), Some(other)) if one != other => {
                Some(Unanalysed { name: None, stated: one.stated && other.stated })
            }
            (one, other) => one.or(other),
        };
        Self {
            articles: self.articles + other.articles,
            foreign: self.foreign + other.foreign,
            language,
            attitudes: self.attitudes + other.attitudes,
            scare_quotes: self.scare_quotes + other.scare_quotes,
            refused: self.refused + other.refused,
        }
    }

    /// The reasons, each as a part of a sentence; `attitudes` says what shows these, `scare_quotes` what lists those.
    pub fn reasons(&self, attitudes: Option<&str>, scare_quotes: Option<&str>) -> Vec<String> {
        if self.refused > 0 {
            return vec![format!("{} found, but none fits the query", were(self.refused, "quotation"))];
        }
        let mut reasons = vec!["no quotations were found".to_owned()];
        reasons.extend(self.language.as_ref().map(|language| self.because_of(language)));
        let with = |words: String, key: Option<&str>| key.map_or(words.clone(), |key| format!("{words}: {key}"));
        if self.attitudes > 0 {
            let verb = if self.attitudes == 1 { "is" } else { "are" };
            reasons.push(with(format!("{} {verb} hidden", count(self.attitudes, "attitude")), attitudes));
        }
        if self.scare_quotes > 0 {
            let words = format!("{} taken for names, terms or irony", were(self.scare_quotes, "marked passage"));
            reasons.push(with(words, scare_quotes));
        }
        reasons
    }

    /// That who speaks is not analysed in a language.
    fn because_of(&self, language: &Unanalysed) -> String {
        let articles = match (self.foreign, self.articles) {
            (_, ..=1) => "the article".to_owned(),
            (foreign, articles) if foreign == articles => "the articles".to_owned(),
            (foreign, articles) => format!("{foreign} of {articles} articles"),
        };
        let are = match (language.stated, self.foreign > 1) {
            (true, true) => "are",
            (true, false) => "is",
            (false, true) => "seem to be",
            (false, false) => "seems to be",
        };
        let what = match &language.name {
            Some(name) => format!("{name}, a language"),
            None if self.foreign > 1 => "languages".to_owned(),
            None => "a language".to_owned(),
        };
        format!("{articles} {are} in {what} in which who speaks is not analysed (--help lists those in which it is)")
    }
}

/// Parts of sentences as one: for a line of its own.
pub fn in_one(reasons: &[String]) -> String {
    reasons.join("; ")
}

/// Parts of sentences as sentences.
pub fn sentences(reasons: &[String]) -> Vec<String> {
    let sentence = |reason: &String| {
        let mut letters = reason.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).chain(std::iter::once('.')).collect()
    };
    reasons.iter().map(sentence).collect()
}

fn count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn were(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "was" } else { "were" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_told() {
        let none = Absence { articles: 1, ..Absence::default() };
        assert_eq!(none.reasons(None, None), ["no quotations were found"]);
        let language = Unanalysed { name: Some("Spanish".to_owned()), stated: true };
        let all = Absence { foreign: 1, language: Some(language), attitudes: 2, scare_quotes: 1, ..none.clone() };
        assert_eq!(
            sentences(&all.reasons(Some("--attitudes shows them"), None)),
            [
                "No quotations were found.",
                "The article is in Spanish, a language in which who speaks is not analysed (--help lists those in which it is).",
                "2 attitudes are hidden: --attitudes shows them.",
                "1 marked passage was taken for names, terms or irony.",
            ]
        );
        let refused = none.clone().leaving_out(1, 3);
        assert_eq!(in_one(&refused.reasons(None, None)), "3 quotations were found, but none fits the query");
    }

    #[test]
    fn languages_of_several_articles_are_told_together() {
        let of = |name: &str| Absence {
            articles: 1,
            foreign: 1,
            language: Some(Unanalysed { name: Some(name.to_owned()), stated: false }),
            attitudes: 1,
            ..Absence::default()
        };
        let same = Absence::default().and(of("Polish")).and(of("Polish"));
        assert!(in_one(&same.reasons(None, None)).contains("the articles seem to be in Polish"), "{same:?}");
        let both = of("Polish").and(of("Czech"));
        assert!(
            in_one(&both.reasons(None, None)).contains("the articles seem to be in languages in which"),
            "{both:?}"
        );
        let one = of("Polish").and(Absence { articles: 1, ..Absence::default() });
        assert!(in_one(&one.reasons(None, None)).contains("1 of 2 articles seems to be in Polish"), "{one:?}");
    }
}
