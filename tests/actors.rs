//! Whole articles: the list of actors holds everybody, nobody twice, by the fullest name of the text.

use std::path::Path;

use dixit::document::{Metadata, html, plain};
use dixit::{Annotations, annotate};

fn found(text: &str) -> Annotations {
    annotate(&plain(text.to_owned(), Metadata::default()))
}

fn names(found: &Annotations) -> Vec<&str> {
    found.actors.iter().map(|actor| actor.name.as_str()).collect()
}

fn nobody_twice(found: &Annotations) {
    let mut names: Vec<String> = found.actors.iter().map(|actor| actor.name.to_lowercase()).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "somebody is there twice: {names:?}");
}

/// Who is given as the speaker of the quotation that holds these words.
fn speaker<'a>(text: &str, found: &'a Annotations, words: &str) -> Option<&'a str> {
    let quotation = found.quotations.iter().find(|quotation| quotation.span.of(text).contains(words))?;
    found.speaker(quotation).map(|actor| actor.name.as_str())
}

const INVENTED: &str = "As talks stall, the Voss administration has said that the offer is not forthcoming. \
In a call, President Ada Voss told Norland's foreign minister, Karl Ode, that time was short. The Voss administration left.\n\n\
Northern leaders, meanwhile, warned that the line must hold. The U.S. has offered to help. The US is not alone, and the \
United States knows it. Many Northern leaders agreed.\n\n\
“You will sign or leave.” – Ada Voss\n\n\
Harbour Union members are looking for ways to help. The aim is to use their weight at the table, urging Norland to wait \
for the vote.\n\n\
The aim was to win, urging everybody to wait for the vote.";

#[test]
fn everybody_once_by_the_fullest_name() {
    let found = found(INVENTED);
    nobody_twice(&found);
    let names = names(&found);
    for name in ["Ada Voss", "Karl Ode", "Northern leaders", "Voss administration", "United States", "Norland"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    let voss = found.actors.iter().find(|actor| actor.name == "Ada Voss").expect("known");
    assert_eq!(voss.roles, ["president"]);
}

#[test]
fn a_purpose_says_nothing_by_itself() {
    let found = found(INVENTED);
    assert_eq!(speaker(INVENTED, &found, "Norland to wait"), Some("Harbour Union members"));
    assert_eq!(speaker(INVENTED, &found, "everybody to wait"), None);
    assert!(!found.quotations.iter().any(|quotation| quotation.span.of(INVENTED).contains("everybody to wait")));
}

#[test]
fn an_article_about_several_governments() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles/seed.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no {}", path.display());
        return;
    };
    let found = found(&text);
    nobody_twice(&found);
    let names = names(&found);
    for name in [
        "Donald Trump",
        "Volodymyr Zelenskyy",
        "Keir Starmer",
        "Ukraine",
        "Russia",
        "United States",
        "NATO",
        "European leaders",
        "Trump administration",
    ] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert_eq!(speaker(&text, &found, "to cease hostilities"), Some("NATO allies"));
    for quotation in &found.quotations {
        // "has been proposed" names nobody; words that name a source name somebody.
        let settled = quotation.actor.is_some() || quotation.source.is_none();
        assert!(settled, "nobody says {:?}", quotation.span.of(&text));
    }
}

#[test]
fn people_speak_rather_than_places_beside_them() {
    let text = "Ada Voss met the envoys in Norland on Monday.\n\nThe Courier's North Sill editor Jon Vale said the treaty was dead.\n";
    let document = plain(text.to_owned(), Metadata::default());
    let found = dixit::annotate(&document);
    let speakers: Vec<&str> = found
        .quotations
        .iter()
        .filter_map(|quotation| found.speaker(quotation))
        .map(|actor| actor.name.as_str())
        .collect();
    assert_eq!(speakers, ["Jon Vale"]);
}

#[test]
fn countries_are_no_people() {
    let text = "Norland and Estmark agreed to build a bridge. They quarrelled over its name.\n\n\
        Estmark’s transport minister left. The last row is a joke, an official of the Authority said. “It was late,” he added.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "It was late"), Some("an official of the Authority"));
    let they = found.mentions.iter().find(|mention| mention.span().of(text) == "They").expect("a mention");
    assert_eq!(they.actor, None, "two are meant");
}

#[test]
fn a_line_below_a_pull_quote_names_its_speaker() {
    let text = "The last row is a joke, an official of the Authority confirmed. “It was late,” he added.\n\n\
        “It cares about salt, and about ice, and about people who add a third lane.”\n\n— Mira Solheim\n\n\
        Nobody on the quay speaks of anything but the ferries.";
    assert_eq!(speaker(text, &found(text), "It cares"), Some("Mira Solheim"));
}

#[test]
fn nothing_that_is_found_lies_in_two_cells_items_or_captions() {
    let page = "<p>The council met on Tuesday, said Ada Voss.</p>
        <table><caption>Results by Mira Holt</caption><tr><th>Place<th>Words
        <tr><td>Sill-on-Sea<td>Krone<td>Labour Party<tr><td>Port Ellery<td>Mara Lind<td>Peter
        <tr><td>He said that all was fine<td>Ada Voss<td>Mayor<tr><td>Jon Bright<td>“We will go,” he said<td>Norland
        <tr><td>“Half of<td>a mark” she said<td>The minister<td>said that taxes rise</table>
        <ul><li>Tom Krone<li>Anna Beck<li>President<li>Ada Voss</ul><h2>President Krone</h2>
        <figure><img src=a.png alt='The mayor'><figcaption>Mayor Stone</figcaption></figure><p>Peter Hall said no.</p>";
    let document = html(page, Metadata::default(), None);
    let found = annotate(&document);
    let spans = found.quotations.iter().map(|quotation| quotation.span);
    for span in spans.chain(found.mentions.iter().map(dixit::nlp::Mention::span)) {
        assert!(!span.of(&document.text).contains(['\t', '\n']), "{:?}", span.of(&document.text));
    }
    let names = names(&found);
    assert!(names.contains(&"Ada Voss") && names.contains(&"Mara Lind"), "{names:?}");
}
