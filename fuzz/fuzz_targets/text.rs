//! Plain text, and whatever else the bytes are taken for. `cargo +nightly fuzz run text`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("text", input));
