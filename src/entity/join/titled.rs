//! Titles with one word: whose they are.

use super::{Joiner, agree, is_far_ahead, listed};
use crate::entity::actor::{ActorKind, Gender};
use crate::entity::cluster::{Cluster, Joined};
use crate::entity::forms::{Form, Honour};

impl Joiner<'_> {
    /// Title and one word: "Mr. Ode", "Lady Anne", "Uncle Joe".
    pub(super) fn titled(&mut self, id: u32, form: &Form) -> Joined {
        let word = form.words.first().copied().unwrap_or(0);
        if form.honour == Honour::Unmarried {
            *self.unmarried.entry(word).or_default() += form.count;
        }
        let key = (word ^ 0x51ed).wrapping_mul(gendered(form));
        if let Some(&cluster) = self.by_key.get(&key) {
            return Joined::One(cluster);
        }
        let mut candidates: Vec<u32> = Vec::new();
        if form.honour != Honour::Kin {
            candidates.extend(listed(&self.by_last, word));
        }
        if form.given && form.honour != Honour::Married
            || matches!(form.honour, Honour::Kin | Honour::Noble | Honour::Unmarried)
        {
            candidates.extend(listed(&self.by_first, word));
        }
        candidates.retain(|&c| self.get(c).is_some_and(|cluster| agree(cluster, form) && self.may_bear(cluster, form)));
        candidates.dedup();
        let known = match candidates.as_slice() {
            [one] => Some(*one),
            _ => self.most_named(&candidates, form).or_else(|| self.pet_name(id, form)),
        };
        let cluster = known.unwrap_or_else(|| self.new_cluster(form));
        self.by_key.insert(key, cluster);
        Joined::One(cluster)
    }

    /// Who of several who may be "Miss Ode" or "Mr. Ode" is named in full far more often than the others.
    fn most_named(&self, candidates: &[u32], form: &Form) -> Option<u32> {
        let count = |c: &u32| self.get(*c).map_or(0, |cluster| cluster.full);
        let commoner = |c: u32| self.get(c).filter(|cluster| !cluster.noble).map(|cluster| cluster.gender);
        let fits = |c: &&u32| match (form.honour, commoner(**c)) {
            (Honour::Unmarried, Some(Gender::Female)) => true,
            (Honour::Other, Some(Gender::Male | Gender::Unknown)) => form.courtesy && form.gender == Gender::Male,
            _ => false,
        };
        let most = candidates.iter().copied().filter(|c| fits(&c)).max_by_key(count)?;
        (count(&most) > 0 && is_far_ahead(most, candidates, count)).then_some(most)
    }

    /// Whether somebody can bear a title: not "Mrs." where the document has a "Miss" of that name, and so on.
    fn may_bear(&self, cluster: &Cluster, form: &Form) -> bool {
        let word = form.words.first().copied().unwrap_or(0);
        if form.honour == Honour::Married
            && cluster.words.len() > 1
            && self.unmarried.contains_key(&word)
            && !cluster.wife
        {
            return false;
        }
        if form.honour == Honour::Noble && !form.given && !cluster.noble && cluster.words.len() > 1
            || form.honour == Honour::Married && cluster.wife
        {
            return false;
        }
        // "Mrs. Ode" is not "Miss Ode".
        if form.honour == Honour::Married && (cluster.words.len() == 1 && cluster.maiden || cluster.doubted) {
            return false;
        }
        // "Mrs. Ode" is not "Admiral Ode".
        let married = matches!(form.honour, Honour::Married | Honour::Unmarried);
        let ranked = form.honour == Honour::Other && !form.courtesy;
        if cluster.words.len() == 1 && (married && cluster.ranked || ranked && cluster.lady) {
            return false;
        }
        // "Mr. John Ode" is called so to tell him from "Mr. Ode".
        if form.courtesy && cluster.introduced > 4 && cluster.introduced * 10 > form.count {
            return false;
        }
        // Narration that says "Paul" does not say "Mr. Ode" of the same man about as often.
        let given = self.narrated.get(&cluster.first).copied().unwrap_or(0);
        let both = given > 9 && form.narrated > 9 && 2 * form.narrated > given;
        if form.courtesy && form.gender == Gender::Male && cluster.words.len() > 1 && both {
            return false;
        }
        cluster.kind.is_none_or(|kind| matches!(kind, ActorKind::Person | ActorKind::Unknown))
    }
}

/// Titles of one gender with the same surname are one person; other titles stay apart.
fn gendered(form: &Form) -> u64 {
    match (form.honour, form.gender) {
        (Honour::Married | Honour::Unmarried | Honour::Kin | Honour::Noble, _) => form.title | 1,
        (_, Gender::Male) => 3,
        (_, Gender::Female) => 5,
        _ => 7,
    }
}
