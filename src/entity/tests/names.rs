//! Names of one actor, and names that only look like one.

use super::{Gender, actor, resolved, whom};

#[test]
fn country_does_not_join_a_person_or_body_named_after_it() {
    let text = "Then Israel Vale spoke in Israel. Later Israel agreed, and Norway Air in Norway did not.";
    assert_eq!(whom(text, "Israel"), ["Israel", "Israel"]);
    assert_eq!(whom(text, "Norway"), ["Norway"]);
}

#[test]
fn last_word_of_a_paper_is_the_paper() {
    let text = "It was in the Sillport Times of Monday. According to the Times, nobody came.";
    assert_eq!(whom(text, "Times"), ["Sillport Times"]);
}

#[test]
fn bracketed_acronym_is_the_name_before_it() {
    let text = "It was Norsk Teleforbund Board (NTF). Later NTF agreed, and so did the NTF.";
    assert_eq!(whom(text, "NTF").last().map(String::as_str), Some("Norsk Teleforbund Board"));
}

#[test]
fn misspelt_surname_is_the_person_in_full() {
    let text = "It was Catherine Henshaw. Later Catherine Henshaw left. So Henshw said no.";
    assert_eq!(whom(text, "Henshw"), ["Catherine Henshaw"]);
}

#[test]
fn bare_surname_is_whoever_bore_it_last_or_most() {
    let text = "It was Bill Cray. Later Bill Cray met Ada Cray. Then Ada Cray left. So Cray wept.";
    assert_eq!(whom(text, "Cray"), ["Ada Cray"]);
}

#[test]
fn canonical_name_comes_from_the_body() {
    let text = "Ada Voss Hammers Sillport Bank Chief Over Loans\n\nIt was Ada Voss. “No,” said Voss.";
    assert!(resolved(text).1.iter().any(|actor| actor.name == "Ada Voss"));
    assert_eq!(whom(text, "Voss"), ["Ada Voss"]);
}

#[test]
fn given_name_of_a_list_shows_gender_and_a_surname_does_not() {
    assert_eq!(actor("It was Siobhan Vale. So Vale left.", "Siobhan Vale").gender, Gender::Female);
    assert_eq!(actor("It was Xylla Maxwell. Then Maxwell left.", "Xylla Maxwell").gender, Gender::Unknown);
}

#[test]
fn somebody_named_in_passing_leaves_the_surname_to_who_bears_it() {
    let text = "It was Bill Cray. Later Cray left with his wife, Ann Cray. Then Cray wept.";
    assert_eq!(whom(text, "Cray"), ["Bill Cray", "Bill Cray"]);
}

#[test]
fn a_body_is_not_one_of_its_parts() {
    let text = "It was the NTF. Later the NTF Legal Advice Corps met the NTF. Then the NTF left.";
    assert!(whom(text, "NTF").iter().all(|name| name == "NTF"), "{:?}", whom(text, "NTF"));
}

#[test]
fn a_noun_with_a_capital_names_nobody() {
    let text =
        "On Monday the Council met. Then the Council left, and the Norland Trade Board came. The Board sat down.";
    assert_eq!(whom(text, "Council"), ["the Council", "the Council"]);
    assert_eq!(whom(text, "Board"), ["Norland Trade Board"]);
}

#[test]
fn a_name_behind_named_is_whom_the_noun_means() {
    assert_eq!(whom("It was a baker named Ada Voss. Later the baker left.", "a baker"), ["Ada Voss"]);
}

#[test]
fn a_relative_clause_says_what_somebody_is() {
    let text = "It was Ada Voss, who is also the mayor of Havn. Then Voss left.";
    assert_eq!(whom(text, "the mayor of Havn"), ["Ada Voss"]);
}

#[test]
fn honours_are_no_part_of_a_name_in_full() {
    let name = |text: &str| resolved(text).1.into_iter().next().map(|actor| actor.name).unwrap_or_default();
    assert_eq!(name("It was Dame Ada Voss."), "Ada Voss");
    assert_eq!(name("So Ada Voss KC left."), "Ada Voss");
    assert_eq!(name("It was Sir Jon."), "Sir Jon");
    assert_eq!(name("It was the Fr Lee Trust."), "Fr Lee Trust");
}
