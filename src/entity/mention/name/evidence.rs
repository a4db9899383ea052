//! Whether a capitalised word is a name where something else may account for its capital: the start of a sentence, a
//! bracket with party and state.

use super::spelling::{has_ordinary_end, is_initial};
use super::{Finder, ORDINARY};
use crate::entity::gazetteer::{self, Gazetteer};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};

impl Finder<'_> {
    /// Whether a word that has its capital from its place is a name.
    pub(super) fn is_evident(&self, at: u32, word: &str) -> bool {
        let counts = self.census.of(word);
        if self.is_capital(at + 1) && self.gap_is_small(at + 1) && self.census.is_pair(word, self.word(at + 1)) {
            return !self.is(at, Lex::FUNCTION.or(Lex::SAY));
        }
        if counts.strong > 0 && 2 * counts.strong >= counts.lower {
            return !self.is(at, Lex::ADVERB.or(Lex::SAY).or(Lex::COMMON)) || counts.strong > 3 + counts.lower;
        }
        if counts.lower > 0 {
            return false;
        }
        if self.is_listed_name(at) {
            return true;
        }
        let gazetteer = Gazetteer::english();
        let known =
            || gazetteer.known(word).is_some() || gazetteer::profile(word).is_some() && self.is_used_as_name(at);
        if self.is(at, Lex::GIVEN.or(Lex::PLACE)) || is_initial(word) || known() {
            return !self.is(at, Lex::COMMON.or(Lex::SAY).or(Lex::ADVERB));
        }
        if self.is(at, Lex::TITLE) {
            let named = self.is_capital(at + 1) && !self.is(at + 1, Lex::FUNCTION);
            return named || self.office_for(at, at + 1, at + 12).is_some();
        }
        if gazetteer.longest_from(word) > 1 && (self.known_end(at, at + 8).is_some() || !self.may_be_given(at)) {
            return self.known_end(at, at + 8).is_some() || self.joins_sign(at);
        }
        if self.is(at, ORDINARY) || has_ordinary_end(word) {
            return false;
        }
        let next_is_strong = self.is_capital(at + 1) && !self.census.is_weak(at + 1) && !self.is(at + 1, Lex::FUNCTION);
        // "Marijke van der Linden"
        let particle = self.is(at + 1, Lex::PARTICLE) && !self.is(at + 1, Lex::FUNCTION) && !self.is_capital(at + 1);
        let name_follows = (at + 2..at + 4).any(|at| self.is_capital(at) && !self.census.is_weak(at));
        next_is_strong
            || self.joins_sign(at)
            || particle && name_follows
            || counts.weak > 2
            || self.is(at + 1, Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL))
            || self.is(at + 1, Lex::ADVERB) && self.is(at + 2, Lex::SAY)
            || self.is_kind(at + 1, TokenKind::Clitic)
            || self.is_acronym(at)
            || self.is_one_of(at + 1, &["and"]) && self.body_of_two(at + 1, at + 6).is_some()
    }

    /// `Rep. Voss, |R-Ohio|,`: party and state of a member.
    pub(super) fn is_affiliation(&self, at: u32) -> bool {
        let party = ["R-", "D-", "I-"].iter().any(|party| self.word(at).starts_with(party));
        party && at > 0 && (self.is_kind(at - 1, TokenKind::Comma) || self.is_kind(at - 1, TokenKind::Open))
    }

    /// `|Shell| said`, `|Shell|’s`, but not `Shell companies`: a well-known name that is a word, too.
    fn is_used_as_name(&self, at: u32) -> bool {
        let goes_on = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ADVERB);
        let next = at + 1;
        let sign = [TokenKind::Comma, TokenKind::Clitic].iter().any(|&kind| self.is_kind(next, kind));
        let pair = self.is_one_of(next, &["and"]) && self.is_capital(at + 2);
        !self.is(at, ORDINARY) && (self.is(next, goes_on) || self.word(next).ends_with("ed") || sign || pair)
    }

    pub(super) fn is_acronym(&self, at: u32) -> bool {
        let word = self.word(at);
        self.token(at).is_some_and(|token| token.case == Case::Upper)
            && word.len() <= 6
            && !self.is_capital(at + 1)
            && (at == 0 || !self.is_capital(at - 1))
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    fn names(text: &str) -> Vec<String> {
        mentions(text, MentionKind::Name)
    }

    #[test]
    fn well_known_names_start_a_sentence() {
        assert_eq!(names("Ofcom looked at it. Shell said so. Apple’s chief wept."), ["Ofcom", "Shell", "Apple"]);
        assert!(names("Shell companies are a risk. Target prices rose. Apple pie is good.").is_empty());
    }

    #[test]
    fn party_and_state_are_nobody() {
        assert_eq!(names("Then Rep. Tom Vale, R-Ohio, left."), ["Rep. Tom Vale"]);
        assert_eq!(names("It was D-Day, and Rep. Tom Vale (D-Md.) left."), ["D-Day", "Rep. Tom Vale"]);
    }
}
