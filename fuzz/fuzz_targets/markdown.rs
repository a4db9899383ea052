//! Markdown. `cargo +nightly fuzz run markdown`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("markdown", input));
