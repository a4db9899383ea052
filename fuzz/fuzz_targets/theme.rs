//! Themes. `cargo +nightly fuzz run theme`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit_fuzz::config("themes/mine.toml", input);
});
