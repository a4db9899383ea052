//! The code keeps its own rules: which room may know which, how long a file may be, and what the README says of keys.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dixit::command::Command;
use dixit::config::keymap::Keymap;
use dixit::document::Format;

/// A file of more lines is two ideas.
const LINES: usize = 400;

/// Room, and the rooms it may not know.
const UNKNOWN: [(&str, &[&str]); 18] = [
    (
        "linear.rs",
        &["document", "nlp", "entity", "quotation", "annotation", "app", "ui", "runtime", "config", "store", "cli"],
    ),
    (
        "fold.rs",
        &["document", "nlp", "entity", "quotation", "annotation", "app", "ui", "runtime", "config", "store", "cli"],
    ),
    (
        "citation",
        &["nlp", "entity", "quotation", "annotation", "flow", "app", "ui", "runtime", "config", "store", "cli"],
    ),
    (
        "document",
        &[
            "nlp",
            "entity",
            "quotation",
            "annotation",
            "flow",
            "app",
            "ui",
            "runtime",
            "config",
            "store",
            "export",
            "cli",
        ],
    ),
    ("nlp", &["entity", "quotation", "annotation", "flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("entity", &["quotation", "annotation", "flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("quotation", &["annotation", "flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("explanation.rs", &["flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("absence.rs", &["quotation", "flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("annotation.rs", &["flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("query", &["flow", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("flow", &["nlp", "quotation", "annotation", "app", "ui", "runtime", "config", "store", "export", "cli"]),
    ("command.rs", &["document", "nlp", "quotation", "annotation", "app", "ui", "runtime", "config", "store", "cli"]),
    ("config", &["document", "nlp", "quotation", "annotation", "flow", "app", "ui", "runtime", "store", "cli"]),
    ("export", &["flow", "app", "ui", "runtime", "config", "store", "cli"]),
    ("app", &["ui", "runtime", "store", "export", "cli"]),
    ("ui", &["runtime", "store", "export", "cli"]),
    ("store", &["ui", "runtime", "export", "cli"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, or that file, with their paths from the root of the crate.
fn files(path: &Path) -> Vec<(String, String)> {
    if path.is_file() {
        let text = std::fs::read_to_string(path).expect("a text");
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        return if path.extension().is_some_and(|ending| ending == "rs") { vec![(name, text)] } else { Vec::new() };
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(path).into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries.iter().flat_map(|entry| files(entry)).collect()
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for (name, text) in files(&root().join("src")).into_iter().chain(files(&root().join("tests"))) {
        if text.lines().count() > LINES {
            long.push(format!("{name}: {} lines, at most {LINES}", text.lines().count()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn rooms_know_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (room, unknown) in UNKNOWN {
        let mut here = files(&root().join("src").join(room));
        here.extend(files(&root().join("src").join(format!("{room}.rs"))));
        assert!(!here.is_empty(), "there is no room {room}");
        for (name, text) in here {
            // What tests use is their own business.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let knows = |other: &&&str| code.contains(&format!("crate::{other}")) && !name.ends_with("tests.rs");
            wrong.extend(unknown.iter().filter(knows).map(|other| format!("{name} knows {other}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_screen_knows_the_terminal() {
    let libraries = ["ratatui", "crossterm", "signal_hook", "terminal_colorsaurus"];
    for (name, text) in files(&root().join("src")) {
        let screen = ["src/ui", "src/runtime"].iter().any(|room| name.starts_with(room));
        let known = libraries.iter().find(|library| text.contains(&format!("use {library}")));
        assert!(screen || known.is_none(), "{name} knows {known:?}");
    }
}

#[test]
fn the_readme_tells_the_formats_there_are() {
    let mut table = String::from("| format | `--format` | names that end in | what is kept |\n|---|---|---|---|\n");
    for format in Format::ALL {
        let endings: Vec<String> = format.extensions().iter().map(|ending| format!("`.{ending}`")).collect();
        let (title, name, kept) = (format.title(), format.name(), format.kept());
        writeln!(table, "| {title} | `{name}` | {} | {kept} |", endings.join(" ")).expect("a string takes all");
    }
    written_between("formats", &table);
}

#[test]
fn the_readme_tells_the_keys_there_are() {
    let keymap = Keymap::default();
    let mut table = String::from("| key | command | what it does |\n|---|---|---|\n");
    for (section, commands) in Command::SECTIONS {
        writeln!(table, "| | **{section}** | |").expect("a string takes all");
        for &command in *commands {
            let keys: Vec<String> = keymap
                .keys_of(command)
                .iter()
                .map(|key| format!("`{}`", key.replace('|', "\\|").replace('`', "backtick")))
                .collect();
            writeln!(table, "| {} | {} | {} |", keys.join(" "), command.name(), command.doc())
                .expect("a string takes all");
        }
    }
    written_between("keys", &table);
}

/// Whether the README holds `wanted` between the marks of that name; with `UPDATE_README=1` it is written there.
fn written_between(name: &str, wanted: &str) {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("a README");
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).unwrap_or_else(|| panic!("no {open} in the README"));
    let (found, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no {close} in the README"));
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{open}{wanted}{close}{after}")).expect("the README is written");
    } else {
        assert_eq!(found, wanted, "the README differs; UPDATE_README=1 cargo test --test tidy writes it anew");
    }
}
