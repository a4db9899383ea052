//! Which cells of a frame lead out of dixit, and where to. Cells of a buffer hold no addresses: this table goes from the
//! drawing to the terminal beside them. What is drawn over a cell takes its link away.

use std::collections::BTreeMap;

use crate::app::leads_out;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The same on all its rows, and another one for each link.
    pub id: usize,
    /// Its address: ASCII without control characters or spaces.
    pub address: String,
}

/// The links of a frame.
#[derive(Clone, Debug, Default)]
pub struct Hyperlinks {
    links: Vec<Hyperlink>,
    /// Row and column of each cell, and the index of its link.
    cells: BTreeMap<(u16, u16), usize>,
}

impl Hyperlinks {
    /// Whether no cell leads anywhere.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Where a cell leads.
    pub fn at(&self, x: u16, y: u16) -> Option<&Hyperlink> {
        self.links.get(*self.cells.get(&(y, x))?)
    }

    /// The cells, column and row, that lead elsewhere than in `other`.
    pub fn changed(&self, other: &Self) -> Vec<(u16, u16)> {
        let differs = |&&(y, x): &&(u16, u16)| self.at(x, y) != other.at(x, y);
        let mine = self.cells.keys().filter(differs);
        let theirs = other.cells.keys().filter(|cell| !self.cells.contains_key(*cell));
        mine.chain(theirs).map(|&(y, x)| (x, y)).collect()
    }

    /// A cell leads to the address of a document's link that starts at byte `id`, if that may be told.
    pub(crate) fn lead(&mut self, x: u16, y: u16, id: usize, address: &str) {
        let known = self.links.iter().rposition(|link| link.id == id);
        let index = known.or_else(|| {
            let address = leads_out(address)?;
            self.links.push(Hyperlink { id, address });
            Some(self.links.len() - 1)
        });
        if let Some(index) = index {
            self.cells.insert((y, x), index);
        }
    }

    /// A cell leads nowhere any more.
    pub(crate) fn forget(&mut self, x: u16, y: u16) {
        if !self.cells.is_empty() {
            self.cells.remove(&(y, x));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lead_where_they_were_drawn_last() {
        let mut links = Hyperlinks::default();
        for (x, address) in [(1, "https://a.org"), (2, "https://a.org"), (4, "javascript:x"), (5, "https://b.org")] {
            links.lead(x, 0, usize::from(x / 3), address);
        }
        let id = |x| links.at(x, 0).map(|link| (link.id, link.address.as_str()));
        assert_eq!((id(1), id(2)), (Some((0, "https://a.org")), Some((0, "https://a.org"))));
        assert_eq!((id(4), id(5), id(0)), (None, Some((1, "https://b.org")), None));
        let before = links.clone();
        links.forget(1, 0);
        links.lead(2, 0, 7, "https://c.org");
        assert_eq!(links.changed(&before), [(2, 0), (1, 0)]);
        assert_eq!(links.changed(&links), []);
    }
}
