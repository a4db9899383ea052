//! Which language a document is written in. Decides by what its source states, or else by a bounded sample of its text;
//! knows nothing of what differs from language to language but their small words.

pub mod others;

use std::sync::LazyLock;

use super::lexicon::{Lex, Lexicon};
use super::pack;
use crate::document::Document;

macro_rules! languages {
    ($($variant:ident $tag:literal $codes:literal $pack:expr, $doc:literal;)*) => {
        /// A language, as far as its words are known here.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Language {
            /// English, and what is too short to tell.
            #[default]
            English,
            $(#[doc = $doc] $variant,)*
            /// Any other: nothing is known of its words, its marks, dashes and colons are read all the same.
            Other,
        }

        impl Language {
            /// Those in which who speaks is analysed.
            pub const ALL: &'static [Self] = &[Self::English, $(Self::$variant,)*];

            /// Its BCP 47 tag, where it is known.
            pub const fn tag(self) -> Option<&'static str> {
                match self {
                    Self::English => Some("en"),
                    $(Self::$variant => Some($tag),)*
                    Self::Other => None,
                }
            }

            /// Its other codes, separated by spaces: those of ISO 639-2, and those of its written forms.
            const fn codes(self) -> &'static str {
                match self {
                    Self::English => "eng",
                    $(Self::$variant => $codes,)*
                    Self::Other => "",
                }
            }

            /// Its name in English.
            pub const fn name(self) -> &'static str {
                match self {
                    Self::English => "English",
                    $(Self::$variant => stringify!($variant),)*
                    Self::Other => "another language",
                }
            }

            /// The data of a language that has no grammar of its own in code.
            pub(super) const fn pack(self) -> Option<pack::Files> {
                match self {
                    $(Self::$variant => $pack,)*
                    Self::English | Self::Other => None,
                }
            }
        }
    };
}

macro_rules! files {
    ($tag:literal) => {
        Some(pack::Files {
            words: include_str!(concat!("../../assets/languages/", $tag, "/words.txt")),
            verbs: include_str!(concat!("../../assets/languages/", $tag, "/verbs.txt")),
        })
    };
}

languages! {
    German "de" "deu ger" None, "German.";
    French "fr" "fra fre" files!("fr"), "French.";
    Spanish "es" "spa" files!("es"), "Spanish.";
    Portuguese "pt" "por" files!("pt"), "Portuguese.";
    Italian "it" "ita" files!("it"), "Italian.";
    Polish "pl" "pol" files!("pl"), "Polish.";
    Norwegian "no" "nor nb nob nn nno" files!("no"), "Norwegian.";
    Swedish "sv" "swe" files!("sv"), "Swedish.";
    Danish "da" "dan" files!("da"), "Danish.";
    Dutch "nl" "nld dut" files!("nl"), "Dutch.";
}

impl Language {
    /// The language of a BCP 47 tag: `de-AT`, `en`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = primary(tag);
        if matches!(primary.as_str(), "" | "und" | "mul" | "zxx") {
            return None;
        }
        let named = |language: &&Self| {
            language.tag() == Some(primary.as_str()) || language.codes().split(' ').any(|code| code == primary)
        };
        Some(Self::ALL.iter().find(named).copied().unwrap_or(Self::Other))
    }
}

/// The language of a BCP 47 tag without script and region: "de" of `de-AT`.
fn primary(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// How many bytes are looked at, in all.
const SAMPLE: usize = 1800;

/// How many pieces they are taken in, spread over the text.
const PIECES: usize = 3;

/// A text with fewer bytes is judged by its small words, letters and marks.
const SHORT: usize = 120;

/// How much must speak for another language than English in a short text.
const ENOUGH: usize = 2;

/// Of so many words of a text at least one is a small one of its language: in news a third to a half of them are.
const LEAST: usize = 6;

/// The language of a document: what its source states, or else what its text looks like.
pub fn of(document: &Document) -> Language {
    document.metadata.language.as_deref().and_then(Language::of_tag).unwrap_or_else(|| detect(&document.text))
}

/// The language of a text, by a sample of bounded length.
pub fn detect(text: &str) -> Language {
    if text.len() < SHORT {
        return of_few_words(text);
    }
    let sample = sample(text);
    if reads_english(&sample) {
        return Language::English;
    }
    of_small_words(&sample)
}

/// How each language that is data looks.
fn packs() -> &'static [(Language, pack::Looks)] {
    static PACKS: LazyLock<Vec<(Language, pack::Looks)>> = LazyLock::new(|| {
        let packs = Language::ALL.iter().filter_map(|&language| Some((language, language.pack()?)));
        packs.map(|(language, files)| (language, pack::looks(files))).collect()
    });
    &PACKS
}

/// The words of a text in small letters.
fn words(lower: &str) -> Vec<&str> {
    lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect()
}

/// The language whose small words a sample is fullest of, where they are as many as in running text.
fn of_small_words(sample: &str) -> Language {
    let foreign = others::name_of_text(sample).filter(|name| !Language::ALL.iter().any(|known| known.name() == *name));
    if foreign.is_some() {
        return Language::Other;
    }
    let lower = sample.to_lowercase();
    let words = words(&lower);
    let coded = [Language::English, Language::German].map(|language| {
        let lexicon = Lexicon::of_language(language);
        (language, words.iter().filter(|word| lexicon.of(word).any(Lex::FUNCTION)).count())
    });
    let known = |looks: &pack::Looks| words.iter().filter(|word| looks.small.contains(*word)).count();
    let data = packs().iter().map(|(language, looks)| (*language, known(looks)));
    let best = coded.into_iter().chain(data).max_by_key(|&(_, count)| count);
    best.filter(|&(_, count)| count * LEAST >= words.len()).map_or(Language::Other, |(language, _)| language)
}

/// The language of a short text: the one that more speaks for than for English and any other.
fn of_few_words(text: &str) -> Language {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).into_iter().filter(|word| word.chars().nth(1).is_some()).collect();
    let small = |language| {
        let lexicon = Lexicon::of_language(language);
        words.iter().filter(|word| lexicon.of(word).any(Lex::FUNCTION)).count()
    };
    let english = small(Language::English);
    // Most short texts are English, and the words of all other languages take longer to read than they do.
    if english >= ENOUGH && 3 * english >= words.len() && lower.chars().all(|c| c.is_ascii() || !c.is_alphabetic()) {
        return Language::English;
    }
    let weight = |sign: &str| match lower.contains(sign) {
        true if sign.chars().all(char::is_alphabetic) => 1,
        true => ENOUGH,
        false => 0,
    };
    let signs = Lexicon::of_language(Language::German).phrases().signs.iter().map(|sign| weight(sign));
    let mut all = vec![(small(Language::German) + signs.max().unwrap_or(0), Language::German)];
    all.extend(packs().iter().map(|(language, looks)| {
        let small = words.iter().filter(|word| looks.small.contains(*word)).count();
        (small + looks.signs.iter().map(|sign| weight(sign)).max().unwrap_or(0), *language)
    }));
    all.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    match all.as_slice() {
        // Two words are too short to tell.
        [(most, language), (second, _), ..]
            if words.len() > 2 && *most >= ENOUGH && *most > english && most > second =>
        {
            *language
        }
        _ => Language::English,
    }
}

/// Whether every part of a sample is full of small words that no other language has so many of. Most texts are, and to
/// count the small words of all languages costs much more.
fn reads_english(sample: &str) -> bool {
    let mut counts = [(0, 0); PIECES];
    let mut at = 0;
    for word in sample.split(' ') {
        if let Some((words, small)) = counts.get_mut(at * PIECES / sample.len().max(1)) {
            *words += 1;
            *small += u32::from(matches!(word, "the" | "of" | "and" | "to" | "that" | "with" | "for" | "from"));
        }
        at += word.len() + 1;
    }
    counts.iter().all(|(words, small)| small * 16 >= *words && *small > 1)
}

/// The first character boundary at or after `at`.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

fn sample(text: &str) -> String {
    if text.len() <= SAMPLE {
        return text.to_owned();
    }
    let length = SAMPLE / PIECES;
    let mut sample = String::with_capacity(SAMPLE + PIECES);
    for piece in 0..PIECES {
        let start = boundary(text, (text.len() - length) / (PIECES - 1) * piece);
        let end = boundary(text, start + length);
        sample.push_str(text.get(start..end).unwrap_or(""));
        sample.push(' ');
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_languages() {
        assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::of_tag("fr_FR"), Some(Language::French));
        assert_eq!(Language::of_tag("EN"), Some(Language::English));
        assert_eq!(Language::of_tag("nb-NO"), Some(Language::Norwegian));
        assert_eq!(Language::of_tag("tr"), Some(Language::Other));
        assert_eq!(Language::of_tag(""), None);
    }

    #[test]
    fn texts_show_their_language() {
        let texts = [
            (
                Language::English,
                "The minister told reporters that the talks had failed. She said nobody had expected the offer, and that it was too late to change anything about it now.",
            ),
            (
                Language::German,
                "Die Ministerin sagte vor der Presse, dass die Gespräche gescheitert seien. Niemand habe mit dem Angebot gerechnet, und es sei nun zu spät, etwas daran zu ändern.",
            ),
            (
                Language::French,
                "La ministre a déclaré devant la presse que les négociations avaient échoué. Personne ne s’attendait à cette offre, et il était trop tard pour y changer quoi que ce soit.",
            ),
            (
                Language::Spanish,
                "La ministra dijo ante la prensa que las negociaciones habían fracasado. Nadie esperaba la oferta, y ya era demasiado tarde para cambiar algo en el acuerdo.",
            ),
            (
                Language::Other,
                "Министр заявила журналистам, что переговоры провалились. Никто не ожидал этого предложения, и было уже слишком поздно что-либо менять в договоре.",
            ),
        ];
        for (language, text) in texts {
            assert_eq!(detect(text), language, "{text}");
            assert_eq!(detect(&text.repeat(40)), language, "{text}");
        }
        assert_eq!(detect("Er ging."), Language::English, "too short to tell");
    }

    #[test]
    fn a_sentence_shows_its_language() {
        let texts = [
            (Language::English, "“We will sign,” Ada Voss said on Tuesday."),
            (Language::English, "The deal is dead, she said."),
            (Language::English, "Was it? Die hard."),
            (Language::English, "Talks stall."),
            (Language::German, "„Wir gehen“, sagte Ada Voss."),
            (Language::German, "Die Gespräche sind gescheitert, sagte die Ministerin."),
            (Language::German, "Sie sagte, dass es zu spät sei."),
            (Language::French, "« Nous ne signerons pas », a déclaré Ada Voss mardi."),
            (Language::French, "La ministre a dit que le pont serait fermé."),
            (Language::French, "Selon elle, les négociations sont mortes."),
        ];
        for (language, text) in texts {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn english_is_plain_only_where_all_of_a_sample_is() {
        let english =
            "The minister told reporters that the talks had failed, and the envoy of the port went to the press. ";
        let german = "Die Ministerin sagte vor der Presse, dass die Gespräche am Abend gescheitert seien und nun alles aus sei. ";
        assert!(reads_english(&english.repeat(6)));
        assert!(!reads_english(&format!("{}{}", english.repeat(6), german.repeat(6))));
        assert!(!reads_english(&german.repeat(6)));
        assert!(!reads_english(""));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_language(text in "\\PC{0,40}", times in 1..200usize) {
            detect(&text.repeat(times));
        }
    }
}
