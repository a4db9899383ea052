//! Feeds: RSS, Atom, JSON Feed. `cargo +nightly fuzz run feed`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("feed", input));
