//! Joint speakers: "Lee and Vale said". Where the words that name a source join several mentions, all of them speak.

use std::ops::Range;

use super::Speaker;
use crate::entity::mention::Found;
use crate::entity::{MentionKind, Resolved};
use crate::nlp::Prose;
use crate::nlp::token::TokenKind;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// More speakers than that are not joined.
const MOST: usize = 6;

/// Gives every finding whose source's words join several mentions all their actors.
pub fn join(reading: &Reading, found: &Findings, speakers: &mut [Speaker], mentions: &[Found], resolved: &Resolved) {
    for (finding, speaker) in found.all.iter().zip(speakers) {
        let Some(words) = finding.source.as_ref().filter(|_| finding.antecedent.is_none()) else { continue };
        let joined = joined(reading.prose, mentions, words);
        let actors: Option<Vec<_>> =
            joined.iter().map(|&mention| resolved.of.get(mention).copied().flatten()).collect();
        let Some(mut actors) = actors.filter(|actors| actors.len() > 1) else { continue };
        // Whom the ranking gave other words does not speak jointly.
        if !speaker.actor.is_none_or(|actor| actors.contains(&actor)) {
            continue;
        }
        let mut seen = Vec::with_capacity(actors.len());
        actors.retain(|actor| {
            !seen.contains(actor) && {
                seen.push(*actor);
                true
            }
        });
        speaker.actor = actors.first().copied();
        speaker.also = actors.split_off(1);
    }
}

/// The mentions that words join: outermost ones with nothing between them but signs, "and" and what stands in parentheses.
fn joined(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Vec<usize> {
    let first = mentions.partition_point(|mention| mention.tokens.start < words.start);
    let mut parts: Vec<usize> = Vec::new();
    let mut end = words.start;
    let mut with_and = false;
    for (index, mention) in mentions.iter().enumerate().skip(first) {
        if mention.tokens.start >= words.end || parts.len() == MOST {
            break;
        }
        if mention.tokens.start < end || mention.kind == MentionKind::Nominal && mention.plural {
            continue;
        }
        let gap = end..mention.tokens.start;
        match parts.last() {
            None if !opens(prose, &gap) => return Vec::new(),
            None => {}
            Some(_) => match gap_of(prose, &gap) {
                Some(and) => with_and |= and,
                None => break,
            },
        }
        parts.push(index);
        end = mention.tokens.end;
    }
    if with_and { parts } else { Vec::new() }
}

/// Whether nothing but "both" or "either" stands before the first mention.
fn opens(prose: &Prose, gap: &Range<u32>) -> bool {
    gap.clone().all(|at| matches!(prose.word(at).to_ascii_lowercase().as_str(), "both" | "either" | "the"))
}

/// Whether words join what stands before and after them, and if so whether "and" is one of them.
fn gap_of(prose: &Prose, gap: &Range<u32>) -> Option<bool> {
    let mut and = false;
    let mut depth = 0;
    for at in gap.clone() {
        let kind = prose.tokens.get(at as usize)?.kind;
        match kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth -= 1,
            _ if depth > 0 => {}
            TokenKind::Comma => {}
            _ if matches!(prose.word(at), "and" | "&" | "nor") => and = true,
            _ if prose.word(at) == "the" => {}
            _ => return None,
        }
    }
    (!gap.is_empty()).then_some(and)
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    fn speakers(text: &str) -> Vec<String> {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let quotation = found.quotations.first().expect("a quotation");
        found.speakers(quotation).map(|actor| actor.name.clone()).collect()
    }

    #[test]
    fn names_joined_by_and_speak_together() {
        assert_eq!(speakers("“We will sign the treaty,” Ada Voss and Jon Vale said."), ["Ada Voss", "Jon Vale"]);
        assert_eq!(
            speakers("Sen. Ada Voss (R-Oreg.), Jon Vale and Mina Okoye said that the talks had failed."),
            ["Ada Voss", "Jon Vale", "Mina Okoye"]
        );
    }

    #[test]
    fn a_name_beside_another_clause_speaks_alone() {
        assert_eq!(speakers("Ada Voss met Jon Vale, and Mina Okoye said that the talks had failed."), ["Mina Okoye"]);
    }
}
