//! Which speaker has which colour: the one that the name asks for, so that somebody looks the same in every article, unless
//! somebody else near them has it, or one that looks like it. Knows numbers of colours, no colours.

use crate::annotation::{Annotations, Quotation};
use crate::entity::Actor;

/// For each actor the number of a colour; modulo `palette` it is the colour, and what is above tells those apart who have
/// to share one. `alike` says which two colours are hard to tell apart.
pub fn colours(annotations: &Annotations, palette: usize, alike: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let palette = palette.max(1);
    let near = neighbours(annotations);
    let mut given: Vec<Option<usize>> = vec![None; annotations.actors.len()];
    let mut used = vec![0_usize; palette];
    // The most quoted come first: they get what they ask for.
    for (index, actor) in annotations.actors.iter().enumerate() {
        let beside: Vec<usize> =
            near.get(index).into_iter().flatten().filter_map(|&id| given.get(id).copied()?).collect();
        let taken = |colour: usize| beside.iter().filter(|&&other| other % palette == colour).count();
        let wish = hash(actor) % palette;
        let steps = (0..palette).map(|step| (wish + step) % palette);
        let close = |colour: usize| beside.iter().filter(|&&other| alike(other % palette, colour)).count();
        let cost = |colour: &usize| (taken(*colour), used.get(*colour).copied().unwrap_or(0), close(*colour));
        let colour = steps.min_by_key(cost).unwrap_or(wish);
        let round = used
            .get_mut(colour)
            .map_or(0, |count| std::mem::replace(count, *count + usize::from(actor.quotations > 0)));
        if let Some(slot) = given.get_mut(index) {
            *slot = Some(colour + palette * round);
        }
    }
    given.into_iter().map(Option::unwrap_or_default).collect()
}

/// For each actor those whose quotations stand next to theirs.
fn neighbours(annotations: &Annotations) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); annotations.actors.len()];
    let who = annotations.quotations.iter().flat_map(Quotation::speakers).map(|id| id.0 as usize);
    let speakers: Vec<usize> = who.collect();
    for (&a, &b) in speakers.iter().zip(speakers.iter().skip(1)).filter(|(a, b)| a != b) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(list) = near.get_mut(one).filter(|list: &&mut Vec<usize>| !list.contains(&other)) {
                list.push(other);
            }
        }
    }
    near
}

/// FNV-1a of the name: the same on every machine and in every version.
fn hash(actor: &Actor) -> usize {
    let hash = actor
        .name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 33) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::QuotationKind;
    use crate::entity::{ActorId, ActorKind, Gender};
    use crate::quotation::{Evidence, Rule};
    use crate::span::Span;

    fn scene(names: &[&str], said: &[u32]) -> Annotations {
        let actor = |(id, name): (usize, &&str)| Actor {
            id: ActorId(id as u32),
            name: (*name).to_owned(),
            named: true,
            kind: ActorKind::Person,
            aliases: Vec::new(),
            roles: Vec::new(),
            gender: Gender::Unknown,
            mentions: 1,
            quotations: 1,
        };
        let quotation = |&id: &u32| Quotation {
            span: Span::new(0, 1),
            kind: QuotationKind::Direct,
            utterance: 0,
            source: None,
            cue: None,
            actor: Some(ActorId(id)),
            also: Box::default(),
            candidates: Box::default(),
            chain: Box::default(),
            rough: false,
            confidence: 0.5,
            evidence: Evidence { rule: Rule::Unattributed },
        };
        let actors = names.iter().enumerate().map(actor).collect();
        Annotations { actors, quotations: said.iter().map(quotation).collect(), ..Annotations::default() }
    }

    #[test]
    fn a_name_has_the_same_colour_in_every_article() {
        let alone = colours(&scene(&["Ada Voss"], &[0]), 12, |_, _| false)[0];
        for others in [&["Ada Voss", "Jonas Hale", "Mina Okoye"][..], &["Ada Voss", "Lowmark"]] {
            assert_eq!(colours(&scene(others, &[0, 1]), 12, |_, _| false)[0], alone);
        }
    }

    #[test]
    fn neighbours_never_look_alike_while_colours_last() {
        let names: Vec<String> = (0..60).map(|i| format!("Speaker {i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let said: Vec<u32> = (0..60).chain((0..60).step_by(3)).collect();
        for palette in [5, 7, 12] {
            let given = colours(&scene(&names, &said), palette, |_, _| false);
            for pair in said.windows(2) {
                let (a, b) = (given[pair[0] as usize], given[pair[1] as usize]);
                assert_ne!(a % palette, b % palette, "{pair:?}");
            }
            let first: std::collections::HashSet<usize> = given[..palette].iter().map(|slot| slot % palette).collect();
            assert_eq!(first.len(), palette, "the most quoted all differ");
        }
        assert_eq!(colours(&scene(&[], &[]), 0, |_, _| false), [0; 0]);
    }

    #[test]
    fn neighbours_have_colours_that_are_easy_to_tell_apart() {
        // 0 and 1 look alike, 2 and 3, and so on.
        let alike = |a: usize, b: usize| a / 2 == b / 2;
        for first in 0..40 {
            let names: Vec<String> = (first..first + 5).map(|i| format!("Speaker {i}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let given = colours(&scene(&names, &[0, 1, 2, 3, 4]), 10, alike);
            for pair in given.windows(2) {
                assert!(!alike(pair[0], pair[1]), "{names:?}: {given:?}");
            }
        }
    }
}
