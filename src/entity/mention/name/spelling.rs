//! How names are spelt, and what only looks like one.

use crate::entity::mention::Finder;

use super::ORDINARY;

/// `J.`
pub fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && letters.next().is_none()
}

/// `al-Assad`, `d'Urberville`: a small particle grown together with a name.
pub(super) fn is_prefixed(word: &str) -> bool {
    if !matches!(word.as_bytes(), [b'a' | b'e' | b'd' | b'l' | b'b' | b'u', ..]) {
        return false;
    }
    let mut parts = word.splitn(2, ['-', '\'', '’']);
    let prefix = parts.next().unwrap_or("");
    matches!(prefix, "al" | "el" | "d" | "de" | "l" | "bin" | "ul")
        && parts.next().is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// `Moscow-based`: an adjective made from a name.
pub(super) fn has_small_tail(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase))
}

/// Ends that names rarely have.
pub(super) fn has_ordinary_end(word: &str) -> bool {
    const ENDS: [&str; 10] = ["ing", "ly", "tion", "sion", "ness", "ment", "ous", "ful", "less", "ed"];
    word.is_ascii() && word.len() > 4 && ENDS.iter().any(|end| word.ends_with(end))
}

/// Heads of names of places and bodies that go on with "of".
pub(super) fn is_domain(word: &str) -> bool {
    const HEADS: [&str; 16] = [
        "Republic",
        "Isle",
        "Gulf",
        "Kingdom",
        "Bay",
        "City",
        "State",
        "Commonwealth",
        "Sea",
        "Cape",
        "Strait",
        "Order",
        "Sons",
        "Daughters",
        "Friends",
        "Knights",
    ];
    HEADS.contains(&word)
}

impl Finder<'_> {
    /// "Geun-hye" after "Park": a given name of two syllables, not an adjective.
    pub(super) fn is_of_syllables(&self, at: u32, word: &str) -> bool {
        const PREFIXES: [&str; 19] = [
            "anti", "co", "cross", "ex", "mid", "multi", "non", "off", "one", "post", "pre", "pro", "re", "self",
            "semi", "sub", "two", "un", "vice",
        ];
        let Some((first, second)) = word.split_once('-') else { return false };
        let ordinary = |part: &str| PREFIXES.contains(&part.to_ascii_lowercase().as_str());
        let adjective =
            ["based", "born", "dem", "era", "led", "like", "only", "run", "style", "wide"].contains(&second);
        let surname = at > 0 && self.is_capital(at - 1) && !self.is(at - 1, ORDINARY);
        (2..6).contains(&first.len())
            && (2..6).contains(&second.len())
            && second.chars().all(char::is_lowercase)
            && !ordinary(first)
            && !adjective
            && !second.ends_with("ed")
            && surname
    }
}

/// `GPs`
pub(super) fn is_plural_acronym(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|acronym| acronym.len() > 1 && acronym.chars().all(char::is_uppercase))
}
