//! E-books: chapters, table of contents, package. `cargo +nightly fuzz run epub`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("epub", input));
