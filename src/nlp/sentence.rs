//! Sentences: where one starts among the tokens of a block.

use super::token::{Token, TokenKind};

/// Appends to `out` the index (plus `base`) of the first token of each sentence of a block.
///
/// A stop ends a sentence unless a small letter goes on after it; closing marks and brackets stay with the sentence that
/// they end.
pub fn split(text: &str, tokens: &[Token], base: u32, out: &mut Vec<u32>) {
    if tokens.is_empty() {
        return;
    }
    out.push(base);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.kind != TokenKind::Stop {
            continue;
        }
        while tokens.get(at).is_some_and(|next| ends_with(text, token, next)) {
            at += 1;
        }
        if tokens.get(at).is_some_and(|next| starts_sentence(text, next, tokens.get(at + 1))) {
            out.push(base + at as u32);
        }
    }
}

/// Whether `next` still belongs to the sentence that ended at `stop`: more stops, brackets and closing marks.
fn ends_with(text: &str, stop: &Token, next: &Token) -> bool {
    match next.kind {
        TokenKind::Stop | TokenKind::Close => true,
        TokenKind::Mark => match next.of(text) {
            "”" | "»" | "’" | "›" => true,
            // A straight mark closes where no space stands before it.
            "\"" | "'" | "“" | "«" => {
                text.get(stop.start()..next.start()).is_some_and(|between| !between.contains(char::is_whitespace))
            }
            _ => false,
        },
        _ => false,
    }
}

fn starts_sentence(text: &str, next: &Token, after: Option<&Token>) -> bool {
    match next.kind {
        TokenKind::Word => next.is_capital() || !next.of(text).starts_with(char::is_lowercase),
        TokenKind::Number | TokenKind::Open | TokenKind::Dash => true,
        TokenKind::Mark => after.is_none_or(|word| word.is_capital() || word.kind != TokenKind::Word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::lexicon::Lexicon;
    use crate::nlp::token::tokenize;
    use crate::span::Span;

    fn sentences(text: &str) -> Vec<&str> {
        let (mut tokens, mut starts) = (Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), Lexicon::english(), &mut tokens);
        split(text, &tokens, 0, &mut starts);
        let mut ends: Vec<usize> = starts.iter().skip(1).map(|&i| tokens[i as usize].start()).collect();
        ends.push(text.len());
        starts.iter().zip(ends).map(|(&i, end)| text[tokens[i as usize].start()..end].trim()).collect()
    }

    #[test]
    fn where_sentences_start() {
        assert_eq!(sentences("It ended. She left."), ["It ended.", "She left."]);
        assert_eq!(sentences("Mr. Lee met the U.S. envoy."), ["Mr. Lee met the U.S. envoy."]);
        assert_eq!(sentences("“Stop!” she said. “Now.” Then"), ["“Stop!” she said.", "“Now.”", "Then"]);
        assert_eq!(sentences("\"Go.\" \"No.\""), ["\"Go.\"", "\"No.\""]);
    }
}
