//! What stands before the words of a turn: `SEN. HALE (I-NL):`, `Q.`, `<lena>`, `<v Ada>`. Looks at letters only, and at no
//! more of a line than a label can take.

use std::ops::Range;

use super::words;

/// A label's longest form, bytes.
const LONGEST: usize = 110;
/// The most words of a name.
const WORDS: usize = 5;

/// Sorts of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// `VOSS:`, in capitals.
    Capitals,
    /// `Ada Voss:`
    Name,
    /// `Q:`
    Question,
    /// `A:`
    Answer,
    /// `[10:02] <lena>`
    Nick,
    /// `<v Ada>`
    Voice,
}

/// The label of a turn. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The name.
    pub name: Range<usize>,
    /// Where what is said begins.
    pub content: usize,
    /// Its sort.
    pub sort: Sort,
}

/// The label that a line begins with. It may be all of the line: then what is said comes below.
pub fn label(line: &str) -> Option<Label> {
    let start = after_time(line);
    let start = start + after_number(line.get(start..)?);
    let rest = line.get(start..)?;
    let found = nick(rest, start).or_else(|| voice(rest, start)).or_else(|| letter(rest, start));
    found.or_else(|| named(rest, start)).or_else(|| stopped(rest, start)).or_else(|| timed(rest, start))
}

/// What is made of digits and signs at the start of a line.
fn is_time(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || ":/.,[]()->".contains(c)
}

/// `[10:02] `, `10:02:11 `, `03/03/2026, 10:02 - `, `00:01.000 --> 00:04.000`: when something was written or is shown.
fn after_time(line: &str) -> usize {
    let end = line.find(|c: char| !is_time(c)).unwrap_or(0);
    let head = line.get(..end).unwrap_or("");
    let starts = head.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('));
    if starts && head.contains(':') && head.ends_with(char::is_whitespace) { end } else { 0 }
}

/// `Q12 Chair: …`: the number of a question.
fn after_number(rest: &str) -> usize {
    let digits = rest.strip_prefix('Q').map_or(0, |rest| rest.bytes().take(4).take_while(u8::is_ascii_digit).count());
    let end = 1 + digits;
    let spaced = rest.get(end..).is_some_and(|rest| rest.starts_with(' '));
    if digits > 0 && spaced { end + 1 } else { 0 }
}

/// `<lena> did the build pass?`
fn nick(rest: &str, start: usize) -> Option<Label> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find('>').filter(|&end| (1..=32).contains(&end))?;
    let nick = inner.get(..end)?.trim_start_matches(['@', '+', '%']);
    let plain = nick.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '|' | '[' | ']' | '^' | '`'));
    let name = start + 1 + end - nick.len()..start + 1 + end;
    (plain && nick.len() > 1).then(|| label_at(rest, start, name, end + 2, Sort::Nick))
}

/// `<v Ada Voss>We will not sign.`, `<v.loud Ada Voss>`
fn voice(rest: &str, start: usize) -> Option<Label> {
    let inner = rest.strip_prefix("<v")?;
    let end = inner.find('>').filter(|&end| end <= 64)?;
    let space = inner.get(..end)?.find(' ')?;
    let name = inner.get(space..end)?;
    let first = 2 + space + (name.len() - name.trim_start().len());
    let name = start + first..start + first + name.trim().len();
    (!name.is_empty()).then(|| label_at(rest, start, name, end + 3, Sort::Voice))
}

/// `Q: `, `Q. `, `A. `, `Question: `
fn letter(rest: &str, start: usize) -> Option<Label> {
    let end = rest.find(|c: char| !c.is_alphabetic()).filter(|&end| end > 0)?;
    let word = rest.get(..end)?;
    let sort = match () {
        () if words::has("questions", word) => Sort::Question,
        () if words::has("answers", word) => Sort::Answer,
        () => return None,
    };
    let sign = rest.get(end..)?.chars().next()?;
    let after = rest.get(end + sign.len_utf8()..)?;
    // "A. Lee left": one letter and a stop is an initial too; what decides is how often both come. In briefings there is
    // nothing but space: "Q    Who pays?".
    let single = word.len() == 1;
    let wide = sign.is_whitespace() && after.starts_with(char::is_whitespace);
    let fits = sign == ':' || single && matches!(sign, '.' | ')') || single && wide;
    let follows = after.starts_with(char::is_whitespace) && !after.trim().is_empty();
    let capital = word.starts_with(char::is_uppercase);
    (fits && follows && capital).then(|| label_at(rest, start, start..start + end, end + sign.len_utf8(), sort))
}

/// `Owen Carr (Pontmain) (Lab):`, `DR. SY WU, DIRECTOR, HILL HOSPITAL (through translator):`
fn named(rest: &str, start: usize) -> Option<Label> {
    let near = rest.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST).last()?;
    let near = rest.get(..near)?;
    let ends = || rest.strip_suffix(':').filter(|head| head.len() <= LONGEST).map(str::len);
    let colon = near.find(": ").or_else(|| near.find(":\u{a0}")).or_else(ends)?;
    let mut head = rest.get(..colon)?;
    while let Some(open) = head.ends_with(')').then(|| head.rfind('(')).flatten() {
        head = head.get(..open)?.trim_end();
    }
    let (name, role) = head.split_once(',').map_or((head, ""), |(name, role)| (name, role));
    let name = name.trim_end();
    // "Episode 12: The bridge"
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    let no_label = words::has("no labels", name) || numbered && words::has("no labels", name.split(' ').next()?);
    if !is_name(name) || no_label || role.contains(['.', '?', '!', ';', '“', '"']) && !is_upper(role) {
        return None;
    }
    let upper = is_upper(name);
    // A role beside a name that is not in capitals reads like any sentence: "Voss, the minister: …".
    if !role.is_empty() && !upper {
        return None;
    }
    let sort = if upper { Sort::Capitals } else { Sort::Name };
    Some(label_at(rest, start, start..start + name.len(), colon + 1, sort))
}

/// `ADA. Who goes there?`, as plays are printed.
fn stopped(rest: &str, start: usize) -> Option<Label> {
    let near = rest.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST).last()?;
    let end = rest.get(..near)?.find(". ")?;
    let name = rest.get(..end)?;
    let long = name.split_whitespace().all(|word| word.chars().count() > 2);
    let fits = long && is_upper(name) && is_name(name) && !words::has("no labels", name.split(' ').next()?);
    fits.then(|| label_at(rest, start, start..start + end, end + 1, Sort::Capitals))
}

/// `Ada Voss  00:12`, `Ada Voss (00:12)`: a name and a time, and what is said below.
fn timed(rest: &str, start: usize) -> Option<Label> {
    let name = rest.trim_end_matches(is_time);
    let time = rest.get(name.len()..)?;
    let short = rest.len() <= LONGEST && time.contains(':') && time.starts_with([' ', '\t']);
    (short && is_name(name)).then(|| label_at(rest, start, start..start + name.len(), rest.len(), Sort::Name))
}

fn label_at(rest: &str, start: usize, name: Range<usize>, end: usize, sort: Sort) -> Label {
    let said = rest.get(end..).unwrap_or("");
    Label { name, content: start + end + (said.len() - said.trim_start().len()), sort }
}

/// A few words that begin with a capital letter: "Ada Voss", "Opposition members", "THE COURT", "Mr. B.".
fn is_name(name: &str) -> bool {
    let all: Vec<&str> = name.split_whitespace().collect();
    let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'));
    let long = all.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    (1..=WORDS).contains(&all.len())
        && all.iter().all(plain)
        && name.starts_with(char::is_uppercase)
        && long
        // "Opposition members" has one small word, "Here is what she said" has many.
        && all.iter().filter(|word| word.starts_with(char::is_lowercase)).count() <= 1
}

/// Whether all its letters are capitals.
pub fn is_upper(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Option<(&str, &str, Sort)> {
        let label = label(line)?;
        Some((&line[label.name.clone()], &line[label.content..], label.sort))
    }

    #[test]
    fn labels_of_transcripts_are_the_name_without_office() {
        let said = "We will not sign.";
        for (line, name, sort) in [
            ("VOSS: We will not sign.", "VOSS", Sort::Capitals),
            ("SEN. HALE (I-NL): We will not sign.", "SEN. HALE", Sort::Capitals),
            ("ADA VOSS, ANCHOR: We will not sign.", "ADA VOSS", Sort::Capitals),
            (
                "DR. ADA VOSS, HEAD, ST. LOW HOSPITAL (through translator): We will not sign.",
                "DR. ADA VOSS",
                Sort::Capitals,
            ),
            ("Ada Voss (Norport) (Lab): We will not sign.", "Ada Voss", Sort::Name),
            ("Opposition members: We will not sign.", "Opposition members", Sort::Name),
            ("Mr. B.: We will not sign.", "Mr. B.", Sort::Name),
            ("Q. We will not sign.", "Q", Sort::Question),
            ("A: We will not sign.", "A", Sort::Answer),
            ("[10:02] <lena> We will not sign.", "lena", Sort::Nick),
            ("03/03/2026, 10:02 - Lena: We will not sign.", "Lena", Sort::Name),
            ("<v Ada Voss>We will not sign.", "Ada Voss", Sort::Voice),
            ("Q    We will not sign.", "Q", Sort::Question),
            ("Q12 Chair: We will not sign.", "Chair", Sort::Name),
            ("ADA. We will not sign.", "ADA", Sort::Capitals),
        ] {
            assert_eq!(parts(line), Some((name, said, sort)), "{line}");
        }
    }

    #[test]
    fn labels_may_stand_above_the_words() {
        for line in ["ADA VOSS, HOST:", "Ada Voss (00:12):", "Ada Voss  00:12"] {
            let (name, said, _) = parts(line).unwrap();
            assert_eq!((name.to_lowercase().as_str(), said), ("ada voss", ""), "{line}");
        }
    }

    #[test]
    fn lines_without_a_label_have_none() {
        for line in [
            "We left at 4:57, and it rained.",
            "Note: the shop is closed.",
            "The minister said on Monday: we will not sign.",
            "[10:04] * tom_b hides",
            "ACT I. A hall.",
            "Voss, the minister: we will not sign.",
            "Here is what she said to us: no.",
        ] {
            assert_eq!(parts(line), None, "{line}");
        }
    }
}
