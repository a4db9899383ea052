//! Keys. `cargo +nightly fuzz run keymap`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("keymap", input));
