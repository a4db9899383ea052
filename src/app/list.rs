//! The part of a list that is seen: keeps what is selected in view. Knows nothing of what the entries are.

/// First entry seen, so that `selected` of `count` is seen in a window of `room` entries that started at `first`, with
/// one entry of context where there is room.
pub fn follow(first: usize, selected: usize, count: usize, room: usize) -> usize {
    let room = room.max(1);
    let context = usize::from(room >= 5);
    let first = first.min(selected.saturating_sub(context));
    let first = first.max((selected + context + 1).saturating_sub(room));
    first.min(count.saturating_sub(room))
}

/// `selected` moved by `by` entries within `count`.
pub fn step(selected: usize, by: isize, count: usize) -> usize {
    selected.saturating_add_signed(by).min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_is_seen() {
        for count in 0..30_usize {
            for room in 0..12_usize {
                for selected in 0..count {
                    for first in 0..count {
                        let first = follow(first, selected, count, room);
                        assert!(first <= selected && selected < first + room.max(1));
                    }
                }
            }
        }
        assert_eq!(follow(0, 3, 10, 5), 0);
        assert_eq!(follow(0, 4, 10, 5), 1, "one of context");
        assert_eq!(follow(9, 9, 10, 5), 5, "no empty rows at the end");
        assert_eq!(step(3, -9, 10), 0);
        assert_eq!(step(3, 9, 10), 9);
        assert_eq!(step(0, 1, 0), 0);
    }
}
