//! E-books: chapters, table of contents, package. `cargo +nightly fuzz run epub`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let container = b"<container><rootfile full-path='c.opf'/></container>";
    let package =
        b"<package><manifest><item id='n' href='n' properties='nav'/><item id='a' href='a'/><item id='b' href='b'/>\
                    </manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let (first, second) = input.split_at(input.len() / 2);
    for files in
        [&[("c.opf", &package[..]), ("n", second), ("a", first), ("b", second)][..], &[("c.opf", first), ("a", second)]]
    {
        let files = [&[("META-INF/container.xml", &container[..])][..], files].concat();
        dixit_fuzz::open(&dixit_fuzz::pack(&files), "a.epub");
    }
});
