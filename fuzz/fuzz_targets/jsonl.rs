//! A line for `dixit extract --from jsonl`. `cargo +nightly fuzz run jsonl`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit::fuzzing::jsonl_line(input);
});
