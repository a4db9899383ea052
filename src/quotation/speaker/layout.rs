//! Who speaks where the layout shows it: from the words of a label to an actor, and from the questions of an interview to the
//! one who answers. Knows names and labels, not lines.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Speaker;
use crate::entity::mention::Found;
use crate::entity::{Actor, ActorId, ActorKind, Gender, Resolved};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings};
use crate::quotation::layout::{is_upper, shown};
use crate::quotation::reading::Reading;

/// A finding and how sure its speaker is.
pub type Stated = Vec<(usize, f32)>;

/// The one interviewed is the only person of the introduction, the one it is mostly about, or one of several.
const ALONE: f32 = 0.9;
const MOSTLY: f32 = 0.8;
const SEVERAL: f32 = 0.45;

/// Gives what the layout shows to be said its speakers, and tells how sure they are.
pub fn name(
    reading: &Reading,
    found: &Findings,
    speakers: &mut [Speaker],
    mentions: &[Found],
    resolved: &mut Resolved,
) -> Stated {
    let is_shown = |(_, finding): &(usize, &Finding)| finding.rule.is_layout();
    if !found.all.iter().enumerate().any(|it| is_shown(&it)) {
        return Vec::new();
    }
    let interviewed = interviewed(reading, found, mentions, resolved);
    let hearing = found.all.iter().any(|finding| {
        finding.rule == Rule::SpeakerLabel && label(reading, finding.source.as_ref()).eq_ignore_ascii_case("the court")
    });
    let answers = found.all.iter().any(|finding| finding.rule == Rule::Answer);
    let asks = match (hearing, answers) {
        (true, _) => "the examiner",
        (_, true) => "the interviewer",
        // In a briefing there are questions, and names for those who answer.
        _ => "a reporter",
    };
    let mut names = Names { reading, by_label: FxHashMap::default(), by_surname: FxHashMap::default() };
    let mut stated = Vec::new();
    for (index, finding) in found.all.iter().enumerate().filter(is_shown) {
        let known = speakers.get(index).and_then(|speaker| speaker.actor);
        let known = known.filter(|actor| resolved.named.get(actor.0 as usize).copied().unwrap_or(false));
        let (actor, sure) = match finding.rule {
            Rule::Answer if hearing => (Some(names.unnamed("the witness", resolved)), ALONE),
            Rule::Answer => interviewed.map_or((None, 0.0), |(actor, sure)| (Some(actor), sure)),
            Rule::Question if finding.source.is_none() => (Some(names.unnamed(asks, resolved)), ALONE),
            Rule::Post | Rule::Reply | Rule::Signed if known.is_some() => (known, finding.rule.confidence()),
            rule => (finding.source.as_ref().and_then(|label| names.of(label, known, resolved)), rule.confidence()),
        };
        if let Some(slot) = speakers.get_mut(index) {
            *slot = Speaker { actor, ..Speaker::default() };
        }
        stated.push((index, if actor.is_some() { sure } else { 0.05 }));
    }
    stated
}

/// States how sure the speakers are that the layout shows.
pub fn state(stated: &Stated, speakers: &mut [Speaker]) {
    for &(index, confidence) in stated {
        if let Some(speaker) = speakers.get_mut(index) {
            (speaker.confidence, speaker.rough, speaker.final_word) = (confidence, true, true);
            speaker.candidates.clear();
        }
    }
}

fn label<'a>(reading: &Reading<'a>, source: Option<&Range<u32>>) -> &'a str {
    source.map_or("", |source| reading.prose.span(source).of(reading.prose.text))
}

/// The person that the introduction of an interview is about, before its first question.
fn interviewed(reading: &Reading, found: &Findings, mentions: &[Found], resolved: &Resolved) -> Option<(ActorId, f32)> {
    let first = found.all.iter().find(|finding| matches!(finding.rule, Rule::Question | Rule::Answer))?.tokens.start;
    let mut counts: Vec<(ActorId, u32)> = Vec::new();
    for (mention, actor) in mentions.iter().zip(&resolved.of).take_while(|(mention, _)| mention.tokens.end <= first) {
        let Some(actor) = actor.filter(|actor| is_person(resolved, *actor)) else { continue };
        // "By Ada Voss" asks the questions.
        if mention.tokens.start > 0 && reading.prose.word(mention.tokens.start - 1).eq_ignore_ascii_case("by") {
            continue;
        }
        match counts.iter_mut().find(|(other, _)| *other == actor) {
            Some((_, count)) => *count += 1,
            None => counts.push((actor, 1)),
        }
    }
    let all: u32 = counts.iter().map(|(_, count)| count).sum();
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let &(actor, count) = counts.iter().find(|(_, count)| *count == most)?;
    let sure = match () {
        () if count == all => ALONE,
        () if 2 * count > all => MOSTLY,
        () => SEVERAL,
    };
    Some((actor, sure))
}

fn is_person(resolved: &Resolved, id: ActorId) -> bool {
    let at = id.0 as usize;
    let named = resolved.named.get(at).copied().unwrap_or(false);
    let likely = resolved.person.get(at).is_none_or(|&person| person >= 0.5);
    let kind = resolved.actors.get(at).map(|actor| actor.kind);
    named && likely && matches!(kind, Some(ActorKind::Person | ActorKind::Unknown))
}

/// The actors of labels.
struct Names<'a> {
    reading: &'a Reading<'a>,
    by_label: FxHashMap<String, ActorId>,
    /// The last one of a surname: "SEN. ADA VOSS: … VOSS: …".
    by_surname: FxHashMap<String, ActorId>,
}

impl Names<'_> {
    /// Whom a label names; `resolved_to`: whom its words mean to the resolver.
    fn of(&mut self, source: &Range<u32>, resolved_to: Option<ActorId>, resolved: &mut Resolved) -> Option<ActorId> {
        let whole = label(self.reading, Some(source));
        if let Some(phrase) = shown("unnamed", whole) {
            return Some(self.unnamed(phrase, resolved));
        }
        if whole.get(..12).is_some_and(|first| first.eq_ignore_ascii_case("unidentified")) {
            return Some(self.unnamed(&format!("an {}", whole.to_lowercase()), resolved));
        }
        let words = self.words(source);
        let (surname, key) = (words.last()?.clone(), words.join(" "));
        let known = self.by_label.get(&key).copied();
        let known = known.or_else(|| self.by_surname.get(&surname).copied().filter(|_| words.len() == 1));
        let meant = resolved_to.filter(|actor| has_surname(resolved, *actor, &surname));
        let actor = match known.or_else(|| known_actor(resolved, &words)).or(meant) {
            Some(actor) => actor,
            None => push(resolved, self.written(source), true),
        };
        let fuller = self.written(source);
        if let Some(known) = resolved.actors.get_mut(actor.0 as usize) {
            if known.name.split_whitespace().count() < words.len() {
                known.name = fuller;
            } else if is_upper(&known.name) {
                known.name = spelled(&known.name);
            }
        }
        // "VOSS" is whoever had the floor last by a fuller name.
        if words.len() > 1 || known.is_none() {
            self.by_surname.insert(surname, actor);
        }
        if words.len() > 1 {
            self.by_label.insert(key, actor);
        }
        Some(actor)
    }

    /// The actor of a label without a name.
    fn unnamed(&mut self, phrase: &str, resolved: &mut Resolved) -> ActorId {
        *self.by_label.entry(format!("\0{phrase}")).or_insert_with(|| push(resolved, phrase.to_owned(), false))
    }

    /// The words of a label without titles, in small letters.
    fn words(&self, source: &Range<u32>) -> Vec<String> {
        let prose = self.reading.prose;
        let words = self.bare(source).filter(|&at| !self.is_stop(at));
        words.map(|at| prose.word(at).trim_end_matches('.').to_lowercase()).collect()
    }

    /// A label without the titles before the name.
    fn bare(&self, source: &Range<u32>) -> Range<u32> {
        let titled = |at: &u32| {
            let token = self.reading.prose.tokens.get(*at as usize);
            self.is_stop(*at) || token.is_some_and(|token| token.is(Lex::TITLE))
        };
        let skipped = source.clone().take_while(titled).count() as u32;
        if source.start + skipped < source.end { source.start + skipped..source.end } else { source.clone() }
    }

    fn is_stop(&self, at: u32) -> bool {
        self.reading.prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Stop)
    }

    /// A label as it is shown: without titles, and not in capitals.
    fn written(&self, source: &Range<u32>) -> String {
        let prose = self.reading.prose;
        let bare = self.bare(source).start..source.end;
        // "Mr. B." is not called "B."
        let initial = prose.span(&bare).of(prose.text).trim_end_matches('.').chars().count() == 1;
        let whole = prose.span(if initial { source } else { &bare }).of(prose.text);
        if is_upper(whole) { spelled(whole) } else { whole.to_owned() }
    }
}

fn has_surname(resolved: &Resolved, actor: ActorId, surname: &str) -> bool {
    let last = resolved.actors.get(actor.0 as usize).and_then(|actor| actor.name.split_whitespace().next_back());
    last.is_some_and(|last| last.to_lowercase() == surname)
}

/// The actor whose name has all words of a label and ends as it does; of a single word also a given name.
fn known_actor(resolved: &Resolved, words: &[String]) -> Option<ActorId> {
    let fits = |name: &str| {
        let theirs: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let has = words.iter().all(|word| theirs.contains(word));
        let last = theirs.last() == words.last();
        (has && last, has && words.len() == 1 && theirs.first() == words.first())
    };
    let is_named = |actor: &&Actor| resolved.named.get(actor.id.0 as usize).copied().unwrap_or(false);
    let named = || resolved.actors.iter().filter(is_named).filter(|actor| actor.kind != ActorKind::Place);
    let of = |given: bool| {
        let fits = |name: &String| if given { fits(name).1 } else { fits(name).0 };
        let all = named().filter(move |actor| fits(&actor.name) || actor.aliases.iter().any(&fits));
        all.max_by_key(|actor| (actor.mentions, std::cmp::Reverse(actor.id))).map(|actor| actor.id)
    };
    of(false).or_else(|| of(true))
}

fn push(resolved: &mut Resolved, name: String, named: bool) -> ActorId {
    let id = ActorId(resolved.actors.len() as u32);
    let (kind, gender) = (ActorKind::Person, Gender::Unknown);
    let (aliases, roles) = (Vec::new(), Vec::new());
    resolved.actors.push(Actor { id, name, named, kind, aliases, roles, gender, mentions: 0, quotations: 0 });
    resolved.named.push(named);
    resolved.person.push(1.0);
    id
}

/// `ADA O'VOSS` as a name is written: `Ada O'Voss`. Initials and what has no vowel stay.
fn spelled(name: &str) -> String {
    let vowel = |c: char| "AEIOUYÄÖÜÉÈÁÍÓÚ".contains(c);
    let word = |word: &str| {
        let initials = word.contains('.') && !word.ends_with('.') || word.trim_end_matches('.').chars().count() == 1;
        if initials || !word.contains(vowel) && word.chars().count() <= 4 {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len());
        let mut starts = true;
        for c in word.chars() {
            if starts {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            starts = matches!(c, '-' | '\'' | '’') || out == "Mc";
        }
        out
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn names_in_capitals_are_spelled_as_names() {
        for (label, name) in [
            ("ADA VOSS", "Ada Voss"),
            ("JEAN-LUC O'VOSS", "Jean-Luc O'Voss"),
            ("ADA MCVOSS", "Ada McVoss"),
            ("J. R. VOSS", "J. R. Voss"),
            ("SY WU", "Sy Wu"),
        ] {
            assert_eq!(spelled(label), name);
        }
    }
}
