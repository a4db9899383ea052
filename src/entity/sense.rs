//! What sort of body or document a word shows: "the airline" and "Norland Airways" are both companies.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::forms::{Symbol, symbol};

/// A set of sorts, one bit each; a word may have several ("agency").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense(u32);

impl Sense {
    /// The sorts that a word shows.
    pub fn of(word: Symbol) -> Self {
        static WORDS: LazyLock<FxHashMap<Symbol, Sense>> = LazyLock::new(table);
        WORDS.get(&word).copied().unwrap_or_default()
    }

    /// The sort of countries and towns.
    pub fn place() -> Self {
        Self::of(symbol("country"))
    }

    /// Those of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// 0: the noun shows no sort; 1: the name shows none; 2: one is the same; 3: all differ.
    pub fn agrees(self, name: Self) -> u32 {
        match () {
            () if self.0 == 0 => 0,
            () if name.0 == 0 => 1,
            () if self.0 & name.0 != 0 => 2,
            () => 3,
        }
    }

    /// The sorts as a number.
    pub fn bits(self) -> u32 {
        self.0
    }
}

fn table() -> FxHashMap<Symbol, Sense> {
    let mut words: FxHashMap<Symbol, Sense> = FxHashMap::default();
    let lines = include_str!("../../assets/lexicons/en/senses.tsv").lines().filter(|line| !line.starts_with('#'));
    for (sort, line) in lines.enumerate() {
        for word in line.split_once('\t').map_or("", |(_, words)| words).split(' ') {
            let known = words.entry(symbol(word)).or_default();
            *known = known.or(Sense(1 << sort));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(noun: &str, name: &str) -> u32 {
        Sense::of(symbol(noun)).agrees(Sense::of(symbol(name)))
    }

    #[test]
    fn a_noun_and_a_name_show_the_same_sort() {
        assert_eq!(agree("airline", "Airways"), 2);
        assert_eq!(agree("newspaper", "Gazette"), 2);
        assert_eq!(agree("newspaper", "Court"), 3);
        assert_eq!(agree("force", "Police"), 2);
        assert_eq!(agree("agency", "Voss"), 1);
        assert_eq!(agree("mill", "Airways"), 0);
    }

    #[test]
    fn every_sort_has_its_bit() {
        let lines = include_str!("../../assets/lexicons/en/senses.tsv").lines().filter(|line| !line.starts_with('#'));
        assert!(lines.count() <= 32);
    }
}
