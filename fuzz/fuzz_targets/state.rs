//! Remembered places. `cargo +nightly fuzz run state`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("state", input));
