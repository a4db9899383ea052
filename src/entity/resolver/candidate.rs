//! The entities that a pronoun or a noun phrase may mean.

use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::forms::symbol;
use crate::entity::issuer::Issuer;
use crate::entity::mention::{Article, Found, is_authored};
use crate::entity::role::{Role, noun};
use crate::entity::scene::{Entity, Scene};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// The most candidates of one mention.
const MOST: usize = 20;

/// How many mentions after a pronoun may be its name: "When she spoke, Ada Voss …".
const AHEAD: usize = 5;

/// How many tokens after a pronoun its name may come.
const AHEAD_TOKENS: u32 = 25;

/// How many tokens after a noun phrase the name of its person may be introduced.
const INTRODUCED_TOKENS: u32 = 90;

/// The paragraphs, from 1, that may speak of people before they name them, the headline among them.
pub(super) const LEAD: u32 = 4;

/// How the words of a noun phrase fit what is known of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// 0: no role with this noun; 1: a role with this noun; 2: one that fits in all its words.
    pub role: u8,
    /// The same noun phrase stood for it before.
    pub same: bool,
    /// A word like one that describes the noun stands near its name.
    pub described: bool,
    /// A word like the noun stands near its name: 2 close to it, 1 farther away, 0 nowhere.
    pub near: u32,
    /// The noun is a word of its name: "the fund" of "Norland Relief Fund".
    pub word: bool,
    /// A place or owner of the phrase is one of the entity's.
    pub place: bool,
    /// It is well known, and the news calls it by the noun.
    pub called: bool,
}

/// An entity that a mention may mean.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Its index.
    pub entity: u32,
    /// The mention of its name that follows soon.
    pub ahead: Option<u32>,
    /// It is named inside the mention's own words: "the minister's aide".
    pub inside: bool,
    /// Whether it gave out the document that the mention is.
    pub issuer: Issuer,
    /// How a noun phrase fits it.
    pub fit: Fit,
}

/// What sort of mention is resolved; the features of each sort are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// "he", "she".
    Person = 1,
    /// "they".
    Plural,
    /// "it".
    Thing,
    /// A noun for one person.
    PersonNoun,
    /// A noun for an organisation or a place.
    BodyNoun,
    /// A noun for several.
    GroupNoun,
    /// Any other noun.
    OtherNoun,
}

impl Sort {
    /// Whether it is a noun phrase.
    pub(super) fn is_noun(self) -> bool {
        !matches!(self, Self::Person | Self::Plural | Self::Thing)
    }

    /// Those that share their features have the same number.
    pub(super) fn group(self) -> u32 {
        if self.is_noun() { Self::PersonNoun as u32 } else { self as u32 }
    }
}

/// The sort of a mention that the resolver can decide about.
pub fn sort(mention: &Found) -> Option<Sort> {
    use crate::entity::mention::Person;
    match mention.kind {
        MentionKind::Pronoun if mention.person != Person::Third => None,
        MentionKind::Pronoun if mention.gender != Gender::Unknown => Some(Sort::Person),
        MentionKind::Pronoun if mention.plural && mention.actor == ActorKind::Unknown => Some(Sort::Plural),
        MentionKind::Pronoun if mention.actor == ActorKind::Organisation => Some(Sort::Thing),
        MentionKind::Name | MentionKind::Pronoun => None,
        MentionKind::Nominal if mention.plural || mention.actor == ActorKind::Group => Some(Sort::GroupNoun),
        MentionKind::Nominal => Some(match mention.actor {
            ActorKind::Person => Sort::PersonNoun,
            ActorKind::Organisation | ActorKind::Place => Sort::BodyNoun,
            _ => Sort::OtherNoun,
        }),
    }
}

impl Fit {
    /// How much of what the document says of an entity fits: 4 for a role in all its words, 0 for nothing.
    pub(super) fn evidence(self) -> u32 {
        match () {
            () if self.role == 2 || self.same => 4,
            () if self.role == 1 || self.near == 2 || self.word => 3,
            () if self.near == 1 => 2,
            () if self.described || self.place => 1,
            () => 0,
        }
    }
}

impl Scene<'_> {
    /// Whose a noun phrase says somebody is: "|her| brother", "|Voss’s| lawyer".
    pub(super) fn owner(&self, index: usize, mention: &Found) -> Option<u32> {
        let inner = self.found.get(index + 1).filter(|_| mention.article == Article::Possessive)?;
        if inner.tokens.start != mention.tokens.start {
            return None;
        }
        match inner.kind {
            MentionKind::Name => self.cluster_of(index + 1).and_then(|cluster| self.met(cluster)),
            MentionKind::Pronoun => self.whom(index + 1, inner),
            MentionKind::Nominal => None,
        }
    }

    /// Whether two entities have one surname.
    pub(super) fn are_namesakes(&self, a: u32, b: u32) -> bool {
        let surname = |entity: u32| {
            let cluster = self.entities.get(entity as usize)?.cluster?;
            self.clusters.list.get(cluster as usize)?.surname()
        };
        surname(a).is_some_and(|name| surname(b) == Some(name))
    }

    /// Whom a mention may mean, those mentioned last first; none is there twice.
    pub fn candidates(&mut self, index: usize, mention: &Found) -> Vec<Candidate> {
        let Some(sort) = sort(mention) else { return Vec::new() };
        let phrase =
            (mention.kind == MentionKind::Nominal).then(|| Role::new(self.prose, mention.tokens.clone(), mention.head));
        let mut list: Vec<Candidate> = Vec::with_capacity(MOST);
        if let Some(phrase) = &phrase {
            let person = matches!(sort, Sort::PersonNoun | Sort::GroupNoun);
            // "the bank’s report" may be the bank's word, but "the bank’s head" is not the bank.
            let inner = if person { Vec::new() } else { self.inside(index, mention) };
            for entity in inner {
                self.consider(&mut list, entity, mention, sort, Some(phrase), |it| it.inside = true);
            }
            for entity in self.by_role.get(&phrase.head).cloned().unwrap_or_default().into_iter().rev() {
                self.consider(&mut list, entity, mention, sort, Some(phrase), |_| {});
            }
            let advance = self.advance.bearers(phrase.head).iter().chain(self.profiles.bearers(phrase.head));
            for (cluster, at) in advance.copied().collect::<Vec<_>>() {
                if let Some(name) = self.found.get(at as usize) {
                    let entity = self.entity(cluster, at as usize, name);
                    self.consider(&mut list, entity, mention, sort, Some(phrase), |_| {});
                }
            }
            let role = Role::new(self.prose, mention.core.clone(), mention.head);
            let key = self.key(index, mention, &role);
            if let Some(&entity) = self.nominals.get(&key) {
                self.consider(&mut list, entity, mention, sort, Some(phrase), |it| it.fit.same = true);
            }
            self.add_issuers(&mut list, index, mention, (sort, phrase, &role));
        }
        for at in 0..self.present.len() {
            let Some(present) = self.present.get(at) else { break };
            self.consider(&mut list, present.entity, mention, sort, phrase.as_ref(), |_| {});
        }
        if let Some(phrase) = &phrase {
            for rank in 0..self.leading.len() {
                let (cluster, at) = self.leading[rank];
                if let Some(name) = self.found.get(at as usize) {
                    let entity = self.entity(cluster, at as usize, name);
                    self.consider(&mut list, entity, mention, sort, Some(phrase), |_| {});
                }
            }
        }
        if sort == Sort::PersonNoun
            && let Some((at, entity)) = self.introduced(index, mention)
        {
            self.consider(&mut list, entity, mention, sort, phrase.as_ref(), |it| it.ahead = it.ahead.or(Some(at)));
        }
        if mention.kind == MentionKind::Pronoun {
            for (at, entity) in self.ahead(index, mention) {
                self.consider(&mut list, entity, mention, sort, None, |it| it.ahead = it.ahead.or(Some(at)));
            }
        }
        if sort == Sort::PersonNoun
            && let Some(owner) = self.owner(index, mention)
        {
            // Nobody is his own brother.
            list.retain(|candidate| candidate.entity != owner);
        }
        list
    }

    /// Adds who gave out the document that a mention is.
    fn add_issuers(
        &mut self,
        list: &mut Vec<Candidate>,
        index: usize,
        mention: &Found,
        (sort, phrase, role): (Sort, &Role, &Role),
    ) {
        if !self.is(mention.head, Lex::DOCUMENT) {
            return;
        }
        let named = self.named_issuer(index, mention).map(|entity| (entity, Issuer::Named));
        for (entity, issuer) in named.into_iter().chain(self.issuers(mention, role).into_iter().flatten()) {
            let mark = |it: &mut Candidate| it.issuer = it.issuer.max(issuer);
            if let Some(known) = list.iter_mut().find(|known| known.entity == entity) {
                mark(known);
            } else {
                self.consider(list, entity, mention, sort, Some(phrase), mark);
            }
        }
    }

    /// Adds an entity that the mention may mean, or what is new about one that is listed.
    fn consider(
        &self,
        list: &mut Vec<Candidate>,
        entity: u32,
        mention: &Found,
        sort: Sort,
        phrase: Option<&Role>,
        mark: impl Fn(&mut Candidate),
    ) {
        if let Some(known) = list.iter_mut().find(|known| known.entity == entity) {
            if !known.inside {
                mark(known);
            }
            return;
        }
        let Some(known) = self.entities.get(entity as usize) else { return };
        if list.len() >= MOST || !may_be(known, mention, sort) {
            return;
        }
        let fit = phrase.map(|phrase| self.fit(known, phrase, mention.head)).unwrap_or_default();
        let mut candidate = Candidate { entity, ahead: None, inside: false, issuer: Issuer::No, fit };
        mark(&mut candidate);
        // An unnamed entity is another one unless its words are the same.
        // German: "eine Sprecherin" is a new actor, unless the text has described a candidate so.
        let fresh = self.prose.language == Language::German
            && mention.article == Article::Indefinite
            && candidate.fit.evidence() == 0;
        if fresh && phrase.is_some() && !candidate.inside && candidate.issuer == Issuer::No {
            return;
        }
        let unrelated = known.cluster.is_none() && phrase.is_some() && fit.role == 0 && !candidate.fit.same;
        if !unrelated || candidate.inside || candidate.issuer > Issuer::Other {
            list.push(candidate);
        }
    }

    fn fit(&self, known: &Entity, phrase: &Role, head: u32) -> Fit {
        let advance = known.cluster.map_or(&[][..], |cluster| self.advance.roles(cluster));
        let roles = || known.roles.iter().chain(advance);
        let german = self.prose.language == Language::German;
        let same_noun = roles().any(|role| role.head == phrase.head && !(german && role.tells_apart(phrase)));
        let whole = roles().any(|role| role.fits(phrase));
        let cluster = known.cluster.and_then(|cluster| self.clusters.list.get(cluster as usize));
        let words = || {
            cluster.into_iter().flat_map(|cluster| {
                cluster
                    .forms
                    .iter()
                    .take(4)
                    .filter_map(|&form| self.forms.list.get(form as usize))
                    .flat_map(|form| &form.words)
            })
        };
        let place = phrase
            .places
            .iter()
            .any(|place| roles().any(|role| role.places.contains(place)) || words().any(|word| word == place));
        Fit {
            role: if known.age == Some(phrase.head) { 2 } else { u8::from(same_noun) + u8::from(whole) },
            same: false,
            described: known.cluster.is_some_and(|cluster| {
                let words = phrase.words.clone().filter(|&at| at != head);
                words.into_iter().any(|at| self.nearby.of(self.prose, cluster, at) > 0)
            }),
            near: known.cluster.map_or(0, |cluster| self.nearby.of(self.prose, cluster, head)),
            word: words().any(|&word| word == phrase.head),
            place,
            called: known.cluster.is_some_and(|cluster| self.profiles.is_called(cluster, phrase.head)),
        }
    }

    /// The entities named inside the words of a noun phrase.
    fn inside(&mut self, index: usize, mention: &Found) -> Vec<u32> {
        let inner = |other: &&Found| other.tokens.start < mention.tokens.end;
        let count = self.found.iter().skip(index + 1).take(4).take_while(inner).count();
        (index + 1..=index + count).filter_map(|at| self.early(at)).collect()
    }

    /// The entities of the names that follow soon, in the same paragraph.
    fn ahead(&mut self, index: usize, mention: &Found) -> Vec<(u32, u32)> {
        let end =
            self.prose.blocks.get((self.paragraph as usize).saturating_sub(1)).map_or(0, |block| block.tokens.end);
        let limit = end.min(mention.tokens.end + AHEAD_TOKENS);
        let near = |other: &&Found| other.tokens.start < limit;
        let count = self.found.iter().skip(index + 1).take(AHEAD).take_while(near).count();
        let outside: Vec<usize> = (index + 1..=index + count).filter(|&at| !self.is_quoted(at)).collect();
        outside.into_iter().filter_map(|at| Some((at as u32, self.early(at)?))).collect()
    }

    /// The next source with a name that is new: "The minister agreed to it. |Ada Voss| said …".
    fn introduced(&mut self, index: usize, mention: &Found) -> Option<(u32, u32)> {
        let source = |at: usize| self.context.source.get(at).copied().unwrap_or(false);
        // "A farmer says …" opens an article whose next paragraph names him.
        if !source(index) || mention.article == Article::Indefinite && self.paragraph > LEAD {
            return None;
        }
        let near = |at: &usize| self.found.get(*at).is_some_and(|it| it.head < mention.head + INTRODUCED_TOKENS);
        let mut next = (index + 1..self.found.len()).take_while(near).filter(|&at| !self.is_quoted(at));
        let lead = self.paragraph <= LEAD;
        let at = next.find(|&at| {
            let name = self.found.get(at).filter(|it| it.kind == MentionKind::Name);
            name.is_some_and(|name| source(at) || lead && self.has_age(name))
        })?;
        let entity = self.early(at)?;
        let new = self.entities.get(entity as usize).is_some_and(|entity| entity.seen.mentions == 0);
        new.then_some((at as u32, entity))
    }

    /// `Ada Voss|, 61|`
    pub(super) fn has_age(&self, name: &Found) -> bool {
        self.is_kind(name.tokens.end, TokenKind::Comma) && self.is_kind(name.tokens.end + 1, TokenKind::Number)
    }

    /// The entity of a name that the walk has not reached yet.
    fn early(&mut self, at: usize) -> Option<u32> {
        let name = self.found.get(at).filter(|name| name.kind == MentionKind::Name)?;
        self.cluster_of(at).map(|cluster| self.entity(cluster, at, name))
    }
}

/// How likely a name must be a person's for "he", "she" and nouns for people to mean it.
const PERSON: f32 = 0.1;

/// Whether nothing speaks against it: number, gender, and that people are no organisations.
fn may_be(entity: &Entity, mention: &Found, sort: Sort) -> bool {
    let genders =
        mention.gender == Gender::Unknown || entity.gender == Gender::Unknown || mention.gender == entity.gender;
    let named = entity.cluster.is_some();
    let person = if named { entity.person >= PERSON } else { entity.kind == ActorKind::Person };
    let body = if named { entity.person <= 1.0 - PERSON } else { entity.kind != ActorKind::Person };
    match sort {
        // "la commission … elle": a body whose noun has that gender, as French and German nouns have.
        Sort::Person => (person || !named && body && mention.gender == entity.gender) && !entity.plural && genders,
        Sort::PersonNoun => (person || entity.kind == ActorKind::Unknown) && !entity.plural && genders,
        Sort::Thing => body && entity.kind != ActorKind::Group,
        Sort::BodyNoun => body && entity.kind != ActorKind::Group && !entity.plural,
        Sort::GroupNoun => body,
        Sort::Plural | Sort::OtherNoun => true,
    }
}

/// Whether a noun phrase is worth resolving: it points back, or it is the source of a quotation.
pub fn points_back(scene: &Scene, index: usize, mention: &Found) -> bool {
    let source = scene.context.source.get(index).copied().unwrap_or(false);
    let document = scene.is(mention.head, Lex::DOCUMENT);
    let named_later = || !scene.advance.bearers(noun(scene.prose, mention.head)).is_empty();
    match mention.article {
        Article::Definite => true,
        Article::Possessive => source,
        Article::Indefinite => source && (document || !mention.plural && (scene.paragraph <= LEAD || named_later())),
        Article::None => source && !mention.plural,
    }
}

/// The symbol of the word that joins an inner name to the noun: "of", "by", "'s"; 0 for none.
pub fn joint(scene: &Scene, mention: &Found) -> u64 {
    let next = scene.prose.word(mention.head + 1);
    if mention.article == Article::Possessive {
        1
    } else if is_authored(next) {
        symbol("by")
    } else if matches!(next, "of" | "by" | "from" | "for" | "in") {
        symbol(next)
    } else {
        0
    }
}
