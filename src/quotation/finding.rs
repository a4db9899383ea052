//! What the rules find, before anybody is known: content, source and cue as tokens. The order of work: cues sentence by
//! sentence, then the marked segments that no cue claimed.

use std::ops::Range;

use super::attribution::{self, Verdict};
use super::content::{Content, Opening, content, cut_before, cut_comment, cut_lead_in, is_when};
use super::cue::{Cue, cues};
use super::evidence::Rule;
use super::kind::QuotationKind;
use super::reading::{Class, Reading};
use super::{acceptance, language, layout, learned, scare};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// One contiguous piece of content with its attribution. Ranges are tokens.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was said, marks included.
    pub tokens: Range<u32>,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Pieces of one utterance share it.
    pub utterance: u32,
    /// The words that name the source.
    pub source: Option<Range<u32>>,
    /// Whom the source's relative pronoun stands for.
    pub antecedent: Option<Range<u32>>,
    /// The cue's words.
    pub cue: Option<Range<u32>>,
    /// The rule that attributed it.
    pub rule: Rule,
    /// Index into [`Reading::sentences`] of where it starts.
    pub sentence: usize,
}

/// Everything found in a reading.
#[derive(Debug, Default)]
pub struct Findings {
    /// In the order of their sentences; content may nest.
    pub all: Vec<Finding>,
    /// For each marked segment, the finding that holds it.
    pub of_mark: Vec<Option<usize>>,
    /// Marked segments that are no quotations.
    pub scare: Vec<usize>,
    /// What rules found and the tagger does not take for content.
    pub doubted: Vec<Finding>,
    next_utterance: u32,
}

/// Finds the quotations of a reading.
pub fn find(reading: &Reading) -> Findings {
    let mut claims = Vec::new();
    let mut found = attributed(reading, &mut claims);
    if reading.prose.language == Language::English {
        let chances = scare::weighing::chances(reading, &found, &claims);
        scare::weighing::overrule(reading, &mut found, &chances);
        acceptance::decide(reading, &mut found, &chances);
    }
    found
}

/// What rules and tagger find, before the model of marked words has the last word; `claims` become what that needs to know.
pub fn attributed(reading: &Reading, claims: &mut Vec<u32>) -> Findings {
    let mut found = by_rules(reading);
    *claims = scare::weighing::claims(reading, &found);
    learned::revise(reading, &mut found);
    if reading.prose.language == Language::English {
        attribution::name_purposes(reading, &mut found);
        attribution::add_listed(reading, &mut found);
    }
    attribution::attribute_marked(reading, &mut found);
    layout::add(reading, &mut found);
    found.settle(reading);
    found
}

/// What the rules of the language find around cues.
pub fn by_rules(reading: &Reading) -> Findings {
    let mut found = Findings { of_mark: vec![None; reading.marked.len()], ..Findings::default() };
    match reading.prose.language {
        _ if reading.is_common() => language::common::find(reading, &mut found),
        Language::English => by_cues(reading, &mut found),
        Language::German => language::german::find(reading, &mut found),
        Language::French => language::french::find(reading, &mut found),
        _ => {}
    }
    found
}

/// English: cue by cue.
fn by_cues(reading: &Reading, found: &mut Findings) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let cues = cues(reading, sentence);
        let mut floor = sentence.items.start;
        for (at, cue) in cues.iter().enumerate() {
            let Some(mut content) = content(reading, cue, &sentence.items, floor) else { continue };
            if let (Some(next), Some(piece)) = (cues.get(at + 1), content.pieces.last_mut()) {
                cut_before(reading, piece, next);
                cut_comment(reading, piece, &cues[at + 1..]);
                cut_lead_in(reading, piece, &sentence.items, &cues[at + 1..]);
            }
            if reports(reading, cue, &content) {
                found.add(reading, index, cue, &content);
                if content.opening == Opening::Before {
                    floor = cue.source.as_ref().map_or(cue.words.end, |source| source.end.max(cue.words.end));
                }
            }
        }
    }
}

/// `asked |not to be named|`: who speaks, not what is said.
pub fn is_unnamed(reading: &Reading, content: &Range<usize>) -> bool {
    let not = |at: usize| reading.is_one_of(at, &["not"]);
    let to = content.start + usize::from(not(content.start));
    (to > 0 && not(to - 1) || reading.is_one_of(to + 1, &["remain"]))
        && reading.class(to) == Class::To
        && reading.is_one_of(to + 2, &["named", "identified", "quoted", "anonymous"])
}

/// Whether this verb with this content reports what somebody said.
fn reports(reading: &Reading, cue: &Cue, content: &Content) -> bool {
    let marked = content.pieces.iter().any(|piece| piece.clone().any(|at| reading.class(at) == Class::Quote));
    let verb = cue.words.end - 1;
    if marked {
        // "It is called a “third-party request”": a name for a thing, and nobody's.
        let called = ["called", "dubbed", "termed", "named"];
        return !(cue.rule == Rule::PassiveCue && cue.source.is_none() && reading.is_one_of(verb, &called));
    }
    if content.pieces.iter().all(|piece| is_when(reading, piece) || is_unnamed(reading, piece)) {
        return false;
    }
    match cue.rule {
        Rule::AccordingTo | Rule::SpeechNoun => true,
        Rule::PassiveCue if cue.source.is_none() => matches!(content.opening, Opening::That | Opening::Clause),
        _ if ["maintain", "stat"].iter().any(|stem| reading.word(verb).starts_with(stem)) => {
            matches!(content.opening, Opening::That | Opening::Before)
        }
        _ if ["pledg", "threaten"].iter().any(|stem| reading.word(verb).starts_with(stem)) => {
            content.opening != Opening::Infinitive && reading.is(verb, Lex::REPORT)
        }
        _ => reading.is(verb, Lex::REPORT) && content.opening != Opening::Quote,
    }
}

impl Findings {
    /// Orders the findings, drops doubles and notes anew which holds each mark: the innermost.
    fn settle(&mut self, reading: &Reading) {
        // One cue is enough: "repeated her claim that …".
        self.all.sort_by_key(|finding| (finding.tokens.start, finding.tokens.end, finding.utterance));
        self.all.dedup_by(|later, earlier| later.tokens == earlier.tokens);
        self.yield_after_colons(reading);
        self.claim_marks(reading);
    }

    /// `She was blunt about the deal: |“It is dead,”| she said.` What has a cue of its own after a colon is no part of what
    /// stands before the colon.
    fn yield_after_colons(&mut self, reading: &Reading) {
        const BACK: usize = 4;
        for at in 1..self.all.len() {
            let (before, rest) = self.all.split_at_mut(at);
            let Some(inner) = rest.first().filter(|inner| inner.kind == QuotationKind::Direct) else { continue };
            let Some(colon) = inner.tokens.start.checked_sub(1) else { continue };
            let after_colon =
                reading.prose.tokens.get(colon as usize).is_some_and(|token| token.kind == TokenKind::Colon);
            let own_cue = inner.cue.as_ref().is_some_and(|cue| cue.start >= inner.tokens.end);
            if !after_colon || !own_cue {
                continue;
            }
            for outer in before.iter_mut().rev().take(BACK) {
                if outer.tokens.start < colon && outer.tokens.end >= inner.tokens.end {
                    outer.tokens.end = colon;
                    let marks = reading
                        .marked
                        .iter()
                        .skip(reading.marked.partition_point(|marked| marked.tokens.start < outer.tokens.start));
                    let holds = marks.take(1).any(|marked| marked.tokens.end <= colon);
                    outer.kind = if holds { QuotationKind::Mixed } else { QuotationKind::Indirect };
                }
            }
        }
    }

    /// Notes anew which finding holds each mark: the innermost.
    pub fn claim_marks(&mut self, reading: &Reading) {
        self.all.sort_by_key(|finding| (finding.tokens.start, std::cmp::Reverse(finding.tokens.end)));
        self.of_mark.fill(None);
        for (index, finding) in self.all.iter().enumerate() {
            let first = reading.marked.partition_point(|marked| marked.tokens.start < finding.tokens.start);
            let inside = |marked: &&super::marks::Marked| marked.tokens.end <= finding.tokens.end;
            let count = reading.marked.iter().skip(first).take_while(inside).count();
            for slot in self.of_mark.iter_mut().skip(first).take(count) {
                *slot = Some(index);
            }
        }
    }

    /// Adds what a cue says, piece by piece.
    pub(super) fn add(&mut self, reading: &Reading, sentence: usize, cue: &Cue, content: &Content) {
        let utterance = self.new_utterance();
        let verb = if cue.rule == Rule::Relayed { cue.words.end - 1 } else { cue.words.start };
        for piece in &content.pieces {
            let tokens = |range: &Range<usize>| reading.tokens(range.clone());
            let finding = Finding {
                tokens: tokens(piece),
                kind: kind_of(reading, piece),
                utterance,
                source: cue.source.as_ref().map(tokens),
                antecedent: cue.antecedent.as_ref().map(tokens),
                cue: Some(tokens(&(verb..cue.words.end))),
                rule: cue.rule,
                sentence,
            };
            self.push(reading, finding, piece.clone());
        }
    }

    /// Adds a finding that covers these items.
    pub(super) fn push(&mut self, reading: &Reading, finding: Finding, items: Range<usize>) {
        for mark in items.filter_map(|at| reading.quote(at)) {
            if let Some(slot) = self.of_mark.get_mut(mark) {
                *slot = Some(self.all.len());
            }
        }
        self.all.push(finding);
    }

    /// A number for a new utterance.
    pub fn new_utterance(&mut self) -> u32 {
        self.next_utterance += 1;
        self.next_utterance - 1
    }

    /// Takes a marked segment for a quotation on its own.
    pub fn add_marked(&mut self, reading: &Reading, mark: usize, sentence: usize, verdict: Verdict) {
        let Some(marked) = reading.marked.get(mark) else { return };
        let finding = Finding {
            tokens: marked.tokens.clone(),
            kind: QuotationKind::Direct,
            utterance: verdict.utterance.unwrap_or_else(|| self.new_utterance()),
            source: verdict.source,
            antecedent: verdict.antecedent,
            cue: verdict.cue,
            rule: verdict.rule,
            sentence,
        };
        let item = reading.item_of.get(mark).copied().unwrap_or_default();
        self.push(reading, finding, item..item + 1);
    }

    /// The finding that holds a marked segment.
    pub fn of_mark(&self, mark: usize) -> Option<&Finding> {
        self.at_mark(mark).and_then(|at| self.all.get(at))
    }

    /// Where the finding that holds a marked segment is.
    pub fn at_mark(&self, mark: usize) -> Option<usize> {
        self.of_mark.get(mark).copied().flatten()
    }
}

/// Direct when nothing but marked segments and punctuation lies in it.
pub fn kind_of(reading: &Reading, items: &Range<usize>) -> QuotationKind {
    let quotes = items.clone().filter(|&at| reading.class(at) == Class::Quote).count();
    let others = items.clone().any(|at| !matches!(reading.class(at), Class::Quote | Class::Sign(_)));
    match (quotes, others) {
        (0, _) => QuotationKind::Indirect,
        (_, false) => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
