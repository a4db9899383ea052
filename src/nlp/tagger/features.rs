//! What the tagger looks at. The order of the templates is part of the model: change one, train anew.

use super::{Label, Observation};
use crate::linear::{Feature, List, join};

/// A sentence as the tagger sees it, with what is found by walking it once.
#[derive(Debug, Default)]
pub struct Sentence {
    /// The items.
    pub items: Vec<Observation>,
    /// Whether it is written as a headline.
    pub title: bool,
    /// Where the first colon of a headline stands, counted from 1; 0 for none.
    colon: usize,
    /// For each item, the nearest verb before it, counted from 1; 0 for none.
    last_verb: Vec<u32>,
    /// For each item, the nearest verb after it, counted from 1; 0 for none.
    next_verb: Vec<u32>,
    /// For each item, a hash of the classes since the last verb, the first few of them.
    path: Vec<u32>,
    /// For each item, how many verbs stand since the last sign that parts clauses.
    verbs_since: Vec<u8>,
    /// For each item, how many items ago such a sign stood.
    since: Vec<u32>,
    /// The last cue by the rules, counted from 1; 0 for none.
    last_cue: Vec<u32>,
}

impl Sentence {
    /// Walks the items: call after filling them.
    pub fn prepare(&mut self) {
        let count = self.items.len();
        for list in [&mut self.last_verb, &mut self.next_verb, &mut self.path, &mut self.since, &mut self.last_cue] {
            list.clear();
            list.resize(count, 0);
        }
        self.verbs_since.clear();
        let (mut verb, mut path, mut steps, mut verbs, mut since, mut cue) = (0, 0, 0, 0u8, 0, 0);
        for (at, item) in self.items.iter().enumerate() {
            self.last_verb[at] = verb;
            self.path[at] = path;
            self.verbs_since.push(verbs);
            self.since[at] = since;
            self.last_cue[at] = cue;
            if steps < 4 {
                path = join(path, kind(item));
                steps += 1;
            }
            since += 1;
            if item.verb {
                verb = at as u32 + 1;
                (path, steps) = (1, 0);
                verbs = verbs.saturating_add(1);
            }
            if item.rule_part == 1 {
                cue = at as u32 + 1;
            }
            if item.breaks {
                (verbs, since) = (0, 0);
            }
        }
        self.colon = if self.title {
            self.items.iter().take(10).position(|item| item.class == COLON).map_or(0, |at| at + 1)
        } else {
            0
        };
        let mut next = 0;
        for at in (0..count).rev() {
            self.next_verb[at] = next;
            if self.items[at].verb {
                next = at as u32 + 1;
            }
        }
    }

    fn item(&self, at: usize, by: isize) -> &Observation {
        self.items.get(at.wrapping_add_signed(by)).unwrap_or(&EDGE)
    }

    fn near(&self, list: &[u32], at: usize) -> (&Observation, usize) {
        match list.get(at).copied().unwrap_or(0) {
            0 => (&EDGE, 0),
            verb => (self.item(verb as usize - 1, 0), (verb as usize - 1).abs_diff(at)),
        }
    }
}

static EDGE: Observation = Observation {
    word: 7,
    stem: 7,
    suffix: 7,
    ending: 7,
    class: 31,
    case: 0,
    part: 31,
    rule_part: 0,
    rule_content: 0,
    verb: false,
    breaks: true,
};

/// The class of colons.
const COLON: u8 = 19;

/// Distances in steps that grow.
fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=25 => 9,
        _ => 10,
    }
}

/// What sort of word: its part of speech, or else its class; verbs of speech and attitude apart.
fn kind(item: &Observation) -> u32 {
    match (item.part, item.class) {
        (0, class) => u32::from(class),
        (part, 7) => 64 + u32::from(part),
        (part, 8) => 96 + u32::from(part),
        (part, _) => 32 + u32::from(part),
    }
}

/// Calls `emit` with each feature of item `at`.
pub fn features(sentence: &Sentence, at: usize, emit: impl FnMut(Feature)) {
    list(sentence, at).as_slice().iter().copied().for_each(emit);
}

/// The features of item `at`.
#[allow(clippy::many_single_char_names, reason = "five neighbours in a row, the item in the middle")]
pub fn list(sentence: &Sentence, at: usize) -> List {
    let item = |by: isize| sentence.item(at, by);
    let (a, b, c, d, e) = (item(-2), item(-1), item(0), item(1), item(2));
    let (ka, kb, kc, kd, ke, kf) = (kind(a), kind(b), kind(c), kind(d), kind(e), kind(item(3)));
    let rule = |o: &Observation| u32::from(o.rule_part) << 2 | u32::from(o.rule_content);
    let (rb, rc, rd) = (rule(b), rule(c), rule(d));
    let (cue, cue_distance) = sentence.near(&sentence.last_cue, at);
    let (verb, near) = sentence.near(&sentence.last_verb, at);
    let distance = bucket(near);
    let doer = |back: usize| kind(sentence.items.get((at + 1).wrapping_sub(near + back)).unwrap_or(&EDGE));
    let doers = if near == 0 { 0 } else { doer(2) << 8 | doer(3) };
    let path = sentence.path.get(at).copied().unwrap_or(0);
    let (next, ahead) = sentence.near(&sentence.next_verb, at);
    let since = bucket(sentence.since.get(at).copied().unwrap_or(0) as usize);
    let verbs = u32::from(sentence.verbs_since.get(at).copied().unwrap_or(0).min(3));
    let mut list = List::numbered([
        0,
        a.word,
        b.word,
        c.word,
        d.word,
        e.word,
        join(b.word, c.word),
        join(c.word, d.word),
        join(a.word, b.word),
        join(b.word, kc),
        join(c.stem, kb),
        c.stem,
        join(c.word, kd),
        join(d.word, kc),
        join(c.suffix, u32::from(c.case)),
        join(kb, kc),
        join(kc, kd),
        join(join(ka, kb), kc),
        join(join(kb, kc), kd),
        join(join(kc, kd), ke),
        join(join(join(kc, kd), ke), kf),
        // What the rules say.
        rc << 4 | rb,
        rc << 4 | rd,
        join(rc, kc),
        join(rc, c.word),
        join(rc << 4 | rb, b.word),
        join(rc << 4 | rd, d.word),
        join(rc, cue.word),
        join(rc << 8 | rb << 4, bucket(cue_distance)),
        // The verb before: what follows it is what it says or wants.
        join(verb.stem, distance),
        join(verb.word, kc),
        join(verb.stem, kc),
        join(verb.stem, c.word),
        join(join(verb.stem, kb), kc),
        join(join(verb.stem, kc), kd),
        join(join(verb.stem, c.word), distance.min(2) << 8 | kd),
        // Who does it.
        join(join(verb.stem, doers), kc),
        join(join(doers, kc), distance << 8 | kind(verb)),
        join(path, kc),
        join(verb.stem, path),
        join(join(kind(verb), path), c.word),
        // The verb after, and where in the clause this is.
        join(next.word, bucket(ahead)),
        join(next.stem, kc),
        join(join(kind(next), bucket(ahead)), join(distance, kc)),
        join(since << 2 | verbs, kc),
        join(join(since << 2 | verbs, verb.word), rc),
    ]);
    let mut put = |value: u32| list.number(value);
    if sentence.title {
        let side = if sentence.colon == 0 { 0 } else { 2 + (at + 1).cmp(&sentence.colon) as u32 % 3 };
        let apart = bucket((at + 1).abs_diff(sentence.colon));
        put(join(join(2000, side), apart));
        put(join(join(2001, side), kc));
        put(join(join(2002, side << 4 | apart), bucket(sentence.colon)));
    }
    // Signs: what stands on both sides.
    if c.breaks {
        put(join(join(c.word, next.word), bucket(ahead)));
        put(join(join(join(c.word, d.word), kd), ke));
        put(join(join(verb.word, c.word), join(kd, rc)));
    } else {
        // Where in the sentence.
        put(join(1, join(bucket(at), kc)));
        put(join(2, join(bucket(sentence.items.len().saturating_sub(at)), kc)));
        put(join(3, join(bucket(at), rc)));
    }
    list
}

/// The feature of passing from one label to the next at an item of some class.
pub fn transition(before: Option<Label>, item: Observation) -> Feature {
    join(join(1000, before.map_or(7, |label| label as u32)), u32::from(item.class))
}
