//! Bytes -> text: finds the encoding and refuses what is no text. Knows nothing of files and formats.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How much of an input is looked at to tell text from binary data, bytes.
pub const SAMPLE: usize = 64 * 1024;

/// How much is shown to the detector of legacy encodings, bytes, from shortly before the first byte that is not ASCII.
const DETECT: usize = 1 << 20;

/// Starts of well-known files that are no text, with words for people.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF; turn it into text first, for example with pdftotext"),
    (b"\xd0\xcf\x11\xe0", "an office file; save it as text first"),
    (b"{\\rtf", "a rich text file (RTF); save it as plain text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first, for example with gunzip"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
];

/// Why `sample`, the first [`SAMPLE`] bytes of an input, is no text; `None` where it may be one.
pub fn not_text(sample: &[u8]) -> Option<String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic)) {
        return Some(format!("it is {what}"));
    }
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    if Encoding::for_bom(sample).is_some() || utf32(sample).is_some() || utf16_without_mark(sample).is_some() {
        return None;
    }
    let nuls = memchr::memchr_iter(0, sample).count();
    let controls = sample.iter().filter(|&&byte| is_odd_control(byte)).count();
    // In no encoding a frequent letter; erased memory is full of it.
    let erased = memchr::memchr_iter(0xff, sample).count();
    (nuls > 1 + sample.len() / 1024 || controls * 10 > sample.len() || erased * 3 > sample.len()).then(|| {
        "it holds binary data, not text; dixit reads text, Markdown, web pages, e-books (EPUB) and DOCX".to_owned()
    })
}

/// Control characters that text files do not use; terminal recordings may use backspace and escape.
fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 1..=6 | 14..=26 | 28..=31 | 127)
}

/// UTF-16 that lost its mark: in Latin script every other byte is zero.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |at: usize| sample.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 10 >= pairs * 7, odd * 10 >= pairs * 7) {
        (false, true) if even * 20 <= pairs => Some(UTF_16LE),
        (true, false) if odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// [`decode`] where the input, or whoever sent it, declares an encoding. Declarations are often wrong: what is UTF-8 is
/// read as UTF-8.
pub fn decode_declared(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> String {
    match declared {
        Some(encoding) if encoding != UTF_8 && Encoding::for_bom(&bytes).is_none() && utf32(&bytes).is_none() => {
            match String::from_utf8(bytes) {
                // Encodings of seven bits look like UTF-8 and are none.
                Ok(text) if encoding.is_ascii_compatible() => text,
                Ok(text) => encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
                Err(error) => encoding.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
            }
        }
        _ => decode(bytes),
    }
}

/// Decodes a whole input: what a byte order mark says, else UTF-8, else the likeliest legacy encoding
/// (Windows-1252 for most western texts). The mark is dropped; malformed parts become U+FFFD.
pub fn decode(bytes: Vec<u8>) -> String {
    if let Some(number) = utf32(&bytes) {
        let (units, rest) = bytes.as_chunks();
        let cut = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
        return units.iter().map(|&unit| char_of(number(unit))).skip_while(|&c| c == '\u{feff}').chain(cut).collect();
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(encoding) = utf16_without_mark(bytes.get(..SAMPLE).unwrap_or(&bytes)) {
        return encoding.decode_without_bom_handling(&bytes).0.into_owned();
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if is_shifted_japanese(&text) => {
            return ISO_2022_JP.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        }
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let encoding = if is_damaged_utf8(&bytes) { UTF_8 } else { guess(&bytes) };
    match encoding.decode_without_bom_handling(&bytes).0 {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

/// How the units of UTF-32 are read, where a byte order mark says that it is, or all units are characters.
fn utf32(bytes: &[u8]) -> Option<fn([u8; 4]) -> u32> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, ..] => Some(u32::from_be_bytes),
        _ => utf32_without_mark(bytes.get(..SAMPLE).unwrap_or(bytes)),
    }
}

/// UTF-32 that lost its mark: read so, all of it is characters of texts. No other encoding has so many zeros.
fn utf32_without_mark(sample: &[u8]) -> Option<fn([u8; 4]) -> u32> {
    let (units, rest) = sample.as_chunks();
    if units.len() < 4 || !rest.is_empty() {
        return None;
    }
    let is_text = |number: u32| {
        let c = char::from_u32(number).filter(|_| number & 0xfffe != 0xfffe);
        c.is_some_and(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1b' | '\u{85}'))
    };
    let reads: [fn([u8; 4]) -> u32; 2] = [u32::from_le_bytes, u32::from_be_bytes];
    reads.into_iter().find(|number| units.iter().all(|&unit| is_text(number(unit))))
}

fn char_of(number: u32) -> char {
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether it is Japanese in seven bits, as in mails: what starts and ends its signs is escaped, and nothing else.
fn is_shifted_japanese(text: &str) -> bool {
    let sample = text.get(..SAMPLE).unwrap_or(text);
    let Some(at) = memchr::memchr(0x1b, sample.as_bytes()) else { return false };
    let begins = ["\x1b$B", "\x1b$@"].iter().any(|sign| sample.get(at..).is_some_and(|rest| rest.starts_with(sign)));
    begins && text.is_ascii() && (sample.contains("\x1b(B") || sample.contains("\x1b(J"))
}

/// Whether it is UTF-8 with a few bad bytes: a text that was cut off or mended by hand must not turn to mojibake.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad <= good
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(4096);
    let part = bytes.get(start..bytes.len().min(start + DETECT)).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(part, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks() {
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9".to_vec()), "café");
        assert_eq!(decode(b"\xff\xfec\0a\0f\0\xe9\0".to_vec()), "café");
        assert_eq!(decode(b"\xfe\xff\0c\0a\0f\0\xe9".to_vec()), "café");
    }

    #[test]
    fn utf16_without_a_mark() {
        let little: Vec<u8> = "“No,” Voss said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(not_text(&little), None);
        let little: Vec<u8> = "He said no to all of it.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(little), "He said no to all of it.");
    }

    #[test]
    fn erased_memory_is_no_text() {
        for sample in [&[0xff][..], &[0xff; 1000], b"\xff\xff a"] {
            assert!(not_text(sample).unwrap().contains("binary data"));
        }
        // Windows-1251.
        assert_eq!(not_text(b"\xdf \xe7\xed\xe0\xff, \xff \xf1\xe8\xff\xff"), None);
    }

    #[test]
    fn legacy_encodings() {
        assert_eq!(
            decode(b"\x93We will not sign,\x94 she said \x96 caf\xe9.".to_vec()),
            "“We will not sign,” she said – café."
        );
        let late = [vec![b'a'; 3 << 20], b" na\xefve caf\xe9".to_vec()].concat();
        assert!(decode(late).ends_with(" naïve café"));
    }

    #[test]
    fn rarer_encodings() {
        let words = "“漢” – a";
        for (mark, unit) in [
            (0xfeff_u32.to_le_bytes(), u32::to_le_bytes as fn(u32) -> [u8; 4]),
            (0xfeff_u32.to_be_bytes(), u32::to_be_bytes),
        ] {
            let bytes: Vec<u8> = mark.into_iter().chain(words.chars().flat_map(|c| unit(c as u32))).collect();
            assert_eq!(not_text(&bytes), None);
            assert_eq!(decode(bytes), words);
        }
        assert_eq!(decode(b"\xff\xfe\0\0\0\0\x11\0".to_vec()), "\u{fffd}");
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0b\0".to_vec()), "a\u{fffd}");
        assert_eq!(decode(b"a \x1b$B4A\x1b(B b".to_vec()), "a 漢 b");
        for text in ["\x1b[31mred\x1b[0m", "\x1b$B4A", "\x1b$B4A\x1b(B é"] {
            assert_eq!(decode(text.as_bytes().to_vec()), text);
        }
    }

    #[test]
    fn utf32_without_a_mark() {
        for words in ["Rain fell.\r\n", "“漢”字\t漢", "Дождь."] {
            for unit in [u32::to_le_bytes as fn(u32) -> [u8; 4], u32::to_be_bytes] {
                let bytes: Vec<u8> = words.chars().flat_map(|c| unit(c as u32)).collect();
                assert_eq!(not_text(&bytes), None, "{words}");
                assert_eq!(decode(bytes.clone()), words);
                assert_eq!(decode_declared(bytes, Encoding::for_label(b"koi8-r")), words);
            }
        }
        let numbers: Vec<u8> = (0..64_u32).flat_map(u32::to_le_bytes).collect();
        assert!(not_text(&numbers).is_some());
    }

    #[test]
    fn declared_encodings() {
        let cyrillic = Encoding::for_label(b"x-mac-cyrillic");
        assert_eq!(decode_declared(b"\x84\xee\xe6\xe4\xfc.".to_vec(), cyrillic), "Дождь.");
        let latin2 = Encoding::for_label(b"iso-8859-2");
        assert_eq!(decode_declared(b"\xb3\xf3d\xbc".to_vec(), latin2), "łódź");
        assert_eq!(decode_declared("łódź".as_bytes().to_vec(), latin2), "łódź");
        assert_eq!(decode_declared(b"caf\xe9 na\xefve".to_vec(), Some(UTF_8)), "café naïve");
        assert_eq!(decode_declared(b"\x1b$B4A\x1b(B".to_vec(), Encoding::for_label(b"iso-2022-jp")), "漢");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut cut = "“Schön”, sagte sie – ".as_bytes().to_vec();
        cut.truncate(cut.len() - 2);
        assert_eq!(decode(cut), "“Schön”, sagte sie \u{fffd}");
    }

    #[test]
    fn text_is_told_from_data() {
        for text in [&b""[..], b"plain", b"\x1b[31mred\x1b[0m", b"one \0 nul", "漢字".as_bytes(), b"\x93quoted\x94"] {
            assert_eq!(not_text(text), None, "{text:?}");
        }
        for data in [&b"%PDF-1.7 ..."[..], &[0; 5000], b"\x01\x02\x03\x04ab", b"\x00\x00\x01\x00"] {
            assert!(not_text(data).is_some(), "{data:?}");
        }
    }
}
