//! Standard output that may be a terminal, a file, or a pipe whose reader has gone.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::display;

/// Standard output or a file. What goes to a terminal is made safe on the way.
pub enum Output {
    Terminal(Safe<BufWriter<io::Stdout>>),
    Raw(BufWriter<Box<dyn Write + Send>>),
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        let stdout = io::stdout();
        if stdout.is_terminal() { Self::Terminal(Safe::new(BufWriter::new(stdout))) } else { Self::to(stdout) }
    }

    /// Something that is no terminal.
    pub fn to(out: impl Write + Send + 'static) -> Self {
        Self::Raw(BufWriter::with_capacity(64 * 1024, Box::new(out)))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Terminal(out) => out.write(bytes),
            Self::Raw(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Terminal(out) => out.flush(),
            Self::Raw(out) => out.flush(),
        }
    }
}

/// Passes on text with everything that a terminal would obey made visible, line breaks and tabs apart.
pub struct Safe<W: Write> {
    out: W,
    /// The line that is not finished yet.
    line: Vec<u8>,
}

impl<W: Write> Safe<W> {
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        for (index, cell) in line.split('\t').enumerate() {
            self.out.write_all(if index > 0 { b"\t" } else { b"" })?;
            self.out.write_all(display::safe(cell).as_bytes())?;
        }
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Write for Safe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                Some(end) => {
                    self.line.extend_from_slice(end);
                    self.pass_on()?;
                    self.out.write_all(b"\n")?;
                }
                None => self.line.extend_from_slice(piece),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}

/// Whether an error only says that nobody reads our output any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let mut out = Vec::new();
        let mut safe = Safe::new(&mut out);
        safe.write_all("a\tb\x1b[3".as_bytes()).unwrap();
        safe.write_all("1m\r\n\u{202e}end".as_bytes()).unwrap();
        safe.flush().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\tb␛[31m␍\n‹U+202E›end");
    }
}
