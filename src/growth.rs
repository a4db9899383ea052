//! Hostile inputs of one, two and four times a size: the work they cost grows no faster than they do. Work is counted,
//! not timed: steps of the loops that the input decides ([`work`](crate::work)) and bytes that are allocated.

#[allow(clippy::format_collect)]
pub mod generators;

use std::cell::Cell;

use crate::document::{self, Source};
use crate::query::Query;
use crate::work;
use generators::{Generator, pack};

/// How many units an input of the smallest size has.
const UNITS: usize = 400;

/// By how much work may grow where the input doubles. Memory that is doubled when it is full makes steps.
const DOUBLE: f64 = 2.6;

/// By how much it may grow where the input is four times as large.
const FOURFOLD: f64 = 5.0;

/// What an input costs.
#[derive(Clone, Copy, Debug)]
struct Cost {
    steps: u64,
    bytes: u64,
    peak: u64,
}

impl Cost {
    fn of(work: impl FnOnce()) -> Self {
        let steps = Cell::new(0);
        let memory = allocation_counter::measure(|| steps.set(work::counted(work)));
        Self { steps: steps.get(), bytes: memory.bytes_total, peak: memory.bytes_max }
    }

    /// Why it grew too much, if it did.
    fn excess(self, before: Self, most: f64) -> Option<String> {
        let over = |what: &str, now: u64, before: u64, least: u64| {
            let allowed = before.max(least) as f64 * most;
            (now as f64 > allowed).then(|| format!("{what} grew from {before} to {now}"))
        };
        // What is small says little about growth.
        over("steps", self.steps, before.steps, 2_000).or_else(|| over("bytes", self.bytes, before.bytes, 200_000))
    }
}

fn open(bytes: Vec<u8>, name: &str) {
    let source = Source::Bytes { name: name.to_owned(), bytes: bytes.into() };
    // Refusing it is as good as reading it.
    if let Ok(opened) = document::open_with(&source, &document::Options::default()) {
        let document = opened.into_document(&source);
        let _ = crate::annotate(&document);
    }
}

/// Fails where the work on a generator's inputs grows faster than they do.
#[track_caller]
pub fn check(generators: &[Generator], work: impl Fn(Vec<u8>, &str)) {
    let mut wrong = Vec::new();
    for Generator { name, file, make } in generators {
        let [one, two, four] = [1, 2, 4].map(|times| {
            let bytes = make(times * UNITS);
            Cost::of(|| work(bytes, file))
        });
        let excess = two.excess(one, DOUBLE).or_else(|| four.excess(one, FOURFOLD));
        wrong.extend(excess.map(|excess| format!("{name}: {excess}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn work_on_hostile_documents_is_linear() {
    check(generators::DOCUMENTS, open);
}

#[test]
fn work_on_hostile_queries_is_linear() {
    let text = "Ada Voss, the minister, said: “We will not sign.” “No,” said Ben Hale.";
    let document = document::plain(text.to_owned(), document::Metadata::default());
    let found = crate::annotate(&document);
    check(generators::QUERIES, |bytes, _| {
        let Ok(query) = Query::parse(&String::from_utf8(bytes).unwrap()) else { return };
        for quotation in &found.quotations {
            query.keeps(&document, &found, &crate::annotation::Criteria::default(), quotation);
        }
    });
}

#[test]
fn growth_that_is_quadratic_is_noticed() {
    let quadratic: &[Generator] = &[generators::generator("copies", "", |n| vec![b'x'; n])];
    let copies = |bytes: Vec<u8>, _: &str| {
        for end in 0..bytes.len() {
            drop(bytes[..end].to_vec());
        }
    };
    assert!(std::panic::catch_unwind(|| check(quadratic, copies)).is_err());
    let steps = |bytes: Vec<u8>, _: &str| (0..bytes.len()).for_each(work::step);
    assert!(std::panic::catch_unwind(|| check(quadratic, steps)).is_err());
}

#[test]
fn bombs_take_little_memory() {
    /// Bytes.
    const MOST: u64 = 300 << 20;
    let chapter = |unit: &str, megabytes: usize| format!("<html><body>{}", unit.repeat((megabytes << 20) / unit.len()));
    for (unit, megabytes) in [("<b a>", 33), ("<b a=1 b=2 c=3>x", 31)] {
        let book = pack::book(&[&chapter(unit, megabytes)]);
        let cost = Cost::of(|| {
            let refused = document::open_bytes(&book, "a.epub");
            assert!(refused.is_err(), "{megabytes} MB of {unit}");
        });
        assert!(cost.peak < MOST, "{megabytes} MB of {unit}: {} MB", cost.peak >> 20);
    }
    let page = "<b a>".repeat(2_500_000);
    assert!(document::open_bytes(page.as_bytes(), "a.html").unwrap_err().to_string().contains("tags and attributes"));
}
