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

/// One feature: its hash. Buckets are its highest bits.
pub type Feature = u32;

/// The first bytes of a model file.
pub const MAGIC: [u8; 4] = *b"dxl1";
/// How long the header is.
pub const HEADER: usize = 16;

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

    /// Adds the weights of a feature to the scores of the labels. `N` is the number of labels: known while compiling, the
    /// sum takes a few vector instructions. Another number adds nothing. Up to 256 features fit.
    #[inline]
    pub fn add<const N: usize>(&self, feature: Feature, scores: &mut [i16; N]) {
        let start = (feature >> self.shift) as usize * N;
        let Some(row) = self.weights.get(start..).and_then(<[u8]>::first_chunk::<N>) else { return };
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score = score.wrapping_add(i16::from(weight as i8));
        }
    }

    /// The weight of a feature for one label.
    pub fn weight(&self, feature: Feature, label: usize) -> i32 {
        self.row(feature).get(label).map_or(0, |&weight| i32::from(weight as i8))
    }

    /// The score of the first label, in the units it was trained with: for models with one label.
    pub fn score(&self, features: &[Feature]) -> f32 {
        features.iter().map(|&feature| self.weight(feature, 0)).sum::<i32>() as f32 * self.unit
    }
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
    rows: &'m [u8],
}

impl<'m> Checked<'m> {
    /// The model in these bytes. Bytes that are no model give one that always says 0.
    pub fn new(bytes: &'m [u8]) -> Self {
        let none = Self { shift: 31, unit: 0.0, rows: &[] };
        let Some((header, rows)) = bytes.split_first_chunk::<HEADER>() else { return none };
        let &[m0, m1, m2, m3, _, _, b0, b1, u0, u1, u2, u3, ..] = header;
        let bits = u32::from(u16::from_le_bytes([b0, b1]));
        if [m0, m1, m2, m3] != MAGIC_CHECKED || !(1..30).contains(&bits) || rows.len() != (CHECKED + 1) << bits {
            return none;
        }
        Self { shift: 32 - bits, unit: f32::from_le_bytes([u0, u1, u2, u3]), rows }
    }

    /// What one unit of a score is worth.
    pub const fn unit(&self) -> f32 {
        self.unit
    }

    /// Adds the weights of a feature to the scores of the labels; the last score is of no meaning. Up to 128 features fit.
    #[inline]
    pub fn add(&self, feature: Feature, scores: &mut [i16; CHECKED + 1]) {
        let start = pair(feature, self.shift) * (CHECKED + 1);
        let Some(rows) = self.rows.get(start..).and_then(<[u8]>::first_chunk::<{ 2 * (CHECKED + 1) }>) else { return };
        let check = check(feature);
        // Most features were not kept: two looks tell, and nothing is added.
        let row = if rows[CHECKED] == check {
            &rows[..CHECKED]
        } else if rows[2 * CHECKED + 1] == check {
            &rows[CHECKED + 1..=2 * CHECKED]
        } else {
            return;
        };
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score = score.wrapping_add(i16::from(weight as i8));
        }
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

/// A score of a logistic model as a probability.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
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
    let mut hash: u32 = 0x811c_9dc5;
    let mut rest = word.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let (byte, after) = match after.strip_prefix(&[0x80, 0x99]) {
            Some(after) if byte == 0xe2 => (b'\'', after),
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
        let mut scores = [0; 2];
        model.add(0, &mut scores);
        model.add(u32::MAX, &mut scores);
        assert_eq!(scores, [4, -6]);
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
        let mut scores = [0; 8];
        for feature in [9, 77, 5] {
            model.add(feature, &mut scores);
        }
        assert_eq!(scores[..CHECKED], [11, 2, 3, 4, 5, 6, -1]);
        Checked::new(&bytes[..20]).add(9, &mut scores);
        assert_eq!(scores[0], 11, "no model, no weights");
    }

    #[test]
    fn words_hash_without_case() {
        assert_eq!(hash_word("Don’t"), hash_word("don't"));
        assert_ne!(hash_word("said"), hash_word("sad"));
        assert_ne!(join(1, 2), join(2, 1));
    }
}
