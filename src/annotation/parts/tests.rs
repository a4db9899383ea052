use super::*;
use crate::document::{Metadata, plain};

/// The size of parts here, bytes.
const SMALL: usize = 64 << 10;

/// A text in two parts; who speaks has a full name in the first alone.
fn collection() -> Document {
    let rain = "Rain fell on the quay all night long, and the lamps burned in it.\n\n";
    let filler = rain.repeat(SMALL * 3 / 5 / rain.len());
    let text = format!(
        "“We will not sign,” Ada Voss said on Tuesday.\n\n{filler}Chapter Two\n\n{filler}\
         “It is a bad offer,” Voss said. “It is,” said Jo Marsh.\n\nA policeman said that it rained.\n"
    );
    plain(text, Metadata::default())
}

fn speakers(found: &Annotations) -> Vec<&str> {
    found.quotations.iter().map(|it| found.speaker(it).map_or("", |actor| actor.name.as_str())).collect()
}

#[test]
fn a_short_text_is_one_part() {
    let document = plain("“No,” Ada Voss said.\n".to_owned(), Metadata::default());
    let mut analysis = Analysis::new(&document);
    assert_eq!(analysis.progress(), (0, 1));
    assert!(analysis.step(0));
    assert!(!analysis.step(0));
    assert_eq!(speakers(&analysis.finish()), ["Ada Voss"]);
}

#[test]
fn parts_start_with_chapters_and_cover_everything() {
    let document = collection();
    let cuts = cuts(&document, SMALL);
    assert_eq!((cuts.len(), cuts[0], cuts[2]), (3, 0, document.blocks.len()));
    assert_eq!(document.blocks[cuts[1]].span.of(&document.text), "Chapter Two");
}

#[test]
fn what_is_near_is_known_first_and_names_hold_over_parts() {
    let document = collection();
    let end = document.text.len();
    let mut analysis = Analysis::with_parts_of(SMALL, &document);
    assert_eq!(speakers(&analysis.glance(end)).len(), 4, "all of it is near");
    assert!(analysis.step(end));
    assert_eq!(analysis.progress(), (1, 2));
    assert_eq!((analysis.known(end), analysis.known(0)), (Some(1), None));
    assert!(analysis.analysed().eq([1]));
    assert_eq!(speakers(&analysis.so_far()), ["Voss", "Jo Marsh", "a policeman"]);
    assert!(analysis.step(end));
    assert!(!analysis.step(end));
    let found = analysis.finish();
    assert_eq!(speakers(&found), ["Ada Voss", "Ada Voss", "Jo Marsh", "a policeman"]);
    let mut onward = Analysis::with_parts_of(SMALL, &document);
    while onward.step(0) {}
    assert_eq!(speakers(&onward.finish()), speakers(&found), "whatever the order");
    let voss = found.speaker(&found.quotations[0]).unwrap();
    assert_eq!((voss.quotations, voss.id.0), (2, 0));
    assert_eq!(voss.aliases, ["Voss"]);
    let mut utterances: Vec<u32> = found.quotations.iter().map(|it| it.utterance).collect();
    utterances.dedup();
    assert_eq!(utterances.len(), 4);
    assert!(found.mentions.is_sorted_by_key(|mention| mention.span().start));
    assert!(found.mentions.iter().all(|mention| mention.actor.is_none_or(|id| (id.0 as usize) < found.actors.len())));
}

#[test]
fn one_endless_line_is_cut_too() {
    let document = plain("“No,” she said. ".repeat(SMALL * 3 / 2 / 20), Metadata::default());
    assert_eq!(cuts(&document, SMALL).len(), 3);
    assert!(Analysis::new(&Document::default()).step(9));
}
