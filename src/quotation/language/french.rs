//! French: speech between guillemets or after dashes, attributions turned round ("dit-il"), colons that lead to speech,
//! `selon`, and reported speech after `que`.

use std::ops::Range;

use super::{Found, content, cue, is_boundary, is_sign, one};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Token, TokenKind};
use crate::quotation::attribution::Verdict;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

/// Finds the reported speech of a French document.
pub fn find(reading: &Reading, found: &mut Findings) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let items = sentence.items.clone();
        for at in items.clone() {
            if reading.class(at) == Class::Quote {
                let spoken = after_marks(reading, at).or_else(|| before_marks(reading, at, index));
                if let Some((cue, content)) = spoken {
                    found.add(reading, index, &cue, &content);
                } else if let (Some(source), Some(mark)) = (after_action(reading, at, index), reading.quote(at)) {
                    let verdict = Verdict::new(Rule::PreviousSentence, reading.tokens(source));
                    found.add_marked(reading, mark, index, verdict);
                }
            } else if let Some((cue, content)) =
                according(reading, at, &items).or_else(|| reported(reading, at, &items))
            {
                found.add(reading, index, &cue, &content);
            }
        }
    }
}

/// `« … », dit-il` · `— Entrez ! lui cria la voisine` · `« Non, |dit-il,| je reste »`
fn after_marks(reading: &Reading, quote: usize) -> Option<Found> {
    let paragraph = |at: usize| reading.sentences.get(reading.sentence_at(at)).map(|sentence| sentence.paragraph);
    let ending = reading.paragraph_end(reading.sentence_at(quote));
    let mut at = quote + 1;
    while at < ending && matches!(reading.class(at), Class::Sign(TokenKind::Comma | TokenKind::Dash)) {
        at += 1;
    }
    if let Some((verb, source)) = turned(reading, at, ending) {
        let found = one(reading, quote..quote + 1, Opening::Before)?;
        return Some((cue(verb..verb + 1, Some(source), Rule::InvertedCue), found));
    }
    // The attribution stands between this piece and the one before.
    let before = (quote.saturating_sub(16)..quote).rev().find(|&at| reading.class(at) == Class::Quote)?;
    if paragraph(before) != paragraph(quote) {
        return None;
    }
    let start = before + 1 + usize::from(is_sign(reading, before + 1, TokenKind::Comma));
    let (verb, source) = turned(reading, start, quote)?;
    let stops = (source.end..quote).filter(|&at| is_boundary(reading, at)).count();
    if stops > 1 {
        return None;
    }
    let found = one(reading, quote..quote + 1, Opening::Before)?;
    Some((cue(verb..verb + 1, Some(source), Rule::InvertedCue), found))
}

/// A verb of speech with its subject after it: `dit-il` · `répondit tranquillement la servante` · `me dit Paul`
fn turned(reading: &Reading, at: usize, end: usize) -> Option<(usize, Range<usize>)> {
    let verb = (at..end.min(at + 4))
        .take_while(|&at| {
            matches!(reading.class(at), Class::Pronoun | Class::Auxiliary | Class::Adverb) || reading.is(at, Lex::SAY)
        })
        .find(|&at| reading.is(at, Lex::SAY) && !reading.token(at).is_some_and(Token::is_capital))?;
    if (at..verb).any(|at| is_subject(reading, at)) {
        return None;
    }
    if reading.class(verb + 1) == Class::Clitic && verb + 2 < end {
        return Some((verb, verb + 2..verb + 3));
    }
    let mut next = verb + 1;
    while next < end && next < verb + 6 && !starts_phrase(reading, next) {
        match reading.class(next) {
            Class::Sign(_) | Class::Quote | Class::Subordinator => return None,
            _ => next += 1,
        }
    }
    Some((verb, phrase(reading, next, end)?))
}

/// `Il dit : « … »` · `La servante reprit : / — …`
fn before_marks(reading: &Reading, quote: usize, sentence: usize) -> Option<Found> {
    let items = reading.sentences.get(sentence)?.items.clone();
    let (colon, start) = if quote > items.start {
        let near = (items.start..quote).rev().take(2).find(|&at| is_sign(reading, at, TokenKind::Colon))?;
        (near, items.start)
    } else {
        let before = reading.sentences.get(sentence.checked_sub(1)?)?;
        (before.items.end - 1, before.items.start)
    };
    if !is_sign(reading, colon, TokenKind::Colon) {
        return None;
    }
    let verb = (start..colon).rev().find(|&at| reading.is(at, Lex::SAY) && reading.class(at) != Class::Name);
    let source = verb.and_then(|verb| subject(reading, verb, start)).or_else(|| last_subject(reading, start, colon))?;
    let found = one(reading, quote..quote + 1, Opening::Colon)?;
    let words = verb.map_or(colon..colon + 1, |verb| verb..verb + 1);
    Some((cue(words, Some(source), if verb.is_some() { Rule::SubjectVerb } else { Rule::IntroducedBlock }), found))
}

/// `Le médecin souriait. |« C’est facile. »|`: who acts in the sentence before, in the same paragraph.
fn after_action(reading: &Reading, quote: usize, sentence: usize) -> Option<Range<usize>> {
    let here = reading.sentences.get(sentence)?;
    let before = reading.sentences.get(sentence.checked_sub(1)?)?;
    let told = !before.items.clone().any(|at| reading.class(at) == Class::Quote);
    if before.paragraph != here.paragraph || here.items.start != quote || !told {
        return None;
    }
    let start = before.items.start;
    let source = if is_subject(reading, start) { start..start + 1 } else { phrase(reading, start, before.items.end)? };
    let person = |at: usize| is_subject(reading, at) || reading.class(at) == Class::Name;
    let somebody = source.clone().any(|at| person(at) || reading.is(at, Lex::ROLE.or(Lex::FAMILY)));
    somebody.then_some(source)
}

/// `Selon la ministre, …` · `…, d’après Voss`
fn according(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    let after = reading.is_one_of(at, &["après"]) && at > items.start && reading.is_one_of(at - 1, &["d'", "d’"]);
    if !reading.is_one_of(at, &["selon"]) && !after {
        return None;
    }
    let start = if after { at - 1 } else { at };
    let source = phrase(reading, at + 1, items.end)?;
    let person = source.clone().any(|at| {
        reading.class(at) == Class::Name
            || reading.is(at, Lex::ROLE.or(Lex::ORGANISATION_NOUN).or(Lex::GROUP).or(Lex::DOCUMENT))
    });
    if !person || start > items.start && !is_boundary(reading, start - 1) {
        return None;
    }
    let opening = if start == items.start { Opening::Clause } else { Opening::Before };
    let found = content(reading, [items.start..start, source.end..items.end], opening)?;
    Some((cue(start..at + 1, Some(source), Rule::AccordingTo), found))
}

/// `La ministre a déclaré que …`
fn reported(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    if !reading.is(at, Lex::REPORT) || reading.class(at) == Class::Name {
        return None;
    }
    let that = (at + 1..items.end.min(at + 5))
        .take_while(|&next| !is_boundary(reading, next) && !reading.is_verb(next))
        .find(|&next| reading.is_one_of(next, &["que", "qu'", "qu’"]))?;
    let source = subject(reading, at, items.start)?;
    let found = one(reading, that..items.end, Opening::That)?;
    Some((cue(at..at + 1, Some(source), Rule::SubjectVerb), found))
}

/// Pronouns that can be the subject of a verb.
fn is_subject(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["il", "elle", "ils", "elles", "je", "j'", "j’", "on", "tu"])
}

/// Who does the verb, before it: `|Noël| ne cessait de dire` · `|la servante| lui a répondu`
fn subject(reading: &Reading, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut at = verb;
    while at > floor {
        let before = at - 1;
        if is_subject(reading, before) {
            return Some(before..at);
        }
        let object = matches!(reading.class(before), Class::Pronoun | Class::Auxiliary | Class::Adverb)
            || reading
                .is_one_of(before, &["le", "la", "l'", "l’", "les", "en", "y", "ne", "n'", "n’", "me", "m'", "m’"]);
        if !object || reading.is_one_of(before, &["qui"]) {
            break;
        }
        at = before;
    }
    if at > floor && reading.is_one_of(at - 1, &["qui"]) {
        return phrase_before(reading, at - 1, floor);
    }
    phrase_before(reading, at, floor).or_else(|| last_subject(reading, floor, verb))
}

/// The last phrase before `end` that can be a subject: a pronoun, or a noun phrase that opens its clause.
fn last_subject(reading: &Reading, floor: usize, end: usize) -> Option<Range<usize>> {
    let opens = |at: usize| {
        at == floor
            || is_boundary(reading, at - 1)
            || reading.class(at) == Class::Name
                && !matches!(reading.class(at - 1), Class::Preposition | Class::Determiner | Class::Name)
                && !reading.is(at - 1, Lex::TITLE)
            || matches!(reading.class(at - 1), Class::Conjunction | Class::Subordinator | Class::Adverb | Class::Clitic)
    };
    let named = |at: usize| {
        let links = links(reading, at) || reading.is(at + 1, Lex::TIME);
        let found = phrase(reading, at, end).filter(|_| starts_phrase(reading, at) && opens(at) && !links)?;
        // "les carottes et |les navets|, criant": what ends a list is no subject.
        let listed = at > floor
            && matches!(reading.class(at - 1), Class::Conjunction | Class::Name | Class::Noun)
            && matches!(reading.class(found.end), Class::Sign(_));
        // "|les| expliquait": an object and an unknown verb.
        let verbal = found.len() == 2
            && reading.is_one_of(at, &["le", "la", "l'", "l’", "les"])
            && ["ait", "aient", "ant", "èrent"].iter().any(|ending| reading.word(at + 1).ends_with(ending));
        (!listed && !verbal && !reading.is(found.end - 1, Lex::TIME)).then_some(found)
    };
    (floor..end).rev().find_map(|at| if is_subject(reading, at) { Some(at..at + 1) } else { named(at) })
}

fn starts_phrase(reading: &Reading, at: usize) -> bool {
    matches!(reading.class(at), Class::Determiner | Class::Possessive | Class::Name)
        || reading.is(at, Lex::TITLE)
        || reading.is_one_of(at, &["celui-ci", "celle-ci", "celui", "celle"])
}

/// The noun phrase that starts at `start`: `la servante de l’auberge` · `M. Duflot`
fn phrase(reading: &Reading, start: usize, ceiling: usize) -> Option<Range<usize>> {
    if start >= ceiling {
        return None;
    }
    if reading.class(start) == Class::Pronoun {
        return Some(start..start + 1);
    }
    let (mut at, mut head) = (start, None);
    while at < ceiling && at - start < 14 {
        match reading.class(at) {
            Class::Noun if reading.word(at).ends_with("ment") && head.is_some() => break,
            Class::Name | Class::Noun | Class::Number => head = Some(at + 1),
            Class::Determiner | Class::Possessive
                if head.is_none() || links(reading, at) || at > start && links(reading, at - 1) => {}
            Class::Verb | Class::Attitude | Class::Say if at > start && head.is_none() => head = Some(at + 1),
            _ if reading.is(at, Lex::TITLE) => head = Some(at + 1),
            _ => break,
        }
        at += 1;
    }
    head.map(|end| start..end)
}

/// "de" ties a noun to the one before.
fn links(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["de", "d'", "d’", "du", "des"])
}

/// The noun phrase that ends before `end`.
fn phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > floor && end - start < 14 {
        match reading.class(start - 1) {
            Class::Name | Class::Noun | Class::Number => start -= 1,
            Class::Determiner | Class::Possessive if start < end => {
                start -= 1;
                let tied = links(reading, start) || start > floor && links(reading, start - 1);
                if !tied {
                    break;
                }
            }
            _ => break,
        }
    }
    let governed = start > floor && reading.class(start - 1) == Class::Preposition;
    (start < end && !governed).then_some(start..end)
}
