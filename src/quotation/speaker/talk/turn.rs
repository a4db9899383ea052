//! The turns of a story's conversations: what words say of each, and who may speak in it.

use super::super::{Speaker, dialogue, is_open, mention_of};
use crate::entity::Resolved;
use crate::entity::mention::{Found, Person};
use crate::entity::{ActorId, ActorKind, Gender, MentionKind};
use crate::linear::hash_word;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::Token;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::Reading;

/// How many turns before and after one are looked at.
const NEAR: usize = 8;

/// How many paragraphs before and after.
const PARAGRAPHS: u32 = 40;

/// How many tokens of narration before a turn.
const BACK: u32 = 800;

/// How many may speak in one turn.
const CANDIDATES: usize = 14;

/// What sort of words, if any, say who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A name, or the one who tells the story: nothing to decide.
    Settled,
    /// A name that stands near it, but with no verb of speech.
    Near,
    /// "he", "she".
    Pronoun,
    /// "the old man".
    Nominal,
    /// Nothing.
    Open,
    /// A name that is kept back: what would be thought without it shows how well it fits to who spoke before.
    Hidden,
}

/// A paragraph with direct speech.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Index into the blocks.
    pub paragraph: u32,
    /// Its findings.
    pub findings: Vec<usize>,
    /// The one whose words say most.
    pub lead: usize,
    /// The first and the last of its marked segments.
    pub marks: (usize, usize),
    /// What says who speaks.
    pub sort: Sort,
    /// The rule of the lead.
    pub rule: Rule,
    /// The mention that names the source.
    pub mention: Option<usize>,
    /// Whom the rules gave it.
    pub base: Option<ActorId>,
    /// Gender of the source's words.
    pub gender: Gender,
    /// The head of a noun phrase, hashed.
    pub head: u32,
    /// The verb of speech, hashed.
    pub cue: u32,
    /// Who is called by name.
    pub addressed: Option<ActorId>,
    /// Of what gender the one is who is called "sir" or "madam".
    pub called: Gender,
    /// It ends with a question mark.
    pub asks: bool,
    /// Whether the paragraph begins with the speech, and whether it has nothing else.
    pub opens: bool,
    /// It has no narration.
    pub bare: bool,
    /// How many words are said.
    pub words: usize,
    /// Its tokens: from the beginning of the paragraph, of the first and past the last speech, to the end.
    pub tokens: [u32; 4],
    /// Who may speak.
    pub candidates: Vec<Candidate>,
}

/// Somebody who may speak in a turn.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub actor: ActorId,
    /// How many others narration named later before the turn; [`u8::MAX`] if it did not name this one.
    pub recency: u8,
    /// Tokens since narration named it.
    pub distance: u32,
    /// Tokens since narration used its name.
    pub named: u32,
    /// How often narration before the turn means it.
    pub count: u16,
    /// It was a subject there.
    pub subject: bool,
    /// Narration of the paragraph names it before, between or after the speech (bits).
    pub told: u8,
    /// Narration after the turn before names it.
    pub between: bool,
    /// The speech itself names it without calling it.
    pub spoken_of: bool,
    /// How much likelier the words of the turn are as its words than as anybody's: a logarithm.
    pub style: f32,
}

impl Candidate {
    fn new(actor: ActorId) -> Self {
        Self {
            actor,
            recency: u8::MAX,
            distance: u32::MAX,
            named: u32::MAX,
            count: 0,
            subject: false,
            told: 0,
            between: false,
            spoken_of: false,
            style: 0.0,
        }
    }
}

/// What turns are made of.
pub struct Sight<'a> {
    /// The document.
    pub reading: &'a Reading<'a>,
    /// What was found.
    pub found: &'a Findings,
    /// Whom the rules gave it.
    pub speakers: &'a [Speaker],
    /// All mentions.
    pub mentions: &'a [Found],
    /// Whom they mean.
    pub resolved: &'a Resolved,
    /// Who tells the story in the first person.
    pub narrator: Option<ActorId>,
}

impl Sight<'_> {
    /// All turns, with their candidates.
    pub fn turns(&self) -> Vec<Turn> {
        let mut turns: Vec<Turn> = Vec::new();
        for (mark, marked) in self.reading.marked.iter().enumerate() {
            let Some(index) = self.found.of_mark.get(mark).copied().flatten() else { continue };
            match turns.last_mut().filter(|turn| turn.paragraph == marked.paragraph) {
                Some(turn) => self.go_on(turn, mark, index),
                None => turns.extend(self.start(mark, index)),
            }
        }
        let candidates: Vec<_> = turns.iter().enumerate().map(|(at, turn)| self.candidates(&turns, at, turn)).collect();
        for (turn, candidates) in turns.iter_mut().zip(candidates) {
            turn.candidates = candidates;
        }
        turns
    }

    /// The turns whose speaker is settled, as if it were not.
    pub fn hidden(&self, turns: &[Turn]) -> Vec<Option<Turn>> {
        let hide = |(at, turn): (usize, &Turn)| {
            let settled = turn.sort == Sort::Settled && turn.base.is_some();
            settled.then(|| {
                let open = Turn {
                    sort: Sort::Hidden,
                    base: None,
                    rule: Rule::Unattributed,
                    gender: Gender::Unknown,
                    head: 0,
                    cue: 0,
                    ..turn.clone()
                };
                Turn { candidates: self.candidates(turns, at, &open), ..open }
            })
        };
        turns.iter().enumerate().map(hide).collect()
    }

    fn start(&self, mark: usize, index: usize) -> Option<Turn> {
        let marked = self.reading.marked.get(mark)?;
        let block = self.reading.prose.blocks.get(marked.paragraph as usize)?;
        let mut turn = Turn {
            paragraph: marked.paragraph,
            findings: Vec::new(),
            lead: index,
            marks: (mark, mark),
            sort: Sort::Open,
            rule: Rule::Unattributed,
            mention: None,
            base: None,
            gender: Gender::Unknown,
            head: 0,
            cue: 0,
            addressed: None,
            called: Gender::Unknown,
            asks: false,
            opens: marked.tokens.start <= block.tokens.start + 1,
            bare: false,
            words: 0,
            tokens: [block.tokens.start, marked.tokens.start, marked.tokens.end, block.tokens.end],
            candidates: Vec::new(),
        };
        self.go_on(&mut turn, mark, index);
        Some(turn)
    }

    fn go_on(&self, turn: &mut Turn, mark: usize, index: usize) {
        let (Some(marked), Some(finding)) = (self.reading.marked.get(mark), self.found.all.get(index)) else { return };
        turn.marks.1 = mark;
        turn.tokens[2] = marked.tokens.end;
        turn.words += self.reading.words_in(marked);
        turn.bare = turn.marks.0 == mark && turn.opens && marked.tokens.end + 1 >= turn.tokens[3];
        turn.asks = self.reading.item_of.get(mark).is_some_and(|&item| self.reading.last_letter(item) == '?');
        turn.addressed =
            turn.addressed.or_else(|| dialogue::vocative(self.reading, mark, self.mentions, self.resolved));
        if turn.called == Gender::Unknown {
            turn.called = self.called(marked.tokens.clone());
        }
        if turn.findings.last() != Some(&index) {
            turn.findings.push(index);
            let (sort, mention) = self.sort(finding);
            if turn.findings.len() == 1 || (sort as u8) < turn.sort as u8 {
                self.lead(turn, index, finding, sort, mention);
            }
        }
    }

    fn lead(&self, turn: &mut Turn, index: usize, finding: &Finding, sort: Sort, mention: Option<usize>) {
        let words = mention.and_then(|mention| self.mentions.get(mention));
        turn.lead = index;
        turn.sort = sort;
        turn.rule = finding.rule;
        turn.mention = mention;
        turn.base = self.speakers.get(index).and_then(|speaker| speaker.actor);
        turn.gender = words.map_or(Gender::Unknown, |mention| mention.gender);
        turn.head = words.map_or(0, |mention| hash_word(self.reading.prose.word(mention.head)));
        turn.cue = finding.cue.as_ref().map_or(0, |cue| hash_word(self.reading.prose.word(cue.end.saturating_sub(1))));
    }

    /// What sort of words say whose a finding is, and which mention they are.
    fn sort(&self, finding: &Finding) -> (Sort, Option<usize>) {
        if is_open(finding.rule) {
            return (Sort::Open, None);
        }
        let Some(words) = finding.antecedent.as_ref().or(finding.source.as_ref()) else { return (Sort::Open, None) };
        let Some(index) = mention_of(self.mentions, words) else {
            // "the housebreaker": a noun that is not known for a person's, but what it stands for speaks.
            let last = words.end.saturating_sub(1);
            let several = self.reading.prose.word(last).ends_with('s') || self.is_capital(last);
            return (if several { Sort::Settled } else { Sort::Nominal }, None);
        };
        let Some(mention) = self.mentions.get(index) else { return (Sort::Settled, None) };
        let weak = matches!(finding.rule, Rule::ActionBeat | Rule::Ranked | Rule::Reopened | Rule::PreviousSentence);
        let sort = match mention.kind {
            _ if mention.plural || mention.person != Person::Third => Sort::Settled,
            MentionKind::Name if weak => Sort::Near,
            MentionKind::Name => Sort::Settled,
            MentionKind::Pronoun if mention.gender == Gender::Unknown => Sort::Settled,
            MentionKind::Pronoun => Sort::Pronoun,
            // "the Hatter" is as good as a name.
            MentionKind::Nominal if self.is_capital(mention.head) => Sort::Settled,
            MentionKind::Nominal => Sort::Nominal,
        };
        (sort, Some(index))
    }

    fn is_capital(&self, token: u32) -> bool {
        self.reading.prose.tokens.get(token as usize).is_some_and(Token::is_capital)
    }

    /// A verb stands after it.
    fn is_subject(&self, mention: &Found) -> bool {
        let verb = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ATTITUDE);
        let past = self.reading.prose.word(mention.tokens.end).ends_with("ed");
        past || self.reading.prose.tokens.get(mention.tokens.end as usize).is_some_and(|token| token.is(verb))
    }

    /// "Yes, sir", "my dear madam".
    fn called(&self, tokens: std::ops::Range<u32>) -> Gender {
        let word = |at: u32| self.reading.prose.word(at);
        let mut called = tokens.clone().map(|at| match word(at) {
            "sir" | "Sir" | "papa" | "Papa" | "father" | "uncle" | "monsieur" | "Monsieur" | "Uncle" => Gender::Male,
            "madam" | "ma'am" | "ma’am" | "Madam" | "mamma" | "Mamma" | "mama" | "mother" | "aunt" | "madame"
            | "Aunt" | "miss" => Gender::Female,
            _ => Gender::Unknown,
        });
        called.find(|gender| *gender != Gender::Unknown).unwrap_or_default()
    }

    /// Whether somebody can be the speaker of a turn by what its words say.
    fn may_speak(&self, turn: &Turn, actor: ActorId) -> bool {
        self.resolved.actors.get(actor.0 as usize).is_some_and(|known| {
            let kind = matches!(known.kind, ActorKind::Person | ActorKind::Unknown);
            let gender =
                known.gender == turn.gender || known.gender == Gender::Unknown || turn.gender == Gender::Unknown;
            // "he said" is not said of oneself.
            let himself = self.narrator == Some(actor) && matches!(turn.sort, Sort::Pronoun | Sort::Nominal);
            turn.base == Some(actor) || kind && gender && !himself
        })
    }

    fn candidates(&self, turns: &[Turn], at: usize, turn: &Turn) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = turn.base.map(Candidate::new).into_iter().collect();
        if turn.sort == Sort::Settled {
            return out;
        }
        let add = |actor: ActorId, out: &mut Vec<Candidate>| {
            let known = out.iter().position(|candidate| candidate.actor == actor);
            known.or_else(|| {
                (out.len() < CANDIDATES && self.may_speak(turn, actor)).then(|| {
                    out.push(Candidate::new(actor));
                    out.len() - 1
                })
            })
        };
        let near =
            |other: usize| turns.get(other).filter(|other| other.paragraph.abs_diff(turn.paragraph) < PARAGRAPHS);
        for step in 1..=NEAR {
            let around = [at.checked_sub(step), Some(at + step)];
            for other in around.into_iter().flatten().filter_map(near) {
                for actor in [other.base, other.addressed.filter(|_| step < 3)].into_iter().flatten() {
                    add(actor, &mut out);
                }
            }
        }
        let since = at.checked_sub(1).and_then(near).map_or(0, |before| before.tokens[2]);
        let mut recency = 0;
        let first = self.mentions.partition_point(|mention| mention.tokens.start + BACK < turn.tokens[0]);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < turn.tokens[3]);
        let mut mark = turn.marks.1;
        for index in (first..end).rev() {
            let (Some(mention), Some(actor)) =
                (self.mentions.get(index), self.resolved.of.get(index).copied().flatten())
            else {
                continue;
            };
            let start = mention.tokens.start;
            let marked = |mark: usize| self.reading.marked.get(mark).map(|marked| marked.tokens.clone());
            while mark > 0 && marked(mark).is_some_and(|tokens| start < tokens.start) {
                mark -= 1;
            }
            let quoted = marked(mark).is_some_and(|tokens| tokens.contains(&start));
            if quoted {
                if start >= turn.tokens[1]
                    && mention.kind == MentionKind::Name
                    && turn.addressed != Some(actor)
                    && let Some(candidate) = out.iter_mut().find(|candidate| candidate.actor == actor)
                {
                    candidate.spoken_of = true;
                }
                continue;
            }
            if turn.mention == Some(index) {
                continue;
            }
            let Some(candidate) = add(actor, &mut out).and_then(|place| out.get_mut(place)) else { continue };
            if start >= turn.tokens[0] {
                candidate.told |= match () {
                    () if start < turn.tokens[1] => 1,
                    () if start < turn.tokens[2] => 2,
                    () => 4,
                };
            }
            if start < turn.tokens[1] {
                candidate.between |= start >= since;
                candidate.count = candidate.count.saturating_add(1);
                if mention.kind == MentionKind::Name {
                    candidate.named = candidate.named.min(turn.tokens[1] - start);
                }
                if candidate.recency == u8::MAX {
                    candidate.recency = recency;
                    candidate.distance = turn.tokens[1] - start;
                    candidate.subject = self.is_subject(mention);
                    recency = recency.saturating_add(1);
                }
            }
        }
        out
    }
}
