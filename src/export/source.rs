//! What is known of an article beside its words: who published it, where and when.

use std::borrow::Cow;

use serde::Serialize;

use crate::document::{Date, Document};
use crate::nlp::language::{self, Language};

/// Where an article comes from. What is not known is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Source<'d> {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'d str>,
    /// The names of who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<&'d str>,
    /// When it was published: ISO 8601 where the date can be read, else as the source has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'d, str>>,
    /// Its address: what the page states, else where it was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'d str>,
    /// BCP 47 tag: what the source states, else what the text looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'d str>,
    /// Whether who speaks is analysed in this language.
    pub supported: bool,
}

impl<'d> Source<'d> {
    /// Of a document.
    pub fn of(document: &'d Document) -> Self {
        let metadata = &document.metadata;
        let is_address = |words: &&str| words.starts_with("http://") || words.starts_with("https://");
        let opened = metadata.fetched.as_ref().map_or(metadata.source.as_str(), |fetched| &fetched.address);
        let language = language::of(document);
        let stated = metadata.language.as_deref().map(str::trim).filter(|tag| !tag.is_empty());
        Self {
            title: metadata.title.as_deref(),
            authors: metadata.names(),
            site: metadata.site.as_deref(),
            date: metadata.date.as_deref().map(Date::iso),
            url: metadata.url.as_deref().or(Some(opened)).filter(is_address),
            language: stated.or_else(|| language.tag()),
            supported: language != Language::Other,
        }
    }
}
