//! Why a quotation is given to its speaker, in plain English, with the words of the text: from the quotation to the words
//! that name its source, and from "she" to the name. Made where it is shown; not made safe for a terminal.

use crate::annotation::{Annotations, Criteria, Quotation};
use crate::document::Document;
use crate::entity::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
use crate::quotation::Rule;
use crate::span::Span;

pub mod chain;

/// How many mentions back a pronoun's rivals are counted.
const BACK: usize = 400;

/// Words of a source and cue that are shown in one piece.
const PIECE: usize = 90;

/// The reasons, one a line, strongest first; words of the text in “ ”. Then the steps from the source's words to the actor,
/// each with its probability, and who else it could be.
pub fn explain(
    document: &Document,
    annotations: &Annotations,
    criteria: &Criteria,
    quotation: &Quotation,
) -> Vec<String> {
    let unsure = criteria.is_unsure(quotation);
    let mut lines = reasons(document, annotations, criteria, quotation);
    if quotation.chain.is_empty() {
        lines.extend(Case { text: &document.text, annotations, quotation, unsure }.chain());
    }
    lines.extend(chain::steps(document, annotations, quotation));
    lines.extend(chain::weakest(document, annotations, quotation).map(|step| format!("Weakest step: {step}")));
    let others = chain::others(annotations, quotation, unsure);
    lines.extend(others.map(|others| if unsure { format!("Unsure: {others}") } else { sentence_case(&others) }));
    lines
}

/// What the rule saw, and why the source's words are the actor; without the steps between them.
pub fn reasons(
    document: &Document,
    annotations: &Annotations,
    criteria: &Criteria,
    quotation: &Quotation,
) -> Vec<String> {
    let case = Case { text: &document.text, annotations, quotation, unsure: criteria.is_unsure(quotation) };
    let mut lines = vec![sentence_case(&case.rule())];
    lines.extend(case.link().filter(|link| !lines.contains(link)));
    lines
}

struct Case<'a> {
    text: &'a str,
    annotations: &'a Annotations,
    quotation: &'a Quotation,
    /// The actor is the likeliest of several candidates, and no more.
    unsure: bool,
}

/// Where words stand, seen from the quotation.
enum Place {
    Before,
    After,
    Inside,
}

impl<'a> Case<'a> {
    fn words(&self, span: Span) -> String {
        format!("“{}”", flat(span.of(self.text)))
    }

    fn speaker(&self) -> Option<&'a Actor> {
        self.annotations.speaker(self.quotation)
    }

    /// The speaker's name, or else the words of the source, or else "the same person".
    fn who(&self) -> String {
        let named = self.speaker().map(|actor| actor.name.clone());
        named
            .or_else(|| self.quotation.source.map(|source| self.words(source)))
            .unwrap_or_else(|| "the same".to_owned())
    }

    fn source(&self) -> String {
        self.quotation.source.map_or_else(|| self.who(), |source| self.words(source))
    }

    fn cue(&self) -> String {
        self.quotation.cue.map_or_else(|| "the words beside it".to_owned(), |cue| self.words(cue))
    }

    /// What the rule saw.
    fn rule(&self) -> String {
        let (source, cue, who) = (self.source(), self.cue(), self.who());
        match self.quotation.evidence.rule {
            Rule::SubjectVerb | Rule::SubjectAcross | Rule::InvertedCue | Rule::BesideVerb => self.attribution(),
            Rule::PassiveCue if self.quotation.source.is_some() => format!("{cue} … by {source}"),
            Rule::PassiveCue => format!("{cue} does not tell by whom"),
            Rule::Relayed => format!("{source} is quoted at second hand"),
            Rule::RelativeCue if who == source => format!("{source} is the subject of {cue}"),
            Rule::RelativeCue => format!("{source} belongs to {who}, and {cue} goes with it"),
            Rule::InfinitiveCue | Rule::ParticipleCue => {
                format!("{source} is the subject of the clause that {cue} belongs to")
            }
            Rule::CoordinatedCue => format!("{source} does the verb before {cue}, and so {cue} too"),
            Rule::AccordingTo => format!("“according to” names {source}"),
            Rule::SpeechNoun => format!("the {cue} is that of {source}"),
            Rule::NameColon => format!("{source} and a colon stand before it"),
            Rule::Repeated => format!("the same words are quoted elsewhere, as those of {who}"),
            Rule::SpeakerLabel => format!("the turn of a transcript: {source} stands before it"),
            Rule::Answer => format!("a question and its answer: {who} is interviewed"),
            Rule::Question => format!("a question and its answer: {who} asks"),
            Rule::Post => format!("{source} stands below it, as in a post"),
            Rule::Signed => format!("{source} stands below it, as in a letter"),
            Rule::Reply => format!("the line above it says that {source} wrote it, as in a reply to an e-mail"),
            Rule::SaidAfter => format!("the paragraph after it says that these are the words of {source}"),
            Rule::Script => format!("{source} stands above it, as in a script"),
            Rule::Attribution => format!("{source} stands after it, set off by {cue}"),
            Rule::Cell => format!("{source} stands in the cell beside it"),
            Rule::IntroducedBlock => format!("{source} introduces it, with a colon at the end"),
            Rule::SameSentence => format!("another quotation of the same sentence is that of {source}"),
            Rule::SentenceSubject => format!("the sentence says what {source} did with these words"),
            Rule::LearnedSpeech | Rule::LearnedAttitude if self.quotation.cue.is_some() => self.learned(),
            Rule::Reopened => format!("the paragraph before left its marks open: {who} goes on"),
            Rule::Continuation => format!("same paragraph, no other speaker since {who}"),
            Rule::Anticipation => format!("same paragraph: the next quotation in it is that of {who}"),
            Rule::PreviousSentence => format!("the sentence before is about what {source} says or does"),
            Rule::ActionBeat => format!("the same paragraph tells what {source} does"),
            Rule::Turn => self.turn(),
            Rule::Ranked if self.quotation.source.is_some() => {
                format!("of all who are named near it {source} fits best")
            }
            rule => rule.describe().to_owned(),
        }
    }

    /// “Voss” and “hopes for” read as a report: of what is said, or of what is thought.
    fn learned(&self) -> String {
        let what = match self.quotation.evidence.rule {
            Rule::LearnedSpeech => "says",
            _ => "thinks or wants",
        };
        match self.quotation.source {
            Some(source) => {
                let source = self.words(source);
                format!("{source} and {} read as a report of what somebody {what}, as learned from news", self.cue())
            }
            None => format!(
                "{} reads as a report of what somebody {what}, as learned from news; nothing tells who",
                self.cue()
            ),
        }
    }

    /// “Voss said” follows the closing mark.
    fn attribution(&self) -> String {
        let (Some(source), cue) = (self.quotation.source, self.quotation.cue) else {
            return self.quotation.evidence.rule.describe().to_owned();
        };
        let whole = cue.map_or(source, |cue| source.join(cue));
        let near = whole.end - whole.start <= PIECE && !whole.overlaps(self.quotation.span);
        let piece = if near { whole } else { source };
        let words = match cue {
            Some(cue) if !near => format!("{} with {}", self.words(source), self.words(cue)),
            _ => self.words(piece),
        };
        let marked =
            self.text.get(..self.quotation.span.end).is_some_and(|text| text.ends_with(['”', '"', '»', '’', '\'']));
        match self.place(piece) {
            Some(Place::After) if marked => format!("{words} follows the closing mark"),
            Some(Place::After) => format!("{words} follows it"),
            Some(Place::Before) => format!("{words} leads to it"),
            Some(Place::Inside) => format!("{words} stands inside it"),
            None => format!("{words} goes with it in the same sentence"),
        }
    }

    /// Where words stand that lie right beside the quotation.
    fn place(&self, words: Span) -> Option<Place> {
        let span = self.quotation.span;
        let beside = |start: usize, end: usize| {
            let between = self.text.get(start..end)?;
            (between.split_whitespace().count() <= 3 && !between.contains('\n')).then_some(())
        };
        if words.overlaps(span) {
            return Some(Place::Inside);
        }
        if words.start >= span.end {
            return beside(span.end, words.start).map(|()| Place::After);
        }
        beside(words.end, span.start).map(|()| Place::Before)
    }

    /// Speakers take turns: who spoke in the turn before.
    fn turn(&self) -> String {
        let all = &self.annotations.quotations;
        let here = all.partition_point(|other| other.span.start < self.quotation.span.start);
        let before = all.get(..here).unwrap_or_default().iter().rev().take(12).find(|other| {
            self.text.get(other.span.end..self.quotation.span.start).is_some_and(|text| text.contains('\n'))
        });
        match before.and_then(|other| self.annotations.speaker(other)) {
            Some(other) if Some(other.id) == self.quotation.actor => {
                format!("nothing names who says it: {}, who spoke before, seems to go on", other.name)
            }
            Some(other) => format!("nothing names who says it: after {} it is the turn of {}", other.name, self.who()),
            None => format!("nothing names who says it: speakers take turns, and this one is that of {}", self.who()),
        }
    }

    /// “she” is Ada Voss: the only woman named before.
    fn link(&self) -> Option<String> {
        let (actor, source) = (self.speaker()?, self.quotation.source?);
        let words = flat(source.of(self.text));
        let bare = |words: &str| words.trim_start_matches("the ").to_lowercase();
        if bare(&words) == bare(&actor.name) {
            return None;
        }
        let mention = self.mention_of(actor.id, source);
        let reason = match mention.map(|mention| mention.kind) {
            Some(MentionKind::Pronoun) => self.pronoun(actor, source, &words),
            Some(MentionKind::Nominal) => called(actor, &words),
            Some(MentionKind::Name) if words.contains(&actor.name) => return None,
            Some(MentionKind::Name) => Some("so named in full in the text".to_owned()),
            None => None,
        };
        if reason.is_none() && actor.aliases.is_empty() && words.to_lowercase().contains(&actor.name.to_lowercase()) {
            return None;
        }
        // "The aim", "the idea": whose it is.
        if mention.is_none() && words.contains(' ') && words.starts_with(['t', 'T']) {
            return Some(format!("“{words}” is that of {}", actor.name));
        }
        let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
        let is = if self.unsure { "may be" } else { "is" };
        Some(format!("“{words}” {is} {}{reason}", actor.name))
    }

    /// The speaker's mention that the words of a source are; of several the longest.
    fn mention_of(&self, actor: ActorId, source: Span) -> Option<&'a Mention> {
        let mentions = &self.annotations.mentions;
        let first = mentions.partition_point(|mention| mention.span().start + PIECE < source.start);
        let near = mentions.iter().skip(first).take_while(|mention| mention.span().start < source.end);
        near.filter(|mention| mention.actor == Some(actor) && mention.span().overlaps(source))
            .max_by_key(|mention| mention.span().end - mention.span().start)
    }

    /// Mentions before an offset, the nearest first.
    fn before(&self, offset: usize) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let mentions = &self.annotations.mentions;
        let end = mentions.partition_point(|mention| mention.span().start < offset);
        mentions.get(..end).unwrap_or_default().iter().rev().take(BACK)
    }

    fn pronoun(&self, actor: &Actor, source: Span, word: &str) -> Option<String> {
        let gender = match word.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            _ if is_first_person(word) => return Some("who tells the story".to_owned()),
            _ => return self.name_before(actor, source),
        };
        let people = if gender == Gender::Male { "man" } else { "woman" };
        let mut nearest = None;
        let mut rivals = 0;
        for mention in self.before(source.start).filter(|mention| mention.kind == MentionKind::Name) {
            let Some(other) = mention.actor.and_then(|id| self.annotations.actors.get(id.0 as usize)) else { continue };
            let person = matches!(other.kind, ActorKind::Person | ActorKind::Unknown);
            if !person || other.gender != gender && other.gender != Gender::Unknown {
                continue;
            }
            nearest.get_or_insert(other.id);
            rivals += usize::from(other.id != actor.id && other.kind == ActorKind::Person);
        }
        match nearest {
            None => None,
            Some(_) if rivals == 0 => Some(format!("the only {people} named before")),
            Some(nearest) if nearest == actor.id => Some(format!("the {people} named last")),
            Some(_) => self.name_before(actor, source).map(|name| format!("{name}, and speaks or acts around it")),
        }
    }

    /// The name that stands before the source's words.
    fn name_before(&self, actor: &Actor, source: Span) -> Option<String> {
        let own = |mention: &&Mention| mention.actor == Some(actor.id) && mention.kind != MentionKind::Pronoun;
        let name = self.before(source.start).find(own)?;
        Some(format!("named before as {}", self.words(name.span())))
    }

    /// From the source's words over the mention before it to a name, where there are more than two steps.
    fn chain(&self) -> Option<String> {
        let (actor, source) = (self.speaker()?, self.quotation.source?);
        let kind = self.mention_of(actor.id, source)?.kind;
        if kind == MentionKind::Name || is_first_person(source.of(self.text)) {
            return None;
        }
        let mut steps = vec![self.words(source)];
        for mention in self.before(source.start).filter(|mention| mention.actor == Some(actor.id)) {
            let words = self.words(mention.span());
            let named = mention.kind == MentionKind::Name;
            if steps.last().is_none_or(|last| !last.eq_ignore_ascii_case(&words)) && (named || steps.len() < 4) {
                steps.push(words);
            }
            if named {
                break;
            }
        }
        let full = format!("“{}”", actor.name);
        if steps.last() != Some(&full) && kind != MentionKind::Name && !actor.aliases.is_empty() {
            steps.push(full);
        }
        (steps.len() > 2).then(|| format!("step by step: {}", steps.join(" ← ")))
    }
}

/// “the minister” is Ada Voss: called “foreign minister” in the text.
fn called(actor: &Actor, words: &str) -> Option<String> {
    let head = words.split(' ').next_back().unwrap_or_default().to_lowercase();
    let role = actor.roles.iter().find(|role| role.to_lowercase().split(' ').any(|word| word == head))?;
    Some(format!("called “{role}” in the text"))
}

fn is_first_person(words: &str) -> bool {
    ["i", "me", "my", "myself"].iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// With every run of white space as one space.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    /// The reasons for the quotation that holds these words.
    fn reasons(text: &str, words: &str) -> Vec<String> {
        let document = plain(text.to_owned(), Metadata::default());
        let annotations = annotate(&document);
        let holds = |quotation: &&Quotation| quotation.span.of(text).contains(words);
        let quotation = annotations.quotations.iter().filter(holds).min_by_key(|quotation| quotation.span.len());
        quotation.map(|quotation| explain(&document, &annotations, &Criteria::default(), quotation)).unwrap_or_default()
    }

    #[test]
    fn the_words_beside_the_marks() {
        assert_eq!(reasons("“We will sign,” Ada Voss said.", "sign"), ["“Ada Voss said” follows the closing mark"]);
        assert_eq!(reasons("Ada Voss said: “We will sign.”", "sign"), ["“Ada Voss said” leads to it"]);
    }

    #[test]
    fn the_same_paragraph() {
        let text = "“No,” Ada Voss said. “Not today.”";
        assert_eq!(reasons(text, "Not")[0], "Same paragraph, no other speaker since Ada Voss");
    }

    #[test]
    fn from_the_pronoun_to_the_name() {
        let text = "Ada Voss met Paul Ode in Norland. “We will sign,” she said.";
        let reasons = reasons(text, "sign");
        assert_eq!(reasons[0], "“she said” follows the closing mark");
        assert_eq!(reasons[1], "“she” is Ada Voss: the only woman named before");
    }

    #[test]
    fn from_the_role_to_the_name() {
        let text = "Foreign Minister Ada Voss came to Norland. “We will sign,” the minister said.";
        assert_eq!(reasons(text, "sign")[1], "“the minister” is Ada Voss: called “foreign minister” in the text");
    }

    #[test]
    fn what_was_learned_and_whose_it_is() {
        let text = "Ada Voss supports the bill.";
        let said = "“Ada Voss” and “supports” read as a report of what somebody thinks or wants, as learned from news";
        assert_eq!(reasons(text, "the bill").first().map(String::as_str), Some(said));
        let aim = "Harbour Union members are looking for ways to help. The aim is to use their weight, urging Norland to wait.";
        assert_eq!(reasons(aim, "to wait")[1], "“The aim” is that of Harbour Union members");
    }

    proptest::proptest! {
        #[test]
        fn every_quotation_has_a_reason(text in "(Ada |Voss |the minister |she |he |Paul |Ode |said |, |\\. |“No,” |“Why\\?” |that it is |\n\n|: ){0,40}") {
            let document = plain(text, Metadata::default());
            let annotations = annotate(&document);
            for quotation in &annotations.quotations {
                let lines = explain(&document, &annotations, &Criteria::default(), quotation);
                proptest::prop_assert!(lines.iter().all(|line| !line.is_empty()) && !lines.is_empty());
            }
        }
    }
}
