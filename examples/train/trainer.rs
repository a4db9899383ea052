//! Trainers of linear models and the writing of model files. Deterministic: no clock, no random source but [`Random`].

use std::path::Path;

use dixit::linear::{Feature, Linear, MAGIC};

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

/// Descends on the log of a chance (`AdaGrad`): a linear model of one weight a bucket, whose result is the mean of its last
/// rounds.
pub struct Descent {
    bits: u32,
    rate: f32,
    decay: f32,
    weights: Vec<f32>,
    squares: Vec<f32>,
    sum: Vec<f32>,
}

impl Descent {
    /// All zero; `decay`: how strongly weights are drawn to zero.
    pub fn new(bits: u32, rate: f32, decay: f32) -> Self {
        let all = |weight| vec![weight; 1 << bits];
        Self { bits, rate, decay, weights: all(0.0), squares: all(1e-2), sum: all(0.0) }
    }

    /// Goes through so many cases in another order each round, with `learn(descent, round, case)`; the mean of the weights
    /// after each of the later half of the rounds.
    pub fn rounds(
        mut self,
        rounds: usize,
        cases: usize,
        seed: u64,
        mut learn: impl FnMut(&mut Self, usize, usize),
    ) -> Vec<f32> {
        let mut order: Vec<usize> = (0..cases).collect();
        let mut random = Random::new(seed);
        for round in 0..rounds {
            random.shuffle(&mut order);
            for &case in &order {
                learn(&mut self, round, case);
            }
            if round >= rounds / 2 {
                self.sum.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        self.sum.iter().map(|sum| sum / (rounds - rounds / 2) as f32).collect()
    }

    /// The weights as they are.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Moves the weights of features against an error.
    pub fn step(&mut self, features: &[Feature], error: f32) {
        for &feature in features {
            let bucket = (feature >> (32 - self.bits)) as usize;
            let slope = error + self.decay * self.weights[bucket];
            self.squares[bucket] += slope * slope;
            self.weights[bucket] -= self.rate * slope / self.squares[bucket].sqrt();
        }
    }

    /// Moves towards the right ones of candidates that were given these chances.
    pub fn choose(&mut self, candidates: &[Vec<Feature>], chances: &[f32], right: &[bool]) {
        let good: f32 = chances.iter().zip(right).filter(|(_, right)| **right).map(|(chance, _)| chance).sum();
        for (at, features) in candidates.iter().enumerate() {
            let error = chances[at] - if right[at] { chances[at] / good.max(1e-9) } else { 0.0 };
            if error.abs() >= 1e-4 {
                self.step(features, error);
            }
        }
    }
}

/// The sum of the weights of features.
pub fn score(weights: &[f32], bits: u32, features: &[Feature]) -> f32 {
    features.iter().map(|&feature| weights[(feature >> (32 - bits)) as usize]).sum::<f32>()
}

/// The chances of candidates: a softmax over their scores.
pub fn chances(weights: &[f32], bits: u32, candidates: &[Vec<Feature>]) -> Vec<f32> {
    let scores: Vec<f32> = candidates.iter().map(|features| score(weights, bits, features)).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// The score that a model file gives, as it is now rather than as it was built into this program.
pub fn weigher(models: &Path, file: &str) -> Result<impl Fn(&[Feature]) -> f32 + use<>, String> {
    let path = models.join(file);
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(move |features: &[Feature]| Linear::new(&bytes).score(features))
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
