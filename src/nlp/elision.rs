//! Words that are written together: elided ones ("qu'il", "dell'accordo"), and verbs with the pronoun that follows them
//! ("répondit-il", "s'écria-t-elle", "disse-lhe").

use std::ops::Range;

use super::pack::Phrases;
use super::token::TokenKind;

/// The parts of a word as tokens: ranges of bytes into it, in order; empty ranges stand for nothing.
pub(super) fn parts(word: &str, phrases: &Phrases) -> [(Range<usize>, TokenKind); 4] {
    let none = (0..0, TokenKind::Word);
    let elided = word.find(['\'', '’']).filter(|&mark| {
        word.get(..mark).is_some_and(|before| phrases.elided.iter().any(|elided| before.eq_ignore_ascii_case(elided)))
    });
    let start =
        elided.map_or(0, |mark| mark + word.get(mark..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    let tied = word.rfind('-').filter(|&hyphen| {
        hyphen > start
            && word
                .get(hyphen + 1..)
                .is_some_and(|after| phrases.tied.iter().any(|tied| after.eq_ignore_ascii_case(tied)))
    });
    let Some(hyphen) = tied else {
        return [(0..start, TokenKind::Word), (start..word.len(), TokenKind::Word), none.clone(), none];
    };
    let stem = word.get(start..hyphen).unwrap_or("");
    let end = if stem.ends_with("-t") { hyphen - 2 } else { hyphen };
    [
        (0..start, TokenKind::Word),
        (start..end, TokenKind::Word),
        (end..hyphen + 1, TokenKind::Clitic),
        (hyphen + 1..word.len(), TokenKind::Word),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::language::Language;
    use crate::nlp::lexicon::Lexicon;

    fn phrases() -> &'static Phrases {
        Lexicon::of_language(Language::French).phrases()
    }

    fn split(word: &str) -> Vec<&str> {
        parts(word, phrases())
            .into_iter()
            .filter(|(range, _)| !range.is_empty())
            .map(|(range, _)| &word[range])
            .collect()
    }

    #[test]
    fn what_is_written_together() {
        assert_eq!(split("qu’il"), ["qu’", "il"]);
        assert_eq!(split("s'écria-t-elle"), ["s'", "écria", "-t-", "elle"]);
        assert_eq!(split("dit-il"), ["dit", "-", "il"]);
        assert_eq!(split("aujourd'hui"), ["aujourd'hui"]);
        assert_eq!(split("quelqu’un"), ["quelqu’un"]);
        assert_eq!(split("peut-être"), ["peut-être"]);
        assert_eq!(split("-il"), ["-il"]);
    }

    proptest::proptest! {
        #[test]
        fn parts_cover_the_word(word in "[a-zéQL'’-]{1,12}") {
            let mut at = 0;
            for (range, _) in parts(&word, phrases()).into_iter().filter(|(range, _)| !range.is_empty()) {
                proptest::prop_assert_eq!(range.start, at);
                proptest::prop_assert!(word.get(range.clone()).is_some());
                at = range.end;
            }
            proptest::prop_assert_eq!(at, word.len());
        }
    }
}
