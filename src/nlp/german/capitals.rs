//! German capitals: every noun has one, so a capital by itself shows no name. Here each capitalised word is weighed; what
//! is no name is treated as if written small, so that all later steps can rest on capitals as in other languages.

mod block;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::{Case, Token, TokenKind};
use block::Block;

/// Words of these lists are no names by themselves.
const ORDINARY: Lex = SMALL.or(NOUN);

/// Words that are hardly ever names, not even behind a title.
const SMALL: Lex =
    Lex::FUNCTION.or(Lex::ADVERB).or(Lex::TIME).or(Lex::COMMON).or(Lex::SAY_NOUN).or(Lex::DOCUMENT).or(Lex::DEMONYM);

/// Nouns for people and bodies, of which many are surnames: "Richter", "Bauer".
const NOUN: Lex = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN);

/// A verb in the middle of a sentence is written small: the noun beside it ("Fragen", "Antworten") is none.
const VERBAL: Lex =
    Lex::SAY.or(Lex::REPORT).or(Lex::ATTITUDE).or(Lex::VERB).or(Lex::ADVERB).or(Lex::SUBJUNCTIVE).or(Lex::SEPARABLE);

/// Verbs of any sort.
const VERB: Lex = Lex::SAY.or(Lex::ATTITUDE).or(Lex::VERB).or(Lex::AUXILIARY).or(Lex::MODAL).or(Lex::SUBJUNCTIVE);

/// Prepositions that hold an article: what follows is a noun with one.
const CONTRACTED: [&str; 8] = ["am", "im", "zum", "zur", "vom", "beim", "ins", "ans"];

/// How often a word must stand without an article to be a name by that alone.
const OFTEN: u32 = 3;

/// Takes the capitals away from nouns that are no names, and the verbs from words with a capital.
pub fn settle_capitals(prose: &mut Prose) {
    let names = Names::new(prose);
    let mut starts = true;
    for index in 0..prose.tokens.len() {
        let Some(&token) = prose.tokens.get(index) else { return };
        if token.kind == TokenKind::Word && token.case == Case::Capital {
            let person = names.is_person(prose, index);
            let name = person || names.holds(prose, index);
            let next = prose.tokens.get(index + 1).copied();
            if let Some(token) = prose.tokens.get_mut(index) {
                if !name {
                    token.case = Case::Lower;
                } else if person {
                    // "Jan Richter", "Eva Lang", but "Jan Graf von Ode"
                    let noble = next.is_some_and(|next| next.is(Lex::PARTICLE) && next.case == Case::Lower);
                    let kept = if noble { ORDINARY } else { ORDINARY.or(Lex::TITLE) };
                    token.lex = token.lex.without(kept);
                } else if !token.is(Lex::TITLE) {
                    token.lex = token.lex.without(ORDINARY);
                }
                if !starts || name {
                    token.lex = token.lex.without(VERBAL);
                }
            }
        }
        starts = match token.kind {
            TokenKind::Stop | TokenKind::Mark | TokenKind::Colon | TokenKind::Dash => true,
            TokenKind::Close | TokenKind::Open => starts,
            _ => false,
        };
    }
}

/// How a word is used through the document.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// Behind an article, or an adjective that has one.
    determined: u32,
    /// Without one.
    bare: u32,
    /// Before a verb in the singular that opens a sentence with it.
    subject: u32,
    /// Ends the name of somebody who is named in full.
    surname: bool,
    /// Stands where names stand.
    name: bool,
    /// Does so with an ending of common nouns.
    spoke: bool,
}

/// Which capitalised words are names.
struct Names<'t> {
    uses: FxHashMap<&'t str, Use>,
    /// Tokens that are names by where they stand: part of somebody's full name, behind an office.
    placed: FxHashSet<usize>,
    /// How often two words stand side by side.
    pairs: FxHashMap<(&'t str, &'t str), u32>,
}

impl<'t> Names<'t> {
    fn new(prose: &Prose<'t>) -> Self {
        let mut names = Self { uses: FxHashMap::default(), placed: FxHashSet::default(), pairs: FxHashMap::default() };
        let blocks = || prose.blocks.iter().map(|block| block.tokens.start as usize..block.tokens.end as usize);
        for range in blocks() {
            names.count(prose, range);
        }
        for range in blocks() {
            let mut at = range.start;
            while at < range.end {
                at = names.place(&Block { prose, range: range.clone() }, at);
            }
        }
        names.note_genitives();
        names
    }

    /// Whether a token is a name.
    fn holds(&self, prose: &Prose, index: usize) -> bool {
        let Some(token) = prose.tokens.get(index) else { return false };
        let contracted = is_contracted(index.checked_sub(1).map_or("", |before| prose.word(before as u32)));
        if token.is(Lex::PLACE) && !token.is(ORDINARY) {
            return true;
        }
        if token.is(Lex::GIVEN) && !token.is(ORDINARY) {
            return !contracted;
        }
        let used = self.uses.get(token.of(prose.text)).copied().unwrap_or_default();
        if token.is(Lex::TITLE) {
            return true;
        }
        let spoke = used.spoke && used.determined == 0 && used.bare > 1;
        !token.is(ORDINARY) && (used.name || spoke || used.is_name_by_use(token.of(prose.text))) && !contracted
    }

    /// Whether a token is a name by where it stands, or by what ends a full name elsewhere: "Richter" without an article.
    fn is_person(&self, prose: &Prose, index: usize) -> bool {
        let Some(token) = prose.tokens.get(index).filter(|_| !self.placed.contains(&index)) else { return true };
        let surname = self.uses.get(token.of(prose.text)).is_some_and(|used| used.surname);
        let before = index.checked_sub(1).and_then(|at| prose.tokens.get(at));
        let article = before.is_some_and(|before| is_article(before, prose));
        surname && !token.is(SMALL) && (!token.is(NOUN) || !article)
    }

    /// Counts how words are used in a block.
    fn count(&mut self, prose: &Prose<'t>, range: Range<usize>) {
        let block = Block { prose, range: range.clone() };
        for at in range {
            let Some(token) = block.candidate(at) else { continue };
            let determined = block.is_determined(at);
            let used = self.uses.entry(token.of(prose.text)).or_default();
            used.determined += u32::from(determined);
            used.bare += u32::from(!determined);
            let verb = block.word(at + 1);
            let singular = block.is(at + 1, VERB) && !verb.ends_with('n') && block.is_small(at + 1);
            used.subject += u32::from(block.opens(at) && singular);
            let beside = block.is_beside_speech(at) || block.is_according(at);
            used.spoke |= beside;
            used.name |= beside && !is_common(token.of(prose.text));
            if block.is_close(at + 1) && block.candidate(at + 1).is_some() {
                *self.pairs.entry((token.of(prose.text), block.word(at + 1))).or_default() += 1;
            }
        }
    }

    /// Takes the name that starts at `at`; returns where to go on.
    fn place(&mut self, block: &Block<'_, 't>, at: usize) -> usize {
        let led = at > block.range.start && block.leads(at - 1) && block.is_close(at);
        let given = block.token(at).is_some_and(|token| {
            token.is(Lex::GIVEN) && token.case == Case::Capital && !token.is(SMALL) && token.kind == TokenKind::Word
        });
        let pair = !given && !led && self.is_pair(block, at);
        if !(given || pair || led && self.may_follow_office(block, at)) {
            return at + 1;
        }
        // "|Jean Luc| Ode", "Ada |M.| Ode"
        let mut last = at;
        let noble = |at: usize| block.is(at, Lex::TITLE) && block.is(at + 1, Lex::PARTICLE);
        let goes_on = |at: usize| block.is_given(at) || block.is_initial(at) || noble(at);
        while block.is_close(last + 1) && goes_on(last + 1) && last < at + 3 {
            last += 1;
        }
        let mut end = last + 1;
        let free = |at: usize| block.is_small(at) && block.is(at, Lex::PARTICLE);
        let joins = !["der", "den", "vom", "zur", "da"].contains(&block.word(end));
        let mut joined = false;
        if free(end) && block.is_close(end) && joins {
            end += 1 + usize::from(free(end + 1));
            joined = true;
        }
        let surname = block.is_close(end)
            && block.token(end).is_some_and(|token| {
                token.kind == TokenKind::Word && token.case == Case::Capital && !token.is(Lex::FUNCTION)
            })
            && (given && !joined && !self.is_thing(block, end)
                || joined && block.candidate(end).is_some()
                || self.may_end_name(block, end));
        let whole = given || surname || led;
        if !whole || given && !surname && !led {
            return at + 1;
        }
        let stop = if surname { end + 1 } else { last + 1 };
        for index in at..stop {
            if block.candidate(index).is_some() || index + 1 == stop || given {
                self.placed.insert(index);
            }
        }
        if let Some(token) = block.token(stop - 1) {
            let used = self.uses.entry(token.of(block.prose.text)).or_default();
            used.surname = true;
        }
        if !surname && let Some(token) = block.token(at) {
            self.uses.entry(token.of(block.prose.text)).or_default().name = true;
        }
        stop
    }

    /// A word behind a given name that is a thing all the same: it has articles elsewhere, or an ending of such nouns.
    fn is_thing(&self, block: &Block<'_, 't>, at: usize) -> bool {
        let Some(token) = block.token(at) else { return true };
        let word = token.of(block.prose.text);
        let used = self.uses.get(word).copied().unwrap_or_default();
        used.determined > used.bare || is_common(word) && used.determined > 0 || token.is(Lex::SAY_NOUN)
    }

    /// `Ministerin |Voss|`, `Sprecher |Ode|`
    fn may_follow_office(&self, block: &Block<'_, 't>, at: usize) -> bool {
        let Some(token) = block.candidate_surname(at) else { return false };
        !self.is_thing(block, at) && !token.is(Lex::TITLE) && !block.is(at, SMALL)
    }

    fn may_end_name(&self, block: &Block<'_, 't>, at: usize) -> bool {
        block.candidate(at).is_some() && !self.is_thing(block, at) && !block.is(at, Lex::PLACE)
    }

    /// `|Bidzo Ivaldi|, der Gründer`: two words of no list side by side that never have an article.
    fn is_pair(&self, block: &Block<'_, 't>, at: usize) -> bool {
        let bare = |at: usize| {
            block.candidate(at).is_some_and(|token| {
                let word = token.of(block.prose.text);
                let used = self.uses.get(word).copied().unwrap_or_default();
                used.determined == 0 && !is_common(word) && !token.is(Lex::PLACE) && !word.contains('-')
            })
        };
        let word = block.word(at);
        let plural = ["en", "er", "ern", "el", "eln"].iter().any(|ending| word.ends_with(ending));
        let alone = !block.is_close(at + 2)
            || !block.token(at + 2).is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Lower);
        let before = at.checked_sub(1).filter(|&before| before >= block.range.start);
        let counted = before.is_some_and(|before| {
            block.token(before).is_some_and(|token| {
                token.kind == TokenKind::Number
                    || token.kind == TokenKind::Word && token.is_capital() && block.is_close(at)
            })
        });
        // "|Befragte| Mieter", at the start of a sentence
        let adjective = block.starts(at) && ["e", "es", "em", "te"].iter().any(|ending| word.ends_with(ending));
        let alone = alone && !adjective && !self.is_loose(block, at);
        bare(at) && bare(at + 1) && block.is_close(at + 1) && !plural && alone && !counted && !block.is_determined(at)
    }

    /// Whether the first of two words stands without the second more often than with it.
    fn is_loose(&self, block: &Block<'_, 't>, at: usize) -> bool {
        let used = self.uses.get(block.word(at)).copied().unwrap_or_default();
        let together = self.pairs.get(&(block.word(at), block.word(at + 1))).copied().unwrap_or(0);
        2 * together < used.bare
    }

    /// `|Ivaldis| Plan`: the genitive of a name has no article; what it is the genitive of is a name, and the other way round.
    fn note_genitives(&mut self) {
        let known: Vec<&str> = self
            .uses
            .iter()
            .filter(|(word, used)| used.name || used.is_name_by_use(word))
            .map(|(word, _)| *word)
            .collect();
        let surnames: Vec<&str> = self.uses.iter().filter(|(_, used)| used.surname).map(|(word, _)| *word).collect();
        for (words, surname) in [(known, false), (surnames, true)] {
            for word in words {
                for ending in ["s", "’", "'"] {
                    if let Some(used) = self.uses.get_mut(format!("{word}{ending}").as_str()) {
                        used.name = true;
                        used.surname |= surname;
                    }
                }
            }
        }
    }
}

impl Use {
    /// A noun without an article, over and over: "Norfon zeigt …".
    fn is_name_by_use(self, word: &str) -> bool {
        self.determined == 0 && self.bare >= OFTEN && self.subject > 0 && !is_common(word) && !is_mass(word)
    }
}

/// A preposition with its article: "zum".
fn is_contracted(word: &str) -> bool {
    CONTRACTED.iter().any(|contracted| word.eq_ignore_ascii_case(contracted))
}

/// What shows that a noun follows.
fn is_article(token: &Token, prose: &Prose) -> bool {
    token.is(Lex::DETERMINER.or(Lex::POSSESSIVE)) || is_contracted(token.of(prose.text))
}

/// Endings that only common nouns have.
fn is_common(word: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen"];
    const MORE: [&str; 6] = ["tät", "ismus", "innen", "nisse", "ierer", "ieren"];
    ENDINGS.iter().chain(&MORE).any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// Endings of nouns that need no article.
fn is_mass(word: &str) -> bool {
    const ENDINGS: [&str; 12] = ["ik", "enz", "anz", "nis", "tum", "ment", "ur", "age", "en", "ie", "zeug", "material"];
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}
