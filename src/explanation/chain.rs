//! The steps from the words that name a source to an actor, each with its probability, and who else it could be.

use super::flat;
use crate::annotation::{Annotations, Candidate, Link, Quotation, Step};
use crate::document::Document;
use crate::span::Span;

/// From this confidence on nothing needs to be said about weak steps.
const CONFIDENT: f32 = 0.75;
/// From this probability on a step is not weak.
const STRONG: f32 = 0.9;

/// Whether the steps say more than the source's words do: there are several, or the only one is in doubt.
pub fn is_telling(quotation: &Quotation) -> bool {
    quotation.chain.len() > 1 || quotation.chain.iter().any(|link| link.probability < STRONG)
}

/// Each step in words, in order: "“she” stands for “Ada Voss”, 58%".
pub fn steps(document: &Document, annotations: &Annotations, quotation: &Quotation) -> Vec<String> {
    if !is_telling(quotation) {
        return Vec::new();
    }
    let steps = 0..quotation.chain.len();
    steps.filter_map(|nth| step(document, annotations, quotation, nth)).collect()
}

/// The step with the lowest probability, in words, where the confidence is low.
pub fn weakest(document: &Document, annotations: &Annotations, quotation: &Quotation) -> Option<String> {
    let chain = quotation.chain.iter().enumerate();
    let (nth, link) = chain.min_by(|(_, a), (_, b)| a.probability.total_cmp(&b.probability))?;
    let weak = quotation.confidence < CONFIDENT && link.probability < STRONG;
    if weak { step(document, annotations, quotation, nth) } else { None }
}

/// Who else it could be: "or Jon Vale, 31%". Of an unsure quotation everybody: "Ada Voss, 46%, or Jon Vale, 31%".
pub fn others(annotations: &Annotations, quotation: &Quotation, unsure: bool) -> Option<String> {
    let all = if unsure { quotation.possible() } else { quotation.candidates.to_vec() };
    let named = |it: &Candidate| {
        let name = &annotations.actors.get(it.actor.0 as usize)?.name;
        Some(format!("{name}, {}", percent(it.probability)))
    };
    let all: Vec<String> = all.iter().filter(|it| it.probability >= 0.005).filter_map(named).collect();
    let or = if unsure { "" } else { "or " };
    (!all.is_empty()).then(|| format!("{or}{}", all.join(", or ")))
}

fn step(document: &Document, annotations: &Annotations, quotation: &Quotation, nth: usize) -> Option<String> {
    let link = quotation.chain.get(nth)?;
    let words = |span: Span| format!("“{}”", flat(span.of(&document.text)));
    let here = words(link.words);
    // What is traced: the words that the step before led to.
    let from = || {
        let before = nth.checked_sub(1).and_then(|before| quotation.chain.get(before));
        before.map(|link: &Link| link.words).or(quotation.source).map(words)
    };
    let told = match link.step {
        Step::Source => format!("{here} names the source"),
        Step::Pronoun | Step::NounPhrase => match from().filter(|from| *from != here) {
            Some(from) => format!("{from} stands for {here}"),
            None => format!("{here} was traced"),
        },
        Step::Name => match annotations.speaker(quotation) {
            Some(actor) if here == format!("“{}”", actor.name) => format!("{here} is the full name"),
            Some(actor) => format!("{here} is {}", actor.name),
            None => format!("{here} is a name"),
        },
    };
    Some(format!("{told}, {}", percent(link.probability)))
}

fn percent(probability: f32) -> String {
    format!("{:.0}%", probability.clamp(0.0, 1.0) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};
    use crate::entity::ActorId;

    const TEXT: &str = "Ada Voss met Jon Vale. “We will sign,” the minister said.";

    fn traced(confidence: f32) -> (Document, Annotations) {
        let document = plain(TEXT.to_owned(), Metadata::default());
        let mut annotations = annotate(&document);
        let span = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let id = |name: &str| ActorId(annotations.actors.iter().position(|actor| actor.name == name).unwrap() as u32);
        let (voss, vale) = (id("Ada Voss"), id("Jon Vale"));
        let link = |step, words, probability| Link { step, words: span(words), probability };
        let quotation = &mut annotations.quotations[0];
        quotation.actor = Some(voss);
        quotation.confidence = confidence;
        quotation.candidates = [Candidate { actor: vale, probability: 0.31 }].into();
        quotation.chain = [
            link(Step::Source, "the minister", 0.97),
            link(Step::NounPhrase, "Ada Voss", 0.58),
            link(Step::Name, "Ada Voss", 0.99),
        ]
        .into();
        (document, annotations)
    }

    #[test]
    fn each_step_has_words_and_a_probability() {
        let (document, annotations) = traced(0.55);
        let quotation = &annotations.quotations[0];
        assert_eq!(
            steps(&document, &annotations, quotation),
            [
                "“the minister” names the source, 97%",
                "“the minister” stands for “Ada Voss”, 58%",
                "“Ada Voss” is the full name, 99%"
            ]
        );
        let weakest = weakest(&document, &annotations, quotation);
        assert_eq!(weakest.as_deref(), Some("“the minister” stands for “Ada Voss”, 58%"));
    }

    #[test]
    fn confident_quotation_has_no_weakest_step() {
        let (document, annotations) = traced(0.9);
        assert_eq!(weakest(&document, &annotations, &annotations.quotations[0]), None);
    }

    #[test]
    fn runner_up_is_named_with_its_probability() {
        let (_, annotations) = traced(0.46);
        let quotation = &annotations.quotations[0];
        assert_eq!(others(&annotations, quotation, false).as_deref(), Some("or Jon Vale, 31%"));
        assert_eq!(others(&annotations, quotation, true).as_deref(), Some("Ada Voss, 46%, or Jon Vale, 31%"));
    }
}
