//! Fetching from the web, from a server that takes its time.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};

use crate::harness::Start;
use crate::reading::article;

/// A server; each request comes in over the channel, to be answered or not.
pub fn server() -> (String, Receiver<(String, TcpStream)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, requests) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.expect("a connection");
            let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let request: Vec<String> = lines.map_while(|line| line.ok().filter(|line| !line.is_empty())).collect();
            let path = request.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("").to_owned();
            if sender.send((path, stream)).is_err() {
                return;
            }
        }
    });
    (address, requests)
}

/// Answers a request; that nobody wants it any more is their own affair.
pub fn answer(stream: &mut TcpStream, kind: &str, body: &str) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

#[test]
fn what_takes_too_long_is_stopped_and_asked_for_again() {
    let (site, requests) = server();
    let mut terminal = Start::dixit().arg(&format!("{site}/story.txt")).run();
    terminal.see("Fetching");
    terminal.see(&site);
    terminal.see("esc cancels");
    let (_, mut first) = requests.recv().expect("a request");
    // It turns.
    let before = terminal.screen();
    terminal.wait("another frame", |terminal| terminal.screen().contains("Fetching") && terminal.screen() != before);
    terminal.press("\x1b");
    terminal.see("Fetching was stopped.");
    terminal.see("enter tries again");
    // A late answer is no answer.
    answer(&mut first, "text/plain", "Too late to be read.\n");
    terminal.press("\r");
    terminal.see("esc cancels");
    let (path, mut second) = requests.recv().expect("a request");
    assert_eq!(path, "/story.txt");
    answer(&mut second, "text/plain", &article());
    terminal.see("Quotations 4");
    assert!(!String::from_utf8_lossy(&terminal.raw).contains("Too late"));
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn esc_goes_back_to_what_was_open_before() {
    let (site, requests) = server();
    let mut terminal = Start::dixit().file("talks.txt", &article()).arg("talks.txt").arg(&site).run();
    terminal.see("Quotations 4");
    terminal.press(".");
    terminal.see("Fetching");
    let unanswered = requests.recv().expect("a request");
    // What is open can be read meanwhile.
    terminal.press(",");
    terminal.see("Quotations 4");
    terminal.press(".");
    terminal.see("Fetching");
    terminal.press("\x1b");
    terminal.see("fetching was stopped");
    terminal.see("Talks stall");
    drop(unanswered);
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn nothing_is_fetched_offline() {
    let (site, _requests) = server();
    let mut terminal = Start::dixit().arg("--offline").arg(&site).size(120, 30).run();
    terminal.see("not fetched, because of --offline");
}
