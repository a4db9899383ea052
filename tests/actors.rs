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
    assert_eq!(speaker(INVENTED, &found, "to wait"), Some("Harbour Union members"));
    let urged = found.quotations.iter().filter(|quotation| quotation.span.of(INVENTED).contains("to wait"));
    assert_eq!(urged.count(), 1, "nobody in particular urges everybody to wait");
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
    for span in spans.chain(found.mentions.iter().map(dixit::entity::Mention::span)) {
        assert!(!span.of(&document.text).contains(['\t', '\n']), "{:?}", span.of(&document.text));
    }
    let names = names(&found);
    assert!(names.contains(&"Ada Voss") && names.contains(&"Mara Lind"), "{names:?}");
}

#[test]
fn names_with_and_inside() {
    for (text, name) in [
        (
            "Tourism is down, according to the World Travel and Tourism Council, a body.",
            "World Travel and Tourism Council",
        ),
        (
            "The bridge is old, according to Lowmark’s Center on Bridges and Mobility. It calls it so.",
            "Center on Bridges and Mobility",
        ),
        ("Standard and Poor's said the bond was junk.", "Standard and Poor's"),
        ("The Department of Health and Human Services said it was ready.", "Department of Health and Human Services"),
    ] {
        let found = found(text);
        assert!(names(&found).contains(&name), "{:?}", names(&found));
    }
    let two = found("Obama and Biden said the plan was dead. Then Biden left, and Obama said it was late.");
    let names = names(&two);
    assert!(names.contains(&"Obama") && names.iter().any(|name| name.ends_with("Biden")), "{names:?}");
}

#[test]
fn a_name_beats_a_role() {
    let text = "From his boat, at Fisherman’s Wharf in Lowmark, skipper Wade Bassi sees the port. Bassi, 43 years a fisherman, \
keeps an eye on it.\n\n“It is pure white,” he said.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "pure white"), Some("Wade Bassi"));
}

#[test]
fn they_are_those_who_acted() {
    let text = "American officials said on Friday that they had briefed Mayor-elect Donald J. Voss’s harbour team. They said that \
Lowmark had a long way to go.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "a long way"), Some("American officials"));
    assert!(!names(&found).iter().any(|name| name.contains("briefed")));
}

#[test]
fn a_place_is_not_its_neighbour() {
    let text = "Rebels in South Sudan have fled. Sudan has said it will stop. Sudan has said it twice.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "it will stop"), Some("Sudan"));
}

#[test]
fn offices_are_told_in_full() {
    let text = "White House press secretary Josh Earnest said it was over. “We have nothing,” he said of himself and fellow \
Lowmark members. The co-founder and CEO Ada Voss said it was not. ";
    let found = found(text);
    let roles = |name: &str| found.actors.iter().find(|actor| actor.name == name).map(|actor| actor.roles.clone());
    assert_eq!(roles("Josh Earnest"), Some(vec!["White House press secretary".to_owned()]));
    assert_eq!(roles("Ada Voss"), Some(vec!["co-founder and CEO".to_owned()]));
    assert!(found.actors.iter().all(|actor| actor.roles.iter().all(|role| !role.starts_with("and "))));
}

#[test]
fn what_the_one_who_writes_thinks_is_no_quotation() {
    let essay = "I believe that a network can be good. I do not want my words to be bait, and I want to leave. When I left, I \
was happy to tell people of it. I know how to write to my friends. I hope that they will answer me. I wrote to Ada Voss, \
and I asked her. Ada Voss believes that the network is bad. We believe that reading is a right. I left it, and I am glad.";
    let found = found(essay);
    let said = |words: &str| found.quotations.iter().any(|quotation| quotation.span.of(essay).contains(words));
    assert!(!said("can be good") && !said("reading is a right"));
    assert!(said("the network is bad"));
}

#[test]
fn a_list_of_what_somebody_said() {
    let text = "President Ada Voss also said:\n\n- Norland must stay to have a say\n- She would speak “bluntly” against it\n- The \
port is open\n\nShe left on Friday.";
    let found = annotate(&dixit::document::markdown(text, Metadata::default()));
    let said: Vec<_> =
        found.quotations.iter().map(|quotation| found.speaker(quotation).map(|actor| actor.name.as_str())).collect();
    assert_eq!(said, [Some("Ada Voss"); 3]);
}

#[test]
fn french_bodies_have_a_gender() {
    let text =
        "Le pont est fermé. Hier, la commission a quitté le comité. Elle a affirmé que la loi n’est pas respectée.";
    let metadata = Metadata { language: Some("fr".to_owned()), ..Metadata::default() };
    let found = annotate(&plain(text.to_owned(), metadata));
    assert_eq!(speaker(text, &found, "la loi n’est pas"), Some("la commission"));
}

#[test]
fn a_spokesman_has_a_name_and_a_bank_a_head() {
    let text = "A spokesman for the office, Paul Ode, told reporters: “We checked it twice.”";
    assert_eq!(speaker(text, &found(text), "checked it twice"), Some("Paul Ode"));
    let text = "The head of Norland’s central bank warned on Friday that prices could rise.\n\nExperts have long warned that the bridges are old.\n\nThe \
opposition wants the mayor to resign.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "prices could rise"), Some("the head of Norland’s central bank"));
    assert_eq!(speaker(text, &found, "bridges are old"), Some("experts"));
    assert_eq!(speaker(text, &found, "to resign"), Some("the opposition"));
}

#[test]
fn two_things_that_somebody_said() {
    let text =
        "Ada Voss, who took office in May, said wages were rising too fast and suggested that the bank would act.";
    let found = found(text);
    let said: Vec<_> = found.quotations.iter().map(|quotation| quotation.span.of(text)).collect();
    assert_eq!(said, ["wages were rising too fast", "the bank would act"]);
    let text =
        "Two engineers, who asked not to be named because they feared for their jobs, said the steel had rusted.";
    assert_eq!(annotate(&plain(text.to_owned(), Metadata::default())).quotations.len(), 1);
}

#[test]
fn sources_that_are_not_the_nearest_words() {
    let text = "A study published in the journal Nature on Wednesday suggests that the ice is melting.\n\n“We were surprised,” \
lead author Tom Lind told the BBC.\n\n“She does another,” said Karl Ode of the Farmers' Party.\n\nEnvironmental groups \
welcomed the ruling. Asked about the report, the minister shrugged.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "ice is melting"), Some("a study"));
    assert_eq!(speaker(text, &found, "surprised"), Some("Tom Lind"));
    assert_eq!(speaker(text, &found, "does another"), Some("Karl Ode"));
    assert_eq!(speaker(text, &found, "the ruling"), Some("Environmental groups"));
    assert_eq!(speaker(text, &found, "the report"), None);
    let sources: Vec<_> =
        found.quotations.iter().filter_map(|quotation| quotation.source).map(|it| it.of(text)).collect();
    assert!(
        sources.contains(&"Karl Ode of the Farmers' Party") && sources.contains(&"lead author Tom Lind"),
        "{sources:?}"
    );
}

const AIRLINE: &str = "Norland Air said on Monday it would cut 300 jobs. The carrier blamed rising fuel prices.\n\n\
“We have no choice,” the company said in a statement.\n\n\
“We regret this deeply,” the statement said.\n\n\
The Ministry of Health also issued a report. “We will help those who lose their jobs,” the report read.\n\n\
“This is a mistake,” said another user, Tom Vale.\n\n\
Prices have doubled, according to a study by the Norland Institute. “This will go on,” the study said.\n\n\
The broadcaster NRT reported that talks had failed. “They are desperate,” the broadcaster said.";

#[test]
fn a_document_speaks_for_who_gave_it_out() {
    let found = found(AIRLINE);
    assert_eq!(speaker(AIRLINE, &found, "no choice"), Some("Norland Air"));
    assert_eq!(speaker(AIRLINE, &found, "regret this"), Some("Norland Air"));
    assert_eq!(speaker(AIRLINE, &found, "help those"), Some("Ministry of Health"));
    assert_eq!(speaker(AIRLINE, &found, "will go on"), Some("Norland Institute"));
}

#[test]
fn a_noun_beside_a_name_is_its_role() {
    let found = found(AIRLINE);
    assert_eq!(speaker(AIRLINE, &found, "a mistake"), Some("Tom Vale"));
    assert_eq!(speaker(AIRLINE, &found, "are desperate"), Some("NRT"));
}

#[test]
fn an_age_and_a_country_stand_for_a_person() {
    let text = "Ada Voss, 45, said she was shocked. “No,” the 45-year-old said.\n\nThe Spaniard said he would stay.";
    let found = found(text);
    assert_eq!(speaker(text, &found, "No"), Some("Ada Voss"));
    assert!(!found.actors.iter().any(|actor| actor.name == "Spaniard"), "a noun is no name");
}

#[test]
fn the_bearer_of_a_long_office_speaks() {
    for (text, words, who) in [
        ("Senior Minister of State for Transport Ada Voss said fares “will not rise”.", "will not", "Ada Voss"),
        ("Minister in the Ministry of Finance Brian Vale said fares “will not rise”.", "will not", "Brian Vale"),
        ("Law professor Ada Voss of the University of Havn said fares “will rise”.", "will rise", "Ada Voss"),
        ("Former captain Tom Vale, now a pundit, said his club “must hold on”.", "must hold", "Tom Vale"),
        ("The Royal College of Nursing said fares “will not rise”.", "will not", "Royal College of Nursing"),
    ] {
        assert_eq!(speaker(text, &found(text), words), Some(who), "{text}");
    }
}

#[test]
fn a_document_speaks_for_who_made_it() {
    for (text, who) in [
        ("According to an analysis led by Ada Voss of Havn University, “most recover in weeks”.", "Ada Voss"),
        ("A report published by the Lake Institute found that “most recover in weeks”.", "Lake Institute"),
    ] {
        assert_eq!(speaker(text, &found(text), "most recover"), Some(who), "{text}");
    }
}
