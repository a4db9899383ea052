//! Which blocks of a web page are its article (`page.bin`), from pages whose article is known: news pages with their whole
//! text, pages of all sorts with a few segments that belong to the article and a few that do not, and the pages of
//! Readability's tests. Two looks: the second knows what the first made of the blocks around, and learns from what models
//! of other pages made of them.

use std::collections::HashMap;
use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

use dixit::document::page_training::{
    Features, FirstLook, Outline, Shingles, Signals, decoded, hashed, page, pieces, probabilities,
};
use dixit::linear::{Feature, logistic};
use serde_json::Value;

use crate::Places;
use crate::corpus::lines;
use crate::trainer::{Descent, quantised, score};

const BITS: u32 = 17;
const ROUNDS: usize = 8;
const RATE: f32 = 0.015;
const DECAY: f32 = 1e-2;
const FOLDS: usize = 5;
/// How much a block of a news page weighs beside one of a page of any sort.
const WEBPAGE: f32 = 1.5;
const READABILITY: f32 = 2.0;

/// What is known of a page's article.
enum Gold {
    /// Its text.
    Text(String),
    /// Segments that it has and that it must not have.
    Segments(Vec<String>, Vec<String>),
}

struct Page {
    outline: Outline,
    signals: Signals,
    gold: Gold,
    /// Of each block: whether it is of the article, where that is known, and how much it weighs.
    labels: Vec<Option<(bool, f32)>>,
    /// Pages of one site are in one fold.
    fold: usize,
}

pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let shared = places.corpus.join("..");
    let mut pages = annotated(&shared.join("newspages"))?;
    let news = pages.len();
    pages.extend(annotated(&shared.join("webpages"))?);
    let all = pages.len();
    pages.extend(readability(&shared.join("pages"))?);
    let blocks: usize = pages.iter().map(|page| page.labels.iter().flatten().count()).sum();
    println!(
        "{news} news pages, {} of all sorts, {} of Readability, {blocks} labelled blocks",
        all - news,
        pages.len() - all
    );
    let none = vec![Vec::new(); pages.len()];
    let held: Vec<Vec<f32>> = folds(&pages, &none, false);
    println!("first look, held out");
    report(&pages, &held);
    let second = folds(&pages, &held, true);
    println!("both looks, held out");
    report(&pages, &second);
    let every: Vec<usize> = (0..pages.len()).collect();
    let one = descend(&pages, &every, &none, false);
    let two = descend(&pages, &every, &held, true);
    let weights: Vec<f32> = one.iter().zip(&two).map(|(one, two)| one + two).collect();
    std::fs::write(places.models.join("page.bin"), quantised(&weights, 1, BITS, 4.0))?;
    let own: Vec<Vec<f32>> = pages
        .iter()
        .map(|page| probabilities(&page.outline, &page.signals, |features| score(&weights, BITS, features)))
        .collect();
    println!("on the pages it has seen");
    report(&pages, &own);
    Ok(())
}

/// The probabilities of all blocks, each page's by a model of the other folds.
fn folds(pages: &[Page], first: &[Vec<f32>], second: bool) -> Vec<Vec<f32>> {
    let mut held = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let others: Vec<usize> = (0..pages.len()).filter(|&at| pages[at].fold != fold).collect();
        let weights = descend(pages, &others, first, second);
        for (at, page) in pages.iter().enumerate().filter(|(_, page)| page.fold == fold) {
            held[at] = look(page, &first[at], second, |features| score(&weights, BITS, features));
        }
    }
    held
}

fn look(page: &Page, first: &[f32], second: bool, model: impl Fn(&[Feature]) -> f32) -> Vec<f32> {
    let features = Features::new(&page.outline, &page.signals);
    let first = second.then(|| FirstLook::new(&page.outline, first.to_vec()));
    let blocks = 0..page.outline.blocks.len();
    blocks.map(|at| logistic(model(&features.of(at, first.as_ref())))).collect()
}

fn descend(pages: &[Page], chosen: &[usize], first: &[Vec<f32>], second: bool) -> Vec<f32> {
    let mut cases: Vec<(Vec<Feature>, bool, f32)> = Vec::new();
    for &at in chosen {
        let page = &pages[at];
        let features = Features::new(&page.outline, &page.signals);
        let first = second.then(|| FirstLook::new(&page.outline, first[at].clone()));
        for (block, label) in page.labels.iter().enumerate() {
            let Some((good, weight)) = label else { continue };
            cases.push((features.of(block, first.as_ref()), *good, *weight));
        }
    }
    Descent::new(BITS, RATE, DECAY).rounds(ROUNDS, cases.len(), 11, |descent, _, at| {
        let (features, good, weight) = &cases[at];
        let chance = logistic(score(descent.weights(), BITS, features));
        descent.step(features, weight * (chance - f32::from(u8::from(*good))));
    })
}

/// Pages of a folder with `gold.jsonl`.
fn annotated(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for line in lines(&folder.join("gold.jsonl"))? {
        let gold: Value = serde_json::from_str(&line?)?;
        let id = gold["id"].as_str().unwrap_or_default();
        let markup = decoded(html_of(folder, id)?);
        let texts = |name: &str| -> Vec<String> {
            gold[name].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let wanted = match gold["text"].as_str() {
            Some(text) => Gold::Text(text.to_owned()),
            None => Gold::Segments(texts("with"), texts("without")),
        };
        let site: String = id.to_owned();
        pages.extend(labelled(&markup, wanted, &site, 1.0));
    }
    Ok(pages)
}

fn html_of(folder: &Path, id: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let plain = folder.join("pages").join(id).join("source.html");
    if plain.exists() {
        return Ok(std::fs::read(plain)?);
    }
    let packed = std::fs::read(folder.join("pages").join(format!("{id}.html.gz")))?;
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn readability(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    names.sort();
    let mut pages = Vec::new();
    for path in names {
        let expected = std::fs::read_to_string(path.join("expected.html"))?;
        let words = pieces(&expected).blocks.iter().map(|block| block.text.clone() + "\n").collect();
        let markup = decoded(std::fs::read(path.join("source.html"))?);
        let site = path.to_string_lossy().into_owned();
        pages.extend(labelled(&markup, Gold::Text(words), &site, READABILITY));
    }
    Ok(pages)
}

fn labelled(markup: &str, gold: Gold, site: &str, weight: f32) -> Option<Page> {
    let (outline, signals) = page(markup)?;
    let labels = match &gold {
        Gold::Text(text) => by_text(&outline, text, weight),
        Gold::Segments(with, without) => by_segments(&outline, with, without),
    };
    let fold = site
        .split('_')
        .next()
        .unwrap_or_default()
        .bytes()
        .fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 1_000_003)
        % FOLDS;
    Some(Page { outline, signals, gold, labels, fold })
}

/// How much a block weighs: by its words, since pages are compared by words, but no long one outweighs all others.
fn weight(text: &str) -> f32 {
    (1.0 + (hashed(text).len() as f32).ln_1p()) / 4.0
}

fn by_text(outline: &Outline, text: &str, factor: f32) -> Vec<Option<(bool, f32)>> {
    let shingles = Shingles::of(text);
    let lines: std::collections::HashSet<Vec<u32>> = text.lines().map(hashed).collect();
    let label = |block: &str| {
        let words = hashed(block);
        if words.is_empty() {
            return None;
        }
        let good = match shingles.share(&words) {
            Some(share) if share >= 0.6 => true,
            Some(share) if share > 0.25 => return None,
            Some(_) => false,
            None => lines.contains(&words),
        };
        Some((good, factor * weight(block)))
    };
    outline.blocks.iter().map(|block| label(&block.text)).collect()
}

fn by_segments(outline: &Outline, with: &[String], without: &[String]) -> Vec<Option<(bool, f32)>> {
    let flat = |text: &str| format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "));
    let (with, without): (Vec<String>, Vec<String>) =
        (with.iter().map(|it| flat(it)).collect(), without.iter().map(|it| flat(it)).collect());
    let near = |block: &str, segments: &[String]| {
        segments
            .iter()
            .any(|segment| block.contains(segment.trim()) || block.len() > 12 && segment.contains(block.trim()))
    };
    let label = |block: &str| {
        let text = flat(block);
        match (near(&text, &with), near(&text, &without)) {
            (true, false) => Some((true, WEBPAGE)),
            (false, true) => Some((false, WEBPAGE)),
            _ => None,
        }
    };
    outline.blocks.iter().map(|block| label(&block.text)).collect()
}

/// Word F1 of the texts, and F1 over segments, as the scorer of pages counts them.
fn report(pages: &[Page], chances: &[Vec<f32>]) {
    let (mut sum, mut low, mut texts) = (0.0, 0, 0);
    let [mut right, mut wrong, mut missed] = [0; 3];
    let (mut logs, mut cases) = (0.0, 0);
    for (page, chances) in pages.iter().zip(chances) {
        for (label, chance) in page.labels.iter().zip(chances) {
            let Some((good, _)) = label else { continue };
            logs -= (if *good { *chance } else { 1.0 - chance }).max(1e-6).ln();
            cases += 1;
        }
        let kept: Vec<&str> = page
            .outline
            .blocks
            .iter()
            .zip(chances)
            .filter(|(_, chance)| **chance > 0.5)
            .map(|(block, _)| block.text.as_str())
            .collect();
        let text = kept.join("\n");
        match &page.gold {
            Gold::Text(gold) => {
                let f1 = overlap(&text, gold);
                sum += f1;
                low += usize::from(f1 < 0.8);
                texts += 1;
            }
            Gold::Segments(with, without) => {
                let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let has = |segments: &[String]| {
                    let is_in = |it: &&String| flat.contains(&it.split_whitespace().collect::<Vec<_>>().join(" "));
                    segments.iter().filter(is_in).count()
                };
                right += has(with);
                wrong += has(without);
                missed += with.len() - has(with);
            }
        }
    }
    let f1 = 2.0 * right as f64 / (2 * right + wrong + missed) as f64;
    println!(
        "  texts: mean F1 {:.4}, {low} of {texts} under 0.8; segments: F1 {f1:.4} (P {:.3}, R {:.3}); loss {:.4}",
        sum / f64::from(texts),
        right as f64 / (right + wrong) as f64,
        right as f64 / (right + missed) as f64,
        logs / cases as f32,
    );
}

fn overlap(one: &str, other: &str) -> f64 {
    let count = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        counts
    };
    let (one, other) = (count(one), count(other));
    let common: usize = one.iter().map(|(word, count)| count.min(other.get(word).unwrap_or(&0))).sum();
    2.0 * common as f64 / (one.values().sum::<usize>() + other.values().sum::<usize>()).max(1) as f64
}
