//! `Según el ministro, …` · `…, volgens Jansen` · `zdaniem Nowaka …`: phrases that name whose words a clause is.

use std::ops::Range;

use super::super::{content, cue, is_boundary, is_sign};
use super::phrase::{SPEAKING, apposed, is_finite, is_verb_of, named as name_of, phrase, starts_phrase};
use super::reported::clause_end;
use super::subject::after;
use super::{Saying, Spoken, dropped, is_worded, phrase_at, saying};
use crate::nlp::lexicon::Lex;
use crate::nlp::pack;
use crate::nlp::token::{Case, TokenKind};
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

/// The clause that "according to" at `at` attributes to a source.
pub fn find(reading: &Reading, at: usize, items: &Range<usize>) -> Spoken {
    let (words, named) = source(reading, at, items)?;
    // "… 200 tys. |Zdaniem| Nowaka …": a capital begins a sentence, even behind an abbreviation.
    let capital = reading.token(at).is_some_and(|token| token.case == Case::Capital);
    let items = &(if capital { words.start } else { items.start }..items.end);
    // "zoals Jansen |zegt|,"
    let rest = named.end + usize::from(is_verb_of(reading, named.end, Lex::SAY));
    let rest = insertion(reading, rest, items.end).unwrap_or(rest);
    let end = if is_sign(reading, rest, TokenKind::Comma) { rest + 1 } else { rest };
    let opening = if words.start == items.start { Opening::Clause } else { Opening::Before };
    // "De hecho, según Paz, …": an adverb by itself is not said.
    let adverbial = !(items.start..words.start).any(|at| is_finite(reading, at))
        && matches!(reading.class(items.start), Class::Preposition | Class::Adverb);
    let first = if adverbial { words.start..words.start } else { items.start..words.start };
    // "…, según cálculos oficiales |y de otros|": more words of the source.
    let more = matches!(reading.class(end), Class::Preposition | Class::Conjunction);
    let goes_on = end > rest || first.is_empty() || !more && (end..items.end).any(|at| is_finite(reading, at));
    let last = if goes_on { end..clause_end(reading, end, items.end) } else { end..end };
    let found = content(reading, [first, last], opening)?;
    is_worded(reading, &found).then(|| (cue(words, Some(named), Rule::AccordingTo), found))
}

/// `Según Paz|, alcaldesa de Lima|, la situación …`: an office between commas; where it ends.
fn insertion(reading: &Reading, comma: usize, end: usize) -> Option<usize> {
    let office = reading.is(comma + 1, Lex::ROLE.or(Lex::TITLE)) && reading.class(comma + 1) != Class::Name;
    let closed =
        |at: &usize| is_boundary(reading, *at) || is_finite(reading, *at) || reading.class(*at) == Class::Quote;
    let last = (comma + 2..end.min(comma + 14)).find(closed)?;
    (office && is_sign(reading, comma, TokenKind::Comma) && is_sign(reading, last, TokenKind::Comma)).then_some(last)
}

/// `A su juicio, …` · `Jej zdaniem …`: the view of who is spoken of.
pub fn view(reading: &Reading, at: usize, items: &Range<usize>, found: &Findings) -> Spoken {
    let phrases = reading.prose.lexicon.phrases();
    let length = phrase_at(reading, &phrases.views, at, items.end)?;
    // "según |sus propias cifras|": the owner of something.
    if matches!(reading.class(at + length), Class::Noun | Class::Name | Class::Number)
        && reading.is(at + length - 1, Lex::POSSESSIVE)
    {
        return None;
    }
    let source = dropped(reading, at, found)?;
    let end = at + length + usize::from(is_sign(reading, at + length, TokenKind::Comma));
    let opening = if at == items.start { Opening::Clause } else { Opening::Before };
    let found = content(reading, [items.start..at, end..items.end], opening)?;
    is_worded(reading, &found).then(|| (cue(at..at + length, Some(source), Rule::AccordingTo), found))
}

/// `zdaniem śledczych |prezes zlecał|`: where nouns need no article, the source ends with its first noun and the name behind.
fn tight(reading: &Reading, found: Range<usize>) -> Range<usize> {
    if !reading.grammar().bare_nouns {
        return found;
    }
    let name = |at: usize| reading.class(at) == Class::Name;
    let noun = found.clone().find(|&at| name(at) || reading.is(at, SPEAKING)).unwrap_or(found.start);
    let end = (noun + 1..found.end).find(|&at| !name(at)).unwrap_or(found.end);
    found.start..end
}

/// `Como explicó Paz, …` · `…, zoals Jansen zegt`: a clause of saying that says the rest of its sentence.
fn as_said(reading: &Reading, at: usize, items: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = &reading.prose.lexicon.phrases().as_said;
    let opens = at == items.start || is_boundary(reading, at - 1);
    if !opens || !pack::is_one_of(words, reading.word(at)) {
        return None;
    }
    let start = at + 1;
    let verb = (start..items.end.min(start + 3)).find_map(|at| saying(reading, at, start));
    // "como se denomina el proyecto": no speaker.
    let reports = |verb: &Saying| {
        reading.is(verb.verb, Lex::REPORT) && !verb.words.clone().any(|at| reading.is(at, Lex::IMPERSONAL))
    };
    if let Some(verb) = verb.filter(|verb| verb.words.start == start) {
        return reports(&verb).then(|| after(reading, verb.verb, items.end))?.map(|named| (at..verb.verb + 1, named));
    }
    let found = phrase(reading, start, items.end)?;
    let verb = (found.end..items.end.min(found.end + 3)).find_map(|at| saying(reading, at, found.end))?;
    (verb.words.start == found.end && is_boundary(reading, verb.verb + 1)).then_some((at..start, found))
}

/// The words of "according to" at `at` and the source they name.
pub fn source(reading: &Reading, at: usize, items: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let phrases = reading.prose.lexicon.phrases();
    if let Some(found) = as_said(reading, at, items) {
        return Some(found);
    }
    let longest = |list: &[Vec<Box<str>>]| phrase_at(reading, list, at, items.end);
    let first = || (at == items.start).then(|| longest(&phrases.according_first)).flatten();
    let anywhere = longest(&phrases.according).map(|length| (length, false));
    let (length, opens) = anywhere.or_else(|| Some((first()?, true)))?;
    let start = at + length;
    // "según |explicó Paz|"
    let verb = (start..items.end.min(start + 3)).find_map(|at| saying(reading, at, start));
    if let Some(verb) = verb.filter(|verb| verb.words.start == start) {
        let named = after(reading, verb.verb, items.end)?;
        return Some((at..verb.verb + 1, named));
    }
    // "selon |lui|": a pronoun that is an object elsewhere.
    let alone = reading.is(start, Lex::OBJECT) && !starts_phrase(reading, start);
    let found = if alone { start..start + 1 } else { tight(reading, phrase(reading, start, items.end)?) };
    let speaks = alone
        || found
            .clone()
            .any(|at| reading.is(at, SPEAKING) || matches!(reading.class(at), Class::Name | Class::Pronoun));
    let named = apposed(reading, &found, items.end).unwrap_or(found);
    // "Para la ministra, …": a view only where its owner can speak.
    let has_view = |at: usize| {
        reading.is(at, Lex::ROLE.or(Lex::TITLE).or(Lex::GROUP).or(Lex::GIVEN)) || reading.class(at) == Class::Name
    };
    if opens && !(is_sign(reading, named.end, TokenKind::Comma) && named.clone().any(has_view)) {
        return None;
    }
    let named = name_of(reading, named);
    (speaks && !named.clone().all(|at| reading.is(at, Lex::TIME))).then_some((at..start, named))
}
