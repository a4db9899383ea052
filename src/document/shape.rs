//! What the words of a line or paragraph look like: a heading, a list item, a quotation with its source. Each function looks at words alone, and at no more of them than it
//! needs.

/// Dashes that stand before a name under a quotation.
const DASHES: [char; 5] = ['–', '—', '―', '-', '−'];

/// The longest line that may be a heading, characters.
const HEADING: usize = 80;

/// The longest quotation set apart, bytes.
const PULL_QUOTE: usize = 4096;

/// The depth and length of the `> ` markers in front.
pub fn quote_marker(words: &str) -> Option<(u8, usize)> {
    let mut depth = 0_u8;
    let mut skip = 0;
    for (at, c) in words.char_indices() {
        match c {
            '>' => depth = depth.saturating_add(1),
            ' ' | '\t' if depth > 0 => {}
            _ => {
                skip = at;
                break;
            }
        }
    }
    (depth > 0 && skip > 0).then_some((depth, skip))
}

/// The bullet in front, and how much to skip.
pub fn bullet(words: &str) -> Option<(char, usize)> {
    let mark = words.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '‣' | '◦' | '▪' | '·' | '●'))?;
    let rest = words.get(mark.len_utf8()..)?;
    let content = rest.trim_start();
    let spaced = content.len() < rest.len() || mark == '•';
    (spaced && !content.is_empty()).then(|| (mark, words.len() - content.len()))
}

/// The number in front of an item of an ordered list, and how much to skip: `1. `, `2) `.
pub fn number(words: &str) -> Option<(u64, usize)> {
    let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = words.get(..digits).filter(|_| digits <= 3)?.parse().ok()?;
    let rest = words.get(digits..)?.strip_prefix(['.', ')'])?;
    let content = rest.trim_start();
    (content.len() < rest.len() && !content.is_empty()).then(|| (number, words.len() - content.len()))
}

/// Whether it may be an item of a list.
pub fn starts_item(words: &str) -> bool {
    bullet(words).is_some() || number(words).is_some()
}

/// Whether it only separates: `***`, `- - -`, `⁂`.
pub fn is_rule(words: &str) -> bool {
    if matches!(words, "⁂" | "§" | "#") {
        return true;
    }
    let Some(first) = words.chars().next().filter(|c| "*-_–—=~•#".contains(*c)) else { return false };
    words.len() <= 400
        && words.chars().all(|c| c == first || c == ' ')
        && words.chars().filter(|&c| c == first).count() >= 3
}

/// Whether `line` underlines the heading `above` it.
pub fn is_underline(line: &str, above: &str) -> bool {
    let Some(first) = line.chars().next().filter(|c| matches!(c, '=' | '-')) else { return false };
    line.len() >= 3
        && line.len() <= 200
        && line.chars().all(|c| c == first)
        && above.len() <= 4 * line.len() + 8
        && !is_rule(above)
}

/// Whether it ends as a sentence does: with a stop, behind closing marks too.
pub fn ends_sentence(words: &str) -> bool {
    let tail = words.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '*', '_']);
    tail.ends_with(['.', '!', '?', '…', ':', '。', '！', '？']) || tail.len() < words.len() && tail.ends_with(',')
}

/// Whether a stop and more words follow inside: it is more than one sentence.
pub fn has_inner_stop(words: &str) -> bool {
    words.match_indices(['.', '!', '?']).any(|(at, _)| {
        let after = words.get(at + 1..).unwrap_or("").trim_start_matches(['"', '”', '’', ')']);
        let word = words.get(..at).unwrap_or("").rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        after.starts_with(char::is_whitespace) && word.chars().count() > 3
    })
}

/// The name in a line "By Ada Voss".
pub fn byline(words: &str) -> Option<&str> {
    let name = words.strip_prefix("By ").or_else(|| words.strip_prefix("by ")).or_else(|| words.strip_prefix("BY "))?;
    is_name_like(name, 10).then(|| name.trim())
}

/// Whether it could be a heading, as far as its own words tell.
pub fn is_heading_like(words: &str) -> bool {
    let short =
        words.len() <= 4 * HEADING && words.chars().count() <= HEADING && words.split_whitespace().count() <= 14;
    short
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || is_opening(c))
        && words.chars().any(char::is_alphabetic)
        && !words.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—'])
        && (is_strong_heading(words) || !ends_sentence(words) || words.ends_with('?'))
        && !words.contains(['\t', '|'])
        && !is_marked(words)
        && byline(words).is_none()
}

/// Whether it can hardly be anything but a heading: "Chapter 3", "PART ONE", "XIV".
pub fn is_strong_heading(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let keyword =
        ["chapter", "part", "book", "section", "prologue", "epilogue", "preface", "introduction", "act", "scene"]
            .iter()
            .any(|keyword| first.eq_ignore_ascii_case(keyword) && first.starts_with(char::is_uppercase));
    let numeral = words.chars().all(|c| "IVXLC. ".contains(c));
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 4 && !words.chars().any(char::is_lowercase) && words.chars().any(char::is_uppercase);
    keyword && words.split_whitespace().count() <= 8 || numeral || capitals
}

/// Whether it is a quotation set apart with its source: `"…" – Ada Voss`.
pub fn is_pull_quote(words: &str) -> bool {
    closing_of_outer_marks(words).is_some_and(|end| words.get(end..).is_some_and(is_attribution))
}

/// Whether all of it stands in one pair of quotation marks.
pub fn is_marked(words: &str) -> bool {
    closing_of_outer_marks(words) == Some(words.len())
}

/// Whether it is a dash and a name: `– Ada Voss, foreign minister`.
pub fn is_attribution(words: &str) -> bool {
    let rest = words.trim_start();
    let name = rest.trim_start_matches(DASHES);
    name.len() < rest.len() && rest.len() - name.len() <= 9 && is_name_like(name, 14)
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'')
}

/// A few words, no sentence, that begin with a capital letter.
fn is_name_like(words: &str, most: usize) -> bool {
    let words = words.trim();
    words.len() <= 160
        && words.starts_with(|c: char| c.is_uppercase())
        && words.split_whitespace().count() <= most
        && !words.contains(['"', '“', '”', '«', '»', ':', ';', '?', '!', '\n'])
        && !has_inner_stop(words)
        && !(words.ends_with('.') && words.split_whitespace().count() > 4)
}

/// Where the marks that open `words` close, if nothing but an attribution can come behind: the outer pair encloses
/// everything up to there and opens no second time.
fn closing_of_outer_marks(words: &str) -> Option<usize> {
    let open = words.chars().next().filter(|_| words.len() <= PULL_QUOTE)?;
    let closers: &[char] = match open {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '‘' => &['’'],
        '\'' => &['\''],
        _ => return None,
    };
    // Only the tail can hold the closing mark and a name; everything else is looked at once, and only where it may pay.
    let end =
        words.char_indices().rev().take(200).find(|(_, c)| closers.contains(c)).map(|(at, c)| at + c.len_utf8())?;
    let close = words.get(..end)?.chars().next_back()?;
    let inside = words.get(open.len_utf8()..end - close.len_utf8())?;
    let clean = match open {
        '‘' | '\'' => !inside.contains(open) || inside.split_whitespace().count() > 3,
        '"' => !inside.contains('"'),
        _ => !inside.contains(open) && !inside.contains(close),
    };
    (clean && !inside.trim().is_empty()).then_some(end)
}
