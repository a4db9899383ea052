//! What is known of a block of text on a page, as hashed features.

use super::outline::{Block, Element, Outline};
use crate::linear::{Feature, hash_word, join};

/// How many elements around a block are looked at.
const AROUND: usize = 12;
/// Blocks of more words are running text: their words say nothing about what they are for.
const SHORT: usize = 14;

/// What the page and the reader view say of its blocks.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    /// The reader view keeps the block.
    pub kept: Vec<bool>,
    /// The page states the words of its article.
    pub has_body: bool,
    /// The block is in these words.
    pub in_body: Vec<bool>,
    /// The block is the page's description of its article, or a part of it.
    pub described: Vec<bool>,
    /// The block is the title.
    pub is_title: Vec<bool>,
    /// How often the page has a block of this text.
    pub times: Vec<u32>,
}

/// Elements that say what lies in them is for.
const SECTIONS: [&str; 18] = [
    "nav",
    "footer",
    "header",
    "aside",
    "article",
    "main",
    "form",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "table",
    "section",
    "blockquote",
    "dl",
    "address",
    "details",
    "label",
];

/// The features of one page's blocks.
pub struct Features<'p> {
    outline: &'p Outline,
    signals: &'p Signals,
    /// The block of the title.
    title: Option<usize>,
    /// Bytes of the text that the reader view keeps, before each block.
    kept_before: Vec<usize>,
}

/// Collects features.
struct Sink {
    out: Vec<Feature>,
    salt: u32,
}

impl Sink {
    fn add(&mut self, template: u32, values: &[u32]) {
        let start = join(self.salt, template);
        self.out.push(values.iter().fold(start, |hash, &value| join(hash, value)));
    }
}

impl<'p> Features<'p> {
    /// Of the blocks of an outline.
    pub fn new(outline: &'p Outline, signals: &'p Signals) -> Self {
        let title = signals.is_title.iter().position(|&is| is);
        let mut sum = 0;
        let kept_before = outline.blocks.iter().zip(&signals.kept).map(|(block, &kept)| {
            let before = sum;
            sum += if kept { block.text.len() } else { 0 };
            before
        });
        let kept_before: Vec<usize> = kept_before.collect();
        Self { outline, signals, title, kept_before: kept_before.into_iter().chain([sum]).collect() }
    }

    /// The features of a block; for the second look, those of what the first one made of all blocks.
    pub fn of(&self, at: usize, first: Option<&FirstLook>) -> Vec<Feature> {
        let salt = if first.is_some() { 0x5eca_11ed } else { 0x0a27_1c1e };
        let mut sink = Sink { out: Vec::with_capacity(160), salt };
        let Some(block) = self.outline.blocks.get(at) else { return Vec::new() };
        sink.add(0, &[]);
        if let Some(first) = first {
            self.second(at, block, first, &mut sink);
            return sink.out;
        }
        self.elements(block, &mut sink);
        text(block, &mut sink);
        self.signals(at, block, &mut sink);
        self.place(at, &mut sink);
        self.neighbours(at, &mut sink);
        sink.out
    }

    fn elements(&self, block: &Block, sink: &mut Sink) {
        let mut tags = [0; 4];
        for (up, element) in self.outline.around(block.element).take(AROUND).enumerate() {
            if let Some(tag) = tags.get_mut(up) {
                *tag = element.tag;
            }
            let level = [0, 1, 2, 2].get(up).copied().unwrap_or(3);
            for &word in &element.words {
                sink.add(1, &[level, word]);
                sink.add(2, &[word]);
            }
            if let Some(section) = SECTIONS.iter().position(|&name| name == &*element.name) {
                sink.add(3, &[section as u32]);
                sink.add(4, &[section as u32, size(block.text.len())]);
            }
        }
        let [own, parent, grand, _] = tags;
        sink.add(5, &[own]);
        sink.add(6, &[own, parent]);
        sink.add(7, &[own, parent, grand]);
        for (up, element) in self.outline.around(block.element).skip(1).take(3).enumerate() {
            let up = up as u32;
            sink.add(8, &[up, size(element.text)]);
            sink.add(9, &[up, share(element.linked, element.text)]);
            sink.add(10, &[up, size(element.blocks), size(element.text)]);
            sink.add(11, &[up, share(element.kept, element.text)]);
        }
    }

    fn signals(&self, at: usize, block: &Block, sink: &mut Sink) {
        let Signals { kept, has_body, in_body, described, times, .. } = self.signals;
        let flag = |flags: &[bool], at: usize| u32::from(flags.get(at).copied().unwrap_or(false));
        let length = size(block.text.len());
        let own = flag(kept, at);
        sink.add(20, &[own]);
        sink.add(21, &[own, length]);
        sink.add(22, &[own, share(block.linked, block.text.len())]);
        let body = u32::from(*has_body) + flag(in_body, at);
        sink.add(23, &[body]);
        sink.add(24, &[body, own, length]);
        sink.add(25, &[flag(described, at), own]);
        sink.add(26, &[times.get(at).copied().unwrap_or(1).min(3), own]);
        let before = |back: usize| at.checked_sub(back).map_or(2, |at| flag(kept, at));
        let after = |on: usize| if at + on < kept.len() { flag(kept, at + on) } else { 2 };
        sink.add(27, &[before(1), own, after(1)]);
        sink.add(28, &[before(2), before(1), own, after(1), after(2)]);
        let body_at = |at: Option<usize>| at.map_or(2, |at| flag(in_body, at));
        sink.add(29, &[u32::from(*has_body), body_at(at.checked_sub(1)), body, body_at(Some(at + 1))]);
    }

    fn place(&self, at: usize, sink: &mut Sink) {
        let all = self.outline.blocks.len().max(1);
        sink.add(40, &[(at * 10 / all) as u32]);
        let title = match self.title {
            None => 0,
            Some(title) if at == title => 1,
            Some(title) if at < title => 2 + size(title - at),
            Some(title) => 40 + size(at - title),
        };
        sink.add(41, &[title]);
        // How much of what the reader view keeps comes before and behind.
        let sum = self.kept_before.last().copied().unwrap_or(0);
        let before = self.kept_before.get(at).copied().unwrap_or(0);
        let kept = u32::from(self.signals.kept.get(at).copied().unwrap_or(false));
        sink.add(42, &[share(before, sum), kept]);
        sink.add(43, &[u32::from(before == 0), u32::from(before == sum), title.min(41)]);
    }

    fn neighbours(&self, at: usize, sink: &mut Sink) {
        let blocks = &self.outline.blocks;
        for (place, other) in [at.wrapping_sub(1), at + 1, at.wrapping_sub(2), at + 2].into_iter().enumerate() {
            let place = place as u32;
            let Some(other) = blocks.get(other) else {
                sink.add(50, &[place]);
                continue;
            };
            sink.add(51, &[place, size(other.text.len()), share(other.linked, other.text.len())]);
            let tag = self.outline.elements.get(other.element).map_or(0, |element| element.tag);
            sink.add(52, &[place, tag]);
            sink.add(53, &[place, u32::from(ends_sentence(&other.text))]);
        }
        let same = |other: Option<&Block>| {
            let parent =
                |block: &Block| self.outline.elements.get(block.element).map(|element: &Element| element.parent);
            u32::from(other.is_some_and(|other| blocks.get(at).is_some_and(|own| parent(own) == parent(other))))
        };
        sink.add(54, &[same(at.checked_sub(1).and_then(|at| blocks.get(at))), same(blocks.get(at + 1))]);
    }

    /// What the first look made of the block, those beside it and those in the same elements.
    fn second(&self, at: usize, block: &Block, first: &FirstLook, sink: &mut Sink) {
        let chances = &first.chances;
        let level = |at: Option<usize>| at.and_then(|at| chances.get(at)).map_or(6, |&chance| tenths(chance) / 2);
        let own = chances.get(at).copied().unwrap_or(0.0);
        let fine = (own * 19.99) as u32;
        let coarse = fine / 4;
        let length = size(block.text.len());
        let kept = u32::from(self.signals.kept.get(at).copied().unwrap_or(false));
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        sink.add(60, &[fine]);
        sink.add(61, &[fine, length]);
        sink.add(62, &[level(before), coarse, level(after)]);
        sink.add(63, &[level(at.checked_sub(2)), level(before), level(after), level(Some(at + 2))]);
        for (nth, radius) in [3_usize, 8, 20].into_iter().enumerate() {
            sink.add(64, &[nth as u32, tenths(first.near(at, radius)), coarse]);
        }
        for (up, element) in self.outline.path(block.element).skip(1).take(4).enumerate() {
            sink.add(65, &[up as u32, tenths(first.share(element)), coarse]);
        }
        let inside = self.outline.path(block.element).position(|element| element == first.main);
        let depth = inside.map_or(9, |depth| depth.min(6) as u32);
        sink.add(66, &[depth, coarse]);
        sink.add(67, &[depth, length, kept]);
        let place = match (first.sure.first(), first.sure.last()) {
            (Some(&from), _) if at < from => 1 + size((from - at).min(40)),
            (_, Some(&to)) if at > to => 30 + size((at - to).min(40)),
            (None, _) => 60,
            _ => 0,
        };
        sink.add(68, &[place, coarse]);
        sink.add(69, &[place.min(1), u32::from(place >= 30), depth, kept, coarse]);
    }
}

/// What the first look made of all blocks.
#[derive(Clone, Debug, Default)]
pub struct FirstLook {
    chances: Vec<f32>,
    /// The bytes of text before each block, and how many of them are expected to be of the article.
    before: Vec<(f32, f32)>,
    /// The same inside of each element.
    inside: Vec<(f32, f32)>,
    /// The innermost element that holds nearly all that is expected.
    main: usize,
    /// The blocks that are surely of the article.
    sure: Vec<usize>,
}

impl FirstLook {
    /// Of these probabilities.
    pub fn new(outline: &Outline, chances: Vec<f32>) -> Self {
        let mut before = vec![(0.0, 0.0)];
        let mut inside = vec![(0.0, 0.0); outline.elements.len()];
        for (block, chance) in outline.blocks.iter().zip(&chances) {
            let bytes = block.text.len() as f32;
            let (all, expected) = before.last().copied().unwrap_or_default();
            before.push((all + bytes, expected + bytes * chance));
            if let Some(element) = inside.get_mut(block.element) {
                *element = (element.0 + bytes, element.1 + bytes * chance);
            }
        }
        for at in (1..outline.elements.len()).rev() {
            let (all, expected) = inside.get(at).copied().unwrap_or_default();
            let parent = outline.elements.get(at).map_or(0, |element| element.parent);
            if let Some(element) = inside.get_mut(parent) {
                *element = (element.0 + all, element.1 + expected);
            }
        }
        let whole = inside.first().map_or(0.0, |(_, expected)| *expected);
        // Children come behind their parents: the last of those that hold it is the innermost.
        let main = inside.iter().rposition(|(_, expected)| *expected >= 0.85 * whole).unwrap_or(0);
        let sure = (0..chances.len()).filter(|&at| chances.get(at).is_some_and(|&chance| chance > 0.8));
        let sure = sure.filter(|&at| outline.blocks.get(at).is_some_and(|block| block.text.len() > 80)).collect();
        Self { chances, before, inside, main, sure }
    }

    fn near(&self, at: usize, radius: usize) -> f32 {
        let end = (at + radius + 1).min(self.chances.len());
        let (from, to) = (self.before.get(at.saturating_sub(radius)), self.before.get(end));
        let ((all, expected), (all_to, expected_to)) =
            (from.copied().unwrap_or_default(), to.copied().unwrap_or_default());
        (expected_to - expected) / (all_to - all).max(1.0)
    }

    fn share(&self, element: usize) -> f32 {
        let (all, expected) = self.inside.get(element).copied().unwrap_or_default();
        expected / all.max(1.0)
    }
}

fn tenths(share: f32) -> u32 {
    (share * 9.99) as u32
}

/// What the text of a block looks like.
fn text(block: &Block, sink: &mut Sink) {
    let Block { text, linked, strong, has_time, .. } = block;
    let length = size(text.len());
    let links = share(*linked, text.len());
    let ends = u32::from(ends_sentence(text));
    sink.add(70, &[length]);
    sink.add(71, &[links]);
    sink.add(72, &[length, links]);
    sink.add(73, &[ends, length]);
    sink.add(74, &[share(*strong, text.len()), length]);
    sink.add(75, &[u32::from(*has_time), length]);
    let count = |wanted: fn(char) -> bool| text.chars().filter(|&c| wanted(c)).count();
    sink.add(76, &[size(count(|c| c == ',' || c == '、' || c == '，')), length]);
    sink.add(77, &[share(count(char::is_uppercase), text.len()), length]);
    sink.add(78, &[share(count(|c| c.is_ascii_digit()), text.len()), length]);
    sink.add(79, &[u32::from(text.contains(['“', '”', '„', '«', '»', '"', '「'])), length]);
    sink.add(80, &[u32::from(text.contains(['|', '©', '@', '/', '›', '→', '▶'])), length]);
    sink.add(81, &[u32::from(text.starts_with(char::is_lowercase)), length]);
    let words: Vec<u32> = words(text).take(SHORT + 1).map(hash_word).collect();
    if words.len() <= SHORT {
        for &word in &words {
            sink.add(82, &[word]);
        }
        for pair in words.windows(2) {
            sink.add(83, pair);
        }
        sink.add(84, &[words.len() as u32, ends, links]);
    }
    for (nth, &word) in words.iter().take(3).enumerate() {
        sink.add(85, &[nth as u32, word]);
    }
    if let [first, second, ..] = words.as_slice() {
        sink.add(86, &[*first, *second]);
    }
}

/// The words of a text without marks.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', '“', ')', '」']).ends_with(['.', '!', '?', '。', '…', '！', '？', ':'])
}

/// A number as one of few sizes, two to each doubling.
fn size(number: usize) -> u32 {
    let number = number as u32;
    let half = if number < 4 { 0 } else { number >> (number.ilog2() - 1) & 1 };
    if number < 4 { number } else { number.ilog2() * 2 + half }
}

/// A share as one of six sizes.
fn share(part: usize, whole: usize) -> u32 {
    match (part * 100) / whole.max(1) {
        0 => 0,
        1..=10 => 1,
        11..=30 => 2,
        31..=60 => 3,
        61..=90 => 4,
        _ => 5,
    }
}
