//! Husbands, wives, mothers and fathers: "his wife" of Mr. Ode is Mrs. Ode, "her mother" of Clara Ode too.

use super::cluster::{Cluster, Clusters};
use super::scene::Scene;
use crate::entity::actor::{Gender, MentionKind};
use crate::entity::mention::{Article, Found};

impl Scene<'_> {
    /// Whom a noun for next of kin with an owner means, where somebody of the owner's surname bears the fitting title.
    pub(super) fn kin(&mut self, index: usize, mention: &Found) -> Option<u32> {
        if mention.article != Article::Possessive || mention.plural {
            return None;
        }
        let (gender, spouse) = match self.prose.word(mention.head) {
            "wife" | "lady" => (Gender::Female, true),
            "husband" | "lord" => (Gender::Male, true),
            "mother" | "mamma" | "mama" => (Gender::Female, false),
            "father" | "papa" => (Gender::Male, false),
            _ => return None,
        };
        let inner = self.found.get(index + 1).filter(|inner| inner.tokens.start == mention.tokens.start)?;
        let owner = match inner.kind {
            MentionKind::Name => self.named(index + 1),
            _ => self.whom(index + 1, inner),
        }?;
        let owner = self.entities.get(owner as usize)?;
        if spouse && owner.gender == gender {
            return None;
        }
        let cluster = self.clusters.titled_like(owner.cluster?, gender)?;
        Some(self.entity(cluster, index, mention))
    }
}

impl Clusters {
    /// The only one of a gender with the surname of `cluster` who is called by title and surname: Mr., Mrs.
    fn titled_like(&self, cluster: u32, gender: Gender) -> Option<u32> {
        let surname = self.list.get(cluster as usize)?.surname()?;
        let fits = |(index, other): &(usize, &Cluster)| {
            *index != cluster as usize
                && other.gender == gender
                && other.is_titled()
                && other.surname() == Some(surname)
        };
        let mut fitting = self.list.iter().enumerate().filter(fits);
        let (index, _) = fitting.next()?;
        fitting.next().is_none().then_some(index as u32)
    }
}
