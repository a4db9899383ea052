//! A list of articles on the screen: the entries of a feed, the files of a folder. Each is opened when it is asked for;
//! what is known of it is filled in as the analysis comes to it, those that are seen first. Knows no keys.

mod acts;
mod columns;
mod item;
mod keys;
mod order;
mod survey;

use std::collections::HashMap;

use crate::document::{List, Source};
use crate::fold::{Accents, fold};

use super::input::Input;
use super::list;
use super::reader::{Reader, State};
use super::rich::line;

pub use columns::Columns;
pub use item::{Item, Known, Look, Seen};
pub use order::Order;
pub use survey::Survey;

/// A list of articles, and where one is in it.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it is called; safe.
    pub title: String,
    items: Vec<Item>,
    order: Order,
    reversed: bool,
    /// What is typed to narrow it.
    pub query: Input,
    /// Whether letters go into that.
    pub typing: bool,
    /// The items that are kept, in order.
    shown: Vec<usize>,
    selected: usize,
    first: usize,
    room: usize,
    /// How many are being looked at.
    asked: usize,
    version: usize,
}

/// Which article of which list is looked at. A list that has changed meanwhile has no use for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Which list.
    pub index: usize,
    version: usize,
    item: usize,
}

impl Listing {
    /// The list as it came from `source`.
    pub fn new(list: &List, source: &Source) -> Self {
        let items: Vec<Item> = list.entries.iter().map(Item::new).collect();
        let title = if list.title.trim().is_empty() { line(&source.name()) } else { line(&list.title) };
        let mut listing = Self {
            title,
            items,
            order: Order::Own,
            reversed: false,
            query: Input::default(),
            typing: false,
            shown: Vec::new(),
            selected: 0,
            first: 0,
            room: 1,
            asked: 0,
            version: 0,
        };
        listing.arrange();
        listing
    }

    /// A later version of the same list, seen as this one was, and how many articles are new in it.
    pub(super) fn renewed(&self, list: &List, source: &Source) -> (Self, usize) {
        let mut new = Self::new(list, source);
        let mut fresh = 0;
        let old: HashMap<String, &Item> = self.items.iter().map(|item| (item.key(), item)).collect();
        for item in &mut new.items {
            let Some(old) = old.get(&item.key()) else {
                fresh += 1;
                continue;
            };
            item.reader = old.reader;
            if old.text == item.text && old.known != Known::Asked {
                item.known = old.known.clone();
                item.index();
            }
        }
        (new.order, new.reversed, new.query, new.room) = (self.order, self.reversed, self.query.clone(), self.room);
        (new.typing, new.first, new.version) = (self.typing, self.first, self.version + 1);
        new.arrange();
        let here = self.selected_item().map(Item::key);
        new.select_item(here.and_then(|here| new.items.iter().position(|item| item.key() == here)));
        (new, fresh)
    }

    /// All its articles.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// An article.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// The articles that are kept, in order: their indices.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// Those that are seen: their rows, and the articles.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Item)> {
        let rows = self.shown.iter().enumerate().skip(self.first).take(self.room);
        rows.filter_map(|(row, &index)| Some((row, self.items.get(index)?)))
    }

    /// The selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The selected article.
    pub fn selected_item(&self) -> Option<&Item> {
        self.items.get(*self.shown.get(self.selected)?)
    }

    /// The first row that is seen, and how many are.
    pub fn window(&self) -> (usize, usize) {
        (self.first, self.room)
    }

    /// What it is ordered by, and whether the other way round.
    pub fn order(&self) -> (Order, bool) {
        (self.order, self.reversed)
    }

    /// Whether any article has a date.
    pub fn has_dates(&self) -> bool {
        self.items.iter().any(|item| item.date().is_some())
    }

    /// How many articles have been looked at of how many; folders are none.
    pub fn counted(&self) -> (usize, usize) {
        let articles = self.items.iter().filter(|item| !item.is_folder());
        let left = |item: &Item| item.known == Known::Asked || item.is_new();
        articles.fold((0, 0), |(counted, all), item| (counted + usize::from(!left(item)), all + 1))
    }

    /// The row of an article among those that are kept; where it is not, the row that it would be before.
    pub(super) fn row_of(&self, index: usize) -> Result<usize, usize> {
        if let Some(row) = self.shown.iter().position(|&shown| shown == index) {
            return Ok(row);
        }
        let Some(item) = self.items.get(index) else { return Err(0) };
        let before = |&shown: &usize| {
            let other = self.items.get(shown).map(|other| (shown, other));
            other.is_some_and(|other| self.order.compare(self.reversed, other, (index, item)).is_lt())
        };
        Err(self.shown.partition_point(before))
    }

    /// Fits the window to so many rows.
    pub(super) fn fit(&mut self, room: u16) {
        self.room = usize::from(room).max(1);
        self.first = list::follow(self.first, self.selected, self.shown.len(), self.room);
    }

    /// Selects another row.
    pub(super) fn step(&mut self, by: isize) {
        self.select(list::step(self.selected, by, self.shown.len()));
    }

    pub(super) fn select(&mut self, row: usize) {
        self.selected = row.min(self.shown.len().saturating_sub(1));
        self.first = list::follow(self.first, self.selected, self.shown.len(), self.room);
    }

    pub(super) fn select_item(&mut self, index: Option<usize>) {
        if let Some(Ok(row)) = index.map(|index| self.row_of(index)) {
            self.select(row);
        }
    }

    /// Moves the window alone; the selection comes along only where it must.
    pub(super) fn scroll(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(self.room);
        self.first = self.first.saturating_add_signed(by).min(last);
        // With the entry of context that `follow` wants at either end.
        let context = usize::from(self.room >= 5);
        let lowest = if self.first == 0 { 0 } else { self.first + context };
        let highest = if self.first == last { usize::MAX } else { self.first + self.room - 1 - context };
        self.selected = self.selected.clamp(lowest, highest.max(lowest)).min(self.shown.len().saturating_sub(1));
    }

    /// Orders it, and goes to its top.
    pub(super) fn set_order(&mut self, order: Order, reversed: bool) {
        (self.order, self.reversed) = (order, reversed);
        self.arrange();
        self.select(0);
    }

    /// The order that comes next; by dates only where there are some.
    pub(super) fn next_order(&self, by: isize) -> Order {
        let dates = self.has_dates();
        let orders: Vec<Order> = Order::ALL.into_iter().filter(|&order| dates || order != Order::Date).collect();
        let at = orders.iter().position(|&order| order == self.order).unwrap_or(0) as isize;
        orders.get((at + by).rem_euclid(orders.len() as isize) as usize).copied().unwrap_or_default()
    }

    /// Keeps what has all words of the query; the selected article stays selected where it is kept.
    pub(super) fn narrow(&mut self) {
        let here = self.shown.get(self.selected).copied();
        self.arrange();
        self.selected = 0;
        self.select_item(here);
        self.select(self.selected);
    }

    fn arrange(&mut self) {
        let query = fold(&self.query.text().to_lowercase(), Accents::Kept).into_owned();
        let words: Vec<&str> = query.split_whitespace().collect();
        let kept = |item: &Item| words.iter().all(|word| item.hay.contains(word));
        let mut shown: Vec<usize> =
            self.items.iter().enumerate().filter(|(_, item)| kept(item)).map(|(index, _)| index).collect();
        let (order, reversed, items) = (self.order, self.reversed, &self.items);
        if (order, reversed) != (Order::Own, false) {
            shown.sort_by(|&a, &b| match (items.get(a), items.get(b)) {
                (Some(one), Some(other)) => order.compare(reversed, (a, one), (b, other)),
                _ => a.cmp(&b),
            });
        }
        self.shown = shown;
    }

    /// Takes in what was seen of an article, where the list has not changed since.
    pub(super) fn answer(&mut self, ticket: Ticket, known: Known) {
        if ticket.version == self.version {
            self.asked = self.asked.saturating_sub(1);
            // Whoever has read it meanwhile knows better.
            if self.items.get(ticket.item).is_some_and(|item| item.known == Known::Asked) {
                self.learn(ticket.item, known);
            }
        }
    }

    /// Takes in what became known of an article.
    pub(super) fn learn(&mut self, index: usize, known: Known) {
        let Some(item) = self.items.get_mut(index) else { return };
        item.known = known;
        item.index();
        // The top stays the top while others find their place; from anywhere else one stays with the article.
        let here = self.shown.get(self.selected).copied().filter(|_| self.selected > 0);
        if self.order != Order::Own || !self.query.is_empty() {
            self.arrange();
            self.select_item(here);
            self.select(self.selected);
        }
    }

    /// Nothing is known of the articles any more.
    pub(super) fn forget(&mut self) {
        for item in self.items.iter_mut().filter(|item| item.known != Known::Asked && item.source.is_some()) {
            item.known = Known::Nothing;
        }
    }

    /// Which article is which open one.
    pub(super) fn set_reader(&mut self, index: usize, reader: usize) {
        if let Some(item) = self.items.get_mut(index) {
            item.reader = Some(reader);
        }
    }

    /// What is to be looked at next: what is seen, then what follows, then the rest. `index` is that of the list.
    pub(super) fn next_look(&mut self, index: usize) -> Option<(Ticket, Look)> {
        if self.asked >= AT_ONCE {
            return None;
        }
        let (before, from) = self.shown.split_at(self.first.min(self.shown.len()));
        let mut order = from.iter().chain(before).copied().chain(0..self.items.len());
        let item = order.find(|&item| self.items.get(item).is_some_and(Item::is_new))?;
        let entry = self.items.get_mut(item)?;
        let look = entry.look()?;
        entry.known = Known::Asked;
        self.asked += 1;
        Some((Ticket { index, version: self.version, item }, look))
    }
}

impl Reader {
    /// Whether it was opened from a list.
    pub fn is_of_list(&self) -> bool {
        self.from.is_some()
    }

    /// The list, where it is one.
    pub fn listing(&self) -> Option<&Listing> {
        if let State::List(listing) = &self.state { Some(listing) } else { None }
    }

    pub(super) fn listing_mut(&mut self) -> Option<&mut Listing> {
        if let State::List(listing) = &mut self.state { Some(listing) } else { None }
    }
}

/// How many articles are looked at at once: a few, so that one frame shows what became of several, and what comes to be
/// seen soon has its turn.
const AT_ONCE: usize = 4;

#[cfg(test)]
mod tests;
