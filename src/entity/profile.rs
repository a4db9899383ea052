//! What the news calls well-known names: "the chipmaker", "the striker". Which clusters of a document are well known, and
//! which of them a noun can mean.

use rustc_hash::FxHashMap;

use super::actor::ActorKind;
use super::cluster::Clusters;
use super::forms::{Forms, Symbol, symbol};
use super::gazetteer::Profile;

/// How many bearers of one noun are kept, those first that the text names most.
const MOST: usize = 4;

/// The nouns of the well-known clusters of a document.
#[derive(Debug, Default)]
pub struct Profiles {
    /// By noun: the clusters that it can mean, each with a mention.
    bearers: FxHashMap<Symbol, Vec<(u32, u32)>>,
}

impl Profiles {
    /// Looks up all clusters.
    pub fn new(forms: &Forms, clusters: &Clusters) -> Self {
        let mut profiles = Self::default();
        for (cluster, sample) in clusters.leading(forms, clusters.list.len()) {
            let Some(profile) = clusters.list.get(cluster as usize).and_then(|cluster| cluster.profile) else {
                continue;
            };
            for noun in profile.nouns() {
                let bearers = profiles.bearers.entry(symbol(noun)).or_default();
                if bearers.len() < MOST {
                    bearers.push((cluster, sample));
                }
            }
        }
        profiles
    }

    /// The well-known clusters that a noun can mean, each with a mention.
    pub fn bearers(&self, noun: Symbol) -> &[(u32, u32)] {
        self.bearers.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Whether the news calls a cluster by this noun.
    pub fn is_called(&self, cluster: u32, noun: Symbol) -> bool {
        self.bearers(noun).iter().any(|&(bearer, _)| bearer == cluster)
    }
}

/// The profile of each cluster: that of its fullest form that is well known. A part of a person's name does not count:
/// "Drake" of "Ann Drake".
pub fn set(forms: &Forms, clusters: &mut Clusters) {
    for cluster in &mut clusters.list {
        let whole = cluster.words.len();
        let profiles = cluster.forms.iter().filter_map(|&id| {
            let form = forms.list.get(id as usize)?;
            form.profile.filter(|profile| profile.kind != ActorKind::Person || form.words.len() >= whole)
        });
        cluster.profile = profiles.max_by_key(Profile::words);
    }
}
