//! How common a word is as a given name and as a surname, and how often the bearers of a given name are women. One table of
//! hashes, read in place, and a linear model over letters for names that are not in it. Made by `examples/train`.

use std::sync::LazyLock;

use crate::linear::{Aligned, Feature, Linear, hash_on, hash_word, join, logistic};

/// The first bytes of the table.
pub const MAGIC: [u8; 4] = *b"dxn1";
/// Bytes before the first slot.
pub const HEADER: usize = 8;
/// Bytes of a slot: a check of two bytes, 0 in an empty slot, and the value.
pub const SLOT: usize = 3;
/// How many neighbouring slots a word may be in.
pub const PROBES: usize = 12;
/// The share of women is kept in so many steps.
pub const STEPS: u8 = 15;

/// What lists of names say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// As a given name: 0 not listed, 1 rare, 2 known, 3 common.
    pub given: u8,
    /// The same as a surname.
    pub surname: u8,
    /// The share of women among those with this given name, in [`STEPS`].
    pub women: u8,
}

impl Listed {
    /// As the value of a slot.
    pub const fn value(self) -> u8 {
        self.given | self.surname << 2 | self.women << 4
    }

    const fn of(value: u8) -> Self {
        Self { given: value & 3, surname: value >> 2 & 3, women: value >> 4 }
    }

    /// The share of women, where it is a given name.
    pub fn female(self) -> Option<f32> {
        (self.given > 0).then(|| f32::from(self.women) / f32::from(STEPS))
    }
}

/// The table.
#[derive(Clone, Copy, Debug)]
pub struct NameTable<'m> {
    shift: u32,
    slots: &'m [[u8; SLOT]],
}

/// The first slot of a word and its check.
pub fn place(word: &str, bits: u32) -> (usize, u16) {
    let hash = join(901, hash_word(word));
    ((hash >> (32 - bits)) as usize, (hash as u16).max(1))
}

impl<'m> NameTable<'m> {
    /// The table in these bytes. Bytes that are none give an empty one.
    pub fn new(bytes: &'m [u8]) -> Self {
        let none = Self { shift: 31, slots: &[] };
        let Some((&[m0, m1, m2, m3, bits, ..], slots)) = bytes.split_first_chunk::<HEADER>() else { return none };
        let (slots, rest) = slots.as_chunks::<SLOT>();
        let sound = [m0, m1, m2, m3] == MAGIC && (1..25).contains(&bits) && rest.is_empty();
        if sound && slots.len() == (1 << bits) { Self { shift: u32::from(bits), slots } } else { none }
    }

    /// The names of the United States.
    pub fn shipped() -> &'static NameTable<'static> {
        static BYTES: &[u8] = include_bytes!("../../assets/models/names.bin");
        static TABLE: LazyLock<NameTable<'static>> = LazyLock::new(|| NameTable::new(BYTES));
        &TABLE
    }

    /// What is known of a word, in any case.
    pub fn get(&self, word: &str) -> Listed {
        let (first, check) = place(word, self.shift);
        for at in first..first + PROBES {
            match self.slots.get(at % self.slots.len().max(1)) {
                Some(&[a, b, value]) if u16::from_le_bytes([a, b]) == check => return Listed::of(value),
                Some(&[a, b, _]) if a | b != 0 => {}
                _ => break,
            }
        }
        Listed::default()
    }
}

/// What the letters of a given name show: how likely its bearer is a woman.
pub fn female_by_letters(name: &str) -> f32 {
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../assets/models/gender.bin"));
    static MODEL: LazyLock<Linear<'static>> = LazyLock::new(|| Linear::new(&BYTES.0));
    logistic(MODEL.score(&letters(name)))
}

/// The features of a given name: its beginning, its end, and all runs of two to four letters.
pub fn letters(name: &str) -> Vec<Feature> {
    let lower = format!("^{}$", name.to_lowercase());
    let ends: Vec<usize> = lower.char_indices().map(|(at, _)| at).chain([lower.len()]).collect();
    let mut features = vec![join(1, ends.len().min(16) as u32)];
    for length in 2..=5 {
        for window in ends.windows(length + 1) {
            let (Some(&start), Some(&end)) = (window.first(), window.last()) else { continue };
            let run = lower.get(start..end).unwrap_or("");
            let side = u32::from(end == lower.len()) << 1 | u32::from(start == 0);
            if length < 5 || side & 2 != 0 {
                features.push(join(10 + side, hash_on(0x811c_9dc5, run)));
            }
        }
    }
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_and_surnames_are_told_apart() {
        let table = NameTable::shipped();
        assert_eq!((table.get("Robert").given, table.get("Xyzzyq")), (3, Listed::default()));
        assert!(table.get("Nguyen").surname > 1 && table.get("Nguyen").given < 2);
        assert!(table.get("Mary").female() > Some(0.9) && table.get("James").female() < Some(0.1));
    }

    #[test]
    fn letters_show_the_gender_of_unlisted_names() {
        assert!(female_by_letters("Annabelina") > 0.9);
        assert!(female_by_letters("Torvardus") < 0.2);
    }

    #[test]
    fn other_bytes_are_an_empty_table() {
        assert_eq!(NameTable::new(b"dxn1").get("Robert"), Listed::default());
    }
}
