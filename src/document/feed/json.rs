//! JSON Feed.

use serde::Deserialize;

use super::body::as_html;
use super::{ENTRIES, List, Raw};

#[derive(Deserialize)]
struct Feed {
    #[serde(default)]
    title: String,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    title: Option<String>,
    url: Option<String>,
    external_url: Option<String>,
    date_published: Option<String>,
    summary: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    author: Option<Author>,
    authors: Vec<Author>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Author {
    name: Option<String>,
}

/// Parses a JSON Feed.
pub fn parse(text: &str, address: Option<&str>) -> Result<List, String> {
    let feed: Feed = serde_json::from_str(text).map_err(|error| format!("it is a broken JSON feed ({error})"))?;
    let entries = feed.items.into_iter().take(ENTRIES).filter_map(|item| raw(item).entry(address)).collect();
    Ok(List { title: feed.title, entries })
}

fn raw(item: Item) -> Raw {
    let as_html = |text: String| as_html(&text);
    let authors: Vec<String> = item.authors.into_iter().chain(item.author).filter_map(|author| author.name).collect();
    Raw {
        title: item.title.unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;"),
        byline: Some(authors.join(", ")).filter(|names| !names.is_empty()),
        date: item.date_published,
        link: item.url.or(item.external_url),
        summary: item.summary.map(as_html).unwrap_or_default(),
        content: item.content_html.or_else(|| item.content_text.map(as_html)).unwrap_or_default(),
        ..Raw::default()
    }
}
