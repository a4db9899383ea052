//! The tags and texts of a page, in order, on top of html5ever's tokenizer, and what a first look at them tells. No tree is built, so that
//! neither size nor nesting can hurt.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName};

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
    attributes: Vec<Attribute>,
    /// It has no content: `<br>`, and in XHTML `<a/>`.
    pub empty: bool,
}

impl Start {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
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

struct Sink {
    tokens: RefCell<Vec<Token>>,
    dialect: Dialect,
}

impl Sink {
    fn tag(&self, tag: Tag) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        if tag.kind == TagKind::EndTag {
            tokens.push(Token::End(tag.name));
            return TokenSinkResult::Continue;
        }
        let (html, xml) = (self.dialect != Dialect::Xml, self.dialect != Dialect::Html);
        let empty = html && is_void(&tag.name) || xml && tag.self_closing;
        let raw = match &*tag.name {
            _ if empty || !html => None,
            "title" | "textarea" => Some(RawKind::Rcdata),
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            _ => None,
        };
        tokens.push(Token::Start(Start { name: tag.name, attributes: tag.attrs, empty }));
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Raw, _line: u64) -> TokenSinkResult<()> {
        match token {
            Raw::TagToken(tag) => return self.tag(tag),
            Raw::CharacterTokens(words) => self.tokens.borrow_mut().push(Token::Text(words)),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.dialect != Dialect::Html
    }
}

/// The tokens of a page.
pub fn tokens(markup: &str, dialect: Dialect) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink { tokens: RefCell::default(), dialect }, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // A tendril holds less than 4 GiB; inputs are far smaller.
    queue.push_back(StrTendril::from_slice(markup));
    // It pauses for scripts to run only where the sink asks for that.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
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

/// The text from token `at` to the end tag of the element that starts before it, at most `most` bytes of it.
pub fn text_of(tokens: &[Token], at: usize, name: &str, most: usize) -> String {
    let mut text = String::new();
    for token in tokens.iter().skip(at) {
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
