//! HTML: the article of a web page alone, as browsers' reader view finds it, or the whole page where it is no article;
//! its tags become blocks and styles.

mod article;
mod budget;
mod charset;
mod data;
mod elements;
mod headline;
mod moderate;
mod notes;
mod page;
mod scripts;
mod tables;
mod tokens;

use std::borrow::Cow;

use dom_smoothie::{Config, Readability};

pub use budget::Budget;
pub use charset::{declared, of_content_type, unreadable};
pub use elements::{is_block, picture_size, picture_source};
pub use notes::Notes;
pub use page::{Page, Reader};
pub use tokens::{Dialect, Start, Token, size, text_of, tokens};

use super::writer::Writer;
use super::{Document, Metadata, doctype};
use article::{Outline, Signals};
pub use data::PageData;
use tokens::limited_tokens;

/// The shortest text that is taken for an article without further signs, bytes.
const SHORT: usize = 500;

/// Parses a web page; `address` is what its links are resolved against. One with far too many tags is empty; whoever
/// opens it is told so.
pub fn parse(markup: &str, metadata: Metadata, address: Option<&str>) -> Document {
    let empty = Document { metadata: metadata.clone(), ..Document::default() };
    read(markup, metadata, address).unwrap_or(empty)
}

/// Reads a web page; `address` is what its links are resolved against.
///
/// # Errors
///
/// Where it has far too many tags.
pub fn read(markup: &str, mut metadata: Metadata, address: Option<&str>) -> Result<Document, String> {
    let mut budget = Budget::default();
    let dialect = dialect(markup);
    let markup = if dialect == Dialect::Html { Cow::Borrowed(markup) } else { doctype::resolved(markup)? };
    let markup = budget::limit_attributes(&markup, dialect);
    let whole = limited_tokens(&markup, dialect, &mut budget)?;
    let data = PageData::read(&whole);
    let base = data.base.as_deref().and_then(|base| super::address::resolve(address, base));
    let base = base.as_deref().or(address);
    let moderate = moderate::is(&whole, &budget);
    let article = moderate.then(|| reader_view(&markup)).flatten();
    describe(&mut metadata, article.as_ref(), &data, base);
    if let Some(tokens) = moderate.then(|| select(&whole, &data, article.as_ref())).flatten() {
        let document = convert(&tokens, metadata.clone(), base, true);
        if has_words(&document) {
            return Ok(document);
        }
    }
    let article = article.filter(|article| article.sure || is_most(&article.text, &whole));
    if let Some(article) = article {
        let content = limited_tokens(&article.content, Dialect::Html, &mut Budget::default())?;
        let document = convert(&content, metadata.clone(), base, false);
        if has_words(&document) {
            return Ok(document);
        }
    }
    let document = body(&whole, metadata.clone(), base);
    if has_words(&document) {
        return Ok(document);
    }
    Ok(data.stated_article(&whole).map_or(document, |tokens| convert(&tokens, metadata, base, false)))
}

fn has_words(document: &Document) -> bool {
    document.blocks.iter().any(|block| !block.span.is_empty())
}

/// Fills in what the page and the reader view say of the article.
fn describe(metadata: &mut Metadata, reader: Option<&Article>, data: &PageData, base: Option<&str>) {
    if metadata.title.is_none() {
        let title = reader.and_then(|reader| reader.title.as_deref());
        metadata.title = data.title(title);
    }
    if let Some(reader) = reader {
        reader.describe(metadata);
    }
    data.describe(metadata);
    metadata.url = data.url.as_deref().and_then(|url| super::address::resolve(base, url));
    metadata.authors = super::byline::names(&data.authors, metadata.site.as_deref());
}

/// The tokens of the blocks of a page that are its article, where there are such. A page without any means of layout is
/// a document as a whole.
fn select(whole: &[Token], data: &PageData, reader: Option<&Article>) -> Option<Vec<Token>> {
    let mut outline = Outline::of(whole);
    if !outline.laid_out {
        return None;
    }
    let content = reader.and_then(|reader| limited_tokens(&reader.content, Dialect::Html, &mut Budget::default()).ok());
    let signals = signals(&mut outline, data, content.as_deref());
    let pictures = content.iter().flatten().filter_map(|token| match token {
        Token::Start(start) if &*start.name == "img" => picture_source(start),
        _ => None,
    });
    article::select(&outline, &signals, whole, &pictures.collect())
}

/// What the page and the tokens of the reader view say of the blocks of a page.
fn signals(outline: &mut Outline, data: &PageData, reader: Option<&[Token]>) -> Signals {
    article::signals(outline, data, reader.map(Outline::of).as_ref())
}

/// The whole page, without navigation unless there is nothing else.
fn body(tokens: &[Token], metadata: Metadata, base: Option<&str>) -> Document {
    let document = convert(tokens, metadata.clone(), base, true);
    if has_words(&document) { document } else { convert(tokens, metadata, base, false) }
}

fn convert(tokens: &[Token], metadata: Metadata, base: Option<&str>, article_only: bool) -> Document {
    let bytes = size(tokens).text;
    let notes = Notes::of(tokens, base.unwrap_or(""));
    let title = metadata.title.clone().filter(|title| !has_heading(tokens, title));
    let mut writer = Writer::new(metadata, bytes);
    if let Some(title) = title {
        writer.heading(1, &title);
    }
    let headed = writer.offset() > 0;
    Reader::new(Page { base, in_archive: false, notes: &notes, article_only }, tokens, &mut writer).read();
    let document = writer.finish();
    // A headline alone is nothing to read.
    if headed && document.blocks.iter().filter(|block| !block.span.is_empty()).count() == 1 {
        Document { blocks: Vec::new(), ..document }
    } else {
        document
    }
}

/// Whether one of the first headings is the title.
pub fn has_heading(tokens: &[Token], title: &str) -> bool {
    let headings = tokens.iter().enumerate().filter_map(|(at, token)| match token {
        Token::Start(start) if matches!(&*start.name, "h1" | "h2") => Some(text_of(tokens, at + 1, &start.name, 1000)),
        _ => None,
    });
    headings.take(3).any(|heading| heading.eq_ignore_ascii_case(title))
}

fn dialect(markup: &str) -> Dialect {
    let start: String = markup.chars().take(600).collect();
    let xhtml = start.trim_start().starts_with("<?xml") || start.contains("http://www.w3.org/1999/xhtml");
    if xhtml { Dialect::Xhtml } else { Dialect::Html }
}

/// The article of a page.
struct Article {
    title: Option<String>,
    byline: Option<String>,
    site: Option<String>,
    date: Option<String>,
    language: Option<String>,
    content: String,
    text: String,
    /// The page looks like an article.
    sure: bool,
}

impl Article {
    fn describe(&self, metadata: &mut Metadata) {
        let Metadata { byline, date, site, language, .. } = metadata;
        fill(byline, self.byline.as_deref());
        fill(date, self.date.as_deref());
        fill(site, self.site.as_deref());
        fill(language, self.language.as_deref());
    }
}

/// Keeps what is known; else takes `found` if it says something.
pub fn fill(known: &mut Option<String>, found: Option<&str>) {
    if known.is_none() {
        let words = found.unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        *known = Some(words).filter(|words| !words.is_empty());
    }
}

fn reader_view(markup: &str) -> Option<Article> {
    let config = Config { classes_to_preserve: preserved(), ..Config::default() };
    let mut readability = Readability::new(markup, None, Some(config)).ok()?;
    let sure = readability.is_probably_readable();
    let article = readability.parse().ok()?;
    Some(Article {
        title: Some(article.title),
        byline: article.byline,
        site: article.site_name,
        date: article.published_time,
        language: article.lang,
        content: article.content.to_string(),
        text: article.text_content.to_string(),
        sure,
    })
}

/// Classes that tell footnotes.
fn preserved() -> Vec<String> {
    ["footnote-ref", "footnote-backref", "footnote-back"].map(str::to_owned).to_vec()
}

/// Whether the article is long, or most of what the page has.
fn is_most(article: &str, page: &[Token]) -> bool {
    article.trim().len() > SHORT && article.len() * 3 > size(page).text
}

/// The words of a piece of HTML, as one line.
pub fn words(markup: &str) -> String {
    if !markup.contains(['<', '&']) {
        return markup.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    // What a feed says of one entry is never so large.
    let tokens = tokens(markup, Dialect::Html, &mut Budget::default()).unwrap_or_default();
    let document = convert(&tokens, Metadata::default(), None, false);
    document.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What training needs to see.
#[cfg(feature = "train")]
pub mod training {
    pub use super::article::{Features, FirstLook, Outline, Shingles, Signals, hashed, probabilities};
    use super::{Budget, PageData, budget, dialect, limited_tokens, moderate, reader_view, signals};

    /// The blocks of a page; `None` where it is too large to look for an article.
    pub fn page(markup: &str) -> Option<(Outline, Signals)> {
        let mut budget = Budget::default();
        let dialect = dialect(markup);
        let markup = budget::limit_attributes(markup, dialect);
        let whole = limited_tokens(&markup, dialect, &mut budget).ok()?;
        let article = moderate::is(&whole, &budget).then(|| reader_view(&markup))?;
        let content = article
            .and_then(|article| limited_tokens(&article.content, super::Dialect::Html, &mut Budget::default()).ok());
        let mut outline = Outline::of(&whole);
        let signals = signals(&mut outline, &PageData::read(&whole), content.as_deref());
        Some((outline, signals))
    }

    /// The blocks of a piece of markup.
    pub fn pieces(markup: &str) -> Outline {
        let tokens = super::tokens(markup, super::Dialect::Html, &mut Budget::default());
        Outline::of(&tokens.unwrap_or_default())
    }

    /// The text of a page as served.
    pub fn decoded(bytes: Vec<u8>) -> String {
        let declared = super::declared(&bytes);
        crate::document::decode::decode_declared(bytes, declared)
    }
}

#[cfg(test)]
mod tests;
