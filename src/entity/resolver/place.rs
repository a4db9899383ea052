//! The place of a mention in its clause, as far as the words beside it show it.

use crate::entity::mention::Found;
use crate::entity::scene::Scene;
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
