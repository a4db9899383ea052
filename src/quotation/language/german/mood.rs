//! The subjunctive of reported speech: once somebody has spoken, sentences in this mood go on with what they said.

use std::ops::Range;

use super::phrase::noun_phrase;
use super::{is_capital, is_sign, is_subjunctive};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::QuotationKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::{Class, Reading};

/// Who spoke last, and what of it is still going on.
#[derive(Debug, Default)]
pub struct Mood {
    source: Option<Range<u32>>,
    /// Whether the sentence before reported something.
    reported: bool,
    paragraph: u32,
    /// Who does what the sentence before tells, and its number.
    actor: Option<(usize, Range<u32>)>,
}

impl Mood {
    /// Takes note of who speaks.
    pub fn spoke(&mut self, source: Option<Range<u32>>) {
        if source.is_some() {
            self.source = source;
        }
    }

    /// `Voss trat zurück. |Sie sei müde und habe genug.|`: takes a sentence whose verb reports by itself.
    pub fn sentence(&mut self, reading: &Reading, found: &mut Findings, index: usize, reported: bool) {
        let Some(sentence) = reading.sentences.get(index) else { return };
        let follows = self.reported;
        if reported || !is_reported(reading, &sentence.items, follows) {
            if !reported && sentence.paragraph > self.paragraph + 3 {
                self.source = None;
            }
            if reported {
                self.paragraph = sentence.paragraph;
            }
            self.reported = reported;
            self.actor = if reported { None } else { actor(reading, &sentence.items) }.map(|actor| (index, actor));
            return;
        }
        // "|Voss| war enttäuscht. Das sei zu wenig."
        if let Some((before, actor)) = self.actor.take()
            && before + 1 == index
            && reading.sentences.get(before).is_some_and(|before| before.paragraph == sentence.paragraph)
        {
            self.source = Some(actor);
        }
        self.paragraph = sentence.paragraph;
        self.reported = true;
        let introduced = introduced(reading, &sentence.items);
        let from = introduced.as_ref().map_or(sentence.items.start, |(comma, _)| comma + 1);
        if let Some((_, source)) = introduced {
            self.source = Some(reading.tokens(source));
        }
        let items = super::super::trim(reading, from..sentence.items.end);
        let tokens = reading.tokens(items.clone());
        let marked = items.clone().any(|at| reading.class(at) == Class::Quote);
        let kind = if marked { QuotationKind::Mixed } else { QuotationKind::Indirect };
        let utterance = found.new_utterance();
        let finding = Finding {
            tokens,
            kind,
            utterance,
            source: self.source.clone(),
            antecedent: None,
            cue: None,
            rule: Rule::ReportedMood,
            sentence: index,
        };
        found.push(reading, finding, items);
    }
}

/// The person or body that does the first verb of a sentence.
fn actor(reading: &Reading, items: &Range<usize>) -> Option<Range<u32>> {
    let verb = items.clone().find(|&at| reading.is_verb(at) && !is_capital(reading, at))?;
    let source = super::phrase::subject(reading, verb, items.start, items)?;
    let speaks = Lex::ROLE.or(Lex::GROUP).or(Lex::ORGANISATION_NOUN);
    let named = source.clone().any(|at| reading.class(at) == Class::Name || reading.is(at, speaks));
    let place = source.len() == 1 && reading.is(source.start, Lex::PLACE);
    (named && !place).then(|| reading.tokens(source))
}

/// `Der Wahlsieger wiegelte ab, |es sei nichts geschehen|`: a clause with a verb of its own leads to the subjunctive.
fn introduced(reading: &Reading, items: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let verb = items.clone().find(|&at| is_subjunctive(reading, at))?;
    let comma = (items.start..verb).find(|&at| is_sign(reading, at, TokenKind::Comma))?;
    let leads = reading.is_one_of(comma + 1, &["dass", "ob", "es", "er", "sie", "man", "dies"])
        || (comma + 1..verb).all(|at| !is_sign(reading, at, TokenKind::Comma));
    let clause = reading.class(items.start) != Class::Subordinator
        && comma > items.start + 2
        && !(items.start..comma).any(|at| reading.is(at, Lex::IRREALIS) && !is_capital(reading, at));
    let source = noun_phrase(reading, items.start, comma).filter(|source| source.end < comma)?;
    (leads && clause && reading.class(items.start) != Class::Preposition).then_some((comma, source))
}

/// Whether a sentence's verbs show that it reports: after reported speech, weaker forms do too.
fn is_reported(reading: &Reading, items: &Range<usize>, follows: bool) -> bool {
    let first_person = items.clone().any(|at| reading.is_one_of(at, &["ich"]));
    let weak =
        |at: usize| follows && at < items.start + 10 && reading.is(at, Lex::IRREALIS) && !is_capital(reading, at);
    !first_person && items.clone().any(|at| is_subjunctive(reading, at) || weak(at))
}
