//! Reduced relative clauses between a subject and its verb: `|A baker| accused of fraud said`.

use std::ops::Range;

use super::noun_phrase_before;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::{Class, Reading};

/// The longest reduced clause, in items.
const REACH: usize = 14;

/// Nouns that can speak.
const SOURCES: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT);

/// `|A baker| accused of robbing his aunt told …`: the noun phrase that a participle before `last` describes.
pub fn described(reading: &Reading, last: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    (floor + 1..last.start)
        .rev()
        .take(REACH)
        .take_while(|&at| is_inside(reading, at) || is_participle(reading, at))
        .find_map(|at| head_of(reading, at, floor))
}

/// Whether the verb at `at` only describes the subject of a later one: `A baker |accused| of fraud told …`.
pub fn is_reduced(reading: &Reading, at: usize, floor: usize, end: usize) -> bool {
    if reading.is_one_of(at + 1, &["by"]) || head_of(reading, at, floor).is_none() {
        return false;
    }
    let later = |verb: usize| {
        matches!(reading.class(verb), Class::Say | Class::Auxiliary) && !reading.word(verb).ends_with("ing")
    };
    let verb = (at + 2..end.min(at + REACH + 2)).find(|&verb| later(verb) || !is_inside(reading, verb));
    verb.is_some_and(|verb| later(verb) && matches!(reading.class(verb - 1), Class::Noun | Class::Name | Class::Number))
}

/// The noun phrase with which a clause begins and that the participle at `at` describes.
fn head_of(reading: &Reading, at: usize, floor: usize) -> Option<Range<usize>> {
    let noun = at.checked_sub(1).filter(|&noun| noun >= floor && is_participle(reading, at))?;
    let person = reading.is(noun, Lex::INDEFINITE);
    if !person && (reading.class(noun) != Class::Noun || !reading.is(noun, SOURCES)) {
        return None;
    }
    let next = reading.class(at + 1);
    let object = matches!(next, Class::Determiner | Class::Possessive | Class::Noun | Class::Name);
    let goes_on = next == Class::Preposition || object && reading.word(at).ends_with("ing");
    let phrase = noun_phrase_before(reading, at, floor).filter(|_| goes_on)?;
    let determined = matches!(reading.class(phrase.start), Class::Determiner | Class::Possessive | Class::Number)
        || person
        || reading.is(noun, Lex::PLURAL.or(Lex::GROUP));
    let opens = phrase.start == floor
        || matches!(
            reading.class(phrase.start - 1),
            Class::Sign(TokenKind::Comma | TokenKind::Colon) | Class::Quote | Class::Subordinator | Class::Conjunction
        );
    (determined && opens).then_some(phrase)
}

/// A participle by its letters; one in -ing that reports has content of its own.
fn is_participle(reading: &Reading, at: usize) -> bool {
    let (word, class) = (reading.word(at), reading.class(at));
    let verbal = matches!(class, Class::Verb | Class::Noun | Class::Say | Class::Attitude);
    let present = word.ends_with("ing") && !matches!(class, Class::Say | Class::Attitude);
    verbal && word.len() > 4 && (present || word.ends_with("ed"))
}

/// What may stand between a participle and the end of its clause.
fn is_inside(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Noun
        | Class::Name
        | Class::Determiner
        | Class::Possessive
        | Class::Preposition
        | Class::Number
        | Class::Adverb
        | Class::To
        | Class::Clitic => true,
        Class::Verb | Class::Say | Class::Attitude => reading.word(at).ends_with("ing"),
        _ => false,
    }
}

/// `|A study| published in the journal Nature suggests`: what was published, not where.
pub fn published_thing(reading: &Reading, place: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    const FORMS: [&str; 8] =
        ["published", "released", "issued", "conducted", "posted", "presented", "commissioned", "funded"];
    let inside = |at: &usize| matches!(reading.class(*at), Class::Noun | Class::Determiner | Class::Possessive);
    let start = (floor..place.start).rev().take(3).take_while(inside).last().unwrap_or(place.start);
    let preposition = start.checked_sub(1).filter(|&at| at > floor && reading.class(at) == Class::Preposition)?;
    let participle = preposition - 1;
    (participle > floor && reading.is_one_of(participle, &FORMS))
        .then(|| noun_phrase_before(reading, participle, floor))?
}

/// `|A letter from Voss| to the minister says`: what was sent, not to whom.
pub fn sent_thing(reading: &Reading, addressee: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let to = addressee.start.checked_sub(1).filter(|&to| to > floor && reading.class(to) == Class::To)?;
    let phrase = noun_phrase_before(reading, to, floor)?;
    let document = |at: usize| reading.class(at) == Class::Noun && reading.is(at, Lex::DOCUMENT);
    phrase.clone().any(document).then_some(phrase)
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    /// What stands as source and content of each quotation.
    fn found(text: &str) -> Vec<(String, String)> {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let words = |span: crate::span::Span| span.of(text).trim_end_matches('.').to_owned();
        let source = |span: Option<crate::span::Span>| span.map_or(String::new(), words);
        found.quotations.iter().map(|quotation| (source(quotation.source), words(quotation.span))).collect()
    }

    #[test]
    fn whom_a_participle_describes_does_the_later_verb() {
        let pairs = [
            ("A plumber accused of robbing his aunt told a jury that he was sorry.", "A plumber", "he was sorry"),
            ("A nurse treating the wounded said she was tired.", "A nurse", "she was tired"),
            ("A pilot suspended over the crash told the court that she was ill.", "A pilot", "she was ill"),
        ];
        for (text, source, content) in pairs {
            assert_eq!(found(text), [(source.to_owned(), content.to_owned())], "{text}");
        }
    }
}
