//! What of an e-book is encrypted.

use rustc_hash::FxHashSet;

use crate::document::address;
use crate::document::archive::Archive;
use crate::document::html::{Dialect, Token};

/// Encryption that hides fonts and no text.
const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// The parts of a book that are encrypted.
#[derive(Debug, Default)]
pub struct Protection {
    paths: FxHashSet<String>,
    /// Something is encrypted that has no path.
    other: bool,
}

impl Protection {
    /// Reads what is encrypted.
    pub fn read(archive: &mut Archive) -> Result<Self, String> {
        let tokens = archive.tokens("META-INF/encryption.xml", Dialect::Xml)?.unwrap_or_default();
        let mut protection = Self::default();
        let mut locked = None;
        for token in &tokens {
            match token {
                Token::Start(start) => match start.name.rsplit(':').next().unwrap_or("") {
                    "encrypteddata" => locked = None,
                    // Later ones say how the key is encrypted.
                    "encryptionmethod" if locked.is_none() => {
                        locked = Some(start.get("algorithm").is_none_or(|name| !FONTS.contains(&name.trim())));
                    }
                    "cipherreference" => {
                        let path = start.get("uri").map(|path| address::percent_decoded(path.trim()));
                        let path = path.filter(|_| locked != Some(false));
                        protection.paths.extend(path.map(|path| address::without_dots(path.trim_start_matches('/'))));
                        locked = Some(false);
                    }
                    _ => {}
                },
                Token::End(name) if name.ends_with("encrypteddata") => protection.other |= locked == Some(true),
                _ => {}
            }
        }
        Ok(protection)
    }

    /// Whether a part of the book is encrypted.
    pub fn covers(&self, path: &str) -> bool {
        self.other || self.paths.contains(path)
    }
}
