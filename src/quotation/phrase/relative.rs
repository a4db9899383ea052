//! What stands between a subject and its verb without a comma: `|The woman| who found the body said`, `|those| around him`.

use std::ops::Range;

use super::noun_phrase_before;
use crate::entity::ActorKind;
use crate::entity::gazetteer::Gazetteer;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::reading::{Class, Reading};

/// The longest relative clause, in items.
const REACH: usize = 18;

/// Nouns that can speak.
const PEOPLE: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP);

/// The noun phrase that a longer subject is about, of which `last` is the end.
pub fn outer_head(reading: &Reading, last: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    if last.len() == 1 && reading.is_one_of(last.start, &["he", "she", "they", "i", "we", "who"]) {
        return None;
    }
    relative_head(reading, last, floor)
        .or_else(|| prepositional_head(reading, last, floor))
        .or_else(|| before_place(reading, last, floor))
}

/// `|those| who back her |opponents| say`
fn relative_head(reading: &Reading, last: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let pronoun = (floor + 1..last.start)
        .rev()
        .take(REACH)
        .take_while(|&at| !ends_clause(reading, at))
        .find(|&at| is_relative(reading, at))?;
    // "who |resigned|": an unlisted verb is taken for a noun.
    let end = if pronoun + 1 == last.start { last.end } else { last.start };
    let verbs: Vec<usize> = (pronoun + 1..end).filter(|&at| is_finite(reading, at, pronoun)).collect();
    let one = verbs.first().zip(verbs.last()).is_some_and(|(first, last)| last - first <= verbs.len());
    // "who |back| her rivals": a verb that the lists have as something else.
    let unlisted = verbs.is_empty()
        && reading.is_one_of(pronoun, &["who"])
        && pronoun + 1 < last.start
        && matches!(reading.class(pronoun + 1), Class::Adverb | Class::Noun | Class::Preposition);
    if !one && !unlisted {
        return None;
    }
    let before = pronoun - 1;
    let content = reading.is_one_of(pronoun, &["that"]) && reading.is(before, Lex::SAY_NOUN.or(Lex::SAY));
    let head = with_number(reading, noun_phrase_before(reading, pronoun, floor)?, floor);
    (!content && !reading.is(before, Lex::TIME)).then_some(head)
}

/// A verb in a finite form, or a word of no list that looks like one.
fn is_finite(reading: &Reading, at: usize, pronoun: usize) -> bool {
    let word = reading.word(at);
    if reading.is_verb(at) {
        return !word.ends_with("ing") && reading.class(at - 1) != Class::To;
    }
    // "that |represents| farmers", "who |resigned|"
    let third = at == pronoun + 1 && word.ends_with('s') && !reading.is(pronoun - 1, Lex::PLURAL.or(Lex::GROUP));
    reading.class(at) == Class::Noun && (word.ends_with("ed") || third)
}

/// `|one| of the men`
fn with_number(reading: &Reading, phrase: Range<usize>, floor: usize) -> Range<usize> {
    let part = phrase.start > floor && reading.is_one_of(phrase.start, &["of"]);
    let number = |at: usize| {
        matches!(reading.class(at), Class::Number | Class::Determiner | Class::Pronoun)
            || reading.is(at, Lex::INDEFINITE)
    };
    if part && number(phrase.start - 1) { phrase.start - 1..phrase.end } else { phrase }
}

/// `|someone| in the audience shouted`, `|residents| near the plant said`
fn prepositional_head(reading: &Reading, last: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let preposition =
        if reading.class(last.start) == Class::Preposition { last.start } else { last.start.checked_sub(1)? };
    let noun = preposition.checked_sub(1).filter(|&noun| noun >= floor)?;
    if reading.class(preposition) != Class::Preposition || !reading.is(noun, PEOPLE.or(Lex::INDEFINITE)) {
        return None;
    }
    let head = noun_phrase_before(reading, preposition, floor).unwrap_or(noun..preposition);
    let opens = head.start == floor
        || matches!(
            reading.class(head.start - 1),
            Class::Sign(TokenKind::Comma | TokenKind::Colon) | Class::Quote | Class::Subordinator | Class::Conjunction
        );
    opens.then_some(head.start..last.end)
}

/// `|Ada Voss of Havn, Norland| said`: the last words of an address.
fn before_place(reading: &Reading, last: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let comma = last.start.checked_sub(1).filter(|&at| at > floor)?;
    let named = reading.class(comma) == Class::Sign(TokenKind::Comma) && reading.class(last.start) == Class::Name;
    if !named || !is_place(reading, last) {
        return None;
    }
    let phrase = noun_phrase_before(reading, comma, floor)?;
    let of = phrase.clone().find(|&at| reading.is_one_of(at, &["of", "from"]))?;
    (of > phrase.start && reading.class(of - 1) == Class::Name && of + 1 < comma).then_some(phrase.start..last.end)
}

fn is_place(reading: &Reading, words: &Range<usize>) -> bool {
    let text = || reading.span(words.clone()).of(reading.prose.text);
    let known = || Gazetteer::english().known(text()).is_some_and(|known| known.kind == ActorKind::Place);
    reading.is(words.end - 1, Lex::PLACE) || known()
}

/// A pronoun of a clause that describes the noun before it.
fn is_relative(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["who", "which", "that", "whose"]) && reading.is_nominal_before(at)
        || reading.is_one_of(at, &["who", "whose"]) && at > 0 && reading.is(at - 1, Lex::INDEFINITE)
}

/// What a clause without a comma does not go beyond.
fn ends_clause(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Sign(_) | Class::Quote => true,
        Class::Conjunction => !reading.is_one_of(at, &["or"]),
        Class::Subordinator => !is_relative(reading, at),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    fn source(text: &str) -> String {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let span = found.quotations.first().and_then(|quotation| quotation.source);
        span.map_or(String::new(), |span| span.of(text).to_owned())
    }

    #[test]
    fn the_head_of_a_long_subject_speaks() {
        for (text, head) in [
            ("Those who back her rivals say she will lose.", "Those"),
            ("The woman who found the body told police that she had screamed.", "The woman"),
            ("One of the men who attacked the mill said he was sorry.", "One of the men"),
            ("People who have fought other threats warned that it would not work.", "People"),
            ("The judge that Voss attacked last week said she was unmoved.", "The judge"),
            ("Ada Voss of Havn, Norway said it was over.", "Ada Voss of Havn, Norway"),
            ("Those around him say he will run.", "Those around him"),
            ("Someone in the audience shouted that it was a lie.", "Someone in the audience"),
            ("Ada Voss, 60, from Havn, North Norway, said it was over.", "Ada Voss"),
            ("The navy in a statement on Sunday said it was over.", "The navy"),
        ] {
            assert_eq!(source(text), head, "{text}");
        }
    }

    #[test]
    fn a_subject_pronoun_speaks_for_itself() {
        assert_eq!(source("It was Lee who met Voss before she said it was over."), "she");
    }
}
