//! Names that several may bear, one by one: a bare surname means whoever bore it last, or who bears it most.

use rustc_hash::FxHashMap;

use crate::entity::cluster::{Clusters, Joined};
use crate::entity::forms::Forms;
use crate::entity::mention::Found;
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::TokenKind;

/// Tokens of a text that is longer than any article.
pub const LONG: usize = 20_000;

/// For so many tokens after somebody was named in full a bare surname is theirs, though somebody else bears it more often.
const NEAR: u32 = 60;

/// Gives each mention of an ambiguous form to one of those it may mean: a form of its own for each of them.
///
/// In a story, where families speak with each other, who is on the scene decides instead.
pub fn settle(prose: &Prose, found: &[Found], forms: &mut Forms, clusters: &mut Clusters) {
    let several = |of: &Joined| matches!(of, Joined::Several(_));
    if prose.tokens.len() > LONG || !clusters.of.iter().any(several) {
        return;
    }
    let mut last: FxHashMap<u32, Met> = FxHashMap::default();
    let mut own: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for (index, mention) in found.iter().enumerate() {
        let Some(form) = forms.of.get(index).copied().flatten() else { continue };
        match clusters.of.get(form as usize) {
            Some(&Joined::One(cluster)) => {
                last.insert(cluster, Met { at: mention.tokens.start, passing: is_in_passing(prose, mention) });
            }
            Some(Joined::Several(among)) => {
                let Some(cluster) = choose(clusters, among, &last, mention.tokens.start) else { continue };
                let id = *own.entry((form, cluster)).or_insert_with(|| add(forms, clusters, form, cluster, index));
                if let Some(of) = forms.of.get_mut(index) {
                    *of = Some(id);
                }
                last.insert(cluster, Met { at: mention.tokens.start, passing: false });
                if let Some(form) = forms.list.get_mut(id as usize) {
                    form.count += 1;
                }
            }
            None => {}
        }
    }
}

/// Where somebody was named last.
#[derive(Clone, Copy, Debug)]
struct Met {
    at: u32,
    /// Beside somebody else.
    passing: bool,
}

/// `his wife, |Ann Voss|,` · `married to |Ann Voss|` · `and |Ann Voss|`: named beside somebody else, who goes on being "Voss".
fn is_in_passing(prose: &Prose, name: &Found) -> bool {
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let before = |steps: u32| name.tokens.start.checked_sub(steps);
    let beside = before(1).is_some_and(|at| is(at, Lex::FAMILY.or(Lex::PREPOSITION).or(Lex::CONJUNCTION)));
    let comma =
        before(1).is_some_and(|at| prose.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Comma));
    beside || comma && before(2).is_some_and(|at| is(at, Lex::FAMILY))
}

/// Whom a bare name means at a token.
fn choose(clusters: &Clusters, among: &[u32], last: &FxHashMap<u32, Met>, at: u32) -> Option<u32> {
    let count = |cluster: u32| clusters.list.get(cluster as usize).map_or(0, |cluster| cluster.count);
    let most = among.iter().rev().copied().max_by_key(|&cluster| count(cluster))?;
    let latest = among.iter().rev().copied().max_by_key(|cluster| last.get(cluster).map_or(0, |met| met.at + 1))?;
    let Some(&seen) = last.get(&latest) else { return Some(most) };
    let near = at.saturating_sub(seen.at) <= NEAR && !seen.passing;
    let met = last.contains_key(&most);
    Some(if near || !met { latest } else { most })
}

/// A form of its own for those mentions of an ambiguous form that mean one cluster.
fn add(forms: &mut Forms, clusters: &mut Clusters, form: u32, cluster: u32, index: usize) -> u32 {
    let id = forms.list.len() as u32;
    if let Some(form) = forms.list.get(form as usize).cloned() {
        forms.list.push(crate::entity::forms::Form { sample: index as u32, count: 0, ..form });
        clusters.of.push(Joined::One(cluster));
        if let Some(cluster) = clusters.list.get_mut(cluster as usize) {
            cluster.forms.push(id);
        }
    }
    id
}
