//! Fetches pages from the web: follows redirects, unpacks, and stops where a page is too large, too slow or no longer
//! wanted. Knows no formats.

use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, ResponseExt};

/// The largest page that is fetched, bytes after unpacking.
const MAX_PAGE: u64 = 32 << 20;
/// How long a server may take to be reached, and to send everything.
const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);

/// Names a file (PEM) with the authorities to trust in place of those that browsers trust, as for curl and others: where a
/// company's proxy opens what is encrypted, or a server is known only inside a house.
const AUTHORITIES: &str = "SSL_CERT_FILE";

const ACCEPT: &str = "text/html, application/xhtml+xml, application/epub+zip, application/atom+xml, application/rss+xml, \
                      application/feed+json, text/markdown, text/plain, */*;q=0.5";

/// What is fetched, and how large it may be.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    accept: &'static str,
    most: u64,
    /// It is a picture, else a text.
    picture: bool,
}

const PAGE: Wanted = Wanted { accept: ACCEPT, most: MAX_PAGE, picture: false };

/// What was fetched.
#[derive(Debug)]
pub struct Page {
    pub bytes: Vec<u8>,
    /// Where it was in the end, after redirects.
    pub address: String,
    /// What the server says it is, in lower case; empty where it does not say.
    pub content_type: String,
}

/// Fetches a page, unless `cancel` becomes `true`.
///
/// # Errors
///
/// Says why it could not be had.
pub fn fetch(address: &str, cancel: &AtomicBool) -> Result<Page, String> {
    within(address, PAGE, cancel, (CONNECT, WHOLE), trusted(address)?)
}

/// Fetches a picture of at most so many bytes.
///
/// # Errors
///
/// Says why it could not be had.
#[cfg(feature = "tui")]
pub fn picture(address: &str, most: u64) -> Result<Vec<u8>, String> {
    let accept = "image/png, image/jpeg, image/webp, image/gif, image/*;q=0.5";
    let wanted = Wanted { accept, most, picture: true };
    let page = within(address, wanted, &AtomicBool::new(false), (CONNECT, WHOLE), trusted(address)?)?;
    Ok(page.bytes)
}

/// Those who are trusted to say who a server is.
fn trusted(address: &str) -> Result<RootCerts, String> {
    let file = std::env::var_os(AUTHORITIES).filter(|file| !file.is_empty());
    match file.filter(|_| address.starts_with("https:")) {
        Some(file) => authorities(Path::new(&file)),
        None => Ok(RootCerts::WebPki),
    }
}

/// The authorities of a file.
fn authorities(file: &Path) -> Result<RootCerts, String> {
    let named = || format!("{AUTHORITIES} names {}", crate::display::safe(&file.to_string_lossy()));
    let bytes = std::fs::read(file).map_err(|error| format!("{}, which cannot be read ({error})", named()))?;
    let certificates: Vec<_> = parse_pem(&bytes)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(format!("{}, which has no certificates (PEM) in it", named()));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

fn within(
    address: &str,
    wanted: Wanted,
    cancel: &AtomicBool,
    (connect, whole): (Duration, Duration),
    authorities: RootCerts,
) -> Result<Page, String> {
    refuse_cancelled(cancel)?;
    let agent: Agent = Agent::config_builder()
        .tls_config(TlsConfig::builder().root_certs(authorities).build())
        .timeout_connect(Some(connect))
        .timeout_global(Some(whole))
        .max_redirects(10)
        .http_status_as_error(false)
        .user_agent(concat!("dixit/", env!("CARGO_PKG_VERSION"), " (terminal reader)"))
        .build()
        .into();
    // What stands behind # is the browser's business.
    let target = address.split('#').next().unwrap_or(address);
    let response = agent.get(target).header("Accept", wanted.accept).call().map_err(|error| match &error {
        // Before anything was sent back, only the encryption can be malformed.
        ureq::Error::Io(broken) if broken.kind() == std::io::ErrorKind::InvalidData => {
            format!("no secure connection to the server ({broken})")
        }
        error => reason(error, whole),
    })?;
    let status = response.status();
    if !status.is_success() {
        return Err(refusal(wanted, status.as_u16(), status.canonical_reason().unwrap_or("an unknown answer")));
    }
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or("").to_ascii_lowercase();
    let unwanted = ["image/", "video/", "audio/", "font/"].iter().find(|&&what| content_type.starts_with(what));
    if let Some(what) = unwanted.filter(|_| !wanted.picture) {
        return Err(format!("it is no text but {} ({content_type})", what.trim_end_matches('/')));
    }
    if response.body().content_length().is_some_and(|length| length > wanted.most) {
        return Err(too_large(wanted));
    }
    // What dixit says it can unpack is unpacked by now.
    if let Some(packing) = response.headers().get(CONTENT_ENCODING).and_then(|value| value.to_str().ok())
        && !matches!(packing, "" | "gzip" | "identity")
    {
        return Err(format!("the server sends it packed ({packing}), which dixit cannot unpack"));
    }
    let address = response.get_uri().to_string();
    let bytes = body(response.into_body().into_reader(), wanted, cancel, whole)?;
    Ok(Page { bytes, address, content_type })
}

fn body(mut reader: impl Read, wanted: Wanted, cancel: &AtomicBool, whole: Duration) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        refuse_cancelled(cancel)?;
        match reader.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(read) => bytes.extend_from_slice(piece.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(reason(&ureq::Error::from(error), whole)),
        }
        if bytes.len() as u64 > wanted.most {
            return Err(too_large(wanted));
        }
    }
}

fn refuse_cancelled(cancel: &AtomicBool) -> Result<(), String> {
    if cancel.load(Ordering::Relaxed) { Err("fetching it was cancelled".to_owned()) } else { Ok(()) }
}

fn too_large(Wanted { most, picture, .. }: Wanted) -> String {
    let advice = if picture { "" } else { ", so save it and open the file" };
    format!("too large; dixit fetches up to {} MB{advice}", most >> 20)
}

fn refusal(wanted: Wanted, status: u16, words: &str) -> String {
    let advice = match status {
        _ if wanted.picture => "",
        401 | 403 | 407 | 451 => "; the site refuses it, so save the page in a browser and open the file",
        404 | 410 => "; check the address",
        429 => "; too many requests, try again later",
        500..=599 => "; the site has a problem, try again later",
        _ => "",
    };
    format!("the server answers {status} {words}{advice}")
}

fn reason(error: &ureq::Error, whole: Duration) -> String {
    use std::io::ErrorKind;
    match error {
        ureq::Error::HostNotFound => "no such host; check the address and your connection".to_owned(),
        ureq::Error::ConnectionFailed => "the server cannot be reached".to_owned(),
        ureq::Error::Timeout(_) => format!("the server did not answer in time ({} s)", whole.as_secs_f32()),
        ureq::Error::TooManyRedirects => "the server redirects in circles".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "it is no web address that can be fetched".to_owned(),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => format!("no secure connection to the server ({error})"),
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => "the server refuses connections".to_owned(),
            ErrorKind::TimedOut | ErrorKind::WouldBlock => "the server did not answer in time".to_owned(),
            ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => {
                "the connection broke before everything was sent".to_owned()
            }
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
                Some(inner) => reason(inner, whole),
                // The system's resolver has no kind of its own for this.
                None if error.to_string().contains("lookup") => reason(&ureq::Error::HostNotFound, whole),
                None => format!("it cannot be fetched ({error})"),
            },
        },
        error => format!("it cannot be fetched ({error})"),
    }
}

#[cfg(test)]
mod tests;
