//! An article of a list: what the list says of it, and what is known of it by now.

use std::sync::Arc;

use crate::app::rich::line;
use crate::document::{Date, Document, Entry, Source};
use crate::fold::{Accents, fold};

use super::Survey;

/// How far one has come with an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Nobody has looked at it.
    #[default]
    Nothing,
    /// It is being looked at.
    Asked,
    /// It was analysed.
    Article(Survey),
    /// It is a list itself, of so many articles.
    List(usize),
    /// It cannot be opened, or not yet; why, in words for people.
    Failed(String),
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// Something to be opened.
    Source(Source),
    /// What the list holds itself.
    Text(Arc<Document>),
}

/// What was seen there.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// An article.
    Article(Survey),
    /// A list of so many articles.
    List(usize),
}

/// An article of a list. All words are safe.
#[derive(Clone, Debug)]
pub struct Item {
    title: String,
    byline: Option<String>,
    date: Option<Date>,
    summary: String,
    /// Where the article is.
    pub source: Option<Source>,
    /// What the list holds of it.
    pub(in crate::app) text: Option<Arc<Document>>,
    /// Whether that is all of it.
    pub(in crate::app) whole: bool,
    /// What is known of it.
    pub known: Known,
    /// Which open article it is.
    pub(in crate::app) reader: Option<usize>,
    /// What narrowing looks at: in lower case, with accents, then without where there are some.
    pub(super) hay: String,
}

impl Item {
    pub(super) fn new(entry: &Entry) -> Self {
        let text = Some(&entry.text).filter(|text| !text.blocks.is_empty()).cloned().map(Arc::new);
        let mut item = Self {
            title: line(&entry.title),
            byline: entry.byline.as_deref().map(line),
            date: entry.date.as_deref().and_then(Date::read),
            summary: line(&entry.summary),
            source: entry.link.clone(),
            text,
            whole: entry.whole,
            known: Known::Nothing,
            reader: None,
            hay: String::new(),
        };
        if item.text.is_none() && item.source.is_none() {
            item.known = Known::Failed("the list says nothing of it".to_owned());
        }
        item.index();
        item
    }

    /// Makes what narrowing looks at.
    pub(super) fn index(&mut self) {
        let place = self.source.as_ref().map(|source| line(&source.name())).unwrap_or_default();
        let byline = self.byline().unwrap_or_default();
        let who = self.survey().map(Survey::who).unwrap_or_default();
        let hay =
            format!("{}\n{}\n{byline}\n{place}\n{}\n{who}", self.title, self.title(), self.summary).to_lowercase();
        // Words with accents are found in the first half only.
        self.hay = fold(&hay, Accents::Kept).into_owned();
        let plain = fold(&hay, Accents::Dropped);
        if plain != self.hay {
            self.hay.push('\n');
            self.hay.push_str(&plain);
        }
    }

    /// What is known of it, once it was analysed.
    pub fn survey(&self) -> Option<&Survey> {
        if let Known::Article(survey) = &self.known { Some(survey) } else { None }
    }

    /// Its headline: the article's own once that is known.
    pub fn title(&self) -> &str {
        self.survey().and_then(|survey| survey.title.as_deref()).unwrap_or(&self.title)
    }

    /// When it was published.
    pub fn date(&self) -> Option<Date> {
        self.date.or_else(|| self.survey().and_then(|survey| survey.date))
    }

    /// Who wrote it.
    pub fn byline(&self) -> Option<&str> {
        self.byline.as_deref().or_else(|| self.survey()?.byline.as_deref())
    }

    /// Its first words, or what the list says about it.
    pub fn summary(&self) -> &str {
        match self.survey() {
            Some(survey) if self.summary.is_empty() => &survey.summary,
            _ => &self.summary,
        }
    }

    /// The address that its text is to be fetched from: the list has no more than a summary.
    pub fn to_fetch(&self) -> Option<&str> {
        match &self.source {
            Some(Source::Url(address)) if !self.whole => Some(address),
            _ => None,
        }
    }

    /// Its text, where the list holds all of it.
    pub fn own_text(&self) -> Option<Arc<Document>> {
        self.text.clone().filter(|_| self.whole || self.source.is_none())
    }

    /// Whether it has been opened.
    pub fn is_open(&self) -> bool {
        self.reader.is_some()
    }

    /// Whether it has been read, now or at another time.
    pub fn is_read(&self) -> bool {
        self.is_open() || self.survey().is_some_and(|survey| survey.read)
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.source, Some(Source::Folder(_)))
    }

    /// Whether it is still to be looked at: not where that has been done, or would cost more than a look.
    pub(super) fn is_new(&self) -> bool {
        self.known == Known::Nothing && self.to_fetch().is_none() && !self.is_folder()
    }

    /// What is to be looked at to know it.
    pub(super) fn look(&self) -> Option<Look> {
        match (&self.text, &self.source) {
            (Some(text), _) => Some(Look::Text(Arc::clone(text))),
            (None, source) => source.clone().map(Look::Source),
        }
    }

    /// What it is known by in another version of the list.
    pub(super) fn key(&self) -> String {
        self.source.as_ref().map_or_else(|| self.title.clone(), |source| source.name().into_owned())
    }
}
