//! The model of marked words: whether they are a quotation or set apart for another reason (titles, nicknames, terms, code,
//! irony). A logistic regression, trained on the training parts of news and of web articles.

use std::error::Error;
use std::ops::Range;

use dixit::document::{Metadata, plain};
use dixit::linear::{Feature, logistic};
use dixit::quotation::training::{Segment, marked};

use crate::Places;
use crate::corpus::{self, Gold};
use crate::trainer::{Descent, quantised, score};

const BITS: u32 = 16;
const EPOCHS: usize = 8;
const FOLDS: usize = 5;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-3;
const RATE: f32 = 0.02;
/// The corpora, and how much a case of each counts: web articles are few, complete and of all sorts.
const CORPORA: [(&str, f32); 3] = [("polnear", 1.0), ("modern", 2.0), ("written", 1.0)];

/// Marked words of which the gold says what they are.
struct Case {
    corpus: usize,
    fold: usize,
    segment: Segment,
    quotation: bool,
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let (cases, check) = (read(places, "train")?, read(places, "dev")?);
    let mut stated = vec![0.0; cases.len()];
    for fold in 0..FOLDS {
        let rest: Vec<&Case> = cases.iter().filter(|case| case.fold != fold).collect();
        let weights = fit(&rest);
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.fold == fold) {
            stated[at] = chance(&weights, &case.segment.features);
        }
    }
    report("held-out fifths", &cases, &stated);
    let weights = fit(&cases.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("marks-en.bin"), quantised(&weights, 1, BITS, 3.0))?;
    let stated: Vec<f32> = check.iter().map(|case| chance(&weights, &case.segment.features)).collect();
    report("dev", &check, &stated);
    Ok(())
}

fn read(places: &Places, part: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for (corpus, (name, _)) in CORPORA.iter().enumerate() {
        let articles = corpus::part(places, name, part)?;
        for (index, gold) in articles.into_iter().enumerate() {
            let document = plain(gold.text.clone(), Metadata::default());
            if document.text != gold.text {
                continue;
            }
            for segment in marked(&document) {
                let span = segment.span.start..segment.span.end;
                if gold.counts(&span) {
                    let quotation = is_quotation(&gold, &span);
                    cases.push(Case { corpus, fold: index % FOLDS, segment, quotation });
                }
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
        let error = chance(descent.weights(), &case.segment.features) - f32::from(u8::from(case.quotation));
        descent.step(&case.segment.features, error * CORPORA[case.corpus].1);
    })
}

/// What is listed by rules and tagger, and with the model at several pairs of thresholds.
fn report(what: &str, cases: &[Case], stated: &[f32]) {
    for (corpus, (name, _)) in CORPORA.iter().enumerate() {
        let mine = || cases.iter().zip(stated).filter(|(case, _)| case.corpus == corpus);
        println!("{what}, {name}: {} marked segments", mine().count());
        for (doubt, belief) in
            [(0.0, 1.0), (0.1, 0.8), (0.2, 0.7), (0.2, 0.8), (0.2, 0.9), (0.3, 0.7), (0.3, 0.8), (0.4, 0.6), (0.5, 0.5)]
        {
            let listed = |case: &Case, chance: f32| {
                let (now, open) = (case.segment.listed, case.segment.open);
                if now { !open || chance >= doubt } else { open && chance > belief }
            };
            let taken = mine().filter(|(case, chance)| listed(case, **chance)).count() as f32;
            let hits = mine().filter(|(case, chance)| case.quotation && listed(case, **chance)).count() as f32;
            let gold = mine().filter(|(case, _)| case.quotation).count() as f32;
            let (precision, recall) = (100.0 * hits / taken, 100.0 * hits / gold);
            let f1 = 200.0 * hits / (taken + gold);
            println!("  {doubt:.1} {belief:.1}: P {precision:.1} R {recall:.1} F1 {f1:.1}");
        }
    }
}
