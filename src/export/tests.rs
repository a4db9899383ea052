use serde_json::Value;

use super::*;
use crate::annotation::{Annotations, Candidate, Link, Quotation, QuotationKind, Step};
use crate::document::{Document, Metadata, plain};
use crate::entity::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
use crate::quotation::{Evidence, Rule};
use crate::span::Span;

const TEXT: &str = "Talks stall 😀\n\n“We *will*\nnot sign,” Voss said. \"No\"\u{202e}\u{9b}31m, \"a,b\".\n";

fn found() -> (Document, Annotations) {
    let document = plain(TEXT.to_owned(), Metadata::default());
    let span = |words: &str| {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let quotation = |words, known: bool| Quotation {
        span: span(words),
        kind: QuotationKind::Direct,
        utterance: 0,
        source: known.then(|| span("Voss")),
        cue: known.then(|| span("said")),
        actor: known.then_some(ActorId(0)),
        also: Box::default(),
        candidates: Box::default(),
        chain: Box::default(),
        rough: false,
        confidence: 0.97,
        evidence: Evidence { rule: Rule::Unattributed },
    };
    let actor = Actor {
        id: ActorId(0),
        name: "Ada Voss".to_owned(),
        named: true,
        kind: ActorKind::Person,
        aliases: vec!["Voss".to_owned()],
        roles: vec!["foreign minister".to_owned()],
        gender: Gender::Female,
        mentions: 1,
        quotations: 1,
    };
    let quotations = vec![
        quotation("“We *will*\nnot sign,”", true),
        quotation("\"No\"\u{202e}\u{9b}31m", false),
        quotation("\"a,b\"", false),
    ];
    (document, Annotations { quotations, actors: vec![actor], ..Annotations::default() })
}

fn exported(format: Format, options: Options, times: usize) -> String {
    let (document, annotations) = found();
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, format);
    for _ in 0..times {
        writer.write(&record("a.txt".into(), &document, &annotations, &options)).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// Joint speakers, an unsure quotation and an unnamed source, with a chain.
fn crowd() -> (Document, Annotations) {
    let (document, mut annotations) = found();
    let first = annotations.actors.remove(0);
    let actor = |id: u32, name: &str, named: bool| Actor {
        id: ActorId(id),
        name: name.to_owned(),
        named,
        aliases: Vec::new(),
        roles: Vec::new(),
        ..first.clone()
    };
    annotations.actors =
        vec![actor(0, "Ada Voss", true), actor(1, "Jon Vale", true), actor(2, "a spokesman for the ministry", false)];
    let source = annotations.quotations[0].source.unwrap();
    let quotations = &mut annotations.quotations;
    quotations[0].also = [ActorId(1)].into();
    quotations[0].chain = [Link { step: Step::Source, words: source, probability: 0.9 }].into();
    quotations[1].actor = Some(ActorId(0));
    quotations[1].confidence = 0.46;
    quotations[1].candidates = [Candidate { actor: ActorId(1), probability: 0.31 }].into();
    quotations[2].actor = Some(ActorId(2));
    annotations.mentions = vec![
        Mention::new(source, MentionKind::Name, Some(ActorId(0))),
        Mention::new(quotations[1].span, MentionKind::Pronoun, None),
    ];
    (document, annotations)
}

fn value_of((document, annotations): &(Document, Annotations), options: Options) -> Value {
    serde_json::to_value(record("a.txt".into(), document, annotations, &options)).unwrap()
}

#[test]
fn joint_speakers_have_one_name_and_two_ids() {
    let quote = &value_of(&crowd(), Options::default())["quotes"][0];
    assert_eq!(quote["speaker"], "Ada Voss and Jon Vale");
    assert_eq!(quote["speakers"], serde_json::json!(["Ada Voss", "Jon Vale"]));
    assert_eq!((&quote["speaker_id"], &quote["speaker_ids"]), (&0.into(), &serde_json::json!([0, 1])));
    assert_eq!(quote["named"], true);
    let alone = &value_of(&found(), Options::default())["quotes"][0];
    assert!(alone.get("speakers").is_none() && alone.get("speaker_ids").is_none(), "{alone}");
}

#[test]
fn unsure_quotation_has_candidates_and_no_speaker() {
    let quote = &value_of(&crowd(), Options::default())["quotes"][1];
    assert!(quote["speaker"].is_null() && quote["speaker_id"].is_null() && quote.get("named").is_none());
    let candidates = serde_json::json!([
        { "name": "Ada Voss", "id": 0, "probability": 0.46 },
        { "name": "Jon Vale", "id": 1, "probability": 0.31 },
    ]);
    assert_eq!(quote["candidates"], candidates);
    let quote = &value_of(&crowd(), Options { unsure_below: 0.4, ..Options::default() })["quotes"][1];
    assert_eq!(quote["speaker"], "Ada Voss");
    assert_eq!(quote["candidates"].as_array().map(Vec::len), Some(1), "the others alone");
}

#[test]
fn unnamed_source_says_so_in_quote_and_actor() {
    let value = value_of(&crowd(), Options::default());
    assert_eq!(value["quotes"][2]["speaker"], "a spokesman for the ministry");
    assert_eq!((&value["quotes"][2]["named"], &value["actors"][2]["named"]), (&false.into(), &false.into()));
}

#[test]
fn mentions_are_written_where_asked_for() {
    assert!(value_of(&crowd(), Options::default()).get("mentions").is_none());
    let value = value_of(&crowd(), Options { mentions: true, ..Options::default() });
    let (mentions, text) = (value["mentions"].as_array().unwrap(), TEXT.chars().collect::<Vec<char>>());
    assert_eq!((&mentions[0]["actor"], &mentions[0]["kind"]), (&0.into(), &"name".into()));
    let offset = |name: &str| mentions[0][name].as_u64().unwrap() as usize;
    assert_eq!(text[offset("start")..offset("end")].iter().collect::<String>(), "Voss");
    assert!(mentions[1]["actor"].is_null(), "a pronoun of nobody known is there all the same");
    assert_eq!(mentions[1]["kind"], "pronoun");
}

#[test]
fn csv_and_markdown_show_joint_and_unsure_speakers() {
    let (document, annotations) = crowd();
    let record = record("a.txt".into(), &document, &annotations, &Options::default());
    let write = |format: Format| {
        let mut out = Vec::new();
        Writer::new(&mut out, format).write(&record).unwrap();
        String::from_utf8(out).unwrap()
    };
    let csv = write(Format::Csv);
    assert!(csv.contains("Ada Voss and Jon Vale,0 1,person,true"), "{csv}");
    assert!(csv.contains("Ada Voss 0.46; Jon Vale 0.31"), "{csv}");
    assert!(csv.contains("a spokesman for the ministry,2,person,false"), "{csv}");
    let page = write(Format::Markdown);
    assert!(page.contains("**Ada Voss and Jon Vale**"), "{page}");
    assert!(page.contains("— unsure: Ada Voss 46%, Jon Vale 31%, direct"), "{page}");
}

#[test]
fn offsets_index_the_text() {
    for offsets in [Offsets::Chars, Offsets::Bytes, Offsets::Utf16] {
        let options = Options { offsets, with_text: true, explain: true, mentions: true, ..Options::default() };
        let value: Value = serde_json::from_str(&exported(Format::Jsonl, options, 1)).unwrap();
        let text = value["text"].as_str().unwrap();
        assert_eq!(text, TEXT);
        let quote = &value["quotes"][0];
        for words in [quote, &quote["cue"], &quote["speaker_mention"]] {
            let (start, end) = (words["start"].as_u64().unwrap() as usize, words["end"].as_u64().unwrap() as usize);
            let found = match offsets {
                Offsets::Chars => text.chars().skip(start).take(end - start).collect(),
                Offsets::Bytes => text.get(start..end).unwrap().to_owned(),
                Offsets::Utf16 => {
                    let units: Vec<u16> = text.encode_utf16().skip(start).take(end - start).collect();
                    String::from_utf16(&units).unwrap()
                }
            };
            assert_eq!(found, words["text"].as_str().unwrap(), "{offsets:?}");
        }
        assert_eq!(quote["speaker"], "Ada Voss");
        assert_eq!(quote["confidence"], 0.97);
        assert!(quote["explanation"].is_array());
        let features = quote["features"].as_array().expect("features");
        assert!(!features.is_empty() && features.iter().all(|feature| feature["weight"].as_f64() > Some(0.0)));
    }
}

#[test]
fn json_is_an_array_and_empty_outputs_are_valid() {
    let value: Value = serde_json::from_str(&exported(Format::Json, Options::default(), 2)).unwrap();
    assert_eq!(value.as_array().map(Vec::len), Some(2));
    assert_eq!(exported(Format::Json, Options::default(), 0), "[]\n");
    assert_eq!(exported(Format::Jsonl, Options::default(), 0), "");
    assert_eq!(exported(Format::Csv, Options::default(), 0).lines().count(), 1);
}

#[test]
fn json_holds_nothing_that_a_terminal_obeys() {
    let out = exported(Format::Jsonl, Options { with_text: true, ..Options::default() }, 1);
    assert!(out.contains("\\u202e\\u009b31m"), "{out}");
    assert!(out.trim_end().chars().all(|c| crate::display::placeholder(c).is_none()));
}

#[test]
fn csv_reads_back() {
    let out = exported(Format::Csv, Options::default(), 2);
    let mut reader = ::csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0].get(20), Some("“We *will*\nnot sign,”"));
    assert_eq!(rows[2].get(20), Some("\"a,b\""));
    assert_eq!(rows[0].iter().take(2).collect::<Vec<_>>(), ["a.txt", "Talks stall 😀"]);
    assert_eq!(rows[0].get(7), Some("15"));
}

#[test]
fn markdown_is_for_people() {
    let out = exported(Format::Markdown, Options::default(), 1);
    let expected = "# Talks stall 😀\n\nSource: a.txt\n\n> “We \\*will\\* not sign,”\n>\n> — **Ada Voss** (“Voss”), direct, 15–36, \
                    confidence 0.97\n\n";
    assert!(out.starts_with(expected), "{out}");
    assert!(out.contains("> \"No\"") && out.contains("not attributed"));
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let all = Options { with_text: true, explain: true, mentions: true, ..Options::default() };
    for (options, scene) in
        [(Options::default(), found()), (all, found()), (Options::default(), crowd()), (all, crowd())]
    {
        let value = value_of(&scene, options);
        check(&schema, &schema, &value).unwrap();
    }
    let mut out = Vec::new();
    Writer::new(&mut out, Format::Jsonl).write_error(&Value::Null, "no text").unwrap();
    check(&schema, &schema, &serde_json::from_slice(&out).unwrap()).unwrap();
}

#[test]
fn the_schema_refuses_other_things() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let good: Value = serde_json::from_str(&exported(Format::Jsonl, Options::default(), 1)).unwrap();
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        check(&schema, &schema, &value).is_err()
    };
    assert!(spoil(&|value| value["more"] = 1.into()));
    assert!(spoil(&|value| value["quotes"][0]["kind"] = "odd".into()));
    assert!(spoil(&|value| value["quotes"][0]["confidence"] = 2.into()));
    assert!(spoil(&|value| value["quotes"][0]["speaker"] = 2.into()));
    assert!(spoil(&|value| value["actors"][0].as_object_mut().unwrap().remove("name").map_or((), drop)));
}

/// Checks a value against the part of JSON Schema that ours uses.
fn check(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    for (key, rule) in schema.as_object().ok_or("a schema is an object")? {
        if !keeps(root, schema, key, rule, value).ok_or_else(|| format!("unknown or odd rule {key}: {rule}"))? {
            return Err(format!("{key}: {value} against {schema}"));
        }
    }
    Ok(())
}

/// Whether a value keeps one rule of a schema; `None` where the rule is not understood.
fn keeps(root: &Value, schema: &Value, key: &str, rule: &Value, value: &Value) -> Option<bool> {
    let fits = |schema: &Value, value: &Value| check(root, schema, value).is_ok();
    Some(match key {
        "$schema" | "$id" | "$defs" | "title" | "description" => true,
        "$ref" => fits(root.pointer(rule.as_str()?.strip_prefix('#')?)?, value),
        "oneOf" => rule.as_array()?.iter().filter(|one| fits(one, value)).count() == 1,
        "anyOf" => rule.as_array()?.iter().any(|one| fits(one, value)),
        "const" => rule == value,
        "enum" => rule.as_array()?.contains(value),
        "type" => rule.as_array().map_or_else(|| is_a(rule, value), |names| names.iter().any(|name| is_a(name, value))),
        "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
        "items" => value.as_array().into_iter().flatten().all(|item| fits(rule, item)),
        "required" => rule.as_array()?.iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
        "properties" => rule.as_object()?.iter().all(|(name, inner)| value.get(name).is_none_or(|v| fits(inner, v))),
        "additionalProperties" => {
            let known = schema["properties"].as_object()?;
            value.as_object().is_none_or(|object| object.keys().all(|name| known.contains_key(name)))
        }
        _ => return None,
    })
}

fn is_a(name: &Value, value: &Value) -> bool {
    match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        Some("null") => value.is_null(),
        _ => false,
    }
}

#[test]
fn csv_and_markdown_hold_nothing_that_a_terminal_obeys() {
    for format in [Format::Csv, Format::Markdown] {
        let out = exported(format, Options { with_text: true, ..Options::default() }, 1);
        assert!(out.contains("‹U+202E›‹9B›31m"), "{out}");
        assert!(out.chars().all(|c| crate::display::placeholder(c).is_none()), "{out}");
    }
}
