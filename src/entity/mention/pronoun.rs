//! Pronouns as mentions.

use std::ops::Range;

use super::{Article, Finder, Found, Person};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::nlp::language::Language;
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
        let (person, gender, plural, actor) = match self.prose.language {
            Language::English => describe(std::str::from_utf8(lower).ok()?)?,
            Language::German => self.german(at, std::str::from_utf8(lower).ok()?)?,
            Language::French => {
                let pronoun = std::str::from_utf8(lower).ok()?;
                french(pronoun).or_else(|| self.stressed(at, pronoun))?
            }
            _ => self.common(at)?,
        };
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

impl Finder<'_> {
    /// The same for German; the verb beside "sie" tells whether it stands for several.
    fn german(&self, at: u32, pronoun: &str) -> Option<(Person, Gender, bool, ActorKind)> {
        let unknown = Gender::Unknown;
        Some(match pronoun {
            "er" | "ihn" | "ihm" | "sein" | "seine" | "seinen" | "seinem" | "seiner" => {
                (Person::Third, Gender::Male, false, ActorKind::Person)
            }
            "sie" => {
                let many = |at: u32| self.is(at, Lex::SAY.or(Lex::AUXILIARY)) && self.word(at).ends_with('n');
                if many(at + 1) || at > 0 && many(at - 1) {
                    (Person::Third, unknown, true, ActorKind::Unknown)
                } else {
                    (Person::Third, Gender::Female, false, ActorKind::Person)
                }
            }
            "ich" | "mich" | "mir" | "mein" | "meine" | "meinen" => (Person::First, unknown, false, ActorKind::Person),
            "wir" | "uns" | "unser" | "unsere" => (Person::First, unknown, true, ActorKind::Unknown),
            "du" | "dich" | "dir" => (Person::Second, unknown, false, ActorKind::Person),
            // "|ihrer| Ansicht nach"
            "ihr" | "ihre" | "ihrer" | "ihrem" | "ihren" if self.is(at + 1, Lex::SAY_NOUN) => {
                (Person::Third, Gender::Female, false, ActorKind::Person)
            }
            "ihnen" => (Person::Third, unknown, true, ActorKind::Unknown),
            "jemand" | "niemand" => (Person::Third, unknown, false, ActorKind::Person),
            _ => return None,
        })
    }
}

impl Finder<'_> {
    /// The same for languages that are data.
    fn common(&self, at: u32) -> Option<(Person, Gender, bool, ActorKind)> {
        let is = |lex: Lex| self.is(at, lex);
        if !is(Lex::PRONOUN) {
            return None;
        }
        let gender = match (is(Lex::MALE), is(Lex::FEMALE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        };
        // Dutch "zij" is one woman or several people; in news it is a woman more often.
        let plural = is(Lex::PLURAL) && gender == Gender::Unknown;
        let actor = if plural { ActorKind::Unknown } else { ActorKind::Person };
        match () {
            () if is(Lex::FIRST) => Some((Person::First, gender, plural, actor)),
            () if is(Lex::SECOND) => Some((Person::Second, gender, plural, actor)),
            () if plural || gender != Gender::Unknown => Some((Person::Third, gender, plural, actor)),
            () => None,
        }
    }
}

impl Finder<'_> {
    /// `selon |lui|`, `d'après |eux|`: elsewhere such a pronoun is an object, of either gender.
    fn stressed(&self, at: u32, pronoun: &str) -> Option<(Person, Gender, bool, ActorKind)> {
        let source = at > 0 && self.is_one_of(at - 1, &["selon", "Selon", "après"]);
        match pronoun {
            "lui" if source => Some((Person::Third, Gender::Male, false, ActorKind::Person)),
            "eux" if source => Some((Person::Third, Gender::Male, true, ActorKind::Unknown)),
            _ => None,
        }
    }
}

/// The same for French.
fn french(pronoun: &str) -> Option<(Person, Gender, bool, ActorKind)> {
    let unknown = Gender::Unknown;
    Some(match pronoun {
        "il" => (Person::Third, Gender::Male, false, ActorKind::Person),
        "elle" => (Person::Third, Gender::Female, false, ActorKind::Person),
        "ils" => (Person::Third, Gender::Male, true, ActorKind::Unknown),
        "elles" => (Person::Third, Gender::Female, true, ActorKind::Unknown),
        "je" | "j'" | "moi" | "mon" | "ma" | "mes" => (Person::First, unknown, false, ActorKind::Person),
        "nous" | "notre" | "nos" => (Person::First, unknown, true, ActorKind::Unknown),
        "tu" | "toi" | "vous" => (Person::Second, unknown, false, ActorKind::Person),
        "qui" => (Person::Third, unknown, false, ActorKind::Unknown),
        "quelqu'un" | "chacun" => (Person::Third, unknown, false, ActorKind::Person),
        _ => return None,
    })
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
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    #[test]
    fn which_pronouns_are_mentions() {
        assert_eq!(
            mentions("She told him that it was theirs, and I agreed.", MentionKind::Pronoun),
            ["She", "him", "it", "theirs", "I"]
        );
        assert!(mentions("The US said nothing.", MentionKind::Pronoun).is_empty());
    }
}
