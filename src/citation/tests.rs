use super::*;
use crate::document::{Fetched, Metadata};

fn article() -> Metadata {
    Metadata {
        title: Some("Talks “stall” & 50% of _Havn_ waits".to_owned()),
        authors: vec!["Ada Voss".to_owned(), "Jon-Paul van der Vale Jr.".to_owned(), "Havn Press Agency".to_owned()],
        date: Some("2031-05-02T10:00:00Z".to_owned()),
        site: Some("The Havn Post".to_owned()),
        url: Some("https://havn.example/talks?a=1&b={2}".to_owned()),
        language: Some("en".to_owned()),
        source: "saved/talks.html".to_owned(),
        ..Metadata::default()
    }
}

fn quoted() -> Quoted {
    Quoted { words: "“We wait,”\n“and *hope*.”".to_owned(), who: "Mia Hale, mayor".to_owned() }
}

fn cite(metadata: Metadata, format: Format) -> String {
    Reference::of(&Document { metadata, ..Document::default() }).cite(&quoted(), format)
}

#[test]
fn plain_text() {
    assert_eq!(
        cite(article(), Format::Plain),
        "“We wait,”\n“and *hope*.”\n— Mia Hale, mayor\nAda Voss, Jon-Paul van der Vale Jr. and Havn Press Agency, \
         “Talks ‘stall’ & 50% of _Havn_ waits”, The Havn Post, 2 May 2031, https://havn.example/talks?a=1&b={2}"
    );
}

#[test]
fn markdown() {
    assert_eq!(
        cite(Metadata { authors: vec!["Ada *V* Voss".to_owned()], ..article() }, Format::Markdown),
        "> “We wait,”\n>\n> “and \\*hope\\*.”\n>\n> — Mia Hale, mayor\n\nAda \\*V\\* Voss, \
         [“Talks ‘stall’ \\& 50% of \\_Havn\\_ waits”](<https://havn.example/talks?a=1&b={2}>), *The Havn Post*, 2 May 2031"
    );
    let hostile = Metadata { url: Some("https://havn.example/a>b".to_owned()), ..article() };
    assert!(cite(hostile, Format::Markdown).contains("(<https://havn.example/a%3Eb>)"));
}

#[test]
fn bibtex() {
    assert_eq!(
        cite(article(), Format::BibTex),
        "@misc{voss2031talks,\n  author = {Voss, Ada and van der Vale, Jr., Jon-Paul and {Havn Press Agency}},\n  \
         title = {{Talks “stall” \\& 50\\% of \\_Havn\\_ waits}},\n  howpublished = {The Havn Post},\n  year = {2031},\n  \
         month = may,\n  day = {2},\n  url = {https://havn.example/talks?a=1&b=%7B2%7D},\n  language = {en},\n  \
         annote = {“We wait,” “and *hope*.” — Mia Hale, mayor}\n}\n"
    );
    let hostile = Metadata { title: Some("}} \\input{x} $1 #2 ~ ^".to_owned()), ..Metadata::default() };
    let entry = cite(hostile, Format::BibTex);
    assert!(
        entry.contains(
            "{\\textbraceright}{\\textbraceright} {\\textbackslash}input{\\textbraceleft}x{\\textbraceright} \\$1 \\#2"
        ),
        "{entry}"
    );
    assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    assert!(entry.starts_with("@misc{inputx,"), "{entry}");
}

#[test]
fn csl_json() {
    let written = cite(article(), Format::CslJson);
    let items: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(
        items,
        serde_json::json!([{
            "id": "https://havn.example/talks?a=1&b={2}",
            "type": "webpage",
            "author": [
                { "family": "Voss", "given": "Ada" },
                { "family": "van der Vale", "given": "Jon-Paul", "suffix": "Jr." },
                { "literal": "Havn Press Agency" },
            ],
            "title": "Talks “stall” & 50% of _Havn_ waits",
            "container-title": "The Havn Post",
            "issued": { "date-parts": [[2031, 5, 2]] },
            "URL": "https://havn.example/talks?a=1&b={2}",
            "language": "en",
            "note": "“We wait,” “and *hope*.” — Mia Hale, mayor",
        }])
    );
}

#[test]
fn apa() {
    let reference = |metadata| cite(metadata, Format::Apa).lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        reference(article()),
        "Voss, A., van der Vale, J.-P., Jr., & Havn Press Agency. (2031, May 2). Talks “stall” & 50% of _Havn_ waits. \
         The Havn Post. https://havn.example/talks?a=1&b={2}"
    );
    let anonymous = Metadata { authors: Vec::new(), date: None, title: Some("Who waits?".to_owned()), ..article() };
    assert_eq!(reference(anonymous), "Who waits? (n.d.). The Havn Post. https://havn.example/talks?a=1&b={2}");
    let authors = (0..25u8).map(|nth| format!("Ada {}oss", char::from(b'A' + nth))).collect();
    let many = reference(Metadata { authors, ..article() });
    assert!(many.contains("Soss, A., . . . Yoss, A. (2031"), "{many}");
}

#[test]
fn only_what_is_known() {
    let file = Metadata { source: "saved/talks.txt".to_owned(), ..Metadata::default() };
    let last = |format| cite(file.clone(), format).lines().last().unwrap_or_default().to_owned();
    assert_eq!(last(Format::Plain), "talks.txt");
    assert_eq!(last(Format::Markdown), "talks.txt");
    assert_eq!(last(Format::Apa), "talks.txt. (n.d.).");
    let piped = Metadata { source: "-".to_owned(), ..Metadata::default() };
    for format in [Format::Plain, Format::Apa] {
        assert_eq!(cite(piped.clone(), format).lines().last(), Some("— Mia Hale, mayor"));
    }
    assert!(cite(piped.clone(), Format::Markdown).ends_with("> — Mia Hale, mayor"));
    assert!(cite(piped, Format::BibTex).starts_with("@misc{article,\n  annote = "));
    let odd = Metadata { date: Some("spring of 2031".to_owned()), site: Some("Ada Voss".to_owned()), ..article() };
    assert!(cite(odd.clone(), Format::Plain).contains("waits”, spring of 2031, https"), "the author is named once");
    assert!(cite(odd.clone(), Format::CslJson).contains("\"raw\": \"spring of 2031\""));
    assert!(cite(odd, Format::BibTex).contains("year = {spring of 2031}"));
}

#[test]
fn addresses_hold_no_passwords_and_nothing_else_is_one() {
    let fetched = Fetched { address: "https://ada:secret@havn.example/talks".to_owned(), ..Fetched::default() };
    let metadata = Metadata { url: None, fetched: Some(Box::new(fetched)), ..article() };
    assert!(cite(metadata, Format::Plain).ends_with("2031, https://havn.example/talks"));
    let script = Metadata { url: Some("javascript:alert(1)".to_owned()), ..article() };
    assert!(!cite(script, Format::Markdown).contains("javascript"));
    let raw = Metadata { title: Some("a\u{1b}]0;x\u{7}\nb".to_owned()), ..Metadata::default() };
    for format in Format::ALL {
        assert!(!cite(raw.clone(), format).contains(['\u{1b}', '\u{7}']), "{format:?}");
    }
}
