//! A line for `dixit extract --from jsonl`. `cargo +nightly fuzz run jsonl`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dixit_fuzz::run("jsonl", input));
