//! Addresses of links: a reference resolved against the address of the page it stands in, as RFC 3986 says, with
//! mercy for what pages get wrong. Also serves the paths inside archives.

/// `reference` as seen from `base`; without a base it stays as it is. `None` where it leads nowhere to go: scripts and
/// data.
pub fn resolve(base: Option<&str>, reference: &str) -> Option<String> {
    let reference = reference.trim();
    let lower = reference.get(..11).unwrap_or(reference).to_ascii_lowercase();
    if reference.is_empty() || lower.starts_with("javascript:") || lower.starts_with("data:") {
        return None;
    }
    match base {
        Some(base) if !has_scheme(reference) => Some(join(base, reference)),
        _ => Some(reference.to_owned()),
    }
}

/// Whether it names how it is to be had, as `https:` does.
pub fn has_scheme(reference: &str) -> bool {
    let end = reference.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
    let letter = reference.starts_with(|c: char| c.is_ascii_alphabetic());
    letter && end.is_some_and(|end| reference.get(end..).is_some_and(|rest| rest.starts_with(':')))
}

/// Joins a reference without scheme to a base.
fn join(base: &str, reference: &str) -> String {
    let base = base.split('#').next().unwrap_or("");
    if reference.starts_with('#') {
        return format!("{base}{reference}");
    }
    let (scheme, rest) = base.split_once("://").map_or((None, base), |(scheme, rest)| (Some(scheme), rest));
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{}://{rest}", scheme.unwrap_or("https"));
    }
    let rest = rest.split('?').next().unwrap_or("");
    let rooted = format!("/{}", rest.trim_start_matches('/'));
    let (host, path) = match scheme {
        Some(_) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        // The root of an archive.
        None => ("", rooted.as_str()),
    };
    let (target, tail) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
    let path = match target {
        "" => path.to_owned(),
        _ if target.starts_with('/') => without_dots(target),
        _ => without_dots(&format!("{}{target}", path.rfind('/').map_or("/", |at| path.get(..=at).unwrap_or("/")))),
    };
    match scheme {
        Some(scheme) => format!("{scheme}://{host}{path}{tail}"),
        None => format!("{}{tail}", path.trim_start_matches('/')),
    }
}

/// `path` without `.` and `..`; none leads above the root.
pub fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
            }
            part => parts.push(part),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        parts.push("");
    }
    parts.join("/")
}

/// `words` with `%41` and its like decoded.
pub fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, hex(0), hex(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        let base = "https://example.org/a/b/c.html?x=1#y";
        for (reference, whole) in [
            ("d.html", "https://example.org/a/b/d.html"),
            ("../d?q=../z", "https://example.org/a/d?q=../z"),
            ("/d/./e/", "https://example.org/d/e/"),
            ("../../../../d", "https://example.org/d"),
            ("//other.org/d", "https://other.org/d"),
            ("#z", "https://example.org/a/b/c.html?x=1#z"),
            ("?q", "https://example.org/a/b/c.html?q"),
            ("mailto:a@b.c", "mailto:a@b.c"),
            ("http://x.y/z", "http://x.y/z"),
        ] {
            assert_eq!(resolve(Some(base), reference).as_deref(), Some(whole), "{reference}");
        }
        assert_eq!(resolve(Some("https://example.org"), "d").as_deref(), Some("https://example.org/d"));
        assert_eq!(resolve(Some(base), "JavaScript:alert(1)"), None);
        assert_eq!(resolve(None, "d.html").as_deref(), Some("d.html"));
    }

    #[test]
    fn paths_in_archives() {
        assert_eq!(join("OEBPS/text/c1.xhtml", "../notes.xhtml#n1"), "OEBPS/notes.xhtml#n1");
        assert_eq!(join("c1.xhtml", "../../etc/passwd"), "etc/passwd");
        assert_eq!(join("text/c1.xhtml", "../notes.xhtml"), "notes.xhtml");
        assert_eq!(percent_decoded("a%20b%2"), "a b%2");
    }
}
