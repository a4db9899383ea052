//! The tagger of cue, source and content (`content-en.bin`): a conditional random field.

use std::collections::HashMap;
use std::error::Error;

use dixit::document::{Metadata, plain};
use dixit::linear::Feature;
use dixit::nlp::language::Language;
use dixit::nlp::tagger::{COLUMNS, Label, features, transition};
use dixit::quotation::training::{Seen, sentences};

use crate::Places;
use crate::corpus::{Gold, GoldQuote, gold};
use crate::crf::{Field, Plan, Row, Sequence};
use crate::dictionary::Dictionary;

const BITS: u32 = 16;
const ROOMY_BITS: u32 = 21;
const EPOCHS: u32 = 3;
const RATE: f32 = 0.015;
const LABELS: usize = Label::ALL.len();

/// A sentence with everything that the trainer needs.
struct Instance {
    features: Vec<Vec<Feature>>,
    /// By item, by the label before (the last: none).
    moves: Vec<Vec<Feature>>,
    gold: Vec<Label>,
    marked: Vec<bool>,
}

/// Trains and writes the model.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let [train, dev] = [read(places, "train")?, read(places, "dev")?];
    let train: Vec<&Instance> = train.iter().flatten().collect();
    println!("{} sentences, {} to check on", train.len(), dev.iter().flatten().count());
    std::fs::write(places.models.join("content-en.bin"), model(&train, &dev.iter().flatten().collect::<Vec<_>>()))?;
    Ok(())
}

/// A model for each fold, which learned from the documents of all others.
pub fn held_out(places: &Places, folds: usize) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let train = read(places, "train")?;
    let others = |fold: usize| {
        let documents = train.iter().enumerate().filter(move |(document, _)| document % folds != fold);
        documents.flat_map(|(_, instances)| instances).collect::<Vec<_>>()
    };
    Ok((0..folds).map(|fold| model(&others(fold), &[])).collect())
}

/// The sentences of each document.
fn read(places: &Places, part: &str) -> Result<Vec<Vec<Instance>>, Box<dyn Error>> {
    let docs = gold(&places.corpus.join(format!("polnear-{part}.jsonl")))?;
    Ok(docs.iter().map(|doc| instances(std::slice::from_ref(doc), Language::English)).collect())
}

/// Two trainings: one with room for every feature, to see which ones weigh; one with those that are kept.
fn model(train: &[&Instance], dev: &[&Instance]) -> Vec<u8> {
    let allowed = |before: Option<usize>, label: usize| Label::ALL[label].may_follow(before.map(|b| Label::ALL[b]));
    let roomy = |feature: Feature| Some(feature >> (32 - ROOMY_BITS));
    let first = train.iter().map(|instance| sequence(instance, &roomy)).collect::<Vec<_>>();
    let plan = Plan { labels: LABELS, columns: COLUMNS, rows: 1 << ROOMY_BITS, epochs: 2, rate: RATE, decay: 0.0 };
    let mut field = Field::new(plan, allowed);
    field.train(&first, |_, _| ());
    let dictionary = Dictionary::new(BITS, &ranked(train, field.weights()));
    println!("{} features kept", dictionary.len());
    drop((first, field));
    let kept = |feature: Feature| dictionary.row(feature);
    let second = train.iter().map(|instance| sequence(instance, &kept)).collect::<Vec<_>>();
    let check = dev.iter().map(|&instance| (instance, sequence(instance, &kept))).collect::<Vec<_>>();
    let plan = Plan { rows: dictionary.rows(), epochs: EPOCHS, ..plan };
    let mut field = Field::new(plan, allowed);
    field.train(&second, |epoch, field| {
        for bias in if check.is_empty() { &[][..] } else { &[0.0, 1.0, 1.5] } {
            println!("epoch {epoch}, bias {bias}: {}", score(field.weights(), &check, *bias));
        }
    });
    dictionary.file(field.weights())
}

/// Features that occur more than once, those that weigh most first; transitions before all.
fn ranked(train: &[&Instance], weights: &[f32]) -> Vec<Feature> {
    let mut counts: HashMap<Feature, u32> = HashMap::new();
    let mut moves: Vec<Feature> = Vec::new();
    for instance in train {
        for &feature in instance.features.iter().flatten() {
            *counts.entry(feature).or_default() += 1;
        }
        moves.extend(instance.moves.iter().flatten());
        moves.sort_unstable();
        moves.dedup();
    }
    let worth = |feature: Feature, count: u32| {
        let start = (feature >> (32 - ROOMY_BITS)) as usize * COLUMNS;
        let most = weights[start..start + LABELS].iter().fold(0f32, |most, weight| most.max(weight.abs()));
        most * (1.0 + count as f32).ln()
    };
    let mut ranked: Vec<(f32, Feature)> = counts
        .into_iter()
        .filter(|&(feature, count)| count > 1 && moves.binary_search(&feature).is_err())
        .map(|(feature, count)| (worth(feature, count), feature))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    moves.into_iter().chain(ranked.into_iter().map(|(_, feature)| feature)).collect()
}

fn sequence(instance: &Instance, row: &dyn Fn(Feature) -> Option<Row>) -> Sequence {
    let rows = |list: &Vec<Feature>| list.iter().filter_map(|&feature| row(feature)).collect();
    // A move without a row of its own would shift the others: all are kept.
    let moves = |list: &Vec<Feature>| list.iter().map(|&feature| row(feature).unwrap_or_default()).collect();
    Sequence {
        features: instance.features.iter().map(rows).collect(),
        moves: instance.moves.iter().map(moves).collect(),
        gold: instance.gold.iter().map(|&label| label as u8).collect(),
    }
}

fn instances(docs: &[Gold], language: Language) -> Vec<Instance> {
    docs.iter()
        .flat_map(|doc| {
            let document = plain(doc.text.clone(), Metadata::default());
            let seen: Vec<Seen> = sentences(&document, language);
            seen.into_iter().filter(|seen| !unsure(doc, seen)).map(|seen| instance(doc, &seen)).collect::<Vec<_>>()
        })
        .collect()
}

fn unsure(doc: &Gold, seen: &Seen) -> bool {
    doc.ignore.iter().any(|zone| seen.spans.iter().any(|span| span.start < zone.end && zone.start < span.end))
}

fn instance(doc: &Gold, seen: &Seen) -> Instance {
    let items = 0..seen.spans.len();
    let collect = |at: usize| {
        let mut list = Vec::with_capacity(48);
        features(&seen.sentence, at, |feature| list.push(feature));
        list
    };
    let moves = |at: usize| {
        let befores = Label::ALL.map(Some).into_iter().chain([None]);
        befores.map(|before| transition(before, seen.sentence.items[at])).collect()
    };
    Instance {
        features: items.clone().map(collect).collect(),
        moves: items.map(moves).collect(),
        gold: labels(doc, seen),
        marked: seen.marked.clone(),
    }
}

/// The gold labels of a sentence: the longest content first, what lies inside of it is part of it.
fn labels(doc: &Gold, seen: &Seen) -> Vec<Label> {
    let mut labels = vec![Label::Outside; seen.spans.len()];
    let (Some(first), Some(last)) = (seen.spans.first(), seen.spans.last()) else { return labels };
    let mut quotes: Vec<&GoldQuote> =
        doc.quotes.iter().filter(|quote| quote.span.start < last.end && first.start < quote.span.end).collect();
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.span.len()));
    let inside = |range: &std::ops::Range<usize>, at: usize| {
        let span = seen.spans[at];
        let middle = usize::midpoint(span.start, span.end);
        range.contains(&middle)
    };
    let mut taken = vec![false; labels.len()];
    for quote in quotes {
        let said = quote.say || quote.kind != "indirect";
        let (begin, go_on) = if said {
            (Label::SpeechBegin, Label::SpeechInside)
        } else {
            (Label::AttitudeBegin, Label::AttitudeInside)
        };
        let content: Vec<usize> = (0..labels.len()).filter(|&at| inside(&quote.span, at)).collect();
        if content.is_empty() || content.iter().any(|&at| taken[at]) {
            continue;
        }
        for &at in &content {
            taken[at] = true;
            labels[at] = if at == content[0] { begin } else { go_on };
        }
        for (range, label) in [(&quote.source, Label::Source), (&quote.cue, Label::Cue)] {
            let Some(range) = range else { continue };
            for at in (0..labels.len()).filter(|&at| inside(range, at)) {
                if !taken[at] {
                    labels[at] = label;
                }
            }
        }
    }
    labels
}

fn decode(weights: &[f32], instance: &Sequence, bias: f32) -> Vec<Label> {
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(instance.gold.len());
    let mut best = [0f32; LABELS];
    for (at, list) in instance.features.iter().enumerate() {
        let mut scores = [0f32; COLUMNS];
        scores[Label::SpeechBegin as usize] = bias;
        scores[Label::AttitudeBegin as usize] = bias;
        for &row in list {
            add(weights, row, &mut scores);
        }
        let (mut next, mut from) = ([f32::NEG_INFINITY; LABELS], [0; LABELS]);
        let befores = if at == 0 { LABELS..LABELS + 1 } else { 0..LABELS };
        for before in befores {
            let label_before = Label::ALL.get(before).copied();
            let mut moves = [0f32; COLUMNS];
            add(weights, instance.moves[at][before], &mut moves);
            for label in 0..LABELS {
                let so_far = if at == 0 { 0.0 } else { best[before] };
                let score = so_far + moves[label] + scores[label];
                if Label::ALL[label].may_follow(label_before) && score > next[label] {
                    (next[label], from[label]) = (score, before);
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b]).then(b.cmp(&a))).unwrap_or(0);
    let mut out: Vec<Label> = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        out.push(Label::ALL[label]);
        label = from[label];
    }
    out.reverse();
    out
}

fn add(weights: &[f32], row: Row, scores: &mut [f32; COLUMNS]) {
    let start = row as usize * COLUMNS;
    for (score, weight) in scores.iter_mut().zip(&weights[start..start + COLUMNS]) {
        *score += weight;
    }
}

/// Content of a labelled sentence as ranges of items, direct quotations left out.
fn spans(labels: &[Label], marked: &[bool]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match spans.last_mut() {
            Some(span) if label.goes_on() && span.1 == at => span.1 = at + 1,
            _ if label.begins() => spans.push((at, at + 1)),
            _ => {}
        }
    }
    spans.retain(|&(start, end)| end - start > 1 || !marked[start]);
    spans
}

/// Precision, recall and F1 of content that is not direct, exact and overlapping by half.
fn score(weights: &[f32], dev: &[(&Instance, Sequence)], bias: f32) -> String {
    let (mut gold_count, mut guess_count, mut exact, mut near) = (0, 0, 0, 0);
    for (instance, sequence) in dev {
        let gold = spans(&instance.gold, &instance.marked);
        let guess = spans(&decode(weights, sequence, bias), &instance.marked);
        gold_count += gold.len();
        guess_count += guess.len();
        for a in &guess {
            exact += usize::from(gold.contains(a));
            let overlaps = |b: &&(usize, usize)| {
                let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
                2 * common >= a.1.max(b.1) - a.0.min(b.0)
            };
            near += usize::from(gold.iter().any(|b| overlaps(&b)));
        }
    }
    let figures = |hits: usize| {
        let (precision, recall) =
            (100.0 * hits as f64 / guess_count.max(1) as f64, 100.0 * hits as f64 / gold_count as f64);
        format!("P {precision:.1} R {recall:.1} F1 {:.1}", 2.0 * precision * recall / (precision + recall).max(1e-9))
    };
    format!("exact {}, overlapping {}", figures(exact), figures(near))
}
