//! What speaks for and against a finding of reported speech. The order of the templates is part of the model: change one,
//! train anew.

use std::ops::Range;

use crate::linear::{Feature, Templates, hash_word, join};
use crate::nlp::lexicon::Lex;
use crate::nlp::tagger::{self, Observation, part};
use crate::nlp::token::TokenKind;
use crate::quotation::finding::Finding;
use crate::quotation::kind::QuotationKind;
use crate::quotation::observation::observe;
use crate::quotation::reading::{Class, Reading};

/// Sets its features apart from those of other models.
const SALT: u32 = 0x51c3;

/// The findings of a document, with what is looked at more than once.
pub struct View<'a> {
    reading: &'a Reading<'a>,
    found: &'a [Finding],
    /// Of each marked segment that it is a quotation.
    chances: &'a [f32],
    /// Which findings the tagger doubts.
    doubted: &'a [bool],
    /// How findings lie in each other, by finding: 1 inside another, 2 around another, 4 with the cue of another.
    nested: Vec<u32>,
    /// How common verbs of saying are, 0 to 3.
    talks: u32,
    /// Whether "I" is common outside of marks.
    told: bool,
    /// The sentence that was read last, with its parts of speech.
    sentence: Option<usize>,
    tagged: tagger::Sentence,
}

/// The parts of a finding, as items.
struct Parts {
    sentence: Range<usize>,
    content: Range<usize>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
}

impl<'a> View<'a> {
    /// Looks at all findings once.
    pub fn new(reading: &'a Reading<'a>, found: &'a [Finding], doubted: &'a [bool], chances: &'a [f32]) -> Self {
        let says = (0..reading.items.len()).filter(|&at| reading.class(at) == Class::Say).count();
        let talks = match 100 * says / reading.sentences.len().max(1) {
            0..10 => 0,
            10..25 => 1,
            25..45 => 2,
            _ => 3,
        };
        let is_i = |at: &usize| reading.class(*at) == Class::Pronoun && matches!(reading.word(*at), "I" | "me" | "my");
        let told = 300 * (0..reading.items.len()).filter(is_i).count() > reading.items.len();
        let tagged = tagger::Sentence::default();
        Self { reading, found, doubted, chances, nested: nested(found), talks, told, sentence: None, tagged }
    }

    fn items(&self, tokens: &Range<u32>) -> Range<usize> {
        if tokens.is_empty() {
            return 0..0;
        }
        self.reading.item_at(tokens.start)..self.reading.item_at(tokens.end - 1) + 1
    }

    fn parts(&self, finding: &Finding) -> Parts {
        let content = self.items(&finding.tokens);
        let sentence = self.reading.sentences.get(self.reading.sentence_at(content.start));
        Parts {
            sentence: sentence.map_or(content.clone(), |sentence| sentence.items.clone()),
            cue: finding.cue.as_ref().map(|cue| self.items(cue)),
            source: finding.source.as_ref().map(|source| self.items(source)),
            content,
        }
    }

    /// Tags the sentence that begins here, if it is not the one read last.
    fn read(&mut self, sentence: &Range<usize>) {
        if self.sentence != Some(sentence.start) {
            observe(self.reading, sentence, &[], &mut self.tagged);
            self.sentence = Some(sentence.start);
        }
    }

    /// What speaks for and against the finding at this place in the list.
    pub fn features(&mut self, at: usize) -> Vec<Feature> {
        let mut sink = Templates::new(SALT, 100);
        let Some(finding) = self.found.get(at) else { return sink.features() };
        let parts = self.parts(finding);
        self.read(&parts.sentence);
        let cue = self.cue(&parts);
        let shape = self.shape(&parts);
        let doubted = self.doubted.get(at).copied().unwrap_or(false);
        let rule = finding.rule as u32 + 64 * u32::from(doubted);
        let mixed = u32::from(finding.kind == QuotationKind::Mixed);
        sink.add(&[rule, mixed]);
        sink.add(&[cue.stem]);
        sink.add(&[doubted.into()]);
        sink.add(&[doubted.into(), cue.lists, shape.opening]);
        sink.add(&[doubted.into(), cue.form, shape.side]);
        sink.add(&[cue.stem, rule]);
        sink.add(&[cue.word, rule]);
        sink.add(&[cue.words]);
        sink.add(&[cue.stem, cue.before]);
        sink.add(&[cue.form, cue.before, rule]);
        sink.add(&[cue.before]);
        sink.add(&[cue.before, cue.before2]);
        sink.add(&[cue.negated, cue.stem]);
        sink.add(&[cue.negated, cue.modal, rule]);
        sink.add(&[cue.modal, cue.form]);
        sink.add(&[cue.modal, cue.stem]);
        sink.add(&[cue.lists, cue.form, rule]);
        sink.add(&[cue.lists, shape.opening]);
        sink.add(&[shape.opening, rule]);
        sink.add(&[shape.opening, cue.stem]);
        sink.add(&[shape.opening, shape.length]);
        sink.add(&[shape.opening, shape.finite, cue.stem]);
        sink.add(&[shape.opening, shape.finite, cue.lists, cue.form]);
        sink.add(&[shape.finite, shape.length, rule]);
        sink.add(&[shape.length, cue.stem]);
        sink.add(&[shape.length, rule, mixed]);
        sink.add(&[shape.first]);
        sink.add(&[shape.first, cue.stem]);
        sink.add(&[shape.first, shape.second]);
        sink.add(&[shape.first_part, shape.second_part, rule]);
        sink.add(&[shape.first_part, shape.second_part, cue.lists]);
        sink.add(&[shape.side, shape.gap, rule]);
        sink.add(&[shape.side, shape.gap, shape.opening, cue.lists]);
        sink.add(&[shape.between, shape.side]);
        sink.add(&[shape.last, shape.after]);
        sink.add(&[shape.after, rule]);
        sink.add(&[shape.next]);
        sink.add(&[shape.starts, shape.ends, rule]);
        self.add_source(&mut sink, &parts, &cue, rule);
        self.add_place(&mut sink, at, &parts, [rule, mixed, cue.stem, shape.length]);
        sink.features()
    }

    /// Who is the source.
    fn add_source(&self, sink: &mut Templates, parts: &Parts, cue: &Cue, rule: u32) {
        let reading = self.reading;
        let source = parts.source.clone().unwrap_or(0..0);
        let sort = source.clone().last().map_or(0, |last| {
            let name = source.clone().any(|at| reading.class(at) == Class::Name);
            if name { 20 } else { reading.class(last).number() }
        });
        let head = source.clone().last().map_or(0, |at| hash_word(reading.word(at)));
        let first = source.clone().next().map_or(0, |at| hash_word(reading.word(at)));
        let pronoun = if sort == Class::Pronoun.number() { head } else { 0 };
        let far = match (&parts.cue, &parts.source) {
            (Some(cue), Some(source)) if source.end <= cue.start => size(cue.start - source.end),
            (Some(cue), Some(source)) => 10 + size(source.start.saturating_sub(cue.end)),
            _ => 20,
        };
        sink.add(&[sort, rule]);
        sink.add(&[sort, cue.stem]);
        sink.add(&[sort, cue.form, cue.modal]);
        sink.add(&[pronoun, cue.form]);
        sink.add(&[pronoun, cue.stem]);
        sink.add(&[pronoun, self.told.into()]);
        sink.add(&[head]);
        sink.add(&[first, sort]);
        sink.add(&[far, rule]);
        sink.add(&[far, sort]);
        sink.add(&[size(source.len()), sort]);
        let before = source.start.checked_sub(1).filter(|before| *before >= parts.sentence.start && !source.is_empty());
        let word = before.map_or(0, |at| hash_word(reading.word(at)));
        sink.add(&[word, sort]);
        sink.add(&[before.map_or(0, |at| reading.class(at).number()), sort, rule]);
    }

    /// Where it stands: in the document, among other findings, with marks.
    fn add_place(&self, sink: &mut Templates, at: usize, parts: &Parts, [rule, mixed, stem, length]: [u32; 4]) {
        let reading = self.reading;
        let nested = self.nested.get(at).copied().unwrap_or(0);
        let first = parts.sentence.start;
        let last = parts.sentence.end.saturating_sub(1);
        let question = u32::from(reading.word(last) == "?");
        let stopped = u32::from(matches!(reading.class(last), Class::Sign(TokenKind::Stop) | Class::Quote));
        let title = u32::from(self.tagged.title);
        sink.add(&[nested, rule]);
        sink.add(&[nested, mixed, length]);
        sink.add(&[self.talks, rule]);
        sink.add(&[self.talks, stem]);
        sink.add(&[self.told.into(), rule]);
        sink.add(&[question, rule]);
        sink.add(&[title, stopped, rule]);
        sink.add(&[hash_word(reading.word(first)), u32::from(parts.content.start == first)]);
        sink.add(&[reading.class(first).number(), rule, u32::from(parts.content.start == first)]);
        let marks = parts.content.clone().filter_map(|item| reading.quote(item).map(|mark| (item, mark)));
        let (mut count, mut best, mut edge, mut words) = (0, 0.0f32, 0, 0);
        for (item, mark) in marks {
            count += 1;
            best = best.max(self.chances.get(mark).copied().unwrap_or(0.0));
            edge |= u32::from(item == parts.content.start) + 2 * u32::from(item + 1 == parts.content.end);
            words += reading.marked.get(mark).map_or(0, |marked| reading.words_in(marked));
        }
        let chance = (best * 4.0) as u32;
        sink.add(&[count.min(3), edge, chance]);
        sink.add(&[chance, mixed, rule]);
        sink.add(&[chance, mixed, stem]);
        sink.add(&[size(words), size(parts.content.len()), edge]);
    }

    fn item(&self, sentence: &Range<usize>, at: usize) -> Option<&Observation> {
        at.checked_sub(sentence.start).and_then(|at| self.tagged.items.get(at))
    }

    fn part(&self, sentence: &Range<usize>, at: usize) -> u32 {
        let item = self.item(sentence, at);
        item.map_or(99, |item| if item.part == 0 { 32 + u32::from(item.class) } else { u32::from(item.part) })
    }

    /// The cue and the words before it.
    fn cue(&self, parts: &Parts) -> Cue {
        let reading = self.reading;
        let Some(cue) = parts.cue.clone().filter(|cue| !cue.is_empty()) else { return Cue::default() };
        let verb = cue.clone().rev().find(|&at| reading.is_verb(at)).unwrap_or(cue.end - 1);
        let word = |at: Option<usize>| at.map_or(0, |at| hash_word(reading.word(at)));
        let before = |by: usize| cue.start.checked_sub(by).filter(|at| *at + 12 >= parts.sentence.start);
        let near = || (cue.start.saturating_sub(4)..cue.end).filter(|at| *at >= parts.sentence.start);
        let negated = near().any(|at| {
            reading.is(at, Lex::NEGATION)
                || ["declin", "refus", "fail", "never", "without", "n't", "n’t"]
                    .iter()
                    .any(|stem| reading.word(at).starts_with(stem))
        });
        let modal = near().rev().find(|&at| reading.is(at, Lex::MODAL) || reading.class(at) == Class::To);
        let lists = u32::from(reading.is(verb, Lex::SAY))
            + 2 * u32::from(reading.is(verb, Lex::REPORT))
            + 4 * u32::from(reading.is(verb, Lex::ATTITUDE))
            + 8 * u32::from(reading.is(verb, Lex::SAY_NOUN));
        let item = self.item(&parts.sentence, verb);
        let text = reading.word(verb);
        let ending = text.char_indices().rev().nth(1).map_or("", |(at, _)| text.get(at..).unwrap_or(""));
        Cue {
            word: hash_word(text),
            words: cue.clone().fold(7, |hash, at| join(hash, hash_word(reading.word(at)))),
            stem: item.map_or(hash_word(text), |item| item.stem),
            form: item
                .filter(|item| item.part != 0)
                .map_or_else(|| 64 + hash_word(ending) % 64, |item| item.part.into()),
            before: word(before(1)),
            before2: word(before(2)),
            negated: negated.into(),
            modal: word(modal),
            lists,
        }
    }

    /// How the content looks.
    fn shape(&self, parts: &Parts) -> Shape {
        let reading = self.reading;
        let Parts { sentence, content, cue, .. } = parts;
        let word = |at: usize| if reading.class(at) == Class::Quote { 1 } else { hash_word(reading.word(at)) };
        let finite = |at: usize| {
            reading.class(at) == Class::Auxiliary
                || self.item(sentence, at).is_some_and(|item| part::is_finite(item.part))
        };
        let verb = content.clone().take(40).position(finite);
        let any_verb = content.clone().take(40).any(|at| reading.is_verb(at) || finite(at));
        let start = content.start;
        let opening = match reading.class(start) {
            Class::Subordinator | Class::Pronoun
                if reading.is_one_of(start, &["that", "whether", "if", "how", "why"]) =>
            {
                1
            }
            Class::To => 2,
            Class::Quote => 3,
            Class::Preposition => 4,
            _ if reading.is(start, Lex::WH) => 5,
            _ if self.part(sentence, start) == 8 => 6,
            Class::Subordinator => 7,
            _ => match verb {
                Some(0) => 8,
                Some(1..=4) => 9,
                Some(_) => 10,
                None if any_verb => 11,
                None => 12,
            },
        };
        let (side, gap) = match cue {
            Some(cue) if cue.end <= content.start => (1, size(content.start - cue.end)),
            Some(cue) if content.end <= cue.start => (2, size(cue.start - content.end)),
            Some(_) => (3, 0),
            None => (0, 0),
        };
        let between = match cue {
            Some(cue) if cue.end < content.start => word(cue.end),
            Some(cue) if content.end < cue.start => word(content.end),
            _ => 0,
        };
        Shape {
            opening,
            finite: verb.map_or(u32::from(any_verb), |at| 2 + size(at)),
            length: size(content.len()) + 16 * u32::from(content.len() > 20),
            first: word(start),
            second: word((start + 1).min(content.end.saturating_sub(1))),
            first_part: self.part(sentence, start),
            second_part: if content.len() > 1 { self.part(sentence, start + 1) } else { 0 },
            last: reading.class(content.end.saturating_sub(1)).number(),
            after: if content.end >= sentence.end { 0 } else { reading.class(content.end).number() },
            next: word(content.end),
            between,
            side,
            gap,
            starts: u32::from(start == sentence.start),
            ends: u32::from(content.end + 1 >= sentence.end),
        }
    }
}

/// See [`View::cue`].
#[derive(Default)]
struct Cue {
    word: u32,
    words: u32,
    stem: u32,
    form: u32,
    before: u32,
    before2: u32,
    negated: u32,
    modal: u32,
    lists: u32,
}

/// See [`View::shape`].
struct Shape {
    opening: u32,
    finite: u32,
    length: u32,
    first: u32,
    second: u32,
    first_part: u32,
    second_part: u32,
    last: u32,
    after: u32,
    next: u32,
    between: u32,
    side: u32,
    gap: u32,
    starts: u32,
    ends: u32,
}

/// How each finding lies among its neighbours; they are in the order of the text.
fn nested(found: &[Finding]) -> Vec<u32> {
    const AROUND: usize = 4;
    let one = |(at, finding): (usize, &Finding)| {
        let range = at.saturating_sub(AROUND)..(at + AROUND + 1).min(found.len());
        let others = found.iter().enumerate().take(range.end).skip(range.start).filter(|&(other, _)| other != at);
        others.fold(0, |flags, (_, other)| {
            let inside = other.tokens.start <= finding.tokens.start && finding.tokens.end <= other.tokens.end;
            let around = finding.tokens.start <= other.tokens.start && other.tokens.end <= finding.tokens.end;
            let cue = finding.cue.is_some() && finding.cue == other.cue;
            flags | u32::from(inside) | (2 * u32::from(around)) | (4 * u32::from(cue))
        })
    };
    found.iter().enumerate().map(one).collect()
}

/// Few numbers for many.
fn size(number: usize) -> u32 {
    match number {
        0..=6 => number as u32,
        7..=9 => 7,
        10..=14 => 8,
        _ => 9,
    }
}
