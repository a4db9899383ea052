//! Which language a document is written in. Decides by what its source states, or else by a bounded sample of its text;
//! knows nothing of what differs from language to language.

use whichlang::{Lang, detect_language};

use super::lexicon::{Lex, Lexicon};
use crate::document::Document;

/// A language, as far as its words are known here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, and what is too short to tell.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Any other: nothing is known of its words, its marks, dashes and colons are read all the same.
    Other,
}

impl Language {
    /// Its BCP 47 tag, where it is known.
    pub const fn tag(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::German => Some("de"),
            Self::French => Some("fr"),
            Self::Other => None,
        }
    }

    /// The language of a BCP 47 tag: `de-AT`, `en`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Some(match primary.as_str() {
            "" | "und" | "mul" | "zxx" => return None,
            "en" | "eng" => Self::English,
            "de" | "deu" | "ger" => Self::German,
            "fr" | "fra" | "fre" => Self::French,
            _ => Self::Other,
        })
    }
}

/// How many bytes are looked at, in all.
const SAMPLE: usize = 1800;

/// How many pieces they are taken in, spread over the text.
const PIECES: usize = 3;

/// A text with fewer bytes is judged by its small words, letters and marks.
const SHORT: usize = 120;

/// How much must speak for another language than English in a short text.
const ENOUGH: usize = 2;

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
    match detect_language(&sample) {
        Lang::Eng => Language::English,
        Lang::Deu => confirmed(&sample, Language::German),
        Lang::Fra => confirmed(&sample, Language::French),
        _ => Language::Other,
    }
}

/// The language of a short text: the one that more speaks for than for English and the other.
fn of_few_words(text: &str) -> Language {
    let speaks = |language: Language, letters: &[char], marks: &[&str]| {
        let lexicon = Lexicon::of_language(language);
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some());
        let small = words.filter(|word| lexicon.of(word).any(Lex::FUNCTION)).count();
        let marked = marks.iter().any(|mark| text.contains(mark));
        small + usize::from(text.contains(letters)) + ENOUGH * usize::from(marked)
    };
    let english = speaks(Language::English, &[], &[]);
    let german = speaks(Language::German, &['ä', 'ö', 'ü', 'ß'], &["„"]);
    let french = speaks(Language::French, &['é', 'è', 'ê', 'à', 'ç'], &["« ", "«\u{a0}", "«\u{202f}"]);
    match german.max(french) {
        most if most < ENOUGH || most <= english => Language::English,
        most if most == german && german > french => Language::German,
        most if most == french && french > german => Language::French,
        _ => Language::English,
    }
}

/// Whether every part of a sample is full of small words that no other language has so many of. Most texts are, and the
/// detector costs as much as all of their tokens.
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

/// The detector knows few languages and always names one of them: the small words must be there too.
fn confirmed(sample: &str, language: Language) -> Language {
    let lexicon = Lexicon::of_language(language);
    let small = Lex::DETERMINER.or(Lex::PREPOSITION).or(Lex::CONJUNCTION).or(Lex::PRONOUN);
    let words = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (all, known) =
        words.fold((0, 0), |(all, known), word| (all + 1, known + u32::from(lexicon.of(word).any(small))));
    if known * 8 >= all { language } else { Language::Other }
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
        assert_eq!(Language::of_tag("pl"), Some(Language::Other));
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
                Language::Other,
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
