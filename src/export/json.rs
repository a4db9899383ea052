//! JSON that is safe on a terminal too: control and bidirectional characters are written as `\u` escapes, which changes
//! nothing of the data.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::display;

/// Writes a value on one line.
pub fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    object(out, value)?;
    out.write_all(b"\n")
}

/// Writes a value without a line break behind.
pub fn object(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Safe)).map_err(io::Error::from)
}

/// `serde_json`'s compact form, with more characters escaped.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| display::placeholder(c).is_some()) {
            writer.write_all(rest.get(..at).unwrap_or("").as_bytes())?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = rest.get(at + c.len_utf8()..).unwrap_or("");
        }
        writer.write_all(rest.as_bytes())
    }
}
