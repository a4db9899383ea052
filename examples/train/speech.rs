//! The model that decides which findings of reported speech are listed. A logistic regression, trained on the training
//! parts of news and of web articles, from what taggers find that did not learn from the same documents.

use std::error::Error;
use std::ops::Range;

use dixit::document::{Metadata, plain};
use dixit::linear::{Feature, logistic};
use dixit::quotation::training::{Reported, reported};

use crate::Places;
use crate::content;
use crate::corpus::{self, Gold};
use crate::trainer::{Descent, quantised, score};

const BITS: u32 = 16;
const EPOCHS: usize = 8;
const FOLDS: usize = 5;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-2;
const RATE: f32 = 0.02;
/// The corpora, and how much a finding in each counts: web articles are few, complete and of all sorts.
const CORPORA: [(&str, f32); 3] = [("modern", 6.0), ("polnear", 1.0), ("written", 2.0)];

/// A finding of which the gold says what it is.
struct Case {
    corpus: usize,
    fold: usize,
    finding: Reported,
    truth: Truth,
}

#[derive(Clone, Copy, PartialEq)]
enum Truth {
    Speech,
    Attitude,
    Neither,
}

/// The findings of a corpus, and how many pieces of speech it has.
#[derive(Default)]
struct Cases {
    all: Vec<Case>,
    gold: [usize; CORPORA.len()],
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let taggers = content::held_out(places, FOLDS)?;
    let taggers: Vec<&'static [u8]> = taggers.into_iter().map(|bytes| &*bytes.leak()).collect();
    let (cases, check) = (read(places, "train", &taggers)?, read(places, "dev", &[])?);
    let mut stated = vec![0.0; cases.all.len()];
    for fold in 0..FOLDS {
        let rest: Vec<&Case> = cases.all.iter().filter(|case| case.fold != fold).collect();
        let weights = fit(&rest);
        for (at, case) in cases.all.iter().enumerate().filter(|(_, case)| case.fold == fold) {
            stated[at] = chance(&weights, &case.finding.features);
        }
    }
    report("held-out fifths", &cases, &stated);
    let weights = fit(&cases.all.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("speech-en.bin"), quantised(&weights, 1, BITS, 3.0))?;
    let stated: Vec<f32> = check.all.iter().map(|case| chance(&weights, &case.finding.features)).collect();
    report("dev", &check, &stated);
    Ok(())
}

fn read(places: &Places, part: &str, taggers: &[&'static [u8]]) -> Result<Cases, Box<dyn Error>> {
    let mut cases = Cases::default();
    for (corpus, (name, _)) in CORPORA.iter().enumerate() {
        let articles = corpus::part(places, name, part)?;
        for (index, gold) in articles.into_iter().enumerate() {
            let document = plain(gold.text.clone(), Metadata::default());
            if document.text != gold.text {
                continue;
            }
            cases.gold[corpus] += gold.quotes.iter().filter(|quote| quote.say || quote.kind != "indirect").count();
            let findings = reported(&document, taggers.get(index % FOLDS).copied());
            let truths = truths(&gold, &findings);
            for (finding, truth) in findings.into_iter().zip(truths) {
                let span = finding.span.start..finding.span.end;
                if gold.counts(&span) {
                    cases.all.push(Case { corpus, fold: index % FOLDS, finding, truth });
                }
            }
        }
    }
    Ok(cases)
}

/// The scorer's rule: pieces of the gold and findings are matched one to one, those that share most first; at least half of
/// what both cover is shared.
fn truths(gold: &Gold, findings: &[Reported]) -> Vec<Truth> {
    let share = |a: &Range<usize>, b: &Range<usize>| {
        let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        common as f32 / (a.len() + b.len() - common).max(1) as f32
    };
    let mut pairs = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let span = finding.span.start..finding.span.end;
        for (quote, it) in gold.quotes.iter().enumerate() {
            let share = share(&span, &it.span);
            if share >= 0.5 {
                pairs.push((share, at, quote));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut truths, mut used) = (vec![Truth::Neither; findings.len()], vec![false; gold.quotes.len()]);
    for (_, at, quote) in pairs {
        if truths[at] == Truth::Neither && !used[quote] {
            used[quote] = true;
            let it = &gold.quotes[quote];
            truths[at] = if it.say || it.kind != "indirect" { Truth::Speech } else { Truth::Attitude };
        }
    }
    truths
}

fn chance(weights: &[f32], features: &[Feature]) -> f32 {
    logistic(score(weights, BITS, features))
}

fn fit(cases: &[&Case]) -> Vec<f32> {
    // The corpora disagree on attitudes: those of the news corpus teach nothing.
    let open = |case: &&&Case| !case.finding.features.is_empty() && case.truth != Truth::Attitude;
    let cases: Vec<&Case> = cases.iter().filter(open).copied().collect();
    Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 11, |descent, _, at| {
        let case = cases[at];
        let error =
            chance(descent.weights(), &case.finding.features) - f32::from(u8::from(case.truth == Truth::Speech));
        descent.step(&case.finding.features, error * CORPORA[case.corpus].1);
    })
}

/// Precision and recall of all that is listed, at several floors for speech and for attitudes that are taken for speech.
fn report(what: &str, cases: &Cases, stated: &[f32]) {
    for (corpus, (name, _)) in CORPORA.iter().enumerate() {
        println!("{what}, {name}: {} pieces of speech", cases.gold[corpus]);
        for (speech, doubted) in [
            (0.0, 1.1),
            (0.3, 1.1),
            (0.4, 1.1),
            (0.5, 1.1),
            (0.6, 1.1),
            (0.3, 0.4),
            (0.3, 0.5),
            (0.4, 0.4),
            (0.4, 0.5),
            (0.5, 0.4),
            (0.5, 0.5),
            (0.5, 0.6),
            (0.6, 0.6),
        ] {
            let listed = |case: &&Case, chance: f32| {
                if case.finding.attitude {
                    false
                } else if case.finding.doubted {
                    chance >= doubted
                } else {
                    case.finding.features.is_empty() || chance >= speech
                }
            };
            let mine = || {
                cases.all.iter().zip(stated).filter(|(case, _)| case.corpus == corpus && case.truth != Truth::Attitude)
            };
            let taken = mine().filter(|(case, chance)| listed(case, **chance));
            let (mut count, mut hits) = (0, 0);
            for (case, _) in taken {
                count += 1;
                hits += usize::from(case.truth == Truth::Speech);
            }
            let (precision, recall) =
                (100.0 * hits as f32 / count as f32, 100.0 * hits as f32 / cases.gold[corpus] as f32);
            let f1 = 200.0 * hits as f32 / (count + cases.gold[corpus]) as f32;
            println!("  {speech:.1} {doubted:.1}: P {precision:.1} R {recall:.1} F1 {f1:.1}");
        }
    }
}
