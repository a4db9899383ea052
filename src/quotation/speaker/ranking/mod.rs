//! The last word on whose a marked quotation is: a linear model weighs the candidates that stand near it, the one the
//! rules chose among them, and says how sure it is. Trained by `examples/train`; knows nothing of training.

mod candidate;
mod feature;
mod profile;
mod strongest;
mod voices;

use super::{Speaker, Weigher};
use crate::entity::Resolved;
use crate::entity::mention::Found;
use crate::linear::{Feature, Linear, softmax};
use crate::nlp::language::Language;
use crate::quotation::chain::Candidate as Rival;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;
pub use candidate::{BASE, Candidate, Site};
use profile::Profile;
pub use strongest::{Strong, strongest};

static MODEL: &[u8] = include_bytes!("../../../../assets/models/speaker-en.bin");

/// How much likelier than the rules' choice another candidate must be.
const MARGIN: f32 = 0.05;

/// The steps of a file of them.
pub fn calibration(file: &str) -> Vec<f32> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.trim().parse().ok()).collect()
}

/// A quotation with its candidates and their features: what training sees.
#[derive(Debug)]
pub struct Ranked {
    /// Index into the findings.
    pub finding: usize,
    /// Index into the marked segments.
    pub mark: usize,
    /// Who may have said it.
    pub candidates: Vec<Candidate>,
    /// For each candidate what speaks for it.
    pub features: Vec<Vec<Feature>>,
}

/// Which candidate said a quotation.
#[derive(Debug)]
pub struct Choice {
    /// Index into the candidates.
    pub candidate: usize,
    /// How likely that is, and who else it may be.
    pub weighed: Option<(f32, Vec<Rival>)>,
}

/// Goes through the marked quotations in their order; what `decide` says of one is known of it when the next ones are
/// weighed.
pub fn walk(
    reading: &Reading,
    (found, speakers): (&mut Findings, &mut [Speaker]),
    mentions: &[Found],
    resolved: &Resolved,
    decide: &mut dyn FnMut(&Site, &Ranked) -> Option<Choice>,
) {
    let profile = Profile::new(found, speakers, resolved);
    let mut last = None;
    for mark in 0..reading.marked.len() {
        let Some(site) = Site::new(reading, found, speakers, mentions, resolved, &profile, mark) else { continue };
        if last.replace(site.finding) == Some(site.finding) {
            continue;
        }
        let candidates = site.candidates();
        let features = feature::features(&site, &candidates);
        let ranked = Ranked { finding: site.finding, mark, candidates, features };
        if let Some(choice) = decide(&site, &ranked) {
            settle(found, speakers, &ranked, choice);
        }
    }
}

/// Gives a quotation the candidate that was chosen.
fn settle(found: &mut Findings, speakers: &mut [Speaker], ranked: &Ranked, choice: Choice) {
    let (Some(candidate), Some(finding)) = (ranked.candidates.get(choice.candidate), found.all.get_mut(ranked.finding))
    else {
        return;
    };
    let Some(speaker) = speakers.get_mut(ranked.finding) else { return };
    if candidate.origin & BASE == 0 {
        finding.rule = if candidate.is_nobody() { Rule::Unattributed } else { Rule::Ranked };
        finding.source = candidate.source.clone();
        finding.antecedent.clone_from(&candidate.antecedent);
        finding.cue = None;
        speaker.actor = candidate.actor;
    }
    if let Some((chance, rivals)) = choice.weighed {
        speaker.chance = Some(chance);
        speaker.candidates = rivals;
    }
}

/// Gives every marked quotation the likeliest of its candidates and says how sure that is.
pub fn rank(
    reading: &Reading,
    found: &mut Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    resolved: &Resolved,
    weigh: Weigher,
) {
    if !super::is_trained(reading) {
        return;
    }
    walk(reading, (found, speakers), mentions, resolved, &mut |site, ranked| {
        let chances = chances(weigh, &ranked.features);
        let (candidate, chance) = likeliest(site, ranked, &chances)?;
        let rivals = rivals(&ranked.candidates, &chances, candidate);
        Some(Choice { candidate, weighed: Some((chance, rivals)) })
    });
}

/// The candidate to whom the chances give a quotation, and how likely it is; nothing where the rules decide.
fn likeliest(site: &Site, ranked: &Ranked, chances: &[f32]) -> Option<(usize, f32)> {
    if is_told(site, ranked) || takes_turns(site, ranked) {
        return None;
    }
    let (best, chance) = choose(&ranked.candidates, chances)?;
    let rule = or_rule(site.found, ranked, chances).filter(|_| ranked.candidates[best].is_nobody());
    Some(rule.unwrap_or((best, chance)))
}

/// A rule at least as sure as this has found a source: it stays the likeliest, however unlikely, where the others are nobody.
const CLEAR: f32 = 0.8;

/// What a clear rule found: `From the minister: / |“Not today.”|`.
fn or_rule(found: &Findings, ranked: &Ranked, chances: &[f32]) -> Option<(usize, f32)> {
    let rule = found.all.get(ranked.finding)?.rule;
    let base = ranked.candidates.iter().position(|it| it.origin & BASE != 0 && !it.is_nobody())?;
    (rule.confidence() >= CLEAR).then_some((base, *chances.get(base)?))
}

/// The score that the shipped model gives.
pub fn shipped(features: &[Feature]) -> f32 {
    Linear::new(MODEL).score(features)
}

/// The actors of the other candidates, each with the chances of all of its words.
fn rivals(candidates: &[Candidate], chances: &[f32], best: usize) -> Vec<Rival> {
    let own = candidates.get(best).and_then(|candidate| candidate.actor);
    let mut rivals: Vec<Rival> = Vec::new();
    for (candidate, &probability) in candidates.iter().zip(chances) {
        let Some(actor) = candidate.actor.filter(|&actor| Some(actor) != own) else { continue };
        match rivals.iter_mut().find(|rival| rival.actor == actor) {
            Some(rival) => rival.probability += probability,
            None => rivals.push(Rival { actor, probability }),
        }
    }
    rivals
}

/// Mostly talk whose speakers are not named: a story, where turns tell more than words.
pub fn is_dialogue(found: &Findings) -> bool {
    let marked: Vec<usize> = found.of_mark.iter().copied().flatten().collect();
    let open = |index: &&usize| found.all.get(**index).is_some_and(|finding| super::is_open(finding.rule));
    marked.iter().filter(open).count() * 12 > marked.len().max(24)
}

/// Rare and never in doubt; in other languages than English also what a cue says: most of what is learned from is English.
fn is_told(site: &Site, ranked: &Ranked) -> bool {
    let english = site.reading.prose.language == Language::English;
    is_plain(site.found, ranked)
        || !english
            && site.found.all.get(ranked.finding).is_some_and(|finding| {
                let cued = matches!(
                    finding.rule,
                    Rule::SubjectVerb
                        | Rule::SubjectAcross
                        | Rule::CoordinatedCue
                        | Rule::RelativeCue
                        | Rule::InvertedCue
                        | Rule::AccordingTo
                        | Rule::ReportedMood
                );
                cued && finding.source.is_some()
            })
}

/// `was described by Voss as “…”`, `quoted Voss as saying “…”`, `“VOSS: …”`, `“…” – Voss`: rare, and never in doubt.
/// Pieces of one utterance follow the one that names its speaker.
fn is_plain(found: &Findings, ranked: &Ranked) -> bool {
    found.all.get(ranked.finding).is_some_and(|finding| {
        finding.rule.is_layout()
            || matches!(finding.rule, Rule::Attribution | Rule::Cell | Rule::Reopened | Rule::SaidAfter)
            || matches!(finding.rule, Rule::PassiveCue | Rule::Relayed) && finding.source.is_some()
    })
}

/// A short answer in a conversation of two, which turns tell better: `“No,” said Voss. / “Why?” asked Lee. / |“We lost.”|`
fn takes_turns(site: &Site, ranked: &Ranked) -> bool {
    let Site { reading, found, speakers, .. } = *site;
    let by_turn = found.all.get(ranked.finding).is_some_and(|finding| finding.rule == Rule::Turn);
    let speaker = |back: usize| {
        let marked = reading.marked.get(ranked.mark.checked_sub(back)?)?;
        let here = reading.marked.get(ranked.mark)?;
        let finding = found.of_mark.get(ranked.mark - back).copied().flatten()?;
        let adjacent = marked.paragraph + back as u32 == here.paragraph;
        speakers.get(finding).and_then(|speaker| speaker.actor).filter(|_| adjacent)
    };
    let short = reading.marked.get(ranked.mark).is_some_and(|marked| reading.words_in(marked) <= 8);
    by_turn && short && speaker(1).is_some() && speaker(2).is_some() && speaker(1) != speaker(2)
}

/// The best candidate, and how likely it or one of the same actor is.
pub fn choose(candidates: &[Candidate], chances: &[f32]) -> Option<(usize, f32)> {
    let together = |index: usize| -> f32 {
        let actor = candidates.get(index).and_then(|candidate| candidate.actor);
        let same = |other: usize| {
            other == index || actor.is_some() && candidates.get(other).is_some_and(|other| other.actor == actor)
        };
        chances.iter().enumerate().filter(|(other, _)| same(*other)).map(|(_, chance)| chance).sum()
    };
    let base = candidates.iter().position(|candidate| candidate.origin & BASE != 0);
    let mut best = base.unwrap_or(0);
    let mut chance = together(best) + MARGIN;
    for index in 0..candidates.len() {
        let other = together(index);
        if other > chance {
            (best, chance) = (index, other);
        }
    }
    (!candidates.is_empty()).then(|| (best, together(best)))
}

/// The probability of each candidate.
pub fn chances(weigh: Weigher, features: &[Vec<Feature>]) -> Vec<f32> {
    let scores: Vec<f32> = features.iter().map(|features| weigh(features)).collect();
    softmax(&scores)
}

/// How often what is stated with this probability is right.
pub fn calibrated(steps_of: &[f32], chance: f32) -> f32 {
    let steps = steps_of.len();
    let at = ((chance * steps as f32) as usize).min(steps.saturating_sub(1));
    steps_of.get(at).copied().unwrap_or(chance)
}
