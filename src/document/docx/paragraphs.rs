//! Where the paragraphs of a DOCX begin: as headings, items or running text, in cells of tables, and behind large first
//! letters.

use super::Reader;
use crate::document::{BlockKind, Inline};

impl Reader<'_> {
    /// Opens the block of the paragraph, at its first words.
    pub(super) fn begin(&mut self) {
        if std::mem::replace(&mut self.paragraph.begun, true) {
            return;
        }
        if self.writer.in_row() {
            self.begin_in_row();
        } else if !self.in_note {
            self.open();
        }
        if !self.drop_cap.is_empty() {
            self.writer.words(&std::mem::take(&mut self.drop_cap));
        }
    }

    /// In a cell of a table an item has its mark before its words, which keeps the items apart.
    fn begin_in_row(&mut self) {
        if let Some((id, level)) = self.list() {
            self.put_mark(&id, level);
            self.writer.space();
        }
    }

    /// Rows of a table may be numbered by items without words.
    pub(super) fn end_in_row(&mut self) {
        if self.paragraph.begun || self.passed_over > 0 || !self.writer.in_row() {
            return;
        }
        if let Some((id, level)) = self.list().filter(|(id, level)| self.is_counted(id, *level)) {
            self.put_mark(&id, level);
        }
    }

    fn is_counted(&self, id: &str, level: u8) -> bool {
        self.parts.numbering.first(id, usize::from(level)).is_some()
    }

    fn put_mark(&mut self, id: &str, level: u8) {
        let mark = self.inline_mark(id, level);
        self.writer.words(&mark);
    }

    /// The list and level of the paragraph, where it is an item.
    fn list(&mut self) -> Option<(String, u8)> {
        let own = self.paragraph.list.take();
        let list = own.or_else(|| self.parts.style(&self.paragraph.style).list);
        list.filter(|(id, _)| !id.is_empty() && id != "0")
    }

    fn open(&mut self) {
        let style = self.parts.style(&self.paragraph.style);
        if let Some(level) = style.heading.or(self.paragraph.level.map(|level| level + 1)) {
            self.close_lists();
            return self.writer.open(BlockKind::Heading(level));
        }
        if let Some((id, level)) = self.list() {
            return self.item(&id, level.min(8));
        }
        self.close_lists();
        let kind = if style.quote { BlockKind::BlockQuote } else { BlockKind::Paragraph };
        self.writer.open(kind);
        self.paragraph.caption = style.caption;
        if style.caption {
            self.writer.start_style(Inline::Emphasis);
        }
    }

    /// A large first letter that no paragraph follows is one of its own.
    pub(super) fn put_drop_cap(&mut self) {
        let letter = std::mem::take(&mut self.drop_cap);
        if letter.trim().is_empty() {
            return;
        }
        if self.writer.in_row() {
            return self.writer.words(&letter);
        }
        self.close_lists();
        self.writer.words(&letter);
        self.writer.close();
    }
}
