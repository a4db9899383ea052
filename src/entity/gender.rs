//! The gender of names whose words do not show it: from the pronouns that follow where nobody else can be meant.

use super::cluster::{Clusters, Joined};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::mention::{Found, Person};

/// How many tokens after a name a pronoun still speaks for it.
const NEAR: u32 = 40;

/// How many tokens before a name nobody else may have been named.
const ALONE: u32 = 60;

/// Sets the gender of clusters from the pronouns near their names. `form_of` and `quoted` are parallel to `found`.
pub fn infer(found: &[Found], form_of: &[Option<u32>], quoted: &[bool], clusters: &mut Clusters) {
    let mut votes = vec![(0u32, 0u32); clusters.list.len()];
    let mut last: Option<(u32, u32)> = None;
    let mut other: Option<(u32, u32)> = None;
    for ((mention, form), _) in found.iter().zip(form_of).zip(quoted).filter(|(_, quoted)| !**quoted) {
        let at = mention.tokens.start;
        if let Some(Joined::One(cluster)) = form.and_then(|form| clusters.of.get(form as usize)) {
            let kind = clusters.list.get(*cluster as usize).and_then(|cluster| cluster.kind);
            if matches!(kind, None | Some(ActorKind::Person | ActorKind::Unknown)) {
                if last.is_some_and(|(known, _)| known != *cluster) {
                    other = last;
                }
                last = Some((*cluster, at));
            }
        } else if mention.kind == MentionKind::Nominal && mention.actor == ActorKind::Person {
            // Somebody else is there: no vote until a name comes again.
            other = last.or(other);
            last = None;
        } else if mention.kind == MentionKind::Pronoun
            && mention.person == Person::Third
            && mention.gender != Gender::Unknown
        {
            let Some((cluster, seen)) = last else { continue };
            let alone = other.is_none_or(|(_, before)| seen.saturating_sub(before) > ALONE);
            if let Some(vote) = votes.get_mut(cluster as usize).filter(|_| alone && at - seen <= NEAR) {
                match mention.gender {
                    Gender::Male => vote.0 += 1,
                    _ => vote.1 += 1,
                }
            }
        }
    }
    for (cluster, (male, female)) in clusters.list.iter_mut().zip(votes) {
        if cluster.gender == Gender::Unknown {
            cluster.gender = match () {
                () if male > 3 * female => Gender::Male,
                () if female > 3 * male => Gender::Female,
                () => Gender::Unknown,
            };
        }
    }
}
