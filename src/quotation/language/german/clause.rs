//! Clauses that say something beside a verb of speech of their own: `die Hoffnung, dass …`, `wurde bekannt, dass …`,
//! `die Forderung, die Steuer zu senken`; and where such a clause ends.

use std::ops::Range;

use super::super::{Found, content, cue, is_boundary, is_capital, is_sign};
use super::is_subjunctive;
use super::phrase::{noun_phrase, subject};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::reading::{Class, Reading};

/// How far before the comma the words are looked for that say something.
const REACH: usize = 14;

/// Words before the comma after which "dass" says what is, not what is said.
const PLAIN: [&str; 12] =
    ["so", "dafür", "dazu", "damit", "dadurch", "dabei", "ohne", "anstatt", "statt", "tatsache", "fall", "sehr"];

/// `…, |dass die Gespräche gescheitert sind|` after words of speech or belief in the clause before.
pub fn that_clause(reading: &Reading, comma: usize, items: &Range<usize>) -> Option<Found> {
    if !is_sign(reading, comma, TokenKind::Comma) || comma == items.start {
        return None;
    }
    let that = reading.is_one_of(comma + 1, &["dass", "daß"]);
    let infinitive = || infinitive_end(reading, comma + 1, items.end).is_some();
    // "der Vorwurf, |es sei zu spät|"
    let next = (comma + 1..items.end).find(|&at| is_sign(reading, at, TokenKind::Comma)).unwrap_or(items.end);
    let reported = !that
        && (is_capital(reading, comma + 2)
            || !reading.is_one_of(comma + 1, &["der", "die", "das", "den", "dem", "deren", "dessen"]))
        && (comma + 1..next).any(|at| is_subjunctive(reading, at));
    // "Voss rechnet damit, dass …"
    let counts = that && (items.start..comma).any(|at| reading.is_one_of(at, &["rechnet", "rechnete"]));
    if !that && !reported && !infinitive() || reading.is_one_of(comma - 1, &PLAIN) && !counts {
        return None;
    }
    let clause = clause_before(reading, comma, items.start);
    let floor = clause.max(comma.saturating_sub(REACH));
    let small = |at: usize| !is_capital(reading, at) || at == items.start;
    // "die |Forderung| der Opposition, …": whose words they are is part of the phrase.
    let bare = |at: usize| at > floor && reading.class(at - 1) == Class::Preposition;
    let account = |&at: &usize| is_capital(reading, at) && reading.is(at, Lex::SAY_NOUN) && !bare(at);
    let noun = (floor..comma).rev().find(account);
    let rests = |at: usize| counts && reading.word(at).starts_with("rechne");
    let whole = |at: usize| !reading.is(at, Lex::SEPARABLE) || super::verb::has_particle(reading, at, comma);
    let says = |at: usize| small(at) && (reading.is(at, Lex::SAY) && whole(at) || rests(at));
    let verb = (floor..comma).rev().find(|&at| says(at) || that && reading.is_one_of(at, &["bekannt", "deutlich"]));
    let heads = |&noun: &usize| phrase_of(reading, noun, comma).is_some_and(|phrase| phrase.end == comma);
    let (verb, noun) = if reported { (None, noun.filter(heads)) } else { (verb, noun) };
    let noun = noun.filter(|&noun| is_owned(reading, noun));
    if verb.is_some() && is_nobody(reading, clause..comma, that) {
        return None;
    }
    let word = verb.or(noun)?;
    let end = match () {
        // "die Hoffnung, dass sie kommt, |blieb|": the noun's clause ends where its verb comes.
        () if verb.is_none() => (comma + 2..items.end).find(|&at| {
            is_sign(reading, at, TokenKind::Comma) && reading.is_verb(at + 1) && !is_capital(reading, at + 1)
        }),
        () => None,
    };
    let end = end.unwrap_or_else(|| clause_end(reading, comma + 1, items.end));
    let opening = if that { Opening::That } else { Opening::Infinitive };
    let found = content(reading, pieces(reading, comma + 1..end), opening)?;
    let source = if verb.is_some() { who(reading, clause, comma, items) } else { phrase_of(reading, word, comma) };
    Some((cue(word..word + 1, source, Rule::SubjectVerb), found))
}

/// `|seine| Hoffnung`, `|Odes| Hoffnung`, `die Hoffnung |der Opposition|`: whose words it is.
fn is_owned(reading: &Reading, noun: usize) -> bool {
    let before = (noun.saturating_sub(2)..noun).any(|at| matches!(reading.class(at), Class::Possessive | Class::Name));
    before || reading.is_one_of(noun + 1, &["der", "des", "von", "vom", "eines", "einer", "aus"])
}

/// `Dazu muss |angemerkt werden|, dass …`, `Gäste werden |gebeten|, zu gehen`: a passive that names nobody, other than in
/// `Es wurde |bekannt|, dass …`.
fn is_nobody(reading: &Reading, clause: Range<usize>, that: bool) -> bool {
    const PASSIVE: [&str; 6] = ["wurde", "wurden", "wird", "werden", "worden", "geworden"];
    const MODAL: [&str; 9] = ["kann", "können", "konnte", "konnten", "muss", "müssen", "darf", "dürfen", "soll"];
    let open = !that || clause.clone().any(|at| reading.is_one_of(at, &MODAL));
    open && clause.clone().any(|at| reading.is_one_of(at, &PASSIVE))
        && !clause.clone().any(|at| reading.is_one_of(at, &["von", "vom", "durch"]))
}

/// Where the clause starts that ends at a comma, over an insertion: `gab |der Leiter, Jan Voss, bekannt|, dass …`.
fn clause_before(reading: &Reading, comma: usize, floor: usize) -> usize {
    let boundary = |end: usize| (floor..end).rev().find(|&at| is_boundary(reading, at));
    let mut start = boundary(comma);
    for _ in 0..2 {
        match start {
            Some(at) if is_sign(reading, at, TokenKind::Comma) && !has_verb(reading, at + 1, comma) => {
                start = boundary(at);
            }
            _ => break,
        }
    }
    start.map_or(floor, |at| at + 1)
}

fn has_verb(reading: &Reading, from: usize, end: usize) -> bool {
    (from..end).any(|at| reading.is_verb(at) && !is_capital(reading, at))
}

/// Who does the finite verb of a clause; in the passive only whom "von" names.
fn who(reading: &Reading, clause: usize, comma: usize, items: &Range<usize>) -> Option<Range<usize>> {
    let passive = (clause..comma)
        .find(|&at| reading.is_one_of(at, &["wurde", "wurden", "wird", "werden", "worden", "ist", "war", "geworden"]));
    if passive.is_some() {
        let by = (clause..comma).find(|&at| reading.is_one_of(at, &["von", "vom"]))?;
        return noun_phrase(reading, by + 1, comma);
    }
    let finite = (clause..comma).find(|&at| reading.is_verb(at) && !is_capital(reading, at))?;
    subject(reading, finite, clause, &(items.start..comma))
}

/// The phrase that a noun of speech heads.
fn phrase_of(reading: &Reading, noun: usize, end: usize) -> Option<Range<usize>> {
    let start = noun.checked_sub(1).filter(|&at| matches!(reading.class(at), Class::Determiner | Class::Possessive));
    noun_phrase(reading, start.unwrap_or(noun), end)
}

/// Whether a clause behind a comma can be what somebody says: it has a verb, and does not begin with one as the main clause
/// behind a relative one does ("die Voss |nannte|, war leer").
pub fn says_something(reading: &Reading, from: usize, ceiling: usize) -> bool {
    let verb = |at: usize| reading.is_verb(at) && !is_capital(reading, at);
    let told = |at: usize| is_subjunctive(reading, at) || reading.is(at, Lex::IRREALIS);
    let open = verb(from) && !told(from);
    let says = |at: usize| verb(at) || told(at) || reading.class(at) == Class::Quote;
    !open && ((from..ceiling).any(says) || infinitive_end(reading, from, ceiling).is_some())
}

/// Where a clause ends with "zu" and an infinitive: `die Steuer |zu senken|`, `davon |abzusehen|`.
pub fn infinitive_end(reading: &Reading, from: usize, ceiling: usize) -> Option<usize> {
    let end = (from..ceiling).find(|&at| is_boundary(reading, at)).unwrap_or(ceiling);
    let opens = !reading.is_one_of(from, &["um", "ohne", "anstatt", "statt"]);
    let last = end.checked_sub(1).filter(|&last| last > from)?;
    let word = reading.word(last);
    let tied = word.find("zu").is_some_and(|at| at > 1) && word.ends_with("en");
    let infinitive = tied || word.ends_with('n') && reading.is_one_of(last - 1, &["zu"]);
    (opens && infinitive && !is_capital(reading, last)).then_some(end)
}

/// Where what is said ends that starts at `start`: before "und" with another verb of the one who says it, and before what
/// is told in a clause of its own.
pub fn clause_end(reading: &Reading, start: usize, end: usize) -> usize {
    let says = |at: usize| {
        (reading.class(at) == Class::Say || reading.is(at, Lex::SEPARABLE))
            && !is_capital(reading, at)
            && (reading.word(at).ends_with("te")
                || reading.is_one_of(at, &["wies", "verwies", "sprach", "rief", "warf"]))
    };
    let reported = |from: usize| (from..end).any(|at| is_subjunctive(reading, at) || reading.is(at, Lex::IRREALIS));
    let stops = |&at: &usize| {
        let next = at + 1;
        let goes_on = reading.is_one_of(at, &["und", "sowie", "doch", "aber"]) && says(next);
        let told = is_sign(reading, at, TokenKind::Semicolon)
            || is_sign(reading, at, TokenKind::Comma) && reading.is_one_of(next, &["wobei", "wogegen", "doch"]);
        goes_on || told && !reported(next)
    };
    (start + 2..end).find(stops).unwrap_or(end)
}

/// `…, |dass das Gesetz gelte|: |„Es gilt.“|`: what a colon sets apart is said too, and is a piece of its own.
pub fn pieces(reading: &Reading, whole: Range<usize>) -> Vec<Range<usize>> {
    let colon = whole.clone().find(|&at| {
        is_sign(reading, at, TokenKind::Colon) && reading.class(at + 1) == Class::Quote && at + 1 < whole.end
    });
    colon.map_or(vec![whole.clone()], |colon| vec![whole.start..colon, colon + 1..whole.end])
}
