//! What is known of names beside the text: well-known names of several forms, what "Ukrainian" belongs to, and which pet
//! form belongs to which given name. Data in `assets/lexicons`; knows nothing of documents.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::actor::ActorKind;
use crate::nlp::lexicon::pairs;

/// A well-known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The form that stands for all the others.
    pub name: &'static str,
    /// What it names.
    pub kind: ActorKind,
}

/// Well-known names, demonyms and pet forms of English.
#[derive(Debug)]
pub struct Gazetteer {
    forms: FxHashMap<&'static str, Known>,
    starts: FxHashMap<&'static str, u8>,
    demonyms: FxHashMap<&'static str, &'static str>,
    countries: FxHashSet<&'static str>,
    fuller: FxHashMap<&'static str, Vec<&'static str>>,
}

impl Gazetteer {
    /// English. Read on first use.
    pub fn english() -> &'static Gazetteer {
        static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::new);
        &GAZETTEER
    }

    fn new() -> Self {
        let mut gazetteer = Self {
            forms: FxHashMap::default(),
            starts: FxHashMap::default(),
            demonyms: FxHashMap::default(),
            countries: FxHashSet::default(),
            fuller: FxHashMap::default(),
        };
        for (name, rest) in pairs(include_str!("../../assets/lexicons/en/aliases.txt")) {
            let (forms, kind) = rest.split_once('=').unwrap_or((rest, ""));
            let kind = match kind.trim() {
                "place" => ActorKind::Place,
                "person" => ActorKind::Person,
                _ => ActorKind::Organisation,
            };
            for form in forms.split('|').map(str::trim).chain([name]).filter(|form| !form.is_empty()) {
                gazetteer.add(form, Known { name, kind });
            }
        }
        gazetteer.demonyms = pairs(include_str!("../../assets/lexicons/en/demonyms.txt"))
            .filter(|(_, place)| !place.is_empty())
            .collect();
        gazetteer.countries = gazetteer.demonyms.values().copied().collect();
        for (full, shorts) in pairs(include_str!("../../assets/lexicons/en/diminutives.txt")) {
            for short in shorts.split_whitespace() {
                gazetteer.fuller.entry(short).or_default().push(full);
            }
        }
        gazetteer
    }

    fn add(&mut self, form: &'static str, known: Known) {
        self.forms.insert(form, known);
        let words = form.split(' ').count() as u8;
        if let Some(first) = form.split(' ').next() {
            let longest = self.starts.entry(first).or_default();
            *longest = words.max(*longest);
        }
    }

    /// What a name in this exact form is known to be.
    pub fn known(&self, form: &str) -> Option<Known> {
        self.forms.get(form).copied()
    }

    /// How many words the longest known name has that starts with this word; 0 where none does.
    pub fn longest_from(&self, word: &str) -> usize {
        self.starts.get(word).map_or(0, |&words| usize::from(words))
    }

    /// The place, in small letters, that a word in small letters belongs to: "ukrainian" to "ukraine".
    pub fn place_of(&self, demonym: &str) -> Option<&'static str> {
        self.demonyms.get(demonym).copied()
    }

    /// Whether a word in small letters is a country or region that gives its people a name of their own.
    pub fn is_country(&self, word: &str) -> bool {
        self.countries.contains(word)
    }

    /// The given names that a pet form, in small letters, can stand for.
    pub fn full_names(&self, short: &str) -> &[&'static str] {
        self.fuller.get(short).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known() {
        let gazetteer = Gazetteer::english();
        assert_eq!(gazetteer.known("U.S."), Some(Known { name: "United States", kind: ActorKind::Place }));
        assert_eq!(gazetteer.known("FBI").map(|known| known.name), Some("Federal Bureau of Investigation"));
        assert_eq!(gazetteer.longest_from("New"), 3);
        assert_eq!(gazetteer.place_of("ukrainian"), Some("ukraine"));
        assert!(gazetteer.full_names("lizzy").contains(&"elizabeth"));
    }
}
