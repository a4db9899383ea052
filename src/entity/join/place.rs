//! Places beside persons and bodies that are named after them.

use super::bare::LONG;
use super::{Joiner, SINGLE, listed, rank};
use crate::entity::actor::ActorKind;
use crate::entity::forms::Form;
use crate::entity::gazetteer::Gazetteer;
use crate::nlp::language::Language;

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

    /// The order in which a form is joined: "Washington" after an "Ann Washington", though it is known as a place.
    pub(super) fn rank(&self, form: &Form) -> (u8, std::cmp::Reverse<usize>) {
        let ranked = rank(form);
        let surname = form.words.len() == 1 && 2 * form.located < form.count;
        if ranked.0 == 0 && surname && self.is_article() && self.is_borne(form) { (SINGLE, ranked.1) } else { ranked }
    }

    /// An English text that is no story: there families share names.
    pub(super) fn is_article(&self) -> bool {
        self.prose.language == Language::English && self.prose.tokens.len() <= LONG
    }

    /// Whether a full name with a given name ends with this word.
    fn is_borne(&self, form: &Form) -> bool {
        let ends = |other: &Form| {
            other.given && other.words.len() > 1 && other.known.is_none() && other.words.last() == form.words.first()
        };
        self.forms.list.iter().any(ends)
    }
}
