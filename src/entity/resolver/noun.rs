//! How the words of a noun phrase fit a candidate, and what speaks for the answer that none of the candidates is meant.

use super::candidate::Candidate;
use super::feature::{Place, Sink, Site, bucket, flag};
use super::ladder::kind_of;
use crate::entity::scene::Entity;
use crate::linear::Feature;

/// How the words of a noun phrase fit.
pub(super) fn of_words(sink: &mut Sink, site: &Site, entity: &Entity, candidate: &Candidate, place: &Place) {
    if !site.sort.is_noun() {
        return;
    }
    let fit = candidate.fit;
    let role = u32::from(fit.role) + 3 * flag(fit.same);
    let (kind, named) = (kind_of(site, entity), flag(entity.cluster.is_some()));
    let near = bucket(place.sentences);
    let later = flag(place.seen.mentions == 0);
    sink.add(66, [role, later, site.article]);
    sink.add(67, [role, later, named, place.total.min(2)]);
    sink.add(50, [role, flag(fit.word), site.article]);
    sink.add(51, [role, flag(fit.place), named]);
    sink.add(52, [role, near, named]);
    sink.add(53, [role, site.bearers]);
    sink.add(54, [site.head, kind, named]);
    sink.add(55, [site.head, flag(candidate.inside)]);
    sink.add(56, [site.joint, flag(candidate.inside), kind]);
    sink.add(57, [flag(fit.word), near.min(4), kind]);
    sink.add(58, [role, flag(site.source), place.source.min(2)]);
    sink.add(59, [role, site.words, flag(fit.place)]);
    sink.add(60, [role, kind, named, flag(fit.word)]);
    sink.add(61, [kind, place.chain.min(2), place.source.min(2), site.article]);
    sink.add(62, [site.head, place.chain.min(1), role.min(1)]);
}

/// The features of the answer that none of the candidates is meant.
pub(super) fn none_of_them(site: &Site, places: &[Place], candidates: &[Candidate]) -> Vec<Feature> {
    let mut sink = Sink::new(site.sort);
    let nearest = bucket(places.iter().map(|place| place.sentences).min().unwrap_or(9));
    let role = candidates.iter().map(|candidate| candidate.fit.role).max().unwrap_or(0);
    let same = candidates.iter().any(|candidate| candidate.fit.same);
    let word = candidates.iter().any(|candidate| candidate.fit.word);
    sink.add(100, [0]);
    sink.add(101, [site.article, flag(site.source)]);
    sink.add(102, [site.head]);
    sink.add(103, [site.head, site.article]);
    sink.add(104, [nearest]);
    sink.add(105, [u32::from(role), flag(same), flag(word)]);
    sink.add(106, [site.words, site.article]);
    sink.add(107, [site.joint, site.article]);
    sink.add(108, [places.len().min(6) as u32]);
    sink.add(109, [flag(site.source), flag(site.quoted), flag(site.reported)]);
    sink.add(110, [flag(site.subject), site.opens, flag(site.source)]);
    sink.add(111, [flag(places.iter().any(|place| place.source == 1)), nearest]);
    sink.add(112, [u32::from(role), site.words, site.article]);
    sink.add(113, [site.ladder.0, site.article]);
    sink.add(114, [site.ladder.0, site.head]);
    sink.add(115, [site.ladder.0, flag(site.source), site.words]);
    let sort = site.sort as u32;
    sink.add(117, [sort, site.evidence, site.article, flag(site.source)]);
    sink.add(118, [sort, site.evidence, site.words]);
    sink.add(119, [sort, site.evidence, flag(places.iter().any(|place| place.source == 1)), nearest.min(3)]);
    sink.add(120, [site.evidence, site.head]);
    sink.add(121, [flag(site.owner.is_some()), flag(site.kin), site.evidence]);
    sink.add(122, [sort, site.called.min(2), site.evidence.min(3), site.article]);
    let ahead = flag(candidates.iter().any(|candidate| candidate.ahead.is_some()));
    sink.add(123, [sort, site.article, site.lead, ahead]);
    sink.add(116, [site.sense.bits(), site.ladder.0.min(2)]);
    sink.out
}
