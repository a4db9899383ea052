//! Parts of speech, greedily from left to right: one pass, a dozen features a word. Only the distinctions that word lists
//! cannot make are drawn; signs and marked segments keep 0.

use std::sync::LazyLock;

use super::Observation;
use crate::nlp::linear::{Feature, Linear, join};

/// Parts of speech by Penn Treebank tag; those that a short closed list of words tells share the last one.
pub const TAGS: [&str; 16] =
    ["", "NN", "NNS", "NNP", "VB", "VBP", "VBD", "VBN", "VBG", "VBZ", "JJ", "RB", "IN", "DT", "WDT", "RP"];

/// The part of a Penn Treebank tag; 0 for those that are not told apart.
pub fn part(tag: &str) -> u8 {
    let tag = match tag {
        "NNPS" => "NNP",
        "JJR" | "JJS" => "JJ",
        "RBR" | "RBS" => "RB",
        "PDT" => "DT",
        "WP" | "WRB" | "WP$" => "WDT",
        other => other,
    };
    TAGS.iter().position(|&other| other == tag).unwrap_or(0) as u8
}

/// Whether a part is a verb.
pub const fn is_verb(part: u8) -> bool {
    4 <= part && part <= 9
}

/// Calls `emit` with each feature of item `at`; the parts before it are known.
#[allow(clippy::many_single_char_names, reason = "five neighbours in a row, the item in the middle")]
pub fn features(items: &[Observation], at: usize, mut emit: impl FnMut(Feature)) {
    let item = |by: isize| at.checked_add_signed(by).and_then(|at| items.get(at)).copied().unwrap_or_default();
    let (a, b, c, d, e) = (item(-2), item(-1), item(0), item(1), item(2));
    let shape = |o: &Observation| u32::from(o.class) << 2 | u32::from(o.case);
    let (pa, pb) = (u32::from(a.part), u32::from(b.part));
    let first = u32::from(at == 0);
    let mut template = 100;
    let mut put = |value: u32| {
        template += 1;
        emit(join(template, value));
    };
    put(first);
    put(c.word);
    put(join(c.suffix, shape(&c)));
    put(join(c.ending, shape(&c)));
    put(join(shape(&c) << 1 | first, pb));
    put(join(c.word, pb));
    put(join(c.suffix, pb));
    put(join(pa << 4 | pb, shape(&c)));
    put(join(b.word, shape(&c)));
    put(join(b.word, c.word));
    put(join(d.word, shape(&c)));
    put(join(c.word, d.word));
    put(join(join(c.suffix, d.suffix), pb));
    put(join(join(shape(&c), shape(&d)), join(pb, shape(&e))));
    put(join(c.suffix, join(d.word, b.word)));
}

/// Whether an item has a part at all.
pub const fn has_part(item: &Observation) -> bool {
    // Words of any class, as `Observation::class` numbers them; signs and marked segments come after.
    item.class < 16
}

/// Gives each word its part of speech.
pub fn tag(model: &Linear, items: &mut [Observation]) {
    for at in 0..items.len() {
        if !items.get(at).is_some_and(has_part) {
            continue;
        }
        let mut scores = [0i16; TAGS.len()];
        features(items, at, |feature| model.add(feature, &mut scores));
        let best = (0..TAGS.len()).max_by_key(|&part| (scores.get(part), std::cmp::Reverse(part))).unwrap_or(0);
        if let Some(item) = items.get_mut(at) {
            item.part = best as u8;
        }
    }
}

/// The model for English.
pub fn english() -> &'static Linear<'static> {
    static MODEL: LazyLock<Linear<'static>> =
        LazyLock::new(|| Linear::new(include_bytes!("../../../assets/models/parts-en.bin")));
    &MODEL
}
