//! Noun phrases and verbs, read from the lists of a language and from the words beside them.

use std::ops::Range;

use super::super::{is_boundary, is_sign};
use crate::nlp::lexicon::Lex;
use crate::nlp::pack;
use crate::nlp::token::{Case, TokenKind};
use crate::quotation::reading::{Class, Reading};
use crate::work;

/// How many items a phrase may have.
const REACH: usize = 16;

/// Nouns for those who can speak.
pub const SPEAKING: Lex = Lex::ROLE
    .or(Lex::TITLE)
    .or(Lex::FAMILY)
    .or(Lex::GROUP)
    .or(Lex::ORGANISATION_NOUN)
    .or(Lex::DOCUMENT)
    .or(Lex::QUANTITY)
    .or(Lex::INDEFINITE);

/// Nouns for what a person is to others, with a name beside them.
const OFFICE: Lex = Lex::ROLE.or(Lex::TITLE).or(Lex::FAMILY);

/// Whether the word at `at` is written small, or starts a sentence.
fn is_small(reading: &Reading, at: usize) -> bool {
    reading.class(at) != Class::Name || reading.token(at).is_some_and(|token| token.case == Case::Lower)
}

/// Whether a word of the lists of verbs is a verb here: "la |demanda|", "su |informe|" are nouns.
pub fn acts(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    match reading.class(before) {
        Class::Determiner | Class::Possessive => is_object_of(reading, before, at),
        // "según |informó| Paz"
        Class::Preposition if reading.is(at, Lex::FINITE) => {
            let according = &reading.prose.lexicon.phrases().according;
            according.iter().any(|words| words.len() == 1 && pack::is_same(&words[0], reading.word(before)))
        }
        Class::Preposition => reading.is(at, Lex::INFINITIVE) || reading.is(at, Lex::GERUND),
        // "una nueva |denuncia|"
        Class::Noun if reading.is(at, Lex::SAY_NOUN.or(Lex::DOCUMENT)) && at > 1 => {
            reading.is(before, SPEAKING) || !matches!(reading.class(at - 2), Class::Determiner | Class::Possessive)
        }
        _ => true,
    }
}

/// `Paz |la| critica`: a pronoun before its verb, not the article of "la crítica", "le juge".
fn is_object_of(reading: &Reading, article: usize, verb: usize) -> bool {
    let behind_subject = || {
        let before = article.checked_sub(1);
        before.is_some_and(|at| {
            matches!(reading.class(at), Class::Pronoun | Class::Name | Class::Noun | Class::Clitic)
                || reading.is(at, Lex::NEGATION.or(Lex::OBJECT))
        })
    };
    let free = reading.grammar().drops_subjects && !reading.is(verb, SPEAKING);
    reading.is(article, Lex::OBJECT) && reading.is(verb, Lex::FINITE) && (free || behind_subject())
}

/// Whether a verb of these lists is at `at`.
pub fn is_verb_of(reading: &Reading, at: usize, lists: Lex) -> bool {
    reading.is(at, lists) && reading.is(at, VERBAL) && is_small(reading, at) && acts(reading, at)
}

const VERBAL: Lex = Lex::FINITE.or(Lex::PARTICIPLE).or(Lex::INFINITIVE).or(Lex::GERUND);

/// A finite verb, or an auxiliary.
pub fn is_finite(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Auxiliary || is_verb_of(reading, at, Lex::FINITE)
}

/// What may be between the parts of a verb, or between it and its subject.
pub fn is_between(reading: &Reading, at: usize) -> bool {
    // "l'un d'|eux| a dit": of a phrase.
    let linked = at.checked_sub(1).is_some_and(|before| reading.is(before, Lex::LINK));
    reading.is(at, Lex::OBJECT) && !linked
        || reading.is(at, Lex::NEGATION)
        || matches!(reading.class(at), Class::Adverb | Class::Auxiliary | Class::To)
}

/// A pronoun that can be a subject.
pub fn is_subject_pronoun(reading: &Reading, at: usize) -> bool {
    let other = Lex::WH.or(Lex::OBJECT);
    let pronoun = reading.class(at) == Class::Pronoun && reading.is(at, Lex::PRONOUN) && !reading.is(at, other);
    // Norwegian "|de| sier": an article elsewhere.
    let article =
        || reading.class(at) == Class::Determiner && reading.is(at, Lex::PLURAL) && is_finite(reading, at + 1);
    pronoun || article()
}

/// Whether a noun phrase may start here.
pub fn starts_phrase(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Determiner | Class::Possessive => !reading.is(at, Lex::OBJECT) || !is_finite(reading, at + 1),
        Class::Name => true,
        Class::Noun | Class::Number => {
            reading.is(at, SPEAKING) || reading.class(at) == Class::Noun && reading.grammar().bare_nouns
        }
        Class::Say | Class::Verb | Class::Attitude => !acts(reading, at),
        _ => false,
    }
}

/// The noun phrase that starts at `start`: `la ministra de Hacienda` · `el diputado Juan Pérez` · `minister Jan Nowak`.
pub fn phrase(reading: &Reading, start: usize, ceiling: usize) -> Option<Range<usize>> {
    if start >= ceiling {
        return None;
    }
    if is_subject_pronoun(reading, start) {
        return Some(start..start + 1);
    }
    let (mut at, mut head) = (start, None);
    let linked = |at: usize| at > start && reading.is(at - 1, Lex::LINK);
    while at < ceiling && at - start < REACH {
        work::step(1);
        match reading.class(at) {
            // "Hedwig |ter| Steege"
            _ if is_particle(reading, at) && at > start => {}
            _ if reading.is(at, Lex::LINK) && head.is_some() => {
                if !goes_on(reading, at + 1, ceiling) {
                    break;
                }
            }
            // "el ministro |este| lunes"
            _ if head.is_some() && reading.is(at, Lex::TIME) && !linked(at) => break,
            // "Van Prinsen |kost| het": what follows a name is no part of it.
            Class::Noun if ends_with_name(reading, at, start) => break,
            Class::Name | Class::Number | Class::Noun => head = Some(at + 1),
            // "|una| de ellas", "l'|un| d'eux"
            Class::Determiner if head.is_none() && is_one_of_them(reading, at) => head = Some(at + 1),
            Class::Pronoun | Class::Adverb if linked(at) && is_person(reading, at) => head = Some(at + 1),
            Class::Determiner | Class::Possessive if head.is_none() || linked(at) => {}
            Class::Adverb if head.is_none() && at > start => {}
            Class::Conjunction if head.is_some() && joins(reading, at, ceiling) => {}
            Class::Say | Class::Verb | Class::Attitude => {
                let participle = reading.is(at, Lex::PARTICIPLE) && !reading.is(at, Lex::FINITE);
                if acts(reading, at) && !(participle && head.is_some() && is_described(reading, at)) {
                    break;
                }
                head = Some(at + 1);
            }
            Class::Sign(TokenKind::Other) if reading.word(at) == "&" && head.is_some() => {}
            _ => break,
        }
        at += 1;
    }
    head.map(|end| start..end)
}

/// `Ludwig |van der| Orden`: a small word inside a name.
fn is_particle(reading: &Reading, at: usize) -> bool {
    let particle = |at: usize| reading.is(at, Lex::PARTICLE);
    let next = if particle(at + 1) { at + 2 } else { at + 1 };
    let name = |back: usize| at.checked_sub(back).is_some_and(|at| reading.class(at) == Class::Name);
    let inner = at.checked_sub(1).is_some_and(particle) && name(2);
    particle(at) && reading.class(next) == Class::Name && (name(1) || inner)
}

/// Whether a name is right before an ordinary word, which no list has.
fn ends_with_name(reading: &Reading, at: usize, start: usize) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= start);
    // Where adjectives follow their noun, one may belong to a name: "Affaires étrangères".
    !reading.grammar().adjectives_behind
        && before.is_some_and(|before| reading.class(before) == Class::Name)
        && !reading.is(at, SPEAKING)
}

/// `el presidente |electo| Juan`: a participle with a name behind it.
fn is_described(reading: &Reading, at: usize) -> bool {
    reading.class(at + 1) == Class::Name
}

/// `|una| de ellas` · `l'|un| des maires`
fn is_one_of_them(reading: &Reading, at: usize) -> bool {
    let noun = reading.class(at + 2) == Class::Determiner;
    reading.is(at + 1, Lex::LINK) && (noun || is_person(reading, at + 2))
}

/// `un d'|eux|`, `una de |ellas|`
fn is_person(reading: &Reading, at: usize) -> bool {
    let pronoun = reading.class(at) == Class::Pronoun && !reading.is(at, Lex::WH);
    pronoun || reading.is(at, Lex::OBJECT) && !reading.is(at + 1, Lex::INFINITIVE)
}

fn goes_on(reading: &Reading, at: usize, ceiling: usize) -> bool {
    let noun = matches!(
        reading.class(at),
        Class::Determiner | Class::Possessive | Class::Name | Class::Noun | Class::Number | Class::Adverb
    ) || is_person(reading, at);
    let verb = reading.is_verb(at) && !acts(reading, at);
    at < ceiling && (noun || verb) && !reading.is(at, Lex::TIME)
}

/// `Luis Paz |y| Ana Ruiz`, `el alcalde |y| la concejal`: two who speak together.
fn joins(reading: &Reading, at: usize, ceiling: usize) -> bool {
    let next = at + 1;
    let noun = reading.class(next) == Class::Name && !reading.is(next, Lex::TIME);
    let before = reading.class(at.saturating_sub(1)) == Class::Name;
    let role =
        |from: usize| (from..ceiling.min(from + 3)).any(|at| reading.is(at, SPEAKING) && !is_finite(reading, at));
    let other = match reading.class(next) {
        Class::Determiner | Class::Possessive => role(next + 1),
        _ => role(next),
    };
    let tail = before || reading.is(at.saturating_sub(1), SPEAKING);
    next < ceiling && (noun && before || tail && other) && reading.is(at, Lex::AND)
}

/// A phrase behind a preposition, which ends before the one who acts: `en Madrid |el ministro|`, `w Sejmie |minister|`.
pub fn adverbial(reading: &Reading, preposition: usize, ceiling: usize) -> usize {
    let start = preposition + 1;
    let Some(found) = phrase(reading, start, ceiling) else { return start };
    let office = |at: usize| reading.is(at, OFFICE.or(Lex::GIVEN)) && !reading.is(at - 1, Lex::LINK);
    let inner = |at: usize| at > start + 1 || at > start && !reading.is_determined(at);
    (found.start..found.end).find(|&at| inner(at) && office(at) && reading.grammar().bare_nouns).unwrap_or(found.end)
}

/// `el diputado de Nuevas Ideas |Caleb Paz|`: the name that ends a phrase about an office.
pub fn named(reading: &Reading, found: Range<usize>) -> Range<usize> {
    let name = |at: usize| reading.class(at) == Class::Name || is_particle(reading, at);
    let tail = found.clone().rev().take_while(|&at| name(at)).last().unwrap_or(found.end);
    let start = (tail..found.end).find(|&at| reading.is(at, Lex::GIVEN) && reading.class(at) == Class::Name);
    let office = |start: usize| {
        let last = start.checked_sub(1).filter(|&last| last >= found.start);
        last.is_some() && (found.start..start).any(|at| reading.is(at, OFFICE))
    };
    match start {
        Some(start)
            if found.end - start > 1 && office(start) && !(found.start..start).any(|at| reading.is(at, Lex::AND)) =>
        {
            start..found.end
        }
        _ => found,
    }
}

/// The longest noun phrase that ends right before `end`.
pub fn phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let first = floor.max(end.saturating_sub(REACH));
    let whole = |start: usize| {
        let opens = starts_phrase(reading, start) || is_subject_pronoun(reading, start);
        opens.then(|| phrase(reading, start, end)).flatten().filter(|found| found.end == end)
    };
    (first..end).find_map(|start| whole(start).filter(|_| opens_cleanly(reading, start, floor)))
}

/// Not in the middle of a phrase: the word before is no noun, article or "of".
fn opens_cleanly(reading: &Reading, start: usize, floor: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|&before| before >= floor) else { return true };
    !matches!(reading.class(before), Class::Determiner | Class::Possessive) || reading.is(before, Lex::OBJECT)
}

/// After a preposition: no subject.
pub fn is_governed(reading: &Reading, start: usize, floor: usize) -> bool {
    start > floor && (reading.class(start - 1) == Class::Preposition || reading.is(start - 1, Lex::LINK))
}

/// `la ministra, |Ana Paz|, …`: the name that a comma ties to an office.
pub fn apposed(reading: &Reading, found: &Range<usize>, ceiling: usize) -> Option<Range<usize>> {
    let office = found.clone().any(|at| reading.is(at, OFFICE));
    let named = found.clone().any(|at| reading.class(at) == Class::Name && reading.is(at, Lex::GIVEN));
    let noun = found.end + 1;
    let role = |at: &usize| reading.is(*at, Lex::ROLE.or(Lex::TITLE)) && reading.class(*at) != Class::Name;
    let start = noun + (noun..ceiling.min(noun + 2)).take_while(role).count();
    if !office || named || !is_sign(reading, found.end, TokenKind::Comma) {
        return None;
    }
    let inner = |at: usize| {
        reading.class(at) == Class::Name || reading.is(at, Lex::PARTICLE) && reading.class(at + 1) == Class::Name
    };
    let end = (start..ceiling.min(start + 6)).find(|&at| !inner(at)).unwrap_or(ceiling.min(start + 6));
    let closed = end >= ceiling || is_boundary(reading, end) || reading.class(end) == Class::Quote;
    (closed && end > start && reading.class(start) == Class::Name).then_some(start..end)
}

impl Reading<'_> {
    fn is_determined(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.class(before), Class::Determiner | Class::Possessive))
    }
}
