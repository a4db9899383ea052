//! What German needs beside its word lists: its capitals, since every noun has one, and its compounds and endings, since
//! no list holds them all.

mod capitals;

pub use capitals::settle_capitals;

use super::lexicon::{Lex, Lexicon};

/// What a compound or another case of a noun keeps of what its noun is.
const KEPT: Lex = Lex::ROLE
    .or(Lex::FAMILY)
    .or(Lex::GROUP)
    .or(Lex::ORGANISATION_NOUN)
    .or(Lex::DOCUMENT)
    .or(Lex::TITLE)
    .or(Lex::MALE)
    .or(Lex::FEMALE);

/// Nouns that an ending may be taken from.
const INFLECTED: Lex =
    Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT).or(Lex::DEMONYM);

/// Letters that stand at least before the noun that heads a compound: "Taxi-fahrer".
const LEAST: usize = 2;

/// Longer words are no nouns.
const LONGEST: usize = 64;

/// What a noun is that no list has: the case of a listed one ("des Ministeriums", "den Vertretern"), or a compound
/// with one ("Taxifahrer", "SPD-Fraktionschefin").
pub(super) fn unlisted(lexicon: &Lexicon, word: &str) -> Lex {
    if word.len() > LONGEST || word.len() < 4 {
        return Lex::NONE;
    }
    let word = word.to_lowercase();
    let word = word.as_str();
    let listed = |noun: &str, lists: Lex| {
        let known = lexicon.listed(noun);
        if known.any(lists) { known } else { Lex::NONE }
    };
    let without = |ending: &str| {
        word.strip_suffix(ending).filter(|noun| noun.len() > 3).map_or(Lex::NONE, |noun| listed(noun, INFLECTED))
    };
    let case = ["s", "es", "n", "en"].iter().map(|ending| without(ending)).find(|known| *known != Lex::NONE);
    if let Some(known) = case {
        return known.only(KEPT.or(Lex::DEMONYM));
    }
    for (at, _) in word.char_indices().skip(LEAST) {
        let Some(noun) = word.get(at..).filter(|noun| noun.len() > 3) else { break };
        let head = listed(noun, Lex::HEAD);
        if head != Lex::NONE {
            return head.only(KEPT);
        }
        for ending in ["s", "es", "n", "en"] {
            let head = noun.strip_suffix(ending).map_or(Lex::NONE, |noun| listed(noun, Lex::HEAD));
            if head != Lex::NONE {
                return head.only(KEPT);
            }
        }
    }
    Lex::NONE
}

/// The noun that heads a word, as the lists have it, and what stands before it: "Verkehrsministers" is "minister" and
/// "verkehrs".
pub fn head(word: &str) -> (String, Option<String>) {
    let lexicon = Lexicon::of_language(super::language::Language::German);
    let lower = word.to_lowercase();
    let listed = |noun: &str, lists: Lex| lexicon.listed(noun).any(lists);
    let endings = ["", "s", "es", "n", "en"];
    let base = |noun: &str, lists: Lex| {
        endings
            .iter()
            .filter_map(|ending| noun.strip_suffix(ending))
            .find(|noun| listed(noun, lists))
            .map(str::to_owned)
    };
    if word.len() <= LONGEST {
        for (at, _) in lower.char_indices().skip(LEAST) {
            let Some((before, noun)) = lower.split_at_checked(at).filter(|(_, noun)| noun.len() > 3) else { break };
            if let Some(head) = base(noun, Lex::HEAD) {
                return (head, Some(before.trim_end_matches('-').to_owned()));
            }
        }
    }
    (base(&lower, INFLECTED).unwrap_or(lower), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::language::Language;

    fn of(word: &str) -> Lex {
        Lexicon::of_language(Language::German).of(word)
    }

    #[test]
    fn compounds_are_what_their_last_noun_is() {
        assert!(of("Taxifahrer").any(Lex::ROLE) && of("Taxifahrer").any(Lex::MALE));
        assert!(of("SPD-Fraktionschefin").any(Lex::ROLE) && of("SPD-Fraktionschefin").any(Lex::FEMALE));
        assert!(of("Kulturministerium").any(Lex::ORGANISATION_NOUN));
        assert_eq!(of("Wattwurm"), Lex::NONE);
    }

    #[test]
    fn compounds_have_a_head() {
        assert_eq!(head("Verkehrsministers"), ("minister".to_owned(), Some("verkehrs".to_owned())));
        assert_eq!(head("SPD-Politiker"), ("politiker".to_owned(), Some("spd".to_owned())));
        assert_eq!(head("Ministerium"), ("ministerium".to_owned(), None));
    }

    #[test]
    fn a_noun_has_cases() {
        assert!(of("Ministeriums").any(Lex::ORGANISATION_NOUN));
        assert!(of("Vertretern").any(Lex::ROLE));
        assert!(of("Landesministeriums").any(Lex::ORGANISATION_NOUN));
    }
}
