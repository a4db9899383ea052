//! The words that stand near the names of a document: who runs a "roofing" business may be "the roofer" later.

use rustc_hash::FxHashMap;

use super::cluster::{Clusters, Joined};
use super::forms::Forms;
use super::mention::Found;
use crate::entity::actor::MentionKind;
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::TokenKind;

/// How many tokens before and after a name are near it.
const REACH: u32 = 16;
/// Up to this many tokens a word is close to a name.
const CLOSE: u32 = 6;
/// How many mentions of each name are looked at.
const MENTIONS: u32 = 8;
/// The letters that words of one stem share, at least.
const STEM: usize = 4;
/// The most letters by which the shorter of two words of one stem goes on differently.
const END: usize = 3;

/// Words that say nothing of anybody.
const EMPTY: Lex = Lex::FUNCTION.or(Lex::SAY).or(Lex::TIME).or(Lex::ADVERB).or(Lex::AUXILIARY).or(Lex::PREPOSITION);

/// By the first letters: the clusters near which a word is, the token, and how far apart they are.
#[derive(Debug, Default)]
pub struct Nearby(FxHashMap<[u8; STEM], Vec<(u32, u32, u32)>>);

impl Nearby {
    /// Looks at the names outside of quotation marks.
    pub fn new(prose: &Prose, found: &[Found], quoted: &[bool], forms: &Forms, clusters: &Clusters) -> Self {
        let mut near = Self::default();
        let mut seen = vec![0; clusters.list.len()];
        let names = found.iter().enumerate().filter(|(_, mention)| mention.kind == MentionKind::Name);
        for (index, name) in names.filter(|(index, _)| !quoted.get(*index).copied().unwrap_or(false)) {
            let form = forms.of.get(index).copied().flatten();
            let Some(Joined::One(cluster)) = form.and_then(|form| clusters.of.get(form as usize)) else { continue };
            let Some(count) = seen.get_mut(*cluster as usize).filter(|count| **count < MENTIONS) else { continue };
            *count += 1;
            let ends = |at: &u32| prose.tokens.get(*at as usize).is_none_or(|token| token.kind == TokenKind::Stop);
            let before = (name.tokens.start.saturating_sub(REACH)..name.tokens.start).rev().take_while(|at| !ends(at));
            let after = (name.tokens.end..name.tokens.end + REACH).take_while(|at| !ends(at));
            for at in before.chain(after) {
                near.add(prose, *cluster, at, at.abs_diff(name.core.start));
            }
        }
        near
    }

    fn add(&mut self, prose: &Prose, cluster: u32, at: u32, apart: u32) {
        let Some(token) = prose.tokens.get(at as usize) else { return };
        if token.kind == TokenKind::Word
            && !token.is(EMPTY)
            && let Some(stem) = stem(prose.word(at))
        {
            self.0.entry(stem).or_default().push((cluster, at, apart));
        }
    }

    /// Whether a word of the same stem as the one at `at` stands near a cluster: 2 close to it, 1 farther away, 0 nowhere.
    pub fn of(&self, prose: &Prose, cluster: u32, at: u32) -> u32 {
        let word = prose.word(at);
        let all = stem(word).and_then(|stem| self.0.get(&stem)).map_or(&[][..], Vec::as_slice);
        let same = |&(other, token, apart): &(u32, u32, u32)| {
            (other == cluster && token != at && share_stem(word, prose.word(token))).then_some(apart)
        };
        match all.iter().filter_map(same).min() {
            None => 0,
            Some(apart) => 1 + u32::from(apart <= CLOSE),
        }
    }
}

fn stem(word: &str) -> Option<[u8; STEM]> {
    let letters: [u8; STEM] = word.as_bytes().get(..STEM)?.try_into().ok()?;
    Some(letters.map(|letter| letter.to_ascii_lowercase()))
}

/// `roofer` · `roofing`
fn share_stem(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    common >= STEM && common + END >= a.len().min(b.len())
}

#[cfg(test)]
mod tests {
    use super::share_stem;

    #[test]
    fn words_of_one_stem() {
        assert!(share_stem("roofer", "roofing"));
        assert!(share_stem("committee", "Committees"));
        assert!(share_stem("banker", "bank"));
        assert!(!share_stem("company", "committee"));
        assert!(!share_stem("committee", "commission"));
        assert!(!share_stem("law", "lawyer"));
    }
}
