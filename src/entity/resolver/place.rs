//! The place of a mention in its clause, as far as the words beside it show it.

use crate::entity::actor::MentionKind;
use crate::entity::mention::Found;
use crate::entity::scene::{DOES, Scene};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// What a mention is to the verb of its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// None of the others.
    #[default]
    Other,
    /// A verb follows, or a verb of speech stands before it.
    Subject,
    /// A verb stands before it.
    Object,
    /// A preposition stands before it.
    Prepositional,
    /// Something belongs to it.
    Owner,
    /// It is joined to words before it by "and" or "or".
    Joined,
    /// A comma stands before and after it.
    Apposed,
    /// Brackets stand around it: the agency of a dateline.
    Bracketed,
}

/// The place of a mention.
pub fn place(scene: &Scene, mention: &Found) -> Place {
    let end = mention.tokens.end;
    let clitic = scene.is_kind(end, TokenKind::Clitic) && matches!(scene.prose.word(end), "'s" | "’s" | "'" | "’");
    if clitic || scene.is(mention.head, Lex::POSSESSIVE) {
        return Place::Owner;
    }
    if scene.is_subject(mention) {
        return Place::Subject;
    }
    let Some(before) = mention.tokens.start.checked_sub(1) else { return Place::Other };
    match () {
        () if scene.is_kind(before, TokenKind::Open) && scene.is_kind(end, TokenKind::Close) => Place::Bracketed,
        () if scene.is(before, Lex::PREPOSITION) => Place::Prepositional,
        () if scene.is(before, Lex::CONJUNCTION) => Place::Joined,
        () if scene.is_kind(before, TokenKind::Comma) && scene.is_kind(end, TokenKind::Comma) => Place::Apposed,
        () if scene.is_kind(before, TokenKind::Word) && !scene.is(before, Lex::SUBORDINATOR.or(Lex::WH)) => {
            Place::Object
        }
        () => Place::Other,
    }
}

impl Scene<'_> {
    /// A verb after it, or a verb of speech before it.
    pub(in crate::entity) fn is_subject(&self, mention: &Found) -> bool {
        let mut next = mention.tokens.end;
        if self.is(next, Lex::ADVERB) {
            next += 1;
        }
        let before = mention.tokens.start.checked_sub(1);
        let governed = before.is_some_and(|at| self.is(at, Lex::PREPOSITION));
        let inverted =
            before.is_some_and(|at| self.is(at, Lex::SAY)) && !self.is(mention.tokens.end, Lex::SUBORDINATOR);
        let past = self.prose.word(next).ends_with("ed") && self.is_kind(next, TokenKind::Word);
        (self.is(next, DOES) || past) && !governed || inverted
    }

    /// A verb of speech stands beside it.
    pub(in crate::entity) fn speaks(&self, mention: &Found) -> bool {
        self.is(mention.tokens.end, Lex::SAY)
            || self.is(mention.tokens.end, Lex::ADVERB) && self.is(mention.tokens.end + 1, Lex::SAY)
            || mention.tokens.start.checked_sub(1).is_some_and(|at| self.is(at, Lex::SAY))
    }
}

/// "his", "her": what belongs to it follows.
pub(super) fn is_owner(scene: &Scene, mention: &Found) -> bool {
    mention.kind == MentionKind::Pronoun && scene.is(mention.head, Lex::POSSESSIVE)
}

/// The case of a pronoun; 0 of other mentions.
pub(super) fn case(scene: &Scene, mention: &Found) -> u32 {
    if mention.kind != MentionKind::Pronoun {
        return 0;
    }
    let word = scene.prose.word(mention.head).to_ascii_lowercase();
    match word.as_str() {
        "he" | "she" | "they" => 1,
        "him" | "them" => 2,
        "his" | "their" | "its" => 3,
        "her" => 4,
        "himself" | "herself" | "themselves" | "itself" => 5,
        _ => 6,
    }
}
