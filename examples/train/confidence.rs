//! The confidence of the whole chain: how likely the actor of a quotation is right. A logistic model over what the links
//! show, trained and calibrated on articles that neither the resolver nor the ranker has seen: each fifth is judged with
//! models of the others.

use std::collections::HashSet;
use std::error::Error;

use dixit::document::{Metadata, plain};
use dixit::linear::{Feature, logistic};
use dixit::quotation::candidates::{Judged, Weighers, judged, line, probability};

use crate::Places;
use crate::corpus::{self, Gold, GoldQuote};
use crate::people::{People, head};
use crate::resolver::{self as pronouns, Source};
use crate::speaker;
use crate::trainer::{Descent, quantised, score, weigher};

const BITS: u32 = 15;
const EPOCHS: usize = 30;
const FOLDS: usize = 5;
const RATE: f32 = 0.03;
const DECAY: f32 = 2e-3;

/// A quotation with its actor, and whether that is right.
struct Case {
    fold: usize,
    source: Source,
    features: Vec<Feature>,
    right: bool,
}

/// Trains, calibrates, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let resolver = weigher(&places.models, "resolver.bin")?;
    let ranker = weigher(&places.models, "speaker-en.bin")?;
    let shipped = Weighers { resolver: &resolver, ranker: &ranker };
    let cases = held_out(places, &resolver)?;
    let mut stated = Vec::new();
    for fold in 0..FOLDS {
        let weights = fit(&cases.iter().filter(|case| case.fold != fold).collect::<Vec<_>>());
        stated.extend(
            cases
                .iter()
                .filter(|case| case.fold == fold)
                .map(|case| (score(&weights, BITS, &case.features), case.right, case.source)),
        );
    }
    let pairs = |source: Option<Source>| -> Vec<(f32, bool)> {
        let of = stated.iter().filter(|(_, _, other)| source.is_none_or(|source| source == *other));
        of.map(|&(stated, right, _)| (stated, right)).collect()
    };
    // What is written for training is harder than what is read.
    let published: Vec<(f32, bool)> = [Source::News, Source::Web, Source::German, Source::World]
        .into_iter()
        .flat_map(|source| pairs(Some(source)))
        .collect();
    let table = calibrate(&published);
    for (what, source) in [
        ("all", None),
        ("news", Some(Source::News)),
        ("web", Some(Source::Web)),
        ("German", Some(Source::German)),
        ("world", Some(Source::World)),
        ("written", Some(Source::Written)),
    ] {
        report(&format!("held-out fifths, {what}"), &pairs(source), &table);
    }
    let weights = fit(&cases.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("confidence.bin"), quantised(&weights, 1, BITS, 4.0))?;
    std::fs::write(places.models.join("confidence-calibration.txt"), &table)?;
    for file in ["modern-dev.jsonl", "polnear-dev-people.jsonl", "modern-de-dev.jsonl"] {
        let check: Vec<(f32, bool)> = corpus::gold(&places.corpus.join(file))?
            .iter()
            .flat_map(|gold| judge(gold, shipped))
            .map(|(features, right)| (score(&weights, BITS, &features), right))
            .collect();
        report(file, &check, &table);
    }
    Ok(())
}

/// The quotations of the training articles, each fifth judged with models of the others.
fn held_out(places: &Places, shipped: &dyn Fn(&[Feature]) -> f32) -> Result<Vec<Case>, Box<dyn Error>> {
    let people = pronouns::documents(places)?;
    let marked = speaker::cases(&speaker::documents(places)?, shipped);
    let articles: Vec<&pronouns::Doc> = people.iter().filter(|doc| doc.source.says_who_spoke()).collect();
    let mut cases = Vec::new();
    for fold in 0..FOLDS {
        let mine: Vec<&&pronouns::Doc> =
            articles.iter().enumerate().filter(|(at, _)| at % FOLDS == fold).map(|(_, doc)| doc).collect();
        let ids: HashSet<&str> = mine.iter().map(|doc| doc.gold.id.as_str()).collect();
        let others: Vec<&pronouns::Doc> = people.iter().filter(|doc| !ids.contains(doc.gold.id.as_str())).collect();
        let resolver_weights = pronouns::fit(&others);
        let resolver = |features: &[Feature]| score(&resolver_weights, pronouns::BITS, features);
        let marked: Vec<&speaker::Case> = marked.iter().filter(|case| !ids.contains(case.id.as_str())).collect();
        let ranker_weights = speaker::fit(&marked);
        let ranker = |features: &[Feature]| score(&ranker_weights, speaker::BITS, features);
        let weighers = Weighers { resolver: &resolver, ranker: &ranker };
        for doc in mine {
            let judged = judge(&doc.gold, weighers);
            cases.extend(judged.into_iter().map(|(features, right)| Case {
                fold,
                source: doc.source,
                features,
                right,
            }));
        }
    }
    Ok(cases)
}

/// The quotations of a document that the gold has too: what shows whether the actor is right, and whether it is.
fn judge(gold: &Gold, weighers: Weighers) -> Vec<(Vec<Feature>, bool)> {
    let document = plain(gold.text.clone(), Metadata::default());
    if document.text != gold.text {
        return Vec::new();
    }
    let people = People::of(gold);
    let mut found = judged(&document, weighers);
    let mut out = Vec::new();
    for quote in gold.quotes.iter().filter(|quote| quote.speaker.is_some()) {
        let shared = |it: &Judged| quote.span.end.min(it.span.end).saturating_sub(quote.span.start.max(it.span.start));
        let Some(best) = (0..found.len()).max_by_key(|&at| (shared(&found[at]), std::cmp::Reverse(at))) else {
            continue;
        };
        if 2 * shared(&found[best]) < quote.span.len() {
            continue;
        }
        let right = is_right(&gold.text, &people, quote, &found[best]);
        out.push((std::mem::take(&mut found[best].features), right));
    }
    out.retain(|(features, _)| !features.is_empty());
    out
}

/// The scorer's rule.
fn is_right(text: &str, people: &People, quote: &GoldQuote, judged: &Judged) -> bool {
    let speaker = quote.speaker.as_deref().unwrap_or_default();
    if quote.named && quote.members.len() > 1 {
        let each = |member: &String| judged.names.iter().any(|name| people.is_who(name, member));
        return judged.names.len() == quote.members.len() && quote.members.iter().all(each);
    }
    let name = judged.names.first();
    if quote.named {
        return name.is_some_and(|name| judged.names.len() == 1 && people.is_who(name, speaker));
    }
    let words = name.map(String::as_str).or(judged.source.map(|span| span.of(text)));
    let mention = quote.source.clone().map_or("", |source| &text[source]);
    words
        .is_some_and(|words| [speaker, mention].iter().any(|gold| head(gold) == head(words)) && !people.is_named(words))
}

fn logit(weights: &[f32], features: &[Feature]) -> f32 {
    logistic(score(weights, BITS, features))
}

fn fit(cases: &[&Case]) -> Vec<f32> {
    Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 7, |descent, _, at| {
        let case = cases[at];
        let error = logit(descent.weights(), &case.features) - f32::from(u8::from(case.right));
        descent.step(&case.features, error);
    })
}

/// The line through held-out scores that maps them to the odds of being right (Platt), as a file.
fn calibrate(stated: &[(f32, bool)]) -> String {
    const ROUNDS: usize = 2000;
    const RATE: f64 = 0.5;
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    let count = stated.len() as f64;
    for _ in 0..ROUNDS {
        let (mut by_slope, mut by_offset) = (0.0, 0.0);
        for &(score, right) in stated {
            let score = f64::from(score);
            let error = 1.0 / (1.0 + (-(slope * score + offset)).exp()) - f64::from(u8::from(right));
            by_slope += error * score;
            by_offset += error;
        }
        slope -= RATE * by_slope / count;
        offset -= RATE * by_offset / count;
    }
    format!(
        "# The slope and the offset that map a score to the logarithm of the odds of being right.\n{slope:.4}\n{offset:.4}\n"
    )
}

/// What is stated and how often it is right: by all, and where it is 0.9 and more.
fn report(what: &str, stated: &[(f32, bool)], table: &str) {
    let line = line(table);
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for &(raw, right) in stated {
        let stated = probability(line, raw);
        let bin = &mut bins[((stated * 10.0) as usize).min(9)];
        bin.0 += f32::from(u8::from(right));
        bin.1 += 1.0;
        bin.2 += stated;
    }
    let count: f32 = bins.iter().map(|bin| bin.1).sum();
    let right: f32 = bins.iter().map(|bin| bin.0).sum();
    let error: f32 = bins.iter().map(|bin| (bin.0 - bin.2).abs()).sum();
    println!(
        "{what}: {count} quotations, {:.1} % right; at 0.9: share {:.1} %, right {:.1} %; expected error {:.1}",
        100.0 * right / count,
        100.0 * bins[9].1 / count,
        100.0 * bins[9].0 / bins[9].1.max(1.0),
        100.0 * error / count,
    );
}
