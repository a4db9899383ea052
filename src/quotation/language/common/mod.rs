//! Reported speech by a grammar that languages of Europe share: a verb of saying with its subject before or behind it, what
//! a word like "that" opens, "according to". The words are the data of each language; what is read here is their order.

mod attributed;
mod marked;
mod phrase;
mod reported;
mod subject;

use std::ops::Range;

use super::{Found, is_boundary, is_sign};
use crate::nlp::lexicon::Lex;
use crate::nlp::pack;
use crate::nlp::token::TokenKind;
use crate::quotation::content::Content;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};
use phrase::is_verb_of;
use subject::Subject;

/// Finds the reported speech of a document.
pub fn find(reading: &Reading, found: &mut Findings) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let items = sentence.items.clone();
        let mut end = items.start;
        for at in items.clone() {
            if at < end {
                continue;
            }
            let quote = reading.class(at) == Class::Quote;
            let next = if quote {
                let taken = reading.quote(at).is_some_and(|mark| found.of_mark(mark).is_some());
                if taken { None } else { marked::find(reading, at, index, found) }
            } else {
                let free = end.min(at)..items.end;
                attributed::find(reading, at, &free)
                    .or_else(|| attributed::view(reading, at, &free, found))
                    .or_else(|| reported::find(reading, at, &free, found))
            };
            if let Some((cue, content)) = next {
                // One sentence of reported speech is one quotation: what it reports in its turn is part of it.
                let last = content.pieces.last().map_or(at, |piece| piece.end);
                // Nor are the words that name the source of marked words part of anything else that is said.
                let source = cue.source.as_ref().map_or(0, |source| if source.start > at { source.end } else { 0 });
                end = end.max(if quote { cue.words.end.max(source) } else { last });
                found.add(reading, index, &cue, &content);
            }
        }
    }
}

/// A verb of saying with what belongs to it.
#[derive(Clone, Debug)]
struct Saying {
    /// Auxiliaries and the like, and the verb.
    words: Range<usize>,
    /// The word that says what is done.
    verb: usize,
    /// The subject, where it is between an auxiliary and the verb: "a-t-|il| dit", "heeft |Jansen| gezegd".
    inner: Option<Range<usize>>,
}

/// The verb of saying that ends at `at`: "dijo", "ha dicho", "har sagt".
fn saying(reading: &Reading, at: usize, floor: usize) -> Option<Saying> {
    if let Some(words) = made_known(reading, at, floor) {
        return Some(Saying { words, verb: at, inner: None });
    }
    if !is_verb_of(reading, at, Lex::SAY) {
        return None;
    }
    let start = subject::verb_start(reading, at, floor);
    let helped = (start..at).any(|at| reading.class(at) == Class::Auxiliary);
    let finite = reading.is(at, Lex::FINITE);
    if reading.is(at, Lex::PARTICIPLE) && !helped {
        if let Some((helper, inner)) = around(reading, at, floor) {
            return Some(Saying { words: helper..at + 1, verb: at, inner: Some(inner) });
        }
        // "el acuerdo |anunciado| ayer": a participle by itself says nothing.
        if !finite {
            return None;
        }
    }
    Some(Saying { words: start..at + 1, verb: at, inner: None })
}

/// `a-t-|il| dit` · `heeft |minister Jansen| gezegd`: the auxiliary of a participle, and the subject between them.
fn around(reading: &Reading, participle: usize, floor: usize) -> Option<(usize, Range<usize>)> {
    const REACH: usize = 8;
    let first = floor.max(participle.saturating_sub(REACH));
    let helper = (first..participle).rev().find(|&at| reading.class(at) == Class::Auxiliary)?;
    let start = helper + 1 + usize::from(reading.class(helper + 1) == Class::Clitic);
    let opens = phrase::is_subject_pronoun(reading, start) || phrase::starts_phrase(reading, start);
    let inner = phrase::phrase(reading, start, participle).filter(|_| opens)?;
    let rest = (inner.end..participle).all(|at| phrase::is_between(reading, at) || reading.is(at, Lex::TIME));
    (rest && !reading.is(helper, Lex::PASSIVE)).then_some((helper, inner))
}

/// `liet weten` · `a fait savoir`: a verb that says something behind one that causes it.
fn made_known(reading: &Reading, at: usize, floor: usize) -> Option<Range<usize>> {
    const REACH: usize = 6;
    let phrases = reading.prose.lexicon.phrases();
    let is = |at: usize, list: &[Box<str>]| pack::is_one_of(list, reading.word(at));
    if !is(at, &phrases.caused) {
        return None;
    }
    let first = floor.max(at.saturating_sub(REACH));
    let near = (first..at).rev().take_while(|&at| !matches!(reading.class(at), Class::Sign(_) | Class::Quote));
    let verb = near.into_iter().find(|&at| is(at, &phrases.causatives))?;
    Some(subject::verb_start(reading, verb, floor)..at + 1)
}

/// Who says it, by the words: before the verb, or else behind it.
fn speaker(reading: &Reading, saying: &Saying, floor: usize, ceiling: usize) -> Option<Subject> {
    if let Some(words) = saying.inner.clone() {
        return Some(Subject::new(words, Rule::InvertedCue));
    }
    if is_passive(reading, saying) {
        let agent = (saying.verb + 1..ceiling.min(saying.verb + 6)).find(|&at| reading.is(at, Lex::AGENT))?;
        let words = phrase::phrase(reading, agent + 1, ceiling)?;
        return Some(Subject::new(words, Rule::PassiveCue));
    }
    let behind = || {
        let words = subject::after(reading, saying.verb, ceiling)?;
        Some(Subject::new(words, Rule::InvertedCue))
    };
    let ahead = subject::before(reading, saying.words.start, floor);
    // "Ayer en Lima dijo |el ministro| que": the phrase right behind the verb is nearer than the subject of another clause.
    match ahead {
        Some(subject) if subject.rule == Rule::SubjectAcross && is_inverted(reading, saying, floor) => {
            behind().or(Some(subject))
        }
        Some(subject) => Some(subject),
        None => behind(),
    }
}

/// `fue descrito por Paz`: the subject is not who says it.
fn is_passive(reading: &Reading, saying: &Saying) -> bool {
    reading.is(saying.verb, Lex::PARTICIPLE) && saying.words.clone().any(|at| reading.is(at, Lex::PASSIVE))
}

/// Whether the verb opens its clause.
fn is_inverted(reading: &Reading, saying: &Saying, floor: usize) -> bool {
    let start = saying.words.start;
    (start == floor || reading.class(start - 1) == Class::Quote) && reading.is(saying.verb, Lex::FINITE)
}

/// Whom a verb without a subject of its own goes on with: the source or the subject of what comes before it.
fn dropped(reading: &Reading, at: usize, found: &Findings) -> Option<Range<usize>> {
    /// How many sentences back.
    const BACK: usize = 4;
    /// In how many items of a sentence its subject is.
    const OPENING: usize = 40;
    let here = reading.sentence_at(at);
    let sourced = |index: usize| {
        let all = found.all.iter().rev().take(12);
        let finding = all.into_iter().find(|finding| finding.sentence == index && finding.source.is_some())?;
        let words = finding.antecedent.as_ref().or(finding.source.as_ref())?;
        Some(items_of(reading, words))
    };
    if let Some(words) = sourced(here) {
        return Some(words);
    }
    (here.saturating_sub(BACK)..here).rev().find_map(|index| {
        sourced(index).or_else(|| {
            let items = reading.sentences.get(index)?.items.clone();
            let words = subject::clause_subject(reading, items.start, items.end.min(items.start + OPENING))?;
            let person = |at: usize| {
                reading.class(at) == Class::Name || reading.is(at, Lex::ROLE.or(Lex::FAMILY).or(Lex::TITLE))
            };
            words.clone().any(person).then_some(words)
        })
    })
}

/// The same as items.
fn items_of(reading: &Reading, tokens: &Range<u32>) -> Range<usize> {
    let start = reading.item_at(tokens.start);
    start..reading.item_at(tokens.end.saturating_sub(1)).max(start) + 1
}

/// Who says it, also where the verb has no subject.
fn source(reading: &Reading, saying: &Saying, (floor, ceiling): (usize, usize), found: &Findings) -> Option<Subject> {
    // "dijo Paz, |insistiendo| en que": who spoke before in the same sentence.
    if reading.is(saying.verb, Lex::GERUND) {
        let sentence = reading.sentence_at(saying.verb);
        if let Some(last) = found.all.last().filter(|last| last.sentence == sentence) {
            let words = items_of(reading, last.source.as_ref()?);
            return Some(Subject::new(words, Rule::ParticipleCue));
        }
    }
    if subject::is_of_thing(reading, saying.verb, floor) {
        return None;
    }
    let known = speaker(reading, saying, floor, ceiling);
    // "on dirait que": an impersonal subject is no speaker.
    if known.as_ref().is_some_and(|known| known.words.clone().all(|at| reading.is(at, Lex::IMPERSONAL))) {
        return None;
    }
    let passive = is_passive(reading, saying);
    known.or_else(|| {
        let finite =
            saying.words.clone().any(|at| reading.is(at, Lex::FINITE) || reading.class(at) == Class::Auxiliary);
        // "se informó que": impersonal, so no speaker.
        let impersonal = saying.words.clone().any(|at| reading.is(at, Lex::IMPERSONAL));
        let drops = reading.grammar().drops_subjects && finite && !passive && !impersonal;
        let words = dropped(reading, saying.verb, found).filter(|_| drops)?;
        Some(Subject::new(words, Rule::DroppedSubject))
    })
}

/// A cue of a subject's verb.
fn cue_of(reading: &Reading, saying: &Saying, subject: Subject) -> crate::quotation::cue::Cue {
    let words = phrase::named(reading, subject.words);
    super::cue(saying.verb..saying.verb + 1, Some(words), subject.rule)
}

/// Words of a title between marks, at most.
const TITLE: usize = 3;

/// Where a clause begins that ends before `at`: behind the last marked segment, semicolon or colon.
fn clause_start(reading: &Reading, at: usize, floor: usize) -> usize {
    // A title inside an insertion does not end what is said of its author.
    let speech = |at: usize| {
        let marked = reading.quote(at).and_then(|mark| reading.marked.get(mark));
        marked.is_some_and(|marked| reading.words_in(marked) > TITLE)
            || matches!(reading.last_letter(at), '.' | ',' | '?' | '!')
    };
    let opens = |at: &usize| {
        reading.class(*at) == Class::Quote && speech(*at)
            || is_sign(reading, *at, TokenKind::Semicolon)
            || is_sign(reading, *at, TokenKind::Colon)
    };
    (floor..at).rev().find(opens).map_or(floor, |at| at + 1)
}

/// Whether nothing is said: "no dijo", "nie powiedział"; "no negó" says something.
fn is_negated(reading: &Reading, saying: &Saying, floor: usize) -> bool {
    let before = saying.words.start.checked_sub(1).filter(|&at| at >= floor);
    saying.words.clone().chain(before).any(|at| reading.is(at, Lex::NEGATION) && at != saying.verb)
}

/// How many words the longest of these phrases has that begins at `at` and does not reach beyond `end`; an asterisk is an
/// owner.
fn phrase_at(reading: &Reading, list: &[Vec<Box<str>>], at: usize, end: usize) -> Option<usize> {
    let is = |word: &str, at: usize| match word {
        "*" => reading.is(at, Lex::POSSESSIVE.or(Lex::PRONOUN)),
        word => pack::is_same(word, reading.word(at)),
    };
    let fits = |words: &&Vec<Box<str>>| words.iter().zip(at..).all(|(word, at)| at < end && is(word, at));
    list.iter().filter(fits).map(Vec::len).max()
}

/// Whether content is more than a name or a date.
fn is_worded(reading: &Reading, content: &Content) -> bool {
    let words = content.pieces.iter().flat_map(Clone::clone).filter(|&at| !is_boundary(reading, at));
    words.count() > 2
}

/// Cue with content.
type Spoken = Option<Found>;
