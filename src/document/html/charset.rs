//! The encoding that a page declares in itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a page may stand before its declaration, bytes.
const PRESCAN: usize = 4096;

/// The encoding that the start of a page declares: `<meta charset=…>`, `<meta … content="text/html; charset=…">` or
/// `<?xml encoding=…?>`.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let xml = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let label = match xml.and_then(|declaration| value_after(declaration, "encoding")) {
        Some(label) => Some(label),
        None => start.split("<meta").skip(1).find_map(|tag| value_after(tag.split('>').next()?, "charset")),
    };
    let encoding = Encoding::for_label(label?.as_bytes())?;
    // A page whose declaration can be read as ASCII is not in UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The encoding that a content type names: `text/html; charset=…`.
pub fn of_content_type(content_type: &str) -> Option<&'static Encoding> {
    Encoding::for_label(value_after(&content_type.to_ascii_lowercase(), "charset")?.as_bytes())
}

fn value_after<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    value.split(|c: char| matches!(c, '"' | '\'' | ';' | '/' | '>') || c.is_whitespace()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        let name = |page: &str| declared(page.as_bytes()).map(Encoding::name);
        assert_eq!(name("<html><meta charset=iso-8859-1>"), Some("windows-1252"));
        assert_eq!(name("<META http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"), Some("Shift_JIS"));
        assert_eq!(name("<?xml version='1.0' encoding='koi8-r'?><html>"), Some("KOI8-R"));
        assert_eq!(name("<meta charset=\"utf-16\">"), Some("UTF-8"));
        assert_eq!(name("<meta charset=nonsense><p>charset=utf-8"), None);
        assert_eq!(of_content_type("text/html; Charset=\"ISO-8859-2\"").map(Encoding::name), Some("ISO-8859-2"));
    }
}
