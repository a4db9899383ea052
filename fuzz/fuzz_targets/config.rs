//! Settings. `cargo +nightly fuzz run config`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    dixit_fuzz::config("config.toml", input);
});
