//! Names as forms: the different ways a document writes names, counted. A form is a title, words and a suffix; capitals
//! and dots do not matter.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::entity::actor::{ActorKind, Gender, MentionKind};
use crate::entity::gazetteer::{self, Gazetteer, Known, Profile};
use crate::entity::mention::Found;
use crate::entity::mention::census::is_headline;
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::{Case, TokenKind};

/// A hash of a word without case and dots; no word is 0.
pub type Symbol = u64;

/// What a courtesy title says of its bearer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Honour {
    /// No title.
    #[default]
    None,
    /// Mrs., Madame.
    Married,
    /// Miss, Mademoiselle.
    Unmarried,
    /// Aunt, Uncle, Sister: a given name follows.
    Kin,
    /// Sir, Lady: a given name or a surname follows.
    Noble,
    /// Mr., Dr., President.
    Other,
}

/// One way of writing a name.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its words, without title and suffix.
    pub words: Vec<Symbol>,
    /// The last word of the title; 0 where there is none.
    pub title: Symbol,
    /// What the title says.
    pub honour: Honour,
    /// The title is mere courtesy: Mr., Mrs., Miss.
    pub courtesy: bool,
    /// Jr., Sr.; 0 where there is none.
    pub suffix: Symbol,
    /// The first mention written so; not in capitals throughout, if there is one.
    pub sample: u32,
    /// How often.
    pub count: u32,
    /// How often in a headline.
    pub headlined: u32,
    /// How often outside quotation marks.
    pub narrated: u32,
    /// How often a verb of speech stands beside it.
    pub said: u32,
    /// How often a preposition of place stands before it.
    pub located: u32,
    /// How often it is where something is: "in Havn", but not "in Voss's house".
    pub inside: u32,
    /// How often "the" stands before it.
    pub articled: u32,
    /// How often something belongs to it that countries and towns have: "Norland's parliament", "mayor of Havn".
    pub governed: u32,
    /// What the words show it to be.
    pub kind: ActorKind,
    /// What the words show of the gender.
    pub gender: Gender,
    /// The first word is a given name.
    pub given: bool,
    /// "Mrs. John Ode": the wife of a man of that name.
    pub wife: bool,
    /// "Mrs. Newland Ode": his wife, or she herself.
    pub doubted: bool,
    /// All capitals.
    pub upper: bool,
    /// Known beyond the text.
    pub known: Option<Known>,
    /// What the longer list of well-known names says of it.
    pub profile: Option<Profile>,
}

/// All forms of a document.
#[derive(Debug, Default)]
pub struct Forms {
    /// In order of first use.
    pub list: Vec<Form>,
    /// The form of each found mention; `None` for pronouns and nominals.
    pub of: Vec<Option<u32>>,
}

impl Forms {
    /// Collects the forms of all names; `quoted[i]` tells whether mention `i` stands between quotation marks.
    pub fn new(prose: &Prose, found: &[Found], quoted: &[bool]) -> Self {
        let mut forms = Self { list: Vec::new(), of: Vec::with_capacity(found.len()) };
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        let inflected = Inflected::new(prose, found);
        let mut headlines = Headlines { prose, block: 0, is: None };
        for (index, mention) in found.iter().enumerate() {
            if mention.kind != MentionKind::Name {
                forms.of.push(None);
                continue;
            }
            let key = key_of(prose, mention, &inflected);
            let id = *known.entry(key).or_insert_with(|| {
                forms.list.push(new_form(prose, (mention, index), &inflected));
                forms.list.len() as u32 - 1
            });
            if let Some(form) = forms.list.get_mut(id as usize) {
                count(prose, mention, form, quoted.get(index).copied().unwrap_or(false));
                let raised = headlines.hold(mention.tokens.start);
                form.headlined += u32::from(raised);
                if form.headlined + 1 == form.count && !raised {
                    // What the body writes is the sample.
                    form.sample = index as u32;
                }
                let sample = found.get(form.sample as usize).unwrap_or(mention);
                if inflected.is_one(prose, sample) && !inflected.is_one(prose, mention) {
                    form.sample = index as u32;
                }
                let shouted = form.upper && is_upper(prose, found.get(form.sample as usize).unwrap_or(mention));
                if shouted && !is_upper(prose, mention) {
                    form.sample = index as u32;
                }
            }
            forms.of.push(Some(id));
        }
        forms.doubt_wives();
        forms
    }

    /// "Mrs. Newland Ode" beside many a "Newland Ode": his wife rather than what she is called herself. It shows nobody's
    /// gender.
    fn doubt_wives(&mut self) {
        let named_after = |form: &Form| form.honour == Honour::Married && !form.wife && !form.given;
        if !self.list.iter().any(named_after) {
            return;
        }
        let full = |form: &&Form| form.title == 0 && form.words.len() > 1;
        let bare: FxHashMap<Vec<Symbol>, u32> =
            self.list.iter().filter(full).map(|form| (form.words.clone(), form.count)).collect();
        for form in self.list.iter_mut().filter(|form| named_after(form)) {
            if bare.get(&form.words).is_some_and(|&count| count > 4 * form.count) {
                (form.doubted, form.courtesy, form.gender) = (true, false, Gender::Unknown);
            }
        }
    }
}

/// Names in other cases than the first: "Odes Plan" beside "Ode", "Nowakiem" beside "Nowak". Holds the words of names; a word
/// is taken for a case of another only where that is among them.
struct Inflected<'p> {
    words: FxHashSet<Symbol>,
    cases: &'p [(Box<str>, Box<str>)],
}

impl<'p> Inflected<'p> {
    fn new(prose: &Prose<'p>, found: &[Found]) -> Self {
        let cases = prose.lexicon.phrases().cases.as_slice();
        if cases.is_empty() {
            return Self { words: FxHashSet::default(), cases };
        }
        let names = found.iter().filter(|mention| mention.kind == MentionKind::Name);
        let words = names.flat_map(|name| name.core.clone()).map(|at| symbol(prose.word(at)));
        Self { words: words.collect(), cases }
    }

    /// The word without the ending of its case.
    fn base(&self, word: &str) -> Option<Symbol> {
        let bases = self.cases.iter().filter_map(|(case, base)| {
            let stem = word.strip_suffix(&**case).filter(|stem| stem.len() > 2)?;
            Some(symbol(&format!("{stem}{base}")))
        });
        bases.into_iter().find(|base| self.words.contains(base) && *base != symbol(word))
    }

    fn symbol(&self, word: &str) -> Symbol {
        self.base(word).unwrap_or_else(|| symbol(word))
    }

    fn is_one(&self, prose: &Prose, mention: &Found) -> bool {
        self.base(prose.word(mention.head)).is_some()
    }
}

/// Tells which tokens stand in a headline; asked in their order.
struct Headlines<'p> {
    prose: &'p Prose<'p>,
    block: usize,
    is: Option<bool>,
}

impl Headlines<'_> {
    fn hold(&mut self, token: u32) -> bool {
        while self.prose.blocks.get(self.block).is_some_and(|block| block.tokens.end <= token) {
            (self.block, self.is) = (self.block + 1, None);
        }
        let Some(block) = self.prose.blocks.get(self.block) else { return false };
        *self.is.get_or_insert_with(|| {
            let range = block.tokens.start as usize..block.tokens.end as usize;
            let tokens = self.prose.tokens.get(range).unwrap_or_default();
            is_headline(self.prose, block.kind, tokens)
        })
    }
}

/// A hash of a word without case and dots.
pub fn symbol(word: &str) -> Symbol {
    let letters = word.bytes().filter(|&byte| byte != b'.');
    let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    });
    hash.max(1)
}

/// The symbols of a name's words, leaving out a nickname between marks and signs.
fn words_of<'p>(prose: &'p Prose, mention: &'p Found) -> impl Iterator<Item = (u32, &'p str)> {
    let mut marked = false;
    mention.core.clone().filter_map(move |at| {
        let token = prose.tokens.get(at as usize)?;
        if token.kind == TokenKind::Mark {
            marked = !marked;
            return None;
        }
        (token.kind == TokenKind::Word && !marked).then(|| (at, token.of(prose.text)))
    })
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV")
}

fn title_of(prose: &Prose, mention: &Found) -> Symbol {
    if mention.tokens.start == mention.core.start { 0 } else { symbol(prose.word(mention.core.start - 1)) }
}

fn key_of(prose: &Prose, mention: &Found, inflected: &Inflected) -> u64 {
    let words = words_of(prose, mention).map(|(_, word)| inflected.symbol(word));
    words.fold(title_of(prose, mention), |key, word| (key.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn new_form(prose: &Prose, (mention, index): (&Found, usize), inflected: &Inflected) -> Form {
    let mut words: Vec<Symbol> = Vec::new();
    let mut suffix = 0;
    for (at, word) in words_of(prose, mention) {
        let token = prose.tokens.get(at as usize);
        // "Mr. van der Ode" has one word, as "Mr. Ode".
        let particle = token.is_some_and(|token| token.is(Lex::PARTICLE) && !token.is_capital());
        if is_suffix(word) && at > mention.core.start {
            suffix = symbol(word);
        } else if !(particle && words.is_empty() && at < mention.head) {
            words.push(inflected.symbol(word));
        }
    }
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let first = mention.core.start;
    let given = is(first, Lex::GIVEN);
    let text = prose.span(&mention.core).of(prose.text);
    let titled = mention.tokens.start < mention.core.start;
    let known = Gazetteer::english().known(text).filter(|_| !titled && (!given || words.len() > 1));
    let profile = gazetteer::profile(text).filter(|_| !titled || words.len() > 1);
    let honour = if titled { honour(prose.word(mention.core.start - 1)) } else { Honour::None };
    let wife = honour == Honour::Married && is(first, Lex::GIVEN_MALE) && !is(first, Lex::GIVEN_FEMALE);
    let courtesy = titled && is_courtesy(prose.word(mention.core.start - 1));
    Form {
        courtesy,
        wife,
        doubted: false,
        words,
        title: title_of(prose, mention),
        honour,
        suffix,
        sample: index as u32,
        count: 0,
        headlined: 0,
        narrated: 0,
        said: 0,
        located: 0,
        inside: 0,
        articled: 0,
        governed: 0,
        kind: mention.actor,
        gender: mention.gender,
        given,
        upper: is_upper(prose, mention),
        known,
        profile,
    }
}

/// In capitals throughout.
fn is_upper(prose: &Prose, mention: &Found) -> bool {
    mention.core.clone().all(|at| prose.tokens.get(at as usize).is_some_and(|token| token.case == Case::Upper))
}

fn honour(title: &str) -> Honour {
    let mut lower = title.to_ascii_lowercase();
    lower.retain(|c| c != '.');
    match lower.as_str() {
        "mrs" | "madame" | "mme" | "madam" | "frau" | "signora" | "senora" => Honour::Married,
        "miss" | "mademoiselle" | "mlle" | "fraulein" | "signorina" | "senorita" => Honour::Unmarried,
        "aunt" | "auntie" | "uncle" | "cousin" | "sister" | "brother" | "father" | "mother" | "grandma" | "grandpa"
        | "tante" | "nurse" => Honour::Kin,
        "sir" | "lady" | "lord" | "dame" | "prince" | "princess" | "queen" | "king" | "master" | "saint" | "st" => {
            Honour::Noble
        }
        _ => Honour::Other,
    }
}

fn is_courtesy(title: &str) -> bool {
    matches!(
        title.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Monsieur" | "Madame" | "Mademoiselle" | "Herr" | "Frau"
    )
}

/// Adds what stands around one mention.
fn count(prose: &Prose, mention: &Found, form: &mut Form, quoted: bool) {
    let token = |at: u32| prose.tokens.get(at as usize);
    let is = |at: u32, lex: Lex| token(at).is_some_and(|token| token.is(lex));
    form.count += 1;
    form.narrated += u32::from(!quoted);
    let before = mention.tokens.start.checked_sub(1);
    let said = is(mention.tokens.end, Lex::SAY) || before.is_some_and(|at| is(at, Lex::SAY));
    form.said += u32::from(said);
    let end = mention.tokens.end;
    let owns = matches!(prose.word(end), "'s" | "’s") && (end + 1..end + 4).any(|at| is_of_state(prose.word(at)));
    let of = before.is_some_and(|at| at > 0 && prose.word(at) == "of" && is_of_state(prose.word(at - 1)));
    form.governed += u32::from(owns || of);
    let Some(before) = before.map(|at| prose.word(at)) else { return };
    form.located +=
        u32::from(matches!(before, "in" | "In" | "at" | "near" | "through" | "into" | "around" | "to" | "from"));
    let possessive = matches!(prose.word(end), "'s" | "’s" | "'" | "’");
    form.inside += u32::from(!possessive && matches!(before, "in" | "In" | "near" | "through" | "into" | "at"));
    form.articled += u32::from(matches!(before, "the" | "The"));
}

/// What countries and towns have, and nobody else.
fn is_of_state(word: &str) -> bool {
    const STATE: [&str; 14] = [
        "minister",
        "ministry",
        "ministers",
        "parliament",
        "border",
        "borders",
        "capital",
        "mayor",
        "ambassador",
        "embassy",
        "constitution",
        "consulate",
        "airspace",
        "coastline",
    ];
    STATE.contains(&word)
}
