//! Surnames that are off by a letter or two: a form that is hardly used, of no list, beside somebody who is named in full.

use super::Joiner;
use crate::entity::forms::Form;
use crate::entity::mention::Found;
use crate::entity::namelist::{Listed, NameTable};

/// How many clusters a search looks at.
const REACH: usize = 64;

/// Names shorter than this are too like each other.
const SHORTEST: usize = 5;

/// Names as long as this may be off by two letters.
const LONG: usize = 8;

/// A form used more often than this is no slip.
const RARE: u32 = 2;

impl Joiner<'_> {
    /// The only person whose surname a bare word nearly is.
    pub(super) fn misspelt(&self, form: &Form) -> Option<u32> {
        let word = self.text(form);
        let listed = NameTable::shipped().get(word) != Listed::default();
        let rare = form.count <= RARE && form.words.len() == 1 && !form.upper && !listed;
        if !rare || word.chars().count() < SHORTEST || !self.is_article() {
            return None;
        }
        let near = |(_, cluster): &(usize, &crate::entity::cluster::Cluster)| {
            let full = cluster.forms.first().and_then(|&id| self.forms.list.get(id as usize));
            full.is_some_and(|full| {
                full.given && full.words.len() > 1 && full.count >= form.count && is_near(word, self.last_word(full))
            })
        };
        let mut fitting = self.clusters.iter().enumerate().take(REACH).filter(near);
        let (index, _) = fitting.next()?;
        fitting.next().is_none().then_some(index as u32)
    }

    fn last_word(&self, form: &Form) -> &str {
        self.found.get(form.sample as usize).map_or("", |mention: &Found| self.prose.word(mention.head))
    }
}

/// Whether two words begin alike and are one or two letters apart, by their length.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let limit = if a.len().min(b.len()) >= LONG { 2 } else { 1 };
    if b.len() < SHORTEST || a.len().abs_diff(b.len()) > limit || a.first() != b.first() {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (y, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let cost = corner + usize::from(x != y);
            corner = *above;
            left = cost.min(left + 1).min(*above + 1);
            *above = left;
        }
    }
    (1..=limit).contains(row.last().unwrap_or(&0))
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn names_a_letter_apart_are_near() {
        assert!(is_near("Henshw", "Henshaw") && is_near("Kolomosiky", "Kolomoisky"));
        assert!(!is_near("Henshaw", "Henshaw") && !is_near("Vale", "Vane") && !is_near("Hartley", "Bartley"));
    }
}
