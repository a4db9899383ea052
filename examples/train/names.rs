//! The table of names (`names.bin`) from US Social Security and Census lists, and the model that tells the gender of a given
//! name from its letters (`gender.bin`), from the World Gender Name Dictionary and the same US list.

use std::collections::BTreeMap;
use std::error::Error;

use dixit::entity::namelist::{HEADER, Listed, MAGIC, NameTable, PROBES, SLOT, STEPS, letters, place};
use dixit::linear::{Feature, logistic};

use crate::Places;
use crate::corpus::lines;
use crate::trainer::{Descent, quantised, score};

const TABLE_BITS: u8 = 16;
const BITS: u32 = 15;
const ROUNDS: usize = 8;
const RATE: f32 = 0.2;
const DECAY: f32 = 1e-6;
/// One name of so many of the world's is learned from: more add little.
const EVERY: usize = 12;

/// A given name: its births where counted, and its share of women.
struct Given {
    name: String,
    births: u32,
    female: f32,
}

/// Makes both and scores the model on one name of five of the US list.
pub fn train(places: &Places) -> Result<(), Box<dyn Error>> {
    let folder = places.corpus.join("../names");
    let mut given: Vec<Given> = Vec::new();
    for line in lines(&folder.join("given-us.tsv"))?.skip(1) {
        let line = line?;
        let mut cells = line.split('\t');
        let (Some(name), Some(births), Some(female)) = (cells.next(), cells.next(), cells.next()) else { continue };
        given.push(Given { name: name.to_owned(), births: births.parse()?, female: female.parse()? });
    }
    let mut table: BTreeMap<String, Listed> = BTreeMap::new();
    for name in &given {
        let listed = table.entry(name.name.clone()).or_default();
        listed.given = level(name.births, [5_000, 50_000]);
        listed.women = (name.female * f32::from(STEPS)).round() as u8;
    }
    for line in lines(&folder.join("surnames-us.tsv"))?.skip(1) {
        let line = line?;
        let Some((name, count)) = line.split_once('\t') else { continue };
        table.entry(name.to_lowercase()).or_default().surname = level(count.parse()?, [10_000, 100_000]);
    }
    let bytes = filled(&table);
    let read = NameTable::new(&bytes);
    let kept = table.iter().filter(|(name, listed)| read.get(name) == **listed).count();
    println!("{kept} of {} names in the table", table.len());
    std::fs::write(places.models.join("names.bin"), &bytes)?;

    let held_out = |at: &usize| at.is_multiple_of(5);
    let sure = |name: &&Given| !(0.1..=0.9).contains(&name.female);
    let mut cases: Vec<(Vec<Feature>, bool)> = Vec::new();
    let known: std::collections::HashSet<&str> = given.iter().map(|name| name.name.as_str()).collect();
    for (_, name) in given.iter().enumerate().filter(|(at, name)| !held_out(at) && sure(name)) {
        let times = 1 + name.births.ilog10().saturating_sub(3) as usize;
        cases.extend((0..times).map(|_| (letters(&name.name), name.female > 0.5)));
    }
    for (at, line) in lines(&folder.join("given-world.tsv.gz"))?.enumerate() {
        let line = line?;
        let Some((name, female)) = line.split_once('\t').filter(|(name, _)| at % EVERY == 1 && !known.contains(name))
        else {
            continue;
        };
        let single = name.chars().count() > 2 && name.chars().all(char::is_alphabetic);
        let Some(female) = female.parse::<f32>().ok().filter(|_| single) else { continue };
        cases.push((letters(name), female > 0.5));
    }
    println!("{} names to learn gender from", cases.len());
    let weights = Descent::new(BITS, RATE, DECAY).rounds(ROUNDS, cases.len(), 5, |descent, _, at| {
        let (features, female) = &cases[at];
        let chance = logistic(score(descent.weights(), BITS, features));
        descent.step(features, chance - f32::from(u8::from(*female)));
    });
    std::fs::write(places.models.join("gender.bin"), quantised(&weights, 1, BITS, 3.0))?;
    let (mut all, mut told, mut right) = (0, 0, 0);
    for (_, name) in given.iter().enumerate().filter(|(at, name)| held_out(at) && sure(name)) {
        let chance = logistic(score(&weights, BITS, &letters(&name.name)));
        all += 1;
        if !(0.1..=0.9).contains(&chance) {
            told += 1;
            right += u32::from((chance > 0.5) == (name.female > 0.5));
        }
    }
    let share = |a: u32, b: u32| 100.0 * f64::from(a) / f64::from(b.max(1));
    println!("gender by letters: {:.1}% told, of those {:.1}% right", share(told, all), share(right, told));
    Ok(())
}

/// 1, 2 or 3 by two bounds.
fn level(count: u32, [known, common]: [u32; 2]) -> u8 {
    1 + u8::from(count >= known) + u8::from(count >= common)
}

/// The bytes of the table. A word whose slots are all taken is left out.
fn filled(names: &BTreeMap<String, Listed>) -> Vec<u8> {
    let slots = 1usize << TABLE_BITS;
    let mut bytes = vec![0; HEADER + SLOT * slots];
    bytes[..4].copy_from_slice(&MAGIC);
    bytes[4] = TABLE_BITS;
    for (name, listed) in names {
        let (first, check) = place(name, u32::from(TABLE_BITS));
        let free = (first..first + PROBES)
            .map(|at| HEADER + SLOT * (at % slots))
            .find(|&at| bytes[at] | bytes[at + 1] == 0 || bytes[at..at + 2] == check.to_le_bytes());
        if let Some(at) = free {
            bytes[at..at + 2].copy_from_slice(&check.to_le_bytes());
            bytes[at + 2] = listed.value();
        }
    }
    bytes
}
