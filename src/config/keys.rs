//! Keys as people write them: `q`, `space`, `ctrl-p`, `shift-tab`. Knows nothing of what a key does or of terminals.

use std::fmt;
use std::str::FromStr;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that types this character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with shift.
    BackTab,
    /// Deletes what is before the cursor.
    Backspace,
    /// Deletes what is after the cursor.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
    /// A key that dixit does not know.
    Null,
}

/// Names of keys that type nothing, the name that is printed first.
const NAMES: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("return", Key::Enter),
    ("esc", Key::Esc),
    ("escape", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("backtab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("del", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("page-up", Key::PageUp),
    ("pageup", Key::PageUp),
    ("page-down", Key::PageDown),
    ("pagedown", Key::PageDown),
    ("space", Key::Char(' ')),
    ("unknown", Key::Null),
];

/// A key with what was held down. Always in its normal form: make one with [`KeyPress::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress {
    /// The key.
    pub key: Key,
    /// Control was held.
    pub ctrl: bool,
    /// Alt (option, meta) was held.
    pub alt: bool,
    /// Shift was held; never of a character, which is another character then, nor of [`Key::BackTab`].
    pub shift: bool,
}

impl KeyPress {
    /// A key press in its normal form: shift with a letter is the capital, shift with tab is [`Key::BackTab`], and a
    /// letter with control is small, as terminals cannot tell.
    pub fn new(key: Key, ctrl: bool, alt: bool, shift: bool) -> Self {
        let (key, shift) = match key {
            Key::Char(c) if ctrl => (Key::Char(c.to_ascii_lowercase()), false),
            Key::Char(c) if shift => (Key::Char(capital(c)), false),
            Key::Tab if shift => (Key::BackTab, false),
            Key::BackTab | Key::Char(_) => (key, false),
            _ => (key, shift),
        };
        Self { key, ctrl, alt, shift }
    }
}

impl From<Key> for KeyPress {
    fn from(key: Key) -> Self {
        Self::new(key, false, false, false)
    }
}

/// The capital of `c` where that is one character.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, key)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            Key::F(number) => write!(f, "f{number}"),
            Key::Char(c) => f.write_str(&crate::display::safe(c.encode_utf8(&mut [0; 4]))),
            _ => Ok(()),
        }
    }
}

impl FromStr for KeyPress {
    type Err = String;

    /// Reads what is printed, and some other names of the same keys; names in capitals too.
    fn from_str(written: &str) -> Result<Self, String> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = written;
        while let Some((held, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match held.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "c" => ctrl = true,
                "alt" | "meta" | "a" => alt = true,
                "shift" | "s" => shift = true,
                _ => break,
            }
            rest = after;
        }
        match key(rest) {
            Some(key) => Ok(Self::new(key, ctrl, alt, shift)),
            None => {
                Err(format!("there is no key “{written}”; keys are written like j, G, ctrl-p, space, page-down, f1"))
            }
        }
    }
}

fn key(written: &str) -> Option<Key> {
    let mut chars = written.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let harmless = !c.is_control() && crate::display::placeholder(c).is_none();
        return harmless.then_some(Key::Char(c));
    }
    let small = written.to_ascii_lowercase();
    if let Some((_, key)) = NAMES.iter().find(|(name, _)| *name == small) {
        return Some(*key);
    }
    let number: u8 = small.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Key::F(number))
}

/// Reads keys that are pressed one after the other, with white space between them: `g g`.
///
/// # Errors
///
/// Where one of them is no key, or there is none: why, in words.
pub fn sequence(written: &str) -> Result<Vec<KeyPress>, String> {
    let keys: Vec<KeyPress> = written.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err("no key is given; the space bar is written “space”".to_owned()) } else { Ok(keys) }
}

/// Writes keys as [`sequence`] reads them.
pub fn written(keys: &[KeyPress]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(written: &str) -> KeyPress {
        written.parse().unwrap()
    }

    #[test]
    fn keys_are_read_as_they_are_printed() {
        for written in ["q", "G", "]", "-", "space", "ctrl-p", "ctrl--", "alt-x", "shift-tab", "f12", "ctrl-alt-left"] {
            assert_eq!(press(written).to_string(), written);
        }
        assert_eq!(press("ctrl-space").key, Key::Char(' '));
        assert_eq!(press("é").key, Key::Char('é'));
        assert_eq!(press("page-up").to_string(), "page-up");
    }

    #[test]
    fn one_key_has_one_form() {
        assert_eq!(press("shift-g"), press("G"));
        assert_eq!(press("Ctrl-P"), press("ctrl-p"));
        assert_eq!(press("BackTab"), press("shift-tab"));
        assert_eq!(KeyPress::new(Key::Char('G'), false, false, true), press("G"));
        assert_eq!(KeyPress::new(Key::Tab, false, false, true), press("shift-tab"));
        assert!(press("shift-left").shift);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for wrong in ["", "ctrl-", "hyper-x", "f0", "f99", "word", "\u{1b}", "\u{202e}"] {
            assert!(wrong.parse::<KeyPress>().is_err(), "{wrong:?}");
        }
        assert!(sequence(" ").is_err());
        assert_eq!(written(&sequence("g  ctrl-g").unwrap()), "g ctrl-g");
    }
}
