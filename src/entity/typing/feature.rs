//! What the model of types sees of a cluster.

use crate::entity::actor::{ActorKind, MentionKind};
use crate::entity::cluster::{Cluster, Clusters};
use crate::entity::forms::Forms;
use crate::entity::mention::{Found, Person};
use crate::entity::namelist::NameTable;
use crate::linear::{Feature, hash_on, hash_word, join};
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::{Case, Token, TokenKind};

/// How many mentions of a cluster are looked at, and how many forms.
const MENTIONS: u32 = 5;
const FORMS: usize = 4;

/// How far behind a name a pronoun is looked for.
const REACH: u32 = 14;

/// Lists that a word of a name or beside it may be in.
const LISTS: [Lex; 24] = [
    Lex::GIVEN_MALE,
    Lex::GIVEN_FEMALE,
    Lex::TITLE,
    Lex::ROLE,
    Lex::FAMILY,
    Lex::GROUP,
    Lex::ORGANISATION_NOUN,
    Lex::ORGANISATION_WORD,
    Lex::DOCUMENT,
    Lex::PLACE,
    Lex::DEMONYM,
    Lex::TIME,
    Lex::COMMON,
    Lex::PARTICLE,
    Lex::SAY,
    Lex::VERB,
    Lex::ATTITUDE,
    Lex::AUXILIARY,
    Lex::MODAL,
    Lex::PREPOSITION,
    Lex::DETERMINER,
    Lex::POSSESSIVE,
    Lex::WH,
    Lex::PLURAL,
];

/// The features of one cluster.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The identities of its own words.
    pub words: Vec<Feature>,
    /// All others.
    pub context: Vec<Feature>,
    seen: u32,
}

impl Features {
    /// All of them, each once.
    pub fn all(mut self) -> Vec<Feature> {
        self.context.append(&mut self.words);
        self.context
    }

    fn add(&mut self, template: u32, value: u32) {
        self.context.push(join(template, value));
    }
}

/// The features of each cluster.
pub fn of_clusters(prose: &Prose, found: &[Found], forms: &Forms, clusters: &Clusters) -> Vec<Features> {
    let mut all: Vec<Features> = vec![Features::default(); clusters.list.len()];
    for (features, cluster) in all.iter_mut().zip(&clusters.list) {
        for form in cluster.forms.iter().take(FORMS).filter_map(|&id| forms.list.get(id as usize)) {
            let Some(mention) = found.get(form.sample as usize) else { continue };
            of_form(prose, mention, features);
            let known = form.known.map_or(9, |known| kind_number(known.kind));
            features.add(13, known);
            features.add(14, kind_number(form.kind) << 3 | (form.words.len() as u32).min(4));
        }
        features.add(18, ways(forms, cluster));
    }
    let reader = Reader { prose, found };
    for (index, mention) in found.iter().enumerate() {
        let Some(cluster) = forms.of.get(index).copied().flatten().and_then(|form| clusters.one(form)) else {
            continue;
        };
        let Some(features) = all.get_mut(cluster as usize).filter(|features| features.seen < MENTIONS) else {
            continue;
        };
        features.seen += 1;
        reader.around(index, mention, features);
    }
    let mut seen = [0u64; SEEN];
    for features in &mut all {
        seen.fill(0);
        features.context.retain(|&feature| is_new(&mut seen, feature));
        features.words.retain(|&feature| is_new(&mut seen, feature));
    }
    all
}

/// In which ways a name is written: in full, by its first or last word alone, with a title, in capitals; and how often.
fn ways(forms: &Forms, cluster: &Cluster) -> u32 {
    let mut ways = 0;
    let words = &cluster.words;
    for form in cluster.forms.iter().filter_map(|&id| forms.list.get(id as usize)) {
        let single = form.words.len() == 1 && words.len() > 1;
        ways |= u32::from(form.words.len() > 1);
        ways |= u32::from(single && form.words.first() == words.last()) << 1;
        ways |= u32::from(single && form.words.first() == words.first()) << 2;
        ways |= u32::from(form.title != 0) << 3;
        ways |= u32::from(form.upper) << 4;
        ways |= u32::from(form.said > 0) << 5;
        ways |= u32::from(2 * form.articled > form.count) << 6;
        ways |= u32::from(2 * form.located > form.count) << 7;
    }
    ways << 3 | (cluster.count.min(64) + 1).ilog2().min(7)
}

/// Words of the set of features seen, one bit a feature: few features share one.
const SEEN: usize = 256;

/// Whether a feature comes for the first time.
fn is_new(seen: &mut [u64; SEEN], feature: Feature) -> bool {
    let bit = 1 << (feature & 63);
    let Some(word) = seen.get_mut((feature >> 6) as usize % SEEN) else { return true };
    let new = *word & bit == 0;
    *word |= bit;
    new
}

const fn kind_number(kind: ActorKind) -> u32 {
    match kind {
        ActorKind::Person => 1,
        ActorKind::Organisation => 2,
        ActorKind::Place => 3,
        ActorKind::Group => 4,
        ActorKind::Unknown => 5,
    }
}

/// Which lists a word is in, each with its number.
fn lists(token: Option<&Token>) -> impl Iterator<Item = u32> + '_ {
    let in_list = move |(_, list): &(u32, Lex)| token.is_some_and(|token| token.is(*list));
    (0u32..).zip(LISTS).filter(in_list).map(|(number, _)| number)
}

/// The last letters of a word.
fn ending(word: &str, count: usize) -> u32 {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    hash_word(word.get(start..).unwrap_or(word))
}

/// The words of one way of writing the name.
fn of_form(prose: &Prose, mention: &Found, features: &mut Features) {
    let core = mention.core.clone();
    let token = |at: u32| prose.tokens.get(at as usize);
    let (first, last) = (core.start, core.end - 1);
    let table = NameTable::shipped();
    let count = (core.end - core.start).min(5);
    let mut shape = 0x811c_9dc5;
    for at in core.clone() {
        let (Some(token), word) = (token(at), prose.word(at)) else { continue };
        let letter = match (token.kind, token.case) {
            (TokenKind::Number, _) => "9",
            (TokenKind::Word, _) if word.len() == 2 && word.ends_with('.') => "I",
            (TokenKind::Word, Case::Upper) => "U",
            (TokenKind::Word, Case::Lower) => "l",
            (TokenKind::Word, _) if word.contains('-') => "H",
            (TokenKind::Word, _) => "C",
            _ => word,
        };
        shape = hash_on(shape, letter);
        let hash = hash_word(word);
        features.words.push(join(3, hash));
        if at == last {
            features.words.push(join(2, hash));
        }
        if at == first {
            features.words.push(join(1, join(hash, count)));
        }
        if at > first && at < last {
            lists(Some(token)).for_each(|list| features.add(11, list));
        }
    }
    features.add(6, shape);
    features.add(4, ending(prose.word(last), 3));
    features.add(5, ending(prose.word(last), 2) ^ count);
    features.add(15, ending(prose.word(first), 3) ^ count);
    lists(token(first)).for_each(|list| features.add(9, list << 3 | count));
    lists(token(last)).for_each(|list| features.add(10, list << 3 | count));
    let (given, surname) = (table.get(prose.word(first)), table.get(prose.word(last)));
    features.add(12, u32::from(given.given) << 6 | u32::from(surname.surname) << 3 | count);
    features.add(16, u32::from(given.surname) << 6 | u32::from(surname.given) << 3 | count);
    // Of words that no list has the letters tell where they come from.
    if surname.surname == 0 && surname.given == 0 {
        let word = prose.word(last).to_lowercase();
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        for run in starts.windows(4) {
            let (Some(&start), Some(&end)) = (run.first(), run.last()) else { continue };
            features.add(17, hash_word(word.get(start..end).unwrap_or("")));
        }
        features.add(19, hash_word(word.get(..starts.get(3).copied().unwrap_or(word.len())).unwrap_or("")));
    }
    if mention.tokens.start < core.start {
        features.add(7, hash_word(prose.word(core.start - 1)));
        features.add(8, 1);
    }
}

struct Reader<'a> {
    prose: &'a Prose<'a>,
    found: &'a [Found],
}

impl Reader<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        self.prose.tokens.get(at as usize)
    }

    /// The hash of a word beside a name; capitalised ones are all alike.
    fn hash(&self, at: Option<u32>) -> u32 {
        let Some((at, token)) = at.and_then(|at| Some((at, self.token(at)?))) else { return 1 };
        match token.kind {
            TokenKind::Word if token.is_capital() && !token.is(Lex::FUNCTION.or(Lex::TITLE)) => 2,
            TokenKind::Number => 3,
            _ => hash_word(self.prose.word(at)),
        }
    }

    /// What stands around one mention.
    fn around(&self, index: usize, mention: &Found, features: &mut Features) {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = [1, 2].map(|by| start.checked_sub(by));
        let [b1, b2] = before.map(|at| self.hash(at));
        let [n1, n2] = [0, 1].map(|by| self.hash(Some(end + by)));
        features.add(20, b1);
        features.add(21, join(b2, b1));
        features.add(22, n1);
        features.add(23, join(n1, n2));
        features.add(24, join(b1, n1));
        lists(before[0].and_then(|at| self.token(at))).for_each(|list| features.add(27, list));
        lists(self.token(end)).for_each(|list| features.add(28, list));
        let next = self.token(end).map(|token| token.kind);
        if next.is_some_and(|kind| kind != TokenKind::Word) {
            let kind = hash_word(self.prose.word(end));
            lists(self.token(end + 1)).for_each(|list| features.add(29, join(list, kind)));
        }
        if b1 != 1 && before[0].and_then(|at| self.token(at)).is_some_and(|token| token.kind != TokenKind::Word) {
            lists(before[1].and_then(|at| self.token(at))).for_each(|list| features.add(30, join(list, b1)));
        }
        features.add(31, self.pronoun(index, end));
    }

    /// The first pronoun behind a name before another name: he or she, it, they, who.
    fn pronoun(&self, index: usize, end: u32) -> u32 {
        for later in self.found.iter().skip(index + 1).take(4) {
            if later.tokens.start > end + REACH || later.kind == MentionKind::Name && later.tokens.start >= end {
                return 0;
            }
            if later.kind == MentionKind::Pronoun && later.person == Person::Third && later.tokens.start >= end {
                return hash_word(self.prose.word(later.tokens.start)) | 1;
            }
        }
        0
    }
}
