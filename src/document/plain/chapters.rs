//! Numbers and titles of chapters in plain-text books: `CHAPTER I.`, `Part the First`, `II`, and a title on the line behind.

/// The longest title, characters.
const TITLE: usize = 80;
/// The most words of a title.
const WORDS: usize = 14;

const KEYWORDS: [&str; 18] = [
    "chapter", "chap", "part", "book", "volume", "section", "canto", "act", "scene", "letter", "stave", "kapitel",
    "teil", "buch", "chapitre", "partie", "livre", "tome",
];

const NUMBERS: [&str; 48] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "last",
    "erstes",
    "zweites",
    "drittes",
    "viertes",
    "fünftes",
    "sechstes",
    "siebtes",
    "siebentes",
    "achtes",
    "neuntes",
    "zehntes",
    "erster",
    "zweiter",
    "dritter",
    "premier",
    "première",
    "dernier",
];

/// Whether a line is the number of a chapter, and maybe its title.
pub fn is_chapter(words: &str) -> bool {
    if words.len() > 4 * TITLE || words.chars().count() > TITLE {
        return false;
    }
    if is_number(words) {
        return true;
    }
    let Some((rest, _)) = after_number(words) else { return false };
    let title = rest.trim_start_matches(['.', ':', '-', '–', '—', ' ', '\t']);
    let parted = rest.starts_with(['.', ':', '-', '–', '—']) || rest.starts_with("  ") || rest.starts_with(" –");
    let parted = parted || rest.starts_with(" —") || rest.starts_with(" -") || !title.chars().any(char::is_lowercase);
    parted && is_title(title)
}

/// Whether a line is the number of a chapter and nothing else.
pub fn is_number(words: &str) -> bool {
    if words.len() > TITLE {
        return false;
    }
    let bare = words.trim_end_matches(['.', ':']);
    is_roman(bare) || after_number(words).is_some_and(|(rest, _)| rest.trim_matches(['.', ':', ' ']).is_empty())
}

/// Whether a line behind the number of a chapter can be its title.
pub fn is_title(words: &str) -> bool {
    let all = || words.split_whitespace();
    let sentence = words.ends_with(['.', '!', '?']);
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let long = || all().filter(|word| word.chars().count() > 3);
    let titled = long().filter(capital).count() * 2 >= long().count();
    words.len() <= 4 * TITLE
        && words.chars().count() <= TITLE
        && all().count() <= WORDS
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '‘'))
        && words.chars().any(char::is_alphabetic)
        && !words.ends_with([',', ';', ':'])
        && !super::shape::has_inner_stop(words)
        && super::shape::byline(words).is_none()
        && (!sentence || titled)
}

/// What follows `CHAPTER I`, `Part the First`, `Erstes Kapitel` at the start of a line, and the number.
fn after_number(words: &str) -> Option<(&str, &str)> {
    let (first, rest) = word(words);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    if is_keyword(first) {
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        let (second, after) = word(rest);
        let (number, after) =
            if second.eq_ignore_ascii_case("the") { word(after.trim_start()) } else { (second, after) };
        return is_counting(number).then_some((after, number));
    }
    let (second, after) = word(rest.trim_start());
    (is_counted(first) && is_keyword(second)).then_some((after, first))
}

/// The first word, and what follows it.
fn word(words: &str) -> (&str, &str) {
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    words.split_at_checked(end).unwrap_or((words, ""))
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

/// Whether a word counts: `4`, `IV`, `Four`, `Fourth`.
fn is_counting(word: &str) -> bool {
    let digits = !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits || is_roman(word) || is_counted(word)
}

fn is_counted(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.len() <= 20 && NUMBERS.contains(&lower.as_str())
}

/// A Roman number in capitals, of letters that numbers of chapters have.
fn is_roman(word: &str) -> bool {
    let mut rest = word.trim_start_matches('C');
    let hundreds = word.len() - rest.len();
    for (one, five, ten) in [("X", "L", "C"), ("I", "V", "X")] {
        let nine = format!("{one}{ten}");
        let four = format!("{one}{five}");
        if let Some(after) = rest.strip_prefix(&nine).or_else(|| rest.strip_prefix(&four)) {
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(five).unwrap_or(rest);
        rest = (0..3).fold(rest, |rest, _| rest.strip_prefix(one).unwrap_or(rest));
    }
    !word.is_empty() && rest.is_empty() && hundreds <= 3 && (word.len() > 1 || matches!(word, "I" | "V" | "X" | "L"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_count() {
        for words in [
            "CHAPTER I.",
            "Chapter 12",
            "II",
            "IV.",
            "XLIX",
            "Part the First",
            "BOOK THE SECOND",
            "Part Two.",
            "Erstes Kapitel",
        ] {
            assert!(is_number(words) && is_chapter(words), "{words}");
        }
        for words in [
            "CHAPTER I. The Quay",
            "Chapter 3: Rain on the Pier",
            "CHAPTER IV--THE BOAT.",
            "Chapter II.  In which it Rains",
            "PART ONE THE QUAY",
        ] {
            assert!(is_chapter(words) && !is_number(words), "{words}");
        }
    }

    #[test]
    fn sentences_do_not_count() {
        for words in [
            "Part one was over.",
            "Part of the first crew left",
            "Chapter and verse",
            "Act now",
            "Book the second boat for me, she said.",
            "IIII",
            "MIX",
            "C.",
            "12",
            "Chapter 3. It was raining. They left.",
        ] {
            assert!(!is_chapter(words), "{words}");
        }
        assert!(is_title("The Quay.") && is_title("In which it rains") && !is_title("It was raining on the quay."));
    }
}
