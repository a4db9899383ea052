//! Who is called by a given name that the narration does not use: "Henry" and "Mr. Ode" are one where "Mr. Ode" again and
//! again does something right after somebody called "Henry!", and narration hardly ever names both together.

use rustc_hash::FxHashMap;

use super::cluster::{Cluster, Clusters, Joined};
use super::forms::{Forms, Honour};
use crate::entity::actor::{Gender, MentionKind};
use crate::entity::mention::Found;
use crate::nlp::prose::Prose;
use crate::nlp::token::TokenKind;

/// How often the one must follow the call for the other. Less is chance, as the novels of the development corpus show.
const FOLLOWS: u32 = 2;

/// How often narration may name both in one paragraph, for each time that one follows.
const TOGETHER: u32 = 2;

/// How many names of a paragraph are compared.
const NAMES: usize = 8;

/// Whether a mention calls somebody by name: “No, Ada,”: a name between signs.
pub fn is_called(prose: &Prose, mention: &Found) -> bool {
    let sign = |at: u32| {
        let kind = prose.tokens.get(at as usize).map(|token| token.kind);
        kind.is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Mark | TokenKind::Stop))
    };
    mention.kind == MentionKind::Name
        && sign(mention.tokens.end)
        && mention.tokens.start.checked_sub(1).is_none_or(|at| {
            sign(at) || matches!(prose.word(at), "dear" | "Dear" | "old" | "poor" | "my" | "oh" | "Oh")
        })
}

/// Joins those who are called by a given name with those whom narration gives a title and a surname.
pub fn join(prose: &Prose, found: &[Found], forms: &Forms, quoted: &[bool], clusters: &mut Clusters) {
    let mut ties = Ties::default();
    let mut page = Page::default();
    let mut paragraph = 0;
    for ((mention, form), quoted) in found.iter().zip(&forms.of).zip(quoted) {
        let Some(&Joined::One(cluster)) = form.and_then(|form| clusters.of.get(form as usize)) else { continue };
        while prose.blocks.get(paragraph).is_some_and(|block| block.tokens.end <= mention.tokens.start) {
            ties.turn(&mut page);
            paragraph += 1;
        }
        let Some(sort) = clusters.list.get(cluster as usize).and_then(|cluster| sort(forms, cluster)) else { continue };
        match (quoted, sort) {
            (true, Sort::Given) if is_called(prose, mention) => note(&mut page.called, cluster),
            (true, _) => {}
            (false, Sort::Given) => note(&mut page.given, cluster),
            (false, Sort::Titled) => note(&mut page.titled, cluster),
        }
    }
    ties.turn(&mut page);
    for (given, titled) in ties.found(clusters) {
        unite(clusters, given, titled);
    }
}

/// What names somebody who may be called otherwise, too.
#[derive(Clone, Copy)]
enum Sort {
    /// "Henry", and no more.
    Given,
    /// "Mr. Ode", and no given name.
    Titled,
}

fn sort(forms: &Forms, cluster: &Cluster) -> Option<Sort> {
    let mut all = cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize));
    let single = cluster.full == 0 && cluster.gender != Gender::Unknown;
    match single {
        true if cluster.titled => Some(Sort::Titled),
        true if all.all(|form| form.given && matches!(form.honour, Honour::None | Honour::Kin)) => Some(Sort::Given),
        _ => None,
    }
}

fn note(list: &mut Vec<u32>, cluster: u32) {
    if list.len() < NAMES && !list.contains(&cluster) {
        list.push(cluster);
    }
}

/// What one paragraph names: clusters.
#[derive(Default)]
struct Page {
    /// Whom the paragraph before called.
    before: Vec<u32>,
    called: Vec<u32>,
    given: Vec<u32>,
    titled: Vec<u32>,
}

/// How often a title follows the call for a given name, and how often both are named together.
#[derive(Default)]
struct Ties {
    follows: FxHashMap<(u32, u32), u32>,
    together: FxHashMap<(u32, u32), u32>,
}

impl Ties {
    /// Goes on to the next paragraph.
    fn turn(&mut self, page: &mut Page) {
        if let Some(&titled) = page.titled.first() {
            for &given in &page.before {
                *self.follows.entry((given, titled)).or_default() += 1;
            }
        }
        for &given in &page.given {
            for &titled in &page.titled {
                *self.together.entry((given, titled)).or_default() += 1;
            }
        }
        *page = Page { before: std::mem::take(&mut page.called), ..Page::default() };
    }

    /// Who is one: pairs, the surest first.
    fn found(&self, clusters: &Clusters) -> Vec<(u32, u32)> {
        let gender = |cluster: u32| clusters.list.get(cluster as usize).map(|cluster| cluster.gender);
        let fits = |(&(given, titled), &follows): (&(u32, u32), &u32)| {
            let together = self.together.get(&(given, titled)).copied().unwrap_or(0);
            let fits = follows >= FOLLOWS && together <= TOGETHER * follows && gender(given) == gender(titled);
            fits.then_some((follows, given, titled))
        };
        let mut ties: Vec<(u32, u32, u32)> = self.follows.iter().filter_map(fits).collect();
        ties.sort_unstable_by_key(|&(follows, given, titled)| (std::cmp::Reverse(follows), given, titled));
        let mut one: Vec<(u32, u32)> = Vec::new();
        for (_, given, titled) in ties {
            if !one.iter().any(|&(other, another)| other == given || another == titled) {
                one.push((given, titled));
            }
        }
        one
    }
}

/// Makes a cluster part of another one.
fn unite(clusters: &mut Clusters, part: u32, whole: u32) {
    let Some(joined) = clusters.list.get_mut(part as usize).map(std::mem::take) else { return };
    if let Some(known) = clusters.list.get_mut(whole as usize) {
        known.forms.extend(joined.forms);
        known.count += joined.count;
    }
    for of in &mut clusters.of {
        match of {
            Joined::One(cluster) if *cluster == part => *cluster = whole,
            Joined::Several(several) => several.iter_mut().filter(|it| **it == part).for_each(|it| *it = whole),
            Joined::One(_) => {}
        }
    }
}
