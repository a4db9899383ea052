//! The blocks of text of a page, and the elements around them. A tree of parents only; nothing recursive.

use html5ever::LocalName;

use super::super::elements::{self, is_block};
use super::super::tokens::Token;
use crate::linear::{hash_on, hash_word};

/// The most words of the attributes of one element that are kept.
const WORDS: usize = 12;

/// An element around text.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name.
    pub name: LocalName,
    /// The hash of its name.
    pub tag: u32,
    /// The element around it; the first element is its own parent.
    pub parent: usize,
    /// Hashes of the words of its class, id, role and similar attributes.
    pub words: Vec<u32>,
    /// Not shown, or inside of what is not shown.
    pub hidden: bool,
    /// Bytes of text inside of it, and of those in links.
    pub text: usize,
    /// Bytes of text in links.
    pub linked: usize,
    /// Blocks of text directly in it or in blocks that hold nothing else.
    pub blocks: usize,
    /// Bytes of text that the reader view keeps.
    pub kept: usize,
}

/// A run of text between two ends of block elements.
#[derive(Clone, Debug)]
pub struct Block {
    /// The block element it lies in, its place in [`Outline::elements`].
    pub element: usize,
    /// The first token of its text and the token behind the last.
    pub tokens: std::ops::Range<usize>,
    /// Its text, white space collapsed.
    pub text: String,
    /// Bytes of text in links.
    pub linked: usize,
    /// Bytes of text in strong or emphasised type.
    pub strong: usize,
    /// It has a picture, a time.
    pub has_time: bool,
}

/// A page as blocks of text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// In the order of their start tags; the first is the page.
    pub elements: Vec<Element>,
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// The tokens of pictures, and the elements they lie in.
    pub pictures: Vec<(usize, usize)>,
    /// The page has classes, or parts that are named as navigation and the like: it is more than a text.
    pub laid_out: bool,
}

/// An open element.
struct Open {
    name: LocalName,
    block: bool,
    /// Its place among the elements.
    at: usize,
    link: bool,
    strong: bool,
}

/// Reads tokens into an outline.
#[derive(Default)]
struct Builder {
    outline: Outline,
    stack: Vec<Open>,
    links: usize,
    strong: usize,
    block: Option<Block>,
    /// Nothing but white space since a line break.
    broken: bool,
}

impl Outline {
    /// The outline of a page.
    pub fn of(tokens: &[Token]) -> Self {
        let mut builder = Builder::default();
        builder.outline.elements.push(Element {
            name: LocalName::from("html"),
            tag: hash_word("html"),
            parent: 0,
            words: Vec::new(),
            hidden: false,
            text: 0,
            linked: 0,
            blocks: 0,
            kept: 0,
        });
        for (at, token) in tokens.iter().enumerate() {
            builder.token(at, token);
        }
        builder.close();
        builder.outline.add_up();
        builder.outline
    }

    /// An element and those around it, from the inside, by their places.
    pub fn path(&self, element: usize) -> impl Iterator<Item = usize> {
        let parent = |&at: &usize| self.elements.get(at).map(|element| element.parent).filter(|&parent| parent != at);
        std::iter::successors(Some(element), parent)
    }

    /// An element and those around it, from the inside.
    pub fn around(&self, element: usize) -> impl Iterator<Item = &Element> {
        self.path(element).filter_map(|at| self.elements.get(at))
    }

    /// Notes which blocks the reader view keeps.
    pub fn keep(&mut self, kept: &[bool]) {
        for (block, _) in self.blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
            if let Some(element) = self.elements.get_mut(block.element) {
                element.kept += block.text.len();
            }
        }
        for at in (1..self.elements.len()).rev() {
            let Some(&Element { parent, kept, .. }) = self.elements.get(at) else { continue };
            self.elements.get_mut(parent).into_iter().for_each(|parent| parent.kept += kept);
        }
    }

    /// The sums of what lies in each element: children come behind their parents.
    fn add_up(&mut self) {
        for block in &self.blocks {
            if let Some(element) = self.elements.get_mut(block.element) {
                element.text += block.text.len();
                element.linked += block.linked;
                element.blocks += 1;
            }
        }
        for at in (1..self.elements.len()).rev() {
            let Some(&Element { parent, text, linked, blocks, .. }) = self.elements.get(at) else { continue };
            if let Some(parent) = self.elements.get_mut(parent) {
                parent.text += text;
                parent.linked += linked;
                parent.blocks += blocks;
            }
        }
    }
}

impl Builder {
    fn token(&mut self, at: usize, token: &Token) {
        match token {
            Token::Start(start) => {
                let name: &str = &start.name;
                self.pop(elements::ended_by_start(self.open(), name));
                let block = is_block(name);
                // Two line breaks in a row part paragraphs.
                if block || name == "br" && self.broken {
                    self.close();
                }
                self.broken = name == "br";
                if name == "time" {
                    self.block.iter_mut().for_each(|block| block.has_time = true);
                }
                let parent = self.stack.last().map_or(0, |open| open.at);
                if name == "img" && !self.element(parent).is_some_and(|it| it.hidden) {
                    self.outline.pictures.push((at, parent));
                }
                if start.empty {
                    return;
                }
                let hidden = elements::is_hidden(start, false) || self.element(parent).is_some_and(|it| it.hidden);
                let place = if block || hidden { self.push(start, parent, hidden) } else { parent };
                let (link, strong) = (name == "a", matches!(name, "b" | "strong" | "em" | "i"));
                self.links += usize::from(link);
                self.strong += usize::from(strong);
                self.stack.push(Open { name: start.name.clone(), block, at: place, link, strong });
            }
            Token::End(name) => self.pop(elements::ended(self.open(), name)),
            Token::Text(words) => self.text(at, words),
        }
    }

    fn element(&self, at: usize) -> Option<&Element> {
        self.outline.elements.get(at)
    }

    fn push(&mut self, start: &super::super::tokens::Start, parent: usize, hidden: bool) -> usize {
        let attributes = ["class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label"];
        let values = attributes.iter().filter_map(|name| start.get(name));
        let words = values.flat_map(words_of).take(WORDS).collect();
        let is_part =
            matches!(&*start.name, "nav" | "aside" | "footer" | "header" | "form" | "article" | "main" | "section");
        self.outline.laid_out |= is_part || start.get("class").is_some();
        let tag = hash_word(&start.name);
        let name = start.name.clone();
        let element = Element { name, tag, parent, words, hidden, text: 0, linked: 0, blocks: 0, kept: 0 };
        self.outline.elements.push(element);
        self.outline.elements.len() - 1
    }

    fn text(&mut self, at: usize, words: &str) {
        let place = self.stack.last().map_or(0, |open| open.at);
        if self.element(place).is_some_and(|element| element.hidden) {
            return;
        }
        let mut flat = String::new();
        elements::collapse(words, &mut flat);
        if flat.trim().is_empty() {
            if let Some(block) = &mut self.block {
                block.text.push(' ');
            }
            return;
        }
        self.broken = false;
        let block = self.block.get_or_insert_with(|| Block {
            element: place,
            tokens: at..at + 1,
            text: String::new(),
            linked: 0,
            strong: 0,
            has_time: false,
        });
        block.tokens.end = at + 1;
        let before = block.text.len();
        let flat = if block.text.ends_with(' ') || block.text.is_empty() { flat.trim_start() } else { &flat };
        block.text.push_str(flat);
        let added = block.text.len() - before;
        block.linked += if self.links > 0 { added } else { 0 };
        block.strong += if self.strong > 0 { added } else { 0 };
    }

    /// The end of a block of text.
    fn close(&mut self) {
        if let Some(mut block) = self.block.take() {
            block.text.truncate(block.text.trim_end().len());
            self.outline.blocks.push(block);
        }
    }

    /// The open elements, the innermost first.
    fn open(&self) -> impl Iterator<Item = elements::Open<'_>> {
        self.stack.iter().rev().map(|open| (&open.name, open.block))
    }

    fn pop(&mut self, elements: usize) {
        for _ in 0..elements {
            let Some(open) = self.stack.pop() else { return };
            self.links -= usize::from(open.link);
            self.strong -= usize::from(open.strong);
            if open.block {
                self.close();
            }
        }
    }
}

/// Hashes of the words of an attribute, in lower case: `article__bodyText` has three. Numbers say nothing.
fn words_of(value: &str) -> impl Iterator<Item = u32> {
    let mut words = Vec::new();
    let mut hash = None;
    let mut lower_before = false;
    for c in value.chars().take(200) {
        if !c.is_ascii_alphabetic() {
            words.extend(hash.take());
            lower_before = false;
            continue;
        }
        if c.is_ascii_uppercase() && lower_before {
            words.extend(hash.take());
        }
        lower_before = c.is_ascii_lowercase();
        let mut byte = [0; 4];
        let letter = c.to_ascii_lowercase().encode_utf8(&mut byte);
        hash = Some(hash.map_or_else(|| hash_word(letter), |hash| hash_on(hash, letter)));
    }
    words.extend(hash);
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Budget, Dialect, tokens};
    use super::*;

    fn outline(page: &str) -> Outline {
        Outline::of(&tokens(page, Dialect::Html, &mut Budget::default()).unwrap())
    }

    #[test]
    fn blocks_end_where_block_elements_begin_and_end() {
        let page =
            outline("<div>Havn <b>votes</b> today<p>One <a href=x>two</a>\n three<p>Four</div>five<script>x</script>");
        let texts: Vec<&str> = page.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Havn votes today", "One two three", "Four", "five"]);
        assert_eq!(page.blocks[1].linked, 3);
        assert_eq!(page.blocks[0].strong, 5);
    }

    #[test]
    fn elements_know_what_lies_in_them() {
        let page = outline("<main><article class='story-Body x2'><p>One<p>Two</article></main>");
        let names: Vec<&str> = page.around(page.blocks[0].element).map(|element| &*element.name).collect();
        assert_eq!(names, ["p", "article", "main", "html"]);
        let article = &page.elements[2];
        assert_eq!((article.text, article.blocks), (6, 2));
        assert_eq!(article.words, [hash_word("story"), hash_word("body"), hash_word("x")]);
    }
}
