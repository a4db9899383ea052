//! The roles that a document gives to its names anywhere, known before the walk comes to them: "The owner said … Ada Voss,
//! the owner, …".

use rustc_hash::FxHashMap;

use super::cluster::{Clusters, Joined};
use super::forms::{Forms, Symbol};
use super::mention::{Article, Found};
use super::role::{Role, after_name, before_name};
use crate::entity::actor::MentionKind;
use crate::nlp::prose::Prose;
use crate::nlp::token::TokenKind;

/// How many bearers of one noun are kept, and how many roles of one cluster.
const MOST: usize = 6;

/// The roles of clusters.
#[derive(Debug, Default)]
pub struct Advance {
    /// By cluster.
    roles: FxHashMap<u32, Vec<Role>>,
    /// By noun: the clusters that bear it, each with the first mention that says so.
    bearers: FxHashMap<Symbol, Vec<(u32, u32)>>,
}

impl Advance {
    /// Looks at all names of a document and what stands beside them.
    pub fn new(prose: &Prose, found: &[Found], forms: &Forms, clusters: &Clusters) -> Self {
        let mut advance = Self::default();
        for (index, name) in found.iter().enumerate().filter(|(_, mention)| mention.kind == MentionKind::Name) {
            let form = forms.of.get(index).copied().flatten();
            let Some(Joined::One(cluster)) = form.and_then(|form| clusters.of.get(form as usize)) else { continue };
            let beside = [before_name(prose, name), after_name(prose, name), apposition(prose, found, index)];
            for role in beside.into_iter().flatten() {
                advance.add(*cluster, index, role);
            }
        }
        advance
    }

    fn add(&mut self, cluster: u32, index: usize, role: Role) {
        let bearers = self.bearers.entry(role.head).or_default();
        if bearers.len() < MOST && !bearers.iter().any(|&(known, _)| known == cluster) {
            bearers.push((cluster, index as u32));
        }
        let roles = self.roles.entry(cluster).or_default();
        if roles.len() < MOST && !roles.iter().any(|known| known.key() == role.key()) {
            roles.push(role);
        }
    }

    /// The clusters that bear a role with this noun, each with a mention that says so.
    pub fn bearers(&self, noun: Symbol) -> &[(u32, u32)] {
        self.bearers.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// The roles of a cluster.
    pub fn roles(&self, cluster: u32) -> &[Role] {
        self.roles.get(&cluster).map_or(&[], Vec::as_slice)
    }
}

/// `Voss, |the owner of the mill|, …` · `|the owner|, Ada Voss, …`: the noun phrase beside a name, with a comma between.
fn apposition(prose: &Prose, found: &[Found], index: usize) -> Option<Role> {
    const NEAR: usize = 3;
    let name = found.get(index)?;
    let comma = |at: u32| prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Comma);
    let is_phrase =
        |other: &&Found| other.kind == MentionKind::Nominal && !other.plural && other.article != Article::None;
    let after = found.iter().skip(index + 1).take(NEAR).find(|other| other.tokens.start == name.tokens.end + 1);
    let before = || found.iter().take(index).rev().take(NEAR).find(|other| other.tokens.end + 1 == name.tokens.start);
    let phrase = after
        .filter(|_| comma(name.tokens.end))
        .filter(is_phrase)
        .or_else(|| before().filter(|other| comma(other.tokens.end)).filter(is_phrase))?;
    Some(Role::new(prose, phrase.tokens.clone(), phrase.head))
}
