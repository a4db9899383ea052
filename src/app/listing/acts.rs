//! What is done with a list: opening its articles, going along it and back to it, finding out about them. Knows no keys.

use std::sync::Arc;

use crate::annotation::Annotations;
use crate::command::Command;
use crate::document::{Document, List};

use super::{Columns, Known, Listing, Order, Seen, Survey, Ticket};
use crate::app::layout::{Pane, Shape};
use crate::app::pickers::count as count_of;
use crate::app::reader::{Reader, State};
use crate::app::{App, Effect};

/// How many articles of lists stay open.
const STAY_OPEN: usize = 16;

impl App {
    /// The list that is shown.
    pub fn listing(&self) -> Option<&Listing> {
        self.reader().listing()
    }

    pub(in crate::app) fn listing_mut(&mut self) -> Option<&mut Listing> {
        self.reader_mut().listing_mut()
    }

    /// Where the list that is shown stands.
    pub fn columns(&self) -> Option<Columns> {
        let listing = self.listing().filter(|_| self.layout.shape != Shape::TooSmall)?;
        Some(Columns::new(self.layout.screen, listing.has_dates()))
    }

    /// Which article of how many is shown: of its list, or of those that were opened one by one.
    pub fn position(&self) -> Option<(usize, usize)> {
        if let Some((list, item)) = self.reader().from
            && let Some(listing) = self.readers.get(list).and_then(Reader::listing)
        {
            return Some((listing.row_of(item).ok()? + 1, listing.shown().len()));
        }
        let opened = self.opened_alone();
        let at = opened.iter().position(|&index| index == self.current)?;
        (opened.len() > 1).then_some((at + 1, opened.len()))
    }

    /// Those open articles and lists that are not of a list.
    pub(in crate::app) fn opened_alone(&self) -> Vec<usize> {
        self.readers.iter().enumerate().filter(|(_, reader)| reader.from.is_none()).map(|(index, _)| index).collect()
    }

    /// What was opened is a list.
    pub(in crate::app) fn listed_articles(&mut self, index: usize, list: &List) {
        let Some(reader) = self.readers.get_mut(index) else { return };
        let (listing, new) = match reader.listing() {
            Some(listing) => listing.renewed(list, &reader.source),
            None => (Listing::new(list, &reader.source), 0),
        };
        let count = listing.items().len();
        let from = reader.from;
        reader.state = State::List(Box::new(listing));
        if self.again.take_if(|again| *again == index).is_some() {
            self.tell(&match new {
                0 => "the list has nothing new".to_owned(),
                new => format!("new in the list: {}", count_of(new, "article")),
            });
        }
        self.learn(from, Known::List(count));
        self.fit_list();
    }

    /// What became known of an article that was opened from a list.
    pub(in crate::app) fn learn(&mut self, from: Option<(usize, usize)>, known: Known) {
        if let Some((list, item)) = from
            && let Some(listing) = self.readers.get_mut(list).and_then(Reader::listing_mut)
        {
            listing.learn(item, known);
        }
    }

    /// The same once it was analysed.
    pub(in crate::app) fn learn_article(&mut self, index: usize, document: &Document, annotations: &Annotations) {
        let from = self.readers.get(index).and_then(|reader| reader.from);
        if from.is_some() {
            let survey = Survey::new(document, annotations, &self.criteria());
            self.learn(from, Known::Article(Survey { read: true, ..survey }));
        }
    }

    /// Takes in what was seen of an article that nobody has opened.
    pub(in crate::app) fn looked(&mut self, ticket: Ticket, seen: Result<Seen, String>) {
        let known = match seen {
            Ok(Seen::Article(survey)) => Known::Article(survey),
            Ok(Seen::List(count)) => Known::List(count),
            Err(reason) => Known::Failed(crate::app::rich::line(&reason)),
        };
        if let Some(listing) = self.readers.get_mut(ticket.index).and_then(Reader::listing_mut) {
            listing.answer(ticket, known);
        }
    }

    /// Has the articles of the list looked at that is shown, or that the shown article is of.
    pub(in crate::app) fn look_at_list(&mut self) {
        let index =
            if self.listing().is_some() { Some(self.current) } else { self.reader().from.map(|(list, _)| list) };
        let Some(index) = index else { return };
        let Some(listing) = self.readers.get_mut(index).and_then(Reader::listing_mut) else { return };
        while let Some((ticket, look)) = listing.next_look(index) {
            self.effects.push(Effect::Look { ticket, look });
        }
    }

    pub(in crate::app) fn fit_list(&mut self) {
        if let (Some(columns), Some(listing)) = (self.columns(), self.listing_mut()) {
            listing.fit(columns.rows.height);
        }
    }

    /// Opens the selected article.
    pub(in crate::app) fn open_selected(&mut self) {
        let Some(listing) = self.listing_mut() else { return };
        listing.typing = false;
        match listing.shown().get(listing.selected()).copied() {
            Some(item) => self.open_item(self.current, item),
            None => self.tell("nothing to open"),
        }
    }

    /// Opens an article of a list.
    pub(in crate::app) fn open_item(&mut self, list: usize, item: usize) {
        let Some(reader) = self.readers.get(list) else { return };
        let Some(entry) = reader.listing().and_then(|listing| listing.item(item)) else { return };
        let open = entry.reader.filter(|&index| index < self.readers.len());
        let index = open.unwrap_or(self.readers.len());
        if open.is_none() {
            let source = entry.source.clone().unwrap_or_else(|| reader.source.clone());
            let mut new = Reader::with(source, &self.config.settings);
            new.from = Some((list, item));
            self.readers.push(new);
        }
        if let Some(listing) = self.readers.get_mut(list).and_then(Reader::listing_mut) {
            listing.set_reader(item, index);
            listing.select_item(Some(item));
        }
        if let Some(reader) = self.readers.get_mut(index).filter(|reader| matches!(reader.state, State::Failed(_))) {
            reader.state = State::Waiting;
        }
        self.focus = Pane::Article;
        self.show_document(index);
    }

    /// The text of the shown article, where its list holds all of it.
    pub(in crate::app) fn text_in_list(&self) -> Option<Arc<Document>> {
        let (list, item) = self.reader().from?;
        self.readers.get(list)?.listing()?.item(item)?.own_text()
    }

    /// Of the articles of lists only those that were read last stay open: going along a long list must not fill the
    /// memory. The place in the others is remembered as that in any article.
    pub(in crate::app) fn close_old(&mut self) {
        let current = self.current;
        self.recent.retain(|&index| index != current);
        if self.reader().from.is_some() {
            self.recent.push(current);
        }
        if self.recent.len() > STAY_OPEN {
            let oldest = self.recent.remove(0);
            if let Some(reader) = self.readers.get_mut(oldest).filter(|reader| reader.document().is_some()) {
                let (source, from) = (reader.source.clone(), reader.from);
                *reader = Reader::with(source, &self.config.settings);
                reader.from = from;
            }
        }
    }

    /// Back to the list that the shown article or list is of; whether it is of one.
    pub(in crate::app) fn go_to_list(&mut self) -> bool {
        let Some((list, item)) = self.reader().from else { return false };
        self.show_document(list);
        if let Some(listing) = self.listing_mut() {
            listing.select_item(Some(item));
        }
        true
    }

    /// Back to the list that the shown article or list is of, or out of dixit where it is of none.
    pub(in crate::app) fn close(&mut self) {
        if !self.go_to_list() {
            self.quit();
        }
    }

    /// To the article `by` on in the list that the shown one is of.
    pub(in crate::app) fn step_along_list(&mut self, (list, item): (usize, usize), by: isize) {
        let Some(listing) = self.readers.get(list).and_then(Reader::listing) else { return };
        let count = listing.shown().len() as isize;
        let (here, kept) = match listing.row_of(item) {
            Ok(row) => (row as isize, true),
            // It is not kept any more: what stands around its place is next.
            Err(row) => (row as isize, false),
        };
        let row = if kept || by < 0 { here + by } else { here + by - 1 };
        let end = if by > 0 { "the last article" } else { "the first article" };
        let at_end = kept && if by > 0 { here == count - 1 } else { here == 0 };
        if count == 0 || at_end {
            let back = self.key_of(Command::ToList).map(|key| format!(" · {key} goes back to it")).unwrap_or_default();
            return self.tell(&format!("this is {end} of the list{back}"));
        }
        let row = row.clamp(0, count - 1) as usize;
        if let Some(&next) = listing.shown().get(row) {
            self.open_item(list, next);
        }
    }

    /// Orders the list by what comes next.
    pub(in crate::app) fn order_list(&mut self, order: Order, reversed: bool) {
        let Some(listing) = self.listing_mut() else { return };
        listing.set_order(order, reversed);
        let (counted, all) = listing.counted();
        let folder = self.in_folder();
        let left = match order {
            Order::Words | Order::Quotations if counted < all => format!(" · {} still to be counted", all - counted),
            _ => String::new(),
        };
        self.tell(&format!("ordered {}{left}", order.doc(folder, reversed)));
    }

    /// What the shown article is called: by its list until it can be read. Safe.
    pub fn name(&self) -> String {
        let reader = self.reader();
        let listing = reader.from.and_then(|(list, item)| self.readers.get(list)?.listing()?.item(item));
        match listing.filter(|_| reader.document().is_none()) {
            Some(item) => item.title().to_owned(),
            None => reader.name(),
        }
    }

    /// Whether the list that is shown is a folder.
    pub fn in_folder(&self) -> bool {
        matches!(self.reader().source, crate::document::Source::Folder(_))
    }
}
