//! Output of programs as text: letters printed over each other and sequences that set colours and weights become styles.
//! All other control characters and sequences stay in the text. Linear: each byte is looked at once or twice.

use super::{Inline, Styled};
use crate::span::Span;

/// A text without overstriking and sequences for colours.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// What was printed bold or underlined; apart, in order of their start. None runs over the end of a line.
    pub styles: Vec<Styled>,
    /// Where the bold part and the underlined or italic part that go on start.
    open: [Option<usize>; 2],
}

/// Bold and underlined.
type Weight = [bool; 2];

/// The text as it was meant, where it holds overstriking or sequences for colours.
pub fn clean(text: &str) -> Option<Printed> {
    memchr::memchr2(b'\x08', b'\x1b', text.as_bytes())?;
    let mut printed = Printed::default();
    let mut weight = Weight::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((length, set)) = colours(rest) {
            weight = set.map_or(weight, |parameters| after(weight, parameters));
            rest = rest.get(length..).unwrap_or("");
            continue;
        }
        let (length, c, struck) = strike(rest).unwrap_or((c.len_utf8(), c, [false; 2]));
        let line_end = matches!(c, '\n' | '\r');
        printed.weigh([0, 1].map(|at| !line_end && (weight[at] || struck[at])));
        printed.text.push(c);
        rest = rest.get(length..).unwrap_or("");
    }
    printed.weigh([false; 2]);
    printed.styles.sort_by_key(|styled| (styled.span.start, std::cmp::Reverse(styled.span.end)));
    Some(printed)
}

impl Printed {
    /// Begins and ends styles before the next character.
    fn weigh(&mut self, weight: Weight) {
        let here = self.text.len();
        for ((open, on), style) in self.open.iter_mut().zip(weight).zip([Inline::Strong, Inline::Emphasis]) {
            if on {
                open.get_or_insert(here);
            } else if let Some(start) = open.take() {
                self.styles.push(Styled { span: Span::new(start, here), style });
            }
        }
    }
}

/// The length of a sequence `ESC [ … m` at the start, and its parameters where they are plain numbers.
fn colours(text: &str) -> Option<(usize, Option<&str>)> {
    let inner = text.strip_prefix("\x1b[")?;
    let end = inner.find(|c: char| !(c.is_ascii_digit() || matches!(c, ';' | ':')))?;
    let (parameters, rest) = inner.split_at_checked(end)?;
    rest.starts_with('m').then(|| (end + 3, (!parameters.contains(':')).then_some(parameters)))
}

/// What is bold and underlined after these parameters.
fn after(mut weight: Weight, parameters: &str) -> Weight {
    let mut all = parameters.split(';');
    while let Some(parameter) = all.next() {
        match parameter.trim_start_matches('0') {
            "" => weight = [false; 2],
            "1" => weight[0] = true,
            "22" => weight[0] = false,
            "3" | "4" => weight[1] = true,
            "23" | "24" => weight[1] = false,
            // A colour by its number or its parts: no weights.
            "38" | "48" | "58" => match all.next() {
                Some("5") => drop(all.next()),
                Some("2") => drop(all.nth(2)),
                _ => {}
            },
            _ => {}
        }
    }
    weight
}

/// A character printed over itself or over a line, `N\bN`, `_\bx`: its length, what is seen, and its weight.
fn strike(text: &str) -> Option<(usize, char, Weight)> {
    let mut chars = text.chars();
    let mut seen = chars.next().filter(|c| !c.is_control())?;
    let mut weight = Weight::default();
    let mut length = seen.len_utf8();
    let alone = length;
    while let Some((skipped, over)) = struck_over(text.get(length..)?) {
        match (seen, over) {
            ('_', '_') => weight[0] = true,
            ('_', _) => (seen, weight[1]) = (over, true),
            (_, '_') => weight[1] = true,
            // A bullet of typewriters.
            ('+', 'o') | ('o', '+') => seen = '•',
            ('•', '+' | 'o') => {}
            _ if seen == over => weight[0] = true,
            _ => break,
        }
        length += skipped;
    }
    (length > alone).then_some((length, seen, weight))
}

/// The character that one or two backspaces put over the one before, and the length of all.
fn struck_over(text: &str) -> Option<(usize, char)> {
    let rest = text.strip_prefix('\x08')?;
    let rest = rest.strip_prefix('\x08').unwrap_or(rest);
    let over = rest.chars().next().filter(|c| !c.is_control())?;
    Some((text.len() - rest.len() + over.len_utf8(), over))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `*` around what is bold and `/` around what is underlined.
    fn shown(text: &str) -> String {
        let printed = clean(text).unwrap();
        let mut marks = Vec::new();
        for styled in &printed.styles {
            let mark = if styled.style == Inline::Strong { '*' } else { '/' };
            marks.extend([(styled.span.start, mark), (styled.span.end, mark)]);
        }
        marks.sort_unstable();
        let mut out = printed.text;
        for (at, mark) in marks.into_iter().rev() {
            out.insert(at, mark);
        }
        out
    }

    #[test]
    fn overstriking_is_bold_or_underlined() {
        assert_eq!(shown("P\x08PU\x08UM\x08MP\x08P\n  _\x08r_\x08a_\x08t_\x08e of flow"), "*PUMP*\n  /rate/ of flow");
        assert_eq!(shown("r\x08_, _\x08é, _\x08N\x08N, +\x08o a"), "/r/, /é/, */N*/, • a");
        assert_eq!(shown("漢\x08\x08漢"), "*漢*");
        assert_eq!(shown("A\x08AB\x08B\nC\x08C"), "*AB*\n*C*");
    }

    #[test]
    fn colours_are_dropped_and_weights_kept() {
        assert_eq!(shown("\x1b[1mPump\x1b[0m and \x1b[38;5;1mred\x1b[m"), "*Pump* and red");
        assert_eq!(shown("\x1b[1;3ma\x1b[22mb\x1b[23m c\x1b[4:3md"), "*/a*b/ cd");
        assert_eq!(shown("\x1b[48;2;1;1;1mred"), "red");
        assert_eq!(shown("\x1b[1mone\ntwo"), "*one*\n*two*");
    }

    #[test]
    fn all_else_stays() {
        for text in ["\x1b]0;title\x07", "\x1b[2J", "\x1b[12", "\x1b", "a\x08b", "\x08\x08", "a\x08\n", "\x1b[?1m"] {
            assert_eq!(clean(text).unwrap().text, text);
        }
        assert_eq!(clean("plain"), None);
    }
}
