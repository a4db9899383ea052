//! Lists of articles: a folder, and a feed whose articles are fetched.

use crate::fetching::{answer, server};
use crate::harness::{Start, Terminal};
use crate::reading::article;

fn folder() -> Terminal {
    let short = "Rain on the quay\n\n“It will rain either way,” Mina Okoye said.\n";
    Start::dixit()
        .file("talks/b.txt", &article())
        .file("talks/a10.txt", short)
        .file("talks/a9.txt", "Nobody speaks\n\nNobody at all.\n")
        .file("talks/broken.txt", "\0\x01\x02\0")
        .file("talks/older/c.txt", short)
        .arg("talks")
        .run()
}

#[test]
fn a_folder_is_a_list_whose_articles_are_counted() {
    let mut terminal = folder();
    terminal.see("talks · 4 articles");
    terminal.see("Talks stall over the river");
    terminal.wait("everything to be counted", |terminal| !terminal.screen().contains("counted"));
    let screen = terminal.screen();
    let row = |words: &str| {
        screen.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {screen}"))
    };
    assert!(row("older/") < row("Nobody speaks") && row("Nobody speaks") < row("Rain on the quay"));
    assert!(screen.contains("binary data"), "{screen}");
    // By quotations, the most first, then the first one.
    terminal.press("OOO");
    terminal.see("ordered by quotations, the most first");
    terminal.press("g\r");
    terminal.see("1/5 Talks stall");
    terminal.see("Quotations 4");
    terminal.press(".");
    terminal.see("2/5 Rain on the quay");
    terminal.press("U");
    terminal.see("enter opens");
    terminal.press("/nobody\r");
    terminal.see("Nobody at all.");
    terminal.press("\x1b");
    terminal.see("1 of 5");
    terminal.press("\x1b");
    terminal.see("older/");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn an_article_of_a_feed_is_fetched_when_it_is_asked_for() {
    let (site, requests) = server();
    let mut terminal = Start::dixit().arg(&format!("{site}/feed")).run();
    terminal.see("Fetching");
    let (path, mut stream) = requests.recv().expect("a request");
    assert_eq!(path, "/feed");
    let feed = "<rss><title>The Post</title><item><title>Talks stall</title><link>/talks</link><description>Envoys left by \
                a side door…</description></item><item><title>Rain</title><link>/rain</link><content:encoded>&lt;p>“It will \
                rain,” Mina Okoye said.&lt;/p></content:encoded></item></rss>";
    answer(&mut stream, "text/xml", feed);
    terminal.see("The Post · 2 articles");
    terminal.see("only a summary");
    terminal.see("enter fetches");
    terminal.press("\r");
    terminal.see("esc cancels");
    let (path, unanswered) = requests.recv().expect("a request");
    assert_eq!(path, "/talks");
    terminal.press("\x1b");
    terminal.see("fetching was stopped");
    drop(unanswered);
    terminal.press("\r");
    terminal.see("esc cancels");
    let (_, mut stream) = requests.recv().expect("a request");
    answer(&mut stream, "text/plain", &article());
    terminal.see("Quotations 4");
    terminal.see("1/2 Talks stall over");
    // What the feed holds itself needs no fetching.
    terminal.press(".");
    terminal.see("2/2 Rain");
    terminal.see("Quotations 1");
    assert!(requests.try_recv().is_err());
    terminal.press("Q");
    assert!(terminal.end().success());
}

#[test]
fn offline_the_list_tells_why_nothing_is_fetched() {
    let feed = "<rss><title>The Post</title><item><title>Talks stall</title><link>http://127.0.0.1:9/talks</link></item></rss>";
    let mut terminal = Start::dixit().file("feed.xml", feed).arg("--offline").arg("feed.xml").size(120, 30).run();
    terminal.see("enter fetches");
    terminal.press("\r");
    terminal.see("not fetched, because of --offline");
    terminal.press("\x1b");
    terminal.see("The Post · 1 article");
}
