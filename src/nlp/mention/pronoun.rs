//! Pronouns as mentions.

use std::ops::Range;

use super::{Article, Finder, Found, Person};
use crate::nlp::entity::{ActorKind, Gender, MentionKind};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

impl Finder<'_> {
    /// The pronoun at `at`, if it can stand for an actor: "he", "their", "who", "everyone".
    pub(super) fn pronoun(&self, at: u32, range: &Range<u32>) -> Option<Found> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Word)?;
        if !token.is(Lex::PRONOUN.or(Lex::POSSESSIVE).or(Lex::WH)) {
            return None;
        }
        let mut buffer = [0u8; 10];
        let word = token.of(self.prose.text);
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let (person, gender, plural, actor) = describe(std::str::from_utf8(lower).ok()?)?;
        if word == "US" || word == "IT" || word == "WHO" && self.census.of(word).lower > 0 && at > range.start + 1 {
            return None;
        }
        Some(Found {
            span: token.span(),
            tokens: at..at + 1,
            head: at,
            kind: MentionKind::Pronoun,
            actor,
            gender,
            plural,
            person,
            core: at..at + 1,
            article: Article::None,
        })
    }
}

/// Person, gender, whether plural, and of what sort of actor; `None` for pronouns that stand for no actor.
fn describe(pronoun: &str) -> Option<(Person, Gender, bool, ActorKind)> {
    let unknown = Gender::Unknown;
    Some(match pronoun {
        "he" | "him" | "his" | "himself" => (Person::Third, Gender::Male, false, ActorKind::Person),
        "she" | "her" | "hers" | "herself" => (Person::Third, Gender::Female, false, ActorKind::Person),
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, unknown, false, ActorKind::Person),
        "we" | "us" | "our" | "ours" | "ourselves" => (Person::First, unknown, true, ActorKind::Unknown),
        "you" | "your" | "yours" | "yourself" | "thou" | "thee" | "thy" | "thyself" | "ye" => {
            (Person::Second, unknown, false, ActorKind::Person)
        }
        "yourselves" => (Person::Second, unknown, true, ActorKind::Unknown),
        "they" | "them" | "their" | "theirs" | "themselves" => (Person::Third, unknown, true, ActorKind::Unknown),
        "it" | "its" | "itself" => (Person::Third, unknown, false, ActorKind::Organisation),
        "who" | "whom" | "whose" => (Person::Third, unknown, false, ActorKind::Unknown),
        "someone" | "somebody" | "anyone" | "anybody" | "everyone" | "everybody" | "nobody" | "none" | "one"
        | "another" => (Person::Third, unknown, false, ActorKind::Person),
        "others" => (Person::Third, unknown, true, ActorKind::Group),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::nlp::MentionKind;
    use crate::nlp::mention::tests::mentions;

    #[test]
    fn which_pronouns_are_mentions() {
        assert_eq!(
            mentions("She told him that it was theirs, and I agreed.", MentionKind::Pronoun),
            ["She", "him", "it", "theirs", "I"]
        );
        assert!(mentions("The US said nothing.", MentionKind::Pronoun).is_empty());
    }
}
