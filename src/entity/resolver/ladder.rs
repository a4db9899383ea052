//! The ladder by which readers find whom a noun phrase means: named in the phrase, the issuer of the document, a role that
//! fits, a word of the name, the sort of body. Which candidate stands highest is a feature among others.

use super::candidate::{Candidate, Sort};
use super::feature::{Place, Sink, Site, bucket, flag};
use crate::entity::actor::ActorKind;
use crate::entity::issuer::Issuer;
use crate::entity::scene::{Entity, Scene};
use crate::entity::sense::Sense;

impl Scene<'_> {
    /// The best rung of all candidates, and which of them stands on it and was mentioned last.
    pub(super) fn ladder(&self, candidates: &[Candidate], places: &[Place], noun: Sense) -> (u32, Option<usize>) {
        let rungs = candidates
            .iter()
            .zip(places)
            .enumerate()
            .map(|(at, (candidate, place))| (self.rung(candidate, noun), std::cmp::Reverse(place.tokens), at));
        rungs.max().map_or((0, None), |(rung, _, at)| (rung, Some(at)))
    }

    fn rung(&self, candidate: &Candidate, noun: Sense) -> u32 {
        let named = self.entities.get(candidate.entity as usize).is_some_and(|entity| entity.cluster.is_some());
        let fit = candidate.fit;
        match () {
            () if candidate.issuer == Issuer::Named => 8,
            () if candidate.issuer == Issuer::Noun => 7,
            () if fit.role == 2 && named => 6,
            () if fit.same && named => 5,
            () if fit.role == 1 && named => 4,
            () if fit.word => 3,
            () if noun.agrees(self.sense(candidate.entity)) == 2 => 2,
            () if fit.same => 1,
            () => 0,
        }
    }

    /// Whether the document says what somebody is.
    fn has_role(&self, entity: &Entity) -> bool {
        !entity.roles.is_empty() || entity.cluster.is_some_and(|cluster| !self.advance.roles(cluster).is_empty())
    }

    /// What the name of an entity shows.
    fn sense(&self, entity: u32) -> Sense {
        let known = self.entities.get(entity as usize);
        let cluster = known.and_then(|entity| self.clusters.list.get(entity.cluster? as usize));
        let place = known.is_some_and(|entity| entity.kind == ActorKind::Place);
        let start = if place { Sense::place() } else { Sense::default() };
        cluster.map_or(start, |cluster| cluster.words.iter().fold(start, |sense, &word| sense.or(Sense::of(word))))
    }

    pub(super) fn of_ladder(
        &self,
        sink: &mut Sink,
        site: &Site,
        entity: &Entity,
        (candidate, at): (&Candidate, usize),
        place: &Place,
    ) {
        if !site.sort.is_noun() {
            return;
        }
        let (best, pick) = site.ladder;
        let rung = self.rung(candidate, site.sense);
        let picked = flag(pick == Some(at)) + flag(rung == best);
        let (kind, named, near) = (kind_of(site, entity), flag(entity.cluster.is_some()), bucket(place.sentences));
        let sort = site.sort as u32;
        let agrees = site.sense.agrees(self.sense(candidate.entity));
        sink.add(80, [sort, picked, rung]);
        sink.add(81, [sort, picked, rung, named, near.min(3)]);
        sink.add(82, [sort, rung, best, named]);
        sink.add(83, [sort, picked, best, site.article]);
        sink.add(84, [sort, site.actor, kind, named]);
        sink.add(85, [sort, site.actor, kind, place.chain.min(2), place.source.min(2)]);
        sink.add(86, [sort, agrees, kind, named]);
        sink.add(87, [sort, agrees, near.min(3), place.chain.min(2)]);
        sink.add(88, [sort, agrees, place.total.min(2), kind]);
        sink.add(89, [sort, site.sense.bits(), kind, named]);
        sink.add(90, [sort, candidate.issuer as u32, named, site.joint]);
        sink.add(91, [sort, candidate.issuer as u32, site.article, flag(site.source)]);
        sink.add(92, [sort, candidate.issuer as u32, site.head, named]);
        sink.add(94, [sort, candidate.fit.near, named]);
        sink.add(95, [candidate.fit.near, u32::from(candidate.fit.role), place.chain.min(2), site.article]);
        let evidence = candidate.fit.evidence();
        let other_role = candidate.fit.role == 0 && self.has_role(entity);
        sink.add(96, [sort, evidence, flag(evidence == site.evidence), place.chain.min(2)]);
        sink.add(98, [sort, evidence, site.evidence, named]);
        sink.add(99, [sort, flag(other_role), evidence.min(3), near.min(3)]);
        sink.add(200, [sort, evidence, near.min(3), place.source.min(2), flag(site.source)]);
        if let Some(owner) = site.owner {
            let kin = flag(site.kin) + 2 * flag(owner == candidate.entity);
            sink.add(201, [kin, flag(self.are_namesakes(owner, candidate.entity)), evidence.min(3)]);
            sink.add(202, [kin, near.min(3), place.chain.min(2)]);
        }
        let called = flag(candidate.fit.called);
        sink.add(203, [sort, called, site.called.min(2), evidence.min(3)]);
        sink.add(204, [called, near.min(3), place.chain.min(2), site.called.min(2)]);
        sink.add(205, [called, place.total.min(3), site.article]);
        sink.add(97, [site.near, candidate.fit.near, named]);
        sink.add(93, [sort, site.actor, place.total, near.min(3), named]);
    }
}

/// What an entity is; an account is to "they" what a group is.
pub(super) fn kind_of(site: &Site, entity: &Entity) -> u32 {
    let kind = if entity.account && site.sort == Sort::Plural { ActorKind::Group } else { entity.kind };
    kind as u32
}
