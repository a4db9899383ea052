//! Content: what was said, found beside a cue. Regions are items of the [`Reading`]; a marked segment is one item of them.
//! Works inside one sentence.

mod verb;

use std::ops::Range;

use verb::{is_verb_form, names_what, says_clauses, takes_object};

use super::cue::{Cue, Side, is_comment};
use super::evidence::Rule;
use super::phrase::noun_phrase_after;
use super::reading::{Class, Reading};
use super::scare;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// How the content after a cue begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// With a marked segment.
    Quote,
    /// After a colon.
    Colon,
    /// With "that", "whether", a question word.
    That,
    /// With a clause of its own: "said he would".
    Clause,
    /// With "to": "vowed to leave".
    Infinitive,
    /// With a noun phrase or preposition: "warned of a split".
    Object,
    /// Before the cue.
    Before,
}

/// The content of one cue: one piece, or two around the attribution.
#[derive(Clone, Debug)]
pub struct Content {
    /// In order, not empty.
    pub pieces: Vec<Range<usize>>,
    /// How it begins.
    pub opening: Opening,
}

/// The content of `cue` in the sentence `items`; what stands before `floor` belongs to an earlier cue.
pub fn content(reading: &Reading, cue: &Cue, items: &Range<usize>, floor: usize) -> Option<Content> {
    match cue.side {
        Side::After => after(reading, cue, items.end),
        Side::Around => around(reading, cue, items, floor),
        Side::Apart => apart(reading, cue, items),
        Side::Either => either(reading, cue, items, floor),
    }
}

fn one(range: Range<usize>, opening: Opening) -> Option<Content> {
    (range.start < range.end).then(|| Content { pieces: vec![range], opening })
}

/// `said that …`
fn after(reading: &Reading, cue: &Cue, end: usize) -> Option<Content> {
    let agent = cue.source.as_ref().filter(|agent| cue.rule == Rule::PassiveCue && agent.start > cue.words.end);
    // "was called |“a liar”| by Voss"
    if let Some(by) = agent.map(|agent| agent.start - 1).filter(|_| reading.class(cue.words.end) == Class::Quote) {
        return one(cue.words.end..by, Opening::Quote);
    }
    let from = agent.map_or(cue.words.end, |agent| agent.end);
    let (start, opening) = opening_after(reading, cue.words.end - 1, from, end)?;
    let mut stop = content_end(reading, start, end, opening);
    if cue.rule == Rule::RelativeCue {
        // "Voss, who warned that time was short, |left|": the main clause goes on.
        let resumes = |&at: &usize| reading.class(at) == Class::Sign(TokenKind::Comma) && reading.is_verb(at + 1);
        stop = (start..stop).find(resumes).unwrap_or(stop);
    }
    if cue.rule == Rule::PassiveCue && cue.words == (cue.words.start..cue.words.start + 1) && cue.source.is_none() {
        // "Asked why it was dead, |Voss| said": who answers comes after the first comma that a subject follows.
        let answers = |&at: &usize| {
            let subject = noun_phrase_after(reading, at + 1, end).map(|phrase| phrase.end);
            reading.class(at) == Class::Sign(TokenKind::Comma) && subject.is_some_and(|verb| reading.is_verb(verb))
        };
        stop = (start..stop).find(answers).unwrap_or(stop);
    }
    one(start..stop, opening)
}

/// `“…,” said Voss, “…”` · `…, according to Voss`
fn around(reading: &Reading, cue: &Cue, items: &Range<usize>, floor: usize) -> Option<Content> {
    let left = before(reading, cue.words.start, floor.max(items.start))?;
    let tail = cue.source.as_ref().map_or(cue.words.end, |source| source.end.max(cue.words.end));
    let rest = resumed(reading, &left, tail, items.end);
    let mut pieces = vec![left];
    pieces.extend(rest.or_else(|| second_piece(reading, tail, items.end)));
    Some(Content { pieces, opening: Opening::Before })
}

/// `Prices, according to Voss, |have doubled|`: the sentence goes on with its verb after the attribution.
fn resumed(reading: &Reading, left: &Range<usize>, tail: usize, end: usize) -> Option<Range<usize>> {
    let begun = left.clone().all(|at| reading.class(at) != Class::Quote);
    let comma = reading.class(tail) == Class::Sign(TokenKind::Comma);
    let verb = reading.is_verb(tail + 1) && !reading.word(tail + 1).ends_with("ing");
    let adverb = reading.class(tail + 1) == Class::Adverb && reading.is_verb(tail + 2);
    // "He had, according to Voss, |eaten| it": only an auxiliary is left behind.
    let helped = left.clone().last().is_some_and(|last| reading.class(last) == Class::Auxiliary);
    (begun && comma && (verb || adverb || helped)).then(|| tail + 1..trim_end(reading, tail + 1, end))
}

/// `According to Voss, …`
fn apart(reading: &Reading, cue: &Cue, items: &Range<usize>) -> Option<Content> {
    let tail = cue.source.as_ref()?.end;
    let sets_off = |&at: &usize| matches!(reading.class(at), Class::Sign(TokenKind::Comma | TokenKind::Colon));
    let comma = (tail..items.end).take(25).find(sets_off)?;
    one(comma + 1..trim_end(reading, comma + 1, items.end), Opening::Clause)
}

/// `Voss said …` · `“…,” Voss said, “…”` · `The deal, Voss said, is dead`
fn either(reading: &Reading, cue: &Cue, items: &Range<usize>, floor: usize) -> Option<Content> {
    let start = cue.source.as_ref().map_or(cue.words.start, |source| source.start.min(cue.words.start));
    let right = opening_after(reading, cue.words.end - 1, cue.words.end, items.end);
    let floor = floor.max(items.start);
    let quote_left = start > floor
        && (reading.class(start - 1) == Class::Quote
            || start > floor + 1
                && reading.class(start - 1) == Class::Sign(TokenKind::Comma)
                && reading.class(start - 2) == Class::Quote);
    let comma_left =
        start > floor + 1 && matches!(reading.class(start - 1), Class::Sign(TokenKind::Comma | TokenKind::Dash));
    let comma_right = reading.class(cue.words.end) == Class::Sign(TokenKind::Comma);
    if quote_left && !(reading.is_one_of(start - 1, &["and", "but"])) {
        // "In an interview on “Face the Nation,” Voss said that …"
        let names_show = matches!(right, Some((_, Opening::Clause | Opening::That)))
            && reading.quote(start - 1).is_some_and(|mark| scare::is_title(reading, mark));
        let left = before(reading, start, floor).filter(|_| !names_show);
        let closes = reading.class(start - 1) == Class::Sign(TokenKind::Comma)
            || matches!(reading.last_letter(start - 1), ',' | '?' | '!' | '—' | '-' | '…' | '.' | ';');
        if let Some(left) = left.filter(|_| closes || right.is_none()) {
            let mut pieces = vec![left];
            pieces.extend(second_piece(reading, cue.words.end, items.end));
            return Some(Content { pieces, opening: Opening::Before });
        }
    }
    if comma_left && (comma_right || right.is_none()) {
        let rest = cue.words.end + 1;
        let resumes = comma_right && (reading.is_verb(rest) || reading.class(rest) == Class::Adverb);
        let leads_in = opens_with_clause(reading, items.start) && opens_speech(reading, cue.words.end);
        let left = before(reading, start, floor).filter(|left| has_verb(reading, left) || resumes);
        if let Some(left) = left.filter(|_| !leads_in) {
            let mut pieces = vec![left];
            if comma_right && right.is_none() {
                let goes_on = !reading.word(rest).ends_with("ing") && reading.class(rest) != Class::Conjunction;
                pieces.extend(Some(rest..trim_end(reading, rest, items.end)).filter(|r| goes_on && r.start < r.end));
            } else {
                pieces.extend(second_piece(reading, cue.words.end, items.end));
            }
            return Some(Content { pieces, opening: Opening::Before });
        }
    }
    // "On Israel, he added, …": what stands before is no clause.
    let aside = (comma_left && comma_right && right.is_none()).then_some((cue.words.end + 1, Opening::Clause));
    let (start, opening) = right.or(aside)?;
    one(start..content_end(reading, start, items.end, opening), opening)
}

/// `Asked about it, …`, `When Lee said that it was dead, …`, `After reading it, …`: a sentence whose main clause comes later.
fn opens_with_clause(reading: &Reading, start: usize) -> bool {
    let gerund = |at: usize| reading.is_verb(at) && reading.word(at).ends_with("ing");
    match reading.class(start) {
        Class::Subordinator => !reading.is_one_of(start, &["that", "if", "whether"]),
        Class::Preposition => gerund(start + 1) || reading.is_one_of(start, &["after", "before", "since"]),
        Class::Name => {
            reading.is_one_of(start, &["asked", "pressed", "told", "questioned", "challenged"])
                || reading.word(start).ends_with("ing") && reading.is(start, Lex::VERB.or(Lex::SAY).or(Lex::ATTITUDE))
        }
        _ => gerund(start) || reading.is_one_of(start, &["when", "asked", "pressed", "told", "questioned"]),
    }
}

/// `…, |“No, we will not.”|`: a comma or colon, and marked words that begin as a sentence does.
fn opens_speech(reading: &Reading, at: usize) -> bool {
    let sets_off = matches!(reading.class(at), Class::Sign(TokenKind::Comma | TokenKind::Colon));
    let begins = || reading.span(at + 1..at + 2).of(reading.prose.text).chars().find(|c| c.is_alphabetic());
    sets_off && reading.class(at + 1) == Class::Quote && begins().is_some_and(char::is_uppercase)
}

fn has_verb(reading: &Reading, range: &Range<usize>) -> bool {
    range.clone().any(|at| reading.is_verb(at) || matches!(reading.class(at), Class::Quote | Class::Clitic))
}

/// What stands before an attribution that starts at `end`, without the comma or dash between.
fn before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut stop = end;
    while stop > floor && matches!(reading.class(stop - 1), Class::Sign(TokenKind::Comma | TokenKind::Dash)) {
        stop -= 1;
    }
    let mut start = floor;
    while start < stop && matches!(reading.class(start), Class::Sign(TokenKind::Comma | TokenKind::Semicolon)) {
        start += 1;
    }
    if stop <= start {
        return None;
    }
    // "Asked about it, “…,” he said": what a comma or colon sets off before the marks is not said.
    if reading.class(stop - 1) == Class::Quote {
        let set_off = (start..stop - 1).rev().find(|&at| reading.class(at) != Class::Quote);
        match set_off {
            Some(at) if matches!(reading.class(at), Class::Sign(_)) => start = at + 1,
            _ => {}
        }
    }
    Some(start..stop)
}

/// `…, said Voss, |“…”|`: a marked segment after the attribution in the same sentence.
fn second_piece(reading: &Reading, from: usize, end: usize) -> Option<Range<usize>> {
    let quote = (from..end).find(|&at| reading.class(at) == Class::Quote)?;
    let introduced = quote > from
        && matches!(reading.class(quote - 1), Class::Sign(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash))
        || quote == from;
    let plain = (from..quote).all(|at| reading.class(at) != Class::Say);
    (introduced && plain).then(|| quote..trim_end(reading, quote, end))
}

/// Where the content of `verb` begins, from item `from` on, over adverbs, addressees and adjuncts.
fn opening_after(reading: &Reading, verb: usize, from: usize, end: usize) -> Option<(usize, Opening)> {
    const REACH: usize = 30;
    let (mut at, mut object) = (from, None);
    let mut addressed = false;
    while at < end && at - from < REACH {
        match reading.class(at) {
            Class::Quote => return Some((object.filter(|_| names_what(reading, verb)).unwrap_or(at), Opening::Quote)),
            Class::Sign(TokenKind::Colon) if at + 1 < end => return Some((at + 1, Opening::Colon)),
            // "Voss said between January and March, |the share was low|": when and where belongs to what is said.
            Class::Sign(TokenKind::Comma)
                if object == Some(from) && says_clauses(reading, verb) && opens_main_clause(reading, at + 1, end) =>
            {
                return Some((from, Opening::Clause));
            }
            Class::Sign(TokenKind::Comma | TokenKind::Dash) => at = over_comma(reading, at, end)?,
            Class::Subordinator if reading.is_one_of(at, &["that", "whether", "if", "how", "why"]) => {
                return Some((at, Opening::That));
            }
            Class::Pronoun if reading.is(at, Lex::WH) => return Some((at, Opening::That)),
            // "there's a long road ahead"
            Class::Adverb if reading.is_verb(at + 1) || reading.class(at + 1) == Class::Clitic => {
                return Some((at, Opening::Clause));
            }
            Class::Adverb => at += 1,
            Class::Subordinator if reading.is_one_of(at, &["as"]) => at += 1,
            Class::To if is_verb_form(reading, at + 1) => return Some((at, Opening::Infinitive)),
            Class::Preposition if reading.is_one_of(at, &["by"]) => return None,
            Class::To | Class::Preposition => {
                if object.is_none() && !reading.is(at + 1, Lex::TIME) {
                    object = Some(at);
                }
                at = noun_phrase_after(reading, at + 1, end).map_or(at + 1, |phrase| phrase.end);
            }
            _ if reading.is(at, Lex::TIME) => at += 1,
            Class::Determiner | Class::Possessive | Class::Pronoun | Class::Name | Class::Noun | Class::Number => {
                let phrase = noun_phrase_after(reading, at, end).unwrap_or(at..at + 1);
                if starts_clause(reading, &phrase, end) || says_clauses(reading, verb) && phrase.end > at {
                    return Some((at, Opening::Clause));
                }
                if addressed {
                    break;
                }
                addressed = true;
                object.get_or_insert(at);
                at = phrase.end;
            }
            _ => break,
        }
    }
    let object = object.filter(|&at| takes_object(reading, verb) && is_about(reading, at));
    object.map(|at| (at, Opening::Object))
}

/// Whether a noun phrase and its verb begin here, and no marked words stand between.
fn opens_main_clause(reading: &Reading, at: usize, end: usize) -> bool {
    noun_phrase_after(reading, at, end).is_some_and(|phrase| starts_clause(reading, &phrase, end))
}

/// Whether an object starts with a noun phrase or a preposition that can lead to what was said.
fn is_about(reading: &Reading, at: usize) -> bool {
    reading.class(at) != Class::Preposition || reading.is_one_of(at, &["of", "for", "about", "against", "with"])
}

fn starts_clause(reading: &Reading, phrase: &Range<usize>, end: usize) -> bool {
    let mut at = phrase.end;
    while at < end && reading.class(at) == Class::Adverb {
        at += 1;
    }
    at < end && (reading.is_verb(at) || reading.class(at) == Class::Clitic)
}

/// `said, however, |that` · `told reporters, |“…”`: where to go on after the comma at `at`.
fn over_comma(reading: &Reading, at: usize, end: usize) -> Option<usize> {
    if reading.class(at + 1) == Class::Quote {
        return Some(at + 1);
    }
    let close = (at + 1..end).take(16).find(|&close| reading.class(close) == Class::Sign(TokenKind::Comma))?;
    let next = close + 1;
    let goes_on = reading.class(next) == Class::Quote || reading.is_one_of(next, &["that", "whether"]);
    (goes_on && next < end).then_some(next)
}

/// Where content that starts at `start` ends.
fn content_end(reading: &Reading, start: usize, end: usize, opening: Opening) -> usize {
    let whole = trim_end(reading, start, end);
    if opening == Opening::Quote && reading.class(start) == Class::Quote {
        let closed = matches!(reading.last_letter(start), '.' | '?' | '!' | ',');
        let another = (start + 1..whole).any(|at| reading.class(at) == Class::Quote);
        if closed || !another {
            return start + 1;
        }
    }
    whole
}

/// Drops the stop, commas and dashes at the end.
fn trim_end(reading: &Reading, start: usize, end: usize) -> usize {
    let mut at = end;
    while at > start
        && matches!(
            reading.class(at - 1),
            Class::Sign(TokenKind::Stop | TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon | TokenKind::Colon)
        )
    {
        at -= 1;
    }
    at
}

/// Cuts a region where somebody reports all that stands before: `said that it was dead, |the Post reported on Monday|`.
pub fn cut_comment(reading: &Reading, region: &mut Range<usize>, later: &[Cue]) {
    let starts =
        later.iter().filter(|cue| cue.rule == Rule::SubjectVerb).filter_map(|cue| Some(cue.source.as_ref()?.start));
    for start in starts.filter(|&start| region.start + 1 < start && start < region.end) {
        if reading.class(start - 1) == Class::Sign(TokenKind::Comma) && is_comment(reading, start, region.end) {
            region.end = start - 1;
            return;
        }
    }
}

/// Cuts a region in a clause that leads to somebody else's speech: `When Lee said |that it was dead|, Voss replied, “No.”`
pub fn cut_lead_in(reading: &Reading, region: &mut Range<usize>, items: &Range<usize>, later: &[Cue]) {
    if !opens_with_clause(reading, items.start) {
        return;
    }
    let main = later.iter().find_map(|cue| {
        let start = cue.source.as_ref()?.start;
        let set_off = start > region.start + 1
            && matches!(reading.class(start - 1), Class::Sign(TokenKind::Comma | TokenKind::Dash));
        (set_off && cue.side == Side::Either && opens_speech(reading, cue.words.end)).then_some(start)
    });
    if let Some(start) = main.filter(|&start| start < region.end) {
        region.end = trim_end(reading, region.start, start);
    }
}

/// Whether items tell no more than when: "late on Thursday".
pub fn is_when(reading: &Reading, items: &Range<usize>) -> bool {
    const AROUND: [&str; 14] = [
        "late", "early", "earlier", "later", "last", "next", "this", "the", "on", "in", "of", "ago", "again", "before",
    ];
    let when = |at: usize| reading.is(at, Lex::TIME) || reading.is_one_of(at, &AROUND);
    !items.is_empty() && items.clone().all(when) && items.clone().any(|at| reading.is(at, Lex::TIME))
}

/// Cuts a region where the next cue's clause begins: `said A, |while Voss said B`, `…, |adding that …`, `…, |according to …`.
pub fn cut_before(reading: &Reading, region: &mut Range<usize>, next: &Cue) {
    let start = next.source.as_ref().map_or(next.words.start, |source| source.start.min(next.words.start));
    let clause = if matches!(next.rule, Rule::ParticipleCue | Rule::CoordinatedCue | Rule::AccordingTo) {
        next.words.start
    } else {
        start
    };
    if clause <= region.start + 1 || clause >= region.end {
        return;
    }
    let before = reading.class(clause - 1);
    let comma = |at: usize| reading.class(at) == Class::Sign(TokenKind::Comma);
    let cut = match before {
        Class::Sign(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash)
            if next.rule != Rule::SubjectVerb && next.rule != Rule::InvertedCue =>
        {
            clause - 1
        }
        Class::Sign(TokenKind::Semicolon) => clause - 1,
        Class::Conjunction if next.rule != Rule::ParticipleCue => clause - 1 - usize::from(comma(clause - 2)),
        Class::Subordinator if reading.is_one_of(clause - 1, &["while", "although", "though", "as"]) => {
            clause - 1 - usize::from(comma(clause - 2))
        }
        _ => return,
    };
    if cut > region.start {
        region.end = cut;
    }
}
