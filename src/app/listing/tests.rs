use std::path::PathBuf;

use super::*;
use crate::document::Entry;

fn entry(title: &str) -> Entry {
    Entry {
        title: title.to_owned(),
        byline: None,
        date: None,
        summary: String::new(),
        link: Some(Source::File(PathBuf::from(title))),
        text: crate::document::Document::default(),
        whole: false,
    }
}

fn folder(titles: &[&str]) -> List {
    List { title: "talks".to_owned(), entries: titles.iter().map(|title| entry(title)).collect() }
}

fn source() -> Source {
    Source::Folder(PathBuf::from("talks"))
}

fn listing(count: usize) -> Listing {
    let titles: Vec<String> = (0..count).map(|nth| format!("{nth}.txt")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut listing = Listing::new(&folder(&titles), &source());
    listing.fit(5);
    listing
}

fn counted(quotations: usize, words: usize) -> Known {
    Known::Article(Survey { words, quotations, ..Survey::default() })
}

fn looked_at(listing: &mut Listing) -> Vec<usize> {
    std::iter::from_fn(|| listing.next_look(0)).map(|(ticket, _)| ticket.item).collect()
}

#[test]
fn those_that_are_seen_are_looked_at_first() {
    let mut listing = listing(20);
    listing.select(12);
    assert_eq!(listing.window(), (9, 5));
    assert_eq!(looked_at(&mut listing), [9, 10, 11, 12]);
    assert_eq!(listing.next_look(0), None, "no more at once");
    listing.answer(Ticket { index: 0, version: 0, item: 9 }, counted(1, 1));
    listing.select(0);
    assert_eq!(looked_at(&mut listing), [0], "what comes to be seen has its turn");
    for item in [10, 11, 12, 0] {
        listing.answer(Ticket { index: 0, version: 0, item }, counted(1, 1));
    }
    listing.query.insert("19");
    listing.narrow();
    assert_eq!(looked_at(&mut listing), [19, 1, 2, 3], "what is kept, then the rest");
    assert_eq!(listing.counted(), (5, 20));
}

#[test]
fn the_order_is_kept_while_articles_are_counted() {
    let mut listing = listing(6);
    listing.set_order(Order::Quotations, false);
    for (item, quotations) in [(0, 3), (4, 9), (2, 3)] {
        listing.learn(item, counted(quotations, 10 - item));
    }
    listing.learn(5, Known::Failed("no text".to_owned()));
    assert_eq!(listing.shown(), [4, 0, 2, 1, 3, 5], "what is not known comes last");
    assert_eq!(listing.selected(), 0, "the top stays the top");
    listing.select(2);
    listing.learn(1, counted(12, 1));
    assert_eq!(listing.shown(), [1, 4, 0, 2, 3, 5]);
    assert_eq!(listing.selected(), 3, "elsewhere one stays with the article");
    listing.set_order(Order::Quotations, true);
    assert_eq!(listing.shown(), [0, 2, 4, 1, 3, 5]);
    listing.set_order(Order::Words, false);
    assert_eq!(listing.shown(), [0, 2, 4, 1, 3, 5]);
    listing.set_order(Order::Own, true);
    assert_eq!(listing.shown(), [5, 4, 3, 2, 1, 0]);
    assert_eq!(listing.next_order(1), Order::Title);
    assert_eq!(listing.next_order(2), Order::Words, "by dates only where there are some");
}

#[test]
fn narrowing_keeps_what_is_selected() {
    let mut listing = listing(30);
    listing.select(21);
    listing.query.insert("TXT 2");
    listing.narrow();
    assert_eq!(listing.shown().len(), 12);
    assert_eq!(listing.shown()[listing.selected()], 21);
    listing.query.insert("9");
    listing.narrow();
    assert_eq!((listing.shown(), listing.selected()), (&[29][..], 0));
    listing.query.insert("x");
    listing.narrow();
    assert!(listing.selected_item().is_none());
    listing.step(1);
    assert_eq!(listing.selected(), 0);
    assert_eq!(listing.row_of(3), Err(0));
}

#[test]
fn the_wheel_moves_the_window_and_the_selection_only_where_it_must() {
    let mut listing = listing(30);
    listing.select(3);
    listing.scroll(1);
    assert_eq!((listing.window().0, listing.selected()), (1, 3));
    listing.scroll(9);
    assert_eq!(listing.window().0, 10);
    let selected = listing.selected();
    listing.fit(5);
    assert_eq!((listing.window().0, listing.selected()), (10, selected), "it stays where the wheel left it");
    listing.scroll(99);
    listing.fit(5);
    assert_eq!(listing.window().0, 25);
    listing.scroll(-99);
    listing.fit(5);
    assert_eq!(listing.window().0, 0);
}

#[test]
fn a_list_that_changed_keeps_its_place_and_what_is_known() {
    let mut old = listing(9);
    old.learn(3, counted(7, 1));
    old.set_reader(3, 2);
    old.select(3);
    let ticket = old.next_look(0).unwrap().0;
    let (mut new, fresh) = old.renewed(&folder(&["new.txt", "3.txt", "4.txt"]), &source());
    assert_eq!(fresh, 1);
    assert_eq!(new.selected_item().unwrap().title(), "3.txt");
    assert_eq!(new.items()[1].reader, Some(2));
    assert!(new.items()[1].survey().is_some());
    new.answer(ticket, counted(99, 1));
    assert!(new.items().iter().all(|item| item.survey().is_none_or(|survey| survey.quotations == 7)), "a late answer");
    assert_eq!(looked_at(&mut new), [0, 2]);
}

#[test]
fn an_article_that_is_no_longer_kept_still_has_a_place() {
    let mut listing = listing(9);
    listing.set_order(Order::Own, true);
    listing.query.insert("8");
    listing.narrow();
    assert_eq!(listing.row_of(8), Ok(0));
    assert_eq!(listing.row_of(3), Err(1));
    assert_eq!(listing.row_of(99), Err(0));
}

#[test]
fn accents_count_only_where_they_are_typed() {
    let list = folder(&["Søren’s cafe\u{301}.txt", "Soren.txt", "ﬁnal.txt"]);
    let kept = |words: &str| {
        let mut listing = Listing::new(&list, &source());
        listing.query.insert(words);
        listing.narrow();
        listing.shown().to_vec()
    };
    assert_eq!(kept("soren"), [0, 1]);
    assert_eq!(kept("Søren"), [0]);
    assert_eq!(kept("café soren"), [0]);
    assert_eq!(kept("final"), [2]);
}
