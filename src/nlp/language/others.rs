//! Names of languages, those too in which who speaks is not analysed: by a tag, else by small words or the script of a text;
//! where these do not decide, it has no name here.

use std::collections::HashSet;

/// Name, codes and small words of each language.
fn languages() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let rows = include_str!("../../../assets/languages/others.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

/// The name of the language of a BCP 47 tag; of one that is not known here its code.
pub fn name_of_tag(tag: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let code = super::primary(tag);
    let known = languages().find(|(_, codes, _)| codes.split(' ').any(|other| other == code));
    let is_code = (2..=LONGEST).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    known.map(|(name, ..)| name.to_owned()).or_else(|| is_code.then(|| format!("the language “{code}”")))
}

/// How many bytes of a text are looked at.
const SAMPLE: usize = 4000;
/// How many small words of a language a text must have, and how many different ones.
const ENOUGH: (usize, usize) = (3, 2);

/// The name of the language that the beginning of a text is written in.
pub fn name_of_text(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let sample = text.get(..end).unwrap_or_default().to_lowercase();
    by_words(&sample).or_else(|| by_script(&sample))
}

/// The language whose small words are the most; none where two have as many.
fn by_words(sample: &str) -> Option<&'static str> {
    let words = super::words(sample);
    let counted = |(name, _, small): (&'static str, &str, &str)| {
        let small: HashSet<&str> = small.split(' ').filter(|word| !word.is_empty()).collect();
        let here: Vec<&str> = words.iter().copied().filter(|word| small.contains(word)).collect();
        let different = here.iter().collect::<HashSet<_>>().len();
        (here.len() >= ENOUGH.0 && different >= ENOUGH.1).then_some((here.len(), name))
    };
    let mut counts: Vec<(usize, &'static str)> = languages().filter_map(counted).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_or_mixed_text_has_no_name() {
        assert_eq!(name_of_text(""), None);
        assert_eq!(name_of_text("los los los"), None, "one word is not enough");
        assert_eq!(name_of_text(&"é".repeat(SAMPLE)), None);
    }

    #[test]
    fn languages_are_named_by_words_and_script() {
        let texts = [
            ("Bakan görüşmelerin başarısız olduğunu ve bir teklif için geç olduğunu bu sabah söyledi.", "Turkish"),
            (
                "Министр заявила, что переговоры провалились. Никто не ожидал, что это было сделано, как они говорят.",
                "Russian",
            ),
            ("大臣は記者団に対し、交渉は失敗したと述べた。誰もこの提案を予想していなかった。", "Japanese"),
        ];
        for (text, name) in texts {
            assert_eq!(name_of_text(text), Some(name), "{text}");
        }
    }
}
