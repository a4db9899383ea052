//! Any text in any language that has models or rules. `cargo +nightly fuzz run languages`

#![no_main]

use dixit::annotation::strongest_features;
use dixit::document::{Metadata, plain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    for language in ["en", "de", "fr", "fi"] {
        let metadata = Metadata { language: Some(language.to_owned()), ..Metadata::default() };
        let document = plain(input.to_owned(), metadata);
        dixit_fuzz::analyse(&document);
        for (span, features) in strongest_features(&document) {
            assert!(!span.of(&document.text).is_empty());
            assert!(features.iter().all(|feature| feature.weight.is_finite()));
        }
    }
});
