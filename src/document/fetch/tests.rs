use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use super::*;
use crate::document::{Opened, Options, Source, open_with};

/// A server that answers every path with what `answer` makes of it; its address.
fn server(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request: Vec<String> = lines.map_while(|line| line.ok().filter(|line| !line.is_empty())).collect();
            let path = request.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("").to_owned();
            answer(&path, &mut stream);
        }
    });
    address
}

/// Sends an answer; that the client has gone is its own affair.
fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

fn site() -> String {
    server(|path, stream| match path {
        "/old" => send(stream, "301 Moved", "Location: /a/page\r\n", b""),
        "/circle" => send(stream, "302 Found", "Location: /circle\r\n", b""),
        "/a/page" => send(
            stream,
            "200 OK",
            "Content-Type: text/html; charset=ISO-8859-2\r\n",
            b"<title>\xb3\xf3d\xbc</title><p>See <a href='../b'>this</a>.</p>",
        ),
        "/zipped" => {
            // "<p>Zipped words</p>" as gzip makes it, stored.
            let words = b"<p>Zipped words</p>";
            let length = u16::try_from(words.len()).unwrap();
            let mut body = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
            body.extend(length.to_le_bytes());
            body.extend((!length).to_le_bytes());
            body.extend(words);
            body.extend(crc32(words).to_le_bytes());
            body.extend(u32::from(length).to_le_bytes());
            send(stream, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &body);
        }
        "/text" => send(stream, "200 OK", "Content-Type: text/plain\r\n", b"# Plain\n\nwords"),
        "/feed" => {
            send(
                stream,
                "200 OK",
                "Content-Type: text/xml\r\n",
                b"<rss><item><title>One</title><link>/1</link></item></rss>",
            );
        }
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        "/data" => send(stream, "200 OK", "Content-Type: application/octet-stream\r\n", &[0; 100]),
        "/packed" => send(stream, "200 OK", "Content-Encoding: br\r\n", b"words"),
        "/large" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        }
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            let piece = vec![b'a'; 65536];
            while stream.write_all(&piece).is_ok() {}
        }
        "/cut" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nwords");
        }
        "/silent" => {
            // Waits until the client gives up.
            let _ = stream.read(&mut [0; 1]);
        }
        "/broken" => send(stream, "503 Service Unavailable", "", b"no"),
        _ => send(stream, "404 Not Found", "", b"no"),
    })
}

/// Of an article from this machine.
fn at_home() -> Fetched {
    Fetched { private: true, ..Fetched::default() }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn open(address: &str) -> Result<Opened, String> {
    open_with(&Source::Url(address.to_owned()), &Options::default()).map_err(|error| error.to_string())
}

fn article(address: &str) -> crate::document::Document {
    match open(address) {
        Ok(Opened::Article(document)) => document,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pages_are_followed_decoded_and_told_apart() {
    let site = site();
    let page = article(&format!("{site}/old#part"));
    assert_eq!(page.metadata.title.as_deref(), Some("łódź"));
    let link = format!("{site}/b");
    assert!(page.styles.iter().any(|styled| styled.style == crate::document::Inline::Link(link.clone())));
    assert_eq!(page.metadata.source, format!("{site}/old#part"));
    assert_eq!(article(&format!("{site}/zipped")).text, "Zipped words");
    assert!(article(&format!("{site}/text")).text.ends_with("words"));
    let Ok(Opened::List(list)) = open(&format!("{site}/feed")) else { panic!("no list") };
    assert_eq!(list.entries[0].link, Some(Source::Url(format!("{site}/1"))));
}

#[test]
fn failures_say_what_is_wrong() {
    let site = site();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (address, words) in [
        (format!("{site}/none"), "404 Not Found; check the address"),
        (format!("{site}/broken"), "503 Service Unavailable; the site has a problem"),
        (format!("{site}/circle"), "redirects in circles"),
        (format!("{site}/picture"), "it is no text but image"),
        (format!("{site}/data"), "binary data"),
        (format!("{site}/packed"), "packed (br)"),
        (format!("{site}/large"), "too large"),
        (format!("{site}/endless"), "too large"),
        (format!("{site}/cut"), "cut off"),
        (format!("http://{nobody}/"), "refuses connections"),
        ("http://".to_owned(), "no web address"),
        (site.replace("http:", "https:"), "no secure connection"),
    ] {
        let said = open(&address).unwrap_err();
        assert!(said.contains(words), "{said}");
    }
    let moment = Duration::from_millis(50);
    let (wanted, never) = (format!("{site}/silent"), AtomicBool::new(false));
    let said = within(&wanted, PAGE, &never, (moment, moment), |_| Ok(RootCerts::WebPki)).unwrap_err();
    assert!(said.contains("did not answer in time"), "{said}");
}

/// A server that speaks TLS, and the certificate it shows (PEM), which no browser trusts.
fn secure_site() -> (String, String) {
    secure_site_that_answers(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nwords", true)
}

/// The same with this answer; whether it says that it ends.
fn secure_site_that_answers(answer: &[u8], ends: bool) -> (String, String) {
    let answer = answer.to_vec();
    let shown = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(shown.signing_key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![shown.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for mut socket in listener.incoming().map_while(Result::ok) {
            let mut session = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::Stream::new(&mut session, &mut socket);
            // A client that does not trust the certificate hangs up.
            let asked = BufReader::new(&mut stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            if asked.count() > 0 {
                let _ = stream.write_all(&answer);
                if ends {
                    stream.conn.send_close_notify();
                }
                let _ = stream.flush();
            }
        }
    });
    (address, shown.cert.pem())
}

#[test]
fn encrypted_pages_are_read_from_those_who_are_trusted() {
    let (address, certificate) = secure_site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authorities.pem");
    let get = |authorities: RootCerts| {
        within(&address, PAGE, &AtomicBool::new(false), (CONNECT, WHOLE), |_| Ok(authorities.clone()))
    };
    let said = get(RootCerts::WebPki).unwrap_err();
    assert!(said.contains("no secure connection") && said.contains("UnknownIssuer"), "{said}");
    std::fs::write(&file, certificate).unwrap();
    assert_eq!(get(authorities(&file).unwrap()).unwrap().bytes, b"words");
    std::fs::write(&file, "nothing of the sort").unwrap();
    let said = authorities(&file).unwrap_err();
    assert!(said.contains("SSL_CERT_FILE names") && said.contains("no certificates"), "{said}");
    std::fs::remove_file(&file).unwrap();
    assert!(authorities(&file).unwrap_err().contains("cannot be read"));
}

#[test]
#[cfg(feature = "tui")]
fn pictures_are_fetched_within_a_limit() {
    let site = site();
    let get = |path: &str| picture(&format!("{site}{path}"), Some(&at_home()), 1 << 20);
    assert_eq!(get("/picture").unwrap(), b"\x89PNG");
    assert_eq!(get("/none").unwrap_err(), "the server answers 404 Not Found");
    for path in ["/large", "/endless"] {
        assert_eq!(get(path).unwrap_err(), "too large; dixit fetches up to 1 MB", "{path}");
    }
}

#[test]
fn what_is_cancelled_ends() {
    let cancel = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancel);
    let site = server(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nwords");
        flag.store(true, Ordering::Relaxed);
        while stream.write_all(b"more").is_ok() {}
    });
    assert_eq!(fetch(&site, &cancel).unwrap_err(), "fetching it was cancelled");
}

#[test]
#[cfg(feature = "tui")]
fn pictures_in_private_networks_are_only_for_articles_from_there() {
    let site = server(|path, stream| match path {
        "/on" => send(stream, "302 Found", "Location: http://localhost:1/\r\n", b""),
        _ => send(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
    });
    let named = site.replace("127.0.0.1", "localhost");
    let public = Fetched { address: "http://example.org/".to_owned(), ..Fetched::default() };
    for address in [&site, &named] {
        for article in [None, Some(&public)] {
            assert!(picture(address, article, 100).unwrap_err().contains("private network"), "{address}");
        }
        assert!(picture(address, Some(&at_home()), 100).is_ok());
    }
    let (secure, plain) = (Fetched { address: "https://a.org/".to_owned(), ..at_home() }, format!("{site}/x"));
    assert!(picture(&plain, Some(&secure), 100).unwrap_err().contains("without encryption"));
}

#[test]
fn redirects_from_the_open_web_do_not_lead_into_private_networks() {
    let site = site();
    // As if the page that redirects were not of this machine.
    let wanted = Wanted { private: false, ..PAGE };
    let fetch = |address: &str| {
        within(address, wanted, &AtomicBool::new(false), (CONNECT, WHOLE), |_| Ok(RootCerts::WebPki)).unwrap_err()
    };
    assert!(fetch(&format!("{site}/old")).contains("private network"));
    assert!(fetch("http://2130706433/").contains("private network"), "127.0.0.1 as one number");
    let page = super::fetch(&format!("{site}/old"), &AtomicBool::new(false)).unwrap();
    assert!(page.fetched.private && !page.fetched.downgraded);
    assert_eq!(page.fetched.address, format!("{site}/a/page"));
}

#[test]
fn answers_without_a_length_that_break_off_are_cut() {
    let (address, certificate) = secure_site_that_answers(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwords", false);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authorities.pem");
    std::fs::write(&file, certificate).unwrap();
    let trusted = |_: &str| authorities(&file);
    let said = within(&address, PAGE, &AtomicBool::new(false), (CONNECT, WHOLE), trusted).unwrap_err();
    assert!(said.contains("cut off"), "{said}");
    // The end of a plain connection is the end of the page.
    let site = server(|_, stream| drop(stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwords")));
    assert_eq!(super::fetch(&site, &AtomicBool::new(false)).unwrap().bytes, b"words");
}

#[test]
fn pages_that_lead_from_encrypted_to_plain_addresses_say_so() {
    let site = site();
    let answer = format!("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {site}/text\r\n\r\n");
    let (address, certificate) = secure_site_that_answers(answer.as_bytes(), true);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authorities.pem");
    std::fs::write(&file, certificate).unwrap();
    let trusted = |at: &str| if is_encrypted(at) { authorities(&file) } else { Ok(RootCerts::WebPki) };
    let page = within(&address, PAGE, &AtomicBool::new(false), (CONNECT, WHOLE), trusted).unwrap();
    assert!(page.fetched.downgraded);
    assert!(page.fetched.warning().unwrap().contains("without encryption"));
    assert_eq!(Fetched::default().warning(), None);
}
