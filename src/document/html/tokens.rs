//! The tags and texts of a page, in order, on top of html5ever's tokenizer, and what a first look at them tells. No tree is built, so that
//! neither size nor nesting can hurt.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName};

use super::budget::{Budget, limit_attributes};
use crate::work;

/// A tag or text.
#[derive(Clone, Debug)]
pub enum Token {
    /// A start tag.
    Start(Start),
    /// An end tag.
    End(LocalName),
    /// Text, entities resolved.
    Text(StrTendril),
}

/// A start tag.
#[derive(Clone, Debug)]
pub struct Start {
    /// In lower case.
    pub name: LocalName,
    attributes: Box<[(LocalName, StrTendril)]>,
    /// It has no content: `<br>`, and in XHTML `<a/>`.
    pub empty: bool,
}

impl Start {
    /// One of this name with these attributes, which has content.
    pub fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        Self { name: name.into(), attributes, empty: false }
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| &**value)
    }

    /// The same tag of a picture with this description.
    pub fn described(&self, words: &str) -> Self {
        let others = self.attributes.iter().filter(|(name, _)| &**name != "alt").cloned();
        let own = (LocalName::from("alt"), StrTendril::from(words));
        Self { attributes: others.chain([own]).collect(), ..self.clone() }
    }

    /// The values of all attributes.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(_, value)| &**value)
    }

    /// The names and values of all attributes.
    pub fn named_values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Whether the attribute has this word among its words.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.get(attribute).is_some_and(|value| value.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(word)))
    }
}

/// Elements that have no content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What sort of markup it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Some elements never have content, some hold raw text.
    Html,
    /// The same, and any element may be empty: `<a/>`.
    Xhtml,
    /// No element is special.
    Xml,
}

struct Sink<'a> {
    tokens: RefCell<Vec<Token>>,
    budget: RefCell<&'a mut Budget>,
    dialect: Dialect,
}

impl Sink<'_> {
    fn tag(&self, tag: Tag) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        if tag.kind == TagKind::EndTag {
            self.budget.borrow_mut().spend(0);
            tokens.push(Token::End(tag.name));
            return TokenSinkResult::Continue;
        }
        self.budget.borrow_mut().spend(tag.attrs.len());
        let (html, xml) = (self.dialect != Dialect::Xml, self.dialect != Dialect::Html);
        let empty = html && is_void(&tag.name) || xml && tag.self_closing;
        let raw = match &*tag.name {
            _ if empty || !html => None,
            "title" | "textarea" => Some(RawKind::Rcdata),
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            _ => None,
        };
        let attributes = tag.attrs.into_iter().map(|Attribute { name, value }| (name.local, value)).collect();
        tokens.push(Token::Start(Start { name: tag.name, attributes, empty }));
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    /// The tokenizer cuts texts at each entity: the pieces are joined, so that `&` a million times is one token.
    fn text(&self, words: StrTendril) {
        let mut tokens = self.tokens.borrow_mut();
        if let Some(Token::Text(text)) = tokens.last_mut() {
            text.push_tendril(&words);
        } else {
            self.budget.borrow_mut().spend(0);
            tokens.push(Token::Text(words));
        }
    }
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Raw, _line: u64) -> TokenSinkResult<()> {
        match token {
            Raw::TagToken(tag) => return self.tag(tag),
            Raw::CharacterTokens(words) => self.text(words),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.dialect != Dialect::Html
    }
}

/// How much markup is given to the tokenizer at once, bytes: between two pieces the budget is checked, and a piece whose
/// texts are all taken is freed.
const PIECE: usize = 256 << 10;

/// The tokens of a page.
///
/// # Errors
///
/// Where the page has more of them than the budget allows.
pub fn tokens(markup: &str, dialect: Dialect, budget: &mut Budget) -> Result<Vec<Token>, String> {
    limited_tokens(&limit_attributes(markup, dialect), dialect, budget)
}

/// [`tokens`] of markup whose attributes are limited already.
pub fn limited_tokens(markup: &str, dialect: Dialect, budget: &mut Budget) -> Result<Vec<Token>, String> {
    let sink = Sink { tokens: RefCell::default(), budget: RefCell::new(budget), dialect };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = markup;
    while !rest.is_empty() {
        let end = (PIECE..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        queue.push_back(StrTendril::from_slice(piece));
        // The tokenizer pauses for scripts to run only where the sink asks for that.
        let _ = tokenizer.feed(&queue);
        tokenizer.sink.budget.borrow().check()?;
        rest = after;
    }
    tokenizer.end();
    let Sink { tokens, budget, .. } = tokenizer.sink;
    budget.into_inner().check()?;
    Ok(tokens.into_inner())
}

/// How large and deep a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Start tags.
    pub elements: usize,
    /// The deepest nesting, as far as end tags tell.
    pub depth: usize,
    /// Text outside scripts and styles, bytes.
    pub text: usize,
}

/// Measures a page.
pub fn size(tokens: &[Token]) -> Size {
    let mut size = Size::default();
    let (mut depth, mut silent) = (0_usize, false);
    for token in tokens {
        match token {
            Token::Start(start) => {
                size.elements += 1;
                silent = matches!(&*start.name, "script" | "style");
                // Their end tags may be left out.
                let counts = !start.empty && !has_implied_end(&start.name);
                depth += usize::from(counts);
                size.depth = size.depth.max(depth);
            }
            Token::End(name) => {
                silent = false;
                depth = depth.saturating_sub(usize::from(!has_implied_end(name)));
            }
            Token::Text(words) if !silent => size.text += words.len(),
            Token::Text(_) => {}
        }
    }
    size
}

fn has_implied_end(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "html"
            | "body"
            | "head"
    )
}

/// The most tags and texts in which the words of one heading, title or name are looked for.
const FAR: usize = 100;

/// The text from token `at` to the end tag of the element that starts before it, at most `most` bytes of it.
pub fn text_of(tokens: &[Token], at: usize, name: &str, most: usize) -> String {
    let mut text = String::new();
    for token in tokens.iter().skip(at).take(FAR) {
        work::step(1);
        match token {
            Token::Text(words) => text.push_str(words),
            Token::End(end) if &**end == name => break,
            _ => {}
        }
        if text.len() > most {
            break;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
