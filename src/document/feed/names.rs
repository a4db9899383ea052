//! Names of the elements of a feed, which say by their prefix to which vocabulary they belong.

use rustc_hash::FxHashMap;

use crate::document::html::Token;

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// That of feeds.
    Own,
    /// Dublin Core.
    Dublin,
    /// Whole contents in RSS.
    Content,
    /// What podcasts say of themselves.
    Podcast,
    /// What is said of pictures and films.
    Media,
    /// XHTML.
    Page,
    /// Atom, in a feed that is none.
    Atom,
    Other,
}

impl Space {
    /// The vocabulary at this address.
    fn at(address: &str) -> Self {
        let address = address.trim().to_ascii_lowercase();
        match address.trim_end_matches(['/', '#']) {
            "http://purl.org/rss/1.0"
            | "http://my.netscape.com/rdf/simple/0.9"
            | "http://channel.netscape.com/rdf/simple/0.9" => Self::Own,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Self::Dublin,
            "http://purl.org/rss/1.0/modules/content" => Self::Content,
            "http://www.itunes.com/dtds/podcast-1.0.dtd" => Self::Podcast,
            "http://search.yahoo.com/mrss" => Self::Media,
            "http://www.w3.org/1999/xhtml" => Self::Page,
            "http://www.w3.org/2005/atom" => Self::Atom,
            _ => Self::Other,
        }
    }

    /// The vocabulary that a prefix mostly means.
    fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "rss" => Self::Own,
            "dc" | "dcterms" => Self::Dublin,
            "content" => Self::Content,
            "itunes" => Self::Podcast,
            "media" => Self::Media,
            "xhtml" => Self::Page,
            "atom" => Self::Atom,
            _ => Self::Other,
        }
    }
}

/// What the prefixes of a feed mean.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<String, Space>);

/// The first elements, which say what prefixes mean.
const FIRST: usize = 3;

impl Names {
    /// Those of a feed.
    pub fn of(tokens: &[Token]) -> Self {
        let mut names = Self::default();
        let starts = tokens.iter().filter_map(|token| match token {
            Token::Start(start) => Some(start),
            _ => None,
        });
        for (nth, start) in starts.take(FIRST).enumerate() {
            for (name, address) in start.named_values() {
                if let Some(prefix) = name.strip_prefix("xmlns:") {
                    names.0.entry(prefix.to_owned()).or_insert_with(|| Space::at(address));
                }
            }
            // A feed as a whole is of its own vocabulary, whatever it calls it.
            if let Some((prefix, "feed" | "rss")) = start.name.split_once(':').filter(|_| nth == 0) {
                names.0.insert(prefix.to_owned(), Space::Own);
            }
        }
        names
    }

    /// The vocabulary of an element, and its name there.
    pub fn of_name<'a>(&self, name: &'a str) -> (Space, &'a str) {
        let Some((prefix, local)) = name.split_once(':') else { return (Space::Own, name) };
        (self.0.get(prefix).copied().unwrap_or_else(|| Space::of_prefix(prefix)), local)
    }

    /// The name of an element in HTML.
    pub fn tag<'a>(&self, name: &'a str) -> &'a str {
        match self.of_name(name) {
            (Space::Page, local) => local,
            _ => name,
        }
    }

    /// Whether an element is an entry.
    pub fn is_entry(&self, name: &str) -> bool {
        matches!(self.of_name(name), (Space::Own, "item" | "entry"))
    }
}
