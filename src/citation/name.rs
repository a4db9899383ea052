//! Names of authors, taken apart: people into given and family names, others whole. What cannot be told for sure stays
//! whole, which every style takes.

/// Words that stand before a family name and belong to it.
const PARTICLES: [&str; 28] = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "ter", "ten",
    "zu", "zum", "zur", "af", "av", "al", "el", "bin", "ibn", "bint", "y",
];

/// Words that people's names do not have.
const OF_BODIES: [&str; 30] = [
    "the",
    "news",
    "press",
    "agency",
    "agencies",
    "times",
    "post",
    "herald",
    "tribune",
    "journal",
    "courier",
    "magazine",
    "media",
    "network",
    "online",
    "service",
    "staff",
    "team",
    "desk",
    "editor",
    "editors",
    "editorial",
    "board",
    "office",
    "reporter",
    "reporters",
    "correspondent",
    "university",
    "institute",
    "group",
];

const SUFFIXES: [&str; 6] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III"];

/// Names of people have no more words.
const WORDS: usize = 6;

/// The name of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name<'n> {
    /// A person.
    Person {
        /// Given names.
        given: Vec<&'n str>,
        /// The family name, with what belongs to it.
        family: String,
        /// What stands behind it.
        suffix: Option<&'n str>,
    },
    /// A publication, an agency, or a name that cannot be taken apart.
    Whole(&'n str),
}

impl<'n> Name<'n> {
    /// Takes a name apart.
    pub fn of(name: &'n str) -> Self {
        Self::person(name).unwrap_or(Self::Whole(name))
    }

    fn person(name: &'n str) -> Option<Self> {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        let suffix = words.pop_if(|word| SUFFIXES.contains(word));
        let is_particle = |word: &str| PARTICLES.contains(&word);
        let in_names = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '\u{300}'..='\u{36F}');
        let fits = |word: &&str| {
            (is_particle(word) || word.starts_with(char::is_uppercase))
                && word.chars().all(in_names)
                && !OF_BODIES.contains(&word.to_lowercase().as_str())
        };
        let last = words.last()?;
        if !(2..=WORDS).contains(&words.len()) || !words.iter().all(fits) || is_particle(last) {
            return None;
        }
        let before = words.iter().rev().skip(1).take_while(|word| is_particle(word)).count();
        let given = words.len() - 1 - before;
        let family = words.split_off(given).join(" ");
        (given > 0).then_some(Self::Person { given: words, family, suffix })
    }

    /// What it is sorted by.
    pub fn family(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Whole(name) => name,
        }
    }
}
