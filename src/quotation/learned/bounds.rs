//! Where content that the tagger marked begins and ends. It marks words one by one, and may leave off in the middle of a
//! clause or run over a verb that is not part of what is said.

use std::ops::Range;

use crate::nlp::tagger::{Label, Observation, part};
use crate::nlp::token::TokenKind;
use crate::quotation::cue::is_comment;
use crate::quotation::phrase::noun_phrase_before;
use crate::quotation::reading::{Class, Reading};

/// A sentence with what the tagger says of it.
pub struct Bounds<'a> {
    pub reading: &'a Reading<'a>,
    /// Its first item.
    pub start: usize,
    pub items: &'a [Observation],
    pub labels: &'a [Label],
}

impl Bounds<'_> {
    /// Moves the ends of content to where a clause or noun phrase ends; `cue` is what reports it.
    pub fn settle(&self, span: &mut Range<usize>, cue: Option<&Range<usize>>) {
        self.trim(span);
        if let Some(cue) = cue {
            self.end_before_verb(span, cue);
            self.begin_at_subject(span, cue);
        }
        self.drop_loose_end(span);
        self.complete(span);
        self.end_before_comment(span);
        self.trim(span);
    }

    fn item(&self, at: usize) -> Option<&Observation> {
        at.checked_sub(self.start).and_then(|at| self.items.get(at))
    }

    fn label(&self, at: usize) -> Label {
        at.checked_sub(self.start).and_then(|at| self.labels.get(at)).copied().unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.start + self.items.len()
    }

    /// Whether a word is a verb of any form, helpers included.
    fn is_verb(&self, at: usize) -> bool {
        self.reading.class(at) == Class::Auxiliary || self.item(at).is_some_and(|item| part::is_verb(item.part))
    }

    /// Whether a word is a verb that a subject goes with: "echoes", "would".
    pub fn is_finite(&self, at: usize) -> bool {
        self.reading.class(at) == Class::Auxiliary && !self.reading.is_one_of(at, &["be", "been", "being", "having"])
            || self.item(at).is_some_and(|item| part::is_finite(item.part))
    }

    fn is_sign(&self, at: usize) -> bool {
        matches!(
            self.reading.class(at),
            Class::Sign(TokenKind::Stop | TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon | TokenKind::Colon)
        )
    }

    /// Drops signs at both ends.
    fn trim(&self, span: &mut Range<usize>) {
        while span.start < span.end && self.is_sign(span.end - 1) {
            span.end -= 1;
        }
        while span.start < span.end && self.is_sign(span.start) {
            span.start += 1;
        }
    }

    /// `…, |the Post reported this week|`: who reports all of it is no part of it.
    fn end_before_comment(&self, span: &mut Range<usize>) {
        let reading = self.reading;
        let comma = |at: &usize| reading.class(*at) == Class::Sign(TokenKind::Comma);
        for at in (span.start + 1..span.end).rev().filter(comma).take(2) {
            if is_comment(reading, at + 1, self.end()) {
                span.end = at;
            }
        }
    }

    /// `His call for |order| echoes the words of many`: a noun's object is no clause.
    fn end_before_verb(&self, span: &mut Range<usize>, cue: &Range<usize>) {
        let reading = self.reading;
        let owned = cue.start > self.start
            && match reading.class(cue.start - 1) {
                Class::Possessive => true,
                Class::Determiner => reading.is_one_of(cue.start - 1, &["the", "a", "an"]),
                _ => false,
            };
        let noun = cue.end <= span.start && (owned || !cue.clone().any(|at| self.is_verb(at)));
        if !noun || !matches!(reading.class(cue.end - 1), Class::Preposition | Class::Noun) {
            return;
        }
        let opens = |at: usize| {
            matches!(reading.class(at), Class::Subordinator | Class::Pronoun | Class::To | Class::Quote | Class::Clitic)
                || reading.word(at).ends_with("ing")
        };
        // "structures |echoes| the words": a noun right before an article is none.
        let acts = |at: usize| {
            let article = reading.class(at + 1) == Class::Possessive || reading.is_one_of(at + 1, &["the", "a", "an"]);
            at > span.start && article && reading.class(at) == Class::Noun && reading.word(at).ends_with(['s', 'd'])
        };
        let Some(stop) = span.clone().find(|&at| opens(at) || acts(at) || self.is_finite(at)) else { return };
        if !opens(stop) && stop > span.start {
            // "a film about |the trade|, Voss would …"
            let comma = (span.start + 1..stop).find(|&at| reading.class(at) == Class::Sign(TokenKind::Comma));
            span.end = comma.unwrap_or(stop);
        }
    }

    /// `He was there and |the president| is expected to leave`: what is expected of somebody begins with whom.
    fn begin_at_subject(&self, span: &mut Range<usize>, cue: &Range<usize>) {
        if span.end != cue.start {
            return;
        }
        let Some(subject) = noun_phrase_before(self.reading, span.end, span.start) else { return };
        let clause = (span.start..subject.start).any(|at| self.is_finite(at));
        if clause && self.reading.class(subject.start - 1) == Class::Conjunction {
            span.start = subject.start;
        }
    }

    /// Drops words at the end that lead to something: `the words of`, `the goods, which`.
    fn drop_loose_end(&self, span: &mut Range<usize>) {
        let reading = self.reading;
        while span.len() > 1 {
            let last = span.end - 1;
            let goes_on = !matches!(reading.class(span.end), Class::Sign(_) | Class::Quote) && span.end < self.end();
            let loose = match reading.class(last) {
                Class::Conjunction => goes_on,
                Class::Possessive => !reading.is_one_of(last, &["her", "his"]),
                Class::Determiner => reading.is_one_of(last, &["the", "a", "an"]),
                Class::Pronoun => goes_on && reading.is_one_of(last, &["who", "which"]) && span.len() > 2,
                Class::Preposition => goes_on && self.item(last).is_some_and(|item| part::is_preposition(item.part)),
                Class::Sign(kind) => self.is_sign(last) || kind == TokenKind::Open,
                _ => false,
            };
            if !loose {
                return;
            }
            span.end = last;
        }
    }

    /// `that besides the envoys| – all of them old – the clerk left`: a clause has a verb.
    fn complete(&self, span: &mut Range<usize>) {
        const OPENERS: [&str; 8] = ["that", "whether", "when", "if", "because", "although", "while", "where"];
        let reading = self.reading;
        let Some(opener) = span.clone().rev().find(|&at| reading.is_one_of(at, &OPENERS)) else { return };
        let clitic = |at: usize| reading.class(at) == Class::Clitic && reading.class(at - 1) == Class::Pronoun;
        let verb = (opener + 1..span.end).any(|at| self.is_verb(at) || reading.is_verb(at) || at > 0 && clitic(at));
        let inserted =
            matches!(reading.class(span.end), Class::Sign(TokenKind::Comma | TokenKind::Dash | TokenKind::Open));
        if verb || !inserted || span.end >= self.end() {
            return;
        }
        let plain = |at: &usize| !matches!(self.label(*at), Label::Cue | Label::Source) && !self.label(*at).begins();
        let end = (span.end..self.end()).take_while(plain).last().map_or(span.end, |last| last + 1);
        if (span.end..end).any(|at| self.is_finite(at)) {
            span.end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    fn said(text: &str) -> Vec<String> {
        let document = plain(text.to_owned(), Metadata::default());
        annotate(&document).quotations.iter().map(|quotation| quotation.span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_noun_has_an_object_and_no_clause() {
        let text = "The stance is firm. Ada Voss’s call for solid security structures echoes the sentiments of many European \
            leaders.";
        assert_eq!(said(text), ["solid security structures"]);
    }

    #[test]
    fn a_clause_has_a_verb() {
        let text = "The Voss administration has made it clear that a guarantee, which could bind the port for years, is not \
            forthcoming.";
        assert_eq!(said(text), ["a guarantee, which could bind the port for years, is not forthcoming"]);
    }

    #[test]
    fn what_is_done_to_a_thing_is_no_attitude() {
        for text in [
            "Gunmen in uniforms stormed the national museum of Lowmark.",
            "But he found an organic rice cereal and organic marshmallows.",
            "A spokeswoman for the company declined to comment on prices.",
            "It’s clear that the firm chose not to give in.",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
    }

    #[test]
    fn who_is_suspected_does_not_speak() {
        let text = "President Ada Voss imposed an embargo on Norland and blocked the assets of the port, which was \
            suspected of sponsoring international terrorism.";
        let document = plain(text.to_owned(), Metadata::default());
        let found = annotate(&document);
        assert!(found.quotations.iter().all(|quotation| quotation.source.is_none()));
    }
}
