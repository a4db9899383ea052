//! Any bytes are opened or refused with a message; whatever is opened is analysed, wrapped and exported without a panic.
//! `cargo fuzz run open_and_annotate`

#![no_main]

use dixit::document;
use dixit::flow::{Options, screenful};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.md", "a"] {
        let Ok(document) = document::open_bytes(bytes, name) else { continue };
        let found = dixit::annotate(&document);
        for quotation in &found.quotations {
            assert!(!quotation.span.of(&document.text).is_empty());
        }
        screenful(&document, &Options::new(20), Default::default(), 50);
    }
});
