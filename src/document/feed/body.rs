//! What an element of a feed holds, by what it says of that: words, markup as words, markup, or packed words.

use crate::document::html::Start;

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Markup, written as words.
    Markup,
    /// Words; what looks like markup is none.
    Words,
    /// Tags.
    Page,
    /// Words or markup in base 64; what else is packed so is left out.
    Packed,
}

impl Sort {
    /// What an element says that it holds. Many feeds say nothing and write markup.
    pub fn of(start: &Start) -> Self {
        let told = start.get("type").unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        match (&*told, start.get("mode").map(str::trim)) {
            (_, Some("base64")) => Self::Packed,
            (_, Some("xml")) | ("xhtml", _) => Self::Page,
            ("" | "html" | "text/html", _) => Self::Markup,
            ("text", _) => Self::Words,
            (kind, _) if kind.ends_with("/xml") || kind.ends_with("+xml") => Self::Page,
            (kind, _) if kind.starts_with("text/") => Self::Words,
            (kind, _) if kind.contains('/') => Self::Packed,
            _ => Self::Markup,
        }
    }

    /// Adds a text.
    pub fn put_text(self, words: &str, markup: &mut String) {
        match self {
            Self::Page | Self::Words => put_escaped(words, markup),
            Self::Markup | Self::Packed => markup.push_str(words),
        }
    }

    /// Adds a start tag of this name.
    pub fn put_start(self, start: &Start, name: &str, markup: &mut String) {
        if matches!(self, Self::Page | Self::Markup) {
            let href = start.get("href").map(|href| format!(" href=\"{}\"", href.replace('"', "&quot;")));
            let end = if start.empty { "/" } else { "" };
            markup.extend(["<", name, href.as_deref().unwrap_or(""), end, ">"]);
        }
    }

    /// Adds an end tag of this name.
    pub fn put_end(self, name: &str, markup: &mut String) {
        if matches!(self, Self::Page | Self::Markup) {
            markup.extend(["</", name, ">"]);
        }
    }

    /// All of it as HTML.
    pub fn finish(self, markup: String) -> String {
        match self {
            Self::Page | Self::Markup => markup,
            Self::Words => paragraphs(&markup),
            Self::Packed => {
                let words = unpacked(&markup).and_then(|bytes| String::from_utf8(bytes).ok());
                let words = words.filter(|words| !words.contains('\0')).unwrap_or_default();
                if words.trim_start().starts_with('<') { words } else { as_html(&words) }
            }
        }
    }
}

/// Words as HTML: paragraphs where lines are blank.
pub fn as_html(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    put_escaped(words, &mut escaped);
    paragraphs(&escaped)
}

fn paragraphs(escaped: &str) -> String {
    if escaped.is_empty() { String::new() } else { format!("<p>{}</p>", escaped.replace("\n\n", "</p><p>")) }
}

fn put_escaped(words: &str, markup: &mut String) {
    markup.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
}

/// What words in base 64 stand for; `None` where they are none.
fn unpacked(words: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(words.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in words.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64() {
        let words = |packed: &str| unpacked(packed).map(|bytes| String::from_utf8(bytes).unwrap());
        for (packed, plain) in
            [("", ""), ("UmFpbg==", "Rain"), ("UmFp\n bg", "Rain"), ("w6nDqQ==", "éé"), ("fn5-", "~~~")]
        {
            assert_eq!(words(packed).as_deref(), Some(plain), "{packed}");
        }
        assert_eq!(words("Rain fell."), None);
    }
}
