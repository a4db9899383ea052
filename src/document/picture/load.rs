//! Gets the bytes of a picture, and refuses what no picture of an article is: places outside of the article's folder,
//! files that are none, what is too large, and the web where the article is not from there.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Origin;
use crate::document::archive::Archive;
use crate::document::{Document, Options, Source, address};

/// The largest picture that is read, bytes.
pub const MAX_PICTURE: u64 = 16 << 20;

/// Where the bytes of a picture are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// Here.
    Here(Vec<u8>),
    /// At this address: [`fetch`] gets them.
    Web(String),
}

/// Gets the bytes of a picture of the article, which is from `source`. Nothing is fetched.
///
/// # Errors
///
/// Says why there are none; `None` where that is no fault of the picture: it is not to be had from there.
pub fn load(source: &Source, document: &Document, origin: &Origin, options: &Options) -> Result<Bytes, Option<String>> {
    match (origin, source) {
        (Origin::Data(data), _) => of_data(data).map(Bytes::Here).ok_or_else(|| Some("it is broken".to_owned())),
        (Origin::Web(address), Source::Url(_)) if !options.offline => Ok(Bytes::Web(address.clone())),
        (Origin::File(path), Source::File(article)) => beside(article, Path::new(path)).map(Bytes::Here).map_err(Some),
        (Origin::Archive(path), Source::File(article)) => {
            let file = File::open(article).map_err(|error| Some(reason(&error)))?;
            packed(Archive::over(BufReader::new(file)), path)
        }
        (Origin::Archive(path), _) => match &document.packed {
            Some(archive) => packed(Archive::open(archive.bytes()), path),
            None => Err(None),
        },
        _ => Err(None),
    }
}

/// Fetches a picture of an article from the web.
///
/// # Errors
///
/// Says why it could not be had.
#[cfg(feature = "net")]
pub fn fetch(address: &str, article: &Document) -> Result<Vec<u8>, String> {
    crate::document::fetch::picture(address, article.metadata.fetched.as_deref(), MAX_PICTURE)
}

/// Fetches nothing.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "net"))]
pub fn fetch(_: &str, _: &Document) -> Result<Vec<u8>, String> {
    Err("this dixit was built without fetching from the web".to_owned())
}

fn packed(archive: Result<Archive<'_>, String>, path: &str) -> Result<Bytes, Option<String>> {
    let bytes = archive.and_then(|mut archive| archive.bytes(path, MAX_PICTURE)).map_err(Some)?;
    bytes.map(Bytes::Here).ok_or_else(|| Some("it is missing".to_owned()))
}

/// The bytes of a file below the folder of the article.
fn beside(article: &Path, path: &Path) -> Result<Vec<u8>, String> {
    let folder = match article.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| reason(&error))?;
    let path = folder.join(path).canonicalize().map_err(|error| reason(&error))?;
    if !path.starts_with(&folder) {
        return Err("it lies outside of the article's folder".to_owned());
    }
    // Opening what is no file, such as a pipe, could wait for ever.
    let metadata = path.metadata().map_err(|error| reason(&error))?;
    if !metadata.is_file() {
        return Err("it is no file".to_owned());
    }
    if metadata.len() > MAX_PICTURE {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let file = File::open(&path).map_err(|error| reason(&error))?;
    file.take(MAX_PICTURE + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MAX_PICTURE { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> String {
    format!("it is larger than {} MB", MAX_PICTURE >> 20)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is missing".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => format!("it cannot be read ({error})"),
    }
}

/// What a `data:` address holds.
fn of_data(data: &str) -> Option<Vec<u8>> {
    let (head, body) = data.split_once(',')?;
    let decoded = address::percent_decoded(body);
    if !head.to_ascii_lowercase().ends_with(";base64") {
        return None;
    }
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let words: Vec<u8> = decoded.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    GeneralPurpose::new(&STANDARD, config).decode(words).ok()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::document::archive::pack;
    use crate::document::open;

    fn file(path: &str) -> Origin {
        Origin::File(path.to_owned())
    }

    fn get(source: &Source, origin: &Origin) -> Result<Vec<u8>, Option<String>> {
        get_of(&Document::default(), source, origin)
    }

    fn get_of(document: &Document, source: &Source, origin: &Origin) -> Result<Vec<u8>, Option<String>> {
        match load(source, document, origin, &Options::default())? {
            Bytes::Here(bytes) => Ok(bytes),
            Bytes::Web(address) => Ok(address.into_bytes()),
        }
    }

    #[test]
    fn files_come_from_below_the_folder_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("article");
        std::fs::create_dir_all(folder.join("pictures")).unwrap();
        for name in ["secret.png", "article/a.png", "article/pictures/b.png"] {
            std::fs::write(home.path().join(name), name).unwrap();
        }
        std::os::unix::fs::symlink(home.path().join("secret.png"), folder.join("link.png")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.join("pipe.png")).status().unwrap().success());
        std::fs::File::create(folder.join("large.png")).unwrap().set_len(MAX_PICTURE + 1).unwrap();
        let source = Source::File(folder.join("a.html"));
        let inside = folder.join("a.png").to_string_lossy().into_owned();
        for (path, holds) in [
            ("a.png", "article/a.png"),
            ("./pictures/../pictures/b.png", "article/pictures/b.png"),
            (&inside, "article/a.png"),
        ] {
            assert_eq!(get(&source, &file(path)).unwrap(), holds.as_bytes(), "{path}");
        }
        for (path, why) in [
            ("../secret.png", "outside"),
            ("link.png", "outside"),
            ("/dev/zero", "outside"),
            ("/etc/passwd", "outside"),
            ("pipe.png", "no file"),
            ("pictures", "no file"),
            ("large.png", "larger than 16 MB"),
            ("none.png", "missing"),
        ] {
            let reason = get(&source, &file(path)).unwrap_err().unwrap();
            assert!(reason.contains(why), "{path}: {reason}");
        }
    }

    #[test]
    fn the_web_is_asked_only_for_articles_from_there() {
        let web = Origin::Web("https://a.org/x.png".to_owned());
        let page = Source::Url("https://a.org/".to_owned());
        assert_eq!(get(&page, &web).unwrap(), b"https://a.org/x.png");
        let offline = Options { offline: true, ..Options::default() };
        assert_eq!(load(&page, &Document::default(), &web, &offline), Err(None));
        assert_eq!(get(&Source::File("a.html".into()), &web), Err(None));
        assert_eq!(get(&page, &file("/etc/passwd")), Err(None), "a page sees no files");
        assert_eq!(get(&Source::Sample, &file("a.png")), Err(None));
    }

    #[test]
    fn archives_and_the_article_itself_hold_pictures() {
        let bytes = pack::pack(&[("i/a b.png", "picture"), ("large.png", &"0".repeat(MAX_PICTURE as usize + 1))]);
        let packed = |path: &str| Origin::Archive(path.to_owned());
        let document = Document { packed: Some(bytes.into()), ..Document::default() };
        let source = Source::Url("https://a.org/x.epub".to_owned());
        let get_packed = |path: &str| get_of(&document, &source, &packed(path));
        assert_eq!(get_packed("i/a b.png").unwrap(), b"picture");
        assert!(get_packed("large.png").unwrap_err().unwrap().contains("bomb"));
        assert!(get_packed("../a.png").unwrap_err().unwrap().contains("missing"));
        assert_eq!(get(&source, &packed("i/a b.png")), Err(None));
        let data = |data: &str| get(&Source::Sample, &Origin::Data(data.to_owned()));
        assert_eq!(data("data:image/png;base64,cGlj\ndHVyZQ%3D%3D").unwrap(), b"picture");
        for broken in ["data:image/png;base64,????", "data:image/png,x", "data:"] {
            assert!(data(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn an_archive_that_was_piped_in_is_kept_for_its_pictures_alone() {
        let text = "<w:document><w:p><w:r><w:t>Words</w:t></w:r></w:p><w:p><w:drawing><pic:blipFill><a:blip r:embed=\"a\"/>\
                    </pic:blipFill></w:drawing></w:p></w:document>";
        let relations =
            "<Relationships><Relationship Id=\"a\" Type=\"x/image\" Target=\"media/a.png\"/></Relationships>";
        let bytes = pack::pack(&[
            ("word/document.xml", text),
            ("word/_rels/document.xml.rels", relations),
            ("word/media/a.png", "picture"),
        ]);
        let folder = tempfile::tempdir().unwrap();
        let file = Source::File(folder.path().join("a.docx"));
        std::fs::write(folder.path().join("a.docx"), &bytes).unwrap();
        let piped = Source::Bytes { name: "-".to_owned(), bytes: bytes.into() };
        for source in [&piped, &file] {
            let document = open(source).unwrap();
            assert_eq!(document.packed.is_some(), source == &piped);
            assert_eq!(get_of(&document, source, &document.pictures[0].origin).unwrap(), b"picture");
        }
        let plain = pack::pack(&[("word/document.xml", "<w:p><w:r><w:t>Words</w:t></w:r></w:p>")]);
        let plain = Source::Bytes { name: "-".to_owned(), bytes: plain.into() };
        assert_eq!(open(&plain).unwrap().packed, None);
    }
}
