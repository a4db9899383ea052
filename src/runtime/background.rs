//! What the terminal answers about itself: whether its background is dark, and whether it shows pictures. Nobody waits for
//! the answer: it comes while the first screen is read already, and until then what it answered last time holds.

use std::fs::File;
use std::io::Read;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

use filedescriptor::{POLLIN, poll, pollfd};

use super::pictures::ability::Told;
use crate::config::keys::{Key, KeyPress};

/// Asks for the colour of the background.
const QUESTION: &str = "\x1b]11;?\x07";
/// What every terminal answers (DA1): what does not know the other questions answers this one.
const LAST: &str = "\x1b[c";

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a terminal told, and what was typed before.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether its background is dark, where it told.
    pub dark: Option<bool>,
    /// What it told of pictures.
    pub told: Told,
    /// Plain keys that came meanwhile.
    pub typed: Vec<KeyPress>,
}

/// What to ask; `more` stands before what every terminal answers.
pub fn question(more: &str) -> String {
    format!("{QUESTION}{more}{LAST}")
}

/// Whether the terminal is one that answers. GNU Screen answers in the wrong order, or not at all.
pub fn answers(term: &str) -> bool {
    !matches!(term, "" | "dumb" | "screen" | "Eterm") && !term.starts_with("screen.")
}

/// What the environment says of the background before the terminal answers: rxvt, Konsole and others name their colours in
/// `COLORFGBG`, that of the background last, as a number of the sixteen.
pub fn told_by_environment(colorfgbg: &str) -> Option<bool> {
    match colorfgbg.rsplit(';').next()?.parse().ok()? {
        0..=6 | 8 => Some(true),
        7 | 9..=15 => Some(false),
        _ => None,
    }
}

/// Reads the answer from the terminal, which must be in raw mode; gives up after a second.
pub fn answer() -> Answer {
    let until = Instant::now() + PATIENCE;
    let Ok(mut terminal) = File::open("/dev/tty") else { return Answer::default() };
    let mut bytes = Vec::new();
    while !is_complete(&bytes) {
        let left = until.saturating_duration_since(Instant::now());
        let mut waiting = [pollfd { fd: terminal.as_raw_fd(), events: POLLIN, revents: 0 }];
        let mut part = [0; 64];
        // One by one: what comes behind the answer is not ours.
        let count = match poll(&mut waiting, Some(left)) {
            Ok(1..) => terminal.read(part.get_mut(..1).unwrap_or_default()),
            // A signal came in between.
            Err(_) if !left.is_zero() => continue,
            _ => break,
        };
        match count {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(part.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    understand(&bytes)
}

/// A piece of what a terminal sends.
enum Piece<'a> {
    /// A key.
    Byte(u8),
    /// A sequence: how it begins, and what stands up to its end.
    Sequence(u8, &'a [u8]),
}

/// The first piece, and the rest; `None` where it is not whole.
fn piece(bytes: &[u8]) -> Option<(Piece<'_>, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let Some((&kind, body)) = rest.split_first().filter(|_| first == 0x1b) else {
        return (first != 0x1b).then_some((Piece::Byte(first), rest));
    };
    let (end, next) = match kind {
        b'[' => body.iter().position(|byte| (0x40..=0x7e).contains(byte)).map(|end| (end + 1, end + 1))?,
        b']' | b'_' | b'P' => {
            let close = memchr::memmem::find(body, b"\x1b\\").map(|end| (end, end + 2));
            let bell = memchr::memchr(7, body).filter(|_| kind == b']').map(|end| (end, end + 1));
            close.into_iter().chain(bell).min()?
        }
        _ => (0, 0),
    };
    Some((Piece::Sequence(kind, body.get(..end)?), body.get(next..)?))
}

fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    std::iter::from_fn(move || {
        let (piece, rest) = piece(bytes)?;
        bytes = rest;
        Some(piece)
    })
}

/// Whether what every terminal answers is there: `ESC [ ? … c`.
fn is_complete(bytes: &[u8]) -> bool {
    bytes.ends_with(b"c")
        && pieces(bytes)
            .any(|piece| matches!(piece, Piece::Sequence(b'[', body) if body.starts_with(b"?") && body.ends_with(b"c")))
}

fn understand(bytes: &[u8]) -> Answer {
    let mut answer = Answer::default();
    for piece in pieces(bytes) {
        let (kind, body) = match piece {
            Piece::Byte(byte) => {
                answer.typed.extend(key(byte));
                continue;
            }
            Piece::Sequence(kind, body) => (kind, std::str::from_utf8(body).unwrap_or_default()),
        };
        if kind == b']' {
            answer.dark = body.strip_prefix("11;").and_then(is_dark).or(answer.dark);
        } else {
            answer.told.learn(kind, body);
        }
    }
    answer
}

/// Whether a colour as X11 writes it, `rgb:0000/0000/0000`, is nearer to black than to white for the eye.
fn is_dark(colour: &str) -> Option<bool> {
    let parts = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let mut parts = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok().filter(|digits| (1..=4).contains(digits))?)? - 1;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most))
    });
    let mut next = || parts.next().flatten().map(|part| part.powf(2.2));
    let light = 0.2126 * next()? + 0.7152 * next()? + 0.0722 * next()?;
    // Half as light as white for the eye.
    Some(light < 0.184)
}

fn key(byte: u8) -> Option<KeyPress> {
    match byte {
        b' '..=b'~' => Some(KeyPress::new(Key::Char(char::from(byte)), false, false, false)),
        3 => Some(KeyPress::new(Key::Char('c'), true, false, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_and_light_are_told_apart() {
        for dark in ["rgb:0000/0000/0000", "rgb:1c1c/1c1c/1c1c", "rgb:00/2b/36", "rgba:2828/2a2a/3636/ffff"] {
            assert_eq!(is_dark(dark), Some(true), "{dark}");
        }
        for light in ["rgb:ffff/ffff/ffff", "rgb:fd/f6/e3", "rgb:f/f/f"] {
            assert_eq!(is_dark(light), Some(false), "{light}");
        }
        for neither in ["", "rgb:", "rgb:12", "rgb:xx/yy/zz", "#ffffff", "rgb:00000/0/0"] {
            assert_eq!(is_dark(neither), None, "{neither}");
        }
    }

    #[test]
    fn the_environment_may_know_the_background() {
        for (said, dark) in
            [("15;0", true), ("7;default;0", true), ("12;8", true), ("0;15", false), ("0;default;7", false)]
        {
            assert_eq!(told_by_environment(said), Some(dark), "{said}");
        }
        for nothing in ["", ";", "15;default", "0;16", "0;-1", "light"] {
            assert_eq!(told_by_environment(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn what_is_typed_before_the_answer_is_not_lost() {
        let answer = understand(b"j\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c");
        assert_eq!((answer.dark, answer.typed.len()), (Some(false), 1));
        assert_eq!(understand(b"\x1b]11;rgb:0000/0000/0000\x07\x1b[?1;2c").dark, Some(true));
        assert_eq!(understand(b"\x1b[?62c"), Answer::default(), "it does not know the first question");
        assert_eq!(understand(b"q").typed.len(), 1, "it does not answer at all");
        let typed = understand(b"j\x1b]11;rgb:0/0/0\x07k\x1b[6;16;8t\x1b[Bl\x1b[?62c");
        assert_eq!(typed.typed.len(), 3, "{typed:?}");
        assert!(!is_complete(b"\x1b[?1;0;256Sc") && !is_complete(b"\x1b_Gi=31;OK\x1b\\c"));
        assert!(!is_complete(b"\x1b]11;rgb:cccc/cccc/ccc") && !is_complete(b"abc"));
    }

    #[test]
    fn what_is_told_of_pictures_is_understood() {
        let told =
            understand(b"\x1b]11;rgb:0/0/0\x07\x1b_Gi=31;OK\x1b\\\x1b[6;18;9t\x1b[?1;0;1024S\x1b[?62;4;22c").told;
        assert_eq!(told, Told { kitty: true, sixel: true, colours: Some(1024), cell: Some((9, 18)) });
        for nothing in ["\x1b_Gi=31;ENOTSUP:x\x1b\\\x1b[6;0;0t\x1b[?1;3;0S\x1b[?62;14;44c", "\x1b[?1;2c", "\x1b[6;x;t"]
        {
            assert_eq!(understand(nothing.as_bytes()).told, Told::default(), "{nothing:?}");
        }
    }

    #[test]
    fn terminals_that_do_not_answer_are_not_asked() {
        assert!(answers("xterm-256color") && answers("tmux-256color") && answers("screen-256color"));
        assert!(!answers("dumb") && !answers("screen") && !answers("screen.xterm") && !answers(""));
    }
}
