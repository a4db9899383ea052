//! Which blocks of a web page are its article: a trained decision over each block, for which the reader view of browsers
//! and the words that the page states are signs among others.

pub mod feature;
pub mod outline;
mod pictures;
pub mod shingles;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::PageData;
use super::tokens::Token;
use crate::linear::{Feature, Linear, logistic};
use crate::work;
pub use feature::{Features, FirstLook, Signals};
pub use outline::Outline;
pub use shingles::{Shingles, hashed};

static MODEL: &[u8] = include_bytes!("../../../../assets/models/page.bin");

/// A block whose probability is higher is of the article.
const FLOOR: f32 = 0.5;
/// Blocks of fewer bytes are looked for as a whole; of longer ones a beginning is enough.
const BEGINNING: usize = 40;

/// The probability of each block that it is of the article, by a first and a second look at it.
pub fn probabilities(outline: &Outline, signals: &Signals, model: impl Fn(&[Feature]) -> f32) -> Vec<f32> {
    let features = Features::new(outline, signals);
    let look = |first: Option<&FirstLook>| -> Vec<f32> {
        (0..outline.blocks.len()).map(|at| logistic(model(&features.of(at, first)))).collect()
    };
    let first = FirstLook::new(outline, look(None));
    look(Some(&first))
}

/// The tokens of the article: all tags but those of pictures that are not its, and the texts of its blocks. `None` where
/// the page has no such block. `shown`: the addresses of the pictures that the reader view keeps.
pub fn select(outline: &Outline, signals: &Signals, tokens: &[Token], shown: &FxHashSet<&str>) -> Option<Vec<Token>> {
    let model = Linear::new(MODEL);
    let chances = probabilities(outline, signals, |features| model.score(features));
    let mut kept: Vec<bool> = chances.iter().map(|&chance| chance > FLOOR).collect();
    if !kept.contains(&true) {
        return None;
    }
    keep_quoted(outline, signals, &mut kept);
    keep_small(outline, &mut kept);
    keep_terms(outline, &mut kept);
    let pictures = pictures::of_article(outline, tokens, &mut kept, shown);
    let mut keep: Vec<bool> = tokens.iter().map(|token| !matches!(token, Token::Text(_))).collect();
    for (block, _) in outline.blocks.iter().zip(&kept).filter(|(_, kept)| **kept) {
        keep.get_mut(block.tokens.clone()).into_iter().flatten().for_each(|it| *it = true);
    }
    let selected = tokens.iter().enumerate().filter(|(at, _)| keep.get(*at) == Some(&true)).filter_map(
        |(at, token)| match token {
            Token::Start(start) if &*start.name == "img" => {
                let caption = pictures.get(&at)?;
                Some(Token::Start(caption.as_deref().map_or_else(|| start.clone(), |words| start.described(words))))
            }
            token => Some(token.clone()),
        },
    );
    Some(selected.collect())
}

/// Keeps what is set apart as quoted within the article, where the reader view keeps it too: posts with their writers.
fn keep_quoted(outline: &Outline, signals: &Signals, kept: &mut [bool]) {
    let quoted = |block: &outline::Block| {
        outline
            .path(block.element)
            .inspect(|_| work::step(1))
            .find(|&at| outline.elements.get(at).is_some_and(|it| &*it.name == "blockquote"))
    };
    let all: Vec<Option<usize>> = outline.blocks.iter().map(quoted).collect();
    let mut at = 0;
    while let Some(&quotation) = all.get(at) {
        let end = at + all.iter().skip(at).take_while(|&&other| other == quotation).count();
        let beside = at.checked_sub(1).into_iter().chain(at..=end);
        let mut of_article = beside.map(|at| kept.get(at).copied().unwrap_or(false));
        if quotation.is_some() && of_article.any(|kept| kept) {
            let of_reader = signals.kept.get(at..end).unwrap_or_default();
            for (kept, &of_reader) in kept.get_mut(at..end).into_iter().flatten().zip(of_reader) {
                *kept |= of_reader;
            }
        }
        at = end;
    }
}

/// Pages with less text of their own than this are too small to say what of it is the article, bytes.
const SMALL: usize = 1500;

/// Keeps all that is no navigation on a small page of which most would be lost.
fn keep_small(outline: &Outline, kept: &mut [bool]) {
    let is_part = |name: &str| matches!(name, "nav" | "footer" | "aside" | "form" | "header");
    let own = |block: &outline::Block| {
        block.linked * 2 <= block.text.len() && !outline.around(block.element).any(|it| is_part(&it.name))
    };
    let own: Vec<bool> = outline.blocks.iter().map(own).collect();
    let sum = |chosen: &dyn Fn(usize) -> bool| -> usize {
        outline.blocks.iter().enumerate().filter(|(at, _)| chosen(*at)).map(|(_, block)| block.text.len()).sum()
    };
    let all = sum(&|at| own.get(at) == Some(&true));
    let left = sum(&|at| own.get(at) == Some(&true) && kept.get(at) == Some(&true));
    if all < SMALL && left * 5 < all * 3 {
        kept.iter_mut().zip(own).for_each(|(kept, own)| *kept |= own);
    }
}

/// Keeps a term whose definition is kept.
fn keep_terms(outline: &Outline, kept: &mut [bool]) {
    let is = |at: usize, name: &str| {
        let block = outline.blocks.get(at);
        block.is_some_and(|block| outline.around(block.element).take(3).any(|it| &*it.name == name))
    };
    for at in (1..kept.len()).rev() {
        if kept.get(at) == Some(&true) && is(at, "dd") && is(at - 1, "dt") {
            kept.get_mut(at - 1).into_iter().for_each(|term| *term = true);
        }
    }
}

/// The signs of the blocks of a page: its own data, and the outline of what the reader view keeps.
pub fn signals(outline: &mut Outline, data: &PageData, reader: Option<&Outline>) -> Signals {
    let mut in_reader: FxHashSet<&str> = FxHashSet::default();
    for block in reader.iter().flat_map(|reader| &reader.blocks) {
        in_reader.extend([block.text.as_str(), beginning(&block.text)]);
    }
    let body = data.body.as_deref().map(Shingles::of).unwrap_or_default();
    let described = data.description.as_deref().map(Shingles::of).unwrap_or_default();
    let titles = [&data.headline, &data.heading].map(|title| title.as_deref().map(hashed).unwrap_or_default());
    let texts: Vec<Vec<u32>> = outline.blocks.iter().map(|block| hashed(&block.text)).collect();
    let mut times: FxHashMap<&[u32], u32> = FxHashMap::default();
    for text in &texts {
        *times.entry(text).or_default() += 1;
    }
    let mut signals = Signals { has_body: !body.is_empty(), ..Signals::default() };
    for (block, text) in outline.blocks.iter().zip(&texts) {
        let long = block.text.len() >= BEGINNING;
        let whole = in_reader.contains(block.text.as_str());
        signals.kept.push(whole || long && in_reader.contains(beginning(&block.text)));
        signals.in_body.push(body.has(text));
        signals.described.push(described.has(text));
        signals.is_title.push(titles.contains(text) && !text.is_empty());
        signals.times.push(times.get(text.as_slice()).copied().unwrap_or(1));
    }
    outline.keep(&signals.kept);
    signals
}

/// The beginning of a text, by which a block is known again where the reader view cuts its end.
fn beginning(text: &str) -> &str {
    let end = (BEGINNING..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}
