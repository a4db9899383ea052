//! Who speaks, on the screen: joint speakers, unsure and unnamed ones, attitudes, and the steps to a name.

use std::sync::Arc;

use dixit::annotation::{Annotations, Candidate, Link, QuotationKind, Step};
use dixit::app::{Message, Pane, Who};
use dixit::config::theme::ColourDepth;
use dixit::entity::ActorId;
use dixit::quotation::{Evidence, Rule};
use ratatui::style::Modifier;

use super::fixture::{Screen, annotations, document};

const VOSS: ActorId = ActorId(0);
const HALE: ActorId = ActorId(1);
const OKOYE: ActorId = ActorId(3);
const COUNCIL: ActorId = ActorId(4);

/// The second quotation, "We will not sign what we cannot keep".
const SECOND: usize = 1;

fn changed(screen: Screen, change: impl FnOnce(&mut Annotations)) -> Screen {
    let mut screen = screen;
    let mut annotations = annotations(&document());
    change(&mut annotations);
    screen.send(Message::Annotated { index: 0, annotations: Arc::new(annotations) });
    screen
}

fn screen(width: u16, height: u16, change: impl FnOnce(&mut Annotations)) -> Screen {
    changed(Screen::opened(width, height), change)
}

fn unsure(annotations: &mut Annotations) {
    let quotation = &mut annotations.quotations[SECOND];
    quotation.confidence = 0.46;
    quotation.candidates = [Candidate { actor: HALE, probability: 0.31 }].into();
}

fn joint(annotations: &mut Annotations) {
    annotations.quotations[SECOND].also = [OKOYE].into();
}

fn attitude(annotations: &mut Annotations) {
    let quotation = &mut annotations.quotations[SECOND];
    quotation.kind = QuotationKind::Attitude;
    quotation.evidence = Evidence { rule: Rule::LearnedAttitude };
}

fn unnamed(annotations: &mut Annotations) {
    annotations.actors[COUNCIL.0 as usize].named = false;
    "a spokesman".clone_into(&mut annotations.actors[COUNCIL.0 as usize].name);
}

fn count(screen: &Screen, who: Who) -> u32 {
    screen.app.reader().found.as_ref().expect("analysed").count(who)
}

#[test]
fn attitude_is_hidden_until_kinds_include_it() {
    let screen = screen(120, 40, attitude);
    assert!(screen.text().contains("Quotations 14 "), "{}", screen.text());
    assert_eq!(count(&screen, Who::Actor(VOSS)), 6);
    let listed = |screen: &Screen| screen.text().contains("│▌  “We will not sign");
    assert!(!listed(&screen), "{}", screen.text());
    let screen = screen.press("i i i i i");
    assert!(screen.text().contains("attitudes: what people think or want (15)"), "{}", screen.text());
    assert!(screen.text().contains("with attitudes"), "the filter says so: {}", screen.text());
    assert!(screen.text().contains("attitude  97%"), "{}", screen.text());
    assert_eq!((count(&screen, Who::Actor(VOSS)), listed(&screen)), (7, true), "{}", screen.text());
    let screen = screen.press("esc");
    assert_eq!(count(&screen, Who::Actor(VOSS)), 7, "what leaves nothing out is not dropped");
    let screen = screen.press("i");
    assert_eq!((count(&screen, Who::Actor(VOSS)), listed(&screen)), (6, false));
}

#[test]
fn query_for_attitudes_shows_them_and_they_go_with_it() {
    let screen = screen(120, 40, attitude).press("f").types("kind:attitude").press("enter");
    assert_eq!(screen.app.reader().shown(), [SECOND]);
    let screen = screen.press("A");
    assert!(!screen.app.reader().shown().contains(&SECOND) && screen.app.reader().shown().len() == 14);
}

#[test]
fn selected_attitude_stays_selected_while_it_is_shown() {
    let screen = screen(120, 40, attitude).press("i i i i i ] ]");
    assert_eq!(screen.app.reader().selected, Some(SECOND));
    let screen = screen.press("i");
    assert_eq!(screen.app.reader().selected, Some(SECOND + 1), "the next one that is shown");
}

#[test]
fn unsure_quotation_shows_its_candidates_and_counts_for_nobody() {
    let screen = screen(120, 40, unsure);
    assert!(screen.text().contains("~ unsure: Ada Voss 46%, Jonas"), "{}", screen.text());
    assert_eq!((count(&screen, Who::Actor(VOSS)), count(&screen, Who::Unsure)), (6, 1));
    let rows = &screen.app.reader().found.as_ref().unwrap().rows;
    let speaking: Vec<Who> = rows.iter().copied().filter(|&who| count(&screen, who) > 0).collect();
    assert_eq!(speaking.last(), Some(&Who::Unsure));
    let screen = screen.press("] ]");
    assert!(screen.text().contains("~ unsure: Ada Voss 46%, Jonas Hale 31% · direct"), "{}", screen.text());
}

#[test]
fn filter_by_unsure_keeps_unsure_quotations_alone() {
    let screen = screen(120, 40, unsure).press("] ] s");
    assert_eq!(screen.app.reader().shown(), [SECOND]);
    assert!(screen.text().contains("only unsure"), "{}", screen.text());
    let screen = screen.press("A f").types("speaker:voss").press("enter");
    assert!(!screen.app.reader().shown().contains(&SECOND));
}

#[test]
fn joint_speakers_are_shown_and_counted_and_found_by_either() {
    let screen = screen(120, 40, joint);
    assert!(screen.text().contains("V Ada Voss and Mina Okoye"), "{}", screen.text());
    assert_eq!((count(&screen, Who::Actor(VOSS)), count(&screen, Who::Actor(OKOYE))), (7, 2));
    let screen = screen.press("f").types("speaker:okoye").press("enter");
    assert_eq!(screen.app.reader().shown(), [SECOND, 8]);
    let screen = screen.press("A f").types("speaker:voss").press("enter");
    assert!(screen.app.reader().shown().contains(&SECOND));
    let screen = screen.press("A tab tab").press("g j j j a");
    assert_eq!(screen.app.focus(), Pane::Actors);
    assert!(screen.text().contains("“We will not sign what we cannot keep,”"), "on Okoye's card: {}", screen.text());
}

#[test]
fn joint_speakers_both_have_their_letter_in_the_margin() {
    let screen = screen(120, 40, joint);
    assert!(screen.text().lines().any(|row| row.contains("VO “We will not sign")), "{}", screen.text());
}

/// Modifiers of the cells of these words, where they stand first.
fn modifiers(screen: &Screen, words: &str) -> Modifier {
    let (buffer, text) = (screen.draw(), screen.text());
    let (y, row) = text.lines().enumerate().find(|(_, row)| row.contains(words)).unwrap_or_else(|| panic!("{text}"));
    let x = row.split(words).next().unwrap_or_default().chars().count();
    buffer[(x as u16, y as u16)].modifier
}

#[test]
fn unnamed_source_has_a_style_of_its_own_with_and_without_colours() {
    let coloured = screen(120, 40, unnamed).press("tab tab");
    assert!(modifiers(&coloured, "a spokesman ").contains(Modifier::ITALIC));
    assert!(!modifiers(&coloured, "Jonas Hale ").contains(Modifier::ITALIC));
    let plain = changed(Screen::in_colours(120, 40, ColourDepth::None), unnamed).press("tab tab");
    assert!(modifiers(&plain, "a spokesman ").contains(Modifier::UNDERLINED));
    assert!(!modifiers(&plain, "Jonas Hale ").contains(Modifier::UNDERLINED));
}

/// The fourth quotation is that of "She": traced to a name, with a runner-up.
fn traced(annotations: &mut Annotations) {
    let name = annotations.mentions[3].span();
    let quotation = &mut annotations.quotations[3];
    let source = quotation.source.expect("she");
    let link = |step, words, probability| Link { step, words, probability };
    quotation.confidence = 0.58;
    quotation.candidates = [Candidate { actor: OKOYE, probability: 0.31 }].into();
    quotation.chain =
        [link(Step::Source, source, 0.97), link(Step::Pronoun, name, 0.61), link(Step::Name, name, 0.99)].into();
}

#[test]
fn evidence_shows_the_chain_and_the_runner_up() {
    for (width, height) in [(80, 24), (120, 40)] {
        let text = screen(width, height, traced).press("4 ] e").text();
        assert!(text.contains("or Mina Okoye, 31%"), "{text}");
        assert!(text.contains("weakest step: “She” stands for “Ada Voss”, 61%"), "{text}");
        for step in ["source    97% …", "↑ pronoun   61% …", "↑ name      99% …"] {
            assert!(text.contains(step), "{step}: {text}");
        }
    }
}

#[test]
fn evidence_of_an_unsure_quotation_names_all_candidates() {
    let text = screen(120, 40, unsure).press("] ] e").text();
    assert!(text.contains("~ unsure") && text.contains("Ada Voss, 46%, or Jonas Hale, 31%"), "{text}");
}

#[test]
fn evidence_of_joint_speakers_names_both() {
    let text = screen(120, 40, joint).press("] ] e").text();
    assert!(text.contains("Speaker      V Ada Voss, foreign minister"), "{text}");
    assert!(text.contains("and          O Mina Okoye"), "{text}");
}

#[test]
fn every_size_draws_joint_unsure_and_unnamed_speakers() {
    for (width, height) in [(20, 6), (40, 12), (80, 24), (120, 40), (200, 60)] {
        let all = |annotations: &mut Annotations| {
            unsure(annotations);
            unnamed(annotations);
            traced(annotations);
            annotations.quotations[6].also = [OKOYE, COUNCIL].into();
        };
        for keys in ["", "tab", "tab tab", "] ] e", "tab tab a", "% %", "S", "i i i i i"] {
            assert!(!screen(width, height, all).press(keys).text().is_empty());
        }
    }
}
