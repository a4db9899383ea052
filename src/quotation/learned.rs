//! Where the tagger meets the rules: a sentence of the [`Reading`], with what the rules found in it, as the tagger's
//! observations; and the tagger's labels as findings. Marked segments stay what the rules say.

mod bounds;
mod deed;
mod telling;

use std::ops::Range;

use bounds::Bounds;

use super::content::is_when;
use super::cue::clause_cue;
use super::evidence::Rule;
use super::finding::{Finding, Findings, is_unnamed, kind_of};
use super::kind::QuotationKind;
use super::observation::observe;
use super::phrase::noun_phrase_after;
use super::reading::{Class, Reading};
use super::scare;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::tagger::{self, Label};
use crate::nlp::token::TokenKind;

/// How much more readily than trained the tagger takes something for speech: chosen on the dev part, since the training
/// part was learned by heart.
const SPEECH: f32 = 0.75;
/// The same for attitudes.
const ATTITUDE: f32 = 0.125;

/// Lets the tagger revise what the rules found of reported speech, and add what they miss.
pub fn revise(reading: &Reading, found: &mut Findings) {
    let Some(model) = tagger::of(reading.prose.language) else { return };
    let mut bias = [0; tagger::COLUMNS];
    bias[Label::SpeechBegin as usize] = model.units(SPEECH);
    bias[Label::AttitudeBegin as usize] = model.units(ATTITUDE);
    let (mut sentence, mut back, mut labels) = (tagger::Sentence::default(), Vec::new(), Vec::new());
    let mut rules = std::mem::take(&mut found.all);
    rules.sort_by_key(|finding| (finding.sentence, finding.tokens.start, std::cmp::Reverse(finding.tokens.end)));
    let mut rest = rules.as_slice();
    let told = telling::is_told(reading);
    for (index, Range { start, end }) in reading.sentences.iter().map(|sentence| sentence.items.clone()).enumerate() {
        let count = rest.partition_point(|finding| finding.sentence <= index);
        let (mine, others) = rest.split_at(count);
        rest = others;
        observe(reading, &(start..end), mine, &mut sentence);
        model.decode(&sentence, &bias, &mut back, &mut labels);
        let bounds = Bounds { reading, start, items: &sentence.items, labels: &labels };
        Revision { reading, index, start, labels: &labels, bounds, rules: mine, told }.write(found);
    }
    found.claim_marks(reading);
}

/// What the labels of one sentence make of the rules' findings.
struct Revision<'a> {
    reading: &'a Reading<'a>,
    /// Of the sentence.
    index: usize,
    /// Its first item.
    start: usize,
    labels: &'a [Label],
    bounds: Bounds<'a>,
    rules: &'a [Finding],
    /// Whether an "I" tells the text.
    told: bool,
}

impl Revision<'_> {
    fn write(&self, found: &mut Findings) {
        let spans = self.spans();
        let mut used = vec![false; self.rules.len()];
        let mut kept = Vec::new();
        for (span, label) in &spans {
            let tokens = self.reading.tokens(span.clone());
            let kind = kind_of(self.reading, span);
            // The rule that shares most with it; before one without a source, one with a source that begins where it does.
            let free = || (0..self.rules.len()).filter(|&at| !used[at] && shared(&self.rules[at].tokens, &tokens) > 0);
            let fit = |at: usize| {
                let rule = &self.rules[at].tokens;
                (shared(rule, &tokens), *rule == tokens, std::cmp::Reverse(at))
            };
            let begins = |at: &usize| {
                let rule = &self.rules[*at];
                rule.tokens.start == tokens.start && rule.source.is_some()
            };
            let best = free().max_by_key(|&at| fit(at));
            let best = best.map(|at| {
                let sourced = || free().find(begins);
                self.rules[at].source.as_ref().map_or_else(|| sourced().unwrap_or(at), |_| at)
            });
            if let Some(at) = best {
                used[at] = true;
                let rule = &self.rules[at];
                let swallows = |part: &Option<Range<u32>>| part.as_ref().is_some_and(|part| shared(part, &tokens) > 0);
                let swallows_others =
                    swallows(&rule.cue) || rule.kind == QuotationKind::Direct && swallows(&rule.source);
                // One word more is no reason to call marked words half reported: "as “dead on arrival”".
                let barely = rule.kind == QuotationKind::Direct && span.len() == 2;
                kept.push(if kind == QuotationKind::Direct || swallows_others || barely {
                    rule.clone()
                } else {
                    Finding { tokens, kind, ..rule.clone() }
                });
            } else if self.convinces(span, kind) {
                kept.push(self.learned(span, *label, tokens, kind, found.new_utterance()));
            }
        }
        let mut doubted = Vec::new();
        for (rule, used) in self.rules.iter().zip(used) {
            // What holds marks stays, whatever the tagger says, unless it is another's words with more around them.
            let wider = rule.kind == QuotationKind::Mixed
                && (kept.iter().any(|other| is_wider(rule, other))
                    || rule.source.is_none() && self.rules.iter().any(|other| is_wider(rule, other)));
            if !used && rule.kind != QuotationKind::Indirect && !wider {
                kept.push(rule.clone());
            } else if !used && rule.kind == QuotationKind::Indirect {
                doubted.push(rule);
            }
        }
        kept.retain(|finding| !self.told || !telling::is_own(self.reading, finding));
        let is_new = |rule: &Finding| kept.iter().all(|other| shared(&other.tokens, &rule.tokens) == 0);
        found.doubted.extend(doubted.into_iter().filter(|rule| is_new(rule)).cloned());
        found.all.extend(kept);
    }

    /// Whether content that no rule found is to be believed. Marks are hard evidence: where a cue is missing or they set a
    /// title or a term apart, the tagger's word is not enough.
    fn convinces(&self, span: &Range<usize>, kind: QuotationKind) -> bool {
        let reading = self.reading;
        let items = self.start..self.start + self.labels.len();
        let is_term = |at: usize| {
            reading
                .quote(at)
                .is_some_and(|mark| scare::is_inside_name(reading, at) || scare::is_term(reading, mark, at, &items))
        };
        match kind {
            QuotationKind::Direct | QuotationKind::Attitude => false,
            // "A “coalition of the willing” has been proposed": a thing, called by its name.
            QuotationKind::Mixed if span.len() == 2 && reading.class(span.start) == Class::Determiner => false,
            QuotationKind::Mixed => {
                self.cue_of(span).is_some_and(|cue| !self.is_taken(&cue))
                    && !span.clone().filter(|&at| reading.class(at) == Class::Quote).all(is_term)
            }
            // "declined to say"
            QuotationKind::Indirect => {
                let reports = |cue: &Range<usize>| {
                    !self.is_aside(span, cue)
                        && !names_only(reading, cue)
                        && !is_general(reading, cue)
                        && !self.is_asked(cue)
                        && !is_withheld(reading, cue, span)
                        && !deed::is_deed(reading, cue, span)
                };
                self.cue_of(span).is_some_and(|cue| reports(&cue))
                    && !is_refused(reading, span)
                    && !(span.len() == 2 && reading.class(span.start) == Class::To && is_silence(reading, span.end - 1))
            }
        }
    }

    /// Whether the rules found what this cue reports.
    fn is_taken(&self, cue: &Range<usize>) -> bool {
        let tokens = self.reading.tokens(cue.clone());
        self.rules.iter().any(|rule| rule.cue.as_ref().is_some_and(|other| shared(other, &tokens) > 0))
    }

    /// `“…,” said Voss, |a lawyer who …|` · `“…,” she cried |while leaving|`: what stands beside an attribution that the rules
    /// found is about the speaker or the saying.
    fn is_aside(&self, span: &Range<usize>, cue: &Range<usize>) -> bool {
        let reading = self.reading;
        let (words, content) = (reading.tokens(cue.clone()), reading.tokens(span.clone()));
        // "The mayor – … – said |the deal was dead|": what follows is no source.
        let before = cue.start.checked_sub(1).filter(|&before| before >= self.start);
        let resumes = before.is_some_and(|before| reading.class(before) == Class::Sign(TokenKind::Dash));
        let during = reading.is_one_of(span.start, &["while", "before", "after", "during", "since"]);
        self.rules.iter().any(|rule| {
            let same = rule.cue.as_ref().is_some_and(|other| shared(other, &words) > 0);
            let after = |source: &Range<u32>| source.start >= words.end && content.start >= words.end;
            let follows = rule.source.as_ref().is_some_and(after);
            same && (follows && !resumes && reading.class(span.start) != Class::Conjunction
                || during && span.start == cue.end)
        })
    }

    /// `Asked about the report, Voss …`: nothing that anybody is known to say.
    fn is_asked(&self, cue: &Range<usize>) -> bool {
        cue.start == self.start && self.reading.is_one_of(cue.start, &["asked", "pressed"])
    }

    /// The content that the labels mark, as items, with the label of its first item; without signs at its ends.
    fn spans(&self) -> Vec<(Range<usize>, Label)> {
        let mut spans: Vec<(Range<usize>, Label)> = Vec::new();
        for (at, &label) in self.labels.iter().enumerate() {
            let at = self.start + at;
            match spans.last_mut() {
                Some((span, _)) if label.goes_on() && span.end == at => span.end = at + 1,
                _ if label.begins() => spans.push((at..at + 1, label)),
                _ => {}
            }
        }
        for (span, _) in &mut spans {
            self.bounds.settle(span, self.cue_of(span).as_ref());
        }
        for (span, _) in &mut spans {
            // "apologised for what happened: “…”": what a colon introduces is a quotation of its own.
            let introduces = |&at: &usize| {
                self.reading.class(at) == Class::Sign(TokenKind::Colon) && self.reading.class(at + 1) == Class::Quote
            };
            span.end = span.clone().find(introduces).unwrap_or(span.end);
        }
        spans.retain(|(span, _)| span.start < span.end && !is_when(self.reading, span));
        spans.into_iter().flat_map(|(span, label)| self.parted(span).map(move |span| (span, label))).collect()
    }

    /// `said |it was late| and urged |them to leave|`: two things that somebody says.
    fn parted(&self, span: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
        let reading = self.reading;
        let tokens = reading.tokens(span.clone());
        let past = |cue: &Range<u32>| {
            let word = reading.prose.word(cue.end - 1);
            word.ends_with("ed") || matches!(word, "said" | "told" | "wrote")
        };
        let next = self.rules.iter().find_map(|next| {
            let cue = next.cue.as_ref().filter(|cue| tokens.start < cue.start && cue.end < tokens.end && past(cue))?;
            let conjunction = reading.item_at(cue.start).checked_sub(1)?;
            let joined = next.rule == Rule::CoordinatedCue && reading.class(conjunction) == Class::Conjunction;
            let first = self.rules.iter().any(|first| {
                let leads = |cue: &Range<u32>| cue.end <= tokens.start && past(cue);
                first.source == next.source && first.cue.as_ref().is_some_and(leads)
            });
            let begins = reading.item_at(next.tokens.start);
            let inside = span.start < conjunction && conjunction < begins && begins < span.end;
            (joined && first && inside).then_some((conjunction, begins))
        });
        let (end, rest) = next.map_or((span.end, None), |(end, begins)| (end, Some(begins..span.end)));
        std::iter::once(span.start..end).chain(rest)
    }

    fn label(&self, item: usize) -> Label {
        item.checked_sub(self.start).and_then(|at| self.labels.get(at)).copied().unwrap_or_default()
    }

    fn learned(
        &self,
        span: &Range<usize>,
        label: Label,
        tokens: Range<u32>,
        kind: QuotationKind,
        utterance: u32,
    ) -> Finding {
        let cue = self.cue_of(span);
        let end = self.start + self.labels.len();
        let english = cue.as_ref().filter(|_| self.reading.prose.language == Language::English);
        let clause = english.and_then(|cue| clause_cue(self.reading, self.verb_of(cue), self.start, end));
        let named = english.and_then(|cue| self.according_to(cue, end));
        let apart =
            |source: &Range<usize>| cue.as_ref().is_none_or(|cue| source.end <= cue.start || cue.end <= source.start);
        let by_clause = clause.as_ref().and_then(|clause| clause.source.clone()).filter(apart);
        let labelled = cue.as_ref().and_then(|cue| self.source_of(cue));
        // The antecedent belongs to the source of the clause.
        let antecedent = clause.filter(|_| labelled.is_none() || labelled == by_clause).and_then(|it| it.antecedent);
        let agent = cue.as_ref().is_some_and(|cue| self.reading.is_one_of(cue.end, &["by"]));
        let said_of = english.is_some_and(|cue| !agent && is_said_of(self.reading, cue));
        let source = named.or(labelled).or(by_clause).filter(|source| !said_of || source.start >= span.end);
        let tokens_of = |range: Range<usize>| self.reading.tokens(range);
        let says = english.is_some_and(|cue| self.reading.is(self.verb_of(cue), Lex::REPORT));
        Finding {
            tokens,
            kind,
            utterance,
            source: source.map(tokens_of),
            antecedent: antecedent.map(tokens_of),
            cue: cue.map(tokens_of),
            rule: if label == Label::SpeechBegin || says { Rule::LearnedSpeech } else { Rule::LearnedAttitude },
            sentence: self.index,
        }
    }

    /// The run of items with this label that holds `at`.
    fn run(&self, at: usize, label: Label) -> Range<usize> {
        let mut run = at..at + 1;
        while run.start > self.start && self.label(run.start - 1) == label {
            run.start -= 1;
        }
        while self.label(run.end) == label {
            run.end += 1;
        }
        run
    }

    /// The cue of content: the nearest before it, or else the nearest after it.
    fn cue_of(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let end = self.start + self.labels.len();
        let is_cue = |at: &usize| self.label(*at) == Label::Cue;
        let before = (self.start..span.start).rev().find(is_cue);
        let after = (span.end..end).find(is_cue);
        let nearer = match (before, after) {
            // "…, he said": nothing but a source between.
            (Some(before), Some(after)) if after - span.end < 4 && span.start - before > 6 => after,
            (Some(before), _) => before,
            (None, after) => after?,
        };
        Some(self.run(nearer, Label::Cue))
    }

    /// The word of a cue that has a subject: its first verb that is no auxiliary, or else a word in -ed.
    fn verb_of(&self, cue: &Range<usize>) -> usize {
        let reading = self.reading;
        let verb = |at: &usize| reading.is_verb(*at) && reading.class(*at) != Class::Auxiliary;
        let past = |at: &usize| reading.class(*at) == Class::Noun && reading.word(*at).ends_with("ed");
        cue.clone().find(|at| verb(at) || past(at)).unwrap_or(cue.end - 1)
    }

    /// Whom "according to" names.
    fn according_to(&self, cue: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let according = self.reading.is_one_of(cue.start, &["according"]) && cue.len() == 2;
        according.then(|| noun_phrase_after(self.reading, cue.end, end))?
    }

    /// The source of a cue: the nearest before it, or else the nearest after it.
    fn source_of(&self, cue: &Range<usize>) -> Option<Range<usize>> {
        let end = self.start + self.labels.len();
        let is_source = |at: &usize| self.label(*at) == Label::Source;
        let before = (self.start..cue.start).rev().find(is_source);
        let at = before.or_else(|| (cue.end..end).find(is_source))?;
        Some(self.run(at, Label::Source))
    }
}

/// Whether content is that of another finding and more: nobody's, or what a cue before both leads to.
fn is_wider(rule: &Finding, other: &Finding) -> bool {
    let around = rule.tokens.start <= other.tokens.start && other.tokens.end <= rule.tokens.end;
    let leads = rule.cue.as_ref().is_some_and(|cue| cue.end <= rule.tokens.start) && rule.rule != Rule::AccordingTo;
    let known = other.source.is_some();
    let ends = rule.tokens.end == other.tokens.end && other.kind != QuotationKind::Direct;
    around && known && (rule.source.is_none() || leads && ends)
}

/// `a company known as Voss`, `a man named Voss`: what somebody is called.
fn names_only(reading: &Reading, cue: &Range<usize>) -> bool {
    let verb = if reading.is_one_of(cue.end - 1, &["as"]) && cue.len() > 1 { cue.end - 2 } else { cue.end - 1 };
    reading.is_one_of(verb, &["known", "named", "titled", "entitled", "dubbed"])
}

/// `It’s clear that …`: whoever writes says so.
fn is_general(reading: &Reading, cue: &Range<usize>) -> bool {
    reading.is_one_of(cue.start, &["it"])
        && reading.is_one_of(cue.end - 1, &["clear", "unclear", "obvious", "evident", "likely", "possible", "true"])
}

/// `declined |to comment on prices|`: nothing is said.
fn is_refused(reading: &Reading, span: &Range<usize>) -> bool {
    let refuses = |at: usize| ["declin", "refus"].iter().any(|stem| reading.word(at).starts_with(stem));
    let comments = ["comment", "answer", "respond", "speak", "talk", "elaborate", "reply", "discuss"];
    is_unnamed(reading, span)
        || span.start > 0
            && refuses(span.start - 1)
            && reading.class(span.start) == Class::To
            && reading.is_one_of(span.start + 1, &comments)
}

/// `declined to say |why it fell|`, `did not say |when they would leave|`: what nobody told.
fn is_withheld(reading: &Reading, cue: &Range<usize>, span: &Range<usize>) -> bool {
    let refuses = |at: usize| {
        reading.is(at, Lex::NEGATION) || ["declin", "refus"].iter().any(|stem| reading.word(at).starts_with(stem))
    };
    let asks = reading.is(span.start, Lex::WH) || reading.is_one_of(span.start, &["if", "whether"]);
    asks && cue.end == span.start
        && is_silence(reading, cue.end - 1)
        && (cue.start.saturating_sub(3)..cue.end).any(refuses)
}

/// `was suspected of |helping them|`: not the one of whom it is said.
fn is_said_of(reading: &Reading, cue: &Range<usize>) -> bool {
    const OF: [&str; 9] =
        ["suspected", "accused", "charged", "expected", "believed", "considered", "thought", "reported", "proposed"];
    let be = |at: usize| {
        reading.is_one_of(at, &["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"])
    };
    cue.clone().any(|at| reading.is_one_of(at, &OF)) && cue.clone().any(be)
}

/// What people decline to do: nothing is said then.
fn is_silence(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["say", "comment", "answer", "respond", "speak", "talk", "elaborate", "reply"])
}

fn shared(a: &Range<u32>, b: &Range<u32>) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
