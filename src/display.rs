//! Makes any text safe to show: control characters, escape sequences, C1 codes and bidirectional overrides become
//! visible placeholders; marks that are not to be seen are left out. Everything that prints words of a document, a title
//! or a file name goes through here. Knows nothing of terminals beyond which characters they obey.

use std::borrow::Cow;

/// What is shown for `c` where `c` itself must not reach a terminal; `None` where `c` is harmless.
///
/// C0 controls become their control pictures (U+2400..), C1 controls `‹9B›`, bidirectional controls, line separators
/// and tag characters `‹U+202E›`, and byte order marks `‹U+FEFF›`, as do signs that stand for pictures; of what [`is_unseen`] nothing is left. Tab and newline
/// are the caller's to lay out.
#[inline]
pub fn placeholder(c: char) -> Option<Cow<'static, str>> {
    match c {
        '\t' | '\n' | ' '..='~' => None,
        _ if is_unseen(c) => Some(Cow::Borrowed("")),
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).map(|picture| Cow::Owned(picture.to_string())),
        '\x7f' => Some(Cow::Borrowed("␡")),
        '\u{80}'..='\u{9f}' => Some(Cow::Owned(format!("‹{:02X}›", c as u32))),
        '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        // Some terminals put a picture in its place.
        | '\u{10eeee}'
        | '\u{e0001}'..='\u{e007f}' => Some(Cow::Owned(format!("‹U+{:04X}›", c as u32))),
        _ => None,
    }
}

/// Whether `c` only helps to lay words out and can do no harm: soft hyphens, places where a word may or must not be
/// broken, marks of one direction. Terminals differ about them, so none of them is sent.
pub const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
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

/// `words` on one line, with what Markdown would take for marks escaped and what a terminal would obey shown as
/// placeholders.
pub fn markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = safe(&line);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&')
            || at == 0 && matches!(c, '#' | '+' | '-' | '=')
            || at == digits && at > 0 && matches!(c, '.' | ')');
        if mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
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
        assert_eq!(safe("\u{10eeee}\u{305}"), "‹U+10EEEE›\u{305}");
        assert_eq!(safe("\u{2066}a\u{2069}"), "‹U+2066›a‹U+2069›");
    }

    #[test]
    fn what_only_helps_to_lay_words_out_is_left_out() {
        assert_eq!(safe("Wetter\u{ad}bericht\u{200b} \u{200f}שלום\u{200e}\u{61c}."), "Wetterbericht שלום.");
    }
}
