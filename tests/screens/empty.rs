//! What an empty list says: why it is empty, and which key changes that.

use std::sync::Arc;

use dixit::annotation::{Annotations, annotate};
use dixit::app::Message;
use dixit::config::theme::ColourDepth;
use dixit::document::{Document, Metadata, plain};

use super::fixture::Screen;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const TURKISH: &str = "Bakan Ada Voss görüşmelerin başarısız olduğunu söyledi. Kimse bu teklifi beklemiyordu ve bir anlaşma için \
çok geçti. Bakan bu sabah gazetecilerle ve bir heyet ile konuştu.\n";

fn article(text: &str) -> Document {
    plain(text.to_owned(), Metadata { source: "a.txt".to_owned(), ..Metadata::default() })
}

/// An article in the list of quotations, analysed.
fn analysed((width, height): (u16, u16), text: &str, change: impl FnOnce(&mut Annotations)) -> Screen {
    let mut screen = opened((width, height), text);
    let mut annotations = annotate(&article(text));
    change(&mut annotations);
    screen.send(Message::Annotated { index: 0, annotations: Arc::new(annotations) });
    screen
}

fn opened((width, height): (u16, u16), text: &str) -> Screen {
    let mut screen = Screen::start(width, height, ColourDepth::True, 1);
    screen.send(Message::Opened { index: 0, result: Ok(Arc::new(article(text))) });
    screen.press("tab")
}

/// What the screen says, on one line without frames.
fn told(screen: &Screen) -> String {
    let column = screen.app.layout().pane(screen.app.focus());
    let rows = screen.text().lines().map(str::to_owned).collect::<Vec<_>>();
    let rows = rows.iter().skip(usize::from(column.y)).take(usize::from(column.height));
    let cut =
        |row: &String| row.chars().skip(usize::from(column.x)).take(usize::from(column.width)).collect::<String>();
    rows.map(cut).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_found_is_all_that_is_said() {
    for size in SIZES {
        let screen = analysed(size, "Rain fell on the town all day.\n", |_| {});
        assert_eq!(told(&screen), "No quotations were found.");
        let screen = screen.press("tab");
        assert_eq!(told(&screen), "No names were found.");
        assert!(screen.press("]").text().contains("no quotations were found"));
    }
}

#[test]
fn language_that_is_not_analysed_is_named() {
    for size in SIZES {
        let screen = analysed(size, TURKISH, |found| *found = Annotations::default());
        let why = "The article seems to be in Turkish, a language in which who speaks is not analysed (--help lists those \
                   in which it is).";
        assert_eq!(told(&screen), format!("No quotations were found. {why}"));
        let screen = screen.press("tab");
        assert_eq!(told(&screen), "No names were found. Turkish is not analysed.");
    }
}

#[test]
fn analysis_that_goes_on_is_no_empty_article() {
    for size in SIZES {
        let screen = opened(size, "Rain fell.\n");
        assert_eq!(told(&screen), "Still analysing.");
        assert_eq!(told(&screen.press("tab")), "Still analysing.");
        let mut screen = opened(size, "Rain fell.\n");
        let annotations = Some(Arc::new(Annotations::default()));
        screen.send(Message::Analysing { index: 0, annotations, percent: 40 });
        assert_eq!(told(&screen), "No quotations were found so far. Still analysing.");
        assert!(told(&screen.press("tab")).ends_with("were found so far. Still analysing."));
    }
}

#[test]
fn what_is_hidden_is_told_with_its_keys() {
    let text = "Ada Voss wants to leave the treaty by Friday. Envoys left the “Glass House” by a side door.\n";
    for size in SIZES {
        let screen = analysed(size, text, |found| {
            assert_eq!((found.quotations.len(), found.scare_quotes.len()), (1, 1), "an attitude and a scare quote");
        });
        let words = told(&screen);
        assert!(words.contains("1 attitude is hidden: I chooses what is shown."), "{words}");
        assert!(words.contains("1 marked passage was taken for names, terms or irony: \" lists them."), "{words}");
    }
}

#[test]
fn filter_that_keeps_nothing_is_named_with_the_key_that_drops_it() {
    for (width, height) in SIZES {
        let screen = Screen::new(width, height).press("] s i i i f").types("zebra").press("enter tab");
        let words = told(&screen);
        assert!(
            words.contains("None of 15 quotations fits the filter: only Ada Voss · mixed · zebra. A drops the filter."),
            "{words}"
        );
        assert_eq!(screen.press("A").app.reader().shown().len(), 15);
    }
}

#[test]
fn list_of_speakers_says_why_it_is_empty() {
    let screen = analysed((80, 24), "Rain fell.\n", |_| {}).press("S");
    assert!(screen.text().contains("No quotations were found, so there"), "{}", screen.text());
}
