//! Articles whose markup stands only in the scripts of a page, as a string that a program would show.

use super::tokens::Token;

/// Fewer bytes are no article.
const SHORT: usize = 400;
/// Strings in strings in strings: how often they are unpacked.
const NESTED: usize = 3;

/// The markup with paragraphs in the page's scripts, the longest where there are several; `None` where there is none.
pub fn markup(tokens: &[Token]) -> Option<String> {
    let scripts = tokens.windows(2).filter_map(|pair| match pair {
        [Token::Start(start), Token::Text(words)] if &*start.name == "script" => Some(&**words),
        _ => None,
    });
    scripts.filter_map(paragraphs).max_by_key(String::len).filter(|markup| markup.len() >= SHORT)
}

/// What lies from the first paragraph in a script to the end of the last one.
fn paragraphs(script: &str) -> Option<String> {
    let mut text = script.to_owned();
    for _ in 0..NESTED {
        if let (Some(start), Some(end)) = (text.find("<p"), text.rfind("</p>")) {
            return text.get(start..end).map(str::to_owned);
        }
        if !text.contains('\\') {
            return None;
        }
        text = unpacked(&text);
    }
    None
}

/// Text with the escapes of strings resolved.
fn unpacked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r' | 'b' | 'f') | None => {}
            Some('u') => {
                let digits = rest.as_str().get(..4).unwrap_or_default();
                let number = u32::from_str_radix(digits, 16).ok();
                out.extend(number.and_then(char::from_u32));
                rest = rest.as_str().get(digits.len()..).unwrap_or_default().chars();
            }
            Some(c) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_nested_strings_is_unpacked() {
        let inner = r#"push([1,"{\"body\":\"\\u003cp class=\\\"x\\\"\\u003eThe port is closed.\\u003c/p\\u003e\"}"])"#;
        assert_eq!(paragraphs(inner).as_deref(), Some("<p class=\"x\">The port is closed."));
        assert_eq!(paragraphs("let a = 1;"), None);
        assert_eq!(unpacked("a\\u00e9\\ud83d\\u12"), "aé12", "no number, no character");
    }
}
