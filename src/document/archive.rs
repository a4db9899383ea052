//! A ZIP archive whose files are texts: what it holds is read by path, within limits that no honest book or letter meets,
//! so that a bomb stays small. Nothing is ever unpacked to disk, so that paths which lead outside lead nowhere.

use std::io::{Cursor, Read, Seek, SeekFrom};

use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::decode::decode_declared;
use super::html::{Budget, Dialect, Token};
use super::{address, doctype, html};
use crate::work;

/// The most that one file in an archive may hold, bytes.
const FILE: u64 = 64 << 20;
/// The most that is read of one archive, bytes.
const ALL: u64 = 256 << 20;
/// What any archive may unpack to, bytes.
const FREE: u64 = 32 << 20;
/// A larger one unpacks to at most so many times its size: texts are packed to a third of their size, repetitive markup
/// to a twentieth.
const RATIO: u64 = 40;
const BOMB: &str = "it unpacks to far more than any book or letter, as ZIP bombs do";
/// The most files that an archive may have.
const FILES: usize = 100_000;

/// An archive that is being read.
pub struct Archive<'a> {
    zip: ZipArchive<Box<dyn Input + 'a>>,
    left: u64,
    budget: Budget,
    /// Its files by their paths in lower case, once one is looked for that way.
    lower: Option<FxHashMap<String, usize>>,
}

/// What an archive is read from: memory or a file.
pub trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// Says why it cannot be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Self::over(Cursor::new(bytes))
    }

    /// Opens an archive that is read as far as it is needed.
    ///
    /// # Errors
    ///
    /// Says why it cannot be read.
    pub fn over(input: impl Input + 'a) -> Result<Self, String> {
        let mut input: Box<dyn Input + 'a> = Box::new(input);
        let size = input.seek(SeekFrom::End(0)).map_err(|error| format!("it cannot be read ({error})"))?;
        let zip = ZipArchive::new(input).map_err(|error| format!("it is a broken ZIP archive ({error})"))?;
        if zip.len() > FILES {
            return Err(format!("it holds {} files, which no book does", zip.len()));
        }
        let left = size.saturating_mul(RATIO).clamp(FREE, ALL);
        Ok(Self { zip, left, budget: Budget::default(), lower: None })
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// The first path that ends so.
    pub fn ending(&self, ending: &str) -> Option<String> {
        self.zip.file_names().find(|name| name.ends_with(ending)).map(str::to_owned)
    }

    /// The text of a file; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Where it is broken, encrypted or larger than any text is.
    pub fn text(&mut self, path: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.bytes(path, FILE)? else { return Ok(None) };
        if let Some(reason) = html::unreadable(&bytes, "") {
            return Err(reason);
        }
        let declared = html::declared(&bytes);
        Ok(Some(decode_declared(bytes, declared)))
    }

    /// The tags and texts of a file; `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text), and where all files read so far have far too many tags together.
    pub fn tokens(&mut self, path: &str, dialect: Dialect) -> Result<Option<Vec<Token>>, String> {
        let Some(text) = self.text(path)? else { return Ok(None) };
        let markup = doctype::resolved(&text)?;
        let more = markup.len().saturating_sub(text.len()) as u64;
        self.left = self.left.checked_sub(more).ok_or(BOMB)?;
        html::tokens(&markup, dialect, &mut self.budget).map(Some)
    }

    /// The bytes of a file that holds at most `most`; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Where it is broken, encrypted or larger.
    pub fn bytes(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, String> {
        let Some(index) = self.index(path) else { return Ok(None) };
        let fail = |error: &dyn std::fmt::Display| format!("{path} in it cannot be unpacked ({error})");
        let file = self.zip.by_index(index).map_err(|error| fail(&error))?;
        let most = most.min(self.left);
        let mut bytes = Vec::with_capacity(file.size().min(most).min(16 << 20) as usize);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| fail(&error))?;
        if bytes.len() as u64 > most {
            return Err(BOMB.to_owned());
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Paths in archives are sometimes written in another case, or with `%20`.
    fn index(&mut self, path: &str) -> Option<usize> {
        let path = path.trim_start_matches('/');
        let decoded = address::percent_decoded(path);
        let found = self.zip.index_for_name(path).or_else(|| self.zip.index_for_name(&decoded));
        found.or_else(|| {
            let zip = &self.zip;
            let lower = self.lower.get_or_insert_with(|| {
                work::step(zip.len());
                let mut lower = FxHashMap::default();
                for name in zip.file_names() {
                    let index = zip.index_for_name(name);
                    index.map(|index| lower.entry(name.to_ascii_lowercase()).or_insert(index));
                }
                lower
            });
            lower.get(&decoded.to_ascii_lowercase()).copied()
        })
    }
}

#[cfg(test)]
pub mod pack;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bombs_stay_small() {
        let bytes = pack::pack(&[("a.txt", &"0".repeat((FREE + 1) as usize)), ("b.txt", "words")]);
        assert!(bytes.len() < 1 << 20);
        let mut archive = Archive::open(&bytes).unwrap();
        assert!(archive.text("a.txt").unwrap_err().contains("bomb"));
        assert_eq!(archive.text("B.TXT").unwrap().as_deref(), Some("words"));
    }

    #[test]
    fn broken_archives_are_refused() {
        let bytes = pack::pack(&[("a.txt", &"many words ".repeat(1000))]);
        assert!(Archive::open(&bytes[..bytes.len() / 2]).is_err());
        let mut damaged = bytes.clone();
        damaged[60..80].fill(0xff);
        assert!(Archive::open(&damaged).unwrap().text("a.txt").unwrap_err().contains("cannot be unpacked"));
    }
}
