//! Who is named in what the program prints: attitudes, confidence, unnamed sources, mentions.

use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

use super::{dixit, home, json_lines};

const TEXT: &str = "\"We will not sign,\" Ada Voss said. She wants to leave the treaty by Friday.\n\n\
                    A spokesman for the ministry said that the talks had failed.\n";

/// The kinds of the quotations that a command writes.
fn kinds(found: &Value) -> Vec<&str> {
    found["quotes"].as_array().unwrap().iter().filter_map(|quote| quote["kind"].as_str()).collect()
}

#[test]
fn attitudes_are_printed_only_where_asked_for() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let extract = |args: &[&str]| json_lines(dixit(&home).args(["extract", "a.txt"]).args(args)).remove(0);
    let plain = extract(&[]);
    assert!(!kinds(&plain).contains(&"attitude"), "{plain}");
    let with = extract(&["--attitudes"]);
    assert!(kinds(&with).contains(&"attitude") && kinds(&with).len() == kinds(&plain).len() + 1, "{with}");
    let only = extract(&["--where", "kind:attitude"]);
    assert_eq!(kinds(&only), ["attitude"]);
    let quotes = |found: &Value| found["actors"][0]["quotes"].as_u64();
    assert_eq!((quotes(&plain), quotes(&with)), (Some(1), Some(2)));
    // Reading, listening and counting go by the same.
    for (command, words) in [
        (&["a.txt"][..], "[Ada Voss] by Friday"),
        (&["--linear", "a.txt"], "attitude: "),
        (&["speakers", "a.txt"], " 2 "),
    ] {
        let plain = String::from_utf8(dixit(&home).args(command).output().unwrap().stdout).unwrap();
        let with = String::from_utf8(dixit(&home).args(command).arg("--attitudes").output().unwrap().stdout).unwrap();
        assert_ne!(plain, with, "{command:?}");
        assert!(!plain.contains(words), "{plain}");
    }
}

#[test]
fn listening_hears_the_sentences_of_the_author() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let printed = "Ada Voss, quoted: \"We will not sign,\" Ada Voss said.\nShe wants to leave the treaty by Friday.\n\
                   A spokesman for the ministry, paraphrased: A spokesman for the ministry said that the talks had failed.\n";
    dixit(&home).args(["--linear", "a.txt"]).assert().success().stdout(printed);
}

#[test]
fn below_the_floor_nobody_is_named() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let extract = |floor: &str| json_lines(dixit(&home).args(["extract", "a.txt", "--unsure-below", floor])).remove(0);
    let sure = extract("0");
    assert_eq!(sure["quotes"][0]["speaker"], "Ada Voss");
    let unsure = extract("1");
    for quote in unsure["quotes"].as_array().unwrap() {
        assert!(quote["speaker"].is_null() && quote["speaker_id"].is_null(), "{quote}");
        assert!(quote["candidates"][0]["probability"].as_f64() == quote["confidence"].as_f64(), "{quote}");
    }
    assert_eq!(unsure["quotes"][0]["candidates"][0]["name"], "Ada Voss");
    assert!(unsure["actors"].as_array().unwrap().iter().all(|actor| actor["quotes"] == 0));
    dixit(&home).args(["speakers", "a.txt", "--unsure-below", "1"]).assert().success().stdout(contains("\nunsure"));
    dixit(&home).args(["extract", "a.txt", "--unsure-below", "2"]).assert().code(2).stderr(contains("from 0 to 1"));
}

#[test]
fn the_floor_can_be_set_in_the_configuration() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let folder = home.path().join("settings");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "unsure_below = 1.0\n").unwrap();
    let unsure = contains("[unsure: Ada Voss ").and(contains("[Ada Voss]").not());
    dixit(&home).env("DIXIT_CONFIG_DIR", &folder).arg("a.txt").assert().success().stdout(unsure);
}

#[test]
fn an_unnamed_source_is_an_actor_that_is_not_named() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let found = json_lines(dixit(&home).args(["extract", "a.txt"])).remove(0);
    let quotes = found["quotes"].as_array().unwrap();
    let last = quotes.last().unwrap();
    assert_eq!(last["named"], false, "{last}");
    let actor = &found["actors"][last["speaker_id"].as_u64().unwrap() as usize];
    assert_eq!((&actor["named"], &actor["name"]), (&false.into(), &last["speaker"]));
    assert_eq!(quotes[0]["named"], true);
}

#[test]
fn mentions_refer_to_actors_that_are_there() {
    let home = home(&[("a.txt", TEXT.as_bytes())]);
    let plain = json_lines(dixit(&home).args(["extract", "a.txt"])).remove(0);
    assert!(plain.get("mentions").is_none());
    let found = json_lines(dixit(&home).args(["extract", "a.txt", "--mentions"])).remove(0);
    let actors = found["actors"].as_array().unwrap().len() as u64;
    let mentions = found["mentions"].as_array().unwrap();
    let words = |mention: &Value| {
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        TEXT.chars().skip(start).take(end - start).collect::<String>()
    };
    assert!(mentions.iter().all(|mention| mention["actor"].as_u64().is_none_or(|id| id < actors)));
    let pronouns: Vec<String> = mentions.iter().filter(|it| it["kind"] == "pronoun").map(words).collect();
    assert_eq!(pronouns, ["We", "She"], "also one that nobody is known for");
    assert!(mentions.iter().any(|mention| mention["kind"] == "name" && words(mention) == "Ada Voss"));
}
