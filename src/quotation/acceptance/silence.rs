//! What reports no speech: unanswered requests ("did not respond to a request for comment") and negated verbs of saying
//! ("did not say why").

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::nlp::lexicon::{Lex, entries};
use crate::nlp::token::TokenKind;
use crate::quotation::finding::Finding;
use crate::quotation::kind::QuotationKind;
use crate::quotation::reading::Reading;

/// How many tokens before what is not answered the negation may be.
const BACK: u32 = 7;

/// The most tokens of such a request.
const LONG: usize = 10;

/// Whether the cue of an indirect finding is a verb of saying that is negated: "would not |say| whether".
pub fn is_unsaid(reading: &Reading, finding: &Finding) -> bool {
    static VERBS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/unsaid.txt")).collect());
    let Some(cue) = finding.cue.clone().filter(|cue| !cue.is_empty()) else { return false };
    let is = |at: u32, lex: Lex| reading.prose.tokens.get(at as usize).is_some_and(|token| token.is(lex));
    let verb = cue.end - 1;
    // "did not immediately say", but "not only said"
    let adverb = |at: u32| is(at, Lex::ADVERB) || reading.prose.word(at).ends_with("ly");
    let passed = |at: u32| adverb(at) && !matches!(reading.prose.word(at), "only" | "just" | "merely");
    let before = (0..verb).rev().take(2).find(|&at| is(at, Lex::NEGATION) || !passed(at));
    finding.kind == QuotationKind::Indirect
        && VERBS.contains(reading.prose.word(verb))
        && before.is_some_and(|at| is(at, Lex::NEGATION))
}

/// Whether the content of a finding is a request that was not answered.
pub fn is_unanswered(reading: &Reading, finding: &Finding) -> bool {
    static ASKED: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../../assets/lexicons/en/unanswered.txt")).collect());
    let prose = reading.prose;
    let content = finding.tokens.clone();
    let token = |at: u32| prose.tokens.get(at as usize);
    let is = |at: u32, lex: Lex| token(at).is_some_and(|token| token.is(lex));
    let starts = |at: u32, stem: &str| prose.word(at).to_ascii_lowercase().starts_with(stem);
    // "a |request| for comment": the noun heads the content.
    let head = content.clone().take(4).take_while(|&at| !is(at, Lex::PREPOSITION.or(Lex::SUBORDINATOR))).last();
    let asked = head.is_some_and(|at| ASKED.contains(prose.word(at).to_ascii_lowercase().as_str()));
    let replies = |at: u32| ["respond", "repl", "answer", "return", "react"].iter().any(|stem| starts(at, stem));
    let refuses = |at: u32| is(at, Lex::NEGATION) || ["declin", "refus", "fail"].iter().any(|stem| starts(at, stem));
    let before = || (content.start.saturating_sub(BACK)..content.start).rev();
    let same_sentence = |at: &u32| token(*at).is_some_and(|token| token.kind != TokenKind::Stop);
    finding.kind == QuotationKind::Indirect
        && content.len() <= LONG
        && asked
        && before().take_while(same_sentence).any(replies)
        && before().take_while(same_sentence).any(refuses)
}
