//! Any text in any language that has models or rules: tagger, model of marked words, ranking of speakers and explanations
//! take it without a panic, and what they find lies in it. `cargo fuzz run annotate`

#![no_main]

use dixit::annotation::strongest_features;
use dixit::document::{Metadata, plain};
use dixit::explanation::explain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for language in ["en", "de", "fr", "fi"] {
        let metadata = Metadata { language: Some(language.to_owned()), ..Metadata::default() };
        let document = plain(text.to_owned(), metadata);
        let found = dixit::annotate(&document);
        for quotation in &found.quotations {
            assert!(!quotation.span.of(&document.text).is_empty());
            assert!((0.0..=1.0).contains(&quotation.confidence));
            explain(&document, &found, quotation);
        }
        for (span, features) in strongest_features(&document) {
            assert!(!span.of(&document.text).is_empty());
            assert!(features.iter().all(|feature| feature.weight.is_finite()));
        }
    }
});
