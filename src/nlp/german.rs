//! German capitals: every noun has one, so a capital by itself shows no name. Here each capitalised word is weighed; what
//! is no name is treated as if written small, so that all later steps can rest on capitals as in other languages.

use rustc_hash::FxHashSet;

use super::lexicon::Lex;
use super::prose::Prose;
use super::token::{Case, Token, TokenKind};

/// Words of these lists are no names by themselves.
const ORDINARY: Lex = Lex::FUNCTION
    .or(Lex::ADVERB)
    .or(Lex::TIME)
    .or(Lex::COMMON)
    .or(Lex::ROLE)
    .or(Lex::FAMILY)
    .or(Lex::GROUP)
    .or(Lex::SAY_NOUN)
    .or(Lex::DOCUMENT)
    .or(Lex::ORGANISATION_NOUN);

/// A verb in the middle of a sentence is written small: the noun beside it ("Fragen", "Antworten") is none.
const VERBAL: Lex =
    Lex::SAY.or(Lex::REPORT).or(Lex::ATTITUDE).or(Lex::VERB).or(Lex::ADVERB).or(Lex::SUBJUNCTIVE).or(Lex::SEPARABLE);

/// Takes the capitals away from nouns that are no names, and the verbs from words with a capital.
pub fn settle_capitals(prose: &mut Prose) {
    let names = names(prose);
    let text = prose.text;
    let mut starts = true;
    for index in 0..prose.tokens.len() {
        let Some(&token) = prose.tokens.get(index) else { return };
        if token.kind == TokenKind::Word && token.case == Case::Capital {
            let known = token.is(Lex::GIVEN.or(Lex::PLACE)) && !token.is(ORDINARY);
            let name = known || token.is(Lex::TITLE) || !token.is(ORDINARY) && names.contains(token.of(text));
            if let Some(token) = prose.tokens.get_mut(index) {
                if !name {
                    token.case = Case::Lower;
                }
                if !starts {
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

/// The capitalised words that stand where names stand somewhere in the document.
fn names<'t>(prose: &Prose<'t>) -> FxHashSet<&'t str> {
    let mut names = FxHashSet::default();
    for paragraph in &prose.blocks {
        let range = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
        let tokens = prose.tokens.get(range).unwrap_or(&[]);
        let mut after_name = false;
        for (at, token) in tokens.iter().enumerate() {
            let candidate = is_candidate(prose.text, token);
            let is_name = candidate
                && (after_name || is_after_title(prose.text, tokens, at) || is_beside_speech(prose.text, tokens, at));
            if is_name {
                names.insert(token.of(prose.text));
            }
            let given = token.case == Case::Capital && token.is(Lex::GIVEN) && !token.is(ORDINARY);
            after_name = is_name && after_name || given || after_name && token.is(Lex::PARTICLE);
        }
    }
    names
}

fn is_candidate(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Word && token.case == Case::Capital && !token.is(ORDINARY) && !is_common(token.of(text))
}

/// Endings that only common nouns have.
fn is_common(word: &str) -> bool {
    [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät", "ismus",
        "innen",
    ]
    .iter()
    .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// `Präsident Kennedy` · `Außenminister Steinmeier` · `RTL-Chefin Schäferkordt`
fn is_after_title(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    before.case == Case::Capital && (before.is(Lex::TITLE) || is_role(before.of(text)))
}

/// A compound that names an office: `Bundesumweltminister`, `CSU-Vorsitzender`.
pub fn is_role(word: &str) -> bool {
    const HEADS: [&str; 18] = [
        "minister",
        "ministerin",
        "präsident",
        "präsidentin",
        "sprecher",
        "sprecherin",
        "chef",
        "chefin",
        "kanzler",
        "kanzlerin",
        "sekretär",
        "sekretärin",
        "vorsitzender",
        "vorsitzende",
        "kandidat",
        "kandidatin",
        "meister",
        "meisterin",
    ];
    HEADS.iter().any(|head| word.to_lowercase().ends_with(head))
}

/// `sagte Merkel` · `Merkel sagte`: a lone word beside a verb of speech, without an article.
fn is_beside_speech(text: &str, tokens: &[Token], at: usize) -> bool {
    let says = |at: usize| tokens.get(at).is_some_and(|token| token.is(Lex::SAY) && token.case == Case::Lower);
    let word = tokens.get(at).map_or("", |token| token.of(text));
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let closes = |at: usize| {
        tokens.get(at).is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon))
    };
    let inverted = at > 0 && says(at - 1) && closes(at + 1) && !word.ends_with("en");
    let opens = before.is_none_or(|token| token.kind == TokenKind::Stop);
    let verb = tokens.get(at + 1).map_or("", |token| token.of(text));
    inverted || opens && says(at + 1) && !verb.ends_with("en") && !word.ends_with("en")
}
