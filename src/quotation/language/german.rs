//! German: verbs of speech with the verb second or first, `laut`, `nach Angaben`, `zufolge`, and the subjunctive, which
//! reports by itself. Nouns show themselves by their capitals, so phrases are read from these.

use std::ops::Range;

use super::{Found, bracket_end, content, cue, is_boundary, is_capital, is_sign, one};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

mod clause;
mod frame;
mod mood;
mod phrase;

use frame::{confirmed, framed};
use phrase::{noun_phrase, subject};

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
            else {
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

/// A verb of speech with its subject and content.
fn spoken(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    let verb = Verb::at(reading, at, items)?;
    // "In der Debatte, die …, |forderte| Voss, …", "Wenn …, |droht| Voss, …": what stands before is no speech.
    let leads = matches!(reading.class(items.start), Class::Preposition | Class::Subordinator)
        && !reading.is_one_of(items.start, &["dass", "ob"])
        && !(items.start..at).any(|at| {
            reading.class(at) == Class::Quote && !phrase::is_name_of(reading, at) || is_subjunctive(reading, at)
        });
    if leads {
        return after(reading, &verb, items).or_else(|| object(reading, &verb, items));
    }
    before(reading, &verb, items).or_else(|| after(reading, &verb, items)).or_else(|| object(reading, &verb, items))
}

/// A finite verb that says something, perhaps by a participle or a particle further on.
struct Verb {
    /// The finite form.
    finite: usize,
    /// The word that says it: the participle of "hat gesagt", else the finite form.
    says: usize,
    /// One past what stands before it in its clause.
    clause: usize,
}

impl Verb {
    fn at(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Self> {
        if is_capital(reading, at) && at > items.start || reading.class(at) == Class::Quote {
            return None;
        }
        let end = (at + 1..items.end).find(|&sign| is_boundary(reading, sign)).unwrap_or(items.end);
        let clause = (items.start..at)
            .rev()
            .find(|&sign| is_boundary(reading, sign) || reading.class(sign) == Class::Quote)
            .map_or(items.start, |sign| sign + 1);
        // "Als Antwort sagte Voss, …": no clause under another, since more follows its verb.
        let under = reading.is_one_of(clause, &["dass", "ob", "weil", "nachdem", "wenn", "obwohl"])
            || reading.is_one_of(clause, &["als", "da", "während"]) && at + 1 >= end;
        if under && clause < at {
            return None;
        }
        let says = if reading.is_one_of(at, &["hat", "haben", "hatte", "hatten"]) {
            (at + 1..end).find(|&verb| reading.is(verb, Lex::SAY) && !is_capital(reading, verb))?
        } else if reading.is(at, Lex::SEPARABLE) {
            let reflexive = reading.is_one_of(at, &["ging", "gingen", "geht", "gehen"]);
            let particle = |&word: &usize| {
                reading.is(word, Lex::SEPARATED) && (!reflexive || reading.is_one_of(word, &["davon", "aus"]))
            };
            let last = end.checked_sub(1).filter(particle);
            last.or_else(|| (at + 1..end).rev().find(particle).filter(|&word| is_boundary(reading, word + 1)))?;
            at
        } else if reading.class(at) == Class::Say || believes(reading, at) || follows_speech(reading, at, items) {
            if is_participle(reading, at, clause) {
                return None;
            }
            at
        } else {
            return None;
        };
        Some(Self { finite: at, says, clause })
    }

    fn cue(&self, source: Option<Range<usize>>, rule: Rule) -> crate::quotation::cue::Cue {
        let words = if self.says == self.finite { self.finite..self.finite + 1 } else { self.says..self.says + 1 };
        cue(words, source, rule)
    }
}

/// `Der Plan wurde |kritisiert|`, `eine oft |beklagte| Lücke`: no finite verb.
fn is_participle(reading: &Reading, at: usize, clause: usize) -> bool {
    const HELPERS: [&str; 16] = [
        "wird", "werden", "wurde", "wurden", "worden", "ist", "sind", "war", "waren", "hat", "haben", "hatte",
        "hatten", "sei", "werde", "bin",
    ];
    let word = reading.word(at);
    let form = word.ends_with('t') || word.ends_with("en");
    let helped = form && (clause..at).any(|before| reading.is_one_of(before, &HELPERS));
    // "die oft |beklagte| Lücke"
    let before = (clause..at).rev().find(|&before| reading.class(before) != Class::Adverb);
    let article = before.is_some_and(|before| matches!(reading.class(before), Class::Determiner | Class::Possessive));
    let inside = article && reading.is_german_noun(at + 1) && (word.ends_with("te") || word.ends_with("ten"));
    helped || inside
}

/// Verbs of belief that report what somebody says to believe.
fn believes(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Attitude
        && ["glaub", "hoff", "befürcht", "vermut"].iter().any(|stem| reading.word(at).starts_with(stem))
}

/// `„…“, |strich| Voss heraus`: whatever verb stands between speech and a name or noun phrase.
fn follows_speech(reading: &Reading, at: usize, items: &Range<usize>) -> bool {
    let speech = at.checked_sub(2).filter(|&quote| quote >= items.start).and_then(|quote| reading.quote(quote));
    let long = speech.and_then(|mark| reading.marked.get(mark)).is_some_and(|marked| reading.words_in(marked) > 3);
    long && is_sign(reading, at - 1, TokenKind::Comma)
        && !is_capital(reading, at)
        && matches!(reading.class(at), Class::Noun | Class::Verb | Class::Attitude)
        && matches!(
            reading.class(at + 1),
            Class::Name | Class::Determiner | Class::Possessive | Class::Pronoun | Class::Noun
        )
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
    let second = (tail..items.end).find(|&at| reading.class(at) == Class::Quote);
    let pieces = std::iter::once(start..left.end).chain(second.map(|quote| quote..items.end));
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
                phrase::Clause::Content => {
                    let end = clause::clause_end(reading, at + 1, items.end);
                    let found = content(reading, clause::pieces(reading, at + 1..end), Opening::That)?;
                    return Some((verb.cue(source, rule(verb)), found));
                }
                phrase::Clause::Insertion(end) if end > at => at = end,
                _ => return None,
            },
            Class::Quote
                if reading.quote(at).and_then(|mark| reading.marked.get(mark)).is_some_and(|marked| {
                    judges(reading, verb.says) || reading.words_in(marked) > 2 && !phrase::is_name_of(reading, at)
                }) =>
            {
                let found = one(reading, at..at + 1, Opening::Quote)?;
                return Some((verb.cue(source, rule(verb)), found));
            }
            Class::Sign(TokenKind::Semicolon) => return None,
            _ => at += 1,
        }
    }
    None
}

/// `Voss wies den Plan als |„Unsinn“| zurück` · `den Voss für |„tot“| hält`: what somebody calls something.
fn judged(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    const STEMS: [&str; 29] = [
        "bezeichne",
        "nann",
        "nenn",
        "genannt",
        "kritisier",
        "verurteil",
        "sieh",
        "sah",
        "betracht",
        "beschr",
        "wies",
        "weis",
        "gewiesen",
        "wert",
        "würdig",
        "lob",
        "gelobt",
        "feier",
        "attackier",
        "hält",
        "hielt",
        "halten",
        "gehalten",
        "geißel",
        "einstuf",
        "eingestuft",
        "beurteil",
        "rechtfertig",
        "zurückwies",
    ];
    if reading.class(at) != Class::Quote {
        return None;
    }
    let close = || (at.saturating_sub(3).max(items.start)..at).rev().take_while(|&word| !is_boundary(reading, word));
    let as_what = close().find(|&word| reading.is_one_of(word, &["als", "für", "wie"]))?;
    if (as_what + 1..at).any(|word| reading.is_german_noun(word)) {
        return None;
    }
    let calls = |&word: &usize| {
        let tied = || reading.word(word).ends_with("gewiesen");
        !is_capital(reading, word) && (tied() || STEMS.iter().any(|stem| reading.word(word).starts_with(stem)))
    };
    let clause =
        (items.start..as_what).rev().find(|&sign| is_boundary(reading, sign)).map_or(items.start, |sign| sign + 1);
    let end = (at + 1..items.end).find(|&sign| is_boundary(reading, sign)).unwrap_or(items.end);
    let verb = (clause..as_what).rev().find(calls).or_else(|| (at + 1..end).find(calls))?;
    let passive = (clause..end).any(|word| reading.is_one_of(word, &["wird", "wurde", "wurden", "werden", "worden"]));
    let source = if passive {
        let by = (clause..end).find(|&word| reading.is_one_of(word, &["von", "vom"]));
        by.and_then(|by| noun_phrase(reading, by + 1, end))
    } else if clause > items.start && reading.is_one_of(clause, &["der", "die", "das", "welcher", "welche", "welches"])
    {
        Some(clause..clause + 1)
    } else {
        let finite = (clause..end).find(|&word| reading.is_verb(word) && !is_capital(reading, word)).unwrap_or(verb);
        subject(reading, finite, clause, &(items.start..end))
    };
    let found = one(reading, at..at + 1, Opening::Quote)?;
    Some((cue(verb..verb + 1, source, Rule::SubjectVerb), found))
}

/// Verbs whose marked object is quoted even in a word: `Voss nannte den Plan „tot“`.
fn judges(reading: &Reading, verb: usize) -> bool {
    ["nenn", "nann", "genannt", "bezeichne", "kritisier", "verurteil"]
        .iter()
        .any(|stem| reading.word(verb).starts_with(stem))
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
        is_capital(self, at) && !matches!(self.class(at), Class::Pronoun | Class::Determiner | Class::Preposition)
    }

    fn bracket(&self, at: usize, end: usize) -> Option<usize> {
        is_sign(self, at, TokenKind::Open).then(|| bracket_end(self, at, end)).flatten()
    }
}
