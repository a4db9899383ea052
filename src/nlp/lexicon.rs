//! Word lists: what is known of a word by itself. The words are data (`assets/lexicons/LANGUAGE/LIST.txt`, one a line,
//! `#` starts a comment); a list is one bit.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::language::Language;

macro_rules! lists {
    ($($bit:literal $flag:ident $file:literal $doc:literal;)*) => {
        impl Lex {
            $(#[doc = $doc] pub const $flag: Lex = Lex(1 << $bit);)*
        }
        const ENGLISH: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../assets/lexicons/en/", $file, ".txt"))),)*];
        const GERMAN: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../assets/lexicons/de/", $file, ".txt"))),)*];
        const FRENCH: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../assets/lexicons/fr/", $file, ".txt"))),)*];
    };
}

/// A set of word lists, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lex(u64);

lists! {
    0 ABBREVIATION "abbreviations" "Written with a dot that ends no sentence.";
    1 DETERMINER "determiners" "a, the, this, some, …";
    2 PRONOUN "pronouns" "Personal, reflexive, indefinite and relative pronouns.";
    3 POSSESSIVE "possessives" "my, her, their, …";
    4 PREPOSITION "prepositions" "of, in, with, …";
    5 CONJUNCTION "conjunctions" "and, or, but.";
    6 SUBORDINATOR "subordinators" "that, whether, because, when, …";
    7 AUXILIARY "auxiliaries" "Forms of be, have and do.";
    8 MODAL "modals" "will, would, can, …";
    9 ADVERB "adverbs" "Common adverbs, with all that end in -ly as a rule of its own.";
    10 SAY "say" "Verbs of speech, all forms.";
    11 ATTITUDE "attitude" "Verbs of thinking, feeling, showing, all forms.";
    12 SAY_NOUN "say-nouns" "claim, statement, warning, …";
    13 WH "wh" "who, what, which, how, …";
    14 NEGATION "negation" "not, n't, never.";
    15 VERB "verbs" "Common finite verb forms that are no verbs of speech.";
    40 REPORT "report" "Verbs of speech that report without quotation marks, all forms.";
    16 TIME "time" "Days, months and other words of time.";
    17 GIVEN_MALE "given-male" "Given names of men.";
    18 GIVEN_FEMALE "given-female" "Given names of women.";
    19 TITLE "titles" "Mr., President, Aunt: what stands before a name.";
    20 MALE "male" "Words that show a man: Mr., father, chairman.";
    21 FEMALE "female" "Words that show a woman: Mrs., mother, chairwoman.";
    22 ROLE "roles" "Nouns for a person by office, work, rank or part.";
    23 FAMILY "family" "Nouns for relatives.";
    24 GROUP "groups" "people, police, leaders: plural without a rule.";
    25 ORGANISATION_NOUN "organisation-nouns" "company, ministry, party, …";
    26 DOCUMENT "documents" "report, study, poll: what is quoted as a source.";
    27 ORGANISATION_WORD "organisation-words" "Inc., University: part of the name of an organisation.";
    28 PLACE "places" "Countries, capitals and other places of one word.";
    29 DEMONYM "demonyms" "Ukrainian, European: of a place or creed.";
    30 PARTICLE "particles" "de, von, bin: small words inside a name.";
    31 COMMON "common" "Words that start sentences and are no names.";
    41 TIE "ties" "Words that tie a person to those they know or act for: close, familiar, representing.";
    43 QUANTITY "quantities" "Words for people by their number alone: some, many, others.";
    42 INDEFINITE "indefinite" "Words for a person that nothing else describes: someone, those.";
}

/// Lists that only German has.
const GERMAN_ONLY: &[(Lex, &str)] = &[
    (Lex::SEPARABLE, include_str!("../../assets/lexicons/de/separable.txt")),
    (Lex::SEPARATED, include_str!("../../assets/lexicons/de/separated.txt")),
    (Lex::SUBJUNCTIVE, include_str!("../../assets/lexicons/de/subjunctive.txt")),
    (Lex::IRREALIS, include_str!("../../assets/lexicons/de/irrealis.txt")),
];

/// Lists whose regular plurals are known too.
const PLURALISED: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT).or(Lex::DEMONYM);

impl Lex {
    /// The plural of a word of [`ROLE`](Self::ROLE), [`FAMILY`](Self::FAMILY) and other lists of nouns, made by rule.
    pub const PLURAL: Lex = Lex(1 << 63);

    /// Forms of verbs of speech that say nothing without their particle: German "teilte … mit".
    pub const SEPARABLE: Lex = Lex(1 << 59);

    /// The particles that go with [`SEPARABLE`](Self::SEPARABLE).
    pub const SEPARATED: Lex = Lex(1 << 60);

    /// Verb forms that show reported speech by themselves: German "er sei", "er habe".
    pub const SUBJUNCTIVE: Lex = Lex(1 << 61);

    /// Verb forms that may go on with reported speech: German "er wäre", "er hätte".
    pub const IRREALIS: Lex = Lex(1 << 62);

    /// Given names.
    pub const GIVEN: Lex = Self::GIVEN_MALE.or(Self::GIVEN_FEMALE);

    /// No list.
    pub const NONE: Lex = Lex(0);

    /// Whether it shares a list with `other`.
    pub const fn any(self, other: Lex) -> bool {
        self.0 & other.0 != 0
    }

    /// What is in both.
    const fn only(self, other: Lex) -> Lex {
        Lex(self.0 & other.0)
    }

    /// What is in it and not in `other`.
    #[must_use]
    pub const fn without(self, other: Lex) -> Lex {
        Lex(self.0 & !other.0)
    }

    /// In either.
    #[must_use]
    pub const fn or(self, other: Lex) -> Lex {
        Lex(self.0 | other.0)
    }
}

impl Lex {
    /// Words that are ordinary ones before they are names: nouns for people and things, verbs, demonyms, times.
    pub const ORDINARY: Lex = Lex::COMMON
        .or(Lex::ROLE)
        .or(Lex::FAMILY)
        .or(Lex::GROUP)
        .or(Lex::ORGANISATION_NOUN)
        .or(Lex::DOCUMENT)
        .or(Lex::SAY)
        .or(Lex::SAY_NOUN)
        .or(Lex::VERB)
        .or(Lex::ATTITUDE)
        .or(Lex::DEMONYM)
        .or(Lex::TIME);

    /// The words that hold a sentence together: names only where much speaks for it.
    pub const FUNCTION: Lex = Lex::DETERMINER
        .or(Lex::PRONOUN)
        .or(Lex::POSSESSIVE)
        .or(Lex::PREPOSITION)
        .or(Lex::CONJUNCTION)
        .or(Lex::SUBORDINATOR)
        .or(Lex::AUXILIARY)
        .or(Lex::MODAL)
        .or(Lex::NEGATION)
        .or(Lex::WH);
}

/// The word lists of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that fit a [`Key`].
    short: FxHashMap<Key, Lex>,
    /// All others.
    long: FxHashMap<Box<str>, Lex>,
    longest: usize,
    language: Language,
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
        static GERMAN_LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::new(Language::German, &[GERMAN, GERMAN_ONLY]));
        static FRENCH_LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Language::French, &[FRENCH]));
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Language::Other, &[]));
        match language {
            Language::English => Self::english(),
            Language::German => &GERMAN_LEXICON,
            Language::French => &FRENCH_LEXICON,
            Language::Other => &EMPTY,
        }
    }

    /// Whose words these are.
    pub const fn language(&self) -> Language {
        self.language
    }

    fn new(language: Language, groups: &[&[(Lex, &str)]]) -> Self {
        let size = groups.iter().copied().flatten().map(|(_, list)| list.len() / 8).sum();
        let short = FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher);
        let mut lexicon = Self { short, long: FxHashMap::default(), longest: 0, language };
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
        if word.len() > self.longest + 8 {
            return Lex::NONE;
        }
        if let Some(key) = key(word).and_then(lower) {
            return self.short.get(&key).copied().unwrap_or_else(|| self.of_compound(word));
        }
        let word = word.to_lowercase().replace('’', "'");
        let known = match key(&word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word.as_str()),
        };
        known.copied().unwrap_or_else(|| self.of_compound(&word))
    }

    /// What a noun for a person is that no list has: "ex-governor", "co-organiser", "mother-of-three".
    fn of_compound(&self, word: &str) -> Lex {
        const PEOPLE: Lex = Lex::ROLE.or(Lex::FAMILY);
        const KEPT: Lex = PEOPLE.or(Lex::PLURAL).or(Lex::MALE).or(Lex::FEMALE);
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
