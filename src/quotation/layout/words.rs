//! The words of layouts: `assets/layout/en.txt`, lists under titles in brackets.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../assets/layout/en.txt")));

/// The lists of the file.
struct Words {
    lists: FxHashMap<&'static str, FxHashMap<&'static str, &'static str>>,
}

impl Words {
    fn new(file: &'static str) -> Self {
        let mut lists: FxHashMap<_, FxHashMap<_, _>> = FxHashMap::default();
        let mut title = "";
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(list) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                title = list;
            } else {
                let (word, name) = line.split_once(" = ").unwrap_or((line, line));
                lists.entry(title).or_default().insert(word, name);
            }
        }
        Self { lists }
    }
}

/// Whether a list has these words, whatever their case.
pub fn has(list: &str, words: &str) -> bool {
    shown(list, words).is_some()
}

/// What a list shows for these words.
pub fn shown(list: &str, words: &str) -> Option<&'static str> {
    WORDS.lists.get(list)?.get(words.to_lowercase().as_str()).copied()
}

/// Whether a text ends with an entry of a list.
pub fn ends_with(list: &str, text: &str) -> bool {
    let lower = text.to_lowercase();
    let whole = |entry: &&&str| {
        let before = lower.strip_suffix(**entry);
        before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    };
    WORDS.lists.get(list).is_some_and(|list| list.keys().any(|entry| whole(&entry)))
}

/// How many words an entry of a list has that a text starts with; of several the longest.
pub fn starts_with(list: &str, text: &str) -> Option<usize> {
    let whole = |entry: &&&str| {
        let head = text.get(..entry.len()).filter(|head| head.eq_ignore_ascii_case(entry));
        head.is_some() && text.get(entry.len()..).is_some_and(|rest| rest.starts_with(' '))
    };
    WORDS.lists.get(list)?.keys().filter(whole).map(|entry| entry.split(' ').count()).max()
}

/// How many words of a text a list has.
pub fn count(list: &str, text: &str) -> usize {
    let Some(list) = WORDS.lists.get(list) else { return 0 };
    let edge = |c: char| !c.is_alphanumeric();
    let words = text.split_whitespace().map(|word| word.trim_matches(edge));
    words.filter(|word| word.len() < 16 && list.contains_key(word.to_lowercase().as_str())).count()
}
