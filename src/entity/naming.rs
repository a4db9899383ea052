//! Actors from what was resolved: the fullest name, the other names, roles, kind and gender.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Resolved;
use super::cluster::{Cluster, Clusters};
use super::forms::{Form, Forms, Honour, symbol};
use super::scene::{Entity, Walked};
use crate::entity::actor::{Actor, ActorId, ActorKind, Gender, MentionKind};
use crate::entity::mention::Found;
use crate::entity::namelist::NameTable;
use crate::nlp::language::Language;
use crate::nlp::lexicon::{Lex, entries};
use crate::nlp::prose::Prose;
use crate::nlp::token::{Case, TokenKind};

/// A form used in fewer than one of so many mentions is no canonical name of a text longer than [`LONG`].
const RARE: u32 = 12;

/// A given name with a surname that is used so often is a canonical name of any text.
const OFTEN: u32 = 10;

/// Tokens of a long text: longer than any article.
const LONG: usize = 20_000;

/// What a cluster of names is, from its words and from what stands around them.
pub fn kind(forms: &Forms, cluster: Option<&Cluster>) -> ActorKind {
    let Some(cluster) = cluster else { return ActorKind::Unknown };
    if let Some(kind) = cluster.kind {
        return kind;
    }
    let forms = || cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize));
    let sum = |count: fn(&Form) -> u32| forms().map(count).sum::<u32>();
    let (count, said) = (sum(|form| form.count), sum(|form| form.said));
    let (located, articled) = (sum(|form| form.located), sum(|form| form.articled));
    let inside = sum(|form| form.inside);
    let words = forms().map(|form| form.words.len()).max().unwrap_or(0);
    let personal = forms().any(|form| form.given || form.title != 0);
    match () {
        () if sum(|form| form.governed) > 0 && !personal => ActorKind::Place,
        () if !personal && inside > 2 && 5 * inside > count && 4 * said < inside => ActorKind::Place,
        () if cluster.gender != Gender::Unknown => ActorKind::Person,
        () if 2 * located > count && said == 0 => ActorKind::Place,
        () if 2 * articled > count => ActorKind::Unknown,
        () if said > 0 && located * 4 < count => ActorKind::Person,
        () if words == 2 || words == 3 => ActorKind::Person,
        () => ActorKind::Unknown,
    }
}

/// Builds the actors.
pub fn build(prose: &Prose, found: &[Found], forms: &Forms, clusters: &Clusters, walked: Walked) -> Resolved {
    let Walked { entities, of, narrator, resolutions } = walked;
    let mut resolved = Resolved { resolutions, ..Resolved::default() };
    let usual = match prose.language {
        Language::German => nominatives(prose, found, entities.len(), &of),
        _ if prose.tokens.len() < LONG => Vec::new(),
        _ => usual_phrases(prose, found, &entities, &of),
    };
    for (index, entity) in entities.iter().enumerate() {
        let cluster = entity.cluster.and_then(|cluster| clusters.list.get(cluster as usize));
        let common = cluster.and_then(|cluster| common_noun(prose, found, forms, cluster));
        let (name, aliases) = match cluster {
            Some(_) if common.is_some() => (common.clone().unwrap_or_default(), Vec::new()),
            Some(cluster) => names(prose, found, forms, (cluster, entity.kind)),
            None if narrator == Some(index as u32) => ("the narrator".to_owned(), vec!["I".to_owned()]),
            None => {
                let sample = usual.get(index).copied().flatten().unwrap_or(entity.sample);
                (phrase(prose, found.get(sample as usize)), Vec::new())
            }
        };
        let mut roles: Vec<String> = Vec::new();
        for role in entity.roles.iter().map(|role| role.text(prose)) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        resolved.actors.push(Actor {
            id: ActorId(index as u32),
            name,
            named: true,
            kind: entity.kind,
            aliases,
            roles,
            gender: entity.gender,
            mentions: entity.mentions,
            quotations: 0,
        });
        // "the Voss administration" is somebody once the text comes back to it.
        let known = entity.mentions > 1 && is_named_phrase(prose, found.get(entity.sample as usize));
        resolved.named.push(cluster.is_some() && common.is_none() || known);
        resolved.person.push(entity.person);
    }
    resolved.of = of.into_iter().map(|entity| entity.map(ActorId)).collect();
    resolved
}

/// `the Council`, of which the text has no other name: a noun with a capital, which names nobody.
fn common_noun(prose: &Prose, found: &[Found], forms: &Forms, cluster: &Cluster) -> Option<String> {
    let is_common = |form: &Form| {
        let sample =
            found.get(form.sample as usize).filter(|_| form.words.len() == 1 && 2 * form.articled > form.count);
        let token = sample.and_then(|sample| prose.tokens.get(sample.core.start as usize));
        token.is_some_and(|token| token.is(Lex::ORGANISATION_NOUN) && token.case == Case::Capital)
    };
    let mut all = cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize));
    let first = all.next().filter(|_| prose.language == Language::English && cluster.known.is_none())?;
    let noun = prose.word(found.get(first.sample as usize)?.core.start);
    (is_common(first) && all.all(is_common)).then(|| format!("the {noun}"))
}

/// The fullest name and the others.
pub(super) fn names(
    prose: &Prose,
    found: &[Found],
    forms: &Forms,
    (cluster, kind): (&Cluster, ActorKind),
) -> (String, Vec<String>) {
    let mut all: Vec<(&Form, String)> = Vec::new();
    for form in cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize)) {
        let Some(mention) = found.get(form.sample as usize) else { continue };
        // "Ardley" of "PM Ardley".
        let title = mention.core.start.checked_sub(1).filter(|at| *at >= mention.tokens.start);
        let upper = |at: u32| {
            let token = prose.tokens.get(at as usize);
            token.is_some_and(|token| token.case == Case::Upper) && !prose.word(at).contains('.')
        };
        // In an article "Admiral Ode" is Ode, and in a novel that is his name.
        let ranked = form.honour == Honour::Other && !form.courtesy;
        let short = prose.tokens.len() < LONG;
        let office = form.honour == Honour::Other && title.is_some_and(upper);
        let titled = form.honour != Honour::None && form.words.len() == 1 && !office && !(ranked && short);
        let span =
            if titled || form.wife || form.honour == Honour::Noble { mention.span } else { prose.span(&mention.core) };
        all.push((form, flat(span.of(prose.text))));
    }
    let total: u32 = all.iter().map(|(form, _)| form.count).sum();
    let shouted = all.iter().all(|(_, name)| is_shouted(name));
    let best = all.iter().enumerate().max_by_key(|(index, (form, name))| {
        // In a long text a form that is hardly used stands for nobody; what is known by its full name keeps it.
        let full = form.given && form.words.len() > 1 && form.count >= OFTEN;
        let usual = prose.tokens.len() < LONG || cluster.known.is_some() || full || form.count * RARE >= total;
        let plain = shouted || !is_shouted(name) || name.len() < 6;
        let words = form.words.len().min(6);
        let body = form.headlined < form.count;
        // "Brave Ada Voss" where there is an "Ada Voss".
        let plainer = |other: &Form| other.given && other.words.len() > 1 && other.headlined < other.count;
        let longer = |other: &Form| other.words.len() < form.words.len() && form.words.ends_with(&other.words);
        let preceded = !form.given && all.iter().any(|(other, _)| plainer(other) && longer(other));
        let whole = !preceded && !is_described(prose, found.get(form.sample as usize));
        // Of one word, with a title or without, the one that the text likes better.
        let liked = if words == 1 { form.count as usize } else { name.len() };
        (usual, body, plain, whole, words, liked, usize::MAX - index)
    });
    let best = best.map_or(0, |(index, _)| index);
    let name = all.get(best).map(|(form, name)| {
        // "the Invisible Man", but not "the Ada Voss show".
        let articled =
            form.honour == Honour::None && !form.given && form.articled > 1 && 2 * form.articled > form.count;
        let thing = matches!(kind, ActorKind::Organisation | ActorKind::Place | ActorKind::Group);
        if !thing && articled { format!("the {name}") } else { name.clone() }
    });
    let mut name = name.unwrap_or_default();
    let person = matches!(kind, ActorKind::Person | ActorKind::Unknown);
    if person && prose.language == Language::English && prose.tokens.len() < LONG {
        name = without_honours(&name).to_owned();
    }
    let mut aliases: Vec<String> = Vec::new();
    for (_, alias) in all {
        if alias != name && !aliases.contains(&alias) && aliases.len() < 24 {
            aliases.push(alias);
        }
    }
    (name, aliases)
}

/// A name in full without what is no part of it: `Tory MP Sir |Jon Vale|`, `|Ada Voss| KC`. What is left has two words.
fn without_honours(name: &str) -> &str {
    static BEFORE: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../assets/lexicons/en/honours.txt")).collect());
    static AFTER: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../assets/lexicons/en/postnominals.txt")).collect());
    const FIRST: usize = 4;
    let words: Vec<&str> = name.split(' ').collect();
    let is = |list: &FxHashSet<&str>, word: &str| {
        word.starts_with(char::is_uppercase) && list.contains(word.to_lowercase().as_str())
    };
    let last = words.iter().rev().take_while(|word| is(&AFTER, word) && is_shouted(word)).count();
    let end = if words.len() >= last + 2 { words.len() - last } else { words.len() };
    let first = words.iter().take(FIRST.min(end.saturating_sub(2))).rposition(|word| is(&BEFORE, word));
    let start: usize = words.iter().take(first.map_or(0, |at| at + 1)).map(|word| word.len() + 1).sum();
    let length = words.iter().take(end).map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    name.get(start..length).unwrap_or(name)
}

/// "Norland Voss", "Republicans Voss": somebody's surname with what stood before it by chance.
fn is_described(prose: &Prose, mention: Option<&Found>) -> bool {
    let Some(core) = mention.map(|mention| mention.core.clone()).filter(|core| core.end - core.start == 2) else {
        return false;
    };
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let surname = NameTable::shipped().get(prose.word(core.start + 1)).surname > 0;
    is(core.start, Lex::PLACE.or(Lex::PLURAL))
        && !is(core.start, Lex::GIVEN)
        && surname
        && prose.language == Language::English
}

/// For each entity without a name the mention whose words stand for it most often, the first of those that are alike.
fn usual_phrases(prose: &Prose, found: &[Found], entities: &[Entity], of: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut counts: FxHashMap<(u32, u64), (u32, u32)> = FxHashMap::default();
    best_phrases(found, entities.len(), of, |index, mention, entity| {
        if entities.get(entity as usize).is_none_or(|entity| entity.cluster.is_some()) {
            return None;
        }
        let words = mention.tokens.clone().map(|at| symbol(prose.word(at)));
        let key = words.fold(0, |key: u64, word| key.rotate_left(7) ^ word);
        let (count, sample) = counts.entry((entity, key)).or_insert((0, index));
        *count += 1;
        Some((*count, *sample))
    })
}

/// For each entity the noun phrase whose article shows a nominative best, the first of those that are alike: "die Polizei",
/// not "der Polizei".
fn nominatives(prose: &Prose, found: &[Found], entities: usize, of: &[Option<u32>]) -> Vec<Option<u32>> {
    best_phrases(found, entities, of, |index, mention, _| {
        let rank = match prose.word(mention.tokens.start).to_lowercase().as_str() {
            "die" | "das" => 4,
            "dem" | "den" | "des" | "einem" | "einen" | "eines" => 1,
            "der" => 3,
            _ => 2,
        };
        Some((rank, index))
    })
}

/// For each entity the noun phrase of the highest rank, the first of those that are alike. `rank` has the index of a mention,
/// the mention and its entity, and gives a rank above 0 and the index of the mention that has it.
fn best_phrases(
    found: &[Found],
    entities: usize,
    of: &[Option<u32>],
    mut rank: impl FnMut(u32, &Found, u32) -> Option<(u32, u32)>,
) -> Vec<Option<u32>> {
    let mut best: Vec<(u32, Option<u32>)> = vec![(0, None); entities];
    for (index, (mention, entity)) in found.iter().zip(of).enumerate() {
        let Some(entity) = entity.filter(|_| mention.kind == MentionKind::Nominal) else { continue };
        let Some((rank, sample)) = rank(index as u32, mention, entity) else { continue };
        if let Some(most) = best.get_mut(entity as usize).filter(|(most, _)| rank > *most) {
            *most = (rank, Some(sample));
        }
    }
    best.into_iter().map(|(_, sample)| sample).collect()
}

/// In capitals throughout.
fn is_shouted(name: &str) -> bool {
    name.chars().all(|c| !c.is_lowercase())
}

/// The words of a noun phrase that stands for an unnamed actor, without "the" before a name: "Voss administration".
pub(super) fn phrase(prose: &Prose, mention: Option<&Found>) -> String {
    let Some(mention) = mention else { return String::new() };
    let named = is_named_phrase(prose, Some(mention));
    let start = if named { mention.core.start } else { mention.tokens.start };
    let end = if named { mention.core.end } else { mention.tokens.end };
    let text = flat(prose.span(&(start..end)).of(prose.text));
    let mut letters = text.chars();
    match letters.next() {
        // German: nouns keep their capital.
        Some(_) if prose.language == Language::German && start == mention.head => text,
        Some(first) if !named && start == mention.tokens.start && !is_name(prose, start) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text,
    }
}

/// Whether the word that a phrase begins with is a name or part of one: "Norland’s bank", "Ms. Voss’s sister", "PM Voss’s
/// spokesman", "Prime Minister Ada Voss’s spokesman".
fn is_name(prose: &Prose, at: u32) -> bool {
    let token = |at: u32| prose.tokens.get(at as usize);
    let is = |at: u32, lex: Lex| token(at).is_some_and(|token| token.is(lex));
    if is(at, Lex::FUNCTION) {
        return prose.word(at) == "I";
    }
    let upper = token(at).is_some_and(|token| token.case == Case::Upper);
    let capital = token(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.is_capital());
    let owner = matches!(prose.word(at + 1), "'s" | "’s" | "'" | "’");
    let ordinary = is(at, Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP));
    let described = is(at, Lex::COMMON.or(Lex::ADVERB)) && !is(at, Lex::TITLE);
    upper || is(at, Lex::DEMONYM) || capital && !described && !is(at + 1, Lex::DEMONYM) || owner && !ordinary
}

/// "the Voss administration", "European leaders": a noun phrase that names somebody by a name or a demonym.
fn is_named_phrase(prose: &Prose, mention: Option<&Found>) -> bool {
    let Some(mention) = mention else { return false };
    if !matches!(mention.actor, ActorKind::Organisation | ActorKind::Group) {
        return false;
    }
    let mut modifiers = mention.core.start..mention.head;
    modifiers.any(|at| prose.tokens.get(at as usize).is_some_and(crate::nlp::token::Token::is_capital))
        && mention.article != crate::entity::mention::Article::Possessive
}

/// With every run of white space as one space.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, plain};
    use crate::nlp::lexicon::Lexicon;

    #[test]
    fn the_first_word_of_a_phrase_is_small_unless_it_is_of_a_name() {
        let names = [
            ("PM Voss’s spokesman left.", "PM Voss’s spokesman"),
            ("Ms. Voss’s sister left.", "Ms. Voss’s sister"),
            ("A baker left.", "a baker"),
            ("The Norland minister left.", "the Norland minister"),
        ];
        for (text, name) in names {
            let document = plain(text.to_owned(), Metadata::default());
            let prose = Prose::new(&document, Lexicon::english());
            let found = crate::entity::mention::find(&prose);
            let nominal = found.iter().find(|mention| mention.kind == MentionKind::Nominal);
            assert_eq!(phrase(&prose, nominal), name);
        }
    }
}
