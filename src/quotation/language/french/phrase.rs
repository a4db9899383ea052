//! Noun phrases, finite verbs and subjects of French, read from small words and the endings of verbs.

use std::ops::Range;

use super::super::is_sign;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};
use crate::quotation::reading::{Class, Reading};

/// How many items a phrase may have.
const REACH: usize = 14;

/// How far the verb of a subject, and the end of an insertion, are looked for.
const INSERTION: usize = 40;

/// Endings that finite verbs of a tale have.
const FINITE: [&str; 12] = ["ait", "aient", "èrent", "irent", "urent", "inrent", "a", "it", "ut", "int", "ît", "ût"];

/// Words with such an ending that are no verbs.
const NO_VERB: [&str; 53] = [
    "petit",
    "esprit",
    "bruit",
    "lit",
    "nuit",
    "habit",
    "récit",
    "produit",
    "fruit",
    "appétit",
    "bandit",
    "subit",
    "lait",
    "trait",
    "portrait",
    "parfait",
    "souhait",
    "attrait",
    "extrait",
    "bienfait",
    "imparfait",
    "but",
    "début",
    "salut",
    "statut",
    "tribut",
    "saint",
    "point",
    "joint",
    "peint",
    "opéra",
    "sofa",
    "papa",
    "là",
    "déjà",
    "cela",
    "ça",
    "voilà",
    "delà",
    "profit",
    "crédit",
    "délit",
    "dépit",
    "édit",
    "maudit",
    "conduit",
    "réduit",
    "huit",
    "minuit",
    "tout",
    "bout",
    "goût",
    "août",
];

/// Pronouns that can be the subject of a verb.
pub fn is_subject(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["il", "elle", "ils", "elles", "je", "j'", "j’", "on", "tu"]) || is_somebody(reading, at)
}

/// Pronouns that stand where a noun phrase may stand.
fn is_somebody(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(
        at,
        &[
            "celui-ci",
            "celle-ci",
            "ceux-ci",
            "celles-ci",
            "celui-là",
            "celle-là",
            "ceux-là",
            "quelqu'un",
            "quelqu’un",
            "chacun",
            "chacune",
        ],
    )
}

/// Whether a word is the finite form of a verb, by the lists or, inside a clause, by its ending.
pub fn is_finite(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    match reading.class(at) {
        Class::Auxiliary => !["ant", "été", "eu"].iter().any(|ending| word.ends_with(ending)),
        Class::Verb | Class::Say | Class::Attitude => !is_infinite(word),
        Class::Noun => {
            reading.token(at).is_some_and(|token| token.case == Case::Lower)
                && word.len() > 2
                && !word.ends_with("oit")
                && FINITE.iter().any(|ending| word.ends_with(ending))
                && !NO_VERB.contains(&word)
        }
        _ => false,
    }
}

/// An infinitive or a participle, by its ending.
fn is_infinite(word: &str) -> bool {
    ["ant", "er", "ir", "dre", "é", "ée", "és", "ées"].iter().any(|ending| word.ends_with(ending))
        || ["dire", "redire", "faire", "lire", "écrire", "conclure"].contains(&word)
}

/// `disant`, `dire`, `s'écrier`: whose subject is that of the clause around it.
pub fn has_no_subject(reading: &Reading, verb: usize) -> bool {
    let word = reading.word(verb);
    is_infinite(word) && !word.ends_with('é') && !word.ends_with("ée") && !word.ends_with("és")
}

/// "de" ties a noun to the one before.
pub fn links(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["de", "d'", "d’", "du", "des"])
}

/// Whether a noun phrase may start here.
pub fn starts_phrase(reading: &Reading, at: usize) -> bool {
    matches!(reading.class(at), Class::Determiner | Class::Possessive | Class::Name)
        || reading.is(at, Lex::TITLE)
        || reading.is_one_of(at, &["celui", "celle"])
        || is_somebody(reading, at)
}

/// The noun phrase that starts at `start`: `la servante de l’auberge` · `M. Duflot` · `les deux amis`
pub fn phrase(reading: &Reading, start: usize, ceiling: usize) -> Option<Range<usize>> {
    if start >= ceiling {
        return None;
    }
    if reading.class(start) == Class::Pronoun || is_somebody(reading, start) {
        return Some(start..start + 1);
    }
    let (mut at, mut head) = (start, None);
    let ties = |at: usize| at > start && links(reading, at - 1);
    while at < ceiling && at - start < REACH {
        match reading.class(at) {
            Class::Noun if head.is_some() && (reading.word(at).ends_with("ment") || is_finite(reading, at)) => break,
            // "le maître |lui|": what is written small after a name is no name.
            Class::Name | Class::Noun | Class::Number => head = Some(at + 1),
            Class::Determiner | Class::Possessive if head.is_none() || links(reading, at) || ties(at) => {}
            Class::Preposition if head.is_some() && links(reading, at) && goes_on(reading, at + 1, ceiling) => {}
            Class::Conjunction if head.is_some() && joins(reading, at, ceiling) => {}
            Class::Adverb if head.is_none() && at > start => {}
            Class::Verb | Class::Attitude | Class::Say
                if at > start && (head.is_none() || ties(at)) && !reading.word(at).ends_with("ant") =>
            {
                head = Some(at + 1);
            }
            _ if reading.is(at, Lex::TITLE) => head = Some(at + 1),
            _ => break,
        }
        at += 1;
    }
    head.map(|end| start..end)
}

fn goes_on(reading: &Reading, at: usize, ceiling: usize) -> bool {
    at < ceiling && matches!(reading.class(at), Class::Determiner | Class::Possessive | Class::Name | Class::Noun)
}

/// `la voix triste |et| dure` · `Otto |et| le sous-lieutenant`: what "et" joins is one phrase.
fn joins(reading: &Reading, at: usize, ceiling: usize) -> bool {
    let next = at + 1;
    let noun = matches!(reading.class(next), Class::Noun | Class::Name);
    let other = matches!(reading.class(next), Class::Determiner | Class::Possessive) || reading.is(next, Lex::TITLE);
    let verb = |from: usize| (from..ceiling.min(from + 4)).any(|at| is_finite(reading, at));
    next < ceiling
        && reading.is_one_of(at, &["et"])
        && (noun && !is_finite(reading, next) || other && phrase(reading, next, ceiling).is_some_and(|p| verb(p.end)))
}

/// What stands between a subject and its verb: `|ne lui| dit` · `|aussitôt| reprit`
fn is_between(reading: &Reading, at: usize) -> bool {
    matches!(reading.class(at), Class::Adverb) || is_object(reading, at)
}

/// Pronouns that are objects, and "ne".
fn is_object(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(
        at,
        &[
            "le", "la", "l'", "l’", "les", "lui", "leur", "en", "y", "ne", "n'", "n’", "me", "m'", "m’", "te", "t'",
            "t’", "se", "s'", "s’", "nous", "vous",
        ],
    )
}

/// Who does the verb: `|Noël| ne cessait de dire` · `|la servante| lui a répondu` · `|Voss| ferma le livre et dit`
pub fn subject(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    if has_no_subject(reading, verb) {
        return turn_of(reading, verb, floor).or_else(|| clause_subject(reading, floor, verb));
    }
    let mut at = verb;
    while at > floor {
        let before = at - 1;
        if is_subject(reading, before) && !(is_somebody(reading, before) && is_object_of(reading, before, floor)) {
            return Some(before..at);
        }
        if !is_object(reading, before)
            && !matches!(reading.class(before), Class::Pronoun | Class::Auxiliary | Class::Adverb)
            || reading.is_one_of(before, &["qui"])
        {
            break;
        }
        at = before;
    }
    if at > floor && reading.is_one_of(at - 1, &["qui"]) {
        let comma = usize::from(at > floor + 1 && is_sign(reading, at - 2, TokenKind::Comma));
        return phrase_before(reading, at - 1 - comma, floor);
    }
    let direct = phrase_before(reading, at, floor)
        .filter(|found| !is_governed(reading, found.start, floor) && !is_object_of(reading, found.start, floor));
    direct.or_else(|| clause_subject(reading, floor, verb))
}

/// `C'était au tour de |ma mère| de dire`
fn turn_of(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let tour = (floor..verb).rev().take(REACH).find(|&at| reading.is_one_of(at, &["tour"]))?;
    let start = if reading.class(tour + 1) == Class::Preposition { tour + 2 } else { tour + 1 };
    links(reading, tour + 1).then(|| phrase(reading, start, verb)).flatten()
}

/// The noun phrase that ends just before `end`: the longest that starts as one does.
fn phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let first = floor.max(end.saturating_sub(REACH));
    let whole = |start: usize| phrase(reading, start, end).filter(|found| found.end == end);
    (first..end).filter(|&start| starts_phrase(reading, start)).find_map(whole)
}

/// After a preposition: no subject.
fn is_governed(reading: &Reading, at: usize, floor: usize) -> bool {
    links(reading, at) && !reading.is_one_of(at, &["des", "du"])
        || at > floor && (reading.class(at - 1) == Class::Preposition || links(reading, at - 1))
        || reading.is_one_of(at, &["au", "aux"])
}

/// After a verb, perhaps over adverbs: an object of it.
fn is_object_of(reading: &Reading, at: usize, floor: usize) -> bool {
    let before = (floor..at).rev().find(|&before| reading.class(before) != Class::Adverb);
    before.is_some_and(|before| {
        is_finite(reading, before)
            || matches!(reading.class(before), Class::Verb | Class::Attitude | Class::Say)
            || reading.class(before) == Class::Noun
                && ["ant", "er", "ir", "é"].iter().any(|ending| reading.word(before).ends_with(ending))
                && !starts_phrase(reading, before)
                && reading.token(before).is_some_and(|token| token.case == Case::Lower)
                && before > floor
                && !matches!(reading.class(before - 1), Class::Determiner | Class::Possessive)
    })
}

/// Words that open a clause under another.
fn opens_clause(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(
        at,
        &[
            "que",
            "qu'",
            "qu’",
            "dont",
            "où",
            "quand",
            "si",
            "lorsque",
            "lorsqu'",
            "lorsqu’",
            "comme",
            "puisque",
            "puisqu'",
            "puisqu’",
            "quoique",
            "quoiqu'",
            "quoiqu’",
            "sitôt",
        ],
    )
}

/// The subject of the main clause that `end` belongs to: the last before it that no other clause has.
pub fn clause_subject(reading: &Reading, floor: usize, end: usize) -> Option<Range<usize>> {
    let (mut best, mut under, mut at) = (None, false, floor);
    // Where the last phrase ended that is no subject: what a comma ties to it is none either.
    let mut listed = usize::MAX;
    while at < end {
        if opens_clause(reading, at) {
            under = true;
        } else if is_subject(reading, at) && reading.class(at + 1) != Class::Quote {
            let free = !is_somebody(reading, at) || !is_object_of(reading, at, floor);
            if !under && free && !is_governed(reading, at, floor) {
                best = Some(at..at + 1);
            }
            under = false;
        } else if starts_phrase(reading, at)
            && let Some(found) = phrase(reading, at, end)
        {
            let in_list = at == listed.wrapping_add(1) && is_sign(reading, listed, TokenKind::Comma);
            let bound = is_governed(reading, at, floor) || is_object_of(reading, at, floor) && !is_cleft(reading, at);
            let verb = verb_of(reading, &found, floor, end)
                .filter(|_| !in_list && !bound && !is_pronoun_object(reading, &found));
            if let Some(verb) = verb {
                if !under {
                    best = Some(found.clone());
                }
                under = false;
                at = verb.max(at + 1);
            } else {
                listed = if bound || in_list { found.end } else { usize::MAX };
                at = found.end.max(at + 1);
            }
            continue;
        }
        at += 1;
    }
    best
}

/// `c'est |Léa| qui parle`
fn is_cleft(reading: &Reading, at: usize) -> bool {
    at > 1 && reading.class(at - 1) == Class::Auxiliary && reading.is_one_of(at - 2, &["c'", "c’", "ce"])
}

/// `|les| analysait`: an object and an unknown verb, no noun phrase.
fn is_pronoun_object(reading: &Reading, found: &Range<usize>) -> bool {
    found.len() == 2
        && is_object(reading, found.start)
        && (is_finite(reading, found.start + 1) || reading.word(found.start + 1).ends_with("ant"))
}

/// The finite verb of a noun phrase, perhaps over an insertion, a relative clause or what goes with the noun.
fn verb_of(reading: &Reading, found: &Range<usize>, floor: usize, end: usize) -> Option<usize> {
    let verb_at = |mut at: usize| {
        while at < end && is_between(reading, at) {
            at += 1;
        }
        let last = at == end && reading.is(end, Lex::SAY) && !has_no_subject(reading, end);
        (at < end && is_finite(reading, at) || last).then_some(at)
    };
    let mut at = found.end;
    // "le père |de Noël à la porte| dit"
    while at < end && at < found.end + REACH && reading.class(at) == Class::Preposition {
        at = phrase(reading, at + 1, end).map_or(at + 1, |inner| inner.end);
    }
    if let Some(verb) = verb_at(at).or_else(|| verb_at(found.end)) {
        return Some(verb);
    }
    let opens = found.start == floor
        || matches!(
            reading.class(found.start - 1),
            Class::Sign(_) | Class::Conjunction | Class::Adverb | Class::Subordinator
        )
        || is_cleft(reading, found.start);
    let comma = is_sign(reading, at, TokenKind::Comma);
    let relative = reading.is_one_of(at, &["qui", "que", "qu'", "qu’", "dont"]);
    if !opens || !comma && !relative || reading.is(found.end - 1, Lex::TIME) {
        return None;
    }
    // "Un soir, |Léa, qui rentrait|, dit": a phrase after the comma that does not end there is the subject.
    if comma && let Some(next) = free_phrase(reading, at + 1, end) {
        return if is_sign(reading, next, TokenKind::Comma) { verb_at(next + 1) } else { None };
    }
    for close in at + 1..end.min(at + INSERTION) {
        match reading.class(close) {
            Class::Sign(TokenKind::Comma) => {}
            Class::Sign(TokenKind::Semicolon | TokenKind::Colon | TokenKind::Stop) => break,
            _ => continue,
        }
        if let Some(verb) = verb_at(close + 1) {
            return Some(verb);
        }
        if free_phrase(reading, close + 1, end).is_some_and(|next| !is_sign(reading, next, TokenKind::Comma)) {
            break;
        }
    }
    let qui = reading.is_one_of(at, &["qui"]);
    (at + 2..end.min(at + REACH)).find(|&next| qui && is_finite(reading, next))
}

/// Where a phrase ends that starts here and could be a subject.
fn free_phrase(reading: &Reading, at: usize, end: usize) -> Option<usize> {
    if is_subject(reading, at) {
        return Some(at + 1);
    }
    let found = phrase(reading, at, end).filter(|_| starts_phrase(reading, at))?;
    (!is_pronoun_object(reading, &found) && !reading.is_one_of(at, &["quelque", "tout"])).then_some(found.end)
}
