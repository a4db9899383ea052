//! Makes any text safe to show: control characters, escape sequences, C1 codes and bidirectional overrides become
//! visible placeholders. Everything that prints words of a document, a title or a file name goes through here.
//! Knows nothing of terminals beyond which characters they obey.

use std::borrow::Cow;

/// What is shown for `c` where `c` itself must not reach a terminal; `None` where `c` is harmless.
///
/// C0 controls become their control pictures (U+2400..), C1 controls `‹9B›`, bidirectional controls, line separators
/// and tag characters `‹U+202E›`, and byte order marks `‹U+FEFF›`. Tab and newline are the caller's to lay out.
pub fn placeholder(c: char) -> Option<Cow<'static, str>> {
    match c {
        '\t' | '\n' => None,
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).map(|picture| Cow::Owned(picture.to_string())),
        '\x7f' => Some(Cow::Borrowed("␡")),
        '\u{80}'..='\u{9f}' => Some(Cow::Owned(format!("‹{:02X}›", c as u32))),
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0001}'..='\u{e007f}' => Some(Cow::Owned(format!("‹U+{:04X}›", c as u32))),
        _ => None,
    }
}

/// `text` with every dangerous character replaced by its [`placeholder`]; newlines and tabs become spaces, so that the
/// result is one line.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\n' || c == '\t' || placeholder(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match placeholder(c) {
            Some(shown) => out.push_str(&shown),
            None if c == '\n' || c == '\t' => out.push(' '),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_survives() {
        assert_eq!(safe("plain, naïve 漢字"), "plain, naïve 漢字");
        assert_eq!(safe("a\x1b]0;x\x07b"), "a␛]0;x␇b");
        assert_eq!(safe("\u{9b}31m"), "‹9B›31m");
        assert_eq!(safe("\u{202e}abc"), "‹U+202E›abc");
        assert_eq!(safe("two\nlines"), "two lines");
    }
}
