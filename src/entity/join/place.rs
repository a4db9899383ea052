//! Places beside persons and bodies that are named after them.

use super::{Joiner, listed};
use crate::entity::actor::ActorKind;
use crate::entity::forms::Form;
use crate::entity::gazetteer::Gazetteer;

impl Joiner<'_> {
    /// Whether one word is a place rather than the given name of somebody: a country that the text places something in, or
    /// speaks of more than of anybody of that name.
    pub(super) fn is_place(&self, id: u32, form: &Form) -> bool {
        if form.kind == ActorKind::Place {
            return true;
        }
        let bearers = listed(&self.by_first, form.words.first().copied().unwrap_or(0));
        let named: u32 = bearers.iter().filter_map(|&c| self.get(c)).map(|cluster| cluster.full).sum();
        let placed = form.located + form.governed > 0 || form.count > 2 * named;
        placed && Gazetteer::english().is_country(&self.first_word(id))
    }

    /// "South Sudan" is not Sudan, and "New Jersey" not Jersey.
    pub(super) fn is_part_of_place(&self, cluster: u32) -> bool {
        const PARTS: [&str; 12] = [
            "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new", "upper",
            "lower",
        ];
        let first =
            self.get(cluster).filter(|cluster| cluster.words.len() > 1).and_then(|cluster| cluster.forms.first());
        first.is_some_and(|&form| PARTS.contains(&self.first_word(form).as_str()))
    }
}
