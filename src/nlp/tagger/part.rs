//! Parts of speech, greedily from left to right: one pass, a dozen features a word. Only the distinctions that word lists
//! cannot make are drawn; signs and marked segments keep 0.

use std::sync::LazyLock;

use super::Observation;
use crate::linear::{Aligned, Feature, Linear, join};

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

/// Whether a part is a verb that has a subject: VBP, VBD, VBZ.
pub const fn is_finite(part: u8) -> bool {
    matches!(part, 5 | 6 | 9)
}

/// Whether a part is a preposition.
pub const fn is_preposition(part: u8) -> bool {
    part == 12
}

/// Calls `emit` with each feature of item `at`; the parts before it are known.
pub fn features(items: &[Observation], at: usize, emit: impl FnMut(Feature)) {
    apart(items, at).into_iter().chain(after(items, at)).for_each(emit);
}

/// The item some way from `at`.
fn item(items: &[Observation], at: usize, by: isize) -> &Observation {
    static EDGE: Observation = Observation::NONE;
    items.get(at.wrapping_add_signed(by)).unwrap_or(&EDGE)
}

/// Class and capitals.
fn shape(item: &Observation) -> u32 {
    u32::from(item.class) << 2 | u32::from(item.case)
}

/// The features that no part before has a say in.
fn apart(items: &[Observation], at: usize) -> [Feature; 9] {
    let [before, this, next] = [-1, 0, 1].map(|by| item(items, at, by));
    [
        join(101, u32::from(at == 0)),
        join(102, this.word),
        join(103, join(this.suffix, shape(this))),
        join(104, join(this.ending, shape(this))),
        join(109, join(before.word, shape(this))),
        join(110, join(before.word, this.word)),
        join(111, join(next.word, shape(this))),
        join(112, join(this.word, next.word)),
        join(115, join(this.suffix, join(next.word, before.word))),
    ]
}

/// The features of the parts before, and of what stands there.
fn after(items: &[Observation], at: usize) -> [Feature; 6] {
    let [earlier, before, this, next, later] = [-2, -1, 0, 1, 2].map(|by| item(items, at, by));
    let (parts, part) = (u32::from(earlier.part) << 4 | u32::from(before.part), u32::from(before.part));
    [
        join(105, join(shape(this) << 1 | u32::from(at == 0), part)),
        join(106, join(this.word, part)),
        join(107, join(this.suffix, part)),
        join(108, join(parts, shape(this))),
        join(113, join(join(this.suffix, next.suffix), part)),
        join(114, join(join(shape(this), shape(next)), join(part, shape(later)))),
    ]
}

/// Whether an item has a part at all.
pub const fn has_part(item: &Observation) -> bool {
    // Words of any class, as `Observation::class` numbers them; signs and marked segments come after.
    item.class < 16
}

/// Gives each word its part of speech.
pub fn tag(model: &Linear, items: &mut [Observation]) {
    let words = (0..items.len()).filter(|&at| items.get(at).is_some_and(has_part));
    let (words, features): (Vec<usize>, Vec<[Feature; 9]>) = words.map(|at| (at, apart(items, at))).unzip();
    for (at, known) in words.into_iter().zip(model.sums(&features)) {
        let scores = model.add::<{ TAGS.len() }, 6>(&after(items, at), known);
        // The best, of equals the first: found without a branch.
        let ranked = |(part, score): (usize, i16)| i32::from(score) << 8 | (TAGS.len() - 1 - part) as i32;
        let best = scores.into_iter().enumerate().map(ranked).fold(i32::MIN, i32::max);
        if let Some(item) = items.get_mut(at) {
            item.part = TAGS.len() as u8 - 1 - best as u8;
        }
    }
}

/// The model for English.
pub fn english() -> &'static Linear<'static> {
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../assets/models/parts-en.bin"));
    static MODEL: LazyLock<Linear<'static>> = LazyLock::new(|| Linear::new(&BYTES.0));
    &MODEL
}
