//! The title of a page's article, out of all that the page gives for it.

/// What stands between a title and the name of the publication.
const BETWEEN: [&str; 8] = [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " ｜ "];

/// The first of several titles that says something, without the publication (`site` or its like) behind it.
pub fn choose(titles: &[Option<&str>], site: Option<&str>) -> Option<String> {
    let titles: Vec<&str> =
        titles.iter().flatten().map(|title| title.trim()).filter(|title| !title.is_empty()).collect();
    titles.first().map(|title| without_site(title, site, &titles).to_owned())
}

/// A title without the publication behind or before it.
fn without_site<'t>(title: &'t str, site: Option<&str>, others: &[&str]) -> &'t str {
    for between in BETWEEN {
        let Some((head, tail)) = title.rsplit_once(between) else { continue };
        let is_site = |words: &str| site.is_some_and(|site| squeezed(words) == squeezed(site));
        let is_known = others.iter().any(|other| squeezed(other) == squeezed(head));
        let is_name = !tail.contains(' ') && tail.contains('.');
        if is_known || is_site(tail) || is_name {
            return head;
        }
    }
    title
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn the_publication_is_cut_off() {
        let titles = [Some("Talks stall in Havn - The Norland Post"), Some("Talks stall in Havn")];
        assert_eq!(choose(&titles, None).as_deref(), Some("Talks stall in Havn"));
        let titles = [Some("Talks stall | Norland Post")];
        assert_eq!(choose(&titles, Some("norland post")).as_deref(), Some("Talks stall"));
        assert_eq!(choose(&[Some("Havn – a port in winter")], None).as_deref(), Some("Havn – a port in winter"));
        assert_eq!(choose(&[None, Some("  ")], None), None);
    }
}
