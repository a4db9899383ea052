//! HTML: the article of a web page alone, as browsers' reader view finds it, or the whole page where it is no article;
//! its tags become blocks and styles.

mod budget;
mod charset;
mod elements;
mod moderate;
mod notes;
mod page;
mod tables;
mod tokens;

use dom_smoothie::{Config, Readability};

pub use budget::Budget;
pub use charset::{declared, of_content_type};
pub use elements::{picture_size, picture_source};
pub use notes::Notes;
pub use page::{Page, Reader};
pub use tokens::{Dialect, Start, Token, size, text_of, tokens};

use super::writer::Writer;
use super::{Document, Metadata};
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
    let markup = budget::limit_attributes(markup, dialect);
    let whole = limited_tokens(&markup, dialect, &mut budget)?;
    let told = Told::read(&whole);
    let base = told.base.as_deref().and_then(|base| super::address::resolve(address, base));
    let base = base.as_deref().or(address);
    let article = moderate::is(&whole, &budget).then(|| reader_view(&markup)).flatten();
    let article = article.filter(|article| article.sure || is_most(&article.text, &whole));
    let Some(article) = article else {
        told.describe(&mut metadata);
        return Ok(body(&whole, metadata, base));
    };
    article.describe(&mut metadata);
    told.describe(&mut metadata);
    let content = limited_tokens(&article.content, Dialect::Html, &mut Budget::default())?;
    let document = convert(&content, metadata.clone(), base, false);
    let empty = document.blocks.iter().all(|block| block.span.is_empty());
    Ok(if empty { body(&whole, metadata, base) } else { document })
}

/// The whole page, without navigation unless there is nothing else.
fn body(tokens: &[Token], metadata: Metadata, base: Option<&str>) -> Document {
    let document = convert(tokens, metadata.clone(), base, true);
    let words = |document: &Document| document.blocks.iter().any(|block| !block.span.is_empty());
    if words(&document) { document } else { convert(tokens, metadata, base, false) }
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
        let Metadata { title, byline, date, site, language, .. } = metadata;
        fill(title, self.title.as_deref());
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

/// What a page says about itself.
#[derive(Default)]
struct Told {
    title: Option<String>,
    heading: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    site: Option<String>,
    language: Option<String>,
    base: Option<String>,
}

impl Told {
    fn read(tokens: &[Token]) -> Self {
        let mut told = Self::default();
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(start) = token else { continue };
            match &*start.name {
                "html" => fill(&mut told.language, start.get("lang").or_else(|| start.get("xml:lang"))),
                "base" => fill(&mut told.base, start.get("href")),
                "title" if !start.empty => fill(&mut told.title, Some(&text_of(tokens, at + 1, "title", 1000))),
                "h1" if !start.empty => fill(&mut told.heading, Some(&text_of(tokens, at + 1, "h1", 1000))),
                "meta" => {
                    let name = start.get("property").or_else(|| start.get("name")).unwrap_or("").to_ascii_lowercase();
                    let field = match &*name {
                        "author" | "dc.creator" => &mut told.byline,
                        "og:site_name" => &mut told.site,
                        "article:published_time" | "date" | "dc.date" | "pubdate" => &mut told.date,
                        _ => continue,
                    };
                    fill(field, start.get("content"));
                }
                _ => {}
            }
        }
        told
    }

    fn describe(&self, metadata: &mut Metadata) {
        let Metadata { title, byline, date, site, language, .. } = metadata;
        // "Talks stall | The Norland Post" is headed "Talks stall".
        let heading = self
            .heading
            .as_deref()
            .filter(|&heading| self.title.as_deref().is_none_or(|title| title.contains(heading)));
        fill(title, heading.or(self.title.as_deref()));
        fill(byline, self.byline.as_deref());
        fill(date, self.date.as_deref());
        fill(site, self.site.as_deref());
        fill(language, self.language.as_deref());
    }
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

#[cfg(test)]
mod tests;
