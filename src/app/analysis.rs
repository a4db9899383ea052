//! What the analysis of an article tells while it goes on, and in the end: taken in so that what is selected, kept and
//! seen stays as it is, though quotations and actors are numbered anew.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::annotation::{Annotations, Criteria};
use crate::entity::ActorId;
use crate::span::Span;

use super::App;
use super::filter::Who;
use super::found::Found;
use super::listed::Listed;
use super::reader::Reader;
use super::reload::Version;

/// What is found, and whether it is all.
#[derive(Clone, Debug)]
pub struct News {
    annotations: Arc<Annotations>,
    last: bool,
}

impl App {
    /// A part of an article is analysed.
    pub(super) fn analysing(&mut self, index: usize, annotations: Option<Arc<Annotations>>, percent: u8) {
        let Some(reader) = self.readers.get_mut(index) else { return };
        reader.analysed = Some(percent);
        if let Some(annotations) = annotations {
            reader.news = Some(News { annotations, last: false });
        }
    }

    /// An article is analysed.
    pub(super) fn annotated(&mut self, index: usize, annotations: Arc<Annotations>) {
        let Some(reader) = self.readers.get_mut(index) else { return };
        reader.news = Some(News { annotations, last: true });
    }

    /// Takes in what was found since, unless something that counts on what was found before is open.
    pub(super) fn take_news(&mut self) {
        let criteria = self.criteria();
        let busy = !self.overlays.is_empty() || self.prompt.is_some();
        for index in 0..self.readers.len() {
            let Some(reader) = self.readers.get_mut(index) else { continue };
            if reader.news.is_none() || busy && index == self.current && reader.found.is_some() {
                continue;
            }
            let Some(News { annotations, last }) = reader.news.take() else { continue };
            let before = if last { reader.before.take().zip(reader.document()) } else { None };
            let news = before.map(|(before, document)| Version::new(document, &annotations, &criteria).since(&before));
            let document = reader.document().cloned();
            reader.annotate(Arc::clone(&annotations), &criteria, last);
            if last {
                reader.analysed = None;
            }
            if let Some(document) = document.filter(|_| last) {
                self.learn_article(index, &document, &annotations);
            }
            if index == self.current {
                self.follow_found();
            }
            if let Some(news) = news {
                self.tell(&format!("the article has changed · {news}"));
            }
        }
    }

    /// The lists show what is selected, else what is seen.
    fn follow_found(&mut self) {
        if let Some(Listed { pane, words, .. }) = self.listed.take() {
            let rows = self.rows_with(pane, &words);
            self.listed = Some(Listed { pane, words, rows });
        }
        if self.reader().selected.is_some() {
            self.follow_selection();
        } else {
            self.follow_text();
        }
    }
}

impl Reader {
    /// Takes in what was found; `last`: it is all.
    pub(super) fn annotate(&mut self, annotations: Arc<Annotations>, criteria: &Criteria, last: bool) {
        let old = self.found.take();
        let place =
            self.selected.and_then(|index| old.as_ref()?.quotation(index)).map(|quotation| quotation.span.start);
        self.found = Some(Found::new(annotations, self.filter().criteria(criteria)));
        self.selected = None;
        self.set_filter(self.filter().clone());
        if let Some(old) = &old {
            self.rename(old);
        }
        let remembered = self.restored.as_ref().and_then(|restored| restored.selected);
        if let Some(start) = place.or(remembered) {
            let starts = |index: &usize| self.quotation(*index).is_some_and(|quotation| quotation.span.start == start);
            self.selected = self.shown().iter().copied().find(starts);
        }
        if let (None, Some(spot)) = (self.selected, self.spot) {
            // What was gone to may be in a quotation, as it turns out.
            self.point_at(Span::new(spot, spot + 1));
        }
        if last || self.selected.is_some() {
            self.restored = None;
        }
    }

    /// Those who are kept and selected are the ones of the same name now.
    fn rename(&mut self, old: &Found) {
        let Some(found) = &self.found else { return };
        let asked: BTreeSet<Who> = self.filter().speakers.iter().flatten().copied().chain(self.actor).collect();
        if asked.iter().all(|who| who.actor().is_none()) {
            return;
        }
        let mut by_name: HashMap<&str, ActorId> = HashMap::new();
        for actor in &found.annotations.actors {
            by_name.entry(&actor.name).or_insert(actor.id);
        }
        for actor in &found.annotations.actors {
            for alias in &actor.aliases {
                by_name.entry(alias).or_insert(actor.id);
            }
        }
        let new = |who: &Who| -> Option<Who> {
            let Who::Actor(id) = who else { return Some(*who) };
            by_name.get(old.actor(*id)?.name.as_str()).copied().map(Who::Actor)
        };
        let actor = self.actor.as_ref().and_then(new);
        let speakers: Option<BTreeSet<Who>> =
            self.filter().speakers.as_ref().map(|speakers| speakers.iter().filter_map(new).collect());
        self.actor = actor;
        let mut filter = self.filter().clone();
        filter.speakers = speakers.filter(|speakers| !speakers.is_empty());
        self.set_filter(filter);
    }
}
