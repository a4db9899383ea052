//! Who somebody is, by the rules of the scorer: whether a name is one of a person's, and what heads a noun phrase.

use std::collections::HashMap;

use crate::corpus::Gold;
use crate::speaker::content_words;

/// The people of a document with all their names.
pub struct People<'g> {
    entities: &'g HashMap<String, Vec<String>>,
}

impl<'g> People<'g> {
    pub fn of(gold: &'g Gold) -> Self {
        Self { entities: &gold.people }
    }

    /// Whether a name is this speaker's, and nobody else's as well.
    pub fn is_who(&self, name: &str, speaker: &str) -> bool {
        let own = vec![speaker.to_owned()];
        let mine = self.entities.get(speaker).unwrap_or(&own);
        let fit = fits(name, mine);
        let others = self.entities.values().filter(|names| !names.iter().any(|name| mine.contains(name)));
        let rival = if fit > 0 { others.map(|names| fits(name, names)).max().unwrap_or(0) } else { 0 };
        fit > rival || fit == 2 && rival == 2
    }

    /// Whether a name is exactly a named actor's.
    pub fn is_named(&self, name: &str) -> bool {
        self.entities.values().any(|names| fits(name, names) == 2)
    }
}

/// 2: equals one of the names; 1: one has the words of the other; 0: neither.
fn fits(name: &str, names: &[String]) -> u8 {
    let mine = content_words(name);
    let one = |other: &String| {
        let theirs = content_words(other);
        match () {
            () if name.trim().to_lowercase() == other.trim().to_lowercase() => 2,
            () if !mine.is_empty() && !theirs.is_empty() && (mine.is_subset(&theirs) || theirs.is_subset(&mine)) => 1,
            () => 0,
        }
    };
    names.iter().map(one).max().unwrap_or(0)
}

/// The noun that a noun phrase is about: the last word before "of", "for", a comma, "who", …
pub fn head(phrase: &str) -> String {
    const STOPS: &[&str] = &[
        "of",
        "for",
        "from",
        "at",
        "in",
        "on",
        "with",
        "to",
        "who",
        "that",
        "close",
        "representing",
        "von",
        "der",
        "des",
        "de",
        "du",
        "del",
        "della",
        "para",
    ];
    let lower = phrase.trim().to_lowercase();
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '_')
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_end_matches("'s").trim_end_matches("’s").to_owned())
            .collect()
    };
    let clause = lower.split([',', '(']).next().unwrap_or_default();
    let first: Vec<String> = words(clause).into_iter().take_while(|word| !STOPS.contains(&word.as_str())).collect();
    first.last().or(words(&lower).last()).cloned().unwrap_or_default()
}
