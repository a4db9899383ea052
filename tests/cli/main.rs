//! The program as it is called: what it prints, what it says about bad input, and its exit codes.

#![allow(clippy::unwrap_used)]

mod empty;
mod people;

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use assert_cmd::{Command, cargo::cargo_bin, cargo_bin_cmd};
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "Talks stall in Norland\n\nThe harbour was quiet on Tuesday.\n\n\"We will not sign what we cannot keep,\" \
                       Ada Voss said.\n\n\"It is a bad offer.\" – Jo Marsh\n";

/// The program, with a home of its own.
fn dixit(home: &TempDir) -> Command {
    let mut command = cargo_bin_cmd!("dixit");
    for (name, folder) in
        [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")]
    {
        command.env(name, home.path().join(folder));
    }
    command.env_remove("NO_COLOR").current_dir(home.path());
    command
}

/// A home with these files in it.
fn home(files: &[(&str, &[u8])]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(home.path().join(name), bytes).unwrap();
    }
    home
}

/// The JSON of a command's output, line by line.
fn json_lines(command: &mut Command) -> Vec<Value> {
    let output = command.output().unwrap().stdout;
    String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// That an input is refused in these words, whichever command gets it, and nothing is printed for it.
fn refused(home: &TempDir, name: &str, words: &str) {
    for command in [&[][..], &["extract"], &["speakers"]] {
        let said = contains(words).and(contains(name.trim_end_matches('/'))).and(contains("panicked").not());
        dixit(home).args(command).arg(name).assert().code(1).stdout(is_empty()).stderr(said);
    }
}

#[test]
fn prints_each_quotation_with_its_speaker_where_it_is_piped() {
    let home = home(&[("a.txt", ARTICLE.as_bytes())]);
    let printed = "Talks stall in Norland\n\nThe harbour was quiet on Tuesday.\n\n\"We will not sign what we cannot keep,\" [Ada \
                   Voss] Ada Voss said.\n\n\"It is a bad offer.\" – Jo Marsh\n";
    dixit(&home).arg("a.txt").assert().success().stdout(printed).stderr(is_empty());
    dixit(&home).write_stdin(ARTICLE).assert().success().stdout(printed);
    dixit(&home).arg("-").write_stdin(ARTICLE).assert().success().stdout(printed);
    let narrow = dixit(&home).args(["--width", "30", "a.txt"]).output().unwrap().stdout;
    assert!(String::from_utf8(narrow).unwrap().lines().all(|line| line.chars().count() <= 30));
}

#[test]
fn prints_markdown_as_text() {
    let text = "# Talks\n\n> One\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```\nlet a;\n  b\n```\n\n***\n\nline  \nbreak\n";
    let printed = "Talks\n\n> One\n\n• a\n• b\n\nx\ty\n1\t2\n\n    let a;\n      b\n\n* * *\n\nline\nbreak\n";
    let home = home(&[("a.md", text.as_bytes())]);
    dixit(&home).arg("a.md").assert().success().stdout(printed);
}

#[test]
fn pictures_are_what_is_said_of_them() {
    let page = "<h1>Boats</h1><img src=a.png><p>Words.</p><img src=b.png><img src=c.png alt='A hat'><img src=d.png><p>End.</p>";
    let home = home(&[("a.html", page.as_bytes())]);
    dixit(&home).arg("a.html").assert().success().stdout("Boats\n\nWords.\n\n[Image: A hat]\n\nEnd.\n");
    let told = contains("Title: Boats\n").and(contains("Words.\n[Image: A hat]\nEnd.\n"));
    dixit(&home).args(["--linear", "a.html"]).assert().success().stdout(told);
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let evil = "Title \x1b]0;PWNED\x07\n\n\"Hello \x1b[31mred\u{9b}31m,\" Ada \u{202e}Voss said.\n";
    let home = home(&[("evil.txt", evil.as_bytes())]);
    for command in [&[][..], &["extract", "--with-text"], &["speakers"]] {
        let output = dixit(&home).args(command).arg("evil.txt").output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(!printed.contains(['\x1b', '\x07', '\u{9b}', '\u{202e}']), "{printed}");
    }
    dixit(&home).arg("no\x1b[31m").assert().code(1).stderr(contains('\x1b').not().and(contains("no␛[31m")));
    dixit(&home).arg("--no\x1b[31m").assert().code(2).stderr(contains('\x1b').not());
}

#[test]
fn extract_writes_every_format() {
    let home = home(&[("a.txt", ARTICLE.as_bytes())]);
    let mut command = dixit(&home);
    let lines = json_lines(command.args(["extract", "--with-text", "--explain", "a.txt"]));
    let [line] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(
        (&line["id"], &line["title"], &line["text"]),
        (&"a.txt".into(), &"Talks stall in Norland".into(), &ARTICLE.into())
    );
    let quote = &line["quotes"][0];
    assert_eq!(quote["text"], "\"We will not sign what we cannot keep,\"");
    assert_eq!((&quote["kind"], &quote["speaker_mention"]["text"]), (&"direct".into(), &"Ada Voss".into()));
    assert!(quote["explanation"][0].as_str().is_some_and(|words| !words.is_empty()));

    let array = dixit(&home).args(["extract", "a.txt", "a.txt", "--format", "json"]).output().unwrap().stdout;
    assert_eq!(serde_json::from_slice::<Value>(&array).unwrap().as_array().map(Vec::len), Some(2));
    dixit(&home)
        .args(["extract", "a.txt", "-f", "csv"])
        .assert()
        .success()
        .stdout(contains("\"\"\"It is a bad offer.\"\"\""));
    dixit(&home).args(["extract", "a.txt", "-f", "markdown"]).assert().success().stdout(contains("> — **"));
    let bytes = json_lines(dixit(&home).args(["extract", "--offsets", "bytes", "a.txt"]));
    assert_eq!(bytes[0]["quotes"][0]["start"].as_u64(), ARTICLE.find("\"We").map(|at| at as u64));

    dixit(&home).args(["extract", "a.txt", "-o", "out.jsonl"]).assert().success().stdout(is_empty());
    assert!(std::fs::read_to_string(home.path().join("out.jsonl")).unwrap().starts_with("{\"id\":\"a.txt\""));
    dixit(&home).args(["extract", "a.txt", "-o", "no/out"]).assert().code(1).stderr(contains("cannot write no/out"));
    dixit(&home).args(["extract", "--schema"]).assert().success().stdout(dixit::export::SCHEMA);
}

#[test]
fn extract_keeps_the_order_of_many_inputs() {
    let names: Vec<String> = (0..60).map(|number| format!("a{number}.txt")).collect();
    let home = home(&[]);
    for (number, name) in names.iter().enumerate() {
        std::fs::write(home.path().join(name), ARTICLE.repeat(1 + number % 7)).unwrap();
    }
    let lines = json_lines(dixit(&home).args(["extract", "--jobs", "4"]).args(&names));
    assert!(lines.iter().map(|line| line["id"].as_str().unwrap()).eq(names.iter().map(String::as_str)));
}

#[test]
fn one_bad_input_of_several_is_reported_and_the_rest_done() {
    let home = home(&[("a.txt", ARTICLE.as_bytes()), ("empty.txt", b"")]);
    for command in [&[][..], &["extract"], &["speakers"]] {
        let said = contains("none.txt: no such file").and(contains("empty.txt: it is empty"));
        let done = contains("Ada Voss").or(contains("(unknown)"));
        dixit(&home).args(command).args(["none.txt", "a.txt", "empty.txt"]).assert().code(1).stdout(done).stderr(said);
    }
}

#[test]
fn the_filter_answers_each_line_in_order() {
    let home = home(&[]);
    let mut input = String::new();
    for number in 0..200 {
        writeln!(input, "{{\"id\": {number}, \"text\": \"“No {number},” Voss said.\", \"more\": []}}\n").unwrap();
    }
    input += "{\"id\": \"no text\"}\nnot json\n[1, \"x\"]\n{\"id\": 1, \"text\": 2}\n\u{fffd}\n{\"text\": \"“Yes,” said Jo.\"}\n";
    let mut command = dixit(&home);
    let command = command.args(["extract", "--from", "jsonl", "--jobs", "3"]).write_stdin(input);
    command.assert().code(1);
    let lines = json_lines(command);
    assert_eq!(lines.len(), 206);
    for (number, line) in lines.iter().take(200).enumerate() {
        assert_eq!((&line["id"], &line["quotes"][0]["text"]), (&number.into(), &format!("“No {number},”").into()));
    }
    let errors: Vec<(&Value, bool)> =
        lines[200..205].iter().map(|line| (&line["id"], line["error"].is_string())).collect();
    let null = &Value::Null;
    assert_eq!(errors, [(&"no text".into(), true), (null, true), (null, true), (&1.into(), true), (null, true)]);
    assert_eq!((&lines[205]["id"], lines[205]["quotes"].as_array().map(Vec::len)), (null, Some(1)));
}

#[test]
fn the_filter_answers_before_its_input_ends() {
    let mut child = Process::new(cargo_bin("dixit"))
        .args(["extract", "--from", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    for number in 0..5 {
        writeln!(stdin, "{{\"id\": {number}, \"text\": \"Nothing.\"}}").unwrap();
        assert!(answers.next().unwrap().unwrap().contains(&format!("\"id\":{number}")));
    }
    drop(stdin);
    assert!(answers.next().is_none() && child.wait().unwrap().success());
}

#[test]
fn speakers_make_a_table() {
    let home = home(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", b"Nothing was said.")]);
    let table = contains("speaker").and(contains("quotations")).and(contains("100%").or(contains("%")));
    dixit(&home).args(["speakers", "a.txt"]).assert().success().stdout(table);
    dixit(&home).args(["speakers", "a.txt", "b.txt"]).assert().success().stdout(contains("articles"));
    dixit(&home).args(["speakers", "b.txt"]).assert().success().stdout("no quotations were found\n");
    dixit(&home).arg("speakers").assert().code(2);
}

#[test]
fn help_and_its_kin() {
    let home = home(&[]);
    dixit(&home).arg("--help").assert().success().stdout(contains("pbpaste | dixit"));
    dixit(&home).arg("--version").assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
    dixit(&home).arg("keys").assert().success().stdout(contains("next-quotation").or(contains("next quotation")));
    dixit(&home).arg("config").assert().success().stderr(is_empty());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        dixit(&home).args(["completions", shell]).assert().success().stdout(contains("extract"));
    }
    dixit(&home).arg("man").assert().success().stdout(contains(".TH dixit 1"));
    dixit(&home).args(["man", "extract"]).assert().success().stdout(contains("with\\-text"));
    for wrong in
        [&["--nonsense"][..], &["man", "nonsense"], &["extract", "-f", "xml"], &["--width", "0"], &["completions"]]
    {
        dixit(&home).args(wrong).assert().code(2).stdout(is_empty()).stderr(contains("error:"));
    }
}

#[test]
fn folders() {
    let home = home(&[("notes.jpg", b"x")]);
    refused(&home, ".", "no articles in this folder");
    std::fs::write(home.path().join("b.txt"), ARTICLE).unwrap();
    std::fs::write(home.path().join("a.md"), "# One\n\nWords.\n").unwrap();
    let ids: Vec<Value> =
        json_lines(dixit(&home).args(["extract", "."])).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["./a.md", "./b.txt"]);
}

#[test]
fn web_pages_and_feeds() {
    let page =
        "<html><head><title>Talks stall</title></head><body><p>“We will not sign,” Ada Voss said.</p></body></html>";
    let feed = "<rss><channel><title>Post</title><item><title>One</title><link>http://x.invalid/1</link><description>“No,” \
                Ada Voss said.</description></item><item><title>Two</title><description>words</description></item></channel></rss>";
    let home = home(&[("a.html", page.as_bytes()), ("b.dat", feed.as_bytes())]);
    let printed = "Talks stall\n\n“We will not sign,” [Ada Voss] Ada Voss said.\n";
    dixit(&home).arg("a.html").assert().success().stdout(printed);
    dixit(&home).write_stdin(page).assert().success().stdout(printed);
    dixit(&home).args(["--format", "text", "a.html"]).assert().success().stdout(contains("<title>"));
    let ids = |args: &[&str]| -> Vec<Value> {
        json_lines(dixit(&home).args(args)).into_iter().map(|line| line["id"].clone()).collect()
    };
    assert_eq!(ids(&["extract", "b.dat"]), ["http://x.invalid/1", "b.dat#2"]);
    assert_eq!(ids(&["extract", "--from", "text", "b.dat"]), ["b.dat"]);
    dixit(&home).arg("b.dat").assert().success().stdout(contains("==> b.dat#2 <==\n\nTwo\n\nwords\n"));
    refused(&home, "http://x.invalid/", "no such host");
    dixit(&home).args(["--offline", "http://x.invalid/"]).assert().code(1).stderr(contains("--offline"));
    dixit(&home).args(["--format", "pdf", "a.html"]).assert().code(2).stderr(contains("epub"));
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let home = home(&[("empty.txt", b""), ("white.txt", b" \n\n\t \n"), ("binary.dat", &[0, 1, 2, 3, 0, 0, 255, 0])]);
    refused(&home, "none.txt", "no such file");
    refused(&home, "empty.txt", "it is empty");
    refused(&home, "white.txt", "only white space");
    refused(&home, "binary.dat", "binary data");
    refused(&home, "empty.txt/x", "no such file");
    dixit(&home).write_stdin("").assert().code(1).stderr(contains("standard input: it is empty"));
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let home = home(&[("secret.txt", b"words")]);
    let path = home.path().join("secret.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    refused(&home, "secret.txt", "permission denied");
}

#[test]
fn other_encodings() {
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain("“Non,” dit-elle.".encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let home = home(&[("latin.txt", b"\x93Caf\xe9,\x94 Ada Voss said."), ("wide.txt", &utf16)]);
    dixit(&home).arg("latin.txt").assert().success().stdout(contains("“Café,”"));
    dixit(&home).arg("wide.txt").assert().success().stdout(contains("“Non,”"));
}

#[test]
fn huge_sparse_file() {
    let home = home(&[]);
    std::fs::File::create(home.path().join("zeros.txt")).unwrap().set_len(1 << 30).unwrap();
    refused(&home, "zeros.txt", "binary data");
}

#[test]
fn hostile_texts_are_read() {
    let marks = format!("{}\n", "\"".repeat(2000)).repeat(50);
    let nested = format!("{}“deep,” Voss said.\n", "> ".repeat(10_000));
    let lists = format!("{}deep\n", "- ".repeat(10_000));
    let brackets = "“(".repeat(10_000);
    for (name, text) in
        [("a.txt", &marks), ("b.md", &nested), ("c.md", &lists), ("d.txt", &nested), ("e.txt", &brackets)]
    {
        let home = home(&[(name, text.as_bytes())]);
        dixit(&home).args(["extract", name]).assert().success().stdout(contains("\"quotes\":"));
    }
}

#[test]
fn nobody_listens_any_more() {
    let home = home(&[("long.txt", ARTICLE.repeat(2000).as_bytes())]);
    for args in [&["long.txt"][..], &["extract", "--with-text", "long.txt"], &["completions", "bash"]] {
        let mut child = Process::new(cargo_bin("dixit"))
            .args(args)
            .current_dir(home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{args:?}: {:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn a_broken_config_or_a_read_only_home_does_not_stop_batch_work() {
    let home = home(&[("a.txt", ARTICLE.as_bytes())]);
    let folder = home.path().join("config/dixit");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "column_width = \"wide\"\n[nonsense\n").unwrap();
    set_writable(home.path(), false);
    for args in [&["a.txt"][..], &["extract", "a.txt"], &["speakers", "a.txt"], &["keys"]] {
        dixit(&home).args(args).assert().success();
    }
    set_writable(home.path(), true);
}

fn set_writable(path: &Path, writable: bool) {
    let mut permissions = std::fs::metadata(path).unwrap().permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, if writable { 0o755 } else { 0o555 });
    #[cfg(not(unix))]
    permissions.set_readonly(!writable);
    std::fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn extract_keeps_what_a_query_asks_for() {
    let home = home(&[("a.txt", ARTICLE.as_bytes())]);
    let quotes = |query: &str| {
        let found = json_lines(dixit(&home).args(["extract", "a.txt", "--where", query]));
        found[0]["quotes"].as_array().unwrap().iter().map(|it| it["text"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(quotes("").len(), 2);
    assert!(quotes("speaker:voss")[0].contains("We will not sign") && quotes("speaker:voss").len() == 1);
    assert!(quotes("not speaker:voss")[0].contains("a bad offer"));
    let line = r#"{"id": 1, "text": "\"We will not sign,\" Ada Voss said. \"No,\" Jo Marsh said."}"#;
    let mut stream = dixit(&home);
    stream.args(["extract", "--from", "jsonl", "--where", "speaker:marsh"]).write_stdin(line);
    assert_eq!(json_lines(&mut stream)[0]["quotes"].as_array().unwrap().len(), 1);
    let shown = contains("column 11: there is no kind “loud”").and(contains("    voss kind:loud\n              ^"));
    dixit(&home).args(["extract", "a.txt", "--where", "voss kind:loud"]).assert().code(2).stderr(shown);
}

#[test]
fn lists_are_told_before_their_articles() {
    let feed = "<rss><title>The Post</title><item><title>Talks stall</title><link>https://example.org/1</link>\
                <pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate><content:encoded>&lt;p>“We will not sign,” Ada Voss \
                said.&lt;/p></content:encoded></item><item><title>Nets</title><link>https://example.org/2</link>\
                <description>Crews were less calm…</description></item></rss>";
    let home = home(&[("feed.xml", feed.as_bytes())]);
    let told = "List: The Post, 2 articles.\n1: Talks stall. 2031-05-02. 9 words, 1 quotation: Ada Voss 1.\n\
                2: Nets. Only a summary; the article is at https://example.org/2\nEnd of the list.\n\n\
                Article 1 of 2: Talks stall\nTitle: Talks stall\nAda Voss, quoted: “We will not sign,” Ada Voss said.\n\n\
                Article 2 of 2: Nets\nOnly a summary; the article is at https://example.org/2\nTitle: Nets\n\
                Crews were less calm…\n";
    dixit(&home).args(["--linear", "feed.xml"]).assert().success().stdout(told);
    std::fs::create_dir(home.path().join("talks")).unwrap();
    std::fs::write(home.path().join("talks/a.txt"), ARTICLE).unwrap();
    std::fs::write(home.path().join("talks/b.txt"), [0, 159, 146, 150, 0]).unwrap();
    let told =
        contains("List: talks, 2 articles.\n1: Talks stall in Norland. ").and(contains("\n2: talks/b.txt: it holds"));
    dixit(&home).args(["--linear", "talks"]).assert().code(1).stdout(told).stderr(contains("talks/b.txt: it holds"));
}
