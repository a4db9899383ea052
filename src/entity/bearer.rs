//! Who bears which role, and who of them "the senator" means.

use super::forms::{Symbol, symbol};
use super::role::Role;
use super::scene::Scene;
use crate::entity::actor::{ActorKind, Gender};
use crate::entity::mention::Found;
use crate::nlp::token::TokenKind;

/// How many actors of one role, and roles of one actor, are kept.
const ROLES: usize = 8;

/// How many tokens back "the girl" can mean somebody.
const FAR: u32 = 250;

impl Scene<'_> {
    /// "the girl", "the old gentleman": says nothing of whom it means but who is there.
    pub(super) fn is_anybody(&self, mention: &Found) -> bool {
        let words = [
            "man",
            "woman",
            "girl",
            "boy",
            "lady",
            "gentleman",
            "youth",
            "child",
            "fellow",
            "stranger",
            "lad",
            "person",
            "visitor",
            "creature",
        ];
        words.contains(&self.prose.word(mention.head))
    }

    /// Whether "the girl" can still mean an entity.
    pub(super) fn is_near(&self, entity: u32, mention: &Found) -> bool {
        let known = self.entities.get(entity as usize);
        !self.is_anybody(mention) || known.is_some_and(|known| mention.head.saturating_sub(known.last) < FAR)
    }

    pub(super) fn add_role(&mut self, entity: u32, role: Option<Role>) {
        self.add_noun(entity, role, ActorKind::Person);
    }

    /// `Ada Voss|, 45,| said`: she is "the 45-year-old" from then on.
    pub(super) fn note_age(&mut self, entity: u32, name: &Found) {
        let at = name.tokens.end;
        let apposed = self.is_kind(at, TokenKind::Comma)
            && self.is_kind(at + 1, TokenKind::Number)
            && !self.is_kind(at + 2, TokenKind::Word);
        if !apposed {
            return;
        }
        let age = symbol(&format!("{}-year-old", self.prose.word(at + 1)));
        self.index_role(age, entity);
        if let Some(known) = self.entities.get_mut(entity as usize) {
            known.age = Some(age);
        }
    }

    /// Notes a noun that an entity bears; what it is, where nothing told so far: "the airline Norland Air".
    pub(super) fn add_noun(&mut self, entity: u32, role: Option<Role>, kind: ActorKind) {
        let Some(role) = role else { return };
        self.index_role(role.head, entity);
        let Some(known) = self.entities.get_mut(entity as usize) else { return };
        if known.kind == ActorKind::Unknown {
            known.kind = kind;
        }
        let bare = role.places.is_empty() && role.modifiers.is_empty();
        let told = |other: &Role| other.key() == role.key() || bare && other.head == role.head;
        if known.roles.len() < ROLES && !known.roles.iter().any(told) {
            known.roles.push(role);
        }
    }

    pub(super) fn index_role(&mut self, head: Symbol, entity: u32) {
        let bearers = self.by_role.entry(head).or_default();
        if let Some(at) = bearers.iter().position(|&bearer| bearer == entity) {
            bearers.remove(at);
        }
        bearers.push(entity);
        if bearers.len() > ROLES {
            bearers.remove(0);
        }
    }

    /// Who of a role is meant by "the senator": the one spoken of last whose role fits.
    pub(super) fn bearer(&self, phrase: &Role, mention: &Found) -> Option<u32> {
        let bearers = self.by_role.get(&phrase.head)?;
        let anybody = self.is_anybody(mention);
        let fits = |entity: &&u32| {
            self.entities.get(**entity as usize).is_some_and(|entity| {
                let by_name = entity.roles.is_empty() && phrase.modifiers.is_empty() && phrase.places.is_empty();
                let gender = mention.gender == Gender::Unknown
                    || entity.gender == Gender::Unknown
                    || mention.gender == entity.gender;
                let near = !anybody || mention.head.saturating_sub(entity.last) < FAR;
                near && gender && !mention.plural && (by_name || entity.roles.iter().any(|role| role.fits(phrase)))
            })
        };
        let last = |entity: &&u32| self.entities.get(**entity as usize).map_or(0, |entity| entity.last);
        bearers.iter().filter(fits).max_by_key(last).copied()
    }
}
