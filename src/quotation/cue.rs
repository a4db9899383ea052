//! Cues: verbs of speech and other words that signal saying, each with the words that name its source. One function a
//! pattern. Works inside one sentence.

mod relayed;

use std::ops::Range;

use super::evidence::Rule;
use super::phrase::{
    is_reduced, leading_phrase, main_subject, noun_phrase_after, noun_phrase_before, skip_helpers, subject_after_comma,
    subject_before,
};
use super::reading::{Class, Reading, Sentence};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// A cue and who says it. Ranges are items of the [`Reading`].
#[derive(Clone, Debug)]
pub struct Cue {
    /// The cue's words.
    pub words: Range<usize>,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// Whom a relative pronoun stands for: "Voss, |who| said".
    pub antecedent: Option<Range<usize>>,
    /// Where to look for content, relative to the cue and its source.
    pub side: Side,
    /// The pattern that found it.
    pub rule: Rule,
}

/// Where the content of a cue may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// After the cue, or else before the source.
    Either,
    /// Only after the cue.
    After,
    /// Only before the cue, and after the source that follows it: "…, said Voss, …".
    Around,
    /// Before a cue that a comma separates, or after "According to X,".
    Apart,
}

/// All cues of a sentence, in order.
pub fn cues(reading: &Reading, sentence: &Sentence) -> Vec<Cue> {
    let Range { start: floor, end } = sentence.items;
    (floor..end)
        .filter_map(|at| {
            according_to(reading, at, floor, end)
                .or_else(|| in_words_of(reading, at, floor, end))
                .or_else(|| verb_cue(reading, at, floor, end))
                .or_else(|| speech_noun(reading, at, floor, end))
        })
        .collect()
}

fn verb_cue(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    if reading.class(at) != Class::Say || !acts_as_verb(reading, at, floor) {
        return None;
    }
    // "Let us call it a day" reports nothing.
    if at > floor + 1 && reading.class(at - 1) == Class::Pronoun && reading.is_one_of(at - 2, &["let", "Let"]) {
        return None;
    }
    // "A baker |accused| of fraud said": the later verb speaks.
    if is_reduced(reading, at, floor, end) {
        return None;
    }
    if relayed::is_relayed(reading, at, floor, end) {
        return None;
    }
    relayed::relayed(reading, at, floor, end)
        .or_else(|| passive(reading, at, floor, end))
        .or_else(|| asked(reading, at, floor, end))
        .or_else(|| relative(reading, at, floor))
        .or_else(|| inverted(reading, at, floor, end))
        .or_else(|| infinitive(reading, at, floor))
        .or_else(|| participle(reading, at, floor, end))
        .or_else(|| subject_verb(reading, at, floor))
        .or_else(|| coordinated(reading, at, floor))
}

/// The clause that a verb which is no verb of speech makes a cue of: who thinks, wants, supports.
pub fn clause_cue(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    passive(reading, at, floor, end)
        .or_else(|| relative(reading, at, floor))
        .or_else(|| infinitive(reading, at, floor))
        .or_else(|| participle(reading, at, floor, end))
        .or_else(|| subject_verb(reading, at, floor))
        .or_else(|| coordinated(reading, at, floor))
}

fn cue(words: Range<usize>, source: Option<Range<usize>>, side: Side, rule: Rule) -> Cue {
    Cue { words, source, antecedent: None, side, rule }
}

/// The cue's words: the verb with its auxiliaries and adverbs: `has repeatedly said`.
fn with_helpers(reading: &Reading, verb: usize, floor: usize) -> Range<usize> {
    let helper = |at: &usize| matches!(reading.class(*at), Class::Auxiliary | Class::Adverb);
    let start = (floor..verb).rev().take_while(helper).last().unwrap_or(verb);
    start..verb + 1
}

/// Verbs that are as often nouns, beside the nouns of saying.
const NOUN_LIKE: &[&str] =
    &["call", "shout", "cry", "shouts", "cries", "state", "states", "voice", "voices", "post", "counter", "answers"];

/// Whether a word that may be a noun ("claims", "reports") is a verb here.
fn acts_as_verb(reading: &Reading, at: usize, floor: usize) -> bool {
    if at == floor {
        return reading.word(at).ends_with("ing")
            || reading.word(at).ends_with("ed")
            || reading.is_one_of(at, &["said"]);
    }
    let noun_like = reading.is(at, Lex::SAY_NOUN) || reading.is_one_of(at, NOUN_LIKE);
    let adjective_like = reading.word(at).ends_with("ed") || reading.word(at).ends_with("ing");
    match reading.class(at - 1) {
        // "Some chanted": a determiner may be the subject.
        Class::Determiner if stands_for_people(reading, at - 1) => !noun_like,
        Class::Determiner | Class::Possessive => {
            !noun_like && !adjective_like && !reading.is_one_of(at - 1, &["the", "a", "an"])
        }
        Class::Clitic => !noun_like || reading.is_one_of(at - 1, &["'ll", "'d", "'ve", "’ll", "’d", "’ve"]),
        Class::Preposition => !noun_like && !reading.word(at).ends_with("ed"),
        Class::Number => !noun_like,
        Class::Noun | Class::Adverb | Class::Conjunction if noun_like => content_mark(reading, at + 1),
        Class::Verb | Class::Attitude | Class::Say if noun_like => false,
        _ => true,
    }
}

fn stands_for_people(reading: &Reading, at: usize) -> bool {
    reading.is(at, Lex::QUANTITY) || reading.is_one_of(at, &["other"])
}

/// "that", a marked segment, or a comma or colon before one.
fn content_mark(reading: &Reading, at: usize) -> bool {
    match reading.class(at) {
        Class::Quote | Class::Pronoun => true,
        Class::Sign(TokenKind::Comma | TokenKind::Colon) => reading.class(at + 1) == Class::Quote,
        _ => reading.is_one_of(at, &["that", "whether", "they", "he", "she", "it", "we"]),
    }
}

/// `was told that …`, `was described by Voss as …`
fn passive(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    if reading.word(at).ends_with("ing") {
        return None;
    }
    let words = with_helpers(reading, at, floor);
    let being = words.clone().any(|at| is_being(reading, at));
    let reduced = !being && at > floor && reading.is_one_of(at + 1, &["by"]) && reading.is_nominal_before(at);
    if !being && !reduced {
        return None;
    }
    let by = (at + 1..end.min(at + 8)).find(|&by| reading.is_one_of(by, &["by"]));
    let agent = by.and_then(|by| noun_phrase_after(reading, by + 1, end));
    Some(cue(words, agent, Side::After, Rule::PassiveCue))
}

/// A form of "be", or of "get" where that makes a passive.
pub fn is_being(reading: &Reading, at: usize) -> bool {
    reading.is_one_of(at, &["is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "gets", "got"])
}

/// `Asked whether the deal was dead, Voss …`: nobody is named who asks.
fn asked(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    const REACH: usize = 8;
    if at != floor || !reading.is_one_of(at, &["asked", "questioned"]) {
        return None;
    }
    let asks = |at: usize| reading.is(at, Lex::WH) || reading.is_one_of(at, &["if", "whether"]);
    let before_comma = |at: &usize| reading.class(*at) != Class::Sign(TokenKind::Comma);
    let question = (at + 1..end).take(REACH).take_while(before_comma).any(asks);
    question.then(|| cue(at..at + 1, None, Side::After, Rule::PassiveCue))
}

/// `Voss, who told reporters that …`, `a report that said …`
fn relative(reading: &Reading, at: usize, floor: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let pronoun = skip_helpers(reading, at, floor).checked_sub(1).filter(|&pronoun| pronoun >= floor)?;
    if !reading.is_one_of(pronoun, &["who", "which", "that"]) || pronoun == floor {
        return None;
    }
    let comma = usize::from(reading.class(pronoun - 1) == Class::Sign(TokenKind::Comma));
    let antecedent = noun_phrase_before(reading, pronoun - comma, floor)?;
    if reading.is_one_of(pronoun, &["that"]) && comma == 1 {
        return None;
    }
    let mut found = cue(words, Some(pronoun..pronoun + 1), Side::After, Rule::RelativeCue);
    found.antecedent = Some(antecedent);
    Some(found)
}

/// `“…,” said Voss`
fn inverted(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let before = words.start.checked_sub(1).filter(|&before| before >= floor)?;
    let opens = match reading.class(before) {
        Class::Quote | Class::Sign(TokenKind::Dash) => true,
        Class::Sign(TokenKind::Comma) => {
            // "Trump, speaking in Ohio, said voters …" has its subject before the insertion.
            reading.class(before - usize::from(before > floor)) == Class::Quote
                || subject_before(reading, at, floor).is_none()
        }
        _ => false,
    };
    if !opens || reading.word(at).ends_with("ing") {
        return None;
    }
    let source = named_after(reading, at + 1, end)?;
    let object = matches!(reading.class(source.end), Class::Verb | Class::Auxiliary | Class::Attitude);
    let after_quote = reading.class(before) == Class::Quote;
    // "the head of Voss Media -- told me"
    let told = reading.is_one_of(source.start, &["me", "him", "us", "them"]);
    if object && !after_quote || told || reading.is(source.start, Lex::TIME) {
        return None;
    }
    Some(cue(words, Some(source), Side::Around, Rule::InvertedCue))
}

/// `went on to say that …`, `used the speech to warn that …`
fn infinitive(reading: &Reading, at: usize, floor: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let to = words.start.checked_sub(1).filter(|&to| to > floor && reading.class(to) == Class::To)?;
    // "declined to say", "refused to answer": nothing is said.
    let refusing = |at: usize| {
        ["decline", "declined", "declining", "refuse", "refused", "refuses", "fail", "failed", "unable"]
            .iter()
            .any(|word| reading.word(at).eq_ignore_ascii_case(word))
    };
    if refusing(to - 1) {
        return None;
    }
    Some(cue(words, clause_subject(reading, to, floor), Side::After, Rule::InfinitiveCue))
}

/// `…, saying that …`, `by claiming …`
fn participle(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let helped = words.clone().any(|at| reading.class(at) == Class::Auxiliary);
    if !reading.word(at).ends_with("ing") || helped {
        return None;
    }
    // "voters saying that …" has its noun right before; "…, saying that …" and "by saying" have the clause's subject.
    let after_noun = !matches!(reading.class(words.start.saturating_sub(1)), Class::Sign(_) | Class::Preposition);
    let noun = noun_phrase_before(reading, words.start, floor).filter(|noun| after_noun && noun.start > floor);
    // "The council issued a statement saying": who issued it speaks.
    let issuer = noun.clone().filter(|noun| is_issued(reading, noun));
    let issuer = issuer.and_then(|noun| clause_subject(reading, noun.start, floor));
    if let Some(blamed) = blamed(reading, words.start, floor) {
        return Some(cue(words, Some(blamed), Side::After, Rule::Relayed));
    }
    let source = issuer
        .or(noun)
        .or_else(|| main_subject(reading, words.start, floor))
        .or_else(|| leading_phrase(reading, words.start, floor))
        .or_else(|| subject_after_comma(reading, words.end, end).filter(|_| words.start <= floor + 1));
    Some(cue(words, source, Side::After, Rule::ParticipleCue))
}

/// `Vale criticised |Voss| for saying`, `accused |him| of calling`: the object of a verb in the active is who said it.
fn blamed(reading: &Reading, saying: usize, floor: usize) -> Option<Range<usize>> {
    let preposition = saying.checked_sub(1).filter(|&at| at > floor && reading.is_one_of(at, &["for", "of"]))?;
    let pronoun = reading.is_one_of(preposition - 1, &["him", "her", "them", "me", "us"]);
    let object = if pronoun { preposition - 1..preposition } else { noun_phrase_before(reading, preposition, floor)? };
    let verb = object.start.checked_sub(1).filter(|&verb| verb > floor)?;
    let active = matches!(reading.class(verb), Class::Say | Class::Attitude | Class::Verb)
        && !with_helpers(reading, verb, floor).any(|at| is_being(reading, at));
    let last = object.end - 1;
    let person = pronoun
        || object.clone().any(|at| reading.class(at) == Class::Name)
        || reading.is(last, Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP).or(Lex::ORGANISATION_NOUN));
    (active && person).then_some(object)
}

/// "a statement", "her letter this week", "2006": what somebody issued, or when.
fn is_issued(reading: &Reading, noun: &Range<usize>) -> bool {
    const ISSUED: [&str; 10] =
        ["statement", "message", "email", "e-mail", "letter", "tweet", "ad", "video", "sign", "banners"];
    let own = |at: usize| reading.is(at, Lex::POSSESSIVE) || reading.is_one_of(at, &["a", "an", "another"]);
    let issued = noun.clone().any(|at| reading.is_one_of(at, &ISSUED) || reading.is(at, Lex::DOCUMENT));
    let when = (noun.clone()).all(|at| {
        reading.is(at, Lex::TIME) || matches!(reading.class(at), Class::Number | Class::Determiner | Class::Preposition)
    });
    issued && own(noun.start) || when || reading.is_one_of(noun.start, &["banners", "signs"])
}

/// `Voss said`, `Voss, who leads the talks, has repeatedly told reporters`
fn subject_verb(reading: &Reading, at: usize, floor: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let source = subject_before(reading, at, floor)?;
    let apart = source.end < words.start;
    let rule = if apart { Rule::SubjectAcross } else { Rule::SubjectVerb };
    Some(cue(words, Some(source), Side::Either, rule))
}

/// `Voss criticised the plan and said …`
fn coordinated(reading: &Reading, at: usize, floor: usize) -> Option<Cue> {
    let words = with_helpers(reading, at, floor);
    let before = words.start.checked_sub(1).filter(|&before| before >= floor)?;
    let joined = matches!(reading.class(before), Class::Conjunction | Class::Sign(TokenKind::Comma));
    if !joined {
        return None;
    }
    let source = main_subject(reading, words.start, floor)?;
    Some(cue(words, Some(source), Side::After, Rule::CoordinatedCue))
}

/// The subject of the finite verb nearest before `at`, or else of the main clause.
fn clause_subject(reading: &Reading, at: usize, floor: usize) -> Option<Range<usize>> {
    let finite = |verb: &usize| reading.is_verb(*verb) && !reading.word(*verb).ends_with("ing");
    let nearest = (floor..at).rev().find(finite).and_then(|verb| subject_before(reading, verb, floor));
    nearest.or_else(|| main_subject(reading, at, floor))
}

/// `according to the ministry` · `…, per the ministry`
fn according_to(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    let apart = |at: usize| matches!(reading.class(at), Class::Sign(TokenKind::Comma) | Class::Quote);
    let words = match () {
        () if reading.is_one_of(at, &["according"]) && reading.class(at + 1) == Class::To => 2,
        () if reading.is_one_of(at, &["per"]) && at > floor && apart(at - 1) => 1,
        () => return None,
    };
    let source = named_after(reading, at + words, end)?;
    let side = if at == floor { Side::Apart } else { Side::Around };
    Some(cue(at..at + words, Some(source), side, Rule::AccordingTo))
}

/// `in the words of Voss, …` · `in Voss’s words, …`
fn in_words_of(reading: &Reading, at: usize, floor: usize, end: usize) -> Option<Cue> {
    if !reading.is_one_of(at, &["in"]) {
        return None;
    }
    let of = ["the", "words", "of"];
    let (words, source) = if (at + 1..).zip(&of).all(|(at, word)| reading.is_one_of(at, &[word])) {
        (at..at + 4, named_after(reading, at + 4, end)?)
    } else {
        let last = (at + 2..end.min(at + 8)).find(|&last| reading.is_one_of(last, &["words"]))?;
        (at..last + 1, owner_before(reading, at + 1, last)?)
    };
    let side = if at == floor { Side::Apart } else { Side::Around };
    Some(cue(words, Some(source), side, Rule::AccordingTo))
}

/// `|Voss|’s words`, `|her| words`: whose the noun at `noun` is, where nothing else is between `start` and it.
fn owner_before(reading: &Reading, start: usize, noun: usize) -> Option<Range<usize>> {
    if noun == start + 1 && reading.class(start) == Class::Possessive {
        return Some(start..noun);
    }
    let owner = noun_phrase_after(reading, start, noun)?;
    let clitic = reading.class(noun - 1) == Class::Clitic && owner.end + 1 >= noun;
    clitic.then(|| owner.start..noun - 1)
}

/// `Voss’s claim that …`, `a statement that …`
fn speech_noun(reading: &Reading, at: usize, floor: usize, _end: usize) -> Option<Cue> {
    if !reading.is(at, Lex::SAY_NOUN) || !reading.is_one_of(at + 1, &["that"]) || at == floor {
        return None;
    }
    // "a threat that grew": what the noun is, not what it says.
    let grew = reading.is_verb(at + 2) && reading.word(at + 2).ends_with("ed");
    if grew || reading.class(at + 2) == Class::Auxiliary || !matches!(reading.class(at), Class::Noun | Class::Say) {
        return None;
    }
    let mut owner = at - 1;
    while owner > floor && matches!(reading.class(owner), Class::Noun | Class::Number) {
        owner -= 1;
    }
    let source = match reading.class(owner) {
        Class::Possessive => Some(owner..owner + 1),
        Class::Clitic => noun_phrase_before(reading, owner, floor),
        _ => main_subject(reading, owner, floor),
    };
    Some(cue(at..at + 1, source, Side::After, Rule::SpeechNoun))
}

/// The noun phrase that starts at `start`, without a preposition that leads on: `said |Voss| of the Farmers’ Party`.
fn named_after(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    let mut phrase = noun_phrase_after(reading, start, end)?;
    while phrase.len() > 1 && reading.class(phrase.end - 1) == Class::Preposition {
        phrase.end -= 1;
    }
    Some(phrase)
}

/// `Voss reported`, `the Post said on Monday`, and nothing more: who says all that stands before.
pub fn is_comment(reading: &Reading, start: usize, end: usize) -> bool {
    const WHEN: [&str; 7] = ["on", "in", "this", "last", "earlier", "late", "early"];
    let Some(who) = noun_phrase_after(reading, start, end) else { return false };
    let when = |at: usize| {
        reading.is(at, Lex::TIME)
            || matches!(reading.class(at), Class::Sign(TokenKind::Stop | TokenKind::Comma) | Class::Adverb)
            || reading.is_one_of(at, &WHEN)
    };
    let verb = who.end;
    reading.class(verb) == Class::Say && reading.is(verb, Lex::REPORT) && (verb + 1..end).all(when)
}
