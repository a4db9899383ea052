//! An article that changed while it was open: place, selection and bookmarks are kept by their words, and what became of
//! the quotations is told.

use std::collections::HashMap;
use std::sync::Arc;

use crate::annotation::{Annotations, Criteria};
use crate::document::{Document, Source};

use super::anchor::Anchor;
use super::filter::Filter;
use super::message::Position;
use super::reader::Reader;
use super::{App, Effect, View};

/// The quotations of a version of an article: their words, and who says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(Vec<(String, String)>);

impl Version {
    /// The quotations as they stand.
    pub fn new(document: &Document, annotations: &Annotations, criteria: &Criteria) -> Self {
        let shown = annotations.quotations.iter().filter(|quotation| criteria.keeps(quotation));
        let quotations = shown.map(|quotation| {
            let words = quotation.span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let who = annotations.speaker(quotation).map(|actor| actor.name.clone()).unwrap_or_default();
            (words, who)
        });
        Self(quotations.collect())
    }

    /// What differs from the version `before`, in words for people.
    pub fn since(&self, before: &Self) -> String {
        let mut old: HashMap<&str, Vec<&str>> = HashMap::new();
        for (words, who) in &before.0 {
            old.entry(words).or_default().push(who);
        }
        let (mut new, mut changed) = (0, 0);
        for (words, who) in &self.0 {
            match old.get_mut(words.as_str()).and_then(Vec::pop) {
                None => new += 1,
                Some(said) if said != who => changed += 1,
                Some(_) => {}
            }
        }
        let gone: usize = old.values().map(Vec::len).sum();
        let told: Vec<String> = [(new, "new"), (gone, "gone"), (changed, "by someone else now")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if told.is_empty() { "same quotations".to_owned() } else { format!("quotations: {}", told.join(", ")) }
    }
}

impl App {
    /// Opens the shown article or list again, from where it came; of a list everything is found out anew.
    pub(super) fn read_again(&mut self) {
        if self.try_again() {
            return;
        }
        let again = match self.reader().source {
            Source::File(_) | Source::Folder(_) => "reading it again…",
            Source::Url(_) => "fetching it again…",
            Source::Bytes { .. } => return self.tell("what was piped in cannot be read again"),
            Source::Sample => return self.tell("the sample article does not change"),
        };
        if let Some(listing) = self.listing_mut() {
            listing.forget();
        }
        self.tell(again);
        self.again = Some(self.current);
        self.changed(self.current);
    }

    /// A file changed: it is opened again.
    pub(super) fn changed(&mut self, index: usize) {
        if let Some(reader) =
            self.readers.get(index).filter(|reader| reader.document().is_some() || reader.listing().is_some())
        {
            self.effects.push(Effect::Open { index, source: reader.source.clone() });
        }
    }
}

impl Reader {
    /// Takes in a new version of the article. Whether it differs.
    pub(super) fn reload(&mut self, document: Arc<Document>, view: &View) -> bool {
        let Some(old) = self.document().cloned() else { return false };
        if old.text == document.text && old.pictures == document.pictures {
            return false;
        }
        let again = |offset: usize| Anchor::new(&old.text, offset).find(&document.text);
        let position = self.position(view);
        let kept = Position {
            offset: again(position.offset).unwrap_or(position.offset.min(document.text.len())),
            selected: position.selected.and_then(again),
            bookmarks: position.bookmarks.iter().filter_map(|&(letter, at)| Some((letter, again(at)?))).collect(),
            bookmark_names: position.bookmark_names,
        };
        let before = self
            .found
            .as_ref()
            .map(|found| Version::new(&old, &found.annotations, &Criteria { attitudes: false, ..found.criteria }));
        let (source, from, lines) = (self.source.clone(), self.from, self.lines);
        let filter = Filter { speakers: None, ..self.filter().clone() };
        *self = Self::new(source);
        (self.from, self.lines) = (from, lines);
        self.open(document);
        self.restore(kept);
        self.moved = true;
        self.before = before;
        self.set_filter(filter);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(said: &[(&str, &str)]) -> Version {
        Version(said.iter().map(|&(words, who)| (words.to_owned(), who.to_owned())).collect())
    }

    #[test]
    fn what_became_of_the_quotations_is_told() {
        let old = version(&[("“No.”", "Voss"), ("“No.”", "Voss"), ("“Yes.”", "Hale")]);
        assert_eq!(old.since(&old), "same quotations");
        let new = version(&[("“No.”", "Voss"), ("“Yes.”", "Lee"), ("“Why?”", "")]);
        assert_eq!(new.since(&old), "quotations: 1 new, 1 gone, 1 by someone else now");
    }
}
