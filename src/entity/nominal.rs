//! Whom a noun phrase means: somebody beside whom it stands, the bearer of a role, next of kin, or what the same words meant
//! before.

use super::forms::symbol;
use super::resolver;
use super::role::Role;
use super::scene::{DOES, Entity, Scene};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::mention::{Article, Found};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

impl Scene<'_> {
    /// The entity of a noun phrase.
    pub(super) fn nominal(&mut self, index: usize, mention: &Found) -> u32 {
        let role = Role::new(self.prose, mention.core.clone(), mention.head);
        let entity = self.meant(index, mention, &role);
        self.note_document(index, mention, &role);
        entity
    }

    fn meant(&mut self, index: usize, mention: &Found, role: &Role) -> u32 {
        if let Some(entity) = self.in_apposition(index, mention) {
            if matches!(mention.actor, ActorKind::Person | ActorKind::Organisation) && !mention.plural {
                let full = Role::new(self.prose, mention.tokens.clone(), mention.head);
                let words = mention.core.start..mention.tokens.end;
                self.add_noun(entity, Some(Role { words, ..full }), mention.actor);
                let known = self.entities.get_mut(entity as usize);
                if let Some(known) = known.filter(|it| it.gender == Gender::Unknown && it.cluster.is_some()) {
                    known.gender = mention.gender;
                }
            }
            return entity;
        }
        if let Some(entity) = self.kin(index, mention) {
            return entity;
        }
        if self.context.article
            && resolver::points_back(self, index, mention)
            && let Some(choice) = self.choose(index, mention)
        {
            self.resolutions.insert(index as u32, choice.resolution);
            if let Some(entity) = choice.entity {
                return entity;
            }
            let key = self.key(index, mention, role);
            return self.unnamed(index, mention, role.clone(), (key, true));
        }
        let phrase = Role::new(self.prose, mention.tokens.clone(), mention.head);
        if (mention.article == Article::Definite || mention.article == Article::Possessive && !phrase.places.is_empty())
            && let Some(entity) = self.bearer(&phrase, mention)
        {
            return entity;
        }
        let key = self.key(index, mention, role);
        // "many Norland leaders" are the Norland leaders of before.
        let anew = mention.article == Article::Indefinite && (!mention.plural || role.places.is_empty());
        // "two people |briefed on the talks|" are not the people of before.
        let told_apart = self.context.article && mention.plural && mention.tokens.end > mention.core.end;
        let anew = anew || told_apart && mention.article == Article::None;
        // "officials" are not the "two military officials" of before.
        let bare = self.context.article && mention.plural && mention.article == Article::None;
        if !anew
            && let Some(&entity) = self.nominals.get(&key)
            && self.is_near(entity, mention)
            && (!bare || self.has_same_words(entity, role))
        {
            return entity;
        }
        self.unnamed(index, mention, role.clone(), (key, anew))
    }

    /// Whether the noun phrase by which an entity entered has no more words than that of a role.
    fn has_same_words(&self, entity: u32, role: &Role) -> bool {
        let sample = self.entities.get(entity as usize).and_then(|known| self.found.get(known.sample as usize));
        sample.is_none_or(|sample| sample.core.len() <= role.words.len())
    }

    /// A new entity without a name, with the key of its words; `anew`: whatever the same words meant before.
    fn unnamed(&mut self, index: usize, mention: &Found, role: Role, (key, anew): (u64, bool)) -> u32 {
        let entity = self.add(Entity { plural: mention.plural, ..Entity::new(mention.actor, mention.gender, index) });
        self.nominals.insert(key, entity);
        if anew {
            // "a tall man" is "the man" from then on.
            let bare = Role { modifiers: Vec::new(), places: Vec::new(), ..role };
            self.nominals.insert(bare.key(), entity);
        } else if mention.actor == ActorKind::Organisation && mention.core.end - mention.core.start > 1 {
            self.index_role(role.head, entity);
        }
        entity
    }

    /// Equal phrases mean the same; with a possessor, only where the possessor is the same.
    pub(super) fn key(&self, index: usize, mention: &Found, role: &Role) -> u64 {
        if mention.article != Article::Possessive {
            return role.key();
        }
        let inner = self.found.get(index + 1).filter(|inner| inner.tokens.start == mention.tokens.start);
        let owner = inner.and_then(|inner| match inner.kind {
            MentionKind::Name => self.forms.of.get(index + 1).copied().flatten().map(u64::from),
            _ => self.whom(index + 1, inner).map(|entity| u64::from(entity) << 32),
        });
        role.key() ^ owner.unwrap_or_else(|| symbol(self.prose.word(mention.tokens.start))).wrapping_mul(0x9e37_79b9)
    }

    /// "Voss, the foreign minister,", "the foreign minister, Ada Voss,", "Voss is a lawyer".
    fn in_apposition(&mut self, index: usize, mention: &Found) -> Option<u32> {
        let kinds = [ActorKind::Person, ActorKind::Organisation];
        // "said |another Norland user|, Ada Voss": of no list, but it speaks.
        let speaks = self.context.article && mention.actor == ActorKind::Unknown && self.says_before(mention);
        if mention.plural || !kinds.contains(&mention.actor) && !speaks {
            return None;
        }
        let fits = |kind: ActorKind, gender: Gender| {
            (kind == mention.actor || kind == ActorKind::Unknown || speaks && kind == ActorKind::Person)
                && (gender == mention.gender || gender == Gender::Unknown || mention.gender == Gender::Unknown)
        };
        let before = (index.saturating_sub(3)..index).rev().find_map(|at| {
            let other = self.found.get(at).filter(|other| self.stands_beside(other, mention))?;
            let comma = other.kind == MentionKind::Name && self.is_kind(other.tokens.end, TokenKind::Comma);
            let copula =
                matches!(self.prose.word(other.tokens.end), "is" | "was") && other.kind != MentionKind::Nominal;
            // "Voss, who is also the head of the party"
            let who = copula && matches!(self.prose.word(other.head), "who");
            let entity = self.of.get(at).copied().flatten()?;
            let known = self.entities.get(entity as usize)?;
            ((comma && self.closes(mention) || copula && (who || mention.article == Article::Indefinite))
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
                    && fits(name.actor, name.gender)
                    && (matches!(self.prose.word(mention.tokens.end), "named" | "called")
                        || self.is_kind(mention.tokens.end, TokenKind::Comma)
                            && self.closes(name)
                            && (mention.article != Article::Indefinite
                                || self.acts_after(name)
                                || self.says_before(mention)))
            })
        })?;
        let name = self.found.get(after)?;
        self.name(after, name)
    }

    /// `Voss, |a judge|` · `Voss, now |a judge|` · `Voss is |a judge|` · `Voss, 40 years |a judge|` · `Voss, 40, |a judge|`
    fn stands_beside(&self, other: &Found, mention: &Found) -> bool {
        let (sign, start) = (other.tokens.end, mention.tokens.start);
        let is_comma = |at: u32| self.is_kind(at, TokenKind::Comma);
        let years = || {
            self.is_kind(sign + 1, TokenKind::Number)
                && (matches!(self.prose.word(sign + 2), "year" | "years") || is_comma(sign + 2))
        };
        let also = self.is(sign + 1, Lex::ADVERB) || matches!(self.prose.word(sign + 1), "also" | "now");
        sign + 1 == start
            || sign + 2 == start && also && (is_comma(sign) || matches!(self.prose.word(sign), "is" | "was"))
            || sign + 3 == start && is_comma(sign) && years()
    }

    /// `A spokesman, |Paul Ode|, said`: a name between commas that a verb follows.
    fn acts_after(&self, name: &Found) -> bool {
        let end = self.bracket_end(name.tokens.end);
        self.is_kind(end, TokenKind::Comma) && (self.is(end + 1, DOES) || self.prose.word(end + 1).ends_with("ed"))
    }

    /// `said |a spokesman|, Paul Ode.`
    fn says_before(&self, mention: &Found) -> bool {
        mention.tokens.start.checked_sub(1).is_some_and(|verb| self.is(verb, Lex::SAY))
    }

    /// Where a bracket ends that opens at `at`: `Sen. Voss |(D-Havn)|, promised`.
    fn bracket_end(&self, at: u32) -> u32 {
        const LONG: u32 = 8;
        let close = (at + 1..at + LONG).find(|&at| self.is_kind(at, TokenKind::Close));
        close.filter(|_| self.is_kind(at, TokenKind::Open)).map_or(at, |close| close + 1)
    }

    /// Whether an apposition ends after a mention: a comma, a stop, a mark.
    fn closes(&self, mention: &Found) -> bool {
        let end = self.bracket_end(mention.tokens.end);
        let ends = [TokenKind::Comma, TokenKind::Stop, TokenKind::Mark, TokenKind::Dash, TokenKind::Semicolon];
        ends.iter().any(|&kind| self.is_kind(end, kind)) || self.is(end, Lex::WH)
    }
}
