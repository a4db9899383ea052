//! Queries. `cargo +nightly fuzz run query`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("query", input));
