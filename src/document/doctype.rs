//! The part of a document type that stands in the document itself, `<!DOCTYPE html [<!ENTITY house "…">]>`: its entities
//! are put in their places, and nothing else of it is left. Knows nothing of tags.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::work;

/// The most that the entities of one document may come to, bytes and references.
const MOST: usize = 4 << 20;
/// How deep entities may lie in one another.
const DEPTH: usize = 16;
/// The longest name of an entity, bytes.
const NAME: usize = 100;

/// A document without a subset of its own: what refers to its entities is replaced.
///
/// # Errors
///
/// Where entities expand to far more than any text, as bombs do.
pub fn resolved(markup: &str) -> Result<Cow<'_, str>, String> {
    let Some(subset) = Subset::of(markup) else { return Ok(Cow::Borrowed(markup)) };
    let mut entities = Entities { values: subset.entities, left: MOST };
    let mut out = String::with_capacity(markup.len());
    out.push_str(markup.get(..subset.start).unwrap_or(""));
    entities.put(markup.get(subset.end..).unwrap_or(""), 0, &mut out)?;
    Ok(Cow::Owned(out))
}

/// A document type with declarations of its own.
struct Subset<'a> {
    /// Where the document type starts and ends.
    start: usize,
    end: usize,
    /// The entities that it declares.
    entities: FxHashMap<&'a str, String>,
}

impl<'a> Subset<'a> {
    /// That of a document; `None` where it has none, or none that ends.
    fn of(markup: &'a str) -> Option<Self> {
        let start = doctype(markup)?;
        let mut at = start + "<!doctype".len();
        loop {
            at += memchr::memchr3(b'[', b'>', b'"', markup.as_bytes().get(at..)?)?;
            match markup.as_bytes().get(at)? {
                b'[' => break,
                b'"' => at += memchr::memchr(b'"', markup.as_bytes().get(at + 1..)?)? + 2,
                _ => return None,
            }
        }
        at += 1;
        let mut entities = FxHashMap::default();
        loop {
            let rest = markup.get(at..)?;
            work::step(1);
            at += match rest.as_bytes().first()? {
                b']' => break,
                b'<' => {
                    let length = declaration(rest)?;
                    if let Some((name, value)) = entity(rest.get(..length)?) {
                        entities.entry(name).or_insert(value);
                    }
                    length
                }
                _ => rest.find(['<', ']'])?,
            };
        }
        let end = at + memchr::memchr(b'>', markup.as_bytes().get(at..)?)? + 1;
        Some(Self { start, end, entities })
    }
}

/// Where the document type starts; only instructions and comments stand in front of it.
fn doctype(markup: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = markup.get(at..)?;
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
        let rest = markup.get(at..)?;
        if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            return Some(at);
        }
        if !rest.starts_with("<?") && !rest.starts_with("<!--") {
            return None;
        }
        at += declaration(rest)?;
    }
}

/// How long the declaration, instruction or comment is that a text starts with.
fn declaration(markup: &str) -> Option<usize> {
    let until = |end: &str, from: usize| {
        let length = memchr::memmem::find(markup.as_bytes().get(from..)?, end.as_bytes())? + from + end.len();
        work::step(length);
        Some(length)
    };
    if markup.starts_with("<!--") {
        return until("-->", 4);
    }
    if markup.starts_with("<?") {
        return until("?>", 2);
    }
    let mut mark = None;
    let end = markup.bytes().position(|byte| {
        match (mark, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => mark = Some(byte),
            (Some(open), _) if open == byte => mark = None,
            _ => {}
        }
        false
    })?;
    work::step(end);
    Some(end + 1)
}

/// The name and the value that a declaration gives to an entity. One that is elsewhere has no words.
fn entity(declaration: &str) -> Option<(&str, String)> {
    let rest = declaration.strip_prefix("<!ENTITY")?.trim_end_matches('>');
    let rest = rest.starts_with(char::is_whitespace).then(|| rest.trim_start())?;
    let (name, rest) = rest.split_once(char::is_whitespace)?;
    if name.len() > NAME || matches!(name, "%" | "amp" | "lt" | "gt" | "quot" | "apos") {
        return None;
    }
    let rest = rest.trim();
    let quoted = ['"', '\''].into_iter().find_map(|mark| rest.strip_prefix(mark)?.strip_suffix(mark));
    Some((name, quoted.unwrap_or("").replace("&#38;", "&").replace("&#x26;", "&")))
}

struct Entities<'a> {
    values: FxHashMap<&'a str, String>,
    /// How much they may still come to.
    left: usize,
}

impl Entities<'_> {
    /// Puts markup into `out`, with entities for what refers to them; comments and verbatim parts stay as they are.
    fn put(&mut self, markup: &str, depth: usize, out: &mut String) -> Result<(), String> {
        let mut rest = markup;
        while let Some(at) = memchr::memchr2(b'&', b'<', rest.as_bytes()) {
            work::step(1);
            let (before, here) = rest.split_at(at);
            out.push_str(before);
            let name = reference(here).filter(|name| self.values.contains_key(name));
            if let Some(name) = name {
                self.expand(name, depth, out)?;
            }
            let length = name.map_or_else(|| verbatim(here), |name| name.len() + 2);
            if name.is_none() {
                out.push_str(here.get(..length).unwrap_or(here));
            }
            rest = here.get(length..).unwrap_or("");
        }
        out.push_str(rest);
        Ok(())
    }

    fn expand(&mut self, name: &str, depth: usize, out: &mut String) -> Result<(), String> {
        let Some(value) = self.values.get(name).cloned() else { return Ok(()) };
        let left = self.left.checked_sub(value.len() + 1).filter(|_| depth < DEPTH);
        self.left = left.ok_or("its entities expand to far more than any text, as bombs do")?;
        self.put(&value, depth + 1, out)
    }
}

/// The name in a reference that a text starts with.
fn reference(markup: &str) -> Option<&str> {
    let rest = markup.strip_prefix('&')?;
    let end = rest.bytes().take(NAME + 1).position(|byte| matches!(byte, b';' | b'&' | b'<' | b' '))?;
    rest.get(..end).filter(|name| !name.is_empty() && rest.as_bytes().get(end) == Some(&b';'))
}

/// How much of a text that starts with `<` or `&` is to be kept as it is.
fn verbatim(markup: &str) -> usize {
    let end = match markup {
        _ if markup.starts_with("<![CDATA[") => "]]>",
        _ if markup.starts_with("<!--") => "-->",
        _ => return 1,
    };
    markup.find(end).map_or(markup.len(), |at| at + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> String {
        resolved(markup).unwrap().into_owned()
    }

    #[test]
    fn entities_are_put_in_their_places() {
        let markup = "<?xml version='1.0'?><!-- <!DOCTYPE x> -->\n<!DOCTYPE html PUBLIC \"[\" 'y' [\n<!-- ]> \" -->\
            <!ELEMENT p (#PCDATA)>\n<!ENTITY % more SYSTEM 'a'>%more;<?pi ]>?><!ENTITY quay \"North <b>Quay</b>\">\
            <!ENTITY whole 'the &quay; &#38;amp; > more'><!ENTITY quay 'no'><!ENTITY out SYSTEM \"file:///etc/passwd\">\
            <!ENTITY lt 'x'>] ><p>&whole;&out;&lt;&none; &amp; &quay <![CDATA[&quay;]]><!-- &quay; -->&quay;</p>";
        assert_eq!(
            shown(markup),
            "<?xml version='1.0'?><!-- <!DOCTYPE x> -->\n<p>the North <b>Quay</b> &amp; > more&lt;&none; &amp; &quay \
             <![CDATA[&quay;]]><!-- &quay; -->North <b>Quay</b></p>"
        );
    }

    #[test]
    fn documents_without_entities_of_their_own_stay_as_they_are() {
        for markup in [
            "",
            "<p>[ ]></p>",
            "<!DOCTYPE html><p>[<!ENTITY a 'b'>]></p>",
            "<!DOCTYPE html PUBLIC \"a\" \"b\"><p>&a;</p>",
            "<!DOCTYPE html [<!ENTITY a 'b'>",
            "<!DOCTYPE html [<!ENTITY a \"b",
            "words <!DOCTYPE html [<!ENTITY a 'b'>]>&a;",
        ] {
            assert!(matches!(resolved(markup), Ok(Cow::Borrowed(_))), "{markup}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let level = |nth: usize| format!("<!ENTITY e{} '{}'>", nth + 1, format!("&e{nth};").repeat(10));
        for first in ["word", ""] {
            let levels: String = (0..9).map(level).collect();
            let bomb = format!("<!DOCTYPE x [<!ENTITY e0 '{first}'>{levels}]><p>&e9;</p>");
            assert!(resolved(&bomb).unwrap_err().contains("bombs"));
        }
        assert!(resolved("<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>&a;").unwrap_err().contains("bombs"));
        let long = format!("<!DOCTYPE x [<!ENTITY a '{}'>]>{}", "x".repeat(1 << 16), "&a;".repeat(100));
        assert!(resolved(&long).unwrap_err().contains("bombs"));
    }
}
