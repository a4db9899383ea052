//! Which pictures of a page are its article's, and what their captions say of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::elements::picture_source;
use super::super::tokens::Token;
use super::outline::Outline;
use crate::work;

/// Kept text of an element and all of its text, bytes; captions apart.
#[derive(Clone, Copy, Default)]
struct Text {
    kept: usize,
    all: usize,
    linked: usize,
}

/// The tokens of the pictures that lie in the article or that the reader view keeps, each with its caption where it has
/// one. The blocks of these captions are no longer kept: a caption is what a picture shows, and no part of the text.
pub fn of_article(
    outline: &Outline,
    tokens: &[Token],
    kept: &mut [bool],
    shown: &FxHashSet<&str>,
) -> FxHashMap<usize, Option<String>> {
    let figures = figures(outline);
    let texts = texts(outline, kept, &figures);
    let mut captions = captions(outline, &figures);
    let mut captioned = FxHashSet::default();
    let mut sources = FxHashSet::default();
    let mut pictures = FxHashMap::default();
    for &(token, element) in &outline.pictures {
        let source = match tokens.get(token) {
            Some(Token::Start(start)) => picture_source(start),
            _ => None,
        };
        let around =
            outline.path(element).inspect(|_| work::step(1)).find_map(|at| texts.get(at).filter(|text| text.all > 0));
        let Text { kept, all, linked } = around.copied().unwrap_or_default();
        let of_text = kept * 2 >= all && all > 0;
        let of_reader = source.is_some_and(|source| shown.contains(source)) && linked * 2 <= all;
        // Pages that load their pictures late have each of them twice.
        if !(of_text || of_reader) || source.is_some_and(|source| !sources.insert(source)) {
            continue;
        }
        let figure = figures.get(element).copied().flatten();
        let caption = figure.filter(|&figure| captioned.insert(figure)).and_then(|figure| captions.remove(&figure));
        pictures.insert(token, caption.filter(|words| !words.is_empty()));
    }
    for (block, kept) in outline.blocks.iter().zip(kept) {
        *kept &= figures.get(block.element).copied().flatten().is_none_or(|figure| !captioned.contains(&figure));
    }
    pictures
}

/// Of each element the figure it lies in: a `<figure>` with a picture and no more text than a caption has.
fn figures(outline: &Outline) -> Vec<Option<usize>> {
    const CAPTION: usize = 600;
    let mut figures: Vec<Option<usize>> = Vec::with_capacity(outline.elements.len());
    for (at, element) in outline.elements.iter().enumerate() {
        let own = &*element.name == "figure" && element.text <= CAPTION;
        let outer = figures.get(element.parent).copied().flatten();
        figures.push(outer.or(own.then_some(at)));
    }
    let mut pictured = vec![false; outline.elements.len()];
    for (_, element) in &outline.pictures {
        if let Some(figure) = figures.get(*element).copied().flatten().and_then(|figure| pictured.get_mut(figure)) {
            *figure = true;
        }
    }
    figures.into_iter().map(|figure| figure.filter(|&at| pictured.get(at) == Some(&true))).collect()
}

fn texts(outline: &Outline, kept: &[bool], figures: &[Option<usize>]) -> Vec<Text> {
    let mut texts = vec![Text::default(); outline.elements.len()];
    for (block, kept) in outline.blocks.iter().zip(kept) {
        if let (Some(text), Some(None)) = (texts.get_mut(block.element), figures.get(block.element)) {
            text.all += block.text.len();
            text.linked += block.linked;
            text.kept += if *kept { block.text.len() } else { 0 };
        }
    }
    for at in (1..texts.len()).rev() {
        let Text { kept, all, linked } = texts.get(at).copied().unwrap_or_default();
        let parent = outline.elements.get(at).and_then(|element| texts.get_mut(element.parent));
        if let Some(parent) = parent {
            parent.kept += kept;
            parent.all += all;
            parent.linked += linked;
        }
    }
    texts
}

/// The words of the blocks of each figure.
fn captions(outline: &Outline, figures: &[Option<usize>]) -> FxHashMap<usize, String> {
    let mut captions: FxHashMap<usize, String> = FxHashMap::default();
    for block in &outline.blocks {
        if let Some(figure) = figures.get(block.element).copied().flatten() {
            let words = captions.entry(figure).or_default();
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(&block.text);
        }
    }
    captions
}
