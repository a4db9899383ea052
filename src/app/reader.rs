//! One open article: its text and annotations, where the reader is in it, what is selected, kept and searched. Every
//! place is anchored to the text. Knows nothing of panes or keys.

mod overview;
mod window;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::annotation::Quotation;
use crate::config::Settings;
use crate::document::{BlockKind, Document, Source};
use crate::flow::{self, Place};
use crate::span::Span;

use super::analysis::News;
use super::filter::{Filter, Kinds, Who};
use super::found::Found;
use super::jumps::Jumps;
use super::listing::Listing;
use super::map::Tick;
use super::message::Position;
use super::reload::Version;
use super::search::{Folds, Search};

/// How far an article has come.
#[derive(Clone, Debug)]
pub enum State {
    /// Not asked for yet.
    Waiting,
    /// Being read.
    Opening,
    /// It cannot be shown; why, in words for people.
    Failed(String),
    /// It can be read.
    Ready(Arc<Document>),
    /// It is a list of articles.
    List(Box<Listing>),
}

/// The window over the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// How the text is wrapped.
    pub options: flow::Options,
    /// Rows of the window.
    pub height: usize,
}

/// One open article.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Where it comes from.
    pub source: Source,
    /// The list that it is of, by the index of that, and which of its articles it is.
    pub(super) from: Option<(usize, usize)>,
    /// How far it has come.
    pub state: State,
    /// What was found in it, once that is done.
    pub found: Option<Found>,
    /// The place that should be on top; kept as it is while the window changes.
    anchor: Place,
    /// Whether the reader has moved here: what was remembered must not move them any more.
    pub moved: bool,
    filter: Filter,
    passes: Vec<bool>,
    shown: Vec<usize>,
    /// By who says it: the first quotation that is kept.
    firsts: HashMap<Who, usize>,
    /// The selected quotation.
    pub selected: Option<usize>,
    /// The words outside of quotations that one went to or clicked on last, bytes; `None` once a quotation is selected.
    pub(super) spot: Option<usize>,
    /// Whom the list of actors is at.
    pub actor: Option<Who>,
    /// First entry seen of the list of quotations.
    pub first_quotation: usize,
    /// First entry seen of the list of actors.
    pub first_actor: usize,
    /// What is searched.
    pub search: Search,
    /// Its text as it is searched.
    folds: Folds,
    /// Where one has been.
    pub jumps: Jumps,
    /// Letters and places.
    pub bookmarks: BTreeMap<char, usize>,
    /// Letters and names of those bookmarks that have one.
    pub bookmark_names: BTreeMap<char, String>,
    pub(super) restored: Option<Position>,
    /// What is read is the beginning; the rest is still being opened.
    pub(super) beginning: bool,
    /// How much of it is analysed, percent, as long as that goes on.
    pub analysed: Option<u8>,
    /// What was found and is not taken in yet.
    pub(super) news: Option<News>,
    /// The quotations before the article changed, until it is analysed again.
    pub(super) before: Option<Version>,
    /// It was taken in anew because its file changed, not because somebody asked for it.
    pub(super) renewed: bool,
    /// The lines of its file are shown as they are.
    pub(super) lines: bool,
    /// What is known of its pictures.
    pub(super) pictures: Arc<flow::Pictures>,
    /// The pictures that were asked for.
    pub(super) asked: BTreeSet<usize>,
    window: window::Memo,
    map: Vec<Tick>,
    /// Cells of the map that have a hit, and what they were made for.
    marks: Vec<bool>,
    marked: (usize, usize, String),
}

impl Reader {
    /// An article that has not been opened.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            from: None,
            state: State::Waiting,
            found: None,
            anchor: Place::at(0),
            moved: false,
            filter: Filter::default(),
            passes: Vec::new(),
            shown: Vec::new(),
            firsts: HashMap::new(),
            selected: None,
            spot: None,
            actor: None,
            first_quotation: 0,
            first_actor: 0,
            search: Search::default(),
            folds: Folds::default(),
            jumps: Jumps::default(),
            bookmarks: BTreeMap::new(),
            bookmark_names: BTreeMap::new(),
            restored: None,
            beginning: false,
            analysed: None,
            news: None,
            before: None,
            renewed: false,
            lines: false,
            pictures: Arc::default(),
            asked: BTreeSet::new(),
            window: window::Memo::default(),
            map: Vec::new(),
            marks: Vec::new(),
            marked: (0, 0, String::new()),
        }
    }

    /// An article that has not been opened, shown as the settings say.
    pub fn with(source: Source, settings: &Settings) -> Self {
        let kinds = if settings.attitudes { Kinds::WithAttitudes } else { Kinds::All };
        Self { filter: Filter { kinds, ..Filter::default() }, ..Self::new(source) }
    }

    /// The document, where it could be opened.
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            State::Ready(document) => Some(document),
            _ => None,
        }
    }

    /// Takes in what was opened; where its beginning was read already, one stays where one is.
    pub fn open(&mut self, document: Arc<Document>) {
        if self.document().is_none() {
            self.anchor = Place::at(document.blocks.first().map_or(0, |block| block.span.start));
        }
        self.keep_pictures(&document);
        self.state = State::Ready(document);
        self.window = window::Memo::default();
        self.beginning = false;
    }

    /// Takes in what was remembered; whether that is where one is now.
    pub fn restore(&mut self, state: Position) -> bool {
        let goes = !self.moved;
        if goes {
            self.anchor = Place::at(state.offset);
        }
        self.bookmarks.extend(state.bookmarks.iter().copied());
        self.bookmark_names.extend(state.bookmark_names.iter().cloned());
        // What was kept over a change of the article is newer than what was written.
        let first = self.restored.is_none();
        self.restored.get_or_insert(state);
        goes && first
    }

    /// What is to be remembered.
    pub fn position(&self, view: &View) -> Position {
        Position {
            offset: self.top(view).offset,
            selected: self.selected.map(|index| self.start_of(index)),
            bookmarks: self.bookmarks.iter().map(|(&letter, &offset)| (letter, offset)).collect(),
            bookmark_names: self.bookmark_names.iter().map(|(&letter, name)| (letter, name.clone())).collect(),
        }
    }

    // Where the window is.

    /// Whether what can be read is the beginning, and the rest is still being opened.
    pub fn is_beginning(&self) -> bool {
        self.beginning
    }

    /// About where one reads, bytes: nothing is wrapped for it.
    pub fn place(&self) -> usize {
        self.anchor.offset
    }

    /// Moves the window by rows.
    pub fn scroll(&mut self, view: &View, by: isize) {
        let top = self.top(view);
        if let State::Ready(document) = &self.state {
            self.anchor = flow::scroll(document, &view.options, top, by);
            self.anchor = self.top(view);
            self.moved = true;
        }
    }

    /// Puts the row of `offset` on top.
    pub fn go(&mut self, view: &View, offset: usize) {
        if let State::Ready(document) = &self.state {
            self.anchor = flow::place_of(document, &view.options, offset);
            self.anchor = self.top(view);
            self.moved = true;
        }
    }

    /// Puts a place on top.
    pub fn go_to_place(&mut self, place: Place) {
        self.anchor = place;
    }

    /// To the last screenful.
    pub fn go_to_end(&mut self, view: &View) {
        if let State::Ready(document) = &self.state {
            self.anchor = self.window.last_top(document, view);
            self.moved = true;
        }
    }

    /// Moves the window so that `span` is seen, a little below the top, unless it is seen already. Whether it moved.
    pub fn show(&mut self, view: &View, span: Span) -> bool {
        let State::Ready(document) = &self.state else { return false };
        let seen = self.seen(view);
        let row = flow::place_of(document, &view.options, span.start);
        let starts = self.rows(view).iter().any(|seen| seen.place() == row);
        let long = span.len() > seen.len() / 2;
        if starts && (span.end <= seen.end || long && span.start < seen.start + seen.len() / 2) {
            return false;
        }
        let before = self.top(view);
        self.anchor = flow::scroll(document, &view.options, row, -((view.height / 4) as isize));
        self.anchor = self.top(view);
        self.moved = true;
        self.anchor != before
    }

    /// The starts of blocks of which `wanted` is true, as places to go to: the one `by` on from the top of the window.
    pub fn block_from_top(&self, view: &View, by: isize, wanted: fn(BlockKind) -> bool) -> Option<usize> {
        let document = self.document()?;
        let top = self.rows(view).first()?.span.start;
        let starts = |block: &&crate::document::Block| wanted(block.kind) && !block.continued;
        let steps = by.unsigned_abs().checked_sub(1)?;
        let at = document.blocks.partition_point(|block| block.span.start <= top);
        if by > 0 {
            let mut ahead = document.blocks.get(at..)?.iter().filter(starts);
            return ahead.nth(steps).map(|block| block.span.start);
        }
        let at = document.blocks.partition_point(|block| block.span.start < top);
        let mut behind = document.blocks.get(..at)?.iter().rev().filter(starts);
        behind.nth(steps).map(|block| block.span.start)
    }

    // What is kept and selected.

    /// What is kept.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Keeps something else; the selection moves to the nearest quotation that is kept.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        if let Some(found) = &mut self.found {
            let criteria = self.filter.criteria(&found.criteria);
            if criteria != found.criteria {
                *found = found.by(criteria);
            }
        }
        self.keep();
    }

    fn keep(&mut self) {
        let (State::Ready(document), Some(found)) = (&self.state, &self.found) else { return };
        self.passes = self.filter.apply(document, found);
        self.shown = (0..self.passes.len()).filter(|&index| self.passes(index)).collect();
        self.firsts.clear();
        for &index in &self.shown {
            let said = self.found.as_ref().and_then(|found| Some((found, found.quotation(index)?)));
            for who in said.into_iter().flat_map(|(found, quotation)| found.speakers(quotation)) {
                self.firsts.entry(who).or_insert(index);
            }
        }
        self.map.clear();
        if let Some(selected) = self.selected.filter(|&selected| !self.passes(selected)) {
            let after = self.shown.partition_point(|&index| index < selected);
            self.selected = self.shown.get(after).or(self.shown.last()).copied();
        }
    }

    /// Whether a quotation is kept.
    pub fn passes(&self, index: usize) -> bool {
        self.passes.get(index).copied().unwrap_or(false)
    }

    /// The quotations that are kept, in order.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// The first quotation of this speaker that is kept.
    pub fn first_of(&self, who: Who) -> Option<usize> {
        self.firsts.get(&who).copied()
    }

    /// A quotation.
    pub fn quotation(&self, index: usize) -> Option<&Quotation> {
        self.found.as_ref()?.quotation(index)
    }

    /// Who says a quotation; of joint speakers the first.
    pub fn who(&self, index: usize) -> Option<Who> {
        let found = self.found.as_ref()?;
        found.quotation(index).map(|quotation| found.who(quotation))
    }

    /// Whether somebody says a quotation, alone or with others.
    pub fn is_said_by(&self, index: usize, who: Who) -> bool {
        let Some(found) = &self.found else { return false };
        found.quotation(index).is_some_and(|quotation| found.speakers(quotation).any(|other| other == who))
    }

    pub(super) fn start_of(&self, index: usize) -> usize {
        self.quotation(index).map_or(0, |quotation| quotation.span.start)
    }

    /// The row of the list of quotations that is selected, or would come next in the text.
    pub fn selected_row(&self) -> usize {
        let selected = self.selected.unwrap_or(0);
        self.shown.partition_point(|&index| index < selected)
    }

    /// The row of the list of actors that is selected.
    pub fn actor_row(&self) -> usize {
        let (Some(found), Some(actor)) = (&self.found, self.actor) else { return 0 };
        found.rows.iter().position(|&who| who == actor).unwrap_or(0)
    }

    /// First row of the list of quotations at or after `offset`.
    pub fn row_from(&self, offset: usize) -> usize {
        self.shown.partition_point(|&index| self.start_of(index) < offset)
    }
}
