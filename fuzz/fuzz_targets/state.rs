//! Remembered places. `cargo +nightly fuzz run state`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit::fuzzing::remembered_place(input);
});
