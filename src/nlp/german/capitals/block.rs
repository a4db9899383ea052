//! A paragraph as the capitals in it are weighed: what stands beside a word.

use std::ops::Range;

use super::{ORDINARY, SMALL, VERB, is_article};
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::{Case, Token, TokenKind};

/// A paragraph.
pub(super) struct Block<'b, 't> {
    pub(super) prose: &'b Prose<'t>,
    pub(super) range: Range<usize>,
}

impl<'b, 't> Block<'b, 't> {
    pub(super) fn token(&self, at: usize) -> Option<&'b Token> {
        if self.range.contains(&at) { self.prose.tokens.get(at) } else { None }
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| token.of(self.prose.text))
    }

    pub(super) fn is(&self, at: usize, lex: Lex) -> bool {
        self.token(at).is_some_and(|token| token.is(lex))
    }

    pub(super) fn is_small(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
    }

    /// Nothing but a space stands before it.
    pub(super) fn is_close(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return false };
        self.token(at).is_some_and(|token| token.start() == before.end() + 1)
    }

    pub(super) fn is_given(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.case == Case::Capital && token.is(Lex::GIVEN) && !token.is(SMALL))
    }

    pub(super) fn is_initial(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase)
    }

    /// Stands where any word has a capital.
    pub(super) fn starts(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.is_none_or(|token| token.kind != TokenKind::Word && token.kind != TokenKind::Comma)
    }

    /// Begins its block or a sentence.
    pub(super) fn opens(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.is_none_or(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Colon))
    }

    /// A capitalised word of no list of ordinary ones.
    pub(super) fn candidate(&self, at: usize) -> Option<&'b Token> {
        self.token(at)
            .filter(|token| token.kind == TokenKind::Word && token.case == Case::Capital && !token.is(ORDINARY))
    }

    /// The same, and nouns that are surnames too.
    pub(super) fn candidate_surname(&self, at: usize) -> Option<&'b Token> {
        self.token(at).filter(|token| token.kind == TokenKind::Word && token.case == Case::Capital && !token.is(SMALL))
    }

    /// `|Präsident| Ode`, `|RTL-Chefin| Voss`, `die |Partei| Norda`: a noun that a name may follow.
    pub(super) fn leads(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.kind == TokenKind::Word && token.is_capital()) else {
            return false;
        };
        let body = token.is(Lex::ORGANISATION_NOUN) && self.is_determined(at);
        token.is(Lex::TITLE) || token.is(Lex::ROLE) && !token.is(Lex::GROUP) || body
    }

    /// Whether an article stands before a noun, with adjectives between them.
    pub(super) fn is_determined(&self, noun: usize) -> bool {
        for at in (self.range.start..noun).rev().take(3) {
            let Some(token) = self.token(at).filter(|token| token.kind == TokenKind::Word) else { return false };
            let word = token.of(self.prose.text);
            if is_article(token, self.prose) {
                return true;
            }
            let adjective = ["e", "en", "er", "es", "em"].iter().any(|ending| word.ends_with(ending));
            if token.is_capital() || !adjective || token.is(Lex::FUNCTION.or(Lex::ADVERB).or(VERB)) {
                return false;
            }
        }
        false
    }

    /// `laut |Norfon|` · `|Norfon| zufolge`: without an article.
    pub(super) fn is_according(&self, at: usize) -> bool {
        let after = at.checked_sub(1).is_some_and(|before| self.word(before).eq_ignore_ascii_case("laut"));
        let plural = ["en", "ern"].iter().any(|ending| self.word(at).ends_with(ending));
        !plural && (after && self.is_small(at + 1) || self.word(at + 1) == "zufolge" && !self.is_determined(at))
    }

    /// `sagte Merkel` · `Merkel sagte`: a lone word beside a verb of speech, without an article.
    pub(super) fn is_beside_speech(&self, at: usize) -> bool {
        let word = self.word(at);
        let says = |at: usize| self.is(at, Lex::SAY) && self.is_small(at);
        let closes = |at: usize| {
            self.token(at)
                .is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon))
        };
        // "…“, sagte |Ode| der Zeitung"
        let told = |verb: usize| {
            let sign = verb.checked_sub(1).and_then(|before| self.token(before));
            sign.is_some_and(|sign| matches!(sign.kind, TokenKind::Comma | TokenKind::Mark))
                && !self.word(verb).ends_with('n')
                && self.token(at + 1).is_none_or(|token| token.case == Case::Lower)
        };
        let plural = word.ends_with("en");
        let inverted = at > self.range.start && says(at - 1) && (closes(at + 1) && !plural || told(at - 1));
        inverted || self.opens(at) && says(at + 1) && !self.word(at + 1).ends_with("en") && !plural
    }
}
