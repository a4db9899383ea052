//! Noun phrases that stand beside a name and mean the same: "Voss, the foreign minister,", "the foreign minister, Ada
//! Voss,", "Voss is a lawyer".

use super::scene::Scene;
use crate::nlp::entity::{ActorKind, Gender, MentionKind};
use crate::nlp::lexicon::Lex;
use crate::nlp::mention::{Article, Found};
use crate::nlp::token::TokenKind;

impl Scene<'_> {
    /// "Voss, the foreign minister,", "the foreign minister, Ada Voss,", "Voss is a lawyer".
    pub(super) fn in_apposition(&mut self, index: usize, mention: &Found) -> Option<u32> {
        if mention.plural || mention.actor != ActorKind::Person && mention.actor != ActorKind::Organisation {
            return None;
        }
        let fits = |kind: ActorKind, gender: Gender| {
            (kind == mention.actor || kind == ActorKind::Unknown)
                && (gender == mention.gender || gender == Gender::Unknown || mention.gender == Gender::Unknown)
        };
        let before = (index.saturating_sub(3)..index).rev().find_map(|at| {
            let other = self.found.get(at).filter(|other| other.tokens.end + 1 == mention.tokens.start)?;
            let comma = other.kind == MentionKind::Name && self.is_kind(other.tokens.end, TokenKind::Comma);
            let copula =
                matches!(self.prose.word(other.tokens.end), "is" | "was") && other.kind != MentionKind::Nominal;
            let entity = self.of.get(at).copied().flatten()?;
            let known = self.entities.get(entity as usize)?;
            ((comma && self.closes(mention) || copula && mention.article == Article::Indefinite)
                && fits(known.kind, known.gender))
            .then_some(entity)
        });
        if before.is_some() {
            return before;
        }
        let after = (index + 1..index + 5).find(|&at| {
            self.found.get(at).is_some_and(|name| {
                name.kind == MentionKind::Name
                    && name.tokens.start == mention.tokens.end + 1
                    && self.is_kind(mention.tokens.end, TokenKind::Comma)
                    && self.closes(name)
                    && fits(name.actor, name.gender)
                    && mention.article != Article::Indefinite
            })
        })?;
        let name = self.found.get(after)?;
        self.name(after, name)
    }

    /// Whether an apposition ends after a mention: a comma, a stop, a mark.
    fn closes(&self, mention: &Found) -> bool {
        let ends = [TokenKind::Comma, TokenKind::Stop, TokenKind::Mark, TokenKind::Dash, TokenKind::Semicolon];
        ends.iter().any(|&kind| self.is_kind(mention.tokens.end, kind)) || self.is(mention.tokens.end, Lex::WH)
    }
}
