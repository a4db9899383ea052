//! Linear models over hashed features, read straight from the bytes of a model file: no parsing, no allocation. Knows
//! nothing of what the features mean; training lives outside the library (`examples/train`).
//!
//! A model file is a header of 16 bytes and one row of `labels` signed bytes for each of 2^`bits` buckets:
//!
//! | bytes | what |
//! |---|---|
//! | 0..4 | `dxl1` |
//! | 4..6 | number of labels, little-endian |
//! | 6..8 | bits |
//! | 8..12 | what one unit of a weight is worth, `f32` |
//! | 12..16 | zero |

use std::hint::select_unpredictable;

/// One feature: its hash. Buckets are its highest bits.
pub type Feature = u32;

/// The first bytes of a model file.
pub const MAGIC: [u8; 4] = *b"dxl1";
/// How long the header is.
pub const HEADER: usize = 16;

/// The bytes of a model file, so placed that no row lies across two lines of the cache.
#[repr(C, align(64))]
#[derive(Debug)]
pub struct Aligned<B: ?Sized>(pub B);

/// A linear model.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'m> {
    labels: usize,
    shift: u32,
    unit: f32,
    weights: &'m [u8],
}

impl<'m> Linear<'m> {
    /// The model in these bytes. Bytes that are no model give one that always says 0.
    pub fn new(bytes: &'m [u8]) -> Self {
        Self::read(bytes).unwrap_or(Self { labels: 0, shift: 31, unit: 0.0, weights: &[] })
    }

    /// The model in these bytes, if they are one.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, weights) = bytes.split_at_checked(HEADER)?;
        let &[m0, m1, m2, m3, l0, l1, b0, b1, u0, u1, u2, u3, _, _, _, _] = header else { return None };
        let bits = u32::from(u16::from_le_bytes([b0, b1]));
        let unit = f32::from_le_bytes([u0, u1, u2, u3]);
        let labels = usize::from(u16::from_le_bytes([l0, l1]));
        let sound = [m0, m1, m2, m3] == MAGIC && (1..32).contains(&bits) && weights.len() == labels << bits;
        sound.then_some(Self { labels, shift: 32 - bits, unit, weights })
    }

    /// How many labels it tells apart.
    pub const fn labels(&self) -> usize {
        self.labels
    }

    /// What one unit of a score is worth.
    pub const fn unit(&self) -> f32 {
        self.unit
    }

    /// The weights of a feature, one a label; empty in a model without weights.
    pub fn row(&self, feature: Feature) -> &'m [u8] {
        let start = (feature >> self.shift) as usize * self.labels;
        self.weights.get(start..start + self.labels).unwrap_or(&[])
    }

    /// The sums of the weights of each item's features: `M` features, and `N` labels. Known while compiling, they make few
    /// instructions. Where the model has another number of labels, zeros. Up to 256 features fit.
    ///
    /// A model is larger than the nearest memory, and most of the time would go by waiting for rows: all of them are fetched
    /// first, so that the waiting overlaps.
    pub fn sums<const N: usize, const M: usize>(&self, items: &[[Feature; M]]) -> Vec<[i16; N]> {
        let rows: Vec<[[u8; N]; M]> = items.iter().map(|features| self.rows(features)).collect();
        rows.iter().map(|rows| summed(rows, [0; N])).collect()
    }

    /// Adds the weights of more features to such a sum.
    pub fn add<const N: usize, const M: usize>(&self, features: &[Feature; M], sums: [i16; N]) -> [i16; N] {
        summed(&self.rows(features), sums)
    }

    fn rows<const N: usize, const M: usize>(&self, features: &[Feature; M]) -> [[u8; N]; M] {
        let (rows, _) = self.weights.as_chunks::<N>();
        let rows = if self.labels == N { rows } else { &[] };
        features.map(|feature| *rows.get((feature >> self.shift) as usize).unwrap_or(&[0; N]))
    }

    /// The weight of a feature for one label.
    pub fn weight(&self, feature: Feature, label: usize) -> i32 {
        self.row(feature).get(label).map_or(0, |&weight| i32::from(weight as i8))
    }

    /// The score of the first label, in the units it was trained with: for models with one label.
    pub fn score(&self, features: &[Feature]) -> f32 {
        let first = |&feature: &Feature| self.weights.get((feature >> self.shift) as usize * self.labels);
        let sum: i32 = features.iter().filter_map(first).map(|&weight| i32::from(weight as i8)).sum();
        sum as f32 * self.unit
    }
}

fn summed<const N: usize>(rows: &[[u8; N]], mut sums: [i16; N]) -> [i16; N] {
    for row in rows {
        for (sum, &weight) in sums.iter_mut().zip(row) {
            *sum = sum.wrapping_add(i16::from(weight as i8));
        }
    }
    sums
}

/// How many labels a row of a [`Checked`] model has; one byte more checks whose row it is.
pub const CHECKED: usize = 7;

/// A linear model of up to seven labels that keeps only the features that matter: a row of seven weights and a check byte,
/// so that a feature that was not kept adds nothing (but for one in a hundred). A feature's row is one of two neighbours.
///
/// The file is like that of [`Linear`] with `dxl2` in front and 8 for the number of labels.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'m> {
    shift: u32,
    unit: f32,
    /// Two neighbours each.
    rows: &'m [[u8; 2 * ROW]],
}

/// How long a row of a [`Checked`] model is.
const ROW: usize = CHECKED + 1;

impl<'m> Checked<'m> {
    /// The model in these bytes. Bytes that are no model give one that always says 0.
    pub fn new(bytes: &'m [u8]) -> Self {
        let none = Self { shift: 31, unit: 0.0, rows: &[] };
        let Some((header, rows)) = bytes.split_first_chunk::<HEADER>() else { return none };
        let &[m0, m1, m2, m3, _, _, b0, b1, u0, u1, u2, u3, ..] = header;
        let bits = u32::from(u16::from_le_bytes([b0, b1]));
        if [m0, m1, m2, m3] != MAGIC_CHECKED || !(1..30).contains(&bits) || rows.len() != ROW << bits {
            return none;
        }
        Self { shift: 32 - bits, unit: f32::from_le_bytes([u0, u1, u2, u3]), rows: rows.as_chunks().0 }
    }

    /// What one unit of a score is worth.
    pub const fn unit(&self) -> f32 {
        self.unit
    }

    /// The sum of the weights of a [`List`]'s features for each label; the last one is of no meaning. All rows are fetched
    /// first: see [`Linear::sums`].
    ///
    /// Which features were kept cannot be foreseen, and a branch foretold wrong costs more than all the rest: where neither
    /// row is a feature's own, zeros are added.
    // Not inlined, for the sums to stay in registers.
    #[inline(never)]
    pub fn sums(&self, features: &[Feature]) -> [i16; ROW] {
        // Two numbers of four lanes each, every weight counted as 128 more than it is.
        const LANES: u64 = 0x00ff_00ff_00ff_00ff;
        let (mut even, mut odd, mut more) = (0, 0, 0);
        let features = features.get(..List::LONGEST).unwrap_or(features);
        let mut fetched = [[0; 2 * ROW]; List::LONGEST];
        for (rows, &feature) in fetched.iter_mut().zip(features) {
            *rows = *self.rows.get(pair(feature, self.shift) / 2).unwrap_or(&[0; 2 * ROW]);
        }
        for (rows, &feature) in fetched.iter().zip(features) {
            let whole = u128::from_le_bytes(*rows);
            let (first, second) = (whole as u64, (whole >> 64) as u64);
            let is_own = |row: u64| row >> (8 * CHECKED) == u64::from(check(feature));
            let second = select_unpredictable(is_own(second), second, 0);
            let row = select_unpredictable(is_own(first), first, second) ^ 0x8080_8080_8080_8080;
            even += row & LANES;
            odd += row >> 8 & LANES;
            more += 128;
        }
        std::array::from_fn(|at| {
            let lanes: u64 = if at % 2 == 0 { even } else { odd };
            ((lanes >> (16 * (at / 2))) as u16).wrapping_sub(more) as i16
        })
    }
}

/// The first bytes of the file of a [`Checked`] model.
pub const MAGIC_CHECKED: [u8; 4] = *b"dxl2";

/// The first of the two rows that a feature may have.
pub const fn pair(feature: Feature, shift: u32) -> usize {
    (feature >> shift) as usize & !1
}

/// What tells a feature from others with the same rows; never 0, which marks an empty row.
pub const fn check(feature: Feature) -> u8 {
    let low = feature as u8;
    if low == 0 { 1 } else { low }
}

/// The features of one item: a list that is short enough to need no memory of its own.
#[derive(Clone, Debug)]
pub struct List {
    features: [Feature; Self::LONGEST],
    count: usize,
}

impl List {
    /// More features than any item has; what is more is left out.
    const LONGEST: usize = 64;

    /// These values, each joined with its number, counted from 1.
    #[inline]
    pub fn numbered<const N: usize>(values: [u32; N]) -> Self {
        let mut list = Self::default();
        for ((slot, value), number) in list.features.iter_mut().zip(values).zip(1..) {
            *slot = join(number, value);
        }
        list.count = N.min(Self::LONGEST);
        list
    }

    /// Adds one more value, joined with the next number.
    #[inline]
    pub fn number(&mut self, value: u32) {
        if let Some(slot) = self.features.get_mut(self.count) {
            self.count += 1;
            *slot = join(self.count as u32, value);
        }
    }

    /// In their order.
    pub fn as_slice(&self) -> &[Feature] {
        self.features.get(..self.count).unwrap_or_default()
    }
}

impl Default for List {
    fn default() -> Self {
        Self { features: [0; Self::LONGEST], count: 0 }
    }
}

/// A number of a table that has one a line, `name number`; a half where the name is not there.
pub fn floor(table: &str, name: &str) -> f32 {
    let number = |line: &str| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok();
    table.lines().find_map(number).unwrap_or(0.5)
}

/// A score of a logistic model as a probability.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Scores as probabilities that sum to 1.
pub fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Collects the features of one case: each has the number of its place, so the order of what is added is part of the model.
#[derive(Debug)]
pub struct Templates {
    salt: u32,
    out: Vec<Feature>,
}

impl Templates {
    /// None yet; models with different salts share no features.
    pub fn new(salt: u32, capacity: usize) -> Self {
        Self { salt, out: Vec::with_capacity(capacity) }
    }

    /// Adds the next feature.
    pub fn add(&mut self, values: &[u32]) {
        let template = join(self.salt, self.out.len() as u32);
        self.out.push(values.iter().fold(template, |hash, &value| join(hash, value)));
    }

    /// All of them.
    pub fn features(self) -> Vec<Feature> {
        self.out
    }
}

/// Joins two values into one feature; order matters. Chains: `join(join(TEMPLATE, a), b)`.
///
/// A multiplication and a shift: good enough that the highest bits choose the bucket, cheap enough for a hundred a token.
#[inline]
pub const fn join(a: u32, b: u32) -> Feature {
    let mixed = (a.rotate_left(13) ^ b).wrapping_mul(0x9e37_79b1);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca77)
}

/// The hash of a word in lower case (ASCII letters only are lowered; `’` counts as `'`).
#[inline]
pub fn hash_word(word: &str) -> u32 {
    hash_on(0x811c_9dc5, word)
}

/// The hash of a word whose beginning has this hash.
#[inline]
pub fn hash_on(mut hash: u32, rest: &str) -> u32 {
    let mut rest = rest.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let (byte, after) = match after {
            [0x80, 0x99, after @ ..] if byte == 0xe2 => (b'\'', after),
            _ => (byte.to_ascii_lowercase(), after),
        };
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        rest = after;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(labels: u16, bits: u16, weights: &[i8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(labels.to_le_bytes());
        bytes.extend(bits.to_le_bytes());
        bytes.extend(0.5f32.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(weights.iter().map(|&weight| weight as u8));
        bytes
    }

    #[test]
    fn rows_are_found_by_the_highest_bits() {
        let bytes = model(2, 1, &[1, -2, 3, -4]);
        let model = Linear::read(&bytes).expect("a model");
        assert_eq!(model.sums(&[[0, u32::MAX], [0, 0]]), [[4, -6], [2, -4]]);
        assert_eq!(model.add(&[0, u32::MAX], [10, 0]), [14, -6]);
        assert_eq!(model.add(&[0], [7]), [7], "of another number of labels");
        assert!((model.score(&[0, u32::MAX]) - 2.0).abs() < f32::EPSILON);
    }

    #[test]
    fn other_bytes_are_a_model_that_says_nothing() {
        for bytes in [&b"dxl1"[..], &[0; 64], &model(2, 1, &[1, 2, 3])] {
            assert!(Linear::read(bytes).is_none());
            assert!(Linear::new(bytes).score(&[7]).abs() < f32::EPSILON);
        }
    }

    #[test]
    fn features_that_were_not_kept_add_nothing() {
        let mut bytes = model(8, 1, &[0; 16]);
        bytes[..4].copy_from_slice(&MAGIC_CHECKED);
        bytes[HEADER..HEADER + 8].copy_from_slice(&[1, 2, 3, 4, 5, 6, 255, 9]);
        bytes[HEADER + 8..].copy_from_slice(&[10, 0, 0, 0, 0, 0, 0, 77]);
        let model = Checked::new(&bytes);
        assert_eq!(model.sums(&[9, 77, 5])[..CHECKED], [11, 2, 3, 4, 5, 6, -1]);
        assert_eq!(model.sums(&[9; 99])[0], 64, "no more than a list has room for");
        assert_eq!(Checked::new(&bytes[..20]).sums(&[9]), [0; 8], "no model, no weights");
    }

    #[test]
    fn values_are_numbered_in_a_list() {
        let mut list = List::numbered([7, 7]);
        list.number(8);
        assert_eq!(list.as_slice(), [join(1, 7), join(2, 7), join(3, 8)]);
        (0..99).for_each(|value| list.number(value));
        assert_eq!(list.as_slice().len(), List::LONGEST);
    }

    #[test]
    fn words_hash_without_case() {
        assert_eq!(hash_word("Don’t"), hash_word("don't"));
        assert_eq!(hash_on(hash_word("Don"), "’t"), hash_word("don't"));
        assert_ne!(hash_word("said"), hash_word("sad"));
        assert_ne!(join(1, 2), join(2, 1));
    }
}
