use super::*;
use crate::document::{Metadata, plain};
use proptest::prelude::*;

const ARTICLE: &str = "“We will not sign the treaty,” said Ada Voss, the foreign minister. “Never,” she said.\n\n\
    Jonas Hale warned that the talks could fail within a week.\n\n\
    Voss told reporters that the offer was “dead on arrival”, and left.\n\n\
    “It will rain,” an old man on the quay said.";

fn article() -> (Document, Annotations) {
    let document = plain(ARTICLE.to_owned(), Metadata::default());
    let annotations = crate::annotate(&document);
    (document, annotations)
}

/// The first word of every quotation that is kept.
fn kept(query: &str) -> Vec<String> {
    let (document, annotations) = article();
    let query = Query::parse(query).unwrap_or_else(|mistake| panic!("{query}: {mistake}"));
    let criteria = Criteria::default();
    let kept = annotations.quotations.iter().filter(|it| query.keeps(&document, &annotations, &criteria, it));
    kept.map(|quotation| quotation.span.of(&document.text).split_whitespace().next().unwrap().to_owned()).collect()
}

/// Every quotation's first word, so that tests need not know what the analysis finds.
fn all() -> Vec<String> {
    let all = kept("");
    assert!(all.len() >= 5, "{all:?}");
    all
}

fn rest(of: &[String]) -> Vec<String> {
    all().into_iter().filter(|word| !of.contains(word)).collect()
}

fn mistake(query: &str) -> (usize, String) {
    let mistake = Query::parse(query).expect_err(query);
    assert!(mistake.at.start <= mistake.at.end && query.is_char_boundary(mistake.at.start), "{query}: {mistake:?}");
    (mistake.column, mistake.reason)
}

#[test]
fn words_phrases_and_expressions() {
    assert_eq!(kept("treaty"), ["“We"]);
    assert_eq!(kept("TREATY"), [] as [String; 0], "capitals count where they are typed");
    assert_eq!(kept("will"), ["“We", "“It"]);
    assert_eq!(kept("will sign"), ["“We"], "in any order, both");
    assert_eq!(kept("\"will sign\""), [] as [String; 0], "as a phrase");
    assert_eq!(kept("“not sign”"), ["“We"]);
    assert_eq!(kept("/s.gn|rain/"), ["“We", "“It"]);
    assert_eq!(kept(r"text:/w\w+l/"), ["“We", "“It"]);
    assert_eq!(kept("10:30"), [] as [String; 0], "no field");
}

#[test]
fn fields() {
    let voss = kept("speaker:voss");
    assert!(voss.contains(&"“We".to_owned()) && voss.contains(&"“Never,”".to_owned()), "{voss:?}");
    assert_eq!(kept("speaker:voss,hale").len(), voss.len() + kept("speaker:hale").len());
    assert_eq!(kept("speaker:\"ada voss\""), voss);
    assert_eq!(kept("cue:/warn/"), kept("speaker:hale"));
    assert_eq!(kept("kind:marked").len(), kept("kind:direct").len() + kept("kind:mixed").len());
    assert_eq!(kept("KIND:Direct"), kept("kind:direct"));
    assert_eq!(kept("words<3"), ["“Never,”"]);
    assert_eq!(kept("words>=3"), rest(&kept("words<3")));
    assert_eq!(kept("conf<=100%"), all());
    assert_eq!(kept("conf>1"), [] as [String; 0]);
    assert_eq!(kept("source:\"ada voss\" or source:she").first().map(String::as_str), Some("“We"));
    assert_eq!(kept("role:minister"), voss);
    assert_eq!(kept("type:person speaker:voss"), voss);
    assert_eq!(kept("rule:inverted treaty"), ["“We"]);
}

#[test]
fn joint_and_unsure_speakers_are_found() {
    let (document, mut annotations) = article();
    let (voss, hale) = (annotations.quotations[0].actor.unwrap(), actor(&annotations, "Jonas Hale"));
    annotations.quotations[0].also = [hale].into();
    let criteria = Criteria::default();
    let keeps = |annotations: &Annotations, query: &str| {
        let query = Query::parse(query).unwrap();
        query.keeps(&document, annotations, &criteria, &annotations.quotations[0])
    };
    assert!(keeps(&annotations, "speaker:voss") && keeps(&annotations, "speaker:hale"));
    assert!(!keeps(&annotations, "speaker:unsure") && !keeps(&annotations, "speaker:none"));
    annotations.quotations[0].also = Box::default();
    annotations.quotations[0].confidence = 0.3;
    assert_eq!(annotations.quotations[0].actor, Some(voss));
    assert!(keeps(&annotations, "speaker:unsure"));
    assert!(!keeps(&annotations, "speaker:voss") && !keeps(&annotations, "speaker:none"));
}

fn actor(annotations: &Annotations, name: &str) -> crate::entity::ActorId {
    annotations.actors.iter().find(|actor| actor.name == name).map(|actor| actor.id).unwrap()
}

#[test]
fn query_asks_for_attitudes_by_kind_or_rule() {
    let asks = |query: &str| Query::parse(query).unwrap().asks_for_attitudes();
    assert!(asks("kind:attitude") && asks("kind:direct,attitude voss") && asks("rule:learned-attitude"));
    assert!(!asks("kind:direct") && !asks("not kind:attitude") && !asks("") && !asks("attitude"));
}

#[test]
fn operators() {
    assert_eq!(kept("sign or rain"), ["“We", "“It"]);
    assert_eq!(kept("will and not sign"), ["“It"]);
    assert_eq!(kept("will and sign or rain"), ["“We", "“It"], "and binds tighter");
    assert_eq!(kept("will (sign or never)"), ["“We"]);
    assert_eq!(kept("not (sign or rain)"), rest(&kept("sign or rain")));
    assert_eq!(kept("not not sign"), ["“We"]);
    assert_eq!(kept("NOT kind:direct"), rest(&kept("kind:direct")));
    assert_eq!(kept("\"or\""), [] as [String; 0]);
}

#[test]
fn mistakes_have_a_place() {
    for (query, column, words) in [
        ("speakr:voss", 1, "no field “speakr”"),
        ("voss kind:loud", 11, "no kind “loud”, there are direct, mixed"),
        ("(voss", 1, "never closed"),
        ("ä voss)", 7, "never opened"),
        ("(", 1, "never closed"),
        ("()", 2, "before the parenthesis"),
        ("voss and", 6, "follow “and”"),
        ("or voss", 1, "before “or”"),
        ("a not", 3, "follow “not”"),
        ("a \"b", 3, "never closed"),
        ("“”", 1, "nothing to look for"),
        ("cue:/wa", 5, "no closing /"),
        ("cue:/(/", 5, "no regular expression: unclosed group"),
        ("conf<2", 6, "from 0 to 1"),
        ("conf<", 6, "from 0 to 1"),
        ("words>x", 7, "a number"),
        ("speaker<a", 8, "no number"),
        ("speaker:", 9, "a name of the speaker"),
        ("kind:/a/", 6, "names only"),
        ("/(a{500}){500}/", 1, "too large"),
    ] {
        let (at, reason) = mistake(query);
        assert_eq!(at, column, "{query}: {reason}");
        assert!(reason.contains(words), "{query}: {reason}");
    }
    assert!(mistake(&"(".repeat(10_000)).1.contains("inside each other"));
    assert!(mistake(&"not ".repeat(10_000)).1.contains("inside each other"));
}

fn choices(query: &str) -> Vec<String> {
    let (document, annotations) = article();
    let vocabulary = Vocabulary::new(&document, &annotations);
    let completion = complete(query, query.len(), &vocabulary);
    completion.map_or(Vec::new(), |it| it.choices.into_iter().map(|choice| choice.text).collect())
}

#[test]
fn completes_fields_and_values() {
    assert_eq!(choices("sp"), ["speaker:"]);
    assert_eq!(choices("treaty (not ki"), ["kind:"]);
    assert_eq!(choices("kind:"), ["direct", "mixed", "indirect", "marked", "attitude"]);
    assert_eq!(choices("kind:mixed,in"), ["indirect"]);
    assert_eq!(choices("speaker:vo"), ["\"Ada Voss\""]);
    assert_eq!(choices("speaker:\"ada v"), ["\"Ada Voss\""]);
    assert_eq!(choices("hal"), ["speaker:\"Jonas Hale\""]);
    assert_eq!(choices("cue:w"), ["warned"]);
    assert_eq!(choices("kind:direct"), [] as [&str; 0], "nothing to add");
    assert_eq!(choices("\"vo"), [] as [&str; 0]);
    assert_eq!(choices("nofield:x"), [] as [&str; 0]);
    assert_eq!(choices("").len(), Field::ALL.len());
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("speaker:".to_owned()),
        Just("kind:direct".to_owned()),
        Just("conf<0.5".to_owned()),
        Just("and ".to_owned()),
        Just("or ".to_owned()),
        Just("not ".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("\"".to_owned()),
        Just("/".to_owned()),
        Just("\\".to_owned()),
        Just(",".to_owned()),
        Just(" ".to_owned()),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_query_is_read_or_told_wrong(query in words()) {
        match Query::parse(&query) {
            Ok(read) => prop_assert_eq!(read.source(), query.as_str()),
            Err(mistake) => {
                prop_assert!(mistake.at.end <= query.len() && mistake.column <= query.chars().count() + 1);
                prop_assert!(query.is_char_boundary(mistake.at.start) && query.is_char_boundary(mistake.at.end));
            }
        }
    }

    #[test]
    fn completions_fit_into_the_query(query in words(), speaker in "\\PC{1,12}") {
        let vocabulary = Vocabulary { speakers: vec![(speaker, String::new())], ..Vocabulary::default() };
        for cursor in (0..=query.len()).filter(|&at| query.is_char_boundary(at)) {
            if let Some(completion) = complete(&query, cursor, &vocabulary) {
                prop_assert!(query.is_char_boundary(completion.span.start) && completion.span.end == cursor);
                prop_assert!(!completion.choices.is_empty());
            }
        }
    }
}
