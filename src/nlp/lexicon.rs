//! Word lists: what is known of a word by itself. The words are data (`assets/lexicons/LANGUAGE/LIST.txt`, one a line, `#`
//! starts a comment; or a folder of `pack`); a list is one bit.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::german;
use super::language::Language;
use super::pack::{self, Phrases};

mod lists;

pub use lists::Lex;
use lists::{ENGLISH, FRENCH, GERMAN, GERMAN_CASES, GERMAN_ONLY, GERMAN_SIGNS, PLURALISED};

/// The word lists of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that fit a [`Key`].
    short: FxHashMap<Key, Lex>,
    /// All others.
    long: FxHashMap<Box<str>, Lex>,
    longest: usize,
    language: Language,
    phrases: Phrases,
    /// Its language is nothing but data.
    pack: bool,
}

/// The letters of a word of up to 16 bytes as two numbers: nothing to allocate, nothing to look up elsewhere.
type Key = (u64, u64);

/// The key of a word; `None` where it is too long.
#[inline]
fn key(word: &str) -> Option<Key> {
    let mut letters = [0; 16];
    letters.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    let letters = u128::from_le_bytes(letters);
    Some((letters as u64, (letters >> 64) as u64))
}

/// The key of the same word in lower case; `None` where not all of it is ASCII.
#[inline]
fn lower((first, rest): Key) -> Option<Key> {
    const TOP: u64 = u64::from_ne_bytes([0x80; 8]);
    let each = |byte: u8| u64::from_ne_bytes([byte; 8]);
    // The sums reach the top bit of those bytes that are at least `A`, and of those that are above `Z`.
    let lower = |letters: u64| {
        let capitals = (letters + each(0x80 - b'A')) & !(letters + each(0x7f - b'Z')) & TOP;
        letters | capitals >> 2
    };
    ((first | rest) & TOP == 0).then(|| (lower(first), lower(rest)))
}

impl Lexicon {
    /// English. Read on first use.
    pub fn english() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Language::English, &[ENGLISH]));
        &LEXICON
    }

    /// The lists of a language, read on first use; empty where nothing is known of it.
    pub fn of_language(language: Language) -> &'static Lexicon {
        static READ: [OnceLock<Lexicon>; Language::ALL.len() + 1] =
            [const { OnceLock::new() }; Language::ALL.len() + 1];
        let empty = &READ[Language::ALL.len()];
        let slot = READ.get(language as usize).unwrap_or(empty);
        match language {
            Language::English => Self::english(),
            Language::German => slot.get_or_init(|| {
                let mut lexicon = Lexicon::new(language, &[GERMAN, GERMAN_ONLY]);
                lexicon.phrases.signs = entries(GERMAN_SIGNS).map(Box::from).collect();
                lexicon.phrases.cases = pairs(GERMAN_CASES).map(|(case, base)| (case.into(), base.into())).collect();
                lexicon
            }),
            Language::French => slot.get_or_init(|| Lexicon::of_pack(language, &[FRENCH])),
            _ => slot.get_or_init(|| Lexicon::of_pack(language, &[])),
        }
    }

    /// The lists of a language and the data of its pack.
    fn of_pack(language: Language, groups: &[&[(Lex, &str)]]) -> Self {
        let mut lexicon = Lexicon::new(language, groups);
        if let Some(files) = language.pack() {
            let phrases = pack::read(files, &mut |word, lex| lexicon.add(word, lex));
            lexicon.phrases = phrases;
            lexicon.pack = true;
            lexicon.settle();
        }
        lexicon
    }

    /// Whether its language is nothing but data, read by the grammar that such languages share.
    pub(crate) const fn is_pack(&self) -> bool {
        self.pack
    }

    /// A number for the group of languages that models tell apart: those that are data are one. Trained weights depend on it.
    pub(crate) const fn group(&self) -> u32 {
        match self.language {
            _ if self.pack => 1,
            Language::English => 2,
            Language::German => 3,
            Language::French => 4,
            _ => 13,
        }
    }

    /// The lists for stories, where a language has a grammar of its own for these.
    pub(super) fn of_stories(&self) -> Option<&'static Lexicon> {
        static STORIES: LazyLock<Lexicon> = LazyLock::new(|| {
            let mut lexicon = Lexicon::new(Language::French, &[FRENCH]);
            let Phrases { elided, tied, .. } = Lexicon::of_language(Language::French).phrases.clone();
            lexicon.phrases = Phrases { elided, tied, ..Phrases::default() };
            lexicon
        });
        (self.pack && self.language == Language::French).then(|| &*STORIES)
    }

    /// What is known beside single words.
    pub(crate) const fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// Whose words these are.
    pub const fn language(&self) -> Language {
        self.language
    }

    fn new(language: Language, groups: &[&[(Lex, &str)]]) -> Self {
        let size = groups.iter().copied().flatten().map(|(_, list)| list.len() / 8).sum();
        let short = FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher);
        let mut lexicon =
            Self { short, long: FxHashMap::default(), longest: 0, language, phrases: Phrases::default(), pack: false };
        for &(flag, list) in groups.iter().copied().flatten() {
            for word in entries(list) {
                lexicon.add(word, flag);
                if language == Language::English && PLURALISED.any(flag) {
                    lexicon.add(&plural(word), flag.or(Lex::PLURAL));
                }
            }
        }
        lexicon
    }

    /// Of a word that is in several lists, which counts: "otros" stands before nouns more often than by itself, "etter" is
    /// more often a preposition.
    fn settle(&mut self) {
        for lex in self.short.values_mut().chain(self.long.values_mut()) {
            if lex.any(Lex::DETERMINER.or(Lex::PREPOSITION).or(Lex::CONJUNCTION)) {
                *lex = lex.without(Lex::PRONOUN);
            }
            if lex.any(Lex::PREPOSITION) {
                // "i" is no word of time, though "i dag" is one.
                *lex = lex.without(Lex::SUBORDINATOR.or(Lex::TIME));
            }
        }
    }

    fn add(&mut self, word: &str, lex: Lex) {
        self.longest = self.longest.max(word.len());
        let known = match key(word) {
            Some(key) => self.short.entry(key).or_default(),
            None => self.long.entry(word.into()).or_default(),
        };
        *known = known.or(lex);
    }

    /// What is known of a word, whatever its case; `’` counts as `'`.
    pub fn of(&self, word: &str) -> Lex {
        // No list holds a longer word, and lower-casing changes the length of few letters.
        let open = self.language == Language::German || !self.phrases.adverb_endings.is_empty();
        if word.len() > self.longest + 8 && !open {
            return Lex::NONE;
        }
        if let Some(key) = key(word).and_then(lower) {
            return self.short.get(&key).copied().unwrap_or_else(|| self.of_compound(&word.to_ascii_lowercase()));
        }
        let word = word.to_lowercase().replace('’', "'");
        let known = match key(&word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word.as_str()),
        };
        known.copied().unwrap_or_else(|| self.of_compound(&word))
    }

    /// What the lists themselves say of a word in small letters.
    pub(super) fn listed(&self, word: &str) -> Lex {
        match key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
        .copied()
        .unwrap_or_default()
    }

    /// What a noun for a person is that no list has: "ex-governor", "co-organiser", "mother-of-three".
    fn of_compound(&self, word: &str) -> Lex {
        const PEOPLE: Lex = Lex::ROLE.or(Lex::FAMILY);
        const KEPT: Lex = PEOPLE.or(Lex::PLURAL).or(Lex::MALE).or(Lex::FEMALE);
        if pack::ending(&self.phrases.adverb_endings, word, 2).is_some() {
            return Lex::ADVERB;
        }
        if self.phrases.grammar.compounds {
            return self.of_last_noun(word);
        }
        if self.language == Language::German {
            return german::unlisted(self, word);
        }
        if self.language != Language::English || !word.contains('-') {
            return Lex::NONE;
        }
        let noun = match word.split_once('-') {
            Some((parent, rest)) if rest.starts_with("of-") => Some(parent).filter(|it| self.of(it).any(Lex::FAMILY)),
            Some((first, noun)) if ["ex", "co", "vice"].iter().any(|it| first.eq_ignore_ascii_case(it)) => Some(noun),
            _ => None,
        };
        let known = noun.map_or(Lex::NONE, |noun| self.of(noun));
        if known.any(PEOPLE) { known.only(KEPT) } else { Lex::NONE }
    }
}

impl Lexicon {
    /// A noun without the ending that is its article, where the lists have it so: "statsministeren", "kvinnan".
    pub(crate) fn without_article(&self, word: &str) -> Option<String> {
        const NOUNS: Lex =
            Lex::ROLE.or(Lex::TITLE).or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT);
        if self.phrases.definite_endings.is_empty() {
            return None;
        }
        let lower = word.to_lowercase();
        let bases = self
            .phrases
            .definite_endings
            .iter()
            .filter_map(|ending| lower.strip_suffix(&**ending))
            .flat_map(|stem| ["", "e", "a"].map(|vowel| format!("{stem}{vowel}")));
        bases.into_iter().find(|base| base.len() > 2 && *base != lower && self.of(base).any(NOUNS))
    }

    /// What the last noun is of several that are written together: "klimaatminister", "ekspertkommentator".
    fn of_last_noun(&self, word: &str) -> Lex {
        /// The shortest last noun, in bytes, and what must be left before it.
        const SHORTEST: usize = 5;
        const FIRST: usize = 3;
        const NOUNS: Lex = Lex::ROLE.or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT).or(Lex::FAMILY);
        const KEPT: Lex = NOUNS.or(Lex::TITLE).or(Lex::PLURAL).or(Lex::MALE).or(Lex::FEMALE);
        let starts = word.char_indices().map(|(at, _)| at).filter(|&at| at >= FIRST && word.len() - at >= SHORTEST);
        for start in starts.take(24) {
            let last = word.get(start..).unwrap_or_default();
            let known = match key(last) {
                Some(key) => self.short.get(&key),
                None => self.long.get(last),
            };
            if let Some(known) = known.filter(|known| known.any(NOUNS.or(Lex::TITLE))) {
                return known.only(KEPT);
            }
        }
        Lex::NONE
    }
}

/// The entries of a list file: lines without comments, surrounding space and what stands after an equals sign.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    pairs(list).map(|(entry, _)| entry)
}

/// The lines of a list file as what stands before and after the first equals sign (nothing after it where none is).
pub fn pairs(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
        .map(|line| line.split_once('=').map_or((line, ""), |(entry, rest)| (entry.trim(), rest.trim())))
}

/// The regular plural of an English noun.
fn plural(noun: &str) -> String {
    let sibilant = ["s", "x", "ch", "sh", "z"].iter().any(|end| noun.ends_with(end));
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    match noun {
        _ if noun.ends_with("man") => format!("{}men", noun.strip_suffix("man").unwrap_or(noun)),
        _ if noun.ends_with('y') && !vowel_before_y => format!("{}ies", noun.strip_suffix('y').unwrap_or(noun)),
        _ if noun.ends_with("wife") => format!("{}wives", noun.strip_suffix("wife").unwrap_or(noun)),
        _ if sibilant => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let lexicon = Lexicon::english();
        assert!(lexicon.of("Said").any(Lex::SAY));
        assert!(lexicon.of("N’T").any(Lex::NEGATION));
        assert_eq!(lexicon.of("zyzzyva"), Lex::NONE);
    }

    #[test]
    fn keys_are_lower_case_and_hold_all_letters() {
        let ascii: String = (1..=0x7f).map(char::from).collect();
        for piece in ascii.as_bytes().chunks(16) {
            let piece = std::str::from_utf8(piece).expect("ASCII");
            assert_eq!(key(piece).and_then(lower), key(&piece.to_ascii_lowercase()), "{piece:?}");
        }
        assert_eq!(key("é").and_then(lower), None);
        assert_eq!(key("seventeen letters"), None);
        let mut lexicon = Lexicon::new(Language::Other, &[]);
        for word in ["sixteen-letters-", "seventeen-letters"] {
            lexicon.add(word, Lex::TITLE);
            assert_eq!(lexicon.of(&word.to_uppercase()), Lex::TITLE);
            assert_eq!(lexicon.of(&word[1..]), Lex::NONE);
        }
    }

    #[test]
    fn compounds_are_what_their_noun_is() {
        let lexicon = Lexicon::english();
        assert!(lexicon.of("ex-governor").any(Lex::ROLE));
        assert!(lexicon.of("Mum-of-three").any(Lex::FAMILY) && lexicon.of("Mum-of-three").any(Lex::FEMALE));
        assert!(lexicon.of("co-owners").any(Lex::PLURAL));
        assert!(!lexicon.of("ex-cathedra").any(Lex::ROLE) && !lexicon.of("jack-of-all").any(Lex::FAMILY));
    }

    #[test]
    fn plurals_are_made_by_rule() {
        let lexicon = Lexicon::english();
        for (word, list) in [("senators", Lex::ROLE), ("wives", Lex::FAMILY), ("zyzzyvas", Lex::NONE)] {
            assert_eq!(lexicon.of(word).any(Lex::PLURAL), list.any(list), "{word}");
        }
        assert!(lexicon.of("secretaries").any(Lex::ROLE) && lexicon.of("chairwomen").any(Lex::PLURAL));
        assert!(!lexicon.of("senator").any(Lex::PLURAL));
    }

    #[test]
    fn every_list_has_words() {
        for (_, list) in [ENGLISH, GERMAN, GERMAN_ONLY, FRENCH].into_iter().flatten() {
            assert!(entries(list).count() > 2);
        }
    }
}
