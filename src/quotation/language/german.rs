//! German: verbs of speech with the verb second or first, `laut`, `nach Angaben`, `zufolge`, and the subjunctive, which
//! reports by itself. Nouns show themselves by their capitals, so phrases are read from these.

use std::ops::Range;

use super::{Found, bracket_end, content, is_boundary, is_capital, is_sign, one};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

mod clause;
mod frame;
mod judged;
mod mood;
mod phrase;
mod verb;

use frame::{confirmed, framed};
use judged::{judged, judges, mentioned};
use phrase::{noun_phrase, subject};
use verb::Verb;

/// Finds the reported speech of a German document.
pub fn find(reading: &Reading, found: &mut Findings) {
    let mut mood = mood::Mood::default();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let items = sentence.items.clone();
        let mut reported = confirmed(reading, found, index);
        // "Das bestätigte Voss": what the verb says stands before.
        // "…, meinte ein Anwohner, der seinen Namen nicht nennen wollte": what holds another attribution is not said.
        let mut cues: Vec<Range<usize>> = Vec::new();
        let mut claimed = items.start + 2 * usize::from(reported);
        for at in items.clone() {
            if at < claimed {
                continue;
            }
            let Some((cue, content)) = framed(reading, at, &items)
                .or_else(|| spoken(reading, at, &items))
                .or_else(|| clause::that_clause(reading, at, &items))
                .or_else(|| judged(reading, at, &items))
                .or_else(|| mentioned(reading, at, &items))
            else {
                if let Some(source) = does(reading, at, &items) {
                    mood.spoke(Some(reading.tokens(source)));
                }
                continue;
            };
            let holds = |cue: &Range<usize>| {
                content.pieces.iter().any(|piece| piece.start <= cue.start && cue.end <= piece.end)
            };
            if content.opening == Opening::Object && cues.iter().any(holds) {
                continue;
            }
            cues.push(cue.words.clone());
            let marked = content.pieces.iter().flat_map(Clone::clone).all(|at| reading.class(at) == Class::Quote);
            claimed = content.pieces.iter().map(|piece| piece.end).max().unwrap_or(claimed).max(cue.words.end);
            if marked {
                claimed = at + 1;
            }
            found.add(reading, index, &cue, &content);
            mood.spoke(cue.source.as_ref().map(|source| reading.tokens(source.clone())));
            reported = true;
        }
        mood.sentence(reading, found, index, reported);
    }
}

/// Whether a colon or a headline shows that marked words are a quotation.
pub fn shows(reading: &Reading, item: usize) -> bool {
    reading.sentences.get(reading.sentence_at(item)).is_some_and(|it| frame::is_shown(reading, item, &it.items))
}

/// A verb of speech with its subject and content.
fn spoken(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    let verb = Verb::at(reading, at, items)?;
    // "In der Debatte, die …, |forderte| Voss, …", "Wenn …, |droht| Voss, …": what stands before is no speech.
    let leads = matches!(reading.class(items.start), Class::Preposition | Class::Subordinator)
        && !reading.is_one_of(items.start, &["dass", "ob"])
        && !has_main_clause(reading, items.start..at)
        && !(items.start..at).any(|at| {
            reading.class(at) == Class::Quote && !phrase::is_name_of(reading, at) || is_subjunctive(reading, at)
        });
    // Without marks the words say what somebody did, more often than what somebody said.
    let marked = !verb.planned && items.clone().any(|at| reading.class(at) == Class::Quote);
    let whole = || if marked { object(reading, &verb, items) } else { None };
    if leads {
        return after(reading, &verb, items).or_else(whole);
    }
    before(reading, &verb, items).or_else(|| after(reading, &verb, items)).or_else(whole)
}

/// Who criticises or demands something: what comes after it in the subjunctive is theirs.
fn does(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Range<usize>> {
    let verb = Verb::at(reading, at, items)?;
    object(reading, &verb, items)?.0.source
}

/// `|Bis Mai werde nichts gebaut|, …`: a clause of its own, under no other and no relative one.
fn has_main_clause(reading: &Reading, items: Range<usize>) -> bool {
    let mut start = items.start;
    for at in items.clone() {
        if !is_boundary(reading, at) {
            continue;
        }
        let under = reading.class(start) == Class::Subordinator
            || reading.class(start) == Class::Preposition
                && reading.is_one_of(start + 1, &["der", "die", "das", "dem", "denen"])
                && start > items.start
            || start > items.start
                && reading
                    .is_one_of(start, &["der", "die", "das", "dem", "den", "deren", "dessen", "was", "wie", "wo"]);
        if !under && (start..at).any(|word| reading.is_verb(word) && !is_capital(reading, word)) {
            return true;
        }
        start = at + 1;
    }
    false
}

/// `„…“, sagte Voss` · `Das Abkommen sei tot, sagte Voss, …`
fn before(reading: &Reading, verb: &Verb, items: &Range<usize>) -> Option<Found> {
    if verb.clause != verb.finite
        || verb.finite == items.start
        || phrase::is_insertion(reading, items.start, verb.finite)
    {
        return None;
    }
    let left = items.start..verb.finite;
    let says =
        left.clone().any(|at| reading.is_verb(at) || reading.class(at) == Class::Quote || is_subjunctive(reading, at));
    if !says {
        return None;
    }
    // "Dass er geht, nannte sie |„traurig“|": what is judged.
    let judged = reading.is_one_of(items.start, &["dass"])
        && (verb.finite..items.end)
            .any(|at| reading.class(at) == Class::Quote || is_sign(reading, at, TokenKind::Colon));
    if judged {
        return None;
    }
    let impersonal = reading.is_one_of(verb.finite + 1, &["es"]);
    let from = verb.finite + 1 + usize::from(impersonal);
    let source = if impersonal {
        let near = (from..items.end).take(3).find(|&at| reading.class(at) == Class::Preposition);
        near.and_then(|at| noun_phrase(reading, at + 1, items.end))
    } else {
        Some(noun_phrase(reading, phrase::skip_adverbs(reading, from, items.end), items.end)?)
    };
    let tail = source.as_ref().map_or(from, |source| source.end);
    let start = said_from(reading, &left);
    // "…“, sagte Voss dem „|Tagblatt|“": no quotation.
    let named = |at: usize| phrase::is_name_of(reading, at) && !is_boundary(reading, at - 1);
    let quote = (tail..items.end).find(|&at| reading.class(at) == Class::Quote && !named(at));
    // "Der Plan sei gut, sagte Voss am Montag, |er koste nichts|"
    let goes_on = || {
        let comma = (tail..items.end).find(|&at| is_sign(reading, at, TokenKind::Comma))?;
        let relative = reading.is_one_of(comma + 1, &["der", "die", "das", "den", "dem", "deren", "dessen"])
            && !is_capital(reading, comma + 2);
        let said = (comma + 1..items.end).any(|at| is_subjunctive(reading, at));
        (said && !relative).then_some(comma + 1)
    };
    let second = quote.or_else(goes_on);
    let pieces = std::iter::once(start..left.end).chain(second.map(|from| from..items.end));
    let found = content(reading, pieces, Opening::Before)?;
    Some((verb.cue(source, Rule::InvertedCue), found))
}

/// Where what is said before an attribution starts: at the marks, where they end it and words with a colon lead to them.
fn said_from(reading: &Reading, left: &Range<usize>) -> usize {
    let colon = left.clone().rev().find(|&at| is_sign(reading, at, TokenKind::Colon));
    colon.map_or(left.start, |colon| colon + 1)
}

/// `Voss sagte, dass …` · `Gestern erklärte Voss, das Abkommen sei tot` · `Voss teilte mit: „…“`
fn after(reading: &Reading, verb: &Verb, items: &Range<usize>) -> Option<Found> {
    let source = subject(reading, verb.finite, verb.clause, items);
    let from = source.as_ref().map_or(verb.finite + 1, |source| source.end.max(verb.finite + 1));
    let mut at = from;
    while at < items.end {
        match reading.class(at) {
            // "… kritisierte das Gesetz scharf: So sagte Voss: „…“": said by whom the second colon shows.
            Class::Sign(TokenKind::Colon)
                if (at + 1..items.end).any(|next| is_sign(reading, next, TokenKind::Colon)) =>
            {
                return None;
            }
            Class::Sign(TokenKind::Colon) => {
                let found = one(reading, at + 1..items.end, Opening::Colon)?;
                return Some((verb.cue(source, rule(verb)), found));
            }
            Class::Sign(TokenKind::Comma | TokenKind::Dash) => match phrase::clause_kind(reading, at + 1, items.end) {
                phrase::Clause::Content if !clause::says_something(reading, at + 1, items.end) => return None,
                phrase::Clause::Content => {
                    let end = clause::clause_end(reading, at + 1, items.end);
                    let found = content(reading, clause::pieces(reading, at + 1..end), Opening::That)?;
                    return Some((verb.cue(source, rule(verb)), found));
                }
                phrase::Clause::Insertion(end) if end > at => at = end,
                _ => return None,
            },
            // "nannte ihn im |„Tagblatt“| „tot“"
            Class::Quote
                if phrase::is_name_of(reading, at)
                    && (reading.class(at - 1) == Class::Preposition || reading.class(at + 1) == Class::Determiner) =>
            {
                at += 1;
            }
            Class::Quote
                if reading.quote(at).and_then(|mark| reading.marked.get(mark)).is_some_and(|marked| {
                    judges(reading, verb.says) || reading.words_in(marked) > 2 && !phrase::is_name_of(reading, at)
                }) =>
            {
                // "warnte vor einem „Schritt ins Leere“ und einem |„Sprung ins Dunkle“|"
                let more = (at + 1..items.end).take_while(|&next| !is_boundary(reading, next)).filter(|&next| {
                    let words = reading.quote(next).and_then(|mark| reading.marked.get(mark));
                    words.is_some_and(|marked| reading.words_in(marked) > 2) && !phrase::is_name_of(reading, next)
                });
                let pieces = std::iter::once(at).chain(more).map(|quote| quote..quote + 1);
                let found = content(reading, pieces, Opening::Quote)?;
                return Some((verb.cue(source, rule(verb)), found));
            }
            Class::Sign(TokenKind::Semicolon) => return None,
            _ => at += 1,
        }
    }
    None
}

const fn rule(verb: &Verb) -> Rule {
    if verb.clause == verb.finite { Rule::InvertedCue } else { Rule::SubjectVerb }
}

/// Verbs whose object is what was said: `Voss kritisierte das Abkommen`: the whole sentence reports.
fn object(reading: &Reading, verb: &Verb, items: &Range<usize>) -> Option<Found> {
    const STEMS: [&str; 29] = [
        "kritisier",
        "forder",
        "bezeichne",
        "warn",
        "verlang",
        "beklag",
        "bemängel",
        "bedauer",
        "beschuldig",
        "begründe",
        "betont",
        "behaupt",
        "schätz",
        "bestätig",
        "nannt",
        "nenn",
        "kündig",
        "warf",
        "wirf",
        "werf",
        "vorgeworf",
        "vorwarf",
        "verwies",
        "verweis",
        "plädier",
        "sprach",
        "spricht",
        "riet",
        "empf",
    ];
    let word = reading.word(verb.says);
    let about = reading
        .is_one_of(verb.says, &["sprach", "sprachen", "spricht", "sprechen", "berichtete", "berichteten"])
        && (verb.says + 1..items.end).take(8).any(|at| reading.is_one_of(at, &["von", "vom"]));
    if !about && !STEMS.iter().any(|stem| word.starts_with(stem)) {
        return None;
    }
    // "sagte, …, und |verwies| auf …": the sentence says more than that.
    if verb.finite > items.start && reading.class(verb.finite - 1) == Class::Conjunction {
        return None;
    }
    let source = subject(reading, verb.finite, verb.clause, items)?;
    // "Dann sprach der Minister." says nothing of what.
    let plain = |at: &usize| {
        source.contains(at)
            || *at == verb.finite
            || *at == verb.says
            || matches!(reading.class(*at), Class::Sign(_) | Class::Adverb)
    };
    if items.clone().all(|at| plain(&at)) {
        return None;
    }
    let found = one(reading, items.clone(), Opening::Object)?;
    Some((verb.cue(Some(source), rule(verb)), found))
}

/// A verb form that reports by itself: "sei", "habe".
fn is_subjunctive(reading: &Reading, at: usize) -> bool {
    reading.is(at, Lex::SUBJUNCTIVE) && !is_capital(reading, at)
}

impl Reading<'_> {
    fn is_german_noun(&self, at: usize) -> bool {
        let capital = is_capital(self, at) || self.class(at) != Class::Quote && self.word(at).contains("-Jährige");
        capital
            && !matches!(
                self.class(at),
                Class::Pronoun
                    | Class::Determiner
                    | Class::Preposition
                    | Class::Adverb
                    | Class::Conjunction
                    | Class::Subordinator
            )
    }

    fn bracket(&self, at: usize, end: usize) -> Option<usize> {
        is_sign(self, at, TokenKind::Open).then(|| bracket_end(self, at, end)).flatten()
    }
}
