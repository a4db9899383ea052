//! An article that comes in pieces, and one that changes while it is open.

use std::sync::Arc;

use dixit::app::Message;
use dixit::document::{Metadata, plain};

use super::fixture::Screen;

#[test]
fn the_beginning_of_an_article_that_is_read_already_replaces_nothing() {
    let mut screen = Screen::new(80, 24).press("5 ]");
    let (place, read) = (screen.text(), Arc::clone(screen.app.reader().document().unwrap()));
    let beginning = plain("Talks stall as Norland insists on terms\n".to_owned(), Metadata::default());
    screen.send(Message::Beginning { index: 0, document: Arc::new(beginning) });
    assert!(Arc::ptr_eq(screen.app.reader().document().unwrap(), &read));
    assert_eq!(screen.text(), place);
    // What follows is a new version, with its news.
    let changed = plain(format!("A new line.\n\n{}", read.text), Metadata::default());
    screen.send(Message::Opened { index: 0, result: Ok(Arc::new(changed)) });
    screen.send(Message::Annotated { index: 0, annotations: Arc::default() });
    assert!(screen.text().contains("15 gone"), "{}", screen.text());
}
