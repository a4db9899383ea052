//! The gender of those who are named: from titles, lists of given names and letters, and where these do not show it from
//! the pronouns that follow where nobody else can be meant.

use super::cluster::{Cluster, Clusters, GenderEvidence, Joined};
use super::forms::{Form, Forms, Honour};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::mention::{Found, Person};
use crate::entity::namelist::{NameTable, female_by_letters};
use crate::nlp::language::Language;
use crate::nlp::prose::Prose;

/// How many tokens after a name a pronoun still speaks for it.
const NEAR: u32 = 40;

/// How many tokens before a name nobody else may have been named.
const ALONE: u32 = 60;

/// What is less likely than this is not said.
const SURE: f32 = 0.9;

/// Of no list and no title, so likely what pronouns show.
const BY_PRONOUNS: f32 = 0.95;

/// So many votes are no accident: two a "he" or "she", one a "him" or "her".
const MANY: u32 = 6;

/// Below this chance of being a person a name has no gender by its letters.
const PERSON: f32 = 0.5;

/// Sets how likely each cluster is a woman, and its gender where titles or lists show it.
pub fn by_names(prose: &Prose, found: &[Found], forms: &Forms, clusters: &mut Clusters) {
    for cluster in &mut clusters.list {
        let all = || cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize));
        let titled = |form: &&Form| {
            let gendered = matches!(form.honour, Honour::Married | Honour::Unmarried | Honour::Kin | Honour::Noble);
            (gendered || form.courtesy) && form.gender != Gender::Unknown
        };
        let of_gender = |gender: Gender| if gender == Gender::Female { 1.0 } else { 0.0 };
        let told = if let Some(form) = all().find(titled) {
            Some((of_gender(form.gender), GenderEvidence::Title))
        } else if let Some(gender) = listed(cluster) {
            Some((if gender == Gender::Female { 0.98 } else { 0.02 }, GenderEvidence::List))
        } else {
            given_name(prose, found, forms, cluster).and_then(by_given)
        };
        let Some((female, shown)) = told else { continue };
        (cluster.female, cluster.shown) = (Some(female), shown);
        if cluster.gender == Gender::Unknown && shown == GenderEvidence::List {
            cluster.gender = if female > 0.5 { Gender::Female } else { Gender::Male };
        }
    }
}

/// The gender that a given name of the lists shows, or the list of well-known names.
fn listed(cluster: &Cluster) -> Option<Gender> {
    let known = |gender: &Gender| *gender != Gender::Unknown;
    Some(cluster.gender).filter(known).or_else(|| Some(cluster.profile?.gender).filter(known))
}

/// The word that should be the given name of a person.
fn given_name<'p>(prose: &Prose<'p>, found: &[Found], forms: &Forms, cluster: &Cluster) -> Option<&'p str> {
    let person = cluster.kind.is_none_or(|kind| matches!(kind, ActorKind::Person | ActorKind::Unknown));
    if prose.language != Language::English || !person || cluster.person < PERSON {
        return None;
    }
    let full = |form: &&Form| form.words.len() > 1;
    let form = cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize)).find(full)?;
    let core = found.get(form.sample as usize)?.core.clone();
    // "J. Ada Vale"
    core.start.checked_add(1).filter(|next| *next < core.end)?;
    let initial = |at: &u32| prose.word(*at).trim_end_matches('.').chars().count() > 1;
    (core.start..core.end - 1).find(initial).map(|at| prose.word(at))
}

/// What a given name shows, where it is sure enough.
fn by_given(name: &str) -> Option<(f32, GenderEvidence)> {
    let sure = |female: &f32| !(1.0 - SURE..=SURE).contains(female);
    if let Some(female) = NameTable::shipped().get(name).female() {
        return Some((female, GenderEvidence::List)).filter(|(female, _)| sure(female));
    }
    let female = female_by_letters(name);
    sure(&female).then_some((female, GenderEvidence::Letters))
}

/// Sets the gender of clusters from the pronouns near their names. `form_of` and `quoted` are parallel to `found`. In an
/// article it only becomes likely: a name nearer by may be meant all the same.
pub fn infer(
    prose: &Prose,
    found: &[Found],
    form_of: &[Option<u32>],
    (quoted, article): (&[bool], bool),
    clusters: &mut Clusters,
) {
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
                // "Voss said that her claim …": may well be another's.
                let weight = if matches!(prose.word(mention.head), "he" | "she" | "He" | "She") { 2 } else { 1 };
                match mention.gender {
                    Gender::Male => vote.0 += weight,
                    _ => vote.1 += weight,
                }
            }
        }
    }
    for (cluster, (male, female)) in clusters.list.iter_mut().zip(votes) {
        if cluster.gender == Gender::Unknown {
            let most = male.max(female);
            let gender = match () {
                () if male > 3 * female && male > 1 => Gender::Male,
                () if female > 3 * male && female > 1 => Gender::Female,
                () => Gender::Unknown,
            };
            if gender != Gender::Unknown {
                let female = if gender == Gender::Female { BY_PRONOUNS } else { 1.0 - BY_PRONOUNS };
                (cluster.female, cluster.shown) = (Some(female), GenderEvidence::Pronouns);
                let surely = !article || most >= MANY;
                cluster.gender = if surely { gender } else { Gender::Unknown };
            }
        }
    }
}
