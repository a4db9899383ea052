//! Web pages. `cargo +nightly fuzz run html`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for start in ["<!DOCTYPE html>", "<html xmlns=\"http://www.w3.org/1999/xhtml\">"] {
        dixit_fuzz::open(&[start.as_bytes(), input].concat(), "a.html");
    }
});
