//! Who speaks in stories (`talk-en.bin`): a softmax over the candidates of each turn, with who spoke before as the model
//! itself decided it. Trained on novels; what is reported is each fifth of them by the others, and stories that it never saw.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::ops::Range;

use dixit::document::{Metadata, plain};
use dixit::quotation::candidates::Story;

use crate::Places;
use crate::corpus::{self, Gold, GoldQuote};
use crate::speaker::{calibrate, content_words};
use crate::trainer::{Descent, chances, quantised, score};

const BITS: u32 = 15;
/// How many bytes an excerpt has, at least, and how many more are left out after it.
const EXCERPT: usize = 10_000;
const SKIPPED: usize = 1;
const EPOCHS: usize = 6;
const FOLDS: usize = 5;
const DECAY: f32 = 1e-3;
const RATE: f32 = 0.03;

/// A novel of which it is known who speaks.
struct Case {
    id: String,
    story: Story,
    /// For each turn, who of the candidates is right.
    right: Vec<Vec<bool>>,
    /// For each turn and each of its gold quotations, whether an actor is right.
    gold: Vec<Vec<String>>,
    fits: HashMap<(usize, String), bool>,
}

/// Trains, calibrates, writes and scores.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let cases = read(places, "pdnc-dev.jsonl")?;
    let parts = excerpts(places, "pdnc-dev.jsonl")?;
    let check = read(places, "litbank-dev.jsonl")?;
    let mut stated = Vec::new();
    let mut table = Table::default();
    for fold in 0..FOLDS {
        let others = (0..cases.len()).filter(|at| at % FOLDS != fold);
        let rest: Vec<&Case> = others.flat_map(|at| parts[at].iter().chain([&cases[at]])).collect();
        let weights = fit(&rest);
        for case in cases.iter().skip(fold).step_by(FOLDS) {
            judge(&weights, case, &mut table, &mut stated);
        }
    }
    table.print("held-out novels");
    let confidence = calibrate("the speaker of a turn", &stated);
    let all: Vec<&Case> = parts.iter().flatten().chain(&cases).collect();
    let weights = fit(&all);
    std::fs::write(places.models.join("talk-en.bin"), quantised(&weights, 1, BITS, 3.0))?;
    std::fs::write(places.models.join("talk-confidence-en.txt"), confidence)?;
    let mut table = Table::default();
    for case in &check {
        judge(&weights, case, &mut table, &mut Vec::new());
    }
    table.print("stories that it never saw");
    Ok(())
}

fn read(places: &Places, file: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for gold in corpus::gold(&places.corpus.join(file))? {
        let document = plain(gold.text.clone(), Metadata::default());
        if document.text != gold.text {
            println!("{}: its text changes when it is opened", gold.id);
            continue;
        }
        cases.push(case(&gold, Story::new(&document)));
    }
    Ok(cases)
}

/// Short pieces of each novel, read as if they were all there is: in a story of some pages less is known of its people.
fn excerpts(places: &Places, file: &str) -> Result<Vec<Vec<Case>>, Box<dyn Error>> {
    let pieces = |gold: Gold| {
        let mut out = Vec::new();
        let mut start = 0;
        while start < gold.text.len() {
            let rest = &gold.text[start..];
            let from = rest.char_indices().map(|(at, _)| at).find(|&at| at >= EXCERPT).unwrap_or(rest.len());
            let end = start + rest[from..].find("\n\n").map_or(rest.len(), |at| from + at + 2);
            let inside = gold.quotes.iter().filter(|quote| start <= quote.span.start && quote.span.end <= end);
            let moved = |quote: &GoldQuote| {
                let moved = |span: &Range<usize>| span.start - start..span.end - start;
                GoldQuote { span: moved(&quote.span), ..quote.clone() }
            };
            let piece = Gold {
                id: gold.id.clone(),
                text: gold.text[start..end].to_owned(),
                quotes: inside.map(moved).collect(),
                ignore: Vec::new(),
                people: gold.people.clone(),
                mentions: Vec::new(),
            };
            let document = plain(piece.text.clone(), Metadata::default());
            if document.text == piece.text && piece.quotes.len() > 9 {
                out.push(case(&piece, Story::new(&document)));
            }
            start = end + SKIPPED * EXCERPT;
        }
        out
    };
    Ok(corpus::gold(&places.corpus.join(file))?.into_iter().map(pieces).collect())
}

fn case(gold: &Gold, story: Story) -> Case {
    let names = Names::new(gold);
    let mut quotes: Vec<_> = gold.quotes.iter().filter(|quote| quote.kind != "indirect").collect();
    quotes.sort_by_key(|quote| quote.span.start);
    let mut fits = HashMap::new();
    let mut all = Vec::new();
    for turn in &story.turns {
        let mut said = Vec::new();
        for span in &turn.spans {
            let first = quotes.partition_point(|quote| quote.span.end <= span.start);
            let near = quotes[first..].iter().take_while(|quote| quote.span.start < span.end);
            said.extend(near.filter_map(|quote| quote.speaker.clone()));
        }
        for who in &said {
            for &actor in turn.candidates.iter().chain(&turn.base) {
                fits.entry((actor, who.clone())).or_insert_with(|| names.is(&story.names[actor], who));
            }
        }
        all.push(said);
    }
    let right = story
        .turns
        .iter()
        .zip(&all)
        .map(|(turn, said)| {
            let fits = |actor: &usize| said.first().is_some_and(|who| fits[&(*actor, who.clone())]);
            turn.candidates.iter().map(fits).collect()
        })
        .collect();
    Case { id: gold.id.clone(), story, right, gold: all, fits }
}

/// The names of those who speak, and whose a name is by the scorer's rule.
struct Names(HashMap<String, Vec<String>>);

impl Names {
    fn new(gold: &Gold) -> Self {
        let speakers = gold.quotes.iter().filter_map(|quote| quote.speaker.clone());
        let aliases = |name: String| {
            let mut all = gold.people.get(&name).cloned().unwrap_or_default();
            all.push(name.clone());
            (name, all)
        };
        Self(speakers.map(aliases).collect())
    }

    fn fit(name: &str, aliases: &[String]) -> u8 {
        let mine = content_words(name);
        let of = |alias: &String| {
            let theirs = content_words(alias);
            match () {
                () if alias.trim().to_lowercase() == name.trim().to_lowercase() => 2,
                () if !mine.is_empty()
                    && !theirs.is_empty()
                    && (mine.is_subset(&theirs) || theirs.is_subset(&mine)) =>
                {
                    1
                }
                () => 0,
            }
        };
        aliases.iter().map(of).max().unwrap_or(0)
    }

    fn is(&self, name: &str, who: &str) -> bool {
        let fit = self.0.get(who).map_or(0, |aliases| Self::fit(name, aliases));
        let others = self.0.iter().filter(|(other, _)| *other != who);
        let rival = others.map(|(_, aliases)| Self::fit(name, aliases)).max().unwrap_or(0);
        fit > 0 && (fit > rival || fit == 2)
    }
}

/// In the first round the turns before are the right ones, later those that the model takes.
fn fit(cases: &[&Case]) -> Vec<f32> {
    Descent::new(BITS, RATE, DECAY).rounds(EPOCHS, cases.len(), 11, |descent, round, index| {
        let case = cases[index];
        let mut history = [None; 8];
        for (at, turn) in case.story.turns.iter().enumerate() {
            let right = &case.right[at];
            let told = right.iter().position(|&right| right).map(|place| turn.candidates[place]);
            let mut taken = turn.base;
            if turn.candidates.len() > 1 {
                let features = case.story.features(at, &history);
                let chances = chances(descent.weights(), BITS, &features);
                let best = (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b])).unwrap_or(0);
                // Told who spoke before, half of the time.
                let know = round == 0 || (at / 20 * 7919 + round * 31 + index * 101) % 100 < 50;
                taken = if know { told.or(taken) } else { Some(turn.candidates[best]) };
                if told.is_some() {
                    descent.choose(&features, &chances, right);
                }
            }
            if let Some((features, right)) = case.story.hidden(at, &history) {
                let chances = chances(descent.weights(), BITS, &features);
                descent.choose(&features, &chances, &right);
            }
            history = Story::after(&history, taken);
        }
    })
}

/// Right by the rules, right by the model, possible, all.
#[derive(Default)]
struct Table(BTreeMap<String, [usize; 4]>);

impl Table {
    fn print(&self, what: &str) {
        println!("{what}: rules, decided, possible");
        for (name, [base, right, possible, all]) in &self.0 {
            let share = |count: &usize| 100.0 * *count as f32 / *all as f32;
            println!("  {name:40} {:5.1} {:5.1} {:5.1} of {all}", share(base), share(right), share(possible));
        }
    }
}

fn judge(weights: &[f32], case: &Case, table: &mut Table, stated: &mut Vec<(f32, bool)>) {
    let decided = case.story.decode(|features| score(weights, BITS, features));
    for ((turn, gold), (actor, chance)) in case.story.turns.iter().zip(&case.gold).zip(decided) {
        for who in gold {
            let fits = |actor: usize| case.fits.get(&(actor, who.clone())).copied().unwrap_or(false);
            let right = actor.is_some_and(fits);
            let possible = turn.candidates.iter().any(|&actor| fits(actor));
            if turn.candidates.len() > 1 {
                stated.push((chance, right));
            }
            let mut names = vec!["all".to_owned(), format!("  {}", turn.sort)];
            if case.id.starts_with("pdnc") {
                names.push(case.id.clone());
            }
            for name in names {
                let row = table.0.entry(name).or_default();
                row[0] += usize::from(turn.base.is_some_and(fits));
                row[1] += usize::from(right);
                row[2] += usize::from(possible);
                row[3] += 1;
            }
        }
    }
}
