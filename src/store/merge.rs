//! Joins what two readers of the same article remember, so that whoever quits last takes nothing away from the other.

use std::collections::{BTreeMap, BTreeSet};

use super::position::Written;
use crate::app::anchor::Anchor;

type Bookmark = (Anchor, Option<String>);

/// `ours` with the bookmarks that somebody else set, moved or removed in `theirs`, the file as it is now. `base` is what
/// both started from: what differs from it was changed. Where both changed a bookmark it is ours.
pub fn merge(mut ours: Written, theirs: &Written, base: Option<&Written>) -> Written {
    let base = base.map(bookmarks).unwrap_or_default();
    let (mine, other) = (bookmarks(&ours), bookmarks(theirs));
    let letters: BTreeSet<char> = [&mine, &other].into_iter().flat_map(BTreeMap::keys).copied().collect();
    let merged = letters.into_iter().filter_map(|letter| {
        let kept = if mine.get(&letter) == base.get(&letter) { other.get(&letter) } else { mine.get(&letter) };
        Some((letter, kept?.clone()))
    });
    let merged: Vec<(char, Bookmark)> = merged.collect();
    ours.bookmark_names = merged.iter().filter_map(|(letter, (_, name))| Some((*letter, name.clone()?))).collect();
    ours.bookmarks = merged.into_iter().map(|(letter, (place, _))| (letter, place)).collect();
    ours
}

fn bookmarks(written: &Written) -> BTreeMap<char, Bookmark> {
    let name = |letter| written.bookmark_names.iter().find(|(named, _)| *named == letter).map(|(_, name)| name.clone());
    written.bookmarks.iter().map(|(letter, place)| (*letter, (place.clone(), name(*letter)))).collect()
}
