//! Whom words are said to or of is not who says them.

use dixit::annotate;
use dixit::document::{Metadata, plain};

/// The speaker of the quotation that holds the words between the first marks.
fn speaker(text: &str) -> Option<String> {
    let words = text.split(['“', '”']).nth(1).unwrap_or_default();
    let document = plain(text.to_owned(), Metadata::default());
    let found = annotate(&document);
    let quotation = found.quotations.iter().find(|it| it.span.of(&document.text).contains(words))?;
    found.speaker(quotation).map(|actor| actor.name.clone())
}

#[test]
fn the_subject_of_a_passive_is_spoken_to_or_of() {
    for text in [
        "Tom Ode was told the port was “closed for good”.",
        "Tom Ode, a banker, was called “a liar” after the meeting on Tuesday.",
        "Tom Ode has been described as “a liar” in the press.",
        "Tom Ode was praised as “a true friend of Havn” at the ceremony.",
        "Tom Ode was hailed as “a hero”. Ann Vale did not comment.",
        "Tom Ode was accused of “bullying” staff at the port.",
        "“You are fired,” Tom Ode was told.",
    ] {
        assert_ne!(speaker(text).as_deref(), Some("Tom Ode"), "{text}");
    }
}

#[test]
fn whoever_speaks_is_not_taken_for_a_target() {
    for text in [
        "Tom Ode is telling supporters that the port will be “open for all”.",
        "Tom Ode, who was told to leave, said the port was “closed for good”.",
        "Tom Ode was asked about the port and called it “a ruin”.",
        "Tom Ode was criticised for saying the port was “closed for good”.",
    ] {
        assert_eq!(speaker(text).as_deref(), Some("Tom Ode"), "{text}");
    }
}

#[test]
fn the_object_that_is_blamed_for_saying_something_said_it() {
    for text in [
        "Ann Vale criticised Tom Ode for saying the port was “closed for good”.",
        "Ann Vale praised Tom Ode for calling the plan “a disgrace”.",
        "Ann Vale thanked Tom Ode for telling her “the truth at last”.",
    ] {
        assert_eq!(speaker(text).as_deref(), Some("Tom Ode"), "{text}");
    }
    let text = "Ann Vale apologised for saying the port was “closed for good”.";
    assert_eq!(speaker(text).as_deref(), Some("Ann Vale"));
}
