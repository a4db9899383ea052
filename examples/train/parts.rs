//! Parts of speech (`parts-en.bin`): a greedy averaged perceptron on silver tokens.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use dixit::document::{Metadata, plain};
use dixit::nlp::language::Language;
use dixit::nlp::tagger::Observation;
use dixit::nlp::tagger::part::{TAGS, features, has_part, part};
use dixit::quotation::training::sentences;

use crate::Places;
use crate::corpus::{gold, silver};
use crate::trainer::{Random, Weights, quantised};

const BITS: u32 = 16;
const EPOCHS: u32 = 3;

/// A sentence and the part of each item, where the silver tokens have one.
struct Tagged {
    items: Vec<Observation>,
    parts: Vec<Option<u8>>,
}

/// Trains and writes the model.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let mut train = tagged(&places.corpus, "polnear-train")?;
    let mut dev = tagged(&places.corpus, "polnear-dev")?;
    let mut weights = Weights::new(TAGS.len(), BITS);
    let mut random = Random::new(3);
    let mut order: Vec<usize> = (0..train.len()).collect();
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        for &index in &order {
            learn(&mut weights, &mut train[index]);
        }
        let mean = Weights::of(TAGS.len(), BITS, weights.averaged());
        println!("epoch {epoch}: {:.2}% right", 100.0 * right(&mean, &mut dev));
    }
    let bytes = quantised(&weights.averaged(), TAGS.len(), BITS, f32::INFINITY);
    std::fs::write(places.models.join("parts-en.bin"), bytes)?;
    Ok(())
}

fn learn(weights: &mut Weights, sentence: &mut Tagged) {
    for at in 0..sentence.items.len() {
        if !has_part(&sentence.items[at]) {
            continue;
        }
        let guess = guess(weights, &sentence.items, at);
        weights.tick();
        if let Some(gold) = sentence.parts[at].filter(|&gold| gold != guess) {
            features(&sentence.items, at, |feature| {
                weights.update(feature, usize::from(gold), 1.0);
                weights.update(feature, usize::from(guess), -1.0);
            });
        }
        sentence.items[at].part = guess;
    }
}

fn guess(weights: &Weights, items: &[Observation], at: usize) -> u8 {
    let mut scores = [0f32; TAGS.len()];
    features(items, at, |feature| weights.add(feature, &mut scores));
    let best = (0..TAGS.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
    best.unwrap_or(0) as u8
}

fn right(weights: &Weights, dev: &mut [Tagged]) -> f64 {
    let (mut all, mut right) = (0, 0);
    for sentence in dev {
        for at in 0..sentence.items.len() {
            if !has_part(&sentence.items[at]) {
                continue;
            }
            let guess = guess(weights, &sentence.items, at);
            sentence.items[at].part = guess;
            if let Some(gold) = sentence.parts[at] {
                all += 1;
                right += u32::from(gold == guess);
            }
        }
    }
    f64::from(right) / f64::from(all.max(1))
}

fn tagged(corpus: &Path, name: &str) -> Result<Vec<Tagged>, Box<dyn Error>> {
    let docs = gold(&corpus.join(format!("{name}.jsonl")))?;
    let silver = silver(&corpus.join(format!("{name}-tokens.jsonl.gz")), &docs)?;
    let mut out = Vec::new();
    for doc in &docs {
        let Some(tokens) = silver.get(&doc.id) else { continue };
        let starts: HashMap<usize, u8> =
            tokens.iter().flatten().map(|token| (token.span.start, part(&token.tag))).collect();
        let document = plain(doc.text.clone(), Metadata::default());
        for seen in sentences(&document, Language::English) {
            let parts = seen.spans.iter().map(|span| starts.get(&span.start).copied()).collect();
            let mut items = seen.sentence.items;
            for item in &mut items {
                item.part = 0;
            }
            out.push(Tagged { items, parts });
        }
    }
    Ok(out)
}
