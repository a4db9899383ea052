//! Themes. `cargo +nightly fuzz run theme`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("theme", input));
