//! The clipboard. The terminal is asked in any case, which works over any distance: the sequence OSC 52 of xterm's control
//! sequences. Not every terminal obeys it and none answers, so a program that sets the clipboard is used beside it where
//! there is one. Programs run on a thread of their own, and none longer than a few seconds.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Event;
use crate::app::Message;

/// A program that has not taken the words by then is stopped.
const LIMIT: Duration = Duration::from_secs(3);
/// How long the end waits for words on their way.
const END: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(5);

/// A program and its arguments.
type Program = &'static [&'static str];

const WAYLAND: Program = &["wl-copy", "--type", "text/plain"];
const X11: [Program; 2] = [&["xclip", "-selection", "clipboard"], &["xsel", "--clipboard", "--input"]];
const MACOS: Program = &["pbcopy"];
/// Into the buffer of tmux, which sends it on to the terminal that it runs in.
const TMUX: Program = &["tmux", "load-buffer", "-w", "-"];
/// Whether tmux sends it on, and what the terminal that it runs in can do.
const ASK_TMUX: Program = &["tmux", "display-message", "-p", "#{set-clipboard} #{client_termfeatures}"];

/// How words can come into the clipboard here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ways {
    /// Programs that set the clipboard of the screen; the first one that works is enough.
    programs: Vec<Program>,
    tmux: bool,
    /// The terminal is known to obey the sequence.
    terminal: bool,
}

impl Ways {
    fn find(macos: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let mut programs = Vec::new();
        if has("WAYLAND_DISPLAY") {
            programs.push(WAYLAND);
        }
        if has("DISPLAY") {
            programs.extend(X11);
        }
        // From afar it would be the clipboard of the wrong machine.
        if macos && !has("SSH_CONNECTION") {
            programs.push(MACOS);
        }
        let term = variable("TERM").unwrap_or_default();
        let program = variable("TERM_PROGRAM").unwrap_or_default();
        let terms = ["xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour"];
        let known = terms.iter().any(|known| term.starts_with(known))
            || ["WezTerm", "ghostty", "vscode", "rio"].contains(&program.as_str())
            || ["KITTY_WINDOW_ID", "WT_SESSION", "ALACRITTY_WINDOW_ID"].into_iter().any(has);
        let between = has("TMUX") || has("STY");
        Self { programs, tmux: has("TMUX"), terminal: known && !between }
    }

    /// Gives the words to the programs; what people should know, where they may not be in the clipboard.
    fn give(&self, words: &str) -> Option<&'static str> {
        let set = self.programs.iter().any(|program| feed(program, words));
        let doubt = if self.tmux { tmux_doubt(feed(TMUX, words), ask(ASK_TMUX).as_deref()) } else { self.doubt() };
        doubt.filter(|_| !set)
    }

    /// What people should know where only the terminal was asked.
    fn doubt(&self) -> Option<&'static str> {
        (!self.terminal).then_some("copied, but this terminal may not take it (OSC 52)")
    }
}

/// What people should know where tmux has the words, or has not.
fn tmux_doubt(taken: bool, told: Option<&str>) -> Option<&'static str> {
    let (sends, abilities) = told.and_then(|told| told.trim().split_once(' ')).unwrap_or_default();
    match (taken, sends) {
        (true, "off") => Some("copied to tmux's buffer only: set-clipboard is off"),
        (true, _) if abilities.split(',').any(|ability| ability == "clipboard") => None,
        (true, _) => Some("copied to tmux's buffer; its terminal may not take it"),
        (false, "on") => None,
        (false, _) => Some("copied, but tmux passes it on only with set-clipboard on"),
    }
}

/// Takes words for the clipboard.
#[derive(Debug)]
pub struct Clipboard {
    ways: Ways,
    events: Sender<Event>,
    worker: Option<(Sender<String>, JoinHandle<()>)>,
    /// What people were told: once is enough.
    told: bool,
}

impl Clipboard {
    /// The clipboard of whoever sits at the terminal; what comes of it is told as an event.
    pub fn new(events: Sender<Event>) -> Self {
        let ways = Ways::find(cfg!(target_os = "macos"), |name| std::env::var(name).ok());
        Self { ways, events, worker: None, told: false }
    }

    /// Copies words: what to write to the terminal for it, and what to tell people.
    pub fn copy(&mut self, words: &str) -> (String, Option<&'static str>) {
        let doubt = if self.ways.programs.is_empty() && !self.ways.tmux {
            self.ways.doubt()
        } else {
            self.send(words);
            None
        };
        let news = doubt.filter(|_| !self.told);
        self.told |= news.is_some();
        (sequence(words), news)
    }

    fn send(&mut self, words: &str) {
        let (ways, events) = (&self.ways, &self.events);
        let (sender, _) = self.worker.get_or_insert_with(|| {
            let (sender, copies) = mpsc::channel();
            let (ways, events) = (ways.clone(), events.clone());
            (sender, thread::spawn(move || serve(&ways, &copies, &events)))
        });
        // The thread ends only when nothing can come any more.
        let _ = sender.send(words.to_owned());
    }

    /// Waits a moment for words on their way, so that copying and leaving at once copies.
    pub fn finish(&mut self) {
        let Some((sender, worker)) = self.worker.take() else { return };
        drop(sender);
        let end = Instant::now() + END;
        while !worker.is_finished() && Instant::now() < end {
            thread::sleep(PAUSE);
        }
    }
}

/// Gives words to the programs, one copy after the other so that the latest one stays.
fn serve(ways: &Ways, copies: &Receiver<String>, events: &Sender<Event>) {
    let mut told = false;
    while let Ok(words) = copies.recv() {
        let words = copies.try_iter().last().unwrap_or(words);
        if let Some(doubt) = ways.give(&words).filter(|_| !told) {
            told = true;
            let _ = events.send(Event::Message(Message::Notice(doubt.to_owned())));
        }
    }
}

/// Runs a program with words as its input; whether it took them.
fn feed(program: Program, words: &str) -> bool {
    let Some(mut child) = start(program, Stdio::piped(), Stdio::null()) else { return false };
    let Some(mut input) = child.stdin.take() else { return ends_well(&mut child) };
    let words = words.to_owned();
    // Written apart: a program that reads nothing is stopped, and that ends the writing.
    thread::spawn(move || input.write_all(words.as_bytes()));
    ends_well(&mut child)
}

/// What a program says, as much as a pipe holds.
fn ask(program: Program) -> Option<String> {
    let mut child = start(program, Stdio::null(), Stdio::piped())?;
    if !ends_well(&mut child) {
        return None;
    }
    let mut said = String::new();
    child.stdout.take()?.take(4096).read_to_string(&mut said).ok()?;
    Some(said)
}

fn start(program: Program, input: Stdio, output: Stdio) -> Option<Child> {
    let (name, arguments) = program.split_first()?;
    let mut command = Command::new(name);
    command.args(arguments).stdin(input).stdout(output).stderr(Stdio::null());
    // What keeps the clipboard stays when the window is closed.
    command.process_group(0).spawn().ok()
}

/// Waits for a program, so that no dead process is left behind; one that takes too long is stopped.
fn ends_well(child: &mut Child) -> bool {
    let end = Instant::now() + LIMIT;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(PAUSE),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// What to write to the terminal so that it puts `words` into its clipboard. Terminals that do not know the sequence
/// pass over it.
fn sequence(words: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(macos: bool, variables: &[(&str, &str)]) -> Ways {
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Ways::find(macos, value)
    }

    #[test]
    fn nothing_of_the_words_is_written_raw() {
        assert_eq!(sequence("a\x1b]0;x\x07"), "\x1b]52;c;YRtdMDt4Bw==\x07");
    }

    #[test]
    fn programs_are_used_where_their_screen_is() {
        assert_eq!(ways(false, &[]), Ways::default());
        assert_eq!(ways(false, &[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", "")]).programs, [WAYLAND]);
        assert_eq!(ways(false, &[("DISPLAY", ":0")]).programs, X11);
        assert_eq!(ways(true, &[]).programs, [MACOS]);
        assert!(ways(true, &[("SSH_CONNECTION", "192.0.2.1 22")]).programs.is_empty());
    }

    #[test]
    fn doubts_are_told() {
        assert!(ways(false, &[("TERM", "xterm-256color")]).doubt().is_some());
        for known in [("TERM", "foot-direct"), ("TERM_PROGRAM", "WezTerm"), ("KITTY_WINDOW_ID", "1")] {
            assert_eq!(ways(false, &[known]).doubt(), None, "{known:?}");
            assert!(ways(false, &[known, ("STY", "1.havn")]).doubt().is_some(), "another program lies between");
        }
        assert_eq!(tmux_doubt(true, Some("external 256,clipboard,title\n")), None);
        assert_eq!(tmux_doubt(false, Some("on clipboard\n")), None);
        let tells = |taken, told, words: &str| assert!(tmux_doubt(taken, told).unwrap().contains(words));
        tells(true, Some("off clipboard\n"), "buffer only");
        tells(true, Some("external 256,title\n"), "its terminal");
        tells(true, None, "its terminal");
        tells(false, None, "set-clipboard on");
    }

    #[test]
    fn words_are_given_to_the_first_program_that_takes_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copied").to_string_lossy().into_owned();
        let script: &'static str = Box::leak(format!("cat > '{file}'").into_boxed_str());
        let takes: Program = Box::leak(vec!["sh", "-c", script].into_boxed_slice());
        let programs: Vec<Program> = vec![&["no-such-program-of-dixit"], &["false"], takes, &["false"]];
        let ways = Ways { programs, ..Ways::default() };
        let words = "“We wait.”\n".repeat(20_000);
        assert_eq!(ways.give(&words), None, "more than a pipe holds");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), words);
        let none = Ways { programs: vec![&["false"]], ..Ways::default() };
        assert!(none.give("“We wait.”").is_some());
        assert_eq!(ask(&["sh", "-c", "echo on"]).as_deref(), Some("on\n"));
    }

    #[test]
    fn programs_that_never_end_are_stopped() {
        let begun = Instant::now();
        assert!(!feed(&["sleep", "60"], &"x".repeat(1 << 20)));
        assert!(begun.elapsed() >= LIMIT && begun.elapsed() < LIMIT * 5);
    }
}
