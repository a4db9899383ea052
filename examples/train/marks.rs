//! The model of marked words: whether they are a quotation or set apart for another reason (titles, nicknames, terms, irony).
//! A logistic regression, trained on the training part of the news corpus.

use std::error::Error;
use std::ops::Range;

use dixit::document::{Metadata, plain};
use dixit::nlp::linear::{Feature, logistic};
use dixit::quotation::training::marked;

use crate::Places;
use crate::corpus::{self, Gold};
use crate::trainer::{Descent, quantised, score};

const BITS: u32 = 15;
const EPOCHS: usize = 8;
const FOLDS: usize = 5;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-3;
const RATE: f32 = 0.05;

/// Marked words of which the gold says what they are.
struct Case {
    fold: usize,
    features: Vec<Feature>,
    quotation: bool,
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let cases = read(places, "polnear-train.jsonl")?;
    let check = read(places, "polnear-dev.jsonl")?;
    let mut stated = Vec::new();
    for fold in 0..FOLDS {
        let rest: Vec<&Case> = cases.iter().filter(|case| case.fold != fold).collect();
        let weights = fit(&rest);
        let held = cases.iter().filter(|case| case.fold == fold);
        stated.extend(held.map(|case| (chance(&weights, &case.features), case.quotation)));
    }
    report("held-out fifths", &stated);
    let weights = fit(&cases.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("marks-en.bin"), quantised(&weights, 1, BITS, 3.0))?;
    let stated: Vec<_> = check.iter().map(|case| (chance(&weights, &case.features), case.quotation)).collect();
    report("dev", &stated);
    Ok(())
}

fn read(places: &Places, file: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for (index, gold) in corpus::gold(&places.corpus.join(file))?.into_iter().enumerate() {
        let document = plain(gold.text.clone(), Metadata::default());
        if document.text != gold.text {
            continue;
        }
        for (span, features) in marked(&document) {
            let span = span.start..span.end;
            if gold.ignore.iter().all(|zone| zone.start >= span.end || span.start >= zone.end) {
                cases.push(Case { fold: index % FOLDS, features, quotation: is_quotation(&gold, &span) });
            }
        }
    }
    Ok(cases)
}

/// The scorer's rule: half of it lies in direct or mixed quotations.
fn is_quotation(gold: &Gold, span: &Range<usize>) -> bool {
    let shared = |quote: &Range<usize>| quote.end.min(span.end).saturating_sub(quote.start.max(span.start));
    let quotes = gold.quotes.iter().filter(|quote| quote.kind != "indirect");
    2 * quotes.map(|quote| shared(&quote.span)).sum::<usize>() >= span.len()
}

fn chance(weights: &[f32], features: &[Feature]) -> f32 {
    logistic(score(weights, BITS, features))
}

fn fit(cases: &[&Case]) -> Vec<f32> {
    Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 11, |descent, _, at| {
        let case = cases[at];
        let error = chance(descent.weights(), &case.features) - f32::from(u8::from(case.quotation));
        descent.step(&case.features, error);
    })
}

fn report(what: &str, stated: &[(f32, bool)]) {
    let quotations = stated.iter().filter(|(_, quotation)| *quotation).count() as f32;
    let hits = stated.iter().filter(|(chance, quotation)| *chance >= 0.5 && *quotation).count() as f32;
    let taken = stated.iter().filter(|(chance, _)| *chance >= 0.5).count() as f32;
    println!("{what}: {} marked segments, F1 of quotations {:.1}", stated.len(), 200.0 * hits / (quotations + taken));
    for (low, high) in [
        (0.0, 0.05),
        (0.05, 0.1),
        (0.1, 0.2),
        (0.2, 0.35),
        (0.35, 0.5),
        (0.5, 0.65),
        (0.65, 0.8),
        (0.8, 0.9),
        (0.9, 1.1),
    ] {
        let inside: Vec<_> = stated.iter().filter(|(chance, _)| (low..high).contains(chance)).collect();
        let right = inside.iter().filter(|(_, quotation)| *quotation).count();
        println!("  {low:.2}: {right} of {}", inside.len());
    }
}
