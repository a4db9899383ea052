//! Who may have said a marked quotation: whom the rules chose, the speakers of the quotations beside it, who does the
//! verbs of its sentence, and who else is mentioned near. A bounded number for each quotation.

use std::ops::Range;

use super::super::{Speaker, source_mention};
use super::profile::Profile;
use crate::document::BlockKind;
use crate::entity::ActorId;
use crate::entity::Resolved;
use crate::entity::mention::Found;
use crate::quotation::attribution::is_nobody;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::phrase::{main_subject, subject_before, target};
use crate::quotation::reading::{Class, Reading};

/// The rules chose it.
pub const BASE: u32 = 1;
/// The speaker of the quotation before, in the same paragraph.
pub const BEFORE: u32 = 2;
/// The speaker of the quotation before, in another paragraph.
pub const EARLIER: u32 = 4;
/// The speaker of the quotation after, in the same paragraph.
pub const AFTER: u32 = 8;
/// The subject of a verb of speech.
pub const SAYS: u32 = 16;
/// The subject of another verb.
pub const DOES: u32 = 32;
/// The main subject of its sentence.
pub const MAIN: u32 = 64;
/// Spoke last before it, however far away. From here on only where no words beside the quotation name a source.
pub const LAST: u32 = 128;
/// Speaks first after it.
pub const NEXT: u32 = 256;
/// Is quoted most in the document.
pub const TOP: u32 = 512;
/// The main subject of the sentence before.
pub const LEADS: u32 = 1024;
/// Spoke before the one who spoke last.
pub const OTHER: u32 = 2048;
/// The flags of every quotation, whatever names its source.
pub const COMMON: u32 = LAST - 1;

/// How many candidates a quotation has at most.
const MOST: usize = 20;
/// How many mentions on each side are looked at.
const SIDE: usize = 12;
/// How many paragraphs on the next speaker may stand.
const NEAR: u32 = 2;
/// From how many paragraphs away nobody answers.
const FAR: u32 = 6;

/// Who may have said a quotation.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words that name who it is.
    pub source: Option<Range<u32>>,
    /// Whom the source's relative pronoun stands for.
    pub antecedent: Option<Range<u32>>,
    /// Who it is.
    pub actor: Option<ActorId>,
    /// The mention that the words are.
    pub mention: Option<usize>,
    /// Where it comes from: a set of flags.
    pub origin: u32,
}

impl Candidate {
    /// Whether it stands for nobody.
    pub fn is_nobody(&self) -> bool {
        self.source.is_none() && self.actor.is_none()
    }
}

/// A marked quotation where it stands.
pub struct Site<'a> {
    pub reading: &'a Reading<'a>,
    pub found: &'a Findings,
    pub speakers: &'a [Speaker],
    pub mentions: &'a [Found],
    pub resolved: &'a Resolved,
    /// Whom the document quotes.
    pub profile: &'a Profile,
    /// Index into the findings.
    pub finding: usize,
    /// Its first marked segment.
    pub mark: usize,
    /// Its item.
    pub item: usize,
    /// Index into the sentences.
    pub sentence: usize,
}

impl<'a> Site<'a> {
    /// The quotation that a marked segment belongs to, if it does.
    pub fn new(
        reading: &'a Reading<'a>,
        found: &'a Findings,
        speakers: &'a [Speaker],
        mentions: &'a [Found],
        resolved: &'a Resolved,
        profile: &'a Profile,
        mark: usize,
    ) -> Option<Self> {
        let finding = found.of_mark.get(mark).copied().flatten()?;
        let item = *reading.item_of.get(mark)?;
        let sentence = reading.sentence_at(item);
        Some(Self { reading, found, speakers, mentions, resolved, profile, finding, mark, item, sentence })
    }

    /// What the rules found.
    pub fn base(&self) -> Option<&'a Finding> {
        self.found.all.get(self.finding)
    }

    /// The items of its sentence.
    pub fn items(&self) -> Range<usize> {
        self.reading.sentences.get(self.sentence).map_or(self.item..self.item + 1, |sentence| sentence.items.clone())
    }

    /// The paragraph it stands in.
    pub fn paragraph(&self) -> u32 {
        self.reading.marked.get(self.mark).map_or(0, |marked| marked.paragraph)
    }

    /// The finding of the marked segment before or after, if it is another one, and how many paragraphs away it stands.
    pub fn neighbour(&self, step: isize) -> Option<(usize, u32)> {
        let mut mark = self.mark;
        for _ in 0..3 {
            mark = mark.checked_add_signed(step)?;
            let marked = self.reading.marked.get(mark)?;
            let away = marked.paragraph.abs_diff(self.paragraph());
            match self.found.of_mark.get(mark).copied().flatten() {
                Some(finding) if finding != self.finding => return Some((finding, away)),
                _ => {}
            }
        }
        None
    }

    /// The item of the marked words before it, in its paragraph or the one before.
    pub fn item_before(&self) -> Option<usize> {
        let before = self.mark.checked_sub(1)?;
        let near = self.reading.marked.get(before)?.paragraph + 1 >= self.paragraph();
        self.reading.item_of.get(before).copied().filter(|_| near)
    }

    /// The last quotation before it that is not of the one who spoke last, and how many paragraphs away it stands.
    pub fn other_voice(&self) -> Option<(usize, u32)> {
        const FAR: usize = 8;
        let mut last = None;
        for mark in (self.mark.saturating_sub(FAR)..self.mark).rev() {
            let Some(finding) = self.found.of_mark.get(mark).copied().flatten() else { continue };
            let Some(actor) = self.speakers.get(finding).and_then(|speaker| speaker.actor) else { continue };
            match last {
                None => last = Some(actor),
                Some(last) if last != actor && finding != self.finding => {
                    return Some((finding, self.paragraphs_to(finding)?));
                }
                Some(_) => {}
            }
        }
        None
    }

    /// Whether no words beside it say whose it is.
    pub fn is_untold(&self) -> bool {
        self.base().is_some_and(|finding| finding.cue.is_none())
    }

    /// Whether its paragraph has nothing but marked words.
    pub fn is_paragraph(&self) -> bool {
        let reading = self.reading;
        let first = reading.sentences.get(self.sentence).is_some_and(|sentence| {
            let before = self.sentence.checked_sub(1).and_then(|before| reading.sentences.get(before));
            before.is_none_or(|before| before.paragraph != sentence.paragraph)
        });
        let start = self.items().start;
        let end = reading.paragraph_end(self.sentence);
        first && (start..end).all(|at| matches!(reading.class(at), Class::Quote | Class::Sign(_)))
    }

    /// Whether it stands in a heading, which is about what comes after it.
    pub fn is_heading(&self) -> bool {
        let block = self.reading.prose.blocks.get(self.paragraph() as usize);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }

    /// Whether the narrator asks a question right before it: `Would she sign? |“Never.”|`
    pub fn is_asked(&self) -> bool {
        let before = self.items().start.checked_sub(1);
        let asks = |at: usize| self.reading.class(at) != Class::Quote && self.reading.word(at) == "?";
        before.is_some_and(asks) && self.items().start == self.item
    }

    /// How many paragraphs away another finding stands.
    pub fn paragraphs_to(&self, finding: usize) -> Option<u32> {
        let sentence = self.found.all.get(finding)?.sentence;
        let paragraph = self.reading.sentences.get(sentence)?.paragraph;
        Some(paragraph.abs_diff(self.paragraph()))
    }

    /// All candidates; the last one stands for nobody.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut list: Vec<Candidate> = Vec::with_capacity(12);
        let mut nobody = Candidate { source: None, antecedent: None, actor: None, mention: None, origin: 0 };
        if let Some(chosen) = self.of_finding(self.finding, BASE) {
            if chosen.is_nobody() {
                nobody.origin |= BASE;
            } else {
                list.push(chosen);
            }
        }
        self.subjects(&mut list);
        if let Some((finding, away)) = self.neighbour(-1).filter(|&(_, away)| away < 4) {
            let origin = if away == 0 { BEFORE } else { EARLIER };
            self.of_finding(finding, origin).into_iter().for_each(|candidate| push(&mut list, candidate));
        }
        if let Some((finding, _)) = self.neighbour(1).filter(|&(_, away)| away == 0) {
            self.of_finding(finding, AFTER).into_iter().for_each(|candidate| push(&mut list, candidate));
        }
        if self.is_untold() {
            self.voices(&mut list);
        }
        self.mentioned(&mut list);
        if let Some((tokens, actor)) = self.target() {
            let is_target = |candidate: &Candidate| {
                let overlaps = |words: &Range<u32>| words.start < tokens.end && tokens.start < words.end;
                candidate.source.as_ref().is_some_and(overlaps) || actor.is_some() && candidate.actor == actor
            };
            list.retain(|candidate| !is_target(candidate));
        }
        list.truncate(MOST);
        list.push(nobody);
        list
    }

    /// Whom the words are said to or of, by the passive verb beside them: no one says such words of oneself.
    fn target(&self) -> Option<(Range<u32>, Option<ActorId>)> {
        let (subject, verb) = target(self.reading, self.item, &self.items())?;
        let clause = self.reading.tokens(subject.end..verb + 1);
        let other_cue = |cue: &Range<u32>| cue.end <= clause.start || clause.end <= cue.start;
        if self.base()?.cue.as_ref().is_some_and(other_cue) {
            return None;
        }
        let candidate = self.of_words(self.reading.tokens(subject), 0);
        Some((candidate.source?, candidate.actor))
    }

    /// Who spoke last, who speaks next, and who is quoted most.
    fn voices(&self, list: &mut Vec<Candidate>) {
        let (before, after) = (self.profile.last(self.finding), self.profile.next(self.finding));
        let near = |finding: &usize| self.paragraphs_to(*finding).is_some_and(|away| away <= NEAR);
        for (finding, origin) in [(before, LAST), (after.filter(near), NEXT), (self.profile.top(), TOP)] {
            if let Some(candidate) = finding.and_then(|finding| self.of_finding(finding, origin)) {
                push(list, candidate);
            }
        }
        let other = self.other_voice().filter(|&(_, away)| away < FAR);
        if let Some(candidate) = other.and_then(|(finding, _)| self.of_finding(finding, OTHER)) {
            push(list, candidate);
        }
    }

    fn of_finding(&self, index: usize, origin: u32) -> Option<Candidate> {
        let (finding, speaker) = (self.found.all.get(index)?, self.speakers.get(index)?);
        let words = finding.antecedent.as_ref().or(finding.source.as_ref());
        let candidate = Candidate {
            source: finding.source.clone(),
            antecedent: finding.antecedent.clone(),
            actor: speaker.actor,
            mention: words.and_then(|words| source_mention(self.reading.prose, self.mentions, words)),
            origin,
        };
        (origin == BASE || !candidate.is_nobody()).then_some(candidate)
    }

    fn of_words(&self, tokens: Range<u32>, origin: u32) -> Candidate {
        let mention = source_mention(self.reading.prose, self.mentions, &tokens);
        let actor = mention.and_then(|mention| self.resolved.of.get(mention).copied().flatten());
        Candidate { source: Some(tokens), antecedent: None, actor, mention, origin }
    }

    fn push_words(&self, list: &mut Vec<Candidate>, tokens: Range<u32>, origin: u32) {
        if !is_nobody(self.reading, &tokens) {
            push(list, self.of_words(tokens, origin));
        }
    }

    /// The subjects of the verbs of its sentence and of the sentences beside it.
    fn subjects(&self, list: &mut Vec<Candidate>) {
        let reading = self.reading;
        let near = self.sentence.saturating_sub(1)..self.sentence + 2;
        for sentence in reading.sentences.get(near.start..near.end.min(reading.sentences.len())).unwrap_or(&[]) {
            if sentence.paragraph.abs_diff(self.paragraph()) > 1 {
                continue;
            }
            let Range { start, end } = sentence.items.clone();
            let here = sentence.items.contains(&self.item);
            let verbs = (start..end.min(start + 60)).filter(|&at| {
                let class = reading.class(at);
                class == Class::Say || here && matches!(class, Class::Attitude | Class::Verb)
            });
            for verb in verbs.take(8) {
                if let Some(subject) = subject_before(reading, verb, start) {
                    let origin = if reading.class(verb) == Class::Say { SAYS } else { DOES };
                    self.push_words(list, reading.tokens(subject), origin);
                }
            }
            let before = if here { self.item } else { end };
            if let Some(subject) = main_subject(reading, before, start) {
                let leads = if before < self.item && self.is_untold() { DOES | LEADS } else { DOES };
                self.push_words(list, reading.tokens(subject), if here { MAIN } else { leads });
            }
        }
    }

    /// The mentions outside marks in its paragraph and at the end of the one before.
    fn mentioned(&self, list: &mut Vec<Candidate>) {
        let Some(marked) = self.reading.marked.get(self.mark) else { return };
        let next = self.mentions.partition_point(|mention| mention.tokens.start < marked.tokens.start);
        let block = |paragraph: u32| self.reading.prose.blocks.get(paragraph as usize);
        let floor = block(self.paragraph().saturating_sub(1)).map_or(0, |block| block.tokens.start);
        let mut end = block(self.paragraph()).map_or(u32::MAX, |block| block.tokens.end);
        if self.is_untold() && self.is_paragraph() {
            // "|“I would do it again.”| / That is how Ada Voss sums it up."
            let after = self.reading.sentences.get(self.sentence + 1);
            end = after.map_or(end, |after| end.max(self.reading.tokens(after.items.clone()).end));
        }
        let before = (0..next).rev().take(SIDE);
        let after = (next..self.mentions.len()).take(SIDE);
        for index in before.chain(after) {
            let Some(mention) = self.mentions.get(index) else { continue };
            if mention.tokens.start < floor
                || mention.tokens.end > end
                || self.is_marked(mention.head)
                || is_nobody(self.reading, &mention.tokens)
            {
                continue;
            }
            let actor = self.resolved.of.get(index).copied().flatten();
            push(
                list,
                Candidate {
                    source: Some(mention.tokens.clone()),
                    antecedent: None,
                    actor,
                    mention: Some(index),
                    origin: 0,
                },
            );
        }
    }

    fn is_marked(&self, token: u32) -> bool {
        let at = self.reading.marked.partition_point(|marked| marked.tokens.end <= token);
        self.reading.marked.get(at).is_some_and(|marked| marked.tokens.contains(&token))
    }
}

/// Adds a candidate, or what is new about it to one that shares words with it.
fn push(list: &mut Vec<Candidate>, candidate: Candidate) {
    let overlaps = |other: &&mut Candidate| match (&other.source, &candidate.source) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        (None, None) => other.actor == candidate.actor,
        _ => false,
    };
    match list.iter_mut().find(overlaps) {
        Some(other) => other.origin |= candidate.origin,
        None => list.push(candidate),
    }
}
