//! A program on a pseudo-terminal, and the terminal that it talks to.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// After this long without what is waited for a test fails.
const LIMIT: Duration = Duration::from_secs(30);

/// A program on a pseudo-terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    parser: vt100::Parser,
    /// All that the program wrote.
    pub raw: Vec<u8>,
    /// How much of `raw` was looked at for questions.
    answered: usize,
    background: &'static str,
    /// What it answers to further questions, or otherwise.
    answers: Vec<(String, String)>,
    /// Its home; with the terminal it goes.
    pub home: TempDir,
}

/// What to start.
pub struct Start {
    command: CommandBuilder,
    home: TempDir,
    size: (u16, u16),
    background: &'static str,
    answers: Vec<(String, String)>,
}

impl Start {
    /// dixit, in a home of its own.
    pub fn dixit() -> Self {
        Self::program(env!("CARGO_BIN_EXE_dixit"))
    }

    /// A shell that runs `script`; `$DIXIT` is the program.
    pub fn shell(script: &str) -> Self {
        Self::program("/bin/sh").env("DIXIT", env!("CARGO_BIN_EXE_dixit")).arg("-c").arg(script)
    }

    /// Any program.
    pub fn program(program: &str) -> Self {
        let home = tempfile::tempdir().expect("a home");
        let mut command = CommandBuilder::new(program);
        command.cwd(home.path());
        command.env("HOME", home.path());
        for name in [
            "TERM_PROGRAM",
            "LC_TERMINAL",
            "STY",
            "NO_COLOR",
            "COLORFGBG",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "TMUX",
            "WAYLAND_DISPLAY",
            "DISPLAY",
            "KITTY_WINDOW_ID",
            "WT_SESSION",
            "ALACRITTY_WINDOW_ID",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        Self { command, home, size: (100, 30), background: "rgb:0000/0000/0000", answers: Vec::new() }
    }

    /// One more argument.
    pub fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self
    }

    /// A variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// On a terminal that answers these questions so.
    #[cfg(feature = "images")]
    pub fn answers(mut self, answers: &[(&str, &str)]) -> Self {
        self.answers = answers.iter().map(|&(question, answer)| (question.to_owned(), answer.to_owned())).collect();
        self
    }

    /// A file of bytes in its home.
    #[cfg(feature = "images")]
    pub fn bytes(self, name: &str, content: &[u8]) -> Self {
        std::fs::write(self.home.path().join(name), content).expect("a file of its home");
        self
    }

    /// A file in its home, where it starts.
    pub fn file(self, name: &str, content: &str) -> Self {
        write(&self.home.path().join(name), content);
        self
    }

    /// Columns and rows.
    pub fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// On a terminal with this background, as X11 writes colours.
    pub fn background(mut self, background: &'static str) -> Self {
        self.background = background;
        self
    }

    /// Starts it.
    pub fn run(self) -> Terminal {
        let (width, height) = self.size;
        let pair = native_pty_system().openpty(size(width, height)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(self.command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = vt100::Parser::new(cells(height), cells(width), 0);
        let (master, home, background, answers) = (pair.master, self.home, self.background, self.answers);
        Terminal { master, keys, output, child, parser, raw: Vec::new(), answered: 0, background, answers, home }
    }
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

fn write(path: &PathBuf, content: &str) {
    let folder = path.parent().expect("a file lies in a folder");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, content)).expect("a file of its home");
}

impl Terminal {
    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys are taken");
        self.keys.flush().expect("keys are taken");
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether the program has the screen for itself.
    pub fn is_alternate(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// Whether the cursor is hidden.
    pub fn hides_cursor(&self) -> bool {
        self.parser.screen().hide_cursor()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits until `done` says so.
    pub fn wait(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let end = Instant::now() + LIMIT;
        while !done(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left.min(Duration::from_millis(200))) {
                Ok(bytes) => self.take(&bytes),
                Err(mpsc::RecvTimeoutError::Timeout) if !left.is_zero() => {}
                Err(error) => panic!("waited for {what} ({error}); the screen is\n{}", self.screen()),
            }
        }
    }

    /// Waits until these words are on the screen.
    pub fn see(&mut self, words: &str) {
        self.wait(words, |terminal| terminal.screen().contains(words));
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.parser.screen_mut().set_size(cells(height), cells(width));
        self.master.resize(size(width, height)).expect("resized");
    }

    /// Waits for its end and takes in the last it wrote.
    pub fn end(&mut self) -> ExitStatus {
        let limit = Instant::now() + LIMIT;
        loop {
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&bytes);
            }
            if let Some(status) = self.child.try_wait().expect("its status") {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                    self.take(&bytes);
                }
                return status;
            }
            assert!(Instant::now() < limit, "it does not end; the screen is\n{}", self.screen());
        }
    }

    /// A file of its home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
        // As xterm answers: what is asked for the background and the kind of terminal.
        let background = format!("\x1b]11;{}\x1b\\", self.background);
        let questions: [(&[u8], &str); 3] = [
            (b"\x1b]10;?", "\x1b]10;rgb:dddd/dddd/dddd\x1b\\"),
            (b"\x1b]11;?", &background),
            (b"\x1b[c", "\x1b[?62;22c"),
        ];
        let own = self.answers.iter().map(|(question, answer)| (question.as_bytes(), answer.as_str()));
        let others = questions.into_iter().filter(|(question, _)| !own.clone().any(|(known, _)| known == *question));
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        for (question, answer) in others.chain(own.clone()) {
            let new = &self.raw[self.answered..];
            found.extend(places(new, question).into_iter().map(|at| (at, at + question.len(), answer)));
        }
        found.sort_unstable();
        if let Some(&(_, end, _)) = found.last() {
            self.answered += end;
        }
        for (_, _, answer) in found {
            let _ = self.keys.write_all(answer.as_bytes());
        }
        let _ = self.keys.flush();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn places(text: &[u8], words: &[u8]) -> Vec<usize> {
    (0..text.len()).filter(|&at| text[at..].starts_with(words)).collect()
}

/// The only file of a folder whose name ends so.
pub fn only_file(folder: &Path, ending: &str) -> PathBuf {
    let files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}
