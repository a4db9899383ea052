//! Formats a quotation with the reference of its article: plain text, Markdown, BibTeX, CSL-JSON, APA. Unknown fields are left
//! out. Knows nothing of screens and clipboards.

mod apa;
mod bibtex;
mod csl;
mod name;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::display;
use crate::document::{Date, Document, ENGLISH_MONTHS};

use name::Name;

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As text.
    Plain,
    /// A quotation with a link below it.
    Markdown,
    /// For LaTeX.
    BibTex,
    /// For programs that manage references.
    CslJson,
    /// The style of the American Psychological Association, 7th edition.
    Apa,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Markdown, Self::BibTex, Self::CslJson, Self::Apa];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::BibTex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Apa => "APA",
        }
    }

    /// What it is for, in a few words.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Plain => "letters and notes",
            Self::Markdown => "quote and link",
            Self::BibTex => "LaTeX",
            Self::CslJson => "Zotero, pandoc",
            Self::Apa => "7th edition",
        }
    }
}

/// What is quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The words, a line for each paragraph; each line safe.
    pub words: String,
    /// Who said them, with the role where one is known; safe.
    pub who: String,
}

/// What is known of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    authors: Vec<String>,
    title: Option<String>,
    site: Option<String>,
    date: Option<When>,
    url: Option<String>,
    language: Option<String>,
    /// The name of its file.
    file: Option<String>,
}

/// When an article was published.
#[derive(Clone, Debug, PartialEq, Eq)]
enum When {
    Day(Date),
    /// As the source has it, where that cannot be read.
    Written(String),
}

/// The name of a month from 1 on.
fn month(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| ENGLISH_MONTHS.get(at)).copied().unwrap_or_default()
}

impl Reference {
    /// Of a document.
    pub fn of(document: &Document) -> Self {
        let metadata = &document.metadata;
        let known = |words: &Option<String>| words.as_deref().map(line).filter(|words| !words.is_empty());
        let opened = metadata.fetched.as_ref().map_or(metadata.source.as_str(), |fetched| &fetched.address);
        let url = metadata.url.as_deref().and_then(address).or_else(|| address(opened));
        let file = opened.rsplit('/').next().map(line).filter(|name| !name.is_empty() && name != "-");
        Self {
            authors: metadata.names().iter().map(|name| line(name)).filter(|name| !name.is_empty()).collect(),
            title: known(&metadata.title),
            site: known(&metadata.site),
            date: known(&metadata.date).map(|date| Date::read(&date).map_or(When::Written(date), When::Day)),
            language: known(&metadata.language),
            file: file.filter(|_| url.is_none()),
            url,
        }
    }

    /// What is quoted, and the citation.
    pub fn cite(&self, quoted: &Quoted, format: Format) -> String {
        match format {
            Format::Plain => below(quoted, &self.plain()),
            Format::Apa => below(quoted, &apa::reference(self)),
            Format::Markdown => self.markdown(quoted),
            Format::BibTex => bibtex::entry(self, quoted),
            Format::CslJson => csl::items(self, quoted),
        }
    }

    /// The headline; without one the name of the file is what it is known by.
    fn name(&self) -> Option<&str> {
        self.title.as_deref().or(self.file.as_deref())
    }

    /// Its authors in order, people and others.
    fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.authors.iter().map(|name| Name::of(name))
    }

    /// The publication, unless it is the author already.
    fn outlet(&self) -> Option<&str> {
        self.site.as_deref().filter(|site| !self.authors.iter().any(|author| author.eq_ignore_ascii_case(site)))
    }

    /// `Ada Voss and Jon Vale, “Talks stall”, The Havn Post, 2 May 2031, https://havn.example/talks`
    fn plain(&self) -> String {
        let titled = self.title.as_deref().map(in_marks);
        let file = self.file.clone().filter(|_| self.site.is_none());
        let parts = [self.by(), titled, self.outlet().map(str::to_owned), self.day(), self.url.clone(), file];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn markdown(&self, quoted: &Quoted) -> String {
        let mut lines: Vec<String> = quoted.words.lines().map(display::markdown).collect();
        if !quoted.who.is_empty() {
            lines.push(format!("— {}", display::markdown(&quoted.who)));
        }
        let said = lines.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n>\n");
        let titled = self.name().map(|name| if self.title.is_some() { in_marks(name) } else { name.to_owned() });
        let titled = titled.map(|title| display::markdown(&title));
        let linked = match (titled, &self.url) {
            (Some(title), Some(url)) => Some(format!("[{title}](<{}>)", encoded(url, "<>\\"))),
            (None, Some(url)) => Some(format!("<{}>", encoded(url, "<>\\"))),
            (title, None) => title,
        };
        let by = self.by().map(|names| display::markdown(&names));
        let site = self.outlet().map(|site| format!("*{}*", display::markdown(site)));
        let day = self.day().map(|day| display::markdown(&day));
        let parts: Vec<String> = [by, linked, site, day].into_iter().flatten().collect();
        if parts.is_empty() { said } else { format!("{said}\n\n{}", parts.join(", ")) }
    }

    /// Its authors as people list them.
    fn by(&self) -> Option<String> {
        let (last, others) = self.authors.split_last()?;
        Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
    }

    /// The day as people write it: 2 May 2031.
    fn day(&self) -> Option<String> {
        Some(match self.date.as_ref()? {
            When::Day(date) => {
                let (year, number, day) = date.parts();
                format!("{day} {} {year}", month(number))
            }
            When::Written(words) => words.clone(),
        })
    }
}

/// The words, who said them, and the citation below.
fn below(quoted: &Quoted, citation: &str) -> String {
    let who = if quoted.who.is_empty() { String::new() } else { format!("\n— {}", quoted.who) };
    let citation = if citation.is_empty() { String::new() } else { format!("\n{citation}") };
    format!("{}{who}{citation}", quoted.words)
}

/// What is quoted, as a note to an entry: “Words.” — Ada Voss
fn note(quoted: &Quoted) -> String {
    let who = if quoted.who.is_empty() { String::new() } else { format!(" — {}", quoted.who) };
    format!("{}{who}", line(&quoted.words))
}

/// A title between marks; those inside it become single ones.
fn in_marks(title: &str) -> String {
    let mut open = false;
    let inner: String = title
        .chars()
        .map(|c| match c {
            '“' | '„' => '‘',
            '”' => '’',
            '"' => {
                open = !open;
                if open { '‘' } else { '’' }
            }
            c => c,
        })
        .collect();
    format!("“{inner}”")
}

/// Words on one line, safe to show.
fn line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    display::safe(&words).trim().to_owned()
}

/// An address of the web, without the name and the password that it was fetched with; `None` where it is none.
fn address(words: &str) -> Option<String> {
    let words = words.trim();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| words.starts_with(scheme))?;
    let rest = words.get(scheme.len()..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let host = host.rsplit('@').next().filter(|host| !host.is_empty())?;
    let unsafe_one = |c: char| c.is_whitespace() || c.is_control() || display::placeholder(c).is_some();
    Some(format!("{scheme}{host}{path}")).filter(|address| !address.contains(unsafe_one))
}

/// An address without these characters of ASCII.
fn encoded<'a>(address: &'a str, without: &str) -> Cow<'a, str> {
    if !address.contains(|c| without.contains(c)) {
        return Cow::Borrowed(address);
    }
    let encode = |c: char| if without.contains(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(address.chars().map(encode).collect())
}
