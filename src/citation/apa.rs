//! References in the style of the American Psychological Association, 7th edition.

use super::name::Name;
use super::{Reference, When, month};

/// So many authors are listed; of more the first ones and the last.
const LISTED: usize = 20;

/// `Voss, A., & Vale, J. (2031, May 2). Talks stall. The Havn Post. https://havn.example/talks`
pub fn reference(reference: &Reference) -> String {
    let names: Vec<String> = reference.names().map(|name| written(&name)).collect();
    let date = match &reference.date {
        Some(When::Day(date)) => {
            let (year, number, day) = date.parts();
            format!("({year}, {} {day})", month(number))
        }
        Some(When::Written(words)) => format!("({words})"),
        None => "(n.d.)".to_owned(),
    };
    let title = reference.name().map(str::to_owned);
    let site = reference.outlet().map(str::to_owned);
    if names.is_empty() && title.is_none() && site.is_none() && reference.url.is_none() {
        return String::new();
    }
    // Without an author, what it is called comes first.
    let parts = match listed(&names) {
        Some(authors) => [Some(authors), Some(date), title, site],
        None if title.is_some() => [title, Some(date), site, None],
        None => [site, Some(date), None, None],
    };
    let sentences = parts.into_iter().flatten().map(|part| closed(&part));
    sentences.chain(reference.url.clone()).collect::<Vec<_>>().join(" ")
}

fn listed(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => last.clone(),
        _ if names.len() > LISTED => {
            let first = others.get(..LISTED - 1).unwrap_or_default();
            format!("{}, . . . {last}", first.join(", "))
        }
        _ => format!("{}, & {last}", others.join(", ")),
    })
}

/// Vale, J.-P., Jr.
fn written(name: &Name) -> String {
    match name {
        Name::Person { given, family, suffix } => {
            let initials: Vec<String> = given.iter().map(|name| initials(name)).collect();
            let suffix = suffix.map(|suffix| format!(", {suffix}")).unwrap_or_default();
            format!("{family}, {}{suffix}", initials.join(" "))
        }
        Name::Whole(name) => (*name).to_owned(),
    }
}

fn initials(name: &str) -> String {
    let parts = name.split('-').filter_map(|part| part.chars().next());
    parts.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join("-")
}

/// With a full stop, unless it ends with something like it.
fn closed(words: &str) -> String {
    if words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}
