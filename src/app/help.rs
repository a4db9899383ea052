//! The page of keys, made from the table of commands and the keymap: it shows the reader's own bindings.

use crate::command::Command;

use super::page::{Line, Page};
use super::rich::{Piece, Role, width};
use super::{App, Overlay};

/// The widest the column of keys may be, cells.
const WIDEST: usize = 18;

impl App {
    /// Lays the help over the panes.
    pub(super) fn open_help(&mut self) {
        let column = self.key_column();
        let key = |command: Command| self.key_of(command).unwrap_or_else(|| command.name().to_owned());
        let (down, cancel, search) = (key(Command::Down), key(Command::Cancel), key(Command::Search));
        let words = format!(
            "A number before a key repeats it: 5{down} goes five rows down. {cancel} takes back, {search} searches these keys."
        );
        let mut lines = vec![Line::of(vec![Piece::new(&words, Role::Dim)])];
        for (section, commands) in Command::SECTIONS {
            lines.push(Line::default());
            lines.push(Line::heading(section));
            lines.extend(commands.iter().map(|&command| self.key_line(command, column)));
        }
        lines.push(Line::default());
        lines.push(Line::heading("Marks"));
        for (mark, meaning) in MARKS {
            lines.push(row(mark, Role::Strong, meaning, column));
        }
        self.lay(Overlay::Page(Page::new("Keys", lines)), Command::Help);
    }

    fn key_line(&self, command: Command, column: usize) -> Line {
        let keys = self.config.keymap.keys_of(command);
        let (keys, role) =
            if keys.is_empty() { ("—".to_owned(), Role::Dim) } else { (joined(&keys, column - 2), Role::Key) };
        row(&keys, role, command.doc(), column)
    }

    /// As wide as the widest keys that are not unusually wide.
    fn key_column(&self) -> usize {
        let wide = |&command: &Command| width(&joined(&self.config.keymap.keys_of(command), WIDEST - 2)) + 2;
        Command::ALL.iter().map(wide).max().unwrap_or(WIDEST).clamp(6, WIDEST)
    }
}

/// As many of the keys as fit, the first one in any case.
fn joined(keys: &[String], cells: usize) -> String {
    let mut out = String::new();
    for key in keys {
        let more = if out.is_empty() { key.clone() } else { format!("{out}  {key}") };
        if !out.is_empty() && width(&more) > cells {
            break;
        }
        out = more;
    }
    out
}

const MARKS: [(&str, &str); 7] = [
    ("V▌", "a quotation by the speaker with this letter: see the list of actors"),
    ("?▌", "a quotation that nobody is named for"),
    ("97%", "how sure dixit is of the speaker"),
    ("•", "in a list: an article that you have read"),
    ("▪", "on the map: what a search found"),
    ("ctrl-r", "while typing a search: it is a regular expression, or is none any more"),
    ("▁▃▇", "the map: how much of each part of the article is quoted, in its speaker's colour"),
];

fn row(left: &str, role: Role, right: &str, column: usize) -> Line {
    let gap = column.saturating_sub(width(left)).max(1);
    let pieces = vec![Piece::new(left, role), Piece::plain(&" ".repeat(gap)), Piece::plain(right)];
    Line::of(pieces).indent(2).hang(column as u16)
}
