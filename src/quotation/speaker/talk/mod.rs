//! Who speaks in a story: all turns of its conversations decided together. Names beside the marks stand; whom "he" and
//! "the old man" mean, and who speaks where nobody is named, is weighed by a linear model with who spoke before, and the
//! likeliest sequence is kept (a beam). Trained by `examples/train`; knows nothing of training.

mod feature;
mod style;
mod turn;

use std::sync::LazyLock;

use super::Speaker;
use super::ranking::{calibrated, calibration};
use crate::entity::Resolved;
use crate::entity::mention::{Found, Person};
use crate::entity::{ActorId, Gender, MentionKind};
use crate::linear::{Feature, Linear, softmax};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;
pub use turn::Turn;
use turn::{Sight, Sort};

static MODEL: &[u8] = include_bytes!("../../../../assets/models/talk-en.bin");

/// How often the model is right by what it says: equal steps of the stated probability.
static CALIBRATION: LazyLock<Vec<f32>> =
    LazyLock::new(|| calibration(include_str!("../../../../assets/models/talk-confidence-en.txt")));

/// How many sequences are kept.
const BEAM: usize = 8;

/// How much less likely a sequence may be than the best, as a logarithm.
const BEHIND: f32 = 4.0;

/// How much less a candidate may have by itself than the best, before it is looked at who spoke before.
const HOPELESS: f32 = 5.0;

/// How much the chance counts that a name would have had that settles a turn.
const SHOWN: f32 = 0.4;

/// Who spoke in the turns before, the last first.
pub type History = [Option<ActorId>; 8];

/// What is known of an actor all through the text.
#[derive(Clone, Debug)]
pub struct Someone {
    gender: Gender,
    kind: u32,
    named: bool,
    narrator: bool,
    mentions: u32,
    /// By how many turns are settled to be its: the first, the second, …
    rank: u32,
}

/// The turns of a story, and its people.
#[derive(Debug)]
pub struct Talk {
    turns: Vec<Turn>,
    /// The settled ones, as if nothing settled them.
    hidden: Vec<Option<Turn>>,
    people: Vec<Someone>,
}

/// One choice of a sequence.
#[derive(Clone, Copy)]
struct Step {
    actor: Option<ActorId>,
    chance: f32,
    before: Option<u32>,
}

#[derive(Clone, Copy)]
struct Sequence {
    score: f32,
    history: History,
    step: Option<u32>,
}

impl Talk {
    /// Reads the turns.
    pub fn new(
        reading: &Reading,
        found: &Findings,
        speakers: &[Speaker],
        mentions: &[Found],
        resolved: &Resolved,
    ) -> Self {
        let first = |(mention, _): &(&Found, &Option<ActorId>)| mention.person == Person::First && !mention.plural;
        let narrator = mentions.iter().zip(&resolved.of).filter(first).find_map(|(_, &actor)| actor);
        let sight = Sight { reading, found, speakers, mentions, resolved, narrator };
        let turns = sight.turns();
        let mut counts = vec![0u32; resolved.actors.len()];
        for turn in turns.iter().filter(|turn| turn.sort == Sort::Settled) {
            if let Some(count) = turn.base.and_then(|actor| counts.get_mut(actor.0 as usize)) {
                *count += 1;
            }
        }
        let mut order: Vec<usize> =
            (0..counts.len()).filter(|&actor| counts.get(actor).is_some_and(|&n| n > 0)).collect();
        order.sort_by_key(|&actor| (std::cmp::Reverse(counts.get(actor).copied()), actor));
        let mut ranks = vec![9u32; counts.len()];
        for (rank, &actor) in order.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(actor) {
                *slot = match rank {
                    0..=2 => rank as u32,
                    3..=5 => 3,
                    6..=11 => 4,
                    _ => 5,
                };
            }
        }
        let people = resolved.actors.iter().zip(ranks).map(|(actor, rank)| Someone {
            gender: actor.gender,
            kind: actor.kind as u32,
            named: !actor.aliases.is_empty() || actor.name.starts_with(char::is_uppercase),
            narrator: narrator == Some(actor.id),
            mentions: actor.mentions,
            rank,
        });
        let mut talk = Self { people: people.collect(), hidden: sight.hidden(&turns), turns };
        style::measure(reading, &mut talk.turns, &mut talk.hidden, talk.people.len());
        talk
    }

    /// The turns.
    #[cfg(feature = "train")]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The same, of those that are settled as if they were not.
    pub fn hidden(&self, at: usize) -> Option<&Turn> {
        self.hidden.get(at).and_then(Option::as_ref)
    }

    /// The chance of each candidate of a turn, after who spoke before; `weigh` gives what features are worth.
    fn chances(
        &self,
        (at, turn): (usize, &Turn),
        fixed: &[f32],
        history: &History,
        weigh: impl Fn(&[Feature]) -> f32,
    ) -> Vec<f32> {
        let mut features = Vec::with_capacity(32);
        let best = fixed.iter().copied().fold(f32::MIN, f32::max);
        let scores = turn.candidates.iter().zip(fixed).map(|(candidate, fixed)| {
            if best - fixed > HOPELESS {
                return fixed - HOPELESS;
            }
            features.clear();
            self.changing(at, turn, candidate, history, &mut features);
            fixed + weigh(&features)
        });
        softmax(&scores.collect::<Vec<f32>>())
    }

    /// What the first sort of features is worth for each candidate.
    fn fixed_scores(&self, (at, turn): (usize, &Turn), weigh: impl Fn(&[Feature]) -> f32) -> Vec<f32> {
        let mut features = Vec::with_capacity(48);
        let score = |candidate| {
            features.clear();
            self.fixed(at, turn, candidate, &mut features);
            weigh(&features)
        };
        turn.candidates.iter().map(score).collect()
    }

    /// The speaker of each turn, and how likely it is.
    pub fn decode(&self, weigh: impl Fn(&[Feature]) -> f32) -> Vec<(Option<ActorId>, f32)> {
        let mut steps: Vec<Step> = Vec::new();
        let mut beam = vec![Sequence { score: 0.0, history: [None; 8], step: None }];
        for (at, turn) in self.turns.iter().enumerate() {
            let single = turn.candidates.len() < 2;
            // A name that is there shows which of the sequences before it is likely.
            let hidden = self.hidden(at).filter(|_| beam.len() > 1);
            let shown =
                hidden.and_then(|hidden| hidden.candidates.iter().position(|other| Some(other.actor) == turn.base));
            let open = hidden.filter(|_| shown.is_some()).unwrap_or(turn);
            let fixed = if open.candidates.len() < 2 { Vec::new() } else { self.fixed_scores((at, open), &weigh) };
            let mut next: Vec<(Sequence, f32)> = Vec::new();
            for sequence in &beam {
                if single {
                    let actor = turn.candidates.first().map(|candidate| candidate.actor);
                    let score = shown.map_or(0.0, |shown| {
                        let chances = self.chances((at, open), &fixed, &sequence.history, &weigh);
                        chances.get(shown).map_or(0.0, |chance| SHOWN * chance.max(1e-3).ln())
                    });
                    let history = after(&sequence.history, actor);
                    next.push((Sequence { history, score: sequence.score + score, ..*sequence }, 1.0));
                    continue;
                }
                let chances = self.chances((at, turn), &fixed, &sequence.history, &weigh);
                for (candidate, chance) in turn.candidates.iter().zip(chances) {
                    let score = sequence.score + chance.max(1e-6).ln();
                    let history = after(&sequence.history, Some(candidate.actor));
                    next.push((Sequence { score, history, step: sequence.step }, chance));
                }
            }
            next.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
            let mut kept: Vec<Sequence> = Vec::with_capacity(BEAM);
            for (sequence, chance) in next {
                // Sequences that end alike go on alike: the best of them is enough.
                let behind = kept.first().is_some_and(|best| best.score - sequence.score > BEHIND);
                if behind || kept.len() >= BEAM {
                    break;
                }
                if kept.iter().any(|other| other.history.get(..3) == sequence.history.get(..3)) {
                    continue;
                }
                steps.push(Step { actor: sequence.history[0], chance, before: sequence.step });
                kept.push(Sequence { step: Some(steps.len() as u32 - 1), ..sequence });
            }
            beam = kept;
        }
        let mut out = Vec::with_capacity(self.turns.len());
        let mut step = beam.first().and_then(|best| best.step);
        while let Some(&Step { actor, chance, before }) = step.and_then(|step| steps.get(step as usize)) {
            out.push((actor, chance));
            step = before;
        }
        out.reverse();
        out
    }
}

/// The history one turn later.
pub fn after(history: &History, actor: Option<ActorId>) -> History {
    let mut next = [actor; 8];
    for (to, from) in next.iter_mut().skip(1).zip(history) {
        *to = *from;
    }
    next
}

/// Gives the turns of a story their speakers; whom its pronouns and noun phrases mean follows.
pub fn decide(
    reading: &Reading,
    found: &mut Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    resolved: &mut Resolved,
) {
    let talk = Talk::new(reading, found, speakers, mentions, resolved);
    let model = Linear::new(MODEL);
    let decided = talk.decode(|features| model.score(features));
    for (turn, (actor, chance)) in talk.turns.iter().zip(decided) {
        let Some(actor) = actor else { continue };
        if turn.candidates.len() < 2 {
            undecided(turn, found, speakers, mentions);
            continue;
        }
        if let Some(of) = turn.mention.and_then(|mention| resolved.of.get_mut(mention)) {
            *of = Some(actor);
        }
        for &index in &turn.findings {
            let (Some(finding), Some(speaker)) = (found.all.get_mut(index), speakers.get_mut(index)) else { continue };
            let open = super::is_untold(finding);
            let like_lead = index == turn.lead || turn.sort != Sort::Settled && speaker.actor == turn.base;
            if !open && !like_lead {
                continue;
            }
            if speaker.actor != Some(actor) {
                if open || turn.sort == Sort::Near {
                    finding.source = None;
                    finding.antecedent = None;
                    finding.cue = None;
                }
                speaker.actor = Some(actor);
            }
            if open || turn.sort == Sort::Near && finding.source.is_none() {
                finding.rule = Rule::Turn;
            }
            speaker.confidence = calibrated(&CALIBRATION, chance);
            speaker.final_word = true;
        }
    }
}

/// How sure a turn is in which nobody else may speak, measured on `pdnc-dev`: "she" where one woman is there, "the old man"
/// where nobody is, "the Hatter".
fn undecided(turn: &Turn, found: &Findings, speakers: &mut [Speaker], mentions: &[Found]) {
    let mention = turn.mention.and_then(|mention| mentions.get(mention));
    let confidence = match (turn.sort, mention.map(|mention| mention.kind)) {
        (Sort::Pronoun, _) => 0.75,
        (Sort::Nominal, _) => 0.29,
        (Sort::Settled, Some(MentionKind::Nominal)) if mention.is_some_and(|mention| !mention.plural) => 0.84,
        _ => return,
    };
    for &index in &turn.findings {
        let open = found.all.get(index).is_none_or(super::is_untold);
        let Some(speaker) = speakers.get_mut(index).filter(|speaker| speaker.actor.is_some() && !open) else {
            continue;
        };
        if speaker.actor == turn.base {
            speaker.confidence = confidence;
            speaker.final_word = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::{Annotations, annotate};
    use crate::document::{Metadata, plain};
    use crate::entity::MentionKind;

    /// A man and a woman talk; then a second man comes in.
    const STORY: &str = "Ada Voss came into the kitchen and put her basket on the table. Her brother Paul sat by the \
window with his pipe, and he did not look up when she came.\n\n“You are late,” said Paul.\n\n“The road was bad,” she \
said. “I had to walk from the mill.”\n\n“Was Tom there?”\n\n“He was not. I asked the miller for him.”\n\n“And what did \
he say?”\n\n“That he had left before noon.”\n\nPaul laid his pipe down. “Then we shall not see him again,” he \
said.\n\n“How can you say so?” cried Ada.\n\n“Because I know him.”\n\nThe door opened, and Tom Lark stood there with \
snow on his hat. He looked from her to him and laughed.\n\n“Good evening, Ada,” said Tom.\n\n“Where have you \
been?” she asked.\n\n“At the mill, and then in the woods.”\n\n“Paul, take his coat.”\n\n“Let him take it off \
himself.”\n\n“I will,” said Tom, and he did.";

    fn found() -> Annotations {
        annotate(&plain(STORY.to_owned(), Metadata::default()))
    }

    fn who(words: &str) -> String {
        let found = found();
        let quotation = found.quotations.iter().find(|quotation| quotation.span.of(STORY).contains(words));
        quotation.and_then(|quotation| found.speaker(quotation)).map_or("-".to_owned(), |actor| actor.name.clone())
    }

    #[test]
    fn two_who_talk_take_turns() {
        for (words, name) in [
            ("The road was bad", "Ada Voss"),
            ("Was Tom there", "Paul"),
            ("He was not", "Ada Voss"),
            ("And what did", "Paul"),
            ("That he had left", "Ada Voss"),
            ("Because I know him", "Paul"),
        ] {
            assert_eq!(who(words), name, "{words}");
        }
    }

    #[test]
    fn who_comes_in_is_answered_and_who_is_called_answers() {
        assert_eq!(who("Where have you been"), "Ada Voss");
        assert_eq!(who("At the mill, and"), "Tom Lark");
        assert_eq!(who("Let him take it"), "Paul");
    }

    #[test]
    fn the_words_beside_the_marks_mean_the_speaker() {
        let found = found();
        for quotation in &found.quotations {
            let Some(source) = quotation.source else { continue };
            let pronoun = found.mentions.iter().find(|mention| mention.span() == source);
            if let Some(pronoun) = pronoun.filter(|mention| mention.kind == MentionKind::Pronoun) {
                assert_eq!(pronoun.actor, quotation.actor, "{}", quotation.span.of(STORY));
            }
        }
    }

    #[test]
    fn who_tells_the_story_is_not_he() {
        let text = "I met Tom Lark on the bridge, and I told him of the snow. I was cold, and I had my hat in my hand.\n\n\
“I saw your dog in the mill,” he said.\n\n“When was it there?” I asked.\n\n“On Friday,” he said, and looked at \
me.\n\n“Was it hurt?”\n\n“It was not.”\n\n“And where is it now?”\n\n“I cannot tell.”\n\nI gave him my hand, and I thought \
of what he had told me. I did not know whom I could ask.\n\n“You will find it,” he said.\n\nI walked home, and I told \
nobody of it. I had my supper, and I went to bed. I lay there and I could not sleep. I heard the wind. I thought that I \
should go to the mill myself, and that I should go soon.";
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        for words in ["I saw your", "On Friday", "It was not", "I cannot tell", "You will find"] {
            let quotation = found.quotations.iter().find(|quotation| quotation.span.of(text).contains(words));
            let name = quotation.and_then(|quotation| found.speaker(quotation)).map(|actor| actor.name.as_str());
            assert_eq!(name, Some("Tom Lark"), "{words}");
        }
    }

    #[test]
    fn every_turn_has_a_confidence() {
        assert!(found().quotations.iter().all(|quotation| (0.0..=1.0).contains(&quotation.confidence)));
    }
}
