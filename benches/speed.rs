//! How fast the steps from bytes to the screen are: `cargo bench`, or `cargo bench -- open` for one step.
//!
//! The texts are made here, so that every machine measures the same: paragraphs of invented news of about 1 kB each.

use divan::Bencher;
use divan::counter::BytesCount;
use dixit::document::{self, Document, Metadata};

fn main() {
    divan::main();
}

/// Sizes of the texts, bytes.
const SIZES: [usize; 2] = [10_000, 1_000_000];

const SENTENCES: [&str; 8] = [
    "“We will not sign what we cannot keep,” Ada Voss said on Tuesday.",
    "The foreign minister told reporters that the talks in Norland had stalled.",
    "According to the harbour office, no ship had left since the storm.",
    "“It is,” said Jo Marsh, who leads the union, “a bad offer and a worse habit.”",
    "Prices rose by four percent in the first quarter, and nobody in the room was surprised.",
    "She added that her government would “look at every line of it” before the vote.",
    "A spokesman for the ministry declined to comment.",
    "Mr. Marsh warned of a strike if the council did not return to the table by Friday.",
];

/// An article of about `size` bytes: `wrapped` to a narrow column, or one paragraph a line.
fn article(size: usize, wrapped: bool) -> String {
    let mut text = String::from("Talks stall in Norland\n\n");
    let mut column = 0;
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        // A cheap walk through the sentences that does not repeat soon.
        for word in SENTENCES[(number * number + number / 3) % SENTENCES.len()].split(' ') {
            let line_is_full = wrapped && column + word.len() > 72;
            text.push(if line_is_full { '\n' } else { ' ' });
            column = if line_is_full { 0 } else { column + word.len() + 1 };
            text.push_str(word);
        }
        if number % 12 == 11 {
            text.push_str("\n\n");
            column = 0;
        }
    }
    text
}

fn document(size: usize) -> Document {
    document::plain(article(size, false), Metadata::default())
}

/// Bytes -> document.
mod open {
    use divan::Bencher;
    use divan::counter::BytesCount;
    use dixit::document;

    use super::{SIZES, article};

    #[divan::bench(args = SIZES)]
    fn plain(bencher: Bencher, size: usize) {
        bytes(bencher, &article(size, false), "a.txt");
    }

    #[divan::bench(args = SIZES)]
    fn hard_wrapped(bencher: Bencher, size: usize) {
        bytes(bencher, &article(size, true), "a.txt");
    }

    #[divan::bench(args = SIZES)]
    fn markdown(bencher: Bencher, size: usize) {
        bytes(bencher, &article(size, false), "a.md");
    }

    #[divan::bench(args = SIZES)]
    fn html(bencher: Bencher, size: usize) {
        let paragraphs = article(size, false).replace("\n\n", "</p>\n<p>");
        bytes(bencher, &format!("<!doctype html><title>Talks</title><body><p>{paragraphs}</p></body>"), "a.html");
    }

    #[divan::bench(args = SIZES)]
    fn windows_1252(bencher: Bencher, size: usize) {
        let text = article(size, false).replace(['“', '”'], "\"") + " caf\u{e9}";
        let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
        bencher.counter(BytesCount::new(bytes.len())).bench(|| document::open_bytes(divan::black_box(&bytes), "a.txt"));
    }

    fn bytes(bencher: Bencher, text: &str, name: &str) {
        bencher
            .counter(BytesCount::new(text.len()))
            .bench(|| document::open_bytes(divan::black_box(text.as_bytes()), name));
    }
}

/// Document -> annotations.
#[divan::bench(args = SIZES)]
fn annotate(bencher: Bencher, size: usize) {
    let document = document(size);
    bencher.counter(BytesCount::new(document.text.len())).bench(|| dixit::annotate(divan::black_box(&document)));
}

/// What is known around a place of a large text before the rest is analysed.
#[divan::bench]
fn glance(bencher: Bencher) {
    let document = document(4_000_000);
    let analysis = dixit::annotation::Analysis::new(&document);
    bencher.bench(|| analysis.glance(divan::black_box(2_000_000)));
}

/// Document -> hits: of a rare word, and of one that is everywhere.
#[divan::bench(args = ["habit.” Zq", "the"])]
fn search(bencher: Bencher, words: &str) {
    let document = document(10_000_000);
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench(|| dixit::app::search::Search::new(divan::black_box(words), &document.text, 0, false));
}

/// The steps of that, each with those before it.
mod steps {
    use divan::Bencher;
    use divan::counter::BytesCount;
    use dixit::Document;
    use dixit::annotation::steps;

    use super::{SIZES, document};

    #[divan::bench(args = SIZES)]
    fn to_tokens(bencher: Bencher, size: usize) {
        step(bencher, size, steps::tokens);
    }

    #[divan::bench(args = SIZES)]
    fn to_sentences(bencher: Bencher, size: usize) {
        step(bencher, size, steps::sentences);
    }

    #[divan::bench(args = SIZES)]
    fn to_quotations(bencher: Bencher, size: usize) {
        step(bencher, size, steps::quotations);
    }

    /// Without quotations.
    #[divan::bench(args = SIZES)]
    fn to_actors(bencher: Bencher, size: usize) {
        step(bencher, size, steps::actors);
    }

    fn step(bencher: Bencher, size: usize, step: fn(&Document) -> usize) {
        let document = document(size);
        bencher.counter(BytesCount::new(document.text.len())).bench(|| step(divan::black_box(&document)));
    }
}

/// Document -> rows: what a screenful costs in the middle of a text, and what the end of it costs.
mod wrap {
    use divan::Bencher;
    use dixit::flow::{Options, last_top, place_of, screenful};

    use super::{SIZES, document};

    const OPTIONS: Options = Options::new(72);

    #[divan::bench(args = SIZES)]
    fn screenful_in_the_middle(bencher: Bencher, size: usize) {
        let document = document(size);
        let top = place_of(&document, &OPTIONS, document.text.len() / 2);
        bencher.bench(|| screenful(divan::black_box(&document), &OPTIONS, top, 60));
    }

    #[divan::bench(args = SIZES)]
    fn last_screenful(bencher: Bencher, size: usize) {
        let document = document(size);
        bencher.bench(|| last_top(divan::black_box(&document), &OPTIONS, 60));
    }
}

/// State -> frame of 200 by 60 cells, an analysed article of this size on it.
mod frame {
    use std::sync::Arc;

    use divan::Bencher;
    use dixit::app::{App, Message, Start, update};
    use dixit::config::theme::ColourDepth;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::{SIZES, document};

    /// A reader over an article, as after its first analysis.
    fn app(size: usize) -> App {
        let config = dixit::config::load(None).0;
        let start = Start {
            sources: Vec::new(),
            config,
            width: 200,
            height: 60,
            depth: ColourDepth::True,
            dark: true,
            notices: Vec::new(),
            ascii: false,
            newcomer: true,
        };
        let (mut app, _) = App::new(start);
        let document = Arc::new(document(size));
        let annotations = Arc::new(dixit::annotate(&document));
        update(&mut app, Message::Opened { index: 0, result: Ok(document) });
        update(&mut app, Message::Annotated { index: 0, annotations });
        app
    }

    #[divan::bench(args = SIZES)]
    fn draw(bencher: Bencher, size: usize) {
        let app = app(size);
        let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a terminal in memory");
        bencher.bench_local(|| terminal.draw(|frame| dixit::ui::view(&app, frame)).map(|_| ()));
    }

    #[divan::bench(args = SIZES)]
    fn page_down(bencher: Bencher, size: usize) {
        let mut app = app(size);
        let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a terminal in memory");
        let keys: Vec<_> = ["space", "b"].iter().filter_map(|key| key.parse().ok()).collect();
        let mut turn = 0;
        bencher.bench_local(|| {
            turn += 1;
            update(&mut app, Message::Key(keys[turn % 2]));
            terminal.draw(|frame| dixit::ui::view(&app, frame)).map(|_| ())
        });
    }
}
