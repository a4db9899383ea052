//! "They" for those who spoke or acted together before: "Lee and Vale said … They added …".

use super::{Speaker, joined};
use crate::entity::mention::{Found, Person};
use crate::entity::{ActorId, MentionKind, Resolved};
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::reading::Reading;
use crate::quotation::speaker::source_mention;

/// For so many tokens "they" may mean those who spoke together.
const NEAR: u32 = 90;

/// For so many tokens "they" may mean those who did something together.
const PAIR: u32 = 45;

/// How many mentions back a pair of names can be.
const BACK: usize = 10;

/// Gives findings whose source is "they", "both" or "the two" the actors of a joint one before.
pub fn share(reading: &Reading, found: &Findings, speakers: &mut [Speaker], mentions: &[Found], resolved: &Resolved) {
    let mut last: Option<(Vec<ActorId>, u32)> = None;
    for (index, finding) in found.all.iter().enumerate() {
        let Some(speaker) = speakers.get_mut(index) else { return };
        let start = finding.tokens.start;
        if !speaker.also.is_empty() {
            let all = speaker.actor.into_iter().chain(speaker.also.iter().copied()).collect();
            last = Some((all, finding.tokens.end));
            continue;
        }
        let Some(they) = plural_source(reading, mentions, finding) else {
            // Somebody else spoke since.
            if speaker.actor.is_some() {
                last = None;
            }
            continue;
        };
        let spoke =
            last.as_ref().filter(|(_, end)| start.saturating_sub(*end) < NEAR).map(|(actors, _)| actors.clone());
        let Some(actors) = spoke.or_else(|| pair_before(reading, mentions, resolved, they)) else { continue };
        speaker.actor = actors.first().copied();
        speaker.also = actors.iter().skip(1).copied().collect();
        last = Some((actors, finding.tokens.end));
    }
}

/// The mention of a source that stands for several without a noun of its own.
fn plural_source(reading: &Reading, mentions: &[Found], finding: &Finding) -> Option<usize> {
    let words = finding.source.as_ref()?;
    let word = reading.prose.word(words.start).to_ascii_lowercase();
    if words.len() == 1 && word == "both" {
        return mentions.partition_point(|mention| mention.tokens.start < words.start).checked_sub(1);
    }
    let index = source_mention(reading.prose, mentions, words)?;
    let mention = mentions.get(index)?;
    let they = mention.kind == MentionKind::Pronoun && mention.person == Person::Third && mention.plural;
    let two =
        words.len() == 2 && word == "the" && matches!(reading.prose.word(words.start + 1), "two" | "pair" | "duo");
    (they || two).then_some(index)
}

/// The two names that stand together nearest before a mention: "Voss and Lee met. |They| …".
fn pair_before(reading: &Reading, mentions: &[Found], resolved: &Resolved, they: usize) -> Option<Vec<ActorId>> {
    let at = mentions.get(they)?.tokens.start;
    for index in (they.saturating_sub(BACK)..they).rev() {
        let mention = mentions.get(index)?;
        if mention.plural || at.saturating_sub(mention.tokens.start) > PAIR {
            return None;
        }
        if mention.kind != MentionKind::Name {
            continue;
        }
        let Some(first) = mentions.get(index.checked_sub(1)?).filter(|first| first.kind == MentionKind::Name) else {
            continue;
        };
        let pair = joined(reading.prose, mentions, &(first.tokens.start..mention.tokens.end));
        if pair.len() == 2 {
            let actors: Option<Vec<ActorId>> =
                pair.iter().map(|&mention| resolved.of.get(mention).copied().flatten()).collect();
            let people = |id: &ActorId| resolved.person.get(id.0 as usize).is_some_and(|&person| person > 0.5);
            return actors.filter(|actors| actors.iter().all(people) && actors.first() != actors.last());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    fn last_speakers(text: &str) -> Vec<String> {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let quotation = found.quotations.last().expect("a quotation");
        found.speakers(quotation).map(|actor| actor.name.clone()).collect()
    }

    #[test]
    fn they_are_those_who_spoke_together() {
        let text = "“We will sign the treaty,” Ada Voss and Jon Vale said. “It is time,” they added.";
        assert_eq!(last_speakers(text), ["Ada Voss", "Jon Vale"]);
    }

    #[test]
    fn they_are_not_those_before_another_speaker() {
        let text = "“We will sign,” Ada Voss and Jon Vale said. “No,” residents said. “It is time,” they added.";
        assert!(!last_speakers(text).contains(&"Ada Voss".to_owned()));
    }
}
