//! An actor's card: who they are in the text's own words, all they said, all that is said about them, where they are
//! mentioned.

use crate::command::Command;
use crate::entity::{Actor, ActorId};

use super::evidence::{labelled, percent, shorten};
use super::filter::Who;
use super::found::Found;
use super::page::{Line, Page, Target};
use super::pickers::count;
use super::rich::{Piece, Role, line};
use super::{App, Overlay};

/// Mentions that are listed, at most; a novel's hero has thousands.
const MENTIONS: usize = 300;

impl App {
    /// Lays the card of the current actor over the panes.
    pub(super) fn open_card(&mut self) {
        let who = self.current_who();
        match who.and_then(|who| self.card(who)) {
            Some(page) => self.lay(Overlay::Page(page), Command::ActorCard),
            None if self.reader().found.is_none() => self.tell("still analysing"),
            None => self.tell("no actor here"),
        }
    }

    fn card(&self, who: Who) -> Option<Page> {
        let found = self.reader().found.as_ref()?;
        let mut lines = Vec::new();
        match who {
            Who::Actor(id) => lines.extend(found.actor(id).map(|actor| who_they_are(found, actor)).unwrap_or_default()),
            Who::Unsure => lines.push(Line::of(vec![Piece::plain("Several people could have said these.")])),
            Who::Nobody => lines.push(Line::of(vec![Piece::plain("No speaker is named near these quotations.")])),
        }
        self.said(found, who, &mut lines);
        if let Who::Actor(id) = who {
            self.said_about(found, id, &mut lines);
            self.mentioned(found, id, &mut lines);
        }
        let letter = if found.count(who) > 0 { format!("{} ", found.letter(who)) } else { String::new() };
        Some(Page::new(&format!("{letter}{}", found.name(who)), lines))
    }

    fn said(&self, found: &Found, who: Who, lines: &mut Vec<Line>) {
        let quotations = found.annotations.quotations.iter().enumerate();
        let shown = quotations.filter(|(_, quotation)| found.criteria.keeps(quotation));
        let theirs = shown.filter(|(_, quotation)| found.speakers(quotation).any(|other| other == who));
        let theirs: Vec<usize> = theirs.map(|(index, _)| index).collect();
        if !theirs.is_empty() {
            lines.push(Line::default());
            lines.push(Line::heading(&format!("Said ({})", theirs.len())));
            lines.extend(theirs.into_iter().filter_map(|index| self.quotation_line(found, index, false)));
        }
    }

    /// What others say that mentions the actor.
    fn said_about(&self, found: &Found, id: ActorId, lines: &mut Vec<Line>) {
        let mentions = found.annotations.mentions.iter().filter(|mention| mention.actor == Some(id));
        let mut about: Vec<usize> = mentions.filter_map(|mention| found.quotation_at(mention.span().start)).collect();
        about.dedup();
        about.retain(|&index| !self.reader().is_said_by(index, Who::Actor(id)));
        if !about.is_empty() {
            lines.push(Line::default());
            lines.push(Line::heading(&format!("Said about them ({})", about.len())));
            lines.extend(about.into_iter().filter_map(|index| self.quotation_line(found, index, true)));
        }
    }

    fn mentioned(&self, found: &Found, id: ActorId, lines: &mut Vec<Line>) {
        let all = || found.annotations.mentions.iter().filter(|mention| mention.actor == Some(id));
        let total = all().count();
        if total == 0 {
            return;
        }
        lines.push(Line::default());
        lines.push(Line::heading(&format!("Mentioned ({total})")));
        for mention in all().take(MENTIONS) {
            let pieces = self.in_context(mention.span(), Role::Source);
            lines.push(Line::of(pieces).indent(2).clip().to(Target::Offset(mention.span().start)));
        }
        if total > MENTIONS {
            let more = Piece::new(&format!("and {} more", total - MENTIONS), Role::Dim);
            lines.push(Line::of(vec![more]).indent(2));
        }
    }

    /// One line with a quotation's first words and, where asked, its speaker.
    fn quotation_line(&self, found: &Found, index: usize, with_speaker: bool) -> Option<Line> {
        let document = self.reader().document()?;
        let quotation = found.quotation(index)?;
        let who = found.who(quotation);
        let sure = Piece::new(&format!("{:>3}% ", percent(quotation.confidence)), Role::Dim);
        let mut pieces = vec![sure];
        if with_speaker {
            let by = line(&found.said_by(quotation, &document.text));
            pieces.push(Piece::new(&format!("{} {by}: ", found.letter(who)), Role::Speaker(who)));
        }
        // Only as much as one row can show is looked at: a long one costs no more than a short one.
        let words = shorten(&line(&head(quotation.span.of(&document.text))), 200);
        pieces.push(Piece::new(&words, if with_speaker { Role::Plain } else { Role::Speaker(who) }));
        Some(Line::of(pieces).indent(2).clip().to(Target::Quotation(index)))
    }
}

fn head(words: &str) -> String {
    words.chars().take(400).collect()
}

fn who_they_are(found: &Found, actor: &Actor) -> Vec<Line> {
    let joined = |names: &[String]| line(&names.join(" · "));
    let whole = found.total.max(1);
    let theirs = found.count(Who::Actor(actor.id)) as usize;
    let share = (theirs * 100 + whole / 2) / whole;
    let said = format!("{} of {whole} ({share}%)", count(theirs, "quotation"));
    let mut lines = vec![labelled("Kind", vec![Piece::plain(actor.kind.name())])];
    if !actor.roles.is_empty() {
        lines.push(labelled("In the text", vec![Piece::new(&joined(&actor.roles), Role::Strong)]));
    }
    if !actor.aliases.is_empty() {
        lines.push(labelled("Also", vec![Piece::plain(&joined(&actor.aliases))]));
    }
    lines.push(labelled("Says", vec![Piece::plain(&said)]));
    lines.push(labelled("Mentioned", vec![Piece::plain(&count(actor.mentions as usize, "time"))]));
    lines
}
