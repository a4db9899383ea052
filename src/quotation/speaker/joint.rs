//! Joint speakers: "Lee and Vale said". Where the words that name a source join several mentions, all of them speak.

mod they;

use std::ops::Range;

use super::Speaker;
use crate::entity::mention::Found;
use crate::entity::{MentionKind, Resolved};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// How many words may describe the last of several names.
const DESCRIBED: u32 = 4;

/// Words that no name is described by.
const VERBAL: Lex =
    Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::PREPOSITION).or(Lex::SUBORDINATOR).or(Lex::WH).or(Lex::PRONOUN);

/// More speakers than that are not joined.
const MOST: usize = 6;

/// Gives every finding whose source's words join several mentions all their actors.
pub fn join(reading: &Reading, found: &Findings, speakers: &mut [Speaker], mentions: &[Found], resolved: &Resolved) {
    for (finding, speaker) in found.all.iter().zip(speakers.iter_mut()) {
        let Some(words) = finding.source.as_ref().filter(|_| finding.antecedent.is_none()) else { continue };
        let words = with_list(reading.prose, mentions, words);
        let joined = joined(reading.prose, mentions, &words);
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
    if reading.prose.language == Language::English {
        they::share(reading, found, speakers, mentions, resolved);
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
        if mention.tokens.start < end {
            continue;
        }
        if mention.kind == MentionKind::Nominal && mention.plural {
            // "|two members of the board|, Ada Voss and Jon Vale"
            if parts.is_empty() && opens(prose, &(end..mention.tokens.start)) && comma(prose, mention.tokens.end) {
                end = mention.tokens.end + 1;
            }
            continue;
        }
        let gap = end..mention.tokens.start;
        // "|Ministers| Ada Voss and Jon Vale"
        let title = mentions.get(index + 1).is_some_and(|next| {
            next.tokens.start == mention.tokens.end
                && next.kind == MentionKind::Name
                && mention.kind == MentionKind::Name
        });
        // "and |her| brother Jon Vale", "Ada Voss of |Norland|"
        let owner = mention.kind == MentionKind::Pronoun && is(prose, mention.tokens.start, Lex::POSSESSIVE);
        if owner {
            continue;
        }
        if parts.is_empty() && title && is(prose, mention.head, Lex::PLURAL) {
            end = mention.tokens.end;
            continue;
        }
        if !parts.is_empty() && belongs(prose, &gap) {
            end = mention.tokens.end;
            continue;
        }
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

/// The words of a source with the names of the list that they end: "|Ada Voss (R), Jon Vale| and Mina Okoye said", where the
/// sentence begins with the list.
fn with_list(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Range<u32> {
    let kind = |at: u32| prose.tokens.get(at as usize).map(|token| token.kind);
    let words = &with_following(prose, mentions, words);
    let mut start = with_first(prose, mentions, words);
    if start == words.start && !words.clone().any(|at| is_and(prose, at)) {
        return words.clone();
    }
    for _ in 0..MOST {
        let Some(sign) = start.checked_sub(1).filter(|&at| comma(prose, at)) else { break };
        let open = || (sign.saturating_sub(6)..sign).rev().find(|&at| kind(at) == Some(TokenKind::Open));
        let closed = sign > 0 && kind(sign - 1) == Some(TokenKind::Close);
        let end = if closed { open().unwrap_or(sign) } else { sign };
        let until = mentions.partition_point(|mention| mention.tokens.start < end);
        let name = mentions.iter().take(until).rev().take(4).find(|mention| mention.tokens.end == end);
        let Some(name) = name.filter(|name| name.kind == MentionKind::Name) else { break };
        start = name.tokens.start;
    }
    let begins = prose.blocks.binary_search_by_key(&start, |block| block.tokens.start).is_ok()
        || start > 0 && matches!(kind(start - 1), Some(TokenKind::Stop | TokenKind::Mark));
    if begins { start..words.end } else { words.clone() }
}

/// "and", in any language that has it in its data.
fn is_and(prose: &Prose, at: u32) -> bool {
    prose.word(at) == "and" || is(prose, at, Lex::AND)
}

/// Whether a word may stand before a name that it describes.
fn describes(prose: &Prose, at: u32) -> bool {
    is(prose, at, Lex::POSSESSIVE) || !is(prose, at, VERBAL)
}

/// `|Ada Voss and 24-year-old| Jon Vale`: where the name starts that "and" joins to the words.
fn with_first(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> u32 {
    let near = words.start.saturating_sub(DESCRIBED)..words.start;
    let described = |at: &u32| describes(prose, *at) && !comma(prose, *at);
    let and = near.rev().take_while(described).find(|&at| is_and(prose, at));
    let name = and.and_then(|and| {
        let until = mentions.partition_point(|mention| mention.tokens.start < and);
        mentions.iter().take(until).rev().take(4).find(|mention| mention.tokens.end == and)
    });
    name.filter(|name| name.kind == MentionKind::Name).map_or(words.start, |name| name.tokens.start)
}

/// `wrote |Ada Voss|, Jon Vale and Mina Okoye.`: the words with the names that follow them, where a verb of speech stands before.
fn with_following(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Range<u32> {
    let inverted = words.start.checked_sub(1).is_some_and(|at| is(prose, at, Lex::SAY));
    if !inverted {
        return words.clone();
    }
    let from = mentions.partition_point(|mention| mention.tokens.start < words.end);
    let mut end = words.end;
    for name in mentions.iter().skip(from).take(MOST) {
        if name.kind != MentionKind::Name {
            break;
        }
        match gap_of(prose, &(end..name.tokens.start)) {
            Some(true) => {
                let kind = prose.tokens.get(name.tokens.end as usize).map(|token| token.kind);
                let ends = kind.is_none_or(|kind| matches!(kind, TokenKind::Stop | TokenKind::Mark | TokenKind::Comma));
                return if ends { words.start..name.tokens.end } else { words.clone() };
            }
            Some(false) => end = name.tokens.end,
            None => break,
        }
    }
    words.clone()
}

/// `Ada Voss |of| Norland`: what stands between a name and where it belongs.
fn belongs(prose: &Prose, gap: &Range<u32>) -> bool {
    let mut words = gap.clone().map(|at| prose.word(at)).filter(|word| !matches!(*word, "," | "the"));
    words.next().is_some_and(|word| matches!(word, "of" | "from")) && words.next().is_none()
}

fn comma(prose: &Prose, at: u32) -> bool {
    prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Comma)
}

fn is(prose: &Prose, at: u32, lex: Lex) -> bool {
    prose.tokens.get(at as usize).is_some_and(|token| token.is(lex))
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
            // "and |her brother| Jon Vale", "and |state house| Speaker Jon Vale", "and |24-year-old| Jon Vale"
            _ if and && gap.end - at <= DESCRIBED && describes(prose, at) => {}
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
    fn joined_names_with_places_titles_and_relatives_speak_together() {
        let ministers = "Trade Ministers Ada Voss of Norland and Jon Vale of Sillonia said that the talks had failed.";
        assert_eq!(speakers(ministers), ["Ada Voss", "Jon Vale"]);
        assert_eq!(
            speakers("Mina Okoye and her brother Tom Okoye wrote that it was over."),
            ["Mina Okoye", "Tom Okoye"]
        );
        assert_eq!(speakers("Holt and Vale said that the talks had failed."), ["Holt", "Vale"]);
        let described = "Mina Okoye and 24-year-old Jon Vale, a fellow baker, said that the talks had failed.";
        assert_eq!(speakers(described), ["Mina Okoye", "Jon Vale"]);
        let listed = "“It has failed,” wrote Mina Okoye, Jon Vale and Ada Voss.";
        assert_eq!(speakers(listed), ["Mina Okoye", "Jon Vale", "Ada Voss"]);
    }

    #[test]
    fn a_name_beside_another_clause_speaks_alone() {
        assert_eq!(speakers("Ada Voss met Jon Vale, and Mina Okoye said that the talks had failed."), ["Mina Okoye"]);
    }
}
