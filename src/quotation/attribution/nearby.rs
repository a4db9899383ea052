//! Sieves that look at the words, sentences and quotations near a marked segment.

use super::{Segment, Verdict};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::language::french;
use crate::quotation::phrase::{main_subject, noun_phrase_after, noun_phrase_before, subject_before};
use crate::quotation::reading::Class;
use crate::quotation::scare;

/// A quotation that opens a paragraph while the one before was left open: `“One. / “Two.”`
pub fn reopened(segment: &Segment) -> Option<Verdict> {
    if !segment.marked.reopened {
        return None;
    }
    let before = segment.found.of_mark(segment.mark.checked_sub(1)?)?;
    Some(Verdict::like(Rule::Reopened, before))
}

/// An action beside the marks, whatever the verb: `“…,” Voss shrugged` · `Voss shrugged, “…”` · `“…,” smiled Voss`.
pub fn beside_verb(segment: &Segment) -> Option<Verdict> {
    let (reading, item, items) = (segment.reading, segment.item, segment.items());
    let last = reading.last_letter(item);
    let next = item + 1;
    if matches!(last, ',' | '?' | '!' | '—' | '-' | '…') && next < items.end {
        let at = next + usize::from(reading.class(next) == Class::Sign(TokenKind::Comma));
        if reading.is(at, Lex::WH) {
            // "…, which debuted in 2002": more about the marked words.
            return None;
        }
        if let Some(phrase) = noun_phrase_after(reading, at, items.end) {
            if past_like(reading, phrase.end) {
                let cue = reading.tokens(phrase.end..phrase.end + 1);
                return Some(Verdict::new(Rule::BesideVerb, reading.tokens(phrase)).with_cue(cue));
            }
            // A name runs into an unknown verb: "Voss shrugged" may read as one noun phrase.
            let verb = (phrase.start + 1..phrase.end).find(|&verb| past_like(reading, verb));
            if let Some(verb) = verb {
                let source = reading.tokens(phrase.start..verb);
                return Some(Verdict::new(Rule::BesideVerb, source).with_cue(reading.tokens(verb..verb + 1)));
            }
        }
        if past_like(reading, at) {
            let source = noun_phrase_after(reading, at + 1, items.end)?;
            return Some(Verdict::new(Rule::BesideVerb, reading.tokens(source)).with_cue(reading.tokens(at..at + 1)));
        }
    }
    let comma = item.checked_sub(1).filter(|&comma| comma > items.start)?;
    if reading.class(comma) != Class::Sign(TokenKind::Comma) {
        return None;
    }
    let subject = main_subject(reading, comma, items.start)?;
    Some(Verdict::new(Rule::BesideVerb, reading.tokens(subject)))
}

fn past_like(reading: &crate::quotation::reading::Reading, at: usize) -> bool {
    let word = reading.word(at);
    reading.is_verb(at) || reading.class(at) == Class::Noun && word.ends_with("ed") && word.len() > 3
}

/// Another quotation of the same sentence: `Voss called it “dead” and |“buried”|`.
pub fn same_sentence(segment: &Segment) -> Option<Verdict> {
    if segment.stands_alone() || scare::is_scare(segment.reading, segment.mark, segment.item, &segment.items()) {
        return None;
    }
    let near = [segment.mark.checked_sub(1), Some(segment.mark + 1)];
    near.into_iter().flatten().find_map(|other| {
        let item = *segment.reading.item_of.get(other)?;
        let finding = segment.found.of_mark(other)?;
        (segment.items().contains(&item) && finding.source.is_some())
            .then(|| Verdict::like(Rule::SameSentence, finding))
    })
}

/// What the sentence says its subject did with the words: `Voss dismissed the plan as “dead”`.
pub fn sentence_subject(segment: &Segment) -> Option<Verdict> {
    let (reading, item, items) = (segment.reading, segment.item, segment.items());
    let verb = (items.start..item).rev().find(|&at| reading.is_verb(at) && reading.class(at) != Class::Auxiliary);
    // "Voss blasted the “outrageous plan”": what somebody thinks of something is quoted even in a word or two.
    let judged = verb.is_some_and(|verb| reading.class(verb) == Class::Attitude && item - verb < 12);
    if !judged && scare::is_scare(reading, segment.mark, item, &items)
        || scare::is_term(reading, segment.mark, item, &items)
    {
        return None;
    }
    subject_of_sentence(segment)
}

/// The same for words that are known to be a quotation.
pub fn subject_of_sentence(segment: &Segment) -> Option<Verdict> {
    let (reading, item, items) = (segment.reading, segment.item, segment.items());
    let verb = (items.start..item).rev().find(|&at| reading.is_verb(at) && reading.class(at) != Class::Auxiliary);
    let subject = verb
        .and_then(|verb| subject_before(reading, verb, items.start))
        .or_else(|| main_subject(reading, item, items.start))?;
    Some(Verdict::new(Rule::SentenceSubject, reading.tokens(subject)))
}

/// A second quotation in the paragraph: `“No,” Voss said. |“Not today.”|`
pub fn continuation(segment: &Segment) -> Option<Verdict> {
    let before = segment.mark.checked_sub(1)?;
    let marked = segment.reading.marked.get(before)?;
    let finding = segment.found.of_mark(before)?;
    (marked.paragraph == segment.marked.paragraph && finding.source.is_some())
        .then(|| Verdict::like(Rule::Continuation, finding))
}

/// A first quotation whose attribution comes with the second: `|“No. Never!”| “Not today,” said Voss.`
pub fn anticipation(segment: &Segment) -> Option<Verdict> {
    let after = segment.mark + 1;
    let marked = segment.reading.marked.get(after)?;
    let finding = segment.found.of_mark(after)?;
    if segment.reading.prose.language == Language::French && leads_on(segment, after) {
        return None;
    }
    (marked.paragraph == segment.marked.paragraph && finding.source.is_some())
        .then(|| Verdict::like(Rule::Anticipation, finding))
}

/// `« Bien. » |Léa dit :| « Viens. »`: what leads to the next quotation says nothing of this one.
fn leads_on(segment: &Segment, after: usize) -> bool {
    let reading = segment.reading;
    let next = reading.item_of.get(after).copied().unwrap_or_default();
    (segment.item + 1..next).any(|at| reading.class(at) == Class::Sign(TokenKind::Colon))
}

/// A colon before the marks: `She put it this way: “…”`
pub fn colon_before(segment: &Segment) -> Option<Verdict> {
    let (reading, item, items) = (segment.reading, segment.item, segment.items());
    let colon = item.checked_sub(1).filter(|&colon| colon > items.start)?;
    if reading.class(colon) != Class::Sign(TokenKind::Colon) {
        return None;
    }
    let subject = main_subject(reading, colon, items.start)?;
    Some(Verdict::new(Rule::IntroducedBlock, reading.tokens(subject)))
}

/// The sentence before names the source: an indirect quotation, or its subject: `Voss was angry. |“This is dead.”|`
pub fn previous_sentence(segment: &Segment) -> Option<Verdict> {
    let before = segment.sentence_before()?;
    if let Some(verdict) = reported_before(segment) {
        return Some(verdict);
    }
    let subject = main_subject(segment.reading, before.items.end, before.items.start)?;
    is_somebody(segment, &subject).then(|| Verdict::new(Rule::PreviousSentence, segment.reading.tokens(subject)))
}

/// The sentence before reports what somebody says: `Voss said it was late. |“This is dead.”|`
pub fn reported_before(segment: &Segment) -> Option<Verdict> {
    segment.sentence_before()?;
    let index = segment.sentence - 1;
    let finding = segment.found.all.iter().rev().take(8).find(|finding| finding.sentence == index)?;
    let verdict = Verdict { utterance: None, ..Verdict::like(Rule::PreviousSentence, finding) };
    finding.source.is_some().then_some(verdict)
}

/// The paragraph tells what somebody does after speaking: `|“Not today.”| Voss closed the file.`
pub fn action_beat(segment: &Segment) -> Option<Verdict> {
    let after = segment.sentence_after()?;
    if segment.reading.prose.language == Language::French {
        let source = french::actor(segment.reading, after.items.clone())?;
        return Some(Verdict::new(Rule::ActionBeat, segment.reading.tokens(source)));
    }
    let subject = main_subject(segment.reading, after.items.end, after.items.start)?;
    let early = subject.start <= after.items.start + 4;
    (early && is_somebody(segment, &subject)).then(|| Verdict::new(Rule::ActionBeat, segment.reading.tokens(subject)))
}

/// A name, "he" or "she": things do not speak.
fn is_somebody(segment: &Segment, subject: &std::ops::Range<usize>) -> bool {
    let reading = segment.reading;
    let person = |at: usize| reading.is_one_of(at, &["he", "she", "they"]) || reading.class(at) == Class::Name;
    subject.clone().any(person)
        && !reading.is(subject.end - 1, Lex::TIME)
        && noun_phrase_before(reading, subject.end, subject.start).is_some()
}
