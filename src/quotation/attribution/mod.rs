//! Whose the marked segments are that no cue claimed: sieves, the surest first, one function each. A segment that none of
//! them takes and that does not stand alone is a scare quote. Knows words and positions, not actors.

mod dialogue;
mod line;
mod listed;
mod nearby;
mod purpose;
mod transcript;

use std::ops::Range;

use super::evidence::Rule;
use super::finding::{Finding, Findings};
use super::language;
use super::marks::{Marked, Sort};
use super::reading::{Class, Reading, Sentence};
use super::scare;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use dialogue::Turns;
pub use listed::add_listed;
pub use purpose::name_purposes;

/// Who a marked segment is attributed to, and why. Ranges are tokens.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The rule.
    pub rule: Rule,
    /// The words that name the source.
    pub source: Option<Range<u32>>,
    /// Whom the source's relative pronoun stands for.
    pub antecedent: Option<Range<u32>>,
    /// The cue's words.
    pub cue: Option<Range<u32>>,
    /// The utterance it is a piece of, if another piece is known.
    pub utterance: Option<u32>,
}

impl Verdict {
    /// A rule and its source.
    pub fn new(rule: Rule, source: Range<u32>) -> Self {
        Self { rule, source: Some(source), antecedent: None, cue: None, utterance: None }
    }

    fn with_cue(self, cue: Range<u32>) -> Self {
        Self { cue: Some(cue), ..self }
    }

    /// The same source as another finding.
    fn like(rule: Rule, other: &Finding) -> Self {
        Self {
            rule,
            source: other.source.clone(),
            antecedent: other.antecedent.clone(),
            cue: None,
            utterance: Some(other.utterance),
        }
    }

    fn nobody() -> Self {
        Self { rule: Rule::Unattributed, source: None, antecedent: None, cue: None, utterance: None }
    }
}

/// A marked segment where it stands.
#[derive(Clone, Copy)]
struct Segment<'a> {
    reading: &'a Reading<'a>,
    found: &'a Findings,
    /// Index into [`Reading::marked`].
    mark: usize,
    marked: &'a Marked,
    /// Its item.
    item: usize,
    /// Index into [`Reading::sentences`].
    sentence: usize,
}

impl<'a> Segment<'a> {
    fn new(reading: &'a Reading<'a>, found: &'a Findings, mark: usize) -> Option<Self> {
        let item = *reading.item_of.get(mark)?;
        let marked = reading.marked.get(mark)?;
        Some(Self { reading, found, mark, marked, item, sentence: reading.sentence_at(item) })
    }

    fn items(&self) -> Range<usize> {
        self.reading.sentences.get(self.sentence).map_or(self.item..self.item + 1, |sentence| sentence.items.clone())
    }

    /// The sentence before, in the same paragraph.
    fn sentence_before(&self) -> Option<&'a Sentence> {
        let before = self.reading.sentences.get(self.sentence.checked_sub(1)?)?;
        (before.paragraph == self.marked.paragraph).then_some(before)
    }

    fn sentence_after(&self) -> Option<&'a Sentence> {
        self.reading.sentences.get(self.sentence + 1).filter(|after| after.paragraph == self.marked.paragraph)
    }

    /// Whether its sentence has nothing but marked segments and punctuation.
    fn stands_alone(&self) -> bool {
        self.items().all(|at| matches!(self.reading.class(at), Class::Quote | Class::Sign(_)))
    }
}

type Sieve = fn(&Segment) -> Option<Verdict>;

/// Sieves that go by marks and layout, in any language; asked first, in order.
const PLAIN: &[Sieve] =
    &[transcript::label_inside, nearby::reopened, line::name_colon, line::attribution_line, line::cell_beside];

/// Sieves for any other segment, in order.
const SURE: &[Sieve] = &[nearby::beside_verb, nearby::same_sentence];

/// Sieves for segments that are surely said by somebody, in order.
const LIKELY: &[Sieve] = &[
    line::said_after,
    nearby::continuation,
    nearby::anticipation,
    line::introduced_block,
    nearby::colon_before,
    nearby::previous_sentence,
    nearby::action_beat,
];

/// Sieves for French, beside those of its own: what stands near, where nothing in the words names the source.
const FRENCH: &[Sieve] = &[nearby::same_sentence, nearby::continuation, nearby::anticipation, nearby::action_beat];

/// The same for languages that share a grammar.
const COMMON: &[Sieve] = &[nearby::same_sentence, nearby::continuation, nearby::anticipation, nearby::reported_before];

/// Words between marks that are speech by themselves, whatever the language: a line of dialogue, a sentence, many words.
fn is_speech(segment: &Segment) -> bool {
    let (reading, item) = (segment.reading, segment.item);
    let words = reading.words_in(segment.marked);
    segment.marked.sort == Sort::Dash
        || segment.stands_alone() && words > 0
        || words > 8
        || words > 3 && matches!(reading.last_letter(item), '?' | '!')
}

/// Several words that a comma sets off at the start or at the end of their sentence, and that are no title: said, though
/// nothing tells by whom.
fn is_set_off(segment: &Segment) -> bool {
    let (reading, item, items) = (segment.reading, segment.item, segment.items());
    let comma = |at: usize| reading.class(at) == Class::Sign(TokenKind::Comma);
    let opens = item == items.start && comma(item + 1);
    let closes = item > items.start
        && comma(item - 1)
        && (item + 1..items.end).all(|at| matches!(reading.class(at), Class::Sign(_)));
    (opens || closes) && reading.words_in(segment.marked) > 3 && !scare::is_title(reading, segment.mark)
}

/// `„Wer zahlt das?“ Niemand antwortete.`: a question or a call that opens its sentence.
fn asks_first(segment: &Segment) -> bool {
    segment.item == segment.items().start
        && segment.reading.words_in(segment.marked) > 1
        && matches!(segment.reading.last_letter(segment.item), '?' | '!')
}

/// Attributes every marked segment that no cue claimed, or calls it a scare quote.
pub fn attribute_marked(reading: &Reading, found: &mut Findings) {
    let mut turns = Turns::default();
    for mark in 0..reading.marked.len() {
        if found.of_mark(mark).is_none() {
            let Some((verdict, sentence)) =
                Segment::new(reading, found, mark).map(|segment| (judge(&segment, &turns), segment.sentence))
            else {
                continue;
            };
            match verdict {
                Some(verdict) => found.add_marked(reading, mark, sentence, verdict),
                None => found.scare.push(mark),
            }
        }
        if let (Some(finding), Some(marked)) = (found.of_mark(mark), reading.marked.get(mark)) {
            turns.record(marked.paragraph, marked.reopened, finding);
        }
    }
    settle_open_paragraphs(reading, found);
}

/// An utterance whose paragraphs were left open has one speaker, who may be named only in its last one: `|“One.| / “Two,” said
/// Voss.` Gives the pieces before it that speaker.
fn settle_open_paragraphs(reading: &Reading, found: &mut Findings) {
    for next in (1..reading.marked.len()).rev() {
        if !reading.marked.get(next).is_some_and(|marked| marked.reopened) {
            continue;
        }
        let (Some(piece), Some(after)) = (found.at_mark(next - 1), found.at_mark(next)) else { continue };
        let Some(named) = found.all.get(after).filter(|after| is_named(after)).cloned() else { continue };
        let Some(finding) = found.all.get_mut(piece).filter(|_| piece != after) else { continue };
        if finding.cue.is_some()
            || finding.source.is_some() && !matches!(finding.rule, Rule::PreviousSentence | Rule::Turn)
        {
            continue;
        }
        (finding.rule, finding.utterance) = (Rule::Reopened, named.utterance);
        (finding.source, finding.antecedent) = (named.source, named.antecedent);
    }
}

/// Whether words name the source of a finding, and not only turns or what stands near.
fn is_named(finding: &Finding) -> bool {
    finding.source.is_some()
        && (finding.cue.is_some() || matches!(finding.rule, Rule::Reopened | Rule::Continuation | Rule::Anticipation))
}

/// Attributes marked segments that turned out to be quotations after all, where the sentence says whose. Tells which it did.
pub fn attribute_raised(reading: &Reading, found: &mut Findings, raised: &[usize]) -> Vec<usize> {
    let mut taken = Vec::new();
    for &mark in raised {
        let Some(segment) =
            Segment::new(reading, found, mark).filter(|segment| !scare::is_called(reading, segment.item))
        else {
            continue;
        };
        let Some(verdict) = nearby::subject_of_sentence(&segment) else { continue };
        let sentence = segment.sentence;
        found.add_marked(reading, mark, sentence, verdict);
        taken.push(mark);
    }
    taken
}

/// `“Who pays?” Nobody answered.`: who does not speak is no source.
fn judge(segment: &Segment, turns: &Turns) -> Option<Verdict> {
    let verdict = decide(segment, turns)?;
    let nobody = verdict.source.as_ref().is_some_and(|source| is_nobody(segment.reading, source));
    Some(if nobody { Verdict::nobody() } else { verdict })
}

/// `nobody`, `no minister`, `niemand`: words for who does not speak.
pub fn is_nobody(reading: &Reading, source: &Range<u32>) -> bool {
    const NOBODY: [&str; 6] = ["nobody", "none", "no", "niemand", "keiner", "personne"];
    let first = reading.prose.word(source.start);
    let negated = reading.prose.tokens.get(source.start as usize).is_some_and(|token| token.is(Lex::NEGATION));
    if reading.is_common() && negated {
        return true;
    }
    NOBODY.iter().any(|word| first.eq_ignore_ascii_case(word))
}

fn decide(segment: &Segment, turns: &Turns) -> Option<Verdict> {
    let first = |sieves: &[Sieve]| sieves.iter().find_map(|sieve| sieve(segment));
    if scare::is_inside_name(segment.reading, segment.item) {
        return None;
    }
    if let Some(verdict) = first(PLAIN) {
        return Some(verdict);
    }
    match segment.reading.prose.language {
        Language::English => {}
        _ if segment.reading.is_common() => return in_common(segment, turns),
        Language::Other => return turns.next(segment).or_else(|| is_speech(segment).then(Verdict::nobody)),
        Language::French => {
            let led = segment.item > 0
                && segment.reading.class(segment.item - 1) == Class::Sign(TokenKind::Colon)
                && segment.items().start < segment.item;
            if !segment.stands_alone() && !is_speech(segment) && !led && !is_set_off(segment) {
                return nearby::same_sentence(segment);
            }
            return first(FRENCH).or_else(|| turns.next(segment)).or_else(|| Some(Verdict::nobody()));
        }
        _ => {
            if !segment.stands_alone() && !is_speech(segment) && !asks_first(segment) && !is_shown(segment) {
                return None;
            }
        }
    }
    if let Some(verdict) = first(SURE) {
        return Some(verdict);
    }
    if !segment.stands_alone() {
        if let Some(verdict) = nearby::sentence_subject(segment) {
            return Some(verdict);
        }
        if scare::is_scare(segment.reading, segment.mark, segment.item, &segment.items()) && !is_shown(segment) {
            return None;
        }
    }
    first(LIKELY).or_else(|| turns.next(segment)).or_else(|| Some(Verdict::nobody()))
}

/// German: a colon or a headline shows a quotation.
fn is_shown(segment: &Segment) -> bool {
    segment.reading.prose.language == Language::German && language::german::shows(segment.reading, segment.item)
}

/// Languages that share a grammar: what stands near, where no words name the source.
fn in_common(segment: &Segment, turns: &Turns) -> Option<Verdict> {
    if segment.reading.is_name_of_noun(segment.item, segment.items().start) && !segment.stands_alone() {
        return None;
    }
    if !segment.stands_alone() && !is_speech(segment) && !is_set_off(segment) {
        return nearby::same_sentence(segment);
    }
    COMMON.iter().find_map(|sieve| sieve(segment)).or_else(|| turns.next(segment)).or_else(|| Some(Verdict::nobody()))
}
