//! How good the analysis is, against gold annotations, where they are there: in `../shared/corpus` or where `DIXIT_CORPUS`
//! points, with the scorer `../score/score.py` beside it (Python 3). Without them each test says that it is skipped.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::Command;

use dixit::annotate;
use dixit::document::{Metadata, plain};
use dixit::export::{Options, record};
use serde_json::Value;

/// The corpus folder, or nothing with a message.
fn corpus(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("DIXIT_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let gold = folder.join(file);
    if gold.exists() && folder.join("../score/score.py").exists() {
        return Some(gold);
    }
    eprintln!("skipped: {} or the scorer beside it is not here", gold.display());
    None
}

/// What the scorer prints of every document of a gold file as it is annotated. Nothing where the corpus is not there.
fn printed(file: &str, options: &Options, scorer: &[&str]) -> Option<String> {
    let gold = corpus(file)?;
    let folder = tempfile::tempdir().expect("a folder for the predictions");
    let predicted = folder.path().join("predicted.jsonl");
    let mut out = BufWriter::new(fs::File::create(&predicted).expect("a file for the predictions"));
    for line in BufReader::new(fs::File::open(&gold).expect("gold opens")).lines() {
        let gold: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let document = plain(gold["text"].as_str().expect("a text").to_owned(), Metadata::default());
        let annotations = annotate(&document);
        let record = record(gold["id"].clone(), &document, &annotations, options);
        serde_json::to_writer(&mut out, &record).expect("written");
        out.write_all(b"\n").expect("written");
    }
    out.flush().expect("written");
    let (name, arguments) = scorer.split_first()?;
    let script = gold.parent()?.join("../score").join(name);
    let (flags, words): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|word| word.starts_with("--"));
    let output = Command::new("python3").arg(script).args(words).arg(&gold).arg(&predicted).args(flags).output();
    match output {
        Ok(output) if output.status.success() => Some(String::from_utf8(output.stdout).expect("UTF-8")),
        Ok(output) => panic!("the scorer failed: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            eprintln!("skipped: python3 does not start: {error}");
            None
        }
    }
}

/// The report on the quotations of a gold file as they are exported.
fn score(file: &str) -> Option<Value> {
    let report = printed(file, &Options::default(), &["score.py", "--json"])?;
    Some(serde_json::from_str(&report).expect("a JSON report"))
}

/// The same where the likeliest speaker is always named, for figures that know no doubt.
fn score_all(file: &str) -> Option<Value> {
    let options = Options { unsure_below: 0.0, ..Options::default() };
    let report = printed(file, &options, &["score.py", "--json"])?;
    Some(serde_json::from_str(&report).expect("a JSON report"))
}

fn figure(report: &Value, path: &[&str]) -> f64 {
    let figure = path.iter().fold(report, |value, key| &value[*key]).as_f64().expect("a figure");
    println!("{}: {figure}", path.join(" "));
    figure
}

fn at_least<const N: usize>(report: &Value, path: [&str; N], least: f64) {
    let figure = figure(report, &path);
    assert!(figure >= least, "{} is {figure}, below {least}", path.join(" "));
}

/// How much of what is stated at 0.9 and more must be right, and how far off the stated confidence may be on average.
fn is_honest(report: &Value, right: f64, error: f64) {
    at_least(report, ["person", "sure", "right"], right);
    let off = figure(report, &["person", "sure", "expected_error"]);
    assert!(off <= error, "the confidence is off by {off}, more than {error}");
}

#[test]
fn news() {
    let Some(report) = score_all("polnear-dev.jsonl") else { return };
    at_least(&report, ["quoted", "e2e"], 91.5);
    at_least(&report, ["quoted", "F1"], 97.4);
    at_least(&report, ["quoted", "speaker"], 94.7);
    at_least(&report, ["by mention", "name"], 95.0);
    at_least(&report, ["by mention", "nominal"], 78.0);
    at_least(&report, ["by mention", "pronoun"], 95.0);
    at_least(&report, ["speech.ov", "F1"], 81.0);
    at_least(&report, ["speech.ov", "e2e"], 78.0);
    at_least(&report, ["all.ov", "F1"], 73.0);
    at_least(&report, ["all.ov", "e2e"], 68.5);
}

#[test]
fn people_in_the_news() {
    let Some(report) = score("polnear-dev-people.jsonl") else { return };
    at_least(&report, ["person", "marked", "right"], 88.0);
    at_least(&report, ["person", "marked", "exact"], 86.5);
    at_least(&report, ["person", "name", "of_found"], 92.5);
    at_least(&report, ["person", "pronoun", "of_found"], 85.0);
    at_least(&report, ["person", "nominal", "of_found"], 72.0);
    at_least(&report, ["person", "unnamed", "of_found"], 75.0);
    at_least(&report, ["person", "joint", "of_found"], 60.0);
    at_least(&report, ["person", "sure", "share"], 70.0);
    is_honest(&report, 96.5, 4.0);
}

#[test]
fn people_in_the_world_press() {
    let Some(report) = score("modern-dev.jsonl") else { return };
    at_least(&report, ["person", "marked", "right"], 77.5);
    at_least(&report, ["person", "marked", "exact"], 74.5);
    at_least(&report, ["person", "name", "of_found"], 91.0);
    at_least(&report, ["person", "pronoun", "of_found"], 81.5);
    at_least(&report, ["person", "none", "of_found"], 45.0);
    at_least(&report, ["person", "unnamed", "of_found"], 79.0);
    at_least(&report, ["person", "sure", "share"], 63.0);
    is_honest(&report, 95.0, 5.0);
}

/// F1 of marked quotations, how many of them are given to the right person, and F1 of reported speech.
fn knows_quotations(report: &Value, quoted: f64, right: f64, reported: f64) {
    at_least(report, ["quoted", "F1"], quoted);
    at_least(report, ["person", "marked", "right"], right);
    at_least(report, ["speech.ov", "F1"], reported);
}

#[test]
fn people_in_german_news() {
    let Some(report) = score("modern-de-dev.jsonl") else { return };
    at_least(&report, ["person", "marked", "right"], 73.0);
    at_least(&report, ["speech.ov", "F1"], 81.0);
    is_honest(&report, 93.0, 9.0);
}

#[test]
fn people_in_french_news() {
    let Some(report) = score("modern-fr-dev.jsonl") else { return };
    knows_quotations(&report, 89.0, 61.0, 73.0);
}

#[test]
fn people_in_spanish_italian_and_portuguese_news() {
    let Some(report) = score("modern-romance-dev.jsonl") else { return };
    knows_quotations(&report, 95.0, 61.0, 76.0);
}

#[test]
fn people_in_norwegian_dutch_and_polish_news() {
    let Some(report) = score("modern-other-dev.jsonl") else { return };
    knows_quotations(&report, 72.0, 38.0, 66.0);
}

#[test]
fn pronouns_between_two_names() {
    let options = Options { mentions: true, ..Options::default() };
    let Some(printed) = printed("gap-dev.jsonl", &options, &["coref.py", "gap"]) else { return };
    let line = printed.lines().find(|line| line.starts_with("gap all")).expect("a line for all");
    let f1: f64 = line.rsplit(' ').next().and_then(|figure| figure.parse().ok()).expect("a figure");
    println!("{printed}");
    assert!(f1 >= 61.5, "{line}");
}

#[test]
fn fiction() {
    let Some(report) = score("litbank-dev.jsonl") else { return };
    at_least(&report, ["canonical", "found"], 97.5);
    at_least(&report, ["canonical", "right"], 65.0);
}

#[test]
fn whole_novels() {
    let Some(report) = score("pdnc-dev.jsonl") else { return };
    at_least(&report, ["canonical", "found"], 98.0);
    at_least(&report, ["canonical", "right"], 82.0);
}

#[test]
fn german_news() {
    let Some(report) = score_all("german-dev.jsonl") else { return };
    at_least(&report, ["quoted", "F1"], 91.5);
    at_least(&report, ["quoted", "speaker"], 82.0);
    at_least(&report, ["speech.ov", "F1"], 67.0);
    at_least(&report, ["speech.ov", "speaker"], 85.5);
}

#[test]
fn french_fiction() {
    let Some(report) = score_all("french-dev.jsonl") else { return };
    at_least(&report, ["quoted", "F1"], 93.0);
    at_least(&report, ["quoted", "speaker"], 87.5);
    at_least(&report, ["speech.ov", "F1"], 87.5);
}
