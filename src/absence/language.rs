//! What the language of an article is called, where it is one in which who speaks is not analysed. By its tag, else by
//! small words or the script of its beginning; where these do not decide, it has no name here.

use std::collections::HashSet;

use crate::document::Document;
use crate::nlp::language::{self, Language};

/// A language in which who speaks is not analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanalysed {
    /// Its name in English, where that is known; safe.
    pub name: Option<String>,
    /// The source of the article states it.
    pub stated: bool,
}

/// The language of a document, where it is one in which who speaks is not analysed.
pub fn unanalysed(document: &Document) -> Option<Unanalysed> {
    if language::of(document) != Language::Other {
        return None;
    }
    let tag = document.metadata.language.as_deref().filter(|tag| Language::of_tag(tag).is_some());
    Some(match tag {
        Some(tag) => Unanalysed { name: of_tag(tag), stated: true },
        None => Unanalysed { name: of_text(&document.text).map(str::to_owned), stated: false },
    })
}

/// The name of the language of a BCP 47 tag; of one that is not known here its code.
fn of_tag(tag: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let code = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let known = LANGUAGES.iter().find(|(_, codes, _)| codes.split(' ').any(|other| other == code));
    let is_code = (2..=LONGEST).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    known.map(|(name, ..)| (*name).to_owned()).or_else(|| is_code.then(|| format!("the language “{code}”")))
}

/// How many bytes of a text are looked at.
const SAMPLE: usize = 4000;
/// How many small words of a language a text must have, and how many different ones.
const ENOUGH: (usize, usize) = (3, 2);

fn of_text(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let sample = text.get(..end).unwrap_or_default().to_lowercase();
    by_words(&sample).or_else(|| by_script(&sample))
}

/// The language whose small words are the most; none where two have as many.
fn by_words(sample: &str) -> Option<&'static str> {
    let words: Vec<&str> = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let counted = |(name, _, small): &(&'static str, &str, &str)| {
        let small: HashSet<&str> = small.split(' ').filter(|word| !word.is_empty()).collect();
        let here: Vec<&str> = words.iter().copied().filter(|word| small.contains(word)).collect();
        let different = here.iter().collect::<HashSet<_>>().len();
        (here.len() >= ENOUGH.0 && different >= ENOUGH.1).then_some((here.len(), *name))
    };
    let mut counts: Vec<(usize, &'static str)> = LANGUAGES.iter().filter_map(counted).collect();
    counts.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    match counts.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, name), ..] => Some(name),
        [] => None,
    }
}

/// The language that is alone in its script, where most letters are of that.
fn by_script(sample: &str) -> Option<&'static str> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let share = |from: char, to: char| sample.chars().filter(|c| (from..=to).contains(c)).count();
    let most = |count: usize| count * 2 > letters;
    let (kana, han) = (share('ぁ', 'ヿ'), share('\u{4e00}', '\u{9fff}'));
    match () {
        () if kana > 0 && most(kana + han) => Some("Japanese"),
        () if most(han) => Some("Chinese"),
        () if most(share('가', '힣')) => Some("Korean"),
        () if most(share('α', 'ω')) => Some("Greek"),
        () if most(share('א', 'ת')) => Some("Hebrew"),
        () if most(share('ก', '๛')) => Some("Thai"),
        () => None,
    }
}

/// Name, codes, and small words that its neighbours do not have, or have less.
const LANGUAGES: [(&str, &str, &str); 42] = [
    ("Afrikaans", "af afr", ""),
    ("Albanian", "sq sqi alb", ""),
    ("Arabic", "ar ara", "في من على إلى أن التي"),
    ("Basque", "eu eus baq", ""),
    ("Bulgarian", "bg bul", "че от за са който"),
    ("Catalan", "ca cat", "amb els però aquest és dels"),
    ("Chinese", "zh zho chi cmn yue", ""),
    ("Croatian", "hr hrv", ""),
    ("Czech", "cs ces cze", "že jako pro ale jsou byl ve"),
    ("Danish", "da dan", "og ikke af til er blev"),
    ("Dutch", "nl nld dut", "het een van niet dat voor zijn"),
    ("Estonian", "et est", ""),
    ("Finnish", "fi fin", "ja että oli mutta myös ei"),
    ("Galician", "gl glg", "non unha polo coa pola"),
    ("Greek", "el ell gre", ""),
    ("Hebrew", "he heb iw", ""),
    ("Hindi", "hi hin", "के में है की और"),
    ("Hungarian", "hu hun", "hogy nem és egy azt volt"),
    ("Icelandic", "is isl ice", ""),
    ("Indonesian", "id ind", "yang dan dengan untuk tidak"),
    ("Irish", "ga gle", ""),
    ("Italian", "it ita", "che il non della per è gli"),
    ("Japanese", "ja jpn", ""),
    ("Korean", "ko kor", ""),
    ("Latin", "la lat", ""),
    ("Latvian", "lv lav", ""),
    ("Lithuanian", "lt lit", ""),
    ("Norwegian", "no nor nb nob nn nno", "og ikke av til er ble"),
    ("Persian", "fa fas per", "که از این است را"),
    ("Polish", "pl pol", "nie się że jest oraz przez"),
    ("Portuguese", "pt por", "não uma com pelo mas são dos"),
    ("Romanian", "ro ron rum", "și că pentru este nu din"),
    ("Russian", "ru rus", "что это был они его как"),
    ("Serbian", "sr srp", ""),
    ("Slovak", "sk slk slo", "že ako pre ale sú bol vo"),
    ("Slovenian", "sl slv", ""),
    ("Spanish", "es spa", "los las por con para pero una"),
    ("Swedish", "sv swe", "och inte att för är"),
    ("Thai", "th tha", ""),
    ("Turkish", "tr tur", "ve bir bu için ile"),
    ("Ukrainian", "uk ukr", "що це був вони його та"),
    ("Vietnamese", "vi vie", "và của là không được"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, tag: Option<&str>) -> Document {
        let metadata = crate::document::Metadata { language: tag.map(str::to_owned), ..Default::default() };
        crate::document::plain(text.to_owned(), metadata)
    }

    #[test]
    fn languages_are_named_by_tag_or_text() {
        let texts = [
            (
                "La ministra dijo que las negociaciones habían fracasado. Nadie esperaba la oferta, y era tarde para cambiar el acuerdo con los vecinos por la vía legal.",
                "Spanish",
            ),
            (
                "A ministra disse que as negociações não deram certo. Uma oferta com os vizinhos, mas tarde demais, não são boas notícias.",
                "Portuguese",
            ),
            (
                "La ministra ha detto che il negoziato non è riuscito. Nessuno si aspettava l’offerta della città, che è arrivata tardi per il porto.",
                "Italian",
            ),
            (
                "De minister zei dat het overleg niet gelukt is. Niemand had een aanbod van de stad verwacht, en het was te laat voor een akkoord.",
                "Dutch",
            ),
            (
                "Minister powiedziała, że rozmowy się nie powiodły. Nikt nie spodziewał się tej oferty i jest już za późno na zmiany w umowie.",
                "Polish",
            ),
            (
                "Министр заявила, что переговоры провалились. Никто не ожидал, что это предложение было сделано, как они говорят, в срок.",
                "Russian",
            ),
            (
                "大臣は記者団に対し、交渉は失敗したと述べた。誰もこの提案を予想していなかった。合意を変えるにはもう遅すぎた。",
                "Japanese",
            ),
        ];
        for (text, name) in texts {
            let found = unanalysed(&document(text, None)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.name.as_deref(), found.stated), (Some(name), false), "{text}");
        }
        let stated = |tag: &str| unanalysed(&document("Talks stall.", Some(tag))).map(|it| it.name.unwrap_or_default());
        assert_eq!(stated("pl-PL").as_deref(), Some("Polish"));
        assert_eq!(stated("xx").as_deref(), Some("the language “xx”"));
        assert_eq!(stated("\u{1b}[2J").as_deref(), Some(""), "no name is made of what is no tag");
        assert_eq!((stated("de-AT"), stated("en"), stated("")), (None, None, None));
    }

    #[test]
    fn little_or_mixed_text_has_no_name() {
        assert_eq!(of_text(""), None);
        assert_eq!(of_text("los los los"), None, "one word is not enough");
        assert_eq!(of_text(&"é".repeat(SAMPLE)), None);
    }
}
