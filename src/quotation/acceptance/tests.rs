//! What is listed of invented sentences, and where it begins and ends.

use crate::annotation::annotate;
use crate::document::{Metadata, plain};
use crate::quotation::QuotationKind;

/// What somebody said.
fn said(text: &str) -> Vec<String> {
    let found = annotate(&plain(text.to_owned(), Metadata::default()));
    let listed = found.quotations.iter().filter(|quotation| quotation.kind != QuotationKind::Attitude);
    listed.map(|quotation| quotation.span.of(text).to_owned()).collect()
}

#[test]
fn content_begins_behind_that() {
    assert_eq!(said("Ada Voss said that the harbour was closed."), ["the harbour was closed"]);
    assert_eq!(said("Ada Voss said on Monday that the harbour was closed."), ["the harbour was closed"]);
}

#[test]
fn content_begins_behind_whom_a_verb_addresses() {
    assert_eq!(said("Ada Voss accused the ministry of lying about the dam."), ["lying about the dam"]);
    assert_eq!(said("Ada Voss urged the residents to leave the valley."), ["to leave the valley"]);
}

#[test]
fn content_begins_behind_whom_somebody_tells() {
    assert_eq!(said("Ada Voss told a local station she was well."), ["she was well"]);
    assert_eq!(said("Ada Voss told a meeting of the council it was too late."), ["it was too late"]);
}

#[test]
fn not_only_said_is_said() {
    assert_eq!(said("Ada Voss not only said that the dam was old."), ["the dam was old"]);
}

#[test]
fn content_ends_with_the_day_before_its_source() {
    for text in ["The dock was opened on Friday, police said.", "Two sailors were held on Tuesday, officials said."] {
        let content = text.split(',').next().unwrap_or_default();
        assert_eq!(said(text), [content], "{text}");
    }
}

#[test]
fn no_ends_a_sentence() {
    assert_eq!(said("Ada Voss said the answer was no. Then the meeting ended."), ["the answer was no"]);
}

#[test]
fn a_clause_goes_on_after_according_to() {
    let text = "Prices in Havn, according to the Norland Institute, have doubled.";
    assert_eq!(said(text), ["Prices in Havn", "have doubled"]);
}

#[test]
fn one_sentence_is_listed_once() {
    let text = "Ada Voss said the council continued to act “with contempt” in the matter of the bridge.";
    assert_eq!(said(text).len(), 1, "{:?}", said(text));
}

#[test]
fn a_request_without_an_answer_is_no_quotation() {
    for text in [
        "The company did not respond to a request for comment.",
        "The ministry has not replied to questions.",
        "Voss didn’t immediately return calls seeking comment.",
        "A spokesman for the port declined to say why the crane fell.",
        "The engineers refused to say when the crane would be mended.",
        "The town will call the engineers next week.",
        "The minister did not say why the road was closed.",
        "Ada Voss would not immediately say whether she would go.",
    ] {
        assert!(said(text).is_empty(), "{text}: {:?}", said(text));
    }
}
