//! The ranker of speakers: which of the candidates near a marked quotation said it. A softmax over the candidates, trained
//! on the training part of the news corpus; its confidence is calibrated on held-out fifths of the same.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt::Write as _;
use std::ops::Range;

use dixit::document::{Metadata, plain};
use dixit::linear::Feature;
use dixit::quotation::candidates::{Candidate, Example, choose, examples, is_base};

use crate::Places;
use crate::corpus::{self, Gold, GoldQuote};
use crate::hidden::hidden;
use crate::people::{People, head};
use crate::trainer::{Descent, chances, quantised, weigher};

pub const BITS: u32 = 17;
const EPOCHS: usize = 8;
const FOLDS: usize = 5;
const STEPS: usize = 50;
/// Articles with fewer quotations teach nothing of marked words that nobody said.
const FEW: usize = 3;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 2e-3;
const RATE: f32 = 0.05;

/// A quotation of which the gold source is known.
pub struct Case {
    /// Which document it is of.
    pub id: String,
    fold: usize,
    example: Example,
    right: Vec<bool>,
    sort: Sort,
}

/// What the text itself says of a quotation's speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Words beside it name the source.
    Told,
    /// No words do, and yet it is known who speaks.
    Untold,
    /// The same, where the words were taken out for training.
    Hidden,
    /// It is no quotation: a scare quote, a title.
    Nothing,
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let resolver = weigher(&places.models, "resolver.bin")?;
    let cases = cases(&documents(places)?, &resolver);
    bounds("train", &cases);
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let weights = fit(&cases.iter().filter(|case| case.fold != fold).collect::<Vec<_>>());
        judged.extend(cases.iter().filter(|case| case.fold == fold).filter_map(|case| judge(&weights, case)));
    }
    report_all("held-out fifths", &judged);
    let weights = fit(&cases.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("speaker-en.bin"), quantised(&weights, 1, BITS, 3.0))?;
    for file in ["polnear-dev.jsonl", "modern-dev.jsonl"] {
        let check = self::cases(&corpus::gold(&places.corpus.join(file))?, &resolver);
        bounds(file, &check);
        report_all(file, &check.iter().filter_map(|case| judge(&weights, case)).collect::<Vec<_>>());
    }
    Ok(())
}

/// The training parts: news, with who spoke where that is annotated, and the web.
pub fn documents(places: &Places) -> Result<Vec<Gold>, Box<dyn Error>> {
    let read = |file: &str| corpus::gold(&places.corpus.join(file));
    let mut people: HashMap<String, Gold> =
        read("polnear-train-people.jsonl")?.into_iter().map(|gold| (gold.id.clone(), gold)).collect();
    let news = read("polnear-train.jsonl")?;
    let mut out: Vec<Gold> = news.into_iter().map(|gold| people.remove(&gold.id).unwrap_or(gold)).collect();
    out.extend(corpus::complete(places)?);
    out.extend(corpus::gold(&places.corpus.join("modern-de-train.jsonl"))?);
    out.extend(corpus::world(places)?);
    Ok(out)
}

/// The marked quotations of documents, with actors as `resolver` resolves them.
pub fn cases(documents: &[Gold], resolver: &dyn Fn(&[Feature]) -> f32) -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, gold) in documents.iter().enumerate() {
        let fold = index % FOLDS;
        add(gold, fold, false, resolver, &mut cases);
        if let Some(gold) = hidden(gold) {
            add(&gold, fold, true, resolver, &mut cases);
        }
    }
    cases
}

/// The marked quotations of one document.
fn add(gold: &Gold, fold: usize, hidden: bool, resolver: &dyn Fn(&[Feature]) -> f32, cases: &mut Vec<Case>) {
    let document = plain(gold.text.clone(), Metadata::default());
    if document.text != gold.text {
        return;
    }
    let people = People::of(gold);
    let complete = gold.is_complete() && !hidden;
    // Posts that quote nobody, with code and terms in marks, would teach that short texts have no speakers.
    let teaches = complete && gold.quotes.len() >= FEW;
    examples(&document, resolver, &mut |example| {
        let span = example.span.start..example.span.end;
        let covers = |quote: &&GoldQuote| {
            let shared = quote.span.end.min(span.end).saturating_sub(quote.span.start.max(span.start));
            2 * shared > span.end - span.start && quote.kind != "indirect"
        };
        let Some(quote) = gold.quotes.iter().find(covers) else {
            let touches = |other: &Range<usize>| other.start < span.end && span.start < other.end;
            let free = !gold.ignore.iter().chain(gold.quotes.iter().map(|quote| &quote.span)).any(touches);
            if teaches && free && example.untold {
                let right = example.candidates.iter().map(Candidate::is_nobody).collect();
                cases.push(Case { id: gold.id.clone(), fold, example, right, sort: Sort::Nothing });
            }
            return None;
        };
        if quote.source.is_none() && quote.speaker.is_none() && !complete {
            // Not annotated, which is not to say that nobody speaks.
            return None;
        }
        let by_words = |at| is_right(&gold.text, quote, &example, at);
        let mut right: Vec<bool> = (0..example.sources.len()).map(by_words).collect();
        if let Some(speaker) = quote.speaker.as_deref().filter(|_| quote.named && quote.members.len() < 2) {
            for (right, name) in right.iter_mut().zip(&example.names) {
                let who = name.as_deref().is_some_and(|name| people.is_who(name, speaker));
                *right = *right && quote.source.is_some() || who;
            }
        }
        if let Some(speaker) = quote.speaker.as_deref().filter(|_| !quote.named && quote.source.is_none()) {
            let words = |at: usize| {
                example.sources[at].map(|span| span.of(&gold.text)).or(example.names[at].as_deref()).unwrap_or("")
            };
            right = (0..right.len()).map(|at| head(words(at)) == head(speaker)).collect();
            if !right.contains(&true) {
                right = example.candidates.iter().map(Candidate::is_nobody).collect();
            }
        }
        let sort = match (hidden, quote.source.is_some()) {
            (true, _) => Sort::Hidden,
            (_, true) => Sort::Told,
            _ => Sort::Untold,
        };
        let known = (0..right.len()).find(|&at| right[at] && is_base(&example.candidates[at]));
        let known = known.or_else(|| right.iter().position(|&right| right));
        cases.push(Case { id: gold.id.clone(), fold, example, right, sort });
        known
    });
}

/// The scorer's rule: the words overlap, or most content words are the same.
fn is_right(text: &str, quote: &GoldQuote, example: &Example, at: usize) -> bool {
    let source = example.sources[at];
    let name = example.names[at].as_deref();
    let Some(gold) = &quote.source else { return source.is_none() && name.is_none() };
    if source.is_some_and(|source| source.start < gold.end && gold.start < source.end) {
        return true;
    }
    let want = content_words(&text[gold.clone()]);
    let same = |words: &str| {
        let got = content_words(words);
        let shared = want.intersection(&got).count();
        2 * shared >= want.len().min(got.len()).max(1) && shared > 0
    };
    name.is_some_and(same) || source.is_some_and(|source| same(source.of(text)))
}

pub fn content_words(words: &str) -> HashSet<String> {
    const EMPTY: &[&str] = &[
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "sen",
        "rep",
        "gov",
        "president",
        "said",
        "says",
        "told",
        "tells",
        "added",
        "by",
        "who",
        "his",
        "her",
        "its",
        "their",
        "also",
        "that",
    ];
    let all = || {
        words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).map(
            |word| {
                let lower = word.to_lowercase().replace('’', "'");
                lower.strip_suffix("'s").or(lower.strip_suffix('\'')).unwrap_or(&lower).to_owned()
            },
        )
    };
    let kept: HashSet<String> = all().filter(|word| !EMPTY.contains(&word.as_str())).collect();
    if kept.is_empty() { all().collect() } else { kept }
}

/// The weights for some cases.
pub fn fit(cases: &[&Case]) -> Vec<f32> {
    let cases: Vec<&&Case> = cases.iter().filter(|case| case.right.contains(&true)).collect();
    Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 7, |descent, _, at| {
        let case = cases[at];
        let chances = chances(descent.weights(), BITS, &case.example.features);
        descent.choose(&case.example.features, &chances, &case.right);
    })
}

/// What the ranker states of a case and whether it is right; nothing where it names nobody.
fn judge(weights: &[f32], case: &Case) -> Option<(f32, bool, Sort)> {
    let (best, chance) = choose(&case.example.candidates, &chances(weights, BITS, &case.example.features))?;
    Some((chance, case.right[best], case.sort))
}

/// How many the rules have right, and how many have a right candidate at all.
fn bounds(what: &str, cases: &[Case]) {
    let rules = cases.iter().filter(|case| {
        let by_rules = case.example.candidates.iter().position(is_base);
        by_rules.is_some_and(|at| case.right[at])
    });
    let possible = cases.iter().filter(|case| case.right.contains(&true)).count();
    let share = |count: usize| 100.0 * count as f32 / cases.len() as f32;
    println!("{what}: rules alone {:.1} %, possible {:.1} %", share(rules.count()), share(possible));
}

fn report(what: &str, stated: &[(f32, bool)]) {
    let right = stated.iter().filter(|(_, right)| *right).count();
    println!("{what}: {right} of {} right, {:.1} %", stated.len(), 100.0 * right as f32 / stated.len() as f32);
}

/// The same for each sort of quotation.
fn report_all(what: &str, stated: &[(f32, bool, Sort)]) {
    for sort in [Sort::Told, Sort::Untold, Sort::Hidden, Sort::Nothing] {
        let of = stated.iter().filter(|(_, _, other)| *other == sort);
        let of: Vec<(f32, bool)> = of.map(|&(chance, right, _)| (chance, right)).collect();
        if !of.is_empty() {
            report(&format!("{what}, {sort:?}"), &of);
        }
    }
}

/// How often what is stated in each step is right, never falling (pool adjacent violators).
pub fn calibrate(what: &str, stated: &[(f32, bool)]) -> String {
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    for step in 0..STEPS {
        let inside: Vec<bool> = stated
            .iter()
            .filter(|(chance, _)| ((chance * STEPS as f32) as usize).min(STEPS - 1) == step)
            .map(|(_, right)| *right)
            .collect();
        // One doubtful case in each step, as sure as the step says.
        let middle = (step as f32 + 0.5) / STEPS as f32;
        let right = inside.iter().filter(|right| **right).count() as f32 + middle;
        pools.push((right, inside.len() as f32 + 1.0, 1));
        while let [.., a, b] = pools.as_slice() {
            if a.0 / a.1 <= b.0 / b.1 {
                break;
            }
            let joined = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    let mut out = format!("# How often {what} is right, by what it states: equal steps from 0 to 1.\n");
    for (right, count, steps) in pools {
        for _ in 0..steps {
            let _ = writeln!(out, "{:.3}", right / count);
        }
    }
    out
}
