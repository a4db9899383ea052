//! Queries. `cargo +nightly fuzz run query`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    dixit_fuzz::query(input);
});
