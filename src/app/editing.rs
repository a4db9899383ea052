//! Opening the article's file in an editor. Knows no programs.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Source;

use super::current::Origin;
use super::listing::Known;
use super::{App, Effect};

impl App {
    /// Asks for the file of the shown article, or of the selected one of a list, to be edited.
    pub(super) fn edit(&mut self) {
        let source = match self.listing() {
            Some(listing) => listing.selected_item().and_then(|item| item.source.clone()),
            None => Some(self.reader().source.clone()),
        };
        match source {
            Some(Source::File(path)) => self.edit_file(path),
            Some(Source::Folder(_)) => self.tell("a folder cannot be edited"),
            Some(Source::Url(_)) => self.tell("no file to edit: this comes from the web"),
            Some(Source::Bytes { .. }) => self.tell("no file to edit: this was piped in"),
            Some(Source::Sample) => self.tell("no file to edit: the sample article is part of dixit"),
            None => self.tell("no file to edit"),
        }
    }

    fn edit_file(&mut self, path: PathBuf) {
        let view = self.view();
        let reader = self.reader();
        let place = reader.document().map(|document| {
            // What is selected or was gone to is what is meant, where it is seen.
            let place = match reader.origin(&view) {
                Origin::Quotation(index) => reader.start_of(index),
                Origin::Place(offset) => offset,
            };
            (Arc::clone(document), place)
        });
        self.effects.push(Effect::Edit { index: self.current, path, place });
        if let Some(listing) = self.listing_mut()
            && let Some(&item) = listing.shown().get(listing.selected())
        {
            // It is counted again afterwards.
            listing.learn(item, Known::Nothing);
        }
    }
}
