//! What shows that a line is no running text: leaders of a contents, the stamp of a log, code, settings, drawings, figures.
//! Each function looks at one line alone, at a bounded part of it.

use super::code;

/// How much of a line is looked at, bytes.
const NEAR: usize = 400;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `Arrivals ....... 3`
    Leader,
    /// `2024-03-01 10:00:01 INFO started`
    Stamp,
    /// Source code, settings, grammar, records with marks between their fields.
    Code,
    /// Lines of a drawing or a table.
    Drawing,
    /// `Dinghy   3 m   1.00`
    Figures,
    /// A comment, or a line that goes on the one before: says nothing either way.
    Neutral,
}

/// Whether a line has quotation marks of running text.
pub fn is_quoted(words: &str) -> bool {
    near(words).contains(['“', '”', '„', '«', '»', '「'])
}

/// What a line looks like, by itself; `indent` is the white space before it, bytes.
pub fn sign(words: &str, indent: usize) -> Option<Sign> {
    let words = near(words);
    // Subtitles have the arrow of drawings between two times.
    let timing = words.contains(" --> ") && words.starts_with(|c: char| c.is_ascii_digit());
    if words.is_empty() || timing || is_quoted(words) {
        return None;
    }
    if is_leader(words) {
        Some(Sign::Leader)
    } else if is_stamped(words) {
        Some(Sign::Stamp)
    } else if is_drawing(words) {
        Some(Sign::Drawing)
    } else if code::is_comment(words) {
        Some(Sign::Neutral)
    } else if code::is_code(words, indent) || code::is_setting(words) || code::is_record(words) {
        Some(Sign::Code)
    } else if is_figures(words) {
        Some(Sign::Figures)
    } else {
        None
    }
}

/// The part of a line that is looked at.
fn near(words: &str) -> &str {
    let end = (0..=NEAR.min(words.len())).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
    words.get(..end).unwrap_or(words)
}

/// A title, dots, a number of a page.
fn is_leader(words: &str) -> bool {
    let page = |c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l' | 'c' | 'I' | 'V' | 'X' | 'L' | '-');
    let title = words.trim_end_matches(page);
    let number = words.len() - title.len();
    let rest = title.trim_end_matches(['.', ' ', '\t', '…', '·', '_']);
    let dots = title.get(rest.len()..).unwrap_or("").chars();
    let dots: usize = dots
        .map(|c| match c {
            '.' | '·' | '_' => 1,
            '…' => 3,
            _ => 0,
        })
        .sum();
    (1..=8).contains(&number) && dots >= 4 && !rest.is_empty()
}

/// The date and time of a record of a log, or its level. Lines of a chat, which name who writes, are none.
fn is_stamped(words: &str) -> bool {
    let open = words.trim_start_matches(['[', '(', '<']);
    if let Some(rest) = after_address(open) {
        // `192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "GET / …"`
        return rest.contains(" [") && rest.contains(':');
    }
    let after = after_stamp(open).or_else(|| after_kernel_time(words));
    let Some(rest) = after else { return is_level(words) };
    let rest = rest.trim_start_matches([']', ')', '>', ' ', '\t', '-', '|', ':', ',', '.', '+', 'Z', '*']);
    !(rest.is_empty() || is_message(words, rest))
}

/// What follows a date with a time of day, or a time with seconds.
fn after_stamp(words: &str) -> Option<&str> {
    let shape = |rest: &str, pattern: &str| {
        let mut chars = rest.chars();
        pattern.chars().all(|want| {
            let Some(c) = chars.next() else { return false };
            match want {
                '0' => c.is_ascii_digit(),
                '_' => c.is_ascii_digit() || c == ' ',
                'A' => c.is_ascii_uppercase(),
                'a' => c.is_ascii_lowercase(),
                '-' => matches!(c, '-' | '/' | '.'),
                'T' => matches!(c, 'T' | ' ' | ':'),
                ':' => c == ':',
                _ => c == ' ',
            }
        })
    };
    let forms = ["0000-00-00T00:00", "00-Aaa-0000T00:00", "Aaa _0 00:00:00", "Aaa Aaa _0 00:00:00", "00:00:00"];
    let form = forms.into_iter().find(|form| shape(words, form))?;
    let rest = words.get(form.len()..)?;
    Some(rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
}

/// What follows `[    1.203456]`.
fn after_kernel_time(words: &str) -> Option<&str> {
    let (time, rest) = words.strip_prefix('[')?.split_once(']')?;
    let time = time.trim();
    let fits = time.contains('.') && time.len() <= 16 && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    fits.then_some(rest)
}

/// What follows an address of a machine, `192.0.2.7`.
fn after_address(words: &str) -> Option<&str> {
    let end = words.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (address, rest) = words.split_at_checked(end)?;
    (address.matches('.').count() == 3 && rest.starts_with([' ', '\t'])).then_some(rest)
}

/// `INFO: started`, `[WARN] slow`
fn is_level(words: &str) -> bool {
    let bare = words.trim_start_matches('[');
    let end = bare.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(bare.len());
    let (word, rest) = bare.split_at_checked(end).unwrap_or(("", bare));
    level(word) && rest.starts_with([']', ':', ' ', '\t', '['])
}

fn level(word: &str) -> bool {
    const LEVELS: [&str; 13] = [
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "ERR", "FATAL", "CRITICAL", "CRIT", "PANIC",
        "SEVERE",
    ];
    LEVELS.contains(&word)
}

/// Whether a stamped line is what somebody says: `<lena> yes`, `* lena left`, `Lena: yes`, a sentence in marks.
fn is_message(words: &str, rest: &str) -> bool {
    if words.contains('<') && rest.split('>').next().is_some_and(|nick| nick.len() < 32 && !nick.contains(' '))
        || rest.starts_with(['<', '“', '"', '«', '„'])
    {
        return true;
    }
    let Some((name, _)) = rest.split_once(": ").or_else(|| rest.strip_suffix(':').map(|name| (name, ""))) else {
        return false;
    };
    let word = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '(' | ')'));
    name.split_whitespace().count() <= 4
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().all(word)
        && !name.split_whitespace().any(level)
}

/// A line of a drawing: made of its signs, or with enough of them.
fn is_drawing(words: &str) -> bool {
    if words.chars().any(|c| ('\u{2500}'..='\u{259f}').contains(&c)) {
        return true;
    }
    let signs = "+-=|/\\_<>^v*:.'`~# ()[]{}oO";
    let drawn = words.chars().filter(|c| "+-=|/\\_".contains(*c)).count();
    let groups = words.split_whitespace().count();
    if words.chars().all(|c| signs.contains(c))
        && (words == "|" || drawn >= 2 && (groups >= 2 || words.contains(['+', '|'])))
    {
        return !words.chars().any(char::is_alphabetic) || drawn * 2 >= words.len();
    }
    let bars = words.matches('|').count();
    bars >= 2 && (words.starts_with('|') || words.ends_with('|') || words.contains(" | "))
        || ["+--", "--+", "+==", "<--", "-->", "==>", "+-+"].iter().any(|sign| words.contains(sign))
}

/// Words and a figure in columns, or figures alone.
fn is_figures(words: &str) -> bool {
    let numbers = words.split_whitespace().take(40);
    if numbers.clone().count() >= 3 && numbers.clone().all(is_figure) {
        return true;
    }
    let gap = words.rfind("  ").map(|at| at + 2).max(words.rfind('\t').map(|at| at + 1));
    let Some((first, last)) = gap.and_then(|gap| words.split_at_checked(gap)) else { return false };
    let sentence = first.trim_end().ends_with(['.', '!', '?', ':']);
    !sentence && !first.trim().is_empty() && is_figure(last.trim())
}

/// A number with its unit: `1,200`, `12 %`, `£3.50`, `-`.
fn is_figure(field: &str) -> bool {
    let (mut digits, mut letters, mut others) = (0, 0, 0);
    for c in field.chars().take(24) {
        match c {
            c if c.is_ascii_digit() => digits += 1,
            c if c.is_alphabetic() => letters += 1,
            ' ' | '.' | ',' | '-' | '+' | '%' | '$' | '€' | '£' | '/' | ':' | '(' | ')' | '<' | '>' => {}
            _ => others += 1,
        }
    }
    digits > 0 && letters <= 3 && others == 0 && field.len() <= 16 || matches!(field, "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_what_they_are() {
        for (line, expected) in [
            ("1.2 Boats at night ............ 14", Sign::Leader),
            ("Preface . . . . . . . . vii", Sign::Leader),
            ("2031-05-02 09:14:55,120 WARN pump 3 is slow", Sign::Stamp),
            ("[2031-05-02T09:14:55Z] started", Sign::Stamp),
            ("May  2 09:14:55 quay pumpd[311]: started", Sign::Stamp),
            ("198.51.100.4 - - [02/May/2031:09:14:55 +0000] \"GET / HTTP/1.1\" 200 12", Sign::Stamp),
            ("[    4.120331] usb 1-2: new device", Sign::Stamp),
            ("ERROR: no such pump", Sign::Stamp),
            ("+-------+      +-----+", Sign::Drawing),
            ("| pump  |----->| tank|", Sign::Drawing),
            ("┌──────┐", Sign::Drawing),
            ("-------  -----  ----", Sign::Drawing),
            ("Pump         3 m    1.00", Sign::Figures),
            ("12  14  99", Sign::Figures),
            ("# pumps", Sign::Neutral),
        ] {
            assert_eq!(sign(line, 0), Some(expected), "{line}");
        }
    }

    #[test]
    fn running_text_and_talk_have_no_sign() {
        for line in [
            "The pumps were slow on the second of May, and nobody",
            "saw it – or wanted to.... He left in 2031",
            "[09:14:55] <lena> are the pumps slow?",
            "09:14:55 LENA MARSH: Are the pumps slow?",
            "[2031-05-02 09:14:55] Lena Marsh: Are the pumps slow?",
            "2031-05-02 The pumps are slow.",
            "He was thirty.  She was 31.",
            "VOSS      We will not sign.",
            "and so--at last--they left",
            "Note: the pumps are slow",
            "- pumps",
            "00:01.000 --> 00:04.000",
            "<v Lena Marsh>The pumps are slow.</v>",
            "***",
            "---",
        ] {
            assert_eq!(sign(line, 0), None, "{line}");
        }
    }
}
