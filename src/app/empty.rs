//! What is said where a list of the reader is empty: why, and which key changes that.

use crate::absence::{Absence, unanalysed};
use crate::command::Command;

use super::App;
use super::filter::{Kinds, Sureness};
use super::rich::{fit, line};

/// Cells of a name or a query in the words for a filter.
const NAME: usize = 20;
const QUERY: usize = 24;

impl App {
    /// What the filter keeps, in a few words; safe.
    pub fn filter_words(&self) -> String {
        let filter = self.reader().filter();
        let mut words = Vec::new();
        if let (Some(speakers), Some(found)) = (&filter.speakers, &self.reader().found) {
            words.push(match filter.only() {
                Some(who) => format!("only {}", fit(&line(found.name(who)), NAME)),
                None => format!("{} speakers", speakers.len()),
            });
        }
        if filter.kinds != Kinds::All {
            words.push(filter.kinds.name().to_owned());
        }
        if filter.sureness != Sureness::Any {
            words.push(filter.sureness.name().to_owned());
        }
        if filter.query.is_active() {
            words.push(fit(&line(filter.query.source()), QUERY));
        }
        words.join(" · ")
    }

    /// Why the list of quotations is empty, as parts of sentences.
    pub fn why_no_quotations(&self) -> Vec<String> {
        let reader = self.reader();
        let (Some(document), Some(found)) = (reader.document(), &reader.found) else {
            return vec!["still analysing".to_owned()];
        };
        let mut reasons = if reader.filter().is_active() && found.total > 0 {
            let kept = format!(
                "none of {} fits the filter: {}",
                super::pickers::count(found.total, "quotation"),
                self.filter_words()
            );
            // While a filter is typed its letters are no keys.
            let drops =
                self.prompt.is_none().then(|| format!("{} drops the filter", self.key_or_name(Command::ShowAll)));
            std::iter::once(kept).chain(drops).collect()
        } else if reader.analysed.is_some() {
            vec!["no quotations were found so far".to_owned()]
        } else {
            let hidden = found.annotations.quotations.len() - found.total;
            let attitudes = format!("{} chooses what is shown", self.key_or_name(Command::ChooseKinds));
            let marked = format!("{} lists them", self.key_or_name(Command::ScareQuotes));
            let absence = Absence::new(document, &found.annotations).leaving_out(hidden, 0);
            absence.reasons(Some(&attitudes), Some(&marked))
        };
        reasons.extend(reader.analysed.map(|_| "still analysing".to_owned()));
        reasons
    }

    /// Why the list of actors is empty, as parts of sentences.
    pub fn why_no_actors(&self) -> Vec<String> {
        let reader = self.reader();
        let Some(document) = reader.document().filter(|_| reader.found.is_some()) else {
            return vec!["still analysing".to_owned()];
        };
        if reader.analysed.is_some() {
            return vec!["no names were found so far".to_owned(), "still analysing".to_owned()];
        }
        // The pane is small: the list of quotations says more.
        let language = unanalysed(document).map(|language| language.name.unwrap_or("its language".to_owned()));
        let language = language.map(|name| format!("{name} is not analysed"));
        std::iter::once("no names were found".to_owned()).chain(language).collect()
    }

    fn key_or_name(&self, command: Command) -> String {
        self.key_of(command).unwrap_or_else(|| command.name().to_owned())
    }
}
