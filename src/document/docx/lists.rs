//! Lists of a DOCX. Its paragraphs say of themselves that they are items: where a list starts and ends is told by its
//! neighbours, and its numbers go on behind other paragraphs.

use super::Reader;
use super::parts::List;
use crate::document::writer::Container;

impl Reader<'_> {
    /// Opens the next item of a list, and the lists around it.
    pub(super) fn item(&mut self, id: &str, level: u8) {
        let depth = usize::from(level) + 1;
        while self.lists.len() > depth || self.lists.last().is_some_and(|last| self.lists.len() == depth && last != id)
        {
            self.lists.pop();
            self.writer.leave();
            self.writer.leave();
        }
        if self.lists.len() == depth {
            self.writer.leave();
        }
        let number = self.number(id, level);
        while self.lists.len() < depth {
            let level = u8::try_from(self.lists.len()).unwrap_or(8);
            let first = match self.parts.list(id, level) {
                List::Bullets => None,
                List::Numbers(first) => Some(first),
            };
            self.writer.enter(Container::List(first));
            self.lists.push(id.to_owned());
            if self.lists.len() == depth {
                break;
            }
            // Lists start with an item, even where a level was passed over.
            self.writer.enter_item();
        }
        self.writer.renumber(number);
        self.writer.enter_item();
    }

    /// The number of the next item of a list, as far as its items are counted.
    fn number(&mut self, id: &str, level: u8) -> u64 {
        let first = match self.parts.list(id, level) {
            List::Numbers(first) => first,
            List::Bullets => 1,
        };
        let levels = self.numbers.entry(id.to_owned()).or_default();
        let (_, here) = levels.split_at_mut(usize::from(level).min(8));
        let Some((next, deeper)) = here.split_first_mut() else { return first };
        deeper.fill(0);
        let number = if *next == 0 { first } else { *next };
        *next = number.saturating_add(1);
        number
    }

    /// Leaves all lists.
    pub(super) fn close_lists(&mut self) {
        while self.lists.pop().is_some() {
            self.writer.leave();
            self.writer.leave();
        }
    }
}
