//! HTML inside Markdown: its words without its tags, and its pictures. No parser of web pages.

use crate::document::Origin;
use crate::document::html::{Budget, Dialect, Token, picture_size, picture_source, tokens};
use crate::document::writer::Image;

/// Whether a tag is a line break.
pub fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// The words of `markup`: no tags, comments, scripts or styles.
pub fn words(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let close = closer(tag);
        rest = match tag.find(close) {
            Some(end) => tag.get(end + close.len()..).unwrap_or(""),
            None => "",
        };
        if close == ">" {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What ends the piece of markup that starts with `<`.
fn closer(tag: &str) -> &'static str {
    let start: String = tag.chars().take(8).collect::<String>().to_ascii_lowercase();
    match start {
        _ if start.starts_with("<!--") => "-->",
        _ if start.starts_with("<script") => "</script>",
        _ if start.starts_with("<style") => "</style>",
        _ => ">",
    }
}

/// The pictures of `markup`, without words: those are for whoever shows no pictures, who sees nothing of this markup.
pub fn pictures(markup: &str, address: Option<&str>) -> Vec<Image> {
    if !markup.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"<img")) {
        return Vec::new();
    }
    let picture = |token: &Token| match token {
        Token::Start(start) if &*start.name == "img" => {
            let origin = Origin::of(picture_source(start)?, address, false)?;
            Some(Image { origin: Some(origin), size: picture_size(start), ..Image::default() })
        }
        _ => None,
    };
    let tokens = tokens(markup, Dialect::Html, &mut Budget::default()).unwrap_or_default();
    tokens.iter().filter_map(picture).collect()
}
