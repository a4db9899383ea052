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

/// Annotates every document of a gold file and scores that. Nothing where the corpus is not there.
fn score(file: &str) -> Option<Value> {
    let gold = corpus(file)?;
    let folder = tempfile::tempdir().expect("a folder for the predictions");
    let predicted = folder.path().join("predicted.jsonl");
    let mut out = BufWriter::new(fs::File::create(&predicted).expect("a file for the predictions"));
    for line in BufReader::new(fs::File::open(&gold).expect("gold opens")).lines() {
        let gold: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let document = plain(gold["text"].as_str().expect("a text").to_owned(), Metadata::default());
        let annotations = annotate(&document);
        let record = record(gold["id"].clone(), &document, &annotations, &Options::default());
        serde_json::to_writer(&mut out, &record).expect("written");
        out.write_all(b"\n").expect("written");
    }
    out.flush().expect("written");
    let scorer = gold.parent()?.join("../score/score.py");
    let output = Command::new("python3").arg(scorer).arg(&gold).arg(&predicted).arg("--json").output();
    match output {
        Ok(output) if output.status.success() => Some(serde_json::from_slice(&output.stdout).expect("a JSON report")),
        Ok(output) => panic!("the scorer failed: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            eprintln!("skipped: python3 does not start: {error}");
            None
        }
    }
}

fn at_least(report: &Value, path: [&str; 2], least: f64) {
    let figure = report[path[0]][path[1]].as_f64().unwrap_or_default();
    println!("{} {}: {figure}", path[0], path[1]);
    assert!(figure >= least, "{} {} is {figure}, below {least}", path[0], path[1]);
}

#[test]
fn news() {
    let Some(report) = score("polnear-dev.jsonl") else { return };
    at_least(&report, ["quoted", "e2e"], 92.0);
    at_least(&report, ["quoted", "F1"], 97.6);
    at_least(&report, ["quoted", "speaker"], 94.7);
    at_least(&report, ["by mention", "name"], 95.0);
    at_least(&report, ["by mention", "nominal"], 80.0);
    at_least(&report, ["by mention", "pronoun"], 95.5);
    at_least(&report, ["calibration", "share_at_0.9"], 80.0);
    at_least(&report, ["calibration", "right_at_0.9"], 97.0);
    at_least(&report, ["speech.ov", "F1"], 82.0);
    at_least(&report, ["speech.ov", "e2e"], 78.0);
    at_least(&report, ["all.ov", "F1"], 73.0);
    at_least(&report, ["all.ov", "e2e"], 68.5);
}

#[test]
fn fiction() {
    let Some(report) = score("litbank-dev.jsonl") else { return };
    at_least(&report, ["canonical", "found"], 98.5);
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
    let Some(report) = score("german-dev.jsonl") else { return };
    at_least(&report, ["quoted", "F1"], 89.5);
    at_least(&report, ["quoted", "speaker"], 79.5);
    at_least(&report, ["speech.ov", "F1"], 72.0);
    at_least(&report, ["speech.ov", "speaker"], 83.0);
    at_least(&report, ["calibration", "right_at_0.9"], 92.5);
}

#[test]
fn french_fiction() {
    let Some(report) = score("french-dev.jsonl") else { return };
    at_least(&report, ["quoted", "F1"], 93.0);
    at_least(&report, ["quoted", "speaker"], 87.5);
    at_least(&report, ["speech.ov", "F1"], 87.5);
    at_least(&report, ["calibration", "share_at_0.9"], 77.0);
    at_least(&report, ["calibration", "right_at_0.9"], 94.0);
}
