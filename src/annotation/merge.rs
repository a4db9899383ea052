//! What was found in the parts of a text as one: actors of the same name are the same, and all are numbered anew.

use rustc_hash::FxHashMap;

use super::{Annotations, by_rank};
use crate::entity::{Actor, ActorId, ActorKind, Gender};

/// How many other names of an actor are kept.
const ALIASES: usize = 24;

/// What was found in the parts so far.
#[derive(Debug, Default)]
pub struct Merged {
    all: Annotations,
    /// How many parts there are.
    parts: u32,
    /// By actor: the last part that it is in. Two of one part are never joined.
    part_of: Vec<u32>,
    /// The actor of a full name.
    by_name: FxHashMap<String, ActorId>,
    /// The actor of another name; `None` where it is that of several.
    by_alias: FxHashMap<String, Option<ActorId>>,
}

impl Merged {
    /// Adds what was found in the next part of the text.
    pub fn add(&mut self, part: Annotations) {
        self.parts += 1;
        let Annotations { mut quotations, mut scare_quotes, actors, mut mentions } = part;
        let ids: Vec<ActorId> = actors.into_iter().map(|actor| self.actor(actor)).collect();
        let renumbered = |id: ActorId| ids.get(id.0 as usize).copied();
        let before = self.all.quotations.iter().map(|quotation| quotation.utterance + 1).max().unwrap_or(0);
        for quotation in &mut quotations {
            quotation.renumber(renumbered);
            quotation.utterance += before;
        }
        for mention in &mut mentions {
            mention.actor = mention.actor.and_then(renumbered);
        }
        self.all.quotations.append(&mut quotations);
        self.all.scare_quotes.append(&mut scare_quotes);
        self.all.mentions.append(&mut mentions);
    }

    /// All of it, the most quoted actors first.
    pub fn finish(self) -> Annotations {
        let Annotations { mut quotations, scare_quotes, actors, mut mentions } = self.all;
        let actors = by_rank(actors, &mut quotations, &mut mentions);
        Annotations { quotations, scare_quotes, actors, mentions }
    }

    /// The actor of the whole text that one of a part is.
    fn actor(&mut self, actor: Actor) -> ActorId {
        let known = self.known(&actor).filter(|id| {
            let of = self.part_of.get(id.0 as usize).copied();
            let known = self.all.actors.get(id.0 as usize);
            of != Some(self.parts) && known.is_some_and(|known| may_be(known, &actor))
        });
        let id = if let Some(id) = known {
            if let Some(known) = self.all.actors.get_mut(id.0 as usize) {
                join(known, actor);
            }
            id
        } else {
            let id = ActorId(self.all.actors.len() as u32);
            self.all.actors.push(Actor { id, ..actor });
            self.part_of.push(0);
            id
        };
        if let Some(part) = self.part_of.get_mut(id.0 as usize) {
            *part = self.parts;
        }
        self.index(id);
        id
    }

    /// Who of those before may be meant: by full name, else the only one who is also called so, or whose only name is
    /// one of these.
    fn known(&self, actor: &Actor) -> Option<ActorId> {
        if !is_name(&actor.name) {
            return None;
        }
        let by_name = self.by_name.get(&actor.name).copied();
        by_name
            .or_else(|| self.by_alias.get(&actor.name).copied().flatten())
            .or_else(|| also(actor).find_map(|name| self.by_name.get(name).copied()))
    }

    fn index(&mut self, id: ActorId) {
        let Some(actor) = self.all.actors.get(id.0 as usize).filter(|actor| is_name(&actor.name)) else { return };
        self.by_name.entry(actor.name.clone()).or_insert(id);
        for alias in also(actor).filter(|alias| is_name(alias)) {
            let of = self.by_alias.entry(alias.to_owned()).or_insert(Some(id));
            if *of != Some(id) {
                *of = None;
            }
        }
    }
}

/// What else somebody may be called: by the other names, and people by the last word of their name.
fn also(actor: &Actor) -> impl Iterator<Item = &str> {
    let person = matches!(actor.kind, ActorKind::Person | ActorKind::Unknown);
    let last = actor.name.rsplit_once(' ').map(|(_, last)| last).filter(|_| person);
    actor.aliases.iter().map(String::as_str).chain(last)
}

/// Names have a capital; "the policeman" is somebody else in every part.
fn is_name(name: &str) -> bool {
    name == "the narrator" || name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
}

/// Whether two can be one.
fn may_be(known: &Actor, other: &Actor) -> bool {
    let kinds = known.kind == other.kind || known.kind == ActorKind::Unknown || other.kind == ActorKind::Unknown;
    let genders = known.gender == other.gender || known.gender == Gender::Unknown || other.gender == Gender::Unknown;
    kinds && genders
}

/// Joins what is known of one and the same.
fn join(known: &mut Actor, other: Actor) {
    let mut names = other.aliases;
    if other.name.len() > known.name.len() {
        names.insert(0, std::mem::replace(&mut known.name, other.name));
    } else {
        names.insert(0, other.name);
    }
    known.aliases.retain(|alias| *alias != known.name);
    for name in names {
        if name != known.name && !known.aliases.contains(&name) && known.aliases.len() < ALIASES {
            known.aliases.push(name);
        }
    }
    for role in other.roles {
        if !known.roles.contains(&role) {
            known.roles.push(role);
        }
    }
    if known.kind == ActorKind::Unknown {
        known.kind = other.kind;
    }
    if known.gender == Gender::Unknown {
        known.gender = other.gender;
    }
    known.named |= other.named;
    known.mentions += other.mentions;
    known.quotations += other.quotations;
}
