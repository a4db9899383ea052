//! Links of a page, and the notes that some of them refer to.

use super::super::tokens::{Start, Token};
use super::super::{elements, notes};
use super::{Element, Reader};
use crate::document::writer::Container;
use crate::document::{Inline, address};

impl Reader<'_> {
    /// A footnote is the element that bears its name; where that is no block, the block around it.
    pub(super) fn enter_note(&mut self, label: String, element: &mut Element) {
        if element.block {
            self.writer.enter(Container::Footnote(Some(label)));
            element.containers += 1;
        } else if self.writer.at_start() {
            let block = self.stack.iter_mut().rev().take(elements::SEARCH).find(|element| element.block);
            if let Some(block) = block {
                self.writer.enter(Container::Footnote(Some(label)));
                block.containers += 1;
            }
        }
    }

    pub(super) fn link(&mut self, start: &Start, next: &[Token], element: &mut Element) {
        let place = self.page.base.unwrap_or("");
        if let Some(label) = self.page.notes.referred(start, next, place) {
            let label = label.to_owned();
            self.put_space();
            self.writer.styled(Inline::FootnoteReference(label.clone()), &format!("[{label}]"));
            // Its own mark is not shown.
            element.hidden = true;
        } else if self.writer.in_footnote() && notes::is_backlink(start, next) {
            element.hidden = true;
        } else if let Some(target) = start.get("href").and_then(|href| address::resolve(self.page.base, href)) {
            self.style(Inline::Link(target), element);
        }
    }
}
