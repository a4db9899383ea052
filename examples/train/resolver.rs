//! The resolver: whom a pronoun or a noun phrase means. A softmax over candidates, trained on who spoke in news articles and
//! on the web, on the pronouns of GUM and on GAP; scored on held-out fifths of the articles and on the development parts.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use dixit::document::{Metadata, plain};
use dixit::entity::MentionKind;
use dixit::linear::Feature;
use dixit::quotation::candidates::{Course, Entity, Gold as Known, Meaning, Mentioned, meanings};

use crate::Places;
use crate::corpus::{self, Gold, GoldQuote};
use crate::people::{People, head};
use crate::trainer::{Descent, chances, quantised, score};

pub const BITS: u32 = 16;
const EPOCHS: usize = 6;
const FOLDS: usize = 5;
const DECAY: f32 = 1e-2;
const RATE: f32 = 0.05;
/// How often the documents are walked anew with what was learned.
const WALKS: usize = 3;

/// How often each article of the news and of the web is learned from, and each that is written for training: published ones
/// are nearest to what is read, those of many outlets more than those of five.
const NEWS: usize = 2;
const WEB: usize = 8;
const WRITTEN: usize = 1;
/// The same of languages that have few.
const WORLD: usize = 2;
/// The first sort of mention that is a noun phrase.
const NOUNS: u32 = 4;

/// What a document comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    News,
    Web,
    Gum,
    Gap,
    German,
    /// Languages other than English and German.
    World,
    Written,
}

impl Source {
    /// Whether its gold is of quotations and their speakers.
    pub fn says_who_spoke(self) -> bool {
        !matches!(self, Self::Gum | Self::Gap)
    }
}

pub struct Doc {
    pub gold: Gold,
    pub source: Source,
    fold: usize,
}

/// Trains, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let docs = documents(places)?;
    let held_out = |fold: usize, doc: &&Doc| doc.source.says_who_spoke() && doc.fold == fold;
    let mut table = Table::default();
    for fold in 0..FOLDS {
        let weights = fit(&docs.iter().filter(|doc| !held_out(fold, doc)).collect::<Vec<_>>());
        for doc in docs.iter().filter(|doc| held_out(fold, doc)) {
            table.judge(doc, &weights);
        }
    }
    table.report("held-out fifths");
    let weights = fit(&docs.iter().collect::<Vec<_>>());
    std::fs::write(places.models.join("resolver.bin"), quantised(&weights, 1, BITS, 3.0))?;
    for (file, source) in [
        ("modern-dev.jsonl", Source::Web),
        ("polnear-dev-people.jsonl", Source::News),
        ("modern-de-dev.jsonl", Source::German),
        ("gum-dev.jsonl", Source::Gum),
        ("gap-dev.jsonl", Source::Gap),
    ] {
        let mut table = Table::default();
        read(places, file, source)?.iter().for_each(|doc| table.judge(doc, &weights));
        table.report(file);
    }
    Ok(())
}

/// The training parts.
pub fn documents(places: &Places) -> Result<Vec<Doc>, Box<dyn Error>> {
    let mut docs = Vec::new();
    for (file, source) in [
        ("polnear-train-people.jsonl", Source::News),
        ("modern-train.jsonl", Source::Web),
        ("modern-de-train.jsonl", Source::German),
        ("gum-train.jsonl", Source::Gum),
        ("gap-train.jsonl", Source::Gap),
    ] {
        docs.extend(read(places, file, source)?);
    }
    docs.extend(folded(corpus::world(places)?, Source::World));
    docs.extend(folded(corpus::written(places)?, Source::Written));
    Ok(docs)
}

fn read(places: &Places, file: &str, source: Source) -> Result<Vec<Doc>, Box<dyn Error>> {
    Ok(folded(corpus::gold(&places.corpus.join(file))?, source))
}

fn folded(articles: Vec<Gold>, source: Source) -> Vec<Doc> {
    articles.into_iter().enumerate().map(|(index, gold)| Doc { gold, source, fold: index % FOLDS }).collect()
}

/// The examples of a document.
fn examples(doc: &Doc, weights: &[f32], course: Course) -> Vec<Meaning> {
    let document = plain(doc.gold.text.clone(), Metadata::default());
    if document.text != doc.gold.text {
        return Vec::new();
    }
    let weigh = |features: &[Feature]| score(weights, BITS, features);
    let gold = |mentions: &[Mentioned]| -> Box<dyn Known + '_> {
        if doc.source.says_who_spoke() {
            Box::new(Speakers::new(&doc.gold, mentions))
        } else {
            Box::new(Chains::new(&doc.gold, mentions, doc.source))
        }
    };
    meanings(&document, &gold, course, &weigh)
}

/// The examples of a document to learn from. What GUM says of noun phrases teaches which of several entities is meant, not
/// whether any is: its convention of what refers is another one.
fn lessons(doc: &Doc, weights: &[f32]) -> Vec<Meaning> {
    let mut cases = examples(doc, weights, Course::Gold);
    if doc.source == Source::Gum {
        for case in cases.iter_mut().filter(|case| case.sort >= NOUNS) {
            case.features.pop();
            case.right.pop();
        }
    }
    cases.retain(|case| case.right.len() > 1 && case.right.contains(&true));
    if doc.source == Source::News {
        // In PolNeAR a document speaks for itself, elsewhere for who gave it out.
        cases.retain(|case| !case.issued);
    }
    let times = match doc.source {
        Source::News => NEWS,
        Source::Web => WEB,
        Source::World => WORLD,
        Source::Written => WRITTEN,
        _ => 1,
    };
    std::iter::repeat_n(cases, times).flatten().collect()
}

/// The weights for some documents.
pub fn fit(docs: &[&Doc]) -> Vec<f32> {
    let mut weights = vec![0.0; 1 << BITS];
    for _ in 0..WALKS {
        let cases: Vec<Meaning> = docs.iter().flat_map(|doc| lessons(doc, &weights)).collect();
        weights = Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 7, |descent, _, at| {
            let case = &cases[at];
            let chances = chances(descent.weights(), BITS, &case.features);
            descent.choose(&case.features, &chances, &case.right);
        });
    }
    weights
}

/// Who is known from the speakers of quotations.
struct Speakers<'g> {
    people: People<'g>,
    of: HashMap<usize, &'g GoldQuote>,
}

impl<'g> Speakers<'g> {
    fn new(gold: &'g Gold, mentions: &[Mentioned]) -> Self {
        let mut of = HashMap::new();
        for quote in gold.quotes.iter().filter(|quote| quote.speaker.is_some() && quote.members.len() < 2) {
            let Some(source) = &quote.source else { continue };
            let shared = |it: &Mentioned| source.end.min(it.span.end).saturating_sub(source.start.max(it.span.start));
            let near = mentions.iter().enumerate().filter(|(_, it)| shared(it) > 0 && source.contains(&it.head.start));
            let most = near.max_by_key(|(index, it)| (shared(it), std::cmp::Reverse(*index)));
            if let Some((index, _)) = most.filter(|(_, it)| it.kind != MentionKind::Name) {
                of.insert(index, quote);
            }
        }
        Self { people: People::of(gold), of }
    }
}

impl Known for Speakers<'_> {
    fn knows(&self, mention: usize) -> bool {
        self.of.contains_key(&mention)
    }

    fn is_right(&self, mention: usize, entity: &Entity) -> bool {
        let quote = self.of[&mention];
        let speaker = quote.speaker.as_deref().unwrap_or_default();
        if quote.named {
            return entity.named && self.people.is_who(&entity.name, speaker);
        }
        !entity.named && head(&entity.name) == head(speaker)
    }
}

/// What is known from chains of mentions.
struct Chains {
    of: Vec<Option<String>>,
    known: Vec<bool>,
    /// The names that a pronoun does not mean, where that is all that is known.
    only_not: bool,
}

impl Chains {
    fn new(gold: &Gold, mentions: &[Mentioned], source: Source) -> Self {
        let mut heads: HashMap<usize, Vec<&corpus::GoldMention>> = HashMap::new();
        for mention in &gold.mentions {
            heads.entry(mention.span.end).or_default().push(mention);
        }
        let entity = |it: &Mentioned| {
            let near = (it.span.end.saturating_sub(2)..=it.span.end + 2).filter_map(|end| heads.get(&end)).flatten();
            near.min_by_key(|gold| gold.span.start.abs_diff(it.span.start)).map(|gold| gold.entity.clone())
        };
        let of: Vec<Option<String>> = mentions.iter().map(entity).collect();
        let known = mentions.iter().zip(&of).map(|(it, of)| it.kind != MentionKind::Name && of.is_some()).collect();
        let only_not = source == Source::Gap && !gold.mentions.iter().any(|mention| mention.entity == "meant");
        Self { of, known, only_not }
    }
}

impl Known for Chains {
    fn knows(&self, mention: usize) -> bool {
        self.known[mention]
    }

    fn is_right(&self, mention: usize, entity: &Entity) -> bool {
        if self.only_not {
            return entity.mentions.iter().all(|&other| self.of[other].is_none());
        }
        let same =
            entity.mentions.iter().filter(|&&other| other != mention && self.of[other] == self.of[mention]).count();
        let known = entity.mentions.iter().filter(|&&other| other != mention && self.of[other].is_some()).count();
        same > 0 && 2 * same >= known
    }
}

/// How many are right, by corpus and sort of mention.
#[derive(Default)]
struct Table(BTreeMap<(u8, u32), Row>);

#[derive(Default)]
struct Row {
    count: usize,
    right: usize,
    /// An entity is right, rather than none of them.
    somebody: usize,
    somebody_right: usize,
    sure: usize,
    sure_right: usize,
    /// The sum of the negative logarithms of the probabilities of what is right.
    loss: f32,
}

impl Table {
    fn judge(&mut self, doc: &Doc, weights: &[f32]) {
        for case in examples(doc, weights, Course::Own) {
            let chances = chances(weights, BITS, &case.features);
            let best = (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b])).unwrap_or(0);
            let somebody = !case.right.last().copied().unwrap_or(true);
            let row = self.0.entry((doc.source as u8, case.sort)).or_default();
            let right = case.right[best];
            let good: f32 =
                chances.iter().zip(&case.right).filter(|(_, right)| **right).map(|(chance, _)| chance).sum();
            row.loss -= good.max(1e-4).ln();
            row.count += 1;
            row.right += usize::from(right);
            row.somebody += usize::from(somebody);
            row.somebody_right += usize::from(right && somebody);
            row.sure += usize::from(chances[best] >= 0.9);
            row.sure_right += usize::from(chances[best] >= 0.9 && right);
        }
    }

    fn report(&self, what: &str) {
        let share = |part: usize, of: usize| 100.0 * part as f32 / of.max(1) as f32;
        println!(
            "{what}: corpus, sort of mention: count, right, of those that mean somebody; at 0.9: share, right; loss"
        );
        for ((source, sort), row) in &self.0 {
            println!(
                "  {} {}: {:5}  {:.1}  {:5} {:.1}   {:.1} {:.1} {:.3}",
                ["news", "web", "gum", "gap", "german", "world", "written"][usize::from(*source)],
                ["", "he she", "they", "it", "person noun", "body noun", "group noun", "other noun"][*sort as usize],
                row.count,
                share(row.right, row.count),
                row.somebody,
                share(row.somebody_right, row.somebody),
                share(row.sure, row.count),
                share(row.sure_right, row.sure),
                row.loss / row.count.max(1) as f32,
            );
        }
    }
}
