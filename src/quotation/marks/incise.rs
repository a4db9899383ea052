//! French speech that names its speaker in the middle, between the same marks: `« Mon père, reprit le malade, je pars. »`.

use std::ops::Range;

use super::Marked;
use crate::nlp::Prose;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// Cuts the attributions out of marked segments.
pub fn split(prose: &Prose, marked: &mut Vec<Marked>) {
    let whole = std::mem::take(marked);
    for segment in whole {
        for (index, tokens) in speeches(prose, &segment.tokens).into_iter().enumerate() {
            let span = prose.span(&tokens);
            marked.push(Marked { span, tokens, reopened: segment.reopened && index == 0, ..segment.clone() });
        }
    }
}

/// What is said in a range: up to an attribution, and on from the sign after it.
pub fn speeches(prose: &Prose, range: &Range<u32>) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let (mut start, mut at) = (range.start, range.start + 1);
    while at < range.end {
        match incise(prose, at, range.end) {
            Some(end) if holds_words(prose, start..at) => {
                out.push(start..at);
                start = end;
                at = end;
            }
            _ => at += 1,
        }
    }
    if holds_words(prose, start..range.end) || out.is_empty() {
        out.push(start..range.end);
    }
    out
}

fn holds_words(prose: &Prose, range: Range<u32>) -> bool {
    let tokens = prose.tokens.get(range.start as usize..range.end as usize).unwrap_or(&[]);
    tokens.iter().any(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
}

/// One past the attribution that starts at `at`, with the sign that ends it: `dit-il,` · `lui répondit la servante.`
fn incise(prose: &Prose, at: u32, end: u32) -> Option<u32> {
    let kind = |at: u32| prose.tokens.get(at as usize).map(|token| token.kind);
    let lex = |at: u32| prose.tokens.get(at as usize).map(|token| token.lex).unwrap_or_default();
    let sign = matches!(
        kind(at - 1),
        Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Dash | TokenKind::Mark | TokenKind::Semicolon)
    );
    let mut verb = at;
    while verb < at + 2 && (is_object(prose.word(verb)) || sign && is_helper(prose.word(verb))) {
        verb += 1;
    }
    // "a-t-elle |ajouté|": the subject stands between the two words of the tense.
    let compound = sign && verb > at && kind(verb) == Some(TokenKind::Clitic) && is_third(prose.word(verb + 1));
    if compound {
        verb += 2;
        let limit = verb + 3;
        let adverb = |at: u32| {
            prose.word(at).ends_with("ment")
                || lex(at).any(Lex::ADVERB)
                || ["alors", "ensuite", "encore", "aussi"].contains(&prose.word(at))
        };
        while verb < limit && adverb(verb) {
            verb += 1;
        }
    }
    let small = prose.tokens.get(verb as usize).is_some_and(|token| !token.is_capital());
    if verb >= end || !small || !lex(verb).any(Lex::SAY) {
        return None;
    }
    let tied = compound || kind(verb + 1) == Some(TokenKind::Clitic) && is_third(prose.word(verb + 2));
    let mut next = verb + 1;
    let adverb = |next: u32| prose.word(next).ends_with("ment") || lex(next).any(Lex::ADVERB);
    while next < end && (adverb(next) || prose.word(next) == "en") && next < verb + 4 {
        next += if prose.word(next) == "en" { 2 } else { 1 };
    }
    let named = lex(next).any(Lex::DETERMINER.or(Lex::POSSESSIVE).or(Lex::TITLE))
        || prose.tokens.get(next as usize).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital())
        || ["celui", "celle", "quelqu"].iter().any(|start| prose.word(next).starts_with(start));
    // "Je reste |dit Paul|, ...": where no sign sets it off, only what nobody says of the present.
    let told = named && is_told(prose.word(verb)) && ends_soon(prose, next, end);
    if !(sign && (tied || named) || tied && !asks(prose, at, verb + 3) || told) {
        return None;
    }
    let ends = |at: &u32| {
        matches!(kind(*at), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Mark))
            || kind(*at) == Some(TokenKind::Colon)
    };
    let mut last = (verb + 1..end).find(ends).unwrap_or(end);
    // "Alors, a-t-il dit oui ?" is asked.
    if compound && prose.word(last) == "?" {
        return None;
    }
    while kind(last) == Some(TokenKind::Comma) && tells_how(prose, last + 1, kind(at - 1)) {
        last = (last + 1..end).find(ends).unwrap_or(end);
    }
    let mark = kind(last) == Some(TokenKind::Mark);
    Some(if mark || last >= end { last } else { last + 1 })
}

/// "il", "elle", "on", "je": who is told to have spoken; "dis-tu" and "dites-moi" are said.
fn is_third(word: &str) -> bool {
    ["il", "elle", "ils", "elles", "on", "je"].iter().any(|third| word.eq_ignore_ascii_case(third))
}

/// `avait |dit Léa|`
fn is_helper(word: &str) -> bool {
    ["avait", "avaient", "a", "ont", "eut", "ai", "avais", "aurait"].contains(&word)
}

/// A verb in a tense that speech hardly has: "murmura", "reprit".
fn is_told(word: &str) -> bool {
    !["dit", "fit", "interrompt", "rompt"].contains(&word)
        && ["a", "it", "èrent", "irent", "it"].iter().any(|ending| word.ends_with(ending))
        && !word.ends_with("ait")
        && !word.ends_with("ra")
        || word == "murmura"
}

/// Whether a sign ends the attribution within a few words.
fn ends_soon(prose: &Prose, at: u32, end: u32) -> bool {
    let sign = |at: &u32| {
        prose.tokens.get(*at as usize).is_some_and(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop))
    };
    (at + 1..end.min(at + 5)).any(|at| sign(&at))
}

/// `Comment |s'appelait-elle ?|`: words turned round because they ask.
fn asks(prose: &Prose, at: u32, after: u32) -> bool {
    let is = |at: u32, lex: Lex| prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    prose.word(after) == "?"
        || at > 0
            && (is(at - 1, Lex::WH.or(Lex::SUBORDINATOR).or(Lex::CONJUNCTION).or(Lex::PREPOSITION).or(Lex::NEGATION))
                || prose.word(at - 1) == "que")
}

/// `dit Léa, |en riant|` · `reprit-il, |d'une voix basse|` · `dit l'autre, |qui s'était levé|`: still of the speaker.
fn tells_how(prose: &Prose, at: u32, before: Option<TokenKind>) -> bool {
    let (word, next) = (prose.word(at), prose.word(at + 1));
    let acts = |word: &str| word.ends_with("ant") && word.len() > 4;
    match word {
        "en" | "tout" => acts(next) || prose.word(at + 2).ends_with("ant"),
        // "L'homme, dit Léa, |qui est venu|" goes on with what she says.
        "qui" | "dont" => before == Some(TokenKind::Stop),
        "avec" | "d'" | "d’" => ["un", "une"].contains(&next),
        _ => {
            acts(word)
                && !["pourtant", "maintenant", "cependant", "devant", "avant", "autant", "tant", "durant", "pendant"]
                    .contains(&word)
        }
    }
}

/// Pronouns between the speech and its verb: `lui |dit-il|`, `s'|écria-t-elle|`.
fn is_object(word: &str) -> bool {
    ["lui", "me", "m'", "m’", "te", "t'", "t’", "se", "s'", "s’", "nous", "vous", "leur"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::pair;
    use crate::document::{Metadata, plain};
    use crate::nlp::Prose;
    use crate::nlp::language::Language;
    use crate::nlp::lexicon::Lexicon;

    fn marked(text: &str) -> Vec<String> {
        let document = plain(text.to_owned(), Metadata::default());
        let prose = Prose::new(&document, Lexicon::of_language(Language::French));
        pair(&prose).into_iter().map(|segment| segment.span.of(text).to_owned()).collect()
    }

    #[test]
    fn attributions_inside_are_cut_out() {
        assert_eq!(marked("« Non, dit-il, je reste. »"), ["« Non,", "je reste. »"]);
        assert_eq!(marked("« Viens ! s’écria Ada en riant. Il est tard. »"), ["« Viens !", "Il est tard. »"]);
        assert_eq!(
            marked("« Ce pont est à nous, a-t-elle ajouté, et il reste. »"),
            ["« Ce pont est à nous,", "et il reste. »"]
        );
        assert_eq!(marked("« Il reste, m’a-t-il alors dit. »"), ["« Il reste,"]);
        assert_eq!(marked("« Et lui, a-t-il dit oui ? »"), ["« Et lui, a-t-il dit oui ? »"]);
        assert_eq!(marked("« Je vous dis la vérité. »"), ["« Je vous dis la vérité. »"]);
    }

    #[test]
    fn dashes_open_lines() {
        let text = "— Entrez ! lui cria la voisine.\n\n— Merci, répondit Léa, j’arrive.\n\n— Bien.\n\nElle entra.";
        assert_eq!(marked(text), ["— Entrez !", "— Merci,", "j’arrive.", "— Bien."]);
    }
}
