//! Real pages of the web. The pages are no part of the project: `DIXIT_PAGES` names the folder that holds them,
//! `../shared/pages` otherwise; each has a folder with `source.html`, `expected.html` and `expected-metadata.json`.

#![allow(clippy::unwrap_used)]

mod gallery;
mod reading;

use std::path::PathBuf;

use dixit::document::{self, Document};

/// The folders of the pages, and each page opened; none, with a message, where there is no folder of pages.
fn pages() -> Vec<(PathBuf, Document)> {
    let folder = std::env::var_os("DIXIT_PAGES").map_or_else(|| PathBuf::from("../shared/pages"), PathBuf::from);
    let Ok(pages) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: there is no folder {}; DIXIT_PAGES may name another", folder.display());
        return Vec::new();
    };
    let mut pages: Vec<PathBuf> = pages.map(|page| page.unwrap().path()).collect();
    pages.sort();
    let open = |page: PathBuf| {
        let bytes = std::fs::read(page.join("source.html")).unwrap();
        let document = document::open_bytes(&bytes, "page.html").unwrap();
        (page, document)
    };
    pages.into_iter().map(open).collect()
}
