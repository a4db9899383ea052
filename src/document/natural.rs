//! The order that people expect of names.

use std::cmp::Ordering;

/// Compares as people do: capitals do not count, and numbers do as numbers.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) else {
            return one.is_empty().cmp(&other.is_empty()).reverse();
        };
        if a.is_ascii_digit() && b.is_ascii_digit() {
            let (number, rest) = digits(one);
            let (second, left) = digits(other);
            match number.len().cmp(&second.len()).then(number.cmp(second)) {
                Ordering::Equal => (one, other) = (rest, left),
                order => return order,
            }
            continue;
        }
        let fold = |c: char| c.to_lowercase().next().unwrap_or(c);
        match fold(a).cmp(&fold(b)) {
            Ordering::Equal => {
                one = one.get(a.len_utf8()..).unwrap_or_default();
                other = other.get(b.len_utf8()..).unwrap_or_default();
            }
            order => return order,
        }
    }
}

/// The number that words begin with, without zeros in front, and what follows it.
fn digits(words: &str) -> (&str, &str) {
    let end = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let (number, rest) = words.split_at(end);
    (number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = ["b", "a10", "A9", "a", "a10b", "a007", "ä", ""];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["", "a", "a007", "A9", "a10", "a10b", "b", "ä"]);
    }
}
