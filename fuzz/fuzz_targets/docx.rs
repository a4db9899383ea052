//! DOCX: text, styles, lists, notes. `cargo +nightly fuzz run docx`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("docx", input));
