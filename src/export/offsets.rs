//! Byte offsets -> offsets in code points or UTF-16 units, in one pass over the text for all of them together.

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Unicode code points: what Python's strings are indexed by.
    #[default]
    Chars,
    /// Bytes of UTF-8: what Rust's and Go's are.
    Bytes,
    /// UTF-16 units: what JavaScript's and Java's are.
    Utf16,
}

/// A table of byte offsets and what they are in the wanted units.
#[derive(Debug)]
pub struct Table {
    bytes: Vec<usize>,
    units: Vec<usize>,
}

impl Table {
    /// A table for these byte offsets into `text`. Linear in the text, whatever their order.
    pub fn new(text: &str, offsets: Offsets, bytes: impl IntoIterator<Item = usize>) -> Self {
        let mut bytes: Vec<usize> = if offsets == Offsets::Bytes { Vec::new() } else { bytes.into_iter().collect() };
        bytes.sort_unstable();
        bytes.dedup();
        let (mut at, mut count) = (0, 0);
        let units = bytes.iter().map(|&byte| {
            count += text.as_bytes().get(at..byte).map_or(0, |piece| units(piece, offsets));
            at = byte;
            count
        });
        Self { units: units.collect(), bytes }
    }

    /// What byte offset `byte` is; one that the table was not made for comes back as it is.
    pub fn get(&self, byte: usize) -> usize {
        self.bytes.binary_search(&byte).ok().and_then(|index| self.units.get(index)).copied().unwrap_or(byte)
    }
}

fn units(bytes: &[u8], offsets: Offsets) -> usize {
    // A code point starts at each byte that continues none; those of four bytes are two units of UTF-16.
    let starts = bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    match offsets {
        Offsets::Bytes => bytes.len(),
        Offsets::Chars => starts,
        Offsets::Utf16 => starts + bytes.iter().filter(|&&byte| byte >= 0xf0).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in ".{0,80}") {
            let all: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).rev().collect();
            let chars = Table::new(&text, Offsets::Chars, all.iter().copied());
            let utf16 = Table::new(&text, Offsets::Utf16, all.iter().copied());
            let bytes = Table::new(&text, Offsets::Bytes, all.iter().copied());
            for at in all {
                let before = text.get(..at).unwrap();
                prop_assert_eq!(chars.get(at), before.chars().count());
                prop_assert_eq!(utf16.get(at), before.encode_utf16().count());
                prop_assert_eq!(bytes.get(at), at);
            }
        }
    }
}
