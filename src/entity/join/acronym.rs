//! Short forms that the text explains: "Norland Trade Board (NTB)".

use rustc_hash::FxHashMap;

use super::Joiner;
use crate::entity::actor::{ActorKind, MentionKind};
use crate::entity::forms::{Form, Forms};
use crate::entity::mention::Found;
use crate::nlp::prose::Prose;
use crate::nlp::token::Case;

/// For each form in capitals in brackets behind a longer name the form of that name. It begins with the same letter.
pub fn defined(prose: &Prose, found: &[Found], forms: &Forms) -> FxHashMap<u32, u32> {
    let mut defined = FxHashMap::default();
    for (at, pair) in found.windows(2).enumerate() {
        let [full, short] = pair else { continue };
        let names = full.kind == MentionKind::Name && short.kind == MentionKind::Name;
        let open = full.tokens.end;
        let bracketed = short.tokens == (open + 1..open + 2)
            && prose.word(open) == "("
            && prose.word(open + 2) == ")"
            && full.core.end - full.core.start > 1;
        if !names || !bracketed || full.actor == ActorKind::Person {
            continue;
        }
        let upper = prose.tokens.get(short.head as usize).is_some_and(|token| token.case == Case::Upper);
        let initial = |at: u32| prose.word(at).chars().next();
        let (Some(&Some(full_form)), Some(&Some(short_form))) = (forms.of.get(at), forms.of.get(at + 1)) else {
            continue;
        };
        if upper && initial(full.core.start) == initial(short.head) && prose.word(short.head).len() > 1 {
            defined.entry(short_form).or_insert(full_form);
        }
    }
    defined
}

impl Joiner<'_> {
    /// `NTF` beside "NTF Legal Advice Corps": a body and one of its parts.
    pub(super) fn is_part_of(&self, form: &Form, cluster: u32) -> bool {
        const LONG: usize = 3;
        let text = self.text(form);
        let acronym = text.len() > 1 && text.chars().all(|c| c.is_uppercase() || c == '.');
        self.is_article() && (acronym || self.get(cluster).is_some_and(|cluster| cluster.words.len() > LONG))
    }
}

/// The first letters of the long words of a name.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}
