//! Whole documents of a few sentences: who is who.

mod names;

use super::*;
use crate::document::{Document, Metadata, plain};
use crate::entity::mention;
use crate::entity::{ActorKind, Gender};
use crate::nlp::lexicon::Lexicon;

fn document(text: &str) -> Document {
    plain(text.to_owned(), Metadata::default())
}

/// Spans between double marks.
fn quoted(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', _) => open = Some(at),
            ('”', Some(start)) => {
                out.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Resolves as in a story, where no model decides.
fn by_state(prose: &Prose, found: &[Found], text: &str) -> Resolved {
    let (quoted, none) = (inside(found, &quoted(text)), vec![false; found.len()]);
    resolve(prose, found, Context { quoted: &quoted, source: &none, reported: &none, article: false }, &|_| 0.0)
}

fn resolved(text: &str) -> (Vec<(String, String)>, Vec<Actor>) {
    let document = document(text);
    let prose = Prose::new(&document, Lexicon::english());
    let found = mention::find(&prose);
    let resolved = by_state(&prose, &found, text);
    let who = |id: &Option<ActorId>| id.map_or("-".to_owned(), |id| resolved.actors[id.0 as usize].name.clone());
    let pairs = found.iter().zip(&resolved.of).map(|(m, id)| (m.span.of(text).to_owned(), who(id))).collect();
    (pairs, resolved.actors)
}

/// Whom each mention of these words means.
fn whom(text: &str, words: &str) -> Vec<String> {
    resolved(text).0.into_iter().filter(|(mention, _)| mention == words).map(|(_, who)| who).collect()
}

fn actor(text: &str, name: &str) -> Actor {
    let actors = resolved(text).1;
    actors.iter().find(|actor| actor.name == name).cloned().unwrap_or_else(|| panic!("{name} in {actors:#?}"))
}

#[test]
fn short_names_join_the_full_one() {
    let text = "Foreign Minister Ada Voss met Joseph “Joe” Lee. Later Voss left. Then Ms. Voss wrote to Mr. Lee.";
    assert_eq!(whom(text, "Voss"), ["Ada Voss"]);
    assert_eq!(whom(text, "Ms. Voss"), ["Ada Voss"]);
    let voss = actor(text, "Ada Voss");
    assert_eq!((voss.kind, voss.gender), (ActorKind::Person, Gender::Female));
    assert_eq!(voss.roles, ["foreign minister"]);
}

#[test]
fn people_with_one_surname_stay_apart() {
    let text = "Then Mr. Ode came with Mrs. Ode. Later Mr. Ode left. Then Mrs. Ode wept.";
    assert_eq!(whom(text, "Mr. Ode"), ["Mr. Ode", "Mr. Ode"]);
    assert_eq!(whom(text, "Mrs. Ode"), ["Mrs. Ode", "Mrs. Ode"]);
    let text = "Yesterday Ann Lee met Paul Lee. Then Ann Lee left. “No,” said Lee.";
    assert_eq!(whom(text, "Lee"), ["Ann Lee"]);
}

#[test]
fn titles_tell_who_is_who() {
    let text = "Then Mrs. Ode came with Admiral Ode. Later Mrs. Ode left.";
    assert_eq!(whom(text, "Mrs. Ode"), ["Mrs. Ode", "Mrs. Ode"]);
    assert_eq!(whom(text, "Admiral Ode"), ["Ode"], "an article drops ranks");
    let text = "Then Ellen Venska came. Later Countess Venska left. Then Madame Venska wept.";
    assert_eq!(whom(text, "Countess Venska"), ["Ellen Venska"]);
    assert_eq!(whom(text, "Madame Venska"), ["Ellen Venska"]);
    let text = "Then Sir Paul Ode came with Ann Lee. Later Sir Paul left with Mr. van der Venn. So van der Venn wept.";
    assert_eq!(whom(text, "Sir Paul"), ["Paul Ode"], "an article drops honours");
    assert_eq!(whom(text, "Mr. van der Venn"), ["Mr. van der Venn"]);
}

#[test]
fn who_is_called_the_something_keeps_the_article() {
    let text = "Then the Silent Man came. He wept. “No,” said the Silent Man. Later the Silent Man left.";
    assert_eq!(whom(text, "Silent Man"), ["the Silent Man"; 3]);
    let text = "Then the Ada Voss book came. She wept. Later the Ada Voss show was over.";
    assert_eq!(whom(text, "Ada Voss"), ["Ada Voss", "Ada Voss"]);
}

#[test]
fn a_name_in_capitals_is_shown_as_it_is_written_elsewhere() {
    let text = "THE STORY OF CLARISSA\n\nThen Clarissa left. Later Clarissa wept.";
    assert_eq!(whom(text, "Clarissa"), ["Clarissa", "Clarissa"]);
}

#[test]
fn what_things_are_in_is_a_place() {
    let text = "Then he lived in Varby. “Yes,” said Varby. It was cold in Varby. Nothing was sold in Varby or near Varby. \
He liked Varby. Nothing like Varby was known. In Varby nobody slept.";
    assert_eq!(actor(text, "Varby").kind, ActorKind::Place);
}

#[test]
fn pet_names_and_initials() {
    let text = "Here Elizabeth Venn sat. “Go,” said Lizzy. Then E. Venn and Elizabeth went.";
    assert_eq!(whom(text, "Lizzy"), ["Elizabeth Venn"]);
    assert_eq!(whom(text, "E. Venn"), ["Elizabeth Venn"]);
}

#[test]
fn an_acronym_joins_its_long_form() {
    let text =
        "There the Norland Trade Council (NTC) met. Later the NTC agreed. Then the US and the United States did.";
    assert_eq!(whom(text, "NTC"), ["Norland Trade Council", "Norland Trade Council"]);
    assert_eq!(whom(text, "US"), ["United States"]);
}

#[test]
fn a_role_means_who_bears_it() {
    let text =
        "On Monday Ukrainian President Ola Venko met Norland’s president, Karl Ode. Then the Ukrainian president left.";
    assert_eq!(whom(text, "the Ukrainian president"), ["Ola Venko"]);
    assert_eq!(whom(text, "Norland’s president"), ["Karl Ode"]);
}

#[test]
fn an_administration_is_not_its_head() {
    let text = "Today President Ada Voss left. Then the Voss administration fell. Later the administration returned.";
    assert_eq!(whom(text, "the Voss administration"), ["Voss administration"]);
    assert_eq!(whom(text, "the administration"), ["Voss administration"]);
    assert_eq!(actor(text, "Voss administration").kind, ActorKind::Organisation);
}

#[test]
fn pronouns_agree() {
    let text = "Yesterday Ada Voss met Paul Ode. She told him no. He wept.";
    assert_eq!(whom(text, "She"), ["Ada Voss"]);
    assert_eq!(whom(text, "him"), ["Paul Ode"]);
    assert_eq!(whom(text, "He"), ["Paul Ode"]);
    assert_eq!(whom("“I know,” said Ada Voss. “You do?” he asked.", "he"), ["-"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_resolved(text in "(Mr\\. |Mrs\\. |Ada |Voss |the |of |said |he |she |minister |her |, |\\. |“|” |\n|Paul |NTC |is |a |Lee ){0,60}") {
        let document = document(&text);
        let prose = Prose::new(&document, Lexicon::english());
        let found = mention::find(&prose);
        let resolved = by_state(&prose, &found, &text);
        proptest::prop_assert_eq!(resolved.of.len(), found.len());
        proptest::prop_assert_eq!(resolved.named.len(), resolved.actors.len());
        for id in resolved.of.iter().flatten() {
            proptest::prop_assert!(resolved.actors.get(id.0 as usize).is_some_and(|actor| !actor.name.is_empty()));
        }
    }
}

#[test]
fn who_tells_a_story_has_the_name_that_they_say() {
    let walk = "I went down to the quay, and I sat there. I was cold, and I thought of my brother Lee. ".repeat(3);
    let text = format!("My father’s name being Voss, I called myself Pim. {walk}");
    assert!(whom(&text, "I").iter().all(|who| who == "Pim"), "{:?}", whom(&text, "I"));
    let text = format!("My father’s name was Voss. {walk}");
    assert!(whom(&text, "I").iter().all(|who| who == "the narrator"), "{:?}", whom(&text, "I"));
}

#[test]
fn wives_and_daughters_are_not_whom_they_are_named_after() {
    let bare = "Kelm Ode saw the quay. ".repeat(9);
    let text = format!("{bare} Mrs. Kelm Ode waited. Ode laughed. Mrs. Ode came. Mr. Ode left.");
    assert_eq!(whom(&text, "Ode"), ["Kelm Ode"]);
    assert_eq!(whom(&text, "Mr. Ode"), ["Kelm Ode"]);
    assert_eq!(whom(&text, "Mrs. Ode"), ["Mrs. Ode"]);
    let text = "Ada Voss met Ada Voss’s aunt Clara Voss. Ada Voss, Ada Voss, Ada Voss! Miss Voss saw Mrs. Voss.";
    assert_eq!(whom(text, "Miss Voss"), ["Ada Voss"]);
    assert_eq!(whom(text, "Mrs. Voss"), ["Mrs. Voss"]);
}

#[test]
fn a_given_name_is_whose_who_answers_to_it() {
    let call = "“Come in, Henry!” cried Ada.\n\nMr. Ode laughed, and Mr. Ode came.\n\n";
    let text = format!("{}Henry sat down.", call.repeat(3));
    assert_eq!(whom(&text, "Henry"), vec![actor(&text, "Mr. Ode").name; 4]);
    let apart = format!("{}{}", call.repeat(2), "Henry and Mr. Ode sat down.\n\n".repeat(5));
    assert!(whom(&apart, "Henry").iter().all(|who| who == "Henry"), "narration names both together");
    let once = format!("{call}Henry sat down.");
    assert!(whom(&once, "Henry").iter().all(|who| who == "Henry"), "once is chance");
}
