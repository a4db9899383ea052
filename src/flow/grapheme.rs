//! Graphemes, fast where text is plain: between two ASCII characters there is always a border.

use unicode_segmentation::UnicodeSegmentation;

/// The graphemes of a text, with their offsets.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let plain = |byte: &u8| byte.is_ascii() && *byte != b'\r';
        let alone = bytes.get(start).is_some_and(plain) && bytes.get(start + 1).is_none_or(u8::is_ascii);
        let grapheme = if alone {
            text.get(start..=start)?
        } else {
            // What came before ended with a border, so it does not matter to what follows.
            text.get(start..)?.graphemes(true).next()?
        };
        at += grapheme.len();
        Some((start, grapheme))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_same_as_by_the_book(text in "([ a-z\\r\\n\\t]|é|e\u{301}|\u{1f469}\u{200d}\u{1f467}|[\u{1f1e6}-\u{1f1ff}]|\u{e33}|\u{600}|ก|क\u{94d}त|—|\\PC){0,40}") {
            let ours: Vec<(usize, &str)> = graphemes(&text).collect();
            let theirs: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}
