//! Lists of articles: a feed and a folder.

use std::path::PathBuf;
use std::sync::Arc;

use dixit::app::listing::{Item, Listing, Look, Seen, Survey};
use dixit::app::{Effect, Message, Mouse, MouseKind};
use dixit::config::theme::ColourDepth;
use dixit::document::{Date, Document, Entry, List, Metadata, Opened, Source, open_with};

use super::fixture::Screen;

const FEED: &str = "<rss version='2.0'><channel><title>The Sill Gazette</title>
    <item><title>Talks stall as Norland insists on terms</title><link>https://example.org/talks</link>
      <pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate><dc:creator>Lena Brandt</dc:creator>
      <description>Envoys left by a side door.</description>
      <content:encoded><![CDATA[<p>Envoys left the Glass House by a side door on Friday, and nobody would say what had been
      offered.</p><p>“We will not sign what we cannot keep,” Ada Voss said.</p><p>“It is a table,” said Jonas
      Hale.</p><p>“Never,” Voss said.</p>]]></content:encoded></item>
    <item><title>Nets abroad: how a line on a map came to run through the middle of a harbour and of a town</title>
      <link>https://example.org/nets</link><pubDate>Sat, 03 May 2031 09:00:00 GMT</pubDate>
      <description>Fishing crews along the Sill were less calm than the council would have it…</description></item>
    <item><title>Rain on the quay</title><link>https://example.org/rain</link>
      <pubDate>Thu, 01 May 2031 09:00:00 GMT</pubDate>
      <content:encoded><![CDATA[<p>“It will rain either way,” Mina Okoye said.</p>]]></content:encoded></item>
    </channel></rss>";

/// A feed.
pub fn feed() -> List {
    let source = Source::Bytes { name: "feed.xml".to_owned(), bytes: FEED.as_bytes().to_vec().into() };
    match open_with(&source, &dixit::document::Options::default()) {
        Ok(Opened::List(list)) => list,
        other => panic!("{other:?}"),
    }
}

/// A folder of so many articles, the first of them another folder.
pub fn folder(count: usize) -> List {
    let entry = |nth: usize| {
        let name = if nth == 0 { "older/".to_owned() } else { format!("story-{nth}.txt") };
        let path = PathBuf::from(&name);
        let link = Some(if nth == 0 { Source::Folder(path) } else { Source::File(path) });
        Entry {
            title: name,
            byline: None,
            date: None,
            summary: String::new(),
            link,
            text: Document::default(),
            whole: false,
        }
    };
    List { title: "articles".to_owned(), entries: (0..count).map(entry).collect() }
}

/// Answers everything the state asked to be looked at or analysed, as the worker would.
pub fn work(screen: &mut Screen) {
    while let Some(effect) = screen.effects.pop() {
        match effect {
            Effect::Look { ticket, look } => {
                let survey = match look {
                    Look::Text(document) => survey(&document),
                    Look::Source(source) => invented(&source),
                };
                screen.send(Message::Looked { ticket, seen: Ok(Seen::Article(survey)) });
            }
            Effect::Annotate { index, document } => {
                let annotations = Arc::new(dixit::annotate(&document));
                screen.send(Message::Annotated { index, annotations });
            }
            _ => {}
        }
    }
}

/// What is found in the text of an entry.
fn survey(document: &Document) -> Survey {
    let quotations = document.text.matches('“').count();
    let speakers = vec![("Ada Voss".to_owned(), 2), ("Jonas Hale".to_owned(), 1)];
    Survey {
        quotations,
        speakers,
        ..Survey::new(document, &dixit::Annotations::default(), &dixit::annotation::Criteria::default())
    }
}

/// What is found in an invented file.
fn invented(source: &Source) -> Survey {
    let name = source.name();
    let number: usize = name.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    Survey {
        title: Some(format!("Story {number}: talks stall over the river and nobody signs")),
        byline: None,
        date: None::<Date>,
        summary: "Envoys left the Glass House by a side door on Friday.".to_owned(),
        words: number * 371 % 4000,
        quotations: number * 7 % 23,
        speakers: vec![("Ada Voss".to_owned(), 7), ("Jonas Hale".to_owned(), 3), ("佐藤 美咲".to_owned(), 1)],
        read: number % 5 == 2,
    }
}

fn screen(width: u16, height: u16, list: List) -> Screen {
    let mut screen = Screen::start(width, height, ColourDepth::True, 1);
    screen.effects.clear();
    screen.send(Message::Listed { index: 0, list: Arc::new(list) });
    screen
}

/// A list all of whose articles have been looked at.
pub fn counted(width: u16, height: u16, list: List) -> Screen {
    let mut screen = screen(width, height, list);
    work(&mut screen);
    screen
}

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

#[test]
fn where_there_are_only_folders_they_are_counted() {
    assert!(screen(80, 24, folder(1)).text().contains("articles · 1 folder "));
    assert!(screen(80, 24, folder(2)).text().contains("articles · 1 article "));
}

#[test]
fn frames() {
    for (width, height) in SIZES {
        let at = |name: &str, screen: Screen| {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen.text());
        };
        at("feed", counted(width, height, feed()));
        at("feed_summary", counted(width, height, feed()).press("j"));
        at("feed_article", counted(width, height, feed()).press("enter"));
        at("folder_new", screen(width, height, folder(40)));
        at("folder", counted(width, height, folder(40)).press("5 j"));
        at("folder_ordered", counted(width, height, folder(40)).press("O O O r"));
        at("folder_narrowing", counted(width, height, folder(40)).press("/").types("story-1").press("down"));
        at("folder_narrowed", counted(width, height, folder(40)).press("/").types("voss 3").press("tab"));
        at("folder_nothing", counted(width, height, folder(40)).press("/").types("zebra"));
    }
    let mut waiting = Screen::start(80, 24, ColourDepth::True, 1);
    waiting.send(Message::Listed { index: 0, list: Arc::new(feed()) });
    insta::assert_snapshot!("fetching-80x24", waiting.press("j enter").text());
}

#[test]
fn tiny_terminals_never_panic() {
    for keys in ["j j", "O", "/ v", "j enter", "?", "enter U"] {
        let mut screen = counted(80, 24, feed()).press(keys);
        for width in 1..=30 {
            for height in 1..=12 {
                screen.send(Message::Resize { width, height });
                screen.draw();
                for kind in [MouseKind::Press, MouseKind::WheelDown, MouseKind::WheelUp] {
                    screen.send(Message::Mouse(Mouse { kind, column: width / 2, row: height / 2 }));
                }
                screen = screen.press("esc esc j");
                screen.draw();
            }
        }
    }
}

#[test]
fn nothing_is_opened_before_it_is_asked_for() {
    let screen = screen(80, 24, folder(1000));
    assert!(screen.effects.iter().all(|effect| matches!(effect, Effect::Look { .. })));
    assert_eq!(screen.effects.len(), 4, "a few are looked at");
    assert_eq!(screen.app.readers().0.len(), 1);
    let screen = screen.press("G enter");
    let opened: Vec<&Source> = screen
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Open { source, .. } = effect { Some(source) } else { None })
        .collect();
    assert_eq!(opened, [&Source::File("story-999.txt".into())]);
}

#[test]
fn the_whole_text_of_a_feed_is_read_at_once_and_a_summary_is_fetched() {
    let mut screen = counted(80, 24, feed()).press("enter");
    work(&mut screen);
    assert!(screen.text().contains("1/3 Talks stall") && screen.text().contains("said Jonas"), "{}", screen.text());
    let screen = screen.press("U");
    assert!(screen.app.listing().is_some());
    let screen = screen.press("j");
    assert!(screen.text().contains("enter fetches"), "{}", screen.text());
    assert!(screen.text().contains("The feed holds only a summary"), "{}", screen.text());
    let screen = screen.press("enter");
    let Some(Effect::Open { index, source }) = screen.effects.last() else { panic!("{:?}", screen.effects) };
    assert_eq!((*index, source), (2, &Source::Url("https://example.org/nets".to_owned())));
    assert!(screen.text().contains("Fetching"), "{}", screen.text());
    let screen = screen.press("esc");
    assert_eq!(screen.effects.last(), Some(&Effect::Stop { index: 2 }));
    let listing = screen.app.listing().expect("the list again");
    assert_eq!(listing.selected(), 1);
    let screen = screen.press("enter");
    assert!(screen.text().contains("Fetching"), "it can be asked for again: {}", screen.text());
}

#[test]
fn what_cannot_be_fetched_is_told_and_esc_goes_back() {
    let mut screen = counted(120, 40, feed()).press("j enter");
    let reason = "https://example.org/nets: not fetched, because of --offline";
    screen.send(Message::Opened { index: 1, result: Err(reason.to_owned()) });
    assert!(screen.text().contains("because of --offline"), "{}", screen.text());
    let screen = screen.press("esc");
    assert!(screen.app.listing().is_some() && screen.text().contains("--offline"), "{}", screen.text());
}

#[test]
fn articles_follow_each_other_as_the_list_has_them() {
    let mut screen = counted(80, 24, feed()).press("O O");
    assert!(screen.text().contains("by date, the newest first"), "{}", screen.text());
    screen = screen.press("enter");
    screen.send(Message::Opened { index: 1, result: Ok(Arc::new(article("Nets"))) });
    work(&mut screen);
    assert!(screen.text().contains("1/3 "), "{}", screen.text());
    screen = screen.press(".");
    assert!(screen.text().contains("2/3 Talks stall"), "{}", screen.text());
    screen = screen.press("2 .");
    assert!(screen.text().contains("3/3 Rain on"), "{}", screen.text());
    screen = screen.press(".");
    assert!(screen.text().contains("this is the last article of the list"), "{}", screen.text());
    screen = screen.press(", , ,");
    assert!(screen.text().contains("this is the first article of the list"), "{}", screen.text());
    screen = screen.press(". U");
    assert_eq!(screen.app.listing().map(Listing::selected), Some(1), "the place in the list came along");
    assert!(screen.text().contains("Talks stall"), "{}", screen.text());
}

fn article(words: &str) -> Document {
    dixit::document::plain(format!("{words}\n\n“No,” Ada Voss said.\n"), Metadata::default())
}

#[test]
fn q_goes_back_to_the_list_and_then_quits() {
    for (width, height) in SIZES {
        let quits = |screen: &Screen| screen.effects.contains(&Effect::Quit);
        let screen = counted(width, height, feed()).press("enter ] q");
        assert!(screen.app.listing().is_some() && !quits(&screen), "{}", screen.text());
        assert!(quits(&screen.press("q")));
        assert!(quits(&counted(width, height, feed()).press("enter Q")));
        assert!(quits(&counted(width, height, feed()).press("enter ctrl-c")));
        assert!(quits(&Screen::new(width, height).press("q")), "an article of no list");
        let open = counted(width, height, feed()).press("enter ? q");
        assert!(open.app.listing().is_none() && open.app.overlays().is_empty(), "what is open is closed first");
    }
}

#[test]
fn esc_closes_everything_else_first() {
    let mut screen = counted(80, 24, feed()).press("enter");
    work(&mut screen);
    screen = screen.press("] s esc esc");
    assert!(screen.app.listing().is_none() && !screen.app.reader().filter().is_active());
    assert!(screen.app.reader().selected.is_none());
    assert!(screen.press("esc").app.listing().is_some());
}

#[test]
fn narrowing_is_kept_while_one_reads() {
    let screen = counted(80, 24, folder(40)).press("/").types("story-1");
    assert_eq!(screen.app.listing().map(|listing| listing.shown().len()), Some(11));
    let screen = screen.press("down enter");
    assert!(
        matches!(screen.effects.last(), Some(Effect::Open { source: Source::File(path), .. }) if path.ends_with("story-10.txt"))
    );
    let screen = screen.press("U");
    assert_eq!(screen.app.listing().map(|listing| (listing.shown().len(), listing.selected())), Some((11, 1)));
    let screen = screen.press("esc");
    assert_eq!(screen.app.listing().map(|listing| (listing.shown().len(), listing.selected())), Some((40, 10)));
}

#[test]
fn folders_open_as_lists_of_their_own() {
    let mut screen = counted(80, 24, folder(3)).press("enter");
    assert!(matches!(screen.effects.last(), Some(Effect::Open { index: 1, source: Source::Folder(_) })));
    screen.send(Message::Listed { index: 1, list: Arc::new(folder(5)) });
    assert!(screen.text().contains("4 articles"), "{}", screen.text());
    let screen = screen.press("esc");
    assert!(screen.text().contains("2 articles"), "{}", screen.text());
    assert!(screen.press("esc").text().contains("q quits"));
}

#[test]
fn the_mouse_selects_opens_orders_and_scrolls() {
    let mut screen = counted(80, 24, folder(40));
    let columns = screen.app.columns().expect("a list");
    let at = |column: u16, row: u16| Message::Mouse(Mouse { kind: MouseKind::Press, column, row });
    screen.send(at(columns.name.0 + 2, columns.rows.y + 3));
    assert_eq!(screen.app.listing().map(Listing::selected), Some(3));
    let wheel = |kind| Message::Mouse(Mouse { kind, column: 5, row: 5 });
    screen.send(wheel(MouseKind::WheelDown));
    assert_eq!(screen.app.listing().map(|listing| listing.window().0), Some(3));
    screen.send(wheel(MouseKind::WheelUp));
    screen.send(at(columns.quotations.0 + 1, columns.head.y));
    assert!(screen.text().contains("by quotations, the most first"), "{}", screen.text());
    screen.send(at(columns.quotations.0 + 1, columns.head.y));
    assert!(screen.text().contains("by quotations, the fewest first"), "{}", screen.text());
    screen.send(at(columns.name.0 + 2, columns.rows.y));
    assert!(screen.app.listing().is_none(), "a click on what is selected opens it");
}

#[test]
fn commands_for_articles_say_so() {
    let screen = counted(80, 24, feed()).press("]");
    assert!(screen.text().contains("next-quotation is for articles · enter opens one"), "{}", screen.text());
    let screen = Screen::new(80, 24).press("O");
    assert!(screen.text().contains("order is for lists"), "{}", screen.text());
    assert!(Screen::new(80, 24).press("U").text().contains("this article is of no list"));
}

#[test]
fn a_feed_that_is_read_again_keeps_ones_place() {
    let mut screen = counted(80, 24, feed()).press("2 j");
    let mut list = feed();
    list.entries.rotate_right(1);
    screen.send(Message::Changed { index: 0 });
    assert!(matches!(screen.effects.last(), Some(Effect::Open { index: 0, .. })));
    screen.send(Message::Listed { index: 0, list: Arc::new(list) });
    let listing = screen.app.listing().expect("a list");
    assert_eq!(listing.selected(), 0);
    assert_eq!(listing.selected_item().map(Item::title), Some("Rain on the quay"));
    assert_eq!(listing.counted(), (3, 3), "what is known is known");
}

#[test]
fn a_list_is_read_again_on_request_and_counted_anew() {
    let screen = counted(80, 24, folder(5)).press("R");
    assert!(matches!(screen.effects.first(), Some(Effect::Open { index: 0, .. })), "{:?}", screen.effects);
    assert_eq!(screen.app.listing().map(Listing::counted), Some((0, 4)));
    let mut screen = screen;
    screen.send(Message::Listed { index: 0, list: Arc::new(folder(6)) });
    work(&mut screen);
    assert_eq!(screen.app.listing().map(Listing::counted), Some((5, 5)));
    assert!(screen.text().contains("new in the list: 1 article"), "{}", screen.text());
    screen.send(Message::Opened { index: 0, result: Err("articles: no such file".to_owned()) });
    assert!(screen.text().contains("what was read is kept"), "{}", screen.text());
    assert!(screen.app.listing().is_some());
}

#[test]
fn hostile_words_are_shown_as_placeholders() {
    let mut list = feed();
    list.title = "Evil\x1b]0;x\x07".to_owned();
    list.entries[0].title = "Title \x1b[2J\u{202e}".to_owned();
    list.entries[0].byline = Some("\x1b[31m".to_owned());
    list.entries[0].summary = "\u{9b}31m".to_owned();
    let text = screen(120, 40, list).text();
    assert!(!text.contains(['\x1b', '\u{202e}', '\u{9b}', '\x07']), "{text}");
    assert!(text.contains("Title ␛[2J‹U+202E›"), "{text}");
}

#[test]
fn going_along_a_long_list_keeps_few_articles_open() {
    let mut screen = counted(80, 24, folder(60)).press("j enter");
    for nth in 1..59 {
        screen.send(Message::Opened { index: nth, result: Ok(Arc::new(article(&format!("Story {nth}")))) });
        work(&mut screen);
        screen = screen.press("]");
        screen.effects.clear();
        screen = screen.press(".");
        let saved = screen.effects.iter().any(|effect| matches!(effect, Effect::SavePosition { .. }));
        assert!(saved, "the place in what is left is remembered");
    }
    let (readers, current) = screen.app.readers();
    assert_eq!(current, 59);
    assert_eq!(readers.iter().filter(|reader| reader.document().is_some()).count(), 15);
    // The first one is opened again, and what was remembered of it counts.
    screen = screen.press("U g j enter");
    assert!(matches!(screen.effects.last(), Some(Effect::Open { index: 1, .. })), "{:?}", screen.effects.last());
}

#[test]
fn the_text_of_a_feed_is_never_fetched_again() {
    let mut list = feed();
    let entry = list.entries[0].clone();
    list.entries = (0..40).map(|_| entry.clone()).collect();
    let mut screen = counted(80, 24, list).press("enter");
    for _ in 0..39 {
        screen = screen.press(".");
    }
    screen = screen.press("U g enter");
    assert!(!screen.effects.iter().any(|effect| matches!(effect, Effect::Open { .. })), "{:?}", screen.effects);
    assert!(screen.text().contains("1/40 Talks stall"), "{}", screen.text());
}
