//! Archives as they are: e-books and DOCX, packed. `cargo +nightly fuzz run archive`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit_fuzz::open(input, "a.epub");
});
