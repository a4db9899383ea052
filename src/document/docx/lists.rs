//! Lists of a DOCX. Its paragraphs say of themselves that they are items: where a list starts and ends is told by its
//! neighbours, and its numbers go on behind other paragraphs.

use super::Reader;
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
        let place = self.parts.numbering.next(&mut self.counts, id, usize::from(level));
        while self.lists.len() < depth {
            let first = self.parts.numbering.first(id, self.lists.len());
            self.writer.enter(Container::List(first));
            self.lists.push(id.to_owned());
            if self.lists.len() == depth {
                break;
            }
            // Lists start with an item, even where a level was passed over.
            self.writer.enter_item();
        }
        if let Some(number) = place.number {
            self.writer.renumber(number);
        }
        self.writer.enter_item();
        self.writer.mark_item(place.mark);
    }

    /// The mark of the next item of a list, which stands within words.
    pub(super) fn inline_mark(&mut self, id: &str, level: u8) -> String {
        let place = self.parts.numbering.next(&mut self.counts, id, usize::from(level));
        let number = || place.number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
        place.mark.unwrap_or_else(number)
    }

    /// Leaves all lists.
    pub(super) fn close_lists(&mut self) {
        while self.lists.pop().is_some() {
            self.writer.leave();
            self.writer.leave();
        }
    }
}

#[cfg(test)]
mod tests;
