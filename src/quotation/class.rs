//! What part a word plays, as far as word lists and letters tell. Knows one word at a time; what stands around it is the
//! [`Reading`](super::reading::Reading)'s to see.

use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, Token, TokenKind};

/// What part an item plays, as far as word lists and letters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// a, the, this.
    Determiner,
    /// her, their.
    Possessive,
    /// he, who, that (as a pronoun it is a subordinator here).
    Pronoun,
    /// A capitalised word that starts no sentence, or is known as a name.
    Name,
    /// Another word: noun, adjective, unknown.
    Noun,
    /// A verb that is neither of speech nor of attitude, auxiliaries and modals apart.
    Verb,
    /// A form of be, have, do, or a modal.
    Auxiliary,
    /// A verb of speech.
    Say,
    /// A verb of thinking, feeling, showing.
    Attitude,
    /// Adverbs and negation.
    Adverb,
    /// of, in, with.
    Preposition,
    /// The word "to".
    To,
    /// and, or, but.
    Conjunction,
    /// that, because, when.
    Subordinator,
    /// Digits.
    Number,
    /// `'s` and other clitics.
    Clitic,
    /// A marked segment.
    Quote,
    /// Punctuation, by its token kind.
    Sign(TokenKind),
}

impl Class {
    /// The class of a word, by itself.
    pub fn of_word(token: &Token, word: &str) -> Self {
        let lex = token.lex;
        let name_like = token.case != Case::Lower && word != "I";
        if lex.any(Lex::PRONOUN) && !lex.any(Lex::SUBORDINATOR.or(Lex::POSSESSIVE)) && word != "US" {
            return Class::Pronoun;
        }
        if word.eq_ignore_ascii_case("to") {
            return Class::To;
        }
        let function = [
            (Lex::POSSESSIVE, Class::Possessive),
            (Lex::SUBORDINATOR, Class::Subordinator),
            (Lex::DETERMINER, Class::Determiner),
            (Lex::AUXILIARY.or(Lex::MODAL), Class::Auxiliary),
            (Lex::CONJUNCTION, Class::Conjunction),
            (Lex::PREPOSITION, Class::Preposition),
            (Lex::NEGATION.or(Lex::ADVERB), Class::Adverb),
            (Lex::WH, Class::Pronoun),
            // Beside its verb: no subject, and nothing that a phrase is made of.
            (Lex::OBJECT, Class::Adverb),
        ];
        for (lists, class) in function {
            // "May", "Will", "US": a capitalised function word may be a name, but rarely is; capitals all through decide.
            if lex.any(lists) && token.case != Case::Upper {
                return class;
            }
        }
        if !name_like {
            let class = Self::of_small_word(lex);
            let adverb = class == Class::Noun && word.ends_with("ly") && word.len() > 4;
            return if adverb { Class::Adverb } else { class };
        }
        Class::Name
    }

    /// The class of a word that is no name and holds no sentence together.
    pub const fn of_small_word(lex: Lex) -> Self {
        match () {
            () if lex.any(Lex::SAY) => Class::Say,
            () if lex.any(Lex::ATTITUDE) => Class::Attitude,
            () if lex.any(Lex::VERB) => Class::Verb,
            () => Class::Noun,
        }
    }

    /// A number for it in the features of models, 0 to 25.
    pub const fn code(self) -> u8 {
        match self {
            Class::Determiner => 0,
            Class::Possessive => 1,
            Class::Pronoun => 2,
            Class::Name => 3,
            Class::Noun => 4,
            Class::Verb => 5,
            Class::Auxiliary => 6,
            Class::Say => 7,
            Class::Attitude => 8,
            Class::Adverb => 9,
            Class::Preposition => 10,
            Class::To => 11,
            Class::Conjunction => 12,
            Class::Subordinator => 13,
            Class::Number => 14,
            Class::Clitic => 15,
            Class::Quote => 16,
            Class::Sign(kind) => match kind {
                TokenKind::Stop => 17,
                TokenKind::Comma => 18,
                TokenKind::Colon => 19,
                TokenKind::Semicolon => 20,
                TokenKind::Dash => 21,
                TokenKind::Open => 22,
                TokenKind::Close => 23,
                TokenKind::Mark => 24,
                _ => 25,
            },
        }
    }

    /// The same for where there may be none: never 0.
    pub const fn number(self) -> u32 {
        self.code() as u32 + 1
    }
}
