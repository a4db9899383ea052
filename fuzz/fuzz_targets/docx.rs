//! DOCX: text, styles, lists, notes. `cargo +nightly fuzz run docx`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let parts: Vec<&[u8]> = input.splitn(4, |&byte| byte == 0).collect();
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts).collect();
    dixit_fuzz::open(&dixit_fuzz::pack(&files), "a.docx");
});
