//! Links as the terminal is told them.

use crate::harness::{Start, Terminal};

const ARTICLE: &str = "# Talks\n\nRead [the treaty](https://example.org/treaty?x=1) or [a trap](<https://example.org/\u{9b}31m\u{202e}>) \
                       or [a script](javascript:alert) here.\n";

fn raw(mut terminal: Terminal) -> String {
    terminal.see("the treaty or a trap");
    terminal.press("q");
    assert!(terminal.end().success());
    String::from_utf8_lossy(&terminal.raw).into_owned()
}

fn start() -> Start {
    Start::dixit().file("talks.md", ARTICLE).arg("talks.md")
}

#[test]
fn the_terminal_is_told_where_links_lead() {
    let raw = raw(start().run());
    let (_, treaty) = raw.split_once(";https://example.org/treaty?x=1\x1b\\").expect("where the treaty is");
    assert!(treaty.split("\x1b]8;").next().unwrap_or_default().contains("the treaty"), "{treaty}");
    assert!(raw.contains(";https://example.org/%C2%9B31m%E2%80%AE\x1b\\"), "{raw}");
    assert!(!raw.contains("javascript") && !raw.contains('\u{9b}') && !raw.contains('\u{202e}'));
    let (opened, closed) = (raw.matches("\x1b]8;id=").count(), raw.matches("\x1b]8;;\x1b\\").count());
    assert!(opened >= 2 && closed >= 2, "{opened} {closed}");
}

#[test]
fn simple_terminals_and_those_who_do_not_want_it_are_told_nothing() {
    let off = "hyperlinks = false\n";
    for start in [
        start().env("TERM", "linux"),
        start().env("TERM", "dumb"),
        start().env("DIXIT_CONFIG_DIR", "config").file("config/config.toml", off),
    ] {
        assert!(!raw(start.run()).contains("\x1b]8;"));
    }
}

fn mkfifo(path: &std::path::Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn links_to_pipes_and_devices_are_refused_and_keys_still_work() {
    let links = "Read [a pipe](pipe.txt), [the keys](keys.txt) or [a text](next.txt).\n";
    let start = Start::dixit().file("links.md", links).file("next.txt", "Here it is.\n").arg("links.md");
    let mut terminal = start.run();
    mkfifo(&terminal.path("pipe.txt"));
    std::os::unix::fs::symlink("/dev/tty", terminal.path("keys.txt")).expect("a link");
    for (number, back) in [("1", ","), ("2", ",,")] {
        terminal.see("Read a pipe");
        terminal.press("L");
        terminal.see("Read 1 pipe");
        terminal.press(number);
        terminal.see("not a regular file");
        terminal.press(back);
    }
    terminal.see("Read a pipe");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn a_file_that_became_a_pipe_is_not_read_again() {
    let mut terminal = start().run();
    terminal.see("the treaty or a trap");
    let path = terminal.path("talks.md");
    std::fs::remove_file(&path).expect("removed");
    mkfifo(&path);
    terminal.press("R");
    terminal.see("not a regular file");
    terminal.press("q");
    assert!(terminal.end().success());
}
