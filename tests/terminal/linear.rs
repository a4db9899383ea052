//! Reading block by block with `--linear` on a terminal: keys in, plain lines out, and the terminal as it was.

use std::process::Command;

use crate::harness::{Start, Terminal};

const TALKS: &str = "# Talks stall\n\nRain fell on the harbour.\n\n“We will not sign,” Ada Voss said. Then she left.\n\n\
                     “Never,” said Jonas Hale.\n";

fn under_a_shell() -> Terminal {
    let script = "\"$DIXIT\" --linear talks.md; echo \"ended with $?\"; stty -a; echo shell is back; read -r _";
    Start::shell(script).file("talks.md", TALKS).run()
}

fn is_as_it_was(terminal: &mut Terminal) {
    terminal.see("shell is back");
    let screen = terminal.screen();
    let modes: Vec<&str> = screen.split_whitespace().collect();
    assert!(modes.contains(&"icanon") && modes.contains(&"echo") && modes.contains(&"opost"), "{screen}");
    assert!(!terminal.raw.contains(&0x1b), "no control sequence was written: {screen}");
    assert!(!terminal.is_alternate() && !terminal.hides_cursor());
}

/// The lines that were read out, without those of the shell.
fn lines(terminal: &Terminal) -> Vec<String> {
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    raw.lines().take_while(|line| !line.starts_with("ended with")).map(str::to_owned).collect()
}

#[test]
fn blocks_quotations_and_hits_are_read_out_line_by_line() {
    let mut terminal = under_a_shell();
    terminal.see("Title: Talks stall");
    assert!(!terminal.screen().contains("Rain fell"), "one block at a time");
    terminal.press(" ");
    terminal.see("Rain fell on the harbour.");
    terminal.press("]");
    terminal.see("Ada Voss, quoted: “We will not sign,” Ada Voss said.");
    terminal.press("\r");
    terminal.see("Then she left.");
    terminal.press("/harbous\x7fr\r");
    terminal.see("From the beginning:");
    terminal.press("?");
    terminal.see("q: quit.");
    terminal.press("q");
    terminal.see("ended with 0");
    is_as_it_was(&mut terminal);
    let read = lines(&terminal);
    assert_eq!(
        read[1..5],
        [
            "Title: Talks stall",
            "Rain fell on the harbour.",
            "Ada Voss, quoted: “We will not sign,” Ada Voss said.",
            "Then she left."
        ]
    );
    assert!(read.iter().any(|line| line.starts_with("Search: harbou")), "{read:?}");
}

#[test]
fn every_way_out_gives_the_keys_back() {
    for (keys, code) in [("q", 0), ("\x03", 0), ("\x04", 0), ("/abc\x03", 0)] {
        let mut terminal = under_a_shell();
        terminal.see("Title: Talks stall");
        terminal.press(keys);
        terminal.see(&format!("ended with {code}"));
        is_as_it_was(&mut terminal);
    }
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let mut terminal = under_a_shell();
        terminal.see("Title: Talks stall");
        let child = Command::new("pgrep").arg("-P").arg(terminal.process().to_string()).output().expect("pgrep");
        let child = String::from_utf8_lossy(&child.stdout).trim().to_owned();
        assert!(Command::new("kill").args([signal, &child]).status().expect("kill").success());
        terminal.see(&format!("ended with {code}"));
        is_as_it_was(&mut terminal);
    }
}

#[test]
fn suspending_and_coming_back() {
    let mut terminal = Start::dixit().file("talks.md", TALKS).arg("--linear").arg("talks.md").run();
    terminal.see("Title: Talks stall");
    terminal.press("\x1a");
    let process = terminal.process().to_string();
    let stopped = || std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| stat.contains(") T "));
    if std::path::Path::new("/proc/self/stat").exists() {
        terminal.wait("it to stop", |_| stopped());
    }
    assert!(Command::new("kill").args(["-CONT", &process]).status().expect("kill").success());
    terminal.press(" ");
    terminal.see("Rain fell on the harbour.");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn keys_come_from_the_terminal_where_the_article_is_piped_in() {
    let script = "printf 'Rain fell.\\n\\nIt was cold.\\n' | \"$DIXIT\" --linear -; echo \"ended with $?\"; read -r _";
    let mut terminal = Start::shell(script).run();
    terminal.see("Rain fell.");
    terminal.press(" ");
    terminal.see("It was cold.");
    terminal.press("q");
    terminal.see("ended with 0");
}

#[test]
fn lines_are_broken_between_words() {
    let mut terminal = Start::dixit().size(20, 24).file("talks.md", TALKS).arg("--linear").arg("talks.md").run();
    terminal.see("Title: Talks stall");
    terminal.press("]");
    terminal.see("Ada Voss, quoted:\n“We will not sign,”\nAda Voss said.");
}

#[test]
fn simple_terminals_get_everything_at_once() {
    let mut terminal = Start::dixit().env("TERM", "dumb").file("talks.md", TALKS).arg("--linear").arg("talks.md").run();
    assert!(terminal.end().success());
    assert!(terminal.screen().contains("Jonas Hale, quoted: “Never,” said Jonas Hale."), "{}", terminal.screen());
}
