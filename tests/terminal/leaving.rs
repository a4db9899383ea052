//! Every way out leaves the terminal as it was.

use std::process::Command;

use crate::harness::{Start, Terminal};
use crate::reading::article;

/// A shell that starts dixit, then tells how it ended and how the terminal is.
/// The shell stays when all is said: what it says last can be lost with a terminal that closes.
fn under_a_shell() -> Terminal {
    let script = "\"$DIXIT\" talks.txt; echo \"ended with $?\"; stty -a; echo shell is back; read -r _";
    Start::shell(script).file("talks.txt", &article()).run()
}

fn is_as_it_was(terminal: &mut Terminal) {
    terminal.see("shell is back");
    assert!(!terminal.is_alternate() && !terminal.hides_cursor());
    let screen = terminal.screen();
    let modes: Vec<&str> = screen.split_whitespace().collect();
    assert!(modes.contains(&"icanon") && modes.contains(&"echo"), "{screen}");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    // The last that was said of the mouse and of pasting is that they are not wanted.
    for mode in ["?1000", "?2004"] {
        let on = raw.rfind(&format!("\x1b[{mode}h")).expect("wanted once");
        assert!(raw.rfind(&format!("\x1b[{mode}l")).is_some_and(|off| off > on), "{mode}");
    }
}

/// The process that the shell started.
fn child_of(shell: u32) -> String {
    let output = Command::new("pgrep").arg("-P").arg(shell.to_string()).output().expect("pgrep");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn send(signal: &str, process: &str) {
    assert!(Command::new("kill").args([signal, process]).status().expect("kill").success());
}

#[test]
fn quitting() {
    for key in ["q", "\x03"] {
        let mut terminal = under_a_shell();
        terminal.see("Quotations 4");
        terminal.press(key);
        terminal.see("ended with 0");
        is_as_it_was(&mut terminal);
    }
}

/// A large text is left while its analysis goes on, and its place is remembered.
#[test]
fn quitting_in_the_middle_of_an_analysis() {
    let script = "\"$DIXIT\" long.txt; echo \"ended with $?\"; stty -a; echo shell is back; read -r _";
    let text = article() + &"\n\n“We will not sign what we cannot keep,” Ada Voss said.".repeat(60_000);
    let mut terminal = Start::shell(script).file("long.txt", &text).run();
    // What is found around the reader is there before all of it is.
    terminal.see("Ada Voss");
    terminal.press("G");
    terminal.see("100%");
    terminal.press("q");
    terminal.see("ended with 0");
    is_as_it_was(&mut terminal);
}

#[test]
fn signals() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let mut terminal = under_a_shell();
        terminal.see("Quotations 4");
        send(signal, &child_of(terminal.process()));
        terminal.see(&format!("ended with {code}"));
        is_as_it_was(&mut terminal);
    }
}

/// Of a window that is closed both the system and the shell tell the program.
#[test]
fn hanging_up_twice_keeps_the_place() {
    let mut terminal = under_a_shell();
    terminal.see("Quotations 4");
    let child = child_of(terminal.process());
    assert!(Command::new("sh").args(["-c", &format!("kill -HUP {child}; kill -HUP {child}")]).status().is_ok());
    terminal.see("ended with 129");
    assert!(terminal.path(".local/state/dixit/positions").is_dir());
}

#[test]
fn suspending_and_coming_back() {
    let mut terminal = Start::dixit().file("talks.txt", &article()).arg("talks.txt").run();
    terminal.see("Quotations 4");
    terminal.press("]");
    terminal.see("Quotations 1/4");
    terminal.press("\x1a");
    terminal.wait("the screen to be given back", |terminal| !terminal.is_alternate() && !terminal.hides_cursor());
    let process = terminal.process().to_string();
    let stopped = || std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| stat.contains(") T "));
    if std::path::Path::new("/proc/self/stat").exists() {
        terminal.wait("it to stop", |_| stopped());
    }
    terminal.resize(90, 28);
    send("-CONT", &process);
    terminal.wait("the screen to be taken again", Terminal::is_alternate);
    terminal.see("Quotations 1/4");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_reported() {
    let test = std::env::current_exe().unwrap();
    let mut terminal = Start::program(&test.to_string_lossy())
        .env("PANIC_IN_THE_TERMINAL", "1")
        .arg("--exact")
        .arg("leaving::panics_where_it_is_asked_to")
        .arg("--nocapture")
        .run();
    let status = terminal.end();
    assert!(!status.success());
    assert!(!terminal.is_alternate() && !terminal.hides_cursor());
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let taken = raw.find("\x1b[?1049h").expect("taken over");
    let back = raw.find("\x1b[?1049l").expect("given back");
    let report = raw.find("on purpose").expect("reported");
    assert!(taken < back && back < report);
}

/// The program of the test above.
#[test]
fn panics_where_it_is_asked_to() {
    if std::env::var_os("PANIC_IN_THE_TERMINAL").is_none() {
        return;
    }
    let mut terminal = dixit::runtime::terminal::Terminal::enter(true, false, None).expect("a terminal");
    terminal.draw(None, |_| dixit::ui::Beside::default()).expect("a frame");
    panic!("on purpose");
}

#[test]
fn where_nothing_can_be_opened_the_screen_is_not_taken() {
    let mut terminal = Start::dixit().arg("missing.txt").run();
    let status = terminal.end();
    assert_eq!(status.exit_code(), 1);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(raw.contains("no such file") && !raw.contains("?1049h"), "{raw}");
}

#[test]
fn one_of_several_that_cannot_be_opened_is_told_at_the_start_and_in_the_end() {
    let mut terminal = Start::dixit().file("talks.txt", &article()).arg("missing.txt").arg("talks.txt").run();
    terminal.see("Ada Voss");
    terminal.see("missing.txt: no such file");
    terminal.press("q");
    assert_eq!(terminal.end().exit_code(), 1);
    assert!(String::from_utf8_lossy(&terminal.raw).contains("dixit: missing.txt: no such file"));
}

#[test]
fn where_nothing_can_be_remembered_one_reads_all_the_same_and_is_told_in_the_end() {
    let start = Start::dixit().file("talks.txt", &article()).file("state", "a file, not a folder");
    let mut terminal = start.env("DIXIT_STATE_DIR", "state").arg("talks.txt").run();
    terminal.see("Quotations 4");
    terminal.press("Gq");
    assert!(terminal.end().success());
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let (_, after) = raw.split_once("\x1b[?1049l").expect("given back");
    assert!(after.contains("is not remembered"), "{after}");
}
