use serde_json::Value;

use super::*;
use crate::annotation::{Annotations, Quotation, QuotationKind};
use crate::document::{Document, Metadata, plain};
use crate::nlp::{Actor, ActorId, ActorKind, Gender};
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
        confidence: 0.97,
        evidence: Evidence { rule: Rule::Unattributed },
    };
    let actor = Actor {
        id: ActorId(0),
        name: "Ada Voss".to_owned(),
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

#[test]
fn offsets_index_the_text() {
    for offsets in [Offsets::Chars, Offsets::Bytes, Offsets::Utf16] {
        let options = Options { offsets, with_text: true, explain: true };
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
    assert_eq!(rows[0].get(12), Some("“We *will*\nnot sign,”"));
    assert_eq!(rows[2].get(12), Some("\"a,b\""));
    assert_eq!(rows[0].iter().take(3).collect::<Vec<_>>(), ["a.txt", "Talks stall 😀", "15"]);
}

#[test]
fn markdown_is_for_people() {
    let out = exported(Format::Markdown, Options::default(), 1);
    let expected = "# Talks stall 😀\n\nSource: a.txt\n\n> “We \\*will\\* not sign,”\n>\n> — **Ada Voss** (“Voss”), direct, 15–36, \
                    confidence 0.97\n\n";
    assert!(out.starts_with(expected), "{out}");
    assert!(out.contains("> \"No\"") && out.contains("speaker unknown"));
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for options in [Options::default(), Options { with_text: true, explain: true, ..Options::default() }] {
        let value = serde_json::from_str(&exported(Format::Jsonl, options, 1)).unwrap();
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
