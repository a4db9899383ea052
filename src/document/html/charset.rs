//! The encoding that a page declares in itself.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a page may stand before its declaration, bytes.
const PRESCAN: usize = 4096;

/// Encodings that nothing here can read, by the names that they are declared by.
const UNKNOWN: [(&str, &[&str]); 17] = [
    ("ISO-2022-KR", &["iso-2022-kr", "csiso2022kr"]),
    ("ISO-2022-CN", &["iso-2022-cn", "iso-2022-cn-ext"]),
    ("HZ", &["hz-gb-2312", "hz"]),
    ("UTF-7", &["utf-7", "unicode-1-1-utf-7"]),
    ("IBM855", &["ibm855", "cp855", "855"]),
    ("Johab", &["johab", "x-johab", "ms1361", "cp1361", "windows-1361"]),
    ("IBM437", &["ibm437", "cp437", "437"]),
    ("IBM737", &["ibm737", "cp737"]),
    ("IBM775", &["ibm775", "cp775"]),
    ("IBM850", &["ibm850", "cp850", "850"]),
    ("IBM852", &["ibm852", "cp852", "852"]),
    ("IBM857", &["ibm857", "cp857"]),
    ("IBM862", &["ibm862", "cp862"]),
    ("EBCDIC", &["ibm037", "cp037", "ebcdic-cp-us", "ibm500", "cp500", "ibm1047"]),
    ("VISCII", &["viscii", "csviscii"]),
    ("ARMSCII-8", &["armscii-8"]),
    ("Mac Central European", &["x-mac-ce", "x-mac-centraleurope", "mac-centraleurope"]),
];

/// How many of [`UNKNOWN`] have seven bits, which look like UTF-8 and are none.
const SEVEN_BITS: usize = 4;

/// The encoding that the start of a page declares: `<meta charset=…>`, `<meta … content="text/html; charset=…">` or
/// `<?xml encoding=…?>`.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let encoding = of_label(&label(bytes)?)?;
    // A page whose declaration can be read as ASCII is not in UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The encoding that a content type names: `text/html; charset=…`.
pub fn of_content_type(content_type: &str) -> Option<&'static Encoding> {
    of_label(value_after(&content_type.to_ascii_lowercase(), "charset")?)
}

/// Why a page cannot be read whose encoding is declared by whoever sent it, else by itself; `None` where it can.
pub fn unreadable(bytes: &[u8], content_type: &str) -> Option<String> {
    let sent = value_after(&content_type.to_ascii_lowercase(), "charset").map(str::to_owned);
    let label = sent.filter(|label| !label.is_empty()).or_else(|| label(bytes))?;
    let found = UNKNOWN.iter().position(|(_, labels)| labels.contains(&&*label))?;
    let (name, _) = UNKNOWN.get(found)?;
    // Declarations are often wrong.
    let cut_off = |error: std::str::Utf8Error| error.error_len().is_none();
    let plain = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).map_or_else(cut_off, |_| true);
    let shifted = || ["\x1b$", "~{", "\x0e"].iter().any(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_some());
    let escaped = || *name == "UTF-7" && memchr::memchr(b'+', bytes).is_some();
    if plain && (found >= SEVEN_BITS || !shifted() && !escaped()) {
        return None;
    }
    Some(format!(
        "it is in the encoding {name}, which dixit cannot read; turn it into UTF-8 first, for example with iconv"
    ))
}

/// The encoding of this name, in lower case, also as others than browsers write it.
fn of_label(label: &str) -> Option<&'static Encoding> {
    let known = Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
    known.or_else(|| {
        let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.strip_prefix('x').unwrap_or(&plain);
        let page = || ["windows", "win", "cp", "ms", "ansi"].iter().find_map(|start| plain.strip_prefix(start));
        let label = match plain {
            "maccyrillic" | "macukrainian" => "x-mac-cyrillic".to_owned(),
            "macroman" | "applemacintosh" => "macintosh".to_owned(),
            "utf8" | "cp65001" => "utf-8".to_owned(),
            "latin1" | "latin2" | "latin3" | "latin4" | "latin5" | "latin6" => plain.to_owned(),
            "cp932" | "windows932" => "shift_jis".to_owned(),
            "cp936" | "ms936" | "windows936" => "gbk".to_owned(),
            "cp949" | "ms949" | "uhc" => "euc-kr".to_owned(),
            "cp950" | "ms950" | "windows950" => "big5".to_owned(),
            _ if page().is_some_and(|page| page.starts_with("125") || page == "874") => {
                format!("windows-{}", page().unwrap_or(""))
            }
            _ => format!("iso-8859-{}", plain.strip_prefix("iso8859").or_else(|| plain.strip_prefix("8859"))?),
        };
        Encoding::for_label(label.as_bytes())
    })
}

/// What the start of a page calls its encoding, in lower case.
fn label(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let xml = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let label = match xml.and_then(|declaration| value_after(declaration, "encoding")) {
        Some(label) => Some(label),
        None => start.split("<meta").skip(1).find_map(|tag| value_after(tag.split('>').next()?, "charset")),
    };
    label.map(str::to_owned)
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

    #[test]
    fn other_names_of_encodings() {
        let name = |label: &str| of_label(label).map(Encoding::name);
        for (label, encoding) in [
            ("x-mac-cyrillic", "x-mac-cyrillic"),
            ("maccyrillic", "x-mac-cyrillic"),
            ("mac-roman", "macintosh"),
            ("win-1251", "windows-1251"),
            ("windows_1250", "windows-1250"),
            ("iso_8859_5", "ISO-8859-5"),
            ("cp949", "EUC-KR"),
            ("utf_8", "UTF-8"),
        ] {
            assert_eq!(name(label), Some(encoding), "{label}");
        }
        for label in ["", "x", "nonsense", "iso-8859-99", "iso-2022-kr", "cp855", "windows-12"] {
            assert_eq!(name(label), None, "{label}");
        }
    }

    #[test]
    fn encodings_that_cannot_be_read_are_named() {
        let page = |label: &str, words: &[u8]| [format!("<meta charset='{label}'><p>").as_bytes(), words].concat();
        let told = |label: &str, words: &[u8]| unreadable(&page(label, words), "");
        for (label, words, name) in [
            ("IBM855", &b"\xa0\xa1"[..], "IBM855"),
            ("johab", b"\x88\x61", "Johab"),
            ("ISO-2022-KR", b"\x1b$)C\x0eGQ\x0f", "ISO-2022-KR"),
            ("hz-gb-2312", b"~{VPND~}", "HZ"),
        ] {
            assert!(told(label, words).unwrap().contains(name), "{label}");
            assert_eq!(told(label, "Rain – fell.".as_bytes()), None, "{label}");
        }
        assert_eq!(told("koi8-r", b"\xc1"), None);
        assert!(unreadable(b"\xa0", "text/html; charset=CP855").unwrap().contains("IBM855"));
        assert_eq!(unreadable(&page("cp855", b"\xa0"), "text/html; charset=koi8-r"), None);
    }
}
