//! Web pages. `cargo +nightly fuzz run html`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("html", input));
