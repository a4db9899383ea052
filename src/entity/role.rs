//! Roles: what titles and appositives say of somebody ("Ukrainian President", "the foreign minister"), and whether a noun
//! phrase can mean somebody of a role.

use std::ops::Range;

use super::forms::{Symbol, symbol};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::Found;
use crate::nlp::german;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::prose::Prose;
use crate::nlp::token::{Token, TokenKind};

/// An office or part, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The noun.
    pub head: Symbol,
    /// Places it belongs to: "Ukrainian", "of Ukraine".
    pub places: Vec<Symbol>,
    /// Other words that describe it: "foreign".
    pub modifiers: Vec<Symbol>,
    /// As the text has it.
    pub words: Range<u32>,
}

impl Role {
    /// The role that the tokens of a phrase with this head express.
    pub fn new(prose: &Prose, words: Range<u32>, head: u32) -> Self {
        let mut role = Self { head: noun(prose, head), words: words.clone(), ..Self::default() };
        if prose.language == Language::German {
            role.modifiers.extend(taken_apart(prose.word(head)).1);
        }
        let mut at = words.start;
        while at < words.end {
            let Some(token) = prose.tokens.get(at as usize) else { break };
            let next = if at == head || token.kind != TokenKind::Word {
                at + 1
            } else {
                role.describe(prose, at, token, head)
            };
            at = next;
        }
        role
    }

    /// Takes in the word at `at`; returns where to go on.
    fn describe(&mut self, prose: &Prose, at: u32, token: &Token, head: u32) -> u32 {
        let word = token.of(prose.text);
        let gazetteer = Gazetteer::english();
        if token.is_capital() || token.is(Lex::DEMONYM) {
            for end in (at + 1..=at + gazetteer.longest_from(word) as u32).rev() {
                if let Some(known) = gazetteer.known(prose.span(&(at..end)).of(prose.text)) {
                    self.places.push(symbol(known.name));
                    return end;
                }
            }
            if token.is(Lex::DEMONYM) {
                let lower = word.to_lowercase();
                self.places.push(symbol(gazetteer.place_of(&lower).unwrap_or(&lower)));
                return at + 1;
            }
            // Any other name is an owner: "Norland’s president", "the Voss campaign manager".
            if token.is_capital() && !token.is(Lex::TITLE.or(Lex::ROLE).or(Lex::COMMON)) && !is_modifier(word) {
                self.places.push(symbol(word));
                return at + 1;
            }
        }
        let plain = Lex::DETERMINER.or(Lex::POSSESSIVE).or(Lex::PREPOSITION).or(Lex::COMMON).or(Lex::CONJUNCTION);
        if !token.is(plain) && at < head {
            self.modifiers.push(symbol(word));
        }
        at + 1
    }

    /// Whether a phrase can mean somebody of this role: the same noun and nothing that contradicts.
    pub fn fits(&self, phrase: &Self) -> bool {
        let places = self.places.is_empty()
            || phrase.places.is_empty()
            || phrase.places.iter().any(|place| self.places.contains(place));
        let within = |a: &[Symbol], b: &[Symbol]| a.iter().all(|word| b.contains(word));
        self.head == phrase.head
            && places
            && (within(&phrase.modifiers, &self.modifiers) || within(&self.modifiers, &phrase.modifiers))
    }

    /// Whether both have words that the other has not: the "AfD-Chef" is not the "CDU-Chef".
    pub fn tells_apart(&self, other: &Self) -> bool {
        let apart =
            |a: &Self, b: &Self| !a.modifiers.is_empty() && !a.modifiers.iter().any(|it| b.modifiers.contains(it));
        apart(self, other) && apart(other, self)
    }

    /// One number for the phrase: equal phrases have equal numbers.
    pub fn key(&self) -> u64 {
        self.places.iter().chain(&self.modifiers).fold(self.head, |key, word| key.wrapping_add(word.rotate_left(13)))
    }

    /// In the text's own words; small letters but for names.
    pub fn text(&self, prose: &Prose) -> String {
        let mut out = String::new();
        let mut known = self.words.start;
        for at in self.words.clone() {
            known = known.max(self.known_end(prose, at));
            let Some(token) = prose.tokens.get(at as usize) else { break };
            let word = token.of(prose.text);
            if !out.is_empty() && token.kind == TokenKind::Word {
                out.push(' ');
            }
            let office = token.is(Lex::TITLE.or(Lex::ROLE).or(Lex::COMMON).or(Lex::ADVERB)) || is_modifier(word);
            if office && at >= known && !token.is(Lex::DEMONYM) && word.chars().skip(1).all(|c| !c.is_uppercase()) {
                out.push_str(&word.to_lowercase());
            } else {
                out.push_str(word);
            }
        }
        out
    }
}

/// German says in one word what English says in two: "Verkehrsminister", "transport minister".
fn taken_apart(noun: &str) -> (Symbol, Option<Symbol>) {
    if let Some((age, _)) = noun.split_once("-Jährige") {
        return (symbol(&format!("{age}-year-old")), None);
    }
    let (head, modifier) = german::head(noun);
    (symbol(&head), modifier.map(|modifier| symbol(&modifier)))
}

/// A noun without the ending that is its article: "statsministeren" is "statsminister".
pub fn noun(prose: &Prose, at: u32) -> Symbol {
    let word = prose.word(at);
    if prose.language == Language::German {
        return taken_apart(word).0;
    }
    prose.lexicon.without_article(word).map_or_else(|| symbol(word), |noun| symbol(&noun))
}

impl Role {
    /// Where a well-known name of several words ends that starts at `at`: "White House".
    fn known_end(&self, prose: &Prose, at: u32) -> u32 {
        let gazetteer = Gazetteer::english();
        let longest = gazetteer.longest_from(prose.word(at)) as u32;
        let ends = (at + 2..=(at + longest).min(self.words.end)).rev();
        ends.into_iter().find(|&end| gazetteer.known(prose.span(&(at..end)).of(prose.text)).is_some()).unwrap_or(at)
    }
}

fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "Prime" | "Vice" | "Deputy" | "Foreign" | "Attorney" | "Press" | "Campaign" | "Assistant" | "Interior"
    )
}

/// The role in a name's title and before it: "Ukrainian President |Venko", "campaign manager |Ann Lee".
pub fn before_name(prose: &Prose, name: &Found) -> Option<Role> {
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let mut start = name.core.start;
    let titled = name.tokens.start < start;
    if titled {
        start = name.tokens.start;
        let last = name.core.start - 1;
        if !(start..=last).any(|at| is(at, Lex::ROLE)) {
            return None;
        }
    }
    let floor = start.saturating_sub(5);
    let end = name.core.start;
    // The noun that the name stands right behind.
    let head = end.saturating_sub(1);
    while start > floor {
        let before = start - 1;
        let first = start == end;
        let Some(word) = prose.tokens.get(before as usize).filter(|token| token.kind == TokenKind::Word) else { break };
        let describes = is(before, Lex::DEMONYM.or(Lex::ROLE))
            || !first
                && (word.is_capital() && is(before, Lex::PLACE)
                    || is_adjective(prose, before)
                    || before + 1 == head && is_office(word.of(prose.text)));
        let verbal = is(before, Lex::VERB.or(Lex::ATTITUDE).or(Lex::FUNCTION));
        // "co-founder and CEO"
        let joined = !first && prose.word(before) == "and" && before > floor && is(before - 1, Lex::ROLE);
        if joined {
            start = before;
            continue;
        }
        if !describes || verbal || first && !is(before, Lex::ROLE) || is(before, Lex::PLURAL) {
            break;
        }
        start = before;
    }
    // "fellow |Lowmark| members": the role is the members'.
    let heads = Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN);
    let next = prose.tokens.get(name.tokens.end as usize);
    let goes_on = next.is_some_and(|next| next.is(heads) && !next.is_capital() && !next.is(Lex::SAY.or(Lex::VERB)));
    if start == end || goes_on && name.tokens.end - name.core.start == 1 {
        return None;
    }
    // "White House |press secretary|", "North |America editor|"
    let gazetteer = Gazetteer::english();
    let known = (start.saturating_sub(2)..start).find(|&at| {
        [start, start + 1].into_iter().any(|end| gazetteer.known(prose.span(&(at..end)).of(prose.text)).is_some())
    });
    start = known.filter(|_| prose.language == Language::English).unwrap_or(start);
    let role = Lex::ROLE.or(Lex::TITLE);
    // "Ministerin Dr. |Voss|": a degree is no role.
    let degree = |at: u32| prose.language == Language::German && prose.word(at).ends_with('.');
    let head = (start..end).rev().find(|&at| is(at, role) && !degree(at))?;
    // "Secretary of State": what stands before "of" heads.
    let head = (start..head).find(|&at| is(at, role) && prose.word(at + 1) == "of").unwrap_or(head);
    Some(Role::new(prose, start..end, head))
}

/// The noun for a body right before its name: "the airline |Norland Air|".
pub fn body_before_name(prose: &Prose, name: &Found) -> Option<Role> {
    let at = name.tokens.start.checked_sub(1)?;
    let token = prose.tokens.get(at as usize)?;
    let noun = token.is(Lex::ORGANISATION_NOUN) && !token.is_capital() && !token.is(Lex::PLURAL.or(Lex::SAY));
    noun.then(|| Role::new(prose, at..at + 1, at))
}

/// What an office is for, right before its noun: "press secretary".
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "press"
            | "vice"
            | "defense"
            | "defence"
            | "campaign"
            | "communications"
            | "policy"
            | "finance"
            | "home"
            | "trade"
    )
}

fn is_adjective(prose: &Prose, at: u32) -> bool {
    let word = prose.word(at);
    let token = prose.tokens.get(at as usize);
    let listed = token
        .is_some_and(|token| token.is(Lex::ORGANISATION_NOUN.or(Lex::COMMON)) && !token.is(Lex::TIME.or(Lex::SAY)));
    listed || ["ial", "ive", "ary", "eral", "ican", "ional", "ign"].iter().any(|end| word.ends_with(end))
}

/// The role in a bare appositive after a name: "Ada Voss, foreign minister of Norland,".
pub fn after_name(prose: &Prose, name: &Found) -> Option<Role> {
    let token = |at: u32| prose.tokens.get(at as usize);
    let comma = token(name.tokens.end).is_some_and(|token| token.kind == TokenKind::Comma);
    let start = name.tokens.end + 1;
    if !comma {
        return None;
    }
    let mut head = None;
    for at in start..start + 6 {
        let Some(word) = token(at).filter(|token| token.kind == TokenKind::Word) else { break };
        let outside = Lex::DETERMINER
            .or(Lex::PREPOSITION)
            .or(Lex::PRONOUN)
            .or(Lex::CONJUNCTION)
            .or(Lex::AUXILIARY)
            .or(Lex::POSSESSIVE);
        if word.is(outside.or(Lex::SAY).or(Lex::WH).or(Lex::GIVEN)) {
            break;
        }
        if word.is(Lex::ROLE) && !word.is(Lex::PLURAL) {
            head = Some(at);
        }
    }
    let head = head?;
    let mut end = head + 1;
    if matches!(prose.word(end), "of" | "for" | "at") {
        let goes_on = |at: u32| {
            token(at).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && (token.is_capital()
                        || token.is(Lex::DETERMINER.or(Lex::ORGANISATION_NOUN))
                        || prose.word(at) == "of")
            })
        };
        let last = (end + 1..end + 8).take_while(|&at| goes_on(at)).last();
        end = last.map_or(end, |last| last + 1);
    }
    let closed = token(end).is_none_or(|token| {
        matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Mark | TokenKind::Semicolon)
    });
    closed.then(|| Role::new(prose, start..end, head))
}
