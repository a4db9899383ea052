//! Phrases that name a source beside what it says: `laut Voss`, `nach Angaben der Polizei`, `Voss zufolge`, `…, so Voss`,
//! `wie Voss mitteilte`, and the sentence that confirms the one before it.

use std::ops::Range;

use super::super::{Found, content, cue, is_boundary, is_capital, is_sign, one};
use super::phrase::{self, noun_phrase};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

/// `|Das Gesetz gilt ab Mai.| Das bestätigte die Ministerin.`: what the sentence before says is what somebody said.
pub fn confirmed(reading: &Reading, found: &mut Findings, index: usize) -> bool {
    let (Some(here), Some(before)) =
        (reading.sentences.get(index), index.checked_sub(1).and_then(|before| reading.sentences.get(before)))
    else {
        return false;
    };
    let (start, end) = (here.items.start, here.items.end);
    let verb = start + 1;
    let says = reading.is_one_of(start, &["dies", "das", "dieses"])
        && (reading.is(verb, Lex::REPORT)
            || reading.is(verb, Lex::SEPARABLE) && !reading.is_one_of(verb, &["führt", "führte"]))
        && !is_capital(reading, verb);
    let told = here.paragraph - before.paragraph <= 1
        && before.items.len() > 4
        && found.all.last().is_none_or(|finding| finding.sentence + 1 < index);
    if !says || !told {
        return false;
    }
    let from = phrase::skip_adverbs(reading, verb + 1, end);
    let of = reading.is_one_of(from, &["aus"]);
    let Some(source) = noun_phrase(reading, from + usize::from(of), end) else { return false };
    let Some(content) = one(reading, before.items.clone(), Opening::Before) else { return false };
    found.add(reading, index - 1, &cue(verb..verb + 1, Some(source), Rule::InvertedCue), &content);
    true
}

/// `Laut Voss …` · `nach Angaben der Polizei` · `Voss zufolge` · `…, so Voss` · `Wie Voss mitteilte, …`
pub fn framed(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    according(reading, at, items)
        .or_else(|| as_said(reading, at, items))
        .or_else(|| following(reading, at, items))
        .or_else(|| thereafter(reading, at, items))
}

/// `laut Voss` · `nach Angaben von Voss` · `…, so Voss`
fn according(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    if !reading.is_one_of(at, &["laut", "gemäß", "nach", "aus", "so"]) {
        return None;
    }
    let source = noun_phrase(reading, at + 1, items.end)?;
    let named = reading.is_one_of(at, &["laut", "gemäß"]);
    let after = reading.is_one_of(at, &["nach"]) && {
        let mut words = source.clone().take(4);
        words.any(|word| is_capital(reading, word) && is_account(reading, word))
    };
    let sight = reading.is_one_of(at, &["aus"]) && reading.is_one_of(at + 1, &["sicht"]) && source.len() > 1;
    let so = reading.is_one_of(at, &["so"])
        && at > items.start
        && (is_boundary(reading, at - 1) || reading.class(at - 1) == Class::Quote)
        && source.clone().any(|word| is_capital(reading, word))
        && !reading.is_verb(source.end);
    if !named && !after && !sight && !so {
        return None;
    }
    // "…, so Voss |weiter|": what goes on after it must say something.
    let rest = source.end..items.end;
    let resumes = rest.clone().any(|word| reading.is_verb(word) || reading.class(word) == Class::Quote);
    let phrase = if so && !resumes { at..items.end } else { at..source.end };
    aside(reading, at..at + 1, source, phrase, items)
}

/// A noun for what somebody said or thinks, also as the end of a compound: "Polizeiangaben".
fn is_account(reading: &Reading, at: usize) -> bool {
    const ENDS: [&str; 26] = [
        "berechnung",
        "berechnungen",
        "recherchen",
        "datenbanken",
        "worten",
        "prognose",
        "angaben",
        "aussage",
        "aussagen",
        "meinung",
        "ansicht",
        "einschätzung",
        "bericht",
        "berichten",
        "meldungen",
        "auffassung",
        "darstellung",
        "schätzungen",
        "schätzung",
        "überzeugung",
        "informationen",
        "analyse",
        "medien",
        "nachricht",
        "erkenntnisstand",
        "planungen",
    ];
    let judged =
        ["urteil", "kritik", "vorwürfen", "vorwurf", "drohung", "forderung", "aufruf", "beschwerde", "bitte", "appell"]
            .iter()
            .any(|noun| reading.word(at).to_lowercase().ends_with(noun));
    reading.is(at, Lex::SAY_NOUN.or(Lex::DOCUMENT)) && !judged
        || ENDS.iter().any(|ending| reading.word(at).to_lowercase().ends_with(ending))
}

/// `Voss zufolge` · `seiner Meinung nach` · `Gerüchten zu Folge`
fn following(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    if at == items.start {
        return None;
    }
    let opinion = || {
        reading.is_one_of(at, &["nach"])
            && is_account(reading, at - 1)
            && !reading.is_german_noun(at + 1)
            && !matches!(reading.class(at + 1), Class::Determiner | Class::Possessive)
    };
    let apart = reading.is_one_of(at, &["zu"]) && reading.is_one_of(at + 1, &["folge"]);
    if !reading.is_one_of(at, &["zufolge"]) && !apart && !opinion() {
        return None;
    }
    let end = at + 1 + usize::from(apart);
    let inner = |&word: &usize| !is_boundary(reading, word) && !reading.is_verb(word);
    let floor = (items.start..at).rev().take_while(inner).last()?;
    // "dass er sich |spanischen Medien| zufolge verletzte"
    let phrase = |&start: &usize| noun_phrase(reading, start, at).is_some_and(|phrase| phrase.end == at);
    let start = (floor..at).find(phrase).unwrap_or(floor);
    aside(reading, at..end, start..at, start..end, items)
}

/// `|Demnach| wurde niemand verletzt` · `…, |wonach| niemand verletzt wurde`: as somebody said before.
fn thereafter(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    let opens = at == items.start && reading.is_one_of(at, &["demnach"]);
    let goes_on = at > items.start && is_sign(reading, at - 1, TokenKind::Comma) && reading.is_one_of(at, &["wonach"]);
    if !opens && !goes_on {
        return None;
    }
    let found = one(reading, at + 1..items.end, Opening::Clause)?;
    Some((cue(at..at + 1, Some(at..at + 1), Rule::AccordingTo), found))
}

/// `Wie Voss mitteilte, …` · `…, wie Voss am Dienstag sagte`
fn as_said(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    if !reading.is_one_of(at, &["wie"]) || at > items.start && !is_sign(reading, at - 1, TokenKind::Comma) {
        return None;
    }
    let says = |verb: usize| reading.is(verb, Lex::SAY) && !is_capital(reading, verb);
    let last = |verb: &usize| says(*verb) && (*verb + 1 == items.end || is_boundary(reading, *verb + 1));
    let first = (at..items.end).find(|&sign| is_sign(reading, sign, TokenKind::Comma)).unwrap_or(items.end);
    let verb = (at + 1..first).find(|&verb| says(verb)).or_else(|| (first..items.end).take(12).find(last))?;
    let close = (verb..items.end).find(|&sign| is_sign(reading, sign, TokenKind::Comma)).unwrap_or(items.end);
    let source = noun_phrase(reading, at + 1, verb).or_else(|| noun_phrase(reading, verb + 1, close))?;
    aside(reading, verb..verb + 1, source, at..close, items)
}

/// `Und nach einer Pause: |„Ich gehe jetzt.“|` · `Streit im Rat: |„So nicht“|` · `|„Das war zu viel“|: Trainer geht`: marked
/// words behind a colon, and beside a colon or dash of a headline.
pub fn is_shown(reading: &Reading, at: usize, items: &Range<usize>) -> bool {
    const WORDS: usize = 3;
    const HEADLINE: usize = 20;
    let words = reading.quote(at).and_then(|mark| reading.marked.get(mark)).map_or(0, |mark| reading.words_in(mark));
    let apart = |sign: usize| is_sign(reading, sign, TokenKind::Colon) || is_sign(reading, sign, TokenKind::Dash);
    let led = at > items.start && apart(at - 1);
    let sign = match () {
        () if led => at - 1,
        () if at == items.start && at + 1 < items.end && apart(at + 1) => at + 1,
        () => return false,
    };
    let whole = led && is_sign(reading, sign, TokenKind::Colon) && matches!(reading.last_letter(at), '.' | '!' | '?');
    let last = items.end.saturating_sub(1);
    let stopped = is_sign(reading, last, TokenKind::Stop)
        || reading.class(last) == Class::Quote && matches!(reading.last_letter(last), '.');
    let headline = !stopped && items.len() < HEADLINE;
    words >= WORDS && (whole || headline) && !phrase::is_name_of(reading, at)
}

/// Content around a phrase that names its source: all else of the sentence.
fn aside(
    reading: &Reading,
    words: Range<usize>,
    source: Range<usize>,
    phrase: Range<usize>,
    items: &Range<usize>,
) -> Option<Found> {
    // "|Denn| laut Voss …"
    let small = |at: usize| {
        matches!(reading.class(at), Class::Sign(_) | Class::Conjunction | Class::Adverb | Class::Subordinator)
    };
    let said = |piece: &Range<usize>| !piece.clone().all(small);
    let pieces = [items.start..phrase.start, phrase.end..items.end].into_iter().filter(said);
    let opening = if phrase.start == items.start { Opening::Clause } else { Opening::Before };
    Some((cue(words, Some(source), Rule::AccordingTo), content(reading, pieces, opening)?))
}
