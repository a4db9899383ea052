//! A conditional random field over hashed features: gradients by forward and backward sums, steps by `AdaGrad`.

use crate::trainer::Random;

/// Index of a row of weights.
pub type Row = u32;

/// A sequence to learn from, its features as rows. `moves[at][before]` is the row of coming from label `before` (the last:
/// the start).
#[derive(Clone)]
pub struct Sequence {
    /// By item.
    pub features: Vec<Vec<Row>>,
    /// By item, by the label before.
    pub moves: Vec<Vec<Row>>,
    /// What is right.
    pub gold: Vec<u8>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Labels that are told apart.
    pub labels: usize,
    /// Weights of a row.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    /// Times through the corpus.
    pub epochs: u32,
    /// Length of a step.
    pub rate: f32,
    /// How much weights shrink when touched.
    pub decay: f32,
}

/// The field while it is trained.
pub struct Field {
    plan: Plan,
    allowed: fn(Option<usize>, usize) -> bool,
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Field {
    /// All weights zero. `allowed` tells which label may follow which.
    pub fn new(plan: Plan, allowed: fn(Option<usize>, usize) -> bool) -> Self {
        let size = plan.columns * plan.rows;
        Self { plan, allowed, weights: vec![0.0; size], squares: vec![1e-2; size] }
    }

    /// The weights, row by row.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Trains; `after` is called after each epoch.
    pub fn train(&mut self, sequences: &[Sequence], mut after: impl FnMut(u32, &Self)) {
        let mut random = Random::new(7);
        let mut order: Vec<usize> = (0..sequences.len()).collect();
        for epoch in 1..=self.plan.epochs {
            random.shuffle(&mut order);
            for &index in &order {
                self.step(&sequences[index]);
            }
            after(epoch, self);
        }
    }

    fn row(&self, feature: Row) -> usize {
        feature as usize * self.plan.columns
    }

    fn scores(&self, sequence: &Sequence) -> (Vec<Vec<f32>>, Vec<Vec<f32>>) {
        let labels = self.plan.labels;
        let emit = |list: &Vec<Row>| {
            let mut scores = vec![0f32; labels];
            for &feature in list {
                let row = self.row(feature);
                for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + labels]) {
                    *score += weight;
                }
            }
            scores
        };
        let moves = |row: &Vec<Row>| {
            let mut scores = vec![f32::NEG_INFINITY; (labels + 1) * labels];
            for (before, &feature) in row.iter().enumerate() {
                let start = self.row(feature);
                for label in 0..labels {
                    if (self.allowed)((before < labels).then_some(before), label) {
                        scores[before * labels + label] = self.weights[start + label];
                    }
                }
            }
            scores
        };
        (sequence.features.iter().map(emit).collect(), sequence.moves.iter().map(moves).collect())
    }

    fn step(&mut self, sequence: &Sequence) {
        let labels = self.plan.labels;
        let count = sequence.gold.len();
        if count == 0 {
            return;
        }
        let (emit, moves) = self.scores(sequence);
        let mut forward = vec![vec![f32::NEG_INFINITY; labels]; count];
        let mut backward = vec![vec![0f32; labels]; count];
        for label in 0..labels {
            forward[0][label] = moves[0][labels * labels + label] + emit[0][label];
        }
        for at in 1..count {
            for label in 0..labels {
                let sum =
                    log_sum((0..labels).map(|before| forward[at - 1][before] + moves[at][before * labels + label]));
                forward[at][label] = sum + emit[at][label];
            }
        }
        for at in (0..count - 1).rev() {
            for label in 0..labels {
                backward[at][label] =
                    log_sum((0..labels).map(|next| {
                        moves[at + 1][label * labels + next] + emit[at + 1][next] + backward[at + 1][next]
                    }));
            }
        }
        let total = log_sum(forward[count - 1].iter().copied());
        for at in 0..count {
            let mut slope: Vec<f32> =
                (0..labels).map(|label| (forward[at][label] + backward[at][label] - total).exp()).collect();
            slope[usize::from(sequence.gold[at])] -= 1.0;
            for &feature in &sequence.features[at] {
                self.descend(feature, &slope);
            }
            let gold_before = if at == 0 { labels } else { usize::from(sequence.gold[at - 1]) };
            for (before, &feature) in sequence.moves[at].iter().enumerate() {
                if (at == 0) != (before == labels) {
                    continue;
                }
                let so_far = if at == 0 { 0.0 } else { forward[at - 1][before] };
                let mut slope: Vec<f32> = (0..labels)
                    .map(|label| {
                        let move_to = moves[at][before * labels + label] + emit[at][label];
                        (so_far + move_to + backward[at][label] - total).exp()
                    })
                    .collect();
                if before == gold_before {
                    slope[usize::from(sequence.gold[at])] -= 1.0;
                }
                self.descend(feature, &slope);
            }
        }
    }

    fn descend(&mut self, feature: Row, slope: &[f32]) {
        let row = self.row(feature);
        for (label, &slope) in slope.iter().enumerate() {
            if slope.abs() < 1e-3 {
                continue;
            }
            let at = row + label;
            let slope = slope + self.plan.decay * self.weights[at];
            self.squares[at] += slope * slope;
            self.weights[at] -= self.plan.rate * slope / self.squares[at].sqrt();
        }
    }
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + values.map(|value| (value - most).exp()).sum::<f32>().ln()
}
