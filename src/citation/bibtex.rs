//! Entries for BibTeX. They are of the type `misc`, which all its styles know.

use std::fmt::Write;

use super::name::Name;
use super::{Quoted, Reference, When, encoded, note};
use crate::fold::{Accents, fold};

/// An entry, with what is quoted as its annotation.
pub fn entry(reference: &Reference, quoted: &Quoted) -> String {
    let authors: Vec<String> = reference.names().map(|name| written(&name)).collect();
    let mut fields = vec![
        ("author", Some(authors.join(" and ")).filter(|authors| !authors.is_empty()).map(|it| braced(&it))),
        // Twice in braces, so that no style makes capitals small.
        ("title", reference.name().map(|title| format!("{{{{{}}}}}", escape(title)))),
        ("howpublished", reference.outlet().map(|site| braced(&escape(site)))),
    ];
    match &reference.date {
        Some(When::Day(date)) => {
            let (year, number, day) = date.parts();
            let short: String = super::month(number).chars().take(3).flat_map(char::to_lowercase).collect();
            fields.extend([("year", Some(format!("{{{year}}}"))), ("month", Some(short))]);
            fields.push(("day", Some(format!("{{{day}}}"))));
        }
        Some(When::Written(words)) => fields.push(("year", Some(braced(&escape(words))))),
        None => {}
    }
    fields.push(("url", reference.url.as_deref().map(|url| braced(&encoded(url, "{}\\")))));
    fields.push(("language", reference.language.as_deref().map(|tag| braced(&escape(tag)))));
    fields.push(("annote", Some(braced(&escape(&note(quoted))))));
    let mut entry = format!("@misc{{{}", key(reference));
    for (name, value) in fields.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        let _ = write!(entry, ",\n  {name} = {value}");
    }
    entry + "\n}\n"
}

fn braced(words: &str) -> String {
    format!("{{{words}}}")
}

/// `Voss, Ada`; a name that is to stay whole is in braces of its own.
fn written(name: &Name) -> String {
    match name {
        Name::Person { given, family, suffix } => {
            let suffix = suffix.map(|suffix| format!(", {suffix}")).unwrap_or_default();
            escape(&format!("{family}{suffix}, {}", given.join(" ")))
        }
        Name::Whole(name) => braced(&escape(name)),
    }
}

/// What it is cited by: `voss2031talks`.
fn key(reference: &Reference) -> String {
    let plain = |words: &str| -> String {
        let letters = fold(words, Accents::Dropped);
        letters.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).take(24).collect()
    };
    let author = reference.names().next().map(|name| plain(name.family())).unwrap_or_default();
    let year = match &reference.date {
        Some(When::Day(date)) => date.parts().0.to_string(),
        _ => String::new(),
    };
    let words = reference.name().unwrap_or_default().split_whitespace().map(plain);
    let title = words.clone().find(|word| word.len() > 3).or_else(|| words.clone().find(|word| !word.is_empty()));
    let key = format!("{author}{year}{}", title.unwrap_or_default());
    if key.is_empty() { "article".to_owned() } else { key }
}

/// What TeX would obey is written as what it looks like. Braces become commands: it counts those behind a backslash too.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '$' | '&' | '#' | '_' | '%' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
