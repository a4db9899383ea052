//! Opens a file in the user's own editor, at a line. No shell is asked, so a name can only ever be a name.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::terminal::Terminal;
use super::{Run, signals};
use crate::app::{self, Message};
use crate::display::safe;
use crate::document::{self, Document, Line};

/// The editor that the user wishes for.
pub fn wished() -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|wish: &String| !wish.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR"))
}

/// Edits a file until the editor ends; the problem, in words for people, where there is one.
pub fn edit(wish: &str, path: &Path, line: Option<usize>) -> Result<(), String> {
    let mut words = words(wish).into_iter();
    let program = words.next().ok_or("$VISUAL and $EDITOR name no editor")?;
    let mut command = Command::new(&program);
    command.args(words).args(arguments(&program, path, line));
    if !io::stdin().is_terminal() {
        // Something was piped in; the editor's keys come from the terminal as ours do.
        command.stdin(File::open("/dev/tty").map_or_else(|_| Stdio::null(), Stdio::from));
    }
    let program = safe(&program);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(error) => Err(format!("{program} cannot be started ({error}); $VISUAL or $EDITOR names it")),
    }
}

/// What an editor is told to open a file at a line.
fn arguments(program: &str, path: &Path, line: Option<usize>) -> Vec<OsString> {
    // What looks like an option is a name all the same.
    let odd = path.to_string_lossy().starts_with(['-', '+']);
    let path = if odd { Path::new(".").join(path) } else { path.to_owned() };
    let Some(line) = line else { return vec![path.into()] };
    let name = Path::new(program).file_stem().map(|name| name.to_string_lossy().to_lowercase());
    match name.as_deref().unwrap_or_default() {
        "code" | "code-insiders" | "code-oss" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["--goto".into(), with_line(path, line)]
        }
        "hx" | "helix" | "subl" | "sublime_text" | "zed" | "zeditor" | "lapce" => vec![with_line(path, line)],
        "kate" | "kwrite" | "mate" | "idea" | "pycharm" | "webstorm" | "clion" | "goland" | "rustrover" => {
            vec!["--line".into(), line.to_string().into(), path.into()]
        }
        // vi, vim, nvim, nano, emacs, kak, micro, less and nearly everything else.
        _ => vec![format!("+{line}").into(), path.into()],
    }
}

fn with_line(path: PathBuf, line: usize) -> OsString {
    let mut name = path.into_os_string();
    name.push(format!(":{line}"));
    name
}

/// The words of a command, as a shell would part them: at white space, but for what is quoted or follows a backslash.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = command.chars();
    while let Some(c) = letters.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(letters.next()),
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

impl Run {
    /// Leaves the terminal to the user's editor until that ends.
    pub(super) fn edit(
        &mut self,
        terminal: &mut Terminal,
        index: usize,
        path: &Path,
        place: Option<(Arc<Document>, usize)>,
    ) -> anyhow::Result<()> {
        let line = place.map_or(Ok(Line::Unknown), |(document, at)| document::source_line(path, &document, at));
        let problem = match (line, wished()) {
            (Err(problem), _) => problem.to_string(),
            (Ok(Line::Archive), _) => "an archive (EPUB, DOCX) is no text that can be edited".to_owned(),
            (_, None) => "no editor to edit with: neither $VISUAL nor $EDITOR names one".to_owned(),
            (Ok(Line::Unknown), Some(wish)) => return self.edit_with(terminal, index, &wish, path, None),
            (Ok(Line::Known(line)), Some(wish)) => return self.edit_with(terminal, index, &wish, path, Some(line)),
        };
        self.tell(problem);
        Ok(())
    }

    fn edit_with(
        &mut self,
        terminal: &mut Terminal,
        index: usize,
        wish: &str,
        path: &Path,
        line: Option<usize>,
    ) -> anyhow::Result<()> {
        self.input.stop();
        terminal.leave()?;
        signals::go_away();
        let edited = edit(wish, path, line);
        signals::come_back();
        self.resume(terminal)?;
        self.input.go_on();
        // Not everywhere can files be watched.
        let effects = app::update(&mut self.app, Message::Changed { index });
        self.perform(terminal, effects)?;
        if let Err(problem) = edited {
            self.tell(problem);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(program: &str, path: &str, line: Option<usize>) -> String {
        let arguments = arguments(program, Path::new(path), line);
        arguments.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_editor_is_told_in_its_own_way() {
        for program in ["vi", "/usr/bin/nvim", "nano", "emacs", "less", "my-editor"] {
            assert_eq!(told(program, "a.txt", Some(7)), "+7 a.txt");
        }
        assert_eq!(told("/opt/Code", "/tmp/a.txt", Some(7)), "--goto /tmp/a.txt:7");
        assert_eq!(told("hx", "a.txt", Some(7)), "a.txt:7");
        assert_eq!(told("kate", "a.txt", Some(7)), "--line 7 a.txt");
        assert_eq!(told("vi", "a.txt", None), "a.txt");
        assert_eq!(told("vi", "-a.txt", Some(1)), "+1 ./-a.txt");
        assert_eq!(told("vi", "+5", None), "./+5");
    }

    #[test]
    fn commands_are_parted_as_by_a_shell() {
        assert_eq!(words("emacsclient -nw -a ''"), ["emacsclient", "-nw", "-a", ""]);
        assert_eq!(words(" \"/opt/My Editor\"  --wait "), ["/opt/My Editor", "--wait"]);
        assert_eq!(words(r#"a\ b "c\"d" 'e\f' $(g)"#), ["a b", "c\"d", "e\\f", "$(g)"]);
        assert!(words("  ").is_empty());
    }
}
