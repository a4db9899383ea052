//! `dixit extract` on input that is broken, hostile or slow: every document has its answer, and the exit code says whether
//! all could be read.

#![allow(clippy::unwrap_used)]

use std::net::TcpListener;

use assert_cmd::Command;
use serde_json::Value;

const LINES: &str = "\u{feff}{\"id\": 123456789012345678901234567890, \"text\": \"“No,” said Ada Voss.\"}\n\
                     not json\n\
                     {\"id\": \"two\", \"text\": 3}\n";

fn dixit(home: &tempfile::TempDir) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dixit"));
    command.current_dir(home).env("HOME", home.path());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(name);
    }
    command
}

/// The output of a command that ends with this exit code.
fn output(command: &mut Command, code: i32) -> String {
    String::from_utf8(command.assert().code(code).get_output().stdout.clone()).unwrap()
}

fn extracted(format: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    output(dixit(&home).args(["extract", "--from", "jsonl", "--format", format]).write_stdin(LINES), 1)
}

#[test]
fn jsonl_with_bad_lines_gives_error_lines_and_exit_code_1() {
    let lines: Vec<Value> = extracted("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["error"].is_null() && lines[1]["error"].is_string() && lines[2]["error"].is_string());
    assert_eq!(lines[2]["id"], "two");
}

#[test]
fn jsonl_ids_come_back_as_they_were() {
    assert!(extracted("jsonl").starts_with("{\"id\":123456789012345678901234567890,"));
    assert!(extracted("csv").contains("\n123456789012345678901234567890,"));
}

#[test]
fn json_with_bad_lines_has_error_objects() {
    let all: Value = serde_json::from_str(&extracted("json")).unwrap();
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    assert!(all[1]["error"].is_string() && all[0]["quotes"].is_array());
}

#[test]
fn csv_with_bad_lines_has_error_rows() {
    let out = extracted("csv");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(out.as_bytes()).records().map(Result::unwrap).collect();
    let errors: Vec<(&str, bool)> = rows.iter().map(|row| (&row[0], !row[21].is_empty())).collect();
    assert_eq!(errors, [("123456789012345678901234567890", false), ("", true), ("two", true)]);
}

#[test]
fn markdown_with_bad_lines_says_so() {
    let out = extracted("markdown");
    assert_eq!(out.matches("Not read: ").count(), 2);
    assert!(out.contains("# two\n\nNot read: not an object with a text"), "{out}");
}

#[test]
fn articles_that_take_too_long_are_given_up_and_the_rest_is_done() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.txt"), "“No,” said Ada Voss.").unwrap();
    // Connections are taken up by the system and never answered.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    for jobs in ["1", "2"] {
        let mut command = dixit(&home);
        command.args(["extract", "--timeout", "1", "--jobs", jobs, "a.txt", &address, "a.txt"]);
        let lines: Vec<Value> =
            output(&mut command, 1).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let answers: Vec<(&str, bool)> =
            lines.iter().map(|line| (line["id"].as_str().unwrap(), line["error"].is_string())).collect();
        assert_eq!(answers, [("a.txt", false), (address.as_str(), true), ("a.txt", false)]);
    }
}
