//! Front matter: the few `key: value` (YAML) or `key = value` (TOML) lines that say what an article is.

use crate::document::Metadata;

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
