//! Archives as they are: e-books and DOCX, packed. `cargo +nightly fuzz run archive`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("archive", input));
