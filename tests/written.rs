//! How well the analysis knows the annotated articles in `assets/gold`, which its models learned from: whatever else changes, what
//! is in them stays found. Needs no corpus.

#[allow(dead_code)]
#[path = "../examples/train/written.rs"]
mod written;

use std::ops::Range;
use std::path::Path;

use dixit::annotate;
use dixit::document::{Metadata, plain};

use written::{Article, Piece};

fn articles(folder: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    written::articles(&folder).expect("every article parses")
}

/// How many characters two ranges share, of those that either has.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// Counts of pieces.
#[derive(Default)]
struct Counts {
    all: usize,
    found: usize,
    named: usize,
    right: usize,
    sure: usize,
    sure_right: usize,
}

fn count(article: &Article, counts: &mut Counts) {
    let document = plain(article.text.clone(), Metadata::default());
    assert_eq!(document.text, article.text, "{}: the text is not plain", article.id);
    let found = annotate(&document);
    for Piece { words, speaker, .. } in &article.pieces {
        counts.all += 1;
        let span = |at: usize| found.quotations[at].span.start..found.quotations[at].span.end;
        let best =
            (0..found.quotations.len()).max_by(|&a, &b| overlap(&span(a), words).total_cmp(&overlap(&span(b), words)));
        let Some(best) = best.filter(|&best| overlap(&span(best), words) >= 0.5) else { continue };
        counts.found += 1;
        let Some(name) = speaker.name.as_deref().filter(|_| speaker.named && speaker.members.is_empty()) else {
            continue;
        };
        counts.named += 1;
        let actor = found.speaker(&found.quotations[best]).map_or("", |actor| actor.name.as_str());
        let others = article.names.get(name).into_iter().flatten();
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let right = actor.contains(surname)
            || name.contains(actor) && !actor.is_empty()
            || others.clone().any(|it| it == actor);
        counts.right += usize::from(right);
        if found.quotations[best].confidence >= 0.9 {
            counts.sure += 1;
            counts.sure_right += usize::from(right);
        }
    }
}

/// The shares of pieces that are found, of those of named speakers that are right, and of those stated at 0.9 and more that
/// are, in a folder with more than `many` articles.
fn shares(folder: &str, many: usize) -> [f64; 3] {
    let mut counts = Counts::default();
    let articles = articles(folder);
    assert!(articles.len() > many, "only {} articles", articles.len());
    for article in &articles {
        count(article, &mut counts);
    }
    let share = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
    let (found, right) = (share(counts.found, counts.all), share(counts.right, counts.named));
    let sure = share(counts.sure_right, counts.sure);
    println!("found {found:.1} %, right {right:.1} %, right at 0.9 and more {sure:.1} %");
    [found, right, sure]
}

#[test]
fn what_was_learned_is_known() {
    let [found, right, sure] = shares("assets/gold", 300);
    assert!(found >= 89.0, "found {found}");
    assert!(right >= 81.0, "right {right}");
    assert!(sure >= 98.0, "right at 0.9 and more {sure}");
}

#[test]
fn what_was_learned_of_other_languages_is_known() {
    let [found, right, sure] = shares("assets/gold/world", 80);
    assert!(found >= 70.0, "found {found}");
    assert!(right >= 70.0, "right {right}");
    assert!(sure >= 95.0, "right at 0.9 and more {sure}");
}
