//! Which features are worth their row: those that weigh most after a first training with room for all, each in one of the
//! two rows where the library looks for it.

use std::collections::HashMap;

use dixit::linear::{CHECKED, Feature, HEADER, MAGIC_CHECKED, check, pair};

use crate::crf::Row;

/// The features that are kept, and where.
pub struct Dictionary {
    bits: u32,
    row_of: HashMap<Feature, Row>,
}

impl Dictionary {
    /// Places features in the order given, the most important first, while there is room for them.
    pub fn new(bits: u32, ranked: &[Feature]) -> Self {
        let mut owner: Vec<Option<Feature>> = vec![None; 1 << bits];
        let mut row_of = HashMap::new();
        for &feature in ranked {
            let first = pair(feature, 32 - bits);
            // Two features in one pair must differ in their check.
            let taken = |row: usize| owner[row].is_some_and(|other| check(other) == check(feature));
            if taken(first) || taken(first + 1) {
                continue;
            }
            if let Some(row) = [first, first + 1].into_iter().find(|&row| owner[row].is_none()) {
                owner[row] = Some(feature);
                row_of.insert(feature, row as Row);
            }
        }
        Self { bits, row_of }
    }

    /// How many features have a row.
    pub fn len(&self) -> usize {
        self.row_of.len()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        1 << self.bits
    }

    /// The row of a feature.
    pub fn row(&self, feature: Feature) -> Option<Row> {
        self.row_of.get(&feature).copied()
    }

    /// The model file. `weights` has eight columns a row.
    pub fn file(&self, weights: &[f32]) -> Vec<u8> {
        let largest = weights.iter().fold(0f32, |largest, weight| largest.max(weight.abs()));
        let unit = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        let mut bytes = MAGIC_CHECKED.to_vec();
        bytes.extend((CHECKED as u16 + 1).to_le_bytes());
        bytes.extend((self.bits as u16).to_le_bytes());
        bytes.extend(unit.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(weights.iter().map(|weight| (weight / unit).round() as i8 as u8));
        for row in 0..self.rows() {
            bytes[HEADER + row * (CHECKED + 1) + CHECKED] = 0;
        }
        for (&feature, &row) in &self.row_of {
            bytes[HEADER + row as usize * (CHECKED + 1) + CHECKED] = check(feature);
        }
        bytes
    }
}
