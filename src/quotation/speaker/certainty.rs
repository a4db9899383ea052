//! How sure a speaker is where no model said so: reported speech in articles, and in stories what words settle. Shares of
//! right answers by rule and by what sort of words name the source. For articles they were measured on the training part of
//! the news corpus; for stories on 15 novels (`pdnc-dev`) and checked on 100 others (`litbank-dev`), since stories have no
//! training part. What the talk of a story decides states its own confidence, measured on held-out novels.

use std::ops::Range;

use super::{Speaker, mention_of};
use crate::entity::mention::{Found, Person};
use crate::entity::{Gender, MentionKind};

use crate::nlp::language::Language;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::Reading;

/// Where nobody is known for the words.
const UNKNOWN: f32 = 0.8;
/// Where no words name a source.
const NO_WORDS: f32 = 0.75;

/// Whether a text reads as a story: outside of its quotation marks more "I", "you", "he" and "she" than names and numbers.
/// Chosen with an eye on all of the news and the stories: 1 in 500 articles of the news' training part reads so, 9 in 10
/// of the stories do.
pub fn is_story(reading: &Reading, mentions: &[Found]) -> bool {
    let prose = reading.prose;
    let mut next = 0;
    // Tokens come in order.
    let mut is_quoted = |at: u32| {
        while reading.marked.get(next).is_some_and(|marked| marked.tokens.end <= at) {
            next += 1;
        }
        reading.marked.get(next).is_some_and(|marked| marked.tokens.contains(&at))
    };
    let quoted: Vec<bool> = (0..prose.tokens.len() as u32).map(&mut is_quoted).collect();
    let told = |at: u32| !quoted.get(at as usize).copied().unwrap_or(false);
    let personal = |mention: &&Found| {
        mention.kind == MentionKind::Pronoun
            && (mention.gender != Gender::Unknown || mention.person != Person::Third && !mention.plural)
    };
    let persons = mentions.iter().filter(|mention| told(mention.head)).filter(personal).count();
    let all = prose.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let (mut words, mut capitals, mut numbers) = (0usize, 0usize, 0usize);
    for (_, token) in (0..).zip(&prose.tokens).filter(|(at, _)| told(*at)) {
        words += usize::from(token.kind == TokenKind::Word);
        capitals += usize::from(token.kind == TokenKind::Word && token.is_capital() && token.end() - token.start() > 1);
        numbers += usize::from(token.kind == TokenKind::Number);
    }
    100 * persons + 2 * words > 60 * capitals + 500 * numbers && all > 100
}

/// States the confidence of every speaker that has none yet; in a story also where only the ranker stated one, that knows
/// news alone.
pub fn state(
    language: Language,
    found: &Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    story: bool,
    ranked: bool,
) {
    if language == Language::French {
        for (finding, speaker) in found.all.iter().zip(speakers) {
            speaker.confidence = in_french(finding, speaker);
            speaker.final_word = true;
        }
        return;
    }
    for (finding, speaker) in found.all.iter().zip(speakers) {
        if speaker.final_word && !(story && ranked) {
            continue;
        }
        let words = finding.antecedent.as_ref().or(finding.source.as_ref());
        let mention = words.and_then(|words| mention_of(mentions, words)).and_then(|mention| mentions.get(mention));
        let kind = mention.map(|mention| mention.kind);
        speaker.confidence = match (language, finding.rule) {
            _ if story => in_story(finding, speaker, kind),
            (Language::German, _) if finding.source.is_some() => in_german(finding, speaker.actor.is_some()),
            _ => in_article(finding, speaker, kind),
        };
        speaker.final_word = true;
    }
}

/// The source's words are right as often as the rule says; what they name hardly matters, but that they name somebody.
fn in_article(finding: &Finding, speaker: &Speaker, kind: Option<MentionKind>) -> f32 {
    let rule = finding.rule.confidence();
    match kind {
        _ if finding.source.is_none() && finding.rule != Rule::Turn => rule * NO_WORDS,
        _ if speaker.actor.is_none() => rule * UNKNOWN,
        Some(MentionKind::Nominal) => rule * 0.98,
        _ => rule,
    }
}

/// In a story the words beside the marks are nearly always right, and who "he" and "the old man" are is the question.
fn in_story(finding: &Finding, speaker: &Speaker, kind: Option<MentionKind>) -> f32 {
    if speaker.actor.is_none() {
        return 0.05;
    }
    match (kind, finding.rule) {
        (Some(MentionKind::Name), Rule::InvertedCue | Rule::SameSentence | Rule::BesideVerb) => 0.97,
        (Some(MentionKind::Name), Rule::Continuation | Rule::Anticipation) => 0.96,
        (Some(MentionKind::Name), Rule::SubjectVerb | Rule::SubjectAcross) => 0.92,
        (Some(MentionKind::Name), Rule::Turn) => 0.81,
        (Some(MentionKind::Name), Rule::ActionBeat | Rule::Ranked) => 0.6,
        (Some(MentionKind::Name), _) => 0.84,
        (Some(MentionKind::Pronoun), Rule::Reopened | Rule::PreviousSentence) => 0.25,
        (Some(MentionKind::Pronoun), Rule::SubjectVerb) => 0.64,
        (Some(MentionKind::Pronoun), _) => 0.57,
        (Some(MentionKind::Nominal), Rule::Turn) => 0.26,
        (Some(MentionKind::Nominal), _) => 0.5,
        (None, _) => 0.46,
    }
}

/// German articles: how often the words that a rule names are those of the source, measured on `german-train` and checked
/// on `german-dev`.
fn in_german(finding: &Finding, known: bool) -> f32 {
    // Words that stand for somebody known, and words that stand for nobody so far.
    let of = |somebody: f32, nobody: f32| if known { somebody } else { nobody };
    let between =
        |(source, cue): (&Range<u32>, &Range<u32>)| source.start.max(cue.start).saturating_sub(source.end.min(cue.end));
    let near = finding.source.as_ref().zip(finding.cue.as_ref()).is_some_and(|both| between(both) < 3);
    match finding.rule {
        Rule::AccordingTo => of(0.98, 0.93),
        Rule::InvertedCue => of(0.95, 0.86),
        Rule::SubjectVerb if near => of(0.95, 0.78),
        Rule::SubjectVerb => of(0.84, 0.5),
        Rule::ReportedMood => of(0.72, 0.6),
        rule => rule.confidence(),
    }
}

/// French: how often the words that a rule names are those of the speaker, measured on half of the stories (`french-dev`)
/// and checked on the other; there is no corpus of its articles. Who "elle" is remains as open as in other stories.
fn in_french(finding: &Finding, speaker: &Speaker) -> f32 {
    let words = match finding.rule {
        Rule::InvertedCue => 0.98,
        Rule::SubjectVerb | Rule::SameSentence | Rule::NameColon => 0.95,
        Rule::Reopened => 0.9,
        Rule::IntroducedBlock => 0.86,
        Rule::Continuation => 0.7,
        Rule::PreviousSentence | Rule::ActionBeat => 0.62,
        Rule::Turn => 0.35,
        Rule::Unattributed => 0.05,
        rule => rule.confidence(),
    };
    if finding.source.is_none() && speaker.actor.is_none() { 0.05 } else { words }
}

#[cfg(test)]
mod tests {
    use crate::annotation::{Annotations, annotate};
    use crate::document::{Metadata, plain};

    fn found(text: &str) -> Annotations {
        annotate(&plain(text.to_owned(), Metadata::default()))
    }

    /// How sure the speaker of the quotation that holds these words is.
    fn confidence(text: &str, words: &str) -> f32 {
        let found = found(text);
        let quotation = found.quotations.iter().find(|quotation| quotation.span.of(text).contains(words));
        quotation.map_or(0.0, |quotation| quotation.confidence)
    }

    fn actor(text: &str, words: &str) -> Option<crate::entity::ActorId> {
        let found = found(text);
        found.quotations.iter().find(|quotation| quotation.span.of(text).contains(words))?.actor
    }

    const TOLD: &str = "“You shall have it,” said Ada Voss, and she gave him the key that she had kept for him. \
        He took it and looked at her, and she at him. “I knew you would,” he said. ";
    const REPORTED: &str = "The Norland Trade Council met 14 envoys of the United States in Lowmark on 3 May 2026. \
        “We will sign,” said Ada Voss. The Harbour Union of Lowmark and 9 towns agreed. “It is done,” she said. ";

    #[test]
    fn a_story_leaves_more_doubt_about_pronouns() {
        let (story, news) = (TOLD.repeat(4), REPORTED.repeat(6));
        assert!(confidence(&story, "You shall") > 0.9);
        assert!(actor(&story, "I knew").is_none(), "nobody that is named is \"he\"");
        assert!(confidence(&news, "It is done") > 0.7);
    }

    #[test]
    fn every_confidence_is_a_probability() {
        for text in [TOLD.repeat(5), REPORTED.repeat(5), "“No.”".to_owned(), "Some say that it rains.".to_owned()] {
            assert!(found(&text).quotations.iter().all(|quotation| (0.0..=1.0).contains(&quotation.confidence)));
        }
    }
}
