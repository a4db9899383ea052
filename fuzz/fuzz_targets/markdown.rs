//! Markdown. `cargo +nightly fuzz run markdown`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit_fuzz::open(input, "a.md");
});
