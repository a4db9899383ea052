//! Word lists: what is known of a word by itself. The words are data (`assets/lexicons/LANGUAGE/LIST.txt`, one a line,
//! `#` starts a comment); a list is one bit.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

macro_rules! lists {
    ($($bit:literal $flag:ident $file:literal $doc:literal;)*) => {
        impl Lex {
            $(#[doc = $doc] pub const $flag: Lex = Lex(1 << $bit);)*
        }
        const ENGLISH: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../assets/lexicons/en/", $file, ".txt"))),)*];
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
}

impl Lex {
    /// No list.
    pub const NONE: Lex = Lex(0);

    /// Whether it shares a list with `other`.
    pub const fn any(self, other: Lex) -> bool {
        self.0 & other.0 != 0
    }

    /// In either.
    #[must_use]
    pub const fn or(self, other: Lex) -> Lex {
        Lex(self.0 | other.0)
    }
}

/// The word lists of one language.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Lex>,
    longest: usize,
}

impl Lexicon {
    /// English. Read on first use.
    pub fn english() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(ENGLISH));
        &LEXICON
    }

    fn new(lists: &[(Lex, &str)]) -> Self {
        let size = lists.iter().map(|(_, list)| list.len() / 8).sum();
        let mut words: FxHashMap<Box<str>, Lex> = FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher);
        for &(flag, list) in lists {
            for word in entries(list) {
                let known = words.entry(word.into()).or_default();
                *known = known.or(flag);
            }
        }
        let longest = words.keys().map(|word| word.len()).max().unwrap_or(0);
        Self { words, longest }
    }

    /// What is known of a word, whatever its case; `’` counts as `'`.
    pub fn of(&self, word: &str) -> Lex {
        // No list holds a longer word, and lower-casing changes the length of few letters.
        if word.len() > self.longest + 8 {
            return Lex::NONE;
        }
        let mut buffer = [0u8; 64];
        match lower_ascii(word, &mut buffer) {
            Some(lower) => self.words.get(lower).copied().unwrap_or_default(),
            None => self.words.get(word.to_lowercase().replace('’', "'").as_str()).copied().unwrap_or_default(),
        }
    }
}

/// The lower-case form of a short ASCII word without allocation; `None` for any other.
fn lower_ascii<'b>(word: &str, buffer: &'b mut [u8; 64]) -> Option<&'b str> {
    let target = buffer.get_mut(..word.len())?;
    if !word.is_ascii() {
        return None;
    }
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

/// The entries of a list file: lines without comments and surrounding space.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
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
    fn every_list_has_words() {
        for (_, list) in ENGLISH {
            assert!(entries(list).count() > 2);
        }
    }
}
