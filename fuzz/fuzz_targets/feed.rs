//! Feeds: RSS, Atom, JSON Feed. `cargo +nightly fuzz run feed`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for start in ["<rss><channel><item>", "<feed>", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": "] {
        dixit_fuzz::open(&[start.as_bytes(), input].concat(), "a.xml");
    }
    dixit_fuzz::open(input, "a.xml");
});
