//! A tale inside a tale: French opens each paragraph of a long speech with a guillemet and closes the last one only. Where
//! such a speech quotes others it is told like a story, and what is said in it are the quotations: the frame is none.

use super::{Marked, Sort};
use crate::nlp::Prose;
use crate::nlp::token::TokenKind;

/// How many paragraphs a tale has at least.
const PARAGRAPHS: usize = 4;

/// A paragraph by its guillemets.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    /// It begins with one.
    opens: bool,
    /// One is open at its end.
    left_open: bool,
    /// Others open while one is open.
    inner: usize,
}

/// Takes the frames of tales out of the marked segments, and tells which go on with what the paragraph before left open.
pub fn unframe(prose: &Prose, marked: &mut Vec<Marked>) {
    let shapes: Vec<Shape> = (0..prose.blocks.len()).map(|index| shape(prose, index)).collect();
    let mut framed = vec![false; shapes.len()];
    let mut first = 0;
    while let Some(shape) = shapes.get(first) {
        if !shape.left_open {
            first += 1;
            continue;
        }
        let rest = shapes.get(first + 1..).unwrap_or(&[]);
        let open = rest.iter().take_while(|shape| shape.opens && shape.left_open).count();
        let closing = usize::from(rest.get(open).is_some_and(|shape| shape.opens));
        let range = first..first + 1 + open + closing;
        let inner: usize = shapes.get(range.clone()).unwrap_or(&[]).iter().map(|shape| shape.inner).sum();
        if range.len() >= PARAGRAPHS && inner > 0 {
            framed.get_mut(range.clone()).into_iter().flatten().for_each(|framed| *framed = true);
        }
        first = range.end - closing.min(range.len() - 1);
    }
    let left_open = |paragraph: u32| {
        let before = paragraph.checked_sub(1).and_then(|before| shapes.get(before as usize));
        before.is_some_and(|shape| shape.left_open)
    };
    let begins = |segment: &Marked| {
        let start = prose.blocks.get(segment.paragraph as usize).map_or(0, |block| block.tokens.start);
        segment.tokens.start == start
    };
    for segment in marked.iter_mut().filter(|segment| segment.sort == Sort::Angle) {
        segment.reopened |= begins(segment) && left_open(segment.paragraph);
    }
    let is_frame = |segment: &Marked| {
        let framed = framed.get(segment.paragraph as usize).copied().unwrap_or_default();
        framed && segment.sort == Sort::Angle && (!segment.closed || begins(segment))
    };
    marked.retain(|segment| !is_frame(segment));
    for at in 1..marked.len() {
        let next = marked.get(at).map(|next| next.tokens.start);
        if let Some(segment) = marked.get_mut(at - 1).filter(|segment| Some(segment.tokens.end) == next) {
            cut(prose, segment);
        }
    }
}

/// `« Il vint. |Il me dit :| « Reste. »`: the words of an open speech that lead to what it quotes are told, not said.
fn cut(prose: &Prose, segment: &mut Marked) {
    let is = |at: u32, kind: TokenKind| prose.tokens.get(at as usize).is_some_and(|token| token.kind == kind);
    let tokens = segment.tokens.clone();
    if segment.closed || segment.sort != Sort::Angle || !is(tokens.end.saturating_sub(1), TokenKind::Colon) {
        return;
    }
    if let Some(stop) = tokens.rev().find(|&at| is(at, TokenKind::Stop)) {
        segment.tokens.end = stop + 1;
        segment.span = prose.span(&segment.tokens);
    }
}

fn shape(prose: &Prose, index: usize) -> Shape {
    let Some(block) = prose.blocks.get(index) else { return Shape::default() };
    let mut shape = Shape { opens: prose.word(block.tokens.start) == "«", ..Shape::default() };
    let mut depth = 0usize;
    for at in block.tokens.clone() {
        if prose.tokens.get(at as usize).is_none_or(|token| token.kind != TokenKind::Mark) {
            continue;
        }
        match prose.word(at) {
            "«" => {
                shape.inner += usize::from(depth > 0);
                depth += 1;
            }
            "»" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    shape.left_open = depth > 0;
    shape
}

#[cfg(test)]
mod tests {
    use super::super::tests::marked_in;
    use crate::nlp::language::Language;

    #[test]
    fn a_tale_that_quotes_is_told() {
        let tale = "Il commença : « J’avais un oncle.\n\n« Il me dit : « Reste. » Je restai.\n\n« Un jour il partit.\n\n\
« Je ne le revis plus. »\n\n« Et après ? »";
        assert_eq!(marked_in(tale, Language::French), ["« Reste. »", "« Et après ? »"]);
    }

    #[test]
    fn what_leads_to_a_quotation_inside_is_told() {
        let speech = "« Il vint un soir. Il me dit : « Reste. »\n\nElle se tut.";
        assert_eq!(marked_in(speech, Language::French), ["« Il vint un soir.", "« Reste. »"]);
    }

    #[test]
    fn a_long_speech_that_quotes_nobody_is_said() {
        let speech = "« J’avais un oncle.\n\n« Il partit.\n\n« Un jour il revint.\n\n« C’était l’hiver. »";
        assert_eq!(marked_in(speech, Language::French).len(), 4);
    }
}
