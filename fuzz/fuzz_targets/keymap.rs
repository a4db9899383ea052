//! Keys. `cargo +nightly fuzz run keymap`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit_fuzz::config("keymap.toml", input);
});
