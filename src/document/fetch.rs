//! Fetches pages from the web: follows redirects, unpacks, and stops where a page is too large, too slow or no longer
//! wanted. Knows no formats.

mod guard;
mod watch;

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::transport::{Connector, DefaultConnector};
use ureq::{Agent, Body};

use super::{Fetched, address};
use guard::Guard;
use watch::Watch;

/// What is said of an answer that is not whole.
const CUT: &str = "the page was cut off: the connection broke before everything was sent; try again";

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

/// How often a page may send us on to another one.
const REDIRECTS: usize = 10;

/// What is fetched, and how large it may be.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    accept: &'static str,
    most: u64,
    /// It is a picture, else a text.
    picture: bool,
    /// It may be in a private network.
    private: bool,
    /// It may not be sent without encryption.
    encrypted: bool,
}

/// A page that somebody asks for may be anywhere.
const PAGE: Wanted = Wanted { accept: ACCEPT, most: MAX_PAGE, picture: false, private: true, encrypted: false };

/// What was fetched.
#[derive(Debug)]
pub struct Page {
    pub bytes: Vec<u8>,
    /// What the server says it is, in lower case; empty where it does not say.
    pub content_type: String,
    pub fetched: Fetched,
}

/// Fetches a page, unless `cancel` becomes `true`.
///
/// # Errors
///
/// Says why it could not be had.
pub fn fetch(address: &str, cancel: &AtomicBool) -> Result<Page, String> {
    within(address, PAGE, cancel, (CONNECT, WHOLE), trusted)
}

/// Fetches a picture of at most so many bytes, which an article names that was itself fetched so. Only articles from a
/// private network have pictures there, and the pictures of an encrypted article are encrypted too.
///
/// # Errors
///
/// Says why it could not be had.
#[cfg(feature = "tui")]
pub fn picture(address: &str, article: Option<&Fetched>, most: u64) -> Result<Vec<u8>, String> {
    let accept = "image/png, image/jpeg, image/webp, image/gif, image/*;q=0.5";
    let private = article.is_some_and(|article| article.private);
    let encrypted = article.is_some_and(|article| is_encrypted(&article.address));
    let wanted = Wanted { accept, most, picture: true, private, encrypted };
    let page = within(address, wanted, &AtomicBool::new(false), (CONNECT, WHOLE), trusted)?;
    Ok(page.bytes)
}

fn is_encrypted(address: &str) -> bool {
    address.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
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

/// Fetches, following redirects.
fn within(
    address: &str,
    wanted: Wanted,
    cancel: &AtomicBool,
    (connect, whole): (Duration, Duration),
    trusted: impl Fn(&str) -> Result<RootCerts, String>,
) -> Result<Page, String> {
    let start = Instant::now();
    // What stands behind # is the browser's business.
    let mut at = address.split('#').next().unwrap_or(address).to_owned();
    let (mut private, mut downgraded) = (wanted.private, false);
    for _ in 0..=REDIRECTS {
        refuse_cancelled(cancel)?;
        if wanted.encrypted && !is_encrypted(&at) {
            return Err("it is sent without encryption, although the article is encrypted".to_owned());
        }
        let left = whole.saturating_sub(start.elapsed());
        let visit = Visit::new(&at, wanted, private, (connect, left), trusted(&at)?)?;
        let response = visit.response(whole)?;
        let Some(next) = next_address(&at, &response) else {
            return visit.page(response, wanted, cancel, whole, at, downgraded);
        };
        // From the open web nothing leads into a private network.
        private = visit.is_private();
        downgraded |= is_encrypted(&at) && !is_encrypted(&next);
        at = next;
    }
    Err(reason(&ureq::Error::TooManyRedirects, whole))
}

/// Where a redirect leads.
fn next_address(at: &str, response: &Response<Body>) -> Option<String> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?;
    let next = address::resolve(Some(at), std::str::from_utf8(location.as_bytes()).ok()?)?;
    Some(next.split('#').next().unwrap_or(&next).to_owned())
}

/// One request to one server.
struct Visit {
    agent: Agent,
    address: String,
    accept: &'static str,
    /// The server is in a private network.
    private: Arc<AtomicBool>,
    /// The connection broke.
    broke: Arc<AtomicBool>,
}

impl Visit {
    fn new(
        address: &str,
        wanted: Wanted,
        may_be_private: bool,
        (connect, whole): (Duration, Duration),
        authorities: RootCerts,
    ) -> Result<Self, String> {
        let names_private = guard::names_private(address);
        if names_private && !may_be_private {
            return Err(guard::PRIVATE.to_owned());
        }
        let (private, broke) = (Arc::new(AtomicBool::new(names_private)), Arc::default());
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(authorities).build())
            .timeout_connect(Some(connect))
            .timeout_global(Some(whole))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("dixit/", env!("CARGO_PKG_VERSION"), " (terminal reader)"))
            .build();
        let connector = DefaultConnector::new().chain(Watch(Arc::clone(&broke)));
        let agent = Agent::with_parts(config, connector, Guard::new(may_be_private, Arc::clone(&private)));
        Ok(Self { agent, address: address.to_owned(), accept: wanted.accept, private, broke })
    }

    fn is_private(&self) -> bool {
        self.private.load(Ordering::Relaxed)
    }

    fn response(&self, whole: Duration) -> Result<Response<Body>, String> {
        self.agent.get(&self.address).header("Accept", self.accept).call().map_err(|error| match &error {
            // Before anything was sent back, only the encryption can be malformed.
            ureq::Error::Io(broken) if broken.kind() == std::io::ErrorKind::InvalidData => {
                format!("no secure connection to the server ({broken})")
            }
            error => reason(error, whole),
        })
    }

    fn page(
        &self,
        response: Response<Body>,
        wanted: Wanted,
        cancel: &AtomicBool,
        whole: Duration,
        address: String,
        downgraded: bool,
    ) -> Result<Page, String> {
        let status = response.status();
        if !status.is_success() {
            return Err(refusal(wanted, status.as_u16(), status.canonical_reason().unwrap_or("an unknown answer")));
        }
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let content_type = header(CONTENT_TYPE).unwrap_or("").to_ascii_lowercase();
        let unwanted = ["image/", "video/", "audio/", "font/"].iter().find(|&&what| content_type.starts_with(what));
        if let Some(what) = unwanted.filter(|_| !wanted.picture) {
            return Err(format!("it is no text but {} ({content_type})", what.trim_end_matches('/')));
        }
        if response.body().content_length().is_some_and(|length| length > wanted.most) {
            return Err(too_large(wanted));
        }
        // What dixit says it can unpack is unpacked by now.
        if let Some(packing) = header(CONTENT_ENCODING).filter(|packing| !matches!(*packing, "" | "gzip" | "identity"))
        {
            return Err(format!("the server sends it packed ({packing}), which dixit cannot unpack"));
        }
        let says_its_length = header(CONTENT_LENGTH).is_some() || header(TRANSFER_ENCODING).is_some();
        let bytes = body(response.into_body().into_reader(), wanted, cancel, whole)?;
        if !says_its_length && self.broke.load(Ordering::Relaxed) {
            return Err(CUT.to_owned());
        }
        Ok(Page { bytes, content_type, fetched: Fetched { address, private: self.is_private(), downgraded } })
    }
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
            ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => CUT.to_owned(),
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
                Some(inner) => reason(inner, whole),
                // The system's resolver has no kind of its own for this.
                None if error.to_string().contains("lookup") => reason(&ureq::Error::HostNotFound, whole),
                None => format!("it cannot be fetched ({error})"),
            },
        },
        ureq::Error::Other(other) if other.is::<guard::Refused>() => other.to_string(),
        error => format!("it cannot be fetched ({error})"),
    }
}

#[cfg(test)]
mod tests;
