//! What the elements of HTML are: blocks or not, seen or not, and which of them end by themselves.

use html5ever::LocalName;

use super::tokens::Start;
use crate::document::{BlockKind, picture};

/// Whether an element is not shown; `article_only` leaves out navigation too.
pub fn is_hidden(start: &Start, article_only: bool) -> bool {
    let never = match &*start.name {
        "script" | "style" | "template" | "head" | "title" | "svg" | "iframe" | "object" | "audio" | "video"
        | "canvas" | "select" | "button" | "textarea" | "datalist" | "noembed" | "noframes" | "rp" | "xmp" => true,
        "noscript" | "nav" | "dialog" => article_only,
        _ => false,
    };
    let style = || {
        start.get("style").is_some_and(|style| {
            let style = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
    };
    // React sends parts of a page hidden and moves them to their places by a script.
    let sent_later = || start.get("id").is_some_and(|id| id.starts_with("S:"));
    never || start.get("hidden").is_some() && !sent_later() || start.get("aria-hidden") == Some("true") || style()
}

/// Which open elements end where an element of this name starts, and which ones stand in the way; `None` where none end.
fn implied_ends(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr"], &["table"]),
        "rt" | "rp" | "rb" | "rtc" => (&["rt", "rp", "rb"], &["ruby"]),
        _ if is_block(name) => (&["p"], &[]),
        _ => return None,
    })
}

/// How far up the open elements are searched for what a tag ends.
pub const SEARCH: usize = 64;

/// An element that is open: its name, and whether it is a block.
pub type Open<'a> = (&'a LocalName, bool);

/// How many of the open elements, the innermost first, an end tag of this name ends.
pub fn ended<'a>(open: impl Iterator<Item = Open<'a>>, name: &LocalName) -> usize {
    let block = is_block(name);
    for (up, (own, own_block)) in open.take(SEARCH).enumerate() {
        if own == name {
            return up + 1;
        }
        if !block && own_block {
            break;
        }
    }
    0
}

/// How many of them end by themselves where an element of this name starts, since their end tags may be left out.
pub fn ended_by_start<'a>(open: impl Iterator<Item = Open<'a>>, name: &str) -> usize {
    let Some((ends, within)) = implied_ends(name) else { return 0 };
    for (up, (own, own_block)) in open.take(SEARCH).enumerate() {
        if ends.contains(&&**own) {
            return up + 1;
        }
        if within.contains(&&**own) || within.is_empty() && own_block {
            break;
        }
    }
    0
}

/// Each run of white space becomes one space.
pub fn collapse(words: &str, out: &mut String) {
    let white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c');
    if words.starts_with(white) {
        out.push(' ');
    }
    for word in words.split(white).filter(|word| !word.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    if !words.ends_with(white) {
        out.pop();
    }
}

/// The heading of a name such as `h2`.
pub fn heading(name: &str) -> BlockKind {
    BlockKind::Heading(name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0').clamp(1, 6)))
}

/// Whether an element stands on lines of its own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Where a picture is, as it says itself; pages that load theirs late say it elsewhere.
pub fn picture_source(start: &Start) -> Option<&str> {
    let named = |name| start.get(name).map(str::trim).filter(|source: &&str| !source.is_empty());
    let is_drawn = |source: &&str| !source.starts_with("data:");
    let late = || ["data-src", "data-lazy-src", "data-original"].iter().find_map(|name| named(name));
    let first = || ["srcset", "data-srcset"].iter().find_map(|name| named(name)?.split([' ', ',']).next());
    named("src").filter(is_drawn).or_else(late).or_else(first).or_else(|| named("src"))
}

/// How large a picture is to be, as it says itself: width and height, pixels.
pub fn picture_size(start: &Start) -> (Option<u32>, Option<u32>) {
    (picture::pixels(start.get("width")), picture::pixels(start.get("height")))
}
