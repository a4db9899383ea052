//! Trainers of linear models and the writing of model files. Deterministic: no clock, no random source but [`Random`].

use dixit::nlp::linear::{Feature, MAGIC};

/// Weights while they are trained, one row of labels a bucket.
pub struct Weights {
    labels: usize,
    bits: u32,
    now: Vec<f32>,
    /// Sum of each update times the step it was made at: what averaging needs.
    sum: Vec<f32>,
    step: f32,
}

impl Weights {
    /// All zero.
    pub fn new(labels: usize, bits: u32) -> Self {
        Self { labels, bits, now: vec![0.0; labels << bits], sum: vec![0.0; labels << bits], step: 1.0 }
    }

    /// These weights, to decode with.
    pub fn of(labels: usize, bits: u32, now: Vec<f32>) -> Self {
        Self { labels, bits, now, sum: Vec::new(), step: 1.0 }
    }

    fn start(&self, feature: Feature) -> usize {
        (feature >> (32 - self.bits)) as usize * self.labels
    }

    /// Adds the weights of a feature to the scores.
    pub fn add(&self, feature: Feature, scores: &mut [f32]) {
        let start = self.start(feature);
        for (score, weight) in scores.iter_mut().zip(&self.now[start..start + self.labels]) {
            *score += weight;
        }
    }

    /// Moves one weight.
    pub fn update(&mut self, feature: Feature, label: usize, by: f32) {
        let at = self.start(feature) + label;
        self.now[at] += by;
        self.sum[at] += by * self.step;
    }

    /// The next example: averaging counts these.
    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// The mean of the weights over all steps so far.
    pub fn averaged(&self) -> Vec<f32> {
        self.now.iter().zip(&self.sum).map(|(now, sum)| now - sum / self.step).collect()
    }
}

/// The bytes of a model file.
pub fn quantised(weights: &[f32], labels: usize, bits: u32, clip: f32) -> Vec<u8> {
    let largest = weights.iter().fold(0f32, |largest, weight| largest.max(weight.abs())).min(clip);
    let unit = if largest > 0.0 { largest / 127.0 } else { 1.0 };
    let mut bytes = MAGIC.to_vec();
    bytes.extend((labels as u16).to_le_bytes());
    bytes.extend((bits as u16).to_le_bytes());
    bytes.extend(unit.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(weights.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8));
    bytes
}

/// A small random source with a fixed beginning (xorshift).
pub struct Random(u64);

impl Random {
    /// The same seed, the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}
