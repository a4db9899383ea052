//! What is known of names beside the text: well-known names of several forms, what "Ukrainian" belongs to, and which pet
//! form belongs to which given name. Data in `assets/lexicons`; knows nothing of documents.

use std::cmp::Ordering;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::actor::{ActorKind, Gender};
use crate::nlp::lexicon::pairs;

/// A well-known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The form that stands for all the others.
    pub name: &'static str,
    /// What it names.
    pub kind: ActorKind,
}

/// What is known of a well-known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its fullest form.
    pub name: &'static str,
    /// What it names.
    pub kind: ActorKind,
    /// Of a person.
    pub gender: Gender,
    nouns: &'static str,
}

impl Profile {
    /// The nouns by which the news calls it: "chipmaker", "striker".
    pub fn nouns(&self) -> impl Iterator<Item = &'static str> {
        self.nouns.split_whitespace()
    }

    /// How many words its fullest form has.
    pub fn words(&self) -> usize {
        self.name.split(' ').count()
    }
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

/// One line a form, in the order of their bytes: form, kind, nouns; or form, "=", the name that it is another form of.
static PROFILES: &str = include_str!("../../assets/lexicons/en/well-known.tsv");

/// What is known of a name in this exact form, by the longer list, which may err.
pub fn profile(form: &str) -> Option<Profile> {
    // The list has straight signs only.
    let (name, kind, nouns) =
        if form.contains('’') { entry(PROFILES, &form.replace('’', "'")) } else { entry(PROFILES, form) }?;
    let (name, kind, nouns) = if kind == "=" { entry(PROFILES, nouns)? } else { (name, kind, nouns) };
    let (kind, gender) = match kind {
        "man" => (ActorKind::Person, Gender::Male),
        "woman" => (ActorKind::Person, Gender::Female),
        "person" => (ActorKind::Person, Gender::Unknown),
        "place" => (ActorKind::Place, Gender::Unknown),
        "group" => (ActorKind::Group, Gender::Unknown),
        _ => (ActorKind::Organisation, Gender::Unknown),
    };
    Some(Profile { name, kind, gender, nouns })
}

/// The three fields of the line that begins with a key, in a sorted list: searched by halves, so that nothing is read
/// before it is needed.
fn entry(list: &'static str, key: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes.get(low..middle)?.iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes.get(middle..high)?.iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
        let mut fields = list.get(start..end)?.split('\t');
        let name = fields.next()?;
        match name.cmp(key) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return Some((name, fields.next()?, fields.next()?)),
        }
    }
    None
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

    #[test]
    fn every_line_of_the_longer_list_is_found() {
        let mut last = "";
        for line in PROFILES.lines().filter(|line| !line.starts_with("# ")) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [form, _, nouns] = fields[..] else { panic!("not three fields: {line}") };
            assert!(form > last, "out of order: {form}");
            assert!(!nouns.is_empty() && profile(form).is_some(), "nothing is known of {form}");
            last = form;
        }
        let bank = profile("Fed").expect("a well-known name");
        assert_eq!((bank.name, bank.kind), ("Federal Reserve", ActorKind::Organisation));
        assert!(bank.nouns().any(|noun| noun == "bank"));
        assert_eq!(profile("L’Oréal"), profile("L'Oréal"));
        assert_eq!(profile("Ada Voss"), None);
    }
}
