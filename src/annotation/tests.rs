use super::*;
use crate::entity::{ActorKind, Gender};
use crate::quotation::Rule;

fn actor(id: u32, name: &str) -> Actor {
    Actor {
        id: ActorId(id),
        name: name.to_owned(),
        named: true,
        kind: ActorKind::Person,
        aliases: Vec::new(),
        roles: Vec::new(),
        gender: Gender::Unknown,
        mentions: 1,
        quotations: 0,
    }
}

fn said(kind: QuotationKind, speakers: &[u32], confidence: f32) -> Quotation {
    Quotation {
        span: Span::new(0, 1),
        kind,
        utterance: 0,
        source: None,
        cue: None,
        actor: speakers.first().copied().map(ActorId),
        also: speakers.iter().skip(1).copied().map(ActorId).collect(),
        candidates: Box::default(),
        chain: Box::default(),
        rough: false,
        confidence,
        evidence: Evidence { rule: Rule::Unattributed },
    }
}

fn scene(quotations: Vec<Quotation>) -> Annotations {
    let actors = vec![actor(0, "Ada Voss"), actor(1, "Jon Vale"), actor(2, "Mina Okoye")];
    Annotations { quotations, actors, ..Annotations::default() }
}

fn counts(annotations: &Annotations) -> Vec<(&str, u32)> {
    annotations.actors.iter().map(|actor| (actor.name.as_str(), actor.quotations)).collect()
}

#[test]
fn joint_quotation_counts_for_each_speaker() {
    let scene = scene(vec![said(QuotationKind::Direct, &[1, 2], 0.9), said(QuotationKind::Direct, &[2], 0.9)]);
    let found = scene.select(&Criteria::default());
    assert_eq!(counts(&found), [("Mina Okoye", 2), ("Jon Vale", 1), ("Ada Voss", 0)]);
    let names: Vec<&str> = found.speakers(&found.quotations[0]).map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Jon Vale", "Mina Okoye"], "renumbered, in their order");
}

#[test]
fn attitude_is_dropped_unless_asked_for() {
    let quotations = || vec![said(QuotationKind::Attitude, &[0], 0.9), said(QuotationKind::Direct, &[1], 0.9)];
    let found = scene(quotations()).select(&Criteria::default());
    assert_eq!(found.quotations.len(), 1);
    assert_eq!(counts(&found), [("Jon Vale", 1), ("Ada Voss", 0), ("Mina Okoye", 0)]);
    let found = scene(quotations()).select(&Criteria { attitudes: true, ..Criteria::default() });
    assert_eq!(found.quotations.len(), 2);
    assert_eq!(counts(&found), [("Ada Voss", 1), ("Jon Vale", 1), ("Mina Okoye", 0)]);
}

#[test]
fn unsure_quotation_counts_for_nobody_and_keeps_its_candidates() {
    let mut quotation = said(QuotationKind::Direct, &[0], 0.46);
    quotation.candidates = [Candidate { actor: ActorId(2), probability: 0.31 }].into();
    let found = scene(vec![quotation, said(QuotationKind::Direct, &[], 0.3)]).select(&Criteria::default());
    let counted = found.counts(&Criteria::default());
    assert_eq!((counted.unsure, counted.unattributed), (1, 1));
    assert!(found.actors.iter().all(|actor| actor.quotations == 0));
    let possible = found.quotations[0].possible();
    let named: Vec<&str> = possible.iter().map(|it| found.actors[it.actor.0 as usize].name.as_str()).collect();
    assert_eq!(named, ["Ada Voss", "Mina Okoye"]);
    assert!(found.is_unsure(&found.quotations[0], 0.5) && !found.is_unsure(&found.quotations[0], 0.4));
    assert!(!found.is_unsure(&found.quotations[1], 0.5), "nobody it could be");
}

#[test]
fn learned_attitude_is_no_quotation_and_counts_for_nobody() {
    let text = "Ada Voss wants to leave the treaty by Friday. “We will not sign,” said Jon Vale.\n";
    let document = crate::document::plain(text.to_owned(), crate::document::Metadata::default());
    let found = annotate(&document);
    for quotation in &found.quotations {
        assert_eq!(quotation.kind == QuotationKind::Attitude, quotation.evidence.rule.is_attitude());
    }
    assert!(found.quotations.iter().any(|quotation| quotation.kind == QuotationKind::Attitude));
    assert_eq!(found.actors.iter().map(|actor| actor.quotations).sum::<u32>(), 1);
    assert!(found.actors.iter().all(|actor| actor.named));
}
