//! The page of evidence: who said a quotation, which words say so, by which rule, and how one comes from "he" to the
//! name.

use crate::command::Command;
use crate::entity::{ActorId, Mention, MentionKind};
use crate::explanation;
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
        let current = self.reader().current(&self.view());
        match current.and_then(|index| self.evidence(index)) {
            Some(page) => {
                if let Some(index) = current {
                    self.reader_mut().select(index);
                    self.follow_selection();
                }
                self.lay(Overlay::Page(page), Command::Evidence);
            }
            None if self.reader().found.is_none() => self.tell("still analysing"),
            None => self.tell("no quotation here"),
        }
    }

    fn evidence(&self, index: usize) -> Option<Page> {
        let reader = self.reader();
        let (document, found) = (reader.document()?, reader.found.as_ref()?);
        let quotation = found.quotation(index)?;
        let who = found.who(quotation);
        let words = |span: Span| line(span.of(&document.text));
        let title = who.actor().and_then(|id| found.actor(id)).and_then(|actor| actor.roles.first());
        let mut speaker = vec![
            Piece::new(&format!("{} ", found.letter(who)), Role::Speaker(who)),
            Piece::new(&line(found.name(who)), Role::Strong),
        ];
        speaker.extend(title.map(|title| Piece::new(&format!(", {}", line(title)), Role::Dim)));
        let rule = quotation.evidence.rule;
        let mut lines = vec![
            Line::of(vec![Piece::new(&shorten(&words(quotation.span), 400), Role::Speaker(who))])
                .to(Target::Quotation(index)),
            Line::default(),
            labelled("Speaker", speaker),
            labelled("Kind", vec![Piece::plain(quotation.kind.name())]),
            labelled("Confidence", confidence(quotation.confidence)),
        ];
        for (label, span, role) in [("Source", quotation.source, Role::Source), ("Cue", quotation.cue, Role::Cue)] {
            lines.push(match span {
                Some(span) => labelled(label, vec![Piece::new(&words(span), role)]).to(Target::Offset(span.start)),
                None => labelled(label, vec![Piece::new("none", Role::Dim)]),
            });
        }
        lines.push(labelled("Rule", vec![Piece::plain(rule.name())]));
        lines.push(Line::default());
        lines.push(Line::heading("Why"));
        for reason in explanation::explain(document, &found.annotations, quotation) {
            lines.push(Line::of(vec![Piece::new("• ", Role::Dim), Piece::plain(&line(&reason))]).indent(2).hang(2));
        }
        if let (Who::Actor(id), Some(source)) = (who, quotation.source) {
            let chain = chain(found, id, source, |mention| words(mention.span()));
            if chain.len() > 1 {
                lines.push(Line::default());
                lines.push(Line::heading("From these words to the name"));
                lines.extend(chain.iter().enumerate().map(|(nth, mention)| self.link(nth, mention)));
            }
        }
        Some(Page::new("Evidence", lines))
    }

    /// One link of the chain: the mention in its surroundings.
    fn link(&self, nth: usize, mention: &Mention) -> Line {
        let what = match mention.kind {
            MentionKind::Name => "name",
            MentionKind::Pronoun => "pronoun",
            MentionKind::Nominal => "words",
        };
        let arrow = if nth == 0 { "  " } else { "↑ " };
        let mut pieces = vec![Piece::new(&format!("{arrow}{what:<9}"), Role::Dim)];
        pieces.extend(self.in_context(mention.span(), Role::Source));
        Line::of(pieces).clip().to(Target::Offset(mention.span().start))
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
fn chain(found: &Found, actor: ActorId, source: Span, words: impl Fn(&Mention) -> String) -> Vec<Mention> {
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
