//! What a page states about itself: its own elements, `<meta>`, and its data in JSON-LD (schema.org).

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::tokens::{Start, Token, text_of, tokens};
use super::{Budget, Dialect, fill, headline, scripts};
use crate::document::Metadata;
use crate::work;

/// The most bytes of JSON that are looked at on a page, and the most values in it.
const JSON: usize = 4 << 20;
const VALUES: usize = 20_000;
/// How long a title, a name or a date may be, bytes.
const LINE: usize = 1000;
/// The most authors of one article.
const AUTHORS: usize = 40;

/// What a page states about itself.
#[derive(Clone, Debug, Default)]
pub struct PageData {
    /// The title of the window.
    pub title: Option<String>,
    /// The title for shared links.
    pub shared_title: Option<String>,
    /// The first heading.
    pub heading: Option<String>,
    /// The headline in its data.
    pub headline: Option<String>,
    /// Who wrote it, as its `<meta>` has it.
    pub byline: Option<String>,
    /// Who wrote it, by the best source that names anyone, as written there.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// What its links are resolved against.
    pub base: Option<String>,
    /// Its own address.
    pub url: Option<String>,
    /// The summary.
    pub description: Option<String>,
    /// The words of the article, as text or markup.
    pub body: Option<String>,
}

/// Authors and dates of sources that are asked where the better ones are silent, best first.
#[derive(Default)]
struct Lesser {
    meta_authors: Vec<String>,
    linked_authors: Vec<String>,
    meta_date: Option<String>,
    time: Option<String>,
}

impl PageData {
    /// Reads the tokens of a page.
    pub fn read(tokens: &[Token]) -> Self {
        let mut data = Self::default();
        let mut lesser = Lesser::default();
        let mut json = 0;
        let mut graph = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let Token::Start(start) = token else { continue };
            match &*start.name {
                "html" => fill(&mut data.language, start.get("lang").or_else(|| start.get("xml:lang"))),
                "base" => fill(&mut data.base, start.get("href")),
                "title" if !start.empty => fill(&mut data.title, Some(&text_of(tokens, at + 1, "title", LINE))),
                "h1" if !start.empty => fill(&mut data.heading, Some(&text_of(tokens, at + 1, "h1", LINE))),
                "meta" => data.meta(start, &mut lesser),
                "link" if start.has_word("rel", "canonical") => fill(&mut data.url, start.get("href")),
                "script" if start.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                    if let Some(Token::Text(words)) = tokens.get(at + 1) {
                        json += words.len();
                        graph.extend(Some(&**words).filter(|_| json <= JSON).and_then(parse));
                    }
                }
                "time" => fill(&mut lesser.time, start.get("datetime")),
                _ if !start.empty && names_author(start) && lesser.linked_authors.len() < AUTHORS => {
                    let name = text_of(tokens, at + 1, &start.name, 120);
                    lesser.linked_authors.extend(Some(name).filter(|name| !name.is_empty()));
                }
                _ => {}
            }
        }
        data.json(&graph);
        for authors in [lesser.meta_authors, lesser.linked_authors] {
            if data.authors.is_empty() {
                data.authors = authors;
            }
        }
        fill(&mut data.date, lesser.meta_date.as_deref());
        fill(&mut data.date, lesser.time.as_deref());
        data
    }

    /// The title of the article, with the one that the reader view found.
    pub fn title(&self, reader: Option<&str>) -> Option<String> {
        let [heading, headline, shared, window] =
            [&self.heading, &self.headline, &self.shared_title, &self.title].map(Option::as_deref);
        // A heading that has nothing of the title of the window is the name of the publication.
        let heading = heading.filter(|heading| window.is_none_or(|title| shares_words(title, heading)));
        headline::choose(&[headline, shared, heading, reader, window], self.site.as_deref())
    }

    /// Fills in what is not known of an article.
    pub fn describe(&self, metadata: &mut Metadata) {
        let Metadata { byline, date, site, language, .. } = metadata;
        fill(byline, self.byline.as_deref());
        fill(date, self.date.as_deref());
        fill(site, self.site.as_deref());
        fill(language, self.language.as_deref());
    }

    /// The article as the page's data have it, as tokens: for a page that shows no words.
    pub fn stated_article(&self, whole: &[Token]) -> Option<Vec<Token>> {
        let markup = self.body.as_deref().map(paragraphs).or_else(|| scripts::markup(whole))?;
        tokens(&markup, Dialect::Html, &mut Budget::default()).ok()
    }

    fn meta(&mut self, start: &Start, lesser: &mut Lesser) {
        let name = start.get("property").or_else(|| start.get("name")).or_else(|| start.get("itemprop"));
        let name = name.unwrap_or("").to_ascii_lowercase();
        let content = start.get("content");
        let field = match &*name {
            "og:site_name" => &mut self.site,
            "og:title" => &mut self.shared_title,
            "og:url" => &mut self.url,
            "og:description" | "description" | "twitter:description" => &mut self.description,
            "article:published_time"
            | "date"
            | "dc.date"
            | "pubdate"
            | "og:article:published_time"
            | "datepublished"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "publish-date"
            | "publishdate"
            | "article.published"
            | "cxenseparse:publishtime"
            | "cxenseparse:recs:publishtime"
            | "last-modified"
            | "citation_publication_date" => &mut lesser.meta_date,
            "author" | "dc.creator" => {
                fill(&mut self.byline, content);
                return lesser.author(content);
            }
            "article:author"
            | "parsely-author"
            | "sailthru.author"
            | "cxenseparse:author"
            | "dcterms.creator"
            | "byl"
            | "citation_author"
            | "twitter:creator:name" => return lesser.author(content),
            _ => return,
        };
        fill(field, content);
    }

    /// The article that the page is about: one whose headline has words of its own titles, before those of teasers.
    fn own_article<'v>(&self, objects: &[&'v Value]) -> Option<&'v Value> {
        let titles: Vec<&str> =
            [&self.heading, &self.title, &self.shared_title].into_iter().flatten().map(|it| &**it).collect();
        let all = || objects.iter().copied().filter(|object| is_article(object)).take(AUTHORS);
        let headline = |object: &Value| object.get("headline").and_then(first_string).map(super::words);
        let own = all().find(|object| {
            headline(object).is_some_and(|words| titles.iter().any(|title| shares_words(title, &words)))
        });
        own.or_else(|| all().find(|object| headline(object).is_some())).or_else(|| all().next())
    }

    /// What JSON-LD says of the article.
    fn json(&mut self, graph: &[Value]) {
        let mut objects = Vec::new();
        for value in graph {
            collect(value, &mut objects);
        }
        let Some(article) = self.own_article(&objects) else { return };
        // Authors may be given by reference.
        let named: FxHashMap<&str, &Value> =
            objects.iter().filter_map(|object| Some((object.get("@id")?.as_str()?, object.get("name")?))).collect();
        let line = |name: &str| article.get(name).and_then(|value| first_string(value));
        fill(&mut self.headline, line("headline").map(super::words).as_deref());
        fill(&mut self.description, line("description"));
        fill(&mut self.date, line("datePublished").or_else(|| line("dateCreated")));
        fill(&mut self.language, line("inLanguage").filter(|tag| tag.len() <= 12));
        self.body = line("articleBody").map(str::to_owned).filter(|words| !words.trim().is_empty());
        let mut authors = Vec::new();
        for field in ["author", "creator"] {
            if authors.is_empty() {
                article.get(field).into_iter().for_each(|value| names(value, &named, 3, &mut authors));
            }
        }
        self.authors = authors.iter().map(|name| super::words(name)).collect();
        let mut publisher = Vec::new();
        article.get("publisher").into_iter().for_each(|value| names(value, &named, 3, &mut publisher));
        fill(&mut self.site, publisher.first().map(String::as_str));
    }
}

impl Lesser {
    fn author(&mut self, content: Option<&str>) {
        let name = content.unwrap_or("").trim();
        let is_name = !name.is_empty() && !name.contains("://") && name.len() <= LINE;
        if is_name && self.meta_authors.len() < AUTHORS && !self.meta_authors.iter().any(|it| it == name) {
            self.meta_authors.push(name.to_owned());
        }
    }
}

/// Whether an element holds the name of an author.
fn names_author(start: &Start) -> bool {
    const CLASSES: [&str; 8] =
        ["author", "author-name", "author__name", "authors", "byline", "byline__name", "article-author", "author_name"];
    start.has_word("rel", "author")
        || start.has_word("itemprop", "author")
        || CLASSES.iter().any(|class| start.has_word("class", class))
}

fn shares_words(title: &str, heading: &str) -> bool {
    let words = super::article::hashed(title);
    super::article::hashed(heading).iter().any(|word| words.contains(word))
}

/// Text as markup, each line a paragraph; markup as it is.
fn paragraphs(body: &str) -> String {
    if body.contains("<p") || body.contains("<br") {
        return body.to_owned();
    }
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let lines: Vec<String> = body.lines().filter(|line| !line.trim().is_empty()).map(escaped).collect();
    format!("<p>{}</p>", lines.join("</p><p>"))
}

/// JSON as pages have it: with comments around it, and raw line breaks in strings.
fn parse(script: &str) -> Option<Value> {
    let between = |first: &[char], last: &[char]| script.get(script.find(first)?..=script.rfind(last)?);
    let read = |json: &str| {
        serde_json::from_str(json).ok().or_else(|| {
            let clean: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            serde_json::from_str(&clean).ok()
        })
    };
    // The brackets of `<![CDATA[` are none of JSON's.
    let whole = between(&['{', '['], &['}', ']']).and_then(read);
    whole.or_else(|| between(&['{'], &['}']).and_then(read))
}

/// The objects in a value, outer ones first.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Value>) {
    let mut next = std::collections::VecDeque::from([value]);
    let mut seen = 0;
    while let Some(value) = next.pop_front().filter(|_| seen < VALUES) {
        seen += 1;
        match value {
            Value::Object(fields) => {
                objects.push(value);
                next.extend(fields.values().filter(|value| value.is_object() || value.is_array()));
            }
            Value::Array(values) => next.extend(values.iter().filter(|value| value.is_object() || value.is_array())),
            _ => {}
        }
    }
}

fn is_article(object: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn first_string(value: &Value) -> Option<&str> {
    match value {
        Value::String(words) => Some(words),
        Value::Array(values) => values.first().and_then(Value::as_str),
        _ => None,
    }
}

/// The names in a value: words, objects with names, references to objects, or lists of these.
fn names(value: &Value, named: &FxHashMap<&str, &Value>, depth: usize, out: &mut Vec<String>) {
    work::step(1);
    if depth == 0 || out.len() >= AUTHORS {
        return;
    }
    match value {
        Value::String(name) => {
            let name = name.trim();
            let is_name = !name.is_empty() && !name.contains("://") && name.len() <= LINE;
            if is_name && !out.iter().any(|it| it == name) {
                out.push(name.to_owned());
            }
        }
        Value::Array(values) => values.iter().for_each(|value| names(value, named, depth - 1, out)),
        Value::Object(fields) => {
            if let Some(name) = fields.get("name") {
                names(name, named, depth - 1, out);
            } else if let Some(name) = fields.get("@id").and_then(Value::as_str).and_then(|id| named.get(id)) {
                names(name, named, depth - 1, out);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(page: &str) -> PageData {
        PageData::read(&tokens(page, Dialect::Html, &mut Budget::default()).unwrap())
    }

    fn with_json(json: &str) -> PageData {
        data(&format!("<title>T</title><script type='application/ld+json'>{json}</script>"))
    }

    #[test]
    fn the_article_is_found_among_the_data_of_a_page() {
        let found = with_json(
            r#"{"@graph":[{"@type":"WebSite","name":"Norland Post"},
            {"@type":["NewsArticle"],"headline":"Talks &amp; terms","datePublished":"2031-05-02T10:00:00Z",
             "author":[{"@id":"a1"},{"name":"Jon Vale"}],"publisher":{"name":"The Norland Post"},"articleBody":"One.\n\nTwo."},
            {"@type":"Person","@id":"a1","name":"Ada Voss"}]}"#,
        );
        assert_eq!(found.headline.as_deref(), Some("Talks & terms"));
        assert_eq!(found.authors, ["Ada Voss", "Jon Vale"]);
        assert_eq!(found.date.as_deref(), Some("2031-05-02T10:00:00Z"));
        assert_eq!(found.site.as_deref(), Some("The Norland Post"));
        assert_eq!(found.body.as_deref(), Some("One.\n\nTwo."));
    }

    #[test]
    fn the_data_of_a_teaser_are_not_those_of_the_article() {
        let page = "<title>Storm hits the coast</title><h1>Storm hits the coast</h1><script type='application/ld+json'>[\
            {\"@type\":\"NewsArticle\",\"headline\":\"Cat rescued\",\"author\":\"Carl Else\"},\
            {\"@type\":\"NewsArticle\",\"headline\":\"Storm hits Havn\",\"author\":\"Ada Voss\"}]</script>";
        assert_eq!(data(page).authors, ["Ada Voss"]);
    }

    #[test]
    fn data_with_comments_and_raw_line_breaks_are_read() {
        let found = with_json("\n<![CDATA[ {\"@type\":\"BlogPosting\",\"headline\":\"Talks\nstall\"} ]]>");
        assert_eq!(found.headline.as_deref(), Some("Talks stall"));
        assert!(with_json("{\"@type\": \"NewsArticle\", \"headline\": ").headline.is_none());
        assert!(with_json("]{[").headline.is_none());
    }

    #[test]
    fn authors_and_dates_are_taken_from_the_page_where_its_data_are_silent() {
        let page = "<meta name=author content='Ada Voss'><meta name=parsely-author content='Jon Vale'>
            <meta property=article:author content='https://example.org/voss'><time datetime=2031-05-02>2 May</time>";
        let found = data(page);
        assert_eq!(found.authors, ["Ada Voss", "Jon Vale"]);
        assert_eq!(found.date.as_deref(), Some("2031-05-02"));
        assert_eq!(data("<p>By <a rel=author href=x>Ada <b>Voss</b></a>").authors, ["Ada Voss"]);
        assert!(data("<meta property=article:author content='https://example.org/voss'>").authors.is_empty());
    }

    #[test]
    fn a_page_without_words_is_read_from_its_data() {
        let page = r#"<title>T</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks stall",
            "articleBody":"The port <is> closed.\n\nVoss left."}</script><div id=root></div>"#;
        let document = super::super::parse(page, Metadata::default(), None);
        assert!(document.text.ends_with("Talks stall\n\nThe port <is> closed.\n\nVoss left."), "{}", document.text);
    }
}
