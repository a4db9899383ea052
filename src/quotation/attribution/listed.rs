//! Lists of what somebody said: `The minister also said: / • … / • …`. Each item is said, though nothing in it says so.

use std::ops::Range;

use crate::document::BlockKind;
use crate::nlp::token::TokenKind;
use crate::quotation::cue::{Cue, cues};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::{Finding, Findings, kind_of};
use crate::quotation::kind::QuotationKind;
use crate::quotation::reading::{Class, Reading, Sentence};

/// How many words may stand between the verb and the colon.
const BETWEEN: usize = 6;

/// Takes the items of a list for what its introduction says is said.
pub fn add_listed(reading: &Reading, found: &mut Findings) {
    for sentence in &reading.sentences {
        let first = sentence.paragraph + 1;
        if is_item(reading, sentence.paragraph) || !is_item(reading, first) {
            continue;
        }
        let Some(cue) = introduction(reading, sentence) else { continue };
        for paragraph in (first..).take_while(|&paragraph| is_item(reading, paragraph)) {
            add_item(reading, found, paragraph, &cue);
        }
    }
}

fn is_item(reading: &Reading, paragraph: u32) -> bool {
    let block = reading.prose.blocks.get(paragraph as usize);
    block.is_some_and(|block| matches!(block.kind, BlockKind::ListItem(_)))
}

/// `Voss also said on Tuesday:`
fn introduction(reading: &Reading, sentence: &Sentence) -> Option<Cue> {
    let colon = sentence.items.end.checked_sub(1)?;
    if reading.class(colon) != Class::Sign(TokenKind::Colon) {
        return None;
    }
    let cue = cues(reading, sentence).pop()?;
    let between = cue.words.end..colon;
    let plain = between.len() <= BETWEEN && !between.clone().any(|at| reading.is_verb(at));
    (cue.source.is_some() && cue.rule != Rule::SpeechNoun && plain).then_some(cue)
}

fn add_item(reading: &Reading, found: &mut Findings, paragraph: u32, cue: &Cue) {
    let first = reading.sentences.partition_point(|sentence| sentence.paragraph < paragraph);
    let end = reading.sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
    let Some(mut items) = reading.sentences.get(first..end).and_then(whole) else { return };
    while items.len() > 1 && matches!(reading.class(items.end - 1), Class::Sign(_)) {
        items.end -= 1;
    }
    if matches!(reading.class(items.start), Class::Sign(_)) {
        return;
    }
    let said = (first..end).any(|sentence| {
        found.all.iter().any(|finding| finding.sentence == sentence && finding.kind == QuotationKind::Direct)
    });
    if said {
        return;
    }
    found.all.retain(|finding| !(first..end).contains(&finding.sentence));
    let tokens = |range: &Range<usize>| reading.tokens(range.clone());
    let finding = Finding {
        tokens: tokens(&items),
        kind: kind_of(reading, &items),
        utterance: found.new_utterance(),
        source: cue.source.as_ref().map(tokens),
        antecedent: cue.antecedent.as_ref().map(tokens),
        cue: Some(tokens(&cue.words)),
        rule: Rule::IntroducedBlock,
        sentence: first,
    };
    found.all.push(finding);
    found.claim_marks(reading);
}

fn whole(sentences: &[Sentence]) -> Option<Range<usize>> {
    Some(sentences.first()?.items.start..sentences.last()?.items.end)
}
