//! The page of evidence: who said a quotation, which words say so, by which rule, and how one comes from "he" to the
//! name.

use crate::annotation::{Link, Quotation, Step};
use crate::command::Command;
use crate::document::Document;
use crate::entity::{ActorId, Mention, MentionKind};
use crate::explanation::{self, chain};
use crate::span::Span;

use super::filter::Who;
use super::found::Found;
use super::page::{Line, Page, Target};
use super::rich::{Piece, Role, line};
use super::{App, Overlay};

/// Cells of the column of labels.
const LABEL: u16 = 13;
/// Links of a chain that are shown, at most.
const LINKS: usize = 6;

impl App {
    /// Lays the evidence of the current quotation over the panes.
    pub(super) fn open_evidence(&mut self) {
        match self.current() {
            Some(index) => self.open_evidence_of(index),
            None => self.tell_no_quotation(),
        }
    }

    /// Lays the evidence of a quotation over the panes, and selects it.
    pub(super) fn open_evidence_of(&mut self, index: usize) {
        if let Some(page) = self.evidence(index) {
            self.select(index);
            self.lay(Overlay::Page(page), Command::Evidence);
        }
    }

    fn evidence(&self, index: usize) -> Option<Page> {
        let reader = self.reader();
        let (document, found) = (reader.document()?, reader.found.as_ref()?);
        let quotation = found.quotation(index)?;
        let who = found.who(quotation);
        let words = |span: Span| line(span.of(&document.text));
        let said = Piece::new(&shorten(&words(quotation.span), 400), Role::Speaker(who));
        let mut lines = vec![Line::of(vec![said]).to(Target::Quotation(index)), Line::default()];
        lines.extend(speaker(document, found, quotation));
        lines.push(labelled("Kind", vec![Piece::plain(quotation.kind.name())]));
        // Of an unsure one how likely the likeliest candidate is.
        let likeliest = quotation.possible().first().map_or(0.0, |it| it.probability);
        let sure = if who == Who::Unsure { likeliest } else { quotation.confidence };
        lines.push(labelled("Confidence", confidence(sure)));
        if let Some(step) = chain::weakest(document, &found.annotations, quotation) {
            lines.push(labelled("", vec![Piece::new(&format!("weakest step: {}", line(&step)), Role::Dim)]));
        }
        for (label, span, role) in [("Source", quotation.source, Role::Source), ("Cue", quotation.cue, Role::Cue)] {
            lines.push(match span {
                Some(span) => labelled(label, vec![Piece::new(&words(span), role)]).to(Target::Offset(span.start)),
                None => labelled(label, vec![Piece::new("none", Role::Dim)]),
            });
        }
        lines.push(labelled("Rule", vec![Piece::plain(quotation.evidence.rule.name())]));
        let mut why = vec![Line::default(), Line::heading("Why")];
        why.extend(
            explanation::reasons(document, &found.annotations, &found.criteria, quotation).iter().map(|reason| {
                Line::of(vec![Piece::new("• ", Role::Dim), Piece::plain(&line(reason))]).indent(2).hang(2)
            }),
        );
        // Probabilities say more than words.
        let traced = chain::is_telling(quotation);
        let mut trace = if traced { self.steps(quotation) } else { self.mentions(found, quotation) };
        if !trace.is_empty() {
            trace.splice(0..0, [Line::default(), Line::heading("From these words to the name")]);
        }
        lines.extend(if traced { [trace, why] } else { [why, trace] }.into_iter().flatten());
        Some(Page::new("Evidence", lines).about(index))
    }

    /// The steps from the source's words to the actor, each with its probability.
    fn steps(&self, quotation: &Quotation) -> Vec<Line> {
        let step = |(nth, link): (usize, &Link)| {
            let what = match link.step {
                Step::Source => "source",
                Step::Pronoun => "pronoun",
                Step::NounPhrase => "phrase",
                Step::Name => "name",
            };
            let sure = format!("{:>4} ", format!("{}%", percent(link.probability)));
            self.link(nth, &format!("{what:<9}{sure}"), link.words)
        };
        quotation.chain.iter().enumerate().map(step).collect()
    }

    /// The mentions from the source's words back to a name, where there are several.
    fn mentions(&self, found: &Found, quotation: &Quotation) -> Vec<Line> {
        let Some(text) = self.reader().document().map(|document| document.text.as_str()) else { return Vec::new() };
        let (Some(id), Some(source)) = (found.who(quotation).actor(), quotation.source) else { return Vec::new() };
        let mentions = mentions_back(found, id, source, |mention| line(mention.span().of(text)));
        let what = |mention: &Mention| match mention.kind {
            MentionKind::Name => "name",
            MentionKind::Pronoun => "pronoun",
            MentionKind::Nominal => "words",
        };
        let mentions = Some(mentions).filter(|mentions| mentions.len() > 1).unwrap_or_default();
        let link = |(nth, mention): (usize, &Mention)| self.link(nth, &format!("{:<9}", what(mention)), mention.span());
        mentions.iter().enumerate().map(link).collect()
    }

    /// One link of the chain: words in their surroundings.
    fn link(&self, nth: usize, what: &str, words: Span) -> Line {
        let arrow = if nth == 0 { "  " } else { "↑ " };
        let mut pieces = vec![Piece::new(&format!("{arrow}{what}"), Role::Dim)];
        pieces.extend(self.in_context(words, Role::Source));
        Line::of(pieces).clip().to(Target::Offset(words.start))
    }

    /// Words of the text with a little of what stands around them, on one line.
    pub(super) fn in_context(&self, span: Span, role: Role) -> Vec<Piece> {
        let Some(document) = self.reader().document() else { return Vec::new() };
        let text = &document.text;
        let block = document.blocks.get(document.block_at(span.start)).map_or(span, |block| block.span);
        let start = word_start(text, block.start, span.start, 24);
        let end = super::actions::floor_boundary(text, block.end.min(span.end + 90)).max(span.end);
        let more = if start > block.start { "…" } else { "" };
        let before = line(Span::new(start, span.start).of(text));
        let space = |joined: bool| if joined { " " } else { "" };
        let ends_apart = Span::new(start, span.start).of(text).ends_with(char::is_whitespace);
        let after = Span::new(span.end, end).of(text);
        vec![
            Piece::new(&format!("{more}{before}{}", space(ends_apart)), Role::Dim),
            Piece::new(&line(span.of(text)), role),
            Piece::new(&format!("{}{}", space(after.starts_with(char::is_whitespace)), line(after)), Role::Dim),
        ]
    }
}

/// Who said it: one, several together, or each who could have; and who else it could be.
fn speaker(document: &Document, found: &Found, quotation: &Quotation) -> Vec<Line> {
    let who = found.who(quotation);
    let marked = |who: Who, name: &str, role: Role| {
        vec![Piece::new(&format!("{} ", found.letter(who)), Role::Speaker(who)), Piece::new(&line(name), role)]
    };
    let mut lines = Vec::new();
    if who == Who::Unsure {
        lines.push(labelled("Speaker", marked(who, "unsure", Role::Strong)));
    } else if who == Who::Nobody {
        let role = if found.annotations.source_words(quotation, &document.text).is_some() {
            Role::Unnamed
        } else {
            Role::Strong
        };
        lines.push(labelled("Speaker", marked(who, &found.said_by(quotation, &document.text), role)));
    } else {
        for (nth, who) in found.speakers(quotation).enumerate() {
            let role = if found.is_unnamed(who) { Role::Unnamed } else { Role::Strong };
            let mut pieces = marked(who, found.name(who), role);
            let title = who.actor().and_then(|id| found.actor(id)).and_then(|actor| actor.roles.first());
            pieces.extend(title.map(|title| Piece::new(&format!(", {}", line(title)), Role::Dim)));
            lines.push(labelled(if nth == 0 { "Speaker" } else { "and" }, pieces));
        }
    }
    let others = chain::others(&found.annotations, quotation, who == Who::Unsure);
    lines.extend(others.map(|others| labelled("", vec![Piece::new(&line(&others), Role::Dim)])));
    lines
}

/// Where the words before `at` start that fit in `room` bytes: after white space, not before `least`.
fn word_start(text: &str, least: usize, at: usize, room: usize) -> usize {
    let from = super::actions::floor_boundary(text, at.saturating_sub(room)).max(least);
    if from == least {
        return least;
    }
    let words = Span::new(from, at).of(text);
    words.find(char::is_whitespace).map_or(at, |gap| from + gap)
}

/// A line of a label and what it is.
pub(super) fn labelled(label: &str, mut pieces: Vec<Piece>) -> Line {
    pieces.insert(0, Piece::new(&format!("{label:<width$}", width = usize::from(LABEL)), Role::Dim));
    Line::of(pieces).hang(LABEL)
}

/// A bar of ten cells and percent.
fn confidence(confidence: f32) -> Vec<Piece> {
    let confidence = confidence.clamp(0.0, 1.0);
    let full = (confidence * 10.0).round() as usize;
    vec![
        Piece::new(&"━".repeat(full), Role::Strong),
        Piece::new(&"─".repeat(10 - full), Role::Dim),
        Piece::plain(&format!(" {}%", percent(confidence))),
    ]
}

/// A confidence as whole percent.
pub fn percent(confidence: f32) -> u32 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// At most so many characters, with `…`.
pub(super) fn shorten(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}

/// From the words that name the source back to a name: each mention of the same actor until there is one, then the
/// mention that has the whole name.
fn mentions_back(found: &Found, actor: ActorId, source: Span, words: impl Fn(&Mention) -> String) -> Vec<Mention> {
    let mentions = &found.annotations.mentions;
    let after = mentions.partition_point(|mention| mention.span().start < source.end);
    let before = mentions.get(..after).unwrap_or_default().iter().rev();
    let same = |mention: &&Mention| mention.actor == Some(actor);
    let mut links: Vec<Mention> = Vec::new();
    for mention in before.filter(same) {
        if links.is_empty() && !mention.span().overlaps(source) {
            // The source's own words are no mention of the actor: start with the words themselves.
            links.push(Mention::new(source, MentionKind::Nominal, Some(actor)));
        }
        if links.len() < LINKS || mention.kind == MentionKind::Name {
            links.push(*mention);
        }
        if mention.kind == MentionKind::Name {
            break;
        }
    }
    let name = found.name(Who::Actor(actor));
    let full = mentions.iter().filter(same).find(|mention| words(mention) == name);
    if let Some(full) = full
        && links.last().is_none_or(|last| words(last) != name)
    {
        links.push(*full);
    }
    links
}
