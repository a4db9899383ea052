//! Settings. `cargo +nightly fuzz run config`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("config", input));
