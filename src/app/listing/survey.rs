//! What is known of an article of a list without reading it: made where the article is analysed, shown in the list.

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::{Annotations, Criteria};
use crate::app::rich::line;
use crate::document::{Date, Document};

/// How many speakers are kept.
const SPEAKERS: usize = 5;
/// How much of the text is kept, bytes.
const WORDS: usize = 400;

/// What is known of an article once it was analysed; all words are safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The headline, where it has one.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its first words, without headings.
    pub summary: String,
    /// How many words it has.
    pub words: usize,
    /// How many quotations it has.
    pub quotations: usize,
    /// Who says most, and how many quotations that is.
    pub speakers: Vec<(String, u32)>,
    /// Whether it has been read before.
    pub read: bool,
}

impl Survey {
    /// Looks at an article.
    pub fn new(document: &Document, annotations: &Annotations, criteria: &Criteria) -> Self {
        let metadata = &document.metadata;
        let words = |text: &str| text.unicode_words().count();
        let counts = annotations.counts(criteria);
        let mut speaking: Vec<(u32, &str)> =
            annotations.actors.iter().map(|actor| (counts.of_actor(actor.id), actor.name.as_str())).collect();
        speaking.retain(|&(count, _)| count > 0);
        speaking.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
        Self {
            title: metadata.title.as_deref().map(line).filter(|title| !title.is_empty()),
            byline: metadata.byline.as_deref().map(line),
            date: metadata.date.as_deref().and_then(Date::read),
            summary: summary(document),
            words: document.blocks.iter().map(|block| words(block.span.of(&document.text))).sum(),
            quotations: annotations.quotations.iter().filter(|quotation| criteria.keeps(quotation)).count(),
            speakers: speaking.into_iter().take(SPEAKERS).map(|(count, name)| (line(name), count)).collect(),
            read: false,
        }
    }

    /// Who says most, in words: `Ada Voss 7, Jonas Hale 3`.
    pub fn who(&self) -> String {
        let speakers: Vec<String> = self.speakers.iter().map(|(name, count)| format!("{name} {count}")).collect();
        speakers.join(", ")
    }
}

/// The first words that are no heading.
fn summary(document: &Document) -> String {
    use crate::document::BlockKind;
    let mut words = String::new();
    for block in document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule | BlockKind::Picture))
    {
        let text = block.span.of(&document.text);
        let end = (0..=text.len().min(WORDS)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        words.push_str(text.get(..end).unwrap_or_default());
        words.push(' ');
        if words.len() >= WORDS {
            break;
        }
    }
    line(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_counted() {
        let text = "# Talks\n\n“We will not sign,” Ada Voss said. “No,” said Jonas Hale.\n\n“Never,” Voss said.\n";
        let document = crate::document::markdown(text, crate::document::Metadata::default());
        let survey = Survey::new(&document, &crate::annotation::annotate(&document), &Criteria::default());
        assert_eq!((survey.words, survey.quotations), (15, 3));
        assert_eq!(survey.title.as_deref(), Some("Talks"));
        assert_eq!(survey.who(), "Ada Voss 2, Jonas Hale 1");
        assert!(survey.summary.starts_with("“We will not sign,” Ada Voss"), "{}", survey.summary);
    }
}
