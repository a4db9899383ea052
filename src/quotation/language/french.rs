//! French: speech between guillemets or after dashes, attributions turned round ("dit-il"), colons that lead to speech,
//! `selon`, and reported speech after `que`.

use std::ops::Range;

use super::{Found, content, cue, is_boundary, is_sign, one};
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Token, TokenKind};
use crate::quotation::attribution::Verdict;
use crate::quotation::content::Opening;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::{Class, Reading};

mod phrase;
mod subject;

use phrase::{is_finite, is_object, is_subject, links, phrase, starts_phrase};
use subject::{clause_subject, subject};

/// Finds the reported speech of a French document.
pub fn find(reading: &Reading, found: &mut Findings) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let items = sentence.items.clone();
        for at in items.clone() {
            if reading.class(at) == Class::Quote {
                if inside_clause(reading, at, &items) {
                    continue;
                }
                let spoken = after_marks(reading, at).or_else(|| before_marks(reading, at, index));
                if let Some((cue, content)) = spoken {
                    found.add(reading, index, &cue, &content);
                } else if let (Some(source), Some(mark)) = (after_action(reading, at, index), reading.quote(at)) {
                    let verdict = Verdict::new(Rule::PreviousSentence, reading.tokens(source));
                    found.add_marked(reading, mark, index, verdict);
                }
            } else if let Some((cue, content)) =
                according(reading, at, &items).or_else(|| reported(reading, at, &items))
            {
                found.add(reading, index, &cue, &content);
            }
        }
    }
}

/// `Le maire ajoute que |« rien »| n'est décidé`: marked words that open a clause which is reported as a whole.
fn inside_clause(reading: &Reading, quote: usize, items: &Range<usize>) -> bool {
    let that = quote.checked_sub(1).filter(|&that| that > items.start && reading.is_one_of(that, &["que"]));
    let verb = that.map(|that| that - 1).filter(|_| !marked_alone(reading, quote, items.end));
    verb.is_some_and(|verb| reported(reading, verb, items).is_some())
}

/// `« … », dit-il` · `— Entrez ! lui cria la voisine` · `« Non, |dit-il,| je reste »`
fn after_marks(reading: &Reading, quote: usize) -> Option<Found> {
    let paragraph = |at: usize| reading.sentences.get(reading.sentence_at(at)).map(|sentence| sentence.paragraph);
    let ending = reading.paragraph_end(reading.sentence_at(quote));
    let mut at = quote + 1;
    while at < ending && matches!(reading.class(at), Class::Sign(TokenKind::Comma | TokenKind::Dash)) {
        at += 1;
    }
    if let Some((verb, source)) = turned(reading, at, ending) {
        let found = one(reading, quote..quote + 1, Opening::Before)?;
        return Some((cue(verb..verb + 1, Some(source), Rule::InvertedCue), found));
    }
    // The attribution stands between this piece and the one before.
    let before = (quote.saturating_sub(16)..quote).rev().find(|&at| reading.class(at) == Class::Quote)?;
    if paragraph(before) != paragraph(quote) {
        return None;
    }
    let start = before + 1 + usize::from(is_sign(reading, before + 1, TokenKind::Comma));
    let (verb, source) = turned(reading, start, quote)?;
    let stops = (source.end..quote).filter(|&at| is_boundary(reading, at)).count();
    if stops > 1 {
        return None;
    }
    let found = one(reading, quote..quote + 1, Opening::Before)?;
    Some((cue(verb..verb + 1, Some(source), Rule::InvertedCue), found))
}

/// A verb of speech with its subject after it: `dit-il` · `répondit tranquillement la servante` · `me dit Paul`
fn turned(reading: &Reading, at: usize, end: usize) -> Option<(usize, Range<usize>)> {
    if let Some(found) = turned_compound(reading, at, end) {
        return Some(found);
    }
    let verb = (at..end.min(at + 4))
        .take_while(|&at| {
            matches!(reading.class(at), Class::Pronoun | Class::Auxiliary | Class::Adverb) || reading.is(at, Lex::SAY)
        })
        .find(|&at| reading.is(at, Lex::SAY) && !reading.token(at).is_some_and(Token::is_capital))?;
    if (at..verb).any(|at| is_subject(reading, at)) {
        return None;
    }
    if reading.class(verb + 1) == Class::Clitic && verb + 2 < end {
        return Some((verb, verb + 2..verb + 3));
    }
    let mut next = verb + 1;
    while next < end && next < verb + 9 && !starts_phrase(reading, next) {
        match reading.class(next) {
            Class::Sign(_) | Class::Quote | Class::Subordinator => return None,
            // "a réagi |sur la place| Léa"
            Class::Preposition => next = phrase(reading, next + 1, end).map_or(next + 1, |place| place.end),
            _ => next += 1,
        }
    }
    Some((verb, phrase(reading, next, end)?))
}

/// The same in a compound tense, the subject between its two words: `a-t-elle déclaré` · `m'avait-il alors répondu`
fn turned_compound(reading: &Reading, at: usize, end: usize) -> Option<(usize, Range<usize>)> {
    let helper = (at..end.min(at + 3)).find(|&at| !is_object(reading, at))?;
    let subject = helper + 2;
    if reading.class(helper) != Class::Auxiliary
        || reading.class(helper + 1) != Class::Clitic
        || !is_subject(reading, subject)
    {
        return None;
    }
    let verb = (subject + 1..end.min(subject + 5))
        .find(|&at| !is_adverbial(reading, at) && !reading.is_one_of(at, &["alors", "ensuite", "encore", "aussi"]))?;
    let told = reading.is(verb, Lex::SAY) || reading.is_one_of(verb, &["appris"]);
    told.then_some((verb, subject..subject + 1))
}

/// `Il dit : « … »` · `La servante reprit : / — …`
fn before_marks(reading: &Reading, quote: usize, sentence: usize) -> Option<Found> {
    let items = reading.sentences.get(sentence)?.items.clone();
    let (colon, start) = if quote > items.start + usize::from(is_sign(reading, items.start, TokenKind::Dash)) {
        let near = (items.start..quote).rev().take(2).find(|&at| leads(reading, at))?;
        (near, items.start)
    } else {
        let before = reading.sentences.get(sentence.checked_sub(1)?)?;
        let colon = before.items.end - 1;
        (Some(colon).filter(|&at| is_sign(reading, at, TokenKind::Colon))?, before.items.start)
    };
    let end = if is_sign(reading, colon, TokenKind::Colon) { colon } else { quote };
    // What was said before in the same sentence is no part of what leads to this.
    let start = (start..end).rev().find(|&at| reading.class(at) == Class::Quote).map_or(start, |at| at + 1);
    let told = sentence_before(reading, start);
    let (verb, source) = introduced(reading, start, end).or_else(|| Some((None, before(reading, told.clone()?)?)))?;
    let source = whose(reading, &source, end, told).unwrap_or(source);
    let found = one(reading, quote..quote + 1, Opening::Colon)?;
    let words = verb.map_or(colon..colon + 1, |verb| verb..verb + 1);
    Some((cue(words, Some(source), if verb.is_some() { Rule::SubjectVerb } else { Rule::IntroducedBlock }), found))
}

/// A colon, or a verb of speech right before the marks: `en criant « Vive la reine »`.
fn leads(reading: &Reading, at: usize) -> bool {
    let names = || ["appel", "fai", "fi"].iter().any(|stem| reading.word(at).starts_with(stem));
    is_sign(reading, at, TokenKind::Colon) || says(reading, at) && !names()
}

/// The items of the sentence before, in the same paragraph.
fn sentence_before(reading: &Reading, start: usize) -> Option<Range<usize>> {
    let index = reading.sentence_at(start);
    let (here, before) = (reading.sentences.get(index)?, reading.sentences.get(index.checked_sub(1)?)?);
    (here.paragraph == before.paragraph).then(|| before.items.clone())
}

/// `Léa ferma la porte.`: the one who acts in a sentence that tells and says nothing, where that is a person.
pub fn actor(reading: &Reading, items: Range<usize>) -> Option<Range<usize>> {
    let source = before(reading, items)?;
    source.clone().any(|at| is_subject(reading, at) || is_person(reading, at)).then_some(source)
}

/// Who acts in a sentence that tells and says nothing.
fn before(reading: &Reading, items: Range<usize>) -> Option<Range<usize>> {
    let told = !items.clone().any(|at| reading.class(at) == Class::Quote);
    told.then(|| clause_subject(reading, items.start, items.end)).flatten()
}

/// `Ce cri |lui| échappa :` · `|Léa| entra. Sa réponse fut :`: whose words they are that do something.
fn whose(reading: &Reading, words: &Range<usize>, end: usize, told: Option<Range<usize>>) -> Option<Range<usize>> {
    if !words.clone().any(|at| reading.is(at, Lex::SAY_NOUN)) || reading.is_one_of(words.end - 1, &["voix"]) {
        return None;
    }
    if let Some(at) = (words.end..end).find(|&at| reading.is_one_of(at, &["lui", "leur"])) {
        return Some(at..at + 1);
    }
    let owned = reading.class(words.start) == Class::Possessive;
    if owned { before(reading, told?) } else { owner(reading, words.start + 1, end) }
}

/// A verb of speech, not the noun that is written like it: `la demande`, `un cri`.
fn says(reading: &Reading, at: usize) -> bool {
    let article = at.checked_sub(1).filter(|&before| {
        matches!(reading.class(before), Class::Determiner | Class::Possessive) && !is_subject(reading, before)
    });
    let noun = article.is_some_and(|before| {
        // "la supplia": an object.
        let object = reading.is_one_of(before, &["le", "la", "l'", "l’", "les"]);
        let verbal = ["a", "ait", "aient", "èrent", "it", "ant", "er", "ut"];
        !object || !verbal.iter().any(|ending| reading.word(at).ends_with(ending))
    });
    reading.is(at, Lex::SAY) && reading.class(at) != Class::Name && !noun
}

/// Who speaks by the words that lead to a colon at `end`, and the verb that says so.
fn introduced(reading: &Reading, start: usize, end: usize) -> Option<(Option<usize>, Range<usize>)> {
    let clause = (start..end).rev().find(|&at| is_sign(reading, at, TokenKind::Semicolon)).map_or(start, |at| at + 1);
    if let Some(verb) = (clause..end).rev().find(|&at| says(reading, at)) {
        let tied = reading.class(verb + 1) == Class::Clitic && verb + 2 < end;
        let after = || {
            let inverted = (verb + 1..end).find(|&at| starts_phrase(reading, at) || !is_adverbial(reading, at))?;
            starts_phrase(reading, inverted).then(|| phrase(reading, inverted, end)).flatten()
        };
        let source = if tied { Some(verb + 2..verb + 3) } else { subject(reading, verb, start) };
        return source.or_else(after).map(|source| (Some(verb), source));
    }
    // "les dernières paroles du médecin : « … »"
    let noun = (clause..end).rev().find(|&at| reading.is(at, Lex::SAY_NOUN) && links(reading, at + 1));
    if let Some(owner) = noun.and_then(|noun| owner(reading, noun, end)) {
        return Some((None, owner));
    }
    let source = clause_subject(reading, start, end).or_else(|| alone(reading, clause, end))?;
    Some((None, source))
}

fn is_adverbial(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Adverb || reading.word(at).ends_with("ment")
}

/// `la question |du médecin|` · `les mots |de sa mère|`
fn owner(reading: &Reading, noun: usize, end: usize) -> Option<Range<usize>> {
    let start = if reading.class(noun + 1) == Class::Preposition { noun + 2 } else { noun + 1 };
    let found = phrase(reading, start, end)?;
    found.clone().any(|at| is_person(reading, at)).then_some(found)
}

fn is_person(reading: &Reading, at: usize) -> bool {
    reading.class(at) == Class::Name || reading.is(at, Lex::ROLE.or(Lex::FAMILY).or(Lex::GROUP))
}

/// `Mme Voss, à la fenêtre :`: a phrase without a verb.
fn alone(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    let from = (start..end).find(|&at| starts_phrase(reading, at) || is_subject(reading, at))?;
    let found = phrase(reading, from, end)?;
    let plain = !(from..end).any(|at| is_finite(reading, at));
    (from <= start + 1 && plain && found.clone().any(|at| is_person(reading, at))).then_some(found)
}

/// `Le médecin souriait. |« C’est facile. »|`: who acts in the sentence before, where that tells and says nothing.
fn after_action(reading: &Reading, quote: usize, sentence: usize) -> Option<Range<usize>> {
    let here = reading.sentences.get(sentence)?;
    let before = reading.sentences.get(sentence.checked_sub(1)?)?;
    let opens = here.items.start + usize::from(is_sign(reading, here.items.start, TokenKind::Dash)) >= quote;
    let alone = (quote + 1..here.items.end).all(|at| matches!(reading.class(at), Class::Sign(_)));
    if here.paragraph - before.paragraph > 1 || !opens || !alone {
        return None;
    }
    actor(reading, before.items.clone())
}

/// `Selon la ministre, …` · `…, d’après Voss`
fn according(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    let after = reading.is_one_of(at, &["après"]) && at > items.start && reading.is_one_of(at - 1, &["d'", "d’"]);
    // "Pour Anne Duval, « c'est trop tard »"
    let by = reading.is_one_of(at, &["pour"])
        && at == items.start
        && items.clone().any(|at| reading.class(at) == Class::Quote);
    if !reading.is_one_of(at, &["selon"]) && !after && !by {
        return None;
    }
    let start = if after { at - 1 } else { at };
    let stressed = !by && reading.is_one_of(at + 1, &["lui", "elle", "eux", "elles"]);
    let source = if stressed { Some(at + 1..at + 2) } else { phrase(reading, at + 1, items.end) }?;
    let person = stressed
        || source.clone().any(|at| {
            reading.class(at) == Class::Name
                || reading.is(at, Lex::ROLE.or(Lex::ORGANISATION_NOUN).or(Lex::GROUP).or(Lex::DOCUMENT))
        });
    if !person || start > items.start && !is_boundary(reading, start - 1) {
        return None;
    }
    if by {
        let quote = items.clone().find(|&at| reading.class(at) == Class::Quote)?;
        let named =
            source.clone().any(|at| reading.class(at) == Class::Name) && is_sign(reading, quote - 1, TokenKind::Comma);
        let found = one(reading, quote..quote + 1, Opening::Quote).filter(|_| named)?;
        return Some((cue(at..at + 1, Some(source), Rule::AccordingTo), found));
    }
    let opening = if start == items.start { Opening::Clause } else { Opening::Before };
    let end = apposition(reading, &source, items.end).unwrap_or(source.end);
    let found = content(reading, [items.start..start, end..items.end], opening)?;
    let source = if end > source.end { source.end + 1..end } else { named(reading, source) };
    Some((cue(start..at + 1, Some(source), Rule::AccordingTo), found))
}

/// `la ministre de l'Écologie |Ada Voss|`: the name behind an office, where the office is for something with a capital.
fn named(reading: &Reading, source: Range<usize>) -> Range<usize> {
    let elided = |at: usize| reading.is_one_of(at, &["l'", "l’", "d'", "d’"]);
    let name = |at: usize| reading.class(at) == Class::Name;
    let opens = |&at: &usize| name(at - 1) && elided(at - 2) && reading.is(at, Lex::GIVEN);
    let start = (source.start + 3..source.end.saturating_sub(1)).find(opens);
    start.filter(|&start| (start..source.end).all(name)).map_or(source.clone(), |start| start..source.end)
}

/// `la ministre, |Ada Voss|, …`: where the name ends that a comma ties to an office.
fn apposition(reading: &Reading, source: &Range<usize>, ceiling: usize) -> Option<usize> {
    let office = source.clone().any(|at| reading.is(at, Lex::ROLE.or(Lex::TITLE)));
    let start = source.end + 1;
    let end = (start..ceiling).find(|&at| reading.class(at) != Class::Name)?;
    let set_off = is_sign(reading, source.end, TokenKind::Comma) && is_sign(reading, end, TokenKind::Comma);
    (office && set_off && end > start + 1).then_some(end)
}

/// `La ministre a déclaré que …`
fn reported(reading: &Reading, at: usize, items: &Range<usize>) -> Option<Found> {
    if !reading.is(at, Lex::REPORT) || reading.class(at) == Class::Name || !says(reading, at) {
        return None;
    }
    let that = (at + 1..items.end.min(at + 6))
        .take_while(|&next| !is_boundary(reading, next) && !reading.is_verb(next))
        .find(|&next| reading.is_one_of(next, &["que", "qu'", "qu’"]))?;
    // "les mots qu'il dit", "ne demandait pas mieux que", "disant cela que": something else goes on.
    let whole = |from: usize| (from..that).all(|between| passes(reading, between, from));
    let source =
        subject(reading, at, items.start).filter(|source| whole(at + 1) && !is_imagined(reading, at, source))?;
    let source = named(reading, source);
    // "qui ajoute que « rien n'est décidé »": beside the marked words "que" says nothing.
    let start = if marked_alone(reading, that + 1, items.end) { that + 1 } else { that };
    let found = one(reading, start..items.end, Opening::That)?;
    Some((cue(at..at + 1, Some(source), Rule::SubjectVerb), found))
}

/// Whether marked words start here and nothing but signs follows them.
fn marked_alone(reading: &Reading, at: usize, end: usize) -> bool {
    reading.class(at) == Class::Quote && (at + 1..end).all(|at| matches!(reading.class(at), Class::Sign(_)))
}

/// What may stand between a verb of speech and "que": adverbs, and whom it is said to.
fn passes(reading: &Reading, at: usize, from: usize) -> bool {
    let told = (from..at).any(|before| reading.is_one_of(before, &["à", "au", "aux"]));
    match reading.class(at) {
        Class::Adverb => !reading.is_one_of(at, &["mieux", "plus", "moins", "ne", "n'", "n’"]),
        Class::Pronoun => !reading.is_one_of(at, &["ce", "ceci", "cela", "ça", "rien"]),
        Class::Noun => told || reading.word(at).ends_with("ment"),
        Class::Preposition => reading.is_one_of(at, &["à", "au", "aux", "en"]),
        Class::Clitic => true,
        Class::Determiner | Class::Possessive | Class::Name => told || reading.is_one_of(at, &["au", "aux"]),
        _ => false,
    }
}

/// `On dirait que …` · `on eût dit que …`: nobody says it.
fn is_imagined(reading: &Reading, verb: usize, source: &Range<usize>) -> bool {
    let before = verb.checked_sub(1);
    reading.is_one_of(source.start, &["on"])
        && (reading.is_one_of(verb, &["dirait"])
            || before.is_some_and(|at| reading.is_one_of(at, &["eût", "aurait", "eut"])))
}
