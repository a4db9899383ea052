//! Orders of a list. Knows nothing of what is seen.

use std::cmp::{Ordering, Reverse};

use super::Item;
use crate::document::natural;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As it came: a folder by names, a feed as it lists them.
    #[default]
    Own,
    /// By title.
    Title,
    /// The newest first.
    Date,
    /// The longest first.
    Words,
    /// The most quotations first.
    Quotations,
}

impl Order {
    /// All of them, in the order of the key.
    pub const ALL: [Self; 5] = [Self::Own, Self::Title, Self::Date, Self::Words, Self::Quotations];

    /// What it is called, after "ordered".
    pub const fn doc(self, folder: bool, reversed: bool) -> &'static str {
        match (self, reversed) {
            (Self::Own, false) if folder => "by name",
            (Self::Own, true) if folder => "by name, the last first",
            (Self::Own, false) => "as the feed has it",
            (Self::Own, true) => "as the feed has it, the last first",
            (Self::Title, false) => "by title",
            (Self::Title, true) => "by title, the last first",
            (Self::Date, false) => "by date, the newest first",
            (Self::Date, true) => "by date, the oldest first",
            (Self::Words, false) => "by words, the longest first",
            (Self::Words, true) => "by words, the shortest first",
            (Self::Quotations, false) => "by quotations, the most first",
            (Self::Quotations, true) => "by quotations, the fewest first",
        }
    }

    /// Which of two items comes first. What is not known comes last, whatever the direction.
    pub fn compare(self, reversed: bool, (a, one): (usize, &Item), (b, other): (usize, &Item)) -> Ordering {
        let known = |item: &Item| item.survey().is_some();
        let unknown = match self {
            Self::Own | Self::Title => Ordering::Equal,
            Self::Date => one.date().is_none().cmp(&other.date().is_none()),
            Self::Words | Self::Quotations => known(other).cmp(&known(one)),
        };
        let order = match self {
            Self::Own => a.cmp(&b),
            Self::Title => natural(one.title(), other.title()),
            Self::Date => Reverse(one.date()).cmp(&Reverse(other.date())),
            Self::Words => count(other, |survey| survey.words).cmp(&count(one, |survey| survey.words)),
            Self::Quotations => count(other, |survey| survey.quotations).cmp(&count(one, |survey| survey.quotations)),
        };
        let order = if reversed { order.reverse() } else { order };
        unknown.then(order).then(a.cmp(&b))
    }
}

fn count(item: &Item, count: impl Fn(&super::Survey) -> usize) -> usize {
    item.survey().map_or(0, count)
}
