//! One utterance, one speaker: the paragraphs that go on with a quotation which was left open follow the piece that names its
//! speaker, whoever that turns out to be.

use rustc_hash::FxHashMap;

use super::{Speaker, is_open};
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;

/// A piece, and the piece of the same utterance that it follows: indices of findings.
pub type Pieces = Vec<(usize, usize)>;

/// Gives every piece that goes on with an open quotation the speaker of the piece that words name, or else of the first.
pub fn unite(found: &mut Findings, speakers: &mut [Speaker]) -> Pieces {
    let pieces = pieces(found);
    for &(at, anchor) in &pieces {
        let (Some(named), Some(speaker)) = (found.all.get(anchor).cloned(), speakers.get(anchor).cloned()) else {
            continue;
        };
        if let (Some(finding), Some(slot)) = (found.all.get_mut(at), speakers.get_mut(at)) {
            *slot = speaker;
            (finding.source, finding.antecedent) = (named.source, named.antecedent);
            if is_open(named.rule) {
                finding.rule = named.rule;
            }
        }
    }
    pieces
}

/// States of every piece what is stated of the one it follows.
pub fn share_confidence(pieces: &Pieces, speakers: &mut [Speaker]) {
    for &(at, anchor) in pieces {
        let Some(speaker) = speakers.get(anchor).cloned() else { continue };
        if let Some(slot) = speakers.get_mut(at).filter(|slot| slot.actor == speaker.actor) {
            *slot = speaker;
        }
    }
}

fn pieces(found: &Findings) -> Pieces {
    let goes_on = |index: &usize| found.all.get(*index).is_some_and(|finding| finding.rule == Rule::Reopened);
    let (going_on, others): (Vec<usize>, Vec<usize>) = (0..found.all.len()).partition(goes_on);
    if going_on.is_empty() {
        return Vec::new();
    }
    let mut anchors: FxHashMap<u32, (bool, usize)> = FxHashMap::default();
    for (index, finding) in others.into_iter().filter_map(|index| Some((index, found.all.get(index)?))) {
        let anchor = anchors.entry(finding.utterance).or_insert((finding.cue.is_some(), index));
        if finding.cue.is_some() && !anchor.0 {
            *anchor = (true, index);
        }
    }
    let anchor = |at: usize| Some((at, anchors.get(&found.all.get(at)?.utterance)?.1));
    going_on.into_iter().filter_map(anchor).collect()
}

#[cfg(test)]
mod tests {
    use crate::annotation::annotate;
    use crate::document::{Metadata, plain};

    /// The speaker of each quotation that is shown with one, and the rule.
    fn said(text: &str) -> Vec<(String, &'static str)> {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let speaker = |quotation| found.speaker(quotation).map_or("", |actor| actor.name.as_str()).to_owned();
        found.quotations.iter().map(|quotation| (speaker(quotation), quotation.evidence.rule.name())).collect()
    }

    fn each(names: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        names.iter().map(|&(name, rule)| (name.to_owned(), rule)).collect()
    }

    #[test]
    fn open_paragraphs_named_at_the_end_are_one_utterance() {
        let text = "The council of Norland met on Monday. Jon Lee, the treasurer, was there too.\n\n\
            “The new line was planned for 12 years and paid for by the towns along the river.\n\n\
            “It carries 4,000 people a day, and no one has complained so far.\n\n\
            “We will open the next one in May,” said Ada Voss, the head of the line.";
        let voss = ("Ada Voss", "reopened");
        assert_eq!(said(text), each(&[voss, voss, ("Ada Voss", "inverted")]));
    }

    #[test]
    fn open_paragraphs_named_at_the_start_are_one_utterance() {
        let text = "Ada Voss, head of the line, said on Monday: “The line was planned for 12 years.\n\n\
            “It carries 4,000 people a day.\n\n“We will open the next one in May.”\n\nJon Lee left the hall.";
        let voss = ("Ada Voss", "reopened");
        assert_eq!(said(text), each(&[("Ada Voss", "subject-across"), voss, voss]));
    }

    #[test]
    fn answers_to_the_reporter_are_those_of_the_one_who_is_interviewed() {
        let text = "Ada Voss ran the Norland line for 12 years. Now she has written a book about it.\n\n\
            “I never wanted to write one,” says Voss. “My publisher Jon Lee did.”\n\n\
            Was the line a mistake?\n\n“No. It was the best that we could have built with the money.”\n\n\
            Voss laughs when she is asked about the stations. “They are ugly,” she says. “I said so in 2011.”\n\n\
            Why were they built so far from the towns?\n\n“Because the towns did not want them any closer.”\n\n\
            “And because of Mayor Lind,” says Voss. “He owned the fields.”";
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        let answers = found.quotations.iter().filter(|quotation| quotation.span.of(text).len() > 40);
        let names: Vec<_> = answers.map(|answer| found.speaker(answer).map(|actor| actor.name.as_str())).collect();
        assert_eq!(names, [Some("Ada Voss"); 2]);
    }
}
