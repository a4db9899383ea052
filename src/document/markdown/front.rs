//! Front matter: the few `key: value` (YAML) or `key = value` (TOML) lines that say what an article is.

use crate::document::Metadata;

/// The longest front matter, bytes.
const LONG: usize = 64 << 10;
/// The longest key, bytes.
const KEY: usize = 80;

/// The front matter of a text, and what follows it. Words between two rules that give no keys are none.
pub fn split(text: &str) -> (&str, &str) {
    let none = ("", text);
    let toml = text.starts_with("+++");
    let Some(rest) = text.strip_prefix(if toml { "+++" } else { "---" }) else { return none };
    let Some((_, rest)) = rest.split_once('\n').filter(|(rule, _)| rule.trim().is_empty()) else { return none };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        let words = line.trim_end();
        if words == if toml { "+++" } else { "---" } || words == "..." && !toml {
            let (front, rest) = rest.split_at(end);
            let is = if toml { is_table(front) } else { is_mapping(front) };
            return if is { (front, rest.get(line.len()..).unwrap_or("")) } else { none };
        }
        end += line.len();
        if end > LONG {
            break;
        }
    }
    none
}

/// Whether these lines are a mapping of YAML: keys, and what belongs to them.
fn is_mapping(front: &str) -> bool {
    let mut keys = 0;
    for line in front.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with('{') || is_key(line, ':') {
            keys += 1;
        } else if keys == 0 || !line.starts_with([' ', '\t', '-', ']', '}']) {
            return false;
        }
    }
    keys > 0
}

/// Whether these lines begin as TOML does.
fn is_table(front: &str) -> bool {
    let first = front.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with('[') || is_key(line, '='))
}

/// Whether a line starts with a key and the sign behind it.
fn is_key(line: &str, sign: char) -> bool {
    let Some((key, value)) = line.split_once(sign) else { return false };
    let apart = sign == '=' || value.is_empty() || value.starts_with(char::is_whitespace);
    let key = key.trim_end();
    apart && !key.is_empty() && key.len() <= KEY && !key.starts_with([' ', '\t', '-', '>', '|', '['])
}

/// Reads what is known; what cannot be read is passed over, and what is known already stays.
pub fn read(front: &str, metadata: &mut Metadata) {
    for line in front.lines().take(200) {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = unquote(value.trim());
        let field = match key.trim() {
            "title" | "headline" => &mut metadata.title,
            "author" | "byline" => &mut metadata.byline,
            "date" | "published" => &mut metadata.date,
            "site" | "publication" => &mut metadata.site,
            "lang" | "language" => &mut metadata.language,
            _ => continue,
        };
        if field.is_none() && !value.is_empty() && !value.starts_with(['[', '{', '|', '>']) {
            *field = Some(value);
        }
    }
}

fn unquote(value: &str) -> String {
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return inner.replace(&format!("\\{mark}"), &mark.to_string());
        }
    }
    value.to_owned()
}
