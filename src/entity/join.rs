//! Joins forms into clusters: one cluster is one actor. Fullest forms first, then shorter ones to the fuller form that they
//! fit alone. Linear in the number of forms: every search looks at a bounded number of candidates.

mod acronym;
mod bare;
mod misspelt;
mod place;
mod surname;
mod titled;

use rustc_hash::FxHashMap;

use super::cluster::{Cluster, Clusters, Joined};
use super::forms::{Form, Forms, Honour, Symbol};
use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::Found;
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;

/// Marks the key of the last word of an organisation's name.
const LAST: Symbol = 0x1a57;

/// The rank of single words, which are joined last.
const SINGLE: u8 = 5;

/// How many candidates a search looks at.
const REACH: usize = 32;

/// Joins the forms of a document.
pub fn join(prose: &Prose, found: &[Found], forms: &mut Forms) -> Clusters {
    let alone = forms.list.iter().filter(|form| form.words.len() == 1 && form.title == 0 && form.given);
    let joiner = Joiner {
        narrated: alone.filter_map(|form| Some((*form.words.first()?, form.narrated))).collect(),
        prose,
        found,
        forms,
        clusters: Vec::new(),
        of: vec![None; forms.list.len()],
        by_first: FxHashMap::default(),
        by_last: FxHashMap::default(),
        by_key: FxHashMap::default(),
        by_initials: FxHashMap::default(),
        unmarried: FxHashMap::default(),
        defined: acronym::defined(prose, found, forms),
    };
    let mut clusters = joiner.run();
    bare::settle(prose, found, forms, &mut clusters);
    clusters
}

struct Joiner<'a> {
    prose: &'a Prose<'a>,
    found: &'a [Found],
    forms: &'a Forms,
    clusters: Vec<Cluster>,
    of: Vec<Option<Joined>>,
    by_first: FxHashMap<Symbol, Vec<u32>>,
    by_last: FxHashMap<Symbol, Vec<u32>>,
    by_key: FxHashMap<u64, u32>,
    by_initials: FxHashMap<String, Option<u32>>,
    unmarried: FxHashMap<Symbol, u32>,
    /// Of a form in brackets behind a longer one that form: "Norland Trade Board (NTB)".
    defined: FxHashMap<u32, u32>,
    /// How often narration uses a given name alone.
    narrated: FxHashMap<Symbol, u32>,
}

/// The order in which forms are joined.
fn rank(form: &Form) -> (u8, std::cmp::Reverse<usize>) {
    let words = std::cmp::Reverse(form.words.len());
    let person = !matches!(form.kind, ActorKind::Organisation | ActorKind::Group);
    match form.words.len() {
        _ if form.known.is_some() => (0, words),
        2.. if person => (1, words),
        2.. => (4, words),
        _ if form.title != 0 && form.honour == Honour::Unmarried => (2, words),
        _ if form.title != 0 => (3, words),
        _ => (SINGLE, words),
    }
}

impl<'a> Joiner<'a> {
    fn run(mut self) -> Clusters {
        let mut order: Vec<u32> = (0..self.forms.list.len() as u32).collect();
        order.sort_by_cached_key(|&id| self.forms.list.get(id as usize).map(|form| self.rank(form)));
        for id in order {
            let Some(form) = self.forms.list.get(id as usize) else { continue };
            let joined = match self.rank(form).0 {
                0 => Joined::One(self.known(form)),
                1 => self.full(id, form),
                2 | 3 => self.titled(id, form),
                4 => Joined::One(self.organisation(id, form)),
                _ => self.single(id, form),
            };
            if let Joined::One(cluster) = joined {
                self.add(cluster, id, form);
            }
            if let Some(of) = self.of.get_mut(id as usize) {
                *of = Some(joined);
            }
        }
        let of = self.of.into_iter().map(|joined| joined.unwrap_or(Joined::One(0))).collect();
        Clusters { list: self.clusters, of }
    }

    fn add(&mut self, at: u32, id: u32, form: &Form) {
        let Some(cluster) = self.clusters.get_mut(at as usize) else { return };
        cluster.forms.push(id);
        cluster.count += form.count;
        cluster.full += if form.words.len() > 1 { form.count } else { 0 };
        cluster.noble |= form.honour == Honour::Noble;
        cluster.lady |= form.courtesy && form.gender == Gender::Female;
        let single = form.words.len() == 1 && form.honour != Honour::Unmarried;
        cluster.doubted |= form.doubted;
        cluster.maiden |= form.honour == Honour::Unmarried;
        cluster.titled |= form.courtesy && single;
        cluster.ranked |= form.honour == Honour::Other && !form.courtesy;
        if form.words.len() > 1 && form.courtesy {
            cluster.introduced += form.count;
        }
        // A surname that is a given name, too, shows nothing: "Maxwell" of "Ada Maxwell".
        let surname = form.words.len() == 1 && form.title == 0 && cluster.words.len() > 1;
        if cluster.gender == Gender::Unknown && !(surname && cluster.words.last() == form.words.first()) {
            cluster.gender = form.gender;
        }
        if form.kind != ActorKind::Unknown && cluster.kind.is_none() {
            cluster.kind = Some(form.kind);
        }
        if cluster.kind == Some(ActorKind::Organisation)
            && let Some((&last, [_, ..])) = form.words.split_last()
        {
            let several = |known: &mut u32| *known = if *known == at { at } else { u32::MAX };
            self.by_key.entry(last ^ LAST).and_modify(several).or_insert(at);
        }
    }

    fn new_cluster(&mut self, form: &Form) -> u32 {
        let id = self.clusters.len() as u32;
        let (first, last) = (form.words.first().copied().unwrap_or(0), form.words.last().copied().unwrap_or(0));
        let single = form.words.len() == 1;
        let first = if single && !(form.given || matches!(form.honour, Honour::Kin)) { 0 } else { first };
        let last = if single && form.honour == Honour::Kin { 0 } else { last };
        self.clusters.push(Cluster {
            first,
            words: form.words.clone(),
            suffix: form.suffix,
            wife: form.wife,
            ..Cluster::default()
        });
        if form.kind != ActorKind::Organisation && form.kind != ActorKind::Group {
            if first != 0 {
                self.by_first.entry(first).or_default().push(id);
            }
            if last != 0 && last != first {
                self.by_last.entry(last).or_default().push(id);
            }
            self.index_surnames(id, form, last);
        }
        id
    }

    fn known(&mut self, form: &Form) -> u32 {
        let Some(known) = form.known else { return self.new_cluster(form) };
        let key = super::forms::symbol(known.name);
        if let Some(&cluster) = self.by_key.get(&key) {
            return cluster;
        }
        let cluster = self.new_cluster(form);
        if let Some(new) = self.clusters.get_mut(cluster as usize) {
            new.known = Some(known.name);
            new.kind = Some(known.kind);
        }
        self.by_key.insert(key, cluster);
        cluster
    }

    /// Given name and surname: the same first and last word, a short form or an initial of the first.
    fn full(&mut self, id: u32, form: &Form) -> Joined {
        let wife = form.wife;
        let (Some(&first), Some(&last)) = (form.words.first(), form.words.last()) else {
            return Joined::One(self.new_cluster(form));
        };
        let same_last = listed(&self.by_last, last);
        let fits = |cluster: &Cluster| cluster.wife == wife && cluster.suffix == form.suffix && agree(cluster, form);
        let exact = same_last
            .iter()
            .copied()
            .find(|&c| self.get(c).is_some_and(|cluster| cluster.first == first && fits(cluster)));
        if let Some(cluster) = exact {
            return Joined::One(cluster);
        }
        let name = self.first_word(id);
        let mut similar = same_last.iter().copied().filter(|&c| {
            self.get(c).is_some_and(|cluster| {
                fits(cluster) && cluster.words.len() > 1 && self.is_short_for(&name, cluster, form)
            })
        });
        if let (Some(cluster), None) = (similar.next(), similar.next()) {
            let known = self.by_first.entry(first).or_default();
            if !known.contains(&cluster) {
                known.push(cluster);
            }
            return Joined::One(cluster);
        }
        // "Clara Louise" of "Clara Louise Venn".
        let same_first = listed(&self.by_first, first);
        let mut longer = same_first
            .iter()
            .copied()
            .filter(|&c| self.get(c).is_some_and(|cluster| fits(cluster) && cluster.words.starts_with(&form.words)));
        if let (Some(cluster), None) = (longer.next(), longer.next()) {
            return Joined::One(cluster);
        }
        Joined::One(self.new_cluster(form))
    }

    /// One word: a surname, a given name, an acronym, a place.
    fn single(&mut self, id: u32, form: &Form) -> Joined {
        let word = form.words.first().copied().unwrap_or(0);
        if form.upper {
            let letters: String = self.text(form).chars().filter(|c| c.is_alphabetic()).collect();
            let full = self.defined.get(&id).and_then(|&full| self.of.get(full as usize)?.clone());
            if let Some(full) = full {
                return full;
            }
            if let Some(&Some(cluster)) = self.by_initials.get(&letters) {
                return Joined::One(cluster);
            }
        }
        if form.kind == ActorKind::Place && 2 * form.located >= form.count {
            return Joined::One(self.new_cluster(form));
        }
        let mut candidates = listed(&self.by_last, word);
        let by_first = if self.is_place(id, form) { Vec::new() } else { listed(&self.by_first, word) };
        let most =
            |list: &[u32]| list.iter().map(|&c| self.get(c).map_or(0, |cluster| cluster.full)).max().unwrap_or(0);
        if form.given || candidates.is_empty() {
            candidates.extend(by_first);
        } else if most(&by_first) > 10 * most(&candidates).max(1) {
            // "Newland" of "Newland Ode", though there is a "Mrs. Newland", too.
            candidates = by_first;
        }
        candidates.retain(|&c| self.get(c).is_some_and(|cluster| agree(cluster, form) && cluster.known.is_none()));
        candidates.retain(|&c| !self.is_part_of_place(c));
        candidates.sort_unstable();
        candidates.dedup();
        match candidates.as_slice() {
            [] => {}
            [one] => return Joined::One(*one),
            _ => return self.choose(candidates, form),
        }
        if let Some(cluster) = self.pet_name(id, form) {
            return Joined::One(cluster);
        }
        // "Whole" for "Whole Foods", but a country is none of its bodies.
        let body = self.by_key.get(&(word ^ 0xb0d1)).copied().filter(|_| !self.is_place(id, form));
        if let Some(cluster) = body.filter(|&cluster| !self.is_part_of(form, cluster)) {
            return Joined::One(cluster);
        }
        // "the Times" for "Norland Times".
        let head = self.found.get(form.sample as usize).map_or(0, |mention| mention.head);
        let heads = self.prose.tokens.get(head as usize).is_some_and(|token| token.is(Lex::ORGANISATION_WORD));
        if heads && 2 * form.articled > form.count {
            let known = self.by_key.get(&(word ^ LAST)).filter(|&&cluster| cluster != u32::MAX);
            if let Some(&cluster) = known {
                return Joined::One(cluster);
            }
        }
        let misspelt = self.misspelt(form);
        Joined::One(misspelt.unwrap_or_else(|| self.new_cluster(form)))
    }

    /// Several could be meant by one word. A bare surname in a story is a man's; else whoever was spoken of last.
    fn choose(&mut self, candidates: Vec<u32>, form: &Form) -> Joined {
        let mut candidates = candidates;
        let all = candidates.clone();
        if !form.given {
            candidates.retain(|&c| self.get(c).is_some_and(|cluster| !cluster.lady));
        }
        let titled: Vec<u32> = candidates
            .iter()
            .copied()
            .filter(|&c| self.get(c).is_some_and(|cluster| cluster.words.len() == 1))
            .collect();
        if let (false, [one]) = (form.given, titled.as_slice()) {
            return Joined::One(*one);
        }
        if candidates.is_empty() {
            candidates = all;
        }
        let count =
            |c: &u32| self.get(*c).map_or(0, |cluster| if cluster.full > 0 { cluster.full } else { cluster.count });
        // Mary is not Mary Grierson, who is named in a letter.
        let rare = candidates.iter().all(|c| 30 * count(c) < form.count);
        if rare {
            return Joined::One(self.new_cluster(form));
        }
        let most = candidates.iter().copied().max_by_key(count);
        let most = most.filter(|&most| is_far_ahead(most, &candidates, count));
        most.map_or(Joined::Several(candidates), Joined::One)
    }

    /// "Lizzy" for the only "Elizabeth …" there is.
    fn pet_name(&self, id: u32, form: &Form) -> Option<u32> {
        let word = self.first_word(id);
        let mut fitting: Vec<u32> = Vec::new();
        for full in Gazetteer::english().full_names(&word) {
            let candidates = listed(&self.by_first, super::forms::symbol(full));
            fitting.extend(candidates.into_iter().filter(|&c| self.get(c).is_some_and(|cluster| agree(cluster, form))));
        }
        match fitting.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Several words that name an organisation or a group.
    fn organisation(&mut self, id: u32, form: &Form) -> u32 {
        // "Department of Trade" and "Trade Department" have the same words.
        let of = super::forms::symbol("of");
        let the = super::forms::symbol("the");
        let words = form.words.iter().filter(|&&word| word != of && word != the);
        let key = words.fold(0x0f0f_u64, |key, &word| key.wrapping_add(word));
        if let Some(&cluster) = self.by_key.get(&key) {
            return cluster;
        }
        let cluster = self.new_cluster(form);
        self.by_key.insert(key, cluster);
        // "Whole Foods" for "Whole Foods Market".
        if let Some((last, words)) = form.words.split_last().filter(|(_, words)| words.len() > 1) {
            let shorter = words.iter().filter(|&&word| word != of && word != the);
            if *last != of {
                let key = shorter.fold(0x0f0f_u64, |key, &word| key.wrapping_add(word));
                self.by_key.entry(key).or_insert(cluster);
            }
        }
        let initials = acronym::initials(self.text(form));
        if initials.len() > 1 {
            self.by_initials.entry(initials).and_modify(|known| *known = None).or_insert(Some(cluster));
        }
        if let Some(first) = form.words.first().filter(|_| !form.given && id > 0) {
            self.by_key.entry(first ^ 0xb0d1).or_insert(cluster);
        }
        cluster
    }

    fn get(&self, cluster: u32) -> Option<&Cluster> {
        self.clusters.get(cluster as usize)
    }

    fn text(&self, form: &Form) -> &'a str {
        let mention = self.found.get(form.sample as usize).filter(|mention| mention.kind == MentionKind::Name);
        mention.map_or("", |mention| self.prose.span(&mention.core).of(self.prose.text))
    }

    /// The first word of a form in small letters, without dots.
    fn first_word(&self, id: u32) -> String {
        let form = self.forms.list.get(id as usize);
        let first = form.and_then(|form| self.text(form).split_whitespace().next()).unwrap_or("");
        first.replace('.', "").to_lowercase()
    }

    /// Whether a first word is an initial, a pet form or a middle name of a cluster's, or the other way round.
    fn is_short_for(&self, name: &str, cluster: &Cluster, form: &Form) -> bool {
        let other = cluster.forms.first().map(|&id| self.first_word(id)).unwrap_or_default();
        let initial =
            (name.chars().count() == 1 || other.chars().count() == 1) && name.chars().next() == other.chars().next();
        let gazetteer = Gazetteer::english();
        let pet = gazetteer.full_names(name).contains(&other.as_str()) || gazetteer.full_names(&other).contains(&name);
        let middle = cluster.words.get(1..cluster.words.len() - 1).unwrap_or_default();
        let personal = (form.given || form.title != 0) && form.honour != Honour::Noble && !cluster.noble;
        // "Vale Ortiz" of "Juan Vale Ortiz"
        let tail = (self.is_article() || self.prose.lexicon.is_pack())
            && form.title == 0
            && !form.given
            && cluster.words.len() > form.words.len()
            && cluster.words.ends_with(&form.words);
        initial || pet || tail || personal && form.words.first().is_some_and(|first| middle.contains(first))
    }
}

/// No contradiction in gender.
fn agree(cluster: &Cluster, form: &Form) -> bool {
    cluster.gender == Gender::Unknown || form.gender == Gender::Unknown || cluster.gender == form.gender
}

/// Whether one of several is named four times as often as each of the others.
fn is_far_ahead(one: u32, all: &[u32], count: impl Fn(&u32) -> u32) -> bool {
    all.iter().filter(|&&c| c != one).all(|c| 4 * count(c) <= count(&one))
}

/// The first few clusters that an index lists for a word.
fn listed(index: &FxHashMap<Symbol, Vec<u32>>, word: Symbol) -> Vec<u32> {
    index.get(&word).map_or(Vec::new(), |list| list.iter().copied().take(REACH).collect())
}
