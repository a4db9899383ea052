//! Which mention the words of a source are: the head of a phrase, not whom or what it stands beside.

use std::ops::Range;

use crate::entity::mention::Found;
use crate::entity::{ActorKind, MentionKind};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, Token, TokenKind};
use crate::quotation::finding::Finding;

/// The mention that names who said a finding.
pub fn mention_of_source(prose: &Prose, mentions: &[Found], finding: &Finding) -> Option<usize> {
    if let Some(antecedent) = &finding.antecedent {
        return source_mention(prose, mentions, antecedent);
    }
    let words = finding.source.as_ref()?;
    source_mention(prose, mentions, words).filter(|&index| {
        mentions.get(index).is_none_or(|it| !is_inside(prose, it, words) && !is_modifier(prose, it, words))
    })
}

/// The mention that the words of a source mean. Of "Norland resident Ada Voss" the name that comes last, of "someone close to
/// Ada Voss" what stands before the preposition, of "a lawyer in attendance, Ada Voss," the name.
pub fn source_mention(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Option<usize> {
    if prose.language == Language::German
        && let Some(mention) = german_source(prose, mentions, words)
    {
        return Some(mention);
    }
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    // "a lawyer |representing| Ada Voss": not she.
    let ties = |at: u32| is(at, Lex::TIE) && prose.word(at).ends_with("ing");
    let preposition = words.clone().find(|&at| (is(at, Lex::PREPOSITION) || ties(at)) && at > words.start);
    if let Some(last) = last_name(prose, mentions, words, preposition.is_some()) {
        return Some(last);
    }
    let english = prose.language == Language::English;
    if let Some(name) = leading_name(prose, mentions, words).filter(|_| english) {
        return Some(name);
    }
    // "officials |involved| at the time": not the time.
    let leads = |first: &Range<u32>| {
        let from = mentions.partition_point(|mention| mention.tokens.start < words.start);
        let same = mentions.iter().skip(from).take_while(|mention| mention.tokens.start == words.start);
        same.clone()
            .next()
            .is_some_and(|mention| mention.kind == MentionKind::Nominal && mention.tokens.end <= first.end)
    };
    let first = preposition
        .map(|end| words.start..end)
        .filter(|first| english && leads(first) || first.clone().any(|at| is(at, Lex::INDEFINITE)));
    let mention = mention_of(mentions, first.as_ref().unwrap_or(words))?;
    let found = mentions.get(mention)?;
    Some(apposed(prose, mentions, found, words.end.max(found.tokens.end)).unwrap_or(mention))
}

/// German: what comes first is meant, and what follows belongs to it: `|Ode| im Gespräch mit der Zeitung`; but of `Angaben |der
/// Polizei|` and `der Zeitung „|Norda|“` what comes second.
fn german_source(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Option<usize> {
    let token = |at: u32| prose.tokens.get(at as usize);
    let noun = words.clone().find(|&at| prose.word(at).starts_with(char::is_uppercase));
    let account = noun.filter(|&at| {
        let listed = token(at).is_some_and(|token| token.is(Lex::SAY_NOUN) && !token.is(Lex::GROUP));
        listed || prose.word(at).to_lowercase().ends_with("angaben")
    });
    let start = account.map_or(words.start, |noun| noun + 1);
    let from = mentions.partition_point(|mention| mention.tokens.start < start);
    let first = mentions.get(from).filter(|first| first.tokens.start < words.end)?;
    let second = mentions.get(from + 1).filter(|second| second.tokens.start < words.end);
    let body = |found: &Found| found.kind == MentionKind::Nominal && found.actor == ActorKind::Organisation;
    let marked = |at: u32| token(at).is_some_and(|token| token.kind == TokenKind::Mark);
    let named = second.is_some_and(|second| {
        second.kind == MentionKind::Name
            && body(first)
            && marked(first.tokens.end)
            && second.tokens.start == first.tokens.end + 1
    });
    // "Hessens Ministerin |Ada Voss|", "des Historikers und Experten |Jan Ode|": the name behind the noun.
    let titled = |found: &Found| {
        let before = found.tokens.start - 1;
        let plain = |at: u32| {
            token(at).is_some_and(|token| {
                token.kind == TokenKind::Word && !token.is(Lex::DETERMINER.or(Lex::PREPOSITION).or(Lex::POSSESSIVE))
            })
        };
        let from = if first.kind == MentionKind::Name { first.tokens.end } else { first.head + 1 };
        found.kind == MentionKind::Name
            && token(before).is_some_and(|noun| noun.is(Lex::ROLE.or(Lex::TITLE).or(Lex::FAMILY).or(Lex::GROUP)))
            && (from..found.tokens.start).all(plain)
    };
    let near = mentions.iter().enumerate().skip(from + 1).take(3).take_while(|(_, it)| it.tokens.start < words.end);
    if let Some((index, _)) = near.into_iter().find(|(_, found)| titled(found)) {
        return Some(index);
    }
    // "am Montag |die Polizei|" starts late; a preposition before it would make it part of something else.
    let governed = (start..first.tokens.start).any(|at| token(at).is_some_and(|token| token.is(Lex::PREPOSITION)));
    if governed && account.is_none() {
        return None;
    }
    let chosen = if named { from + 1 } else { from };
    let found = mentions.get(chosen)?;
    Some(apposed(prose, mentions, found, words.end.max(found.tokens.end)).unwrap_or(chosen))
}

/// `the head of the bank, |Ada Voss|,`: the name that stands beside a noun phrase which ends at `end`.
fn apposed(prose: &Prose, mentions: &[Found], phrase: &Found, end: u32) -> Option<usize> {
    if phrase.kind != MentionKind::Nominal || phrase.plural || phrase.actor != ActorKind::Person {
        return None;
    }
    let kind = |at: u32| prose.tokens.get(at as usize).map(|token| token.kind);
    let comma = (kind(end) == Some(TokenKind::Comma)).then_some(end)?;
    let from = mentions.partition_point(|other| other.tokens.start <= comma);
    let name = mentions.get(from)?;
    let closed = match kind(name.tokens.end) {
        None | Some(TokenKind::Comma) => true,
        // "said a teacher, |Ada Voss|."
        Some(TokenKind::Stop | TokenKind::Mark | TokenKind::Semicolon | TokenKind::Dash) => {
            name.core.end - name.core.start > 1
        }
        _ => false,
    };
    let fits = name.kind == MentionKind::Name
        && name.tokens.start == comma + 1
        && matches!(name.actor, ActorKind::Person | ActorKind::Unknown);
    (fits && closed).then_some(from)
}

/// The name that ends a phrase whose other words describe it.
fn last_name(prose: &Prose, mentions: &[Found], words: &Range<u32>, preposition: bool) -> Option<usize> {
    let end = mentions.partition_point(|mention| mention.tokens.start < words.end);
    let (index, name) = (0..end).rev().take(4).find_map(|index| Some((index, mentions.get(index)?)))?;
    if name.kind != MentionKind::Name || name.tokens.end != words.end || name.tokens.start <= words.start {
        return None;
    }
    let before = prose.tokens.get(name.tokens.start as usize - 1)?;
    // "the Norland Post’s |Jon Vale|"
    let owned = before.kind == TokenKind::Clitic && name.core.end - name.core.start > 1;
    let describes = (before.kind == TokenKind::Word || owned)
        && !before.is(Lex::FUNCTION.or(Lex::SAY))
        && !matches!(name.actor, ActorKind::Place | ActorKind::Organisation);
    let apart = || {
        // "Attorney for the District of Norland |Ada Voss|", but not "aide to Norland |Gov. Ada Voss|".
        let place = mentions.get(index.checked_sub(1)?)?;
        let untitled = name.tokens.start == name.core.start && name.core.end - name.core.start > 1;
        (place.tokens.end == name.tokens.start && place.actor == ActorKind::Place && untitled).then_some(())
    };
    (describes && (!preposition || apart().is_some())).then_some(index)
}

/// `|Ada Voss| of the Norland Trade Council`, `Norland Sen. |Ada Voss|, head of the Trade Council`: the person that a phrase
/// names before it says more.
fn leading_name(prose: &Prose, mentions: &[Found], words: &Range<u32>) -> Option<usize> {
    let token = |at: u32| prose.tokens.get(at as usize);
    let preposition = |at: u32| token(at).is_some_and(|token| token.is(Lex::PREPOSITION));
    let first = mentions.partition_point(|mention| mention.tokens.start < words.start);
    let near = mentions.iter().enumerate().skip(first).take_while(|(_, mention)| mention.tokens.end < words.end);
    let (index, name) = near.take(3).find(|(_, mention)| {
        mention.kind == MentionKind::Name && matches!(mention.actor, ActorKind::Person | ActorKind::Unknown)
    })?;
    let comma = token(name.tokens.end).is_some_and(|token| token.kind == TokenKind::Comma);
    let starts = name.tokens.start == words.start;
    let described =
        comma && name.actor == ActorKind::Person && (words.start..name.tokens.start).all(|at| !preposition(at));
    // "maths teacher |Ada Voss| of the University of Havn"
    let ordinary = |at: u32| {
        token(at).is_some_and(|token| token.kind == TokenKind::Word && !token.is(Lex::PREPOSITION.or(Lex::CONJUNCTION)))
    };
    let full = name.core.end - name.core.start > 1;
    let led = full && (words.start..name.tokens.start).all(ordinary) && !starts;
    let role = name.tokens.start.checked_sub(1).and_then(token).is_some_and(|noun| noun.is(Lex::ROLE.or(Lex::FAMILY)));
    ((starts || led && role) && preposition(name.tokens.end) || described).then_some(index)
}

/// Whether a source's words only end with a name that something else of nobody's belongs to: "early results of polls for the
/// Norland Post". Not where a relative pronoun stands for it.
fn is_inside(prose: &Prose, name: &Found, words: &Range<u32>) -> bool {
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let comma = |at: u32| prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Comma);
    let before = (words.start..name.tokens.start).rev().find(|&at| !is(at, Lex::DETERMINER));
    // "data |from| Norland Steel": its own.
    let own = |at: u32| matches!(prose.word(at), "from" | "by");
    let led = before.is_some_and(|at| at > words.start && is(at, Lex::PREPOSITION) && !own(at));
    prose.language == Language::English && name.kind == MentionKind::Name && led && !words.clone().any(comma)
}

/// `|Norland| planners`: a name that only describes the noun after it, which no list has.
fn is_modifier(prose: &Prose, name: &Found, words: &Range<u32>) -> bool {
    let goes_on = Lex::PREPOSITION.or(Lex::CONJUNCTION).or(Lex::WH).or(Lex::SUBORDINATOR).or(Lex::ADVERB).or(Lex::VERB);
    let noun = prose.tokens.get(name.tokens.end as usize).filter(|_| name.tokens.end < words.end);
    let plain = |token: &Token| token.kind == TokenKind::Word && token.case == Case::Lower && !token.is(goes_on);
    prose.language == Language::English && name.kind == MentionKind::Name && noun.is_some_and(plain)
}

/// The mention that a source's words are: the one that covers most of them; of nested ones the outermost.
pub fn mention_of(mentions: &[Found], words: &Range<u32>) -> Option<usize> {
    // A mention may start a little before the words ("President Ada |Voss|").
    let first = mentions.partition_point(|mention| mention.tokens.start + 12 < words.start);
    let near = mentions.iter().enumerate().skip(first).take_while(|(_, mention)| mention.tokens.start < words.end);
    let shared =
        |mention: &Found| mention.tokens.end.min(words.end).saturating_sub(mention.tokens.start.max(words.start));
    let fits = |mention: &Found| shared(mention) > 0 && words.contains(&mention.head);
    // "North Sill editor Jon Vale": people speak rather than what stands beside them.
    let speaks = |mention: &Found| match mention.actor {
        ActorKind::Person => 2,
        ActorKind::Place => 0,
        _ => 1,
    };
    near.filter(|(_, mention)| fits(mention))
        .max_by_key(|(index, mention)| (shared(mention), speaks(mention), std::cmp::Reverse(*index)))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};
    use crate::entity::mention::find;
    use crate::nlp::lexicon::Lexicon;

    /// The mention that `words` of a text mean as a source.
    fn source(text: &str, words: &str) -> Option<String> {
        let document = plain(text.to_owned(), Metadata::default());
        let prose = Prose::new(&document, Lexicon::english());
        let mentions = find(&prose);
        let at = text.find(words).expect("the words");
        let first = prose.tokens.partition_point(|token| token.start() < at) as u32;
        let end = prose.tokens.partition_point(|token| token.start() < at + words.len()) as u32;
        let finding = Finding {
            tokens: 0..0,
            kind: crate::quotation::kind::QuotationKind::Indirect,
            utterance: 0,
            source: Some(first..end),
            antecedent: None,
            cue: None,
            rule: crate::quotation::evidence::Rule::SubjectVerb,
            sentence: 0,
        };
        mention_of_source(&prose, &mentions, &finding).map(|index| mentions[index].span.of(text).to_owned())
    }

    #[test]
    fn the_head_speaks_not_whom_it_acts_for() {
        let officials = "Then officials involved at the time said so.";
        assert_eq!(source(officials, "officials involved at the time").unwrap(), "officials");
        let lawyer = "Then a lawyer representing Ms. Voss said so.";
        assert_eq!(source(lawyer, "a lawyer representing Ms. Voss").unwrap(), "a lawyer representing Ms. Voss");
        assert_eq!(source("Then Norland planters said so.", "Norland planters"), None);
        let polls = "Then early results of exit tallies for the Norland Post said so.";
        assert_eq!(source(polls, "early results of exit tallies for the Norland Post"), None);
    }

    #[test]
    fn a_name_speaks_before_what_describes_it() {
        let owned = "“No,” said the Norland Post’s Jon Vale.";
        assert_eq!(source(owned, "the Norland Post’s Jon Vale").unwrap(), "Jon Vale");
        let body = "“No,” said Jon Vale of the Norland Trade Council.";
        assert_eq!(source(body, "Jon Vale of the Norland Trade Council").unwrap(), "Jon Vale");
        let teacher = "“No,” said maths teacher Jon Vale of the University of Havn.";
        assert_eq!(source(teacher, "maths teacher Jon Vale of the University of Havn").unwrap(), "Jon Vale");
        let head = "“No,” said the former director of the rail board, Jon Vale.";
        assert_eq!(source(head, "the former director of the rail board").unwrap(), "Jon Vale");
        let teacher = "“No,” said a teacher, Jon Vale.";
        assert_eq!(source(teacher, "a teacher").unwrap(), "Jon Vale");
    }
}
