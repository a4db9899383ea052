//! A document read as items: tokens outside quotation marks, and each outermost marked segment as one item, in sentences.
//! What cues, sources and reported speech are looked for in.

use std::ops::Range;

pub use super::class::Class;
use super::marks::{Marked, pair};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::pack::Grammar;
use crate::nlp::token::{Case, Token, TokenKind};
use crate::span::Span;

/// The longest sentence, in items: what is longer is cut, so that every search inside a sentence stays cheap.
const SENTENCE: usize = 400;

/// One token outside marks, or one marked segment.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    first: u32,
    /// How many tokens; a block has no more than fit.
    count: u16,
    class: Class,
}

impl Item {
    /// Its tokens: one, or those of a marked segment.
    pub const fn tokens(&self) -> Range<u32> {
        self.first..self.first + self.count as u32
    }
}

/// A sentence: a range of items.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Indices into [`Reading::items`].
    pub items: Range<usize>,
    /// Index into [`Prose::blocks`].
    pub paragraph: u32,
}

/// A document as items and sentences.
#[derive(Debug)]
pub struct Reading<'p> {
    /// The tokens.
    pub prose: &'p Prose<'p>,
    /// The outermost marked segments.
    pub marked: Vec<Marked>,
    /// Everything in order.
    pub items: Vec<Item>,
    /// In order; together they cover all items.
    pub sentences: Vec<Sentence>,
    /// Where the item of each marked segment is.
    pub item_of: Vec<usize>,
}

impl<'p> Reading<'p> {
    /// Pairs the marks and cuts the sentences.
    pub fn new(prose: &'p Prose<'p>) -> Self {
        let marked = pair(prose);
        let mut reading = Self {
            prose,
            item_of: Vec::with_capacity(marked.len()),
            marked,
            items: Vec::with_capacity(prose.tokens.len()),
            sentences: Vec::new(),
        };
        let mut next_mark = 0;
        for (index, paragraph) in prose.blocks.iter().enumerate() {
            let first = reading.items.len();
            let mut at = paragraph.tokens.start;
            while at < paragraph.tokens.end {
                match reading.marked.get(next_mark) {
                    Some(marked) if marked.tokens.start == at => {
                        let end = marked.tokens.end.max(at + 1);
                        reading.item_of.push(reading.items.len());
                        let count = u16::try_from(end - at).unwrap_or(u16::MAX);
                        reading.items.push(Item { first: at, count, class: Class::Quote });
                        next_mark += 1;
                        at = end;
                    }
                    _ => {
                        let class = reading.class_of(at);
                        reading.items.push(Item { first: at, count: 1, class });
                        at += 1;
                    }
                }
            }
            reading.settle_first_words(first);
            reading.settle_names(first);
            reading.settle_inside_names(first);
            reading.settle_nouns(first);
            reading.split(first, index as u32);
        }
        reading
    }

    /// A word with a capital at the start of a sentence that is a verb or a noun elsewhere: "|Dijo| el ministro".
    fn settle_first_words(&mut self, first: usize) {
        if !self.is_common() {
            return;
        }
        for at in first..self.items.len() {
            let starts = at == first
                || matches!(self.class(at - 1), Class::Quote)
                || matches!(self.class(at - 1), Class::Sign(kind) if kind != TokenKind::Comma);
            let Some(token) = self.token(at).copied().filter(|token| token.case == Case::Capital) else { continue };
            // "|Del| Pópolo dijo"
            let particle = token.is(Lex::PARTICLE) && self.class(at + 1) == Class::Name;
            if particle && (!starts || self.is(at + 2, Lex::SAY)) {
                self.items[at].class = Class::Name;
            }
            if starts && self.class(at) == Class::Name && token.is(Lex::ORDINARY) && !token.is(Lex::GIVEN) {
                self.items[at].class = Class::of_small_word(token.lex);
            }
        }
    }

    /// "said |Don Lee", "told |Will Voss": a given name that is a small word too, where a name follows.
    fn settle_names(&mut self, first: usize) {
        for at in first + 1..self.items.len() {
            let small = matches!(self.class(at), Class::Auxiliary | Class::Adverb | Class::Preposition);
            let capital = || self.token(at).is_some_and(|token| token.case == Case::Capital && token.is(Lex::GIVEN));
            let goes_on = || self.class(at + 1) == Class::Name;
            let inside = || !matches!(self.class(at - 1), Class::Sign(TokenKind::Stop) | Class::Name);
            if small && capital() && goes_on() && inside() {
                self.items[at].class = Class::Name;
            }
        }
    }

    /// "Ada |van der| Voss", "Coast |&| Sons": small words and signs inside a name. English; elsewhere they are prepositions.
    fn settle_inside_names(&mut self, first: usize) {
        if self.prose.language != Language::English {
            return;
        }
        for at in first + 1..self.items.len() {
            if self.class(at - 1) != Class::Name {
                continue;
            }
            let small = |at: usize| self.is(at, Lex::PARTICLE) && self.is_lower(at);
            let next = if small(at + 1) { at + 2 } else { at + 1 };
            if small(at) && self.class(next) == Class::Name {
                self.items[at].class = Class::Name;
            } else if self.class(at + 1) == Class::Name && self.is_one_of(at, &["&"]) {
                self.items[at].class = Class::Conjunction;
            }
        }
    }

    fn is_lower(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.case == Case::Lower)
    }

    /// A word that may be a verb is a noun or an adjective right after an article: "the plan", "her claims".
    fn settle_nouns(&mut self, first: usize) {
        for at in first + 1..self.items.len() {
            if !matches!(self.class(at), Class::Verb | Class::Attitude | Class::Say) {
                continue;
            }
            let article = self.class(at - 1) == Class::Possessive || self.is_one_of(at - 1, &["the", "a", "an"]);
            // "secretary of state", but "accused of lying".
            let of = self.is_one_of(at - 1, &["of"]) && !self.word(at).ends_with("ing");
            // "her niece, |state| Sen. Ann Lee"
            let state = self.is_one_of(at, &["state"]) && self.class(at + 1) == Class::Name;
            // "|lead| author Tom Lind"
            let lead = self.is_one_of(at, &["lead"]) && self.is(at + 1, Lex::ROLE) && self.class(at + 2) == Class::Name;
            if article || of || state || lead {
                self.items[at].class = Class::Noun;
            }
        }
    }

    fn class_of(&self, at: u32) -> Class {
        let Some(token) = self.prose.tokens.get(at as usize) else { return Class::Noun };
        match token.kind {
            TokenKind::Word => Class::of_word(token, token.of(self.prose.text)),
            TokenKind::Clitic => Class::Clitic,
            TokenKind::Number => Class::Number,
            kind => Class::Sign(kind),
        }
    }

    /// Cuts the items from `first` on into sentences.
    fn split(&mut self, first: usize, paragraph: u32) {
        let mut start = first;
        for at in first..self.items.len() {
            let ends = || self.ends_sentence(at) && self.starts_sentence(at + 1) || at - start >= SENTENCE;
            if at + 1 < self.items.len() && ends() {
                self.sentences.push(Sentence { items: start..at + 1, paragraph });
                start = at + 1;
            }
        }
        if start < self.items.len() {
            self.sentences.push(Sentence { items: start..self.items.len(), paragraph });
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Sign(TokenKind::Stop) => !self.is_ordinal(at),
            Class::Sign(TokenKind::Close) => at > 0 && self.class(at - 1) == Class::Sign(TokenKind::Stop),
            Class::Quote => match self.last_letter(at) {
                '.' => true,
                '?' | '!' | '…' => !self.attribution_follows(at + 1),
                _ => false,
            },
            // "… in the U.S. |He left": a dot that abbreviates ends the sentence too where the next word needs no capital.
            Class::Name | Class::Noun => self.is_small_word(at + 1) && self.word(at).matches('.').count() > 1,
            _ => false,
        }
    }

    /// German "am 3|.| Mai", "der 2|.| Weltkrieg": a number with a stop that ends nothing.
    fn is_ordinal(&self, stop: usize) -> bool {
        if self.prose.language != Language::German {
            return false;
        }
        let before = stop.checked_sub(1).filter(|&before| self.class(before) == Class::Number);
        let short = before.is_some_and(|before| self.word(before).len() <= 2);
        short
            && self
                .prose
                .text
                .get(..self.span(stop..stop + 1).start)
                .is_some_and(|text| text.ends_with(char::is_numeric))
    }

    /// A capitalised word that would be small inside a sentence: "He", "The", "But".
    fn is_small_word(&self, at: usize) -> bool {
        let small = Lex::PRONOUN.or(Lex::DETERMINER).or(Lex::POSSESSIVE).or(Lex::CONJUNCTION).or(Lex::SUBORDINATOR);
        self.is(at, small) && self.token(at).is_some_and(|token| token.case == Case::Capital) && self.word(at) != "I"
    }

    fn starts_sentence(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Quote | Class::Number | Class::Sign(TokenKind::Open | TokenKind::Dash | TokenKind::Other) => true,
            Class::Sign(_) | Class::Clitic => false,
            _ => self
                .token(at)
                .is_some_and(|token| token.is_capital() || !token.of(self.prose.text).starts_with(char::is_lowercase)),
        }
    }

    /// `Voss said`, `Ms. Ada Voss said`, `he said`: a verb of speech within a few words, nothing but a name before it.
    fn attribution_follows(&self, at: usize) -> bool {
        for next in at..(at + 6).min(self.items.len()) {
            match self.class(next) {
                Class::Say => return next > at,
                Class::Name | Class::Pronoun | Class::Noun | Class::Determiner | Class::Possessive | Class::Adverb => {}
                _ => return false,
            }
        }
        false
    }

    /// The last character inside a marked segment that is not a mark or a space.
    pub fn last_letter(&self, at: usize) -> char {
        let text = self.span(at..at + 1).of(self.prose.text);
        let inner =
            |c: &char| !c.is_whitespace() && !matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '›' | ')');
        text.chars().rev().find(inner).unwrap_or(' ')
    }

    /// What part item `at` plays; a stop beyond the end.
    pub fn class(&self, at: usize) -> Class {
        self.items.get(at).map_or(Class::Sign(TokenKind::Stop), |item| item.class)
    }

    /// The token of an item; the first one of a marked segment.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.items.get(at).and_then(|item| self.prose.tokens.get(item.first as usize))
    }

    /// Whether the word lists give item `at` any of these.
    pub fn is(&self, at: usize, lex: Lex) -> bool {
        self.class(at) != Class::Quote && self.token(at).is_some_and(|token| token.is(lex))
    }

    /// Whether the grammar that languages share reads it: the language is nothing but data.
    pub fn is_common(&self) -> bool {
        self.prose.lexicon.is_pack()
    }

    /// How sentences of the language are built, where it is nothing but data.
    pub fn grammar(&self) -> Grammar {
        self.prose.lexicon.phrases().grammar
    }

    /// The letters of an item.
    pub fn word(&self, at: usize) -> &'p str {
        self.items.get(at).map_or("", |item| self.prose.word(item.first))
    }

    /// Whether an item is one of these words, whatever its case.
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        self.class(at) != Class::Quote && words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// The marked segment that an item is.
    pub fn quote(&self, at: usize) -> Option<usize> {
        if self.class(at) == Class::Quote { self.item_of.binary_search(&at).ok() } else { None }
    }

    /// The tokens of a range of items.
    pub fn tokens(&self, range: Range<usize>) -> Range<u32> {
        match (self.items.get(range.start), self.items.get(range.end.saturating_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => first.first..last.tokens().end,
            _ => 0..0,
        }
    }

    /// The bytes of a range of items.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.prose.span(&self.tokens(range))
    }

    /// Whether an item stands for a name, noun or number: what can end a noun phrase.
    pub fn is_nominal(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Name | Class::Noun | Class::Number | Class::Pronoun)
    }

    /// Whether an item is any sort of verb.
    pub fn is_verb(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Verb | Class::Auxiliary | Class::Say | Class::Attitude)
    }

    /// The item that holds a token.
    pub fn item_at(&self, token: u32) -> usize {
        self.items.partition_point(|item| item.first <= token).saturating_sub(1)
    }

    /// The sentence that holds an item.
    pub fn sentence_at(&self, item: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.items.start <= item).saturating_sub(1)
    }

    /// One past the last item of the paragraph that a sentence belongs to.
    pub fn paragraph_end(&self, sentence: usize) -> usize {
        let paragraph = self.sentences.get(sentence).map(|sentence| sentence.paragraph);
        let same = |other: &&Sentence| Some(other.paragraph) == paragraph;
        self.sentences.iter().skip(sentence).take_while(same).last().map_or(0, |sentence| sentence.items.end)
    }

    /// `the association |“Our Sky”|`: a few marked words right behind the noun that they name.
    pub fn is_name_of_noun(&self, at: usize, floor: usize) -> bool {
        const MOST: usize = 4;
        let before = at.checked_sub(1).filter(|&before| before >= floor);
        let noun =
            before.is_some_and(|at| matches!(self.class(at), Class::Noun | Class::Name) && !self.is(at, Lex::SAY_NOUN));
        let marked = self.quote(at).and_then(|mark| self.marked.get(mark));
        noun && marked.is_some_and(|marked| self.words_in(marked) <= MOST)
    }

    /// How many words a marked segment has.
    pub fn words_in(&self, marked: &Marked) -> usize {
        let range = marked.tokens.start as usize..marked.tokens.end as usize;
        let tokens = self.prose.tokens.get(range).unwrap_or(&[]);
        tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};
    use crate::nlp::lexicon::Lexicon;

    fn sentences(text: &str) -> Vec<String> {
        let document = plain(text.to_owned(), Metadata::default());
        let prose = Prose::new(&document, Lexicon::english());
        let reading = Reading::new(&prose);
        let span = |sentence: &Sentence| reading.span(sentence.items.clone());
        reading.sentences.iter().map(|sentence| span(sentence).of(text).to_owned()).collect()
    }

    #[test]
    fn a_quotation_is_one_item_of_its_sentence() {
        assert_eq!(
            sentences("“No. Never,” Voss said. “Go!” Mr. Lee cried. “Gone.” He left."),
            ["“No. Never,” Voss said.", "“Go!” Mr. Lee cried.", "“Gone.”", "He left."]
        );
    }
}
