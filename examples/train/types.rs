//! The types of names (`types-en.bin`): a softmax over clusters, from GUM's typed entities and the automatic names of
//! `PolNeAR`'s tokens, cleaned by document: a name has one type there.

use std::collections::HashMap;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

use dixit::document::{Metadata, plain};
use dixit::entity::ActorKind;
use dixit::entity::typing::{Chances, Example, LABELS, chances, examples};
use dixit::linear::{CHECKED, Feature};

use crate::Places;
use crate::corpus::{Typed, gold, named, typed};
use crate::crf::Row;
use crate::dictionary::Dictionary;
use crate::trainer::Random;

const BITS: u32 = 14;
const ROOMY_BITS: u32 = 20;
const RATE: f32 = 0.05;
const ROUNDS: usize = 4;
const DECAY: f32 = 1e-3;
/// How much more a cluster of GUM counts than an automatic one.
const GOLD: usize = 4;
const FOLDS: usize = 5;
/// Columns of a row: the library's checked rows have so many.
const COLUMNS: usize = CHECKED + 1;

/// A cluster and what it is.
struct Case {
    example: Example,
    label: usize,
    document: usize,
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let gum = gold_cases(&places.corpus.join("gum-train.jsonl"))?;
    let news = silver_cases(&places.corpus, "polnear-train")?;
    println!("{} clusters of GUM, {} of news", gum.len(), news.len());
    let mut told = Vec::new();
    for fold in 0..FOLDS {
        let rest: Vec<&Case> = gum.iter().filter(|case| case.document % FOLDS != fold).collect();
        let model = Model::fit(&rest, &news);
        told.extend(gum.iter().filter(|case| case.document % FOLDS == fold).map(|case| (model.told(case), case)));
    }
    report("held-out fifths of gum-train", &told);
    let model = Model::fit(&gum.iter().collect::<Vec<_>>(), &news);
    std::fs::write(places.models.join("types-en.bin"), model.dictionary.file(&model.weights))?;
    let check = |what: &str, cases: &[Case]| {
        report(what, &cases.iter().map(|case| (model.told(case), case)).collect::<Vec<_>>());
    };
    check("gum-dev", &gold_cases(&places.corpus.join("gum-dev.jsonl"))?);
    check("polnear-dev", &silver_cases(&places.corpus, "polnear-dev")?);
    Ok(())
}

struct Model {
    dictionary: Dictionary,
    weights: Vec<f32>,
}

impl Model {
    /// Two trainings: one with room for every feature, to see which ones weigh; one with those that are kept.
    fn fit(gum: &[&Case], news: &[Case]) -> Self {
        let mut cases: Vec<&Case> = news.iter().collect();
        for _ in 0..GOLD {
            cases.extend(gum);
        }
        let roomy = |feature: Feature| Some(feature >> (32 - ROOMY_BITS));
        let first = descend(&cases, &roomy, 1 << ROOMY_BITS, 2);
        let dictionary = Dictionary::new(BITS, &ranked(&cases, &first));
        let weights = descend(&cases, &|feature| dictionary.row(feature), dictionary.rows(), ROUNDS);
        Self { dictionary, weights }
    }

    fn told(&self, case: &Case) -> Chances {
        let features = case.example.context.iter().chain(&case.example.words);
        let rows: Vec<Row> = features.filter_map(|&feature| self.dictionary.row(feature)).collect();
        score(&self.weights, &rows)
    }
}

/// Features that occur more than twice, those that weigh most first.
fn ranked(cases: &[&Case], weights: &[f32]) -> Vec<Feature> {
    let mut counts: HashMap<Feature, u32> = HashMap::new();
    for case in cases {
        for &feature in case.example.context.iter().chain(&case.example.words) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let worth = |feature: Feature, count: u32| {
        let start = (feature >> (32 - ROOMY_BITS)) as usize * COLUMNS;
        let most = weights[start..start + LABELS.len()].iter().fold(0f32, |most, weight| most.max(weight.abs()));
        most * (1.0 + count as f32).ln()
    };
    let often = counts.into_iter().filter(|&(_, count)| count > 2);
    let mut ranked: Vec<(f32, Feature)> = often.map(|(feature, count)| (worth(feature, count), feature)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, feature)| feature).collect()
}

fn descend(cases: &[&Case], row: &dyn Fn(Feature) -> Option<Row>, rows: usize, rounds: usize) -> Vec<f32> {
    let known = |list: &[Feature]| list.iter().filter_map(|&feature| row(feature)).collect::<Vec<Row>>();
    let items: Vec<(Vec<Row>, Vec<Row>, usize)> =
        cases.iter().map(|case| (known(&case.example.context), known(&case.example.words), case.label)).collect();
    let size = COLUMNS * rows;
    let (mut weights, mut squares, mut sum) = (vec![0f32; size], vec![1e-2f32; size], vec![0f32; size]);
    let mut random = Random::new(11);
    let mut order: Vec<usize> = (0..items.len()).collect();
    for round in 0..rounds {
        random.shuffle(&mut order);
        for &at in &order {
            let (context, words, label) = &items[at];
            let mut features = context.clone();
            // Half of the time its own words are hidden, so that what stands around it is learned.
            if random.next().is_multiple_of(2) {
                features.extend(words);
            }
            let told = score(&weights, &features);
            for &feature in &features {
                let start = feature as usize * COLUMNS;
                for (column, chance) in told.iter().enumerate() {
                    let slope = chance - f32::from(u8::from(column == *label)) + DECAY * weights[start + column];
                    squares[start + column] += slope * slope;
                    weights[start + column] -= RATE * slope / squares[start + column].sqrt();
                }
            }
        }
        if round >= rounds / 2 {
            sum.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    sum.iter().map(|sum| sum / (rounds - rounds / 2) as f32).collect()
}

fn score(weights: &[f32], features: &[Row]) -> Chances {
    let mut scores = [0f32; LABELS.len()];
    for &feature in features {
        let start = feature as usize * COLUMNS;
        scores.iter_mut().zip(&weights[start..]).for_each(|(score, weight)| *score += weight);
    }
    chances(scores)
}

/// How good the model is at persons, and how good the rules are.
fn report(what: &str, told: &[(Chances, &Case)]) {
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let is_person = |case: &Case| LABELS[case.label] == ActorKind::Person;
    let all = told.iter().filter(|(_, case)| is_person(case)).count();
    let score = |called: &dyn Fn(&Chances, &Case) -> bool| {
        let called: Vec<&Case> = told.iter().filter(|(told, case)| called(told, case)).map(|(_, case)| *case).collect();
        let right = called.iter().filter(|case| is_person(case)).count();
        format!("P {:.1} R {:.1}", share(right, called.len()), share(right, all))
    };
    let best = |told: &Chances| (0..LABELS.len()).max_by(|&a, &b| told[a].total_cmp(&told[b])).unwrap_or(0);
    let right = told.iter().filter(|(told, case)| best(told) == case.label).count();
    println!(
        "{what}: persons {} (surer than 0.9 {}; rules {}); all types {:.1}",
        score(&|told, _| best(told) == 0),
        score(&|told, _| told[0] > 0.9),
        score(&|_, case| case.example.rule == ActorKind::Person),
        share(right, told.len())
    );
}

fn gold_cases(path: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for (document, doc) in typed(path)?.into_iter().enumerate() {
        let read = plain(doc.text.clone(), Metadata::default());
        if read.text != doc.text {
            continue;
        }
        for example in examples(&read) {
            let label = vote(&example, |span| of_gold(&doc.text, &doc.mentions, &span));
            cases.push(Case { label: settled(label, &example), document, example });
        }
    }
    Ok(cases)
}

/// The type of the gold mention that ends where a name does, the one that begins nearest; where there is none, of one that
/// begins with the name and goes on: with an apposition, say.
fn of_gold(text: &str, mentions: &[Typed], span: &Range<usize>) -> ActorKind {
    let ends = mentions.iter().filter(|gold| gold.span.end.abs_diff(span.end) < 2 && gold.span.start < span.end);
    let begins = || {
        let owns = text[span.end..].starts_with(['\'', '’']);
        let longer = mentions.iter().filter(|gold| gold.span.start == span.start && gold.span.end > span.end && !owns);
        longer.min_by_key(|gold| gold.span.end)
    };
    let gold = ends.min_by_key(|gold| gold.span.start.abs_diff(span.start)).or_else(begins);
    gold.map_or(ActorKind::Unknown, |gold| gold.kind)
}

fn silver_cases(corpus: &Path, name: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let docs = gold(&corpus.join(format!("{name}.jsonl")))?;
    let names = named(&corpus.join(format!("{name}-tokens.jsonl.gz")), &docs)?;
    let mut cases = Vec::new();
    for (document, doc) in docs.iter().enumerate() {
        let Some(tagged) = names.get(&doc.id) else { continue };
        let read = plain(doc.text.clone(), Metadata::default());
        if read.text != doc.text {
            continue;
        }
        // A word of a name is what it is most often in the document.
        let mut votes: HashMap<&str, [u32; LABELS.len()]> = HashMap::new();
        for name in tagged {
            votes.entry(&doc.text[name.span.clone()]).or_default()[column(name.kind)] += 1;
        }
        let clean = |name: &Typed| {
            let votes = votes[&doc.text[name.span.clone()]];
            (0..LABELS.len())
                .max_by_key(|&at| (votes[at], LABELS.len() - at))
                .map_or(ActorKind::Unknown, |at| LABELS[at])
        };
        for example in examples(&read) {
            let of = |span: Range<usize>| {
                let over = tagged.iter().filter(|name| name.span.start < span.end && span.start < name.span.end);
                over.max_by_key(|name| name.span.end.min(span.end) - name.span.start.max(span.start))
                    .map_or(ActorKind::Unknown, clean)
            };
            let label = vote(&example, of);
            cases.push(Case { label: settled(label, &example), document, example });
        }
    }
    Ok(cases)
}

fn column(kind: ActorKind) -> usize {
    LABELS.iter().position(|&label| label == kind).unwrap_or(LABELS.len() - 1)
}

/// What most mentions are.
fn vote(example: &Example, of: impl Fn(Range<usize>) -> ActorKind) -> usize {
    let mut votes = [0u32; LABELS.len()];
    for span in &example.spans {
        votes[column(of(span.start..span.end))] += 1;
    }
    (0..LABELS.len()).max_by_key(|&at| (votes[at], LABELS.len() - at)).unwrap_or(0)
}

/// Persons together are a group: the corpora do not tell them apart.
fn settled(label: usize, example: &Example) -> usize {
    let group = example.rule == ActorKind::Group && LABELS[label] == ActorKind::Person;
    if group { column(ActorKind::Group) } else { label }
}
