//! Noun phrases and finite verbs of French, read from small words and the endings of verbs.

use std::ops::Range;

use crate::nlp::lexicon::Lex;
use crate::nlp::token::Case;
use crate::quotation::reading::{Class, Reading};

/// How many items a phrase may have.
const REACH: usize = 14;

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
    reading.is_one_of(at, &["il", "elle", "ils", "elles", "je", "j'", "j’", "on", "tu"])
        || is_somebody(reading, at)
        || does(reading, at)
        || reading.is_one_of(at, &["tous", "toutes", "certains", "certaines", "plusieurs", "beaucoup"])
            && is_finite(reading, at + 1)
}

/// `|nous| lui avons crié`, `|vous| me direz`: not `il |nous| dit`.
fn does(reading: &Reading, at: usize) -> bool {
    let endings: &[&str] = match () {
        () if reading.is_one_of(at, &["nous"]) => &["ons", "mes"],
        () if reading.is_one_of(at, &["vous"]) => &["ez", "tes"],
        () => return false,
    };
    let verb = (at + 1..at + 4).find(|&next| !is_object(reading, next)).unwrap_or(at);
    endings.iter().any(|ending| reading.word(verb).ends_with(ending))
}

/// Pronouns that stand where a noun phrase may stand.
pub fn is_somebody(reading: &Reading, at: usize) -> bool {
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
    let adverb = |at: usize| reading.word(at).ends_with("ment") && !ties(at);
    while at < ceiling && at - start < REACH {
        match reading.class(at) {
            Class::Noun if head.is_some() && (adverb(at) || is_finite(reading, at) && !ties(at)) => break,
            // "l'|un| d'eux"
            Class::Determiner
                if reading.is_one_of(at, &["un", "une"]) && at > start && reading.is_one_of(at - 1, &["l'", "l’"]) =>
            {
                head = Some(at + 1);
            }
            Class::Pronoun
                if head.is_some() && ties(at) && reading.is_one_of(at, &["eux", "elles", "nous", "vous"]) =>
            {
                head = Some(at + 1);
            }
            // "le maître |lui|": what is written small after a name is no name.
            Class::Name | Class::Noun | Class::Number => head = Some(at + 1),
            Class::Determiner | Class::Possessive if head.is_none() || links(reading, at) || ties(at) => {}
            Class::Preposition
                if head.is_some()
                    && links(reading, at)
                    && goes_on(reading, at + 1, ceiling)
                    && !tells_how(reading, at) => {}
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

/// `le juge |d'un air de doute|`: how it is said, not who says it.
fn tells_how(reading: &Reading, of: usize) -> bool {
    const MANNER: [&str; 12] =
        ["air", "ton", "voix", "geste", "signe", "accent", "trait", "bond", "regard", "mouvement", "coup", "sourire"];
    reading.is_one_of(of + 1, &["un", "une"]) && (of + 2..of + 4).any(|at| reading.is_one_of(at, &MANNER))
}

fn goes_on(reading: &Reading, at: usize, ceiling: usize) -> bool {
    let noun = matches!(reading.class(at), Class::Determiner | Class::Possessive | Class::Name | Class::Noun);
    at < ceiling && (noun || reading.is_one_of(at, &["eux", "elles", "nous", "vous"]))
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
pub fn is_between(reading: &Reading, at: usize) -> bool {
    matches!(reading.class(at), Class::Adverb) || is_object(reading, at)
}

/// Pronouns that are objects, and "ne".
pub fn is_object(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(
        at,
        &[
            "le", "la", "l'", "l’", "les", "lui", "leur", "en", "y", "ne", "n'", "n’", "me", "m'", "m’", "te", "t'",
            "t’", "se", "s'", "s’", "nous", "vous",
        ],
    )
}

/// The noun phrase that ends just before `end`: the longest that starts as one does.
pub fn phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let first = floor.max(end.saturating_sub(REACH));
    let whole = |start: usize| phrase(reading, start, end).filter(|found| found.end == end);
    (first..end).filter(|&start| starts_phrase(reading, start)).find_map(whole)
}
