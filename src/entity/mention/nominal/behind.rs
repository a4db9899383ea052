//! What other languages than English show of a noun: adjectives behind it, an article that is an ending, a gender.

use super::{Article, Finder, HEADS, OUTSIDE, VERBAL};
use crate::entity::actor::Gender;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};

impl Finder<'_> {
    /// `el estudio |ambiental|`: where the adjectives behind a noun end.
    pub(super) fn adjectives(&self, start: u32, end: u32) -> u32 {
        const MOST: u32 = 2;
        if !self.prose.lexicon.phrases().grammar.adjectives_behind {
            return start;
        }
        let known = OUTSIDE.or(VERBAL).or(HEADS).or(Lex::FUNCTION).or(Lex::ADVERB).or(Lex::TIME).or(Lex::OBJECT);
        let adjective = |&at: &u32| {
            self.token(at)
                .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower && !token.is(known))
        };
        (start..end.min(start + MOST)).take_while(adjective).last().map_or(start, |last| last + 1)
    }

    /// The article of a noun that none stands before: an ending ("statsminister|en|"), or any where nouns need none.
    pub(super) fn article_of(&self, noun: u32, before: Article) -> Article {
        let lexicon = self.prose.lexicon;
        let known = lexicon.phrases().grammar.bare_nouns || lexicon.without_article(self.word(noun)).is_some();
        if before == Article::None && known { Article::Definite } else { before }
    }

    /// The gender of a noun; French shows it of everything: "|cette| commission".
    pub(super) fn gender_by_article(&self, article: u32, noun: u32) -> Gender {
        let people = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::TITLE);
        match self.gender_of(noun) {
            Gender::Unknown if self.prose.language == Language::French && !self.is(noun, people) => {
                let is = |words: &[&str]| self.is_one_of(article, words);
                match () {
                    () if is(&["la", "cette", "une", "sa", "ma", "ta"]) => Gender::Female,
                    () if is(&["le", "ce", "cet", "un"]) => Gender::Male,
                    () => Gender::Unknown,
                }
            }
            known => known,
        }
    }
}
