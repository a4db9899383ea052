//! Any text in any language that has models or rules. `cargo +nightly fuzz run languages`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("languages", input));
