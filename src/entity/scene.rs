//! The walk through a document: who is on the scene, and whom each mention means. Every search back is bounded.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::advance::Advance;
use super::called::is_called;
use super::cluster::{Clusters, Joined};
use super::forms::{Forms, Symbol, symbol};
use super::issuer::Pending;
use super::narrator::{Traces, is_said};
use super::nearby::Nearby;
use super::profile::Profiles;
use super::resolver;
use super::resolver::{Context, Place, Resolution, Weigher};
use super::role::{after_name, before_name, body_before_name, noun};
pub use super::state::{Entity, Present, Seen};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::mention::{Article, Found, Person};
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::TokenKind;

/// How many actors stay on the scene.
const ON_SCENE: usize = 20;

/// How many of the names that a text has most often a noun phrase may mean from afar.
const LEADING: usize = 5;

/// Verbs: behind somebody they tell what that one does.
pub const DOES: Lex = Lex::SAY.or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::VERB).or(Lex::ATTITUDE);

/// What a walk through a document found.
pub struct Walked {
    /// All entities.
    pub entities: Vec<Entity>,
    /// Parallel to the mentions.
    pub of: Vec<Option<u32>>,
    /// The narrator of a story in the first person.
    pub narrator: Option<u32>,
    /// By mention: how it was resolved, where the model decided.
    pub resolutions: FxHashMap<u32, Resolution>,
}

/// Who is on the scene, and all that was found so far.
pub struct Scene<'a> {
    pub(super) prose: &'a Prose<'a>,
    pub(super) found: &'a [Found],
    pub(super) context: Context<'a>,
    pub(super) weigh: Weigher<'a>,
    #[cfg(feature = "train")]
    pub(super) lesson: Option<super::resolver::training::Lesson<'a>>,
    pub(super) forms: &'a Forms,
    pub(super) clusters: &'a Clusters,
    pub(super) advance: Advance,
    pub(super) profiles: Profiles,
    pub(super) nearby: Nearby,
    pub(super) entities: Vec<Entity>,
    entity_of: Vec<Option<u32>>,
    pub(super) present: VecDeque<Present>,
    pub(super) by_role: FxHashMap<Symbol, Vec<u32>>,
    pub(super) nominals: FxHashMap<u64, u32>,
    /// By noun, and by the key of its phrase: who gave out the last document.
    pub(super) issued: FxHashMap<u64, u32>,
    /// Who gave out any document last, and the sentence.
    pub(super) last_issue: Option<(u32, u32)>,
    pub(super) pending: Option<Pending>,
    /// The clusters that the text names most often, each with its first mention.
    pub(super) leading: Vec<(u32, u32)>,
    pub(super) of: Vec<Option<u32>>,
    pub(super) sentence: u32,
    /// Index of the paragraph, from 1.
    pub(super) paragraph: u32,
    /// Who spoke last, and in which paragraphs; the latest first.
    pub(super) spoke: [(u32, u32); 2],
    /// The sentence of the last mention.
    last_sentence: Option<u32>,
    /// How many sources there were so far.
    pub(super) sources: u32,
    /// By sort of pronoun: what the last one meant, and its sentence.
    pub(super) last_pronoun: [Option<(u32, u32)>; 8],
    /// By mention: how it was resolved, where the model decided.
    pub(super) resolutions: FxHashMap<u32, Resolution>,
    scanned: u32,
    narrator: Option<u32>,
    traces: Traces,
    pub(super) tells: bool,
}

impl<'a> Scene<'a> {
    /// An empty scene.
    pub fn new(
        prose: &'a Prose<'a>,
        found: &'a [Found],
        (context, weigh): (Context<'a>, Weigher<'a>),
        forms: &'a Forms,
        clusters: &'a Clusters,
    ) -> Self {
        let first_person =
            |(mention, quoted): &(&Found, &bool)| !**quoted && mention.person == Person::First && !mention.plural;
        let told = found.iter().zip(context.quoted).filter(first_person).count();
        Self {
            prose,
            found,
            context,
            weigh,
            #[cfg(feature = "train")]
            lesson: None,
            forms,
            clusters,
            advance: if context.article { Advance::new(prose, found, forms, clusters) } else { Advance::default() },
            profiles: if context.article { Profiles::new(forms, clusters) } else { Profiles::default() },
            nearby: if context.article {
                Nearby::new(prose, found, context.quoted, forms, clusters)
            } else {
                Nearby::default()
            },
            entities: Vec::with_capacity(clusters.list.len()),
            entity_of: vec![None; clusters.list.len()],
            present: VecDeque::with_capacity(ON_SCENE + 1),
            by_role: FxHashMap::default(),
            nominals: FxHashMap::default(),
            issued: FxHashMap::default(),
            last_issue: None,
            pending: None,
            leading: if context.article { clusters.leading(forms, LEADING) } else { Vec::new() },
            of: Vec::with_capacity(found.len()),
            sentence: 0,
            paragraph: 0,
            spoke: [(u32::MAX, 0); 2],
            last_sentence: None,
            sources: 0,
            last_pronoun: [None; 8],
            resolutions: FxHashMap::default(),
            scanned: 0,
            narrator: None,
            traces: Traces::default(),
            tells: told > 8 && told * 400 > prose.tokens.len(),
        }
    }

    /// Goes through all mentions in order.
    pub fn walk(&mut self) {
        for index in 0..self.found.len() {
            let Some(mention) = self.found.get(index) else { return };
            self.count_sentences(mention.tokens.start);
            let entity = match mention.kind {
                MentionKind::Name => self.name(index, mention),
                MentionKind::Nominal => Some(self.nominal(index, mention)),
                MentionKind::Pronoun => self.pronoun(index, mention),
            };
            self.of.push(entity);
            if let Some(entity) = entity {
                self.enter(entity, index, mention);
            }
        }
    }

    /// What was found. The narrator is one with the actor that others call by that name.
    pub fn finish(mut self) -> Walked {
        if let Some(narrator) = self.narrator
            && let Some(name) = self.traces.name(&self.entities)
        {
            self.of.iter_mut().filter(|of| **of == Some(narrator)).for_each(|of| *of = Some(name));
            let told = self.entities.get(narrator as usize).map_or(0, |entity| entity.mentions);
            if let Some(known) = self.entities.get_mut(name as usize) {
                known.mentions += told;
                known.kind = ActorKind::Person;
            }
        }
        Walked { entities: self.entities, of: self.of, narrator: self.narrator, resolutions: self.resolutions }
    }

    /// Counts the sentences up to a token.
    fn count_sentences(&mut self, token: u32) {
        let range = self.scanned as usize..token as usize;
        let stops = self.prose.tokens.get(range).unwrap_or(&[]).iter().filter(|token| token.kind == TokenKind::Stop);
        self.sentence += stops.count() as u32;
        self.scanned = token.max(self.scanned);
        while self.prose.blocks.get(self.paragraph as usize).is_some_and(|block| block.tokens.start <= token) {
            self.paragraph += 1;
        }
    }

    /// Notes that an entity is mentioned.
    fn enter(&mut self, entity: u32, index: usize, mention: &Found) {
        let quoted = self.is_quoted(index);
        let subject = self.is_subject(mention);
        self.issue_pending(entity, subject && !quoted);
        self.note(entity, index, mention, subject);
        if let Some(known) = self.entities.get_mut(entity as usize) {
            known.mentions += 1;
            if mention.kind != MentionKind::Pronoun {
                known.last = mention.tokens.start;
            }
            let article = |index: u32| self.found.get(index as usize).map(|mention| mention.article);
            if known.cluster.is_none()
                && mention.article == Article::Definite
                && article(known.sample) == Some(Article::Indefinite)
            {
                known.sample = index as u32;
            }
        }
        if quoted {
            let called = is_called(self.prose, mention);
            if let Some(known) = self.entities.get_mut(entity as usize) {
                known.quoted_in = self.paragraph;
                known.called_in = if called { self.paragraph } else { known.called_in };
            }
            if called && self.tells {
                self.traces.called.push((entity, self.paragraph));
            }
        } else if self.speaks(mention) && self.spoke[0] != (entity, self.paragraph) {
            self.spoke = [(entity, self.paragraph), self.spoke[0]];
        }
        if self.tells && !quoted {
            if self.narrator == Some(entity) {
                if self.speaks(mention) && self.traces.speaks.last() != Some(&self.paragraph) {
                    self.traces.speaks.push(self.paragraph);
                }
            } else if mention.kind == MentionKind::Name {
                *self.traces.named.entry(entity).or_default() += 1;
                if is_said((0..mention.tokens.start).rev().map(|at| self.prose.word(at))) {
                    self.traces.said.push(entity);
                }
            }
        }
        let before = self.present.iter().position(|present| present.entity == entity);
        let earlier = before.and_then(|at| self.present.remove(at));
        let here = Present { entity, at: mention.head, sentence: self.sentence, subject, quoted };
        let here = match earlier {
            // What narration said of somebody counts more than a name called out in speech.
            Some(earlier) if quoted && !earlier.quoted && self.sentence < earlier.sentence + 6 => earlier,
            Some(earlier) if earlier.sentence == self.sentence && earlier.subject => Present { subject: true, ..here },
            _ => here,
        };
        self.present.push_front(here);
        self.present.truncate(ON_SCENE);
    }

    /// Notes where an entity is mentioned.
    fn note(&mut self, entity: u32, index: usize, mention: &Found, subject: bool) {
        let at = |flags: &[bool]| flags.get(index).copied().unwrap_or(false);
        let (quoted, source, reported) = (at(self.context.quoted), at(self.context.source), at(self.context.reported));
        if source {
            self.sources += 1;
        }
        let speaks = source || self.speaks(mention);
        let end = mention.tokens.end;
        let possessive =
            self.is_kind(end, TokenKind::Clitic) && matches!(self.prose.word(end), "'s" | "’s" | "'" | "’");
        let owner = possessive || mention.kind == MentionKind::Pronoun && self.is(mention.head, Lex::POSSESSIVE);
        if let Some(sort) = resolver::sort(mention).filter(|_| mention.kind == MentionKind::Pronoun)
            && let Some(last) = self.last_pronoun.get_mut(sort as usize)
        {
            *last = Some((entity, self.sentence));
        }
        let place = resolver::place(self, mention);
        let opens = self.last_sentence != Some(self.sentence);
        self.last_sentence = Some(self.sentence);
        let Some(known) = self.entities.get_mut(entity as usize) else { return };
        let seen = &mut known.seen;
        let same_sentence = seen.mentions > 0 && seen.sentence == self.sentence && !seen.quoted;
        *seen = Seen {
            mentions: seen.mentions + 1,
            first: if seen.mentions == 0 { self.paragraph } else { seen.first },
            at: mention.head,
            sentence: self.sentence,
            paragraph: self.paragraph,
            place: if same_sentence && seen.place == Place::Subject { Place::Subject } else { place },
            opens: opens || same_sentence && seen.opens,
            is_subject: subject || same_sentence && seen.is_subject,
            speaks: speaks || same_sentence && seen.speaks,
            quoted,
            reported,
            owner,
            subject: if subject && !quoted { Some(self.sentence) } else { seen.subject },
            source: if source { self.sources } else { seen.source },
            pronouns: seen.pronouns,
        };
        if mention.kind == MentionKind::Pronoun {
            match mention.gender {
                Gender::Male => seen.pronouns[0] = seen.pronouns[0].saturating_add(1),
                Gender::Female => seen.pronouns[1] = seen.pronouns[1].saturating_add(1),
                Gender::Unknown => {}
            }
        }
    }

    pub(super) fn is_quoted(&self, index: usize) -> bool {
        self.context.quoted.get(index).copied().unwrap_or(false)
    }

    pub(super) fn is(&self, at: u32, lex: Lex) -> bool {
        self.prose.tokens.get(at as usize).is_some_and(|token| token.is(lex))
    }

    pub(super) fn is_kind(&self, at: u32, kind: TokenKind) -> bool {
        self.prose.tokens.get(at as usize).is_some_and(|token| token.kind == kind)
    }

    /// The entity of a name.
    pub(super) fn name(&mut self, index: usize, mention: &Found) -> Option<u32> {
        let cluster = self.cluster_of(index)?;
        let entity = self.entity(cluster, index, mention);
        self.add_role(entity, before_name(self.prose, mention));
        if mention.tokens.start < mention.core.start
            && matches!(self.prose.word(mention.core.start - 1), "Dr." | "Dr" | "Doctor")
        {
            self.index_role(symbol("doctor"), entity);
        }
        self.add_role(entity, after_name(self.prose, mention));
        self.note_age(entity, mention);
        let person = self.entities.get(entity as usize).is_some_and(|entity| entity.person >= 0.5);
        if self.context.article && !person {
            self.add_noun(entity, body_before_name(self.prose, mention), ActorKind::Organisation);
        }
        Some(entity)
    }

    /// The cluster of the name at `index`.
    pub(super) fn cluster_of(&self, index: usize) -> Option<u32> {
        let form = self.forms.of.get(index).copied().flatten()?;
        match self.clusters.of.get(form as usize)? {
            Joined::One(cluster) => Some(*cluster),
            Joined::Several(several) => self.latest(several),
        }
    }

    /// Of several clusters the one mentioned last; before any was mentioned the one with the most forms.
    fn latest(&self, several: &[u32]) -> Option<u32> {
        let last = |cluster: &&u32| {
            let entity = self.entity_of.get(**cluster as usize).copied().flatten();
            entity.and_then(|entity| self.entities.get(entity as usize)).map_or(0, |entity| entity.last + 1)
        };
        several.iter().rev().max_by_key(last).copied()
    }

    /// The entity of a name that was met already.
    pub(super) fn named(&self, index: usize) -> Option<u32> {
        let form = self.forms.of.get(index).copied().flatten()?;
        let Joined::One(cluster) = self.clusters.of.get(form as usize)? else { return None };
        self.met(*cluster)
    }

    /// The entity of a cluster of names that was met already.
    pub(super) fn met(&self, cluster: u32) -> Option<u32> {
        self.entity_of.get(cluster as usize).copied().flatten()
    }

    /// The entity of a cluster of names; it enters with its first name.
    pub(super) fn entity(&mut self, cluster: u32, index: usize, mention: &Found) -> u32 {
        if let Some(entity) = self.met(cluster) {
            return entity;
        }
        let known = self.clusters.list.get(cluster as usize);
        let kind = super::naming::kind(self.forms, known);
        let gender = known.map_or(Gender::Unknown, |cluster| cluster.gender);
        let id = self.add(Entity {
            plural: kind == ActorKind::Group,
            account: known.is_some_and(|cluster| cluster.account),
            cluster: Some(cluster),
            person: known.map_or(0.0, |cluster| cluster.person),
            female: known.and_then(|cluster| cluster.female),
            ..Entity::new(kind, gender, index)
        });
        if let Some(of) = self.entity_of.get_mut(cluster as usize) {
            *of = Some(id);
        }
        if kind == ActorKind::Organisation && mention.core.end - mention.core.start > 1 {
            // "the council" for "Norland Trade Council".
            self.index_role(noun(self.prose, mention.core.end - 1), id);
        }
        id
    }

    pub(super) fn add(&mut self, entity: Entity) -> u32 {
        self.entities.push(entity);
        self.entities.len() as u32 - 1
    }

    /// The one who tells a story in the first person.
    pub(super) fn narrator(&mut self, index: usize) -> u32 {
        if let Some(narrator) = self.narrator {
            return narrator;
        }
        let narrator = self.add(Entity::new(ActorKind::Person, Gender::Unknown, index));
        self.narrator = Some(narrator);
        narrator
    }
}
