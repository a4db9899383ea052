use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::super::pack::encode;
use super::*;
use crate::document::{Metadata, markdown};

/// An article with pictures beside it, good and bad.
fn article() -> (tempfile::TempDir, Source, Arc<Document>) {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { home.path().join(name) };
    let png = encode(30, 20, 3, &[9; 1800]);
    std::fs::write(path("good.png"), &png).unwrap();
    std::fs::write(path("half.png"), &png[..png.len() / 2]).unwrap();
    std::fs::write(path("words.png"), "no picture").unwrap();
    assert!(Command::new("mkfifo").arg(path("pipe.png")).status().unwrap().success());
    let text = ["good", "half", "words", "pipe", "../up", "none"].map(|name| format!("![{name}]({name}.png)\n\n"));
    let text = text.concat() + "![web](https://example.org/x.png)\n";
    (home, Source::File("article.md".into()), Arc::new(markdown(&text, Metadata::default())))
}

fn next(events: &Receiver<Event>) -> Event {
    events.recv_timeout(Duration::from_secs(30)).expect("an answer")
}

#[test]
fn pictures_are_looked_at_and_brought_into_a_form() {
    let (home, _, document) = article();
    let source = Source::File(home.path().join("article.md"));
    let (sender, events) = mpsc::channel();
    let mut studio = Studio::new(sender, Options::default());
    assert!(studio.jobs.is_none(), "no thread without pictures");
    studio.look(3, &document, &source, &[0, 1, 2, 3, 4, 5, 6, 99]);
    let told: Vec<Known> = (0..7)
        .map(|wanted| match next(&events) {
            Event::Message(Message::Pictured { index: 3, picture, known, .. }) if picture == wanted => known,
            event => panic!("{event:?}"),
        })
        .collect();
    let hidden = |reason: &str| Known::Hidden(Some(reason.to_owned()));
    assert_eq!(
        told,
        [
            Known::Size(30, 20),
            hidden("it is broken"),
            hidden("it is no picture that dixit knows"),
            hidden("it is no file"),
            hidden("it is missing"),
            hidden("it is missing"),
            Known::Hidden(None),
        ]
    );
    // One that was decoded is there though its file is gone.
    std::fs::remove_file(home.path().join("good.png")).unwrap();
    let protocol = Protocol::Sixel { colours: 16 };
    let wish = Wish { document: Arc::clone(&document), picture: 0, size: (4, 2), cell: (8, 16), protocol };
    studio.form(&source, wish);
    let Event::Formed(wish, form) = next(&events) else { panic!("no form") };
    assert_eq!((wish.picture, wish.size), (0, (4, 2)));
    assert!(matches!(form, Form::Rows(rows) if rows.len() == 2 && rows[0].starts_with("\x1bP")));
}
